"""House style: fonts, colours, page set-up and logo from a template workbook, the program's own or the analyst's."""

from __future__ import annotations

import zipfile
from copy import copy
from functools import cached_property
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.errors import ConfigError
from analyzer.render.templates_dir import get_templates_dir

TEMPLATE = "comparison.xlsx"
PREFIX = "pa "
ROLES = (
    "title",
    "subtitle",
    "table",
    "note",
    "alert",
    "head",
    "label",
    "text",
    "printed",
    "worked",
    "linked",
    "input",
    "flagged",
    "state",
    "group",
    "statistic",
    "warning",
    "break",
)
"""Each role is a named style "pa ROLE" of the template, worn by at least one of its cells."""

LOGO_NAME = "logo"


class HouseStyle:
    """The looks of one template. Raises ConfigError for a template that lacks a style, and names it."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.sheet = book.worksheets[0]
        samples = {cell.style: cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.style.startswith(PREFIX)}
        missing = [PREFIX + role for role in ROLES if PREFIX + role not in samples]
        if missing:
            raise ConfigError(
                f"{name} lacks the cell style {missing[0]!r}", next_step=f"give one of its cells each of: {', '.join(missing)}"
            )
        self._fonts = {role: font_of(samples[PREFIX + role]) for role in ROLES}
        self._fills = {role: _fill_of(samples[PREFIX + role]) for role in ROLES}
        self._varied: dict[tuple[str, bool, bool], Font] = {}
        self.logo = self._logo(book)

    def _logo(self, book: Workbook) -> Cell | MergedCell | None:
        name = book.defined_names.get(LOGO_NAME)
        for title, place in name.destinations if name is not None else ():
            found = book[title][place.replace("$", "")]
            return found if isinstance(found, Cell) and found.value else None
        return None

    @cached_property
    def margins(self) -> PageMargins:
        return self.sheet.page_margins

    def register(self, book: Workbook) -> None:
        """Give the book the named styles, so that an analyst restyles a role in one place."""
        for role in ROLES:
            book.add_named_style(NamedStyle(name=PREFIX + role, font=self._fonts[role], fill=self._fills[role]))

    def dress(self, cell: Cell | MergedCell, role: str, *, bold: bool = False, italic: bool = False) -> None:
        """Put the role's named style on the cell; bold and italic on top of it."""
        cell.style = PREFIX + role
        if bold or italic:
            cell.font = self._font(role, bold, italic)

    def fill(self, role: str) -> PatternFill:
        return self._fills[role]

    def break_fill(self) -> PatternFill:
        """For conditional formats, which take the background colour."""
        return PatternFill(bgColor=self._fills["break"].fgColor)

    def set_page(self, sheet: Worksheet) -> None:
        """Paper, margins and footer of the template's first sheet."""
        sheet.page_setup.paperSize = self.sheet.page_setup.paperSize
        sheet.page_margins = copy(self.margins)
        if sheet.oddFooter is not None and self.sheet.oddFooter is not None:
            sheet.oddFooter.left = copy(self.sheet.oddFooter.left)
            sheet.oddFooter.center = copy(self.sheet.oddFooter.center)
            sheet.oddFooter.right = copy(self.sheet.oddFooter.right)

    def _font(self, role: str, bold: bool, italic: bool) -> Font:
        key = (role, bold, italic)
        if key not in self._varied:
            plain = self._fonts[role]
            look = Font(name=plain.name, size=plain.size, color=plain.color, bold=bold or plain.bold, italic=italic or plain.italic)
            self._varied[key] = look
        return self._varied[key]


def font_of(cell: Cell | MergedCell) -> Font:
    """A font of its own with the look of the cell's."""
    look = cell.font
    return Font(name=look.name, size=look.size, color=look.color, bold=look.bold, italic=look.italic, underline=look.underline)


def _fill_of(cell: Cell | MergedCell) -> PatternFill:
    look = cell.fill
    return PatternFill(fill_type=look.fill_type, fgColor=look.fgColor, bgColor=look.bgColor)


def read_house_style(template: Path | None = None) -> HouseStyle:
    """The template's looks; the program's own without one. Raises ConfigError for a file that is no such template."""
    path = template or get_templates_dir() / TEMPLATE
    try:
        book = load_workbook(path)
    except (InvalidFileException, OSError, KeyError, zipfile.BadZipFile) as error:
        raise ConfigError(f"{path.name} cannot be read as a workbook: {error}", next_step="save it as .xlsx") from error
    return HouseStyle(book, path.name)
