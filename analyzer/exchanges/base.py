"""The Exchange record: everything that one market's filings have of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.errors import ConfigError
from analyzer.model import TOPICS

Market = Literal["HK", "CN"]
Language = Literal["en", "zh-Hant", "zh-Hans"]


@dataclass(frozen=True)
class Exchange:
    """One market's words. Regexes see text without line breaks or spaces between Chinese characters.

    recognise: (regex, weight) on the text of the first pages; the exchange with the highest sum of weights is the filing's.
    headings: by topic, words of headings and captions under which its tables stand; captions: words that lead to a unit.
    strategies: names of table strategies in the order to try. rules: where the accounting and disclosure rules are published.
    """

    id: str
    name: str
    market: Market
    recognise: tuple[tuple[str, int], ...]
    languages: tuple[Language, ...]
    headings: Mapping[str, tuple[str, ...]]
    captions: tuple[str, ...]
    strategies: tuple[str, ...]
    rules: str

    def __post_init__(self) -> None:
        missing = [topic for topic in TOPICS if not self.headings.get(topic)]
        if missing:
            raise ConfigError(f"exchange {self.id}: no headings for {', '.join(missing)}")
        for pattern, weight in self.recognise:
            if weight <= 0:
                raise ConfigError(f"exchange {self.id}: weight of {pattern!r} must be above 0, found {weight}")
            re.compile(pattern)

    @property
    def wording(self) -> str:
        """The accounting wording in which labels are read where the pages do not name the basis (a fact's basis stays empty)."""
        return "IFRS" if self.market == "HK" else "CAS"

    def find_marks(self, texts: Sequence[str]) -> list[tuple[int, int, str]]:
        """(weight, index of the text, words) of each pattern that stands in one of the texts, at its first place.

        A line may end between any two words.
        """
        found = []
        for pattern, weight in self.recognise:
            for index, text in enumerate(texts):
                match = re.search(pattern.replace(" ", r"\s+"), text, re.IGNORECASE)
                if match:
                    found.append((weight, index, match.group(0)))
                    break
        return found
