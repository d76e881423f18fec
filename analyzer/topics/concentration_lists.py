"""Lists of a directors' report, one line per party: "– the largest supplier 21.4%", "– five largest suppliers combined 52.7%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.model import Cell, Fact, Period
from analyzer.read.labels import clean_label, join_wrapped
from analyzer.topics.concentration_facts import FactMaker, Surroundings
from analyzer.topics.concentration_groups import names_only
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_heads import Column
from analyzer.topics.concentration_words import squeeze

_PERCENT = re.compile(r"[%％]|\bper\s?cent\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:[(（]?(?:[a-z]|\d|i{1,3}|iv)[)）.]\s*)?(?:[-–—－•·]\s*)?")


def list_facts(
    row: Sequence[Cell], columns: dict[int, Column], around: Surroundings, maker: FactMaker, fallback: Period | None
) -> Iterator[Fact]:
    """The shares of a row that is called nothing but the largest or the five largest.

    columns: by their places; fallback: the period of figures under no head.
    """
    figures = [cell for cell in row if is_figure(cell)]
    labels = [cell for cell in row if not is_figure(cell) and squeeze(cell.text)]
    text = _NUMBERING.sub("", squeeze(join_wrapped(cell.text for cell in labels)))
    mentions = maker.words.mentions(text, ("five", "largest"))
    if len(mentions) != 1 or mentions[0].kind != maker.concepts.kind or not names_only(text, mentions[0], maker.words):
        return
    has_periods = any(column.period for column in columns.values())
    concept = maker.concepts.largest_share if mentions[0].largest else maker.concepts.total_share
    for cell in figures:
        column = columns.get(cell.col, Column(cell.col, "text", "", None))
        period = column.period or (fallback if len(figures) == 1 and not has_periods else None)
        if period is None or not (column.role == "share" or _PERCENT.search(cell.text)):
            continue
        own = Column(cell.col, "share", text, period, None, column.base)
        fact = maker.figure_fact(cell, own, concept, clean_label(labels[0].text), period, around)
        if fact is not None:
            yield fact
