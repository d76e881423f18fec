"""What the builders of all sections share: words, scale, the anchors of printed figures, and how a value becomes a cell."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from analyzer.compare import SCALES, Comparison
from analyzer.compare.companies import Company
from analyzer.metrics.computed import Computed, Constant, Input, Note, Operand, missing
from analyzer.metrics.operations import NOT_APPLICABLE, NOT_FOUND
from analyzer.model import Check, Fact, Period, Source
from analyzer.render.numbers import format_number, price_decimals, printed_decimals, quantity_decimals
from analyzer.render.report import BLANK, Column, Format, Row, ViewCell
from analyzer.render.telling import Teller
from analyzer.render.words import Words

MONEY_DECIMALS = {"units": 0, "thousands": 0, "millions": 1, "billions": 2}
BOUND_SIGNS = {"at_least": "≥", "at_most": "≤"}
QUALIFIER_SIGNS = {"about": "≈", "over": ">", "under": "<"}
NEGATIVE_SIGNS = ("(", "（", "-", "－", "−", "‐")
PERCENT = 100
FLAGGED, LOW_BASE = "†", "°"
MISSING = frozenset({NOT_FOUND, NOT_APPLICABLE})


class Context:
    """One view in the making."""

    def __init__(self, comparison: Comparison, words: Words) -> None:
        self.comparison = comparison
        self.words = words
        self.teller = Teller(words, comparison.companies)
        self.scale = SCALES[comparison.scale]
        self.decimals = MONEY_DECIMALS[comparison.scale]
        facts = [fact for company in comparison.companies for fact in company.filing.facts if isinstance(fact.origin, Source)]
        self.anchors = {id(fact): f"S{number}" for number, fact in enumerate(facts, 1)}
        self._checks: dict[Source, list[Check]] = {}
        for check in (check for company in comparison.companies for check in company.filing.checks):
            for source in dict.fromkeys(check.sources):
                self._checks.setdefault(source, []).append(check)

    @property
    def companies(self) -> tuple[Company, ...]:
        return self.comparison.companies

    def checks_of(self, fact: Fact) -> tuple[Check, ...]:
        """The comparisons of the filing with itself in which a printed figure took part."""
        return tuple(self._checks.get(fact.source, ())) if isinstance(fact.origin, Source) else ()

    def check_words(self, check: Check) -> str:
        return f"{self.words(f'verdict.{check.verdict}')}: {self.teller.check(check)}"

    def unit_words(self, currency: str) -> str:
        """RMB million, 人民币百万元 ... ; "" where there is no one currency."""
        return self.words("unit.money", self.currency_words(currency), self.words(f"scale.{self.comparison.scale}")) if currency else ""

    def currency_words(self, currency: str) -> str:
        return self.words(f"currency.{currency}") if self.words.has(f"currency.{currency}") else currency

    def title_of(self, row: str) -> str:
        """A standard row or a metric in words."""
        return self.words(f"metric.{row}") if self.words.has(f"metric.{row}") else self.words(f"row.{row}")

    def cell(self, operand: Operand | None, *, extra_decimals: int = 0, note: str = "") -> ViewCell:
        """A value as a cell; None is blank (there is no such cell), a state is its code."""
        if operand is None:
            return BLANK
        shown = shown_value(operand)
        kind = format_of(operand)
        decimals = self._decimals(kind, shown, operand) + (extra_decimals if kind == "money" else 0)
        text = self._text(operand, shown, kind, decimals)
        return ViewCell(
            text=text,
            value=operand,
            format=kind,
            decimals=decimals,
            marks=marks_of(operand),
            note=note or self._note(operand),
            sources=self._sources(operand),
        )

    def _sources(self, operand: Operand) -> tuple[str, ...]:
        facts = operand.inputs if isinstance(operand, Computed) else (operand,)
        return tuple(self.anchors[id(fact)] for fact in facts if id(fact) in self.anchors)

    def marked_text(self, operand: Operand) -> str:
        """A figure inside a sentence, with its marks: a doubtful one must not pass for a sure one there."""
        cell = self.cell(operand)
        return cell.text + cell.marks

    def metric(self, operand: Operand | None) -> ViewCell:
        """A cell of a table of metrics: what was not worked out was not found; blank never stands for missing."""
        return self.cell(operand if operand is not None else missing("", NOT_FOUND))

    def known_rows(self, rows: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
        """(rows, notes): a metric that was found for no column of no company stands in one note, not in an empty row."""
        kept: list[Row] = []
        absent: list[Row] = []
        for row in rows:
            is_absent = all(isinstance(cell.value, Computed) and cell.value.state in MISSING for cell in row.cells if cell is not BLANK)
            (absent if is_absent else kept).append(row)
        return tuple(kept), (self.words("note.absent", ", ".join(row.label for row in absent)),) if absent else ()

    def text(self, text: str, *, link: str = "", level: str = "") -> ViewCell:
        return ViewCell(text=text, link=link, level=level)

    def _text(self, operand: Operand, shown: Decimal | None, kind: Format, decimals: int) -> str:
        if shown is None:
            return operand.state if isinstance(operand, Computed) else ""
        number = format_number(shown / self.scale if kind == "money" else shown, kind, decimals)
        return f"{qualifier_sign(operand)}{number}"

    def _decimals(self, kind: Format, shown: Decimal | None, operand: Operand) -> int:
        if kind == "money":
            return self.decimals
        if kind in {"percent", "multiple"}:
            return known_decimals(operand, 1, PERCENT if kind == "percent" else 1)
        if shown is None:
            return 0
        if kind == "price":
            return printed_decimals(operand.step) if isinstance(operand, Fact) else known_decimals(operand, price_decimals(shown), 1)
        if kind == "count":
            return 0 if shown == shown.to_integral_value() else 1
        return {"quantity": quantity_decimals(shown), "rate": 4}.get(kind, 0)

    def _note(self, operand: Operand) -> str:
        if isinstance(operand, Computed):
            return self.words.notes(operand.notes)
        if isinstance(operand, Fact):
            return self.teller.remarks((operand.note, operand.channel, operand.relation))
        return ""

    def note(self, note: Note) -> str:
        return self.words.note(note)

    def period_column(self, company: Company, period: Period, assurance: str, starts_group: bool, *, is_translated: bool = False) -> Column:
        """company / period / months and assurance / basis and currency: the filing's own, or the one of the comparison."""
        months = self.words("head.months", period.months) if period.months is not None else self.words("head.as_of")
        length = f"{months}, {self.words(f'assurance.{assurance}')}" if assurance else months
        basis = company.basis or self.words("basis.unknown")
        currency = company.currency if is_translated else company.statement.currency
        return Column((company.name, period.label, length, f"{basis}, {currency}"), starts_group)


def qualifier_sign(operand: Operand | None) -> str:
    """≈ > < as the page says; ≥ ≤ where a figure is only bounded."""
    if isinstance(operand, Fact):
        return QUALIFIER_SIGNS.get(operand.qualifier, "")
    return next((sign for mark, sign in BOUND_SIGNS.items() if mark in operand.marks), "") if isinstance(operand, Computed) else ""


def known_decimals(operand: Operand, decimals: int, factor: int) -> int:
    """At most as many decimals as the rounding of the printed figures below allows (analysis 3.0)."""
    interval = operand.interval if isinstance(operand, Computed) else None
    if interval is None:
        return decimals
    width = (interval[1] - interval[0]) * factor
    while decimals and width > Decimal(1).scaleb(-decimals):
        decimals -= 1
    return decimals


def shown_value(operand: Operand) -> Decimal | None:
    """The number as it is shown: a printed figure with its printed sign."""
    if isinstance(operand, Fact):
        return operand.value * printed_sign(operand)
    return operand.value


def printed_sign(fact: Fact) -> int:
    """+1 where the page prints the sign of the stored value, -1 where the stored value turns it."""
    if not fact.concept or not isinstance(fact.origin, Source) or fact.value == 0:
        return 1
    is_printed_negative = fact.origin.text.strip().startswith(NEGATIVE_SIGNS)
    return 1 if is_printed_negative == (fact.value < 0) else -1


def format_of(operand: Operand) -> Format:
    """What kind of number stands in the cell, by its measure."""
    measure = operand.measure
    named: dict[str, Format] = {
        "ratio": "percent",
        "multiple": "multiple",
        "points": "points",
        "count": "count",
        "rate": "rate",
        "text": "text",
    }
    if measure in named:
        return named[measure]
    if is_currency(measure):
        return "money"
    return "price" if "/" in measure else "quantity"


def is_currency(measure: str) -> bool:
    return len(measure) == 3 and measure.isascii() and measure.isupper()


def marks_of(operand: Operand) -> str:
    """Signs behind a number: † doubtful, ° on a low base."""
    if isinstance(operand, Fact):
        return FLAGGED if operand.status == "flagged" else ""
    if isinstance(operand, (Constant, Input)):
        return ""
    doubtful = bool(operand.marks & {"flagged", "over_100"}) or any(fact.status == "flagged" for fact in operand.inputs)
    return (FLAGGED if doubtful and operand.value is not None else "") + (LOW_BASE if "low_base" in operand.marks else "")
