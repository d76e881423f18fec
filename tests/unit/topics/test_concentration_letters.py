"""Letter names in one cell with the text of the next column, and heads that say little of what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyzer.model import Cell, RawTable
from analyzer.topics.concentration_head_cells import part_glued_shares
from analyzer.topics.concentration_letters import letter_and_text, part_letter_names
from analyzer.topics.concentration_words import load_words
from tests.unit.topics.test_concentration_tables import read_one, table_of, values

WORDS = load_words()
CAPTION = "Set out below are our five largest suppliers for the year ended 31 December 2015:"
HEAD = "Rank | Supplier | Type of goods | Purchases HK$’000 | % of total purchases"
ROWS = ("1 | Supplier A | Frozen meat | 11,293 | 15.1", "2 | Supplier D Beverages and wines | | 6,115 | 8.2", " | Total | | 17,408 | 23.3")


def over_two_columns(table: RawTable, text: str) -> RawTable:
    """The table, the cell of this text reaching over the column to its right."""
    rows = tuple(tuple(replace(cell, colspan=2) if cell.text == text else cell for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def at_left_edges(table: RawTable, lefts: dict[str, float]) -> RawTable:
    """The table of one column less: the heads beside the names stand over these, further right."""

    def moved(cell: Cell) -> Cell:
        x0 = lefts.get(cell.text, cell.bbox[0])
        box = (x0, cell.bbox[1], max(cell.bbox[2], x0 + 1), cell.bbox[3])
        return replace(cell, col=max(cell.col - 1, 0), bbox=box)

    columns = (table.columns[0], *table.columns[2:])
    return replace(table, rows=tuple(tuple(map(moved, row)) for row in table.rows), columns=columns)


def test_a_letter_and_the_text_of_the_next_column_in_one_cell() -> None:
    table = over_two_columns(table_of(CAPTION, HEAD, *ROWS, strategy="aligned"), "Supplier D Beverages and wines")
    facts = read_one(table, "suppliers").facts
    assert values(facts, "supplier_purchases") == {("FY2015", "Supplier A"): "11293000", ("FY2015", "Supplier D"): "6115000"}


def test_the_heads_of_names_and_of_their_text_over_one_column() -> None:
    rows = (
        "供應商 | 所供應產品╱服務 | 合作起始年份 | 採購額人民幣千元 | 佔採購總額百分比",
        "供應商 A 高值耗材原材料 | | 2016 | 14,351 | 16.3%",
        "供應商 B 合約研發服務 | | 2019 | 9,897 | 11.2%",
        "總計 | | | 24,248 | 27.5%",
    )
    typed = table_of("下表載列截至2022年6月30日止六個月我們五大供應商的詳情：", *rows, strategy="aligned")
    table = at_left_edges(typed, {"所供應產品╱服務": 9.5})
    parted = part_letter_names(table, WORDS)
    assert parted.column_count == table.column_count + 1
    assert [(cell.col, cell.text) for cell in parted.rows[1][:2]] == [(0, "供應商 A"), (1, "高值耗材原材料")]
    facts = read_one(table, "suppliers").facts
    assert values(facts, "supplier_share") == {("6M2022", "供應商 A"): "0.163", ("6M2022", "供應商 B"): "0.112"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客戶 A 聯交所主板上市公司的附屬公司，", ("客戶 A", "聯交所主板上市公司的附屬公司，")),
        ("Customer A Group Trading of metals", ("Customer A Group", "Trading of metals")),
        ("供應商甲 激光器", ("供應商甲", "激光器")),
        ("A集團 直寫光刻設備", ("A集團", "直寫光刻設備")),
        ("乙公司 DMD芯片", ("乙公司", "DMD芯片")),
        ("Customer 2 Trading of metals", ("Customer 2", "Trading of metals")),
        ("a公司 芯片", None),
        ("Customer A", None),
        ("Customer A Group", None),
        ("Customer A (Note 1)", None),
        ("Customer A and its subsidiaries", None),
        ("Customer A / Supplier C", None),
        ("Customer A Holdings Limited", None),
        ("客戶 A 及其附屬公司", None),
        ("客戶 A 集團", None),
        ("Supplier of steel", None),
        ("Supplier A 12.5", None),
    ],
)
def test_where_a_letter_name_ends(text: str, expected: tuple[str, str] | None) -> None:
    assert letter_and_text(text, WORDS) == expected


def test_ruled_tables_and_cells_of_one_column_stay() -> None:
    for table in (table_of(CAPTION, HEAD, *ROWS), table_of(CAPTION, HEAD, *ROWS, strategy="aligned")):
        assert part_letter_names(table, WORDS) == table


def head_rows(*rows: Sequence[tuple[str, int, int]]) -> list[tuple[Cell, ...]]:
    return [tuple(Cell(text, 1, (0.0, 0.0, 1.0, 1.0), at, col, 1, span) for text, col, span in row) for at, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("purchases", [("Purchases", 1, 1), ("% of our total", 2, 1)]),
        ("%", [("Purchases", 1, 1), ("% of our total", 2, 1)]),
        ("RMB’000", [("Purchases % of our total", 1, 2)]),
    ],
)
def test_words_over_an_amount_and_its_share_in_one_cell(below: str, expected: list[tuple[str, int, int]]) -> None:
    heads = head_rows([("Purchases % of our total", 1, 2)], [("HK$’000", 1, 1), (below, 2, 1)])
    assert [(cell.text, cell.col, cell.colspan) for cell in part_glued_shares(heads, "HKD")[0]] == expected


FIVE = ("A | Cables | 30 | 30.0%", "B | Cables | 20 | 20.0%", "C | Cords | 10 | 10.0%", "D | Cords | 6 | 6.0%", "E | Tubes | 4 | 4.0%")
TOTAL = "Sub-total | | 70 | 70.0%"
SAID = (
    "Our sales to our top five customers for the financial years ended 31 March 2015 and 2016 accounted for 70.0% and 70.0% of "
    "our total revenue, respectively, and our sales to our largest customer accounted for approximately 30.0% and 30.0%, respectively."
)


@pytest.mark.parametrize("heading", ["Our top five customers", "FIVE LARGEST CUSTOMERS", "Top 5 Customers", "五大客戶", "前五大客户"])
@pytest.mark.parametrize("share", ["Approximate\n%", "%", "概約%"])
def test_a_heading_of_the_five_above_a_long_sentence_on_them(heading: str, share: str) -> None:
    rows = [f"Customer {row}" for row in FIVE]
    head = ["Customer | Products sold | Approximate amount | " + share.split("\n")[0], f" | | (HK$ million) | {share.split(chr(10))[-1]}"]
    table = table_of(f"{heading}\n{SAID}", *head, "FY2015", *rows, TOTAL, "FY2016", *rows, TOTAL, strategy="aligned")
    facts = read_one(table, text=f"{heading}\n{SAID}\nCustomer %\nTotal").facts
    assert [year for year, name in values(facts, "customer_share") if name == "Customer A"] == ["FY2015", "FY2016"]
    assert values(facts, "top_customers_revenue") == {("FY2015", ""): "70000000", ("FY2016", ""): "70000000"}
