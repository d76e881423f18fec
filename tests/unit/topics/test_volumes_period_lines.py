"""Periods on lines of their own between the rows, heads that come again, and what a lead says before a full stop."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.topics.volumes_lead import last_sentence
from analyzer.topics.volumes_wraps import join_wrapped_labels
from tests.unit.topics.test_volumes_layouts import Row, figures, table

SOLD = "The following table sets forth the sales volume and average selling price by product type for the years indicated:"
HEADS: list[Row] = [
    [("Sales volume", 1, 2), ("Average selling price", 3), ("Revenue", 4)],
    [("(million meters)", 1, 2), ("(HK$ per meter)", 3), ("(HK$ million)", 4)],
]


def years(first: str, second: str, column: int = 1) -> list[Row]:
    return [
        *HEADS,
        [(first, column, 2)],
        [("Elastic fabric", 0), ("18.7", 1), ("30.90", 3), ("577.8", 4)],
        [("Total", 0), ("18.7", 1), ("N/A", 3), ("577.8", 4)],
        [(second, column, 2)],
        [("Elastic fabric", 0), ("25.1", 1), ("28.40", 3), ("712.8", 4)],
        [("Total", 0), ("25.1", 1), ("N/A", 3), ("712.8", 4)],
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("For the year ended December 31, 2011", "For the year ended December 31, 2012"),
        ("Year ended 31 December 2011", "Year ended 31 December 2012"),
        ("2011", "2012"),
        ("FY2011", "FY2012"),
        ("For the financial year ended 31 December 2011 (audited)", "Year ended 31 December 2012 (unaudited)"),
        ("截至二零一一年十二月三十一日止年度", "截至二零一二年十二月三十一日止年度（未經審核）"),
    ],
)
@pytest.mark.parametrize("column", [1, 3])
def test_a_period_centred_over_rows_leaves_the_heads(first: str, second: str, column: int) -> None:
    found = figures(table(years(first, second, column), caption=SOLD, strategy="aligned"))
    assert found == {
        ("sales_volume", "Elastic fabric", "FY2011"): (Decimal(18700000), "meters"),
        ("average_selling_price", "Elastic fabric", "FY2011"): (Decimal("30.90"), "HKD/meter"),
        ("sales_volume", "", "FY2011"): (Decimal(18700000), "meters"),
        ("sales_volume", "Elastic fabric", "FY2012"): (Decimal(25100000), "meters"),
        ("average_selling_price", "Elastic fabric", "FY2012"): (Decimal("28.40"), "HKD/meter"),
        ("sales_volume", "", "FY2012"): (Decimal(25100000), "meters"),
    }


def test_a_period_over_some_columns_is_a_head_where_it_stands_once() -> None:
    rows = years("Year ended 31 December 2011", "Year ended 31 December 2012")[:4]
    found = figures(table(rows, caption=SOLD, strategy="aligned"))
    assert found == {("sales_volume", "Elastic fabric", "FY2011"): (Decimal(18700000), "meters")}


@pytest.mark.parametrize("words", ["For the year ended 31 December", "During the financial year ended 31 December", "In"])
def test_a_band_may_begin_with_words_that_are_no_period(words: str) -> None:
    raw = table(
        [
            [("Production line", 0), ("Unit", 1), ("Designed capacity", 2), ("Actual production", 3)],
            [(f"{words} 2017", 0)],
            [("Flat glass", 0), ("tonnes", 1), ("94,900", 2), ("88,612", 3)],
            [(f"{words} 2018", 0)],
            [("Flat glass", 0), ("tonnes", 1), ("94,900", 2), ("90,247", 3)],
        ],
        caption="The following table sets forth the designed capacity and actual production of our lines for the periods indicated:",
        strategy="aligned",
    )
    assert figures(raw) == {
        ("production_capacity", "Flat glass", "FY2017"): (Decimal(94900), "tonnes"),
        ("production_volume", "Flat glass", "FY2017"): (Decimal(88612), "tonnes"),
        ("production_capacity", "Flat glass", "FY2018"): (Decimal(94900), "tonnes"),
        ("production_volume", "Flat glass", "FY2018"): (Decimal(90247), "tonnes"),
    }


def test_the_heads_of_a_second_block_stand_over_the_figures_beside_them() -> None:
    raw = table(
        [
            [("Year ended 31 December 2019", 1, 3)],
            [("Revenue", 1), ("Sales volume", 2, 2)],
            [("RMB’000", 1), ("sets", 2)],
            [("Blades", 0), ("45,734", 1), ("288", 3)],
            [("Three months ended 31 March 2020", 1, 3)],
            [("Revenue", 1), ("Sales", 2)],
            [("RMB’000", 1), ("volume", 2, 2)],
            [("RMB’000", 1), ("sets", 2)],
            [("Blades", 0), ("4,703", 1), ("31", 3)],
        ],
        caption=SOLD,
        strategy="aligned",
    )
    assert figures(raw) == {
        ("sales_volume", "Blades", "FY2019"): (Decimal(288), "sets"),
        ("sales_volume", "Blades", "3M2020"): (Decimal(31), "sets"),
    }


def test_a_scale_below_a_measure_that_wraps_is_no_name() -> None:
    raw = table(
        [
            [("2022", 1), ("2023", 2)],
            [("Sales", 1), ("Sales", 2)],
            [("volume", 1), ("volume", 2)],
            [("‘000", 1), ("‘000", 2)],
            [("Edge chips", 0), ("3.4", 1), ("61.8", 2)],
            [("Total/Overall", 0), ("3.4", 1), ("61.8", 2)],
        ],
        caption="The following table sets forth our sales volume (in thousand units) by product category for the periods indicated.",
        strategy="aligned",
    )
    assert figures(raw) == {
        ("sales_volume", "Edge chips", "FY2022"): (Decimal(3400), "units"),
        ("sales_volume", "Edge chips", "FY2023"): (Decimal(61800), "units"),
        ("sales_volume", "", "FY2022"): (Decimal(3400), "units"),
        ("sales_volume", "", "FY2023"): (Decimal(61800), "units"),
    }


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("1.5MW –", "2.0MW"),
        ("10kW -", "20kW"),
        ("1.5MW to", "2.0MW"),
        ("8-inch and", "12-inch wafers"),
        ("50ml ~", "100ml"),
        ("Over 5 or", "10 kg"),
    ],
)
def test_a_range_goes_on_below(upper: str, lower: str) -> None:
    rows = table([[(upper, 0)], [(lower, 0), ("412", 1)], [("3.0MW", 0), ("67", 1)]]).rows
    joined = join_wrapped_labels(rows)
    assert [row[0].text for row in joined] == [f"{upper} {lower}", "3.0MW"]


@pytest.mark.parametrize(("upper", "lower"), [("Wind turbines", "2.0MW"), ("By rated capacity:", "1.5MW"), ("Sales to", "2019")])
def test_a_band_over_sizes_stays_a_band(upper: str, lower: str) -> None:
    rows = table([[(upper, 0)], [(lower, 0), ("412", 1)]]).rows
    assert [row[0].text for row in join_wrapped_labels(rows)] == [upper, lower]


@pytest.mark.parametrize("before", ["of which 152 had reached SOP.", "an increase since 2023.", "a rise of 12%.", "of our plants."])
def test_the_last_sentence_of_a_lead(before: str) -> None:
    sentence = "The average selling price per unit of processing hardware is set forth below."
    assert last_sentence(f"Our volume grew, {before} {sentence}").removesuffix(".") == sentence.removesuffix(".")


@pytest.mark.parametrize(("first", "second"), [((1, 3), (1, 3)), ((1, 3), (0, 1)), ((2, 1), (2, 1))])
def test_a_period_below_figures_takes_the_place_of_the_one_over_the_heads(first: tuple[int, int], second: tuple[int, int]) -> None:
    raw = table(
        [
            [("Year ended 31 December 2017", *first)],
            [("Designed", 1), ("Actual", 2), ("Utilisation", 3)],
            [("capacity", 1), ("production", 2), ("rate", 3)],
            [("(tonnes)", 1), ("(tonnes)", 2), ("(%)", 3)],
            [("Wuxi", 0), ("100", 1), ("90", 2), ("90.0", 3)],
            [("Year ended 31 December 2018", *second)],
            [("Wuxi", 0), ("50", 1), ("40", 2), ("80.0", 3)],
        ],
        caption="The following table sets forth the designed capacity, actual production and utilisation rate of our plants:",
        strategy="aligned",
    )
    assert {key: value for key, (value, _) in figures(raw).items()} == {
        ("production_capacity", "Wuxi", "FY2017"): 100,
        ("production_volume", "Wuxi", "FY2017"): 90,
        ("capacity_utilization", "Wuxi", "FY2017"): Decimal("0.9"),
        ("production_capacity", "Wuxi", "FY2018"): 50,
        ("production_volume", "Wuxi", "FY2018"): 40,
        ("capacity_utilization", "Wuxi", "FY2018"): Decimal("0.8"),
    }
