"""The one product that the sentence over a table of Hong Kong names as the product of all its figures."""

from __future__ import annotations

import re

from analyzer.read.labels import to_simplified
from analyzer.topics.volumes_words import CONCEPTS, REVENUE, concept_of, is_word, measures_in, says, speaks_of_others, split_measure

_WHEN = r"(?:(?:[于在]|截至)?(?:所示|往[绩续]记录|有关|相关|报告|指定|上述)(?:各)?(?:期间|期|年度)内?){0,2}的?"
_DEED = (
    r"(?:(?:向[^,，。、的]{2,10}?)?(?:销售|出售|售出|付运|制造|"
    r"生产(?![^的]{0,3}(?:线|厂|力|基地|设施|车间|分部)))(?!渠道|网络|团队|分部|点))?"
)
"""What the issuer does with the product: 我們向外部客戶銷售防火閘的數量."""
_INTRODUCED = re.compile(
    rf"下表(?:载列|列示|呈列|显示|概述|列出|列载|说明)了?{_WHEN}(?:我们|本集团|本公司|集团){_WHEN}{_DEED}(?P<product>[^,，。、；:：（）()\s]{{2,14}}?)"
    rf"(?:生产线|产品)?{_WHEN}[的之](?P<measures>[^,，。；:：的之]+)[:：]?$"
)
_GLUED = re.compile(
    rf"下表(?:载列|列示|呈列|显示|概述|列出|列载|说明)了?{_WHEN}(?:我们|本集团|本公司|集团){_WHEN}的?(?P<measures>[^,，。；:：（）()的之\s]{{4,40}})[:：]?$"
)
"""The product right before its first measure: 我們的生豬產能及出欄量."""
_JOINTS = re.compile(r"[、及和与]|以及")
_BRAND = re.compile(
    r"\b(?:volumes?|prices?|revenue|output|capacity|rates?) of (?:our )?(?P<product>[A-Z][a-z]+[A-Z][a-z]+)[®™]?"
    r"(?: products?)?(?: (?:during|for|in) [A-Za-z ]{0,50}(?:Period|period|years?|indicated))?\s*[:：.]?\s*$"
)


_MACHINES = re.compile(
    r"\b(?:utili[sz]ation(?: rates?)?|capacity|(?:machine|operating) hours) of our "
    r"(?P<product>(?:(?!(?:major|main|key|principal|production|manufacturing|processing|existing|own|various|types?|all|of|and)\b)"
    r"[A-Za-z][\w-]*\s){1,3}(?:machines|looms|furnaces|kilns|presses|vessels|cranes))"
    r"(?: (?:during|for|in) [A-Za-z ]{0,50}(?:Period|period|years?|indicated))?\s*[:：.]?\s*$"
)


def brand(text: str) -> str:
    """The product that an English introduction calls by a name with a capital inside it: ... average selling price of VistaValve.

    Plain capitalised words are left, as places, plants and companies are written so.
    """
    match = _BRAND.search(text)
    return match.group("product") if match and measures_in(text[: match.end("product")]) else ""


def machines(text: str) -> str:
    """The machines whose use an English introduction announces: the utilisation rates of our CNC machines; "" for our machines.

    They are the product only where the table counts their own hours: our paper machines make tonnes.
    """
    match = _MACHINES.search(text)
    return match.group("product") if match else ""


def introduced_product(text: str) -> str:
    """The product in 下表載列於所示期間我們瓦楞紙板生產線之產能及產量：, as printed; "" for 我們生產線, a place, or products in general.

    All that follows the product must be measures, so that no other noun is taken for one.
    """
    plain = to_simplified(text.strip())
    match = _INTRODUCED.search(plain)
    if len(plain) != len(text.strip()):
        return ""
    start, stop = glued_product(plain)
    if match is None or stop:
        return text.strip()[start:stop]
    measures = [part for part in _JOINTS.split(match.group("measures")) if part]
    if not all(is_told(part) for part in measures) or not measures_in(match.group("measures")):
        return ""
    if not is_name(match.group("product")):
        return ""
    return text.strip()[match.start("product") : match.end("product")]


def glued_product(plain: str) -> tuple[int, int]:
    """Where the product stands in 下表載列我們所示期間的生豬產能及出欄量：; nowhere where not all that follows it are measures."""
    match = _GLUED.search(plain)
    parts = [part for part in _JOINTS.split(match.group("measures")) if part] if match else []
    told = len(parts) > 1 and not is_told(parts[0]) and all(is_told(part) for part in parts[1:])
    name = split_measure(parts[0])[1] if told else ""
    if match is None or not name or not is_name(name) or not match.group("measures").startswith(name):
        return 0, 0
    return match.start("measures"), match.start("measures") + len(name)


def is_name(words: str) -> bool:
    """Whether words are one product: no measure, no products in general, no place where they are made, nobody else's."""
    return not (says("generic_product", words) or says("no_product", words) or measures_in(words) or speaks_of_others(words))


def is_told(words: str) -> bool:
    """Whether words are a measure of a volume table, or the number of what is sold."""
    return concept_of(words) in CONCEPTS or is_word(REVENUE, words) or is_word("quantity", words)
