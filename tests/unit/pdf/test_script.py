"""Strays of the other Chinese script on a recognised page."""

from __future__ import annotations

import pytest

from analyzer.pdf.script import in_one_script

TRADITIONAL = "下表載列於所示期間按產品線劃分的產品出貨量及總銷售額與應收賬款餘額變動"
SIMPLIFIED = "报告期内发行人对前五大客户的销售金额占当期主营业务收入的比例变动"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([TRADITIONAL, "颗", "千颗（台）"], [TRADITIONAL, "顆", "千顆（台）"]),
        ([SIMPLIFIED, "顆", "RMB 1,028"], [SIMPLIFIED, "颗", "RMB 1,028"]),
        (["收入 颗 顆"], ["收入 颗 顆"]),  # too little to tell
        ([TRADITIONAL, SIMPLIFIED, "颗"], [TRADITIONAL, SIMPLIFIED, "颗"]),  # both scripts are printed
        ([], []),
    ],
)
def test_strays_are_written_in_the_script_of_the_page(texts: list[str], expected: list[str]) -> None:
    assert in_one_script(texts) == expected
