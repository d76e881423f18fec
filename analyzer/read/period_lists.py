"""Days listed under one length: 截至2008年2月29日及2009年2月28日止六個月, years ended 31 December 2003 and 31 December 2004."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import Period

Found = tuple[Period, int, int]
_BETWEEN = re.compile(r"(?:\s|,|、|;|及|和|與|与|以及|and)+", re.IGNORECASE)
_CHINESE = re.compile(r"[年月日止]")


def spread_lengths(text: str, found: Sequence[Found]) -> list[Found]:
    """The periods of a text in printed order; days of the same month beside one that says how long its period is are as long.

    Chinese says it behind the last day, English before the first one.
    """
    ordered = sorted(found, key=lambda item: item[1])
    for here in range(1, len(ordered)):
        _lengthen(text, ordered, here, here - 1)
    for here in reversed(range(len(ordered) - 1)):
        _lengthen(text, ordered, here, here + 1)
    return ordered


def _lengthen(text: str, ordered: list[Found], here: int, beside: int) -> None:
    """Makes the day at one place as long as the period beside it, where both stand in one list."""
    (day, start, stop), (flow, begin, end) = ordered[here], ordered[beside]
    if day.start is not None or flow.months is None or day.end.month != flow.end.month or day.end.year == flow.end.year:
        return
    is_before = start < begin
    is_chinese = _CHINESE.search(text[begin:end]) is not None
    # 於2008年12月31日及截至2009年12月31日止年度: a balance and a year.
    if text.startswith("截", begin):
        return
    if is_before == is_chinese and _BETWEEN.fullmatch(text, *((stop, begin) if is_before else (end, start))):
        ordered[here] = (Period.ending(day.end, flow.months), start, stop)
