"""The report: escaped, whole without scripts, free of the network, the same bytes every time."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analyzer.compare import CompareOptions, compare
from analyzer.errors import ConfigError
from analyzer.render.html import render_html, view_to_html
from analyzer.render.view import build_view
from typed_filings import FY2024, customer_facts, filing_of, giantec, metax, statement_of


@pytest.fixture(scope="module")
def page() -> str:
    return view_to_html(build_view(compare([metax(), giantec()])))


class Outline(HTMLParser):
    """Ids, links, images and the texts of cells, as a browser without scripts sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.remote: list[str] = []
        self.captions = 0
        self.tables = 0
        self.unscoped = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.remote += [value for name, value in attrs if name in {"src", "href"} and value and re.match(r"(https?:)?//", value)]
        self.captions += tag == "caption"
        self.tables += tag == "table"
        self.unscoped += tag == "th" and "scope" not in found


def test_every_link_leads_somewhere_and_ids_are_unique(page: str) -> None:
    outline = Outline(page)
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links} <= set(outline.ids)


def test_no_network(page: str) -> None:
    assert Outline(page).remote == []
    assert "default-src 'none'" in page


def test_tables_have_captions_and_scopes(page: str) -> None:
    outline = Outline(page)
    assert outline.captions == outline.tables > 10
    assert outline.unscoped == 0


def test_figures_are_readable_without_scripts(page: str) -> None:
    body = page[page.index("<main") : page.index("</main>")]
    for text in ("743.1", "(1,208.8)", "53.4%", "14.0x", "in 23", "n/d", "2,552", "2,591"):
        assert f">{text}</a>" in body or f">{text}<" in body or f"{text}</td>" in body, text


def test_sentences_are_made_of_figures(page: str) -> None:
    lead = re.sub(r"<[^>]+>", "", page[page.index('class="lead"') : page.index('class="charts"')])
    assert "Giantec Semiconductor: in FY2024 revenue (RMB million) was 1,028.3, growth 46.2%" in " ".join(lead.split())


def test_charts_carry_the_numbers_of_their_tables(page: str) -> None:
    match = re.search(r'id="chart-data">(.*?)</script>', page, re.DOTALL)
    charts = {chart["id"]: chart for chart in json.loads(match[1] if match else "[]")}
    revenue = charts["revenue"]
    assert revenue["series"][0]["values"][:2] == [pytest.approx(53.02115318), pytest.approx(743.07158231)]
    assert revenue["series"][1]["texts"][1] == "53.4%"
    assert revenue["labels"][0] == ["FY2023", "沐曦股份"]


def test_names_of_a_filing_are_text() -> None:
    name = "<script>alert(1)</script>"
    tables = {FY2024: ((name, "1.00", "1.0%"), ("=HYPERLINK(1)", "1.00", "1.0%"))}
    filing = filing_of("hostile", "IFRS", [statement_of("hostile", customer_facts("hostile", tables, 1, name), "customers")], issuer=name)
    page = view_to_html(build_view(compare([filing])))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_same_view_gives_the_same_page() -> None:
    first, second = (view_to_html(build_view(compare([metax(), giantec()]))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("language", "tag", "words"),
    [("zh", "zh-Hans", "核心经营利润"), ("zh-Hant", "zh-Hant", "核心經營利潤"), ("en", "en", "Core operating profit")],
)
def test_languages(language: str, tag: str, words: str) -> None:
    options = CompareOptions(language=language)
    page = view_to_html(build_view(compare([metax(), giantec()], options), options))
    assert f'<html lang="{tag}">' in page
    assert words in page
    assert "其中：营业收入" in page  # printed labels are never translated


def test_own_template_takes_the_place_of_the_programs(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("{{ view.title }}|{{ sections|length }}", encoding="utf-8")
    assert view_to_html(build_view(compare([giantec()])), tmp_path) == "Prospectus comparison|12"


@pytest.mark.parametrize(
    ("template", "message"), [("{{ view.colour }}", "colour"), ("{{ nothing }}", "nothing"), ("{% if %}", "report.html.j2")]
)
def test_template_that_asks_for_too_much_is_a_clear_error(tmp_path: Path, template: str, message: str) -> None:
    (tmp_path / "report.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        view_to_html(build_view(compare([giantec()])), tmp_path)


def test_page_is_written_in_utf8(tmp_path: Path) -> None:
    render_html(build_view(compare([metax()])), tmp_path / "x.html")
    assert "沐曦股份" in (tmp_path / "x.html").read_text(encoding="utf-8")


def test_crops_are_shared_by_the_figures_of_a_table() -> None:
    asked: list[tuple[str, int, tuple[float, float, float, float]]] = []

    def crop(path: str, page: int, bbox: tuple[float, float, float, float]) -> bytes:
        asked.append((path, page, bbox))
        return b"\x89PNG"

    view = build_view(compare([giantec()]), crop=crop)
    assert set(view.outlines) == set(view.key_anchors)
    assert sorted({page for _, page, _ in asked}) == [212, 348]
    assert len(asked) == len(view.crops) < len(view.outlines)
    assert '"R1":"iVBORw=="' in view_to_html(view)
    assert build_view(compare([giantec()]), crop=crop, evidence="none").crops == {}


def test_outline_is_the_box_of_the_figure_in_its_crop() -> None:
    boxes: dict[int, tuple[float, float, float, float]] = {}

    def crop(_: str, page: int, bbox: tuple[float, float, float, float]) -> bytes:
        boxes[page] = bbox
        return b""

    view = build_view(compare([giantec()]), crop=crop, evidence="full")
    evidence = next(each for each in view.evidence if each.fact.source.text == "(464,688)")
    outline, region = view.outlines[evidence.anchor], boxes[348]
    left = region[0] + outline.left * (region[2] - region[0])
    top = region[1] + outline.top * (region[3] - region[1])
    assert (left, top) == (pytest.approx(evidence.fact.source.bbox[0]), pytest.approx(evidence.fact.source.bbox[1]))
