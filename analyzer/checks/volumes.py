"""Rules of capacity, output, sales and prices: printed ratios recomputed, products against totals, quarters against years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.checks.book import Book, Tie, compare_sum, rule
from analyzer.checks.intervals import CUT, HALF, Interval, interval_of
from analyzer.checks.kindred import UNITS
from analyzer.model import Fact, Period, Verdict

ADDITIVE = ("production_volume", "sales_volume", "production_capacity")
RATIOS = {
    "sales_to_production_ratio": ("sales_volume", "production_volume"),
    "capacity_utilization": ("production_volume", "production_capacity"),
}
IN_LINE_PT = 3
"""How far the right ends of the figures of one column may differ."""
QUARTERS = 4
PRICE_TIMES = 5
"""Prices with tax, internal sales and averages may take price x volume above the revenue, not five times."""
RATIO_STEPS: tuple[tuple[Decimal, Verdict], ...] = ((HALF, "ties"), (CUT, "rounding"))
RATIO_DIGITS = Decimal("0.000001")
SLIPS = tuple(Decimal(10) ** power for power in (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
SLIP_ROOM = Decimal("0.02")
"""How near to a power of ten a misfit must be to be a slip of the unit."""
HELD = ("ties", "rounding")
HOLDING_MIN = 2
HOLDING_SHARE = Decimal("0.6")
"""Where so many of a page's ratios, totals or prices hold, one that misses breaks; else they are made otherwise (300084 p.115)."""


@rule("SALES_TO_PRODUCTION")
def check_sales_to_production(book: Book) -> Iterator[Tie]:
    """产销率 = sales / output, or output / sales where the filing defines it so."""
    yield from judged(book, recomputed(book, "SALES_TO_PRODUCTION", "sales_to_production_ratio"))


@rule("CAPACITY_UTILISATION")
def check_utilisation(book: Book) -> Iterator[Tie]:
    """Utilisation = output / capacity."""
    yield from judged(book, recomputed(book, "CAPACITY_UTILISATION", "capacity_utilization"))


def judged(book: Book, ties: Iterable[Tie]) -> Iterator[Tie]:
    """The ties of one rule; those untested beside a majority that holds, on the page of their first figure, are breaks.

    A ratio with a definition of its own, a price with tax and rows that are no parts of their total miss in all rows alike
    and prove nothing. One row that misses among rows that hold has a figure that was misread or misprinted.
    """
    pages: dict[tuple[str, int], list[Tie]] = defaultdict(list)
    for tie in ties:
        first = book.fact(tie.members[0])
        pages[first.concept, first.source.page].append(tie)
    for group in pages.values():
        held = sum(tie.verdict in HELD for tie in group)
        mostly = held >= HOLDING_MIN and held >= HOLDING_SHARE * len(group)
        yield from (replace(tie, verdict="breaks") if mostly and tie.verdict == "untested" else tie for tie in group)


def recomputed(book: Book, code: str, concept: str) -> Iterator[Tie]:
    """Each printed ratio against each pair of volumes of its product, scope and period; the pair that ties is the one meant."""
    above, below = RATIOS[concept]
    for (_, _, period), indices in book.groups("volumes", "member", "scope", "period"):
        if not isinstance(period, Period):
            continue
        for ratio in book.named(indices, concept):
            pairs = [
                (x, y)
                for x in book.named(indices, above)
                for y in book.named(indices, below)
                if book.fact(x).measure == book.fact(y).measure
            ]
            ties = [ratio_tie(book, code, ratio, pair, period) for pair in pairs]
            yield from best_tie(ties)


def ratio_tie(book: Book, code: str, ratio: int, pair: tuple[int, int], period: Period) -> Tie:
    """One printed ratio against one pair; a misfit by a power of ten is a slip of the unit, any other is judged with its page."""
    words = f"{book.fact(ratio).concept} = {book.fact(pair[0]).concept} / {book.fact(pair[1]).concept}"
    for steps, verdict in RATIO_STEPS:
        printed = interval_of(book.fact(ratio), steps)
        if any(printed.meets(quotient) for quotient in quotients(book, pair, steps)):
            return Tie(code, verdict, words, period, (ratio, *pair))
    one, other, value = (book.fact(index).value for index in (*pair, ratio))
    if one == 0 < other and interval_of(book.fact(ratio), HALF).low <= 0:
        return Tie(code, "ties", words, period, (ratio, *pair))
    if min(one, other, value) <= 0:
        return Tie(code, "untested", words, period, (ratio, *pair))
    slipped = any(is_slip(value * x / y) for x, y in ((one, other), (other, one)))
    nearest = min((value - one / other, value - other / one), key=abs).quantize(RATIO_DIGITS)
    return Tie(code, "breaks" if slipped else "untested", words, period, (ratio, *pair), nearest)


def quotients(book: Book, pair: tuple[int, int], steps: Decimal) -> Iterator[Interval]:
    """Both ways round, where neither volume may be 0."""
    one, other = (interval_of(book.fact(index), steps) for index in pair)
    if one.low > 0 and other.low > 0:
        yield one / other
        yield other / one


def best_tie(ties: Sequence[Tie]) -> Iterator[Tie]:
    """Of several pairs (boards alone, boards inside servers) the one that ties, else the first."""
    good = [tie for tie in ties if tie.verdict in HELD]
    yield from (good or list(ties))[:1]


@rule("PRICE_MAGNITUDE")
def check_price_magnitude(book: Book) -> Iterator[Tie]:
    """Price times volume of one product is no multiple of the company's revenue: ten times as much is a slip of a unit."""
    for (_, scope, period), indices in book.groups("volumes", "member", "scope", "period"):
        revenue = book.line("revenue", period) if isinstance(period, Period) else None
        if revenue is None or book.fact(revenue).value <= 0 or not isinstance(period, Period) or scope:
            continue
        for price in book.named(indices, "average_selling_price"):
            currency, _, per = book.fact(price).measure.partition("/")
            for volume in book.named(indices, "sales_volume"):
                times = times_unit(book.fact(volume).measure, per)
                if not times or currency != book.fact(revenue).measure:
                    continue
                sold = book.fact(price).value * book.fact(volume).value * times
                verdict: Verdict = "breaks" if sold > PRICE_TIMES * book.fact(revenue).value else "ties"
                words = f"price x volume = {sold:f} is within the revenue {book.fact(revenue).value:f}"
                yield Tie("PRICE_MAGNITUDE", verdict, words, period, (price, volume))


@rule("PRICE_TIE")
def check_price_ties(book: Book) -> Iterator[Tie]:
    """Printed price x printed volume = printed revenue of the product; every volume of it is tried, and the one that ties is named."""
    yield from judged(book, all_price_ties(book))


def all_price_ties(book: Book) -> Iterator[Tie]:
    """The ties of every product revenue with a price and a volume."""
    sold = {key: indices for key, indices in book.groups("volumes", "member", "scope", "period")}
    for revenue in book.asides:
        indices = sold.get((revenue.member, revenue.scope, revenue.period), [])
        if revenue.table != "volumes" or revenue.value <= 0:
            continue
        for price in book.named(indices, "average_selling_price"):
            currency, _, per = book.fact(price).measure.partition("/")
            volumes = [index for index in book.named(indices, "sales_volume") if times_unit(book.fact(index).measure, per)]
            if currency == revenue.measure and volumes:
                yield from price_ties(book, revenue, price, volumes)


def price_ties(book: Book, revenue: Fact, price: int, volumes: Sequence[int]) -> Iterator[Tie]:
    """One tie per volume that fits; where none does, a break for a slip of the unit, else untested until the rest of the page is seen."""
    verdicts = {volume: price_verdict(revenue, book.fact(price), book.fact(volume)) for volume in volumes}
    best = next((verdict for _, verdict in RATIO_STEPS if verdict in verdicts.values()), None)
    good = [volume for volume, verdict in verdicts.items() if verdict == best]
    other = None if good else other_reading(book, revenue, price, volumes)
    if other is not None:
        words = f"average_selling_price {shown(book.fact(price))} x sales_volume = product revenue {shown(revenue)}"
        yield Tie("PRICE_TIE", "breaks", words, revenue.period, (price, other))
        return
    misfits = "".join(f"; {shown(book.fact(volume))} does not tie" for volume in volumes if volume not in good) if good else ""
    for volume in good or volumes[:1]:
        factors = f"average_selling_price {shown(book.fact(price))} x sales_volume {shown(book.fact(volume))}"
        yield Tie("PRICE_TIE", verdicts[volume], f"{factors} = product revenue {shown(revenue)}{misfits}", revenue.period, (price, volume))


def other_reading(book: Book, revenue: Fact, price: int, volumes: Sequence[int]) -> int | None:
    """The volume of which another reading ties (002096: 18,936 on p.66, 18959 on p.4)."""
    for volume in volumes:
        if any(price_verdict(revenue, book.fact(price), other) in HELD for other in book.entries[volume].differing):
            return volume
    return None


def times_unit(measure: str, per: str) -> Decimal:
    """How many of the price's unit one unit of the volume is (吨 sold at 元/公斤: 1000); 0 where they cannot be compared."""
    one, other = UNITS.get(measure.lower()), UNITS.get(per.lower())
    if one is None or other is None or one[0] != other[0]:
        return Decimal(singular(measure) == singular(per))
    return Decimal(one[1]) / Decimal(other[1])


def singular(unit: str) -> str:
    """Units are sold at a price per unit."""
    return re.sub(r"(?<=[a-z]{2}[^s])s$", "", unit.lower())


def price_verdict(revenue: Fact, price: Fact, volume: Fact) -> Verdict:
    times = times_unit(volume.measure, price.measure.partition("/")[2])
    volume = replace(volume, value=volume.value * times, step=volume.step * times)
    for steps, verdict in RATIO_STEPS:
        if interval_of(revenue, steps).meets(interval_of(price, steps) * interval_of(volume, steps)):
            return verdict
    sold = price.value * volume.value
    return "breaks" if sold > 0 and is_slip(revenue.value / sold) else "untested"


def is_slip(times: Decimal) -> bool:
    """Whether a misfit is a power of ten."""
    return any(abs(times / power - 1) < SLIP_ROOM for power in SLIPS)


def shown(fact: Fact) -> str:
    return f"{fact.source.text} (p.{fact.source.page})".replace("\n", "")


@rule("VOLUMES_ADD_UP")
def check_totals(book: Book) -> Iterator[Tie]:
    """The products of one table add up to its total row."""
    yield from judged(book, all_totals(book))


def all_totals(book: Book) -> Iterator[Tie]:
    """Each total row against the products of its page, else of the pages beside it; a misfit is untested until the rest is seen."""
    for (concept, _, period, _), indices in book.groups("volumes", "concept", "scope", "period", "measure"):
        if concept not in ADDITIVE or not isinstance(period, Period):
            continue
        parts = [index for index in indices if book.fact(index).member]
        for total in (index for index in indices if not book.fact(index).member):
            groups = [within_pages(book, total, parts, pages) for pages in (0, 1)] + [in_line(book, total, parts)]
            tries = [total_tie(book, total, near) for near in groups]
            found = [tie for tie in tries if tie is not None]
            yield from ([tie for tie in found if tie.verdict in HELD] or found)[:1]


def within_pages(book: Book, total: int, parts: Sequence[int], pages: int) -> list[int]:
    """The products at most so many pages away from a total."""
    return [index for index in parts if abs(book.entries[index].place.page - book.entries[total].place.page) <= pages]


def in_line(book: Book, total: int, parts: Sequence[int]) -> list[int]:
    """The products printed in the column or in the row of their total: a sentence beside the table may tell of one more."""
    place = book.entries[total].place
    found = []
    for index in within_pages(book, total, parts, 0):
        box = book.entries[index].place.bbox
        if abs(box[2] - place.bbox[2]) <= IN_LINE_PT or abs(box[3] - place.bbox[3]) <= IN_LINE_PT:
            found.append(index)
    return found


def total_tie(book: Book, total: int, near: Sequence[int]) -> Tie | None:
    """One total against its products, None where there are not two of them."""
    if len(near) < 2:
        return None
    tie = compare_sum("VOLUMES_ADD_UP", book, total, [(1, index) for index in near], f"total = sum of {len(near)} products")
    return replace(tie, verdict="untested") if tie.verdict == "breaks" else tie


@rule("QUARTERS_ADD_UP")
def check_quarters(book: Book) -> Iterator[Tie]:
    """Four quarters make the year."""
    for (concept, _, _, measure), indices in book.groups("volumes", "concept", "member", "scope", "measure"):
        if concept not in ADDITIVE:
            continue
        years = [i for i in indices if book.fact(i).period.months == 12]
        for year in years:
            period = book.fact(year).period
            quarters = [
                i
                for i in indices
                if book.fact(i).period.months == 3 and period.start and period.start <= book.fact(i).period.end <= period.end
            ]
            if len(quarters) == QUARTERS:
                yield compare_sum("QUARTERS_ADD_UP", book, year, [(1, i) for i in quarters], f"year = {QUARTERS} quarters in {measure}")
