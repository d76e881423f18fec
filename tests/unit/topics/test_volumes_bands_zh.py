"""Chinese tables of Hong Kong: bands of other measures, names with the units of volume and price, measures joined to their product."""

from __future__ import annotations

from decimal import Decimal

import pytest

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
