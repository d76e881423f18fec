"""Prints the words and rules of a page region as JSON, for tests/pages: layouts are then tested without the PDF.

    python tools/capture_page.py FILE PAGE X0 TOP X1 BOTTOM > tests/pages/income_NAME_pPAGE.json

The region is given in points from the top left of the page in reading direction; keep it to the table and the lines that
name its unit and period.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from analyzer.model import BBox
from analyzer.pdf.document import Document
from analyzer.pdf.layout import PageLayout, read_layout


def region_to_record(layout: PageLayout, region: BBox, filing: str) -> dict[str, object]:
    """What tests/stored_pages.py reads back. Boxes are rounded to a tenth of a point."""
    x0, top, x1, bottom = region
    words = [
        [word.text, *(round(edge, 1) for edge in (word.x0, word.top, word.x1, word.bottom))]
        for word in layout.words
        if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.middle <= bottom
    ]
    rules = [
        [round(edge, 1) for edge in (rule.x0, rule.top, rule.x1, rule.bottom)]
        for rule in layout.rules
        if x0 <= rule.x1 and rule.x0 <= x1 and top <= rule.bottom and rule.top <= bottom
    ]
    return {
        "filing": filing,
        "page": layout.page,
        "size": [round(layout.width, 1), round(layout.height, 1)],
        "turn": layout.turn,
        "words": words,
        "rules": rules,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("page", type=int)
    parser.add_argument("region", type=float, nargs=4, metavar=("X0", "TOP", "X1", "BOTTOM"))
    arguments = parser.parse_args()
    with Document(arguments.file) as document:
        layout = read_layout(document, arguments.page)
    record = region_to_record(layout, tuple(arguments.region), arguments.file.stem)
    print(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
