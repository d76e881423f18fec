"""Chinese sentences that leave issuer or period to the words before, and prices that stand behind their money or their period."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_pages import is_prose_page
from analyzer.topics.volumes_prose import read_sentences

YEARS = "於2022年、2023年以及截至2023年及2024年9月30日止九個月，"


def brief(text: str, *products: str) -> list[tuple[str, str, Decimal, str]]:
    known = {name: name for name in products} or {"": ""}
    found = read_sentences(text, (12, 31), known, None)
    return [(r.member, r.period.label, r.amount.value, r.unit.measure) for r in found]


def test_each_price_with_its_piece_before_the_money() -> None:
    text = (
        f"{YEARS}我們生豬的平均售價（不含稅）分別約為每頭人民幣1,956.6元、每頭人民幣1,695.9元、每頭人民幣1,901.7元及每頭人民幣1,581.8元。"
    )
    assert is_prose_page(text)
    assert brief(text) == [
        ("生豬", "FY2022", Decimal("1956.6"), "CNY/頭"),
        ("生豬", "FY2023", Decimal("1695.9"), "CNY/頭"),
        ("生豬", "9M2023", Decimal("1901.7"), "CNY/頭"),
        ("生豬", "9M2024", Decimal("1581.8"), "CNY/頭"),
    ]


def test_a_product_as_the_tables_spell_it_in_traditional_characters() -> None:
    text = f"{YEARS}肉類產品的平均售價分別為每公斤人民幣19元、每公斤人民幣15元、每公斤人民幣17元及每公斤人民幣14元。"
    assert brief(text) == []
    assert [row[0] for row in brief(text, "肉類產品")] == ["肉類產品"] * 4


OWN = "我們已在中國深圳及東莞建立生產基地。"
RATES = "2022年及2023年，深圳生產基地的利用率分別為82.2%及80.4%，同期東莞生產基地的利用率分別為83.9%及77.5%。"


def test_plants_of_which_the_sentence_before_says_that_they_are_ours() -> None:
    assert brief(OWN + RATES) == [
        ("深圳生產基地", "FY2022", Decimal("0.822"), "ratio"),
        ("深圳生產基地", "FY2023", Decimal("0.804"), "ratio"),
        ("東莞生產基地", "FY2022", Decimal("0.839"), "ratio"),
        ("東莞生產基地", "FY2023", Decimal("0.775"), "ratio"),
    ]


@pytest.mark.parametrize("before", ["客戶已在中國深圳及東莞建立生產基地。", "我們的競爭對手已在深圳及東莞建立生產基地。", ""])
def test_plants_of_others(before: str) -> None:
    assert brief(before + RATES) == []


@pytest.mark.parametrize("second", ["同期行業的平均利用率", "同期競爭對手的利用率", "同期毛利率為20.0%及21.0%，行業利用率"])
def test_the_trade_at_the_same_time_is_not_ours(second: str) -> None:
    text = f"我們的廠房滿負荷。2022年及2023年，我們的利用率分別為82.2%及80.4%，{second}分別為70.0%及71.0%。"
    assert {row[2] for row in brief(text)} == {Decimal("0.822"), Decimal("0.804")}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "我們的智能模組毛利率減少。儘管智能模組的平均售價由截至2024年9月30日止九個月的人民幣1,121.2元增加11.7%至2025年同期的人民幣1,252.9元，"
            "但平均成本由人民幣896.3元上升21.3%至人民幣1,087.4元。",
            [("智能模組", "9M2024", Decimal("1121.2"), "CNY"), ("智能模組", "9M2025", Decimal("1252.9"), "CNY")],
        ),
        (
            "我們鋰電池的平均售價（不含稅）從2022年的每千瓦時人民幣1,100元下降12%至2023年的每千瓦時人民幣900元，"
            "並進一步下降至2024年的每千瓦時人民幣700元。",
            [
                ("鋰電池", "FY2022", Decimal(1100), "CNY/千瓦時"),
                ("鋰電池", "FY2023", Decimal(900), "CNY/千瓦時"),
                ("鋰電池", "FY2024", Decimal(700), "CNY/千瓦時"),
            ],
        ),
        (
            "我們鋰電池的銷量由截至2024年6月30日止六個月的20千噸增加至2025年同期的30千噸。",
            [("鋰電池", "6M2024", Decimal(20000), "噸"), ("鋰電池", "6M2025", Decimal(30000), "噸")],
        ),
        ("儘管智能模組的平均售價由2023年的人民幣110元減少至2024年的人民幣100元。", []),
        ("我們鋰電池的平均售價由2023年的人民幣110元減少，而平均成本由2023年的人民幣90元減少至2024年的人民幣80元。", []),
    ],
)
def test_what_a_measure_moved_from_and_to(text: str, rows: list[tuple[str, str, Decimal, str]]) -> None:
    assert is_prose_page(text)
    assert brief(text) == rows


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Our sales volume of modules increased from 5.5 million units for the nine months ended September 30, 2024 "
            "to 6.4 million units for the same period in 2025.",
            ["9M2024", "9M2025"],
        ),
        (
            "Our sales volume of modules was 5.5 million units and 6.4 million units in the six months ended June 30, 2024 "
            "and the corresponding period of 2025, respectively.",
            ["6M2024", "6M2025"],
        ),
        ("Our sales volume of modules was 6.4 million units in the same period of 2025.", []),
        ("我們的模組的銷量由截至2024年6月30日止六個月的20千件增加至2025年的同期的30千件。", ["6M2024", "6M2025"]),
    ],
)
def test_the_same_period_of_another_year_is_as_long_as_the_one_before(text: str, periods: list[str]) -> None:
    assert [row[1] for row in brief(text)] == periods
