"""Rules of the income statement: what its lines add up to, with the rows that no concept claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from analyzer.checks.book import Book, Entry, Tie, compare_sum, rule
from analyzer.checks.intervals import CUT, interval_of
from analyzer.concepts import concepts
from analyzer.model import Fact, Period, Source, Verdict
from analyzer.read.labels import label_key

FREE_ROWS_MAX = 6
"""Rows without a concept whose part in a sum is found by trying: added, deducted or not part of it."""
COSTS = (
    "cost_of_sales", "taxes_and_surcharges", "selling_expenses", "administrative_expenses",
    "research_and_development_expenses", "financial_expenses_net",
)  # fmt: skip
LOSSES = ("credit_impairment_losses", "asset_impairment_losses")
SHARE_OF_COLUMN = Decimal("0.6")
PARTS_ABOVE = 5
PARTS_MAX = 4
PER_SHARE = {"basic_eps", "diluted_eps"}
OUTSIDE = {"adjusted_profit", "profit_excluding_nonrecurring", "gross_margin"}
CHILDREN = {"share_of_results_of_associates", "finance_income"}
"""Under CAS a part of 投资收益, under IFRS a line of its own (or a part of net finance costs): tried both ways."""
TOTAL_INCOME = re.compile(r"total(?:income|revenues?(?:andotherincome)?)|(?:收入|收益)(?:总计|合计|总额)|总(?:收入|收益)")
OTHER_HOLDERS = re.compile(
    r"perpetual|(?:equity|capital) (?:instruments?|securities)|preference share"
    r"|永[续續]|其他[权權]益工具|[优優]先股|可[换換]股[证證]券",
    re.IGNORECASE,
)
"""Holders of instruments of equity beside the owners and the minority, with a share of their own in the profit."""
LINES_MIN = 3
"""A sum of fewer lines than this is a summary's, not a statement's: nothing is proved by its not adding up."""
Signed = tuple[int, int]
"""A row with the sign that it has in a sum."""
TOTALS = {name for name, concept in concepts().items() if concept.kind == "total"}


@rule("GROSS_PROFIT")
def check_gross_profit(book: Book) -> Iterator[Tie]:
    """Revenue less cost of sales."""
    yield from plain_sums(book, "GROSS_PROFIT", "gross_profit", (("revenue", 1), ("cost_of_sales", -1)))


@rule("PROFIT_ATTRIBUTION")
def check_attribution(book: Book) -> Iterator[Tie]:
    """Owners and non-controlling interests share the profit; where no one else does, the owners have it all.

    A table of key figures leaves the minority out, whether or not the statements of other periods print it: it proves nothing.
    """
    words = "profit = owners + non-controlling interests"
    shared = any(concept == "profit_attributable_to_nci" and book.fact(index).value for (concept, _), index in book.lines.items())
    for period in book.faces:
        owners, minority, profit = (
            book.line(name, period) for name in ("profit_attributable_to_owners", "profit_attributable_to_nci", "profit")
        )
        if owners is None or profit is None:
            continue
        parts = [(1, owners)] + ([(1, minority)] if minority is not None else [])
        tie = best_sum("PROFIT_ATTRIBUTION", book, profit, parts, other_holders(book, period, owners, minority), words)
        unprinted = minority is None and (shared or not is_whole(book, period)) and tie.verdict == "breaks"
        yield replace(tie, verdict="untested") if unprinted else tie


def other_holders(book: Book, period: Period, owners: int, minority: int | None) -> list[Signed]:
    """Rows between the owners' share and the minority's that are the share of who holds other instruments of equity."""
    first, last = sorted((owners, minority)) if minority is not None else (owners, owners)
    return [(1, index) for index in free_rows(book, period, first, last) if OTHER_HOLDERS.search(book.fact(index).label)]


@rule("TOTAL_COMPREHENSIVE_INCOME")
def check_comprehensive(book: Book) -> Iterator[Tie]:
    """Profit and other comprehensive income."""
    for period in book.faces:
        total, profit, other = (book.line(name, period) for name in ("total_comprehensive_income", "profit", "other_comprehensive_income"))
        if total is None or profit is None:
            continue
        parts = [(1, profit)] + ([(1, other)] if other is not None else [])
        # A single item of other comprehensive income stands without a total line.
        maybe = [(1, index) for index in free_rows(book, period, profit, total)] if other is None else []
        words = "total comprehensive income = profit + other comprehensive income"
        yield best_sum("TOTAL_COMPREHENSIVE_INCOME", book, total, parts, maybe, words)


@rule("TOTAL_OPERATING_COSTS")
def check_total_costs(book: Book) -> Iterator[Tie]:
    """营业总成本 is the sum of the cost lines; impairments were among them before 2019."""
    for period in book.faces:
        total = book.line("total_operating_costs", period)
        if total is None:
            continue
        parts = [(1, index) for name in COSTS if (index := book.line(name, period)) is not None]
        maybe = [(1, index) for name in LOSSES if (index := book.line(name, period)) is not None]
        maybe += [(1, i) for i in free_rows(book, period, total, book.line("operating_profit", period)) if book.fact(i).value]
        if len(parts) < LINES_MIN:
            continue
        yield best_sum("TOTAL_OPERATING_COSTS", book, total, parts, maybe, "total operating costs = the cost lines")


@rule("OPERATING_PROFIT")
def check_operating_profit(book: Book) -> Iterator[Tie]:
    """Everything above the operating profit adds up to it."""
    for period in book.faces:
        total = book.line("operating_profit", period)
        start = book.line("gross_profit", period) if before(book, book.line("gross_profit", period), total) else None
        start = start if start is not None else book.line("revenue", period)
        if total is not None and start is not None and before(book, start, total):
            yield statement_sum("OPERATING_PROFIT", book, period, start, total, "operating profit = the lines above it")


@rule("PROFIT_BEFORE_TAX")
def check_profit_before_tax(book: Book) -> Iterator[Tie]:
    """The lines from the operating profit, else from the gross profit or revenue, down to the profit before tax."""
    for period in book.faces:
        total = book.line("profit_before_tax", period)
        starts = [book.line(name, period) for name in ("operating_profit", "gross_profit", "revenue")]
        start = next((index for index in starts if before(book, index, total)), None)
        start = next((i for i in rows_between(book, period, start, total) if is_total_income(book.fact(i))), start)
        if total is not None:
            yield statement_sum("PROFIT_BEFORE_TAX", book, period, start, total, "profit before tax = the lines above it")


@rule("PROFIT")
def check_profit(book: Book) -> Iterator[Tie]:
    """Profit before tax less income tax; before 2007 also less the minority's share, and plus discontinued operations."""
    for period in book.faces:
        total, before_tax, tax = (book.line(name, period) for name in ("profit", "profit_before_tax", "income_tax_expense"))
        if total is None or before_tax is None or tax is None:
            continue
        parts = [(1, before_tax), (-1, tax)]
        minority = book.line("profit_attributable_to_nci", period)
        maybe = [(-1, minority)] if minority is not None and before(book, minority, total) else []
        maybe += [(1, i) for i in free_rows(book, period, before_tax, total) if book.fact(i).value]
        yield best_sum("PROFIT", book, total, parts, maybe, "profit = profit before tax - income tax")


@rule("SHARES_OF_REVENUE")
def check_shares_of_revenue(book: Book) -> Iterator[Tie]:
    """The %-of-revenue column of a statement: line / revenue. A column in which most lines miss has another base and proves nothing."""
    columns: dict[tuple[int, Period], list[tuple[int, int, Fact]]] = {}
    for aside in book.asides:
        line, revenue = book.line(aside.concept, aside.period), book.line("revenue", aside.period)
        if line is None or revenue is None or line == revenue or book.fact(revenue).value <= 0:
            continue
        if not is_of_other_reading(book.entries[line], book.fact(revenue), aside):
            columns.setdefault((aside.source.page, aside.period), []).append((line, revenue, aside))
    for (_, period), column in columns.items():
        held = [is_share(book.fact(line), book.fact(revenue), aside) for line, revenue, aside in column]
        whole = sum(held) >= SHARE_OF_COLUMN * len(held)
        for (line, revenue, aside), ties in zip(column, held, strict=True):
            verdict: Verdict = "untested" if not whole else "ties" if ties else "breaks"
            words = f"{aside.concept} / revenue = {aside.source.text} printed on page {aside.source.page}"
            yield Tie("SHARES_OF_REVENUE", verdict, words, period, (line, revenue))


def is_of_other_reading(entry: Entry, revenue: Fact, aside: Fact) -> bool:
    """Whether a printed share is that of a differing reading in its own row: it says what is printed there, not which of them is right."""
    return any(stand_in_one_row(other.source, aside.source) and is_share(other, revenue, aside) for other in entry.differing)


def stand_in_one_row(one: Source, other: Source) -> bool:
    return one.page == other.page and one.bbox[1] < other.bbox[3] and other.bbox[1] < one.bbox[3]


def is_total_income(fact: Fact) -> bool:
    """Whether a row is the sum of several revenues, of which one has the concept: 收入總計 of a group with a bank."""
    return not fact.concept and bool(TOTAL_INCOME.fullmatch(label_key(fact.label)))


def is_share(line: Fact, revenue: Fact, aside: Fact) -> bool:
    """Whether the printed share is the line's share of revenue, whatever sign the column prints."""
    quotient = interval_of(line) / interval_of(revenue)
    return any(interval_of(replace(aside, value=sign * aside.value), CUT).meets(quotient) for sign in (1, -1))


def is_whole(book: Book, period: Period) -> bool:
    """Whether the period's lines are those of a statement: a summary prints few of its costs, or only what they come to."""
    return sum(book.line(name, period) is not None for name in COSTS) >= LINES_MIN


def plain_sums(book: Book, code: str, total: str, parts: Sequence[tuple[str, int]]) -> Iterator[Tie]:
    """One sum per period in which all its lines are printed."""
    words = f"{total} = " + " ".join(f"{'+' if sign > 0 else '-'} {name}" for name, sign in parts)
    for period in book.faces:
        index = book.line(total, period)
        found = [(sign, book.line(name, period)) for name, sign in parts]
        if index is not None and all(part is not None for _, part in found):
            yield compare_sum(code, book, index, [(sign, part) for sign, part in found if part is not None], words)


def before(book: Book, one: int | None, other: int | None) -> bool:
    """Whether a row stands above another on the face of the statement."""
    if one is None or other is None:
        return False
    places = [(book.entries[index].place.page, book.entries[index].place.bbox[1]) for index in (one, other)]
    return places[0] < places[1]


def rows_between(book: Book, period: Period, start: int | None, stop: int | None) -> list[int]:
    """The rows of one period strictly between two rows of the face."""
    rows = book.faces[period]
    first = rows.index(start) + 1 if start is not None else 0
    last = rows.index(stop) if stop is not None else len(rows)
    return rows[first:last]


@rule("PARTS_OF_A_ROW")
def check_parts(book: Book) -> Iterator[Tie]:
    """Rows that no concept claims against the row above them: what they add up to (owners and minority of comprehensive income, 其中 rows).

    A block that adds up to nothing is untested: 其中 rows need not be complete.
    """
    for period, rows in book.faces.items():
        for position, index in enumerate(rows):
            if book.fact(index).concept or not book.fact(index).value:
                continue
            own = next(
                (
                    t
                    for size in range(1, PARTS_MAX)
                    if (t := parts_tie(book, period, index, rows[position + 1 : position + 1 + size], index)) is not None
                ),
                None,
            )
            if own is not None:
                yield own
                continue
            for head in reversed(rows[max(0, position - PARTS_ABOVE) : position]):
                block = rows[rows.index(head) + 1 : position + PARTS_MAX]
                tie = next(
                    (t for size in range(1, len(block) + 1) if (t := parts_tie(book, period, head, block[:size], index)) is not None), None
                )
                if tie is not None:
                    yield tie
                    break


def parts_tie(book: Book, period: Period, head: int, parts: Sequence[int], wanted: int) -> Tie | None:
    """The block as parts of the row above it, None where it does not add up exactly or the wanted row is not in it."""
    money = [i for i in parts if book.fact(i).measure == book.fact(head).measure]
    if not money or wanted not in (head, *money) or not book.fact(head).value:
        return None
    tie = compare_sum("PARTS_OF_A_ROW", book, head, [(1, i) for i in money], "the row = the rows below it")
    return tie if tie.verdict == "ties" else None


def free_rows(book: Book, period: Period, start: int | None, stop: int | None) -> list[int]:
    """Rows between two others that no concept claims, in money."""
    rows = rows_between(book, period, start, stop)
    money = book.fact(start).measure if start is not None else ""
    return [index for index in rows if not book.fact(index).concept and (not money or book.fact(index).measure == money)][:FREE_ROWS_MAX]


def statement_sum(code: str, book: Book, period: Period, start: int | None, total: int, words: str) -> Tie:
    """The signed sum of the lines between two totals; lines that may be parts of others, and unknown ones, are tried."""
    rows = rows_between(book, period, start, total)
    parts: list[tuple[int, int]] = [(1, start)] if start is not None else []
    maybe: list[Signed] = []
    costs_total = next((i for i in rows if book.fact(i).concept == "total_operating_costs"), None)
    for index in rows:
        fact = book.fact(index)
        if (
            fact.concept in TOTALS - {"total_operating_costs"}
            or fact.concept in PER_SHARE | OUTSIDE
            or fact.measure != book.fact(total).measure
        ):
            continue
        if costs_total is not None and fact.concept in COSTS:
            continue
        if not fact.value:
            continue
        if not fact.concept or fact.concept in CHILDREN or (costs_total is not None and fact.concept in LOSSES):
            maybe.append((line_sign(fact.concept) if fact.concept else 1, index))
        else:
            parts.append((line_sign(fact.concept), index))
    tie = best_sum(code, book, total, parts, maybe, words)
    whole = (
        (costs_total is not None and any(book.fact(index).concept in COSTS for index in rows))
        or len(parts) > LINES_MIN
        or (start is not None and book.fact(start).concept == "operating_profit" and len(parts) > 1)
    )
    return (
        tie if tie.verdict != "breaks" or whole else Tie(code, "untested", "too few lines are printed", period, tie.members, tie.difference)
    )


def line_sign(concept: str) -> int:
    return 1 if concepts()[concept].sign == "income" else -1


def weights(fact: Fact) -> tuple[int, ...]:
    """Out of a sum, in it, or against it: a known line is never against its sign, so that a wrong sign breaks the sum."""
    return (0, 1) if fact.concept not in ("", "profit_attributable_to_nci") else (0, 1, -1)


def best_sum(code: str, book: Book, total: int, parts: Sequence[Signed], maybe: Sequence[Signed], words: str) -> Tie:
    """The sum with that choice of doubtful rows (out, in with their sign; unknown ones also against it) which holds, the plainest first.

    Where none holds, that which comes nearest without the unknown rows: its difference is not made smaller by them.
    Known rows that this choice leaves out are members all the same: one of them may be what is wrong.
    """
    if len(maybe) > FREE_ROWS_MAX:
        # A statement by nature of expense: its costs have no concept, so all of them are lines of the sum or nothing can be said.
        whole = compare_sum(code, book, total, [*parts, *maybe], words)
        return replace(whole, verdict="untested") if whole.verdict == "breaks" else whole
    best: Tie | None = None
    doubtful = maybe
    for choice in sorted(product(*(weights(book.fact(index)) for _, index in doubtful)), key=lambda c: sum(map(abs, c))):
        chosen = [(sign * weight, index) for (sign, index), weight in zip(doubtful, choice, strict=True) if weight]
        tie = compare_sum(code, book, total, [*parts, *chosen], words)
        if tie.verdict in ("ties", "rounding"):
            return tie
        known = all(book.fact(index).concept for _, index in chosen)
        if known and (best is None or abs(tie.difference or Decimal(0)) < abs(best.difference or Decimal(0))):
            best = tie
    if best is None:
        raise ValueError("no choice of rows to try")
    left_out = [index for _, index in doubtful if book.fact(index).concept and index not in best.members]
    return replace(best, members=(*best.members, *left_out))
