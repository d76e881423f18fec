"""The command line: arguments, progress and exit codes. The only module that prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analyzer import __version__
from analyzer.cli_parser import build_parser
from analyzer.errors import AnalyzerError, ConfigError
from analyzer.inputs import expand_inputs
from analyzer.outputs import prepare_folder, replacing, write_filing

if TYPE_CHECKING:
    from analyzer.compare import CompareOptions
    from analyzer.model import Filing

OK = 0
ERROR_FINDINGS = 1
UNUSABLE = 2
INTERRUPTED = 130
"""Exit codes; the highest that applies is returned, and the other files are still written."""

BAR_WIDTH_CHARS = 24
FACTS_FOLDER = "facts"


def run() -> NoReturn:
    """Never returns: the exit code of main() becomes the exit status of the process."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of one command; argv without the program name, the process's own arguments when None.

    Raises SystemExit for --help, --version (0) and for arguments that the parser refuses (2).
    """
    arguments = build_parser(__version__).parse_args(argv)
    try:
        return COMMANDS[arguments.command](arguments)
    except AnalyzerError as error:
        _complain(error)
        return UNUSABLE
    except KeyboardInterrupt:
        print("analyzer: interrupted; the files that were finished are kept", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (less, head) has left; the interpreter must not fail on the closed pipe once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def extract(arguments: argparse.Namespace) -> int:
    """The exit code after STEM.csv and its companions of every file stand in the output folder."""
    paths = expand_inputs(arguments.files)
    folder = Path(arguments.output)
    prepare_folder(folder)
    _, code = _read_all(paths, Console(arguments), folder, keep=False)
    return code


def compare(arguments: argparse.Namespace) -> int:
    """The exit code after comparison.xlsx, comparison.html and facts/ stand in the output folder."""
    options = _arguments_to_options(arguments)
    paths = expand_inputs(arguments.files)
    folder = Path(arguments.output)
    facts_folder = folder / FACTS_FOLDER
    prepare_folder(facts_folder)
    console = Console(arguments)
    filings, code = _read_all(paths, console, facts_folder, keep=True)
    if filings:
        _write_comparison(filings, options, folder, console)
    return code


def inspect(arguments: argparse.Namespace) -> int:
    """The exit code after the account of every file is printed; nothing is written."""
    from analyzer.cli_inspect import filing_to_lines

    console = Console(arguments)
    code = OK
    for path in expand_inputs(arguments.files):
        filing, status = _read_one(path, console)
        code = max(code, status)
        if filing is not None:
            print("\n".join(filing_to_lines(filing)))
    return code


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"extract": extract, "compare": compare, "inspect": inspect}


class Console:
    """What goes to stderr: a progress bar on a terminal, a line per file when verbose, error findings unless quiet."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.quiet: bool = arguments.quiet
        self.verbose: bool = arguments.verbose
        self.has_bar = sys.stderr.isatty() and not self.quiet

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Draw the bar in place of the one before."""
        if self.has_bar:
            filled = BAR_WIDTH_CHARS * done // total
            bar = "#" * filled + "-" * (BAR_WIDTH_CHARS - filled)
            print(f"\r\x1b[K[{bar}] {done}/{total} {name}", end="", file=sys.stderr, flush=True)

    def clear_progress(self) -> None:
        if self.has_bar:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def tell(self, line: str, *, only_verbose: bool = False) -> None:
        """Print a line above the bar: unless quiet, or only when verbose."""
        if self.verbose if only_verbose else not self.quiet:
            self.clear_progress()
            print(line, file=sys.stderr)

    def report(self, filing: Filing) -> None:
        """Error findings unless quiet; the counts and every other finding when verbose."""
        self.tell(f"{filing.id}: {len(filing.facts)} figures, {len(filing.findings)} findings", only_verbose=True)
        for finding in filing.findings:
            where = filing.id + (f" page {finding.page}" if finding.page else "")
            self.tell(f"{finding.level}: {where}: {finding.code}: {finding.message}", only_verbose=finding.level != "error")


def _read_all(paths: Sequence[Path], console: Console, folder: Path, *, keep: bool) -> tuple[list[Filing], int]:
    """The filings (none when keep is False: a filing is large) and the exit code; each one's files are written before the next is read."""
    filings: list[Filing] = []
    code = OK
    for done, path in enumerate(paths):
        console.show_progress(done, len(paths), path.name)
        filing, status = _read_one(path, console)
        code = max(code, status)
        if filing is not None:
            write_filing(filing, folder)
            if keep:
                filings.append(filing)
    console.show_progress(len(paths), len(paths), "done")
    console.clear_progress()
    return filings, code


def _read_one(path: Path, console: Console) -> tuple[Filing | None, int]:
    """The filing and its part of the exit code; None for a file that cannot be used, which is reported here."""
    from analyzer.pipeline import open_filing

    try:
        filing = open_filing(path)
    except ConfigError:
        raise  # our own data files are wrong, not this filing
    except AnalyzerError as error:
        console.clear_progress()
        _complain(error)
        return None, UNUSABLE
    console.report(filing)
    return filing, ERROR_FINDINGS if any(finding.level == "error" for finding in filing.findings) else OK


def _complain(error: AnalyzerError) -> None:
    # Not silenced by --quiet: a file or an output that is missing must not pass for one that was written.
    print(f"error: {error}", file=sys.stderr)


def _arguments_to_options(arguments: argparse.Namespace) -> CompareOptions:
    """Raises ConfigError for an unknown scale or language, and for a rate when no currency to translate into is named."""
    from analyzer.compare import CompareOptions

    return CompareOptions(
        currency=arguments.currency,
        scale=arguments.scale or CompareOptions.scale,
        rates=tuple(arguments.rate),
        made_on=arguments.date,
        language=arguments.lang or CompareOptions.language,
    )


def _write_comparison(filings: Sequence[Filing], options: CompareOptions, folder: Path, console: Console) -> None:
    from analyzer.compare import compare
    from analyzer.render.html import render_html
    from analyzer.render.view import build_view
    from analyzer.render.workbook import render_workbook

    view = build_view(compare(filings, options), options)
    for name, render in (("comparison.xlsx", render_workbook), ("comparison.html", render_html)):
        with replacing(folder / name) as part:
            render(view, part)
        console.tell(f"wrote {folder / name}", only_verbose=True)
