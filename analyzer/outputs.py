"""The files that other programs rely on: STEM.csv and its companions. Written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from analyzer.contract import COLUMNS, FINDING_COLUMNS, fact_to_row, mention_to_row, position_key
from analyzer.errors import ConfigError
from analyzer.model import Attribute, Filing, Finding, LedgerEntry, Source

ATTRIBUTES = ("market", "language", "issuer", "currency", "basis", "document_date", "document_version")
"""Always present in STEM.filing.json, empty where the pages do not say; others follow in the order of their names."""

LEVELS = ("error", "warning", "info")


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
    """The paths of the five files, written. Raises ConfigError where the folder does not take them."""
    files = filing_to_files(filing)
    for name, content in files.items():
        with replacing(folder / name) as part:
            part.write_bytes(content)
    return [folder / name for name in files]


def prepare_folder(folder: Path) -> None:
    """Nothing; afterwards the folder exists and takes files. Raises ConfigError otherwise, before any filing is read."""
    probe = folder / f".analyzer-{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise _not_writable(folder, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the same folder; what was written there replaces `path` when the block ends without an error.

    Until then the previous file stays whole, and after an error it stays for good. Raises ConfigError where the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise _not_writable(path, error) from error
    finally:
        with suppress(OSError):  # what stopped the writing may stop the removal too, and the first of the two is the one to report
            part.unlink(missing_ok=True)


def rows_to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """UTF-8 without BOM, a header and one line per row, each ended by a line feed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
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


def _not_writable(path: Path, error: OSError) -> ConfigError:
    reason = error.strerror or str(error)
    return ConfigError(
        f"{path}: the output cannot be written: {reason}",
        next_step="Choose another folder with -o, or close the program that holds the file, and make sure that there is room",
    )
