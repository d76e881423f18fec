"""Several filings -> one comparison: aligned periods, one currency where a rate allows, metrics, traps, one tidy frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from analyzer.compare.alignment import Alignment, align
from analyzer.compare.companies import Company, filings_to_companies
from analyzer.compare.comparability import find_traps
from analyzer.compare.rates import choose_rates
from analyzer.errors import ConfigError
from analyzer.metrics.computed import Computed, Input, Note
from analyzer.model import Filing, Period
from analyzer.standard.rows import standard_rows

if TYPE_CHECKING:
    import pandas as pd

SCALES = {"units": Decimal(1), "thousands": Decimal(1_000), "millions": Decimal(1_000_000), "billions": Decimal(1_000_000_000)}

COLUMNS = (
    "company",
    "filing",
    "basis",
    "topic",
    "item",
    "number",
    "label",
    "member",
    "period",
    "period_start",
    "period_end",
    "months",
    "assurance",
    "value",
    "state",
    "unit",
    "low",
    "high",
    "provenance",
    "formula",
    "marks",
    "note",
    "pages",
    "is_common_period",
)
"""Of the tidy frame, whatever was compared. value: base units, costs positive; state: why there is no value."""


LANGUAGES = ("en", "zh-Hans", "zh-Hant")


@dataclass(frozen=True)
class CompareOptions:
    """What a person may choose.

    currency: None or "" for the filings' own where all agree, else apart. scale: a key of SCALES.
    rates: (currency, value of one unit in the shown currency, source that the outputs print).
    made_on: the date the outputs carry; None for the latest date of the filings themselves, never the clock.
    language: one of LANGUAGES; "zh" is zh-Hans.
    """

    currency: str | None = None
    scale: str = "millions"
    rates: tuple[tuple[str, Decimal, str], ...] = ()
    made_on: date | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            raise ConfigError(f"unknown scale {self.scale!r}", next_step=f"choose one of {', '.join(SCALES)}")
        if self.language not in (*LANGUAGES, "zh"):
            raise ConfigError(f"unknown language {self.language!r}", next_step=f"choose one of {', '.join(LANGUAGES)}")
        for currency, value, origin in self.rates:
            if value <= 0 or not origin:
                raise ConfigError(f"the exchange rate of {currency} must be above zero and name its source, found {value} from {origin!r}")
        if self.rates and not self.currency:
            raise ConfigError("an exchange rate is given, but not the currency to show", next_step="add --currency")


@dataclass(frozen=True, eq=False)
class Comparison:
    """currency: the one all money is shown in; "" where currencies stand apart. traps: READ FIRST."""

    companies: tuple[Company, ...]
    alignment: Alignment
    currency: str
    scale: str
    rates: tuple[Input, ...]
    traps: tuple[Note, ...]

    @property
    def latest_year(self) -> Period | None:
        """The latest full year that every filing has."""
        return self.alignment.latest_year

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row per figure or state in COLUMNS; value, low and high are Decimal, missing values None."""
        import pandas as pd

        return pd.DataFrame(list(self.records()), columns=list(COLUMNS)).astype({"months": "Int64"})

    def records(self) -> Iterator[dict[str, object]]:
        for company in self.companies:
            yield from _company_records(company, self.alignment)


def compare(filings: Sequence[Filing], options: CompareOptions | None = None) -> Comparison:
    """The comparison of any number of filings. Raises ConfigError for two filings with one id."""
    chosen = options or CompareOptions()
    doubled = sorted({filing.id for filing in filings if [other.id for other in filings].count(filing.id) > 1})
    if doubled:
        raise ConfigError(f"two filings are called {doubled[0]}", next_step="rename one of the files")
    target, rates = choose_rates(filings, chosen.currency or "", chosen.rates)
    companies = filings_to_companies(filings, target, rates)
    currency = _common_currency(companies)
    alignment = align([company.statement for company in companies])
    used = tuple(dict.fromkeys(company.rate for company in companies if company.rate is not None))
    return Comparison(companies, alignment, currency, chosen.scale, used, find_traps(companies, alignment, currency))


def _common_currency(companies: Iterable[Company]) -> str:
    currencies = {company.currency for company in companies if company.currency}
    return currencies.pop() if len(currencies) == 1 else ""


def _company_records(company: Company, alignment: Alignment) -> Iterator[dict[str, object]]:
    for column in company.statement.columns:
        for row in standard_rows():
            cell = company.money[column.period][row.id]
            factor = row.factor if row.kind in {"line", "below"} and row.factor else 1
            yield _record(
                company, alignment, "income_statement", cell, column.period, number=row.number, factor=factor, assurance=column.assurance
            )
    for (_, period), cell in company.income.items():
        yield _record(company, alignment, "income_metrics", cell, period)
    for side in (company.customers, company.suppliers):
        for (_, period), cell in side.metrics.items():
            yield _record(company, alignment, side.side, cell, period)
    for product in company.volumes.products:
        for (_, period), cell in product.metrics.items():
            yield _record(company, alignment, "volumes", cell, period, member=product.name)


def _record(
    company: Company,
    alignment: Alignment,
    topic: str,
    cell: Computed,
    period: Period,
    *,
    number: str = "",
    factor: int = 1,
    assurance: str = "",
    member: str = "",
) -> dict[str, object]:
    low, high = cell.interval or (None, None)
    titles = {row.id: row.titles["en"] for row in standard_rows()}
    return {
        "company": company.name,
        "filing": company.filing.id,
        "basis": company.basis,
        "topic": topic,
        "item": cell.id,
        "number": number,
        "label": titles.get(cell.id, cell.id.replace("_", " ")),
        "member": member,
        "period": period.label,
        "period_start": period.start.isoformat() if period.start else "",
        "period_end": period.end.isoformat(),
        "months": period.months,
        "assurance": assurance,
        "value": None if cell.value is None else cell.value * factor,
        "state": cell.state,
        "unit": cell.measure,
        "low": low,
        "high": high,
        "provenance": cell.provenance,
        "formula": cell.formula.op if cell.formula else "",
        "marks": " ".join(sorted(cell.marks)),
        "note": " ".join(note.code for note in cell.notes),
        "pages": " ".join(dict.fromkeys(str(fact.source.page) for fact in cell.inputs)),
        "is_common_period": period in alignment.common,
    }
