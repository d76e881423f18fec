"""Several filings -> one comparison. The module itself can be called: `analyzer.compare([...])`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

from analyzer.compare.comparison import COLUMNS, SCALES, CompareOptions, Comparison, compare
from analyzer.model import Filing

__all__ = ["COLUMNS", "SCALES", "CompareOptions", "Comparison", "compare"]


class _CallableModule(ModuleType):
    def __call__(self, filings: Sequence[Filing], options: CompareOptions | None = None) -> Comparison:
        return compare(filings, options)


sys.modules[__name__].__class__ = _CallableModule
