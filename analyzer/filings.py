"""The manifest of filings (id, company, exchange, language, kind, file, url, sha256, note) and SHA-256 of files."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from analyzer.errors import ConfigError

COLUMNS = ("id", "company", "exchange", "language", "kind", "file", "url", "sha256", "note")
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
KINDS = ("sample", "real")
CHUNK_BYTES = 1 << 20
ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9_]*")
SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ManifestEntry:
    """One filing. path: where its file stands or belongs; None where the manifest names no file. url, sha256: "" if unknown."""

    id: str
    company: str
    exchange: str
    language: str
    kind: str
    path: Path | None
    url: str
    sha256: str
    note: str


def sha256_of(path: str | Path) -> str:
    """The file's SHA-256 in hexadecimal, read in pieces of 1 MiB. Raises OSError where the file cannot be read."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def read_manifest(path: str | Path) -> tuple[ManifestEntry, ...]:
    """The manifest's entries in their order. Files are neither opened nor required to exist.

    Raises ConfigError, naming the line, for missing columns, an unknown language or kind, a repeated id, a malformed address or
    checksum, a sample without file and checksum, and a file outside the manifest's folder.
    """
    manifest = Path(path)
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the manifest cannot be read: {error}", filing=str(manifest)) from error
    lines = text.splitlines()
    reader = csv.DictReader(lines, strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ConfigError(f"expected the columns {', '.join(COLUMNS)}, found {', '.join(reader.fieldnames or ())!r}", filing=str(manifest))
    entries: dict[str, ManifestEntry] = {}
    try:
        for row in reader:
            entry = _row_to_entry(row, manifest, reader.line_num)
            if entry.id in entries:
                raise _row_error(manifest, reader.line_num, f"the id {entry.id!r} stands twice")
            entries[entry.id] = entry
    except csv.Error as error:
        raise _row_error(manifest, reader.line_num, str(error)) from error
    return tuple(entries.values())


def _row_error(manifest: Path, line: int, message: str) -> ConfigError:
    return ConfigError(f"line {line}: {message}", filing=str(manifest), next_step="Correct the row")


def _row_to_entry(row: dict[str, str | None], manifest: Path, line: int) -> ManifestEntry:
    if None in row or None in row.values():
        raise _row_error(manifest, line, f"expected {len(COLUMNS)} cells")
    cells = {name: (text or "").strip() for name, text in row.items()}
    for problem in _find_problems(cells):
        raise _row_error(manifest, line, problem)
    file = _resolve_file(cells["file"], manifest, line) if cells["file"] else None
    return ManifestEntry(path=file, **{name: cells[name] for name in COLUMNS if name != "file"})


def _find_problems(cells: dict[str, str]) -> list[str]:
    """What is wrong with a row, in words; empty for a good one."""
    checks = (
        (bool(ID_PATTERN.fullmatch(cells["id"])), f"an id is lower case letters, digits and _, found {cells['id']!r}"),
        (bool(cells["company"] and cells["exchange"]), "company and exchange may not be empty"),
        (cells["language"] in LANGUAGES, f"the language is one of {', '.join(LANGUAGES)}, found {cells['language']!r}"),
        (cells["kind"] in KINDS, f"the kind is one of {', '.join(KINDS)}, found {cells['kind']!r}"),
        (not cells["sha256"] or bool(SHA256_PATTERN.fullmatch(cells["sha256"])), f"not a SHA-256: {cells['sha256']!r}"),
        (not cells["url"] or _is_web_address(cells["url"]), f"not a web address: {cells['url']!r}"),
        (cells["kind"] != "sample" or bool(cells["file"] and cells["sha256"]), "a sample needs file and sha256"),
    )
    return [message for passed, message in checks if not passed]


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _resolve_file(name: str, manifest: Path, line: int) -> Path:
    """The file's path below the manifest's folder; links are followed before it is judged."""
    folder = manifest.parent.resolve()
    if "\0" in name:
        raise _row_error(manifest, line, f"not a file name: {name!r}")
    target = (folder / name).resolve()
    if not target.is_relative_to(folder) or target == folder or "\\" in name or re.match(r"[A-Za-z]:", name):
        raise _row_error(manifest, line, f"the file {name!r} lies outside the manifest's folder")
    return manifest.parent / name
