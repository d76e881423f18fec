"""Makes a document's pages legible or says which are not: garbled text is set aside, pictures are read where OCR is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from analyzer.errors import FilingError
from analyzer.model import Finding, Source
from analyzer.pdf.document import Document, Substitute
from analyzer.pdf.garbled import GarbledPage, find_garbled
from analyzer.pdf.recogniser import INSTALL, is_installed

TEXT_CHARS_MIN = 200
"""A filing with fewer characters on all its legible pages cannot be read."""
NO_BOX = (0.0, 0.0, 0.0, 0.0)


def make_legible(document: Document, filing_id: str, announce: Callable[[int], None]) -> tuple[Finding, ...]:
    """Puts what OCR reads in the place of pages without text or with garbled text; findings name these pages.

    announce: called with their number before pages are read by OCR. Without the OCR extra such pages stay empty.
    Raises FilingError where no page is legible.
    """
    garbled = find_garbled(document)
    document.substitute({found.page: Substitute() for found in garbled})
    pictured = [page for page in range(1, document.page_count + 1) if document.is_pictured(page)]
    suspects = sorted({*pictured, *(found.page for found in garbled)})
    findings = [garbled_finding(garbled, filing_id)] if garbled else []
    if suspects and is_installed():
        announce(len(suspects))
        findings += read_suspects(document, suspects, filing_id)
    elif pictured:
        findings.append(pictured_finding(pictured, filing_id))
    require_text(document, suspects, len(garbled))
    return tuple(findings)


def read_suspects(document: Document, pages: Sequence[int], filing_id: str) -> list[Finding]:
    """Reads these pages by OCR; the findings name those read and those for which there was no time."""
    from analyzer.pdf.ocr import read_pictures  # seldom needed, and it takes a moment to load

    result = read_pictures(document, pages)
    document.substitute(result.pages)
    read = [page for page, found in result.pages.items() if found.text]
    findings = []
    if read:
        message = f"{page_list(read)} read by OCR: their figures carry the note OCR, and only arithmetic confirms them"
        findings.append(Finding("info", "OCR_USED", message, page_sources(read, filing_id)))
    if result.unread:
        message = f"{page_list(result.unread)} not read by OCR, the time allowed did not suffice: extract them to a PDF of their own"
        findings.append(Finding("warning", "OCR_UNREAD", message, page_sources(result.unread, filing_id)))
    return findings


def garbled_finding(garbled: Sequence[GarbledPage], filing_id: str) -> Finding:
    """Names the pages whose text is refused, what is wrong with them and what to do."""
    pages = [found.page for found in garbled]
    signs = "; ".join(sorted({found.sign.value for found in garbled}))
    elsewhere = [found.page for found in garbled if found.legible_elsewhere]
    aside = f"; another reader (pdfminer) reads words on {page_list(elsewhere)}" if elsewhere else ""
    remedy = "" if is_installed() else f". To read them from their picture: {INSTALL}"
    message = f"the text of {page_list(pages)} is garbled and was not used ({signs}){aside}{remedy}"
    return Finding("warning", "GARBLED_TEXT", message, page_sources(pages, filing_id))


def pictured_finding(pages: Sequence[int], filing_id: str) -> Finding:
    message = f"{page_list(pages)}: pictures without text, nothing was read there. To read them by OCR: {INSTALL}"
    return Finding("info", "PAGES_WITHOUT_TEXT", message, page_sources(pages, filing_id))


def require_text(document: Document, suspects: Sequence[int], garbled_count: int) -> None:
    """Raises FilingError for a document whose legible pages hold next to no text."""
    unread = set(suspects) - document.ocr_pages
    characters = 0
    for page, text in enumerate(document.texts, 1):
        characters += len(text.strip()) if page not in unread else 0
        if characters >= TEXT_CHARS_MIN:
            return
    raise FilingError(illegible_reason(document, suspects, garbled_count), filing=document.path.name, next_step=illegible_remedy())


def illegible_reason(document: Document, suspects: Sequence[int], garbled_count: int) -> str:
    if not suspects:
        return f"its {document.page_count} pages hold no text"
    if garbled_count:
        return f"{page_list(suspects)}: garbled text or none, nothing can be read"
    return f"{page_list(suspects)}: pictures without text, it is a scan"


def illegible_remedy() -> str:
    if is_installed():
        return "OCR read nothing there either: ask for the electronic version"
    return f"Ask for the electronic version, or install OCR and run again: {INSTALL}"


def page_list(pages: Iterable[int]) -> str:
    """Page numbers with runs drawn together: "page 3", "pages 1-4, 9"."""
    numbers = sorted(pages)
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after != before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after != before + 1), numbers[-1]]
    runs = ", ".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))
    return f"page {runs}" if len(numbers) == 1 else f"pages {runs}"


def page_sources(pages: Iterable[int], filing_id: str) -> tuple[Source, ...]:
    """The pages as a whole, for a finding."""
    return tuple(Source(filing_id, page, "", NO_BOX, "") for page in sorted(pages))
