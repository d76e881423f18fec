"""The words of the five-largest tables, from concentration_words.csv: one regex per role."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from analyzer.concepts import only_seen_in
from analyzer.errors import ConfigError
from analyzer.read.numerals import straighten

COLUMNS = ("role", "language", "pattern", "seen_in")
BEYOND_CHARS = 40
NAMING_HINTS = {
    "five": re.compile(
        r"five|五|[前首大](?:的)?\s*5|5\s*(?:[最大名家个個位間间]|single|largest|biggest)|(?:top|largest)[\s-]+5", re.IGNORECASE
    ),
    "largest": re.compile(r"largest|biggest|top|大", re.IGNORECASE),
    "major": re.compile(r"major|key|principal|top|largest|主要|重要|重点", re.IGNORECASE),
}
"""What every naming of a role holds: most sentences hold none of it, and the namings have a dozen patterns."""
_WIDE = "\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BLANK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}:;,()])\s+|\s+(?=[{_WIDE}:;,()])")
_MARKS = str.maketrans({"；": ";", "％": "%", "．": "."})


@dataclass(frozen=True)
class Mention:
    """Five largest parties, or the largest one, named in a text. kind: customers or suppliers; middle: words inside the phrase."""

    kind: str
    start: int
    stop: int
    noun: str
    middle: str = ""
    largest: bool = False


@dataclass(frozen=True)
class Words:
    """Patterns by role."""

    rows: tuple[tuple[str, str], ...]

    @cached_property
    def by_role(self) -> Mapping[str, tuple[str, ...]]:
        """The patterns of each role in the order of the file."""
        roles = dict.fromkeys(name for name, _ in self.rows)
        return {role: tuple(pattern for name, pattern in self.rows if name == role) for role in roles}

    @cached_property
    def naming(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """The patterns of the roles that name parties, with the nouns for customers and suppliers filled in."""
        nouns = self.pattern("customer_noun").pattern + "|" + self.pattern("supplier_noun").pattern
        holed = {role: patterns for role, patterns in self.by_role.items() if any("{noun}" in pattern for pattern in patterns)}
        return {role: tuple(_compiled((pattern.replace("{noun}", nouns),)) for pattern in patterns) for role, patterns in holed.items()}

    def pattern(self, role: str) -> re.Pattern[str]:
        return _compiled(self.by_role.get(role, ()))

    def found(self, role: str, text: str) -> bool:
        return self.pattern(role).search(text) is not None

    def whole(self, role: str, text: str) -> bool:
        return self.pattern(role).fullmatch(text) is not None

    def search(self, role: str, text: str) -> Iterator[re.Match[str]]:
        """Matches of each pattern of a role, so that named groups may repeat between patterns."""
        for pattern in self.by_role.get(role, ()):
            yield from _compiled((pattern,)).finditer(text)

    def mentions(self, text: str, roles: Iterable[str] = ("five", "largest")) -> list[Mention]:
        """Every naming of the five largest (or the largest) customers or suppliers, in order, none inside another."""
        found: list[Mention] = []
        for role in roles:
            if not NAMING_HINTS[role].search(text):
                continue
            for pattern in self.naming.get(role, ()):
                found += self._mentions_of(pattern, role, text)
        found.sort(key=lambda item: (item.start, -item.stop))
        kept: list[Mention] = []
        for item in found:
            if not kept or item.start >= kept[-1].stop:
                kept.append(item)
        return kept

    def _mentions_of(self, pattern: re.Pattern[str], role: str, text: str) -> Iterator[Mention]:
        for match in pattern.finditer(text):
            if self.found("beyond_five", text[max(0, match.start() - BEYOND_CHARS) : match.start()]) or self.found(
                "beyond_after", text[match.end() : match.end() + BEYOND_CHARS]
            ):
                # All the others: customers other than our five largest customers.
                continue
            kind = "customers" if self.whole("customer_noun", match.group("noun")) else "suppliers"
            middle = match.groupdict().get("middle") or ""
            yield Mention(kind, *match.span(), match.group("noun"), middle, role == "largest")


@cache
def load_words(without: frozenset[str] = frozenset()) -> Words:
    """The packaged words without those that were seen only in these filings. Raises ConfigError for a bad row."""
    text = files("analyzer.topics").joinpath("concentration_words.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ConfigError(f"concentration_words.csv: expected the columns {', '.join(COLUMNS)}, found {reader.fieldnames}")
    rows = []
    for line in reader:
        try:
            re.compile(line["pattern"].replace("{noun}", "x"))
        except re.error as error:
            raise ConfigError(f"concentration_words.csv: role {line['role']}: {line['pattern']!r} is no regex ({error})") from error
        if not only_seen_in(line["seen_in"], without):
            rows.append((line["role"], line["pattern"]))
    return Words(tuple(rows))


def squeeze(text: str) -> str:
    """One line in one width: no blanks beside Chinese characters, single blanks elsewhere; for matching only."""
    text = straighten(text).translate(_MARKS)
    return re.sub(r"\s+", " ", _BLANK_IN_CHINESE.sub("", text)).strip()


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.IGNORECASE)
