"""Mainland variants: ruled grids, unit captions at the right, merged year cells, the parent's statement behind the group's."""

from __future__ import annotations

from decimal import Decimal

from typeset.companies import Company, Party, Product, Span, percent
from typeset.figures import Figure
from typeset.markup import Table, cell, document, heading, paragraph, right_line
from typeset.style import Style, print_amount
from typeset.wording import Wording

PRINTED_NEGATIVE = frozenset({"credit_impairment_losses"})
"""Losses that today's statements print with a minus: 损失以“-”号填列."""
SHARE_STEP = Decimal("0.01")
BOLD = 'weight: "bold"'


def mainland_body(company: Company, wording: Wording, style: Style, font: str) -> tuple[str, list[Figure]]:
    """Typst source of the filing, and the volume figures that it prints."""
    say = wording.phrases
    volumes, figures = _volumes(company, wording, style)
    parts = [
        "".join(f'#align(center, text(size: 14pt, "{line.format(year=style.filing_year)}"))\n\n' for line in wording.cover),
        "#pagebreak()\n",
        heading(say["contents"]),
        *(paragraph(f"{say[name]} {'.' * 60} {page}") for page, name in enumerate(("customers", "suppliers", "volumes", "statement"), 3)),
        *(paragraph(text) for text in wording.prose),
        style.before_table(),
        *_parties(company.customers, "customer", wording, style),
        style.before_table(),
        *_parties(company.suppliers, "supplier", wording, style),
        style.before_table(),
        *volumes,
        *_headcount(wording, style),
        style.before_table(),
        heading(say["statement"]),
        paragraph(say["statement_intro"]),
        right_line(say["unit_caption"].format(unit=style.scale.words)),
        _statement(company, wording, style, Decimal(1)).markup(),
        heading(say["parent"]),
        right_line(say["unit_caption"].format(unit=style.scale.words)),
        _statement(company, wording, style, Decimal("0.5")).markup(),
    ]
    return document("zh", "cn", font, "".join(parts)), figures


def _band(say: dict[str, str], span: Span) -> str:
    return say["band_year" if span.months == 12 else f"band_{span.months}"].format(year=span.year)


def _statement(company: Company, wording: Wording, style: Style, factor: Decimal) -> Table:
    """factor: 1 for the group; the parent's statement has other numbers, which belong to no figure."""
    columns = style.ordered(style.spans)
    rows = []
    for concept in company.income[columns[0]]:
        if factor != 1 and concept.startswith("profit_attributable"):
            continue
        sign = -1 if concept in PRINTED_NEGATIVE else 1
        rows.append(cell(wording.labels[concept]))
        amounts = [sign * company.income[span][concept] * factor for span in columns]
        rows += [cell(print_amount(amount, style.scale.decimals, parentheses=False)) for amount in amounts]
    head = [cell(wording.phrases["item"], align="center", style=BOLD)]
    head += [cell(_band(wording.phrases, span), align="center", style=BOLD) for span in columns]
    width = "2.8cm" if style.narrow_labels else "1fr"
    stroke = "grid" if style.stroke == "none" else style.stroke
    aligns = ("left", *("right" for _ in columns))
    return Table((width, *("3cm" for _ in columns)), aligns, head, rows, stroke, style.repeat_head, 8)


def _parties(side: dict[Span, tuple[Party, ...]], kind: str, wording: Wording, style: Style) -> list[str]:
    """One table with merged year cells, or one table per period under a sentence that names it."""
    say = wording.phrases
    spans = style.ordered(style.party_spans)
    caption = right_line(say["unit_caption"].format(unit=style.scale.words))
    if style.table_per_period or style.stroke == "none":
        parts = [heading(say[f"{kind}s"])]
        for span in spans:
            parts += [paragraph(say[f"{kind}s_period"].format(period=_band(say, span))), caption]
            parts.append(_party_table(kind, _party_rows(side[span], say, style), say, style, merged=False).markup())
        return parts
    rows = []
    for span in spans:
        rows += [cell(_band(say, span), align="center + horizon", rowspan=len(side[span])), *_party_rows(side[span], say, style)]
    table = _party_table(kind, rows, say, style, merged=True)
    return [heading(say[f"{kind}s"]), paragraph(say[f"{kind}s_intro"]), caption, table.markup()]


def _party_rows(parties: tuple[Party, ...], say: dict[str, str], style: Style) -> list[str]:
    rows = []
    for rank, party in enumerate(parties, 1):
        names = [cell(str(rank)), cell(party.name)] if party.name else [cell(say["total"], align="center", colspan=2)]
        rows += [*names, cell(print_amount(party.amount, style.scale.decimals, parentheses=False)), cell(f"{party.share}%")]
    return rows


def _party_table(kind: str, rows: list[str], say: dict[str, str], style: Style, *, merged: bool) -> Table:
    names = ("rank_head", kind, f"{kind}_amount", f"{kind}_share")
    head = [cell(say[name], align="center", style=BOLD) for name in (("year_head", *names) if merged else names)]
    year = ("2.2cm",) if merged else ()
    columns = (*year, "1.2cm", "4cm" if style.narrow_labels else "1fr", "3.2cm", "2.2cm")
    aligns = (*(("center",) if merged else ()), "center", "left", "right", "right")
    return Table(columns, aligns, head, rows, style.stroke, style.repeat_head, 9, blank_tail=style.stroke == "none")


def _volumes(company: Company, wording: Wording, style: Style) -> tuple[list[str], list[Figure]]:
    """Capacity, output and sales by product and period in one grid."""
    say = wording.phrases
    rows: list[str] = []
    figures: list[Figure] = []
    for span in style.ordered(style.spans):
        products = company.products[span]
        rows.append(cell(_band(say, span), align="center + horizon", rowspan=len(products)))
        for product in products:
            rows += _product_cells(product, say)
            figures += _product_figures(product, span, style)
    names = ("year_head", "product", "capacity", "output", "utilization", "sales", "ratio")
    head = [cell(say[name], align="center", style=BOLD) for name in names]
    aligns = ("center", "left", *("right" for _ in range(5)))
    table = Table(("2.2cm", "1fr", *("2.1cm" for _ in range(5))), aligns, head, rows, "grid", style.repeat_head, 9)
    caption = right_line(say["unit_caption"].format(unit=style.quantity.words))
    return [heading(say["volumes"]), paragraph(say["volumes_intro"]), caption, table.markup()], figures


def _ratios(product: Product) -> tuple[Decimal, Decimal]:
    return percent(product.output, product.capacity, SHARE_STEP), percent(product.sales, product.output, SHARE_STEP)


def _product_cells(product: Product, say: dict[str, str]) -> list[str]:
    utilization, ratio = _ratios(product)
    texts = (f"{product.capacity:,}", f"{product.output:,}", f"{utilization}%", f"{product.sales:,}", f"{ratio}%")
    return [cell(product.name or say["total"]), *(cell(text) for text in texts)]


def _product_figures(product: Product, span: Span, style: Style) -> list[Figure]:
    utilization, ratio = _ratios(product)
    quantity = style.quantity
    values = {
        "production_capacity": (Decimal(product.capacity * quantity.scale), quantity.measure),
        "production_volume": (Decimal(product.output * quantity.scale), quantity.measure),
        "capacity_utilization": (utilization, "%"),
        "sales_volume": (Decimal(product.sales * quantity.scale), quantity.measure),
        "sales_to_production_ratio": (ratio, "%"),
    }
    return [
        Figure("volumes", concept, product.name, span.end, span.months, value, unit, product.name)
        for concept, (value, unit) in values.items()
    ]


def _headcount(wording: Wording, style: Style) -> list[str]:
    """A neighbour that looks like a table of figures and is none of the four topics."""
    years = style.ordered(style.years)
    rows = [cell(wording.phrases["total"]), *(cell(f"{300 + span.year - 2000:,}") for span in years)]
    head = [cell(wording.phrases["item"], style=BOLD), *(cell(f"{span.year}年末", style=BOLD) for span in years)]
    aligns = ("left", *("right" for _ in years))
    return [paragraph(wording.phrases["decoy"]), Table(("1fr", *("2.6cm" for _ in years)), aligns, head, rows).markup()]
