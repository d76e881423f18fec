"""What the documentation promises is what the program has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from analyzer.cli_parser import build_parser

PROJECT = Path(__file__).parents[1]
CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


SPEAKERS = ("topics", "checks", "pdf", "read")
"""Rooms whose upper-case words are codes, also where a function of their own builds the finding."""


def finding_codes() -> Iterator[str]:
    """Every code that the source gives to a finding, in whatever function, or registers a rule under."""
    for path in (PROJECT / "analyzer").rglob("*.py"):
        speaks = path.relative_to(PROJECT / "analyzer").parts[0] in SPEAKERS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Finding", "rule"}:
                yield from (text for argument in node.args[:2] for text in constants(argument) if CODE.fullmatch(text) or text.isupper())
            elif isinstance(node, ast.JoinedStr) and [part.value for part in node.values[1:] if isinstance(part, ast.Constant)] == [
                "_NOT_FOUND"
            ]:
                yield from ("CUSTOMERS_NOT_FOUND", "SUPPLIERS_NOT_FOUND")
            elif speaks and isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node.value


def constants(node: ast.AST) -> Iterator[str]:
    return (child.value for child in ast.walk(node) if isinstance(child, ast.Constant) and isinstance(child.value, str))


def test_findings_page_lists_every_code_and_no_other() -> None:
    page = (PROJECT / "docs" / "findings.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([A-Z0-9_]+)` \|", page, re.MULTILINE)
    assert sorted(documented) == sorted(set(finding_codes()))


def test_readme_names_every_command() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    text = build_parser("1").format_help()
    commands = re.findall(r"^    (\w+) ", text, re.MULTILINE)
    assert commands == ["extract", "compare", "inspect"]
    assert [command for command in commands if f"| `analyzer {command} " not in readme] == []


def test_readme_names_targets_that_exist() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8") + (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"make ([a-z-]+)", readme))
    assert targets >= {"demo", "test", "lint", "accuracy", "bench", "samples"}
    assert sorted(target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)) == []
