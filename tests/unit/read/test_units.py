"""analyzer.read.units: captions, header cells and brackets of real tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.errors import ReadError
from analyzer.read.units import find_scale, find_stated_currency, find_units, parse_unit


@pytest.mark.parametrize(
    ("text", "measure", "scale", "words"),
    [
        ("RMB'000", "CNY", "1000", "RMB'000"),
        ("(RMB per sq.m. per month)", "CNY/sq.m./month", "1", "RMB per sq.m. per month"),
        ("（人民幣元/平方米/月）", "CNY/平方米/月", "1", "人民幣元/平方米/月"),
        ("(RMB per month)", "CNY", "1", "RMB per month"),
        ("RMB’000", "CNY", "1000", "RMB’000"),
        ("US$’ 000) %", "USD", "1000", "US$’ 000"),
        ("(RMB in thousands)", "CNY", "1000", "RMB in thousands"),
        ("in thousands of RMB", "CNY", "1000", "in thousands of RMB"),
        ("RMB million", "CNY", "1000000", "RMB million"),
        ("RMB’million", "CNY", "1000000", "RMB’million"),
        ("HK$ million", "HKD", "1000000", "HK$ million"),
        ("RMB", "CNY", "1", "RMB"),
        ("人民幣千元", "CNY", "1000", "人民幣千元"),
        ("人民幣千元，百分比除外）", "CNY", "1000", "人民幣千元"),
        ("人民币万元", "CNY", "10000", "人民币万元"),
        ("人民幣百萬元", "CNY", "1000000", "人民幣百萬元"),
        ("單位：千港元", "HKD", "1000", "千港元"),
        ("億港元", "HKD", "100000000", "億港元"),
        ("单位：港币元", "HKD", "1", "港币元"),
        ("单位：亿美元", "USD", "100000000", "亿美元"),
        ("单位：十亿美元", "USD", "1000000000", "十亿美元"),
        ("单位：元", "CNY", "1", "元"),
        ("单位:万元", "CNY", "10000", "万元"),
        ("单位：千元", "CNY", "1000", "千元"),
        ("单位：万元 币种：人民币", "CNY", "10000", "万元"),
        ("单位：元 币种：港币", "HKD", "1", "元"),
        ("金额单位：人民币元", "CNY", "1", "人民币元"),
        ("（万元）", "CNY", "10000", "万元"),
        ("亿元", "CNY", "100000000", "亿元"),
        ("单位： 国电电力发展股份有限公司 单位： 元", "CNY", "1", "元"),
        ("RMB cents", "CNY", "0.01", "RMB cents"),
        ("人民幣分", "CNY", "0.01", "人民幣分"),
        ("港仙", "HKD", "0.01", "港仙"),
    ],
)
def test_money(text: str, measure: str, scale: str, words: str) -> None:
    unit = parse_unit(text)
    assert (unit.measure, unit.scale, unit.text) == (measure, Decimal(scale), words)


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("单位：张", "张", 1),
        ("单位：万片", "片", 10000),
        ("(万片/年)", "片", 10000),
        ("吨", "吨", 1),
        ("销量（吨）", "吨", 1),
        ("万吨", "吨", 10000),
        ("台/套", "台/套", 1),
        ("台（套）", "台（套）", 1),
        ("单位：台(套)", "台(套)", 1),
        ("台套", "台套", 1),
        ("万套", "套", 10000),
        ("千克", "千克", 1),
        ("公斤", "公斤", 1),
        ("千升", "千升", 1),
        ("单位：万千升", "千升", 10000),
        ("万千瓦", "千瓦", 10000),
        ("万千瓦时", "千瓦时", 10000),
        ("兆瓦時", "兆瓦時", 1),
        ("MW", "MW", 1),
        ("（万㎡）", "㎡", 10000),
        ("千顆", "顆", 1000),
        ("件", "件", 1),
        ("KG", "KG", 1),
        ("单位：百万平方英寸", "平方英寸", 10**6),
        ("单位：蒸吨", "蒸吨", 1),
        ("千平方米", "平方米", 1000),
        ("number of chips", "chips", 1),
        ("units", "units", 1),
        ("'000 units", "units", 1000),
        ("million pieces", "pieces", 10**6),
        ("units ('000)", "units", 1000),
        ("thousand tonnes", "tonnes", 1000),
        ("(million sq.m.)", "sq.m.", 10**6),
    ],
)
def test_physical_units_keep_their_name(text: str, measure: str, scale: int) -> None:
    unit = parse_unit(text)
    assert (unit.measure, unit.scale) == (measure, Decimal(scale))


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("元/片", "CNY/片", 1),
        ("（元/kg）", "CNY/kg", 1),
        ("万元/MW", "CNY/MW", 10000),
        ("RMB/chip", "CNY/chip", 1),
        ("RMB per unit", "CNY/unit", 1),
        ("元/股", "CNY/share", 1),
        ("RMB per share", "CNY/share", 1),
        ("(单位：美元/桶)", "USD/桶", 1),
    ],
)
def test_prices(text: str, measure: str, scale: int) -> None:
    unit = parse_unit(text)
    assert (unit.measure, unit.scale) == (measure, Decimal(scale))


@pytest.mark.parametrize("text", ["%", "（%）", "％", "百分比", "单位：%"])
def test_ratios(text: str) -> None:
    assert (parse_unit(text).measure, parse_unit(text).scale) == ("ratio", Decimal("0.01"))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("RMB'000purchases", [("CNY", 1000)]),
        ("RMB’000 % RMB’000 %", [("CNY", 1000), ("ratio", Decimal("0.01"))]),
        ("单位：万元、元/股", [("CNY", 10000), ("CNY/share", 1)]),
        ("单位：万片 单位：元/片", [("片", 10000), ("CNY/片", 1)]),
        ("单位：金额（万元）、销量（千克）、平均价格（元/千克）", [("CNY", 10000), ("千克", 1), ("CNY/千克", 1)]),
        ("金额（万元） 比例（%）", [("CNY", 10000), ("ratio", Decimal("0.01"))]),
        ("RMB’000 RMB HK$", [("CNY", 1000), ("CNY", 1), ("HKD", 1)]),
        ("单位：万美元、万欧元", [("USD", 10000), ("EUR", 10000)]),
        ("单位：元/美元", [("CNY/美元", 1)]),
    ],
)
def test_several_units_in_printed_order(text: str, units: list[tuple[str, object]]) -> None:
    assert [(unit.measure, unit.scale) for unit in find_units(text)] == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "产能",
        "个人",
        "（续）",
        "(unaudited)",
        "（注）",
        "本公司",
        "2024年度 金额",
        "百万",
        "单位：苏州海陆重工股份有限公司",
        "注册资本 5,000 万元整",
        "单元",
        "多元化",
        "(in thousands, except for percentages)",
        "we sold chips and modules to Customer A",
        "单位：亿",
        "2010 年 12 月 31 日",
    ],
)
def test_no_unit_is_invented(text: str) -> None:
    assert find_units(text) == []
    with pytest.raises(ReadError, match="expected a unit"):
        parse_unit(text)


@pytest.mark.parametrize("text", ["千元", "單位：千元", "單位：百萬元", "單位：元"])
def test_a_bare_yuan_in_traditional_chinese_needs_the_filings_currency(text: str) -> None:
    assert find_units(text) == []
    assert parse_unit(text, currency="HKD").measure == "HKD"


def test_a_printed_currency_outweighs_the_filings() -> None:
    assert parse_unit("人民幣千元", currency="USD").measure == "CNY"


@pytest.mark.parametrize(
    ("text", "scales"),
    [("(in thousands, except for percentages)", [1000]), ("in millions", [10**6]), ("('000)", [1000]), ("RMB’000", []), ("", [])],
)
def test_scale_without_currency(text: str, scales: list[int]) -> None:
    assert find_scale(text) == scales


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("单位：万m2", "m2", 10000), ("产能（万 m2）", "m2", 10000), ("（元/m2）", "CNY/m2", 1),
        ("产能（万Ah）", "Ah", 10000),
        ("（万KVAh）", "KVAh", 10000), ("（万印张）", "印张", 10000), ("万标张", "标张", 10000), ("产量（万色令）", "色令", 10000),
        ("（万KWh）", "KWh", 10000),
        ("（KPCS）", "KPCS", 1), ("(units in thousands)", "units", 1000), ("(in units)", "units", 1),
        ("(square meters)", "square meters", 1),
        ("('000 lb)", "lb", 1000),
        ("（蒸吨/小时）", "蒸吨/小时", 1),
        ("(万吉焦)", "吉焦", 10000),
        ("(thousand yards)", "yards", 1000),
        ("million cubic metres", "cubic metres", 1000000),
        ("(’000 dozens)", "dozens", 1000),
    ],
)  # fmt: skip
def test_units_of_capacity_and_output(text: str, measure: str, scale: int) -> None:
    """Units with a figure, a Latin letter or a trade's own name after 万."""
    assert [(unit.measure, unit.scale) for unit in find_units(text, "CNY")] == [(measure, scale)]


@pytest.mark.parametrize(
    ("text", "measure", "scale"),
    [
        ("2011 HK$ Million", "HKD", 10**6),
        ("2011 RMB ’000", "CNY", 1000),
        ("2018 HK$ Thousand", "HKD", 1000),
        ("2018 HK$ (million)", "HKD", 10**6),
        ("2018 RMB (’000)", "CNY", 1000),
        ("2018 RMB’ 000", "CNY", 1000),
        ("2018 HK$’m", "HKD", 10**6),
        ("2018 US$’M", "USD", 10**6),
        ("2018 US$ Thousands", "USD", 1000),
        ("2018 HK$,000", "HKD", 1000),
        ("2018 HK$000", "HKD", 1000),
        ("2018 RMB in thousand", "CNY", 1000),
        ("人民幣’000元", "CNY", 1000),
        ("（以港幣千元位列示）", "HKD", 1000),
        ("所有金額均以人民幣千元為單位列示", "CNY", 1000),
    ],
)
def test_the_scale_of_a_head_is_not_lost(text: str, measure: str, scale: int) -> None:
    """Apart from its currency, in brackets, with the slips of the setter, below a year or within a sentence."""
    unit = find_units(text)[0]
    assert (unit.measure, unit.scale) == (measure, scale)


@pytest.mark.parametrize(("currency", "expected"), [("HKD", [("HKD", 1000)]), ("USD", [("USD", 1000)]), ("CNY", []), ("", [])])
def test_bare_dollars_are_those_of_the_statement(currency: str, expected: list[tuple[str, int]]) -> None:
    assert [(unit.measure, unit.scale) for unit in find_units("2019 $’000", currency)] == expected


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("(Expressed in Hong Kong dollars)", "HKD"),
        ("(Expressed in thousands of Renminbi)", "CNY"),
        ("(Expressed in United States dollars)", "USD"),
        ("（以港幣列示）", "HKD"),
        ("（以人民幣千元列示）", "CNY"),
        ("Earnings per share (expressed in Hong Kong dollars per share)", ""),
        ("每股盈利（以港元列示）", ""),
        ("Hong Kong dollars", ""),
    ],
)
def test_the_currency_in_which_a_statement_is_expressed(text: str, currency: str) -> None:
    assert find_stated_currency(text) == currency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finishing hogs (thousand heads; RMB per kg)", [("heads", 1000), ("CNY/kg", 1)]),
        ("Carcass (thousand tonnes; RMB/kg)", [("tonnes", 1000), ("CNY/kg", 1)]),
        ("Carcass (unaudited; restated)", []),
    ],
)
def test_units_that_a_bracket_lists(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(unit.measure, unit.scale) for unit in find_units(text)] == expected
