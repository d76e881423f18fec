"""A page as it is displayed: points from its top left, turned as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

from analyzer.model import BBox


@dataclass(frozen=True, slots=True)
class Displayed:
    """From the page's own coordinates (origin bottom left, before /Rotate) to the displayed ones (origin top left)."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """Displayed box of two opposite corners."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        if self.quarter == 2:
            return self.right - x, y - self.bottom
        if self.quarter == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def displayed(page: pdfium.PdfPage) -> Displayed:
    """How the page is shown: its visible box and /Rotate."""
    left, bottom, right, top = page.get_bbox()
    return Displayed(left, bottom, right, top, (page.get_rotation() // 90) % 4)
