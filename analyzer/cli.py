"""The command line: arguments, progress and exit codes. The only module that prints."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from analyzer import __version__
from analyzer.cli_parser import build_parser
from analyzer.errors import AnalyzerError, ConfigError, OutputError, WorkerError
from analyzer.inputs import expand_inputs, filing_stem
from analyzer.outputs import prepare_folder

if TYPE_CHECKING:
    from analyzer.cli_compare import Looks
    from analyzer.compare import CompareOptions
    from analyzer.model import Filing
    from analyzer.records import Outcome

T = TypeVar("T")

OK = 0
ERROR_FINDINGS = 1
UNUSABLE = 2
INTERRUPTED = 130
"""Exit codes; the highest that applies is returned, and the other files are still written."""

BAR_WIDTH_CHARS = 24
FACTS_FOLDER = "facts"


def run() -> NoReturn:
    """Never returns: the exit code of main() becomes the exit status of the process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal or pipe that takes no Chinese must not end the program
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of one command; argv without the program name, the process's own arguments when None.

    Raises SystemExit for --help, --version (0) and for arguments that the parser refuses (2).
    """
    arguments = build_parser(__version__).parse_args(argv)
    try:
        return COMMANDS[arguments.command](arguments)
    except AnalyzerError as error:
        print(printable(f"error: {error}"), file=sys.stderr)
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
    _, code = _extract_all(paths, folder, arguments)
    return code


def compare(arguments: argparse.Namespace) -> int:
    """The exit code after comparison.xlsx, comparison.html and facts/ stand in the output folder."""
    from analyzer.records import read_filing

    options, looks = _arguments_to_options(arguments), _arguments_to_looks(arguments)
    paths = expand_inputs(arguments.files)
    folder = Path(arguments.output)
    facts_folder = folder / FACTS_FOLDER
    prepare_folder(facts_folder)
    done, code = _extract_all(paths, facts_folder, arguments)
    # Also what was just read comes from its files, so that an earlier run's figures give the same bytes.
    filings = [replace(read_filing(facts_folder, filing_stem(path)), path=str(path)) for path in done]
    if filings:
        code = max(code, _write_comparison(filings, options, looks, folder, arguments))
    return code


def inspect(arguments: argparse.Namespace) -> int:
    """The exit code after the account of every file is printed; nothing is written."""
    from analyzer.cli_inspect import filing_to_lines
    from analyzer.jobs import inspect_filing
    from analyzer.records import Outcome

    console = Console(arguments)
    code = OK
    paths = expand_inputs(arguments.files)
    for path, filing in _each(paths, inspect_filing, arguments, console, {}):
        if isinstance(filing, AnalyzerError):
            code = max(code, console.complain(filing))
        else:
            code = max(code, console.report(Outcome.of(filing)))
            print("\n".join(map(printable, filing_to_lines(replace(filing, path=str(path))))))
    return code


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"extract": extract, "compare": compare, "inspect": inspect}


def printable(text: str) -> str:
    """The text with escapes for what would move the cursor, change colours or turn the writing direction of a terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else char.encode("unicode_escape").decode("ascii") for char in text)


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
            print(printable(line), file=sys.stderr)

    def report(self, outcome: Outcome, note: str = "") -> int:
        """The filing's part of the exit code. Prints error findings unless quiet; the counts and every other finding when verbose."""
        self.tell(f"{outcome.filing_id}: {outcome.figure_count} figures, {len(outcome.findings)} findings{note}", only_verbose=True)
        for finding in outcome.findings:
            where = outcome.filing_id + (f" page {finding.page}" if finding.page else "")
            self.tell(f"{finding.level}: {where}: {finding.code}: {finding.message}", only_verbose=finding.level != "error")
        return ERROR_FINDINGS if any(finding.level == "error" for finding in outcome.findings) else OK

    def complain(self, error: AnalyzerError) -> int:
        """The exit code for a file without result. Not silenced by quiet: what is missing must not pass for what was written."""
        self.clear_progress()
        print(printable(f"error: {error}"), file=sys.stderr)
        if isinstance(error, WorkerError):
            self.tell(error.details.rstrip(), only_verbose=True)
        return UNUSABLE


def _extract_all(paths: Sequence[Path], folder: Path, arguments: argparse.Namespace) -> tuple[list[Path], int]:
    """The files whose figures now stand in the folder, and the exit code; only what is missing or changed is read."""
    from analyzer.jobs import extract_filing
    from analyzer.records import Recipe, find_finished

    console = Console(arguments)
    recipe = Recipe.current()
    finished = {} if arguments.refresh else find_finished(paths, folder, recipe)
    done: list[Path] = []
    code = OK
    for path, outcome in _each(paths, partial(extract_filing, folder=folder, recipe=recipe), arguments, console, finished):
        if isinstance(outcome, AnalyzerError):
            code = max(code, console.complain(outcome))
        else:
            code = max(code, console.report(outcome, "; unchanged, not read again" if path in finished else ""))
            done.append(path)
    return done, code


def _each(
    paths: Sequence[Path], call: Callable[[Path], T], arguments: argparse.Namespace, console: Console, finished: Mapping[Path, T]
) -> Iterator[tuple[Path, T | AnalyzerError]]:
    """What the call gives for each file, or why the file cannot be used; in the order of the files, whichever is ready first.

    finished: what is known for some of the files already.
    Raises ConfigError where our own data files are wrong: that is no fault of one filing.
    """
    missing = [path for path in paths if path not in finished]
    with ExitStack() as stack:
        if arguments.workers == 0:
            results: dict[Path, Callable[[], T]] = {path: partial(call, path) for path in missing}
        else:
            executor = stack.enter_context(_make_executor(arguments, len(missing)))
            results = {path: executor.submit(call, path).result for path in missing}
        for count, path in enumerate(paths):
            console.show_progress(count, len(paths), path.name)
            yield path, finished[path] if path in finished else _get(results[path], path)
        console.show_progress(len(paths), len(paths), "done")
        console.clear_progress()


def _make_executor(arguments: argparse.Namespace, filing_count: int) -> Executor:
    from analyzer.executor import Limits, ProcessExecutor, core_count

    given = {
        "seconds": arguments.time_limit,
        "seconds_per_page": arguments.page_time,
        "seconds_per_ocr_page": arguments.ocr_page_time,
        "memory_mb": arguments.memory_limit,
    }
    limits = Limits(**{name: value for name, value in given.items() if value is not None})
    cores = arguments.workers or core_count()
    workers = max(1, min(cores, filing_count))
    preload = ["analyzer.executor", "analyzer.jobs", "analyzer.pdf.document"]
    # With two cores for each filing a worker imports the rest while its fork reads the texts; otherwise it is imported once for all.
    may_fork = cores >= 2 * filing_count
    if not may_fork:
        preload += ["analyzer.cli", "analyzer.pipeline"]
    return ProcessExecutor(workers, limits, preload, may_fork=may_fork)


def _get(result: Callable[[], T], path: Path) -> T | AnalyzerError:
    try:
        return result()
    except WorkerError as error:
        return error.of(path.name)
    except OutputError as error:
        return error
    except ConfigError:
        raise  # our own data files are wrong, not this filing
    except AnalyzerError as error:
        return error


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


def _arguments_to_looks(arguments: argparse.Namespace) -> Looks:
    """Raises ConfigError for templates that cannot be used."""
    from analyzer.cli_compare import Looks

    template, templates = (Path(given) if given else None for given in (arguments.template, arguments.templates))
    return Looks(arguments.evidence, template, templates)


def _write_comparison(filings: Sequence[Filing], options: CompareOptions, looks: Looks, folder: Path, arguments: argparse.Namespace) -> int:
    """UNUSABLE where the pages of a filing cannot be shown; the outputs are then written without its pictures."""
    from analyzer.cli_compare import write_comparison

    console = Console(arguments)
    codes = [OK]
    with _make_executor(arguments, len(filings)) as executor:
        for path in write_comparison(filings, options, folder, looks, executor, lambda error: codes.append(console.complain(error))):
            console.tell(f"wrote {path}", only_verbose=True)
    return max(codes)
