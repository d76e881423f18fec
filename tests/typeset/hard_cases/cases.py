"""The case files read and typeset: `find_cases()` gives every case of the folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import typst

from typeset.hard_cases.grid import CaseTable, Expected, read_period
from typeset.markup import document, heading, paragraph, quote, right_line
from typeset.variants import FONT_FAMILY, find_font_folder
from typeset.wording import ENGLISH, SIMPLIFIED, TRADITIONAL

WORDINGS = {"en": ENGLISH, "zh-Hant": TRADITIONAL, "zh-Hans": SIMPLIFIED}
BASIS = {
    "IFRS": "The historical financial information has been prepared in accordance with IFRS Accounting Standards.",
    "國際財務報告準則": "歷史財務資料乃根據國際財務報告準則會計準則編製。",
    "HKFRS": "The historical financial information has been prepared in accordance with HKFRSs issued by the HKICPA.",
    "香港財務報告準則": "歷史財務資料乃根據香港財務報告準則編製。",
    "中國企業會計準則": "本公司財務報表按照中國企業會計準則編製。",
    "企业会计制度": "本公司执行《企业会计制度》，会计报表根据其规定编制。",
    "企业会计准则": "公司财务报表按照企业会计准则的规定编制。",
}


@dataclass(frozen=True)
class Case:
    """One short filing and what is to be read from it."""

    name: str
    language: str
    source: str
    figures: tuple[Expected, ...]

    def pdf(self) -> bytes:
        folder = find_font_folder()
        pdf: bytes = typst.compile(self.source.encode(), font_paths=[folder] if folder else [], ignore_system_fonts=True)
        return pdf


@cache
def find_cases() -> tuple[Case, ...]:
    """Every case of every *.txt file beside this module."""
    return tuple(case for path in sorted(Path(__file__).parent.glob("*.txt")) for case in read_cases(path.read_text(encoding="utf-8")))


def read_cases(text: str) -> Iterator[Case]:
    """Cases begin with a line "= name language"."""
    for part in ("\n" + text).split("\n= ")[1:]:
        first, *lines = part.splitlines()
        name, language = first.split()
        markup, figures = read_elements(lines, language)
        region = {"en": "gb", "zh-Hant": "hk", "zh-Hans": "cn"}[language]
        source = document("en" if language == "en" else "zh", region, FONT_FAMILY, markup)
        yield Case(name, language, source, tuple(figures))


def read_elements(lines: Sequence[str], language: str) -> tuple[str, list[Expected]]:
    """Typst source and figures of the lines: one element a line, a table with its lines of ^ and ::."""
    parts: list[str] = []
    figures: list[Expected] = []
    table: CaseTable | None = None
    for line in [*lines, ""]:
        if table is not None:
            if line.startswith("^") or "::" in line:
                (table.head if line.startswith("^") else table.rows).append(line.lstrip("^"))
                continue
            parts.append(table.markup())
            figures += table.figures()
            table = None
        word, _, rest = line.partition(" ")
        if word == "t":
            table = open_table(rest)
        elif word == "f":
            figures.append(read_figure(rest))
        elif word and word != "#":
            parts.append(element(word, rest, language))
    return "".join(parts), figures


def open_table(rest: str) -> CaseTable:
    """t l n FY2021 FY2022 ; option=value option=value"""
    columns, _, options = rest.partition(";")
    return CaseTable(columns.split(), dict(option.split("=", 1) for option in options.split()))


def read_figure(rest: str) -> Expected:
    """f table concept period unit value [@member#rank] of a figure that stands in prose or in a table of another shape."""
    words, _, member = rest.partition("@")
    table, concept, period, unit, value = words.split()
    end, months = read_period(period)
    name, _, rank = member.strip().partition("#")
    return Expected(table, concept, "", end, months, Decimal(value), unit, name, int(rank) if rank else None)


def element(word: str, rest: str, language: str) -> str:
    """Typst source of one line."""
    if word == "cover":
        return cover(rest, language)
    if word == "basis":
        return paragraph(BASIS[rest])
    simple = {"h": heading, "p": paragraph, "r": right_line, "c": centred}
    if word in simple:
        return simple[word](rest)
    if word == "break":
        return "#pagebreak()\n"
    if word == "v":
        return f"#v({rest})\n"
    raise ValueError(f"no element: {word!r}")


def centred(text: str) -> str:
    return f"#align(center, {quote(text)})\n"


def cover(issuer: str, language: str) -> str:
    """Cover page and a page of prose in the words of the random variants, with another issuer."""
    wording = WORDINGS[language]
    lines = [line.format(year=2026).replace(wording.issuer, issuer) for line in wording.cover]
    front = "".join(f"#align(center, text(size: 14pt, {quote(line)}))\n\n" for line in lines)
    return front + "#pagebreak()\n" + "".join(paragraph(text) for text in wording.prose[1:])
