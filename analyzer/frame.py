"""Facts as a pandas frame: the columns of the output contract (docs: design of the CSV files)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer.contract import COLUMNS, remark_cells
from analyzer.model import Fact, Source

if TYPE_CHECKING:
    import pandas as pd


def facts_to_frame(facts: Iterable[Fact], filing_id: str) -> pd.DataFrame:
    """One row per fact in COLUMNS, sorted by table, page, top, x0.

    value and step stay Decimal; rank, months and page are nullable integers; a missing text is "".
    The columns are the same for no facts at all.
    """
    import pandas as pd

    records = [fact_to_record(fact, filing_id) for fact in sorted(facts, key=_place)]
    frame = pd.DataFrame(records, columns=list(COLUMNS))
    return frame.astype({"rank": "Int64", "months": "Int64", "page": "Int64"})


def fact_to_record(fact: Fact, filing_id: str) -> dict[str, object]:
    """One row of the contract; a derived fact has no page and no box."""
    return {
        "filing": filing_id,
        "table": fact.table,
        "concept": fact.concept,
        "label": fact.label,
        "member": fact.member,
        "rank": fact.rank,
        "scope": fact.scope,
        "qualifier": fact.qualifier,
        "period_start": fact.period.start.isoformat() if fact.period.start else "",
        "period_end": fact.period.end.isoformat(),
        "months": fact.period.months,
        "value": fact.value,
        "unit": fact.measure,
        "step": fact.step,
        **_origin_record(fact),
        **remark_cells(fact),
    }


def _origin_record(fact: Fact) -> dict[str, object]:
    origin = fact.origin
    if not isinstance(origin, Source):
        return {"printed": "", "page": None, "printed_page": ""}
    x0, top, x1, bottom = origin.bbox
    return {
        "printed": origin.text,
        "page": origin.page,
        "printed_page": origin.printed_page,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
    }


def _place(fact: Fact) -> tuple[str, int, float, float]:
    if not isinstance(fact.origin, Source):
        return (fact.table, 0, 0.0, 0.0)
    return (fact.table, fact.origin.page, fact.origin.bbox[1], fact.origin.bbox[0])
