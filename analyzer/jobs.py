"""What a worker does with one filing. Importing this is cheap: the process that hands out the work does not need a PDF library."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from analyzer import stages
from analyzer.errors import FilingError
from analyzer.inputs import check_pdf_bytes
from analyzer.model import BBox, Filing
from analyzer.records import Outcome, Recipe, write_recorded


def extract_filing(path: Path, folder: Path, recipe: Recipe) -> Outcome:
    """The outcome after the filing's files stand in the folder.

    Raises FilingError for a file that cannot be used or that changed while it was read, and OutputError where the folder does not take it.
    """
    before = _stamp(path)
    filing = inspect_filing(path)
    if _stamp(path) != before:
        raise FilingError("the file changed while it was read", filing=path.name, next_step="Run the command again when it is complete")
    stages.enter("writing", filing.page_count)
    write_recorded(filing, folder, recipe)
    return Outcome.of(filing)


def inspect_filing(path: Path) -> Filing:
    """Everything that the filing says. Raises FilingError for a file that cannot be used."""
    from analyzer.pdf.document import Document

    stages.enter("opening")
    check_pdf_bytes(path)
    document = Document(path)
    document.begin_text_pass()
    # Only now: where a fork reads the texts, it does so while this is imported.
    from analyzer.pipeline import read_document

    # What pdfminer logs about damaged fonts and streams is no message of ours, and would be printed where nobody takes it.
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())
    return read_document(document)


def crop_filing(path: Path, regions: Sequence[tuple[int, BBox]]) -> list[bytes]:
    """A PNG of each region (page, box). Raises FilingError for a page that cannot be shown."""
    from analyzer.pdf.crops import crop_png
    from analyzer.pdf.document import Document

    stages.enter("opening")
    with Document(path) as document:
        stages.enter("pictures", document.page_count)
        return [crop_png(document, page, bbox) for page, bbox in regions]


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change; None for a file that is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
