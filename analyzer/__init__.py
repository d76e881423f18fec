"""Reads IPO prospectuses and compares them: `open_filing(path)` reads one, `compare([...])` sets several side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "compare", "open_filing"]

if TYPE_CHECKING:
    from analyzer.compare import compare
    from analyzer.pipeline import open_filing


def __getattr__(name: str) -> object:
    """The two entry points, imported at first use: `analyzer --help` must not wait for a PDF library.

    `compare` is the module analyzer.compare, which can be called: `analyzer.compare([...])` and
    `from analyzer.compare import compare` both work, in whichever order they are imported.
    """
    from importlib import import_module

    if name == "open_filing":
        return import_module("analyzer.pipeline").open_filing
    if name == "compare":
        return import_module("analyzer.compare")
    raise AttributeError(f"module 'analyzer' has no attribute {name!r}")
