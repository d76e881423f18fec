"""Labels, headings and sentences in the language of the output, from labels.csv. Printed names are never translated."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from analyzer.errors import ConfigError
from analyzer.metrics.computed import Note
from analyzer.standard.rows import standard_rows

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
SHORT_NAMES = {"zh": "zh-Hans"}


class Words:
    """words("key", a, b) gives the label with its arguments. Raises ConfigError for a key that labels.csv lacks."""

    def __init__(self, language: str) -> None:
        self.language = SHORT_NAMES.get(language, language)
        if self.language not in LANGUAGES:
            raise ConfigError(f"unknown language {language!r}", next_step=f"choose one of {', '.join(LANGUAGES)}")
        self.labels = _labels()[self.language]

    def __call__(self, key: str, *args: object) -> str:
        if key not in self.labels:
            raise ConfigError(f"labels.csv has no row {key!r}", next_step="add it in all languages")
        return self.labels[key].format(*args)

    def has(self, key: str) -> bool:
        return key in self.labels

    def term(self, text: str) -> str:
        """A word that the program itself put among printed ones ("shareholder"); any other text as it is printed."""
        key = f"term.{text}"
        return self.labels.get(key, text)

    def note(self, note: Note) -> str:
        """A note in words; row ids among its arguments become row titles."""
        return self(note.code, *(self(f"row.{arg}") if self.has(f"row.{arg}") else arg for arg in note.args))

    def notes(self, notes: tuple[Note, ...]) -> str:
        return "; ".join(self.note(note) for note in notes)


@cache
def _labels() -> dict[str, dict[str, str]]:
    text = resources.files("analyzer.render").joinpath("labels.csv").read_text(encoding="utf-8")
    records = list(csv.DictReader(text.splitlines()))
    labels = {language: {record["key"]: record[language] for record in records} for language in LANGUAGES}
    for row in standard_rows():
        for language in LANGUAGES:
            labels[language][f"row.{row.id}"] = row.titles[language]
    return labels
