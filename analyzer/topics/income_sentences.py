"""The sentences that repeat figures of the statement, in either language, and those that may give a figure first.

"Our revenue increased by 46.2% from RMB703.5 million in 2023 to RMB1,028.3 million in 2024"; "分别为 A 万元、B 万元和 C 万元".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.topics.income_chinese import find_chinese
from analyzer.topics.income_english import find_english
from analyzer.topics.income_names import margin_of
from analyzer.topics.income_spoken import Names, Spoken, split_when

MONEY_EN = r"(?:approximately\s+|around\s+)?(?:RMB|US\$|HK\$|CNY)\s?\(?[\d,]+(?:\.\d+)?\)?(?:\s?(?:million|billion|thousand|[万萬亿億]元))?"
PERCENT = r"-?\d+(?:\.\d+)?\s?[%％]"
MONEY_ZH = r"(?:人民[币幣]|港[币幣元]|美元)?\s?-?[\d,]+(?:\.\d+)?\s?(?:[百千]?[万萬]|[千百]|[亿億])?元"
MARGIN_EN = re.compile(
    rf"(?P<label>(?:overall )?gross (?:profit )?margin)s?[^.;%]{{0,60}}?(?:was|were|of|"
    rf"at)\s+(?P<list>{PERCENT}(?:,?\s+(?:and\s+)?{PERCENT})+),?\s+(?P<when>(?:for|in|"
    rf"during)\s+[^.;]{{4,140}}?),?\s+respectively",
    re.IGNORECASE,
)
MARGIN_ZH = re.compile(
    rf"(?P<when>[^。；]{{0,90}}?)[，,]?(?:公司|我[们們]|集[团團])?的?(?P<label>(?:[综綜]合|整[体體])?毛利率)分[別别][为為達达]\s?(?P<list>{PERCENT}(?:[、及和與与]\s?{PERCENT})+)"
)
ADJUSTED_EN = re.compile(
    rf"(?P<label>adjusted net (?:loss|profit|income))(?:es)?\s*(?:\([^)]*\))?\s*(?:was|were|amounted to|"
    rf"of)\s+(?P<list>{MONEY_EN}(?:,?\s*(?:and\s+)?{MONEY_EN})+),?\s*(?P<when>(?:for|in|"
    rf"during)\s+[^.;]{{4,140}}?),?\s+respectively",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """One form of sentence. anchor: cheap words that every such sentence has; before, after: characters around them to search in."""

    pattern: re.Pattern[str]
    anchor: re.Pattern[str]
    before: int
    after: int
    figure: str = ""
    concept: str = ""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The sentences of this form, each once."""
        stop = 0
        for anchor in self.anchor.finditer(text):
            if anchor.end() <= stop:
                continue
            match = self.pattern.search(text, max(stop, anchor.start() - self.before), min(len(text), anchor.end() + self.after))
            if match:
                stop = match.end()
                yield match


# Anchors begin with letters or a set of letters: the search for them then skips what cannot be one.
FIRST_READINGS = (
    Form(MARGIN_EN, re.compile(r"[Gg](?i:ross (?:profit )?margin)"), 10, 460, PERCENT, "gross_margin"),
    Form(MARGIN_ZH, re.compile(r"毛利率分[别別]"), 110, 160, PERCENT, "gross_margin"),
    Form(ADJUSTED_EN, re.compile(r"[Aa](?i:djusted net (?:loss|profit|income))"), 0, 460, MONEY_EN, "adjusted_profit"),
)
"""Figures that a filing may print in a sentence only. 主营业务毛利率 is another concept."""


def find_spoken(text: str, names: Names) -> Iterator[Spoken]:
    """Every figure of the sentences that name a line and a figure; the text has single blanks, or none where it is Chinese."""
    yield from find_english(text, names)
    yield from find_chinese(text, names)


def find_first(text: str) -> Iterator[Spoken]:
    """Every figure of the sentences that may give a margin or an adjusted profit first."""
    for form in FIRST_READINGS:
        yield from listed(form, text)
    yield from find_english(text, margin_of, percent=True) if "margin" in text else ()
    yield from find_chinese(text, margin_of, percent=True) if "毛利率" in text else ()


def listed(form: Form, text: str) -> Iterator[Spoken]:
    """The figures of one enumeration with their periods, none where the counts differ."""
    for match in form.find(text):
        spans = [(match.start("list") + m.start(), match.start("list") + m.end()) for m in re.finditer(form.figure, match["list"])]
        when = split_when(match["when"])
        if len(when) == len(spans):
            start = match.start("label")
            yield from (Spoken(match["label"], *span, words, form.concept, start) for span, words in zip(spans, when, strict=True))
