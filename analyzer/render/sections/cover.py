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
    return Section("cover", words("section.cover"), tables=tuple(tables), warnings=(overall_words(context),), is_landscape=True)


def _filing_table(context: Context) -> Table:
    """Properties down, filings across: hashes are long, filings are few."""
    words = context.words
    columns = tuple(Column((company.name,), starts_group=True, is_text=True, width=33) for company in context.companies)
    properties = [_properties(company) for company in context.companies]
    rows = tuple(Row(words(key), tuple(context.text(each[key]) for each in properties)) for key in properties[0]) if properties else ()
    return Table("filings", words("table.filings"), columns, rows, "", words("head.item"))


def _properties(company: Company) -> dict[str, str]:
    filing = company.filing
    return {
        "head.issuer": filing.attribute("issuer"),
        "head.file": filing.path.replace("\\", "/").rsplit("/", 1)[-1],
        "head.market": filing.attribute("market"),
        "head.language": filing.attribute("language"),
        "head.basis": company.basis,
        "head.currency": company.statement.currency,
        "head.document_date": filing.attribute("document_date"),
        "head.version": filing.attribute("document_version"),
        "head.pages": str(filing.page_count),
        "head.periods": ", ".join(period.label for period in company.periods),
        "head.sha256": filing.sha256,
    }


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
    return Table(
        "settings", words("table.settings"), (Column((words("head.value"),), is_text=True, width=66),), rows, "", words("head.item")
    )


def _rate_table(context: Context) -> Table:
    words = context.words
    columns = (Column((words("head.rate"),), width=14), Column((words("head.source"),), is_text=True, width=40))
    rows = tuple(Row(rate.id, (context.cell(rate), context.text(rate.source))) for rate in context.comparison.rates)
    return Table("rates", words("table.rates"), columns, rows, "", words("head.currency"), (words("note.rates"),))


def _contents_table(context: Context, contents: list[tuple[str, str]]) -> Table:
    words = context.words
    rows = tuple(Row(title, (context.text(words(f"about.{name}"), link=name),)) for name, title in contents)
    return Table(
        "contents", words("table.contents"), (Column((words("head.meaning"),), is_text=True, width=99),), rows, "", words("head.sheet")
    )


def _legend_table(context: Context) -> Table:
    """States, marks and colours."""
    words = context.words
    keys = ("blue", "red", "black", "green", "yellow", "dash", "na", "nd", "nm", "censored", "in_row", "flagged", "low_base", "qualifier")
    columns = (Column((words("head.sample"),), is_text=True, width=11), Column((words("head.meaning"),), is_text=True, width=88))
    rows = tuple(Row("", (context.text(words(f"legend.{key}.sign"), level=key), context.text(words(f"legend.{key}")))) for key in keys)
    return Table("legend", words("table.legend"), columns, rows)
