"""Figures typed from single pages of real filings that have no truth table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import accuracy
from analyzer import open_filing
from analyzer.model import Filing
from typeset.figures import find_missing, read_golden

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = sorted(path.stem for path in GOLDEN.glob("*_p*.csv"))

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(not accuracy.FILINGS.is_dir(), reason="../shared/filings is not here: the real filings stay outside the project"),
]


@cache
def read(start: str) -> Filing:
    return open_filing(next(accuracy.FILINGS.glob(f"{start}*.pdf")))


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_of_the_page_is_read(page: str) -> None:
    facts = read(page.rsplit("_p", 1)[0]).facts
    assert find_missing(read_golden(GOLDEN / f"{page}.csv"), facts) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_figure_of_the_page_is_flagged(page: str) -> None:
    name, number = page.rsplit("_p", 1)
    flagged = [fact.label for fact in read(name).facts if fact.source.page == int(number) and fact.status == "flagged"]
    assert flagged == []
