"""Tables with words about every party beside its name: they wrap above the figures or share the column of the names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.model import Cell, RawTable
from analyzer.topics.concentration_glued import part_glued_columns
from tests.unit.topics.test_concentration_layouts import placed
from tests.unit.topics.test_concentration_tables import read_one, values

CAPTION = "A breakdown of our revenue by our five largest customers for the year ended 31 March 2016:"
ZH_CAPTION = "下表載列截至2017年12月31日止年度我們的五大供應商："
REVENUE = {"Customer A": "40000", "Customer B": "30000", "Customer C": "20000", "Customer D": "10000", "Customer E": "5000"}


def glued(*lines: tuple[tuple[float, str], ...]) -> RawTable:
    """An aligned table of lines whose texts stand where they are put; those between 90 and 310 are all of its second column."""
    edges = ((70.0, 80.0), (90.0, 310.0), (440.0, 460.0), (510.0, 530.0))
    rows = []
    for row, line in enumerate(lines):
        cells = []
        for left, text in line:
            col = max(index for index, (start, _) in enumerate(edges) if start <= left)
            cells.append(Cell(text, 1, (left, 12.0 * row, left + 4.0 * len(text), 12.0 * row + 8), row, col))
        rows.append(tuple(cells))
    return RawTable(CAPTION, "", tuple(rows), (1,), "aligned", (70.0, 0.0, 530.0, 12.0 * len(rows)), edges)


HEADS = (
    ((70.0, "Rank"), (91.0, "Customer"), (157.0, "Principal business"), (440.0, "Revenue"), (510.0, "% of revenue")),
    ((440.0, "HK$'000"), (510.0, "%")),
)
PLAIN = (
    ((72.0, "1"), (93.0, "Customer A"), (157.0, "Maker of kitchen appliances"), (441.0, "40"), (518.0, "38.0")),
    ((72.0, "2"), (93.0, "Customer B"), (157.0, "Maker of computers listed in")),
    ((157.0, "Japan"), (441.0, "30"), (518.0, "28.0")),
    ((72.0, "3"), (93.0, "Customer C"), (157.0, "Trading company"), (441.0, "20"), (518.0, "19.0")),
    ((72.0, "4"), (93.0, "Customer D"), (157.0, "Trading company"), (441.0, "10"), (518.0, "10.0")),
    ((72.0, "5"), (93.0, "Customer E"), (157.0, "Trading company"), (441.0, "5"), (518.0, "5.0")),
    ((93.0, "Five largest customers combined"), (441.0, "105"), (518.0, "100.0")),
)


def test_names_that_share_a_column_with_what_the_parties_do() -> None:
    """A total's label closes the gap between both columns; the rest of a description is no part of the name."""
    facts = read_one(glued(*HEADS, *PLAIN)).facts
    assert {name: value for (_, name), value in values(facts, "customer_revenue").items()} == REVENUE
    assert values(facts, "top_customers_revenue") == {("FY2016", ""): "105000"}


def test_columns_that_are_not_parted() -> None:
    """Ranks before names, and second texts at no common edge."""
    ranked = glued(*(((93.0, str(index)), (110.0, f"Customer {name}"), (441.0, "10")) for index, name in enumerate("ABCDE", 1)))
    assert part_glued_columns(ranked) is ranked
    ragged = glued(*(((93.0, f"Customer {name}"), (140.0 + 9 * index, "(Note)"), (441.0, "10")) for index, name in enumerate("ABCDE")))
    assert part_glued_columns(ragged) is ragged
    ruled = replace(glued(*HEADS, *PLAIN), strategy="ruled")
    assert part_glued_columns(ruled) is ruled


@pytest.mark.parametrize("rank", ["1", "1.", "(1)", ""])
def test_the_first_party_whose_figures_stand_on_the_second_line(rank: str) -> None:
    """Its first line is no head, with a rank or below the units."""
    others = [
        f"{index if rank else ''} | 供應商{name} | 貿易公司 | 8年 | {50 - 5 * index} | {6 - index}.0"
        for index, name in enumerate("BCDE", 2)
    ]
    lines = [
        "排名 | 供應商 | 背景 | 業務關係年期 | 採購額 | 佔總採購額百分比"
        if rank
        else "| 供應商 | 背景 | 業務關係年期 | 採購額 | 佔總採購額百分比",
        "| | | | 人民幣千元 | %",
        f"{rank} | 供應商A | 一家從事大豆加工的公司；豆 | 8年",
        "| | 粕 | | 60 | 6.0",
        *others,
        "| 合計 | | | 190 | 16.0",
    ]
    tops = (0.0, 10.0, 25.0, 35.0, 50.0, 65.0, 80.0, 95.0, 110.0)
    table = placed(ZH_CAPTION, *zip(tops, lines, strict=True))
    facts = read_one(table, "suppliers").facts
    assert [name for _, name in values(facts, "supplier_purchases")] == [f"供應商{name}" for name in "ABCDE"]
    assert values(facts, "supplier_share")["FY2017", "供應商A"] == "0.06"
    assert values(facts, "top_suppliers_purchases") == {("FY2017", ""): "190000"}
