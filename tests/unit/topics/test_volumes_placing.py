"""Heads, units and names of volume tables that stand beside where they belong."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.topics.test_volumes_layouts import figures, outcome, table

BASES = "The following table sets forth the designed capacity, production volume and utilization rate of our bases:"
ROWS = [
    [("Designed capacity", 0), ("41,000", 1), ("47,000", 2), ("24,500", 3)],
    [("Production volume", 0), ("31,462", 1), ("44,272", 2), ("19,303", 3)],
    [("Utilization rate", 0), ("76.7%", 1), ("94.2%", 2), ("78.8%", 3)],
]
YEARS = [("2022", 1), ("2023", 2), ("2024", 3)]


@pytest.mark.parametrize(
    "unit",
    [
        [[("(tonnes, except for percentages)", 2)]],
        [[("tonnes", 2)]],
        [[("(in tonnes, except percentages and as otherwise", 2, 2)], [("noted)", 2)]],
        [[("(tonnes)", 1, 2), ("(tonnes)", 3)]],
        [[("单位：tonnes", 3)]],
    ],
)
def test_a_unit_below_periods_holds_for_every_column(unit: list[list[tuple[str, int]]]) -> None:
    rows = [*unit, YEARS] if unit[0][0][0].startswith("单位") else [YEARS, *unit]
    found = figures(table([*rows, *ROWS], caption=BASES, strategy="aligned"))
    assert {key: value for key, (value, _) in found.items() if key[0] != "capacity_utilization"} == {
        ("production_capacity", "", "FY2022"): 41000,
        ("production_capacity", "", "FY2023"): 47000,
        ("production_capacity", "", "FY2024"): 24500,
        ("production_volume", "", "FY2022"): 31462,
        ("production_volume", "", "FY2023"): 44272,
        ("production_volume", "", "FY2024"): 19303,
    }
    assert len(found) == 9


def test_a_unit_below_a_measure_holds_for_its_own_column() -> None:
    raw = table(
        [[("Revenue", 1), ("Sales volume", 2), ("Shipments", 3)], [("(tonnes)", 2)], [("2016", 0), ("1", 1), ("2", 2), ("3", 3)]],
        caption="The following table sets forth our sales:",
        strategy="aligned",
    )
    assert figures(raw) == {("sales_volume", "", "FY2016"): (Decimal(2), "tonnes")}


def test_heads_in_columns_without_figures_belong_to_the_figures_beside_them() -> None:
    raw = table(
        [
            [("2017", 1), ("2018", 3)],
            [("Annual capacity (tonnes)", 0), ("2.40", 2), ("2.76", 4)],
            [("Actual output (tonnes)", 0), ("1.98", 2), ("2.24", 4)],
        ],
        caption=BASES,
        strategy="aligned",
    )
    assert {key: value for key, (value, _) in figures(raw).items()} == {
        ("production_capacity", "", "FY2017"): Decimal("2.40"),
        ("production_capacity", "", "FY2018"): Decimal("2.76"),
        ("production_volume", "", "FY2017"): Decimal("1.98"),
        ("production_volume", "", "FY2018"): Decimal("2.24"),
    }


def test_a_head_between_no_free_figures_is_left_alone() -> None:
    raw = table([[("2017", 1), ("2018", 2), ("2019", 4)], [("Output (t)", 0), ("1", 2), ("2", 3)]], caption=BASES, strategy="aligned")
    assert ("production_volume", "", "FY2017") not in figures(raw)


def test_a_day_below_its_month() -> None:
    raw = table(
        [
            [("Three months ended March", 2, 2)],
            [("Year ended December 31,", 1), ("31,", 2, 2)],
            [("2012", 1), ("2012", 2), ("2013", 3)],
            [("Sales volume (kt)", 0), ("398.8", 1), ("97.7", 2), ("131.0", 3)],
        ],
        caption=BASES,
        strategy="aligned",
    )
    assert {key[2]: value for key, (value, _) in figures(raw).items()} == {"FY2012": 398800, "3M2012": 97700, "3M2013": 131000}


def test_a_unit_that_wraps_inside_its_label() -> None:
    raw = table(
        [[("2012", 1), ("2013", 2)], [("Production volume (thousand", 0)], [("tonnes)", 0), ("12", 1), ("13", 2)]],
        caption=BASES,
        strategy="aligned",
    )
    assert figures(raw)["production_volume", "", "FY2013"] == (Decimal(13000), "tonnes")


FACILITIES = [
    [("Location", 0), ("Principal products", 1), ("Number of", 2), ("Capacity", 3), ("Production volume", 4)],
    [("production", 2), ("(million pairs)", 3), ("(million pairs)", 4)],
    [("lines", 2)],
]


def test_a_plant_is_named_by_its_first_column_and_its_lines_are_no_output() -> None:
    raw = table(
        [
            *FACILITIES,
            [("Jinjiang, Fujian", 0), ("shoes", 1), ("12", 2), ("14.4", 3), ("12.9", 4)],
            [("Dongguan", 0), ("Outdoor shoes", 1), ("5", 2), ("6.0", 3), ("5.1", 4)],
        ],
        caption="Our production facilities in the year ended 31 December 2012 (tonnes):",
        strategy="aligned",
    )
    assert {key[:2]: value for key, (value, _) in figures(raw).items()} == {
        ("production_capacity", "Jinjiang, Fujian"): 14400000,
        ("production_volume", "Jinjiang, Fujian"): 12900000,
        ("production_capacity", "Dongguan"): 6000000,
        ("production_volume", "Dongguan"): 5100000,
    }


def test_several_products_of_one_plant_keep_their_names() -> None:
    raw = table(
        [
            [("Location", 0), ("Principal products", 1), ("Capacity (pairs)", 2)],
            [("Jinjiang", 0, 1, 2), ("Boots", 1), ("14", 2)],
            [("Sandals", 1), ("15", 2)],
        ],
        caption="The year ended 31 December 2012:",
    )
    assert {key[1] for key in figures(raw)} == {"Boots", "Sandals"}


def test_a_total_takes_no_piece_of_a_head_for_its_name() -> None:
    raw = table(
        [[("首期產能（噸）", 1), ("實際產量（噸）", 2)], [("注塑", 0), ("15", 1), ("12", 2)], [("合計", 0), ("15", 1), ("12", 2)]],
        caption="下表載列截至2016年12月31日止年度的產能：",
    )
    assert {reading.member for reading in outcome(raw).readings} == {"注塑", ""}


def test_the_sign_of_a_ratio_in_a_column_of_units() -> None:
    raw = table(
        [
            [("项目", 0), ("单位", 1), ("2022年度", 2)],
            [("产能", 0), ("台", 1), ("600", 2)],
            [("产能利用率", 0), ("%", 1), ("90.00", 2)],
            [("产销率", 0), ("%", 1), ("98.15", 2)],
        ]
    )
    assert {key[0]: value for key, (value, _) in figures(raw).items()} == {
        "production_capacity": 600,
        "capacity_utilization": Decimal("0.9"),
        "sales_to_production_ratio": Decimal("0.9815"),
    }


def test_an_introduction_among_the_heads_is_no_name() -> None:
    raw = table(
        [
            [("报告期内，公司LED芯片的产能、产量及销量情况如下：", 0, 3)],
            [("项目", 0), ("2021年度", 1), ("2020年度", 2)],
            [("产能（万片）", 0), ("420.00", 1), ("410.00", 2)],
        ],
        strategy="aligned",
    )
    assert {reading.member for reading in outcome(raw).readings} == {""}


def test_the_last_word_of_an_introduction_is_no_product() -> None:
    caption = "The table below sets forth the operating data of our bottling lines for the periods\nindicated:"
    rows = [[("2016", 1)], [("Bottling capacity (litres)", 0), ("500", 1)], [("Sales volume (litres)", 0), ("400", 1)]]
    raw = table(rows, caption=caption)
    assert {reading.member for reading in outcome(raw).readings} == {""}


@pytest.mark.parametrize(("first", "second", "measure"), [("(’000", "sq.m.)", "sq.m."), ("(’000", "widgets)", "widgets")])
def test_a_unit_over_two_lines(first: str, second: str, measure: str) -> None:
    raw = table(
        [[("FY2016", 1)], [("Annual", 1)], [("capacity", 1)], [(first, 1)], [(second, 1)], [("Plant A", 0), ("500", 1)]],
        caption=BASES,
        strategy="aligned",
    )
    assert figures(raw) == {("production_capacity", "Plant A", "FY2016"): (Decimal(500000), measure)}


UNITS_SOLD = [
    [("2016", 1, 2), ("2017", 3, 2)],
    [("Average", 2), ("Average", 4)],
    [("Number of", 1), ("price per", 2), ("Number of", 3), ("price per", 3, 2)],
    [("units sold", 1), ("unit (HK$)", 2), ("units sold", 3), ("unit (HK$)", 3, 2)],
    [("Toys", 0), ("5,120", 1), ("21.4", 2), ("5,478", 3), ("22.9", 4)],
    [("Total", 0), ("5,120", 1), ("21.4", 2), ("5,478", 3), ("22.9", 4)],
]


def test_units_sold_count_units_and_a_line_over_two_columns_belongs_to_one() -> None:
    rows = [[(item[0], item[1], item[2] if len(item) > 2 else 1) for item in row] for row in UNITS_SOLD]
    found = figures(table(rows, caption="The table below sets forth our sales:", strategy="aligned"))
    assert {key for key in found if key[0] == "sales_volume"} == {
        ("sales_volume", name, year) for name in ("Toys", "") for year in ("FY2016", "FY2017")
    }
    assert found["sales_volume", "", "FY2017"] == (Decimal(5478), "units")


def test_units_sold_are_left_out_where_a_scale_may_be_meant() -> None:
    raw = table([[("2016", 1)], [("Number of units sold", 0), ("400", 1)]], caption="Our sales of toys (in thousands):")
    assert outcome(raw).readings == ()


def test_two_heads_run_together_below_the_first_line_of_one_and_years_beside_the_names() -> None:
    raw = table(
        [
            [
                ("Production line", 0),
                ("Year ended 31 December", 1),
                ("Estimated annual maximum", 2),
                ("output (units)(Note 1) Actual output (units)", 2, 2),
            ],
            [("SMT line", 0, 1, 2), ("2016", 1), ("500,000", 2), ("400,000", 3)],
            [("2017", 1), ("501,000", 2), ("400,800", 3)],
        ],
        caption="Set out below is the utilisation of our production lines:",
        strategy="aligned",
    )
    assert {key: value for key, (value, _) in figures(raw).items()} == {
        ("production_capacity", "SMT line", "FY2016"): 500000,
        ("production_volume", "SMT line", "FY2016"): 400000,
        ("production_capacity", "SMT line", "FY2017"): 501000,
        ("production_volume", "SMT line", "FY2017"): 400800,
    }


SEGMENTS = "The following table sets forth the sales volume and average selling price of our principal products by segment:"


def test_a_head_that_touches_the_labels_stands_where_its_twin_stands() -> None:
    rows = [
        [("2013", 1, 2), ("2014", 3, 2)],
        [("Sales", 0), ("Sales", 3)],
        [("volume", 0), ("ASP", 2), ("volume", 3), ("ASP", 4)],
        [("Hog production", 0)],
        [("Finishing hogs (thousand heads; RMB per kg)", 0), ("598", 1), ("14.21", 2), ("783", 3), ("12.66", 4)],
        [("Breeding hogs (thousand heads; RMB per head)", 0), ("21", 1), ("1,866", 2), ("9", 3), ("1,740", 4)],
    ]
    whole = table(rows, caption=SEGMENTS, strategy="aligned")
    touching = {0: whole.rows[4][1].bbox}
    shifted = tuple(
        tuple(replace(cell, bbox=touching[cell.col]) if index in (1, 2) and cell.col in touching else cell for cell in row)
        for index, row in enumerate(whole.rows)
    )
    found = outcome(replace(whole, rows=shifted)).readings
    assert [(reading.concept, reading.member, reading.period.end.year, reading.amount.value) for reading in found] == [  # typeset
        ("sales_volume", "Finishing hogs", 2013, Decimal(598000)),
        ("average_selling_price", "Finishing hogs", 2013, Decimal("14.21")),
        ("sales_volume", "Finishing hogs", 2014, Decimal(783000)),
        ("average_selling_price", "Finishing hogs", 2014, Decimal("12.66")),
        ("sales_volume", "Breeding hogs", 2013, Decimal(21000)),
        ("average_selling_price", "Breeding hogs", 2013, Decimal(1866)),
        ("sales_volume", "Breeding hogs", 2014, Decimal(9000)),
        ("average_selling_price", "Breeding hogs", 2014, Decimal(1740)),
    ]


def test_a_title_is_no_measure_of_a_column_beside_others_with_heads() -> None:
    rows = [
        [("2013", 1, 2)],
        [("ASP", 2)],
        [("Hog production", 0)],
        [("Finishing hogs (thousand heads; RMB per kg)", 0), ("598", 1), ("14.21", 2)],
    ]
    found = outcome(table(rows, caption=SEGMENTS, strategy="aligned")).readings
    assert [(reading.concept, reading.amount.value) for reading in found] == [("average_selling_price", Decimal("14.21"))]


def test_a_unit_in_the_sentence_that_says_that_the_table_follows() -> None:
    caption = (
        "Our annual bottling capacity, production volume (both in tonnes) and utilisation rate are set out in the following table. "
        "Capacity is calculated on a single shift of eight hours a day; utilisation above 100% indicates that overtime was arranged."
    )
    rows = [[("2006", 1), ("2007", 2)], [("Production capacity", 0), ("7,000", 1), ("10,000", 2)]]
    found = outcome(table(rows, caption=caption, strategy="aligned")).readings
    assert [(reading.amount.value, reading.unit.measure) for reading in found] == [(Decimal(7000), "tonnes"), (Decimal(10000), "tonnes")]
