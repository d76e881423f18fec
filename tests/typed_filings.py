"""Filings typed by hand from the pages that each line names: figures of the four topics, enough for comparisons.

MetaX: 沐曦股份 (relayout), statement p.241, supplementary figures p.347, customers p.212-213, volumes p.211, prices p.277-279.
Giantec: A1 proof of 2026-01-26, statement p.348, customers p.198, volumes p.190.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from analyzer.model import Attribute, Fact, Filing, Finding, Period, Source, Statement
from analyzer.topics.concentration_major import CENSORED_WORDS

FY2023 = Period.ending(date(2023, 12, 31), 12)
FY2024 = Period.ending(date(2024, 12, 31), 12)
Q1_2025 = Period.ending(date(2025, 3, 31), 3)
NINE_2024 = Period.ending(date(2024, 9, 30), 9)
NINE_2025 = Period.ending(date(2025, 9, 30), 9)

METAX_LINES = (
    # concept, label, FY2023, FY2024, Q1 2025 as printed on p.241 in 元
    ("", "一、营业总收入", "53,021,153.18", "743,071,582.31", "320,415,255.58"),
    ("revenue", "其中：营业收入", "53,021,153.18", "743,071,582.31", "320,415,255.58"),
    ("total_operating_costs", "二、营业总成本", "907,318,682.27", "1,976,920,585.44", "547,325,816.15"),
    ("cost_of_sales", "其中：营业成本", "19,682,054.37", "346,026,649.78", "143,361,764.99"),
    ("taxes_and_surcharges", "税金及附加", "2,010,219.51", "1,898,632.87", "2,456,700.82"),
    ("selling_expenses", "销售费用", "62,894,793.04", "121,438,612.18", "30,936,440.03"),
    ("administrative_expenses", "管理费用", "126,852,849.41", "581,570,606.72", "152,660,715.28"),
    ("research_and_development_expenses", "研发费用", "698,620,383.87", "900,890,443.26", "217,904,106.91"),
    ("financial_expenses_net", "财务费用", "-2,741,617.93", "25,095,640.63", "6,088.12"),
    ("", "其中：利息费用", "3,148,027.45", "11,830,835.52", "3,997,343.92"),
    ("", "利息收入", "5,300,073.06", "5,550,644.08", "3,340,753.29"),
    ("other_income", "加：其他收益", "12,945,833.04", "17,327,040.01", "3,496,356.54"),
    ("investment_income", "投资收益（损失以“-”号填列）", "8,944,919.72", "15,598,929.38", "7,760,607.16"),
    ("share_of_results_of_associates", "其中：对联营企业和合营企业的投资收益", "", "", "-18,039.45"),
    ("fair_value_gains", "公允价值变动收益（损失以“-”号填列）", "64,726.02", "192,123.29", "1,882,123.29"),
    ("credit_impairment_losses", "信用减值损失（损失以“-”号填列）", "-4,911,178.25", "-55,655,582.37", "-16,915,016.12"),
    ("asset_impairment_losses", "资产减值损失（损失以“-”号填列）", "-33,292,531.83", "-129,718,493.71", "-1,043,692.75"),
    ("asset_disposal_gains", "资产处置收益（损失以“-”号填列）", "1,425,498.85", "-17,377,267.53", ""),
    ("operating_profit", "三、营业利润（亏损以“-”号填列）", "-869,120,261.54", "-1,403,482,254.06", "-231,730,182.45"),
    ("non_operating_income", "加：营业外收入", "157,500.00", "377,108.27", "75,000.08"),
    ("non_operating_expenses", "减：营业外支出", "2,137,601.90", "2,230,100.49", "683,378.82"),
    ("profit_before_tax", "四、利润总额（亏损总额以“-”号填列）", "-871,100,363.44", "-1,405,335,246.28", "-232,338,561.19"),
    ("income_tax_expense", "减：所得税费用", "57,810.92", "3,544,144.26", "173,669.81"),
    ("profit", "五、净利润（净亏损以“-”号填列）", "-871,158,174.36", "-1,408,879,390.54", "-232,512,231.00"),
)
LOSSES_PRINTED_NEGATIVE = frozenset({"credit_impairment_losses", "asset_impairment_losses"})

GIANTEC_LINES = (
    # concept, label, FY2023, FY2024, nine months 2024, nine months 2025 as printed on p.348 in RMB'000
    ("revenue", "REVENUE", "703,477", "1,028,277", "769,083", "932,810"),
    ("cost_of_sales", "Cost of sales", "(375,738)", "(464,688)", "(347,203)", "(375,144)"),
    ("gross_profit", "Gross profit", "327,739", "563,589", "421,880", "557,666"),
    ("other_income", "Other income and gains", "31,373", "53,095", "19,633", "45,464"),
    ("selling_expenses", "Selling and marketing expenses", "(49,368)", "(55,527)", "(39,543)", "(32,030)"),
    ("administrative_expenses", "Administrative expenses", "(51,888)", "(63,847)", "(43,396)", "(49,330)"),
    ("research_and_development_expenses", "Research and development expenses", "(160,807)", "(175,610)", "(130,047)", "(146,461)"),
    ("other_expenses", "Other expenses", "(11,128)", "(21,024)", "(5,697)", "(38,847)"),
    ("finance_costs", "Finance costs", "(383)", "(344)", "(263)", "(203)"),
    (
        "credit_impairment_losses",
        "Reversal of impairment losses/(impairment losses) on financial assets, net",
        "729",
        "(40)",
        "(134)",
        "(1,399)",
    ),
    ("share_of_results_of_associates", "Share of losses of associates", "(1,603)", "(1,721)", "(934)", "(2,040)"),
    ("profit_before_tax", "PROFIT BEFORE TAX", "84,664", "298,571", "221,499", "332,820"),
    ("income_tax_expense", "Income tax expense", "(1,969)", "(22,531)", "(17,166)", "(22,630)"),
    ("profit", "PROFIT FOR THE YEAR/PERIOD", "82,695", "276,040", "204,333", "310,190"),
    ("adjusted_profit", "Adjusted net profit (non-IFRS measure)", "141,340", "297,735", "239,143", "301,059"),
)
GIANTEC_EXPENSES = frozenset(
    {
        "cost_of_sales",
        "selling_expenses",
        "administrative_expenses",
        "research_and_development_expenses",
        "other_expenses",
        "finance_costs",
        "credit_impairment_losses",
        "income_tax_expense",
    }
)

METAX_CUSTOMERS = {
    FY2024: (
        ("新华三信息技术有限公司", "15,095.15", "20.35%"),
        ("客户乙", "13,000.00", "17.53%"),
        ("客户丙", "10,772.00", "14.52%"),
    ),
    Q1_2025: (  # p.212
        ("超讯通信股份有限公司", "12,800.17", "39.95%"),
        ("上海源庐加佳信息科技有限公司", "9,095.93", "28.39%"),
        ("新华三信息技术有限公司", "2,918.69", "9.11%"),
        ("北京创世云科技股份有限公司", "2,359.28", "7.36%"),
        ("华科智谷（上海）科技发展有限公司", "1,136.14", "3.55%"),
    ),
}
GIANTEC_CUSTOMERS = {
    NINE_2025: (  # p.198, RMB'000
        ("Customer A", "382,991.8", "41.1%"),
        ("Customer B", "66,731.8", "7.2%"),
        ("Customer C", "39,730.9", "4.3%"),
        ("Customer D", "37,829.5", "4.1%"),
        ("Customer E", "24,396.2", "2.6%"),
    ),
}


def printed_to_decimal(text: str) -> Decimal:
    """(1,234) and -1,234 are negative; a percent sign is left out."""
    plain = text.strip("()").replace(",", "").rstrip("%")
    number = Decimal(plain)
    return -abs(number) if text.startswith("(") else number


def step_of(text: str) -> Decimal:
    """The size of the last printed digit."""
    digits = text.strip("()%").replace(",", "")
    return Decimal(1).scaleb(-len(digits.partition(".")[2]))


def fact(
    printed: str,
    period: Period,
    *,
    filing: str = "filing",
    table: str = "income_statement",
    concept: str = "",
    label: str = "",
    scale: int = 1,
    turned: bool = False,
    page: int = 1,
    line: int = 0,
    measure: str = "CNY",
    **others: object,
) -> Fact:
    """A printed figure. turned: the natural sign is the opposite of the printed one; line: its place down the page."""
    value, step = printed_to_decimal(printed) * scale, step_of(printed) * scale
    if printed.endswith("%"):
        value, step, measure = value / 100, step / 100, "ratio"
    origin = Source(filing, page, "", (100.0, 40.0 + 12 * line, 160.0, 50.0 + 12 * line), printed)
    return Fact(table, concept, label or concept, period, -value if turned else value, measure, step, origin=origin, **others)  # type: ignore[arg-type]


def statement_of(filing: str, facts: Iterable[Fact], kind: str = "income_statement") -> Statement:
    """Facts with a concept and as-reported rows, each where they belong."""
    kept = list(facts)
    return Statement(kind, filing, tuple(f for f in kept if f.concept), tuple(f for f in kept if not f.concept))


def filing_of(name: str, basis: str, statements: Sequence[Statement], *, issuer: str = "", findings: Sequence[Finding] = ()) -> Filing:
    attributes = {"issuer": issuer or name, "basis": basis, "currency": "CNY", "language": "en", "document_date": "2026-01-26"}
    return Filing(
        id=name,
        path=f"some/folder/{name}.pdf",
        sha256="0123456789abcdef" * 4,
        page_count=300,
        attributes={key: Attribute(value) for key, value in attributes.items()},
        statements={statement.kind: statement for statement in statements},
        findings=tuple(findings),
    )


def metax() -> Filing:
    """Complete statement of two years and a quarter, nine-month figures of p.347, customers, boards and prices."""
    name = "metax"
    facts = [
        fact(
            text,
            period,
            filing=name,
            concept=concept,
            label=label,
            page=241,
            line=i,
            turned=concept in LOSSES_PRINTED_NEGATIVE,
            assurance="audited",
        )
        for i, (concept, label, *texts) in enumerate(METAX_LINES)
        for text, period in zip(texts, (FY2023, FY2024, Q1_2025), strict=True)
        if text
    ]
    for i, (concept, now, then) in enumerate(
        (("revenue", "123,608.56", "22,331.29"), ("profit_before_tax", "-34,122.88", "-78,109.57"), ("profit", "-34,550.21", "-78,157.91"))
    ):
        facts += [
            fact(text, period, filing=name, concept=concept, scale=10_000, page=347, line=i)
            for text, period in ((now, NINE_2025), (then, NINE_2024))
        ]
    statements = [
        statement_of(name, facts),
        statement_of(name, customer_facts(name, METAX_CUSTOMERS, 10_000, "主营业务收入"), "customers"),
        statement_of(name, metax_volumes(name), "volumes"),
    ]
    return filing_of(name, "CAS", statements, issuer="沐曦股份")


def metax_volumes(name: str) -> list[Fact]:
    """Boards in total and of the main series (p.211), price of the main series (p.277)."""
    rows = (
        ("production_volume", "", FY2023, "5,933"),
        ("sales_volume", "", FY2023, "2,314"),
        ("production_volume", "", FY2024, "35,458"),
        ("sales_volume", "", FY2024, "14,118"),
        ("production_volume", "", Q1_2025, "7,124"),
        ("sales_volume", "", Q1_2025, "9,405"),
        ("production_volume", "训推一体 GPU 板卡", FY2023, "1,444"),
        ("sales_volume", "训推一体 GPU 板卡", FY2023, "272"),
        ("production_volume", "训推一体 GPU 板卡", FY2024, "32,563"),
        ("sales_volume", "训推一体 GPU 板卡", FY2024, "13,606"),
    )
    found = [
        fact(text, period, filing=name, table="volumes", concept=concept, member=member, page=211, line=i, measure="张")
        for i, (concept, member, period, text) in enumerate(rows)
    ]
    price = {"filing": name, "table": "volumes", "concept": "average_selling_price", "member": "训推一体 GPU 板卡", "page": 277}
    return [*found, fact("4.69", FY2024, scale=10_000, measure="CNY/张", **price)]  # type: ignore[arg-type]


def giantec() -> Filing:
    name = "giantec"
    facts = [
        fact(text, period, filing=name, concept=concept, label=label, scale=1000, page=348, line=i, turned=concept in GIANTEC_EXPENSES)
        for i, (concept, label, *texts) in enumerate(GIANTEC_LINES)
        for text, period in zip(texts, (FY2023, FY2024, NINE_2024, NINE_2025), strict=True)
    ]
    chips = [
        fact(text, period, filing=name, table="volumes", concept="sales_volume", member="Memory chips", page=190, measure="chips")
        for text, period in (("1,631,496,546", FY2023), ("2,374,000,980", FY2024))
    ]
    statements = [
        statement_of(name, facts),
        statement_of(name, customer_facts(name, GIANTEC_CUSTOMERS, 1000, "total revenue"), "customers"),
        statement_of(name, chips, "volumes"),
    ]
    return filing_of(name, "IFRS", statements, issuer="Giantec Semiconductor")


def giantec_with_mark() -> Filing:
    """Customer A of the comparative interim as the accountants' note prints it (p.376); Customer B as if marked "*" there."""
    filing = giantec()
    note = {"filing": filing.id, "table": "customers", "member": "Customer A", "base": "revenue", "page": 376}
    known = fact("265,169", NINE_2024, concept="customer_revenue", label="Customer A", scale=1000, **note)  # type: ignore[arg-type]
    customers = replace(filing.customers, facts=(*filing.customers.facts, known))
    mark = Source(filing.id, 376, "", (0, 0, 1, 1), "*")
    findings = tuple(Finding("info", "CENSORED_SHARE", f"Customer B, {p.label}: {CENSORED_WORDS}", (mark,)) for p in (NINE_2024, NINE_2025))
    return replace(filing, statements={**filing.statements, "customers": customers}, findings=findings)


def customer_facts(name: str, tables: dict[Period, tuple[tuple[str, str, str], ...]], scale: int, base: str) -> list[Fact]:
    found = []
    for period, parties in tables.items():
        for rank, (party, amount, share) in enumerate(parties, 1):
            shared = {"filing": name, "table": "customers", "member": party, "rank": rank, "base": base, "page": 212, "line": rank}
            found.append(fact(amount, period, concept="customer_revenue", scale=scale, **shared))  # type: ignore[arg-type]
            found.append(fact(share, period, concept="customer_share", **shared))  # type: ignore[arg-type]
    return found
