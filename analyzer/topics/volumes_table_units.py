"""The unit of a figure in a table of volumes: of its own line, its measure, its column, the corner, the words above."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Cell, Unit
from analyzer.read.units import find_scale
from analyzer.topics.volumes_grid import Body, Figure
from analyzer.topics.volumes_heads import unit_below, unknown_below
from analyzer.topics.volumes_lead import Setting
from analyzer.topics.volumes_marked_units import find_marked_units, marked_unit
from analyzer.topics.volumes_members import Namer
from analyzer.topics.volumes_readings import Meaning
from analyzer.topics.volumes_units import alike, is_physical, is_price, scale_alone, units_of
from analyzer.topics.volumes_words import (
    PRICE,
    RATIOS,
    flat,
)

_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_COUNT_ALONE = re.compile(r"number of", re.IGNORECASE)
"""A unit that a measure gives by its own words only, so that a scale above the table may be meant for it."""


class FigureUnits:
    """What each figure of one table is counted in."""

    def __init__(self, body: Body, setting: Setting, namer: Namer, concepts: Set[str]) -> None:
        self.body = body
        self.setting = setting
        self.namer = namer
        self.concepts = concepts
        self.marked = find_marked_units(body.notes)

    def unit(self, meaning: Meaning, figure: Figure, percent: bool) -> Unit | None:
        if meaning.concept in RATIOS:
            return self.ratio_unit(figure, percent)
        wanted = is_price if meaning.concept == PRICE else is_physical
        cells = (*reversed(figure.labels), *reversed(figure.titles), *reversed(figure.heads))
        return self.printed_unit(meaning, figure, wanted) or marked_unit(self.marked, meaning.concept, cells, wanted)

    def printed_unit(self, meaning: Meaning, figure: Figure, wanted: Callable[[Unit], bool]) -> Unit | None:
        """The unit beside or above the figure, or in the words above the table."""
        if figure.unit:
            return next((unit for unit in units_of(f"（{figure.unit}）", self.setting.currency) if wanted(unit)), None)
        below = [unit for unit in unit_below(figure.heads, meaning.cell, self.setting.currency) if wanted(unit)]
        if below:
            return below[0]
        cells = [*reversed(meaning.heads)] if meaning.heads else [meaning.cell] if meaning.cell else []
        cells += [
            cell for cell in (*reversed(figure.labels), *reversed(figure.heads), *reversed(figure.titles)) if cell is not meaning.cell
        ]
        texts = [self.without_goods(cell) if cell is not meaning.cell and cell in figure.labels else cell.text for cell in cells]
        for text in [*([meaning.label] if meaning.heads else []), *texts]:
            found = [unit for unit in units_of(text, self.setting.currency) if wanted(unit)]
            if found and _COUNT_ALONE.match(found[0].text):
                return self.unknown_unit(meaning, figure, found[0])
            if found:
                return self.price_unit(found, figure) if meaning.concept == PRICE else self.agreed_unit(found[0], figure)
        corner = [unit for cell in self.body.corner for unit in units_of(cell.text, self.setting.currency)]
        choices = [unit for unit in (*self.setting.units, *corner) if wanted(unit)]
        if meaning.concept != PRICE:
            return choices[0] if choices else self.setting.remark_unit or self.unknown_unit(meaning, figure)
        per_piece = [unit for unit in choices if "/" in unit.measure]
        whole = choices if len(choices) == 1 and choices[0].scale == 1 and self.concepts == {PRICE} else []
        return next(iter(per_piece or whole), None)

    def without_goods(self, cell: Cell) -> str:
        """The label of a row; of words for goods only what stands in brackets, as they are a unit where nothing else gives one."""
        return " ".join(_BRACKETED.findall(cell.text)) if self.namer.is_goods(cell) else cell.text

    def unknown_unit(self, meaning: Meaning, figure: Figure, counted: Unit | None = None) -> Unit | None:
        """A unit of no list of ours; None where a scale stands elsewhere that may or may not be meant for it (in thousands)."""
        unit = unknown_below(figure.heads, meaning.cell, meaning.heads)[0]
        goods = next((units_of(cell.text, "")[-1] for cell in figure.labels if self.namer.is_goods(cell)), None)
        texts = [cell.text for cell in (*figure.labels, *figure.heads, *figure.titles, *self.body.corner) if cell is not meaning.cell]
        scaled = any(find_scale(text) for text in (*texts, self.setting.lead.unit_line, self.setting.lead.text))
        if unit is None and not self.setting.lead.unit_line:
            scales = {found for cell in (*figure.titles, *figure.heads) if (found := scale_alone(cell.text))}
            if len(scales) == 1 and not find_scale(self.setting.lead.text):
                return scales.pop()
            unit = counted or goods
        return unit if unit and (unit.scale != 1 or not scaled) else None

    def price_unit(self, found: Sequence[Unit], figure: Figure) -> Unit | None:
        """Of the units of a price the one that its row is counted in, where a column of units says so; None where none or several fit."""
        counted = self.row_unit(figure)
        if counted is None:
            return found[0] if len({unit.measure for unit in found}) == 1 or "/" not in found[0].measure else None
        if "/" in found[0].measure:
            fitting = [unit for unit in found if alike(unit.measure.partition("/")[2], counted.measure)]
            return fitting[0] if len(fitting) == 1 else None
        return replace(found[0], measure=f"{found[0].measure}/{counted.measure}") if counted.scale == 1 else None

    def agreed_unit(self, unit: Unit, figure: Figure) -> Unit | None:
        """The unit of a head; None where the row is counted in another, for nobody can tell which holds (销售数量（张） beside 万颗)."""
        counted = self.row_unit(figure)
        return unit if counted is None or alike(unit.measure, counted.measure) else None

    def row_unit(self, figure: Figure) -> Unit | None:
        """What a column of units says the row is counted in; a word in the first column below a title with a unit is a product (Wafers)."""
        title = figure.titles[-1] if figure.titles else None
        cells = [cell for cell in figure.labels if self.namer.is_unit(cell) and not self.namer.is_counted_row(cell, title)]
        units = [unit for cell in cells for unit in units_of(cell.text, self.setting.currency) if is_physical(unit)]
        return units[0] if len(units) == 1 else None

    def ratio_unit(self, figure: Figure, percent: bool) -> Unit | None:
        texts = [cell.text for cell in (*figure.labels, *figure.heads, *figure.titles)]
        if percent or any("%" in flat(text) for text in texts) or any(unit.measure == "ratio" for unit in self.setting.units):
            return Unit("ratio", Decimal("0.01"), "%")
        return None
