from __future__ import annotations

from datetime import date

import pytest

from analyzer.read.track_record import find_track_record

DECEMBER = (12, 31)


def ends(*texts: str) -> list[tuple[date, int | None]]:
    return [(period.end, period.months) for period in find_track_record(texts, DECEMBER)]


YEARS = [(date(2022, 12, 31), 12), (date(2023, 12, 31), 12), (date(2024, 12, 31), 12)]
NINE_MONTHS = (date(2025, 9, 30), 9)


@pytest.mark.parametrize(
    "text",
    [
        "“Track Record Period” the years ended December 31, 2022, 2023 and 2024 and the\nnine months ended September 30, 2025\n“Trial”",
        "“Track Record Period(s)” the financial years ended December 31, 2022, 2023 and 2024 and the nine months ended September 30, 2025",
        "the years ended 31 December 2022, 2023 and 2024 and the nine months ended 30 September 2025 (the “Relevant Periods”),"
        " and the nine months ended 30 September 2024",
        "「往績記錄期間」 指 截至2022年、2023年及2024年12月31日止三個年度以及截至2025年9月30日止九個月",
        "「往績記錄期」或「往績記錄期\n間」\n截至 2022 年、2023 年及 2024 年 12 月 31 日止年度以及截至 2025\n年 9 月 30 日止九個月",
        "截至2022年、2023年及2024年12月31日止年度以及截至2025年9月30日止九個月（「有關期間」）的綜合損益表",
    ],
)
def test_the_glossary_or_a_bracket_says_which_periods(text: str) -> None:
    assert ends("the Track Record Period was busy", text) == [*YEARS, NINE_MONTHS]


def test_years_counted_back() -> None:
    assert ends("“Track Record Period” the period comprising the three financial years ended 31 December 2024") == YEARS


def test_the_first_that_lists_periods_counts() -> None:
    assert (
        ends("“Track Record Period” has the meaning given below", "the two years ended 31 December 2024 (“Relevant Periods”)") == YEARS[1:]
    )


def test_no_definition_no_periods() -> None:
    assert ends("In 2022, 2023 and 2024 our Track Record Period saw growth.", "") == []
    assert ends("“Track Record Period” the year ended 31 December 2024") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Track Record Period comprises the three years ended 31 December 2022, 2023 and 2024. In each year",
        "The Track Record Period covers the years ended December 31, 2022, 2023 and 2024.",
        "往績記錄期間涵蓋截至2022年、2023年及2024年12月31日止三個年度。於往績記錄期間",
        "往績記錄期間為截至2022年、2023年及2024年12月31日止年度。",
    ],
)
def test_a_sentence_about_the_period_where_no_definition_quotes_it(text: str) -> None:
    assert ends(text) == YEARS
    quoted = "“Track Record Period” the years ended December 31, 2022, 2023 and 2024 and the nine months ended September 30, 2025."
    assert ends(text, quoted) == [*YEARS, NINE_MONTHS]


@pytest.mark.parametrize(
    "text",
    [
        "During the Track Record Period, revenue rose in the years ended 31 December 2022 and 2023.",
        "The Track Record Period comprises the year ended 31 December 2024. The years ended 31 December 2022 and 2023 do not count.",
    ],
)
def test_other_sentences_define_nothing(text: str) -> None:
    assert ends(text) == []
