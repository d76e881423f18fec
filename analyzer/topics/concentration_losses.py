"""What the five-largest tables print and the facts do not say: parties, periods and shares left out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.model import Cell, Fact, Finding, Source
from analyzer.topics.base import FilingContext
from analyzer.topics.concentration_facts import Concepts
from analyzer.topics.concentration_groups import Entry
from analyzer.topics.concentration_heads import Column

RANKED_PERIODS_MIN = 2
"""A filing may name the parties of its last year alone and give the totals of all years."""


def parties_left_out(context: FilingContext, entries: Sequence[Entry]) -> Finding:
    """Names the rows of a table of the five largest that gave no facts."""
    cells = [cell for entry in entries for cell in (entry.names[:1] or [cells[0] for cells in entry.figures.values() if cells][:1])]
    message = f"{len(entries)} parties left out: the table does not say of which period, or which five, they are"
    return Finding("warning", "PARTIES_LEFT_OUT", message, tuple(context.cell_source(cell) for cell in cells))


def other_share_finding(context: FilingContext, left: Sequence[tuple[Column, Cell]]) -> Finding:
    heads = ", ".join(dict.fromkeys(column.header for column, _ in left))
    return Finding(
        "info", "SHARE_LEFT_OUT", f"{len(left)} figures left out beside the share that was kept: {heads}",
        tuple(context.cell_source(cell) for _, cell in left),
    )  # fmt: skip


def missing_periods(context: FilingContext, facts: Sequence[Fact]) -> list[Finding]:
    """A finding for the periods whose total of the five is printed although no party of theirs was read, as those of other periods were."""
    whole = [fact for fact in facts if not fact.scope and isinstance(fact.origin, Source)]
    ranked = {fact.period for fact in whole if fact.rank is not None and fact.member}
    missing = [fact for fact in whole if fact.rank is None and fact.concept.startswith("top_") and fact.period not in ranked]
    if len(ranked) < RANKED_PERIODS_MIN or not missing:
        return []
    labels = ", ".join(period.label for period in sorted({fact.period for fact in missing}))
    message = f"no parties were read for {labels}, only their total"
    return [Finding("warning", "PARTIES_MISSING", message, tuple(fact.source for fact in missing))]


def not_found(context: FilingContext, concepts: Concepts, pages: Sequence[int]) -> Finding:
    looked = ", ".join(str(page) for page in pages) or "none names them"
    code = f"{concepts.kind.upper()}_NOT_FOUND"
    message = f"no five largest {concepts.kind} in the filing; pages looked at: {looked}"
    sources: tuple[Source, ...] = (context.source(pages[0], (0, 0, 0, 0), ""),) if pages else ()
    return Finding("info", code, message, sources)
