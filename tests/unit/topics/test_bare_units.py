"""A currency alone over figures: single units, or a scale whose word stands elsewhere or is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analyzer.model import Fact, Period, Unit
from analyzer.topics.bare_units import is_bare, looks_scaled, scaled, stated_scale, told_in_thousands, without_tiny_amounts

RMB = Unit("CNY", Decimal(1), "RMB")
YEAR = Period.ending(date(2022, 12, 31), 12)


def numbers(*values: str) -> list[Decimal]:
    return [Decimal(value.replace(",", "")) for value in values]


@pytest.mark.parametrize(("text", "bare"), [("RMB", True), ("HK$", True), ("人民幣", True), ("港元", False), ("元", False)])
def test_a_currency_without_a_word_of_its_size(text: str, bare: bool) -> None:
    assert is_bare(Unit("HKD", Decimal(1), text)) is bare
    assert is_bare(None)
    assert not is_bare(Unit("HKD", Decimal(1000), "HK$’000"))


@pytest.mark.parametrize(
    "line",
    [
        "All amounts in RMB thousands unless stated otherwise.",
        "All figures in this section are stated in thousands of Renminbi unless otherwise indicated.",
        "(All amounts expressed in RMB’000 unless otherwise stated)",
        "(Expressed in HK$ thousands unless otherwise stated)",
        "除另有註明外，本節所有金額均以人民幣千元列示。",
        "本附錄的數字均以千港元為單位呈列。",
    ],
)
def test_the_sentence_on_all_amounts_of_a_chapter(line: str) -> None:
    assert stated_scale((f"FINANCIAL INFORMATION\n{line}", "Revenue 902,117"), 2) == 1000
    assert scaled(RMB, Decimal(1000)) == Unit("CNY", Decimal(1000), "RMB")


@pytest.mark.parametrize(
    "line",
    [
        "All amounts due were settled in 2022, of which RMB3 million in cash.",
        "The figures in this table are audited. Revenue was in the region of RMB902 million.",
        "該金額於2022年增加人民幣3百萬元。",
    ],
)
def test_a_sentence_on_a_sum_states_no_scale(line: str) -> None:
    assert stated_scale((line,), 1) is None


def test_figures_too_small_for_single_units() -> None:
    assert looks_scaled(numbers("902,117", "-620,119"))
    assert looks_scaled(numbers("1,330,228", "-620,119", "-330")), "a line of RMB 330 beside a revenue of RMB 1.3 million"
    assert not looks_scaled(numbers("1,330,228", "-620,119", "9,110"))
    assert not looks_scaled(numbers("57,233,412", "845"))


def test_the_text_tells_the_figures_in_millions() -> None:
    text = ("", "Our revenue increased from RMB902.1 million to RMB1,330.2 million.")
    assert told_in_thousands(numbers("902,117", "1,330,228"), text, (1,))
    assert not told_in_thousands(numbers("902,117,000", "1,330,228,000"), text, (1,))


@pytest.mark.parametrize(("share", "unit", "kept"), [("0.124", RMB, 1), ("0.0124", RMB, 2), ("0.124", Unit("CNY", Decimal(1), "元"), 2)])
def test_amounts_of_parties_that_make_no_revenue_of_a_company(share: str, unit: Unit, kept: int) -> None:
    facts = [
        Fact("customers", concept, "Customer A", YEAR, Decimal(value), measure, Decimal(1), member="Customer A", rank=1)
        for concept, value, measure in (("customer_revenue", "112117", "CNY"), ("customer_share", share, "ratio"))
    ]
    assert len(without_tiny_amounts(facts, [unit])) == kept
