"""analyzer.read.exchange_rates: only rates of translation, each with its page and words."""

from __future__ import annotations

import pytest

from analyzer.read.exchange_rates import read_exchange_rates

# Sentences in the words of cloudbreak p.168, zhenro p.95 and p.337; the others are of the same kinds.
PRINTED = [
    (
        "translations from Renminbi into U.S. dollars in this prospectus were made at a rate of RMB7.1761 to US$1.00\n"
        "and HK$7.8499 to US$1.00, quoted",
        {"exchange_rate USD/CNY": "7.1761", "exchange_rate USD/HKD": "7.8499"},
    ),
    (
        "amounts are translated, for illustration only, at the following exchange rates:\n"
        "US$1.00: HK$7.7504\nRMB1.00: HK$1.0929\nNo representation",
        {"exchange_rate USD/HKD": "7.7504", "exchange_rate CNY/HKD": "1.0929"},
    ),
    ("are converted from Hong Kong dollars at an exchange rate of HK$1.0 to RMB0.9150.", {"exchange_rate HKD/CNY": "0.9150"}),
    ("僅為說明用途，已按人民幣0.9116元兌1.00港元的匯率換算", {"exchange_rate HKD/CNY": "0.9116"}),
    (
        "按下列匯率換算：1.00港元兌人民幣0.9116元及1.00美元兌7.7845港元",
        {"exchange_rate HKD/CNY": "0.9116", "exchange_rate USD/HKD": "7.7845"},
    ),
    ("按汇率 1 美元 = 7.1 元人民币折算", {"exchange_rate USD/CNY": "7.1"}),
]
NONE = [
    "假设基准汇率为 1 美元兑换 6.7 元人民币，则汇率变动对公司产品毛利率影响如下",
    "同意以 1 港元兑 1.00467 元比例将注册资本由 1,700 万港元变更",
    "assuming an exchange rate of RMB7.00 to US$1.00, profit would change",
    "at an offer price of HK$7.75 to HK$9.05 per share, converted at the exchange rate above",
    "revenue grew from RMB1.5 to RMB2.5 and was translated",
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_printed_rates(text: str, expected: dict[str, str]) -> None:
    assert {name: attribute.value for name, attribute in read_exchange_rates("sample", [text]).items()} == expected


@pytest.mark.parametrize("text", NONE)
def test_other_amounts_are_no_rates(text: str) -> None:
    assert read_exchange_rates("sample", [text]) == {}


def test_first_place_counts_and_is_cited() -> None:
    texts = ["US$", f"– 12 –\n{PRINTED[2][0]}", "converted at an exchange rate of HK$1.00 to RMB0.9200"]
    source = read_exchange_rates("sample", texts)["exchange_rate HKD/CNY"].source
    assert source is not None
    assert (source.page, source.printed_page, source.text) == (2, "12", "HK$1.0 to RMB0.9150")
