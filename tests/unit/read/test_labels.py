"""analyzer.read.labels: labels as they come out of real pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.read.labels import clean_label, join_wrapped, label_key, split_rank, strip_footnotes, to_simplified


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Cost of sales ь ь ь ь", "Cost of sales"),
        ("Cost of salesь ь ь", "Cost of sales"),
        ("Revenue\x02\x02\x02", "Revenue"),
        ("Gross profit . . . . . .", "Gross profit"),
        ("Other income and gains........", "Other income and gains"),
        ("收入…………", "收入"),
        ("收入·····", "收入"),
        ("Impairment losses on financial\nassets, net", "Impairment losses on financial assets, net"),
        ("归属于母公司\n股东的净利润", "归属于母公司股东的净利润"),
        ("Inter\ufffe\nest income", "Interest income"),
        ("概 要", "概要"),
        ("客户A（注1）", "客户A"),
        ("Customer B (2)", "Customer B"),
        ("EEPROM(1)(2)", "EEPROM"),
        ("华为①", "华为"),
        ("减：营业成本", "减：营业成本"),
        ("一、营业总收入", "一、营业总收入"),
        ("其中：营业收入", "其中：营业收入"),
        ("投资收益（损失以“－”号填列）", "投资收益（损失以“－”号填列）"),
        ("1.持续经营净利润（净亏损以“－”号填列）", "1.持续经营净利润（净亏损以“－”号填列）"),
        ("（一）基本每股收益(元/股)", "（一）基本每股收益(元/股)"),
        ("Adjusted net profit (non-IFRS measure)", "Adjusted net profit (non-IFRS measure)"),
        ("资产总计：", "资产总计："),
        ("Shanghai Fudan Co., Ltd.", "Shanghai Fudan Co., Ltd."),
        ("Customer 1", "Customer 1"),
        ("(a)", "(a)"),
        ("", ""),
    ],
)
def test_clean_label(text: str, label: str) -> None:
    assert clean_label(text) == label


def test_note_numbers_go_only_where_asked() -> None:
    assert clean_label("Finance costs 21(a)", notes=True) == "Finance costs"
    assert clean_label("Revenue 5", notes=True) == "Revenue"
    assert clean_label("Series 2") == "Series 2"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("减：營業成本", "营业成本"),
        ("一、营业收入", "营业收入"),
        ("其中:归属于母公司股东的综合收益总额", "归属于母公司股东的综合收益总额"),
        ("加：公允價值變動收益（損失以“－”號填列）", "公允价值变动收益"),
        ("三、利润总额(亏损总额以“-”号填列)", "利润总额"),
        ("1．归属于母公司股东的净利润", "归属于母公司股东的净利润"),
        ("少数股东损益（合并报表填列）", "少数股东损益"),
        ("（一）基本每股收益(元/股)", "基本每股收益（元/股）"),
        ("PROFIT  FOR THE YEAR/PERIOD", "Profit for the year / period"),
        ("Less: Cost of sales", "Cost of sales"),
        ("－將財務報表折算為呈報貨幣的匯兌差額", "将财务报表折算为呈报货币的汇兑差额"),
        ("銷售及營銷開支", "销售及营销开支"),
        ("Ｒ＆Ｄ expenses", "R&D expenses"),
    ],
)
def test_spellings_of_one_label_share_a_key(left: str, right: str) -> None:
    assert label_key(left) == label_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("营业收入", "营业总收入"),
        ("Customer 1", "Customer 2"),
        ("Basic (RMB per share)", "Diluted (RMB per share)"),
        ("加工费", "工费"),
        ("减", "加"),
    ],
)
def test_different_labels_keep_different_keys(left: str, right: str) -> None:
    assert label_key(left) != label_key(right)


@pytest.mark.parametrize(
    ("text", "rank", "rest"),
    [
        ("1. Customer A(1)", 1, "Customer A(1)"),
        ("1、", 1, ""),
        ("1 公司A", 1, "公司A"),
        ("2上海公司", 2, "上海公司"),
        ("第一名", 1, ""),
        ("第五大客户", 5, "客户"),
        ("（三）公司", 3, "公司"),
        ("④ 公司", 4, "公司"),
        ("五、公司", 5, "公司"),
        ("10 公司", 10, "公司"),
        ("Customer A", None, "Customer A"),
        ("3D芯片", None, "3D芯片"),
        ("5G 模块", None, "5G 模块"),
        ("8英寸硅片", None, "8英寸硅片"),
        ("2024年", None, "2024年"),
        ("1.5寸", None, "1.5寸"),
        ("第一季度", None, "第一季度"),
        ("三一重工", None, "三一重工"),
        ("合计", None, "合计"),
    ],
)
def test_split_rank(text: str, rank: int | None, rest: str) -> None:
    assert split_rank(text) == (rank, rest)


@pytest.mark.parametrize(
    ("text", "plain", "marks"),
    [
        ("Customer A(1)", "Customer A", "(1)"),
        ("Customer A (1)(2)", "Customer A", "(1)(2)"),
        ("公司（附注3）", "公司", "（附注3）"),
        ("公司*", "公司", "*"),
        ("公司（上海）", "公司（上海）", ""),
        ("Company (B)", "Company (B)", ""),
        ("*", "*", ""),
        ("公司B1 注2", "公司B1", "注2"),
        ("客戶A註1", "客戶A", "註1"),
        ("甲（集团）注3", "甲（集团）", "注3"),
        ("公司B1注", "公司B1注", ""),
    ],
)
def test_strip_footnotes(text: str, plain: str, marks: str) -> None:
    assert strip_footnotes(text) == (plain, marks)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Selling and", "marketing expenses"], "Selling and marketing expenses"),
        (["归属于母公司", "股东的净利润"], "归属于母公司股东的净利润"),
        (["MCU", "芯片"], "MCU芯片"),
        (["non-", "current"], "non-current"),
        (["depre\ufffe", "ciation"], "depreciation"),
        (["", "收入", ""], "收入"),
        ([], ""),
    ],
)
def test_join_wrapped(lines: list[str], joined: str) -> None:
    assert join_wrapped(lines) == joined


def test_traditional_is_written_in_simplified() -> None:
    assert to_simplified("損益表") == "损益表"
    assert to_simplified("Revenue") == "Revenue"


@given(st.text(alphabet="Revenue 收入減：一、(1)（注）.…①\n", max_size=24))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_label(clean_label(text)) == clean_label(text)
