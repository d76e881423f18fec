"""Products that the sentence over a table names, labels that hold product and measure, heads and labels cut by their column."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_named import brand, introduced_product
from analyzer.topics.volumes_titles import title_measure
from analyzer.topics.volumes_words import concept_of, split_measure
from tests.unit.topics.test_volumes_layouts import figures, table

YEARS = [("2022", 1), ("2023", 2)]


@pytest.mark.parametrize(
    ("lead", "product"),
    [
        ("下表載列於往績記錄期間本集團瓦楞紙板生產線之估計年產能、實際產量及使用率：", "瓦楞紙板"),
        ("下表載列於所示期間我們自製碳化硅外延片的銷量及平均售價：", "自製碳化硅外延片"),
        ("下表載列我們於所示期間雞蛋的銷量及平均售價：", "雞蛋"),
        ("下表載列本集團涼茶產品於往績記錄期間的收益、銷量及平均售價：", "涼茶"),
        ("下表列示我們水泥的產能、產量及產能利用率", "水泥"),
        ("下表載列於所示期間我們蘇州生產基地的產能、產量及利用率：", ""),
        ("下表載列於所示期間我們無錫生產基地封裝生產線的設計產能、實際產量及利用率：", ""),
        ("下表載列於往績記錄期間我們生產線的最高產能、實際產量及使用率：", ""),
        ("下表載列於所示期間我們按產品類別劃分的銷量及平均售價：", ""),
        ("下表載列本集團主要產品於所示期間之銷量及平均售價：", ""),
        ("下表載列於所示期間我們三大產品的銷量：", ""),
        ("下表載列於所示期間我們已售產品的銷量及平均售價：", ""),
        ("下表載列於所示期間我們水泥的銷售成本、銷量及平均售價：", ""),
        ("下表載列於所示期間我們五大客戶的銷量：", ""),
    ],
)
def test_an_introduction_in_chinese_may_name_its_product(lead: str, product: str) -> None:
    assert introduced_product(lead) == product


@pytest.mark.parametrize(
    ("lead", "product"),
    [
        (
            "The following table sets forth the sales volume and average selling price of VistaValve for the periods indicated:",
            "VistaValve",
        ),
        ("The table below sets out the sales volume of our VistaValve® products during the Track Record Period:", "VistaValve"),
        ("The table below sets out the sales volume of Dongguan for the periods indicated:", ""),
        ("The table below sets out the number of VistaValve for the periods indicated:", ""),
        ("The table below sets out the sales volume of VistaValve distributors for the periods indicated:", ""),
    ],
)
def test_a_product_with_a_capital_inside_its_name(lead: str, product: str) -> None:
    assert brand(lead) == product


def test_rows_of_measures_are_of_the_product_that_the_introduction_names() -> None:
    raw = table(
        [YEARS, [("估計產能（百萬平方米）", 0), ("90.0", 1), ("96.0", 2)], [("使用率", 0), ("82.4%", 1), ("85.2%", 2)]],
        caption="下表載列於往績記錄期間本集團瓦楞紙板生產線之估計年產能及使用率：",
        strategy="aligned",
    )
    assert figures(raw)["production_capacity", "瓦楞紙板", "FY2022"] == (Decimal(90_000_000), "平方米")
    assert figures(raw)["capacity_utilization", "瓦楞紙板", "FY2023"] == (Decimal("0.852"), "ratio")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Sales (kt)", "sales_volume"),
        ("Total sales (tonnes)", "sales_volume"),
        ("銷售（萬噸）", "sales_volume"),
        ("外销（台）", "sales_volume"),
        ("Sales", ""),
        ("Sales (RMB’000)", ""),
        ("Sales (%)", ""),
        ("Sales (million)", ""),
        ("销售（万元）", ""),
    ],
)
def test_sales_are_a_volume_where_their_unit_counts_goods(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(
    ("text", "concept", "product"),
    [
        ("Sales of iron ore concentrates (kt)", "sales_volume", "iron ore concentrates"),
        ("Gold sold (kg)", "sales_volume", "gold"),
        ("鐵精礦銷售（千噸）", "sales_volume", "铁精矿"),
        ("Sales of iron ore concentrates", "", ""),
        ("Sales of iron ore concentrates (RMB’000)", "", ""),
        ("Sales to customers (units)", "", ""),
        ("Sales tax (tonnes)", "", ""),
        ("铁精矿销售（万元）", "", ""),
    ],
)
def test_sales_of_a_product_over_rows(text: str, concept: str, product: str) -> None:
    assert title_measure(text) == (concept, product)
    assert split_measure("主要产品销售（吨）") == ("", "")


def test_mines_under_their_output_sales_and_price() -> None:
    blocks = [
        ("Output of iron ore concentrates (kt)", "415.7", "97.6", "513.3"),
        ("Sales of iron ore concentrates (kt)", "412.6", "96.4", "509.0"),
    ]
    rows: list[list[tuple[str, int]]] = [[("2008", 1)]]
    for title, heishan, daling, total in blocks:
        rows += [[(title, 0)], [("Heishan Mine", 0), (heishan, 1)], [("Daling Mine", 0), (daling, 1)], [("Total", 0), (total, 1)]]
    raw = table(rows, caption="The following table sets out the output and sales volume by mine:", strategy="aligned")
    assert figures(raw) == {
        ("production_volume", "Heishan Mine", "FY2008"): (Decimal(415_700), "t"),
        ("production_volume", "Daling Mine", "FY2008"): (Decimal(97_600), "t"),
        ("production_volume", "", "FY2008"): (Decimal(513_300), "t"),
        ("sales_volume", "Heishan Mine", "FY2008"): (Decimal(412_600), "t"),
        ("sales_volume", "Daling Mine", "FY2008"): (Decimal(96_400), "t"),
        ("sales_volume", "", "FY2008"): (Decimal(509_000), "t"),
    }


@pytest.mark.parametrize(
    ("label", "concept", "member", "value", "measure"),
    [
        ("Sales volume of PNG (’000 m³)", "sales_volume", "PNG", 1000, "m³"),
        ("PNG sales volume (’000 m³)", "sales_volume", "PNG", 1000, "m³"),
        ("Sales of cement (kt)", "sales_volume", "cement", 1000, "t"),
        ("Cement output (kt)", "production_volume", "Cement", 1000, "t"),
        ("Average selling price of cement (RMB per tonne)", "average_selling_price", "cement", 1, "CNY/tonne"),
    ],
)
def test_a_row_that_names_its_measure_is_not_read_as_that_of_the_introduction(
    label: str, concept: str, member: str, value: int, measure: str
) -> None:
    caption = "The following table sets forth our output and sales for the periods indicated:"
    raw = table([YEARS, [(label, 0), ("1", 1), ("2", 2)]], caption=caption, strategy="aligned")
    found = figures(raw, currency="CNY")
    assert found[concept, member, "FY2022"] == (Decimal(value), measure)
    assert len(found) == 2


@pytest.mark.parametrize("label", ["Idle capacity (units)", "New capacity (units)"])
def test_a_word_that_limits_a_measure_is_no_product(label: str) -> None:
    raw = table(
        [YEARS, [("Capacity (units)", 0), ("1", 1), ("2", 2)], [(label, 0), ("1", 1), ("2", 2)]],
        caption="The following table sets forth our operating data:",
        strategy="aligned",
    )
    assert {member for _, member, _ in figures(raw)} == {""}


@pytest.mark.parametrize(
    ("upper", "lower", "period"),
    [
        ("截至 9 月 30 日止九個", "月", "9M2025"),
        ("截至 9 月 30 日止九", "個月", "9M2025"),
        ("截至 12 月 31 日止年", "度", "FY2025"),
        ("截至 12 月 31 日止財", "政年度", "FY2025"),
    ],
)
def test_a_period_head_cut_inside_a_word_names_no_product(upper: str, lower: str, period: str) -> None:
    raw = table(
        [
            [(upper, 2)],
            [("截至 12 月 31 日止年度", 1), (lower, 2)],
            [("2024 年", 1), ("2025 年", 2)],
            [("設計產能（台）", 0), ("24,000", 1), ("36,000", 2)],
            [("實際產量（台）", 0), ("14,902", 1), ("32,144", 2)],
        ],
        caption="下表載列於所示期間我們蘇州生產基地的產能及產量：",
        strategy="aligned",
    )
    assert figures(raw)["production_capacity", "", period] == (Decimal(36_000), "台")
    assert {member for _, member, _ in figures(raw)} == {""}


@pytest.mark.parametrize(
    ("label", "rest", "measure"),
    [("平均售價（港元／平方", "米）", "HKD/平方米"), ("Average selling price (HK$ per square", "metre)", "HKD/square metre")],
)
def test_a_label_that_ends_below_its_figures(label: str, rest: str, measure: str) -> None:
    raw = table(
        [
            YEARS,
            [("瓦楞紙板", 0)],
            [("銷量（百萬平方米）", 0), ("68.4", 1), ("71.9", 2)],
            [(label, 0), ("3.42", 1), ("3.18", 2)],
            [(rest, 0)],
            [("瓦楞紙箱", 0)],
            [("銷量（百萬個）", 0), ("112.6", 1), ("128.8", 2)],
        ],
        caption="下表載列於往績記錄期間按產品劃分之銷量及平均售價：",
        strategy="aligned",
    )
    found = figures(raw)
    assert found["average_selling_price", "瓦楞紙板", "FY2022"] == (Decimal("3.42"), measure)
    assert found["sales_volume", "瓦楞紙箱", "FY2023"] == (Decimal(128_800_000), "個")


@pytest.mark.parametrize(
    ("rows", "key", "value"),
    [
        ([[("Sales volume", 0), ("12", 1), ("13", 2)], [("(tonnes)", 0)]], ("sales_volume", "", "FY2022"), (12, "tonnes")),
        ([[("Sales", 0), ("12", 1), ("13", 2)], [("volume (tonnes)", 0)]], ("sales_volume", "", "FY2022"), (12, "tonnes")),
        ([[("銷量", 0), ("12", 1), ("13", 2)], [("（千噸）", 0)]], ("sales_volume", "", "FY2022"), (12000, "噸")),
        (
            [[("Average selling price", 0), ("12", 1), ("13", 2)], [("(RMB per tonne)", 0)]],
            ("average_selling_price", "", "FY2022"),
            (12, "CNY/tonne"),
        ),
    ],
)
def test_a_label_that_ends_below_its_figures_without_a_bracket(
    rows: list[list[tuple[str, int]]], key: tuple[str, str, str], value: tuple[int, str]
) -> None:
    last = [("Production volume (units)", 0), ("1", 1), ("2", 2)]
    raw = table([YEARS, *rows, last], caption="The following table sets forth our operating data:", strategy="aligned")
    assert figures(raw)[key] == value
    assert figures(raw)["production_volume", "", "FY2022"] == (1, "units")


def test_a_unit_in_brackets_below_a_row_that_has_one_is_that_of_the_rows_below() -> None:
    rows = [[("Sales volume (units)", 0), ("1", 1), ("2", 2)], [("(tonnes)", 0)], [("Production volume", 0), ("3", 1), ("4", 2)]]
    raw = table([YEARS, *rows], caption="The following table sets forth our operating data:", strategy="aligned")
    assert figures(raw)["sales_volume", "", "FY2022"] == (1, "units")


@pytest.mark.parametrize("label", ["Sales of cement to third parties (kt)", "External sales (kt)", "對外銷售情況（千噸）"])
def test_a_row_of_sales_is_no_output(label: str) -> None:
    caption = "The following table sets forth our output for the periods indicated:"
    raw = table([YEARS, [("Cement (kt)", 0), ("3", 1), ("4", 2)], [(label, 0), ("1", 1), ("2", 2)]], caption=caption, strategy="aligned")
    assert {value for (concept, _, _), (value, _) in figures(raw).items() if concept == "production_volume"} == {3000, 4000}
