"""Words over, in and below five-largest tables: titles, scopes, column roles, notes, the calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import ConfigError
from analyzer.read.calendar import find_report_period, find_year_end
from analyzer.topics import concentration_words
from analyzer.topics.concentration_heads import header_role, header_unit, share_base
from analyzer.topics.concentration_notes import split_notes
from analyzer.topics.concentration_titles import find_title, flows, is_bare_caption, title_period
from analyzer.topics.concentration_words import NAMING_HINTS, load_words, squeeze

WORDS = load_words()
DECEMBER = (12, 31)


@pytest.mark.parametrize(
    ("caption", "kind", "scope", "period"),
    [
        ("3、近三年前五名客户情况\n2003 年前五大客户名单及销售情况", "customers", "", "FY2003"),
        ("报告期内，发行人境外前五名客户销售情况如下：", "customers", "境外", ""),
        ("报告期内前 5 名直接客户销售情况如下：", "customers", "直接客户", ""),
        ("报告期内前 5 名经销商的销售情况如下：", "customers", "经销商", ""),
        ("公司报告期内向前五名经销商（即前五名客户）的销售情况如下：", "customers", "", ""),
        ("（3）贸易业务前五名客户", "customers", "贸易业务", ""),
        ("2009年度公司对前五大蒸汽客户销售情况如下表所示：", "customers", "蒸汽", "FY2009"),
        ("2010 年 1－6 月前五大煤炭供应商采购情况", "suppliers", "煤炭", "6M2010"),
        ("(2)报告期内公司各项业务销售客户前五名明细情况\n①2009 年 1-6 月", "customers", "", "6M2009"),
        ("额 19,309 万元的 52.90%。\n本公司前五名客户及销售额（2000 年） 单位：万元", "customers", "", "FY2000"),
        ("下表載列於所示期間有關我們五大客戶的若干資料。\n截至2023年12月31日止年度", "customers", "", "FY2023"),
        ("於往績記錄期，五名最大供應商的詳情載列如下", "suppliers", "", ""),
        ("The following table sets forth details of our top five customers in 2017:", "customers", "", "FY2017"),
        (
            "our five largest suppliers for the years ended 31 December 2022\nand 2023:\nFor the year ended 31 December 2022",
            "suppliers",
            "",
            "FY2022",
        ),
        ("Details of our five largest overseas customers in 2024:", "customers", "overseas", "FY2024"),
    ],
)
def test_titles(caption: str, kind: str, scope: str, period: str) -> None:
    title = find_title(caption, WORDS)
    assert title is not None
    found = title_period(title, DECEMBER)
    assert (title.kind, title.scope, found.label if found else "", title.blocked) == (kind, scope, period, False)


@pytest.mark.parametrize(
    "caption",
    [
        "报告期内，发行人应收账款前五名客户的名称、金额及比例如下：",
        "公司各年末预收前五名客户款项的余额情况如下：",
        "前五大供应商的外协加工情况如下：",
        "报告期内，公司前五大客户与同行业可比公司对比如下：",
        "trade receivables due from our five largest customers:",
        "部分五大客戶亦為我們的供應商，而我們部分五大供應商亦為我們的客戶，詳情載於下表。",
    ],
)
def test_titles_of_something_else_are_blocked(caption: str) -> None:
    title = find_title(caption, WORDS)
    assert title is not None
    assert title.blocked


@pytest.mark.parametrize(
    "caption",
    [
        "公司报告期内向直营店及加盟店渠道的销售情况如下：",
        "公司前五大客户较为稳定。报告期各期，主要产品的销售情况如下：",
        "向前五大客户的销售详细情况请参见本招股意向书第六节。\n单位：万元",
        "前十名客户情况",
        "Revenue from our five largest customers was most of our total revenue in 2023. See “Business — Our Customers”.\n"
        "SUMMARY\nThe following table sets forth selected items of our statements, and as percentages of our total revenue.",
        "",
    ],
)
def test_captions_that_announce_no_five_largest(caption: str) -> None:
    title = find_title(caption, WORDS)
    assert title is None or not title.names_five


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("", True),
        ("单位：万元", True),
        ("（2）2005 年度", True),
        ("③2007 年", True),
        ("For the year ended 31 December 2023", True),
        ("主要客户其他情况", False),
    ],
)
def test_captions_without_text_of_their_own(caption: str, expected: bool) -> None:
    assert is_bare_caption(caption) is expected


@pytest.mark.parametrize(
    ("header", "role", "base"),
    [
        ("占主营业务收入比率", "share", "主营业务收入"),
        ("占当期营业收入的比例（%）", "share", "营业收入"),
        ("占采购总额的比例(%)", "share", "采购总额"),
        ("占比", "share", ""),
        ("佔銷售額百分比", "share", "銷售額"),
        ("Percentage of total procurement", "share", "total procurement"),
        ("% of our total revenue", "share", "total revenue"),
        ("采购金额（不含税,万元）", "amount", ""),
        ("Revenue (RMB in thousands)", "amount", ""),
        ("Transaction amount RMB’000", "amount", ""),
        ("数量（万套）", "skip", ""),
        ("价格（元/套）", "skip", ""),
        ("Year of commencement of business relationship", "skip", ""),
        ("Credit terms", "skip", ""),
        ("应收账款余额（万元）", "block", ""),
        ("Name of the supplier", "name", ""),
        ("销售客户名称", "name", ""),
        ("Ranking", "rank", ""),
        ("销售的具体内容", "text", ""),
        ("Major products/services purchased from us", "text", ""),
    ],
)
def test_header_words(header: str, role: str, base: str) -> None:
    plain = squeeze(header)
    assert header_role(plain, WORDS, header_unit(plain, [plain], "CNY")) == role
    assert (share_base(plain, WORDS) if role == "share" else "") == base


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("采购数量较大，2007年度、2008年度和2010年1-6月", ["FY2007", "FY2008", "6M2010"]),
        ("2004-2006年", ["FY2004", "FY2005", "FY2006"]),
        ("截至2023年12月31日", []),
        ("1,2007", []),
    ],
)
def test_periods_with_a_length(text: str, labels: list[str]) -> None:
    assert [period.label for period, _, _ in flows(text)] == labels


def test_notes_are_cut_at_their_numbers_and_after_the_last_one() -> None:
    plain = "(1) Customer A is a maker. (2) Customer B is a trader. Customer B is a distributor. Our sales grew."
    assert split_notes(plain, {"(1)", "(2)"}) == {
        "(1)": "Customer A is a maker.",
        "(2)": "Customer B is a trader. Customer B is a distributor.",
    }
    assert split_notes(plain, {"(2)"}) == {"(2)": "Customer B is a trader. Customer B is a distributor."}


@pytest.mark.parametrize(
    ("cover", "label"),
    [
        ("贵州茅台酒股份有限公司 2024 年年度报告", "FY2024"),
        ("江苏南大光电材料股份有限公司\n2025 年年度报告全文", "FY2025"),
        ("首次公开发行股票招股说明书\n2024年年度报告", ""),
        ("PROSPECTUS", ""),
    ],
)
def test_the_year_of_an_annual_report(cover: str, label: str) -> None:
    period = find_report_period([cover, "", ""])
    assert (period.label if period else "") == label


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["for the years ended 31 March 2022 and 2023", "Year ended March 31,", "year ended 31 December 2020"], (3, 31)),
        (["截至2023年6月30日止年度", "截至2024年6月30日止三個年度"], (6, 30)),
        (["no year end"], (12, 31)),
    ],
)
def test_the_day_on_which_years_end(texts: list[str], expected: tuple[int, int]) -> None:
    assert find_year_end(texts) == expected


def test_a_wording_seen_in_one_filing_can_be_left_out() -> None:
    text = "公司销售客户前五名情况"
    assert len(load_words().mentions(text, ("five",))) == 1
    assert load_words(frozenset({"002353"})).mentions(text, ("five",)) == []


def test_a_broken_pattern_is_a_mistake_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "concentration_words.csv").write_text("role,language,pattern,seen_in\nfive,zh,前(五,genre\n", encoding="utf-8")
    monkeypatch.setattr(concentration_words, "files", lambda _: tmp_path)
    load_words.cache_clear()
    with pytest.raises(ConfigError, match=r"role five: '前\(五' is no regex"):
        load_words()
    load_words.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "Customers other than our five largest customers", "excluding the top five customers", "Non-top five customers",
        "除五大客戶外的其他客戶", "五大客戶以外的客戶", "非五大客戶", "扣除前五名客戶",
    ],
)  # fmt: skip
def test_all_but_the_five_are_not_the_five(text: str) -> None:
    assert load_words().mentions(text, ("five",)) == []


@pytest.mark.parametrize("header", ["五大客戶應佔收益", "客戶應佔營業額"])
def test_revenue_that_customers_account_for_is_no_share(header: str) -> None:
    assert header_role(header, load_words(), None) == "amount"


NAMINGS = (
    *("前五名客户", "首5大供應商", "最大的五家客户", "5大客戶", "五名最大供應商", "客户中前五名", "5最大及最大供應商", "五大及最大供應商"),
    *("主要客户", "重点供应商", "第一大客户", "單一最大客戶", "最大及五大供應商"),
    *(
        "top 5 customers",
        "Largest five suppliers",
        "five single largest customers",
        "5 biggest suppliers",
        "five customers with the highest sales",
    ),
    *("major customers", "KEY suppliers", "principal customers", "largest customer", "single largest and five largest suppliers"),
    *("top five and largest customers", "our top customer"),
)


@pytest.mark.parametrize("text", NAMINGS)
def test_every_naming_holds_its_hint(text: str) -> None:
    """Texts without the hint of a role are not searched: a wording that lacks it would never be found."""
    told = [role for role, patterns in WORDS.naming.items() if any(pattern.search(squeeze(text)) for pattern in patterns)]
    assert told
    assert all(NAMING_HINTS[role].search(squeeze(text)) for role in told)
