"""Fixtures that several test files share, and the option that keeps the facts of the real filings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.model import Attribute, Fact, Filing, Finding, LedgerEntry, Period, Source, Statement


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--facts-dir", type=Path, help="keep the facts of the real filings here (.ci/run and `make accuracy` score them)")


@pytest.fixture
def source() -> Source:
    return Source(filing_id="acme", page=12, printed_page="I-5", bbox=(300.04, 210.55, 340.0, 222.96), text="(375,738)")


@pytest.fixture
def cost_of_sales(source: Source) -> Fact:
    """RMB'000 (375,738) for the nine months ended 30 September 2025, read a second time on page 90 in RMB million."""
    period = Period.ending(date(2025, 9, 30), 9)
    shared = {"table": "income_statement", "concept": "cost_of_sales", "period": period, "measure": "CNY"}
    elsewhere = Source("acme", 90, "81", (100, 90.5, 140, 101), "375.7")
    mention = Fact(**shared, label="costs", value=Decimal("375.7") * 10**6, step=Decimal("1E5"), member="Group", origin=elsewhere)
    return Fact(
        **shared,
        label="Cost of sales",
        value=Decimal("375738") * 1000,
        step=Decimal("1E+3"),
        assurance="unaudited",
        basis="IFRS",
        status="confirmed",
        origin=source,
        mentions=(mention,),
    )


@pytest.fixture
def filing(cost_of_sales: Fact, source: Source) -> Filing:
    """A filing with one income statement figure, one share, one as-reported row and one candidate that was rejected."""
    share = Fact(
        table="customers",
        concept="customer_share",
        label="Customer A",
        member="Customer A",
        rank=1,
        period=Period.ending(date(2024, 12, 31), 12),
        value=Decimal("0.4110"),
        measure="ratio",
        step=Decimal("0.001"),
        qualifier="about",
        base="total revenue",
        channel="direct",
        relation="related party",
        note="since 2023, one group",
        origin=Source("acme", 9, "3", (10, 20, 30, 40), "41.1%"),
    )
    as_reported = Fact(
        table="income_statement",
        concept="",
        label="其他业务利润",
        period=Period(date(2024, 12, 31)),
        value=Decimal("-0.00"),
        measure="CNY",
        step=Decimal("0.01"),
        origin=Source("acme", 12, "I-5", (300, 190, 340, 200), "-0.00"),
    )
    return Filing(
        id="acme",
        path="somewhere/acme.pdf",
        sha256="ab" * 32,
        page_count=40,
        attributes={"issuer": Attribute("Acme Ltd", source), "stock_code": Attribute("1234", source)},
        statements={
            "income_statement": Statement("income_statement", "acme", (cost_of_sales,), (as_reported,)),
            "customers": Statement("customers", "acme", (share,)),
        },
        findings=(
            Finding("info", "NO_TABLE", "no volumes in this filing"),
            Finding("warning", "SUM_DIFFERS", "off by 2", (source,)),
            Finding("error", "UNREAD_TABLE", 'a "table" on page 9, not read', (share.source,)),
        ),
        ledger=(
            LedgerEntry("customers", "table", (9, 10), "Top five\ncustomers", True, "rank, name, amount", 12, 10, "ruled", (1.04, 2, 3, 4)),
            LedgerEntry("customers", "sentence", (30,), "", False, "no period"),
        ),
    )
