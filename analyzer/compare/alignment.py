"""Which periods of several filings stand beside each other: same length and same end, never a nine-month beside a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.metrics.timeline import FULL_YEAR_MONTHS, chain, full_years, prior_period
from analyzer.model import Period
from analyzer.standard import StandardStatement


@dataclass(frozen=True)
class Alignment:
    """common: periods every filing has, oldest first; latest_year: the one the comparison is about."""

    common: tuple[Period, ...]

    @property
    def common_years(self) -> tuple[Period, ...]:
        return tuple(period for period in self.common if period.months == FULL_YEAR_MONTHS)

    @property
    def common_interims(self) -> tuple[Period, ...]:
        return tuple(period for period in self.common if period.months != FULL_YEAR_MONTHS)

    @property
    def latest_year(self) -> Period | None:
        return self.common_years[-1] if self.common_years else None


def align(statements: Sequence[StandardStatement]) -> Alignment:
    """The periods common to all filings that have an income statement."""
    sets = [{column.period for column in statement.columns} for statement in statements if statement.columns]
    common = set.intersection(*sets) if sets else set()
    return Alignment(tuple(sorted(common)))


def shown_periods(statement: StandardStatement) -> tuple[Period, ...]:
    """Full years, then interims: the latest with its comparative, and every other complete column."""
    periods = [column.period for column in statement.columns]
    line = chain(periods)
    interims = {period for period in line if period.months != FULL_YEAR_MONTHS}
    interims |= {prior for prior in (prior_period(period, periods) for period in interims) if prior is not None}
    interims |= {column.period for column in statement.columns if column.is_complete and column.period.months != FULL_YEAR_MONTHS}
    return (*full_years(periods), *sorted(interims))
