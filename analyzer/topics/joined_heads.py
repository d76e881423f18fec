"""Several periods' heads in one line over all columns: which column stands under which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analyzer.read.periods import PeriodHead, find_period_heads, find_years

Heads = list[tuple[PeriodHead, int, int]]


def share_out_heads(texts: Sequence[str]) -> list[str]:
    """The words of the columns, each with the one head that is its own.

    截至12月31日止年度／截至5月31日止五個月 over 2022 2023 2024 2024 2025: the years begin again where the next head's columns begin. The
    line may reach over some of the columns only. Where the years do not tell, the columns keep no words.
    """
    first = next((text for text in texts if len(heads_of(text)) > 1 and len(find_years(text)) == 1), "")
    if not first:
        return list(texts)
    line = first[heads_of(first)[0][1] : heads_of(first)[-1][2]]
    whole = [f"{line} {text}" if is_bare_year(text) else text for text in texts]
    joined = {col: heads for col, text in enumerate(whole) if len(heads := heads_of(text)) > 1 and len(find_years(text)) == 1}
    named = [head for head, _, _ in heads_of(first)]
    if len(joined) < len(named) or len(set(named)) < len(named) or any([h for h, _, _ in heads] != named for heads in joined.values()):
        return list(texts)
    years = [find_years(whole[col])[0][0] for col in joined]
    runs = next((run for run in (runs_of(years), runs_of([-year for year in years])) if max(run) + 1 == len(named)), None)
    for position, (col, heads) in enumerate(joined.items()):
        whole[col] = "" if runs is None else with_one_head(whole[col], heads, runs[position])
    return whole


def heads_of(text: str) -> Heads:
    """The heads of flows that a text names, whether its year stands before or behind them."""
    return [head for head in find_period_heads(without_years(text)) if head[0].months]


def is_bare_year(text: str) -> bool:
    return len(find_years(text)) == 1 and not find_period_heads(without_years(text))


def with_one_head(text: str, heads: Heads, kept: int) -> str:
    """The text without all heads but one."""
    for number, (_, start, end) in reversed(list(enumerate(heads))):
        if number != kept:
            text = text[:start] + text[end:]
    return text


def without_years(text: str) -> str:
    """The words with their years blotted out, as long as they were."""
    for _, start, end in find_years(text):
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def runs_of(years: Sequence[int]) -> list[int]:
    """The number of the run of growing years to which each belongs: 2022 2023 2024 2024 2025 gives 0 0 0 1 1."""
    number = 0
    runs = [0]
    for before, year in pairwise(years):
        number += year <= before
        runs.append(number)
    return runs
