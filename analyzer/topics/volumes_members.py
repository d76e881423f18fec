"""What product a figure of a volume table is of: its row, a head over its column, a title, the corner or the lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from analyzer.model import Cell, Unit
from analyzer.read.labels import clean_label, join_wrapped
from analyzer.topics.volumes_grid import Body, Figure
from analyzer.topics.volumes_heads import rest_of_measure, unit_lines, unknown_below
from analyzer.topics.volumes_lead import Setting
from analyzer.topics.volumes_named import machines
from analyzer.topics.volumes_parts import row_above
from analyzer.topics.volumes_periods import label_to_period, only_period_words
from analyzer.topics.volumes_readings import Meaning
from analyzer.topics.volumes_subtotals import banded_subtotals, is_subtotal
from analyzer.topics.volumes_titles import BlockTotals, title_measure
from analyzer.topics.volumes_units import is_physical, is_unit_alone, only_words, product_name, units_of
from analyzer.topics.volumes_words import concept_of, core, flat, is_word, says, split_measure
from analyzer.topics.volumes_wraps import INSET_PT

_SENTENCE = re.compile(r"[。；]|，.*[：:]\s*$|如下|下表|(?:following|below) table|table below|sets? (?:forth|out)", re.IGNORECASE)
"""Words that introduce a table and are no product, where they came to stand among its heads."""
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
"""A list of units is no list of clauses: 晶圓（片；人民幣元／片）."""
_COUNTED = re.compile(
    r"(?:total )?(?:number|no\.) of "
    r"(?P<product>(?!new |our |total )[a-z]+(?:-[a-z]+)*(?: (?!units |products? |pieces )[a-z]+(?:-[a-z]+)*){1,3})"
    r" (?:sold|shipped|delivered)\b",
    re.IGNORECASE,
)
_UNIT_CAPTION = re.compile(r"\s*[(（]?\s*[单單]位\s*[:：]")


class Namer:
    """Names for the figures of one table."""

    def __init__(self, body: Body, setting: Setting, measures: Collection[int] = ()) -> None:
        """measures: ids of the cells that are lines of a measure over any column; a line that reaches over the next is no name there."""
        self.measures = measures
        self.body = body
        self.setting = setting
        self.described = self.described_columns()
        self.totals = BlockTotals(body)
        self.subtotals = banded_subtotals(body)
        self.titled = {title_measure(text) for text in {cell.text for figure in body.figures for cell in figure.titles}}
        self.common = self.common_products()
        self.inset = rows_above_inset(body)
        labels = {core(cell.text) for cells in body.row_labels.values() for cell in cells if cell.col == 0 and not concept_of(cell.text)}
        heads = {head.text for figure in body.figures for head in figure.heads}
        counted = any(
            is_physical(unit) for units in (setting.units, *(units_of(text, setting.currency) for text in heads)) for unit in units
        )
        self.goods_are_rows = counted or len({label for label in labels if not is_word("total", label)}) > 1

    def described_columns(self) -> set[int]:
        """Label columns that tell about the row and do not name it: what a plant makes or where it stands, beside the plant.

        Only where every row has a text of its own in the first column; several products of one plant would have it merged.
        """
        rows = [labels for labels in self.body.row_labels.values() if not any(is_word("total", cell.text) for cell in labels)]
        if not all(labels and labels[0].col == 0 and labels[0].rowspan == 1 for labels in rows):
            return set()
        columns = {cell.col for labels in rows for cell in labels if not (self.is_unit(cell) or concept_of(cell.text))}
        heads = {col: join_wrapped(cell.text for cell in self.body.corner if cell.col <= col < cell.col + cell.colspan) for col in columns}
        found = {col for col, text in heads.items() if is_word("describes", text)}
        first = [flat(labels[0].text) for labels in rows]
        if is_word("plant_head", heads.get(0, "")) and len(set(first)) == len(first):
            # 一號機 | 卡紙: of the machines, each with its own figures, several make one product
            found |= {col for col, text in heads.items() if col and core(text) == "产品"}
        return found if columns - found else found - {min(found, default=0)}

    def common_products(self) -> set[str]:
        """Products in the measures of rows that tell no row from another, as the names beside them do: 原煤产量 of each mine."""
        beside: dict[str, list[str]] = {}
        for labels in self.body.row_labels.values():
            for name, cell in pairwise(labels):
                product = "" if concept_of(cell.text) else split_measure(cell.text)[1]
                if product and not concept_of(name.text) and not split_measure(name.text)[0]:
                    beside.setdefault(flat(product), []).append(core(name.text))
        return {product for product, names in beside.items() if len(beside) == 1 and 1 < len(names) == len(set(names))}

    def rows_are_named(self, meaning: Meaning) -> bool:
        """Whether the rows of the table are products or plants, so that the words before the measure of a head are none."""
        return any(self.names(cell, meaning) for labels in self.body.row_labels.values() for cell in labels)

    def member(self, figure: Figure, meaning: Meaning, unit: Unit) -> tuple[str, str, str]:
        """Product, the group it stands in, and a scope."""
        names = [cell for cell in figure.labels if cell.col not in self.described and self.names(cell, meaning)]
        counted = unit_lines(figure.heads, meaning.cell, self.setting.currency)
        counted = [*counted, *(cell for cell in unknown_below(figure.heads, meaning.cell, meaning.heads)[1:] if cell)]
        counted += rest_of_measure(figure.heads, meaning.cell)
        across = [cell for cell in figure.heads if self.names(cell, meaning) and cell not in counted]
        totals = [cell for cell in (*figure.labels, *figure.heads) if is_word("total", cell.text)]
        if names and is_word("total", "".join(cell.text for cell in names)):
            return "", "", ""
        if totals and not is_subtotal(totals[-1].text):
            names = [cell for cell in names if cell.col < totals[-1].col and cell in figure.labels]
        if meaning.product and meaning.cell in figure.heads and names:
            return product_name(names[-1].text, self.setting.currency), "", meaning.product
        if meaning.product and meaning.cell in figure.heads and totals and totals[-1] in figure.labels and self.rows_are_named(meaning):
            return "", "", meaning.product
        if meaning.product:
            return self.under_product(figure, meaning, names, totals)
        own = None if meaning.cell and unit in units_of(meaning.cell.text, self.setting.currency) else unit
        printed = [product_name(cell.text, self.setting.currency, own) for cell in names]
        columns = [product_name(cell.text, self.setting.currency, own) for cell in across]
        over = () if self.totals.is_over_all(figure, meaning.cell) else figure.titles
        titles = [product_name(cell.text, self.setting.currency, own) for cell in over if self.names(cell, meaning)]
        if printed:
            group = join_wrapped(printed[:-1]) or (titles[-1] if titles else "") or self.inset_group(figure, meaning)
            return printed[-1], group, columns[-1] if columns else ""
        if totals:
            band = self.subtotals.get(figure.row)
            named = band is not None and not columns and self.names(band, meaning)
            return columns[-1] if columns else product_name(band.text, self.setting.currency, own) if band and named else "", "", ""
        if self.totals.is_over_all(figure, meaning.cell):
            return "", "", ""
        if columns or titles:
            return (columns or titles)[-1], "", ""
        told = self.product_above(figure, meaning) or self.setting.lead.product or self.corner_product(meaning)
        return told or self.counted_product() or self.machines_by_the_hour(), "", ""

    def product_above(self, figure: Figure, meaning: Meaning) -> str:
        """The product of the row above where a row says nothing but its unit: 商品豬（人民幣╱頭） over （人民幣╱公斤）."""
        if not figure.labels or not all(self.is_unit(cell) for cell in figure.labels):
            return ""
        named = [cell.text for cell in row_above(self.body.row_labels, figure.row) if self.names(cell, meaning)]
        units = units_of(named[-1], self.setting.currency) if named else ()
        return product_name(named[-1], self.setting.currency, next(iter(units), None)) if named else ""

    def inset_group(self, figure: Figure, meaning: Meaning) -> str:
        """The row with figures of its own to which this row is set in: 出口 below 自產煤, once more below 買賣煤."""
        over = self.inset.get(figure.row)
        return product_name(over.text, self.setting.currency) if over and self.names(over, meaning) else ""

    def under_product(self, figure: Figure, meaning: Meaning, names: Sequence[Cell], totals: Sequence[Cell]) -> tuple[str, str, str]:
        """Under a line of one product its rows are parts of it; their total is the product's where others have such lines as well."""
        if meaning.cell not in figure.titles:
            name = product_name(names[-1].text, self.setting.currency) if names else ""
            return (name, "", "") if name and flat(meaning.product) in self.common else (meaning.product, name, "")
        if names:
            return product_name(names[-1].text, self.setting.currency), meaning.product, ""
        products = {product for concept, product in self.titled if concept == meaning.concept}
        return ("" if totals and len(products) == 1 else meaning.product), "", ""

    def merged_member(self, figure: Figure, meaning: Meaning) -> str:
        """The products of a figure that is merged over several rows: their group where one covers these rows, else all names."""
        rows = [self.body.row_labels[row] for row in figure.span if row in self.body.row_labels]
        named = [[cell for cell in labels if self.names(cell, meaning)] for labels in rows]
        last = list(dict.fromkeys(product_name(cells[-1].text, self.setting.currency) for cells in named if cells))
        if len(last) < 2:
            return ""
        group = [cell for cell in named[0] if all(cell in cells for cells in named) and cell.rowspan == len(figure.span)]
        return product_name(group[-1].text, self.setting.currency) if group else "、".join(last)

    def corner_product(self, meaning: Meaning) -> str:
        """The product that stands in the head of the label column, over rows of measures."""
        names = [cell.text for cell in self.body.corner if self.names(cell, meaning) and not says("generic_product", cell.text)]
        return product_name(names[0], self.setting.currency) if len(names) == 1 else ""

    def counted_product(self) -> str:
        """The one product that a measure of the table counts by its name: Number of car parking spaces sold.

        Of one word is what any maker may call its goods (vehicles, parts).
        """
        cells = [cell for figure in self.body.figures for cell in (*figure.labels, *figure.heads)]
        found = {match.group("product") for cell in cells if (match := _COUNTED.match(clean_label(cell.text)))}
        return found.pop() if len(found) == 1 else ""

    def machines_by_the_hour(self) -> str:
        """The machines of the words above where the table counts their hours; what they make is counted in its own unit (tonnes)."""
        labels = [core(cell.text) for row in self.body.row_labels.values() for cell in row]
        return machines(self.setting.lead.whole) if any(re.search(r"\bhours$", text) for text in labels) else ""

    def is_unit(self, cell: Cell) -> bool:
        """Whether a text is a unit and nothing else: KG in a column of its own."""
        return is_unit_alone(cell.text, self.setting.currency)

    def is_counted_row(self, cell: Cell, title: Cell | None) -> bool:
        """Whether a word that can be a unit labels a row under a title that gives another: Wafers under Shipment volume (MW).

        So do words for goods beside other names: Batteries among other products.
        """
        counted = title is not None and title.col == 0 and bool(units_of(title.text, self.setting.currency))
        return cell.col == 0 and (counted or self.is_goods_row(cell))

    def is_goods_row(self, cell: Cell) -> bool:
        return self.is_goods(cell) and (self.goods_are_rows or is_goods_name(cell.text))

    def is_goods(self, cell: Cell) -> bool:
        """Whether a row is labelled with words for goods, which are a unit only where nothing else gives one."""
        return cell.col == 0 and (is_word("goods", cell.text) or is_goods_name(cell.text))

    def names(self, cell: Cell, meaning: Meaning) -> bool:
        """Whether a text may name a product: no measure, period, unit, total or neutral word."""
        if (
            cell is meaning.cell
            or cell in meaning.heads
            or id(cell) in self.measures
            or concept_of(cell.text)
            or is_word("neutral", cell.text)
            or is_word("total", cell.text)
            or is_word("tells_data", cell.text)
        ):
            return False
        if _UNIT_CAPTION.match(cell.text) or _SENTENCE.search(_IN_BRACKETS.sub("", cell.text)):
            return False
        if is_word("quantity", cell.text) or split_measure(cell.text)[0]:
            return False
        if not core(cell.text) or (self.is_unit(cell) and not self.is_counted_row(cell, meaning.cell)):
            return False
        return label_to_period(cell.text, self.setting) is None and not only_period_words(cell.text)


def rows_above_inset(body: Body) -> dict[int, Cell]:
    """The label of the row that each inset row belongs to, by row: the nearest one above that begins further left."""
    found: dict[int, Cell] = {}
    above: list[Cell] = []
    titles: dict[int, tuple[Cell, ...]] = {figure.row: figure.titles for figure in body.figures}
    block: tuple[Cell, ...] | None = None
    for row, labels in body.row_labels.items():
        if titles.get(row, ()) != block:
            block, above = titles.get(row, ()), []
        if len(labels) != 1 or labels[0].col != 0:
            continue
        left = labels[0].bbox[0]
        above = [cell for cell in above if left - cell.bbox[0] >= INSET_PT]
        if above:
            found[row] = above[-1]
        above.append(labels[0])
    return found


def is_goods_name(text: str) -> bool:
    """Whether a label is words for goods, each of which could be a unit: GPU cards."""
    return only_words(text) and not is_unit_alone(text, "") and len(units_of(text, "")) > 1
