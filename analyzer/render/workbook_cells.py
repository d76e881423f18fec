"""One cell of the view -> one cell of a sheet: printed figures blue with a link, formulas black or green, words as words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.metrics.computed import Computed, Input, Operand, operand_value
from analyzer.model import Fact
from analyzer.render import workbook_styles as style
from analyzer.render.context import is_currency, qualifier_sign, shown_value
from analyzer.render.report import ReportView, Row, ViewCell
from analyzer.render.workbook_formulas import Reference, computed_to_formula, stands_on_cells
from analyzer.render.workbook_house import HouseStyle
from analyzer.render.workbook_layout import Layout, Place, TablePlace

ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = ("=", "+", "-", "@")
_CELL = r"('(?:[^']|'')+'|[A-Za-z0-9_.]+)!\$?[A-Z]+\$?[0-9]+"
ONE_OTHER_CELL = re.compile(rf"-?{_CELL}|IF\(ISNUMBER\((?P<cell>{_CELL})\),-?(?P=cell),(?P=cell)\)")
MAX_TOOLTIP = 250
COMMENT_WIDTH, COMMENT_HEIGHT = 260, 90


AnyCell = Cell | MergedCell


class CellWriter:
    """Writes cells of one view; results: sheet id -> cell -> what its formula gives."""

    def __init__(self, view: ReportView, layout: Layout, house: HouseStyle) -> None:
        self.view = view
        self.house = house
        self.layout = layout
        self.evidence = {id(evidence.fact): evidence for evidence in view.evidence}
        self.results: dict[str, dict[str, Decimal | str]] = {}

    def write(self, sheet: Worksheet, place: Place, content: ViewCell, *, is_text: bool, is_bold: bool = False) -> AnyCell:
        """The written cell."""
        if content.value is None:
            return self._write_words(sheet, place, content, is_text, is_bold)
        cell = sheet.cell(place.row, place.column)
        role = self._write_value(cell, place, content.value)
        self.house.dress(cell, role, italic=content.format == "percent", bold=is_bold)
        cell.number_format = self._number_format(content)
        cell.alignment = style.LEFT if is_text else style.RIGHT
        if content.note:
            cell.comment = _comment(content.note)
        return cell

    def put_text(
        self, sheet: Worksheet, row: int, column: int, text: str, role: str, *, bold: bool = False, italic: bool = False
    ) -> AnyCell:
        """Words as words: text of a filing is never read as a formula, whatever it starts with."""
        cell = sheet.cell(row, column)
        cleaned = ILLEGAL.sub("", text)
        if cleaned:
            cell.value = cleaned
            cell.data_type = "s"
        self.house.dress(cell, role, bold=bold, italic=italic)
        cell.quotePrefix = cleaned.startswith(FORMULA_STARTS)
        return cell

    def write_plain(self, sheet: Worksheet, place: TablePlace, number: int, row: Row) -> None:
        """A row of the tidy table: texts and numbers without a style of their own, in base units."""
        texts = [row.label, *(cell.text for cell in row.cells)]
        are_text = [True, *(column.is_text for column in place.table.columns)]
        for column, (text, is_text) in enumerate(zip(texts, are_text, strict=True), 1):
            found = None if is_text else _number(text)
            if text:
                cell = sheet.cell(number, column, ILLEGAL.sub("", text) if found is None else found)
                cell.data_type = "s" if found is None else "n"

    def _write_words(self, sheet: Worksheet, place: Place, content: ViewCell, is_text: bool, is_bold: bool) -> AnyCell:
        cell = self.put_text(sheet, place.row, place.column, content.text, style.LEVEL_ROLES.get(content.level, "text"), bold=is_bold)
        cell.alignment = style.LEFT if is_text else style.RIGHT
        target = self.layout.names.get(content.link)
        # Only in the contents: LibreOffice does not wrap a text that carries a link.
        if target is not None and place.sheet == "cover":
            cell.hyperlink = Hyperlink(ref=place.cell, location=f"{quote_sheetname(target)}!A1")
            self.house.dress(cell, "linked")
            cell.alignment = style.LEFT
        return cell

    def _write_value(self, cell: AnyCell, place: Place, value: Operand) -> str:
        """Put a number, formula, link or state into the cell; the style role that says which."""
        home = self.layout.home(value)
        if home is not None and home != place:
            return self._write_link(cell, place, home, value)
        if isinstance(value, Computed):
            return self._write_computed(cell, place, value)
        cell.value = self._in_sheet_unit(value)
        if isinstance(value, Fact):
            self._link_to_source(cell, place, value)
            return "flagged" if value.status == "flagged" else "printed"
        if isinstance(value, Input):
            return "input"
        return "worked"

    def _write_computed(self, cell: AnyCell, place: Place, value: Computed) -> str:

        def locate(operand: Operand) -> Reference | None:
            return self.layout.reference(operand, place.sheet)

        if value.formula is None or not all(stands_on_cells(operand, locate) for operand in value.formula.operands):
            cell.value = value.state if value.value is None else self._in_sheet_unit(value)
            return "state" if value.value is None else "worked"
        formula = computed_to_formula(value, locate, self.view.scale)
        self.put_formula(cell, place, formula, value)
        return "linked" if ONE_OTHER_CELL.fullmatch(formula) else "worked"

    def _write_link(self, cell: AnyCell, place: Place, home: Place, value: Operand) -> str:
        if operand_value(value) == "" or (isinstance(value, Computed) and value.formula is None and value.value is None):
            cell.value = operand_value(value)
            return "state"
        self.put_formula(cell, place, self.layout.address(home, place.sheet), value)
        return "linked" if home.sheet != place.sheet else "worked"

    def put_formula(self, cell: AnyCell, place: Place, formula: str, value: Operand) -> None:
        """The formula, and what it gives as the program found it."""
        cell.value = f"={formula}"
        number = self._in_sheet_unit(value)
        result = operand_value(value)
        self.results.setdefault(place.sheet, {})[place.cell] = str(result) if number is None else Decimal(repr(number))

    def _in_sheet_unit(self, operand: Operand) -> float | None:
        """The number as the sheet holds it: money in the scale of the comparison, printed figures with their printed sign."""
        shown = shown_value(operand)
        if shown is None:
            return None
        return float(shown / self.view.scale if is_currency(operand.measure) else shown)

    def _number_format(self, content: ViewCell) -> str:
        prefix = qualifier_sign(content.value)
        return "General" if content.format == "text" else style.number_format(content.format, content.decimals, content.marks, prefix)

    def _link_to_source(self, cell: AnyCell, place: Place, fact: Fact) -> None:
        """A click goes to the figure's row in Sources; the tip says file, page and printed text."""
        evidence = self.evidence.get(id(fact))
        if evidence is None:
            return
        tip = f"{evidence.file}, p. {fact.source.page}: {fact.source.text}"
        target = f"{quote_sheetname(self.layout.names['sources'])}!A{self.layout.source_rows[evidence.anchor]}"
        cell.hyperlink = Hyperlink(ref=place.cell, location=target, tooltip=ILLEGAL.sub("", tip)[:MAX_TOOLTIP])


def _number(text: str) -> float | None:
    try:
        return float(Decimal(text))
    except InvalidOperation:
        return None


def _comment(text: str) -> Comment:
    comment = Comment(ILLEGAL.sub("", text), "analyzer")
    comment.width, comment.height = COMMENT_WIDTH, COMMENT_HEIGHT
    return comment
