"""The standard income statement: every printed line in exactly one standard row, every column footed."""

from analyzer.standard.statement import StandardColumn, StandardStatement, standardise

__all__ = ["StandardColumn", "StandardStatement", "standardise"]
