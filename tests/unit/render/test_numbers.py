"""Numbers as the trade writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.compare import compare
from analyzer.render.context import Context
from analyzer.render.numbers import format_number, price_decimals, printed_decimals, quantity_decimals
from analyzer.render.report import Format
from analyzer.render.words import Words
from analyzer.render.workbook_styles import number_format
from typed_filings import FY2023, FY2024, fact, filing_of, statement_of


@pytest.mark.parametrize(
    ("value", "kind", "decimals", "expected"),
    [
        ("1028.277", "money", 1, "1,028.3"),
        ("-346.0266", "money", 2, "(346.03)"),
        ("0", "money", 1, "–"),
        ("-0.004", "money", 1, "(0.0)"),
        ("0.5343", "percent", 1, "53.4%"),
        ("-1.6267", "percent", 1, "(162.7%)"),
        ("0", "percent", 1, "0.0%"),
        ("14.0146", "multiple", 1, "14.0x"),
        ("2374000980", "quantity", 0, "2,374,000,980"),
        ("0.373", "price", 3, "0.373"),
        ("2551.76", "points", 0, "2,552"),
    ],
)
def test_format_number(value: str, kind: Format, decimals: int, expected: str) -> None:
    assert format_number(Decimal(value), kind, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("0.373", 3), ("0.0373", 4), ("17.56", 1), ("76.39", 1), ("56900", 0), ("0", 0), ("-1.5", 2)]
)
def test_prices_keep_three_significant_digits(value: str, expected: int) -> None:
    assert price_decimals(Decimal(value)) == expected


@pytest.mark.parametrize(("value", "expected"), [("9804.2", 1), ("5804.0", 0), ("12072968.46", 2), ("1.2345", 2), ("1E+3", 0)])
def test_quantities_keep_their_decimals(value: str, expected: int) -> None:
    assert quantity_decimals(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("kind", "decimals", "marks", "prefix", "expected"),
    [
        ("money", 1, "", "", '#,##0.0_);(#,##0.0);"–"_)'),
        ("percent", 1, "†", "", '#,##0.0%"†"_);(#,##0.0%)"†";#,##0.0%"†"_)'),
        ("quantity", 0, "", "≈", '"≈"#,##0_);"≈"(#,##0);"≈""–"_)'),
    ],
)
def test_number_format(kind: Format, decimals: int, marks: str, prefix: str, expected: str) -> None:
    assert number_format(kind, decimals, marks, prefix) == expected


@pytest.mark.parametrize(("step", "expected"), [("0.01", 2), ("0.1", 1), ("1", 0), ("100", 0), ("1E+3", 0)])
def test_printed_prices_keep_their_decimals(step: str, expected: int) -> None:
    assert printed_decimals(Decimal(step)) == expected


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [("7.22", "3.01", "140%"), ("722.39", "301.19", "139.8%")],  # two decimals of 亿元 carry no tenth of a percent
)
def test_a_figure_shows_no_digit_that_the_page_does_not_carry(new: str, old: str, expected: str) -> None:
    facts = [fact(text, period, concept="revenue", scale=100_000_000) for text, period in ((new, FY2024), (old, FY2023))]
    context = Context(compare([filing_of("typed", "CAS", [statement_of("typed", facts)])]), Words("en"))
    cell = context.cell(context.companies[0].income["revenue_growth", FY2024])
    assert cell.text == expected
