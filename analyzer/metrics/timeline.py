"""Which periods of one filing follow each other, and which may be compared with which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from analyzer.model import Period

FULL_YEAR_MONTHS = 12


def full_years(periods: Iterable[Period]) -> list[Period]:
    """The twelve-month periods, oldest first."""
    return sorted(period for period in set(periods) if period.months == FULL_YEAR_MONTHS)


def prior_period(period: Period, periods: Iterable[Period]) -> Period | None:
    """The period of the same length that ended one year earlier; None where the filing has none."""
    for other in periods:
        same_month = other.end.month == period.end.month and other.end.year == period.end.year - 1
        if other.months == period.months and other.months is not None and same_month:
            return other
    return None


def chain(periods: Iterable[Period]) -> list[Period]:
    """The full years and the interim that follows the last of them: no month twice, oldest first."""
    kept = set(periods)
    years = full_years(kept)
    if not years:
        return sorted(period for period in kept if period.months is not None)
    after = years[-1].end + timedelta(days=1)
    interims = [period for period in kept if period.start == after]
    return [*years, *([max(interims)] if interims else [])]


def latest_interim(periods: Iterable[Period]) -> Period | None:
    """The longest period since the last full year."""
    line = chain(periods)
    return line[-1] if line and line[-1].months != FULL_YEAR_MONTHS else None


def consecutive_years(periods: Iterable[Period]) -> list[Period]:
    """The last unbroken run of full years, oldest first."""
    run: list[Period] = []
    for year in full_years(periods):
        run = [*run, year] if run and prior_period(year, run) == run[-1] else [year]
    return run
