"""What a volume table says for certain: heads over groups, names between rows, bands, tax, units of a list, tables of the trade."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.model import Cell, RawTable
from analyzer.topics.volumes_columns import with_periods_over_groups
from analyzer.topics.volumes_groups import with_tied_names
from analyzer.topics.volumes_pages import is_table_line
from analyzer.topics.volumes_sources import is_industry_page, names_third_party, source_lines
from tests.unit.topics.test_volumes_layouts import figures, outcome, table

OUR = "The following table sets forth the sales volume and average selling price of our products for the periods indicated:"


def at(text: str, col: int, left: float, top: float, width: float = 20.0) -> Cell:
    return Cell(text, 1, (left, top, left + width, top + 8), int(top), col)


def pairs(years: list[tuple[str, int]], over: list[tuple[str, int, int]]) -> RawTable:
    """Pairs of columns under each year; a head stands at its middle column only, as aligned tables give it."""
    columns = [1, 2, 3, 5, 6, 8, 9, 11, 12, 14]
    boxes = {column: 100.0 + 50 * place for place, column in enumerate(columns)}

    def line(cells: list[tuple[str, int]], index: int) -> tuple[Cell, ...]:
        return tuple(replace(at(text, column, boxes[column], 10.0 * index), row=index) for text, column in cells)

    def centred(cells: list[tuple[str, int, int]], index: int) -> tuple[Cell, ...]:
        return tuple(
            replace(at(text, column, 0, 10.0 * index), row=index, bbox=(middle - 5, 10.0 * index, middle + 5, 10.0 * index + 8))
            for text, column, middle in cells
        )

    year_middles = [135, 235, 335, 435, 535]
    rows = [
        centred(over, 0),
        centred([(text, column, middle) for (text, column), middle in zip(years, year_middles, strict=True)], 1),
        line([(text, column) for column, text in zip(columns, ["Sales volume", "ASP"] * 5, strict=True)], 2),
        line([(text, column) for column, text in zip(columns, ["’000 units", "RMB/unit"] * 5, strict=True)], 3),
        (
            replace(at("Power modules", 0, 10, 40), row=4),
            *line(
                list(
                    zip(
                        ["4.62", "1,128.14", "21.85", "1,232.86", "58.37", "1,154.94", "22.94", "1,183.65", "41.06", "1,036.00"],
                        columns,
                        strict=True,
                    )
                ),
                4,
            ),
        ),
    ]
    return RawTable(OUR, "", tuple(rows), (1,), "aligned")


YEARS = [("2022", 1), ("2023", 4), ("2024", 7), ("2024", 10), ("2025", 13)]


def test_a_year_in_the_middle_stands_over_its_pair_of_columns() -> None:
    found = figures(pairs(YEARS, [("Year ended December 31,", 4, 235), ("Six months ended June 30,", 11, 485)]), "CNY")  # typeset
    assert found["sales_volume", "Power modules", "FY2022"] == (Decimal(4620), "units")
    assert found["average_selling_price", "Power modules", "FY2022"] == (Decimal("1128.14"), "CNY/unit")
    assert found["average_selling_price", "Power modules", "FY2024"] == (Decimal("1154.94"), "CNY/unit")
    assert found["sales_volume", "Power modules", "6M2024"] == (Decimal(22940), "units")
    assert found["average_selling_price", "Power modules", "6M2025"] == (Decimal(1036), "CNY/unit")
    assert len(found) == 10


def test_a_period_over_no_middle_leaves_the_heads_as_they_are() -> None:
    raw = pairs(YEARS, [("Year ended December 31,", 4, 205), ("Six months ended June 30,", 11, 485)])
    assert with_periods_over_groups(raw.rows) == list(raw.rows)


def bases(second_top: float) -> list[tuple[Cell, ...]]:
    """Two bases with two products each, their names in the middle of their rows; second_top: where the second name stands."""
    rows = []
    for top, product, figure in ((0.0, "管材（吨）", "14,206.35"), (20.0, "软管（万米）", "2,377.18"), (40.0, "管材（吨）", "7,318.60")):
        rows.append((at(product, 1, 80, top), at(figure, 2, 200, top)))
    rows.append((at("接头（万套）", 1, 80, 60), at("402.36", 2, 200, 60)))
    return [rows[0], (at("湖州基地", 0, 0, 10),), rows[1], rows[2], (at("芜湖基地", 0, 0, second_top),), rows[3]]


def test_a_name_between_rows_is_that_of_the_rows_it_is_in_the_middle_of() -> None:
    rows, untied = with_tied_names(bases(50.0))  # typeset
    assert [[cell.text for cell in row] for row in rows] == [
        ["湖州基地", "管材（吨）", "14,206.35"],
        ["湖州基地", "软管（万米）", "2,377.18"],
        ["芜湖基地", "管材（吨）", "7,318.60"],
        ["芜湖基地", "接头（万套）", "402.36"],
    ]
    assert untied == []


def test_rows_whose_name_is_in_no_middle_are_left_out_and_told() -> None:
    rows, untied = with_tied_names(bases(56.0))
    assert rows == []
    assert [cell.text for cell in untied] == ["14,206.35", "2,377.18", "7,318.60", "402.36"]
    head = (at("生产基地", 0, 0, -20), at("产品", 1, 80, -20), at("2024年产量", 2, 200, -20))
    raw = RawTable("公司各基地产量如下：", "", (head, *bases(56.0)), (1,), "aligned")
    assert outcome(raw).readings == ()
    assert [cell.text for cell in outcome(raw).untied] == ["14,206.35", "2,377.18", "7,318.60", "402.36"]


def test_a_heading_above_its_rows_is_no_name_between_them() -> None:
    rows = [(at("湖州基地", 0, 0, -10),), *bases(56.0)[:1], *bases(56.0)[2:4]]
    assert with_tied_names(rows) == (rows, [])


def test_a_product_alone_in_its_row_names_the_measures_below() -> None:
    raw = table(
        [
            [("项目", 0), ("2024年", 1), ("2023年", 2)],
            [("PVC-O管材", 0)],
            [("产能（吨/年）", 0), ("28,000.00", 1), ("23,000.00", 2)],
            [("产销率（%）", 0), ("99.33", 1), ("101.04", 2)],
            [("工业软管", 0)],
            [("产能（万米/年）", 0), ("3,000.00", 1), ("2,800.00", 2)],
        ],
        caption="报告期内，公司主要产品的产能及产销率情况如下：",
    )
    found = figures(raw)  # typeset
    assert found["production_capacity", "PVC-O管材", "FY2024"] == (Decimal(28000), "吨")
    assert found["sales_to_production_ratio", "PVC-O管材", "FY2023"] == (Decimal("1.0104"), "ratio")
    assert found["production_capacity", "工业软管", "FY2023"] == (Decimal(28000000), "米")
    assert len(found) == 6


PRICES = [("产品", 0), ("单位", 1), ("期间", 2), ("销售收入（万元）", 3)]


@pytest.mark.parametrize(
    ("head", "unit", "expected"),
    [
        ("单价（万元/张、万元/套、元/颗）", "张", (Decimal("59173.0"), "CNY/张")),
        ("单价（万元/张、万元/套、元/颗）", "万颗", (Decimal("5.9173"), "CNY/颗")),
        ("单价（万元/张、万元/套、元/颗）", "台", None),
        ("单价（万元）", "张", (Decimal("59173.0"), "CNY/张")),
        ("单价（万元）", "万颗", None),
        ("单价（万元/张）", "套", None),
        ("单价（元/公斤）", "吨", (Decimal("5.9173"), "CNY/公斤")),
    ],
)
def test_the_unit_of_a_price_is_the_one_its_row_is_counted_in(head: str, unit: str, expected: tuple[Decimal, str] | None) -> None:
    rows = [[*PRICES, ("销量", 4), (head, 5)], [("板卡", 0), (unit, 1), ("2024年度", 2), ("24,272.76", 3), ("4,102", 4), ("5.9173", 5)]]
    raw = table(rows, caption="公司主要产品销售收入、销量及单价情况如下：")
    assert figures(raw).get(("average_selling_price", "板卡", "FY2024")) == expected
    assert [cell.text for cell in outcome(raw).missing_unit] == ([] if expected else ["5.9173"])


def test_a_head_and_a_column_of_units_that_differ_give_no_volume() -> None:
    rows = [[*PRICES, ("销售数量（张）", 4)], [("芯片", 0), ("万颗", 1), ("2024年度", 2), ("1,943.59", 3), ("18.64", 4)]]
    raw = table(rows, caption="公司主要产品销售收入及销量情况如下：")
    assert outcome(raw).readings == ()
    assert [cell.text for cell in outcome(raw).missing_unit] == ["18.64"]


def test_a_row_keeps_one_name_where_the_other_base_has_no_ratio() -> None:
    raw = table(
        [
            [("生产基地", 0), ("产品", 1), ("产能", 2), ("产量", 3), ("产能利用率", 4)],
            [("湖州基地", 0), ("PVC-O管材（吨）", 1), ("15,000.00", 2), ("15,688.12", 3), ("104.59%", 4)],
            [("芜湖基地", 0), ("PVC-O管材（吨）", 1), ("-", 2), ("-", 3), ("-", 4)],
            [("湖州基地", 0), ("工业软管（万米）", 1), ("2,800.00", 2), ("2,490.77", 3), ("88.96%", 4)],
        ],
        caption="2022年度公司各生产基地的产能利用情况如下：",
    )
    found = figures(raw)  # typeset
    assert found["capacity_utilization", "湖州基地PVC-O管材", "FY2022"] == (Decimal("1.0459"), "ratio")
    assert found["production_volume", "湖州基地PVC-O管材", "FY2022"] == (Decimal("15688.12"), "吨")
    assert found["capacity_utilization", "工业软管", "FY2022"] == (Decimal("0.8896"), "ratio")


def test_of_two_tax_bases_the_one_without_is_kept() -> None:
    raw = table(
        [
            [("产品", 0), ("项目", 1), ("2024年", 2)],
            [("PVC-O管材", 0, 1, 2), ("不含税均价（元/吨）", 1), ("10,811.07", 2)],
            [("含税均价（元/吨）", 1), ("12,216.51", 2)],
            [("工业软管", 0), ("含税均价（元/米）", 1), ("6.80", 2)],
        ],
        caption="报告期内，公司主要产品的销售均价（含税、不含税）情况如下：",
    )
    found = figures(raw)  # typeset
    assert found == {
        ("average_selling_price", "PVC-O管材", "FY2024"): (Decimal("10811.07"), "CNY/吨"),
        ("average_selling_price", "工业软管", "FY2024"): (Decimal("6.80"), "CNY/米"),
    }
    assert [cell.text for cell in outcome(raw).with_tax] == ["12,216.51"]


def test_a_revenue_of_all_products_is_not_that_of_the_last_one() -> None:
    raw = table(
        [
            [("2010", 1), ("2011", 2)],
            [("Moulded pulp products", 0)],
            [("Turnover (HK$’000)", 0), ("31,112", 1), ("44,528", 2)],
            [("Sales volume (’000 pieces)", 0), ("52,904", 1), ("71,633", 2)],
            [("Total turnover (HK$’000)", 0), ("1,191,858", 1), ("1,543,641", 2)],
        ],
        caption=OUR,
        strategy="aligned",
    )
    found = outcome(raw)  # typeset
    assert [(r.cell.text, r.member) for r in found.revenues] == [("31,112", "Moulded pulp products"), ("44,528", "Moulded pulp products")]
    assert len(found.readings) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INDUSTRY OVERVIEW\nThe following table sets out the production volume of containerboard", True),
        ("text\n- 72 -\n行業概覽", True),
        ("行业概况 58\n表", True),
        ("BUSINESS\nOur sales volume\nSee “Industry Overview” for details", False),
        ("a\nb\nc\nIndustry Overview\nd\ne\nf", False),
    ],
)
def test_the_chapter_on_the_industry_by_its_running_head(text: str, expected: bool) -> None:
    assert is_industry_page(text) is expected


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("Source: China Paper Association", True),
        ("Sources: Frost & Sullivan Report", True),
        ("資料來源：弗若斯特沙利文", True),
        ("数据来源：中国造纸协会年鉴", True),
        ("数据来源：公司统计，行业数据来自协会", False),
        ("Source: our management accounts and Frost & Sullivan", False),
        ("注 1：资料来源为各公司年报及网站，同时在境内外两地上市的公司取中国会计准则数据。", True),  # 600795 p.44
        ("Note: China Paper Association", False),
        ("Source: management accounts", False),
    ],
)
def test_the_third_party_that_a_source_line_names(notes: str, expected: bool) -> None:
    assert names_third_party(source_lines(notes)) is expected


def test_a_list_of_units_is_no_sentence() -> None:
    assert is_table_line("产品 单位 期间 销售收入（万元） 销量 单价（万元/张、万元/套、元/颗）")
    assert not is_table_line("产品销售收入、销量及单价")
