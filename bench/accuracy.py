"""Reads every real filing that has a truth table, scores the figures and writes docs/accuracy.md: `make accuracy`.

tests/real/test_score.py uses it too.

Prints, per table kind, recall and precision pooled over the filings and their mean, and volumes once more without periods under a year.
The table row by row comes from ../shared/score/score.py, which also does the scoring here.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from accuracy_page import PAGE, write_page
from analyzer.outputs import write_filing
from analyzer.pipeline import open_filing

SHARED = Path(__file__).parents[2] / "shared"
FILINGS, TRUTH, SCORE = SHARED / "filings", SHARED / "truth", SHARED / "score" / "score.py"
TABLES = ("income_statement", "customers", "suppliers", "volumes")
WHOLE_YEARS = "volumes, whole years"

SEEN_AS = {
    "600519_贵州茅台_年报": ("600519", "600519_年报"),
    "600519_贵州茅台_招股": ("600519-2001",),
    "688802": ("688802", "metax sample"),
    "giantec": ("giantec", "giantec sample"),
}

Row = dict[str, str]


@dataclass(frozen=True)
class Scores:
    """pooled: table kind to score.py's summary over all filings; by_filing: the same for each, by stem.

    details: score.py's account of every row that is not exact, with its filing.
    """

    pooled: dict[str, dict[str, float]]
    by_filing: dict[str, dict[str, dict[str, float]]]
    details: tuple[Row, ...] = ()

    def mean(self, table: str, measure: str) -> float:
        """Mean over the filings whose truth has that table; a filing that claims nothing has no precision and is left out of that mean."""
        values = [tables[table][measure] for tables in self.by_filing.values() if tables.get(table, {}).get("truth")]
        known = [value for value in values if value is not None]
        return sum(known) / len(known) if known else 0.0


def extract_all(stems: Iterable[str], folder: Path) -> dict[str, int]:
    """Exit code of `analyzer extract` by stem; as many processes at a time as the machine has cores."""

    def extract(stem: str) -> int:
        command = [sys.executable, "-m", "analyzer", "extract", "--quiet", str(FILINGS / f"{stem}.pdf"), "-o", str(folder)]
        return subprocess.run(command, check=False).returncode

    names = list(stems)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(names, pool.map(extract, names), strict=True))


def own_names(stem: str) -> tuple[str, ...]:
    """The names under which the seen_in columns know a filing, with those of the sample that repeats its pages."""
    return next((names for start, names in SEEN_AS.items() if stem.startswith(start)), (re.split("[_ ]", stem)[0],))


def read_all(stems: Iterable[str], folder: Path, *, left_out: bool = False) -> Counter[str]:
    """Writes the facts of every filing to the folder; how many figures bear each tick code.

    left_out: each filing is read without the wordings that were met in it alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = list(stems)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(_read, names, [folder] * len(names), [left_out] * len(names)), Counter[str]())


def _read(stem: str, folder: Path, left_out: bool) -> Counter[str]:
    filing = open_filing(FILINGS / f"{stem}.pdf", own_names(stem) if left_out else ())
    write_filing(filing, folder)
    return Counter(tick for fact in filing.facts for tick in fact.ticks)


def truth_stems() -> list[str]:
    """Stems of the filings with a truth table, by name."""
    return sorted(path.stem for path in TRUTH.glob("*.csv"))


def score_folder(folder: Path) -> Scores:
    """Scores of the STEM.csv files in the folder; a filing without one has found nothing."""
    scorer = _load_scorer()
    details: list[Row] = []
    by_filing = {}
    for stem in truth_stems():
        by_filing[stem], found = _score_filing(scorer, folder / f"{stem}.csv", TRUTH / f"{stem}.csv")
        details += [{"filing": stem, **row} for row in found]
    pools: dict[str, Counter[str]] = defaultdict(Counter)
    for tables in by_filing.values():
        for table, counts in tables.items():
            pools[table].update({name: count for name, count in counts.items() if isinstance(count, int)})
    return Scores({table: scorer.summary(pool) for table, pool in pools.items()}, by_filing, tuple(details))


def _score_filing(scorer: ModuleType, facts_path: Path, truth_path: Path) -> tuple[dict[str, dict[str, float]], list[Row]]:
    facts: list[Row] = scorer.load(facts_path) if facts_path.exists() else []
    truth: list[Row] = scorer.load(truth_path)
    whole = scorer.score(facts, truth)
    tables: dict[str, dict[str, float]] = dict(whole["tables"])
    tables[WHOLE_YEARS] = scorer.score(*map(_whole_year_volumes, (facts, truth)))["tables"].get("volumes", {})
    return tables, whole["details"]


def _whole_year_volumes(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["table"] == "volumes" and int(float(row["months"] or 12)) >= 12]


def _load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_scores(scores: Scores) -> None:
    print(f"\n{'':<24}{'pooled recall':>14}{'precision':>11}{'mean recall':>13}{'precision':>11}")
    for table in (*TABLES, WHOLE_YEARS):
        pooled = scores.pooled.get(table, {})
        cells = (pooled.get("recall"), pooled.get("precision"), scores.mean(table, "recall"), scores.mean(table, "precision"))
        print(f"{table:<24}" + "".join(f"{value or 0:>{width}.4f}" for value, width in zip(cells, (14, 11, 13, 11), strict=True)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder for the facts, for instance build/facts")
    parser.add_argument("--keep", action="store_true", help="score the facts that are in the folder, read and write nothing")
    parser.add_argument("--list", action="store_true", help="list every row that is not exact")
    arguments = parser.parse_args()
    if not SCORE.exists():
        print("skipped: ../shared with the real filings and their truth tables is not here")
        return 0
    if arguments.keep:
        scores = score_folder(arguments.folder)
    else:
        ticks = read_all(truth_stems(), arguments.folder)
        scores = score_folder(arguments.folder)
        read_all(truth_stems(), arguments.folder / "without", left_out=True)
        write_page(PAGE, scores, score_folder(arguments.folder / "without"), ticks)
    subprocess.run([sys.executable, str(SCORE), "--all", str(arguments.folder), str(TRUTH), *["--list"] * arguments.list], check=True)
    print_scores(scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
