"""Capacity, output, sales and prices by product; nothing is added over different units (analysis 3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analyzer.metrics.computed import Computed, Note, Operand, compute, missing, operand_value
from analyzer.metrics.income import growth
from analyzer.metrics.operations import NOT_APPLICABLE, NOT_FOUND, NOT_MEANINGFUL
from analyzer.metrics.timeline import chain, prior_period
from analyzer.model import Fact, Filing, Period, Source

PRINTED = (
    "production_capacity",
    "production_volume",
    "capacity_utilization",
    "sales_volume",
    "sales_to_production_ratio",
    "average_selling_price",
)
GROWTHS = (("sales_growth", "sales_volume"), ("production_growth", "production_volume"), ("price_growth", "average_selling_price"))
SALES = "sales_volume"
ADDITIVE = ("production_capacity", "production_volume", SALES)
MIN_PARTS = 2
CUMULATIVE = "cumulative_sales_volume"
MIXED_WORDS = ("other", "其他", "其它", "服务", "服務", "service")
INCLUDING_WORDS = ("incl", "excl", "包含", "不含", "包括", "不包括")
CUMULATIVE_FACTOR = Decimal(2)


@dataclass(frozen=True)
class Product:
    """One product of one population note. facts: by (concept, period), as printed; the total row has no name.

    sums: totals that the rows of products give exactly, as sums of these.
    """

    name: str
    note: str
    unit: str
    facts: dict[tuple[str, Period], Fact]
    metrics: dict[tuple[str, Period], Computed]
    sums: dict[tuple[str, Period], Computed] = field(default_factory=dict)

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(sorted({period for _, period in self.facts if period.months is not None}))

    def figure(self, concept: str, period: Period) -> Fact | Computed | None:
        """The figure as it is shown."""
        return self.sums.get((concept, period)) or self.facts.get((concept, period))


@dataclass(frozen=True)
class Volumes:
    products: tuple[Product, ...]
    cumulative: tuple[Fact, ...]
    other_scopes: tuple[str, ...]


def volumes(filing: Filing) -> Volumes:
    """Products in printed order with their metrics; figures of a limited scope are shown elsewhere, not compared."""
    facts = [fact for fact in filing.volumes.facts if not fact.scope]
    scopes = tuple(sorted({fact.scope for fact in filing.volumes.facts if fact.scope}))
    cumulative = tuple(fact for fact in facts if fact.concept == CUMULATIVE)
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if fact.concept in PRINTED:
            groups.setdefault(_group(fact, facts), []).append(fact)
    printed = [Product(*key, _by_place(group), {}) for key, group in groups.items()]
    summed = [replace(product, sums=_sums(product, printed)) for product in printed]
    products = tuple(replace(product, metrics=_metrics(filing, product, summed)) for product in summed)
    return Volumes(products, cumulative, scopes)


def _group(fact: Fact, facts: Iterable[Fact]) -> tuple[str, str, str]:
    """(name, note, unit): a ratio or a price belongs to the volumes of the same name."""
    if fact.measure == "ratio":
        own = next((other.measure for other in facts if other.member == fact.member and _is_quantity(other)), "")
        return (fact.member, _population(fact, facts), own)
    return (fact.member, _population(fact, facts), fact.measure.split("/")[-1])


def _population(fact: Fact, facts: Iterable[Fact]) -> str:
    """The note of a second series of one product and period; the series printed first is the product's own: "".

    MetaX p.211 and p.277: 13,606 boards with and 10,905 without those built into servers.
    """
    same = [other for other in facts if _series(other) == _series(fact)]
    first = min(same, key=_place)
    return "" if fact.note == first.note else fact.note


def _series(fact: Fact) -> tuple[str, str, Period, str]:
    return (fact.member, fact.concept, fact.period, fact.measure)


def _place(fact: Fact) -> tuple[int, float]:
    return (fact.source.page, fact.source.bbox[1]) if isinstance(fact.origin, Source) else (0, 0.0)


def _is_quantity(fact: Fact) -> bool:
    return fact.measure != "ratio" and "/" not in fact.measure


def _by_place(group: list[Fact]) -> dict[tuple[str, Period], Fact]:
    facts: dict[tuple[str, Period], Fact] = {}
    for fact in group:
        facts.setdefault((fact.concept, fact.period), fact)
    return facts


def _metrics(filing: Filing, product: Product, products: Sequence[Product]) -> dict[tuple[str, Period], Computed]:
    metrics: dict[tuple[str, Period], Computed] = {}
    for period in product.periods:
        cells = [*_growths(product, period), *_ratios(product, period), _stock(product, period), _price(filing, product, period)]
        metrics |= {(cell.id, period): cell for cell in (*cells, *_content(product, products, period))}
    return metrics


def parts_of(total: Product, products: Sequence[Product]) -> list[Product]:
    """The named products of the total's own unit and population: cards and servers are never added."""
    return [product for product in products if product.name and (product.unit, product.note) == (total.unit, total.note)]


def rows_before(whole: Fact, concept: str, parts: Iterable[Product]) -> list[list[Fact]]:
    """The runs of rows above the total on its page, nearest first: rows of several levels, or of other tables, are no parts."""
    facts = [fact for fact in (product.facts.get((concept, whole.period)) for product in parts) if fact is not None]
    before = sorted((fact for fact in facts if fact.source.page == whole.source.page and _row(fact) < _row(whole)), key=_row)
    return [before[start:] for start in range(len(before) - 1, -1, -1) if len(before) - start >= MIN_PARTS]


def _row(fact: Fact) -> tuple[float, float]:
    return (fact.source.bbox[1], fact.source.bbox[0])


def _sums(product: Product, products: Sequence[Product]) -> dict[tuple[str, Period], Computed]:
    found: dict[tuple[str, Period], Computed] = {}
    if product.name:
        return found
    for (concept, period), whole in product.facts.items():
        if concept in ADDITIVE and whole.status != "flagged":
            runs = rows_before(whole, concept, parts_of(product, products))
            exact = next((run for run in runs if sum((fact.value for fact in run), Decimal(0)) == whole.value), None)
            if exact is not None:
                notes = (Note("total.adds_up", (str(whole.source.page),)),)
                found[concept, period] = compute(concept, "total", *exact, measure=whole.measure, notes=notes)
    return found


def _content(product: Product, products: Sequence[Product], period: Period) -> list[Computed]:
    """Units sold inside systems: the wider population less the one that leaves them out; and how many there are in a system.

    MetaX p.211, p.277: 13,606 boards less 10,905 are 2,701 in 343 servers, 7.9 each. The narrower note names the system.
    """
    narrow = next((each for each in products if each.note and (each.name, each.unit) == (product.name, product.unit)), None)
    if product.note or narrow is None:
        return []
    whole, rest = product.facts.get((SALES, period)), narrow.facts.get((SALES, period))
    if whole is None or rest is None or whole.value < rest.value:
        return []
    inside = compute("content_in_systems", "difference", whole, rest, measure=product.unit)
    note = "".join(narrow.note.split())
    systems = [
        each.facts[SALES, period] for each in products if (SALES, period) in each.facts and each.name and "".join(each.name.split()) in note
    ]
    others = [fact for fact in systems if fact.measure != product.unit]
    return [inside, compute("content_per_system", "ratio", inside, others[0], measure="count")] if len(others) == 1 else [inside]


def _growths(product: Product, period: Period) -> list[Computed]:
    prior = prior_period(period, product.periods)
    found = []
    for name, concept in GROWTHS:
        new, old = product.figure(concept, period), product.figure(concept, prior) if prior else None
        if new is None or old is None:
            found.append(missing(name, NOT_FOUND))
        elif prior is not None and product.facts[concept, period].note != product.facts[concept, prior].note:
            found.append(missing(name, NOT_APPLICABLE, Note("volume.population_changed")))
        else:
            found.append(growth(name, new, old, ""))
    return found


def _ratios(product: Product, period: Period) -> list[Computed]:
    """Recomputed sold / produced and produced / capacity, beside the printed ratios whatever their definition."""
    pairs = (
        ("sales_to_production", "sales_volume", "production_volume"),
        ("utilisation", "production_volume", "production_capacity"),
    )
    return [_ratio(product, period, *pair) for pair in pairs]


def _ratio(product: Product, period: Period, name: str, above: str, below: str) -> Computed:
    part, whole = product.figure(above, period), product.figure(below, period)
    if part is None or whole is None or part.measure != whole.measure:
        return missing(name, NOT_FOUND)
    if whole.value == 0:
        return missing(name, NOT_APPLICABLE)
    notes = (Note("volume.interim_capacity"),) if below == "production_capacity" and period.months != 12 else ()
    return compute(name, "ratio", part, whole, notes=notes)


def _stock(product: Product, period: Period) -> Computed:
    """Produced less sold since the first period shown: at most this stands in stock (opening stock unknown)."""
    name = "stock_proxy"
    line = chain(product.periods)
    if period not in line:
        return missing(name, NOT_APPLICABLE, measure=product.unit)
    made: list[Operand] = []
    sold: list[Operand] = []
    for earlier in line[: line.index(period) + 1]:
        produced, delivered = product.figure("production_volume", earlier), product.figure(SALES, earlier)
        if produced is None or delivered is None or produced.measure != delivered.measure:
            return missing(name, NOT_FOUND, measure=product.unit)
        made.append(produced)
        sold.append(delivered)
    notes = (Note("volume.stock", (line[0].label,)),)
    both = compute("", "total", *made, measure=product.unit), compute("", "total", *sold, measure=product.unit)
    return compute(name, "difference", *both, measure=product.unit, notes=notes)


def _price(filing: Filing, product: Product, period: Period) -> Computed:
    """The printed price; else revenue over volume, only where both are of the same product in the same words."""
    name = "price"
    printed = product.facts.get(("average_selling_price", period))
    if printed is not None:
        return compute(name, "same", printed, measure=printed.measure, provenance="face")
    sold = product.facts.get(("sales_volume", period))
    revenue = product_revenue(filing, product.name, period)
    if sold is None or revenue is None or revenue.note != sold.note:
        return missing(name, NOT_FOUND, Note("price.no_population"))
    if sold.value == 0:
        return missing(name, NOT_APPLICABLE)
    if any(word in product.name.casefold() for word in MIXED_WORDS) or any(word in product.note.casefold() for word in INCLUDING_WORDS):
        return missing(name, NOT_MEANINGFUL, Note("price.mixed_product"))
    measure = f"{revenue.measure}/{sold.measure}"
    return compute(name, "price", revenue, sold, measure=measure, notes=(Note("price.implied"),))


def product_revenue(filing: Filing, name: str, period: Period) -> Fact | None:
    """Revenue that the filing prints for a product of exactly this name."""
    if not name:
        return None
    return next(
        (f for f in filing.facts if f.concept == "revenue_by_product" and f.member == name and f.period == period and not f.scope), None
    )


def doubtful_cumulative(volumes_of: Volumes) -> list[tuple[Fact, Decimal]]:
    """Cumulative deliveries below the sum of the printed periods or above twice that sum, with the sum."""
    found = []
    for fact in volumes_of.cumulative:
        totals = [
            _sold_until(product, fact) for product in volumes_of.products if product.unit == fact.measure and product.name == fact.member
        ]
        for total in totals:
            if total and (fact.value < total or fact.value > total * CUMULATIVE_FACTOR):
                found.append((fact, total))
    return found


def _sold_until(product: Product, fact: Fact) -> Decimal:
    line = [period for period in chain(product.periods) if period.end <= fact.period.end]
    sold = [product.facts.get(("sales_volume", period)) for period in line]
    return sum((value for value in (operand_value(each) for each in sold if each is not None) if isinstance(value, Decimal)), Decimal(0))
