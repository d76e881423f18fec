"""What an earlier run left: reused only where file, program, options and every output are the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer import __version__
from analyzer.errors import FilingError
from analyzer.filings import sha256_of
from analyzer.model import Filing
from analyzer.records import Outcome, Recipe, find_finished, read_filing, write_recorded

RECIPE = Recipe("1.0", "ab" * 32, has_ocr=False)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "acme.pdf"
    path.write_bytes(b"%PDF-1.7 a prospectus")
    return path


@pytest.fixture
def read(filing: Filing, pdf: Path) -> Filing:
    """The filing as it is read from the file."""
    return replace(filing, path=str(pdf), sha256=sha256_of(pdf))


@pytest.fixture
def facts(read: Filing, tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    write_recorded(read, folder, RECIPE)
    return folder


def test_record_says_what_was_read_by_what_and_what_was_written(facts: Path, pdf: Path) -> None:
    record = json.loads((facts / "acme.run.json").read_text(encoding="utf-8"))
    assert record["input"] == {"file": "acme.pdf", "sha256": sha256_of(pdf)}
    assert record["program"] == {"version": "1.0", "code": "ab" * 32, "has_ocr": False}
    names = ["acme.csv", "acme.mentions.csv", "acme.findings.csv", "acme.ledger.json", "acme.filing.json"]
    assert record["outputs"] == {name: sha256_of(facts / name) for name in names}
    assert sorted(path.name for path in facts.iterdir()) == sorted([*names, "acme.run.json"])


def test_filing_comes_back_whole(facts: Path, read: Filing) -> None:
    again = read_filing(facts, "acme")
    assert again == replace(read, path="acme.pdf")
    assert [fact.mentions for fact in again.facts] == [fact.mentions for fact in read.facts]
    assert [fact.origin for fact in again.facts] == [fact.origin for fact in read.facts]
    assert again.ledger == read.ledger


def test_bytes_do_not_depend_on_the_folder_of_the_file(read: Filing, facts: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write_recorded(replace(read, path="elsewhere/acme.pdf"), other, RECIPE)
    assert (other / "acme.run.json").read_bytes() == (facts / "acme.run.json").read_bytes()


def test_same_run_is_finished(facts: Path, pdf: Path, read: Filing) -> None:
    assert find_finished([pdf], facts, RECIPE) == {pdf: Outcome("acme", 3, read.findings)}


def spoil(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(facts: Path) -> None:
        content = (facts / name).read_bytes()
        assert old in content
        (facts / name).write_bytes(content.replace(old, new, 1))

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: (facts.parent / "acme.pdf").write_bytes(b"%PDF-1.7 a later version"),
        lambda facts: (facts.parent / "acme.pdf").unlink(),
        lambda facts: (facts / "acme.csv").unlink(),
        lambda facts: (facts / "acme.ledger.json").write_bytes(b""),
        lambda facts: (facts / "acme.run.json").unlink(),
        lambda facts: (facts / "acme.run.json").write_bytes((facts / "acme.run.json").read_bytes()[:-100]),
        lambda facts: (facts / "acme.run.json").write_bytes(b"[]"),
        lambda facts: (facts / "acme.run.json").write_bytes(b"[" * 100_000),
        spoil("acme.csv", b"375738000", b"375738001"),
        spoil("acme.run.json", b'"value": "375738000"', b'"value": "375738001"'),
        spoil("acme.run.json", b'"outputs": {', b'"outputs": {"../acme.pdf": "0",'),
        spoil("acme.run.json", b'"filing": {', b'"filing": {"colour": "red",'),
    ],
    ids=[
        "other file",
        "no file",
        "csv gone",
        "ledger empty",
        "no record",
        "cut off",
        "list",
        "nested",
        "csv",
        "value",
        "outside",
        "unknown field",
    ],
)
def test_anything_missing_or_changed_is_read_again(change: Callable[[Path], None], facts: Path, pdf: Path) -> None:
    change(facts)
    assert find_finished([pdf], facts, RECIPE) == {}


@pytest.mark.parametrize("other", [replace(RECIPE, version="1.1"), replace(RECIPE, code="cd" * 32), replace(RECIPE, has_ocr=True)])
def test_another_program_or_option_reads_again(other: Recipe, facts: Path, pdf: Path) -> None:
    assert find_finished([pdf], facts, other) == {}


def test_record_that_cannot_be_used_is_named(facts: Path) -> None:
    with pytest.raises(FilingError, match=r"gone\.run\.json: the record of an earlier run cannot be used: .*No such file.*--refresh"):
        read_filing(facts, "gone")
    (facts / "acme.run.json").write_bytes(b'{"filing": null, "filing_sha256": ""}')
    with pytest.raises(FilingError, match="its checksum does not fit"):
        read_filing(facts, "acme")


def test_recipe_of_this_program() -> None:
    recipe = Recipe.current()
    assert recipe.version == __version__
    assert len(recipe.code) == 64
    assert recipe == Recipe.current()
