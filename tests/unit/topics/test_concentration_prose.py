"""Totals of the five largest in sentences, and sentences about the parties themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from analyzer.exchanges import get_exchange
from analyzer.model import Attribute, BBox, Cell, RawTable
from analyzer.read.calendar import find_report_period, find_year_end
from analyzer.topics import customers, suppliers
from analyzer.topics.base import FilingContext, TopicReading


@dataclass(frozen=True)
class OneLine:
    """Text of one page; a place is its characters."""

    text: str

    def place(self, start: int, stop: int) -> tuple[int, BBox]:
        return 1, (float(start), 0.0, float(stop), 10.0)


@dataclass(frozen=True)
class OnePage:
    texts: Sequence[str]

    def tables(self, page: int) -> Sequence[RawTable]:
        return ()

    def joined(self, pages: Iterable[int]) -> Sequence[RawTable]:
        return ()

    def prose(self, first: int, last: int) -> OneLine:
        return OneLine("".join(self.texts[first - 1 : last]))


def read_text(text: str, kind: str = "customers", cover: str = "") -> TopicReading:
    pages = OnePage([cover, "", "", text] if cover else [text])
    year_end, report = find_year_end(pages.texts), find_report_period(pages.texts)
    context = FilingContext("typed", pages, get_exchange("hkex"), {"currency": Attribute("CNY")}, [""] * 4, (), year_end, report)
    return {"customers": customers, "suppliers": suppliers}[kind].read(context)


def said(text: str, kind: str = "customers", cover: str = "") -> list[str]:
    return [f"{f.concept} {f.period.label} {f.value} {f.measure}" for f in read_text(text, kind, cover).facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Our top five customers accounted for 57.7%, 57.5% and 59.3% of our total revenue in 2023, 2024 and the nine months ended "
            "September 30, 2025, respectively.",
            [
                "top_customers_share FY2023 0.577 ratio",
                "top_customers_share FY2024 0.575 ratio",
                "top_customers_share 9M2025 0.593 ratio",
            ],
        ),
        (
            "In 2023 and 2024, approximately 57.7% and 57.5%, respectively, of our revenue came from sales to our top five customers.",
            ["top_customers_share FY2023 0.577 ratio", "top_customers_share FY2024 0.575 ratio"],
        ),
        (
            "In 2017 and 2018, revenue from our five largest customers amounted to RMB107.4 million and RMB155.1 million, respectively, "
            "accounting for 39.4% and 34.0% of our total revenue for the same periods, respectively.",
            [
                "top_customers_share FY2017 0.394 ratio",
                "top_customers_share FY2018 0.34 ratio",
                "top_customers_revenue FY2017 107400000 CNY",
                "top_customers_revenue FY2018 155100000 CNY",
            ],
        ),
        (
            "In 2024, sales to our largest customer and our five largest customers accounted for 34.4% and 57.5% of our revenue, "
            "respectively.",
            ["largest_customer_share FY2024 0.344 ratio", "top_customers_share FY2024 0.575 ratio"],
        ),
        (
            "2023年及2024年，對我們五大客戶的銷售額分別為人民幣3,274.5百萬元及人民幣3,731.5百萬元，"
            "分別佔我們各期間總銷售額的56.9%及53.7%。",
            [
                "top_customers_share FY2023 0.569 ratio",
                "top_customers_share FY2024 0.537 ratio",
                "top_customers_revenue FY2023 3274500000 CNY",
                "top_customers_revenue FY2024 3731500000 CNY",
            ],
        ),
        (
            "2007年、2008年，公司营业收入前5名的客户实现销售收入合计占公司营业收入的比重分别81.93%、66.83%，"
            "海外营业收入占比分别为88.20%、80.08%。",
            ["top_customers_share FY2007 0.8193 ratio", "top_customers_share FY2008 0.6683 ratio"],
        ),
        (
            "较2003年度增长100.82%，2004年度公司向前五名客户销售总额为56,395,386.70元，占公司当年全部主营业务收入的34.14%；",
            ["top_customers_share FY2004 0.3414 ratio", "top_customers_revenue FY2004 56395386.7 CNY"],
        ),
        (
            "2004-2006年，本公司前5名销售客户销售总额占年度全部产品收入的比例分别为79.20%、72.47%和61.37%。",
            [
                "top_customers_share FY2004 0.792 ratio",
                "top_customers_share FY2005 0.7247 ratio",
                "top_customers_share FY2006 0.6137 ratio",
            ],
        ),
        (
            "本公司2000年向前五名供应商采购额占年度采购总额的45.6%；向前五名客户合计的销售额占年度销售总额的23.4%。",
            ["top_customers_share FY2000 0.234 ratio"],
        ),
    ],
)
def test_totals_in_sentences(text: str, expected: list[str]) -> None:
    assert said(text) == expected


SHORT = "2003年，公司向前五名客户销售商品的收入总额为15,823.40万元，占公司全部销售收入的38.20%；"


@pytest.mark.parametrize(
    ("rest", "years"),
    [
        ("2002年为13,006.17万元，占35.11%；2001年为9,877.55万元，占33.02%。", ["FY2003", "FY2002", "FY2001"]),
        ("2002年前五名供应商为13,006.17万元，占35.11%；2001年为9,877.55万元，占33.02%。", ["FY2003"]),
        ("2002年为13,006.17万元，占应收账款的35.11%。", ["FY2003"]),
        ("2002年主营业务收入为13,006.17万元，占35.11%。", ["FY2003"]),
        ("2002年为13,006.17万元，占35.11%，其中关联方占3.00%。", ["FY2003"]),
    ],
)
def test_later_clauses_that_leave_out_of_whom_they_are(rest: str, years: list[str]) -> None:
    figures = {"FY2003": ("0.382", "158234000"), "FY2002": ("0.3511", "130061700"), "FY2001": ("0.3302", "98775500")}
    found = read_text(SHORT + rest).facts
    shares = [(fact.period.label, str(fact.value), fact.base) for fact in found if fact.concept == "top_customers_share"]
    amounts = [(fact.period.label, str(fact.value)) for fact in found if fact.concept == "top_customers_revenue"]
    assert sorted(shares) == sorted((year, figures[year][0], "全部销售收入") for year in years)
    assert sorted(amounts) == sorted((year, figures[year][1]) for year in years)
    assert all(fact.concept.startswith("top_customers") for fact in found)


def test_full_width_figures_are_kept_as_printed() -> None:
    text = "本公司2000年度向前五名供应商采购金额共计１０，２５１万元，占年度采购总额１９，３０９万元的５２．９０％。"
    facts = read_text(text, "suppliers").facts
    assert [(fact.source.text, str(fact.value), fact.step) for fact in facts] == [
        ("５２．９０％", "0.529", Decimal("0.0001")),
        ("１０，２５１", "102510000", Decimal(10_000)),
    ]


def test_an_annual_report_names_no_year() -> None:
    text = "前五名客户销售额196,479万元，占年度销售总额11.52%；其中前五名客户销售额中关联方销售额65,604万元，占年度销售总额3.85%。"
    assert said(text) == []
    assert said(text, cover="某某股份有限公司2024年年度报告") == [
        "top_customers_share FY2024 0.1152 ratio",
        "top_customers_revenue FY2024 1964790000 CNY",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年末，应收账款前五名客户的款项占应收账款余额的59.85%，2024年合计1,000万元。",
        "2024年，公司不存在向单个客户的销售比例超过总额的50%的情形，前五名客户较为稳定。",
        "As of December 31, 2024, 60.0% of our trade receivables were due from our five largest customers in 2024.",
        "2008年度，公司对该项业务前五名客户的销售收入为4,577.30万元，占主营业务收入的比例为25.62%。",
        "2006年、2007年及2008年，前五大客户的销售占比分别为10.00%及20.00%。",
        "2007年及2008年，前五大客户的销售占比分别为10.00%、20.00%及30.00%。",
        "Prices fell in the six months ended June 30, 2025 Our five largest customers accounted for 81.5%, 76.7%, 68.9% and 70.1%.",
        "None of our Directors owns more than 5% of any of our five largest customers in 2024.",
        "2008年、2007年前五名客户中，公司控股股东集团持有青岛奥华30%的股权，即实际控制人间接持有青岛奥华 30%的股权。",  # 002117 p.63
        "In 2024, our controlling shareholder was interested in one of our five largest customers, with a 30.0% equity interest.",
        "In 2024, one of our five largest customers is a company of which we own 12.5% of the issued shares.",
    ],
)
def test_sentences_that_say_something_else(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [("approximately 30.0%", "about"), ("less than 30.0%", "under"), ("more than 30.0%", "over"), ("30.0%", "")],
)
def test_qualifiers(words: str, qualifier: str) -> None:
    facts = read_text(f"In 2024, our five largest customers accounted for {words} of our revenue.").facts
    assert [(fact.qualifier, str(fact.value), fact.base) for fact in facts] == [(qualifier, "0.3", "revenue")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2022, 2023 and 2024, our five largest customers in each year accounted for less than 5% of our total revenue.",
        "For the years ended December 31, 2023 and 2024, our largest customer accounted for not more than 10% of our revenue.",
        "2022年、2023年及2024年，我們的五大客戶佔總收入的比例均低於5%。",
    ],
)
def test_a_bound_for_several_periods_is_a_value_of_none(text: str) -> None:
    assert said(text, "customers") == []


def test_the_largest_party_counts_only_without_a_table() -> None:
    text = "In 2023 and 2024, our largest supplier accounted for 44.0% and 50.2% of our total purchases. Our five largest suppliers vary."
    assert said(text, "suppliers") == ["largest_supplier_share FY2023 0.44 ratio", "largest_supplier_share FY2024 0.502 ratio"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 002479 p.28: the tables of p.133 are those of coal
        ("2008年度和2009年度，公司从前五大供应商采购煤炭的金额占煤炭采购总金额的比例分别为81.46%和92.83%。", "煤炭"),
        ("2008年度和2009年度，公司向前五大供应商的采购额占原材料采购总额的比例分别为81.46%和92.83%。", ""),
        ("2008年度和2009年度，公司向前五大供应商的采购额占总采购额的比例分别为81.46%和92.83%。", ""),
        ("2008年及2009年，本集團向五大供應商的採購額佔本集團總採購額81.46%及92.83%。", ""),
    ],
)
def test_a_share_of_a_part_is_limited_to_it(text: str, expected: str) -> None:
    facts = read_text(text, "suppliers").facts
    assert [(fact.scope, str(fact.value)) for fact in facts] == [(expected, "0.8146"), (expected, "0.9283")]


def test_parties_on_both_sides_are_named() -> None:
    text = "During the Track Record Period, Customer A and Customer J were also our suppliers. Sales to them were not conditional."
    findings = [finding for finding in read_text(text).findings if finding.code == "PARTY_OVERLAP"]
    assert [(f.level, f.message) for f in findings] == [("info", "both customer and supplier: Customer A, Customer J")]
    assert findings[0].sources[0].text == "During the Track Record Period, Customer A and Customer J were also our suppliers."
    assert [f for f in read_text(text, "suppliers").findings if f.code == "PARTY_OVERLAP"] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Supplier A 22,606 19.1 Supplier B(2) 14,389 12.2 Total 63,111 53.4 (2) Supplier B was also our customer in 2023.",
            "Supplier B",
        ),
        ("供應商A 晶圓 22,606 19.1% 供應商B(1) 基板 14,389 12.2% 附註：(1)供應商B亦為我們的客戶。", "供應商B"),
        ("Supplier C was also our customer, as the table below shows. Supplier D Chips 22,606.", "Supplier C"),
        ("The following table sets out overlapping customers and suppliers. Customer E 100 Supplier F 200", "Customer E, Supplier F"),
    ],
)
def test_only_the_parties_that_the_words_name_stand_on_both_sides(text: str, named: str) -> None:
    findings = [finding.message for finding in read_text(text).findings if finding.code == "PARTY_OVERLAP"]
    assert findings == [f"both customer and supplier: {named}"]


def test_no_overlap_is_no_finding() -> None:
    text = "None of our five largest customers was also our supplier, such as Customer A."
    assert [f.code for f in read_text(text).findings] == ["CUSTOMERS_NOT_FOUND"]


def test_the_number_of_customers_with_its_period() -> None:
    facts = read_text("In 2024, we served over 1,200 customers in 30 countries.").facts
    assert [(f.concept, f.period.label, str(f.value), f.qualifier, f.measure) for f in facts] == [
        ("customer_count", "FY2024", "1200", "over", "customers")
    ]
    assert said("We served over 1,200 customers.") == []


def test_nothing_found_says_where_it_looked() -> None:
    findings = read_text("A few customers account for most of our revenue.").findings
    assert [(f.level, f.code, f.message) for f in findings] == [
        ("info", "CUSTOMERS_NOT_FOUND", "no five largest customers in the filing; pages looked at: none names them")
    ]


def test_a_sentence_begins_below_the_table_that_runs_into_it() -> None:
    """The lead-in and the cells of a table end with no stop."""
    lead, cells = "2000年度向前五名客户销售情况如下：", "合计 41.56%"
    rest = "1998年和1999年，本公司向前五名客户合计的销售额占当期销售总额的百分比分别为46.08%和43.91%。"

    @dataclass(frozen=True)
    class Lines(OneLine):
        def place(self, start: int, stop: int) -> tuple[int, BBox]:
            line = sum(start >= edge for edge in (len(lead), len(lead + cells)))
            return 1, (0.0, 100.0 * line, 50.0, 100.0 * line + 10)

    @dataclass(frozen=True)
    class WithTable(OnePage):
        def tables(self, page: int) -> Sequence[RawTable]:
            row = (Cell("合计", 1, (0.0, 100.0, 9.0, 110.0), 0, 0), Cell("41.56%", 1, (20.0, 100.0, 50.0, 110.0), 0, 1))
            return [RawTable("", "", (row, row, row), (1,), "ruled", (0.0, 90.0, 90.0, 112.0), ((0.0, 9.0), (20.0, 50.0)))]

        def prose(self, first: int, last: int) -> OneLine:
            return Lines("".join(self.texts))

    context = FilingContext("typed", WithTable([lead + cells + rest]), get_exchange("star"), {"currency": Attribute("CNY")}, [""])
    found = [f"{fact.concept} {fact.period.label} {fact.value}" for fact in customers.read(context).facts]
    assert found == ["top_customers_share FY1998 0.4608", "top_customers_share FY1999 0.4391"]


GLOSSARY = "“Track Record Period” the years ended December 31, 2023 and 2024 and the nine months ended September 30, 2025."


@pytest.mark.parametrize(
    "text",
    [
        "Revenue from our five largest customers in each year/period during the Track Record Period accounted for 9.8%, 5.8% and 2.5% of"
        " our total revenue in the respective year/period.",
        "During the Track Record Period, revenue from our five largest customers was RMB1.2 million, RMB2.3 million and RMB3.4"
        " million, representing 9.8%, 5.8% and 2.5% of our total revenue, respectively.",
    ],
)
def test_the_filing_says_which_periods_its_track_record_has(text: str) -> None:
    shares = [line for line in said(text, cover=GLOSSARY) if "share" in line]
    assert shares == [f"top_customers_share {when} ratio" for when in ("FY2023 0.098", "FY2024 0.058", "9M2025 0.025")]
    assert not said(text)
    assert not said(text.replace(" and 2.5%", "").replace(" and RMB3.4 million", ""), cover=GLOSSARY)


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 and 2024, our five largest customers in each year accounted for between 35.2% and 56.3% of our total revenue.",
        "In 2023 and 2024, the share of our five largest customers ranged from 35.2% to approximately 56.3% of our total revenue.",
        "In 2023 and 2024, our five largest customers accounted for 35.2% to 56.3% and our largest one for 10.1% to 14.5% of our revenue.",
        "於2023年及2024年，我們各年度的五大客戶佔總收入介乎35.2%至56.3%。",
        "於2023年及2024年，五大客戶佔我們總收入35.2%至56.3%之間。",
    ],
)
def test_the_ends_of_a_range_are_no_figures_of_two_years(text: str) -> None:
    assert said(text) == []
