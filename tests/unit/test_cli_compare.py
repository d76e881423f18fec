"""Page pictures of a comparison: asked for while the view is built, cut by workers, left out where a page cannot be shown."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from analyzer.cli_compare import CropRequests
from analyzer.errors import AnalyzerError, FilingError, WorkerError
from analyzer.jobs import crop_filing
from pdf_bytes import text_pdf


class Scripted(Executor):
    """Gives each filing its prepared answer."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers = answers

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is crop_filing
        future: Future[Any] = Future()
        answer = self.answers[str(args[0])]
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
        return future


def test_each_request_gets_its_own_picture() -> None:
    requests = CropRequests()
    tokens = [requests("a.pdf", 3, (0, 0, 1, 1)), requests("b.pdf", 3, (0, 0, 1, 1)), requests("a.pdf", 4, (0, 0, 1, 1))]
    assert requests.regions == {"a.pdf": [(3, (0, 0, 1, 1)), (4, (0, 0, 1, 1))], "b.pdf": [(3, (0, 0, 1, 1))]}
    pictures = requests.cut(Scripted({"a.pdf": [b"A3", b"A4"], "b.pdf": [b"B3"]}), complain=pytest.fail)
    assert [pictures[token] for token in tokens] == [b"A3", b"B3", b"A4"]


def test_filing_whose_pages_cannot_be_shown_is_named_and_the_others_are_kept() -> None:
    requests = CropRequests()
    tokens = [requests(path, 1, (0, 0, 1, 1)) for path in ("in/a.pdf", "in/b.pdf", "in/c.pdf")]
    told: list[AnalyzerError] = []
    answers = {
        "in/a.pdf": WorkerError("stopped after 20 s", stage="pictures"),
        "in/b.pdf": FilingError("locked", filing="b.pdf"),
        "in/c.pdf": [b"C"],
    }
    assert requests.cut(Scripted(answers), told.append) == {tokens[2]: b"C"}
    assert [str(error) for error in told] == ["a.pdf: stopped after 20 s, in the stage 'pictures'", "b.pdf: locked"]


def test_job_cuts_every_region_of_a_filing(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(text_pdf([["Revenue"], ["Cost"]]))
    pictures = crop_filing(path, [(1, (50, 40, 150, 80)), (2, (50, 40, 150, 80)), (1, (50, 40, 150, 80))])
    assert pictures[0] == pictures[2] != pictures[1]
    assert all(picture.startswith(b"\x89PNG\r\n") for picture in pictures)
