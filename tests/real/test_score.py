"""Whole real filings against truth tables that a person read from the pages."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import accuracy
from analyzer.pdf.recogniser import is_installed

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(not accuracy.FILINGS.is_dir(), reason="../shared/filings is not here: the real filings stay outside the project"),
]

MINIMA = {
    "income_statement": (0.985, 0.998),
    "customers": (0.97, 0.995),
    "suppliers": (0.97, 0.995),
    "volumes": (0.93, 0.99),
}
"""Table kind: least recall and precision, pooled over all truth tables."""

INCOME_STATEMENT_RECALL_OF_EACH_FILING = 0.95

CLOUDBREAK = "cloudbreak_2592_prospectus_2025_en"
ALCO = "alco_328_rights_issue_prospectus_20251013_zh"
ZHENRO = "zhenro_services_6958_prospectus_2020_en"
SCAN = "scan_only_4_pages"


@pytest.fixture(scope="module")
def facts_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept: Path | None = request.config.getoption("--facts-dir")
    return kept or tmp_path_factory.mktemp("facts")


@pytest.fixture(scope="module")
def exit_codes(facts_folder: Path) -> dict[str, int]:
    return accuracy.extract_all([*accuracy.truth_stems(), CLOUDBREAK, ALCO, SCAN], facts_folder)


@pytest.fixture(scope="module")
def scores(facts_folder: Path, exit_codes: dict[str, int]) -> accuracy.Scores:
    return accuracy.score_folder(facts_folder)


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", MINIMA)
def test_pooled_recall(table: str, scores: accuracy.Scores) -> None:
    assert scores.pooled[table]["recall"] >= MINIMA[table][0]


@pytest.mark.parametrize("table", MINIMA)
def test_pooled_precision(table: str, scores: accuracy.Scores) -> None:
    assert scores.pooled[table]["precision"] >= MINIMA[table][1]


def test_status_is_earned(scores: accuracy.Scores) -> None:
    """Of the right facts 60% are confirmed (80% in the income statement) and at most 3% flagged; of the confirmed none is wrong."""
    right = {table: counts["exact"] + counts["rounded"] for table, counts in scores.pooled.items() if table in MINIMA}
    total = {name: sum(scores.pooled[table][name] for table in right) for name in ("confirmed", "confirmed_wrong", "flagged_right")}
    assert total["confirmed_wrong"] == 0
    assert total["confirmed"] >= 0.6 * sum(right.values())
    assert scores.pooled["income_statement"]["confirmed"] >= 0.8 * right["income_statement"]
    assert total["flagged_right"] <= 0.03 * sum(right.values())


@pytest.mark.parametrize("stem", accuracy.truth_stems())
def test_income_statement_of_each_filing(stem: str, scores: accuracy.Scores) -> None:
    assert scores.by_filing[stem]["income_statement"]["recall"] >= INCOME_STATEMENT_RECALL_OF_EACH_FILING


@pytest.mark.parametrize("stem", [*accuracy.truth_stems(), CLOUDBREAK])
def test_each_filing_is_read(stem: str, exit_codes: dict[str, int]) -> None:
    assert exit_codes[stem] in {0, 1}


@pytest.mark.parametrize(("stem", "table"), [(ZHENRO, "volumes"), (CLOUDBREAK, "customers")])
def test_a_table_that_is_not_there_is_not_invented(stem: str, table: str, facts_folder: Path, exit_codes: dict[str, int]) -> None:
    tables = Counter(row["table"] for row in rows_of(facts_folder, f"{stem}.csv"))
    assert tables["income_statement"] > 0
    assert tables[table] == 0
    said = [row for row in rows_of(facts_folder, f"{stem}.findings.csv") if row["level"] == "info" and table in row["message"]]
    assert len(said) == 1


def test_rights_issue_without_ipo_tables(facts_folder: Path, exit_codes: dict[str, int]) -> None:
    assert exit_codes[ALCO] == 1
    assert rows_of(facts_folder, f"{ALCO}.csv") == []
    errors = [row["code"] for row in rows_of(facts_folder, f"{ALCO}.findings.csv") if row["level"] == "error"]
    assert errors == ["NO_TOPIC"]


def test_scan_is_refused_or_read(facts_folder: Path, exit_codes: dict[str, int]) -> None:
    """Without the OCR extra there is nothing to read; with it the pages hold balance sheets only, and no figure is guessed."""
    if is_installed():
        assert exit_codes[SCAN] == 1
        assert rows_of(facts_folder, f"{SCAN}.csv") == []
        assert "ONLY_BALANCE_SHEETS" in [row["code"] for row in rows_of(facts_folder, f"{SCAN}.findings.csv")]
    else:
        assert exit_codes[SCAN] == 2
        assert not (facts_folder / f"{SCAN}.csv").exists()
