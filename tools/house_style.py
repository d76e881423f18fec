"""Writes templates/comparison.xlsx, the program's own house style: one cell for each named style, page set-up, a logo cell."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from analyzer.render.workbook_house import LOGO_NAME, PREFIX, ROLES, TEMPLATE
from analyzer.render.workbook_package import with_constant_bytes

TARGET = Path(__file__).parents[1] / "templates" / TEMPLATE
FONT_NAME = "Arial"
"""Present or replaced by an equal on Windows, macOS and LibreOffice; Chinese falls back to the system's font."""

SIZE = 9
A4 = 9
FOOTER_SIZE = 8
BLUE, GREEN, GREY, RED, WHITE = "0000FF", "007A33", "595959", "C00000", "FFFFFF"
NAVY, PALE_BLUE, YELLOW, PALE_RED, PALE_GREY = "1F3864", "D9E2F3", "FFF2CC", "FCE4D6", "F2F2F2"
LOOKS: dict[str, tuple[dict[str, object], str]] = {
    "title": ({"bold": True, "size": 14}, ""),
    "subtitle": ({"color": GREY}, ""),
    "table": ({"bold": True, "size": 11}, ""),
    "note": ({"color": GREY, "italic": True, "size": 8}, ""),
    "alert": ({"color": RED, "bold": True}, ""),
    "head": ({"color": WHITE, "bold": True}, NAVY),
    "label": ({}, ""),
    "text": ({}, ""),
    "printed": ({"color": BLUE}, ""),
    "worked": ({}, ""),
    "linked": ({"color": GREEN}, ""),
    "input": ({"color": BLUE}, YELLOW),
    "flagged": ({"color": RED}, ""),
    "state": ({"color": GREY}, ""),
    "group": ({"bold": True}, PALE_BLUE),
    "statistic": ({}, PALE_GREY),
    "warning": ({}, PALE_RED),
    "break": ({"color": RED, "bold": True}, PALE_RED),
}
"""Role -> font settings and fill colour."""


def main() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "House style"
    for row, role in enumerate(ROLES, 1):
        settings, colour = LOOKS[role]
        font = Font(**{"name": FONT_NAME, "size": SIZE, "color": "000000", **settings})  # type: ignore[arg-type]
        fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()
        book.add_named_style(NamedStyle(name=PREFIX + role, font=font, fill=fill))
        sheet.cell(row, 1, role).style = PREFIX + role
    sheet.cell(len(ROLES) + 2, 1, "Text in the next cell stands at the top of the cover.")
    row = len(ROLES) + 3
    book.defined_names[LOGO_NAME] = DefinedName(LOGO_NAME, attr_text=f"'House style'!$A${row}")
    sheet.column_dimensions["A"].width = 40
    sheet.page_setup.paperSize = A4
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    if sheet.oddFooter is not None:
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&F — &A", "&P / &N"
        sheet.oddFooter.left.size = sheet.oddFooter.right.size = FOOTER_SIZE
    out = io.BytesIO()
    book.save(out)
    TARGET.write_bytes(with_constant_bytes(out.getvalue(), "2026-01-01T00:00:00Z", {}))


if __name__ == "__main__":
    main()
