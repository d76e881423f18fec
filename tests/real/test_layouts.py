"""Layouts that real pages have and synthetic ones rarely do, read from the filings themselves: figures typed from the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

import accuracy
from analyzer.model import RawTable
from analyzer.pdf.document import Document
from analyzer.pdf.tables import TableReader
from stored_pages import load_layout, row_texts

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(not accuracy.FILINGS.is_dir(), reason="../shared/filings is not here: the real filings stay outside the project"),
]
HONG_KONG, MAINLAND = ("aligned", "ruled"), ("ruled", "aligned")


@contextmanager
def opened(start: str, strategies: tuple[str, ...]) -> Iterator[TableReader]:
    """The filing whose file name begins so."""
    with Document(next(accuracy.FILINGS.glob(f"{start}*.pdf"))) as document:
        yield TableReader(document, strategies)


@cache
def tables(start: str, first: int, last: int, strategies: tuple[str, ...]) -> tuple[RawTable, ...]:
    with opened(start, strategies) as reader:
        return tuple(reader.joined(range(first, last + 1)))


def rows(start: str, pages: tuple[int, int], strategies: tuple[str, ...]) -> list[list[str]]:
    return [row for table in tables(start, *pages, strategies) for row in row_texts(table)]


@pytest.mark.parametrize(
    ("start", "pages", "strategies", "row"),
    [
        ("002610", (188, 188), MAINLAND, ["减：营业成本", "1,034,217,591.64", "454,281,270.45", "298,728,267.18"]),
        ("002257", (114, 114), MAINLAND, ["产销率", "99.59%", "97.74%", "100.15%"]),
        ("002257", (160, 161), MAINLAND, ["（一）基本每股收益", "1.15", "0.78", "0.60"]),
        ("600795", (95, 95), MAINLAND, ["减：少数股东损益", "586,164,331.28", "593,486,718.49", "503,696,006.01"]),
        ("600795", (118, 118), MAINLAND, ["一、营业总收入", "7,757,555,628.29", "5,989,041,672.39"]),
        ("giantec", (348, 348), HONG_KONG, ["REVENUE", "5", "703,477", "1,028,277", "769,083", "932,810"]),
        ("giantec", (20, 20), HONG_KONG, ["Finance costs", "(383)", "(0.1)", "(344)", "–", "(263)", "–", "(203)", "–"]),
        ("sifang", (232, 232), HONG_KONG, ["財務費用", "6(a)", "(643)", "(283)", "–"]),
        ("zhenro", (405, 405), HONG_KONG, ["Finance costs, net", "7", "(39)", "(52)", "(2,973)"]),
        ("cloudbreak", (561, 561), HONG_KONG, ["Research and development expenses", "8", "(15,290)", "(27,492)", "(37,946)"]),
        ("002250", (183, 183), MAINLAND, ["少数股东损益", "262,691.89", "3,711,024.18", "5,156,943.51"]),
        ("002096", (140, 140), MAINLAND, ["少数股东收益", "9,840.33", "334.25"]),
        ("002375", (120, 120), MAINLAND, ["2007年度", "1", "杭州滨江房产集团股份有限公司", "96,692,619.94", "7.20%"]),
        ("601113", (104, 104), MAINLAND, ["FDY", "2008 年", "6,539.63", "6,745.66", "103.15"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_row_of_a_real_page(start: str, pages: tuple[int, int], strategies: tuple[str, ...], row: list[str]) -> None:
    assert row in rows(start, pages, strategies)


GIANTEC_P352 = [
    "At 1 January 2023", "120,906", "1,131,150", "80,248", "51,444", "1,854", "530,099", "1,915,701", "(12,151)", "1,903,550",
]  # fmt: skip
JEREH_P131 = [
    "2", "动力系统", "1,044.76", "729.75", "30.15%", "1,130.66", "801.89", "29.08%", "476.41", "333.62", "29.97%",
    "535.69", "379.92", "29.08%",
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "page", "strategies", "row", "turn"),
    [("giantec", 352, HONG_KONG, GIANTEC_P352, 3), ("002353", 131, MAINLAND, JEREH_P131, 0)],
    ids=["text drawn sideways", "page turned by /Rotate"],
)
def test_a_sideways_page(start: str, page: int, strategies: tuple[str, ...], row: list[str], turn: int) -> None:
    with opened(start, strategies) as reader:
        assert reader.layout(page).turn == turn
        width, height = reader.document.size(page)
        found = [cell for table in reader.tables(page) for cell in table.cells()]
    assert row in rows(start, (page, page), strategies)
    assert all(0 <= cell.bbox[0] < cell.bbox[2] <= width and 0 <= cell.bbox[1] < cell.bbox[3] <= height for cell in found)


def test_statements_that_follow_each_other_page_by_page_stay_apart() -> None:
    """600795 pp.95-96: the income statement, then the cash flow statement."""
    found = tables("600795", 95, 96, MAINLAND)
    assert [table.pages for table in found] == [(95,), (96,)]


@pytest.mark.parametrize("name", ["income_002610_p188", "income_giantec_p348", "income_688802_p241", "income_sifang_p232"])
def test_stored_pages_read_like_the_filings(name: str) -> None:
    _, start, page = name.split("_")
    strategies = HONG_KONG if start in {"giantec", "sifang"} else MAINLAND
    stored = load_layout(name)
    with opened(start, strategies) as reader:
        real = {word.text for word in reader.layout(int(page[1:])).words}
    assert {word.text for word in stored.words} <= real
