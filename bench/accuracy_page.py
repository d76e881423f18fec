"""Writes the measured part of docs/accuracy.md; what a person wrote below it stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

PAGE = Path(__file__).resolve().parents[1] / "docs" / "accuracy.md"
BEGIN, END = "<!-- measured by `make accuracy` -->", "<!-- end of what is measured -->"
TABLES = ("income_statement", "customers", "suppliers", "volumes")
LISTED = {
    "wrong": "another value than the page",
    "missing": "on the page, not found",
    "spurious": "not in the truth table, nothing flagged it",
    "outside": "a concept, period or scope that the truth table leaves out",
}
TICKS = {
    "A": "agrees with another place; the statement is not marked unaudited",
    "B": "agrees with another place",
    "C": "a sum that takes part in ties",
    "D": "a ratio recomputed from its figures",
    "E": "only within rounding (beside C or D)",
    "F": "the filing's own inconsistency",
    "R": "read once, nothing tests it",
    "X": "a comparison breaks: flagged",
}
EVIDENCE = """\
The summary, the discussion and the accountants' report of a filing are typeset from one source. Three mentions that agree prove that
we *read* a figure right; they do not prove the figure. A sum or ratio that ties proves more, because a misread digit would break it; a tie
to the audited statement proves most, because someone else answers for it. So `confirmed` is not one thing: the tick code beside each status
says what was agreed with what. `A` and `B` are repeats, `C` and `D` are arithmetic, and neither says that the filing itself is right."""

Summary = Mapping[str, float]


class Measured(Protocol):
    """What accuracy.Scores gives."""

    @property
    def pooled(self) -> Mapping[str, Summary]: ...

    @property
    def by_filing(self) -> Mapping[str, Mapping[str, Summary]]: ...

    @property
    def details(self) -> Sequence[Mapping[str, str]]: ...

    def mean(self, table: str, measure: str) -> float: ...


def write_page(path: Path, scores: Measured, without: Measured, ticks: Counter[str]) -> None:
    """Replaces the part between the two marks by what was measured now."""
    parts = (pooled_lines(scores), filing_lines(scores), listed_lines(scores), tick_lines(ticks), without_lines(scores, without))
    measured = "\n".join(line for part in parts for line in (*part, ""))
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n\n{measured}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def head(*names: str) -> tuple[str, str]:
    return row(names), row(["---", *["---:"] * (len(names) - 1)])


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}%"


def share(part: float, whole: float) -> str:
    return percent(part / whole if whole else None)


def right_of(found: Summary) -> float:
    return found.get("exact", 0) + found.get("rounded", 0)


def kinds(scores: Measured) -> list[str]:
    return [*TABLES, *(name for name in scores.pooled if name.startswith("volumes,"))]


def pooled_lines(scores: Measured) -> Iterator[str]:
    """One line per table kind."""
    yield "## Score by table kind\n"
    names = (
        "recall",
        "precision",
        "mean recall",
        "mean precision",
        "confirmed of right",
        "flagged of right",
        "confirmed wrong",
        "outside",
        "unclaimed of rows",
    )
    yield from head("table", "truth rows", *names)
    for name in kinds(scores):
        found = scores.pooled.get(name, {})
        right = right_of(found)
        shares = (share(found.get("confirmed", 0), right), share(found.get("flagged_right", 0), right))
        counts = (found.get("confirmed_wrong", 0), found.get("outside", 0), share(found.get("unclaimed", 0), found.get("truth", 0)))
        rates = (
            percent(found.get("recall")),
            percent(found.get("precision")),
            percent(scores.mean(name, "recall")),
            percent(scores.mean(name, "precision")),
        )
        yield row((name, found.get("truth", 0), *rates, *shares, *counts))
    whole: Counter[str] = Counter()
    for name in TABLES:
        whole.update({key: int(value) for key, value in scores.pooled.get(name, {}).items() if isinstance(value, int)})
    right = whole["exact"] + whole["rounded"]
    yield f"\nOf all right facts {share(whole['confirmed'], right)} are confirmed and {share(whole['flagged_right'], right)} flagged."


def filing_lines(scores: Measured) -> Iterator[str]:
    """Recall and precision of each filing and table kind."""
    yield "## Score by filing (recall / precision)\n"
    yield from head("filing", *kinds(scores))
    for stem, tables in scores.by_filing.items():
        cells = [tables.get(name, {}) for name in kinds(scores)]
        yield row((stem, *(f"{percent(c['recall'])} / {percent(c['precision'])}" if c.get("truth") else "–" for c in cells)))


def listed_lines(scores: Measured) -> Iterator[str]:
    """Every fact that is not in the truth table or differs from it, unflagged; and the facts outside it."""
    yield "## Facts that differ from the truth tables\n"
    yield from (f"- *{name}*: {words}" for name, words in LISTED.items())
    yield ""
    yield from head("filing", "what", "table", "concept", "name", "period", "fact", "page")
    for detail in scores.details:
        if detail["verdict"] in LISTED and detail["table"] in TABLES:
            name = (detail["member"] or detail["label"]).replace("\n", " ").replace("|", "/")[:40]
            what = (detail["filing"][:24], detail["verdict"], detail["table"], detail["concept"] or "as reported", name, detail["period"])
            yield row((*what, detail["fact"], detail["fact_page"] or detail["truth_page"]))


def tick_lines(ticks: Counter[str]) -> Iterator[str]:
    """How many figures bear each code."""
    yield "## Tick codes of all figures\n"
    yield from head("code", "figures", "means")
    for letter in sorted(set(TICKS) | set(ticks)):
        yield row((letter, ticks[letter], TICKS.get(letter, "")))
    yield "\n### Independence of evidence\n"
    yield EVIDENCE


def without_lines(scores: Measured, without: Measured) -> Iterator[str]:
    """What is left of each filing's recall without the wordings that were met in it alone."""
    yield "## Without a filing's own wordings\n"
    yield "Each filing is read again without every synonym and pattern whose only `seen_in` is that filing: recall with / without them."
    yield "Layout code cannot be switched off so, and wordings written down as `genre` (known from other filings of the kind) stay.\n"
    yield from head("filing", *TABLES)
    worst: tuple[float, str, str] = (0.0, "", "")
    for stem, tables in scores.by_filing.items():
        cells = []
        for name in TABLES:
            with_all, rest = tables.get(name, {}), without.by_filing[stem].get(name, {})
            cells.append(f"{percent(with_all['recall'])} / {percent(rest['recall'])}" if with_all.get("truth") else "–")
            if with_all.get("truth"):
                worst = max(worst, (with_all["recall"] - rest["recall"], stem, name))
        yield row((stem, *cells))
    yield row(("pooled", *(f"{percent(scores.pooled[name]['recall'])} / {percent(without.pooled[name]['recall'])}" for name in TABLES)))
    fall, stem, name = worst
    yield f"\nThe worst: {name} of {stem} loses {percent(fall)} of its rows." if stem else "\nNo filing loses a row."
