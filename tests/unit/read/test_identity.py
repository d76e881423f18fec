"""analyzer.read.identity: what the first pages and the statements of basis say."""

from __future__ import annotations

import pytest

from analyzer.read.identity import find_printed_page, read_identity

MAINLAND = [
    "安徽某某科技股份有限公司\n首次公开发行股票\n招 股 意 向 书\n(封卷稿)\n保荐人（主承销商）\n国元证券有限责任公司",
    "安徽某某科技股份有限公司 招股意向书\n1-1-1\n拟上市的证券交易所： 深圳证券交易所\n本招股意向书签署日期： 2011年7月18日",
    "1-1-2\n单位：万元\n项目 2010年度\n营业收入 1,234.56",
    "1-1-3\n财务报表按照企业会计准\n则的规定编制",
]
HONG_KONG = [
    "The Stock Exchange of Hong Kong Limited takes no responsibility\nApplication Proof of\nSample Chips Corporation\n"
    "樣本芯片股份有限公司\n(A joint stock company incorporated in the PRC with limited liability)",
    "– ii –\nthe number of shares and the contents of this document have not been approved",
    "I-3\nRMB’000 RMB’000\nThe Financial Information has been prepared in accordance with IFRS.",
]


def values(texts: list[str]) -> dict[str, str]:
    return {name: attribute.value for name, attribute in read_identity("sample", texts).items()}


def test_mainland() -> None:
    assert values(MAINLAND) == {
        "market": "szse_main",
        "language": "zh-Hans",
        "issuer": "安徽某某科技股份有限公司",
        "currency": "CNY",
        "basis": "CAS",
        "document_date": "2011-07-18",
        "document_version": "招股意向书（封卷稿）",
        "stock_code": "",
    }


def test_hong_kong() -> None:
    assert values(HONG_KONG) == {
        "market": "hkex",
        "language": "en",
        "issuer": "Sample Chips Corporation",
        "currency": "CNY",
        "basis": "IFRS",
        "document_date": "",
        "document_version": "application proof",
        "stock_code": "",
    }


CAYMAN = "(Incorporated in the Cayman Islands with limited liability)"


@pytest.mark.parametrize(
    ("cover", "issuer"),
    [
        (
            ["28 June 2002", "", "SAMPLE INNOVATIVE LIGHTING", "HOLDINGS LIMITED", "某某照明控股有限公司", CAYMAN],
            "SAMPLE INNOVATIVE LIGHTING HOLDINGS LIMITED",
        ),
        (["Bookrunner", "Sample Cement (China) Holdings", "Corporation", CAYMAN], "Sample Cement (China) Holdings Corporation"),
        (["Sole Sponsor", "Limited", "某某控股有限公司", CAYMAN], "某某控股有限公司"),
        (["GLOBAL OFFERING", "SAMPLE CHIPS LIMITED*", CAYMAN], "SAMPLE CHIPS LIMITED"),
        (
            [
                "Sample Robotics",
                "某某機器人",
                "(A company controlled through weighted voting rights and incorporated in the Cayman Islands",
            ],
            "Sample Robotics",
        ),
        (["GLOBAL OFFERING", CAYMAN], ""),
        (["the directors of which collectively accept", CAYMAN], ""),
    ],
)
def test_the_name_on_a_cover_of_hong_kong(cover: list[str], issuer: str) -> None:
    english = "This prospectus is published in Hong Kong for the purpose of giving information to the public about the company. " * 8
    assert values(["\n".join(cover) + "\n\n" + english])["issuer"] == issuer


def test_the_name_of_an_exchange_over_two_lines() -> None:
    assert (
        values(["THE STOCK EXCHANGE OF HONG\nKONG LIMITED takes no responsibility for the contents of this document."])["market"] == "hkex"
    )


def test_each_value_cites_its_page_and_words() -> None:
    source = read_identity("sample", MAINLAND)["document_date"].source
    assert source is not None
    assert (source.filing_id, source.page, source.printed_page, source.text) == ("sample", 2, "1-1-1", "签署日期： 2011年7月18日")


def test_nothing_is_said_where_the_pages_say_nothing() -> None:
    identity = read_identity("sample", ["", ""])
    assert {attribute.value for attribute in identity.values()} == {""}
    assert {attribute.source for attribute in identity.values()} == {None}


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("会计报表按《企业会计准则》、《企业会计制度》及其补充规定编制", "PRC GAAP"),
        ("按《股份有限公司\n会计制度》及有关补充规定进行编制", "PRC GAAP"),
        ("本公司自2007年1月1日起执行财政部2006年2月公布的《企业会计准则》", "CAS"),
        ("2007年以前执行《企业会计制度》的规定，以后执行《企业会计准则第 30 号》", "CAS"),
        ("根据《公司法》和《企业会计准则》的相关规定，关联方如下", ""),
    ],
)
def test_old_and_new_chinese_rules(sentence: str, basis: str) -> None:
    assert values([*MAINLAND[:3], sentence])["basis"] == basis


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("prepared in accordance with Hong Kong Financial Reporting Standards (“HKFRSs”)", "HKFRS"),
        ("prepared in accordance with International Financial Reporting\nStandards", "IFRS"),
        ("adjusted profit is a non-IFRS measure", ""),
    ],
)
def test_hong_kong_rules(sentence: str, basis: str) -> None:
    assert values([*HONG_KONG[:2], sentence])["basis"] == basis


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("某某股份有限公司 2025 年年度报告\n2026 年 04 月\n公司代码：600519", "document_date", "2026-04"),
        ("某某股份有限公司 2025 年年度报告\n2026 年 04 月\n公司代码：600519", "stock_code", "600519"),
        ("某某股份有限公司 2025 年年度报告\n2026 年 04 月\n公司代码：600519", "document_version", "年度报告"),
        ("某某股份有限公司\n增发招股意向书\n公告日期： 二〇〇七年十月十日", "document_date", "2007-10-10"),
        ("签署日期 【 2008 】年【 5 】月【 20 】日", "document_date", "2008-05-20"),
        ("二 零 二 五 年 十 月 十 三 日\n供 股 章 程\n（股份代號：328）", "document_date", "2025-10-13"),
        ("二 零 二 五 年 十 月 十 三 日\n供 股 章 程\n（股份代號：328）", "document_version", "供股章程"),
        ("二 零 二 五 年 十 月 十 三 日\n供 股 章 程\n（股份代號：328）", "stock_code", "328"),
        ("the prospectus of the Company dated 24 June 2025 (the “Prospectus”)", "document_date", "2025-06-24"),
        ("GLOBAL OFFERING\nJune 29, 2020", "document_date", "2020-06-29"),
    ],
)
def test_dates_versions_and_codes(text: str, attribute: str, value: str) -> None:
    assert values([text])[attribute] == value


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("招股意向书\n1-1-210\n正文", "1-1-210"),
        ("招股意向书\n1—1—2\n正文", "1-1-2"),
        ("1-1-3-96 \n正文", "1-1-3-96"),
        ("text\n– 190 –", "190"),
        ("text\n– ii –\nTHIS DOCUMENT IS IN DRAFT FORM", "ii"),
        ("APPENDIX I\n– I-48 –\nTHIS DOCUMENT", "I-48"),
        ("APPENDIX IA\n– IA-4 –", "IA-4"),
        ("年度报告\n2 / 143\n正文", "2"),
        ("招股意向书\n22 \n正文", "22"),
        ("正文\n第 12 页", "12"),
        ("正文", ""),
        ("", ""),
    ],
)
def test_printed_pages(text: str, printed: str) -> None:
    assert find_printed_page(text) == printed


def test_the_unit_of_several_columns_on_one_line() -> None:
    assert values(["綜合損益表", "附註 人民幣千元 人民幣千元 人民幣千元 人民幣千元"])["currency"] == "CNY"


@pytest.mark.parametrize(("caption", "currency"), [("S$’000", "SGD"), ("NT$’000", "TWD"), ("HK$’000", "HKD"), ("US$’000", "USD")])
def test_dollars_of_the_captions(caption: str, currency: str) -> None:
    assert values(["CONSOLIDATED STATEMENTS OF PROFIT OR LOSS", f"Notes\n{caption}\n{caption}\nRevenue"])["currency"] == currency
