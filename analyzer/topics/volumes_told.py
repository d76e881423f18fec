"""What rows and columns say that name no measure whole: a unit under words for volume and price, counted goods, forecasts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from analyzer.model import Cell
from analyzer.read.labels import join_wrapped
from analyzer.read.periods import is_forecast
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_titles import is_product
from analyzer.topics.volumes_units import is_physical, is_price, is_unit_alone, units_of
from analyzer.topics.volumes_words import PRICE, RATIOS, concept_of, core, says

_ESTIMATED = re.compile(r"\bestimated\b", re.IGNORECASE)
_VOLUMES = frozenset({"sales_volume", "production_volume"})
_COUNTED_GOODS = re.compile(
    r"(?:total )?(?:number|no\.) of (?P<product>[a-z][a-z -]{1,40}?) (?:(?:which |that )?we )?(?:sold|shipped|delivered|produced)"
)
_NO_GOODS = re.compile(r"units|pieces|products|sets|goods|items")


def foretells(text: str, concept: str) -> bool:
    """Whether a label says that its figures are expected; a capacity and its use are estimates (Estimated production capacity)."""
    words = _ESTIMATED.sub("", text) if concept in ("production_capacity", "capacity_utilization") else text
    return is_forecast(words) or says("forecast_row", words)


def measure_of_unit(heads: Sequence[Cell], measures: Collection[str], currency: str) -> str:
    """The measure of a column whose head is a unit and no more, where the words above speak of one volume and of its price.

    Units beside RMB'000 per unit: what counts goods is the volume, money for a piece the price. "" for anything else.
    """
    volumes = _VOLUMES & set(measures)
    if len(volumes) != 1 or set(measures) != {*volumes, PRICE}:
        return ""
    lines = unit_heads(heads)
    text = join_wrapped(cell.text for cell in lines)
    if not lines or not is_unit_alone(text, currency):
        return ""
    unit = units_of(text, currency)[0]
    if is_physical(unit):
        return next(iter(volumes))
    return PRICE if is_price(unit) and "/" in unit.measure else ""


def counted_measures(heads: Sequence[Cell], measures: Sequence[str], currency: str) -> tuple[str, ...]:
    """The measures that the words above tell of, without ratios where a head counts goods: production and its use over (in tonnes)."""
    counted = len(measures) > 1 and any(is_physical(unit) for cell in heads for unit in units_of(cell.text, currency))
    return tuple(measure for measure in measures if measure not in RATIOS) if counted else tuple(measures)


def unit_heads(heads: Sequence[Cell]) -> list[Cell]:
    """The lines of a head that are no period."""
    return [cell for cell in heads if not only_period_words(cell.text)]


def counted_goods(labels: Iterable[str]) -> dict[str, str]:
    """The goods in labels such as Number of trucks sold, by label, where several of them tell the rows of one measure apart."""
    goods = {label: match.group("product") for label in labels if (match := _COUNTED_GOODS.fullmatch(core(label)))}
    named = {label: name for label, name in goods.items() if not _NO_GOODS.fullmatch(name) and is_product(name)}
    return {label: name for label, name in named.items() if len({n for other, n in named.items() if same_measure(label, other)}) > 1}


def same_measure(one: str, other: str) -> bool:
    return concept_of(one) == concept_of(other)
