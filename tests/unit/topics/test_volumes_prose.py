"""Volumes that stand in sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Period
from analyzer.topics.volumes_pages import is_prose_page
from analyzer.topics.volumes_prose import SentenceReading, find_not_applicable, read_sentences, report_end, report_periods

NO_TABLES = {"": ""}


def read(text: str, known: dict[str, str] | None = None, closing: Period | None = None) -> list[SentenceReading]:
    return read_sentences(text, (12, 31), NO_TABLES if known is None else known, closing)


def brief(readings: list[SentenceReading]) -> list[tuple[str, str, str, Decimal, str, str]]:
    return [(r.concept, r.member, r.period.label, r.amount.value, r.unit.measure, r.amount.qualifier) for r in readings]


def test_respectively_in_english() -> None:
    text = "Our total shipment volume was 0.928 million units and 7.8606 million units in 2022 and 2024, respectively."
    found = read(text)
    assert brief(found) == [
        ("sales_volume", "", "FY2022", Decimal(928000), "units", ""),
        ("sales_volume", "", "FY2024", Decimal(7860600), "units", ""),
    ]
    assert text[found[1].start : found[1].stop] == "7.8606"
    assert found[1].amount.step == Decimal(100)


def test_utilization_of_a_product_with_an_interim_period() -> None:
    found = read(
        "Our utilization rate of lithium batteries was 81.7%, 77.2% and 86.4% in 2022, 2023 and the nine months ended "
        "September 30, 2024, respectively."
    )
    assert brief(found) == [
        ("capacity_utilization", "lithium batteries", "FY2022", Decimal("0.817"), "ratio", ""),
        ("capacity_utilization", "lithium batteries", "FY2023", Decimal("0.772"), "ratio", ""),
        ("capacity_utilization", "lithium batteries", "9M2024", Decimal("0.864"), "ratio", ""),
    ]


def test_cumulative_deliveries_are_a_point_in_time() -> None:
    found = read("As of September 30, 2025, our cumulative deliveries of SoCs exceeded 165 million units.")
    assert brief(found) == [("cumulative_sales_volume", "SoCs", "2025-09-30", Decimal(165000000), "units", "over")]
    assert found[0].period.months is None
    assert brief(read("As of September 30, 2025, we had cumulatively delivered over 165 million chips.")) == [
        ("cumulative_sales_volume", "", "2025-09-30", Decimal(165000000), "chips", "over")
    ]


def test_cumulative_sales_in_chinese() -> None:
    assert brief(read("截至2025年8月末，公司GPU产品累计销量超过2.5万颗。")) == [
        ("cumulative_sales_volume", "GPU", "2025-08-31", Decimal(25000), "颗", "over")
    ]
    closing = Period(date(2025, 3, 31))
    assert brief(read("截至报告期末，发行人 GPU 产品累计销量超过 25,000 颗，已实现部署。", closing=closing)) == [
        ("cumulative_sales_volume", "GPU", "2025-03-31", Decimal(25000), "颗", "over")
    ]
    assert read("截至报告期末，发行人 GPU 产品累计销量超过 25,000 颗。") == [], "the end of the reporting period is not known"


def test_prices_of_three_periods_in_chinese() -> None:
    text = (
        "2023年、2024年和2025年1-3月，公司训推一体GPU板卡平均单价（不含税）分别为5.69万元/张、4.69万元/张和3.89万元/张，报告期内有所下降。"
    )
    assert brief(read(text, {"训推一体GPU板卡": "训推一体 GPU 板卡"})) == [
        ("average_selling_price", "训推一体 GPU 板卡", "FY2023", Decimal(56900), "CNY/张", ""),
        ("average_selling_price", "训推一体 GPU 板卡", "FY2024", Decimal(46900), "CNY/张", ""),
        ("average_selling_price", "训推一体 GPU 板卡", "3M2025", Decimal(38900), "CNY/张", ""),
    ]


def test_a_product_named_before_carries_its_next_sentences() -> None:
    text = (
        "2025年，发行人AI加速卡及模组的销量约6.6万张。"
        "据公开报道，2024年AI加速卡及模组的销量为3.88万张，2023年AI加速卡及模组的产销率为99.46%。"
    )
    assert brief(read(text)) == [
        ("sales_volume", "AI加速卡及模组", "FY2025", Decimal(66000), "张", "about"),
        ("sales_volume", "AI加速卡及模组", "FY2024", Decimal(38800), "张", ""),
        ("sales_to_production_ratio", "AI加速卡及模组", "FY2023", Decimal("0.9946"), "ratio", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2009年，我国改性塑料产量为584万吨。",
        "2005年和2006年，德固赛产量分别为190吨和270吨。",
        "2008年，公司原材料采购单价为5.39元/千克。",
        "2026年，公司预计销量为150,000张。",
        "2009年度，公司销量增长率为17.36%。",
        "2005年、2006年和2007年，公司产量分别为86.90万片和105万片。",
        "公司销量为584万吨。",
    ],
)
def test_sentences_about_others_plans_or_without_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("概览。发行人采用Fabless模式，没有产能数据。其他。", "发行人采用Fabless模式，没有产能数据。"),
        ("本公司採用無晶圓廠模式，並無自有產能。", "本公司採用無晶圓廠模式，並無自有產能。"),
        (
            "We are a fabless company and have no production capacity of our own. Next.",
            "We are a fabless company and have no production capacity of our own.",
        ),
    ],
)
def test_fabless_assurance(text: str, sentence: str) -> None:
    ((start, stop),) = find_not_applicable(text)
    assert text[start:stop] == sentence


def test_capacity_shortage_is_no_assurance() -> None:
    assert find_not_applicable("公司没有产能不足的情况。") == []


def test_pages_worth_reading_and_the_end_of_the_reporting_period() -> None:
    assert is_prose_page("our cumulative deliveries of SoCs")
    assert not is_prose_page("公司于2023年设立子公司。")
    assert report_end(["报告期 指 2022 年、2023 年、2024 年及 2025 年 1-3 月"], (12, 31)) == Period(date(2025, 3, 31))
    assert report_end(["释义"], (12, 31)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2023 and 2024, we sold approximately 5,600 and 38,800 units of our AI accelerator cards, respectively.",
            [
                ("sales_volume", "AI accelerator cards", "FY2023", Decimal(5600), "units", "about"),
                ("sales_volume", "AI accelerator cards", "FY2024", Decimal(38800), "units", "about"),
            ],
        ),
        (
            "As of June 30, 2025, we had delivered more than 52,000 units of our GPGPU products to over 290 customers.",
            [("cumulative_sales_volume", "GPGPU products", "2025-06-30", Decimal(52000), "units", "over")],
        ),
        (
            "截至2025年6月30日，公司已向超过290名客户交付超过52,000片通用GPU产品。",
            [("cumulative_sales_volume", "通用GPU", "2025-06-30", Decimal(52000), "片", "over")],
        ),
        (
            "We produced 12,000 tonnes and 13,000 tonnes of cathode materials in 2023 and 2024, respectively.",
            [
                ("production_volume", "cathode materials", "FY2023", Decimal(12000), "tonnes", ""),
                ("production_volume", "cathode materials", "FY2024", Decimal(13000), "tonnes", ""),
            ],
        ),
        (
            "The ASP of our chips decreased slightly by 4.4% from RMB0.45 per unit in 2023 to RMB0.43 per unit in 2024.",
            [
                ("average_selling_price", "chips", "FY2023", Decimal("0.45"), "CNY/unit", ""),
                ("average_selling_price", "chips", "FY2024", Decimal("0.43"), "CNY/unit", ""),
            ],
        ),
        (
            "The average selling price of our GPU boards was RMB46.9 thousand and RMB38.9 thousand per board in 2023 and 2024.",
            [
                ("average_selling_price", "GPU boards", "FY2023", Decimal(46900), "CNY/board", ""),
                ("average_selling_price", "GPU boards", "FY2024", Decimal(38900), "CNY/board", ""),
            ],
        ),
        (
            "公司四氧化三锰产品价格由2004年平均12,300元/吨下降至2005年平均10,536元/吨。",
            [
                ("average_selling_price", "四氧化三锰", "FY2004", Decimal(12300), "CNY/吨", ""),
                ("average_selling_price", "四氧化三锰", "FY2005", Decimal(10536), "CNY/吨", ""),
            ],
        ),
        (
            "2024年，公司AI加速卡销量为3.88万张，平均单价为1.86万元/张。",
            [
                ("sales_volume", "AI加速卡", "FY2024", Decimal(38800), "张", ""),
                ("average_selling_price", "AI加速卡", "FY2024", Decimal(18600), "CNY/张", ""),
            ],
        ),
        (
            "於2023年及2024年，我們的通用GPU產品出貨量分別為12,700片及16,800片。",
            [
                ("sales_volume", "通用GPU", "FY2023", Decimal(12700), "片", ""),
                ("sales_volume", "通用GPU", "FY2024", Decimal(16800), "片", ""),
            ],
        ),
    ],
)
def test_sentences_of_chip_makers_and_others(text: str, expected: list[tuple[str, str, str, Decimal, str, str]]) -> None:
    assert is_prose_page(text)
    assert brief(read(text)) == expected


def test_each_period_stands_for_all_of_the_filings() -> None:
    """688802 p.211."""
    pages = ["释义", "报告期、最近三年一期 指 2022年度、2023年度、2024年度、2025年1-3月\n报告期各期末 指 2022年12月31日"]
    reported = report_periods(pages, (12, 31))
    assert [period.label for period in reported] == ["FY2022", "FY2023", "FY2024", "3M2025"]
    text = "由上表可见，报告期各期，公司GPU板卡产品的产销率分别为21.67%、39.00%、39.82%和132.02%。"
    found = read_sentences(text, (12, 31), NO_TABLES, None, reported)
    assert [(r.member, r.period.label, r.amount.value) for r in found] == [
        ("GPU板卡", "FY2022", Decimal("0.2167")),
        ("GPU板卡", "FY2023", Decimal("0.39")),
        ("GPU板卡", "FY2024", Decimal("0.3982")),
        ("GPU板卡", "3M2025", Decimal("1.3202")),
    ]
    assert read(text) == []


def test_a_bracket_that_says_what_is_left_out_is_the_note() -> None:
    found = read("2023年和2024年，公司GPU板卡销量（不含服务器内板卡）分别为272张和10,905张。")
    assert [(r.amount.value, r.note) for r in found] == [(Decimal(272), "不含服务器内板卡"), (Decimal(10905), "不含服务器内板卡")]
    assert [r.note for r in read("2023年和2024年，公司GPU板卡平均单价（不含税）分别为5.69万元/张和4.69万元/张。")] == ["", ""]


def test_prices_in_brackets_are_of_the_product_named_last() -> None:
    """002057 p.183."""
    text = (
        "以四氧化三锰产品为例，其主要原材料占产品生产成本比例基本稳定。"
        "2005年不含税平均销售单价提高（2005 年平均 10,536元/吨，2004 年平均 10,022 元/吨）是毛利略有增长的主要原因。"
    )
    expected = [
        ("average_selling_price", "四氧化三锰", "FY2005", Decimal(10536), "CNY/吨", ""),
        ("average_selling_price", "四氧化三锰", "FY2004", Decimal(10022), "CNY/吨", ""),
    ]
    assert is_prose_page(text)
    assert brief(read(text, {"四氧化三锰": "四氧化三锰"})) == expected
    assert read(text) == []


def test_two_measures_of_one_period_in_one_breath() -> None:
    # 601113 p.299
    text = "2010年度，公司产能利用率和产销率分别为92.27%和101.74%；其中，DTY锦纶长丝产能利用率和产销率分别为97.59%和102.87%。"
    assert brief(read(text)) == [
        ("capacity_utilization", "", "FY2010", Decimal("0.9227"), "ratio", ""),
        ("sales_to_production_ratio", "", "FY2010", Decimal("1.0174"), "ratio", ""),
        ("capacity_utilization", "DTY锦纶长丝", "FY2010", Decimal("0.9759"), "ratio", ""),
        ("sales_to_production_ratio", "DTY锦纶长丝", "FY2010", Decimal("1.0287"), "ratio", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2009年、2010年，公司产能利用率和产销率分别为92.27%和101.74%。",
        "2010年度，行业产能利用率和产销率分别为92.27%和101.74%。",
        "公司产能利用率和产销率分别为92.27%和101.74%。",
        "2010年度，公司产能和产销率分别为92.27%和101.74%。",
    ],
)
def test_two_measures_that_could_be_anybodys_or_any_years(text: str) -> None:
    assert read(text) == []


def test_the_periods_before_a_measure_are_its_own() -> None:
    # cloudbreak p.397
    text = (
        "In the year ended 31 December 2023 and 2024, the utilisation rate of our pilot production facility was approximately 80% and 83% "
        "respectively, calculated based on the actual production volume after the facility was put into use in May 2023."
    )
    assert brief(read(text)) == [
        ("capacity_utilization", "pilot production facility", "FY2023", Decimal("0.8"), "ratio", "about"),
        ("capacity_utilization", "pilot production facility", "FY2024", Decimal("0.83"), "ratio", "about"),
    ]


def test_a_part_that_goes_on_with_its_period_is_of_the_issuer_too() -> None:
    # 002255 p.112
    text = "公司2004年的产能为20,000吨，实际产量为21,230吨；2005年产能扩展到25,000吨后难以进一步提高，产能再次出现增长。"
    readings = read(text)
    assert brief(readings)[2:] == [("production_capacity", "", "FY2005", Decimal(25000), "吨", "")]
    assert readings[2].label == "产能"
    assert read("行业2004年的产能为20,000吨；2005年产能扩展到25,000吨。") == []


def test_heat_and_steam_that_were_supplied() -> None:
    # 600795 p.33
    text = "公司2006年完成供热量762.3万吉焦，比2005年增长15.08%。"
    assert is_prose_page(text)
    assert brief(read(text)) == [("sales_volume", "", "FY2006", Decimal(7623000), "吉焦", "")]


def test_one_period_before_a_measure_is_not_enough() -> None:
    # typeset: the figure belongs to the period that follows it
    text = (
        "In the six months ended June 30, 2025, the increase in our revenue was due to the increase in sales volume of our Lingfeng "
        "training series from 1,530 units in the six months ended June 30, 2024 to 6,847 units."
    )
    assert read(text) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In 2024, we sold 58.37 thousand SiC power modules.",
            [("sales_volume", "SiC power modules", "FY2024", Decimal(58370), "modules", "")],
        ),
        ("In 2024, we sold 58.37 thousand SiC power converters to makers of cars.", []),
        ("In 2024, we sold 58.37 thousand modules.", [("sales_volume", "", "FY2024", Decimal(58370), "modules", "")]),
    ],
)
def test_what_thousands_are_of(sentence: str, expected: list[tuple[str, str, str, Decimal, str, str]]) -> None:
    assert brief(read(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Our Group 98.4 54.2 The average selling price of organic raw milk in China was RMB5,510 per tonne in 2013.", 0),
        (
            "Our Group 98.4 The average price of raw milk in China increased from RMB4,620 per tonne in 2009 to RMB5,510 in 2013.",
            0,
        ),
        ("Our average price of raw milk in China increased from RMB4,620 per tonne in 2009 to RMB5,510 per tonne in 2013.", 2),
        ("In 2013, our average selling price of organic raw milk in China was RMB5,510 per tonne.", 1),
    ],
)
def test_a_price_of_a_market_in_a_sentence(sentence: str, count: int) -> None:
    assert len(read_sentences(sentence, (12, 31), NO_TABLES, None)) == count


@pytest.mark.parametrize(
    "text",
    [
        "The average selling price of our chips was between RMB10.2 and RMB12.3 per unit in 2023 and 2024.",
        "The average selling price of our chips ranged from RMB10.2 to RMB12.3 per unit in 2023 and 2024.",
        "The average selling price of our chips was in the range of RMB10.2 and RMB12.3 per unit in 2023 and 2024.",
        "The average selling price of our chips remained between approximately RMB10.2 and RMB12.3 per unit in 2023 and 2024.",
        "The average selling price of our chips fluctuated between RMB10.2 per unit and RMB12.3 per unit in 2023 and 2024.",
        "The average selling price of our chips was RMB10.2 per unit to RMB12.3 per unit in 2024.",
        "Our sales volume of chips varied between 10,000 units and 20,000 units in 2023 and 2024.",
        "Our sales volume of chips was as high as 10,000 units in 2024.",
        "Our utilization rate of the Wuxi plant ranged between 80.1% and 90.2% in 2023 and 2024.",
        "2023年及2024年，我们芯片的平均售价介于10.2元/颗与12.3元/颗之间。",
        "2023年及2024年，我们芯片的平均售价为10.2元/颗及12.3元/颗之间。",
        "2024年，我们芯片的平均售价为每颗人民币10.2元至人民币12.3元。",
        "2024年，我们芯片的平均售价为10.2元/颗至12.3元/颗。",
        "2024年，我们的产能利用率约为80.1%-90.2%。",
        "2024年，公司芯片的平均售价为10元/颗-12元/颗。",
    ],
)
def test_the_ends_of_a_range_are_no_figures_of_periods(text: str) -> None:
    assert read(text) == []


def test_a_price_may_be_averaged() -> None:
    found = read("The average selling price of our chips averaged RMB10.2 per unit in 2024.")
    assert brief(found) == [("average_selling_price", "chips", "FY2024", Decimal("10.2"), "CNY/unit", "")]


@pytest.mark.parametrize(
    ("text", "member", "unit", "values"),
    [
        (
            "10,000 189,162 23,524 In addition, we delivered 2, 3 and 7 computing clusters for the years ended 31 December 2022, 2023 "
            "and 2024, respectively, under our projects.",
            "computing clusters",
            "clusters",
            [2, 3, 7],
        ),
        ("We sold 1,200, 1,500 and 1,800 excavators in 2022, 2023 and 2024, respectively.", "excavators", "excavators", [1200, 1500, 1800]),
        (
            "We sold 214,500 units, 187,320 units and 163,918 units of imaging modules in 2022, 2023 and 2024, respectively, to smartphone "
            "and home appliance customers.",
            "imaging modules",
            "units",
            [214500, 187320, 163918],
        ),
        (
            "The Group sold 510 tonnes, 620 tonnes and 730 tonnes of rice to overseas customers in 2022, 2023 and 2024, respectively.",
            "rice",
            "tonnes",
            [510, 620, 730],
        ),
    ],
)
def test_goods_of_each_year(text: str, member: str, unit: str, values: list[int]) -> None:
    expected = [("sales_volume", member, f"FY{2022 + place}", Decimal(value), unit, "") for place, value in enumerate(values)]
    assert brief(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We delivered 12, 15 and 18 projects in 2022, 2023 and 2024, respectively.",
        "We sold 12, 15 and 18 excavators to customers in 2024.",
        "We delivered 2, 3 and 7 clusters in 2023 and 2024, respectively.",
    ],
)
def test_counts_that_are_no_goods_of_each_year(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Our average selling price per wafer, computed as revenue from wafer sales divided by wafer shipments, was US$582.0, US$479.6 "
            "and US$452.9 for the years ended December 31, 2011 and 2012 and the six months ended June 30, 2013, respectively.",
            [("2011-12-31", "582"), ("2012-12-31", "479.6"), ("2013-06-30", "452.9")],
        ),
        (
            "In 2011 and 2012, the average utilization rate of our machines (after adjusting for the number of days in operation) was "
            "approximately 94.6% and 95.8%, respectively.",
            [("2011-12-31", "0.946"), ("2012-12-31", "0.958")],
        ),
        ("Our average selling price (if tax is included) was RMB12 per kg and RMB13 per kg in 2011 and 2012, respectively.", []),
    ],
)
def test_how_a_measure_is_reckoned_stands_before_its_verb(text: str, values: list[tuple[str, str]]) -> None:  # typeset
    found = read_sentences(text, (12, 31), {"": ""}, None)
    assert [(str(reading.period.end), str(reading.amount.value)) for reading in found] == values
