"""Units that count pieces by their number: 片數, 件數."""

from __future__ import annotations

import pytest

from analyzer.topics.volumes_units import units_of


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("（晶片片數，百分比除外）", ["片"]),  # 02726 p.5
        ("（以件數計，百分比除外）", ["件"]),
        ("（台数）", ["台"]),
        ("（百分比除外）", []),
        ("（客戶數，百分比除外）", []),
        ("（單位：千套）", ["套"]),
    ],
)
def test_pieces_counted_by_their_number(text: str, measures: list[str]) -> None:
    assert [unit.measure for unit in units_of(text, "")] == measures
