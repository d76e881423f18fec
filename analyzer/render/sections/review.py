"""Checks, what needs a person's eye, where every figure stands, and the tidy frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyzer.compare import COLUMNS
from analyzer.compare.companies import Company
from analyzer.metrics.checks import Check
from analyzer.metrics.operations import BREAKS
from analyzer.model import Fact, Finding, Source
from analyzer.render.context import Context
from analyzer.render.report import Column, Evidence, Mention, Row, Section, Table, ViewCell
from analyzer.render.telling import name_of

LEVEL_ORDER = {"error": 0, "warning": 1, "info": 2}
TICKS = ("A", "B", "C", "D", "E", "R", "X", "F", "N")
SHORT_HASH = 12
MAX_MENTIONS = 6
MAX_CHECKS = 6


def check_section(context: Context) -> Section:
    """Every identity with its difference and tolerance as live formulas, breaks first, and one overall line."""
    words = context.words
    checks = [(company, check) for company in context.companies for check in company.checks]
    checks.sort(key=lambda pair: pair[1].verdict.state != BREAKS)
    columns = (
        Column((words("head.company"),), is_text=True, width=26),
        Column((words("head.period"),), is_text=True, width=14),
        Column((words("head.subject"),), is_text=True, width=24),
        Column((words("head.difference"),), width=16),
        Column((words("head.tolerance"),), width=14),
        Column((words("head.verdict"),), is_text=True, width=10),
    )
    rows = tuple(_check_row(context, company, check) for company, check in checks)
    table = Table("checks", words("table.checks"), columns, rows, "", words("head.check"), (words("note.checks"),), is_long=True)
    return Section("checks", words("section.checks"), tables=(table, _tick_table(context)), warnings=(overall_words(context),))


def _check_row(context: Context, company: Company, check: Check) -> Row:
    words = context.words
    verdict = context.cell(check.verdict)
    cells = (
        context.text(company.name),
        context.text(check.period.label),
        context.text(words(f"concept.{check.subject}") if words.has(f"concept.{check.subject}") else check.subject),
        context.cell(check.difference, extra_decimals=2),
        context.cell(check.tolerance, extra_decimals=2),
        verdict,
    )
    return Row(words(f"check.{check.code}"), cells, "total" if check.verdict.state == BREAKS else "line")


def overall_words(context: Context) -> str:
    """Never "all passed" while something was not found or nothing was tested (analysis 4)."""
    checks = [check for company in context.companies for check in company.checks]
    breaks = sum(check.verdict.state == BREAKS for check in checks)
    flagged = sum(fact.status == "flagged" for company in context.companies for fact in company.filing.facts)
    not_found = sum(finding.level != "info" for company in context.companies for finding in company.filing.findings)
    if not checks:
        return context.words("checks.none")
    overall = context.words("checks.overall", len(checks), breaks, flagged, not_found)
    ticks = Counter(tick for company in context.companies for fact in company.filing.facts for tick in fact.ticks)
    counts = ", ".join(f"{tick} {ticks[tick]}" for tick in TICKS if ticks[tick])
    return f"{overall} {context.words('checks.ticks', counts)}" if counts else overall


def _tick_table(context: Context) -> Table:
    """How many figures carry which tick of the legend, by company."""
    words = context.words
    columns = tuple(Column((company.name,), width=18) for company in context.companies)
    counts = [Counter(tick for fact in company.filing.facts for tick in fact.ticks) for company in context.companies]
    statuses = [Counter(fact.status for fact in company.filing.facts) for company in context.companies]
    rows = [
        Row(words(f"status.{name}"), tuple(context.text(str(status[name])) for status in statuses))
        for name in ("confirmed", "single", "flagged")
    ]
    rows += [
        Row(words(f"tick.{tick}"), tuple(context.text(str(c[tick])) for c in counts), "part")
        for tick in TICKS
        if any(c[tick] for c in counts)
    ]
    return Table("ticks", words("table.ticks"), columns, tuple(rows), "", words("head.tick"), (words("note.ticks"),))


def review_section(context: Context) -> Section:
    """Everything flagged or unread, most important first, each with its page."""
    words = context.words
    columns = (
        Column((words("head.company"),), is_text=True, width=26),
        Column((words("head.code"),), is_text=True, width=22),
        Column((words("head.page"),), is_text=True, width=8),
        Column((words("head.message"),), is_text=True, width=100),
    )
    findings = [(company, finding) for company in context.companies for finding in company.filing.findings]
    findings.sort(key=lambda pair: (LEVEL_ORDER[pair[1].level], pair[0].key, pair[1].page or 0))
    rows = [_finding_row(context, company, finding) for company, finding in findings]
    flagged = [(c, fact) for c in context.companies for fact in c.filing.facts if fact.status == "flagged"]
    tables = [Table("review", words("table.review"), columns, tuple(rows), "", words("head.level"), (), is_long=True)]
    if flagged:
        tables.append(_flagged_table(context, flagged))
    return Section("review", words("section.review"), tables=tuple(tables))


def _finding_row(context: Context, company: Company, finding: Finding) -> Row:
    page = str(finding.page) if finding.page else ""
    code = ViewCell(finding.code, note=context.teller.meaning(finding.code))
    cells = (context.text(company.name), code, context.text(page), context.text(context.teller.finding(company, finding)))
    return Row(context.words(f"level.{finding.level}"), cells, "total" if finding.level == "error" else "line")


def _flagged_table(context: Context, flagged: Iterable[tuple[Company, Fact]]) -> Table:
    words = context.words
    columns = (
        Column((words("head.company"),), is_text=True, width=26),
        Column((words("head.period"),), is_text=True, width=14),
        Column((words("head.value"),), width=16),
        Column((words("head.printed"),), is_text=True, width=18),
        Column((words("head.page"),), is_text=True, width=8),
    )
    rows = tuple(
        Row(
            name_of(fact),
            (
                context.text(company.name),
                context.text(fact.period.label),
                context.cell(fact),
                context.text(fact.source.text),
                context.text(str(fact.source.page)),
            ),
        )
        for company, fact in flagged
        if isinstance(fact.origin, Source)
    )
    return Table("flagged", words("table.flagged"), columns, rows, "", words("head.line"), is_long=True)


def source_section(context: Context) -> Section:
    """One row per printed figure: what it is, what the page prints, where, how sure, and of which file."""
    words = context.words
    heads = (
        ("head.company", 24),
        ("head.topic", 16),
        ("head.concept", 26),
        ("head.line", 30),
        ("head.period", 14),
        ("head.printed", 18),
        ("head.page", 7),
        ("head.printed_page", 10),
        ("head.box", 22),
        ("head.status", 11),
        ("head.ticks", 8),
        ("head.mentions", 28),
        ("head.checks", 36),
        ("head.note", 24),
        ("head.file", 34),
        ("head.sha256", 16),
    )
    columns = (*(Column((words(key),), is_text=True, width=width) for key, width in heads[:5]), Column((words("head.value"),), width=16))
    columns += tuple(Column((words(key),), is_text=True, width=width) for key, width in heads[5:])
    rows = tuple(_source_row(context, evidence) for evidence in evidence_of(context))
    table = Table("sources", words("table.sources"), columns, rows, "", words("head.anchor"), (words("note.sources"),), is_long=True)
    return Section("sources", words("section.sources"), tables=(table,))


def evidence_of(context: Context) -> list[Evidence]:
    """Every printed figure of every filing in the order of its anchor."""
    return [
        _evidence(context, company, fact)
        for company in context.companies
        for fact in company.filing.facts
        if isinstance(fact.origin, Source)
    ]


def _evidence(context: Context, company: Company, fact: Fact) -> Evidence:
    mentions = tuple(Mention(m.origin.page, m.origin.printed_page, m.origin.text) for m in fact.mentions if isinstance(m.origin, Source))
    file = company.filing.path.replace("\\", "/").rsplit("/", 1)[-1]
    return Evidence(
        context.anchors[id(fact)],
        fact,
        company.name,
        file,
        company.filing.sha256,
        company.filing.path,
        context.cell(fact),
        mentions,
        context.checks_of(fact),
    )


def _source_row(context: Context, evidence: Evidence) -> Row:
    fact, words = evidence.fact, context.words
    box = ", ".join(f"{corner:.1f}" for corner in fact.source.bbox)
    texts = (
        evidence.company,
        words(f"section.{fact.table}") if words.has(f"section.{fact.table}") else fact.table,
        fact.concept,
        name_of(fact),
        fact.period.label,
    )
    after = (
        fact.source.text,
        str(fact.source.page),
        fact.source.printed_page,
        box,
        words(f"status.{fact.status}"),
        fact.ticks,
        "; ".join(f"{words('ui.page_of', mention.page)}: {mention.text}" for mention in evidence.mentions[:MAX_MENTIONS]),
        "; ".join(dict.fromkeys(context.check_words(check) for check in evidence.checks[:MAX_CHECKS])),
        context.teller.remarks((fact.scope, fact.base, fact.channel, fact.relation, fact.note)),
        evidence.file,
        evidence.sha256[:SHORT_HASH],
    )
    cells = (*map(context.text, texts), evidence.cell, *map(context.text, after))
    return Row(evidence.anchor, cells, anchor=evidence.anchor)


def tidy_section(context: Context) -> Section:
    """The tidy frame, for pivots and other programs; in base units."""
    words = context.words
    columns = tuple(Column((name,), is_text=name not in {"value", "low", "high"}, width=14) for name in COLUMNS[1:])
    rows = tuple(_tidy_row(context, record) for record in context.comparison.records())
    table = Table("tidy", words("table.tidy"), columns, rows, "", COLUMNS[0], (words("note.tidy"),), is_long=True)
    return Section("tidy", words("section.tidy"), tables=(table,))


def _tidy_row(context: Context, record: dict[str, object]) -> Row:
    texts = ["" if record[name] is None else str(record[name]) for name in COLUMNS]
    return Row(texts[0], tuple(context.text(text) for text in texts[1:]))
