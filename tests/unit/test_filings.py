"""The manifest and SHA-256."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import ConfigError
from analyzer.filings import COLUMNS, ManifestEntry, read_manifest, sha256_of

HEADER = ",".join(COLUMNS)
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SAMPLE = f"acme,Acme 公司,star,zh-Hans,sample,acme.pdf,,{EMPTY_SHA256},note"
REAL = 'acme_real,"Acme, Ltd.",hkex,en,real,,https://www1.hkexnews.hk/x.pdf,,'


def write_manifest(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "manifest.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_entries_come_in_their_order_with_paths_beside_the_manifest(tmp_path: Path) -> None:
    entries = read_manifest(write_manifest(tmp_path, SAMPLE, REAL))
    assert entries == (
        ManifestEntry("acme", "Acme 公司", "star", "zh-Hans", "sample", tmp_path / "acme.pdf", "", EMPTY_SHA256, "note"),
        ManifestEntry("acme_real", "Acme, Ltd.", "hkex", "en", "real", None, "https://www1.hkexnews.hk/x.pdf", "", ""),
    )


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = write_manifest(tmp_path, SAMPLE)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [entry.id for entry in read_manifest(path)] == ["acme"]


@pytest.mark.parametrize("file", ["../acme.pdf", "/etc/acme.pdf", "x/../../acme.pdf", ".", "..\\acme.pdf", "C:\\acme.pdf", "C:acme.pdf"])
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    with pytest.raises(ConfigError, match=r"manifest\.csv: line 2: .* lies outside the manifest's folder"):
        read_manifest(write_manifest(tmp_path, SAMPLE.replace("acme.pdf", file)))


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    (tmp_path / "secret.pdf").write_bytes(b"")
    (folder / "acme.pdf").symlink_to(tmp_path / "secret.pdf")
    with pytest.raises(ConfigError, match="lies outside"):
        read_manifest(write_manifest(folder, SAMPLE))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (SAMPLE.replace("zh-Hans", "zh"), r"the language is one of en, zh-Hant, zh-Hans, found 'zh'"),
        (SAMPLE.replace(",sample,", ",draft,"), r"the kind is one of sample, real, found 'draft'"),
        (SAMPLE.replace(EMPTY_SHA256, "e3b0"), r"not a SHA-256: 'e3b0'"),
        (SAMPLE.replace(EMPTY_SHA256, ""), r"a sample needs file and sha256"),
        (SAMPLE.replace("Acme 公司", ""), r"company and exchange may not be empty"),
        (SAMPLE.replace("acme,", "Acme 1,", 1), r"found 'Acme 1'"),
        (REAL.replace("https:", "file:"), r"not a web address"),
        (REAL + ",", r"expected 9 cells"),
        ("acme,Acme", r"expected 9 cells"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ConfigError, match=rf"line 2: .*{message}"):
        read_manifest(write_manifest(tmp_path, row))


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 3: the id 'acme' stands twice"):
        read_manifest(write_manifest(tmp_path, SAMPLE, SAMPLE))


def test_missing_columns_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="expected the columns id, company"):
        read_manifest(write_manifest(tmp_path, SAMPLE, header="id,company"))
    with pytest.raises(ConfigError, match="the manifest cannot be read"):
        read_manifest(tmp_path / "none.csv")


def test_sha256_of_an_empty_and_of_a_large_file(tmp_path: Path) -> None:
    empty, large = tmp_path / "empty", tmp_path / "large"
    empty.write_bytes(b"")
    large.write_bytes(b"a" * 3_000_000)
    assert sha256_of(empty) == EMPTY_SHA256
    assert sha256_of(str(large)) == "2a152c894398719c0570f83fac34ac03a0f6e8e474b995c2403aa5434f7b9dd4"
