"""What the comparisons earn each figure: its status, its tick codes, and what the user is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from analyzer.checks.book import RULES, Book, Entry, Tie
from analyzer.concepts import concepts
from analyzer.model import Check, Fact, Finding, Status
from analyzer.read.ocr_marks import is_from_ocr
from analyzer.topics.agreement import agree, slip

GOOD = ("ties", "rounding")
RATIO_RULES = {"SHARE_OF_BASE", "SALES_TO_PRODUCTION", "CAPACITY_UTILISATION", "SHARES_OF_REVENUE", "PRICE_TIE"}
SIZE_RULES = {"BASE_MAGNITUDE", "PRICE_MAGNITUDE", "FIVE_ABOVE_REVENUE", "SIZE_OF_FIVE"}
"""Rules of sizes: holding proves nothing, a break flags its figures whatever else agrees, for all may share the wrong unit."""
NAMING_RULES = {"BASE_IS_REVENUE"}
"""Rules that test what a base is called, not what its figures are: a break flags nothing, the user is told."""


@dataclass
class Support:
    """What speaks for and against one figure. ticks: letters of the tie-out legend (A to F, N, R, X)."""

    ticks: set[str] = field(default_factory=set)
    good: list[Tie] = field(default_factory=list)
    broken: list[Tie] = field(default_factory=list)

    @property
    def recomputed(self) -> bool:
        return bool(self.ticks & {"C", "D"})


def run_rules(book: Book) -> list[Tie]:
    return [tie for function in RULES.values() for tie in function(book)]


def repaired(book: Book, ties: Sequence[Tie]) -> tuple[Book, list[Finding]]:
    """The book with those readings exchanged that alone make a broken sum true, and the findings that say so."""
    findings: list[Finding] = []
    for tie in ties:
        if tie.verdict != "breaks" or tie.code in NAMING_RULES | SIZE_RULES:
            continue
        # One value read in several places is one repair.
        swaps = {
            (index, other.value): other
            for index in tie.members
            for other in reversed(list(alternatives(book.entries[index])))
            if mends(book, tie, index, other)
        }
        if len(swaps) == 1:
            (index, _), other = swaps.popitem()
            findings.append(repair_finding(book.fact(index), other, tie))
            book = with_fact(book, index, other)
    return book, findings


def alternatives(entry: Entry) -> Iterator[Fact]:
    """Other readings of a figure; a loss may be printed with either sign."""
    yield from entry.differing
    if entry.fact.concept and concepts()[entry.fact.concept].sign == "loss" and entry.fact.value:
        yield replace(entry.fact, value=-entry.fact.value)


def mends(book: Book, tie: Tie, index: int, other: Fact) -> bool:
    """Whether the comparison holds with the other reading."""
    again = RULES[tie.code](with_fact(book, index, other))
    return any(new.verdict in GOOD for new in again if new.members[0] == tie.members[0])


def with_fact(book: Book, index: int, fact: Fact) -> Book:
    entries = list(book.entries)
    old = entries[index]
    agreeing = tuple(reading for reading in old.readings if agree(fact, reading)) or (fact,)
    differing = tuple(reading for reading in old.readings if not agree(fact, reading))
    entries[index] = Entry(fact, (old.readings[0], *(r for r in old.readings[1:])), differing if len(agreeing) < len(old.readings) else ())
    return replace(book, entries=tuple(entries))


def repair_finding(old: Fact, new: Fact, tie: Tie) -> Finding:
    how = (
        "its sign was turned"
        if new.value == -old.value
        else f"{new.source.text!r} on page {new.source.page} was taken for {old.source.text!r}"
    )
    return Finding("info", "REPAIRED", f"{name_of(old)}: {how}, because only so {tie.formula}", (new.source, old.source))


def weigh(book: Book, ties: Sequence[Tie]) -> dict[int, Support]:
    """What speaks for and against each figure."""
    support: dict[int, Support] = defaultdict(Support)
    for tie in ties:
        for index in tie.members:
            if tie.code in NAMING_RULES | SIZE_RULES:
                continue
            # A sum of nothing but dashes holds wherever the dashes stand.
            if tie.verdict in GOOD and any(book.fact(member).value for member in tie.members):
                support[index].good.append(tie)
                support[index].ticks.add("D" if tie.code in RATIO_RULES else "C")
                support[index].ticks |= {"E"} if tie.verdict == "rounding" else set()
            elif tie.verdict == "breaks":
                support[index].broken.append(tie)
    for index, entry in enumerate(book.entries):
        agreeing = [reading for reading in entry.readings if agree(entry.fact, reading) and not is_from_ocr(reading)]
        if len({(r.source.page, r.source.bbox) for r in agreeing}) > 1:
            audited = entry.fact.table == "income_statement" and entry.fact.assurance not in ("unaudited", "reviewed")
            support[index].ticks.add("A" if audited else "B")
    return support


def finish(book: Book, ties: Sequence[Tie]) -> tuple[list[Fact], list[Finding]]:
    """Every figure with status, ticks and mentions; breaks and disagreements as findings."""
    support = weigh(book, ties)
    findings: list[Finding] = []
    flagged: set[int] = set()
    for tie in ties:
        if tie.verdict == "breaks":
            suspects = list(tie.members) if tie.code in SIZE_RULES else [] if tie.code in NAMING_RULES else suspects_of(tie, support)
            flagged |= set(suspects)
            findings.append(break_finding(book, tie, suspects))
            if not suspects:
                support[tie.members[0]].ticks.add("F")
    facts = []
    for index, entry in enumerate(book.entries):
        held = support[index]
        if entry.differing and not held.recomputed:
            flagged.add(index)
        findings += disagreements(entry, held.recomputed)
        facts.append(finished(entry, held, index in flagged))
    return facts, findings


def suspects_of(tie: Tie, support: dict[int, Support]) -> list[int]:
    """The figures of a broken comparison for which nothing else speaks; none where all are supported: the filing's own slip."""
    return [index for index in tie.members if not support[index].ticks & {"A", "B", "C", "D"}]


def finished(entry: Entry, held: Support, flagged: bool) -> Fact:
    status: Status = "flagged" if flagged else "confirmed" if held.ticks & {"A", "B", "C", "D"} else "single"
    ticks = held.ticks | ({"X"} if flagged else set()) or {"R"}
    mentions = tuple(reading for reading in entry.readings if reading.origin is not entry.fact.origin)
    return replace(entry.fact, status=status, ticks="".join(sorted(ticks)), mentions=mentions)


def break_finding(book: Book, tie: Tie, suspects: Sequence[int]) -> Finding:
    """A break that nothing else contradicts is the filing's own inconsistency; else the doubtful figures are named."""
    fact = book.fact(tie.members[0])
    sources = tuple(book.fact(index).source for index in (*suspects, *tie.members)[:6])
    difference = f", difference {tie.difference:f} {fact.measure}" if tie.difference is not None else ""
    where = f"{fact.table} {tie.period.label}{' ' + fact.scope if fact.scope else ''}"
    if suspects:
        return Finding(
            "warning",
            "CHECK_BREAKS",
            f"{where}: {tie.formula} does not hold{difference}; flagged: {', '.join(sorted({name_of(book.fact(i)) for i in suspects}))}",
            sources,
        )
    return Finding(
        "info",
        "INCONSISTENT_IN_FILING",
        f"{where}: {tie.formula} does not hold{difference}, although every figure is read alike or recomputed elsewhere",
        sources,
    )


def disagreements(entry: Entry, recomputed: bool) -> Iterator[Finding]:
    """Readings that differ: an info where arithmetic proves the chosen one, else a warning."""
    for other in entry.differing:
        factor = slip(entry.fact, other)
        code = "MAGNITUDE_SLIP" if factor else "MENTIONS_DIFFER"
        size = f", {factor:,} times apart" if factor else ""
        places = [f"{reading.source.text!r} on page {reading.source.page}" for reading in (entry.fact, other)]
        words = f"{name_of(entry.fact)}: {', '.join(places)}{size}"
        yield Finding("info" if recomputed else "warning", code, words.replace("\n", " "), (entry.fact.source, other.source))


def name_of(fact: Fact) -> str:
    parts = (fact.concept or fact.label, fact.scope, fact.member, fact.period.label)
    return " ".join(part for part in parts if part)


def tie_to_check(book: Book, tie: Tie) -> Check:
    """The comparison with the places of its figures, for the outputs."""
    return Check(tie.code, tie.verdict, tie.formula, tie.period, tie.difference, tuple(book.fact(index).source for index in tie.members))
