"""The arguments of every command, each with its help and an example."""

from __future__ import annotations

import argparse
import re
from datetime import date
from decimal import Decimal

EXIT_CODES = """exit status:
  0    no error finding
  1    a filing has error findings: figures that evidently stand on a page could not be read, or no topic was found
  2    a file could not be read, an argument is wrong, there is nothing to read, or the output cannot be written
  130  interrupted
The highest that applies is returned; the other files are still written."""

CURRENCY = re.compile(r"[A-Za-z]{3}")
RATE = re.compile(r"\s*([A-Z]{3})\s*=\s*(\d+(?:\.\d+)?)\s*@\s*(\S.*)")

FILES_HELP = "PDF files; a folder stands for the .pdf files in it, a quoted pattern ('filings/*.pdf') for what it matches"


def build_parser(version: str) -> argparse.ArgumentParser:
    """The parser of the whole program; the chosen command's name is its `command`."""
    parser = argparse.ArgumentParser(
        prog="analyzer",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Reads IPO prospectuses (PDF) from Hong Kong and mainland China and compares their figures.",
        epilog=f"example:\n  analyzer compare filings/*.pdf -o output/\n\n{EXIT_CODES}",
    )
    parser.add_argument("--version", action="version", version=f"prospectus-analyzer {version}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    _add_extract(commands)
    _add_compare(commands)
    _add_inspect(commands)
    return parser


Commands = argparse._SubParsersAction  # the type has no public name


def _add_command(
    commands: Commands[argparse.ArgumentParser], name: str, summary: str, description: str, example: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=description,
        epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
    )
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help="print only what made a file or an argument unusable")
    volume.add_argument("-v", "--verbose", action="store_true", help="print a line per file and every finding")
    parser.add_argument("files", nargs="+", metavar="FILE", help=FILES_HELP)
    _add_worker_options(parser)
    return parser


def _add_worker_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("processes and limits", "Each filing has a process of its own; one that hits a limit is reported.")
    group.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="filings read at the same time; default: one for each core. Where N is twice the files or more, two processes "
        "share each. 0 reads them in this process, without limits, for a profiler",
    )
    group.add_argument("--time-limit", type=_positive, metavar="S", help="seconds for a filing besides those for its pages; default: 20")
    group.add_argument("--page-time", type=_positive, metavar="S", help="seconds more for each of its pages; default: 0.1")
    group.add_argument("--ocr-page-time", type=_positive, metavar="S", help="seconds more for each page read by OCR; default: 10")
    group.add_argument("--memory-limit", type=_count, metavar="MB", help="memory of a process; default: 1024")


def _add_extract(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(
        commands,
        "extract",
        "write the figures of each filing as CSV",
        "Writes, for each FILE, STEM.csv (one row per printed figure, with its page and box), STEM.findings.csv,\n"
        "STEM.mentions.csv, STEM.ledger.json and STEM.filing.json, and STEM.run.json by which a later run knows what is done.",
        "analyzer extract prospectus.pdf -o facts/",
    )
    _add_output(parser)


def _add_compare(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(
        commands,
        "compare",
        "write an Excel workbook and an HTML report that compare filings",
        "Writes DIR/comparison.xlsx, DIR/comparison.html, and in DIR/facts/ what extract writes.",
        'analyzer compare axera.pdf enflame.pdf -o output/ --currency HKD --rate "CNY=1.08@HKMA, 30 June 2026"',
    )
    _add_output(parser)
    parser.add_argument(
        "--currency", type=_currency, metavar="CUR", help="show money in this currency, like CNY; default: the one that all filings use"
    )
    parser.add_argument("--scale", metavar="SCALE", help="show money in units, thousands, millions or billions; default: millions")
    parser.add_argument(
        "--rate",
        type=_rate,
        action="append",
        default=[],
        metavar="CUR=VALUE@SOURCE",
        help='one CUR in the currency of --currency, with the source that the outputs print; repeatable: "USD=7.1@PBOC, 30 June 2026"',
    )
    parser.add_argument(
        "--date", type=_iso_date, metavar="YYYY-MM-DD", help="the date that the outputs carry; default: the latest date of the filings"
    )
    parser.add_argument(
        "--evidence",
        choices=("key", "full", "none"),
        default="key",
        help="pictures of the pages in the report: for the figures of the summary (key), for all figures (full), or none; default: key",
    )
    parser.add_argument(
        "--template",
        metavar="FILE.xlsx",
        help="workbook with your house style: its cell styles, logo, paper and margins dress comparison.xlsx (docs/templates.md)",
    )
    parser.add_argument(
        "--templates",
        metavar="DIR",
        help="folder whose files take the place of the report's own templates of the same name (docs/templates.md)",
    )
    parser.add_argument("--lang", metavar="LANG", help="language of the outputs: en, zh-Hans or zh-Hant; default: en")


def _add_inspect(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_command(
        commands,
        "inspect",
        "print which pages hold which table, and why the others were rejected",
        "The tool for finding out why a number is missing: the candidate tables and sentences of every topic, used or\n"
        "rejected and why, and all findings. Writes nothing.",
        "analyzer inspect prospectus.pdf",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="folder to write to; made where it does not exist")
    parser.add_argument(
        "--refresh", action="store_true", help="read every file again, also those whose figures of an earlier run stand in DIR unchanged"
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"expected a whole number, found {text!r}")
    return int(text)


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number above zero, found {text!r}")
    return number


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a date like 2026-06-30, found {text!r}") from error


def _currency(text: str) -> str:
    if not CURRENCY.fullmatch(text):
        raise argparse.ArgumentTypeError(f"expected the three letters of a currency, like CNY, found {text!r}")
    return text.upper()


def _rate(text: str) -> tuple[str, Decimal, str]:
    match = RATE.fullmatch(text)
    if not match or not Decimal(match[2]):
        raise argparse.ArgumentTypeError(f'expected a rate above zero with its source, like "USD=7.1@PBOC, 30 June 2026", found {text!r}')
    return match[1], Decimal(match[2]), match[3].strip()
