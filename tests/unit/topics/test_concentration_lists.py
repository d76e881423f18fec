"""Lists of a directors' report, one line per party."""

from __future__ import annotations

import pytest

from analyzer.model import Fact, RawTable
from analyzer.topics import customers, suppliers
from tests.unit.topics.test_concentration_tables import TypedPages, context, table_of, values

LEAD = (
    "The shares of total purchases and sales for the year ended 31st March 2016 that are attributable to major suppliers and customers are:"
)


def listed(table: RawTable, kind: str) -> tuple[Fact, ...]:
    pages = TypedPages({1: [table]}, {1: "Of the five largest suppliers and the five largest customers."})
    return {"customers": customers, "suppliers": suppliers}[kind].read(context(pages)).facts


@pytest.mark.parametrize(
    ("lead", "rows"),
    [
        (
            LEAD + "\nPurchases",
            (
                "– the largest supplier | 21.4%",
                "– five largest suppliers combined | 52.7%",
                "Sales",
                "– the largest customer | 90.6%",
                "– five largest customers combined | 97.3%",
            ),
        ),
        (
            LEAD,
            (
                "(a) The largest supplier | 21.4%",
                "(b) Five largest suppliers in aggregate | 52.7%",
                "(c) The largest customer | 90.6%",
                "(d) Five largest customers in aggregate | 97.3%",
            ),
        ),
        (
            "截至二零一六年三月三十一日止年度，主要供應商及客戶所佔之採購額及銷售額百分比如下：\n採購額",
            ("－最大供應商 | 21.4%", "－五大供應商合計 | 52.7%", "銷售額", "－最大客戶 | 90.6%", "－五大客戶合計 | 97.3%"),
        ),
        (
            # The heads give the years.
            "Major suppliers and customers:",
            (
                "| 2016 | 2015",
                "The largest supplier | 21.4% | 20.0%",
                "The five largest suppliers | 52.7% | 50.0%",
                "The largest customer | 90.6% | 90.0%",
                "The five largest customers | 97.3% | 97.0%",
            ),
        ),
    ],
)
def test_the_largest_and_the_five_of_both_sides(lead: str, rows: tuple[str, ...]) -> None:
    table = table_of(lead, *rows, strategy="aligned")
    last = {period: value for (period, _), value in values(listed(table, "customers"), "top_customers_share").items()}
    assert last["FY2016"] == "0.973"
    for kind, concept, value in (
        ("customers", "largest_customer_share", "0.906"),
        ("suppliers", "largest_supplier_share", "0.214"),
        ("suppliers", "top_suppliers_share", "0.527"),
    ):
        found = values(listed(table, kind), concept)
        assert found[("FY2016", "")] == value
        assert len(found) == (2 if len(rows[0].split("|")) == 3 else 1)


def test_a_row_that_says_more_is_no_total() -> None:
    rows = ("– the largest customer of the toy division | 21.4%", "– five largest customers combined | 52.7%")
    facts = listed(table_of(LEAD, *rows, strategy="aligned"), "customers")
    assert values(facts, "largest_customer_share") == {}
    assert values(facts, "top_customers_share") == {("FY2016", ""): "0.527"}
