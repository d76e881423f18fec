"""Lines that stand over rows of a volume table: a measure of one product over its parts, and what is the total of all blocks."""

from __future__ import annotations

import re

from analyzer.model import Cell
from analyzer.topics.volumes_grid import Body, Figure
from analyzer.topics.volumes_words import (
    CONCEPTS,
    PRICE,
    concept_of,
    core,
    counts_goods,
    is_counted_sales,
    is_word,
    says,
    speaks_of_others,
    split_measure,
)

PRODUCT_WORDS_MAX = 4
_OF_ALL = re.compile(
    r"(?:grand |overall |aggregate )?total\b|overall\b|aggregate\b|blended\b|(?:合计|总计|总|全部|整体|综合)|.*(?:合计|总计)$"
)
_NO_PRODUCT = re.compile(
    r"\b(?:our|the|its|their|group|company|of|for|in|by|per|and|or|with|from|to|under|actual|annual|monthly|daily|quarterly|total|average"
    r"|maximum|minimum|design\w*|estimated|historical|respective|each|related|corresponding|attributable|number)\b"
)

_REALISED = re.compile(
    r"(?:weighted )?average (?:(?:reali[sz]ed|net|unit) )*(?:reali[sz]ed|selling|sales) (?P<product>[a-z][a-z -]{2,20}?) prices?"
    r"|(?:weighted )?average (?P<named>[a-z][a-z -]{2,20}?) (?:selling|sales) prices?"
)
"""A product inside the words for its price: Average realised gold price."""


def title_measure(text: str) -> tuple[str, str]:
    """Concept and product of a line over rows: PNG sales volume (’000 m³), Sales volume of cement, 管道天然氣銷量; ("", "") if none."""
    concept = concept_of(text)
    if concept:
        return concept, ""
    concept, product = split_measure(text)
    if concept:
        return concept, product
    reached = _REALISED.fullmatch(core(text))
    product = (reached.group("product") or reached.group("named")) if reached else ""
    if product and is_product(product) and not is_word("qualifies", product):
        return PRICE, product
    words = core(text).split(" ")
    if not text.isascii() and any("\u3400" <= char for char in core(text)):
        return "", ""
    for cut in range(1, min(PRODUCT_WORDS_MAX, len(words) - 1) + 1):
        parts = [(words[cut:], words[:cut])] + ([(words[: -cut - 1], words[-cut:])] if words[-cut - 1] == "of" else [])
        for measure, product_words in parts:
            product = " ".join(product_words)
            concept = measure_of(" ".join(measure), text) if measure else ""
            if concept in CONCEPTS and is_product(product):
                return concept, product
    return "", ""


def measure_of(words: str, text: str) -> str:
    """The concept of the words of a line that are no product; sales and produced alone are volumes where its unit counts goods."""
    concept = concept_of(words)
    if words in ("produced", "manufactured") and counts_goods(text):
        return "production_volume"
    return "sales_volume" if not concept and is_counted_sales(words, text) else concept


def is_product(words: str) -> bool:
    return not (_NO_PRODUCT.search(words) or concept_of(words) or speaks_of_others(words) or says("forecast_row", words))


class BlockTotals:
    """Which rows of a measure are the total of all blocks of a table, though they stand under the title of the last one."""

    def __init__(self, body: Body) -> None:
        self.plain: dict[str, list[tuple[int, ...]]] = {}
        self.totals: dict[str, list[tuple[int, ...]]] = {}
        for figure in body.figures:
            for label in figure.labels:
                concept = concept_of(label.text)
                block = titles_of(figure)
                known = (self.totals if is_total_measure(label) else self.plain).setdefault(concept, [])
                if concept in CONCEPTS and block and block not in known:
                    known.append(block)

    def is_over_all(self, figure: Figure, cell: Cell | None) -> bool:
        """Total sales volume under the last of several products, each with its sales volume, and under no other."""
        if cell is None or cell not in figure.labels or not is_total_measure(cell):
            return False
        concept = concept_of(cell.text)
        plain, block = self.plain.get(concept, []), titles_of(figure)
        return len(plain) > 1 and plain[-1] == block and self.totals.get(concept) == [block]


def titles_of(figure: Figure) -> tuple[int, ...]:
    return tuple(id(cell) for cell in figure.titles)


def is_total_measure(cell: Cell) -> bool:
    return bool(_OF_ALL.match(core(cell.text)))
