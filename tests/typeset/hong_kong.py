"""Hong Kong variants: two header rows, columns without vertical rules, parentheses, bands or one table per period."""

from __future__ import annotations

from typeset.companies import GAINS, Company, Party, Span
from typeset.figures import Figure
from typeset.markup import Table, cell, document, heading, paragraph
from typeset.style import Style, print_amount
from typeset.wording import Wording

SUBTOTALS = frozenset({"gross_profit", "profit_before_tax", "profit"})
RESULTS = SUBTOTALS | {"revenue", "profit_attributable_to_owners", "profit_attributable_to_nci"}
LINE_NOTES = {"revenue": "5", "other_income": "6", "finance_costs": "21(a)", "profit_before_tax": "7", "income_tax_expense": "12"}
BOLD = 'weight: "bold"'
ITALIC = 'style: "italic"'


def hong_kong_body(company: Company, wording: Wording, style: Style, font: str) -> tuple[str, list[Figure]]:
    """Typst source of the filing, and the volume figures that it prints."""
    say = wording.phrases
    volumes, figures = _volumes(company, wording, style)
    parts = [
        "".join(f"#align(center, text(size: 14pt, {_quoted(line, style)}))\n\n" for line in wording.cover),
        "#pagebreak()\n",
        heading(say["contents"]),
        *(paragraph(f"{say[name]} {'.' * 60} {page}") for page, name in enumerate(("customers", "suppliers", "volumes", "statement"), 3)),
        *(paragraph(text) for text in wording.prose),
        style.before_table(),
        *_parties(company.customers, "customer", wording, style),
        style.before_table(),
        *_parties(company.suppliers, "supplier", wording, style),
        "#pagebreak()\n",
        *volumes,
        *_headcount(wording, style),
        style.before_table(),
        heading(say["statement"]),
        paragraph(say["statement_intro"]),
        _statement(company, wording, style).markup(),
    ]
    language = "zh" if wording.language == "zh-Hant" else "en"
    return document(language, "hk" if language == "zh" else "gb", font, "".join(parts)), figures


def _stroke(style: Style) -> str:
    """Hong Kong tables have no vertical rules."""
    return "horizontal" if style.stroke == "horizontal" else "none"


def _quoted(line: str, style: Style) -> str:
    return '"' + line.format(year=style.filing_year) + '"'


def _groups(style: Style) -> list[tuple[Span, ...]]:
    """Column groups, each with its columns in order: the years, and the interim periods where there are some."""
    groups = [style.ordered(style.years)]
    if style.interim:
        groups.append(style.ordered(style.interim))
    return groups


def _period_head(wording: Wording, style: Style, lead: int) -> list[str]:
    """Two header rows over the figure columns; lead: columns before them."""
    head = [cell("", colspan=lead)]
    for group in _groups(style):
        name = "years" if group[0].months == 12 else f"interim_{group[0].months}"
        head.append(cell(wording.phrases[name], align="center", colspan=len(group), style=BOLD, rule=True))
    head.append(cell("", colspan=lead))
    suffix = "年" if wording.language == "zh-Hant" else ""
    head += [cell(f"{span.year}{suffix}", align="center", style=BOLD, rule=True) for group in _groups(style) for span in group]
    return head


def _statement(company: Company, wording: Wording, style: Style) -> Table:
    columns = [span for group in _groups(style) for span in group]
    lead = 2 if style.notes_column else 1
    head = _period_head(wording, style, lead)
    head += [cell(""), cell(wording.phrases["note"], style=ITALIC)] if style.notes_column else [cell("")]
    head += [cell(style.scale.words, align="right", style=ITALIC) for _ in columns]
    rows = []
    for concept in company.income[columns[0]]:
        if concept == "profit_attributable_to_owners":
            rows.append(cell(wording.phrases["attributable"], colspan=lead + len(columns)))
        weight = BOLD if concept in SUBTOTALS else ""
        rows.append(cell(wording.labels[concept], style=weight))
        if style.notes_column:
            rows.append(cell(LINE_NOTES.get(concept, ""), align="center"))
        sign = 1 if concept in RESULTS or concept in GAINS else -1
        rows += [
            cell(
                print_amount(sign * company.income[span][concept], style.scale.decimals, parentheses=True), style=weight, rule=bool(weight)
            )
            for span in columns
        ]
    width = "2.6cm" if style.narrow_labels else "1fr"
    return Table(
        columns=(width, *(("1cm",) if style.notes_column else ()), *("1.75cm" for _ in columns)),
        aligns=("left", *(("center",) if style.notes_column else ()), *("right" for _ in columns)),
        head=head,
        rows=rows,
        stroke=_stroke(style),
        size_pt=8,
        blank_tail=True,
    )


def _parties(side: dict[Span, tuple[Party, ...]], kind: str, wording: Wording, style: Style) -> list[str]:
    """One table with an italic band per period, or one table per period under a sentence that names it."""
    say = wording.phrases
    spans = style.ordered(style.party_spans)
    parts = [heading(say[f"{kind}s"]), paragraph(say[f"{kind}s_intro"])]
    if not style.table_per_period:
        rows = [line for span in spans for line in (cell(_band(say, span), colspan=3, style=ITALIC), *_party_rows(side[span], say, style))]
        return [*parts, _party_table(kind, rows, say, style).markup()]
    for span in spans:
        parts += [paragraph(_band(say, span)), _party_table(kind, _party_rows(side[span], say, style), say, style).markup()]
    return parts


def _band(say: dict[str, str], span: Span) -> str:
    return say["band_year" if span.months == 12 else f"band_{span.months}"].format(year=span.year)


def _party_rows(parties: tuple[Party, ...], say: dict[str, str], style: Style) -> list[str]:
    rows = []
    for rank, party in enumerate(parties, 1):
        name = say["rank"].format(rank=rank, name=party.name) if party.name else say["total"]
        weight = "" if party.name else BOLD
        amount = print_amount(party.amount, style.scale.decimals, parentheses=True)
        rows += [cell(name, style=weight), cell(amount, style=weight), cell(f"{party.share}%", style=weight)]
    return rows


def _party_table(kind: str, rows: list[str], say: dict[str, str], style: Style) -> Table:
    head = [cell(say[name], style=BOLD, rule=True) for name in (kind, f"{kind}_amount", f"{kind}_share")]
    head += [cell(""), cell(say["unit_caption"].format(unit=style.scale.words), align="right", style=ITALIC), cell("")]
    return Table(("1fr", "3cm", "3cm"), ("left", "right", "right"), head, rows, _stroke(style), size_pt=9.5, blank_tail=True)


def _volumes(company: Company, wording: Wording, style: Style) -> tuple[list[str], list[Figure]]:
    """Sales by product with a total row; the unit stands in the sentence above the table."""
    say, quantity = wording.phrases, style.quantity
    columns = [span for group in _groups(style) for span in group]
    rows, figures = [], []
    for index, product in enumerate(company.products[columns[0]]):
        rows.append(cell(product.name or say["total"], style="" if product.name else BOLD))
        for span in columns:
            sales = company.products[span][index].sales
            rows.append(cell(f"{sales:,}"))
            place = (span.end, span.months)
            figures.append(Figure("volumes", "sales_volume", product.name, *place, sales * quantity.scale, quantity.measure, product.name))
    table = Table(
        ("1fr", *("1.8cm" for _ in columns)),
        ("left", *("right" for _ in columns)),
        _period_head(wording, style, 1),
        rows,
        "none",
        size_pt=8.5,
    )
    return [heading(say["volumes"]), paragraph(say["volumes_intro"].format(unit=quantity.words)), table.markup()], figures


def _headcount(wording: Wording, style: Style) -> list[str]:
    """A neighbour that looks like a table of figures and is none of the four topics."""
    years = style.ordered(style.years)
    rows = [cell(wording.phrases["total"]), *(cell(f"{300 + span.year - 2000:,}") for span in years)]
    head = [cell(""), *(cell(str(span.year), style=BOLD, rule=True) for span in years)]
    return [
        paragraph(wording.phrases["decoy"]),
        Table(("1fr", *("2cm" for _ in years)), ("left", *("right" for _ in years)), head, rows, "none").markup(),
    ]
