"""The filing's own checks: beside every figure that took part, and the price that ties in Volumes and prices."""

from __future__ import annotations

from dataclasses import replace

from analyzer.compare import compare
from analyzer.model import Check, Filing
from analyzer.render.view import build_view
from typed_filings import FY2024, metax

FORMULA = "average_selling_price 46900 x sales_volume 10905 = product revenue 511444500; sales_volume 13606 does not tie"


def with_price_tie() -> Filing:
    filing = metax()
    price = next(f for f in filing.volumes.facts if f.concept == "average_selling_price" and f.period == FY2024 and f.value == 46900)
    return replace(filing, checks=(Check("PRICE_TIE", "ties", FORMULA, FY2024, None, (price.source,)),))


def test_price_tie_stands_under_its_product() -> None:
    table = next(t for t in build_view(compare([with_price_tie()])).section("volumes").tables if t.id == "volumes-c1")
    row = next(row for row in table.rows if row.label == "Price × volume = revenue of the product")
    texts = [cell.text for cell in row.cells]
    assert texts[1:-1] == ["n/d", "ties", "n/d"]
    assert texts[-1] == f"FY2024: {FORMULA}"


def test_evidence_names_the_checks_of_a_figure() -> None:
    view = build_view(compare([with_price_tie()]))
    texts = [[cell.text for cell in row.cells] for row in view.section("sources").tables[0].rows]
    assert [f"ties: {FORMULA}" in row for row in texts].count(True) == 1
