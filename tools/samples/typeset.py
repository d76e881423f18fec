"""Typesets the sample filings: `python tools/samples/typeset.py` (or `make samples`) writes filings/*_sample.pdf.

Needs the dev dependency `typst` and the fonts Noto Serif CJK and Noto Sans CJK (SIL Open Font License; Debian: fonts-noto-cjk),
found through fc-list or named with --font-dir. typst embeds the used glyphs as subsets. The output does not depend on the day.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
FILINGS = HERE.parent.parent / "filings"
SAMPLES = ("axera_hkex", "enflame_star", "giantec_hkex", "metax_star")
FONT_FAMILIES = ("Noto Serif CJK", "Noto Sans CJK")


def find_font_folders() -> list[Path]:
    """Folders of the installed fonts whose family name starts with one of FONT_FAMILIES; empty without fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    listing = subprocess.run([program, "--format", "%{file}\t%{family}\n"], check=True, capture_output=True, text=True).stdout
    lines = (line.split("\t") for line in listing.splitlines())
    return sorted({Path(file).parent for file, family in lines if family.startswith(FONT_FAMILIES)})


def typeset_sample(name: str, folder: Path, font_folders: list[Path]) -> Path:
    """The PDF written for one sample, e.g. filings/axera_hkex_sample.pdf."""
    target = folder / f"{name}_sample.pdf"
    target.write_bytes(typst.compile(HERE / f"{name}.typ", root=HERE, font_paths=font_folders))
    return target


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"samples to typeset: {', '.join(SAMPLES)} (default: all)")
    parser.add_argument("-o", "--output", type=Path, default=FILINGS, help="folder of the PDFs")
    parser.add_argument("--font-dir", type=Path, action="append", help="folder with the Noto CJK fonts")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(SAMPLES))
    if unknown:
        parser.error(f"unknown sample: {', '.join(unknown)}")
    folders = options.font_dir or find_font_folders()
    if not folders:
        print("No Noto CJK font was found through fc-list. Install fonts-noto-cjk or name its folder with --font-dir.", file=sys.stderr)
        return 2
    for name in options.names or SAMPLES:
        target = typeset_sample(name, options.output, folders)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        print(f"{target.name}: {target.stat().st_size:,} bytes, sha256 {digest}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
