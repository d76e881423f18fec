"""The fuzzer itself: its seeds give the same PDFs, its checks see faults, and a first handful of mutants ends as it should."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from fuzz.hostile import HOSTILE, Maker, lines_page, make_pdf
from fuzz.mutations import MUTATIONS, Mutation
from fuzz.objects import Objects, read_stream, write_stream
from fuzz.run import KINDS, SAMPLES, Tally, find_faults, make_mutant, run_batch

SMALL = make_pdf([lines_page([(60, 700, 11, "Revenue 1,234")]), lines_page([(60, 700, 11, "Cost of sales (567)")])])


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    document.close()
    return found


def by_name(functions: tuple[Callable[..., bytes], ...]) -> list[Callable[..., bytes]]:
    return sorted(set(functions), key=lambda function: function.__name__)


def test_objects_are_written_as_they_were_read() -> None:
    assert texts(SMALL) == ["Revenue 1,234", "Cost of sales (567)"]
    assert texts(Objects.of(SMALL).to_pdf()) == texts(SMALL)
    assert [text[:12] for text in texts(Objects.of(SAMPLES[0].read_bytes()).to_pdf())] == [
        text[:12] for text in texts(SAMPLES[0].read_bytes())
    ]
    assert read_stream(write_stream(b"q Q")) == b"q Q"


@pytest.mark.parametrize("mutation", by_name(MUTATIONS), ids=lambda function: function.__name__)
def test_mutation_changes_the_file_and_repeats_itself(mutation: Mutation) -> None:
    changed = [mutation(SMALL, Random(seed)) for seed in range(5)]
    assert [mutation(SMALL, Random(seed)) for seed in range(5)] == changed
    assert set(changed) != {SMALL}


@pytest.mark.parametrize("maker", by_name(HOSTILE), ids=lambda function: function.__name__)
def test_maker_repeats_itself(maker: Maker) -> None:
    pdf = maker(Random(3))
    assert maker(Random(3)) == pdf
    assert pdf.startswith(b"%PDF-")
    assert pdf.endswith(b"%%EOF\n")


def test_seed_gives_the_same_mutant() -> None:
    assert [make_mutant(seed) for seed in (0, 7)] == [make_mutant(seed) for seed in (0, 7)]


@pytest.mark.parametrize(
    ("lines", "written", "code", "fault"),
    [
        ([], (), 0, "0 errors, but 0 files"),
        (["error: 5.pdf: damaged"], KINDS, 2, "1 errors, but 6 files"),
        (["error: 5.pdf: damaged"], (), 1, "exit code 1, expected 2, in the batch from 5"),
        (
            ["error: 5.pdf: a defect of this program: KeyError: 1", "Traceback"],
            (),
            2,
            "error: 5.pdf: a defect of this program: KeyError: 1",
        ),
    ],
)
def test_faults_are_seen(lines: list[str], written: tuple[str, ...], code: int, fault: str, tmp_path: Path) -> None:
    for kind in written:
        (tmp_path / f"5.{kind}").write_text("")
    assert fault in [found.split("\n")[0] for _, found in find_faults([5], tmp_path, lines, code)]


@pytest.mark.slow
def test_first_mutants_end_in_facts_or_a_named_error() -> None:
    tally = Tally()
    run_batch(range(10), tally)
    assert tally.faults == {}
    assert tally.count == 10
