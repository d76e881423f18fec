"""Concepts, wordings and the mechanism that leaves a filing's own wordings out."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from analyzer.concepts import FAMILIES, Vocabulary, concepts, only_seen_in, row_to_synonym, synonyms
from analyzer.errors import ConfigError
from analyzer.topics.concentration_words import load_words
from analyzer.topics.volumes_words import concept_of, words_without


@pytest.mark.parametrize(
    ("basis", "key", "expected"),
    [
        ("CAS", "营业收入", ("revenue",)),
        ("CAS", "财务费用", ("financial_expenses_net",)),
        ("IFRS", "财务费用", ("finance_costs",)),
        ("HKFRS", "costofsales", ("cost_of_sales",)),
        ("IFRS", "impairmentlossesreversalofimpairmentlossesonfinancialassetsnet", ("credit_impairment_losses",)),
        ("IFRS", "allowancereversalofallowancefortradereceivables", ("credit_impairment_losses",)),
        ("IFRS", "impairmentlossreversalofimpairmentlossonproperty", ()),
        ("PRC GAAP", "主营业务收入", ("revenue",)),
        ("PRC GAAP", "少数股东损益", ("profit_attributable_to_nci",)),
        ("CAS", "利润分配", ()),
        ("CAS", "", ()),
    ],
)
def test_a_wording_is_read_by_its_basis(basis: str, key: str, expected: tuple[str, ...]) -> None:
    """688802 p.241: 财务费用 is net; sifang p.232: 財務費用 is gross finance costs."""
    assert Vocabulary(basis).concepts_of(key) == expected


def test_one_row_that_is_two_totals() -> None:
    """zhenro p.405."""
    assert set(Vocabulary("HKFRS").concepts_of("profitandtotalcomprehensiveincomefortheyear")) == {"profit", "total_comprehensive_income"}


def test_every_wording_names_a_concept_and_where_it_was_seen() -> None:
    assert {synonym.concept for synonym in synonyms()} <= set(concepts())
    assert {synonym.basis for synonym in synonyms()} <= {*FAMILIES.values(), "*"}
    assert [synonym.pattern.pattern for synonym in synonyms() if not synonym.seen_in] == []


@pytest.mark.parametrize(
    "row",
    [
        {"concept": "profits", "basis": "CAS", "pattern": "净利润", "seen_in": "688802 p.241"},
        {"concept": "profit", "basis": "US GAAP", "pattern": "netincome", "seen_in": "688802 p.241"},
        {"concept": "profit", "basis": "CAS", "pattern": "(净利润", "seen_in": "688802 p.241"},
        {"concept": "profit", "basis": "CAS", "pattern": "净利润", "seen_in": ""},
    ],
    ids=["unknown concept", "unknown basis", "broken pattern", "seen nowhere"],
)
def test_a_wrong_row_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match=r"synonyms\.csv"):
        row_to_synonym(row)


@pytest.mark.parametrize(
    ("seen_in", "filings", "expected"),
    [
        ("giantec p.348", ("giantec",), True),
        ("giantec p.348", ("sifang",), False),
        ("002057 p.83;300221 p.122", ("002057",), False),
        ("002057 p.83;300221 p.122", ("002057", "300221"), True),
        ("600519-2001 p.12", ("600519",), False),
        ("688802 p.210;metax sample p.6", ("688802", "metax sample"), True),
        ("genre", ("giantec",), False),
        ("giantec p.348", (), False),
    ],
)
def test_wordings_seen_in_one_filing_only(seen_in: str, filings: tuple[str, ...], expected: bool) -> None:
    assert only_seen_in(seen_in, filings) is expected


def test_wordings_can_be_left_out_of_every_list() -> None:
    assert len(Vocabulary("IFRS", ("giantec",)).rows) < len(Vocabulary("IFRS").rows)
    assert len(load_words(frozenset({"giantec"})).rows) < len(load_words().rows)
    assert load_words(frozenset({"giantec"})).rows != ()


def test_volume_words_come_back_when_the_measurement_ends() -> None:
    text = files("analyzer.topics").joinpath("volumes_words.csv").read_text(encoding="utf-8")
    everywhere = {place.rsplit(" p.", 1)[0] for row in csv.DictReader(text.splitlines()) for place in row["seen_in"].split(";")}
    assert concept_of("产能") == "production_capacity"
    with words_without(tuple(everywhere)):
        assert concept_of("产能") == ""
    assert concept_of("产能") == "production_capacity"
