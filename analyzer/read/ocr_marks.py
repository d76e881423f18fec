"""The mark of figures that were read by OCR: a word of their note, so that every output carries it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from analyzer.model import Fact, Source

OCR_NOTE = "OCR"


def with_ocr_note(fact: Fact, ocr_pages: AbstractSet[int]) -> Fact:
    """The fact, marked where it stands on a page that was read by OCR."""
    if not isinstance(fact.origin, Source) or fact.origin.page not in ocr_pages or is_from_ocr(fact):
        return fact
    return replace(fact, note=f"{fact.note}; {OCR_NOTE}" if fact.note else OCR_NOTE)


def is_from_ocr(fact: Fact) -> bool:
    """Whether a recogniser read the figure from a picture: then only an identity confirms it, never a second OCR reading."""
    return fact.note == OCR_NOTE or fact.note.endswith(f"; {OCR_NOTE}")
