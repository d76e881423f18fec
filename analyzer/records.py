"""DIR/STEM.run.json: from which file, by which program and with which options a filing was read, and what was written.

It holds the whole Filing without loss, so that the figures of an earlier run can be compared without reading the PDF again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from analyzer import __version__
from analyzer.codec import from_plain, to_plain
from analyzer.errors import FilingError
from analyzer.filings import sha256_of
from analyzer.inputs import filing_stem
from analyzer.model import Filing, Finding
from analyzer.outputs import filing_to_files, to_json, write_files

PACKAGE = Path(__file__).parent
SOURCE_KINDS = {".py", ".csv"}


@dataclass(frozen=True)
class Recipe:
    """What decides about the figures besides the file: a filing read by another recipe is read again.

    code: checksum of this package's modules and word lists; the version alone does not change while the program is being written.
    has_ocr: whether the packages that read pictures of text are installed.
    """

    version: str
    code: str
    has_ocr: bool

    @classmethod
    def current(cls) -> Recipe:
        return cls(__version__, _code_sha256(), find_spec("rapidocr") is not None)


@dataclass(frozen=True)
class Outcome:
    """What the command line tells of a filing; the rest stands in its files."""

    filing_id: str
    figure_count: int
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, filing: Filing) -> Outcome:
        return cls(filing.id, len(filing.facts), filing.findings)


@cache
def _code_sha256() -> str:
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in SOURCE_KINDS:
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def record_name(stem: str) -> str:
    return f"{stem}.run.json"


def write_recorded(filing: Filing, folder: Path, recipe: Recipe) -> list[Path]:
    """The paths of the five files and of the record, written: all or none. Raises OutputError where the folder does not take them."""
    files = filing_to_files(filing)
    kept = to_json(to_plain(replace(filing, path=Path(filing.path).name)))
    record = {
        "program": to_plain(recipe),
        "input": {"file": Path(filing.path).name, "sha256": filing.sha256},
        "outputs": {name: _sha256(content) for name, content in files.items()},
        "filing_sha256": _sha256(kept),
    }
    return write_files({**files, record_name(filing.id): _with_member(to_json(record), "filing", kept)}, folder)


def _with_member(record: bytes, name: str, content: bytes) -> bytes:
    """The JSON object with one member more at its end, both as to_json gives them: most of the time goes into encoding the filing."""
    indented = content.rstrip().replace(b"\n", b"\n ")
    return record.removesuffix(b"\n}\n") + b',\n "' + name.encode() + b'": ' + indented + b"\n}\n"


def read_filing(folder: Path, stem: str) -> Filing:
    """The filing as it was when its files were written there; its path is the bare file name.

    Raises FilingError where the record is missing or damaged.
    """
    record = _load(folder / record_name(stem))
    kept = record.get("filing")
    try:
        if record.get("filing_sha256") != _sha256(to_json(kept)):
            raise ValueError("its checksum does not fit")
        return from_plain(Filing, kept)
    except ValueError as error:
        raise _unusable(folder / record_name(stem), str(error)) from error


def find_finished(paths: Iterable[Path], folder: Path, recipe: Recipe) -> dict[Path, Outcome]:
    """The outcomes of earlier runs of the same recipe on the same files, whose outputs are all there unchanged."""
    found = {path: _find_outcome(path, folder, recipe) for path in paths}
    return {path: outcome for path, outcome in found.items() if outcome is not None}


def _find_outcome(path: Path, folder: Path, recipe: Recipe) -> Outcome | None:
    stem = filing_stem(path)
    try:
        record = _load(folder / record_name(stem))
        is_same = record.get("program") == to_plain(recipe) and _has_input(record, path) and _has_outputs(record, folder)
        return Outcome.of(read_filing(folder, stem)) if is_same else None
    except (FilingError, OSError):
        return None  # it is read again, and what is wrong with the file is said then


def _load(path: Path) -> Mapping[str, object]:
    """Raises FilingError for a file that is missing, damaged or no record."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise _unusable(path, str(error)) from error
    if not isinstance(record, dict):
        raise _unusable(path, "expected an object")
    return record


def _has_input(record: Mapping[str, object], path: Path) -> bool:
    return record.get("input") == {"file": path.name, "sha256": sha256_of(path)}


def _has_outputs(record: Mapping[str, object], folder: Path) -> bool:
    outputs = record.get("outputs")
    return isinstance(outputs, dict) and all(sha256_of(folder / Path(name).name) == digest for name, digest in outputs.items())


def _unusable(path: Path, reason: str) -> FilingError:
    message = f"the record of an earlier run cannot be used: {reason}"
    return FilingError(message, filing=str(path), next_step="Read the PDF again with --refresh")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
