"""Tables with words about every party beside its name: they wrap above the figures or share the column of the names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.model import Cell, RawTable
from analyzer.topics.concentration_glued import part_glued_columns
from analyzer.topics.concentration_head_cells import part_glued_shares
from analyzer.topics.concentration_heads import read_head
from analyzer.topics.concentration_words import load_words
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


BACKGROUNDS = (
    ((1, "Products"), (2, "Year of"), (4, "Revenue")),
    ((0, "Customer"), (1, "sold"), (2, "first sale"), (3, "Background"), (4, "(HK$'000)"), (5, "% of revenue")),
    ((3, "A maker of glass in"),),
    ((1, "Bottles and"), (3, "Wuhan, listed in")),
    ((0, "Customer A"), (1, "jars"), (2, "2019"), (3, "Shanghai"), (4, "40"), (5, "40.0%")),
    ((0, "Customer B"), (1, "jars"), (2, "2020"), (3, "A trader"), (4, "30"), (5, "30.0%")),
    ((0, "Total"), (4, "70"), (5, "70.0%")),
)


def columned(caption: str, *lines: tuple[tuple[int, str] | tuple[int, str, int], ...]) -> RawTable:
    """An aligned table of lines of cells: column, text and over how many columns it stands."""
    rows = []
    for row, line in enumerate(lines):
        spans = [(item[0], item[1], item[2] if len(item) == 3 else 1) for item in line]
        cells = (
            Cell(text, 1, (80.0 * col, 12.0 * row, 80.0 * (col + span) - 10, 12.0 * row + 8), row, col, 1, span)
            for col, text, span in spans
        )
        rows.append(tuple(cells))
    edges = tuple((80.0 * col, 80.0 * col + 70) for col in range(6))
    return RawTable(caption, "", tuple(rows), (1,), "aligned", (0.0, 0.0, 480.0, 12.0 * len(rows)), edges)


@pytest.mark.parametrize("lead", ["", "See “Risk Factors — Risks relating to our customers.” "])
def test_lines_on_the_first_party_are_no_heads(lead: str) -> None:
    """Its background and products wrap above its name and figures; a quoted title before the lead-in ends with its own full stop."""
    facts = read_one(columned(lead + CAPTION, *BACKGROUNDS)).facts
    assert values(facts, "customer_revenue") == {("FY2016", "Customer A"): "40000", ("FY2016", "Customer B"): "30000"}
    head = read_head(columned(CAPTION, *BACKGROUNDS), load_words(), (3, 31), "HKD")
    assert (head.row_count, head.columns[3].header) == (2, "Background")


@pytest.mark.parametrize("words", ["Transaction Percentage of", "Sales % of", "Approximate sales Approximate percentage of"])
def test_first_lines_of_two_heads_in_one_cell(words: str) -> None:
    lines = (
        ((4, words, 2),),
        ((4, "amount"), (5, "total revenue")),
        ((0, "Customer"), (1, "Products"), (4, "HK$'000"), (5, "%")),
        *(((0, f"Customer {name}"), (1, "Jars"), (4, f"{40 - index},000"), (5, f"{20 - index}.5")) for index, name in enumerate("ABCDE")),
    )
    facts = read_one(columned(CAPTION, *lines)).facts
    assert values(facts, "customer_revenue")["FY2016", "Customer A"] == "40000000"
    assert values(facts, "customer_share")["FY2016", "Customer A"] == "0.205"


@pytest.mark.parametrize("words", ["Sales amount and percentage of", "Revenue for the year"])
def test_heads_over_two_columns_stay_whole(words: str) -> None:
    heads = [(Cell(words, 1, (0, 0, 9, 9), 0, 4, 1, 2),), (Cell("HK$'000", 1, (0, 9, 4, 18), 1, 4), Cell("%", 1, (5, 9, 9, 18), 1, 5))]
    assert part_glued_shares(heads, "HKD") == heads


@pytest.mark.parametrize(
    ("above", "members"),
    [
        ("供應商A", {"供應商A", "瀾滄勐海茶葉專業合作社"}),
        ("Supplier A (1)", {"Supplier A", "瀾滄勐海茶葉專業合作社"}),
    ],
)
def test_the_first_line_of_a_name_below_a_code(above: str, members: set[str]) -> None:
    """A code is whole on its line, whatever stands as near to it as to the line below."""
    table = placed(
        ZH_CAPTION,
        (0.0, "供應商 | 採購金額（千港元） | 佔總採購額%"),
        (12.0, f"{above} | 9,778 | 9.4%"),
        (24.0, "瀾滄勐海茶葉專"),
        (36.0, "業合作社 | 7,420 | 7.1%"),
    )
    facts = read_one(table, "suppliers").facts
    assert {name for _, name in values(facts, "supplier_purchases")} == members
