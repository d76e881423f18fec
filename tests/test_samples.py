"""The sample filings: what stands on their pages, and that every figure of the four topics is read from them, and no other."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from analyzer import open_filing
from analyzer.cli import ERROR_FINDINGS, OK, main
from analyzer.filings import ManifestEntry, read_manifest, sha256_of
from analyzer.model import TOPICS, Filing
from typeset.figures import Figure, find_missing, find_spurious, read_golden, squash

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / "filings" / "manifest.csv"
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = ("axera_hkex_sample", "enflame_star_sample", "giantec_hkex_sample", "metax_star_sample")
PRINTED_SCALES = (1, 10**3, 10**4, 10**6, 10**8)
"""A figure may be printed in units of yuan, thousands, 万, millions or 亿."""
LARGEST_SAMPLE_BYTES = 1_500_000
FIGURE_COUNTS = {"axera_hkex_sample": 48, "enflame_star_sample": 29, "giantec_hkex_sample": 185, "metax_star_sample": 299}

IDENTITY = {
    "axera_hkex_sample": ("hkex", "en", "Axera Semiconductor Co., Ltd.", "IFRS", "2026-01-30"),
    "enflame_star_sample": ("star", "zh-Hans", "上海燧原科技股份有限公司", "CAS", "2026-06-18"),
    "giantec_hkex_sample": ("hkex", "zh-Hant", "聚辰半導體股份有限公司", "IFRS", "2026-01-26"),
    "metax_star_sample": ("star", "zh-Hans", "沐曦集成电路（上海）股份有限公司", "CAS", "2025-12-11"),
}
RECONSTRUCTION = re.compile(r"RECONSTRUCTION FROM PUBLISHED FIGURES|根据已公布数字重新编排的示例|根據已公佈數字重新編排的示例")
ABSENT = {
    "axera_hkex_sample": ("selling_expenses", "administrative_expenses", "customer_revenue", "supplier_purchases", "average_selling_price"),
    "enflame_star_sample": ("cost_of_sales", "supplier_purchases", "top_customers_revenue", "production_volume", "gross_margin"),
    "giantec_hkex_sample": ("production_capacity", "production_volume", "average_selling_price"),
    "metax_star_sample": ("production_capacity", "gross_profit"),
}
"""What a filing does not print, although its neighbours may look like it: nothing of it may be read."""


@cache
def page_texts(sample: str) -> tuple[str, ...]:
    document = pdfium.PdfDocument(ROOT / "filings" / f"{sample}.pdf")
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@cache
def golden(sample: str) -> tuple[Figure, ...]:
    return read_golden(GOLDEN / f"{sample}.csv")


@cache
def read_sample(sample: str) -> Filing:
    return open_filing(ROOT / "filings" / f"{sample}.pdf")


@cache
def numbers_of_page(sample: str, page: int) -> frozenset[Decimal]:
    return frozenset(Decimal(text.replace(",", "")) for text in re.findall(r"\d[\d,]*(?:\.\d+)?", page_texts(sample)[page - 1]))


def files_read_by(workers: int, folder: Path) -> dict[str, bytes]:
    command = ["extract", *(str(ROOT / "filings" / f"{sample}.pdf") for sample in SAMPLES[:2]), "-o", str(folder)]
    assert main([*command, "--workers", str(workers), "--quiet"]) in (OK, ERROR_FINDINGS)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def manifest_samples() -> list[ManifestEntry]:
    return [entry for entry in read_manifest(MANIFEST) if entry.kind == "sample"]


def test_the_manifest_lists_the_four_samples_with_their_checksums() -> None:
    found = {entry.path.stem: entry.sha256 for entry in manifest_samples() if entry.path}
    assert found == {sample: sha256_of(ROOT / "filings" / f"{sample}.pdf") for sample in SAMPLES}
    assert {entry.exchange for entry in manifest_samples()} == {"hkex", "star"}
    assert {entry.language for entry in manifest_samples()} == {"en", "zh-Hant", "zh-Hans"}


def test_the_manifest_gives_official_addresses_of_the_real_filings() -> None:
    hosts = {entry.url.split("/")[2] for entry in read_manifest(MANIFEST) if entry.kind == "real"}
    assert hosts == {"www1.hkexnews.hk", "www.sse.com.cn"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_page_says_that_it_is_a_reconstruction(sample: str) -> None:
    texts = page_texts(sample)
    assert 11 <= len(texts) <= 15
    assert [number for number, text in enumerate(texts, 1) if not RECONSTRUCTION.search(text.replace("\r\n", ""))] == []
    assert (ROOT / "filings" / f"{sample}.pdf").stat().st_size < LARGEST_SAMPLE_BYTES


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_golden_figure_stands_on_its_page(sample: str) -> None:
    figures = golden(sample)
    lost = [
        str(figure)
        for figure in figures
        if not any(abs(figure.value) / scale in numbers_of_page(sample, figure.page) for scale in PRINTED_SCALES)
    ]
    assert lost == []
    assert len(figures) == FIGURE_COUNTS[sample]


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_figure_is_read(sample: str, topic: str) -> None:
    statement = read_sample(sample).statement(topic)
    wanted = [figure for figure in golden(sample) if figure.table == topic]
    assert find_missing(wanted, (*statement.facts, *statement.unmapped)) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_else_is_read(sample: str) -> None:
    assert find_spurious(golden(sample), read_sample(sample).facts) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_the_filing_does_not_print_is_not_read(sample: str) -> None:
    assert sorted({fact.concept for fact in read_sample(sample).facts} & set(ABSENT[sample])) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_box_of_a_fact_holds_its_printed_text(sample: str) -> None:
    texts = page_texts(sample)
    strays = [fact.source for fact in read_sample(sample).facts if squash(fact.source.text) not in squash(texts[fact.source.page - 1])]
    assert strays == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_identity_is_read_from_the_pages(sample: str) -> None:
    filing = read_sample(sample)
    market, language, issuer, basis, day = IDENTITY[sample]
    assert (filing.attribute("market"), filing.attribute("language"), filing.attribute("basis")) == (market, language, basis)
    assert squash(issuer) in squash(filing.attribute("issuer"))
    assert (filing.attribute("currency"), filing.attribute("document_date")) == ("CNY", day)


def test_approximate_and_cumulative_figures_keep_their_words() -> None:
    enflame = {fact.value: fact.qualifier for fact in read_sample("enflame_star_sample").volumes.facts}
    assert enflame[Decimal(66000)] == "about"
    axera = {fact.value: fact.qualifier for fact in read_sample("axera_hkex_sample").volumes.facts if fact.period.months is None}
    assert axera == {Decimal(165_000_000): "over", Decimal(518_800): "over"}


def test_parties_on_both_sides_are_named() -> None:
    overlaps = [finding for finding in read_sample("axera_hkex_sample").findings if finding.code == "PARTY_OVERLAP"]
    assert [name for name in ("Customer A", "Customer C", "Customer E", "Customer J") if not any(name in f.message for f in overlaps)] == []
    assert {finding.page for finding in overlaps} == {9}


def test_customer_shares_that_do_not_recompute_keep_the_printed_value() -> None:
    """76,811.89 / 99,016.00 is 77.6%; the page prints 74.90%."""
    facts = read_sample("enflame_star_sample").customers.facts
    assert [fact.value for fact in facts if fact.concept == "customer_share" and fact.rank == 1] == [Decimal("0.7490")]


def test_two_processes_that_share_a_filing_write_what_one_writes(tmp_path: Path) -> None:
    alone, shared = (files_read_by(workers, tmp_path / str(workers)) for workers in (1, 4))
    assert len(alone) == 12
    assert shared == alone
