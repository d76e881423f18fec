"""A fact's box, cut from its page again, gives back its printed text: on the samples, and on the real filings with a truth table."""

from __future__ import annotations

from pathlib import Path

import pytest

import accuracy
from analyzer import open_filing
from boxes import cut_boxes

SAMPLES = sorted((Path(__file__).parents[2] / "filings").glob("*_sample.pdf"))


def misplaced(path: Path) -> list[tuple[str, int, str, str]]:
    """(concept, page, printed text, text in the box) of every figure and mention whose box holds something else."""
    filing = open_filing(path)
    facts = [reading for fact in filing.facts for reading in (fact, *fact.mentions)]
    assert len(facts) >= 30
    cuts = cut_boxes(filing, facts)
    return [(cut.fact.concept, cut.fact.source.page, cut.fact.source.text, cut.found) for cut in cuts if not cut.holds]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.stem))
def test_boxes_of_the_samples(path: Path) -> None:
    assert misplaced(path) == []


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.skipif(not accuracy.FILINGS.is_dir(), reason="../shared/filings is not here: the real filings stay outside the project")
@pytest.mark.parametrize("stem", accuracy.truth_stems())
def test_boxes_of_the_real_filings(stem: str) -> None:
    assert misplaced(accuracy.FILINGS / f"{stem}.pdf") == []
