"""Income statements of stored pages: figures typed from the page that each test names."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.model import Fact
from analyzer.topics.base import TopicReading
from analyzer.topics.income import read
from stored_pages import load_layout, open_stored, read_pages

GIANTEC = {"exchange": "hkex", "currency": "CNY", "basis": "IFRS"}
METAX = {"exchange": "star", "currency": "CNY", "basis": "CAS"}


def first(reading: TopicReading, concept: str, period: str) -> Fact:
    """The first reading: the one on the face of the fullest statement."""
    return next(fact for fact in reading.facts if (fact.concept, fact.period.label) == (concept, period))


def values(reading: TopicReading, concept: str) -> dict[str, Decimal]:
    return {fact.period.label: fact.value for fact in reversed(reading.facts) if fact.concept == concept}


def thousands(**figures: int) -> dict[str, Decimal]:
    return {label.lstrip("_"): Decimal(1000 * figure) for label, figure in figures.items()}


GIANTEC_P348 = [
    ("revenue", "REVENUE", 703477, 1028277, 769083, 932810),
    ("cost_of_sales", "Cost of sales", 375738, 464688, 347203, 375144),
    ("gross_profit", "Gross profit", 327739, 563589, 421880, 557666),
    ("other_income", "Other income and gains", 31373, 53095, 19633, 45464),
    ("selling_expenses", "Selling and marketing expenses", 49368, 55527, 39543, 32030),
    ("administrative_expenses", "Administrative expenses", 51888, 63847, 43396, 49330),
    ("research_and_development_expenses", "Research and development expenses", 160807, 175610, 130047, 146461),
    ("other_expenses", "Other expenses", 11128, 21024, 5697, 38847),
    ("finance_costs", "Finance costs", 383, 344, 263, 203),
    ("credit_impairment_losses", "Reversal of impairment losses/(impairment losses) on financial assets, net", -729, 40, 134, 1399),
    ("share_of_results_of_associates", "Share of losses of associates", -1603, -1721, -934, -2040),
    ("profit_before_tax", "PROFIT BEFORE TAX", 84664, 298571, 221499, 332820),
    ("income_tax_expense", "Income tax expense", 1969, 22531, 17166, 22630),
    ("profit", "PROFIT FOR THE YEAR/PERIOD", 82695, 276040, 204333, 310190),
    ("profit_attributable_to_owners", "Owners of the parent", 100358, 290270, 211363, 319852),
    ("profit_attributable_to_nci", "Non-controlling interests", -17663, -14230, -7030, -9662),
]


@pytest.mark.parametrize(("concept", "label", "fy2023", "fy2024", "m2024", "m2025"), GIANTEC_P348)
def test_hong_kong_statement(concept: str, label: str, fy2023: int, fy2024: int, m2024: int, m2025: int) -> None:
    """giantec p.348: labels over one to three lines, costs in brackets, a notes column, 2024 twice."""
    reading = read(open_stored("income_giantec_p348", **GIANTEC))
    assert values(reading, concept) == thousands(FY2023=fy2023, FY2024=fy2024, _9M2024=m2024, _9M2025=m2025)
    fact = first(reading, concept, "FY2024")
    assert (fact.label, fact.measure, fact.step, fact.basis, fact.assurance) == (label, "CNY", 1000, "IFRS", "")
    assert first(reading, concept, "9M2025").assurance == "unaudited"


def test_each_figure_keeps_its_cell() -> None:
    fact = first(read(open_stored("income_giantec_p348", **GIANTEC)), "cost_of_sales", "FY2023")
    assert (fact.source.page, fact.source.text) == (348, "(375,738)")
    word = next(word for word in load_layout("income_giantec_p348").words if word.text == "(375,738)")
    assert fact.source.bbox == pytest.approx((word.x0, word.top, word.x1, word.bottom), abs=0.01)


def test_earnings_per_share_are_in_single_units_whatever_the_scale() -> None:
    reading = read(open_stored("income_giantec_p348", **GIANTEC))
    assert values(reading, "basic_eps") == {
        "FY2023": Decimal("0.64"),
        "FY2024": Decimal("1.84"),
        "9M2024": Decimal("1.33"),
        "9M2025": Decimal("2.02"),
    }
    assert (first(reading, "diluted_eps", "9M2025").value, first(reading, "diluted_eps", "9M2025").measure) == (
        Decimal("2.01"),
        "CNY/share",
    )


def test_a_summary_with_percentages_is_a_further_reading() -> None:
    """giantec p.20 prints the statement of p.348 again, with a % column beside each amount."""
    reading = read(open_stored("income_giantec_p20", "income_giantec_p348", **GIANTEC))
    revenue = [fact for fact in reading.facts if fact.concept == "revenue" and fact.period.label == "FY2024"]
    assert [(fact.source.page, fact.value) for fact in revenue] == [(348, 1028277000), (20, 1028277000)]
    assert {fact.measure for fact in reading.facts} == {"CNY", "CNY/share"}, "no percentage is a figure of the statement"
    assert [(entry.pages, entry.used, entry.used_count) for entry in reading.ledger] == [((20,), True, 64), ((348,), True, 72)]


def test_a_chinese_statement_over_two_pages_with_signs_of_losses() -> None:
    """688802 pp.241-242: 损失以“-”号填列 turns impairments; 一、营业总收入 and 其中：营业收入 are told apart."""
    reading = read(open_stored("income_688802_p241", "income_688802_p242", **METAX))
    assert first(reading, "revenue", "FY2024").label == "其中：营业收入"
    assert values(reading, "credit_impairment_losses") == {
        "3M2025": Decimal("16915016.12"), "FY2024": Decimal("55655582.37"), "FY2023": Decimal("4911178.25"), "FY2022": Decimal("681897.07"),
    }  # fmt: skip
    assert values(reading, "asset_impairment_losses")["FY2024"] == Decimal("129718493.71")
    assert values(reading, "financial_expenses_net")["FY2023"] == Decimal("-2741617.93")
    assert values(reading, "asset_disposal_gains")["FY2024"] == Decimal("-17377267.53")
    assert values(reading, "income_tax_expense")["FY2022"] == Decimal("-190856.57")
    operating = first(reading, "operating_profit", "FY2024")
    assert (operating.value, operating.source.page, operating.step) == (Decimal("-1403482254.06"), 241, Decimal("0.01"))
    assert first(reading, "profit", "FY2024").source.page == 242
    as_reported = {(fact.label, fact.period.label): fact.value for fact in reading.unmapped}
    assert as_reported["一、营业总收入", "FY2022"] == Decimal("426400.00")
    assert as_reported["其中：利息费用", "3M2025"] == Decimal("3997343.92")


def test_totals_of_a_printed_statement_add_up_within_their_steps() -> None:
    reading = read(open_stored("income_688802_p241", "income_688802_p242", **METAX))
    names = (
        "cost_of_sales", "taxes_and_surcharges", "selling_expenses", "administrative_expenses",
        "research_and_development_expenses", "financial_expenses_net",
    )  # fmt: skip
    for period in ("3M2025", "FY2024", "FY2023", "FY2022"):
        assert sum(values(reading, name)[period] for name in names) == values(reading, "total_operating_costs")[period]


def test_traditional_chinese_statement() -> None:
    """sifang p.232: 財務費用 is gross finance costs under IFRS; owners of comprehensive income stay as reported."""
    reading = read(open_stored("income_sifang_p232", exchange="hkex", currency="CNY", basis="IFRS"))
    assert values(reading, "finance_costs") == thousands(FY2023=643, FY2024=283, FY2025=0)
    assert values(reading, "credit_impairment_losses") == thousands(FY2023=21646, FY2024=66565, FY2025=106629)
    assert values(reading, "profit_attributable_to_owners") == thousands(FY2023=627206, FY2024=715588, FY2025=828970)
    assert values(reading, "profit_attributable_to_nci")["FY2025"] == -27000
    assert values(reading, "total_comprehensive_income")["FY2024"] == 716217000
    assert values(reading, "basic_eps")["FY2025"] == Decimal("1.0")
    assert {fact.concept for fact in reading.facts if "財務費用" in fact.label} == {"finance_costs"}


def test_profit_and_total_comprehensive_income_in_one_row() -> None:
    """zhenro p.405: one row is both; net finance costs, their parts and a nil."""
    reading = read(open_stored("income_zhenro_p405", exchange="hkex", currency="CNY", basis="HKFRS"))
    expected = thousands(FY2017=20297, FY2018=39524, FY2019=109160)
    assert values(reading, "profit") == values(reading, "total_comprehensive_income") == expected
    assert values(reading, "finance_costs") == thousands(FY2017=39, FY2018=52, FY2019=2973)
    assert values(reading, "finance_income") == thousands(FY2017=44250, FY2018=47292, FY2019=69417)
    nil = first(reading, "profit_attributable_to_nci", "FY2017")
    assert (nil.value, nil.source.text) == (0, "–")
    assert values(reading, "basic_eps") == {}, "N/A is no figure"


def test_statement_before_2007_without_a_year_of_its_basis() -> None:
    """600795 p.95: an issuer under CAS prints the old statement; a minority's profit is deducted; dividends stay as reported."""
    reading = read(open_stored("income_600795_p95", exchange="sse_main", currency="CNY", basis="CAS"))
    assert values(reading, "revenue")["FY2006"] == Decimal("13235594540.30")
    assert values(reading, "profit_attributable_to_nci")["FY2005"] == Decimal("593486718.49")
    assert values(reading, "profit") == {
        "FY2006": Decimal("1000645931.97"), "FY2005": Decimal("929699950.57"), "FY2004": Decimal("836889557.01"),
    }  # fmt: skip
    for period in ("FY2006", "FY2005", "FY2004"):
        before, tax, minority = (
            values(reading, name)[period] for name in ("profit_before_tax", "income_tax_expense", "profit_attributable_to_nci")
        )
        assert before - tax - minority == values(reading, "profit")[period]
    assert "应付普通股股利" in {fact.label for fact in reading.unmapped}


def test_dates_over_flows_are_the_years_that_they_end() -> None:
    """600519-2001 p.12: "2000.12.31" heads the key figures of the income statement, in 万元."""
    reading = read(open_stored("income_maotai2001_p12", exchange="sse_main", currency="CNY", basis="PRC GAAP"))
    assert values(reading, "revenue") == {"FY2000": Decimal("1114000800"), "FY1999": Decimal("890858200"), "FY1998": Decimal("628184400")}
    assert values(reading, "profit")["FY1998"] == Decimal("146891400")
    assert first(reading, "profit", "FY2000").step == 100
    assert "资产总计" not in {fact.label for fact in (*reading.facts, *reading.unmapped)}


def test_columns_of_the_parent_are_not_the_issuers() -> None:
    """002255 p.163: 合并 and 母公司 side by side for three years."""
    reading = read(open_stored("income_002255_p163", **METAX))
    assert values(reading, "revenue") == {
        "FY2007": Decimal("660936125.23"), "FY2006": Decimal("499710281.45"), "FY2005": Decimal("399750690.64"),
    }  # fmt: skip
    assert values(reading, "profit_attributable_to_nci")["FY2006"] == Decimal("6049087.02")
    assert values(reading, "asset_impairment_losses")["FY2007"] == Decimal("-502155.31")
    assert Decimal("522541152.01") not in {fact.value for fact in reading.facts}, "the parent's revenue"


def test_losses_printed_positive_keep_their_sign() -> None:
    """002257 p.160 and 002610 p.188: 减: block, impairments positive, a reversal negative."""
    reading = read(open_stored("income_002257_p160", "income_002257_p161", **METAX))
    assert values(reading, "asset_impairment_losses") == {
        "FY2007": Decimal("2275732.56"), "FY2006": Decimal("-2046851.27"), "FY2005": Decimal("1271433.74"),
    }  # fmt: skip
    eps = first(reading, "basic_eps", "FY2005")
    assert (eps.value, eps.source.page, eps.step) == (Decimal("0.60"), 161, Decimal("0.01"))
    other = read(open_stored("income_002610_p188", **METAX))
    assert values(other, "profit_attributable_to_nci") == {
        "FY2010": Decimal("-1463243.19"),
        "FY2009": Decimal("-363846.96"),
        "FY2008": Decimal(0),
    }
    assert values(other, "basic_eps") == {"FY2010": Decimal("0.74")}, "不适用 is no figure"
    assert values(other, "total_comprehensive_income")["FY2009"] == Decimal("48357473.26")


def test_a_forecast_yields_no_fact() -> None:
    """688802 pp.53-54: 2025 年 150,000 至 198,000 is a forecast."""
    reading = read(open_stored("income_688802_p53", "income_688802_p54", **METAX))
    assert reading.facts == reading.unmapped == ()
    assert [finding.code for finding in reading.findings] == ["INCOME_STATEMENT_NOT_FOUND"]


def retitled(name: str, old: str, new: str) -> TopicReading:
    """The reading of a stored page whose title says something else."""
    layout = load_layout(name)
    text = "".join(char.text for char in layout.chars)
    start = text.index(old)
    assert len(old) == len(new)
    chars = tuple(char._replace(text=new[i - start]) if start <= i < start + len(new) else char for i, char in enumerate(layout.chars))
    return read(read_pages(replace(layout, chars=chars), **METAX))


@pytest.mark.parametrize("title", ["近三年备考利润表", "近三年模拟利润表", "母公司近年利润表"])
def test_a_statement_of_someone_else_is_rejected_with_its_reason(title: str) -> None:
    """The same table under another title: pro forma, simulated, the parent's alone."""
    assert first(retitled("income_002610_p188", "近三年合并利润表", "近三年合并利润表"), "revenue", "FY2010").value == Decimal(
        "1247954726.81"
    )
    reading = retitled("income_002610_p188", "近三年合并利润表", title)
    assert reading.facts == ()
    assert [entry.used for entry in reading.ledger] == [False]
    assert reading.ledger[0].reason.startswith("not the issuer's consolidated statement: ")


def test_nothing_found_names_the_pages_looked_at() -> None:
    reading = read(open_stored("layout_002257_p114", **METAX))
    assert [(finding.level, finding.code) for finding in reading.findings] == [("info", "INCOME_STATEMENT_NOT_FOUND")]
    assert "pages looked at" in reading.findings[0].message


def test_a_wording_known_from_this_filing_alone_can_be_left_out() -> None:
    """Without the wordings first met in giantec, other filings' wordings still read most of its rows."""
    whole = {fact.concept for fact in read(open_stored("income_giantec_p348", **GIANTEC)).facts}
    rest = {fact.concept for fact in read(replace(open_stored("income_giantec_p348", **GIANTEC), without=("giantec",))).facts}
    assert rest < whole
    assert {"revenue", "cost_of_sales", "gross_profit"} & whole == {"revenue", "cost_of_sales", "gross_profit"}
