"""Chinese sentences that tell volumes with a verb, and the prices that follow them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_pages import is_introduction, is_prose_page
from tests.unit.topics.test_volumes_prose import brief, read

YEARS = "截至二零一四年及二零一五年十二月三十一日止年度，"


@pytest.mark.parametrize(
    ("verb", "concept"),
    [
        ("售出", "sales_volume"),
        ("銷售", "sales_volume"),
        ("交付", "sales_volume"),
        ("付運", "sales_volume"),
        ("出貨", "sales_volume"),
        ("生產", "production_volume"),
    ],
)
def test_a_verb_and_one_figure_for_each_period(verb: str, concept: str) -> None:
    text = f"{YEARS}我們分別{verb}1,852台及3,405台EFT-POS終端機，平均售價分別約為每台1,920港元及每台2,036港元。"
    found = brief(read(text))
    assert found[:2] == [
        (concept, "EFT-POS終端機", "FY2014", Decimal(1852), "台", ""),
        (concept, "EFT-POS終端機", "FY2015", Decimal(3405), "台", ""),
    ]
    assert found[2:] == [
        ("average_selling_price", "EFT-POS終端機", "FY2014", Decimal(1920), "HKD/台", "about"),
        ("average_selling_price", "EFT-POS終端機", "FY2015", Decimal(2036), "HKD/台", "about"),
    ]
    assert is_prose_page(text)


@pytest.mark.parametrize("who", ["我們", "本集團", "本公司", "我們的自有工廠", "我們的生產設施"])
def test_who_made_them(who: str) -> None:
    found = brief(read(f"於2014年及2015年，{who}分別生產約2.9億件及3.1億件服裝，其餘則由分包商生產。"))
    assert found == [
        ("production_volume", "服裝", "FY2014", Decimal(290000000), "件", "about"),
        ("production_volume", "服裝", "FY2015", Decimal(310000000), "件", "about"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{YEARS}我們分別售出1,852台A系列終端機及3,405台B系列終端機。",
        f"{YEARS}我們分別售出1,852台及3,405台予最大客戶。",
        "於二零一四年十二月三十一日及二零一五年十二月三十一日，我們分別售出1,852台及3,405台終端機。",
        f"{YEARS}分包商分別生產2.9億件及3.1億件服裝。",
        f"{YEARS}我們累計分別售出1,852台及3,405台終端機。",
        f"{YEARS}我們分別售出1,852台、2,000台及3,405台終端機。",
        f"{YEARS}我們分別銷售人民幣1,852千元及人民幣3,405千元的終端機。",
    ],
)
def test_figures_that_are_not_one_for_each_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("plant", ["生產設施", "自有工廠", "生產線", "主要生產設備"])
def test_the_use_of_all_plant_is_of_no_product(plant: str) -> None:
    found = brief(read(f"於2014年及2015年，我們{plant}的整體利用率分別約為89.7%及93.3%。"))
    assert [(member, value) for _, member, _, value, _, _ in found] == [("", Decimal("0.897")), ("", Decimal("0.933"))]


def test_a_price_of_the_same_time() -> None:
    text = "於2022年及2023年，我們分別交付1.74百萬套及2.07百萬套處理硬件，而同期處理硬件的平均售價分別為每套人民幣183.7元及人民幣244.6元。"
    assert brief(read(text))[2:] == [
        ("average_selling_price", "處理硬件", "FY2022", Decimal("183.7"), "CNY/套", ""),
        ("average_selling_price", "處理硬件", "FY2023", Decimal("244.6"), "CNY/套", ""),
    ]


@pytest.mark.parametrize(("below", "expected"), [("付量：", True), ("付款期：", False)])
def test_an_introduction_whose_measure_runs_over_the_line(below: str, expected: bool) -> None:
    assert is_introduction("下表按系列列示2023年及2024年的交", below) == expected
