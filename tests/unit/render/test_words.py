"""labels.csv: every key in every language, the same arguments in each, and every note that the program can make."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import analyzer
from analyzer.errors import ConfigError
from analyzer.metrics.computed import Note
from analyzer.render.words import LANGUAGES, Words

PACKAGE = Path(analyzer.__file__).parent
ARGUMENTS = re.compile(r"\{\d\}")


def note_codes() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Note" and node.args:
                parts = [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else [node.args[0]]
                found |= {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_there_with_the_same_arguments(language: str) -> None:
    english, other = Words("en").labels, Words(language).labels
    assert english.keys() == other.keys()
    assert [key for key in english if not other[key].strip() and key != "sentence.multiple_after"] == []
    assert [key for key in english if sorted(ARGUMENTS.findall(english[key])) != sorted(ARGUMENTS.findall(other[key]))] == []


def test_every_note_has_words() -> None:
    codes = note_codes()
    assert "trap.basis" in codes
    assert sorted(codes - Words("en").labels.keys()) == []


def test_arguments_that_name_rows_become_titles() -> None:
    assert Words("en").note(Note("core.missing", ("selling_expenses",))) == "no line for Selling and distribution expenses"


def test_unknown_key_and_language_are_errors() -> None:
    with pytest.raises(ConfigError, match=r"no row 'no\.such\.key'"):
        Words("en")("no.such.key")
    with pytest.raises(ConfigError, match="unknown language 'fr'"):
        Words("fr")
