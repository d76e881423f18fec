"""Comparison -> ReportView: every section in order, in one language and one scale."""

from __future__ import annotations

from typing import Literal

from analyzer import __version__
from analyzer.compare import CompareOptions, Comparison
from analyzer.render.context import Context
from analyzer.render.evidence import cut_crops
from analyzer.render.report import CropProvider, ReportView, Section, ViewCell
from analyzer.render.sections.charts import summary_charts
from analyzer.render.sections.cover import cover_section
from analyzer.render.sections.income import reported_section, standard_section
from analyzer.render.sections.parties import party_section
from analyzer.render.sections.peers import deal_section, peer_section
from analyzer.render.sections.review import check_section, evidence_of, review_section, source_section, tidy_section
from analyzer.render.sections.summary import summary_section
from analyzer.render.sections.volumes import volume_section
from analyzer.render.words import Words

EvidenceKind = Literal["key", "full", "none"]

__all__ = ["ReportView", "build_view"]


def build_view(
    comparison: Comparison, options: CompareOptions | None = None, crop: CropProvider | None = None, evidence: EvidenceKind = "key"
) -> ReportView:
    """What both outputs say.

    crop: cuts page regions; without it there are none. evidence: for the figures of the summary, all figures, or none.
    The date is the one asked for, else the latest date of the filings; the clock is never read.
    """
    chosen = options or CompareOptions()
    words = Words(chosen.language)
    context = Context(comparison, words)
    summary = summary_section(context, summary_charts(context))
    sections = [
        summary,
        peer_section(context),
        reported_section(context),
        standard_section(context),
        party_section(context, "customers"),
        party_section(context, "suppliers"),
        volume_section(context),
        deal_section(context),
        check_section(context),
        review_section(context),
        source_section(context),
        tidy_section(context),
    ]
    figures = tuple(evidence_of(context))
    keys = key_anchors(summary)
    wanted = {"key": keys, "full": frozenset(figure.anchor for figure in figures), "none": frozenset[str]()}[evidence]
    crops, outlines = cut_crops(figures, wanted, crop) if crop else ({}, {})
    return ReportView(
        title=words("report.title"),
        subtitle=" | ".join(company.name for company in comparison.companies),
        language=words.language,
        made_on=chosen.made_on.isoformat() if chosen.made_on else latest_document_date(comparison),
        version=__version__,
        scale=context.scale,
        unit=context.unit_words(comparison.currency) or words("unit.apart"),
        words=words.labels,
        sections=(cover_section(context, [(section.id, section.title) for section in sections]), *sections),
        evidence=figures,
        key_anchors=keys,
        crops=crops,
        outlines=outlines,
    )


def latest_document_date(comparison: Comparison) -> str:
    """The latest date that a filing itself carries; "" where none does."""
    return max((company.filing.attribute("document_date") for company in comparison.companies), default="")


def key_anchors(summary: Section) -> frozenset[str]:
    """The printed figures that the summary shows or works with."""
    cells = [cell for table in summary.tables for row in table.rows for cell in row.cells]
    cells += [part for sentence in summary.lead for part in sentence.parts if isinstance(part, ViewCell)]
    return frozenset(anchor for cell in cells for anchor in cell.sources)
