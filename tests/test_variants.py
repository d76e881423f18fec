"""Filings typeset at random: every figure is read, nothing else is."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from analyzer import open_filing
from analyzer.model import Filing
from typeset.figures import find_missing, find_spurious
from typeset.style import print_amount
from typeset.variants import Variant, find_font_folder, make_variant, needs_chinese_font
from typeset.wording import WORDINGS

SEEDS = range(9)
"""Three of each language; the first six and three more, so that each unit, order and kind of rule is drawn."""
PRINTED_SCALES = (1, 10**3, 10**4, 10**6)


@cache
def variant_of(seed: int) -> Variant:
    if needs_chinese_font(seed) and find_font_folder() is None:
        pytest.skip("no font for Chinese: install the dev dependency cvttf-notosanscjk-regular, or fonts-noto-cjk")
    return make_variant(seed)


@pytest.fixture(scope="session")
def read_variant(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Filing]:
    """Filings by seed, each read once."""
    folder = tmp_path_factory.mktemp("variants")

    class Readings(dict[int, Filing]):
        def __missing__(self, seed: int) -> Filing:
            path: Path = folder / f"variant_{seed}.pdf"
            path.write_bytes(variant_of(seed).pdf)
            self[seed] = open_filing(path)
            return self[seed]

    return Readings()


def test_the_seeds_cover_every_language_unit_order_and_kind_of_rule() -> None:
    variants = [variant_of(seed) for seed in SEEDS]
    assert {variant.wording.language for variant in variants} == {"en", "zh-Hant", "zh-Hans"}
    assert {variant.style.scale.words for variant in variants} == {scale.words for wording in WORDINGS for scale in wording.scales}
    for choice in ("newest_first", "break_inside", "narrow_labels", "table_per_period", "notes_column"):
        assert {getattr(variant.style, choice) for variant in variants} == {True, False}, choice
    assert len({variant.style.stroke for variant in variants if variant.wording.basis == "CAS"}) >= 2


def test_a_seed_gives_the_same_bytes_again() -> None:
    assert make_variant(0).pdf == variant_of(0).pdf
    assert make_variant(0).figures == variant_of(0).figures
    assert variant_of(0).pdf != variant_of(3).pdf


@pytest.mark.parametrize("seed", SEEDS)
def test_every_expected_figure_stands_on_the_pages(seed: int) -> None:
    variant = variant_of(seed)
    document = pdfium.PdfDocument(variant.pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    printed = {Decimal(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    assert [str(f) for f in variant.figures if not any(abs(f.value) / scale in printed for scale in PRINTED_SCALES)] == []


@pytest.mark.parametrize("topic", ["income_statement", "customers", "suppliers", "volumes"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_read(seed: int, topic: str, read_variant: dict[int, Filing]) -> None:
    variant = variant_of(seed)
    wanted = [figure for figure in variant.figures if figure.table == topic]
    assert find_missing(wanted, read_variant[seed].statement(topic).facts) == [], str(variant)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_else_is_read(seed: int, read_variant: dict[int, Filing]) -> None:
    variant = variant_of(seed)
    assert find_spurious(variant.figures, read_variant[seed].facts) == [], str(variant)


@pytest.mark.parametrize(
    ("value", "decimals", "parentheses", "printed"),
    [("1234", 0, True, "1,234"), ("-1234", 0, True, "(1,234)"), ("-1234.5", 2, False, "-1,234.50"), ("0", 2, False, "0.00")],
)
def test_amounts_are_printed_as_the_market_does(value: str, decimals: int, parentheses: bool, printed: str) -> None:
    assert print_amount(Decimal(value), decimals, parentheses=parentheses) == printed
