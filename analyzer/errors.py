"""The exception tree. A message names filing and page, what was expected, what was found and the next step."""

from __future__ import annotations


class AnalyzerError(Exception):
    """Base of every error this program raises on purpose."""

    def __init__(self, message: str, *, filing: str = "", page: int | None = None, next_step: str = "") -> None:
        self.filing = filing
        self.page = page
        self.next_step = next_step
        where = filing + (f" page {page}" if page else "")
        parts = [f"{where}: {message}" if where else message]
        if next_step:
            parts.append(next_step)
        super().__init__(". ".join(part.rstrip(".") for part in parts))


class FilingError(AnalyzerError):
    """The PDF is missing, damaged, locked, or has no readable text."""


class LayoutError(AnalyzerError, LookupError):
    """A required heading or table is not in the document."""


class ReadError(AnalyzerError, ValueError):
    """This text is not an amount, unit or period."""


class ConfigError(AnalyzerError, ValueError):
    """Our CSV row, settings or arguments are wrong, or the output cannot be written."""
