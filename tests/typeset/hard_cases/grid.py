"""Tables of the case files: cells with spans, and the figures that the words beside them expect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from analyzer.model import month_end
from typeset.figures import Figure
from typeset.markup import Table, cell, quote

PERIOD = re.compile(r"(?:FY|(?P<months>\d+)M)(?P<year>\d{4})(?:-(?P<end>\d\d))?")
ANNOTATION = re.compile(
    r"(?P<sign>-?)(?P<concept>[a-z_]*)(?:\[(?P<unit>[^\]]+)\])?(?:@(?P<member>[^#!]*))?(?:#(?P<rank>\d))?(?:!(?P<period>\w[\w-]*))?"
)
SPAN = re.compile(r"<(\d+)(r?)>$")
NUMBER = re.compile(r"[（(]?-?\d[\d,]*(?:\.\d+)?[)）]?\s?[%％]?(?:\(\d\))?")
WIDTHS = {"l": "1fr", "n": "0.9cm", "%": "1.2cm"}
TOTALS = {
    "customer_revenue": "top_customers_revenue",
    "customer_share": "top_customers_share",
    "supplier_purchases": "top_suppliers_purchases",
    "supplier_share": "top_suppliers_share",
}
"""What a row marked "top" says in a column of single parties."""
RATIOS = re.compile(r"share$|utilization$|ratio$")


@dataclass(frozen=True)
class Expected(Figure):
    """A figure with the words that limit its table; scope "*" accepts any, "" the whole company only."""

    scope: str = ""


@dataclass
class CaseTable:
    """One table of a case. columns: what each column holds; see README.md."""

    columns: Sequence[str]
    options: dict[str, str]
    head: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def figures(self) -> list[Expected]:
        """What the annotated rows say."""
        rows = zip(self.rows, self._row_starts(), strict=True)
        return [figure for line, start in rows for figure in self._row_figures(*line.split("::", 1), start)]

    def _row_starts(self) -> list[int]:
        """The column at which each row begins: one later beside a first cell that spans rows."""
        starts, left = [], 0
        for line in self.rows:
            starts.append(1 if left else 0)
            span = SPAN.search(line.split("::", 1)[1].split("|")[0].strip())
            left = int(span.group(1)) - 1 if span and span.group(2) else max(0, left - 1)
        return starts

    def _row_figures(self, words: str, cells: str, start: int) -> list[Expected]:
        first, plus, second = words.partition("+")
        if plus:
            return [*self._row_figures(first, cells, start), *self._row_figures(second, cells, start)]
        match = ANNOTATION.fullmatch(words.strip())
        if match is None:
            raise ValueError(f"no annotation: {words!r}")
        found = []
        place = start
        for text in (part.strip() for part in cells.split("|")):
            span = SPAN.search(text)
            if place >= len(self.columns):
                raise ValueError(f"more cells than columns: {cells!r}")
            token = self.columns[place]
            place += int(span.group(1)) if span and not span.group(2) else 1
            named = ":" in token or match.group("concept")
            if named and token not in WIDTHS and NUMBER.fullmatch(SPAN.sub("", text)):
                found.append(self._figure(match, token, SPAN.sub("", text)))
        return found

    def _figure(self, match: re.Match[str], token: str, printed: str) -> Expected:
        token, _, product = token.partition("@")
        period_word, _, own = token.partition(":")
        own, _, own_unit = own.partition("/")
        concept = TOTALS[own] if match.group("concept") == "top" else own or match.group("concept")
        unit, scale = self._unit(concept, own_unit or match.group("unit") or "")
        end, months = read_period(match.group("period") or period_word)
        sign = -1 if match.group("sign") else 1
        return Expected(
            table=self.options.get("topic", "income_statement"),
            concept=concept,
            label="",
            end=end,
            months=months,
            value=sign * read_number(printed) * scale,
            unit=unit,
            member=(product or match.group("member") or "").strip(),
            rank=int(match.group("rank")) if match.group("rank") else None,
            scope=self.options.get("scope", ""),
        )

    def _unit(self, concept: str, own: str) -> tuple[str, Decimal]:
        if RATIOS.search(concept):
            return "%", Decimal(1)
        if own:
            unit, _, scale = own.partition("*")
            return unit, Decimal(scale or 1)
        currency = self.options.get("unit", "CNY")
        return (f"{currency}/share", Decimal(1)) if concept.endswith("_eps") else (currency, Decimal(self.options.get("scale", "1000")))

    def markup(self) -> str:
        """Typst source of the table."""
        width = self.options.get("cw", "1.9cm")
        widths = self.options["w"].split(",") if "w" in self.options else [WIDTHS.get(token, width) for token in self.columns]
        aligns = ["left" if token == "l" else "center" if token == "n" else "right" for token in self.columns]
        stroke = self.options.get("stroke", "none")
        table = Table(
            columns=widths,
            aligns=aligns,
            head=[part for line in self.head for part in self._cells(line, head=True)],
            rows=[
                part
                for line, start in zip(self.rows, self._row_starts(), strict=True)
                for part in self._cells(line.split("::", 1)[1], head=False, start=start)
            ],
            stroke=stroke,
            repeat_head=self.options.get("repeat", "no") == "yes",
            size_pt=float(self.options.get("size", "8.5")),
            blank_tail=stroke != "grid",
        )
        if self.options.get("rotate"):
            return f"#rotate(-90deg, reflow: true, block(width: 22cm)[{table.markup()}])\n"
        return table.markup()

    def _cells(self, line: str, head: bool, start: int = 0) -> list[str]:
        texts = [text.strip() for text in line.split("|")]
        width = start + sum(int(m.group(1)) if (m := SPAN.search(text)) and not m.group(2) else 1 for text in texts)
        # A header row below a cell that spans rows is shorter; a row of figures is filled up.
        texts += [] if head else [""] * (len(self.columns) - width)
        return [self._cell(text, head, index) for index, text in enumerate(texts)]

    def _cell(self, text: str, head: bool, index: int) -> str:
        spans = {"colspan": 1, "rowspan": 1}
        while match := SPAN.search(text):
            spans["rowspan" if match.group(2) else "colspan"] = int(match.group(1))
            text = SPAN.sub("", text).strip()
        wide = spans["colspan"] > 1
        if index == 0 and not head and text and not wide and self.options.get("leaders"):
            return f"[#{quote(text)} #box(width: 1fr, repeat[.#h(2pt)])]"
        style = 'weight: "bold"' if head else ""
        centred = head and (wide or self.options.get("stroke") == "grid")
        rule = head and wide and bool(text) and self.options.get("stroke", "none") == "none"
        return cell(text, align="center" if centred else "", style=style, rule=rule, **spans)


def read_period(word: str) -> tuple[date, int | None]:
    """FY2024, 9M2024, FY2024-03 (the year to March 2024), 6M2024-09."""
    match = PERIOD.fullmatch(word)
    if match is None:
        raise ValueError(f"no period: {word!r}")
    months = int(match.group("months") or 12)
    return month_end(int(match.group("year")), int(match.group("end") or months)), months


def read_number(printed: str) -> Decimal:
    """1,234 or (1,234) or -1,234; a footnote mark after the number is left out."""
    text = re.sub(r"(?<=\d)\(\d\)$", "", printed)
    value = Decimal(re.sub(r"[^\d.]", "", text))
    return -value if text.startswith(("(", "（", "-")) else value
