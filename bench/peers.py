"""Other table finders from the package index, each in a virtual environment of its own under build/: never among our dependencies."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ENVIRONMENTS = PROJECT / "build" / "peers"
INSTALL_S = 600
SLOWEST_S = 900


@dataclass(frozen=True)
class Peer:
    """script: prints the seconds it takes for the 1-based pages sys.argv[2] ("3,40,77") of the file sys.argv[1]."""

    name: str
    packages: tuple[str, ...]
    script: str


TIMED = """
import sys, time, warnings
warnings.simplefilter("ignore")
pages = [int(page) for page in sys.argv[2].split(",")]
{imports}
start = time.perf_counter()
{body}
print(time.perf_counter() - start)
"""

PEERS = (
    Peer(
        "pdfplumber: extract_text + extract_tables",
        ("pdfplumber==0.11.10",),
        TIMED.format(
            imports="import pdfplumber",
            body="with pdfplumber.open(sys.argv[1], pages=pages) as pdf:\n"
            "    for page in pdf.pages:\n        page.extract_text()\n        page.extract_tables()\n        page.close()",
        ),
    ),
    Peer(
        "camelot: lattice",
        ("camelot-py[base]",),
        TIMED.format(imports="import camelot", body='camelot.read_pdf(sys.argv[1], pages=sys.argv[2], flavor="lattice")'),
    ),
    Peer(
        "camelot: stream",
        ("camelot-py[base]",),
        TIMED.format(imports="import camelot", body='camelot.read_pdf(sys.argv[1], pages=sys.argv[2], flavor="stream")'),
    ),
    Peer(
        "PyMuPDF: get_text + find_tables",
        ("pymupdf",),
        TIMED.format(
            imports="import pymupdf",
            body="document = pymupdf.open(sys.argv[1])\n"
            "for number in pages:\n    page = document[number - 1]\n    page.get_text()\n"
            "    for table in page.find_tables().tables:\n        table.extract()",
        ),
    ),
)


def install(peer: Peer) -> Path | str:
    """The Python of the peer's environment, or why there is none."""
    folder = ENVIRONMENTS / "".join(character if character.isalnum() else "_" for character in "_".join(peer.packages))
    python = folder / "bin" / "python"
    done = folder / "installed"
    if done.exists():
        return python
    commands = (
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *peer.packages],
    )
    for command in commands:
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_S)
        except (subprocess.SubprocessError, OSError) as error:
            lines = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
            return f"does not install: {lines[-1] if lines else error}"
    done.touch()
    return python


def seconds_for(peer: Peer, filing: Path, pages: list[int]) -> float | str:
    """What the peer needs for these pages, or why it does not do them."""
    python = install(peer)
    if isinstance(python, str):
        return python
    command = [str(python), "-c", peer.script, str(filing), ",".join(map(str, pages))]
    try:
        result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SLOWEST_S)
        return float(result.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return f"more than {SLOWEST_S} s"
    except (subprocess.CalledProcessError, ValueError, IndexError) as error:
        lines = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        return f"fails: {lines[-1] if lines else error}"
