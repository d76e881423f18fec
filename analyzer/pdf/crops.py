"""Pictures of page regions as PNG."""

from __future__ import annotations

import io

from PIL import Image

from analyzer.errors import FilingError
from analyzer.model import BBox
from analyzer.pdf.document import Document

DPI = 110
"""Small print of a table stays legible, and a report with all its evidence stays of a size that can be mailed."""
POINTS_PER_INCH = 72
GREY_STEP = 17
"""Sixteen greys from black to white: a smaller file, and no eye sees the others."""
SIDE_MAX_PT = 2_000
"""A region that is larger comes from a page with an absurd box; its picture would take gigabytes."""


def crop_png(document: Document, page: int, bbox: BBox, dpi: int = DPI) -> bytes:
    """PNG bytes of exactly this region (points from the top left of the page as displayed); what lies outside the page is white.

    Raises FilingError for a page that cannot be loaded and for a region of absurd size.
    """
    x0, top, x1, bottom = bbox
    if not (0 < x1 - x0 <= SIDE_MAX_PT and 0 < bottom - top <= SIDE_MAX_PT):
        raise FilingError("the region of a figure is too large for a picture", filing=document.path.name, page=page)
    width, height = document.size(page)
    shown = (max(x0, 0.0), max(top, 0.0), min(x1, width), min(bottom, height))
    image = document.crop(page, shown, dpi).convert("L")
    scale = dpi / POINTS_PER_INCH
    whole = Image.new("L", (round((x1 - x0) * scale), round((bottom - top) * scale)), "white")
    whole.paste(image, (round((shown[0] - x0) * scale), round((shown[1] - top) * scale)))
    out = io.BytesIO()
    whole.point([round(grey / GREY_STEP) * GREY_STEP for grey in range(256)]).save(out, "PNG")
    return out.getvalue()
