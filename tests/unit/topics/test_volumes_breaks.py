"""Tables of volumes at the top of a page: parted from what ends the page before, their titles taken for a caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Cell, RawTable
from analyzer.pdf.tables import join_tables
from analyzer.topics.base import Pages
from analyzer.topics.volumes_breaks import parted_at_breaks, with_titles_above
from analyzer.topics.volumes_grid import table_to_body
from analyzer.topics.volumes_lead import Setting, read_lead
from analyzer.topics.volumes_table import read_body

Row = Sequence[tuple[str, int]]
COLUMNS = ((0.0, 20.0), (30.0, 40.0), (50.0, 60.0))


class OnePage:
    """The tables of page 3 alone."""

    def __init__(self, table: RawTable) -> None:
        self.table = table

    def tables(self, page: int) -> Sequence[RawTable]:
        return [self.table]


def aligned(page: int, rows: Sequence[Row]) -> RawTable:
    cells = tuple(
        tuple(Cell(text, page, (*COLUMNS[col][:1], float(index), COLUMNS[col][1], index + 1.0), index, col) for text, col in row)
        for index, row in enumerate(rows)
    )
    return RawTable("", "", cells, (page,), "aligned", None, COLUMNS)


INCOME = aligned(
    2,
    [
        [("二零二零年", 1), ("二零一九年", 2)],
        [("收益", 0), ("2,132,886", 1), ("2,883,817", 2)],
        [("毛利", 0), ("162,099", 1), ("334,523", 2)],
    ],
)
VOLUMES = aligned(
    3,
    [
        [("財務回顧", 1)],
        [("電解金屬錳", 0)],
        [("二零二零年", 1), ("二零一九年", 2)],
        [("銷量（噸）", 0), ("83,100", 1), ("80,420", 2)],
    ],
)


def pages(table: RawTable) -> Pages:
    return OnePage(table)  # type: ignore[return-value]  # parted_at_breaks asks for the tables of a page and no more


def test_a_table_of_volumes_is_parted_from_the_statement_that_ends_the_page_before() -> None:
    upper, lower = parted_at_breaks(pages(VOLUMES), join_tables(INCOME, VOLUMES))
    assert (upper.pages, [row[0].text for row in upper.rows]) == ((2,), ["二零二零年", "收益", "毛利"])
    assert lower == VOLUMES


def test_a_table_that_goes_on_without_heads_of_its_own_stays_whole() -> None:
    rest = aligned(3, [[("銷量（噸）", 0), ("83,100", 1), ("80,420", 2)]])
    joined = join_tables(INCOME, rest)
    assert parted_at_breaks(pages(rest), joined) == [joined]


def test_a_table_of_volumes_that_runs_over_the_page_stays_whole() -> None:
    joined = join_tables(replace(VOLUMES, pages=(2,), rows=tuple(tuple(replace(c, page=2) for c in row) for row in VOLUMES.rows)), VOLUMES)
    assert parted_at_breaks(pages(VOLUMES), joined) == [joined]


def test_titles_above_the_heads_are_the_caption_and_the_chapter_is_none() -> None:
    table = with_titles_above(VOLUMES)
    assert (table.caption, table.rows[0][0].text) == ("電解金屬錳", "二零二零年")
    outcome = read_body(table_to_body(table), Setting((12, 31), None, "", read_lead(table, "", (12, 31))))
    assert [(r.member, r.period.label, r.amount.value) for r in outcome.readings] == [
        ("電解金屬錳", "FY2020", Decimal(83100)),
        ("電解金屬錳", "FY2019", Decimal(80420)),
    ]


def test_a_unit_below_its_measure_and_volumes_beside_asps() -> None:
    table = aligned(
        3,
        [
            [("2019", 1)],
            [("Volume\ntonnes", 1), ("ASP\nRMB/kg", 2)],
            [("Naturals", 0), ("2,210", 1), ("61.5", 2)],
            [("Aroma chemicals", 0), ("34,120", 1), ("41.2", 2)],
        ],
    )
    table = replace(table, rows=(tuple(replace(cell, colspan=2) for cell in table.rows[0]), *table.rows[1:]))
    outcome = read_body(table_to_body(table), Setting((12, 31), None, "", read_lead(table, "", (12, 31))))
    assert ("average_selling_price", "Naturals", Decimal("61.5"), "CNY/kg") in {
        (r.concept, r.member, r.amount.value, r.unit.measure) for r in outcome.readings
    }
