"""Pictures of page regions: exactly the region, white beyond the page, refused where absurd."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from analyzer.errors import FilingError
from analyzer.pdf.crops import crop_png
from analyzer.pdf.document import Document
from pdf_bytes import text_pdf


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """One A4 page with a word whose baseline is 62 points below the top and which begins 60 points from the left."""
    path = tmp_path / "page.pdf"
    path.write_bytes(text_pdf([["Revenue"]]))
    return Document(path)


def darkest(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    return picture.crop(box).getextrema()[0]


def test_picture_is_the_region(document: Document) -> None:
    picture = Image.open(io.BytesIO(crop_png(document, 1, (50, 40, 150, 80), dpi=72)))
    assert (picture.format, picture.size, picture.mode) == ("PNG", (100, 40), "L")
    assert darkest(picture, (10, 12, 55, 24)) < 80
    assert darkest(picture, (60, 0, 100, 40)) == 255


def test_outside_of_the_page_is_white_and_keeps_the_place(document: Document) -> None:
    picture = Image.open(io.BytesIO(crop_png(document, 1, (-50, -10, 650, 80), dpi=72)))
    assert picture.size == (700, 90)
    assert darkest(picture, (110, 62, 155, 74)) < 80
    assert darkest(picture, (0, 0, 100, 90)) == 255


@pytest.mark.parametrize("bbox", [(0, 0, 1e9, 10), (0, 0, 10, 1e9), (10, 10, 10, 20), (20, 10, 10, 20), (0, 0, float("nan"), 10)])
def test_absurd_region_is_refused(document: Document, bbox: tuple[float, float, float, float]) -> None:
    with pytest.raises(FilingError, match=r"page\.pdf page 1: the region of a figure is too large for a picture"):
        crop_png(document, 1, bbox)
