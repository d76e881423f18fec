"""Words of measures with the time or the product inside them, totals that name their measure, units that begin with the piece."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_named import introduced_product
from analyzer.topics.volumes_units import is_unit_alone
from analyzer.topics.volumes_words import concept_of, speaks_of_others, split_measure
from tests.unit.topics.test_volumes_layouts import figures, table

YEARS = [("二零一七年", 1), ("二零一八年", 2)]
HEAD = [[("截至三月三十一日止年度", 1, 2)], YEARS]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("估計年／期內產能(1)", "production_capacity"),
        ("年／期內產能（千噸）", "production_capacity"),
        ("期內實際產量", "production_volume"),
        ("年內銷量（件）", "sales_volume"),
        ("年/期使用率", "capacity_utilization"),
        ("整體平均售價", "average_selling_price"),
        ("總體產能", "production_capacity"),
        ("Production capacity for the year/period (units)", "production_capacity"),
        ("Actual production volume during the Track Record Period", "production_volume"),
        ("Overall average selling price", "average_selling_price"),
        ("Blended ASP (US$)", "average_selling_price"),
    ],
)
def test_the_time_that_a_measure_is_for_is_no_product(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已售停車位數目（個）", ("sales_volume", "停车位")),
        ("售出儲物室的數目", ("sales_volume", "储物室")),
        ("已交付服務器總數", ("sales_volume", "服务器")),
        ("已售項目數目", ("", "")),
        ("已售產品的數目", ("", "")),
        ("停車位數目", ("", "")),
    ],
)
def test_words_of_sale_around_their_product(text: str, expected: tuple[str, str]) -> None:
    assert split_measure(text) == expected


def test_a_product_that_its_row_says_again_is_a_title_over_its_rows() -> None:
    raw = table(
        [
            *HEAD,
            [("停車位", 0)],
            [("已售停車位數目（個）", 0), ("166", 1), ("31", 2)],
            [("平均售價（人民幣千元／個）", 0), ("142.6", 1), ("151.3", 2)],
            [("儲物室", 0)],
            [("已售儲物室數目（個）", 0), ("88", 1), ("12", 2)],
            [("平均售價（人民幣千元／個）", 0), ("61.2", 1), ("63.9", 2)],
        ],
        caption="下表載列於所示期間我們已售停車位及儲物室的數目及平均售價：",
        strategy="aligned",
    )
    found = figures(raw)
    assert {(concept, member) for concept, member, _ in found} == {
        (concept, member) for concept in ("sales_volume", "average_selling_price") for member in ("停車位", "儲物室")
    }
    assert {value for (concept, member, _), (value, _) in found.items() if member == "儲物室" and concept == "average_selling_price"} == {
        Decimal(61200),
        Decimal(63900),
    }


def test_a_capacity_of_the_year_or_period_is_of_the_product_above_it() -> None:
    raw = table(
        [
            *HEAD,
            [("鍍鋅鋼風管（平方米）", 0)],
            [("估計年／期內產能(1)", 0), ("96,000", 1), ("96,000", 2)],
            [("實際產量", 0), ("80,544", 1), ("88,608", 2)],
            [("使用率(2)", 0), ("83.9%", 1), ("92.3%", 2)],
            [("防火閘（件）", 0)],
            [("估計年／期內產能(1)", 0), ("24,000", 1), ("26,400", 2)],
            [("實際產量", 0), ("17,304", 1), ("23,892", 2)],
            [("使用率(2)", 0), ("72.1%", 1), ("90.5%", 2)],
        ],
        caption="下表載列於往績記錄期本集團中山工廠的產能、實際產量及使用率：",
        strategy="aligned",
    )
    found = {(concept, member, value, unit) for (concept, member, _), (value, unit) in figures(raw).items()}
    assert ("production_capacity", "防火閘", Decimal(26400), "件") in found
    assert ("production_volume", "鍍鋅鋼風管", Decimal(88608), "平方米") in found
    assert ("capacity_utilization", "防火閘", Decimal("0.905"), "ratio") in found
    assert len(found) == 12 - 1  # 96,000 stands twice


def test_products_above_a_total_that_names_the_measure() -> None:
    raw = table(
        [
            *HEAD,
            [("每件港元", 1), ("每件港元", 2)],
            [("女裝", 0), ("71.4", 1), ("72.9", 2)],
            [("男裝", 0), ("84.3", 1), ("86.1", 2)],
            [("整體平均售價", 0), ("74.5", 1), ("76.0", 2)],
        ],
        caption="下表載列於往績記錄期間按產品類別劃分的每件產品平均售價：",
        strategy="aligned",
    )
    found = {(member, value, unit) for (_, member, _), (value, unit) in figures(raw).items()}
    assert {("女裝", Decimal("72.9"), "HKD/件"), ("男裝", Decimal("84.3"), "HKD/件"), ("", Decimal("76.0"), "HKD/件")} <= found


def test_a_measure_at_a_row_that_is_no_total_leaves_the_others_unread() -> None:
    raw = table(
        [*HEAD, [("員工", 0), ("71", 1), ("72", 2)], [("產量（噸）", 0), ("84", 1), ("86", 2)]],
        caption="下表載列於往績記錄期間我們的產量：",
        strategy="aligned",
    )
    assert {value for value, _ in figures(raw).values()} == {Decimal(84), Decimal(86)}


@pytest.mark.parametrize(
    ("text", "alone"), [("每件港元", True), ("（每噸人民幣元）", True), ("KG", True), ("每件產品", False), ("千件", True)]
)
def test_a_unit_that_begins_with_the_piece_is_a_unit(text: str, alone: bool) -> None:
    assert is_unit_alone(text, "HKD") is alone


@pytest.mark.parametrize(
    ("lead", "product"),
    [
        ("下表載列於往績記錄期我們向外部客戶銷售防火閘的數量及平均售價：", "防火閘"),
        ("下表載列於往績記錄期我們銷售渠道的銷量：", ""),
        ("下表載列於往績記錄期我們生產設施的產能及產量：", ""),
        ("下表載列於往績記錄期我們出售產品的數量及平均售價：", ""),
    ],
)
def test_a_product_after_words_of_sale(lead: str, product: str) -> None:
    assert introduced_product(lead) == product


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("下表載列我們的擴充計劃下鐵精礦及球團礦的目標年產量：", True),
        ("The table below sets out our targeted annual production volume:", True),
        ("下表載列我們鐵精礦的年產量：", False),
        ("本公司及这些公司的主要运营数据如下表：", True),  # 600795 p.43
    ],
)
def test_what_is_aimed_at_is_no_volume(text: str, others: bool) -> None:
    assert speaks_of_others(text) is others
