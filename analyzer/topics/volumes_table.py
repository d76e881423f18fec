"""One table of volumes -> readings: what each figure is, of which product, in which period and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.errors import ReadError
from analyzer.model import Cell, Period, Unit
from analyzer.read.amounts import parse_amount
from analyzer.read.labels import clean_label, join_wrapped
from analyzer.read.periods import find_period_heads, find_periods
from analyzer.topics.volumes_grid import Body, Figure
from analyzer.topics.volumes_heads import is_inside_words, lines_below, measure_lines, whole_units
from analyzer.topics.volumes_lead import Setting, lead_units
from analyzer.topics.volumes_members import Namer
from analyzer.topics.volumes_parts import row_of_part
from analyzer.topics.volumes_periods import (
    as_interim,
    band_to_period,
    heads_to_period,
    is_undivided,
    is_year_end,
    label_to_period,
    only_period_words,
)
from analyzer.topics.volumes_readings import Found, Meaning, Outcome, Reading, named_apart, without_taxed
from analyzer.topics.volumes_subtotals import is_subtotal, sole_subtotals
from analyzer.topics.volumes_table_units import FigureUnits
from analyzer.topics.volumes_titles import is_total_measure, title_measure
from analyzer.topics.volumes_told import counted_goods, counted_measures, foretells, measure_of_unit, unit_heads
from analyzer.topics.volumes_units import is_price, printed_label, units_of
from analyzer.topics.volumes_words import (
    CONCEPTS,
    IGNORED,
    PRICE,
    RATIOS,
    REVENUE,
    SCOPE,
    concept_of,
    core,
    flat,
    is_percent,
    is_word,
    measures_in,
    says,
    split_measure,
)

_SHARE = re.compile(r"(?:占比|占.{0,12}比|比例|比重|增长率|增长|增幅|变动率?|同比.*|环比.*|%)$")
_SELLING = re.compile(r"\bASPs?\b|\bselling\b")
"""A price that is one of sales by its own words; the volume beside it is then what was sold."""
_PART = re.compile(r"\s*(?:其中|of which)", re.IGNORECASE)
_OF_ALL = re.compile(r"(?:grand )?total |合计|总计|总[收营销]")
"""A revenue of all products, which the title of the last of them does not limit (Total turnover)."""


def read_body(body: Body, setting: Setting) -> Outcome:
    """Every figure of the table that is a volume, capacity, ratio or price of a product."""
    setting = replace(setting, units=setting.units or tuple(lead_units(setting.lead, setting.currency)))
    reader = _TableReader(body, setting)
    found = Found()
    for figure in body.figures:
        reader.take(figure, found)
    sold = any(reading.concept in (PRICE, "sales_volume") for reading in found.readings)
    revenues = named_apart(found.revenues) if sold else ()
    readings, with_tax = without_taxed(named_apart(found.readings))
    return Outcome(
        tuple(readings),
        tuple(found.missing_unit),
        tuple(found.missing_period),
        tuple(found.parts),
        tuple(revenues),
        body.untied,
        tuple(with_tax),
    )


class _TableReader:
    def __init__(self, body: Body, setting: Setting) -> None:
        self.body = body
        self.setting = setting
        lines = {figure.heads for figure in body.figures}
        self.namer = Namer(body, setting, {id(cell) for heads in lines for cell in measure_lines(heads, setting.currency)[1]})
        self.texts = {cell.text for figure in body.figures for cell in (*figure.titles, *figure.labels, *figure.heads)}
        self.concepts = {concept_of(text) or split_measure(text)[0] for text in self.texts}
        self.concepts |= {measure_lines(heads, setting.currency)[0] for heads in {figure.heads for figure in body.figures}}
        self.concepts -= {"", IGNORED}
        self.units = FigureUnits(body, setting, self.namer, self.concepts)
        self.headed_rows = {figure.row for figure in body.figures if any(concept_of(cell.text) in CONCEPTS for cell in figure.heads)}
        self.has_design = any(says("design_capacity", text) for text in self.texts)
        self.goods = counted_goods({cell.text for labels in body.row_labels.values() for cell in labels})
        self.only_total_named = self.names_only_total()
        self.percent = any("%" in flat(figure.cell.text) for figure in body.figures)
        self.has_percent_heads = any(is_percent(cell.text) for figure in body.figures for cell in figure.heads)
        self.percent_columns = {figure.cell.col for figure in body.figures if any(is_percent(cell.text) for cell in figure.heads)}
        capacities = {figure.cell.col for figure in body.figures if any(concept_of(h.text) == "production_capacity" for h in figure.heads)}
        self.capacity_count = len(capacities)
        self.part_count = sum(1 for labels in body.row_labels.values() if any(_PART.match(cell.text) for cell in labels))
        self.has_year_subtotals = any(self.is_year_subtotal(labels) for labels in body.row_labels.values())
        self.of_periods = {row for row, band in sole_subtotals(body).items() if label_to_period(band.text, setting)}
        heads = {tuple(cell.text for cell in figure.heads) for figure in body.figures}
        self.has_year_ends = any(is_year_end(heads_to_period(texts, setting)) for texts in heads)
        self.sold_only = [name for name in setting.lead.measures if name not in RATIOS and name != PRICE] == ["sales_volume"]
        self.has_selling_price = any(_SELLING.search(text) and PRICE in (concept_of(text), title_measure(text)[0]) for text in self.texts)
        self.sells = self.has_selling_price or says("sell_context", setting.lead.text) or bool(self.concepts - {PRICE}) or self.sold_only

    def names_only_total(self) -> bool:
        """Whether a measure stands at the last row alone and says that it is of all: 整體平均售價 below the prices of products."""
        last = max(self.body.row_labels, default=0)
        cells = [(figure.row, cell) for figure in self.body.figures for cell in (*figure.titles, *figure.labels, *figure.heads)]
        named = [(row, cell) for row, cell in cells if concept_of(cell.text) in CONCEPTS or split_measure(cell.text)[0]]
        return all(row == last and cell in self.body.row_labels[last] and is_total_measure(cell) for row, cell in named)

    def is_year_subtotal(self, labels: Sequence[Cell]) -> bool:
        """A subtotal beside a period only; then a group of the page before does not reach such a row either (002250 p.226)."""
        rest = [cell for cell in labels if not is_word("subtotal", cell.text)]
        return len(rest) < len(labels) and all(label_to_period(cell.text, self.setting) for cell in rest)

    def take(self, figure: Figure, found: Found) -> None:
        texts = [*figure.titles, *figure.labels, *figure.heads]
        meaning = self.meaning(figure)
        if any(foretells(cell.text, meaning.concept if meaning else "") for cell in texts):
            return
        if any(says("entity_title", cell.text) for cell in figure.titles):
            return
        if meaning is None:
            found.revenues += self.revenue(figure)
            return
        percent = "%" in flat(figure.cell.text)
        nil = not any(char.isdigit() for char in figure.cell.text)
        if (percent and meaning.concept not in RATIOS) or (nil and (meaning.concept in RATIOS or meaning.concept == PRICE)):
            return
        period = self.period(figure)
        if period is None:
            found.missing_period.append(figure.cell)
            return
        unit = self.units.unit(meaning, figure, percent)
        if unit is None:
            found.missing_unit.append(figure.cell)
            return
        reading = self.reading(figure, meaning, period, unit)
        if reading is not None:
            if self.is_lone_part(figure):
                found.parts.append(figure.cell)
            else:
                found.readings.append(reading)

    def is_lone_part(self, figure: Figure) -> bool:
        """A single 其中 row at the end is inside the figure above it and no product line of its own (002057 p.79: 其中:高性能).

        Where more rows follow, it is the first of the parts (002235 p.176: 其中：刮奖式发票).
        """
        return self.part_count == 1 and figure.row == max(self.body.row_labels) and any(_PART.match(cell.text) for cell in figure.labels)

    def reading(self, figure: Figure, meaning: Meaning, period: Period, unit: Unit) -> Reading | None:
        try:
            amount = parse_amount(figure.text, unit)
        except ReadError:
            return None
        if amount.value < 0:
            return None
        member, group, scope = self.namer.member(figure, meaning, unit)
        member = self.namer.merged_member(figure, meaning) or member
        subtotal = any(is_subtotal(cell.text) for cell in figure.labels) and figure.row not in self.of_periods
        if (subtotal and (not member or (figure.carried and self.has_year_subtotals))) or member.endswith(("、", "，", "（", "(")):
            return None
        return Reading(figure.cell, meaning.concept, meaning.label, member, group, meaning.scope or scope, period, amount, unit)

    def revenue(self, figure: Figure) -> list[Reading]:
        """The revenue of a product, where row or column says so and no share or growth is meant."""
        texts = (*reversed(figure.labels), *reversed(figure.heads))
        cell = next((cell for cell in texts if is_word("product_revenue", cell.text)), None)
        other = any(concept_of(text.text) == IGNORED and not is_word("product_revenue", text.text) for text in texts)
        other = other or (cell in figure.labels and bool(figure.titles) and bool(_OF_ALL.match(core(cell.text))))
        period = self.period(figure)
        if cell is None or other or period is None or "%" in flat(figure.cell.text):
            return []
        below = [head.text for head in lines_below(figure.heads, cell)] if cell in figure.heads else []
        # 人民幣千 over 元: the second line alone is another unit
        split = whole_units(below, self.setting.currency) if len(below) > 1 else []
        places = [split, *(units_of(text.text, self.setting.currency) for text in (cell, *texts))]
        unit = next((unit for units in (*places, self.setting.units) for unit in units if is_price(unit) and "/" not in unit.measure), None)
        reading = self.reading(figure, Meaning(REVENUE, clean_label(cell.text), cell=cell), period, unit) if unit else None
        return [reading] if reading else []

    def meaning(self, figure: Figure) -> Meaning | None:
        """The measure of a figure: from its row, its column, a title over it, or the lead where the table names none."""
        label_concepts = [(cell, concept_of(cell.text)) for cell in figure.labels]
        head_concepts = [(cell, concept_of(cell.text)) for cell in figure.heads]
        places = (label_concepts, head_concepts)
        in_labels, in_heads = ([(cell, concept) for cell, concept in place if concept in CONCEPTS] for place in places)
        whole = self.whole_head(figure)
        if whole:
            return whole
        if any(concept in RATIOS for _, concept in in_labels):
            # 产能利用率 | % | 94.61: the sign in a column of units is the unit of the ratio and no measure beside it.
            label_concepts = [(cell, concept) for cell, concept in label_concepts if not is_percent(cell.text)]
        if self.is_told_use(figure):
            return Meaning("capacity_utilization", "%", cell=figure.heads[-1])
        ratio = any(concept in RATIOS for _, concept in in_heads) or self.is_told_ratio(figure)
        if any(concept == IGNORED and not (ratio and is_percent(cell.text)) for cell, concept in head_concepts):
            return None
        if not (label_concepts and label_concepts[-1] in in_labels) and any(
            concept == IGNORED and (not in_heads or _SHARE.search(core(cell.text))) for cell, concept in label_concepts
        ):
            return None
        if in_labels or in_heads:
            return self.checked(figure, *(in_labels or in_heads)[-1])
        if any(len(measures_in(cell.text)) > 1 for cell in figure.heads):
            return None
        return (
            self.compound(figure)
            or self.from_title(figure)
            or self.from_unit(figure)
            or self.from_row_above(figure)
            or self.from_lead(figure)
        )

    def whole_head(self, figure: Figure) -> Meaning | None:
        """A measure that its head prints over several lines: "Sales to" / "production" / "ratio"."""
        concept, cells = measure_lines(figure.heads, self.setting.currency)
        if not concept or any(concept_of(cell.text) for cell in figure.labels):
            return None
        label = clean_label(join_wrapped(cell.text for cell in cells))
        return Meaning(concept, label, cell=cells[-1], heads=cells) if self.may_mean(label) else None

    def may_mean(self, text: str) -> bool:
        """Words such as "Actual volume" speak of output only beside a capacity or its use."""
        return not is_word("beside_capacity", text) or bool(self.concepts & {"production_capacity", "capacity_utilization"})

    def checked(self, figure: Figure, cell: Cell, concept: str) -> Meaning | None:
        """The measure that a label names whole, unless it is a second definition or a price that need not be a selling price."""
        if self.has_design and says("own_capacity", cell.text) and not says("design_capacity", cell.text):
            return None
        if (concept == PRICE and not self.sells) or not self.may_mean(cell.text):
            return None
        if cell in figure.heads:
            position = figure.heads.index(cell)
            if is_inside_words(figure.heads, position, self.setting.currency):
                return None
            below = [head for head in figure.heads[position + 1 :] if not find_periods(head.text)]
            label = clean_label(join_wrapped((cell.text, *(head.text for head in below))))
            return Meaning(concept, label, cell=cell, scope=self._scope(cell))
        goods = self._printed(cell, self.goods.get(cell.text, ""))
        return Meaning(concept, clean_label(cell.text), goods, cell=cell, scope=self._scope(cell))

    def _scope(self, cell: Cell) -> str:
        match = SCOPE.match(core(cell.text))
        return match.group("scope") if match else ""

    def compound(self, figure: Figure) -> Meaning | None:
        """Labels that hold product and measure (Sales volume of PNG), and 数量 or 台数 in a table of sales."""
        for cell in (*reversed(figure.labels), *reversed(figure.heads)):
            concept, product = split_measure(cell.text)
            if concept:
                scope = SCOPE.fullmatch(product)
                return Meaning(
                    concept, clean_label(cell.text), "" if scope else self._printed(cell, product), product if scope else "", cell
                )
            concept, product = title_measure(cell.text)
            if product and not is_word("qualifies", product) and not (concept == PRICE and not self.sells):
                return Meaning(concept, clean_label(cell.text), self._printed(cell, product), cell=cell)
            if core(cell.text) in ("volume", "volumes") and (self.sold_only or self.has_selling_price):
                return Meaning("sales_volume", clean_label(cell.text), cell=cell)
            if core(cell.text) in ("volume", "volumes") and self.is_output_beside_capacity():
                return Meaning("production_volume", clean_label(cell.text), cell=cell)
            if is_word("quantity", cell.text) and says("sell_context", self.setting.lead.text):
                return Meaning("sales_volume", clean_label(cell.text), cell=cell)
        return None

    def is_output_beside_capacity(self) -> bool:
        """Whether a bare "Volume" is output: capacity and its use stand beside it, and the words above speak of output and no sales."""
        told = self.setting.lead.measures
        capacity = {"production_capacity", "capacity_utilization"} <= self.concepts and not self.concepts & {"sales_volume", PRICE}
        return capacity and "production_volume" in told and "sales_volume" not in told

    def _printed(self, cell: Cell, product: str) -> str:
        """The product in the printed characters of the label, where matching had simplified them."""
        label = clean_label(cell.text)
        start = flat(label).find(product) if product else -1
        return label[start : start + len(product)] if start >= 0 and len(flat(label)) == len(label) else product

    def from_title(self, figure: Figure) -> Meaning | None:
        """The measure of a title; of one that names a product none where heads say what the columns are (Hog production over ASP)."""
        for cell in reversed(figure.titles):
            concept, product = title_measure(cell.text)
            if concept:
                meaning = self._labelled(figure, concept, cell)
                bought = bool(product) and ((concept == PRICE and not self.sells) or figure.row in self.headed_rows)
                return (
                    None
                    if concept == IGNORED or bought or self.tells_sales(figure, concept)
                    else replace(meaning, product=self._printed(cell, product))
                )
        return None

    def from_unit(self, figure: Figure) -> Meaning | None:
        concept = measure_of_unit(figure.heads, self.setting.lead.measures, self.setting.currency) if not self.concepts else ""
        lines = tuple(unit_heads(figure.heads))
        return Meaning(concept, clean_label(join_wrapped(cell.text for cell in lines)), cell=lines[-1], heads=lines) if concept else None

    def from_row_above(self, figure: Figure) -> Meaning | None:
        """The measure of the row of which a row with a dash is a part: 銷量（噸） over －甲 and －乙."""
        cell = row_of_part(self.body.row_labels, figure)
        concept = (concept_of(cell.text) or split_measure(cell.text)[0]) if cell else ""
        if cell is None or concept not in CONCEPTS or (concept == PRICE and not self.sells) or not self.may_mean(cell.text):
            return None
        return Meaning(concept, printed_label(figure.labels[-1].text), cell=cell)

    def told_measures(self, figure: Figure) -> tuple[str, ...]:
        """What the words above tell of this figure; no ratio in a table without % whose figures are counted by their heads."""
        told = self.setting.lead.measures
        percent = bool(self.concepts) or self.percent or self.has_percent_heads
        return told if percent else counted_measures(figure.heads, told, self.setting.currency)

    def from_lead(self, figure: Figure) -> Meaning | None:
        measures = self.told_measures(figure)
        alone = self.concepts == set(measures) and (is_undivided(figure.heads, self.setting) or self.only_total_named)
        named = self.concepts and not alone
        if len(measures) != 1 or named or (measures[0] == PRICE and not self.sells) or self.tells_sales(figure, measures[0]):
            return None
        if measures[0] in RATIOS and self.has_percent_heads and not self.is_told_ratio(figure):
            return None
        if measures[0] not in RATIOS and any(self.is_aside(cell, measures[0]) for cell in figure.labels):
            return None
        return self._labelled(figure, measures[0], None)

    def is_aside(self, cell: Cell, told: str) -> bool:
        """Whether a row is of another measure than the words above tell, and no product: Recovery rate, Average weight under output."""
        words = core(cell.text)
        named = told in measures_in(cell.text) and not words.startswith(("average ", "平均"))
        return says("aside", words) and not (named or is_word("total", cell.text))

    def is_told_ratio(self, figure: Figure) -> bool:
        """Whether % under nothing but a period is the ratio that the words above name, where the table itself names no measure."""
        told = self.setting.lead.measures
        rest = [cell for cell in figure.heads if not only_period_words(cell.text)]
        alone = len(told) == 1 and told[0] in RATIOS and not self.concepts
        return alone and not rest and any(is_percent(cell.text) for cell in figure.heads)

    def is_told_use(self, figure: Figure) -> bool:
        """Whether % is the use of capacity, which only the words above name: Capacity | Output | % with one % to each capacity."""
        last = figure.heads[-1].text if figure.heads else ""
        if (
            not is_percent(last)
            or "capacity_utilization" not in self.setting.lead.measures
            or len(self.percent_columns) != self.capacity_count
        ):
            return False
        named = any(concept_of(cell.text) in CONCEPTS for cell in (*figure.labels, *figure.heads[:-1]))
        return {"production_capacity", "production_volume"} <= self.concepts and "capacity_utilization" not in self.concepts and not named

    def tells_sales(self, figure: Figure, concept: str) -> bool:
        """Whether a row or column of sales stands where the words above speak of making: Sales to third parties under our output."""
        cells = (*figure.labels, *figure.heads)
        return concept in ("production_capacity", "production_volume") and any(says("tells_sales", core(cell.text)) for cell in cells)

    def _labelled(self, figure: Figure, concept: str, cell: Cell | None) -> Meaning:
        named = [label for label in figure.labels if not self.namer.is_unit(label)]
        label = named[-1].text if named else (cell.text if cell else "")
        return Meaning(concept, printed_label(label), cell=cell)

    def period(self, figure: Figure) -> Period | None:
        """From the column, the row, a title, the lead; a table without any is the filing's own period where it has one."""
        period = self.head_period(figure) or band_to_period(figure.titles, figure.labels, self.setting)
        named = [cell for cell in figure.labels if cell.col not in self.namer.described]
        for cell in (*reversed(named), *reversed(figure.titles)) if period is None else ():
            period = period or label_to_period(cell.text, self.setting)
        return period or self.block_period(figure) or self.corner_period(figure) or self.setting.lead.period or self.setting.report

    def corner_period(self, figure: Figure) -> Period | None:
        """The period over the labels of a block: Year ended 31 December 2012 beside Sales volume."""
        found = {period for cell in figure.corner if (period := label_to_period(cell.text, self.setting))}
        return found.pop() if len(found) == 1 else None

    def head_period(self, figure: Figure) -> Period | None:
        """The period of the column; a title such as "Six months ended 30 June" over bare years says which part of them is meant."""
        over = [cell.text for cell in figure.titles if find_period_heads(cell.text) and not find_periods(cell.text)]
        heads = [cell.text for cell in figure.heads]
        period = heads_to_period([*over[-1:], *heads], self.setting) or heads_to_period(heads, self.setting)
        return as_interim(period) if period is not None and self.has_year_ends else period

    def block_period(self, figure: Figure) -> Period | None:
        """A total under the rows of a merged year is that year's (002250 p.241)."""
        above = [row for row in self.body.row_labels if row < figure.row]
        if not above or not is_word("total", "".join(cell.text for cell in figure.labels)):
            return None
        merged = [cell for cell in self.body.row_labels[max(above)] if cell.rowspan > 1]
        return next((period for cell in merged if (period := label_to_period(cell.text, self.setting))), None)
