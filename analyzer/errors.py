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


class OutputError(ConfigError):
    """The output cannot be written: no room, no permission, or another program holds the file."""


class WorkerError(FilingError):
    """Reading the filing hit a limit, ended its worker, or met a defect of this program. stage: how far it had come."""

    def __init__(
        self, message: str, *, filing: str = "", page: int | None = None, next_step: str = "", stage: str = "", details: str = ""
    ) -> None:
        self.stage = stage
        self.details = details
        self.reason = message
        super().__init__(f"{message}, in the stage {stage!r}" if stage else message, filing=filing, page=page, next_step=next_step)

    def of(self, filing: str) -> WorkerError:
        """The same error of a named filing; a worker does not know the name."""
        return WorkerError(self.reason, filing=filing, page=self.page, next_step=self.next_step, stage=self.stage, details=self.details)
