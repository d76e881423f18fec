"""The cover: what was compared, from which files, with which settings, and where to find what."""

from __future__ import annotations

from analyzer.compare.companies import Company
from analyzer.render.context import Context
from analyzer.render.report import Column, Row, Section, Table
from analyzer.render.sections.review import overall_words


def cover_section(context: Context, contents: list[tuple[str, str]]) -> Section:
    """contents: (section id, title) of the sheets that follow."""
    words = context.words
    tables = [_filing_table(context), _setting_table(context)]
    if context.comparison.rates:
        tables.append(_rate_table(context))
    tables.append(_contents_table(context, contents))
    tables.append(_legend_table(context))
    return Section("cover", words("section.cover"), tables=tuple(tables), warnings=(overall_words(context),), is_landscape=False)


def _filing_table(context: Context) -> Table:
    words = context.words
    heads = (
        ("head.file", 36),
        ("head.market", 10),
        ("head.language", 10),
        ("head.basis", 10),
        ("head.currency", 10),
        ("head.document_date", 13),
        ("head.version", 14),
        ("head.pages", 8),
        ("head.periods", 30),
        ("head.sha256", 66),
    )
    columns = tuple(Column((words(key),), is_text=True, width=width) for key, width in heads)
    rows = tuple(_filing_row(context, company) for company in context.companies)
    return Table("filings", words("table.filings"), columns, rows, "", words("head.company"))


def _filing_row(context: Context, company: Company) -> Row:
    filing = company.filing
    texts = (
        filing.path.replace("\\", "/").rsplit("/", 1)[-1],
        filing.attribute("market"),
        filing.attribute("language"),
        company.basis,
        company.statement.currency,
        filing.attribute("document_date"),
        filing.attribute("document_version"),
        str(filing.page_count),
        ", ".join(period.label for period in company.periods),
        filing.sha256,
    )
    return Row(company.name, tuple(context.text(text) for text in texts), anchor=company.key)


def _setting_table(context: Context) -> Table:
    words, comparison = context.words, context.comparison
    year = comparison.latest_year
    years = ", ".join(period.label for period in comparison.alignment.common_years)
    interims = ", ".join(period.label for period in comparison.alignment.common_interims)
    settings = (
        ("setting.unit", context.unit_words(comparison.currency) or words("unit.apart")),
        ("setting.latest_year", year.label if year else words("state.none")),
        ("setting.common_years", years or words("state.none")),
        ("setting.common_interims", interims or words("state.none")),
    )
    rows = tuple(Row(words(key), (context.text(text),)) for key, text in settings)
    return Table("settings", words("table.settings"), (Column(("",), is_text=True, width=36),), rows)


def _rate_table(context: Context) -> Table:
    words = context.words
    columns = (Column((words("head.rate"),), width=14), Column((words("head.source"),), is_text=True, width=40))
    rows = tuple(Row(rate.id, (context.cell(rate), context.text(rate.source))) for rate in context.comparison.rates)
    return Table("rates", words("table.rates"), columns, rows, "", words("head.currency"), (words("note.rates"),))


def _contents_table(context: Context, contents: list[tuple[str, str]]) -> Table:
    words = context.words
    rows = tuple(Row(title, (context.text(words(f"about.{name}"), link=name),)) for name, title in contents)
    return Table("contents", words("table.contents"), (Column(("",), is_text=True, width=90),), rows)


def _legend_table(context: Context) -> Table:
    """States, marks and colours."""
    words = context.words
    keys = ("blue", "black", "green", "yellow", "dash", "na", "nd", "nm", "in_row", "flagged", "low_base", "qualifier")
    rows = tuple(Row(words(f"legend.{key}.sign"), (context.text(words(f"legend.{key}")),)) for key in keys)
    return Table("legend", words("table.legend"), (Column(("",), is_text=True, width=90),), rows)
