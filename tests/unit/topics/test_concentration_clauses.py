"""Sentences of which the words around the figures decide: lists before their party, references to the periods of another sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from analyzer.model import BBox
from analyzer.topics import customers
from tests.unit.topics.test_concentration_prose import said
from tests.unit.topics.test_concentration_tables import TypedPages, TypedProse, context, table_of

YEARS = ("FY2002", "FY2003", "FY2004")
FIVE = "For the three years ended 31 December 2004, our five largest customers accounted for 61.8%, 63.4% and 58.7% of our turnover. "
FIVE_ZH = "截至2004年12月31日止三個年度，我們的五大客戶佔我們總收益約61.8%、63.4%及58.7%。"


def shares(text: str, concept: str, kind: str = "customers") -> list[str]:
    """The values of a concept, each with its period."""
    return [line.split(" ", 1)[1].removesuffix(" ratio") for line in said(text, kind) if line.startswith(f"{concept} ")]


@pytest.mark.parametrize(
    "text",
    [
        FIVE + "Our largest customer accounted for approximately 24.6%, 26.2% and 22.3% of our turnover for the corresponding periods.",
        FIVE + "Our top customer accounted for 24.6%, 26.2% and 22.3% of our turnover for each of the above years.",
        FIVE + "Our largest customer represented 24.6 per cent., 26.2 per cent. and 22.3 per cent. of turnover in such financial years.",
        FIVE
        + "Our five largest are listed below for the same periods. Our largest customer took 24.6%, 26.2% and 22.3% in the same periods.",
        FIVE + "Our largest customer in each year during the Track Record Period accounted for 24.6%, 26.2% and 22.3% of our turnover.",
        FIVE_ZH + "於相應期間，最大客戶佔我們總收益約24.6%、26.2%及22.3%。",
        FIVE_ZH + "於上述各年度，最大客戶佔我們總收益約24.6%、26.2%及22.3%。",
        FIVE_ZH + "於往績記錄期間，最大客戶佔我們總收益約24.6%、26.2%及22.3%。",
    ],
)
def test_the_periods_of_the_sentence_before(text: str) -> None:
    assert shares(text, "largest_customer_share") == ["FY2002 0.246", "FY2003 0.262", "FY2004 0.223"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2004 we moved. Our largest customer accounted for 24.6% of our turnover during the Track Record Period.",
        FIVE + "We moved. Our largest customer accounted for 24.6%, 26.2% and 22.3% of our turnover for the same periods.",
        FIVE + "Our largest customer accounted for 24.6% and 26.2% of our turnover for the corresponding periods.",
    ],
)
def test_periods_that_no_sentence_before_gives(text: str) -> None:
    assert shares(text, "largest_customer_share") == []


@pytest.mark.parametrize(
    "text",
    [
        "Approximately 61.8%, 63.4% and 58.7% of our revenue for the years ended 31 December 2002, 2003 and 2004, respectively, was "
        "derived from our five largest customers and 24.6%, 26.2% and 22.3%, respectively, was derived from our largest customer.",
        "We derived 61.8%, 63.4% and 58.7% of our revenue from our five largest customers in 2002, 2003 and 2004, respectively, and 24.6%, "
        "26.2% and 22.3% from our largest customer.",
        "In 2002, 2003 and 2004, 61.8%, 63.4% and 58.7% of sales were to our five largest customers, all of them independent third "
        "parties, and 24.6%, 26.2% and 22.3% were to our largest customer.",
        "For the three years ended 31 December 2004, sales of 1% of our revenue were returned, and sales to our five largest customers "
        "accounted for 61.8%, 63.4% and 58.7%, while sales to our largest customer accounted for 24.6%, 26.2% and 22.3% of our revenue.",
        "For the three years ended 31 December 2004, our five largest customers accounted for 61.8%, 63.4% and 58.7% of our revenue, "
        "respectively, and sales to our largest customer represented 24.6%, 26.2% and 22.3% of our revenue, respectively.",
    ],
)
def test_lists_before_and_after_their_party(text: str) -> None:
    assert shares(text, "top_customers_share") == ["FY2002 0.618", "FY2003 0.634", "FY2004 0.587"]
    assert shares(text, "largest_customer_share") == ["FY2002 0.246", "FY2003 0.262", "FY2004 0.223"]


def test_both_parties_behind_one_list() -> None:
    text = "In 2003, 24.6% and 61.8% of our revenue, respectively, came from our largest customer and our five largest customers."
    assert shares(text, "largest_customer_share") == ["FY2003 0.246"]
    assert shares(text, "top_customers_share") == ["FY2003 0.618"]


@pytest.mark.parametrize(
    "five",
    ["首五名客戶", "首五大客戶", "五間最大客戶", "最大五間客戶", "前五位客戶"],
)
def test_names_of_the_five(five: str) -> None:
    assert shares(f"截至2004年12月31日止兩個年度，{five}佔總收益約61.8%及63.4%。", "top_customers_share") == [
        "FY2003 0.618",
        "FY2004 0.634",
    ]


def test_sales_that_the_five_account_for() -> None:
    text = "截至2003年12月31日止年度，五大客戶應佔收益總額約為33.1百萬港元，佔總收益約61.8%。"
    assert said(text) == ["top_customers_share FY2003 0.618 ratio", "top_customers_revenue FY2003 33100000 HKD"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019, Customer C, one of our five largest customers, accounted for 9.2% of our total revenue.",
        "In 2018 and 2019, three of our five largest customers accounted for 30.1% and 31.2% of our revenue, respectively.",
        "In 2019, each of our five largest customers accounted for over 9.2% of our total revenue.",
        "In 2019, Customer C, which was among our five largest customers, accounted for 9.2% of our total revenue.",
        "In 2018 and 2019, our five largest customers accounted for 50.1% and 51.2% of the revenue of our garment segment, respectively.",
        "In 2018 and 2019, revenue from customers other than our five largest customers was 50.1% and 51.2% of our revenue, respectively.",
        "於2019年，客戶A為我們五大客戶之一，佔我們收益的9.2%。",
        "於2018年及2019年，我們五大客戶中的三名客戶佔我們收益的30.1%及31.2%。",
        "於2019年，其中一名五大客戶佔我們收益的9.2%。",
        "於2018年及2019年，除五大客戶外，其他客戶佔我們收益的50.1%及51.2%。",
    ],
)
def test_some_of_the_five_and_all_but_them(text: str) -> None:
    assert said(text) == []


def test_of_which_the_five() -> None:
    text = "於2019年，我們的收益為人民幣100.0百萬元，其中五大客戶佔50.1%。"
    assert shares(text, "top_customers_share") == ["FY2019 0.501"]


def test_a_sentence_begins_below_the_table_whose_last_row_is_its_heading() -> None:
    """The table's heads name the later period first; the heading of the sentence became its last row."""
    caption = "產能如下："
    table = table_of(
        caption,
        "| 截至二零零九年六月三十日止六個月 | 截至二零零八年六月三十日止六個月",
        "東莞廠 | 9,200 | 8,100",
        "江陰廠 | 5,400 | 5,100",
        "五大客戶",
    )
    text = "截至二零零九年六月三十日止六個月截至二零零八年六月三十日止六個月東莞廠9,200 8,100江陰廠5,400 5,100"
    below = "五大客戶截至二零零八年及二零零九年六月三十日止六個月，五大客戶佔營業額約24.6%及27.9%，而最大客戶佔約9.7%及11.2%。"

    class Pages(TypedPages):
        def prose(self, first: int, last: int) -> Lines:
            return Lines(text + below, len(text))

    facts = customers.read(context(Pages({1: [table]}, {1: text + below}))).facts
    found = {(fact.concept, fact.period.label): str(fact.value) for fact in facts}
    assert found[("top_customers_share", "6M2008")] == "0.246"
    assert found[("largest_customer_share", "6M2009")] == "0.112"


@dataclass(frozen=True)
class Lines(TypedProse):
    """Text of which what stands before an index is in the table's rows, the rest below it."""

    text: str
    page: int

    def place(self, start: int, stop: int) -> tuple[int, BBox]:
        return 1, (float(start), *((30.0, float(stop), 35.0) if start < self.page else (200.0, float(stop), 210.0)))
