"""Typst markup of the variants: cells and tables. Text goes in as string literals, so that typst changes no hyphen or quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

STROKES = {
    "grid": "0.5pt",
    "horizontal": "(x, y) => (top: 0.5pt, bottom: 0.5pt)",
    "none": "none",
}


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def cell(text: str, *, align: str = "", colspan: int = 1, rowspan: int = 1, style: str = "", rule: bool = False) -> str:
    """One table cell. style: arguments of typst's text function. rule: a line below the cell."""
    body = f"text({style}, {quote(text)})" if style else quote(text)
    options = [f"colspan: {colspan}", f"rowspan: {rowspan}"]
    if align:
        options.append(f"align: {align}")
    if rule:
        options.append("stroke: (bottom: 0.5pt)")
    return f"table.cell({', '.join(options)}, {body})"


@dataclass(frozen=True)
class Table:
    """A table to typeset. columns: typst lengths; aligns: one per column; head and rows: cells in typst markup."""

    columns: Sequence[str]
    aligns: Sequence[str]
    head: Sequence[str]
    rows: Sequence[str]
    stroke: str = "grid"
    repeat_head: bool = True
    size_pt: float = 8.5
    blank_tail: bool = field(default=False)

    def markup(self) -> str:
        # A last row without content keeps typst from repeating the rules of a total row where a page ends.
        tail = f", {cell('', colspan=len(self.columns))}" if self.blank_tail else ""
        gutter = "column-gutter: 6pt, " if self.stroke != "grid" else ""
        return (
            f"#[#set text(size: {self.size_pt}pt)\n#set par(justify: false, leading: 0.45em)\n#set table.cell(breakable: false)\n"
            f"#table(columns: ({', '.join(self.columns)}), stroke: {STROKES[self.stroke]}, inset: (x: 3pt, y: 3.5pt), {gutter}"
            f"align: ({', '.join(f'{align} + bottom' for align in self.aligns)}),\n"
            f"table.header(repeat: {str(self.repeat_head).lower()}, {', '.join(self.head)}),\n{', '.join(self.rows)}{tail})]\n"
        )


def paragraph(text: str) -> str:
    return f"#par({quote(text)})\n"


def heading(text: str) -> str:
    return f'#block(above: 1.4em, below: 1em, sticky: true, text(weight: "bold", {quote(text)}))\n'


def right_line(text: str) -> str:
    """A caption above a table at the right, such as 单位：万元."""
    return f"#block(width: 100%, below: 0.4em, sticky: true, align(right, text(size: 9pt, {quote(text)})))\n"


def document(language: str, region: str, font: str, body: str) -> str:
    return (
        "#set document(date: none)\n"
        '#set page(paper: "a4", margin: 2.6cm, footer: context align(center, text(size: 9pt, str(counter(page).get().first()))))\n'
        f'#set text(font: ("Libertinus Serif", {quote(font)}), size: 10.5pt, lang: {quote(language)}, region: {quote(region)})\n'
        "#set par(justify: true, leading: 0.7em)\n"
        f"{body}"
    )
