"""Capacity, output, sales and prices by product; nothing is added over different units (analysis 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
CUMULATIVE = "cumulative_sales_volume"
MIXED_WORDS = ("other", "其他", "其它", "服务", "服務", "service")
INCLUDING_WORDS = ("incl", "excl", "包含", "不含", "包括", "不包括")
CUMULATIVE_FACTOR = Decimal(2)


@dataclass(frozen=True)
class Product:
    """One product of one population note. facts: by (concept, period), as printed; the total row has no name."""

    name: str
    note: str
    unit: str
    facts: dict[tuple[str, Period], Fact]
    metrics: dict[tuple[str, Period], Computed]

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(sorted({period for _, period in self.facts if period.months is not None}))


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
    products = tuple(_product(filing, *key, group) for key, group in groups.items())
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


def _product(filing: Filing, name: str, note: str, unit: str, group: list[Fact]) -> Product:
    facts: dict[tuple[str, Period], Fact] = {}
    for fact in group:
        facts.setdefault((fact.concept, fact.period), fact)
    product = Product(name, note, unit, facts, {})
    metrics: dict[tuple[str, Period], Computed] = {}
    for period in product.periods:
        cells = [*_growths(product, period), *_ratios(product, period), _stock(product, period), _price(filing, product, period)]
        metrics |= {(cell.id, period): cell for cell in cells}
    return Product(name, note, unit, facts, metrics)


def _growths(product: Product, period: Period) -> list[Computed]:
    prior = prior_period(period, product.periods)
    found = []
    for name, concept in (
        ("sales_growth", "sales_volume"),
        ("production_growth", "production_volume"),
        ("price_growth", "average_selling_price"),
    ):
        new = product.facts.get((concept, period))
        old = product.facts.get((concept, prior)) if prior else None
        if new is None or old is None:
            found.append(missing(name, NOT_FOUND))
        elif new.note != old.note:
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
    part, whole = product.facts.get((above, period)), product.facts.get((below, period))
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
        produced, delivered = product.facts.get(("production_volume", earlier)), product.facts.get(("sales_volume", earlier))
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
