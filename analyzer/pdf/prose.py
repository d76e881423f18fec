"""Running text of one page or several with the way back from characters to boxes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.model import BBox
from analyzer.pdf.chars import Char
from analyzer.pdf.layout import HYPHEN, PageLayout, Word, bounds, is_ideograph


@dataclass(frozen=True)
class Prose:
    """Text of consecutive lines, blanks only where words part; words that no blank separates in Chinese are joined."""

    text: str
    starts: tuple[int, ...]
    words: tuple[Word, ...]
    layouts: tuple[PageLayout, ...]

    def place(self, start: int, stop: int) -> tuple[int, BBox]:
        """Page and box of text[start:stop]; of its first page where it runs over two."""
        first, last = self._index(start), self._index(stop - 1)
        layout = self.layouts[first]
        boxes = [word_part(self.words[i], self.starts[i], start, stop, layout) for i in range(first, last + 1) if self.layouts[i] is layout]
        x0, top, x1, bottom = layout.to_page(bounds(boxes))
        return layout.page, (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)


def word_part(word: Word, offset: int, start: int, stop: int, layout: PageLayout) -> BBox:
    """The box of that part of a word which lies in text[start:stop].

    By its characters; where these are not those of the word (leader dots, ligatures), by its share of them.
    """
    size = max(len(word.text), 1)
    left, right = max(0, start - offset), min(size, stop - offset)
    if left == 0 and right == size:
        return (word.x0, word.top, word.x1, word.bottom)
    own = sorted(parts_of(word, layout), key=lambda char: char.x0)
    if left < right and "".join(char.text for char in own) == word.text:
        return (own[left].x0, word.top, own[right - 1].x1, word.bottom)
    width = word.x1 - word.x0
    return (word.x0 + width * left / size, word.top, word.x0 + width * right / size, word.bottom)


def parts_of(word: Word, layout: PageLayout) -> list[Char]:
    """The characters whose middle lies in the word's box, blanks left out."""
    near = layout.chars_between(word.top, word.bottom)
    return [char for char in near if word.x0 <= (char.x0 + char.x1) / 2 <= word.x1 and not char.text.isspace()]


def read_prose(layouts: Iterable[PageLayout]) -> Prose:
    """The body lines of these pages as one text (running heads and page numbers left out)."""
    text, starts, words, places = "", [], [], []
    for layout in layouts:
        for word in (word for line in layout.body_lines for word in line.words):
            text += separator(text, word.text)
            starts.append(len(text))
            words.append(word)
            places.append(layout)
            text += word.text
    return Prose(text.replace(HYPHEN, "-"), tuple(starts), tuple(words), tuple(places))


def separator(before: str, after: str) -> str:
    """A blank between words, none between ideographs or beside them, none after a hyphen at a line end."""
    if not before or before.endswith(HYPHEN) or is_ideograph(before[-1]) or is_ideograph(after[:1]):
        return ""
    return " "
