"""The day on which a filing's years end."""

from __future__ import annotations

import pytest

from analyzer.read.calendar import find_report_period, find_year_end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for the year ended 31 March 2016", (3, 31)),
        ("截至2016年3月31日止三個年度", (3, 31)),
        ("截至二零一六年三月三十一日止年度", (3, 31)),
        ("截至二零一四年、二零一五年及二零一六年六月三十日止三個財政年度", (6, 30)),
        ("截至二零一六年七月三十一日止四個月", (12, 31)),
        ("截至2024年12月31日止年度及截至2025年6月30日止六個月", (12, 31)),
        ("Our financial year ends on 31 March.", (3, 31)),
        ("our financial year end date is June 30", (6, 30)),
        ("我們的財政年度年結日為三月三十一日", (3, 31)),
        ("no period", (12, 31)),
    ],
)
def test_the_end_of_the_year(text: str, expected: tuple[int, int]) -> None:
    assert find_year_end([text]) == expected


def test_the_most_frequent_words_decide() -> None:
    assert find_year_end(["截至二零一六年三月三十一日止年度", "year ended 31 March 2015", "year ended 31 December 2015"]) == (3, 31)


@pytest.mark.parametrize(
    ("cover", "label"),
    [
        ("江苏云驰汽车电器股份有限公司 2014 年半年度报告全文", "6M2014"),
        ("2014年半年报告", "6M2014"),
        ("2013 年年度报告", "FY2013"),
        ("2014 年半年度报告，请与2013年年度报告一并阅读", "6M2014"),
        ("2014 年半年度报告 首次公开发行股票招股说明书", ""),
        ("海峡创新互联网股份有限公司 2024 年第一季度报告", "3M2024"),
        ("2014 年第三季度报告", ""),
        ("ANNOUNCEMENT OF FINAL RESULTS FOR THE YEAR ENDED 31\nDECEMBER 2017", "FY2017"),
        ("ANNOUNCEMENT OF THE 2019 ANNUAL RESULTS\nThe Board submits the results for the year ended 31 December 2019.", "FY2019"),
        ("Preliminary Announcement of 2010 Interim Results For the six months ended 30\nJune 2010", "6M2010"),
        ("截至二零一七年九月三十日止六個月之中期業績公告", "6M to 2017-09"),
        ("二零二四年中期業績公告\n董事局欣然宣佈截至二零二\n四年六月三十日止六個月之未經審核綜合業績。", "6M2024"),
        ("ANNOUNCEMENT OF RESULTS for the three months and nine months ended 30 September 2017", ""),
        ("ANNOUNCEMENT OF FINAL RESULTS FOR 2016", ""),
        ("Global Offering prospectus. ANNUAL RESULTS ANNOUNCEMENT FOR THE YEAR ENDED 31 DECEMBER 2016", ""),
    ],
)
def test_the_period_that_a_report_is_about(cover: str, label: str) -> None:
    period = find_report_period([cover])
    assert (period.label if period else "") == label
