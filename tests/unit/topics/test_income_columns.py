"""Several columns of one period: the last one counts where the others add up to it."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.model import Period
from analyzer.topics.column_heads import Head
from analyzer.topics.income_columns import with_whole_columns
from statement_rows import YUAN, section

FY2024 = Period.ending(date(2024, 12, 31), 12)
HEADS = (Head(), *(Head(words, FY2024, YUAN, "", "amount") for words in ("2024 before", "2024 adjustments", "2024 after")))
ROWS = [
    ("Revenue", "3,800", "–", "3,800"),
    ("Cost of sales", "(3,474)", "(51)", "(3,525)"),
    ("Other income", "21", None, "22"),
    ("Gain on biological assets", None, "(62)", "(62)"),
    ("Profit before tax", "347", "(113)", "235"),
    ("Owners of the Company", None, None, "200"),
]


def roles(*rows: tuple[str | None, ...]) -> list[str]:
    return [head.role for head in with_whole_columns(section(*rows, heads=HEADS)).heads[1:]]


def test_the_column_that_the_others_make_counts() -> None:
    assert roles(*ROWS) == ["other", "other", "amount"]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:2],
        [*ROWS[:2], ("Gross profit", "326", "51", "900"), ("Finance costs", "(5)", "7", "9")],
        [(label, one, "–", one) for label, one, _, _ in ROWS if one],
    ],
)
def test_columns_that_do_not_add_up_or_say_the_same_are_left_as_they_are(rows: list[tuple[str | None, ...]]) -> None:
    assert roles(*rows) == ["amount", "amount", "amount"]
