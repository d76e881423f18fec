"""Which line of the statement a phrase of a sentence names, whose it is and which sign its figure has."""

from __future__ import annotations

import re
from decimal import Decimal

from analyzer.concepts import Vocabulary, concepts
from analyzer.read.labels import label_key
from analyzer.topics.income_spoken import Spoken

OWN_CHARS = 12
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LEAD_EN = re.compile(
    r"^(?:.*\b(?:our|the group[’']s|the company[’']s|we recorded|we generated|we had|total|overall|aggregate|result of the foregoing|"
    r"foregoing reasons)[,\s]+)+|^(?:and|that|as a result|the|an?)\s+",
    re.IGNORECASE,
)
LEAD_ZH = re.compile(r"公司|集[团團]|我们|我們|[发發]行人|实现|實現|期内|期內|各期|年度|年|的|[总總]|其中|同期|及|而|且|[录錄]得")
HEADING = re.compile(r"(.{3,20})(?=\1$)")
"""The heading of a paragraph that begins with the same words: 其他收入淨額 over 其他收入淨額由2024年的."""
WHOLE_ZH = re.compile(
    r"^(?:而|且|及|本|同期|年度?|各期|[报報]告期?|期[内內]|其中|公司|集[团團]|我[们們]|[发發]行人|实现了?|實現了?|[录錄]得|的|之|[总總]|[综綜]合|整[体體]|[则則]|[合共]?[计計])*$"
)
"""What may stand before the name of a line without making it a part's: 公司实现的, not 印刷品业务的."""
OWN_EN = re.compile(r"(?:^|.*\W)(?:our|the group[’']s|the company[’']s)\s+(?:(?:total|overall)\s+)?", re.IGNORECASE)
OWN_ZH = re.compile(r"(?:^|.*[，,。；;、\d年月期度内內止])(?:本?公司|发行人|發行人|我们|我們|本?集[团團])(?:实现|實現)?[的之]?[总總]?")
"""What stands before the name of a line that is the whole company's: nothing comes between, such as a product or a source."""
LINE_END_ZH = re.compile(
    r"(?:收入|收益|成本|利[润潤额額]|毛利|溢利|[费費]用|[开開]支|支出|[亏虧][损損]|[损損]失|[净淨][利额額]|[总總][额額]|附加|[净淨][亏虧][损損]|[纯純]利|[营營][业業][额額]|所得[税稅]|盈利|准[备備]|抵免|[变變][动動]|毛[损損])$"
)
LINE_END_EN = re.compile(
    r"(?:revenues?|turnover|sales|profits?|loss(?:es)?|costs?|expenses?|charges?|income|gains?|credits?|benefits?|tax(?:ation)?|net|"
    r"year|period|expenditures?|services?|surcharges|company|parent|sold|value|assets?|ventures?|associates?|receivables?)\)?$"
    r"|\bfair value\b",
    re.IGNORECASE,
)
"""Cheap tests: how a phrase that may name a line ends."""
OTHER_LINE = re.compile(
    r"\b(?:of|in|under|from|to|for|with|by|on|between|as) (?:our|the group|the company)\b|adjusted|excluding|per share|"
    r"[扣剔撇]除|[调調]整|[预預][计計测測]|每股|[对對子]公司|附[属屬]",
    re.IGNORECASE,
)
MARGIN = re.compile(
    r"(?:.*\bour\s+)?(?:(?:the|total|overall|and)\s+)*gross\s+(?:profit\s+)?margins?|.*?(?<!主[营營][业業][务務])(?<![业業][务務]的)毛利率",
    re.IGNORECASE,
)
LOSS = re.compile(r"loss|[亏虧][损損]|[损損]失|毛[损損]", re.IGNORECASE)
PROFIT = re.compile(r"profit|gain|income|利[润潤]|溢利|盈利|收益|[损損]益", re.IGNORECASE)
GAIN = re.compile(r"profit|gain|利[润潤]|溢利|盈利", re.IGNORECASE)
INCOME_TAX = re.compile(r"income tax", re.IGNORECASE)
CREDIT = re.compile(r"credit|benefit|抵免|[贷貸][项項]|收益|[计計]入|finance income", re.IGNORECASE)


PLURAL = re.compile(r"\b(loss|profit)(?:es|s)\b", re.IGNORECASE)
UNCERTAIN = {"adjusted_profit", "gross_margin"}
"""No lines of the statement: sentences that give them have forms of their own."""


class LineNames:
    """Phrases -> concepts of one accounting basis, each phrase looked up once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._known: dict[str, tuple[str, bool]] = {}

    def concept_of(self, label: str) -> str:
        """The concept of a phrase or of the end of it that names a line, "" for none."""
        return self._named(label)[0]

    def is_whole(self, label: str) -> bool:
        """Whether nothing in the phrase makes the line a part's."""
        return self._named(label)[1]

    def is_line(self, label: str) -> bool:
        return bool(self.vocabulary.concepts_of(label_key(label)))

    def _named(self, label: str) -> tuple[str, bool]:
        if label not in self._known:
            self._known[label] = self._look_up(label)
        return self._known[label]

    def _look_up(self, label: str) -> tuple[str, bool]:
        chinese = CHINESE.search(label)
        if not (LINE_END_ZH if chinese else LINE_END_EN).search(label):
            return "", False
        for start in (0, *lead_ends(label, LEAD_ZH), *lead_ends(label, HEADING)) if chinese else (0, *lead_ends(label, LEAD_EN)):
            found = self.vocabulary.concepts_of(label_key(label[start:])) or self.vocabulary.concepts_of(
                label_key(PLURAL.sub(r"\1", label[start:]))
            )
            if found and found[0] in UNCERTAIN:
                return "", False
            if found and OTHER_LINE.search(label[:start]):
                return "", False
            if found:
                return found[0], not chinese or bool(WHOLE_ZH.match(label[:start]) or label.endswith(label[:start]))
        return "", False


def lead_ends(label: str, lead: re.Pattern[str]) -> list[int]:
    return [match.end() for match in lead.finditer(label) if match.end() < len(label)]


def is_own(spoken: Spoken, text: str, names: LineNames) -> bool:
    """Whether nothing stands between the company and the name of the line: 公司营业收入, not 公司源自幕墙的营业收入."""
    said = text[max(0, spoken.label_start - OWN_CHARS) : spoken.label_start] + spoken.label
    for own in (OWN_EN, OWN_ZH):
        match = own.match(said)
        if match and names.is_line(said[match.end() :]):
            return True
    return False


def margin_of(label: str) -> str:
    """gross_margin where the phrase names the whole company's; the arithmetic tells it from a product's."""
    return "gross_margin" if MARGIN.fullmatch(label) and not OTHER_LINE.search(label) else ""


def signed(value: Decimal, spoken: Spoken, concept: str, line: Decimal) -> tuple[Decimal, bool]:
    """The figure with its sign, and whether the sentence tells it: an expense and a profit are positive, a loss is negative.

    line: what the statement prints; it tells the sign where the words do not (其他收入及亏损, a figure of 公允价值变动).
    """
    kind = concepts()[concept].sign
    label = INCOME_TAX.sub("tax", spoken.label)
    loss = bool(LOSS.search(label))
    if value < 0:
        return value, False
    if kind == "expense" and not loss and not CREDIT.search(label):
        return value, True
    if kind == "income" and (spoken.loss or (loss and not PROFIT.search(label))):
        return -value, True
    if kind == "income" and not loss and GAIN.search(label):
        return value, True
    return (value if line >= 0 else -value), False
