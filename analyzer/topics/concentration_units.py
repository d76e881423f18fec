"""Units that a table leaves to its neighbours, and amounts whose printed unit cannot be right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

from analyzer.model import Cell, Fact, Finding, Period, Unit
from analyzer.topics.base import FilingContext
from analyzer.topics.concentration_head_cells import is_figure, money_unit
from analyzer.topics.concentration_heads import Head
from analyzer.topics.concentration_titles import is_bare
from analyzer.topics.concentration_words import squeeze

PAGES_BACK = 10
YUAN_FROM = Decimal(1_000_000)
SLIP_FROM = Decimal(500)
_SUM = re.compile(
    r"(?:RMB|HK\$|US\$|HKD|USD|CNY|Renminbi|人民[币幣]|港[币幣])\s?\d[\d,.]*\s?(?:(?:thousand|[mb]illion)s?|[十百千万萬亿億]*[元圆圓]?)"
    r"|\d[\d,.]*\s?[十百千万萬亿億]*(?:港|美)?[元圆圓]",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"[单單]位|[币幣][种種]|\([^()]*(?:元|RMB|US\$|HK\$)[^()]*\)|\bin (?:RMB|US\$|HK\$|thousands|millions)|除外", re.IGNORECASE
)
_CAPTION = re.compile(r"[单單]位:\s?(?:人民[币幣])?[十百千万萬亿億]*元|\((?:人民[币幣])?[十百千万萬亿億]*元\)")


def infer_unit(context: FilingContext, page: int, head: Head, rows: Iterable[Sequence[Cell]]) -> Unit | None:
    """The money unit printed nearest before a table without one of its own, where it fits the way the figures are printed.

    002646 p.142: no unit, "10,198,967.04"; 002096 p.69: no unit, "1125.50" under a table in 万元.
    Amounts to the fen from a million up are yuan; smaller ones are a multiple. Figures between fit neither: None.
    """
    columns = {column.index for column in head.of("amount")}
    texts = [
        re.sub(r"[,，\s]", "", cell.text)
        for row in rows
        for cell in row
        if cell.col in columns and is_figure(cell) and "%" not in cell.text
    ]
    figures = [Decimal(text) for text in texts if re.fullmatch(r"\d+(?:\.\d+)?", text)]
    if not figures or context.attribute("language") == "en":
        return None
    to_the_fen = sum(re.search(r"\.\d\d$", text) is not None for text in texts) * 2 > len(texts)
    for number in range(page, max(0, page - PAGES_BACK - 1), -1):
        for match in reversed(list(_CAPTION.finditer(squeeze(context.pages.texts[number - 1])))):
            unit = money_unit(match.group(0), context.attribute("currency"))
            if unit is not None and unit.scale == 1 and to_the_fen and max(figures) >= YUAN_FROM:
                return unit
            if unit is not None and unit.scale >= 1000 and max(figures) < YUAN_FROM:
                return unit
    return None


def unit_finding(context: FilingContext, unit: Unit, cell: Cell) -> Finding:
    message = f"the table names no unit; {unit.text} is the one printed nearest before it that fits its figures"
    return Finding("info", "UNIT_FROM_CONTEXT", message, (context.cell_source(cell),))


def left_out_finding(context: FilingContext, cells: Sequence[Cell]) -> Finding:
    message = f"{len(cells)} figures left out: nothing says in what money they are"
    return Finding("warning", "AMOUNT_UNIT_MISSING", message, tuple(context.cell_source(cell) for cell in cells))


def too_small_finding(facts: Sequence[Fact]) -> Finding:
    message = f"{len(facts)} amounts left out: a currency alone stands over them, and for single units they are too small"
    return Finding("warning", "AMOUNT_UNIT_MISSING", message, tuple(fact.source for fact in facts))


def stated_unit(text: str, currency: str) -> Unit | None:
    """The money unit that a line near a table states for it: the sums that a sentence names state none (人民幣 3,025.4 百萬元), nor does
    a currency in running words.
    """
    rest = _SUM.sub(" ", squeeze(text))
    unit = money_unit(rest, currency)
    if unit is None or unit.scale != 1 or is_bare(rest) or _UNIT_WORDS.search(rest):
        return unit
    return None


def find_slips(facts: Sequence[Fact]) -> list[Finding]:
    """Periods whose amounts and shares imply a base hundreds of times that of the other periods (002479 p.133: yuan under 万元)."""
    bases: dict[tuple[str, str], dict[Period, list[tuple[Decimal, Fact]]]] = defaultdict(lambda: defaultdict(list))
    shares = {(fact.scope, fact.period, fact.rank, fact.member): fact.value for fact in facts if fact.measure == "ratio" and fact.value}
    for fact in facts:
        share = shares.get((fact.scope, fact.period, fact.rank, fact.member))
        if fact.measure != "ratio" and fact.rank is not None and share and fact.value:
            bases[fact.scope, fact.measure][fact.period].append((fact.value / share, fact))
    findings = []
    for by_period in bases.values():
        middle = {period: median(base for base, _ in items) for period, items in by_period.items()}
        for period, base in middle.items():
            others = [value for other, value in middle.items() if other != period]
            if len(others) >= 2 and base > SLIP_FROM * median(others):
                cells = tuple(fact.source for _, fact in by_period[period])
                times = f"{base / median(others):.0f}"
                message = f"amounts of {period.label} imply a base {times} times that of other periods: the printed unit is doubtful"
                findings.append(Finding("warning", "UNIT_DOUBTFUL", message, cells))
    return findings
