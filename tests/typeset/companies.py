"""A company made up at random whose figures agree with each other in the digits that a page prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from analyzer.model import month_end
from typeset.figures import Figure

INCOME_LINES = {
    "IFRS": (
        "revenue cost_of_sales gross_profit other_income selling_expenses administrative_expenses research_and_development_expenses "
        "other_expenses finance_costs profit_before_tax income_tax_expense profit profit_attributable_to_owners profit_attributable_to_nci"
    ).split(),
    "CAS": (
        "revenue cost_of_sales taxes_and_surcharges selling_expenses administrative_expenses research_and_development_expenses "
        "financial_expenses_net other_income investment_income credit_impairment_losses operating_profit non_operating_income "
        "non_operating_expenses profit_before_tax income_tax_expense profit profit_attributable_to_owners profit_attributable_to_nci"
    ).split(),
}
SHARE_OF_REVENUE = {
    "cost_of_sales": (0.35, 0.7),
    "taxes_and_surcharges": (0.003, 0.01),
    "selling_expenses": (0.03, 0.12),
    "administrative_expenses": (0.05, 0.1),
    "research_and_development_expenses": (0.08, 0.4),
    "financial_expenses_net": (-0.01, 0.02),
    "finance_costs": (0.002, 0.01),
    "other_expenses": (0.001, 0.01),
    "other_income": (0.005, 0.04),
    "investment_income": (-0.01, 0.02),
    "credit_impairment_losses": (0.001, 0.02),
    "non_operating_income": (0.0005, 0.003),
    "non_operating_expenses": (0.0005, 0.003),
}
GAINS = frozenset({"other_income", "investment_income", "non_operating_income"})
TOP_COUNT = 5


@dataclass(frozen=True)
class Span:
    """A period of a variant; months below 12 are an interim period from January."""

    year: int
    months: int = 12

    @property
    def end(self) -> date:
        return month_end(self.year, self.months)


@dataclass(frozen=True)
class Scale:
    """The unit of a table: amounts are printed with so many decimals and stand for scale yuan each."""

    words: str
    scale: Decimal
    decimals: int

    @property
    def step(self) -> Decimal:
        return Decimal(1).scaleb(-self.decimals)


@dataclass(frozen=True)
class Party:
    name: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True)
class Product:
    """Quantities of one product in one period; name "" for the total."""

    name: str
    capacity: int
    output: int
    sales: int


@dataclass(frozen=True)
class Names:
    """The pools from which a company's parties and products are drawn."""

    customers: tuple[str, ...]
    suppliers: tuple[str, ...]
    products: tuple[str, ...]


@dataclass(frozen=True)
class Company:
    """Amounts are in printed units (RMB'000 ...), shares in per cent as printed."""

    spans: tuple[Span, ...]
    scale: Scale
    income: dict[Span, dict[str, Decimal]]
    customers: dict[Span, tuple[Party, ...]]
    suppliers: dict[Span, tuple[Party, ...]]
    products: dict[Span, tuple[Product, ...]]


def round_to(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def make_company(random: Random, spans: tuple[Span, ...], scale: Scale, basis: str, words: Names, share_step: Decimal) -> Company:
    """A company with a statement, parties and products for every span."""
    yuan = Decimal(random.randint(90_000_000, 900_000_000))
    income = {span: _make_income(random, yuan * span.months / 12 / scale.scale, scale.step, basis) for span in spans}
    products = random.sample(words.products, random.randint(2, 3))
    return Company(
        spans=spans,
        scale=scale,
        income=income,
        customers={s: _make_parties(random, income[s]["revenue"], scale.step, share_step, words.customers) for s in spans},
        suppliers={s: _make_parties(random, income[s]["cost_of_sales"], scale.step, share_step, words.suppliers) for s in spans},
        products={s: _make_products(random, products) for s in spans},
    )


def _make_income(random: Random, size: Decimal, step: Decimal, basis: str) -> dict[str, Decimal]:
    """Concept to amount, expenses positive; every subtotal follows from the lines above it."""

    def part(low: float, high: float) -> Decimal:
        return round_to(lines["revenue"] * Decimal(repr(round(random.uniform(low, high), 6))), step)

    lines = {"revenue": round_to(size * Decimal(random.randint(700, 1400)) / 1000, step)}
    for concept in INCOME_LINES[basis]:
        if concept in SHARE_OF_REVENUE:
            lines[concept] = part(*SHARE_OF_REVENUE[concept])
    result = lines["revenue"] + sum((amount if name in GAINS else -amount) for name, amount in lines.items() if name != "revenue")
    lines["gross_profit"] = lines["revenue"] - lines["cost_of_sales"]
    outside = lines.get("non_operating_income", Decimal(0)) - lines.get("non_operating_expenses", Decimal(0))
    lines["operating_profit"] = result - outside
    lines["profit_before_tax"] = result
    lines["income_tax_expense"] = part(0.001, 0.02)
    lines["profit"] = result - lines["income_tax_expense"]
    lines["profit_attributable_to_nci"] = part(-0.02, 0.02)
    lines["profit_attributable_to_owners"] = lines["profit"] - lines["profit_attributable_to_nci"]
    return {concept: lines[concept] for concept in INCOME_LINES[basis]}


def _make_parties(random: Random, base: Decimal, step: Decimal, share_step: Decimal, pool: tuple[str, ...]) -> tuple[Party, ...]:
    """Five parties, the largest first, and their total (name "")."""
    weights = sorted((random.randint(20, 170) for _ in range(TOP_COUNT)), reverse=True)
    names = random.sample(pool, TOP_COUNT)
    amounts = sorted((round_to(base * weight / 1000 + step * index, step) for index, weight in enumerate(weights)), reverse=True)
    parties = [Party(name, amount, round_to(amount * 100 / base, share_step)) for name, amount in zip(names, amounts, strict=True)]
    total = sum(amounts, Decimal(0))
    return (*parties, Party("", total, round_to(total * 100 / base, share_step)))


def _make_products(random: Random, names: list[str]) -> tuple[Product, ...]:
    """Each product and their total (name "")."""
    rows = []
    for name in names:
        capacity = random.randint(20, 900) * 100
        output = capacity * random.randint(55, 105) // 100 + random.randint(1, 49)
        rows.append(Product(name, capacity, output, output * random.randint(60, 115) // 100))
    return (*rows, Product("", sum(r.capacity for r in rows), sum(r.output for r in rows), sum(r.sales for r in rows)))


def percent(part: int, whole: int, step: Decimal) -> Decimal:
    return round_to(Decimal(part) * 100 / whole, step)


def find_income_figures(company: Company, labels: dict[str, str]) -> list[Figure]:
    """The income statement as figures in yuan."""
    return [
        Figure("income_statement", concept, labels[concept], span.end, span.months, amount * company.scale.scale, "CNY")
        for span, lines in company.income.items()
        for concept, amount in lines.items()
    ]


PARTY_CONCEPTS = {
    "customers": ("customer_revenue", "customer_share", "top_customers_revenue", "top_customers_share"),
    "suppliers": ("supplier_purchases", "supplier_share", "top_suppliers_purchases", "top_suppliers_share"),
}


def find_party_figures(company: Company, table: str, spans: tuple[Span, ...]) -> list[Figure]:
    """The five largest customers or suppliers of some spans, and their totals, as figures."""
    side = company.customers if table == "customers" else company.suppliers
    amount_name, share_name, total_amount_name, total_share_name = PARTY_CONCEPTS[table]
    figures = []
    for span in spans:
        *parties, total = side[span]
        for rank, party in enumerate(parties, 1):
            place = (span.end, span.months)
            amount = party.amount * company.scale.scale
            figures.append(Figure(table, amount_name, party.name, *place, amount, "CNY", party.name, rank))
            figures.append(Figure(table, share_name, party.name, *place, party.share, "%", party.name, rank))
        figures.append(Figure(table, total_amount_name, "", span.end, span.months, total.amount * company.scale.scale, "CNY"))
        figures.append(Figure(table, total_share_name, "", span.end, span.months, total.share, "%"))
    return figures
