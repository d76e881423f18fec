"""The cells of a five-largest table's head before its columns are read: heads set too close or too wide, units of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analyzer.errors import ReadError
from analyzer.model import Cell, RawTable, Unit
from analyzer.read.amounts import looks_like_amount
from analyzer.read.units import find_units, parse_unit
from analyzer.topics.concentration_words import Words, squeeze

UNIT_CHARS_MAX = 16
HEAD_LINES_MAX = 12
OPEN_REMARK = re.compile(r"[(（][^()（）]*\b(?:thousands?|millions?|except)\b[^()（）]*$", re.IGNORECASE)
REMARK_END = re.compile(r"\s*(?:except(?: for)?\s+)?(?:(?:for\s+)?(?:percentages?|the percentages|%))?\s*[)）]\s*", re.IGNORECASE)
CURRENCY = re.compile(r"[A-Z]{3}")
YEAR = re.compile(r"\s*(?:19|20)\d\d\s*年?\s*(?:[(（]\d+[)）])?\s*")
DAY_AND_YEAR = re.compile(r"\s*\d{1,2},\s+(?:19|20)\d\d\s*")
"""The last line of a wrapped date: the year ended December / 31, 2022."""
RANK = re.compile(r"\s*(?:\d{1,2}\s*[.、]?|第[一二三四五]名?|[一二三四五]|[①-⑤]|[(（]?(?:i{1,3}|iv|v|\d)[)）])\s*")
_SHARE_WORDS = re.compile(
    r"(?P<amount>.*\w) ?(?P<share>(?:(?:approximate|approx\.) )?(?:percentage|proportion|share|%)(?: of.*)?|[占佔].*|百分比)", re.IGNORECASE
)
_JOINS = re.compile(r"(?:\b(?:and|or|as|as an?|in|of|by|the|to)|[及和与與或])$", re.IGNORECASE)
_FIGURE_HINT = re.compile(r"[,，.．%％]|\d{3}")


def without_rank_words(row: Sequence[Cell], words: Words) -> tuple[Cell, ...]:
    """A row of heads, those of ranks and names apart where they stand so close that they are one cell: Rank Customer."""
    result: list[Cell] = []
    for cell in row:
        first, _, rest = squeeze(cell.text).partition(" ")
        if cell.colspan > 1 and words.whole("rank_head", first) and words.whole("name_head", rest):
            result += [replace(cell, text=first, colspan=1), replace(cell, text=rest, col=cell.col + 1, colspan=cell.colspan - 1)]
        else:
            result.append(cell)
    return tuple(result)


def part_glued_shares(heads: Sequence[Sequence[Cell]], currency: str) -> list[tuple[Cell, ...]]:
    """The heads, the first lines of an amount's and a share's words apart where they stand so close that they are one cell.

    "Transaction Percentage of" over "amount | total revenue" and "RMB’000 | %", "Purchases % of our total" over "HK$’000 | purchases".
    """
    own: dict[int, list[str]] = {}
    for row in heads:
        for cell in row:
            if cell.colspan == 1:
                own.setdefault(cell.col, []).append(squeeze(cell.text).strip("()"))
    pairs = {col for col in own if money_unit(own[col][-1], currency) is not None and is_no_unit(own.get(col + 1, [""]), currency)}
    result = []
    for row in heads:
        cells: list[Cell] = []
        for cell in row:
            found = _SHARE_WORDS.fullmatch(squeeze(cell.text)) if cell.colspan == 2 and cell.col in pairs else None
            if found is None or _JOINS.search(found["amount"]):
                cells.append(cell)
                continue
            cells += [replace(cell, text=found["amount"], colspan=1), replace(cell, text=found["share"], col=cell.col + 1, colspan=1)]
        result.append(tuple(cells))
    return result


def is_no_unit(lines: Sequence[str], currency: str) -> bool:
    """Whether the lines over a column may be those of a share: no money among them."""
    return bool(lines[-1]) and all(money_unit(line, currency) is None for line in lines)


def without_aside(heads: Sequence[Sequence[Cell]], index: int, words: Words, currency: str) -> Sequence[Sequence[Cell]]:
    """The heads without lines that are centred over several columns but belong to the words beside a column of money.

    "Commencement terms and" over "of business | payment" reaches over "Revenue HK$’000" only because it is set between columns.
    """
    own = [cell for row in heads for cell in row if cell.col == index and cell.colspan == 1]
    if not own or money_unit(squeeze(own[-1].text).strip("()"), currency) is None:
        return heads
    over = [(cell, squeeze(cell.text)) for row in heads for cell in row if cell.colspan > 1 and cell.col <= index]
    wide = {cell for cell, text in over if words.found("aside_head", text) and not words.found("block_head", text)}
    return [[cell for cell in row if cell not in wide] for row in heads] if wide else heads


def widen_heads(heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], currency: str) -> list[tuple[Cell, ...]]:
    """The heads, years and units set left or right of their figures put over these too: 2016 centred, over 28.6% at the right edge."""
    filled = {cell.col for row in rows for cell in row if cell.text.strip()}
    figures = {cell.col for row in rows for cell in row if is_figure(cell)}
    own = {cell.col: cell for row in heads for cell in row if cell.colspan == 1}
    bare = figures - own.keys()
    free = {col for col, cell in own.items() if col not in filled and measures(cell.text, currency)}
    # All heads of a table are set to the same side of their figures; one figure between two heads may be of either.
    sides = [side for side in (-1, 1) if all(col + side in free for col in bare)]
    spread = {col + sides[0]: col for col in bare} if len(sides) == 1 else {}

    def widened(cell: Cell) -> Cell:
        col = spread.get(cell.col, cell.col)
        return replace(cell, col=min(col, cell.col), colspan=2) if cell.colspan == 1 and col != cell.col else cell

    return [tuple(widened(cell) for cell in row) for row in heads]


def measures(text: str, currency: str) -> bool:
    """Whether the last words over a column are a year, a unit of money or a per cent sign."""
    plain = squeeze(text).strip("()")
    return YEAR.fullmatch(text) is not None or plain == "%" or money_unit(plain, currency) is not None


def join_remarks(table: RawTable) -> RawTable:
    """The table with the line of units that wraps in one cell again: (RMB in thousands, except / percentages)."""
    rows = list(table.rows)
    for index, (upper, lower) in enumerate(pairwise(table.rows[:HEAD_LINES_MAX])):
        first, rest = next((cell for cell in upper if OPEN_REMARK.search(cell.text)), None), lower[0] if len(lower) == 1 else None
        if first is None or rest is None or rest.col != first.col or not REMARK_END.fullmatch(rest.text):
            continue
        x0, x1 = min(first.bbox[0], rest.bbox[0]), max(first.bbox[2], rest.bbox[2])
        whole = replace(first, text=f"{first.text} {rest.text}", bbox=(x0, first.bbox[1], x1, rest.bbox[3]))
        rows[index] = tuple(whole if cell is first else cell for cell in upper)
        rows[index + 1] = ()
    return replace(table, rows=tuple(row for row in rows if row)) if () in rows else table


def money_unit(text: str, currency: str) -> Unit | None:
    """The money unit that a text names, no price or quantity; a currency takes the scale behind it: RMB, in millions."""
    found = [unit for unit in find_units(text, currency) if CURRENCY.fullmatch(unit.measure)]
    if found:
        scaled = (unit for unit in found if unit.measure == found[0].measure and unit.scale > 1)
        bare = found[0].scale == 1 and not re.search("[元圆圓]", found[0].text)
        return next(scaled, found[0]) if bare else found[0]
    try:
        unit = parse_unit(text, currency)
    except ReadError:
        return None
    return unit if CURRENCY.fullmatch(unit.measure.split("/")[0]) else None


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a printed figure: no year, no end of a date, no rank, no dash."""
    text = cell.text.strip()
    if not looks_like_amount(text) or YEAR.fullmatch(text) or DAY_AND_YEAR.fullmatch(text) or not re.search(r"\d", text):
        return False
    return not (cell.col <= 1 and RANK.fullmatch(text) and not _FIGURE_HINT.search(text.rstrip(".")))
