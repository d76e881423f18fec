"""Names and years of the first column that hold for the rows below them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.topics.test_volumes_layouts import Row, figures, table

MADE = "The following table sets forth the production capacity and output of our products:"
HEAD: Row = [("Product", 0), ("Period", 1), ("Production capacity (tonnes)", 2), ("Output (tonnes)", 3)]


def block(name: str, first: int, periods: list[str]) -> list[Row]:
    """Rows of one product, its name beside the first period; the capacity of each row is one more than that of the row above."""
    rows: list[Row] = []
    for place, period in enumerate(periods):
        if "\n" in period:
            rows.append([(period.partition("\n")[0], 1)])
        cells = [(period.rpartition("\n")[2], 1), (str(first + place), 2), (str(first + place - 50), 3)]
        rows.append([(name, 0), *cells] if not place else [*cells])
    return rows


@pytest.mark.parametrize(
    ("periods", "label"),
    [
        (["2022", "2023", "Six months ended\n30 June 2024"], "6M2024"),
        (["FY2022", "FY2023", "6M2024"], "6M2024"),
        (["Year ended 31 December 2022", "Year ended 31 December 2023"], "FY2023"),
    ],
)
def test_periods_of_every_form_go_on_with_the_name(periods: list[str], label: str) -> None:
    raw = table([HEAD, *block("Widgets", 600, periods), *block("Gears", 100, periods)], caption=MADE, strategy="aligned")
    found = figures(raw)  # typeset
    last = len(periods) - 1
    assert found["production_capacity", "Widgets", label] == (Decimal(600 + last), "tonnes")
    assert found["production_volume", "Gears", label] == (Decimal(50 + last), "tonnes")
    assert {member for _, member, _ in found} == {"Widgets", "Gears"}
    assert len(found) == 4 * len(periods)


def test_a_product_that_began_later_and_the_total() -> None:
    rows = [HEAD, *block("Widgets", 600, ["2022", "2023"]), *block("Gears", 100, ["2023"]), *block("Total", 800, ["2022", "2023"])]
    found = figures(table(rows, caption=MADE, strategy="aligned"))
    assert found["production_capacity", "Widgets", "FY2023"] == (Decimal(601), "tonnes")
    assert found["production_capacity", "Gears", "FY2023"] == (Decimal(100), "tonnes")
    assert found["production_capacity", "", "FY2023"] == (Decimal(801), "tonnes")
    assert len(found) == 10


def test_rows_that_could_be_of_either_are_left_out() -> None:
    rows = [
        *block("Widgets", 600, ["2021", "2022"]),
        *block("Bolts", 300, ["2021", "2022", "2022"]),
        *block("Gears", 100, ["2022"]),
        *block("Nuts", 200, ["2023", "2024"]),
    ]
    found = {key: value for key, (value, _) in figures(table([HEAD, *rows], caption=MADE, strategy="aligned")).items()}
    assert {key[1:]: value for key, value in found.items() if key[0] == "production_capacity"} == {
        ("Widgets", "FY2021"): Decimal(600),
        ("Widgets", "FY2022"): Decimal(601),
        ("Bolts", "FY2021"): Decimal(300),
        ("Gears", "FY2022"): Decimal(100),
        ("Nuts", "FY2023"): Decimal(200),
    }


def test_blank_cells_below_the_names_of_a_ruled_table() -> None:
    rows: list[Row] = [
        row if row[0][1] == 0 else [("", 0), *row] for name in ("Widgets", "Gears") for row in block(name, 600, ["2022", "2023"])
    ]
    found = figures(table([HEAD, *rows], caption=MADE))
    assert found["production_volume", "Gears", "FY2023"] == (Decimal(551), "tonnes")
    assert len(found) == 8


def test_a_year_over_the_products_of_its_block() -> None:
    rows: list[Row] = [
        [("年度", 0), ("產品", 1), ("產能（噸）", 2), ("產量（噸）", 3)],
        [("2022年", 0), ("螺栓", 1), ("620", 2), ("479", 3)],
        [("齒輪", 1), ("120", 2), ("92", 3)],
        [("2023年", 0), ("螺栓", 1), ("780", 2), ("630", 3)],
        [("齒輪", 1), ("150", 2), ("90", 3)],
    ]
    found = figures(table(rows, caption="下表載列於所示年度的產能及產量：", strategy="aligned"))
    assert found["production_volume", "齒輪", "FY2022"] == (Decimal(92), "噸")
    assert found["production_capacity", "齒輪", "FY2023"] == (Decimal(150), "噸")
    assert len(found) == 8
