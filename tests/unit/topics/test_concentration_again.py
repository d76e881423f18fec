"""Tables whose period, heading or first rows stand apart: the same period, a heading lines above, rows that are headings."""

from __future__ import annotations

from analyzer.topics import customers, suppliers
from tests.unit.topics.test_concentration_tables import TypedPages, context, read_one, table_of, values

PARTIES = [f"{rank} | Customer {name} | 10 | 5.0" for rank, name in enumerate("ABCDE", 1)]
HEADS = ("| Customer | HK$’000 | %",)
TOTAL = "| Total | 50 | 25.0"


def test_the_period_of_the_sentence_above() -> None:
    caption = "截至 2018 年 6 月 30 日止六個月，本集團採購總額約為人民幣 200.0 百萬元。下表列示期內五大供應商的情況："
    rows = [f"{rank} | 供應商{name} | 10 | 5.0" for rank, name in enumerate("甲乙丙丁戊", 1)]
    table = table_of(
        caption, "排名 | 供應商 | 採購額 | 佔採購總額百分比", "| | 人民幣千元 | %", *rows, "| 合計 | 50 | 25.0", strategy="aligned"
    )
    facts = read_one(table, "suppliers").facts
    assert len(values(facts, "supplier_purchases")) == 5
    assert {fact.period.label for fact in facts} == {"6M2018"}


def test_the_same_period_as_the_table_before() -> None:
    first = table_of(
        "The five largest customers of our Group in the six months ended 30 September 2017 are set out below.", *HEADS, *PARTIES, TOTAL,
        strategy="aligned",
    )  # fmt: skip
    lead = "In the same period our total purchases came to approximately HK$0.2 million. Our five largest suppliers were:"
    rows = [row.replace("Customer", "Supplier") for row in (*HEADS, *PARTIES, TOTAL)]
    pages = TypedPages({1: [first, table_of(lead, *rows, strategy="aligned")]})
    facts = suppliers.read(context(pages, "HKD")).facts
    assert values(facts, "top_suppliers_purchases") == {("6M to 2017-09", ""): "50000"}
    other = table_of(lead.replace("In the same period our", "Our"), *rows, strategy="aligned")
    assert suppliers.read(context(TypedPages({1: [first, other]}), "HKD")).facts == ()


def test_the_periods_reported_on_are_no_period_again() -> None:
    before = table_of("2024 年下半年新工厂投产。2010 年前五大客户的销售情况如下：", "客户名称 | 金额（万元） | 占比", "甲公司 | 10 | 5.0%")
    caption = "2024 年下半年新工厂投产。报告期内前五大供应商的采购情况如下："
    rows = [f"| {name} | 10 | 5.0%" for name in "甲乙丙丁戊"]
    table = table_of(caption, "年份 | 供应商名称 | 采购金额（万元） | 占采购总额比例", *rows, "| 合计 | 50 | 25.0%", strategy="aligned")
    assert suppliers.read(context(TypedPages({1: [before, table]}))).facts == ()


def test_rows_that_are_the_heading_and_the_period() -> None:
    lines = ("| | BUSINESS |", "Our customers", "Year ended 31 December 2017")
    later = table_of("Year ended 31 December 2018", *HEADS, *PARTIES, TOTAL, strategy="aligned")
    pages = TypedPages(
        {1: [table_of("", *lines, *HEADS, *PARTIES, TOTAL, strategy="aligned"), later]}, {1: "Our customers\nCustomer\n%\nTotal"}
    )
    facts = customers.read(context(pages, "HKD")).facts
    assert values(facts, "top_customers_revenue") == {("FY2017", ""): "50000", ("FY2018", ""): "50000"}


def test_a_heading_lines_above_the_caption() -> None:
    caption = (
        "為提高營運效率，我們將若干工程分判予分包商。\n"
        "截至二零一七年及二零一八年三月三十一日止年度，我們的分包費用分別約為 21.4 百萬港元及 33.0 百萬港元。\n"
        "截至二零一七年三月三十一日止年度"
    )
    rows = [f"{rank} | 分包商{name} | 10 | 5.0" for rank, name in enumerate("甲乙丙丁戊", 1)]
    table = table_of(caption, "排名 | 分包商 | 金額（千港元） | 佔服務成本總額百分比", *rows, "| 總計 | 50 | 25.0", strategy="aligned")
    text = "總計 15,237 33.1五大分包商" + caption.replace("\n", "")
    facts = suppliers.read(context(TypedPages({1: [table]}, {1: text}), "HKD")).facts
    assert {(fact.period.label, str(fact.value)) for fact in facts if fact.concept == "top_suppliers_purchases"} == {("FY2017", "50000")}


def test_the_second_line_of_a_first_name_behind_its_rank() -> None:
    rows = ["| Starprint Packaging", "1 | Company | 10 | 5.0", *PARTIES[1:], TOTAL]
    caption = "Our five largest customers in the year ended 31 December 2017 were:"
    facts = read_one(table_of(caption, *HEADS, *rows, strategy="aligned")).facts
    assert next(fact.member for fact in facts if fact.rank == 1) == "Starprint Packaging Company"


def test_a_period_printed_again_over_the_rest_of_its_table() -> None:
    caption = "下表載列我們五大客戶的詳情：\n截至 2023 年 12 月 31 日止年度"
    rows = [f"客戶{name} | 10 | 5.0%" for name in "甲乙丙丁戊"]
    head = "客戶 | 收入（千港元） | 佔總收入百分比"
    first = table_of(caption, head, *rows[:4], strategy="aligned")
    rest = table_of("截至 2023 年 12 月 31 日止年度", head, rows[4], "總計 | 50 | 25.0%", strategy="aligned")
    facts = customers.read(context(TypedPages({1: [first, rest]}), "HKD")).facts
    assert values(facts, "top_customers_revenue") == {("FY2023", ""): "50000"}
    assert sorted(fact.rank or 0 for fact in facts if fact.concept == "customer_revenue") == [1, 2, 3, 4, 5]
