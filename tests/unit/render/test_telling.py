"""Findings and checks in every language: a sentence per code, printed texts as printed, no English left in Chinese outputs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.checks.book import RULES
from analyzer.compare import CompareOptions, compare
from analyzer.model import Check, Filing, Finding, Source
from analyzer.render.html import view_to_html
from analyzer.render.report import ReportView
from analyzer.render.telling import Teller
from analyzer.render.view import build_view
from analyzer.render.words import LANGUAGES, Words
from typed_filings import FY2024, giantec, metax

FINDINGS_PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
CHECK_ROW = re.compile(r"^\| `([A-Z0-9_]+)` \| (\w+)", re.MULTILINE)
FORMULA = "gross_profit = + revenue - cost_of_sales"


def flagged(filing: Filing) -> Filing:
    """A break, a magnitude slip, an overlap and a search in vain, as checks and topics word them."""
    gross, revenue = (next(f for f in filing.facts if f.concept == name and f.period == FY2024) for name in ("gross_profit", "revenue"))
    broken = Check("GROSS_PROFIT", "breaks", FORMULA, FY2024, Decimal("-1234000"), (gross.source, revenue.source))
    told = f"income_statement FY2024: {FORMULA} does not hold, difference -1234000 CNY; flagged: gross_profit FY2024"
    findings = (
        Finding("warning", "CHECK_BREAKS", told, (gross.source, gross.source, revenue.source)),
        Finding("warning", "MAGNITUDE_SLIP", "revenue FY2024: '1,028' on page 348, '1' on page 9, 1,000 times apart", (revenue.source,)),
        Finding("info", "PARTY_OVERLAP", "both customer and supplier: Customer A", (Source("g", 200, "", (0, 0, 1, 1), "Customer A is"),)),
        Finding("info", "SUPPLIERS_NOT_FOUND", "no five largest suppliers in the filing; pages looked at: 3, 5", ()),
    )
    return replace(filing, checks=(broken,), findings=findings)


def view(language: str) -> ReportView:
    return build_view(compare([flagged(giantec())]), CompareOptions(language=language))


def messages(language: str) -> dict[str, str]:
    table = view(language).section("review").tables[0]
    return {row.cells[1].text: row.cells[3].text for row in table.rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: str) -> None:
    documented = CHECK_ROW.findall(FINDINGS_PAGE.read_text(encoding="utf-8"))
    findings = {code for code, level in documented if level != "check"}
    labels = Words(language).labels
    assert findings == {key.removeprefix("finding.") for key in labels if key.startswith("finding.")}
    assert set(RULES) == {key.removeprefix("rule.") for key in labels if key.startswith("rule.")}


def test_english_messages_stay() -> None:
    assert messages("en")["SUPPLIERS_NOT_FOUND"] == "no five largest suppliers in the filing; pages looked at: 3, 5"
    assert messages("en")["CHECK_BREAKS"].startswith(f"income_statement FY2024: {FORMULA} does not hold")


def test_chinese_sentences_hold_period_texts_and_difference() -> None:
    told = messages("zh-Hans")
    assert told["CHECK_BREAKS"] == (
        "勾稽不符且超出尾差，相关数字标为存疑：毛利 = 收入 - 营业成本"
        "（FY2024；Gross profit：第348页“563,589”；REVENUE：第348页“1,028,277”；差额人民币-1,234,000）"
    )
    assert told["MAGNITUDE_SLIP"].endswith("（相差1,000倍；FY2024；REVENUE：第348页“1,028,277”）")
    assert told["PARTY_OVERLAP"] == "文件说明对手方既是客户又是供应商（对手方：Customer A；第200页“Customer A is”）"
    assert told["SUPPLIERS_NOT_FOUND"] == "未见前五大供应商（已检索页：3, 5）"
    assert messages("zh-Hant")["PARTY_OVERLAP"] == "文件說明對手方既是客戶又是供應商（對手方：Customer A；第200頁“Customer A is”）"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_english_message_is_left_in_the_report(language: str) -> None:
    page = view_to_html(view(language))
    english = [finding.message for finding in flagged(giantec()).findings]
    assert [text for text in (*english, FORMULA, "does not hold", "pages looked at") if text in page] == []
    assert page.count("毛利 = 收入 - ") >= 3  # Review, Summary and the evidence of the figures


def test_words_of_the_program_are_translated_and_printed_ones_are_not() -> None:
    teller = Teller(Words("zh-Hans"), ())
    assert teller.remarks(("shareholder", "also supplier", "Shareholder of the Group", "关联方", "")) == (
        "股东; 亦为供应商; Shareholder of the Group; 关联方"
    )
    assert Teller(Words("en"), ()).remarks(("shareholder", "shareholder")) == "shareholder"


@pytest.mark.parametrize(
    ("code", "formula", "told"),
    [
        (
            "BASE_MAGNITUDE",
            "the implied base 3500 to 3600 is of the size of the revenue 1028277000",
            "推算基数3,500至3,600，收入或成本费用1,028,277,000",
        ),
        (
            "PRICE_TIE",
            "average_selling_price 4 x sales_volume 1 = product revenue 511444500; sales_volume 13606 does not tie",
            "产品收入511,444,500；不符：13,606",
        ),
        ("SHARES_OF_REVENUE", "cost_of_sales / revenue = 45.2% printed on page 20", "第20页列报“45.2%”"),
        ("FIVE_ABOVE_REVENUE", "the five customers' 1200 within the revenue of 1000 (120.00%)", "前五大合计1,200，收入1,000：120.00%"),
    ],
)
def test_figures_that_only_the_formula_holds_are_kept(code: str, formula: str, told: str) -> None:
    assert (
        Teller(Words("zh-Hans"), ()).check(Check(code, "breaks", formula, FY2024))
        == f"{Words('zh-Hans')(f'rule.{code}')}（FY2024；{told}）"
    )


def test_a_code_of_another_version_keeps_its_message() -> None:
    teller, company = Teller(Words("zh-Hans"), ()), compare([giantec()]).companies[0]
    assert teller.finding(company, Finding("info", "OLD_CODE", "as it was told")) == "as it was told"
    assert teller.check(Check("OLD_RULE", "ties", "a = b", FY2024)) == "a = b"
    assert teller.meaning("OLD_CODE") == ""


def test_a_difference_of_shares_is_a_percentage() -> None:
    filing = metax()
    share = next(f for f in filing.customers.facts if f.measure == "ratio")
    check = Check("SHARES_ADD_UP", "breaks", "formula", share.period, Decimal("0.0120"), (share.source,))
    told = Teller(Words("zh-Hans"), compare([filing]).companies).check(check)
    assert told.startswith("各家占比之和 = 列报合计占比（")
    assert told.endswith("；差额1.2%）")
