"""The files that other programs rely on: STEM.csv and its companions. Written whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from analyzer.contract import COLUMNS, FINDING_COLUMNS, fact_to_row, mention_to_row, position_key
from analyzer.errors import OutputError
from analyzer.model import Attribute, Filing, Finding, LedgerEntry, Source

if sys.platform != "win32":
    import fcntl

ATTRIBUTES = ("market", "language", "issuer", "currency", "basis", "document_date", "document_version")
"""Always present in STEM.filing.json, empty where the pages do not say; others follow in the order of their names."""

LEVELS = ("error", "warning", "info")

FORMULA = re.compile(r"[=@\t\r]|[+-](?=.*(?:\||[A-Za-z]\())", re.DOTALL)
"""The start of a cell that Excel or LibreOffice takes for a formula that calls something. A label like "- Others" is none."""

PART_PREFIX = ".analyzer-"
LOCK_WAIT_S = 15.0
"""Shorter than the time limit of a filing: the message about the other process must come first."""
LOCK_POLL_S = 0.02


def filing_to_files(filing: Filing) -> dict[str, bytes]:
    """The contents of the five files of one filing, by file name. The same filing gives the same bytes."""
    rows = [fact_to_row(fact, filing.id) for fact in filing.facts]
    mentions = [mention_to_row(mention, fact, filing.id) for fact in filing.facts for mention in fact.mentions]
    return {
        f"{filing.id}.csv": rows_to_csv(COLUMNS, sorted(rows, key=position_key)),
        f"{filing.id}.mentions.csv": rows_to_csv(COLUMNS, sorted(mentions, key=position_key)),
        f"{filing.id}.findings.csv": rows_to_csv(FINDING_COLUMNS, findings_to_rows(filing.findings)),
        f"{filing.id}.ledger.json": to_json([_ledger_entry(entry) for entry in filing.ledger]),
        f"{filing.id}.filing.json": to_json(_filing_record(filing)),
    }


def write_filing(filing: Filing, folder: Path) -> list[Path]:
    """The paths of the five files, written as write_files does it."""
    return write_files(filing_to_files(filing), folder)


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """The paths of the files, written in their order: all of them or, after an error, none.

    Raises OutputError where the folder does not take them.
    """
    with replacing_all(folder, list(files)) as parts:
        for name, content in files.items():
            parts[name].write_bytes(content)
    return [folder / name for name in files]


def prepare_folder(folder: Path) -> None:
    """Nothing; afterwards the folder exists and takes files. Raises OutputError otherwise, before any filing is read."""
    probe = folder / _part_name("")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise _not_writable(folder, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the same folder; what was written there replaces `path` when the block ends without an error.

    Until then the previous file stays whole, and after an error it stays for good. Raises OutputError where the file cannot be written.
    A temporary path of replacing_all is given back as it is.
    """
    if path.name.startswith(PART_PREFIX):
        yield path
        return
    part = path.with_name(_part_name(path.name))
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise _not_writable(path, error) from error
    finally:
        _remove(part)


@contextmanager
def replacing_all(folder: Path, names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """A temporary path for each name; when the block ends without an error, what was written there replaces the files, in that order.

    After an error all the previous files stay. Two processes take turns; what one left that was killed is removed.
    Raises OutputError where a file cannot be written, and where another process does not finish with the folder.
    """
    parts = {name: folder / _part_name(name) for name in names}
    try:
        with _locked(folder) as is_locked:
            if is_locked:
                _remove(*(left for name in names for left in folder.glob(f"{_part_stem(name)}*.part")))
            yield parts
            _replace_or_restore(folder, parts)
    except OSError as error:
        raise _not_writable(folder, error) from error
    finally:
        _remove(*parts.values())


def _replace_or_restore(folder: Path, parts: Mapping[str, Path]) -> None:
    """Nothing; where one file cannot be replaced, those before it have their previous contents back. Raises OutputError then."""
    backups: dict[Path, Path] = {}
    try:
        for name, part in parts.items():
            target, backup = folder / name, folder / _part_name(name)
            with suppress(OSError):  # no previous file, or a file system without hard links: then the new one stays
                backup.hardlink_to(target)
                backups[target] = backup
            part.replace(target)
    except OSError as error:
        for previous, backup in backups.items():
            backup.replace(previous)
        raise _not_writable(target, error) from error
    finally:
        _remove(*backups.values())


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether no other process that asks is in this block for this folder; False where the system has no such lock.

    The lock is on the folder itself: nothing is left behind, and it ends with the process however that ends.
    """
    if sys.platform == "win32":
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(descriptor, folder)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> bool:
    end = time.monotonic() + LOCK_WAIT_S
    while sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise OutputError(
                    f"{folder}: another analyzer has been writing there for {LOCK_WAIT_S:g} s",
                    next_step="Let it finish and run this command again, or choose another folder with -o",
                ) from error
            time.sleep(LOCK_POLL_S)
        except OSError:
            break  # some network file systems
    return False


def _part_stem(name: str) -> str:
    # Not the name itself: with more around it, it may be longer than the file system takes.
    return f"{PART_PREFIX}{hashlib.sha256(to_utf8(name)).hexdigest()[:12]}-"


def _part_name(name: str) -> str:
    return f"{_part_stem(name)}{secrets.token_hex(6)}.part"


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):  # what stopped the writing may stop the removal too, and the first of the two is the one to report
            path.unlink(missing_ok=True)


def rows_to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """UTF-8 without BOM, a header and one line per row, each ended by a line feed.

    A text that a spreadsheet would run as a formula has an apostrophe before it; numbers, negative ones too, stay as they are.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: f"'{cell}" if FORMULA.match(cell) else cell for name, cell in row.items()} for row in rows)
    return to_utf8(text.getvalue())


def to_json(record: object) -> bytes:
    """Indented UTF-8 in the order given, ended by a line feed."""
    return to_utf8(json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def to_utf8(text: str) -> bytes:
    """UTF-8; half of a surrogate pair, which a broken font can give, stands as its escape."""
    return text.encode("utf-8", errors="backslashreplace")


def findings_to_rows(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings as text by column of FINDING_COLUMNS: errors first, then by page, those without a page before the others."""
    rows = sorted((LEVELS.index(found.level), found.page or 0, found.code, found.message) for found in findings)
    return [{"level": LEVELS[level], "code": code, "page": str(page or ""), "message": message} for level, page, code, message in rows]


def _ledger_entry(entry: LedgerEntry) -> dict[str, object]:
    return {
        "topic": entry.topic,
        "kind": entry.kind,
        "pages": list(entry.pages),
        "caption": entry.caption,
        "used": entry.used,
        "reason": entry.reason,
        "number_count": entry.number_count,
        "used_count": entry.used_count,
        "strategy": entry.strategy,
        "bbox": _corners(entry.bbox),
    }


def _filing_record(filing: Filing) -> dict[str, object]:
    # Only the file's name: a path would make the bytes depend on where the command ran.
    file = {"file": Path(filing.path).name}
    others = sorted(set(filing.attributes) - set(ATTRIBUTES))
    return {
        "filing": filing.id,
        "sha256": {"value": filing.sha256, "source": file},
        "page_count": {"value": filing.page_count, "source": file},
        **{name: _attribute_record(filing.attributes.get(name, Attribute())) for name in (*ATTRIBUTES, *others)},
    }


def _attribute_record(attribute: Attribute) -> dict[str, object]:
    return {"value": attribute.value, "source": None if attribute.source is None else _source_record(attribute.source)}


def _source_record(source: Source) -> dict[str, object]:
    return {"page": source.page, "printed_page": source.printed_page, "bbox": _corners(source.bbox), "text": source.text}


def _corners(bbox: Sequence[float]) -> list[float]:
    return [round(float(corner), 1) for corner in bbox]


def _not_writable(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(
        f"{path}: the output cannot be written: {reason}",
        next_step="Choose another folder with -o, or close the program that holds the file, and make sure that there is room",
    )
