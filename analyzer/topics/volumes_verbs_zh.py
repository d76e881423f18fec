"""Chinese sentences that tell volumes with a verb: 我们分别售出1,852台、3,405台及2,918台EFT-POS终端机."""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.volumes_units import is_physical
from analyzer.topics.volumes_values import SentenceReading, last_list, paired, periods_in, read_values
from analyzer.topics.volumes_words import is_word, says, speaks_of_others

_MADE = "生产|制造"
_VERBS = f"销售|售出|出售|交付|付运|出货|发货|{_MADE}"
_DONE = re.compile(
    r"(?:本?公司|我们|本集团)(?:的?(?:自有|自身)?(?:工厂|厂房|生产设施|生产基地|生产线))?(?:已|共|合共|总共|合计)*分别(?:共|合共|合计)?"
    rf"(?P<verb>{_VERBS})了?(?=(?:大?约|接?近|超过|逾)?\s?\d)"
)
"""Only 分别 says that each figure is of a period of the list before it; one figure may be a part of the sales."""
_PRODUCT = re.compile(r"\s*的?(?P<product>[A-Za-z\u4e00-\u9fff][^，,。；;、的（）()]{0,23}?)(?=[，,。；;（(]|$)")
_NO_PRODUCT = re.compile(r"^(?:予|给|至|于|到|向|用于)|[及和与或]|其中|客户|经销商|产能")
_OTHERS = re.compile(r"累计|分包|外包|授权|第三方|联营|合营|关联|介乎|平均每")
"""Whose goods they are or how they are counted, said before the figures."""


def read_verb_zh(sentence: str, offset: int, year_end: FiscalYearEnd, whole: bool) -> list[SentenceReading]:
    """Figures that a verb gives, one for each of several periods that the sentence lists before it.

    sentence: in Simplified characters. whole: figures without a product may be of the whole company.
    """
    match = _DONE.search(sentence) if "分别" in sentence else None
    if match is None:
        return []
    before = sentence[: match.end()]
    spans = last_list(before, periods_in(before, year_end))
    periods = [period for period, _, _ in spans]
    if len(periods) < 2 or not all(period.months for period in periods) or says("plan", before):
        return []
    if _OTHERS.search(before) or speaks_of_others(before[spans[-1][2] :]):
        return []
    values = read_values(sentence, match.end(), is_physical, len(periods))
    named = _PRODUCT.match(sentence, values[-1].end) if values else None
    product = named.group("product").strip() if named else ""
    if _NO_PRODUCT.search(product) or says("generic_product", product) or is_word("neutral", product):
        return []
    if not product and not whole:
        return []
    concept = "production_volume" if match.group("verb") in _MADE.split("|") else "sales_volume"
    found = paired(sentence, offset, concept, match.group("verb"), product, periods, match.end())
    return [replace(reading, member=product) for reading in found]
