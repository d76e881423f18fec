"""Makes scans: pages of a PDF as pictures with noise and skew in a PDF without text."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageFilter

NOISE_SHARE = 0.001
"""Share of the pixels that dust turns dark or light."""
GREY_PAPER = 246


def scan_pages(
    path: Path, pages: Iterable[int], target: Path, *, dpi: int = 200, skew: float = 0.0, noise: bool = True, turn: int = 0
) -> Path:
    """Writes these pages (1-based) as they would come from a scanner: grey paper, dust, turned by `skew` degrees clockwise.

    turn: quarter turns clockwise by which the sheets lie on the scanner. The file is the same for the same arguments.
    """
    dust = random.Random(f"{dpi} {skew}")
    with pdfium.PdfDocument(path) as document:
        sheets = [scan_page(document[page - 1], dpi, skew, dust if noise else None).rotate(-90 * turn, expand=True) for page in pages]
    sheets[0].save(target, "PDF", resolution=dpi, save_all=True, append_images=sheets[1:], quality=80)
    return target


def scan_page(page: pdfium.PdfPage, dpi: int, skew: float, dust: random.Random | None) -> Image.Image:
    sheet: Image.Image = page.render(scale=dpi / 72).to_pil().convert("L")
    sheet = sheet.point(lambda value: min(value, GREY_PAPER)).rotate(-skew, resample=Image.Resampling.BICUBIC, fillcolor=GREY_PAPER)
    if dust is None:
        return sheet
    sheet = sheet.filter(ImageFilter.GaussianBlur(0.4))
    pixels = sheet.load()
    for _ in range(int(sheet.width * sheet.height * NOISE_SHARE)):
        pixels[dust.randrange(sheet.width), dust.randrange(sheet.height)] = dust.choice((60, 120, 255))
    return sheet
