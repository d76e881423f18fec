"""Which pages can hold an income statement, told from the fast text pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.read.blanks import without_blanks

ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        r"\brevenue|turnover",
        r"cost of (?:sales|revenue|services)",
        r"gross (?:profit|loss)",
        r"administrative expenses",
        r"(?:selling|distribution|marketing)[\w ]*(?:expenses|costs)",
        r"research and development (?:expenses|costs)",
        r"finance (?:costs?|income|expenses?)",
        r"other (?:income|gains|losses)",
        r"before (?:income )?tax",
        r"income tax",
        r"(?:profit|loss)[\s)/]*(?:and total comprehensive [a-z/()]+ )?for\s+the\s+(?:year|period)",
        r"comprehensive (?:income|loss|expense)",
        r"attributable to",
    )
)  # fmt: skip
"""Of a text in lower case."""
CHINESE = tuple(
    re.compile(pattern)
    for pattern in (
        r"[营營][业業](?:总)?收入|主营业务收入|收\s*入|收\s*益|[营營][业業][额額]",
        r"[营營][业業]成本|主营业务成本|[销銷]售成本|收入成本|服[务務]成本",
        r"毛利|税金及附加",
        r"[销銷]售(?:[费費]用|及)|营业费用|分[销銷]",
        r"管理[费費]用|行政[开開]支|行政[费費]用",
        r"[财財][务務](?:[费費]用|成本)|融[资資]成本",
        r"[研][发發究]",
        r"[营營][业業]外收入|其他收[入益]",
        r"[营營][业業]外支出|其他(?:[开開]支|[费費]用|[亏虧][损損])",
        r"利[润潤][总總]额|[除税稅]前(?:利[润潤]|溢利|[亏虧][损損]|盈利)|利润总额",
        r"所得[税稅]|利得[税稅]",
        r"[净淨]利[润潤]|[净淨][亏虧]|[年期][内內]?(?:利[润潤]|溢利|[亏虧][损損])|[年期][内內度]?盈利",
        r"少[数數]股[东東]|非控[股制]",
        r"[营營][业業]利[润潤]|[经經][营營](?:利[润潤]|溢利)",
    )
)  # fmt: skip
AMOUNT = re.compile(r"\d(?:\d{0,2}(?:[,，]\d{3})+|(?<![\d.,]\d)\d{0,2}\.\d{1,2}(?![\d.]|\s?[%％]))")
"""With thousands separators, or a small amount with decimals as in a statement in millions.

Begun by its digit, not by what stands before it: so it is found four times as fast.
"""
WORDS_MIN = 6
AMOUNTS_MIN = 14
PAGES_MAX = 44
TITLE = re.compile(
    r"利[润潤]表[^\n]{0,3}主要|主要(?:合并)?(?:会计|财务|財務)[数數]据|(?:合[并併]|[综綜]合)(?:利[润潤]|[损損]益)表|"
    r"consolidated (?:income )?statements? of (?:profit|comprehensive|operations)",
    re.IGNORECASE,
)
REVIEW_WORDS = r"审阅报告|进行了?审阅|(?<!未)经[^。，]{0,12}审阅"
"""What says that figures were reviewed."""
REVIEWED = re.compile(
    f"(?:{REVIEW_WORDS}|审计截止日后|未经审计)"
    r"[^。]{0,80}。?[^。]{0,40}主要(?:经营业绩|财务|会计)[^。]{0,40}(?:如下|下表)"
    r"|(?<!未)经审阅[^。]{0,80}(?:如下|下表)"
)
"""The section on figures after the last audited date; its table may have two rows only."""
REVIEWED_PAGES_MAX = 6
REVIEWED_AMOUNTS_MIN = 4
TITLED_WORDS_MIN = 3
TITLED_AMOUNTS_MIN = 8
TWO_FIGURES = re.compile(r"^[^\n]*\d[)%％]?[ \t]+[(（-]?\d[\d,]*(?:\.\d+)?[)%％]?[ \t\r]*$", re.MULTILINE)
TABLE_ROWS_MIN = 3
SUMMARY_WORDS_MIN = 4
SUMMARY_PAGES_MAX = 10


def find_statement_pages(texts: Sequence[str]) -> list[int]:
    """Pages whose text has the words of a statement and figures; the likeliest first PAGES_MAX.

    With them the page before each (a head alone at its foot) and after each statement (a second one with a head of its own).
    Summaries in the first chapters have fewer rows (600519-2001 p.12: four), an interim's review a titled table of five; fewer yet
    are looked at where no page is likely.
    """
    counts = {page: score(text) for page, text in enumerate(texts, 1)}
    likely = sorted(
        (page for page, (words, amounts) in counts.items() if words >= WORDS_MIN and amounts >= AMOUNTS_MIN),
        key=lambda page: (-counts[page][0], page),
    )
    titled = [
        page
        for page, (words, amounts) in counts.items()
        if words >= TITLED_WORDS_MIN and amounts >= TITLED_AMOUNTS_MIN and TITLE.search(texts[page - 1])
    ]
    summaries = [
        page
        for page, (words, amounts) in counts.items()
        if words >= (SUMMARY_WORDS_MIN if likely else TITLED_WORDS_MIN)
        and amounts >= TITLED_AMOUNTS_MIN
        and page not in likely
        and has_table_rows(texts[page - 1])
    ]
    figured = [page for page, (_, amounts) in counts.items() if amounts >= REVIEWED_AMOUNTS_MIN]
    reviewed = [page for page in figured if REVIEWED.search(without_blanks(texts[page - 1]))]
    statements = {*likely[:PAGES_MAX], *titled[:SUMMARY_PAGES_MAX]}
    chosen = statements | {*reviewed[:REVIEWED_PAGES_MAX], *summaries[:SUMMARY_PAGES_MAX]}
    near = {page - 1 for page in chosen} | chosen | {page + 1 for page in statements}
    return sorted(page for page in near if 1 <= page <= len(texts))


def has_table_rows(text: str) -> bool:
    """Whether several lines of the page print two figures or more: running text seldom does."""
    return sum(1 for _ in TWO_FIGURES.finditer(text)) >= TABLE_ROWS_MIN


def score(text: str) -> tuple[int, int]:
    """How many different statement words and how many amounts with thousands separators a page has."""
    amounts = len(AMOUNT.findall(text))
    if amounts < TITLED_AMOUNTS_MIN:
        return 0, amounts
    lower = text.lower()
    return max(sum(bool(word.search(lower)) for word in ENGLISH), sum(bool(word.search(text)) for word in CHINESE)), amounts
