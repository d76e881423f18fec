"""Scans of sample pages are read by OCR: the golden figures, their marks, their places; a scan of balance sheets only."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from analyzer import open_filing
from analyzer.cli import main
from analyzer.model import BBox, Fact, Filing
from analyzer.pdf.layout import rotate_points
from analyzer.pdf.recogniser import is_installed
from analyzer.read.ocr_marks import is_from_ocr
from ocr.scans import scan_pages
from typeset.figures import Figure, find_missing, find_spurious, read_golden, says

ROOT = Path(__file__).parents[2]
BALANCE_SHEETS = ROOT.parent / "shared" / "filings" / "scan_only_4_pages.pdf"
BOX_SHIFT_PT = 3.0
"""Half of the boxes are at most so far off; those of words in sentences, placed by their share of the line, up to five times as far."""

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="the OCR extra is not installed: pip install 'prospectus-analyzer[ocr]'"),
]


@dataclass(frozen=True)
class Scan:
    """A sample on the scanner. judged: pages whose figures must be read, but for missing_max of them, as measured.

    Where the recogniser loses the row of all other comprehensive income, its only item is taken for it: four figures right under another
    concept (giantec at 150 dpi). A table that goes on from the page before is lost where it slips in the repeated head or the running
    head (giantec pp.8-9).
    """

    sample: str
    pages: tuple[int, ...]
    judged: tuple[int, ...]
    dpi: int
    skew: float
    missing_max: int

    def __str__(self) -> str:
        return f"{self.sample}-{self.dpi}dpi-{self.skew:g}degrees"

    def figures(self, filing: Filing) -> list[Figure]:
        """The golden figures of the judged pages that the sample itself gives when it is read as text."""
        golden = read_golden(ROOT / "tests" / "golden" / f"{self.sample}.csv")
        return [figure for figure in golden if figure.page in self.judged and any(says(fact, figure) for fact in filing.facts)]


@dataclass(frozen=True)
class Reading:
    scan: Scan
    text: Filing
    ocr: Filing


SCANS = (
    Scan("metax_star_sample", (1, 6, 7, 9), (6, 7, 9), 200, 0.0, 2),
    Scan("giantec_hkex_sample", (1, 11, 12), (11, 12), 150, 2.0, 6),
    Scan("axera_hkex_sample", (1, 4, 9, 13), (4, 9, 13), 200, -2.0, 0),
    Scan("enflame_star_sample", (1, 8, 10), (8, 10), 150, 0.0, 0),
)


@pytest.fixture(scope="module", params=SCANS, ids=str)
def reading(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    scan: Scan = request.param
    sample = ROOT / "filings" / f"{scan.sample}.pdf"
    path = scan_pages(sample, scan.pages, tmp_path_factory.mktemp("scans") / f"{scan.sample}.pdf", dpi=scan.dpi, skew=scan.skew)
    return Reading(scan, open_filing(sample), open_filing(path))


def test_golden_figures_are_read(reading: Reading) -> None:
    figures = reading.scan.figures(reading.text)
    missing = find_missing(figures, reading.ocr.facts)
    assert len(figures) >= 25
    assert len(missing) <= reading.scan.missing_max, "\n".join(missing)


def test_wrong_figures_are_flagged(reading: Reading) -> None:
    golden = read_golden(ROOT / "tests" / "golden" / f"{reading.scan.sample}.csv")
    assert find_spurious(golden, reading.ocr.facts) == []


def test_every_figure_is_marked_and_only_arithmetic_confirms_it(reading: Reading) -> None:
    assert [fact for fact in reading.ocr.facts if not is_from_ocr(fact)] == []
    assert [fact for fact in reading.ocr.facts if fact.status == "confirmed" and not set(fact.ticks) & {"C", "D"}] == []
    assert [(found.level, found.page) for found in reading.ocr.findings if found.code == "OCR_USED"] == [("info", 1)]


def test_boxes_lead_to_the_figures_on_the_scan(reading: Reading) -> None:
    found = [pair for pair in pairs(reading) if pair[0].source.page == reading.scan.pages[pair[1].source.page - 1]]
    assert len(found) >= 15
    middle = (595.28 / 2, 841.89 / 2)
    expected = rotate_points([center(text.source.bbox) for text, _ in found], reading.scan.skew, middle)
    shifts = [shift(place, center(ocr.source.bbox)) for place, (_, ocr) in zip(expected, found, strict=True)]
    assert median(shifts) < BOX_SHIFT_PT
    assert max(shifts) < 5 * BOX_SHIFT_PT


def pairs(reading: Reading) -> list[tuple[Fact, Fact]]:
    """The same figure printed alike, read as text and by OCR."""
    by_key = {(fact.key[:-1], fact.source.text): fact for fact in reading.text.facts if fact.concept}
    return [(by_key[key], fact) for fact in reading.ocr.facts if (key := (fact.key[:-1], fact.source.text)) in by_key]


def center(box: BBox) -> tuple[float, float]:
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def shift(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def test_a_sheet_that_lies_sideways_is_read(tmp_path: Path) -> None:
    sample = ROOT / "filings" / "axera_hkex_sample.pdf"
    lying = open_filing(scan_pages(sample, [13], tmp_path / "lying.pdf", turn=1))
    revenue = [fact for fact in lying.income_statement.facts if fact.concept == "revenue" and fact.period.label == "FY2024"]
    assert [int(fact.value) for fact in revenue] == [472_892_000]
    x0, top, x1, bottom = revenue[0].source.bbox
    assert bottom - top > x1 - x0


@pytest.mark.real
@pytest.mark.skipif(not BALANCE_SHEETS.is_file(), reason="../shared/filings is not here: the real filings stay outside the project")
def test_a_scan_of_balance_sheets_says_so(tmp_path: Path) -> None:
    assert main(["extract", str(BALANCE_SHEETS), "-o", str(tmp_path), "--quiet"]) == 1
    assert len((tmp_path / "scan_only_4_pages.csv").read_text(encoding="utf-8").splitlines()) == 1
    with (tmp_path / "scan_only_4_pages.findings.csv").open(encoding="utf-8", newline="") as file:
        found = {row["code"]: row for row in csv.DictReader(file)}
    assert found["NO_TOPIC"]["level"] == "error"
    assert found["ONLY_BALANCE_SHEETS"]["message"].startswith("it holds balance sheets only (pages 1, 2, 3, 4)")
    assert found["OCR_USED"]["message"].startswith("pages 1-4 read by OCR")
