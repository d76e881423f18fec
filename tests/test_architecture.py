"""The layout of docs/architecture.md as rules on imports, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "analyzer"

STAGES = (
    ("model", "errors", "stages", "forks"),
    ("contract", "inputs", "filings"),
    ("pdf",),
    ("concepts", "exchanges", "read"),
    ("topics",),
    ("checks",),
    ("pipeline",),
    ("frame", "standard", "metrics", "codec", "outputs"),
    ("compare",),
    ("render",),
    ("records",),
    ("jobs", "executor"),
    ("cli_parser", "cli_inspect", "cli_compare", "cli", "__main__"),
)
"""Rooms in the direction of the flow: a module imports from its own stage and the ones before it."""

LIBRARIES = {
    "pypdfium2": ("pdf/",),
    "pypdfium2_raw": ("pdf/",),
    "pdfplumber": ("pdf/",),
    "pdfminer": ("pdf/",),
    "openpyxl": ("render/workbook", "render/sheets/"),
    "jinja2": ("render/html",),
}
"""Who may import what: the beginnings of the paths, relative to the package."""

STDLIB_ONLY = ("model.py", "errors.py")
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
BARRED_NAMES = {"utils", "helpers", "common", "data", "info", "manager"}


def imported_names(module: str) -> Iterator[str]:
    """Every module name that the source imports, wherever the statement stands, but for those under TYPE_CHECKING."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    skipped = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            yield node.module or ""
            if node.module == "analyzer":
                yield from (f"analyzer.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    return module.removesuffix(".py").split("/")[0]


def stage(name: str) -> int:
    found = [index for index, rooms in enumerate(STAGES) if name in rooms]
    assert found, f"analyzer/{name} has no place in the flow: put it into STAGES and docs/architecture.md"
    return found[0]


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__init__.py"])
def test_imports_follow_the_flow(module: str) -> None:
    rooms = {name.split(".")[1] for name in imported_names(module) if name.startswith("analyzer.")} - {"__version__"}
    if module == "model.py":
        rooms -= {"frame"}  # Statement.to_frame fetches pandas at the caller's wish
    against = sorted(name for name in rooms if stage(name) > stage(room(module)))
    assert against == []


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_room(module: str) -> None:
    used = {name.split(".")[0] for name in imported_names(module)} & set(LIBRARIES)
    assert sorted(library for library in used if not module.startswith(LIBRARIES[library])) == []


@pytest.mark.parametrize("module", STDLIB_ONLY)
def test_the_data_model_needs_only_the_standard_library(module: str) -> None:
    import sys

    roots = {name.split(".")[0] for name in imported_names(module)} - {"analyzer"}
    assert sorted(roots - sys.stdlib_module_names) == []


def test_pages_know_nothing_of_concepts() -> None:
    rooms = {
        name.split(".")[1] for module in MODULES if module.startswith("pdf/") for name in imported_names(module) if "analyzer." in name
    }
    assert sorted(rooms & {"concepts", "topics", "exchanges", "read"}) == []


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    calls = [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert module == "cli.py" or calls == []


@pytest.mark.parametrize("module", MODULES)
def test_names_say_what_a_module_holds(module: str) -> None:
    assert not BARRED_NAMES & set(module.removesuffix(".py").split("/"))
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    classes = {node.name.casefold() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    assert sorted(classes & BARRED_NAMES) == []
