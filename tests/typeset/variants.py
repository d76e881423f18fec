"""Filings typeset at random from a seed, with the figures that stand on them. The same seed gives the same bytes."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import typst

from typeset.companies import Scale, Span, find_income_figures, find_party_figures, make_company
from typeset.figures import Figure
from typeset.hong_kong import hong_kong_body
from typeset.mainland import mainland_body
from typeset.style import Style
from typeset.wording import WORDINGS, Wording

FONT_PACKAGE = "cvttf_NotoSansCJK_Regular"
"""A wheel that holds Noto Sans CJK TC (SIL Open Font License), so that no system package is needed."""
FONT_FAMILY = "Noto Sans CJK TC"


@dataclass(frozen=True)
class Variant:
    """A typeset filing and what stands on it."""

    seed: int
    style: Style
    wording: Wording
    figures: tuple[Figure, ...]
    pdf: bytes

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.wording.language}, {self.style}"


@cache
def find_font_folder() -> Path | None:
    """A folder with a font for Chinese: of the font wheel, else of an installed Noto Sans CJK; None without either."""
    spec = importlib.util.find_spec(FONT_PACKAGE)
    if spec is not None and spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    program = shutil.which("fc-list")
    if program is None:
        return None
    listing = subprocess.run([program, "--format", "%{file}\n", FONT_FAMILY], check=True, capture_output=True, text=True).stdout
    return Path(listing.splitlines()[0]).parent if listing else None


def needs_chinese_font(seed: int) -> bool:
    return WORDINGS[seed % len(WORDINGS)].language != "en"


def make_variant(seed: int) -> Variant:
    """The filing of a seed; languages and units take turns from seed to seed, everything else is drawn."""
    random = Random(seed)
    wording = WORDINGS[seed % len(WORDINGS)]
    scale = wording.scales[seed // len(WORDINGS) % len(wording.scales)]
    style = _draw_style(random, wording, scale)
    share_step = Decimal("0.1") if wording.basis == "IFRS" else Decimal("0.01")
    company = make_company(random, style.spans, style.scale, wording.basis, wording.names, share_step)
    body = mainland_body if wording.basis == "CAS" else hong_kong_body
    source, volumes = body(company, wording, style, FONT_FAMILY)
    figures = (
        *find_income_figures(company, wording.labels),
        *find_party_figures(company, "customers", style.party_spans),
        *find_party_figures(company, "suppliers", style.party_spans),
        *volumes,
    )
    folder = find_font_folder()
    pdf = typst.compile(source.encode(), font_paths=[folder] if folder else [], ignore_system_fonts=True)
    return Variant(seed, style, wording, figures, pdf)


def _draw_style(random: Random, wording: Wording, scale: Scale) -> Style:
    """Periods, order of columns, page breaks, rules and widths at random."""
    last_year = random.randint(2022, 2025)
    interim_months = random.choice((0, 6, 9))
    years = tuple(Span(year) for year in range(last_year - 2, last_year + 1))
    current = (Span(last_year + 1, interim_months),) if interim_months else ()
    before = (Span(last_year, interim_months),) if interim_months and wording.basis == "IFRS" else ()
    return Style(
        scale=scale,
        quantity=random.choice(wording.quantities),
        years=years,
        interim=(*before, *current),
        party_spans=(*years, *current),
        newest_first=random.random() < 0.5,
        stroke=random.choice(("grid", "horizontal", "none")),
        break_inside=random.random() < 0.6,
        repeat_head=random.random() < 0.7,
        narrow_labels=random.random() < 0.5,
        table_per_period=random.random() < 0.4,
        notes_column=random.random() < 0.5,
    )
