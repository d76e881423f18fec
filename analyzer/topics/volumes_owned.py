"""What a Chinese sentence leaves to the words before it: whose plant it tells of, and the periods of its first half (同期)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analyzer.model import Period
from analyzer.read.labels import to_simplified
from analyzer.topics.volumes_words import speaks_of_others

SUBJECT_ZH = re.compile(r"(?<![家子该股分限母参等])(?:本?公司|发行人|發行人|我们|我們|本集团|本集團)(?:的)?")
LEAD_IN = re.compile(r"^(?:报告期(?:内|各期|末)?|其中|同期|同时|此外|尽管|虽然|(?:乃|主要)?由于|年度?|内|末|期间|[，,、\s的])+")
_PLANT = re.compile(r"(?<!客户)(?<!供应商)(?:基地|工厂|分厂|厂区|厂房|生产厂|[屠宰炼钢纸电]{1,2}厂|园区|车间|产线|生产线)$")
_OWN_PLANT = re.compile(r"(?:自有|自身|现有|主要|全部|所有|各)*(?:的?生产)?(?:设施|设备|厂房|工厂|生产线|产线)")
"""Where the goods are made and no name for them: 我们生产设施的整体利用率."""
_PLANT_MEASURES = ("production_capacity", "production_volume", "capacity_utilization")
NAME_LENGTH_MIN = 3
"""Letters of a product that no other words hold by chance."""
_SENTENCE_BEFORE = re.compile(r"[^。；]*[。；]\s*$")
_SAME_TIME = re.compile(
    r"[，,；]\s*(?:而|且|及|以及|并且)?\s*(?:于|在)?(?:同期|同年|同一(?:期间|年度|期)|上述(?:期间|同期)|该等期间)(?:内)?\s*[，,]?"
)


def product_before(before: str, after: int) -> str:
    """The product between the period (or the last comma) and the measure, without the subject; English names it after the measure."""
    if before.isascii():
        return ""
    part = before[after:] if 0 <= after <= len(before) else before
    part = re.split(r"[，,：:]", part)[-1]
    subjects = list(SUBJECT_ZH.finditer(part))
    part = part[subjects[-1].end() :] if subjects else part
    product = re.sub(r"(?:产品|的|實現|实现|共?完成)+$", "", LEAD_IN.sub("", part).strip()).strip()
    return "" if _OWN_PLANT.fullmatch(product) else product


def speaks_of_issuer(before: str, spans: Sequence[tuple[Period, int, int]], member: str, known: Mapping[str, str]) -> bool:
    """The issuer stands right after the periods or right before them, or the product is one of its tables."""
    after = LEAD_IN.sub("", before[spans[-1][2] :])
    ahead = before[: spans[0][1]].rstrip("在于於自的 ")
    if SUBJECT_ZH.match(after) or any(subject.end() == len(ahead) for subject in SUBJECT_ZH.finditer(ahead)):
        return True
    return member != "" and member in known.values()


def is_called_ours(member: str, text_before: str) -> bool:
    """Whether the sentences before call a product the issuer's: 我們的智能模組毛利率減少。儘管智能模組的平均售價由……"""
    return len(member) >= NAME_LENGTH_MIN and bool(re.search(f"(?:我们|本公司|本集团)的?{re.escape(member)}", text_before))


def is_own_plant(member: str, concept: str, text_before: str) -> bool:
    """Whether a measure of making is of a plant of which the sentence before says that it is the issuer's.

    我們已在中國深圳及東莞建立生產基地。2022年及2023年，深圳生產基地的利用率分別為82.2%及80.4%.
    """
    if concept not in _PLANT_MEASURES or not _PLANT.search(member):
        return False
    before = _SENTENCE_BEFORE.search(text_before)
    said = before.group(0) if before else ""
    return bool(SUBJECT_ZH.search(said)) and not speaks_of_others(said)


def same_time(before: str, periods: Sequence[Period]) -> list[tuple[Period, int, int]]:
    """The periods of the first half of a sentence where the words before a measure begin with 同期, with the place of that word."""
    found = list(_SAME_TIME.finditer(before))
    if not found or re.search(r"[，,；。\d]", before[found[-1].end() :]):
        return []
    return [(period, found[-1].start(), found[-1].end()) for period in periods]


def simplified_names(known: Mapping[str, str]) -> dict[str, str]:
    """Names of products as the words of a sentence are matched, by their Simplified spelling."""
    return {to_simplified(key): to_simplified(name) for key, name in known.items()}


def names_as_printed(known: Mapping[str, str]) -> dict[str, str]:
    """The printed spelling of names by their Simplified one."""
    return {to_simplified(name): name for name in known.values()}
