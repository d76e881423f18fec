"""The stages in order, on the samples and on files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import stages
from analyzer.errors import FilingError
from analyzer.pipeline import TOPIC_READERS, marked, open_filing, readings_to_filing
from analyzer.topics.base import FilingContext, TopicReading
from check_figures import figure
from stored_pages import open_stored

SAMPLES = Path(__file__).parents[2] / "filings"


def test_a_sample_is_read_into_its_four_topics() -> None:
    filing = open_filing(SAMPLES / "axera_hkex_sample.pdf")
    assert filing.id == "axera_hkex_sample"
    assert list(filing.statements) == ["income_statement", "customers", "suppliers", "volumes"]
    assert filing.attribute("market") == "hkex"
    assert {fact.source.filing_id for fact in filing.facts} == {"axera_hkex_sample"}
    assert {fact.status for fact in filing.facts} <= {"confirmed", "single", "flagged"}
    assert all(fact.ticks for fact in filing.facts)
    assert filing.ledger != ()


def test_there_is_one_reader_for_each_topic() -> None:
    assert len(TOPIC_READERS) == 4


def test_stages_are_announced_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    entered: list[str] = []
    monkeypatch.setattr(stages, "enter", lambda name, *counts: entered.append(name))
    open_filing(SAMPLES / "axera_hkex_sample.pdf")
    assert entered == ["opening", "text pass", "topics", "checks"]


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n"], ids=["empty", "something else", "cut off"])
def test_a_file_that_cannot_be_read_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(FilingError, match=r"bad\.pdf"):
        open_filing(path)


def stored_context() -> FilingContext:
    return open_stored("layout_002257_p114", currency="CNY")


def test_nothing_found_is_an_error_and_never_all_well(tmp_path: Path) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(b"%PDF-")
    filing = readings_to_filing(path, 200, stored_context(), [TopicReading("income_statement"), TopicReading("volumes")])
    assert [finding.code for finding in filing.findings if finding.level == "error"] == ["NO_TOPIC"]
    assert "none of the topics was found on its 200 pages" in filing.findings[-1].message
    assert filing.checks == ()


def test_figures_of_a_reading_are_checked_and_what_is_told_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "acme.pdf"
    path.write_bytes(b"%PDF-")
    rows = [figure("revenue", 100, step=1), figure("cost_of_sales", 60, step=1, top=110), figure("gross_profit", 40, step=1, top=120)]
    filing = readings_to_filing(path, 3, stored_context(), [TopicReading("income_statement", tuple(rows))])
    assert {fact.status for fact in filing.income_statement.facts} == {"confirmed"}
    assert [(check.code, check.verdict) for check in filing.checks] == [("GROSS_PROFIT", "ties")]
    assert filing.page_count == 3


def test_figures_from_ocr_are_marked() -> None:
    facts = (figure("revenue", 100, page=3), figure("cost_of_sales", 60, page=4))
    reading = marked(TopicReading("income_statement", facts), frozenset({3}))
    assert ["OCR" in fact.note for fact in reading.facts] == [True, False]
    assert marked(reading, frozenset()) is reading
