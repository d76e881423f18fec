"""The unit of a statement: from its header, its caption, or the sentence that holds for all statements."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Period, RawTable, Unit
from analyzer.read.periods import find_periods
from analyzer.read.units import find_scale, find_units
from analyzer.topics.bare_units import is_bare, stated_scale
from analyzer.topics.base import FilingContext
from analyzer.topics.column_heads import TableWords, flows, is_figure, is_money, read_table_words
from analyzer.topics.columns import UNIT_REMARK

HEADER_ROWS_MAX = 10
RELATIVE = re.compile(r"[本上][期年]")
UNIT_LINE = re.compile(r"[单單]位[:：]((?:人民[币幣])?[十千百万萬亿億]*元)")
UNIT_SENTENCE = re.compile(
    r"(?:金[额額]|[货貨][币幣])?[单單]位[^。；：:]{0,24}?(?:均|以|[为為])[^。；]{0,6}?((?:人民[币幣])?[十千百万萬亿億]*元)"
)
REMARK_BELOW = re.compile(
    r"[(（](?=[^()（）]*(?:除|except|other than|惟))(?=[^()（）]*(?:每股|per[ -]share))[^()（）]{1,90}[)）][.。]?", re.IGNORECASE
)
SCALE_REMARK = re.compile(r"[(（][^()（）]{1,80}[)）]")
LEAD_IN = re.compile(r"下[表文]|以下|following|table|sets? (?:out|forth)", re.IGNORECASE)
UNIT_PAGES_BACK = 6
"""A balance sheet before the statement takes so many (002057 p.139 names the unit of p.143)."""
UNIT_SENTENCE_PAGES_BACK = 10


def table_words(table: RawTable, context: FilingContext) -> TableWords:
    """Unit and period words around the table; where it names no unit, the nearest earlier line that holds for it."""
    inside = [cell.text for row in table.rows[:HEADER_ROWS_MAX] if not any(is_figure(cell.text) for cell in row[1:]) for cell in row]
    above = table.caption.splitlines()
    near = [*inside, table.unit_line, *reversed(above), " ".join(above)]
    words = read_table_words(near, context.attribute("currency"), report_period(table, inside, context), context.year_end)
    remarks = [unit for text in inside if UNIT_REMARK.search(text) for unit in find_units(text, words.currency) if is_money(unit)]
    if scaled := next((unit for unit in remarks if unit.scale != 1), None):
        # （人民幣千元，百分比除外） below heads of 人民幣元: the line is of all columns.
        words = replace(words, unit=scaled, scale=scaled.scale)
    if words.unit is None and not any(find_units_in_header(text, words) for text in inside):
        line = remark_below(table, context) or find_unit_line(context.pages.texts, table.pages[0])
        found = read_table_words([line], context.attribute("currency"), None, (12, 31))
        words = replace(words, unit=found.unit)
    if words.unit is None and words.scale is not None and context.attribute("currency"):
        currency = context.attribute("currency")
        words = replace(words, unit=Unit(currency, words.scale, f"{currency}, {words.scale:f}"))
    return words


def scale_around(table: RawTable, words: TableWords, context: FilingContext) -> Decimal | None:
    """The scale of a table whose heads and caption name none: below it, or in the sentence on all amounts of the chapter."""
    return scale_below(table) or (stated_scale(context.pages.texts, table.pages[0]) if is_bare(words.unit) else None)


def scale_below(table: RawTable) -> Decimal | None:
    """The scale that a remark below the last row names: (in thousands, except for percentages), （以千計，百分比除外）."""
    below = itertools.takewhile(lambda row: not any(is_figure(cell.text) for cell in row), reversed(table.rows))
    remarks = [cell.text.strip() for row in below for cell in row if SCALE_REMARK.fullmatch(cell.text.strip())]
    return next((scale for remark in remarks for scale in find_scale(remark)), None)


def remark_below(table: RawTable, context: FilingContext) -> str:
    """The remark on the unit of all but the results per share that stands below a statement; "" where there is none.

    The lead-in of the next table parts it from that table, whose own it could be: （除百分比及每股數據外，以人民幣千元計）over 下表載列.
    """
    tables = context.pages.tables(table.pages[-1])
    below = min((other for other in tables if other.bbox[1] >= table.bbox[3]), key=lambda other: other.bbox[1], default=None)
    if below is None:
        return ""
    lone = [row[0].text for row in below.rows[:2] if len(row) == 1]
    lines = [*below.caption.splitlines(), *lone][:2]
    return lines[0] if len(lines) == 2 and REMARK_BELOW.fullmatch(lines[0].strip()) and LEAD_IN.search(lines[1]) else ""


def report_period(table: RawTable, inside: Sequence[str], context: FilingContext) -> Period | None:
    """What 本期 in the header means: the period of the caption, else the year of an annual report; None where no column says 本期."""
    if not any(RELATIVE.search(text) for text in inside):
        return None
    for line in reversed(table.caption.splitlines()):
        found = flows(find_periods(line))
        if len(found) == 1:
            return found[0]
    return context.report_period


def find_units_in_header(text: str, words: TableWords) -> bool:
    return read_table_words([text], words.currency, None, words.year_end).unit is not None


def find_unit_line(texts: Sequence[str], page: int) -> str:
    """The unit line that holds for the tables of a page which name none, as "单位：元"; "" where there is none.

    A line above on the page, then a sentence for all statements (300177 p.198, 002479 p.173), then a line of the pages before.
    """
    here = UNIT_LINE.findall(re.sub(r"\s", "", texts[page - 1]))
    if here:
        return f"单位：{here[0]}"
    for pattern, pages_back in ((UNIT_SENTENCE, UNIT_SENTENCE_PAGES_BACK), (UNIT_LINE, UNIT_PAGES_BACK)):
        for number in range(page, max(0, page - pages_back - 1), -1):
            words = pattern.findall(re.sub(r"\s", "", texts[number - 1]))
            if words:
                return f"单位：{words[-1]}"
    return ""
