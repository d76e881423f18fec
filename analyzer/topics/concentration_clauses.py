"""Where a sentence below a table begins, its figures, and the clauses that go on with other periods: ；2002年为13,006.17万元，占35.11%."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Period
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.base import FilingContext, ProseText
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_titles import flows

TABLE_ROWS_MIN = 3
TABLE_END_PT = 1.0

_PERCENT = r"\d[\d,]*(?:\.\d+)?\s*(?:[%％]|per\s?cent\b\.?)"
_CURRENCY = r"RMB|(?<![A-Za-z])(?:HK|US|S|NT|A)\$|(?<![A-Za-z])(?:HKD|USD|SGD|MYR|RM|EUR|JPY|NTD)|€|人民[币幣]|港[币幣]"
_MONEY = (
    rf"(?:{_CURRENCY})\s*\d[\d,]*(?:\.\d+)?\s*(?:million|billion|thousand|[十百千万萬亿億]*[元圆圓]?)"
    r"|\d[\d,]*(?:\.\d+)?\s*[十百千万萬亿億]*(?:(?:港|美|(?:新加)?坡|[歐欧]|澳)?[元圆圓]|令吉)"
)
TOKEN = re.compile(rf"(?P<percent>{_PERCENT})|(?P<money>{_MONEY})", re.IGNORECASE)
_SHORT_CLAUSE = re.compile(
    rf"[;；]?\s*(?P<period>\d{{4}}[\s\d年月度至\-]*?)\s*[,，]?\s*[则則]?\s*[为為]\s*(?P<money>{_MONEY})\s*[,，]\s*[占佔]\s*(?P<percent>{_PERCENT})"
    r"\s*(?=[;；。])[;；]?"
)
"""A clause that goes on with another period, and says no more than its two figures."""


@dataclass(frozen=True)
class Token:
    """A percentage or a sum of money in a sentence, with its span in the whole text."""

    is_percent: bool
    start: int
    stop: int
    text: str


def same_shape(tokens: Sequence[Token]) -> bool:
    """Whether a sentence gives one amount and then one share."""
    return [token.is_percent for token in tokens] == [False, True]


def short_clauses(text: str, stop: int, year_end: FiscalYearEnd) -> list[tuple[tuple[Token, Token], Period]]:
    """Amount and share, each with its period, of the clauses that leave out of whom they are: ；2002年为13,006.17万元，占35.11%."""
    found = []
    while (match := _SHORT_CLAUSE.match(text, stop)) is not None:
        periods = {period for period, _, _ in flows(match.group("period"), year_end)}
        if len(periods) != 1:
            break
        money, percent = (Token(name == "percent", *match.span(name), match.group(name)) for name in ("money", "percent"))
        found.append(((money, percent), periods.pop()))
        stop = match.end()
    return found


def below_table(context: FilingContext, prose: ProseText, start: int, stop: int) -> int | None:
    """Where the text below the last table inside a sentence begins: its lead-in and its cells end with no stop; None without a table."""
    (page, _), (last, _) = prose.place(start, start + 1), prose.place(stop - 1, stop)
    if page != last:
        return None
    # A heading below the table may have become its last row.
    figured = [
        [row for row in table.rows if any(is_figure(cell) for cell in row)]
        for table in context.pages.tables(page)
        if len(table.rows) >= TABLE_ROWS_MIN
    ]
    bottoms = [max(cell.bbox[3] for cell in rows[-1] if cell.page == page) for rows in figured if rows and rows[-1][0].page == page]
    span = range(start, stop)
    cuts = [bisect_left(span, True, key=lambda i: prose.place(i, i + 1)[1][3] > bottom + TABLE_END_PT) for bottom in bottoms]
    inner = [cut for cut in cuts if 0 < cut < len(span)]
    return span[max(inner)] if inner else None


def tokens_of(text: str, start: int, stop: int) -> list[Token]:
    """The figures of a stretch of text."""
    return [Token(m.group("percent") is not None, *m.span(), m.group(0)) for m in TOKEN.finditer(text, start, stop)]
