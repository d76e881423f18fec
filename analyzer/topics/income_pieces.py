"""A statement that a page break cut into tables with heads of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.concepts import concepts
from analyzer.read.labels import label_key
from analyzer.topics.income_candidates import Candidate

SAME_ROWS_MIN = 8
SAME_ROWS_SHARE = 0.9
"""How many of its rows a statement's later periods share with the earlier ones above: a row may have nothing in some."""


def goes_on_with_periods(upper: Candidate, lower: Candidate) -> bool:
    """Whether the lower table is the statement above it for its later periods, under heads of its own.

    Too wide for the page (results before adjustments | adjustments | total), it is printed in several tables, of which only the
    first has a title: right below each other or over the next page, with the same rows.
    """
    below = lower.first_page == upper.table.pages[-1] and lower.table.bbox[1] >= upper.table.bbox[3]
    if not below and lower.first_page - upper.table.pages[-1] != 1:
        return False
    if lower.title.excluded or upper.title.excluded or set(upper.periods) & set(lower.periods):
        return False
    rows, others = ({label_key(fact.label) for fact in candidate.facts} for candidate in (upper, lower))
    return len(rows & others) >= max(SAME_ROWS_MIN, SAME_ROWS_SHARE * max(len(rows), len(others)))


def join_pieces(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in page order, the lower part of a statement joined to its upper part on the page before."""
    joined: list[Candidate] = []
    for candidate in candidates:
        if joined and goes_on(joined[-1], candidate):
            joined[-1] = join(joined[-1], candidate)
        else:
            joined.append(candidate)
    return joined


def goes_on(upper: Candidate, lower: Candidate) -> bool:
    """Whether the lower table has the rows that the upper one lacks, down to the profit, for the same periods."""
    next_page = lower.first_page - upper.table.pages[-1] == 1
    cut = "profit" in lower.known and "profit" not in upper.known and "revenue" in upper.known
    return next_page and cut and not upper.known & lower.known and set(upper.periods) == set(lower.periods) and not upper.title.excluded


def join(upper: Candidate, lower: Candidate) -> Candidate:
    """One candidate; a tax alone in parentheses below the cut is a cost where the costs above it are printed so."""
    turned = in_parentheses(upper) and not in_parentheses(lower)
    tail = tuple(replace(fact, value=-fact.value) if turned and fact.concept == "income_tax_expense" else fact for fact in lower.facts)
    return replace(
        upper,
        table=replace(upper.table, pages=(*upper.table.pages, *lower.table.pages), rows=upper.table.rows + lower.table.rows),
        facts=upper.facts + tail,
        known=upper.known | lower.known,
        figure_count=upper.figure_count + lower.figure_count,
    )


def in_parentheses(candidate: Candidate) -> bool:
    """Whether it prints positive costs in parentheses."""
    costs = [fact for fact in candidate.facts if fact.concept and concepts()[fact.concept].sign == "expense"]
    return any(fact.value > 0 and fact.source.text.startswith(("(", "（")) for fact in costs)
