"""Hard cases of layout, wording and meaning: every typed figure is read, nothing else is claimed unflagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer import open_filing
from analyzer.model import Fact, Filing
from typeset.figures import DASHES, says
from typeset.hard_cases.cases import find_cases
from typeset.hard_cases.grid import Expected
from typeset.variants import find_font_folder

CASES = {case.name: case for case in find_cases()}
UNREAD: dict[str, str] = {}
"""Cases that fail so far, and why."""


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Filing]:
    """Filings by case, each read once."""
    folder = tmp_path_factory.mktemp("hard_cases")

    class Readings(dict[str, Filing]):
        def __missing__(self, name: str) -> Filing:
            if CASES[name].language != "en" and find_font_folder() is None:
                pytest.skip("no font for Chinese: install the dev dependency cvttf-notosanscjk-regular, or fonts-noto-cjk")
            path: Path = folder / f"{name}.pdf"
            path.write_bytes(CASES[name].pdf())
            self[name] = open_filing(path)
            return self[name]

    return Readings()


def is_figure(fact: Fact, figure: Expected) -> bool:
    """Whether the fact is the figure; a scope is present or absent, its words may be any."""
    alike = figure.scope == "*" or bool(figure.scope) == bool(fact.scope)
    return alike and says(replace(fact, scope=""), figure)


def find_misses(figures: Sequence[Expected], facts: Sequence[Fact]) -> list[str]:
    """The figures that no fact says, in words."""
    return [str(figure) for figure in figures if not any(is_figure(fact, figure) for fact in facts)]


def find_spurious(figures: Sequence[Expected], facts: Sequence[Fact]) -> list[str]:
    """Unflagged facts of the case's topics that no figure backs, in words."""
    topics = {figure.table for figure in figures}
    return [
        f"{fact.table} {fact.concept} {fact.member} {fact.scope} {fact.period.label}: {fact.value} {fact.measure} {fact.source}"
        for fact in facts
        if fact.concept
        and fact.table in topics
        and fact.status != "flagged"
        and fact.source.text.strip() not in DASHES
        and not any(is_figure(fact, figure) for figure in figures)
    ]


def marked(name: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=UNREAD[name])] if name in UNREAD else []
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [marked(name) for name in CASES])
def test_every_figure_is_read_and_nothing_else(name: str, read_case: dict[str, Filing]) -> None:
    filing = read_case[name]
    assert [find_misses(CASES[name].figures, filing.facts), find_spurious(CASES[name].figures, filing.facts)] == [[], []]


@pytest.mark.parametrize("name", [marked(name) for name in CASES])
def test_no_right_figure_is_flagged(name: str, read_case: dict[str, Filing]) -> None:
    flagged = [fact for fact in read_case[name].facts if fact.status == "flagged"]
    assert [str(fact.source) for fact in flagged if any(is_figure(fact, figure) for figure in CASES[name].figures)] == []


def test_the_cases_have_names_of_their_own_and_figures() -> None:
    assert len(CASES) == len(find_cases())
    assert {name for name, case in CASES.items() if len(case.figures) < 2} == set()
    assert set(UNREAD) <= set(CASES)
