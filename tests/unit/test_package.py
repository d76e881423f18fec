"""The two entry points for programs, and when their libraries are loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest


def printed(code: str) -> str:
    """What a fresh interpreter prints: import order is the matter here."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    "imports",
    [
        "import analyzer",
        "from analyzer.compare import compare; import analyzer",
        "import analyzer.compare",
        "from analyzer import compare, open_filing; import analyzer",
        "import analyzer.cli; import analyzer",
    ],
)
def test_compare_can_be_called_whatever_was_imported_before(imports: str) -> None:
    assert printed(f"{imports}; print(callable(analyzer.compare), callable(analyzer.open_filing))") == "True True"


def test_compare_of_the_package_is_the_function_of_the_module() -> None:
    code = "import analyzer; from analyzer.compare import compare; print(type(analyzer.compare([])) is type(compare([])))"
    assert printed(code) == "True"


def test_open_filing_is_the_pipelines() -> None:
    code = "import analyzer; from analyzer.pipeline import open_filing; print(analyzer.open_filing is open_filing)"
    assert printed(code) == "True"


def test_package_alone_loads_no_module_of_its_own() -> None:
    assert printed("import sys, analyzer; print([name for name in sys.modules if name.startswith('analyzer.')])") == "[]"


def test_unknown_name_is_an_attribute_error() -> None:
    import analyzer

    with pytest.raises(AttributeError, match="module 'analyzer' has no attribute 'read_everything'"):
        analyzer.read_everything  # type: ignore[attr-defined]  # noqa: B018  reading the attribute is what raises
