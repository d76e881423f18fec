"""Figures of income-statement rows -> facts: units, and signs by the concept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from analyzer.concepts import concepts
from analyzer.errors import ReadError
from analyzer.model import Cell, Fact, Source, Unit
from analyzer.read.amounts import Amount, parse_amount
from analyzer.topics.column_heads import Head
from analyzer.topics.income_per_share import is_per_share, per_share_unit, split_share_figure
from analyzer.topics.income_row import Row
from analyzer.topics.income_rows import label_unit

LOSS_NEGATIVE = re.compile(r"损失(?:总额)?以|損失以|loss(?:es)? (?:as|in) (?:negative|\()")
PERCENT = Unit("ratio", Decimal("0.01"), "%")
GROWTH = re.compile(r"增|[变變][动動化]|同比|环比|change|growth|variance|increase", re.IGNORECASE)
PARENTHESES = re.compile(r"^[(（].*[)）]$")
SURE_COSTS = {
    "cost_of_sales", "total_operating_costs", "taxes_and_surcharges", "selling_expenses", "administrative_expenses",
    "research_and_development_expenses",
}  # fmt: skip
COST_WORDS = re.compile(r"成本|[开開]支|[费費]用|折[旧舊]|\bcosts?\b|\bexpenses?\b|depreciation", re.IGNORECASE)
NATURAL = {"profit_attributable_to_nci", "share_of_results_of_associates"}


TURNED = {"share_of_results_of_associates", "other_income", "finance_income", "asset_disposal_gains", "fair_value_gains"}
"""Incomes that a statement which prints its costs without brackets may print as deductions from them."""
GAIN_IN_BRACKETS = re.compile(r"[(（]\s*(?:profits?|gains?|income|利[润潤]|溢利|收益)\s*[)）]", re.IGNORECASE)
LOSS_WORDS = re.compile(r"loss|decrease|deficit|[亏虧][损損绌絀]|[损損]失|[减減]少|[减減]值", re.IGNORECASE)
GAIN_WORDS = re.compile(
    r"profit|gain|income|result|increase|surplus|change|利[润潤]|溢利|收益|[业業][绩績]|[损損]益|增加|盈[余餘]|[变變][动動]|升值",
    re.IGNORECASE,
)
THROUGH = re.compile(r"(?:at|through).*profit or loss|[计計]入[损損]益", re.IGNORECASE)
"""How assets are measured, no word on their result."""
MIXED_WORDS = re.compile(r"loss|expense|cost|charge|\bnet\b|[亏虧][损損]|[开開]支|[费費]用|支出|[净淨]", re.IGNORECASE)


def rows_to_facts(
    rows: Sequence[Row], heads: Sequence[Head], source: Callable[[Cell], Source], basis: str, in_brackets: bool | None = None
) -> Iterator[Fact]:
    """One fact per figure and concept with the concept's natural sign; rows without a concept keep the printed sign.

    in_brackets: how the whole table prints its costs, where these rows are a part of it. A balance at a date gives no fact.
    """
    in_brackets = costs_in_brackets((rows, heads)) if in_brackets is None else in_brackets
    for row in rows:
        for cell in row.cells:
            head = heads[cell.col]
            if head.role != "amount" or head.period is None or head.period.months is None:
                continue
            for name in row.concepts or ("",):
                fact = figure_to_fact(row, cell, head, name, in_brackets, source(cell), basis)
                if fact is not None:
                    yield fact


def rows_to_shares(rows: Sequence[Row], heads: Sequence[Head], source: Callable[[Cell], Source]) -> Iterator[Fact]:
    """Figures of the columns that print each line as a share of revenue, under the line's concept as ratios."""
    for row in rows:
        for cell in row.cells:
            head = heads[cell.col]
            if head.role != "ratio" or head.period is None or not row.concepts or GROWTH.search(head.words):
                continue
            try:
                amount = parse_amount(cell.text, PERCENT)
            except ReadError:
                continue
            if not amount.nil:
                yield Fact(
                    "income_statement", row.concepts[0], row.label, head.period, amount.value, "ratio", amount.step, origin=source(cell)
                )


def costs_in_brackets(*parts: tuple[Sequence[Row], Sequence[Head]]) -> bool:
    """Whether the statement prints most of its costs in parentheses, so that a cost without them is a gain.

    Lines that are never gains decide where there are any, then other costs, those of no known wording, the tax. Shares of revenue
    and zeros say nothing (sifang p.14: "0.0%" beside "(643)").
    parts: the rows of the statement under each of its heads; a second page may hold no cost but the tax.
    """
    rows = [(row, heads) for part, heads in parts for row in part]
    for tells in (is_sure_cost, is_cost, is_worded_cost, is_tax):
        texts = [
            cell.text.strip()
            for row, heads in rows
            if tells(row)
            for cell in row.cells
            if heads[cell.col].role == "amount" and any(ch in "123456789" for ch in cell.text)
        ]
        if texts:
            return 2 * sum(bool(PARENTHESES.match(text)) for text in texts) > len(texts)
    return False


def is_sure_cost(row: Row) -> bool:
    return bool(SURE_COSTS & set(row.concepts))


def is_worded_cost(row: Row) -> bool:
    """An expense of its own wording: 已消耗存貨成本, Staff costs, where a statement classes its expenses by nature."""
    return not row.concepts and bool(COST_WORDS.search(row.label))


def is_tax(row: Row) -> bool:
    return "income_tax_expense" in row.concepts


def is_cost(row: Row) -> bool:
    return any(concepts()[name].sign != "income" and name != "income_tax_expense" for name in row.concepts)


def figure_to_fact(row: Row, cell: Cell, head: Head, name: str, in_brackets: bool, source: Source, basis: str) -> Fact | None:
    """One figure as a fact, None for a cell that is no amount ("N/A", a blank)."""
    text, words = split_share_figure(cell.text) or (cell.text, "")
    unit = figure_unit(row, head, name, words)
    if unit is None or head.period is None:
        return None
    try:
        amount = parse_amount(text, unit)
    except ReadError:
        return None
    if amount.nil and unit.measure.endswith("/share"):
        return None
    value = signed(amount, row, name, in_brackets)
    return Fact(
        table="income_statement",
        concept=name,
        label=row.label,
        period=head.period,
        value=value,
        measure=unit.measure,
        step=amount.step,
        qualifier=amount.qualifier,
        assurance=head.assurance,
        basis=basis,
        of_which="其中" if row.child else "",
        note=amount.footnote,
        origin=source,
    )


def turned(value: Decimal, row: Row, name: str) -> Decimal:
    """The value where costs stand without brackets: "Share of (profit)/loss (505)" is a gain, "Share of loss 14,145" a loss, and other
    income in brackets is taken off the costs.
    """
    if name not in ("other_income", "finance_income"):
        words = THROUGH.sub("", row.label)
        only_loss = bool(LOSS_WORDS.search(words)) and not GAIN_WORDS.search(words)
        return -value if GAIN_IN_BRACKETS.search(row.label) or (only_loss and value > 0) else value
    return value if MIXED_WORDS.search(row.label) else abs(value)


def figure_unit(row: Row, head: Head, name: str, in_cell: str = "") -> Unit | None:
    """The row label's unit, else the column's; a per-share figure is in single currency units whatever the scale of the statement.

    in_cell: the unit that the cell itself names, "" for none; only results and dividends per share are printed so.
    """
    named = label_unit(row.label, head.unit)
    if named is None or not (row.per_share or in_cell or is_per_share(name, row.label)):
        return named
    return per_share_unit(named, " ".join(words for words in (in_cell, row.label, row.per_share, row.units) if words))


def signed(amount: Amount, row: Row, name: str, in_brackets: bool) -> Decimal:
    """The value with the concept's natural sign: a cost in parentheses is a positive cost."""
    if name == "profit_attributable_to_nci" and row.deducted and in_brackets:
        return -amount.value
    if not in_brackets and name in TURNED and amount.value:
        return turned(amount.value, row, name)
    if not name or name in NATURAL:
        return amount.value
    sign = concepts()[name].sign
    if sign == "income":
        return amount.value
    if in_brackets or (sign == "loss" and (row.added or LOSS_NEGATIVE.search(row.label))):
        return -amount.value
    return amount.value
