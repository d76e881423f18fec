"""Heads that run together on one line, cut by the lines above and below."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_touching import with_touching_lines_apart
from tests.unit.topics.test_volumes_layouts import Row, outcome, table

FIGURES: Row = [("Wuxi", 0), ("1,600", 1), ("1,420", 2), ("88.8", 3), ("1,700", 4), ("1,528", 5), ("89.9", 6)]


def test_heads_that_run_together_over_the_next_period() -> None:
    rows: list[Row] = [
        [("2013", 1, 3), ("2014", 4, 3)],
        [("Production", 1), ("Production Utilization Production", 2, 3), ("Production Utilization", 5, 2)],
        [("capacity", 1), ("volume", 2), ("rate", 3), ("capacity", 4), ("volume", 5), ("rate", 6)],
        [("(’000 units)", 1), ("(’000 units)", 2), ("(%)", 3), ("(’000 units)", 4), ("(’000 units)", 5), ("(%)", 6)],
        FIGURES,
    ]
    caption = "The table below sets forth the production capacity, production volume and utilization rate of our production bases:"
    found = outcome(table(rows, caption=caption, strategy="aligned")).readings
    assert [(reading.concept, reading.period.end.year, reading.amount.value) for reading in found] == [  # typeset
        ("production_capacity", 2013, Decimal(1600000)),
        ("production_volume", 2013, Decimal(1420000)),
        ("capacity_utilization", 2013, Decimal("0.888")),
        ("production_capacity", 2014, Decimal(1700000)),
        ("production_volume", 2014, Decimal(1528000)),
        ("capacity_utilization", 2014, Decimal("0.899")),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[("Designed Production", 1, 2)], [("capacity", 1), ("volume", 2)]], ["Designed", "Production"]),
        ([[("Average", 2)], [("Sales selling", 1, 2)], [("volume", 1), ("price", 2)]], ["Sales", "selling"]),
        ([[("millions of millions of", 1, 2)], [("doses)", 1), ("doses)", 2)]], ["millions of", "millions of"]),
        ([[("Production lines", 1, 2)], [("Foshan", 1), ("Wuxi", 2)]], ["Production lines"]),
        ([[("Year ended December", 1, 2)], [("2013", 1), ("2014", 2)]], ["Year ended December"]),
        ([[("Production Sales", 1, 3)], [("volume", 1), ("volume", 2), ("rate", 3)]], ["Production Sales"]),
    ],
)
def test_a_line_is_cut_only_where_each_part_is_a_measure(rows: list[Row], expected: list[str]) -> None:
    found = with_touching_lines_apart(table([*rows, [("Wuxi", 0), ("1", 1), ("2", 2)]]).rows)
    assert [cell.text for cell in found[len(rows) - 2]] == expected
