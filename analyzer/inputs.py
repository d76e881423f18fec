"""What the user names on the command line as a list of files, and the checks that need no PDF library."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from glob import glob, has_magic
from pathlib import Path

from analyzer.errors import ConfigError, FilingError

HEADER_WINDOW_BYTES = 1024
"""A PDF may have other bytes before its header; readers accept it within the first 1,024."""
TRAILER_WINDOW_BYTES = 1024
"""%%EOF must stand in the last 1,024 bytes (ISO 32000-1, annex H, note 18)."""


def filing_stem(path: Path) -> str:
    """STEM of the output files: the file name without .pdf, in whatever case; other dots belong to the name."""
    return path.name[: -len(".pdf")] if path.name.lower().endswith(".pdf") and len(path.name) > len(".pdf") else path.name


def expand_inputs(arguments: Sequence[str]) -> list[Path]:
    """The PDF files that the arguments name, in the order given; what a folder or a pattern names is sorted by name.

    A folder stands for the PDF files directly in it, a pattern for what it matches; a file named twice counts once.
    A file that does not exist is kept: it is reported when its turn comes, and the others are still read.
    Raises ConfigError for a folder without PDFs, a pattern without a match, and two files whose outputs would have one name.
    """
    seen: dict[Path, Path] = {}
    for argument in arguments:
        for path in _expand(argument):
            seen.setdefault(path.resolve(), path)
    paths = list(seen.values())
    _refuse_shared_stems(paths)
    return paths


def check_pdf_bytes(path: Path) -> None:
    """Nothing for a file that begins and ends like a PDF; reads its first and last 1,024 bytes only.

    Raises FilingError for a missing or unreadable file, a folder, an empty file, something else than a PDF, and a truncated PDF.
    A truncated file is refused also where a PDF library would rebuild a part of it: half a filing yields figures without their neighbours.
    """
    head, tail = _read_ends(path)
    if not head:
        raise FilingError("the file is empty (0 bytes)", filing=path.name, next_step="Download it again")
    if b"%PDF-" not in head:
        found = head[:16].decode("latin-1")
        raise FilingError(
            f"not a PDF: expected %PDF- at the start, found {found!r}",
            filing=path.name,
            next_step="Open the file in a viewer; if it is a web page or an archive, download or unpack the PDF itself",
        )
    if b"%%EOF" not in tail:
        raise FilingError(
            "the PDF is truncated: expected %%EOF in the last 1,024 bytes, found none",
            filing=path.name,
            next_step="Download it again and compare the file size",
        )


def _read_ends(path: Path) -> tuple[bytes, bytes]:
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_WINDOW_BYTES)
            size = file.seek(0, 2)
            file.seek(max(0, size - TRAILER_WINDOW_BYTES))
            return head, file.read()
    except FileNotFoundError as error:
        raise FilingError("no such file", filing=str(path), next_step="Check the path") from error
    except IsADirectoryError as error:
        raise FilingError("a folder, expected a PDF file", filing=str(path), next_step="Name the file itself") from error
    except OSError as error:
        raise FilingError(f"cannot be read: {error.strerror}", filing=str(path), next_step="Check the file and its permissions") from error


def _expand(argument: str) -> Iterable[Path]:
    path = Path(argument)
    if path.is_dir():
        found = [child for child in path.iterdir() if child.is_file() and child.suffix.lower() == ".pdf"]
        if not found:
            raise ConfigError(f"{argument}: the folder holds no PDF file", next_step="Name a folder with .pdf files, or the files")
        return sorted(found)
    if has_magic(argument) and not path.exists():
        matches = sorted(Path(match) for match in glob(argument, recursive=True))  # noqa: PTH207  Path.glob refuses an absolute pattern
        if not matches:
            raise ConfigError(f"{argument}: the pattern matches no file", next_step="Check the pattern, or name the files themselves")
        return matches
    return [path]


def _refuse_shared_stems(paths: Iterable[Path]) -> None:
    # Some file systems hold "A.csv" and "a.csv", or two spellings of one accented letter, to be the same file.
    taken: dict[str, Path] = {}
    for path in paths:
        other = taken.setdefault(unicodedata.normalize("NFC", filing_stem(path)).casefold(), path)
        if other is not path:
            raise ConfigError(
                f"{other} and {path} would both write {filing_stem(path)}.csv",
                next_step="Rename one of them, or read them into different folders",
            )
