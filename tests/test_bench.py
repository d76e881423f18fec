"""The instruments of bench/: what they measure and draw, without a filing."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chart import Line, charts_to_svg
from measured import in_turns, run_measured


def test_command_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    child = "import time; block = bytes(range(256)) * 400_000; time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    run = run_measured([sys.executable, "-c", parent], tmp_path)
    assert run.out == "done\n"
    assert run.seconds > 0.4
    if Path("/proc/self/smaps_rollup").exists():
        assert run.largest_mb > 97  # the child's block
        assert run.together_mb > 97


def test_command_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="ended with status 3: no luck"):
        run_measured([sys.executable, "-c", "import sys; print('no luck', file=sys.stderr); sys.exit(3)"], tmp_path)


def test_measures_take_turns() -> None:
    order: list[str] = []
    assert in_turns(2, lambda: order.append("a") or 1, lambda: order.append("b") or 2) == [[1, 1], [2, 2]]  # type: ignore[func-returns-value]
    assert order == ["a", "b", "a", "b"]


def test_charts_are_svg_with_round_axes() -> None:
    lines = [Line("one & only", ((100, 1.5), (2000, 7.3)))]
    root = ElementTree.fromstring(charts_to_svg([("Cost", "pages", "s", lines), ("Cost", "filings", "s", lines)]))
    texts = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert {"one & only", "pages", "filings", "0", "2", "10", "100", "2000"} <= set(texts)
    assert sum(element.tag.endswith("}polyline") for element in root.iter()) == 2


@pytest.mark.parametrize(("most", "top"), [(0.03, "0.05"), (0.9, "1"), (7.3, "10"), (11, "12.5"), (52, "100"), (999, "1000")])
def test_axis_ends_at_a_round_number_above_the_most(most: float, top: str) -> None:
    root = ElementTree.fromstring(charts_to_svg([("t", "x", "y", [Line("l", ((1, most),))])]))
    texts = [element.text for element in root.iter() if element.tag.endswith("}text") and element.get("text-anchor") == "end"]
    assert top in texts
