"""Documents that hold balance sheets and no income statement, told from the titles on their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

TITLE_LENGTH_MAX = 60
"""A longer line that names a statement is a sentence about it."""
BALANCE_SHEET = re.compile(
    r"[资資][产產][负負][债債]表|[财財][务務][状狀][况況]表|statements? of financial position|balance sheets?", re.IGNORECASE
)
INCOME_STATEMENT = re.compile(
    r"利[润潤](?:及利[润潤]分配)?表|[损損]益(?:及其他全面收益)?表|全面收益表|[综綜]合收益表"
    r"|statements? of (?:profit|comprehensive|operations|income)|income statements?|profit and loss",
    re.IGNORECASE,
)


def find_only_balance_sheets(texts: Sequence[str]) -> list[int]:
    """The pages (1-based) titled as balance sheets; none where any page is titled as an income statement."""
    titles = [[re.sub(r"\s+", " ", line) for line in text.splitlines() if len(line.strip()) <= TITLE_LENGTH_MAX] for text in texts]
    if any(INCOME_STATEMENT.search(line) for lines in titles for line in lines):
        return []
    return [page for page, lines in enumerate(titles, 1) if any(BALANCE_SHEET.search(line) for line in lines)]
