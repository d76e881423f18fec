"""Subtotals under a band: 小計 below the kinds of 零售 is what all of them came to, so the band names it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import Cell, Unit
from analyzer.read.amounts import parse_amount
from analyzer.topics.volumes_grid import Body, Figure
from analyzer.topics.volumes_words import is_word, says

_AS_PRINTED = Unit("", Decimal(1), "")


def banded_subtotals(body: Body) -> dict[int, Cell]:
    """The band over each row that is a subtotal and no more, by row.

    Only where the rows since the band add up to it in a column: a price does not, but the volume beside it tells.
    """
    rows: dict[int, list[Figure]] = {}
    for figure in body.figures:
        rows.setdefault(figure.row, []).append(figure)
    found: dict[int, Cell] = {}
    parts: list[Figure] = []
    band: Cell | None = None
    for row, figures in rows.items():
        over = figures[0].titles[-1] if figures[0].titles else None
        if over is not band:
            band, parts = over, []
        labels = body.row_labels.get(row, ())
        if len(labels) == 1 and is_subtotal(labels[0].text):
            if band is not None and adds_up(figures, parts):
                found[row] = band
            parts = []
        elif not any(is_word("total", cell.text) for cell in labels):
            parts += figures
    return found


def sole_subtotals(body: Body) -> dict[int, Cell]:
    """The subtotals that are all of their band: its last row, and no other total stands in it (小計 under 截至2008年止年度)."""
    bands = {figure.row: figure.titles[-1] for figure in body.figures if figure.titles}
    ends = {id(band): row for row, band in bands.items()}
    totals = [row for row in bands if any(is_word("total", cell.text) for cell in body.row_labels.get(row, ()))]
    several = {id(bands[row]) for row in totals if ends[id(bands[row])] != row}
    return {row: band for row, band in banded_subtotals(body).items() if ends[id(band)] == row and id(band) not in several}


def is_subtotal(text: str) -> bool:
    """Also beside other words for totals: Sub-total/average."""
    return is_word("subtotal", text) or (is_word("total", text) and says("subtotal", text))


def adds_up(totals: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """Whether the parts come to the total in one column at least, each figure standing for what rounds to it."""
    for total in totals:
        column = [part for part in parts if part.cell.col == total.cell.col]
        try:
            whole = parse_amount(total.text, _AS_PRINTED)
            each = [parse_amount(part.text, _AS_PRINTED) for part in column]
        except ReadError:
            continue
        slack = whole.step * (len(each) + 1) / 2
        if each and whole.value and abs(sum(amount.value for amount in each) - whole.value) <= slack:
            return True
    return False
