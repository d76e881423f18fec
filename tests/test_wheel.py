"""The wheel holds everything the program needs, and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SAMPLES = sorted((PROJECT / "filings").glob("*.pdf"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(PROJECT),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    (path,) = folder.glob("prospectus_analyzer-*.whl")
    return path


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel; a pure Python wheel is installed by unpacking."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_installed(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def relative_files(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts}


def test_wheel_holds_every_module_template_and_concept_file(site: Path) -> None:
    assert relative_files(site / "analyzer" / "_templates", "*") == relative_files(PROJECT / "templates", "*")
    for pattern in ("*.py", "*.csv", "py.typed"):
        in_wheel = {name for name in relative_files(site / "analyzer", pattern) if not name.startswith("_templates/")}
        assert in_wheel == relative_files(PROJECT / "analyzer", pattern)
    assert {"concepts/concepts.csv", "concepts/synonyms.csv"} <= relative_files(site / "analyzer", "*.csv")


def test_wheel_holds_nothing_else(site: Path) -> None:
    assert sorted(path.name.split("-")[0] for path in site.iterdir()) == ["analyzer", "prospectus_analyzer"]


def test_installed_program_is_the_wheels(site: Path, tmp_path: Path) -> None:
    result = run_installed(site, tmp_path, "-c", "import analyzer; print(analyzer.__file__)")
    assert Path(result.stdout.strip()) == site / "analyzer" / "__init__.py"


def test_installed_program_compares_from_any_folder(site: Path, tmp_path: Path) -> None:
    result = run_installed(site, tmp_path, "-m", "analyzer", "compare", *map(str, SAMPLES[:2]), "-o", "out")
    assert (result.returncode, result.stderr) == (0, "")
    html = (tmp_path / "out" / "comparison.html").read_text(encoding="utf-8")
    assert html.rstrip().endswith("</html>")
    assert zipfile.is_zipfile(tmp_path / "out" / "comparison.xlsx")
    assert sorted(path.stem for path in (tmp_path / "out" / "facts").glob("*_sample.csv")) == [path.stem for path in SAMPLES[:2]]
