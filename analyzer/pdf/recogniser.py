"""The recogniser behind OCR: rapidocr finds and reads the lines of a picture, OpenCV its rules.

Both come with the extra prospectus-analyzer[ocr] (rapidocr and onnxruntime; the models are inside rapidocr's wheel, nothing is
downloaded). Nothing of it is imported before a page is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from analyzer.model import BBox

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL = "pip install 'prospectus-analyzer[ocr]'"
SIDE_MAX_PX = 2600
"""Longest side of a page image: A4 at 200 dpi has 2,339 pixels; a larger page is read at a lower resolution."""
DETECTED_SIDE_PX = 1700
"""Longest side of the image on which lines are found; they are recognised at full resolution."""
RULE_MIN_PT = 24.0
"""Shorter straight strokes are parts of characters."""
RULE_THICK_PT = 3.0
COLUMN_INK_PX = 2
"""A column of a line with fewer dark pixels is empty, or holds a speck."""
RULE_DARK_SHARE = 0.95
"""A column that is dark from top to bottom is a rule beside the line."""
RULE_GAP_PX = 7
"""A rule broken by dust goes on after so many pixels."""


@dataclass(frozen=True)
class TextLine:
    """One recognised line. corners: clockwise from its top left, in pixels.

    chars: each character but blanks with its left and right end along the line, 0 to 1; () where the reader does not say.
    """

    text: str
    corners: tuple[tuple[float, float], ...]
    score: float = 1.0
    chars: tuple[tuple[str, float, float], ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Length and height."""
        (ax, ay), (bx, by), (cx, cy), _ = self.corners
        return ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, ((cx - bx) ** 2 + (cy - by) ** 2) ** 0.5


class LevelSheet(Protocol):
    """What stands where on a page whose lines are level; boxes in pixels."""

    def ink_runs(self, box: BBox) -> list[tuple[float, float]]: ...

    def rules(self, pixels_per_point: float, lines: Iterable[BBox]) -> list[BBox]: ...


class LineReader(Protocol):
    """Finds and recognises the lines of a picture."""

    def lines(self, picture: Image) -> list[TextLine]: ...

    def level_sheet(self, picture: Image, skew: float) -> LevelSheet: ...


class RapidReader:
    """rapidocr with the models of its own wheel.

    Lines are recognised one by one in one thread: what one says does not depend on the others, and on a busy machine it is faster.
    """

    def __init__(self) -> None:
        import cv2
        from rapidocr import RapidOCR

        cv2.setNumThreads(1)

        settings = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": SIDE_MAX_PX,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTED_SIDE_PX,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
        self._engine: Any = RapidOCR(params=settings)

    def lines(self, picture: Image) -> list[TextLine]:
        """The lines of one picture in the order in which they were found."""
        import numpy

        read = self._engine(numpy.asarray(picture)[:, :, ::-1])
        if read.txts is None:
            return []
        chars = read.word_results or ()
        if len(chars) != len(read.txts) or not all(isinstance(found, list) for found in chars):
            chars = [()] * len(read.txts)  # rapidocr leaves out, or does not place, the characters of a line that it cannot place
        return [to_line(*found) for found in zip(read.txts, read.boxes, read.scores, chars, strict=True)]

    def level_sheet(self, picture: Image, skew: float) -> LevelSheet:
        """The ink of the picture turned by so many degrees clockwise."""
        return InkSheet(picture, skew)


def to_line(text: str, box: Any, score: float, chars: Sequence[Any]) -> TextLine:
    """rapidocr's line with the places of its characters; without these where they do not spell the text."""
    ends = tuple((float(x), float(y)) for x, y in box)
    placed: list[tuple[str, float, float]] = []
    if "".join(item[0] for item in chars) == re.sub(r"\s", "", text):
        placed = [(char, along(ends, quad[0]), along(ends, quad[1])) for char, _, quad in chars]
    return TextLine(text, ends, float(score), tuple(placed))


def along(ends: Sequence[tuple[float, float]], point: Any) -> float:
    """How far along the upper side of a line a point stands: 0 at its left end, 1 at its right."""
    (ax, ay), (bx, by) = ends[0], ends[1]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    return ((float(point[0]) - ax) * (bx - ax) + (float(point[1]) - ay) * (by - ay)) / length if length else 0.0


def is_installed() -> bool:
    """Whether the OCR extra is there; it is not imported yet."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class InkSheet:
    """The dark pixels of a page made level."""

    def __init__(self, picture: Image, skew: float) -> None:
        import cv2
        import numpy

        grey = numpy.asarray(picture.convert("L"))
        if skew:
            matrix = cv2.getRotationMatrix2D((grey.shape[1] / 2, grey.shape[0] / 2), -skew, 1.0)
            grey = cv2.warpAffine(grey, matrix, (grey.shape[1], grey.shape[0]), borderValue=(255, 255, 255))
        self._ink: Any = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]

    def ink_runs(self, box: BBox) -> list[tuple[float, float]]:
        """Left and right of the pieces of ink in a line's box, from left to right; specks and rules are no ink."""
        x0, top, x1, bottom = (max(round(value), 0) for value in box)
        dark = (self._ink[top:bottom, x0:x1] > 0).sum(axis=0)
        columns = ((dark >= COLUMN_INK_PX) & (dark < RULE_DARK_SHARE * (bottom - top))).nonzero()[0].tolist()
        runs: list[tuple[float, float]] = []
        for column in columns:
            if runs and x0 + column == runs[-1][1]:
                runs[-1] = (runs[-1][0], x0 + column + 1.0)
            else:
                runs.append((x0 + column, x0 + column + 1.0))
        return runs

    def rules(self, pixels_per_point: float, lines: Iterable[BBox]) -> list[BBox]:
        """Boxes of the straight strokes outside the text lines: the rules of the page's tables."""
        import cv2
        import numpy

        ink = self._ink.copy()
        for x0, top, x1, bottom in lines:
            ink[max(round(top), 0) : max(round(bottom), 0), max(round(x0), 0) : max(round(x1), 0)] = 0
        length, thick = round(RULE_MIN_PT * pixels_per_point), RULE_THICK_PT * pixels_per_point
        rules: list[BBox] = []
        for across in (True, False):
            kernel = numpy.ones((1, length) if across else (length, 1), numpy.uint8)
            bridge = numpy.ones((3, RULE_GAP_PX) if across else (RULE_GAP_PX, 3), numpy.uint8)
            strokes = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, kernel)
            stats = cv2.connectedComponentsWithStats(strokes)[2]
            for left, top, width, height, _ in stats[1:].tolist():
                if (height if across else width) <= thick:
                    rules.append((left, top, left + width, top + height))
        return rules
