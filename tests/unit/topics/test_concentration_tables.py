"""Five-largest tables captured from real pages: every party, total and period, typed from the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.exchanges import get_exchange
from analyzer.model import Attribute, BBox, Cell, Fact, Period, RawTable
from analyzer.topics import customers, suppliers
from analyzer.topics.base import FilingContext, TopicReading

PAGES = Path(__file__).parents[2] / "pages"
PAGE_COUNT = 220


@dataclass(frozen=True)
class TypedProse:
    """Text that stands above everything on its page, or where top says."""

    text: str
    page: int
    top: float = 0.0

    def place(self, start: int, stop: int) -> tuple[int, BBox]:
        return self.page, (float(start), self.top, float(stop), self.top + 1.0)


@dataclass(frozen=True)
class TypedPages:
    """The pages of a filing of which only some hold tables or text."""

    tables_by_page: dict[int, Sequence[RawTable]] = field(default_factory=dict)
    text_by_page: dict[int, str] = field(default_factory=dict)
    text_top: float = 0.0

    @property
    def texts(self) -> Sequence[str]:
        captions = {page: "\n".join(table.caption for table in tables) for page, tables in self.tables_by_page.items()}
        return [self.text_by_page.get(page, captions.get(page, "")) for page in range(1, PAGE_COUNT + 1)]

    def tables(self, page: int) -> Sequence[RawTable]:
        return self.tables_by_page.get(page, ())

    def joined(self, pages: Iterable[int]) -> Sequence[RawTable]:
        return [table for page in pages for table in self.tables(page)]

    def prose(self, first: int, last: int) -> TypedProse:
        return TypedProse("".join(self.text_by_page.get(page, "") for page in range(first, last + 1)), first, self.text_top)


def read_table(table: dict[str, list[str]], page: int) -> RawTable:
    rows = tuple(
        tuple(Cell(text, page, tuple(box), row, col, rowspan, colspan) for text, col, rowspan, colspan, box in cells)  # type: ignore[misc, arg-type]
        for row, cells in enumerate(table["rows"])
    )
    columns = tuple((float(left), float(right)) for left, right in table["columns"])
    box = tuple(float(edge) for edge in table["bbox"])
    return RawTable("\n".join(table["caption"]), str(table["unit_line"]), rows, (page,), str(table["strategy"]), box, columns)  # type: ignore[arg-type]


def captured(name: str) -> TypedPages:
    pages = json.loads((PAGES / f"concentration_{name}.json").read_text(encoding="utf-8"))["pages"]
    return TypedPages({int(number): [read_table(table, int(number)) for table in page["tables"]] for number, page in pages.items()})


def context(pages: TypedPages, currency: str = "CNY") -> FilingContext:
    return FilingContext("typed", pages, get_exchange("hkex"), {"currency": Attribute(currency)}, [""] * PAGE_COUNT)


def table_of(caption: str, *rows: str, unit_line: str = "", strategy: str = "ruled") -> RawTable:
    """Rows of cells parted by bars; an empty cell is none."""
    cells = tuple(
        tuple(
            Cell(text.strip(), 1, (60.0 * col, 20.0 * row, 60.0 * col + 50, 20.0 * row + 10), row, col)
            for col, text in enumerate(line.split("|"))
            if text.strip()
        )
        for row, line in enumerate(rows)
    )
    width = max(line.count("|") for line in rows) + 1
    box = (0.0, 0.0, 60.0 * width, 20.0 * len(rows))
    return RawTable(caption, unit_line, cells, (1,), strategy, box, tuple((60.0 * col, 60.0 * col + 50) for col in range(width)))


def read_one(table: RawTable, kind: str = "customers", text: str = "") -> TopicReading:
    pages = TypedPages({1: [table]}, {1: text} if text else {})
    return {"customers": customers, "suppliers": suppliers}[kind].read(context(pages))


def lines_of(facts: Iterable[Fact]) -> list[str]:
    """Facts of tables in words: period, rank, party, printed figure and value."""
    return [f"{fact.period.label} {fact.rank or '-'} {fact.member or '-'} {fact.source.text} = {fact.value}" for fact in facts]


def values(facts: Iterable[Fact], concept: str, scope: str = "") -> dict[tuple[str, str], str]:
    return {(fact.period.label, fact.member): str(fact.value) for fact in facts if fact.concept == concept and fact.scope == scope}


def test_periods_as_bands_over_a_page_break_with_the_header_repeated() -> None:
    """Giantec p.198-199: rank in the label, marks on the names, years of relationship beside the figures."""
    reading = customers.read(context(captured("hk_bands")))
    revenue = values(reading.facts, "customer_revenue")
    assert revenue == {
        ("9M2025", "Customer A"): "382991800",
        ("9M2025", "Customer B"): "66731800",
        ("9M2025", "Customer C"): "39730900",
        ("9M2025", "Customer D"): "37829500",
        ("9M2025", "Customer E"): "24396200",
        ("FY2024", "Customer A"): "353697700",
        ("FY2024", "Customer B"): "121544100",
        ("FY2024", "Customer D"): "54701500",
        ("FY2024", "Customer F"): "32515200",
        ("FY2024", "Customer G"): "28761600",
        ("FY2023", "Customer A"): "161356000",
        ("FY2023", "Customer B"): "132792800",
        ("FY2023", "Customer D"): "47448500",
        ("FY2023", "Customer G"): "34380000",
        ("FY2023", "Customer F"): "30318900",
    }
    assert values(reading.facts, "top_customers_revenue") == {
        ("9M2025", ""): "551680200",
        ("FY2024", ""): "591220000",
        ("FY2023", ""): "406296200",
    }
    assert values(reading.facts, "top_customers_share") == {("9M2025", ""): "0.593", ("FY2024", ""): "0.575", ("FY2023", ""): "0.577"}
    assert [fact.rank for fact in reading.facts if fact.concept == "customer_share" and fact.period.label == "FY2023"] == [1, 2, 3, 4, 5]
    assert {fact.base for fact in reading.facts if fact.measure == "ratio"} == {"total revenue"}
    assert {str(fact.step) for fact in reading.facts if fact.measure == "CNY"} == {"100"}


def test_the_five_amounts_add_up_to_the_printed_total() -> None:
    reading = customers.read(context(captured("hk_bands")))
    for label, slack in (("FY2023", 0), ("FY2024", 100)):  # 2024: 591,220.1 against 591,220.0, the filing's own rounding
        parts = sum(fact.value for fact in reading.facts if fact.concept == "customer_revenue" and fact.period.label == label)
        total = next(fact.value for fact in reading.facts if fact.concept == "top_customers_revenue" and fact.period.label == label)
        assert abs(parts - total) <= slack


def test_a_name_cut_by_the_page_end_and_a_party_with_product_rows() -> None:
    """002610 p.131-132: 苏州盛隆 has four product rows and no subtotal, so only the other four and the total are read."""
    reading = customers.read(context(captured("products_page_cut")))
    amounts = values(reading.facts, "customer_revenue", "境内")
    assert amounts["FY2009", "常熟阿特斯阳光电力科技有限公司"] == "22655800"
    assert [member for label, member in amounts if label == "FY2009"] == [
        "江苏林洋新能源有限公司",
        "常熟阿特斯阳光电力科技有限公司",
        "常州天合光能有限公司",
        "上海太阳能科技有限公司",
    ]
    assert amounts["FY2008", "上海太阳能科技有限公司"] == "15006100"
    assert amounts["FY2010", "无锡尚德太阳能电力有限公司"] == "16636700"
    totals = values(reading.facts, "top_customers_revenue", "境内")
    assert totals == {("FY2010", ""): "169016100", ("FY2009", ""): "143926800", ("FY2008", ""): "34808100"}
    assert "苏州盛隆光电科技有限公司 has 4 product rows and no subtotal in FY2009" in reading.ledger[0].reason


def test_subtotals_of_products_and_a_page_that_goes_on_without_header() -> None:
    """002057 p.84-85: 小计 stands for the party, 合计 for the five; ranks 4 and 5 of 2004 stand on the next page."""
    reading = customers.read(context(captured("subtotals_headerless")))
    assert lines_of(fact for fact in reading.facts if fact.concept == "customer_revenue") == [
        "FY2003 1 南京金康达磁性材料有限公司 642.43 = 6424300",
        "FY2003 2 浙江天通电子股份有限公司 660.73 = 6607300",
        "FY2003 3 鞍钢集团鞍山矿业公司供销公司 533.33 = 5333300",
        "FY2003 4 海宁三林电子有限公司 480.77 = 4807700",
        "FY2003 5 广东江门粉末冶金厂 467.25 = 4672500",
        "FY2004 1 南京金康达磁性材料有限公司 1484.00 = 14840000",
        "FY2004 2 南京金宁三环富士电气有限公司 1254.77 = 12547700",
        "FY2004 3 本溪钢铁（集团）有限责任公司设备备件处 1086.18 = 10861800",
        "FY2004 4 江门市粉末冶金厂有限公司 925.18 = 9251800",
        "FY2004 5 浙江天通电子股份有限公司 889.40 = 8894000",
    ]
    assert values(reading.facts, "top_customers_share") == {("FY2003", ""): "0.3385", ("FY2004", ""): "0.3414"}


def test_marks_on_amounts_years_and_credit_terms_are_no_figures() -> None:
    """Zhenro p.194: "91,509(7)", "2004(1)"; the year stands in the sentence above, there is no total row."""
    reading = customers.read(context(captured("marks_on_amounts")))
    assert lines_of(reading.facts) == [
        "FY2017 1 Zhenro 91,509(7) = 91509000",
        "FY2017 1 Zhenro 33.5 = 0.335",
        "FY2017 2 Customer A 6,268 = 6268000",
        "FY2017 2 Customer A 2.3 = 0.023",
        "FY2017 3 Customer B 3,598 = 3598000",
        "FY2017 3 Customer B 1.3 = 0.013",
        "FY2017 4 Customer C 3,048 = 3048000",
        "FY2017 4 Customer C 1.1 = 0.011",
        "FY2017 5 Customer D 2,969 = 2969000",
        "FY2017 5 Customer D 1.1 = 0.011",
    ]


def test_blocks_under_their_years_share_the_header_above_them() -> None:
    """601113 p.105: the header is a table of its own, each block has only a year over it."""
    reading = customers.read(context(captured("header_apart")))
    assert values(reading.facts, "top_customers_revenue") == {("FY2010", ""): "229512500", ("FY2009", ""): "169104500"}
    assert values(reading.facts, "customer_share")["FY2009", "汕头市锐宾服饰有限公司"] == "0.0298"
    assert len(reading.facts) == 24


def test_bands_name_the_business_that_a_block_is_limited_to() -> None:
    """002353 p.134: three businesses under one year."""
    reading = customers.read(context(captured("bands_by_business")))
    assert {fact.scope for fact in reading.facts} == {
        "油田专用设备制造",
        "油田、矿山设备维修改造及配件销售",
        "海上油田钻采平台工程作业服务",
    }
    assert values(reading.facts, "customer_revenue", "海上油田钻采平台工程作业服务") == {
        ("FY2008", "康菲石油中国有限公司"): "35686019",
        ("FY2008", "MI SWACO(天津)工程技术有限公司"): "1959169.5",
        ("FY2008", "BJ 油田服务(北京)有限公司"): "764190",
        ("FY2008", "能源开发公司(中国)有限公司"): "377690",
        ("FY2008", "洛克石油(渤海)公司"): "3300",
    }


def test_totals_without_names_one_row_per_measure() -> None:
    """002257 p.121."""
    reading = suppliers.read(context(captured("totals_by_year")))
    assert values(reading.facts, "top_suppliers_purchases") == {
        ("FY2007", ""): "81342700",
        ("FY2006", ""): "67358600",
        ("FY2005", ""): "52170500",
    }
    assert values(reading.facts, "top_suppliers_share") == {("FY2007", ""): "0.4926", ("FY2006", ""): "0.5083", ("FY2005", ""): "0.4949"}
    assert {fact.base for fact in reading.facts if fact.measure == "ratio"} == {"采购总额"}


def test_receivables_of_the_five_largest_are_rejected_and_accounted_for() -> None:
    """601113 p.217."""
    reading = customers.read(context(captured("receivables")))
    assert reading.facts == ()
    assert [(finding.level, finding.code) for finding in reading.findings] == [("info", "CUSTOMERS_NOT_FOUND")]
    assert [(entry.used, entry.reason) for entry in reading.ledger] == [(False, "about receivables, payables or the like")]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("Five largest customers combined | | 600 | 60.0%", [("600000", "0.6")]),
        ("總和 | | 600 | 60.0%", [("600000", "0.6")]),
        ("Total revenue | | 1,000 | 100.0%", []),
        ("Other customers | | 400 | 40.0%", []),
    ],
)
def test_what_a_last_row_is(total: str, expected: list[tuple[str, str]]) -> None:
    table = table_of(
        "Our five largest customers for the year ended March 31, 2024 are set out below:",
        "Customer | Since | Revenue RMB'000 | % of total revenue",
        "Customer A | 2019 | 300 | 30.0%",
        "Customer B | 2020 | 200 | 20.0%",
        "Customer C | 2020 | 100 | 10.0%",
        total,
    )
    facts = read_one(table).facts
    amounts = [str(fact.value) for fact in facts if fact.concept == "top_customers_revenue"]
    assert list(zip(amounts, [str(fact.value) for fact in facts if fact.concept == "top_customers_share"], strict=True)) == expected
    assert [fact.member for fact in facts if fact.concept == "customer_revenue"] == ["Customer A", "Customer B", "Customer C"]
    assert {(fact.period.end.isoformat(), fact.period.months) for fact in facts} == {("2024-03-31", 12)}


def test_a_censored_share_is_a_finding_and_no_fact() -> None:
    table = table_of(
        "Details of our five largest customers in 2024:",
        "Customer | Revenue RMB'000 | % of total revenue",
        "Customer A | 300 | 30.0%",
        "Customer B | 90 | *",
        "Customer C | 80 | -",
    )
    reading = read_one(table)
    assert values(reading.facts, "customer_share") == {("FY2024", "Customer A"): "0.3"}
    assert [(finding.code, finding.sources[0].text) for finding in reading.findings] == [("CENSORED_SHARE", "*")]


def test_each_currency_keeps_its_own_amounts() -> None:
    table = table_of(
        "Details of our five largest suppliers in 2024:",
        "Supplier | Purchases RMB'000 | Purchases US$'000 | % of total purchases",
        "Supplier A | 7,100 | 1,000 | 30.0%",
        "Supplier B | 710 | 100 | 3.0%",
    )
    facts = read_one(table, "suppliers").facts
    amounts = [(fact.member, fact.measure, str(fact.value)) for fact in facts if fact.concept == "supplier_purchases"]
    assert amounts == [
        ("Supplier A", "CNY", "7100000"),
        ("Supplier A", "USD", "1000000"),
        ("Supplier B", "CNY", "710000"),
        ("Supplier B", "USD", "100000"),
    ]


def test_a_year_printed_once_in_the_middle_of_its_rows() -> None:
    table = table_of(
        "报告期内，公司前五名客户的销售情况如下：\n单位：万元",
        "年度 | 序号 | 客户名称 | 销售金额 | 占营业收入比例",
        " | 1 | 甲公司 | 300.00 | 30.00%",
        "2024年度 | 2 | 乙公司 | 200.00 | 20.00%",
        " | 合计 | | 500.00 | 50.00%",
        " | 1 | 丙公司 | 100.00 | 20.00%",
        "2023年度 | 2 | 甲公司 | 50.00 | 10.00%",
        " | 合计 | | 150.00 | 30.00%",
        unit_line="单位：万元",
    )
    assert values(read_one(table).facts, "customer_revenue") == {
        ("FY2024", "甲公司"): "3000000",
        ("FY2024", "乙公司"): "2000000",
        ("FY2023", "丙公司"): "1000000",
        ("FY2023", "甲公司"): "500000",
    }


def test_more_than_five_parties_without_ranks_are_not_the_five_largest() -> None:
    rows = [f"供应商{letter} | {amount}.00 | {amount}.00%" for letter, amount in zip("ABCDEF", (30, 20, 15, 9, 8, 7), strict=True)]
    reading = read_one(table_of("2024年前五名供应商采购情况（万元）", "供应商名称 | 采购金额（万元） | 占采购总额比例", *rows), "suppliers")
    assert reading.facts == ()
    assert "6 parties without ranks in FY2024" in reading.ledger[0].reason
    [finding] = [finding for finding in reading.findings if finding.code == "PARTIES_LEFT_OUT"]
    assert (finding.level, finding.message[:20], finding.sources[5].text) == ("warning", "6 parties left out: ", "供应商F")


def test_no_unit_means_no_amount_unless_the_section_prints_one_that_fits() -> None:
    rows = ("供应商名称 | 采购金额 | 占采购总额比例", "甲公司 | 10,198,967.04 | 8.51%", "乙公司 | 8,582,116.17 | 7.16%")
    caption = "公司2010年向前五名供应商的采购情况如下："
    without = read_one(table_of(caption, *rows), "suppliers")
    assert {fact.measure for fact in without.facts} == {"ratio"}
    beside = read_one(table_of(caption, *rows), "suppliers", text=f"销售额（元）{caption}")
    assert values(beside.facts, "supplier_purchases")["FY2010", "甲公司"] == "10198967.04"
    assert [finding.code for finding in beside.findings] == ["UNIT_FROM_CONTEXT"]
    misfit = read_one(table_of(caption, *rows), "suppliers", text=f"单位：万元{caption}")
    assert values(misfit.facts, "supplier_purchases") == {}


@pytest.mark.parametrize(
    ("unit", "value"),
    [("千港元", "123928000"), ("人民幣千元", "123928000"), ("百萬美元", "123928000000"), ("HK$'000", "123928000"), ("港元", "123928")],
)
def test_a_unit_without_brackets_below_the_words_of_its_column(unit: str, value: str) -> None:
    """Typeset (as HK prospectuses print it): 銷售額 over 千港元; the sums of the sentence above and a price elsewhere give no unit."""
    caption = "本集團向五大客戶的銷售額為人民幣 264.3 百萬元。\n下表載列五大客戶的資料:\n截至二零一三年三月三十一日止年度"
    head = ("客戶 | 銷售額 | 佔總營業額的概約百分比", f" | {unit} | %")
    table = table_of(caption, *head, "客戶A | 123,928 | 36.2", "五大客戶合計 | 123,928 | 36.2")
    reading = read_one(table, text=f"平均售價（元）{caption}")
    assert values(reading.facts, "customer_revenue") == {("FY2013", "客戶A"): value}
    assert values(reading.facts, "customer_share") == {("FY2013", "客戶A"): "0.362"}
    assert reading.findings == ()


def test_a_row_of_units_below_a_band_that_ends_the_head() -> None:
    table = table_of(
        "The following table sets out our five largest customers:",
        "Customer | Revenue | % of total revenue",
        "Year ended 31 December 2016 | | ",
        " | HK$'000 | %",
        "Customer A | 64,212 | 21.4",
        "Customer B | 51,322 | 17.1",
    )
    reading = read_one(table)
    assert values(reading.facts, "customer_revenue") == {("FY2016", "Customer A"): "64212000", ("FY2016", "Customer B"): "51322000"}


@pytest.mark.parametrize(
    "sentence", ["銷售額分別為人民幣 3,025.4 百萬元及人民幣 4,040.3 百萬元。", "以人民幣結算的銷售增加。", "最大客戶貢獻港幣3.2億元。"]
)
def test_sums_and_currencies_of_a_sentence_are_no_unit_of_the_table_below_it(sentence: str) -> None:
    """Typeset: 人民幣 of 人民幣 3,025.4 百萬元 made yuan of the thousands below; left out and told instead."""
    table = table_of(
        f"{sentence}\n下表載列五大客戶的資料:\n截至二零二三年十二月三十一日止年度",
        "客戶 | 銷售額 | 佔總收入百分比",
        "客戶甲 | 1,902,140 | 28.1",
        "客戶乙 | 859,686 | 12.7",
    )
    reading = read_one(table)
    assert values(reading.facts, "customer_revenue") == {}
    assert values(reading.facts, "customer_share") == {("FY2023", "客戶甲"): "0.281", ("FY2023", "客戶乙"): "0.127"}
    assert [(finding.code, finding.message) for finding in reading.findings] == [
        ("AMOUNT_UNIT_MISSING", "2 figures left out: nothing says in what money they are")
    ]


PARTIES = (
    "Supplier | Purchases | % of total purchases",
    " | US$'000 | %",
    "Supplier A | 5,612 | 50.2",
    "Supplier B | 1,041 | 9.3",
)
CAPTION = "The table below sets forth our top five suppliers for the year ended 31 December 2023:"


@pytest.mark.parametrize(
    ("sentence", "readings"),
    [
        # cloudbreak p.24 and p.402
        (
            "Our five largest suppliers vary. In 2023, the purchases from our largest supplier were US$5.6 million, which "
            "accounted for 50.2% of our total purchases.",
            ["supplier_purchases 5600000", "supplier_share 0.502"],
        ),
        # a figure of the list is that of the table: the other one is a reading that differs
        (
            "Our five largest suppliers vary. For the years ended 31 December 2023 and 2024, our largest supplier accounted for "
            "50.2% and 44.4% of our total purchases.",
            ["largest_supplier_share 0.444", "supplier_share 0.502"],
        ),
        # the largest of something else
        (
            "Our five largest suppliers vary. For the year ended 31 December 2023, our largest supplier of yarn accounted for 71.0% of it.",
            [],
        ),
        ("Our five largest suppliers vary. For the year ended 31 December 2023, our largest supplier accounted for less than 51%.", []),
    ],
)
def test_sentences_of_the_largest_party_are_readings_of_rank_one(sentence: str, readings: list[str]) -> None:
    pages = TypedPages({1: [table_of(CAPTION, *PARTIES)]}, {1: CAPTION, 2: sentence})
    facts = suppliers.read(context(pages, "USD")).facts
    said = [fact for fact in facts if fact.label == "largest supplier"]
    assert sorted(f"{fact.concept} {fact.value}" for fact in said) == readings
    assert {(fact.member, fact.rank) for fact in said if fact.concept != "largest_supplier_share"} <= {("Supplier A", 1)}


def test_a_page_that_names_only_the_largest_gives_readings_of_rank_one_and_nothing_else() -> None:
    """zhenro p.8: our revenue from Zhenro, our largest customer ...; a year that no table ranks is left out."""
    sentence = "In 2023 and 2024, our largest supplier accounted for 50.2% and 44.4% of our total purchases, respectively."
    pages = TypedPages({1: [table_of(CAPTION, *PARTIES)]}, {1: CAPTION, 2: sentence})
    said = [fact for fact in suppliers.read(context(pages, "USD")).facts if fact.label == "largest supplier"]
    assert [(fact.concept, fact.period.label, fact.rank, str(fact.value)) for fact in said] == [("supplier_share", "FY2023", 1, "0.502")]


def test_a_list_of_the_largest_that_agrees_once_holds_readings_of_rank_one_also_where_it_differs() -> None:
    sentence = (
        "In 2023 and 2024, our largest supplier accounted for 50.2% and 44.4% of our total purchases. Our five largest suppliers vary."
    )
    tables = [table_of(CAPTION, *PARTIES), table_of(CAPTION.replace("2023", "2024"), *PARTIES)]
    facts = suppliers.read(context(TypedPages({1: tables}, {1: CAPTION, 2: sentence}), "USD")).facts
    shares = [fact for fact in facts if fact.concept == "supplier_share" and fact.rank == 1]
    assert [(fact.period.label, fact.member, str(fact.value)) for fact in shares] == [
        ("FY2023", "Supplier A", "0.502"),
        ("FY2024", "Supplier A", "0.502"),
        ("FY2023", "Supplier A", "0.502"),
        ("FY2024", "Supplier A", "0.444"),
    ]
    assert len({fact.key for fact in shares}) == 2


def test_a_row_of_the_five_whose_figures_are_named_by_the_head() -> None:
    """002235 p.84: 前 5 名供应 is cut in print; the shares are of the row that is 100%."""
    table = table_of(
        "公司近三年主要原材料供应情况\n单位：万元",
        "项目 | 2007年度金额 | 2007年度比例 | 2006年度金额 | 2006年度比例",
        "原材料消耗 | 29,166.00 | 100% | 22,462.38 | 100%",
        "前 5 名供应 | 18,093.07 | 62.03% | 13,166.70 | 58.62%",
        unit_line="单位：万元",
    )
    pages = TypedPages({1: [table]}, {1: "公司近三年主要原材料供应情况\n前 5 名供应 18,093.07 62.03%"})
    facts = suppliers.read(context(pages)).facts
    assert values(facts, "top_suppliers_purchases") == {("FY2007", ""): "180930700", ("FY2006", ""): "131667000"}
    assert values(facts, "top_suppliers_share") == {("FY2007", ""): "0.6203", ("FY2006", ""): "0.5862"}
    assert {fact.base for fact in facts if fact.measure == "ratio"} == {"原材料消耗"}
    assert customers.read(context(pages)).facts == ()


def test_a_second_share_of_the_parties_is_told() -> None:
    """002250 p.132: 占定制总额 is kept, 占工业收入 is left out."""
    table = table_of(
        "公司工业业务中，定制生产业务的前五名客户如下表所示：\n2007年",
        "客户名称 | 销售金额（万元） | 占定制总额的比例(%) | 占工业收入的比例(%)",
        "FMC 公司 | 24,198.07 | 84.43 | 40.93",
        "杜邦公司 | 3,554.15 | 12.40 | 6.01",
        "合计 | 27,752.22 | 96.83 | 46.94",
    )
    reading = read_one(table)
    assert values(reading.facts, "customer_share", "定制生产业务") == {("FY2007", "FMC 公司"): "0.8443", ("FY2007", "杜邦公司"): "0.124"}
    assert [(finding.code, finding.message, len(finding.sources)) for finding in reading.findings] == [
        ("SHARE_LEFT_OUT", "3 figures left out beside the share that was kept: 占工业收入的比例(%)", 3)
    ]
    assert "占工业收入的比例(%)" in reading.ledger[0].reason


@pytest.mark.parametrize(
    ("total", "party", "sums"),
    [
        ("| 84,353 | 28.3", {"Supplier A": "33276000", "Supplier B": "20381000", "Supplier C": "30696000"}, "84353000"),
        # no sum: a second row of the last party, which then has no single figure
        ("| 5,000 | 1.7", {"Supplier A": "33276000", "Supplier B": "20381000"}, ""),
    ],
)
def test_a_total_without_a_label_is_known_by_its_sums(total: str, party: dict[str, str], sums: str) -> None:
    """Typeset (as HK prospectuses print it): bare figures under a rule were a second row of the fifth supplier, who was lost."""
    rows = (
        "Name of supplier | Purchases (HK$'000) | % of total purchases",
        "Supplier A | 33,276 | 11.2",
        "Supplier B | 20,381 | 6.8",
        "Supplier C | 30,696 | 10.3",
        total,
    )
    caption = "The table below sets out our five largest suppliers for the year ended 31 December 2015:"
    facts = read_one(table_of(caption, *rows), "suppliers").facts
    assert values(facts, "supplier_purchases") == {("FY2015", name): value for name, value in party.items()}
    assert values(facts, "top_suppliers_purchases") == ({("FY2015", ""): sums} if sums else {})


@pytest.mark.parametrize(
    ("caption", "scope"),
    [
        ("2、境外前五名客户\n2024年，公司前五名客户情况如下：", "境外"),
        ("2024年，公司外销收入前五名客户情况如下：", "外销"),
        ("2024年，公司直销模式下前五大客户的销售情况如下：", "直销"),
        ("2、前五名客户\n2024年，公司前五名客户情况如下：", ""),
    ],
)
def test_what_part_of_the_company_a_table_is_of(caption: str, scope: str) -> None:
    """Typeset: a table of the foreign customers is not read as one of all (30 right figures were flagged)."""
    facts = read_one(table_of(caption, "客户名称 | 金额（万元） | 占比", "甲公司 | 9,864.61 | 33.00%", "乙公司 | 6,277.48 | 21.00%")).facts
    assert {(fact.scope, fact.period.label) for fact in facts} == {(scope, "FY2024")}
    assert len(facts) == 4


def test_a_period_that_the_page_end_cuts() -> None:
    """Typeset: 2023 年 1-6 on one page, 月 on the next, the head repeated; the column of the periods shows itself only there."""
    head = "年度 | 序号 | 客户名称 | 销售额（万元） | 占比"
    upper = table_of("公司前五大客户销售情况如下：", head, "2023 年 1-6 | 1 | 甲公司 | 2,087.58 | 18.22%")
    lower = table_of(
        "",
        head,
        "月 | 2 | 乙公司 | 1,490.64 | 13.01%",
        "| 3 | 丙公司 | 852.45 | 7.44%",
        "| 4 | 丁公司 | 744.75 | 6.50%",
        "| 5 | 戊公司 | 559.13 | 4.88%",
        "2022 年度 | 1 | 甲公司 | 4,093.05 | 17.60%",
        "| 2 | 乙公司 | 3,383.75 | 14.55%",
    )
    rows = tuple(tuple(replace(cell, page=2) for cell in row) for row in lower.rows)
    lower = replace(lower, rows=rows, pages=(2,))
    facts = customers.read(context(TypedPages({1: [upper], 2: [lower]}))).facts
    assert values(facts, "customer_share") == {
        ("6M2023", "甲公司"): "0.1822",
        ("6M2023", "乙公司"): "0.1301",
        ("6M2023", "丙公司"): "0.0744",
        ("6M2023", "丁公司"): "0.065",
        ("6M2023", "戊公司"): "0.0488",
        ("FY2022", "甲公司"): "0.176",
        ("FY2022", "乙公司"): "0.1455",
    }


def test_a_title_in_the_first_rows_of_the_table() -> None:
    """Typeset (Word files of 2004): the line that announces the table and its unit stand inside the rules of the table."""
    table = table_of(
        "公司向前五名供应商合计的采购额占比为50.11%。",
        "2003年度公司前五名供应商的采购情况如下：",
        "单位：万元",
        "序号 | 供应商名称 | 采购内容 | 采购金额 | 占年度采购总额的比例",
        "1 | 仪征公司 | 聚酯切片 | 8,506.32 | 15.00%",
        "2 | 远东公司 | 聚酯切片 | 7,506.19 | 13.23%",
    )
    facts = read_one(table, "suppliers").facts
    assert values(facts, "supplier_purchases") == {("FY2003", "仪征公司"): "85063200", ("FY2003", "远东公司"): "75061900"}


def test_subcontractors_are_a_part_of_the_suppliers() -> None:
    """Typeset (HK contractors print both tables): their five largest are not those of the suppliers."""
    rows = (
        "Subcontractor | Fees (HK$'000) | % of total subcontracting fees",
        "Subcontractor A | 2,860 | 36.5",
        "Subcontractor B | 1,744 | 22.3",
    )
    reading = read_one(
        table_of("The following table sets out our five largest subcontractors for the year ended 31 March 2017:", *rows), "suppliers"
    )
    assert {fact.scope for fact in reading.facts} == {"subcontractors"}
    assert values(reading.facts, "supplier_share", "subcontractors")["FY2017", "Subcontractor A"] == "0.365"


def test_a_printed_unit_that_cannot_be_right_is_reported() -> None:
    """002479 p.133: figures in yuan under 采购金额（万元）; the value stays as printed."""
    table = table_of(
        "公司向前五名供应商采购情况如下：",
        "年度 | 序号 | 供应商名称 | 采购金额（万元） | 占采购总额的比例",
        "2010年 | 1 | 甲公司 | 167,576,735.23 | 49.96%",
        "2009年 | 1 | 甲公司 | 23,798.89 | 48.81%",
        "2008年 | 1 | 甲公司 | 17,168.12 | 30.59%",
    )
    reading = read_one(table, "suppliers")
    assert values(reading.facts, "supplier_purchases")["FY2010", "甲公司"] == "1675767352300"
    assert [(finding.level, finding.code) for finding in reading.findings] == [("warning", "UNIT_DOUBTFUL")]
    assert reading.findings[0].sources[0].text == "167,576,735.23"


def test_related_parties_and_channels_are_kept_with_the_row() -> None:
    table = table_of(
        "2024年，公司前五名客户销售情况如下：",
        "序号 | 客户名称 | 销售模式 | 是否关联方 | 销售金额（万元） | 占比",
        "1 | 甲公司 | 经销 | 是 | 300.00 | 30.00%",
        "2 | 乙公司 | 直销 | 否 | 200.00 | 20.00%",
    )
    facts = [fact for fact in read_one(table).facts if fact.concept == "customer_revenue"]
    assert [(fact.member, fact.channel, fact.relation) for fact in facts] == [("甲公司", "经销", "关联方"), ("乙公司", "直销", "")]
    assert {fact.assurance for fact in facts} == {""}
    assert facts[0].value == Decimal(3_000_000)


HEAD_OF_PARTS = "期间 | 序号 | 客户名称 | 销售金额（万元） | 占营业收入的比例"
ROWS_OF_PARTS = (
    "2024年度 | 1 | 临港公司 | 172.13 | 28.71%",
    "| 2 | 浪泉集团 | 144.19 | 24.05%",
    "| | 其中：浪泉电子公司 | 89.40 | 14.91%",
    "| | 浪泉云公司 | 54.79 | 9.14%",
    "| 3 | 丙公司 | 67.57 | 11.27%",
    "| 4 | 丁公司 | 56.00 | 9.34%",
    "| 5 | 戊公司 | 27.46 | 4.58%",
    "| | 合计 | 467.35 | 77.95%",
)
FIVE_OF_PARTS = {"临港公司": "1721300", "浪泉集团": "1441900", "丙公司": "675700", "丁公司": "560000", "戊公司": "274600"}


@pytest.mark.parametrize("second", ["其中：浪泉云公司", "浪泉云公司"])
@pytest.mark.parametrize("merged", [False, True])
def test_rows_that_split_a_group_are_no_parties(second: str, merged: bool) -> None:
    """Typeset: the members of one group below it, without ranks or beside one merged rank."""
    table = table_of("公司前五名客户的销售情况如下：", HEAD_OF_PARTS, *(row.replace("浪泉云公司", second) for row in ROWS_OF_PARTS))
    if merged:
        rows = [tuple(replace(c, rowspan=3) if (c.row, c.col) == (2, 1) else c for c in row) for row in table.rows]
        table = replace(table, rows=tuple(rows))
    facts = read_one(table).facts
    assert values(facts, "customer_revenue") == {("FY2024", name): value for name, value in FIVE_OF_PARTS.items()}
    assert [fact.rank for fact in facts if fact.concept == "customer_share"] == [1, 2, 3, 4, 5]
    assert values(facts, "top_customers_revenue") == {("FY2024", ""): "4673500"}


def test_members_without_words_are_parts_where_they_add_up() -> None:
    rows = [row.replace("其中：", "") for row in ROWS_OF_PARTS]
    facts = read_one(table_of("公司前五名客户的销售情况如下：", HEAD_OF_PARTS, *rows)).facts
    assert values(facts, "customer_revenue") == {("FY2024", name): value for name, value in FIVE_OF_PARTS.items()}
    rows = [row.replace("54.79", "44.79") for row in rows]
    assert read_one(table_of("公司前五名客户的销售情况如下：", HEAD_OF_PARTS, *rows)).facts == ()


@pytest.mark.parametrize(
    ("text", "at"), [("engaged in power supply", 5), ("Engaged in power supply", 5), ("engaged in gears", 3), ("Gears", 3)]
)
def test_the_rest_of_a_wrapped_cell_opens_no_part_of_the_company(text: str, at: int) -> None:
    """Typeset: the last line of a party's background stands alone above the total and reaches over all columns."""
    rows = [
        f"{rank} | Customer {letter} | {amount} | {amount / 10}%"
        for rank, (letter, amount) in enumerate(zip("ABCDE", (300, 200, 100, 90, 10), strict=True), 1)
    ]
    rows = [*rows[:at], text, *rows[at:], "Total | | 700 | 70.0%"]
    table = table_of(
        "Our five largest customers for the year ended 31 December 2023", "Rank | Customer | Revenue (RMB'000) | % of total revenue", *rows
    )
    wide = tuple(tuple(replace(c, colspan=4) if c.text == text else c for c in row) for row in table.rows)
    facts = read_one(replace(table, rows=wide)).facts
    assert {(fact.scope, fact.period.label) for fact in facts} == {("", "FY2023")}
    assert values(facts, "customer_revenue") == {
        ("FY2023", f"Customer {x}"): y for x, y in zip("ABCDE", ("300000", "200000", "100000", "90000", "10000"), strict=True)
    }
    assert values(facts, "top_customers_revenue") == {("FY2023", ""): "700000"}


WRAPPED_HEAD = ("| | Percentage to", "Name of supplier | Purchases | our total", "| | purchases", "| HK$'000 | %")
UPPER_ROWS = ("Fibre Inc. | 95,362 | 13.7", "Euro B.V. | 62,969 | 9.0")


def on_page(table: RawTable, page: int) -> RawTable:
    return replace(table, rows=tuple(tuple(replace(cell, page=page) for cell in row) for row in table.rows), pages=(page,))


@pytest.mark.parametrize("head", [WRAPPED_HEAD, ("Name of supplier | Purchases | Percentage to our", "| HK$'000 | total purchases")])
def test_a_head_that_returns_over_a_wrapped_name(head: Sequence[str]) -> None:
    """Typeset: the next page names only its period, and the first party begins on a line of its own."""
    upper = table_of("Our five largest suppliers:\nFor the year ended 30 June 2010", *head, *UPPER_ROWS, strategy="aligned")
    rows = ("Wing Shing", "Paper Limited | 142,336 | 15.4", "Fibre Inc. | 120,857 | 13.1")
    lower = table_of("For the year ended 30 June 2011", *head, *rows, strategy="aligned")
    facts = suppliers.read(context(TypedPages({1: [upper], 2: [on_page(lower, 2)]}), "HKD")).facts
    assert values(facts, "supplier_purchases") == {
        ("FY2010", "Fibre Inc."): "95362000",
        ("FY2010", "Euro B.V."): "62969000",
        ("FY2011", "Wing Shing Paper Limited"): "142336000",
        ("FY2011", "Fibre Inc."): "120857000",
    }


def test_a_head_that_returns_with_another_unit() -> None:
    upper = table_of("Our five largest suppliers:\nFor the year ended 30 June 2010", *WRAPPED_HEAD, *UPPER_ROWS, strategy="aligned")
    head = [row.replace("HK$", "US$") for row in WRAPPED_HEAD]
    lower = table_of("For the year ended 30 June 2011", *head, *UPPER_ROWS, strategy="aligned")
    facts = suppliers.read(context(TypedPages({1: [upper], 2: [on_page(lower, 2)]}), "HKD")).facts
    purchases = [(fact.period.label, fact.measure) for fact in facts if fact.concept == "supplier_purchases"]
    assert purchases == [("FY2010", "HKD"), ("FY2010", "HKD"), ("FY2011", "USD"), ("FY2011", "USD")]


def test_a_used_table_tells_the_parties_without_a_period() -> None:
    rows = [
        f"{rank} | {name}公司 | {amount}.00 | {amount}.00%"
        for rank, name, amount in zip("12345", "甲乙丙丁戊", (30, 20, 10, 9, 8), strict=True)
    ]
    head = "序号 | 客户名称 | 销售额（万元） | 占营业收入的比例"
    reading = read_one(table_of("2024年公司前五大客户销售情况如下：", head, *rows, "合计 | | 77.00 | 77.00%", *rows))
    assert values(reading.facts, "top_customers_revenue") == {("FY2024", ""): "770000"}
    found = [(f.level, f.code, [source.text for source in f.sources]) for f in reading.findings]
    assert found == [("warning", "PARTIES_LEFT_OUT", ["甲公司", "乙公司", "丙公司", "丁公司", "戊公司"])]


@pytest.mark.parametrize(
    ("ending", "total", "expected"),
    [
        ("（4）2022年度", "合计 | | 50.00 | 50.00%", {("FY2023", "甲公司"): "300000", ("FY2022", "丙公司"): "400000"}),
        ("（4）2022年度", "", {("FY2023", "甲公司"): "300000", ("FY2023", "丙公司"): "400000"}),
        ("公司2022年度经营良好。", "合计 | | 50.00 | 50.00%", {("FY2023", "甲公司"): "300000"}),
    ],
)
def test_a_period_on_the_last_line_of_the_page_before(ending: str, total: str, expected: dict[tuple[str, str], str]) -> None:
    """Typeset: the period stands at the page end, the next page begins with the unit and the head of its table."""
    head = "序号 | 客户名称 | 销售额（万元） | 占营业收入的比例"
    rows = ["1 | 甲公司 | 30.00 | 30.00%", *([total] if total else [])]
    upper = table_of("公司前五大客户销售情况如下：\n（3）2023年度", head, *rows)
    lower = on_page(table_of("单位：万元", head, f"{1 if total else 2} | 丙公司 | 40.00 | 40.00%"), 3)
    pages = TypedPages({2: [on_page(upper, 2)], 3: [lower]}, {1: "公司前五大客户如下：", 2: ending}, text_top=700.0)
    facts = customers.read(context(pages)).facts
    assert values(facts, "customer_revenue") == expected


def test_the_first_lines_of_a_party_below_a_head_that_returns_overleaf() -> None:
    """Typeset: the period at the foot of the page; what the first customer is begins above its name, as a line of the head would.

    The years in which the business began make no period of the table's own.
    """
    head = ("Customer | Background | Year of commencement | Revenue amount | % of total", "| | | (RMB’000) | revenue (%)")
    others = [f"Customer {name} | dealer | 2022 | {amount} | {amount}.0" for name, amount in (("B", 20), ("C", 10), ("D", 6), ("E", 4))]
    tables = [
        table_of(caption, *head, f"| {first}", f"{name} | {rest} | 2023 | {amount} | {amount}.0", *others, total, strategy="aligned")
        for caption, first, name, rest, amount, total in (
            (
                "Our five largest customers:\nFor the year ended December 31, 2024",
                "A firm",
                "Customer A",
                "in Jiangsu",
                30,
                "Total | | | 70 | 70.0",
            ),
            ("", "A listed firm", "Customer F", "in Guangdong", 31, "Total | | | 71 | 71.0"),
        )
    ]
    texts = {1: "Our five largest customers", 2: "For the year ended December 31, 2023"}
    pages = TypedPages({2: [on_page(tables[0], 2)], 3: [on_page(tables[1], 3)]}, texts, text_top=700.0)
    found = values(customers.read(context(pages)).facts, "customer_revenue")
    assert (found[("FY2024", "Customer A")], found[("FY2023", "Customer F")], len(found)) == ("30000", "31000", 10)


def test_a_period_alone_in_the_first_row_of_a_table() -> None:
    """Typeset without vertical rules: the line 「（1）2025年1-6月」 stands over the names, the next period over their next group."""
    rows = (
        "序号 | 客户名称 | 销售额（万元） | 占比",
        "1 | 甲公司 | 30.00 | 30.00%",
        "2 | 乙公司 | 20.00 | 20.00%",
        "| 合计 | 50.00 | 50.00%",
    )
    table = table_of("公司前五大客户销售情况如下：", "| （1）2025年1-6月", *rows, "| （2）2024年度", *rows, strategy="aligned")
    assert values(read_one(table).facts, "top_customers_revenue") == {("6M2025", ""): "500000", ("FY2024", ""): "500000"}


@pytest.mark.parametrize(("years", "expected"), [((2024, 2023), ["no parties were read for FY2022, only their total"]), ((2024,), [])])
def test_a_period_with_a_total_alone_is_told(years: Sequence[int], expected: list[str]) -> None:
    head = "年度 | 序号 | 客户名称 | 销售额（万元） | 占营业收入的比例"
    rows = [f"{year}年度 | {rank} | {rank}号公司 | {amount}.00 | {amount}.00%" for year in years for rank, amount in ((1, 30), (2, 20))]
    text = "Our top five customers accounted for 70.0%, 60.0% and 50.0% of our total revenue in 2022, 2023 and 2024, respectively."
    table = table_of("报告期内，公司前五大客户的销售情况如下：", head, *rows)
    reading = customers.read(context(TypedPages({1: [table]}, {1: text}, text_top=700.0)))
    found = [finding for finding in reading.findings if finding.code == "PARTIES_MISSING"]
    assert [finding.message for finding in found] == expected
    assert [source.text for finding in found for source in finding.sources] == ["70.0%"][: len(expected)]


def test_a_page_that_goes_on_without_the_column_of_periods() -> None:
    """Typeset without vertical rules: the years stand between the rows, so the next page shows no column of them."""
    head = "年度 | 序号 | 供应商名称 | 采购金额（万元） | 占采购总额的比例"
    upper = table_of(
        "公司前五大供应商的采购情况如下：", head, "2024年 | 1 | 甲公司 | 30.00 | 30.00%", "| | 合计 | 30.00 | 30.00%", strategy="aligned"
    )
    rows = ("1 | 甲公司 | 20.00 | 20.00%", "2023年", "2 | 乙公司 | 10.00 | 10.00%", "| 合计 | 30.00 | 30.00%")
    lower = on_page(table_of("", *rows, strategy="aligned"), 2)
    edges = tuple((left, right - 20) for left, right in upper.columns[1:])
    lower = replace(lower, columns=edges)
    facts = suppliers.read(context(TypedPages({1: [upper], 2: [lower]}))).facts
    assert values(facts, "supplier_purchases") == {
        ("FY2024", "甲公司"): "300000",
        ("FY2023", "甲公司"): "200000",
        ("FY2023", "乙公司"): "100000",
    }
    assert values(facts, "top_suppliers_share") == {("FY2024", ""): "0.3", ("FY2023", ""): "0.3"}


def test_a_heading_between_two_tables_that_became_a_row() -> None:
    """Typeset without vertical rules: the second table has a part, a base and a page of its own."""
    head = "年度 | 客户名称 | 销售收入（万元） | 占{}收入的比例"
    rows = ("2025年 | 甲公司 | 30.00 | 30.00%", "| 乙公司 | 20.00 | 20.00%", "| 小计 | 50.00 | 50.00%")
    parts = (head.format("管道业务"), *rows, "（2）软管业务前五大客户", head.format("软管业务"), *rows)
    table = table_of("（1）管道业务前五大客户", *parts, strategy="aligned")
    lower = on_page(table_of("", *(row.replace("2025", "2024") for row in rows), strategy="aligned"), 2)
    facts = customers.read(context(TypedPages({1: [table], 2: [lower]}))).facts
    assert values(facts, "customer_share", "管道业务") == {("FY2025", "甲公司"): "0.3", ("FY2025", "乙公司"): "0.2"}
    assert values(facts, "top_customers_revenue", "软管业务") == {("FY2025", ""): "500000", ("FY2024", ""): "500000"}
    assert {fact.base for fact in facts if fact.scope == "软管业务" and fact.measure == "ratio"} == {"软管业务收入"}
    assert {fact.scope for fact in facts} == {"管道业务", "软管业务"}


@pytest.mark.parametrize(
    "rest",
    [("所有其他客戶 | 23.00 | 23.00%", "總營業額 | 100.00 | 100.00%"), ("All other customers | 23.00 | 23.00%", "Whole | 100.00 | 100%")],
)
def test_the_others_and_the_whole_below_the_total_are_no_parties(rest: Sequence[str]) -> None:
    rows = [
        f"{rank} | {name}公司 | {amount}.00 | {amount}.00%"
        for rank, name, amount in zip("12345", "甲乙丙丁戊", (30, 20, 10, 9, 8), strict=True)
    ]
    head = "排名 | 客戶 | 銷售額（萬元） | 佔總營業額的概約百分比"
    table = table_of("2024年本集團五大客戶如下：", head, *rows, "| 五大客戶合計 | 77.00 | 77.00%", *(f"| {row}" for row in rest))
    reading = read_one(table)
    assert values(reading.facts, "top_customers_revenue") == {("FY2024", ""): "770000"}
    assert (len(reading.facts), reading.findings) == (12, ())


def test_the_form_of_shanghai_reports_between_a_heading_and_its_table() -> None:
    """英集芯 2025 p.62: 公司前五名客户, √适用 □不适用, 单位：万元 币种：人民币."""
    caption = "前五名客户销售额 490.2 万元，占年度销售总额 30.46%。\n公司前五名客户\n√适用 □不适用\n单位：万元 币种：人民币"
    rows = [f"{rank} | 客户{name} | {120 - rank}.50 | {7 - rank / 10:.2f} | 否" for rank, name in enumerate("一二三四五", 1)]
    table = table_of(
        caption, "序号 | 客户名称 | 销售额 | 占年度销售总额比例（%） | 是否存在关联关系", *rows, "合计 | / | 490.20 | 30.46 | /"
    )
    reading = customers.read(replace(context(TypedPages({1: [table]})), report_period=Period.ending(date(2025, 12, 31), 12)))
    assert [fact.member for fact in reading.facts if fact.concept == "customer_revenue"] == [f"客户{name}" for name in "一二三四五"]


def test_a_head_that_returns_with_two_of_its_words_in_one_cell() -> None:
    """Estun (2715) p.231: few rows below the page break leave no gap between two heads."""
    upper_head = ("Customer | Revenue | Share of total | Years of", "| RMB'000 | revenue % | relationship")
    lower_head = ("Customer | Revenue | Share of total Years of", "| RMB'000 | revenue % | relationship")
    upper = table_of(
        "Our five largest customers:\nFor the year ended 30 June 2010", *upper_head, "A Ltd | 120,857 | 13.1 | 3", strategy="aligned"
    )
    lower = table_of("For the year ended 30 June 2011", *lower_head, "B Ltd | 95,362 | 12.1 | 4", strategy="aligned")
    facts = customers.read(context(TypedPages({1: [upper], 2: [on_page(lower, 2)]}))).facts
    assert values(facts, "customer_revenue") == {("FY2010", "A Ltd"): "120857000", ("FY2011", "B Ltd"): "95362000"}


@pytest.mark.parametrize(
    ("head", "count"),
    [("Supplier | Purchase amount (RMB'000) | % of total purchases", 2), ("Supplier | Amount (RMB'000) | % of total", 0)],
)
def test_words_on_how_the_five_are_paid_above_a_table_of_purchases(head: str, count: int) -> None:
    """Eaglerise p.235: "We typically settle payments with our top five suppliers by Net 30", then the tables overleaf."""
    caption = "We typically settle payments with our top five suppliers within 30 days.\nFor the year ended December 31, 2024"
    rows = ("Supplier A | 174,615 | 5.2", "Supplier B | 156,775 | 4.6")
    facts = read_one(table_of(caption, head, *rows, strategy="aligned"), "suppliers").facts
    assert len(values(facts, "supplier_purchases")) == count


def test_parties_with_the_letters_of_the_other_side_are_none_of_this_one() -> None:
    """瀚天天成 2726: the suppliers' table overleaf, below a heading that names the customers."""
    rows = [f"供應商{letter} | {30 - rank}.4 | {9 - rank}.5%" for rank, letter in enumerate("ABCDE")]
    table = table_of("下表載列2024年我們五大客戶的詳情：", " | 金額（人民幣百萬元） | 佔總額百分比", *rows)
    assert [fact for fact in read_pages(TypedPages({1: [table]})) if fact.member] == []
    mixed = replace(table, rows=tuple(replace_cells(row) for row in table.rows))
    assert len({fact.member for fact in read_pages(TypedPages({1: [mixed]}))} - {""}) == 5


def read_pages(pages: TypedPages) -> Sequence[Fact]:
    return customers.read(context(pages)).facts


def replace_cells(row: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row with its letters those of customers, but one that is a supplier too."""
    return tuple(replace(cell, text=cell.text.replace("供應商", "客戶") if cell.text != "供應商E" else cell.text) for cell in row)


@pytest.mark.parametrize(("sentence", "scale"), [("All amounts are in RMB thousands unless stated otherwise.", 1000), ("", 1)])
def test_a_bare_currency_takes_the_scale_that_the_chapter_states(sentence: str, scale: int) -> None:
    rows = [f"Customer {letter} | {52_000_000 - place} | {9.5 - place}%" for place, letter in enumerate("ABCDE")]
    table = table_of("Our five largest customers in 2024:", " | RMB | % of total revenue", *rows)
    found = read_pages(TypedPages({1: [table]}, {1: f"{sentence}\n{table.caption}"}))
    assert {fact.value for fact in found if fact.rank == 1 and fact.measure == "CNY"} == {Decimal(52_000_000 * scale)}
