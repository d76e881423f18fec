"""Chinese tables of Hong Kong: bands of other measures, names with the units of volume and price, measures joined to their product."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.model import RawTable
from analyzer.topics.volumes_pages import is_table_line
from analyzer.topics.volumes_words import split_measure
from tests.unit.topics.test_volumes_layouts import Row, figures, table

BY_PRODUCT = "下表載列於往績記錄期間我們按產品劃分的銷量、平均售價及其他資料："
YEARS: Row = [("二零零七年", 1), ("二零零八年", 2)]


@pytest.mark.parametrize("band", ["營業額（千港元）", "收益（千港元）", "分部業績（千港元）", "運費(千港元)", "營業額"])
def test_what_stands_below_a_band_of_money_is_no_price(band: str) -> None:
    """The band is no first line of the name below it (r11vz08: the turnover of cement came out as its price)."""
    found = figures(
        table(
            [
                YEARS,
                [("銷量", 0)],
                [("水泥（千噸）", 0), ("7,042", 1), ("9,216", 2)],
                [("平均售價", 0)],
                [("水泥（每噸港元）", 0), ("226.4", 1), ("248.9", 2)],
                [("熟料（每噸港元）", 0), ("182.6", 1), ("201.3", 2)],
                [(band, 0)],
                [("水泥", 0), ("1,594,309", 1), ("2,293,862", 2)],
                [("熟料", 0), ("336,714", 1), ("302,353", 2)],
            ],
            caption=BY_PRODUCT,
            strategy="aligned",
        )
    )
    assert found["average_selling_price", "水泥", "FY2007"] == (Decimal("226.4"), "HKD/噸")
    assert len(found) == 6


@pytest.mark.parametrize("measure", ["收入（人民幣千元）", "收益（人民幣千元）", "營業額（人民幣千元）", "銷量（千顆）"])
def test_a_name_alone_over_revenue_in_a_ruled_table(measure: str) -> None:
    rows: list[Row] = [YEARS]
    for name, first in (("終端計算產品", "4,106"), ("智能汽車產品", "14")):
        rows += [
            [(name, 0)],
            *([] if "銷量" in measure else [[(measure, 0), ("44,755", 1), ("191,896", 2)]]),
            [("銷量（千顆）", 0), (first, 1), ("23,120", 2)],
            [("平均售價（人民幣元／顆）", 0), ("10.9", 1), ("8.3", 2)],
        ]
    found = figures(table(rows, caption=BY_PRODUCT))
    assert found["sales_volume", "終端計算產品", "FY2007"] == (Decimal(4106000), "顆")
    assert found["sales_volume", "智能汽車產品", "FY2007"] == (Decimal(14000), "顆")
    assert len(found) == 8


@pytest.mark.parametrize("units", ["（片；人民幣元／片）", "（片，人民幣元／片）", "（片、人民幣元／片）"])
def test_a_name_with_the_units_of_its_volume_and_its_price(units: str) -> None:
    found = figures(
        table(
            [
                [("二零零七年", 1, 2), ("二零零八年", 3, 2)],
                [("銷量", 1), ("平均售價", 2), ("銷量", 3), ("平均售價", 4)],
                [(f"晶圓{units}", 0), ("2,318", 1), ("6,302", 2), ("7,110", 3), ("7,245", 4)],
                [("模組（千件；人民幣元／件）", 0), ("0.5", 1), ("204.6", 2), ("611.2", 3), ("102.1", 4)],
            ],
            caption=BY_PRODUCT,
            strategy="aligned",
        )
    )
    assert found["sales_volume", "晶圓", "FY2007"] == (Decimal(2318), "片")
    assert found["average_selling_price", "模組", "FY2008"] == (Decimal("102.1"), "CNY/件")
    assert len(found) == 8


@pytest.mark.parametrize(
    ("text", "concept", "product"),
    [
        ("平均上網電價—風電", "average_selling_price", "风电"),
        ("平均售價－水泥（每噸港元）", "average_selling_price", "水泥"),
        ("銷量 – 瓦楞芯紙", "sales_volume", "瓦楞芯纸"),
        ("產量：熟料", "production_volume", "熟料"),
        ("平均售價—整體", "", ""),
        ("產量—2023年", "", ""),
        ("銷量—行業平均", "", ""),
        ("風電淨售電量", "sales_volume", "风电"),
        ("原料奶產量（噸）", "production_volume", "原料奶"),
        ("原料採購量", "", ""),
    ],
)
def test_a_measure_joined_to_its_product(text: str, concept: str, product: str) -> None:
    assert split_measure(text) == (concept, product)


@pytest.mark.parametrize("line", ["風電淨售電量總計", "平均上網電價—風電", "總裝機容量（兆瓦）", "發電量（千兆瓦時）", "供電量"])
def test_lines_of_power_plants_are_lines_of_a_table(line: str) -> None:
    assert is_table_line(line)


@pytest.mark.parametrize("head", ["目標應用", "主要應用領域", "應用場景", "產品應用"])
def test_what_a_product_is_used_for_names_no_row(head: str) -> None:
    found = figures(
        table(
            [
                [("產品系列", 0), (head, 1), ("二零零七年", 2), ("二零零八年", 3)],
                [("遠程2系列", 0), ("主動安全", 1), ("1,286", 2), ("548", 3)],
                [("遠程3系列", 0), ("高速導航", 1), ("743", 2), ("317", 3)],
                [("遠程5系列", 0), ("高速導航", 1), ("41", 2), ("55", 3)],
            ],
            caption="下表載列我們於所示年度按產品系列劃分的銷量（千套）：",
        )
    )
    assert {member for _, member, _ in found} == {"遠程2系列", "遠程3系列", "遠程5系列"}


@pytest.mark.parametrize("head", ["造紙機", "生產線", "工廠", "生產基地", "機器編號"])
@pytest.mark.parametrize(("second", "members"), [("二號機", {"一號機", "二號機"}), ("一號機", {"卡紙", "瓦楞芯紙"})])
def test_machines_name_the_rows_where_each_has_its_own(head: str, second: str, members: set[str]) -> None:
    found = figures(
        table(
            [
                [(head, 0), ("產品", 1), ("二零零七年設計年產能（千噸）", 2), ("二零零八年設計年產能（千噸）", 3)],
                [("一號機", 0), ("卡紙", 1), ("200", 2), ("210", 3)],
                [(second, 0), ("瓦楞芯紙", 1), ("400", 2), ("410", 3)],
            ],
            caption="下表載列我們的設計年產能：",
        )
    )
    assert {member for _, member, _ in found} == members


def at(raw: RawTable, lefts: dict[str, tuple[float, float]]) -> RawTable:
    """The table with the left and right edges of some texts."""
    rows = [
        tuple(
            replace(cell, bbox=(lefts[cell.text][0], cell.bbox[1], lefts[cell.text][1], cell.bbox[3])) if cell.text in lefts else cell
            for cell in row
        )
        for row in raw.rows
    ]
    return replace(raw, rows=tuple(rows))


PLANTS = table(
    [
        [("二零零七年", 1, 3), ("二零零八年", 4, 3)],
        [("設計產能", 1), ("實際產量", 2), ("利用率", 3), ("設計產能 ", 4), ("實際產量 ", 5), ("利用率", 6)],
        [("（百萬劑）", 1), ("（百萬劑） ", 4)],
        [("艾康寧波", 0)],
        [("甲肝疫苗", 0), ("5.0", 1), ("1.21", 2), ("24.2%", 3), ("5.0", 4), ("1.62", 5), ("32.4%", 6)],
        [("腮腺炎疫苗", 0), ("4.0", 1), ("0.96", 2), ("24.0%", 3), ("4.0", 4), ("0.40", 5), ("10.0%", 6)],
        [("榮康生物", 0)],
        [("狂犬病疫苗", 0), ("15.0", 1), ("11.64", 2), ("77.6%", 3), ("15.0", 4), ("14.52", 5), ("96.8%", 6)],
        [("艾康衛信", 0)],
        [("狂犬病疫苗", 0), ("8.0", 1), ("0.88", 2), ("11.0%", 3), ("8.0", 4), ("1.20", 5), ("15.0%", 6)],
        [("腎綜合徵出血熱疫苗", 0), ("3.0", 1), ("0.51", 2), ("17.0%", 3), ("3.0", 4), ("0.62", 5), ("20.7%", 6)],
    ],
    caption="下表載列我們主要生產設施的設計產能、實際產量及利用率：",
    strategy="aligned",
)
BAND, NAME = (75.0, 108.0), (84.0, 126.0)
PLACES = {
    **dict.fromkeys(("艾康寧波", "榮康生物", "艾康衛信"), BAND),
    **dict.fromkeys(("甲肝疫苗", "腮腺炎疫苗", "狂犬病疫苗"), NAME),
    "腎綜合徵出血熱疫苗": (84.0, 160.0),
    "設計產能": (180.0, 200.0),
    "實際產量": (220.0, 240.0),
    "設計產能 ": (300.0, 320.0),
    "實際產量 ": (340.0, 360.0),
    "（百萬劑）": (190.0, 230.0),
    "（百萬劑） ": (310.0, 350.0),
}


def test_a_unit_midway_between_two_heads_is_of_both() -> None:
    found = figures(at(PLANTS, PLACES))
    assert found["production_volume", "甲肝疫苗", "FY2007"] == (Decimal(1210000), "劑")
    assert found["production_capacity", "甲肝疫苗", "FY2008"] == (Decimal(5000000), "劑")
    assert found["capacity_utilization", "甲肝疫苗", "FY2008"] == (Decimal("0.324"), "ratio")


def test_a_unit_below_its_own_head_is_of_that_alone() -> None:
    found = figures(at(PLANTS, {**PLACES, "（百萬劑）": (170.0, 210.0), "（百萬劑） ": (290.0, 330.0)}))
    assert not any(concept == "production_volume" for concept, _, _ in found)


def test_a_band_over_one_row_where_others_stand_over_more() -> None:
    """The plant is no first line of the product below it, and goes before the product that two plants make."""
    found = figures(at(PLANTS, PLACES))
    assert found["production_volume", "榮康生物狂犬病疫苗", "FY2007"] == (Decimal(11640000), "劑")
    assert found["production_volume", "艾康衛信狂犬病疫苗", "FY2007"] == (Decimal(880000), "劑")
    assert found["production_volume", "腎綜合徵出血熱疫苗", "FY2007"] == (Decimal(510000), "劑")


def test_a_line_without_room_for_more_goes_on_below() -> None:
    found = figures(at(PLANTS, {**PLACES, "榮康生物": (75.0, 155.0)}))
    assert ("production_volume", "榮康生物狂犬病疫苗", "FY2007") in found
    assert found["production_volume", "狂犬病疫苗", "FY2007"] == (Decimal(880000), "劑")


COAL = table(
    [
        YEARS,
        [("銷量（百萬噸）", 0)],
        [("自產煤", 0), ("33.7", 1), ("39.1", 2)],
        [("國內現貨", 0), ("21.3", 1), ("26.1", 2)],
        [("出口", 0), ("12.4", 1), ("13.0", 2)],
        [("買賣煤", 0), ("2.7", 1), ("6.8", 2)],
        [("出口", 0), ("0.9", 1), ("2.2", 2)],
        [("總銷量", 0), ("36.4", 1), ("45.9", 2)],
    ],
    caption="下表載列我們按煤源及銷售方式劃分的煤炭銷量：",
    strategy="aligned",
)


def test_rows_of_one_name_set_in_below_others_carry_those() -> None:
    found = figures(at(COAL, {"自產煤": (87.0, 118.0), "買賣煤": (87.0, 118.0), "出口": (98.0, 118.0), "國內現貨": (98.0, 140.0)}))
    assert found["sales_volume", "自產煤出口", "FY2007"] == (Decimal(12400000), "噸")
    assert found["sales_volume", "買賣煤出口", "FY2007"] == (Decimal(900000), "噸")
    assert found["sales_volume", "國內現貨", "FY2007"] == (Decimal(21300000), "噸")
    assert found["sales_volume", "自產煤", "FY2008"] == (Decimal(39100000), "噸")


def floors(last: str, *more: Row) -> RawTable:
    rows: list[Row] = [[("銷量", 1), ("平均售價", 2)], [("（千平方米）", 1), ("（人民幣元／平方米）", 2)]]
    for year in ("八", "九"):
        rows += [
            [(f"截至二零零{year}年十二月三十一日止年度", 0)],
            [("強化地板", 0), ("6,204", 1), ("64.2", 2)],
            [("實木地板", 0), ("1,026", 1), ("206.4", 2)],
            [("小計", 0), (last, 1), ("84.4", 2)],
            *more,
        ]
    return table(rows, caption="下表載列按地板種類劃分的銷量及平均售價：", strategy="aligned")


def test_the_subtotal_of_a_period_is_all_of_it() -> None:
    found = figures(floors("7,230"))
    assert found["sales_volume", "", "FY2008"] == (Decimal(7230000), "平方米")
    assert found["average_selling_price", "", "FY2009"] == (Decimal("84.4"), "CNY/平方米")


@pytest.mark.parametrize(("last", "more"), [("9,999", ()), ("7,230", ([("其他地板", 0), ("31", 1), ("50.1", 2)],))])
def test_a_subtotal_that_may_be_of_some_rows_only_is_left_out(last: str, more: tuple[Row, ...]) -> None:
    assert not any(member == "" for _, member, _ in figures(floors(last, *more)))
