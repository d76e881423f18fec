"""Days listed under one length of period."""

from __future__ import annotations

import pytest

from analyzer.read.periods import find_periods


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("截至二零零八年二月二十九日及二零零九年二月二十八日止六個月", ["6M to 2008-02", "6M to 2009-02"]),
        ("截至2008年12月31日、2009年12月31日及2010年12月31日止年度", ["FY2008", "FY2009", "FY2010"]),
        ("six months ended 29 February 2008 and 28 February 2009", ["6M to 2008-02", "6M to 2009-02"]),
        ("years ended 31 December 2003, 31 December 2004 and 31 December 2005", ["FY2003", "FY2004", "FY2005"]),
        # A day of another month, and a balance beside a year, are no periods.
        ("year ended 31 December 2008 and 30 June 2009", ["FY2008", "2009-06-30"]),
        ("year ended 31 December 2008 and as at 31 December 2009", ["FY2008", "2009-12-31"]),
        ("於2008年12月31日及截至2009年12月31日止年度", ["2008-12-31", "FY2009"]),
        ("as at 31 December 2008 and for the year ended 31 December 2009", ["2008-12-31", "FY2009"]),
    ],
)
def test_days_in_one_list_are_as_long_as_the_one_that_says_so(text: str, labels: list[str]) -> None:
    assert [period.label for period, _, _ in find_periods(text)] == labels
