"""Rules of the five largest: amounts and shares add up, every amount is its share of one base, the base is what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from analyzer.checks.book import Book, Tie, compare_sum, rule
from analyzer.checks.intervals import CUT, HALF, Interval, common, interval_of
from analyzer.model import Period, Verdict

FAMILIES = {
    "customers": ("customer_revenue", "customer_share", "top_customers_revenue", "top_customers_share"),
    "suppliers": ("supplier_purchases", "supplier_share", "top_suppliers_purchases", "top_suppliers_share"),
}
FIVE = 5
AGREEING_MIN = 3
"""So many parties with one and the same base to a thousandth are no accident."""
REVENUE_BASE = re.compile(
    r"^(?:[当當]期|[总總]|主[营營]业务|of|our|the|total|占|佔|\s)*(?:[营營][业業][总總]?收入|收入|收益|revenue|turnover)", re.IGNORECASE
)
MAIN_BUSINESS = re.compile(r"主[营營]")
WHOLE = Decimal(1)
TOO_LARGE = 50
TOO_SMALL = 300
TOO_SMALL_PART = 1000
"""A base so many times the revenue, or so small a part of it, is a slip of the unit (scopes may be small parts)."""
SINGLE_UNITS_BELOW = Decimal(10_000)
ONE_DECIMAL = Decimal("0.1")
"""No company's five largest buy or sell for less altogether; a tenth of a yuan is no sum of money: such figures are in millions."""
COSTS = ("cost_of_sales", "research_and_development_expenses", "total_operating_costs")
BASE_ROOM = Decimal("0.002")
"""A base within 0.2% of the revenue line is that line: shares have few digits."""

Group = tuple[Period, list[int]]


def groups(book: Book, table: str) -> Iterator[Group]:
    """Figures of one scope and period."""
    for (_, period), indices in book.groups(table, "scope", "period"):
        if isinstance(period, Period):
            yield period, indices


@rule("AMOUNTS_ADD_UP")
def check_amounts(book: Book) -> Iterator[Tie]:
    """The parties' amounts add up to the printed total."""
    for table, (amount, _, total, _) in FAMILIES.items():
        for period, indices in groups(book, table):
            yield from party_sum("AMOUNTS_ADD_UP", book, period, book.named(indices, total), book.named(indices, amount))


@rule("SHARES_ADD_UP")
def check_shares(book: Book) -> Iterator[Tie]:
    """The parties' shares add up to the printed total share, give or take their rounding."""
    for table, (_, share, _, total) in FAMILIES.items():
        for period, indices in groups(book, table):
            yield from party_sum("SHARES_ADD_UP", book, period, book.named(indices, total), book.named(indices, share))


def party_sum(code: str, book: Book, period: Period, totals: Sequence[int], parts: Sequence[int]) -> Iterator[Tie]:
    """Each printed total against its parties; fewer than five that do not add up prove nothing."""
    for total in totals if parts else ():
        same = [index for index in parts if book.fact(index).measure == book.fact(total).measure]
        if not same:
            continue
        tie = compare_sum(code, book, total, [(1, index) for index in same], f"total = sum of {len(same)} parties")
        if tie.verdict == "breaks" and len(same) != FIVE:
            tie = Tie(code, "untested", f"{len(same)} parties were read, not {FIVE}", period, tie.members, tie.difference)
        yield tie


@rule("SHARE_OF_BASE")
def check_base(book: Book) -> Iterator[Tie]:
    """Amount / share gives one and the same base for every party and the total."""
    for table, names in FAMILIES.items():
        for period, indices in groups(book, table):
            pairs = list(amount_share_pairs(book, indices, names))
            if len(pairs) > 1:
                yield from one_base(book, period, pairs)


def amount_share_pairs(book: Book, indices: Sequence[int], names: tuple[str, str, str, str]) -> Iterator[tuple[int, int]]:
    """(amount, share) of each party and of the total."""
    amount, share, total, total_share = names
    for left, right in ((amount, share), (total, total_share)):
        shares = {(book.fact(i).member, book.fact(i).rank): i for i in book.named(indices, right)}
        for index in book.named(indices, left):
            fact = book.fact(index)
            partner = shares.get((fact.member, fact.rank))
            if partner is not None and fact.value > 0 and book.fact(partner).value > 0:
                yield index, partner


def base_of(book: Book, pair: tuple[int, int], steps: Decimal) -> Interval:
    return interval_of(book.fact(pair[0]), steps) / interval_of(book.fact(pair[1]), steps)


def one_base(book: Book, period: Period, pairs: Sequence[tuple[int, int]]) -> Iterator[Tie]:
    """Ties for the pairs that share a base, at least three of them where several do not; the others break (600519-2001 p.62)."""
    for steps in (HALF, CUT):
        bases = [base_of(book, pair, steps) for pair in pairs if small_step(book, pair, steps)]
        if len(bases) == len(pairs) and common(bases) is not None:
            yield from (base_tie(pair, period, "ties" if steps == HALF else "rounding") for pair in pairs)
            return
    sharing = largest_sharing({pair: base_of(book, pair, CUT) for pair in pairs if small_step(book, pair, CUT)})
    enough = len(sharing) >= max(2, min(len(pairs) - 1, AGREEING_MIN))
    yield from (base_tie(pair, period, "rounding" if enough else "untested") for pair in pairs if pair in sharing or not enough)
    yield from (base_tie(pair, period, "breaks") for pair in pairs if enough and pair not in sharing)


def largest_sharing(bases: Mapping[tuple[int, int], Interval]) -> set[tuple[int, int]]:
    """The most pairs whose bases have a point in common: one of the lower ends is in all of them."""
    groups = [{pair for pair, base in bases.items() if start.low in base} for start in bases.values()]
    return max(groups, key=len, default=set())


def small_step(book: Book, pair: tuple[int, int], steps: Decimal) -> bool:
    """Whether the share's interval stays away from 0."""
    return interval_of(book.fact(pair[1]), steps).low > 0


def base_tie(pair: tuple[int, int], period: Period, verdict: Verdict) -> Tie:
    return Tie("SHARE_OF_BASE", verdict, "amount / share = one base for all parties", period, pair)


@rule("BASE_MAGNITUDE")
def check_base_magnitude(book: Book) -> Iterator[Tie]:
    """The base that amounts and shares imply is of the size of the company: yuan printed under 万元 make it 10,000 times too large
    (002479 p.133).
    """
    for table, names in FAMILIES.items():
        for period, indices in groups(book, table):
            revenue = book.line("revenue", period)
            pairs = [p for p in amount_share_pairs(book, indices, names) if small_step(book, p, CUT)]
            if revenue is None or book.fact(revenue).value <= 0 or not pairs:
                continue
            value = book.fact(revenue).value
            costs = max((abs(book.fact(i).value) for c in COSTS if (i := book.line(c, period)) is not None), default=value)
            # A chip designer buys wafers for years before it sells chips: what is bought is of the size of what is spent.
            line, size = ("costs", costs) if table == "suppliers" and costs > value else ("revenue", value)
            for pair in pairs:
                base = base_of(book, pair, HALF)
                too_small = TOO_SMALL_PART if book.fact(pair[0]).scope else TOO_SMALL
                verdict: Verdict = "breaks" if base.low > TOO_LARGE * size or base.high * too_small < value else "ties"
                words = f"the implied base {base.low:.0f} to {base.high:.0f} is of the size of the {line} {size:f}"
                yield Tie("BASE_MAGNITUDE", verdict, words, period, (pair[0],))


@rule("SIZE_OF_FIVE")
def check_size_of_five(book: Book) -> Iterator[Tie]:
    """Amounts of the five largest that no company has in single yuan or dollars: 207.9 under 人民幣 whose 以百萬元計 was not seen."""
    for table, (amount, _, total, _) in FAMILIES.items():
        for period, indices in groups(book, table):
            paid = [i for concept in (amount, total) for i in book.named(indices, concept) if book.fact(i).value]
            largest = max((abs(book.fact(index).value) for index in paid), default=SINGLE_UNITS_BELOW)
            tenths = [index for index in paid if book.fact(index).step == ONE_DECIMAL]
            doubtful = paid if largest < SINGLE_UNITS_BELOW else tenths
            if doubtful:
                words = f"the largest of {len(doubtful)} amounts, {largest:f}, is one of single {book.fact(doubtful[0]).measure}"
                yield Tie("SIZE_OF_FIVE", "breaks", words, period, tuple(doubtful))


@rule("BASE_IS_REVENUE")
def check_base_is_revenue(book: Book) -> Iterator[Tie]:
    """The base that a customer table names as revenue is the revenue line of the period."""
    for period, revenue, pairs, _ in named_revenue(book):
        shared = common([base_of(book, pair, CUT) for pair in pairs])
        value = book.fact(revenue).value
        held = shared is not None and shared.low * (1 - BASE_ROOM) <= value <= shared.high * (1 + BASE_ROOM)
        verdict: Verdict = "ties" if held else "untested" if shared is None else "breaks"
        words = f"the shares imply a base of {shared.low:.0f} to {shared.high:.0f}, revenue is {value:f}" if shared else "no one base"
        yield Tie("BASE_IS_REVENUE", verdict, words, period, (pairs[0][1], revenue))


@rule("FIVE_ABOVE_REVENUE")
def check_five_above_revenue(book: Book) -> Iterator[Tie]:
    """Five customers cannot buy more than all there is: their shares are of something else than the revenue that the header names."""
    for period, revenue, pairs, indices in named_revenue(book):
        total = sum((book.fact(i).value for i in book.named(indices, "customer_revenue")), Decimal(0))
        value = book.fact(revenue).value
        verdict: Verdict = "breaks" if total > value * (WHOLE + BASE_ROOM) else "ties"
        words = f"the five customers' {total:f} within the revenue of {value:f} ({total / value:.2%})"
        yield Tie("FIVE_ABOVE_REVENUE", verdict, words, period, tuple(index for pair in pairs for index in pair))


def named_revenue(book: Book) -> Iterator[tuple[Period, int, list[tuple[int, int]], list[int]]]:
    """Customer tables of the whole company whose header names the revenue as base: period, revenue line, pairs, all indices."""
    for period, indices in groups(book, "customers"):
        revenue = book.line("revenue", period)
        pairs = [p for p in amount_share_pairs(book, indices, FAMILIES["customers"]) if small_step(book, p, CUT)]
        if revenue is None or not pairs or book.fact(revenue).value <= 0:
            continue
        if any(book.fact(i).scope or book.fact(i).measure != book.fact(revenue).measure for i, _ in pairs):
            continue
        base = next((book.fact(i).base for pair in pairs for i in pair if book.fact(i).base), "")
        if REVENUE_BASE.search(base) and not MAIN_BUSINESS.search(base):
            yield period, revenue, pairs, indices
