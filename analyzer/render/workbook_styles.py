"""Number formats, borders and alignments of the trade; fonts and colours are the house style's."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Side

from analyzer.render.report import Format

ROLE_FILLS = {"statistic": "statistic", "head": "group"}
"""Row roles whose cells take the fill of a style role."""

LEVEL_ROLES = {"blue": "printed", "green": "linked", "red": "flagged", "yellow": "input", "warn": "warning"}
"""Levels of a cell of words -> style roles: samples of the legend, and what does not foot."""

THIN = Side(style="thin", color="7F7F7F")
HAIR = Side(style="hair", color="BFBFBF")
TOTAL_BORDER = Border(top=THIN)
ROW_BORDER = Border(bottom=HAIR)

RIGHT = Alignment(horizontal="right", vertical="top")
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
SENTENCE = Alignment(horizontal="left", vertical="top", wrap_text=True)
HEAD_ALIGNMENT = Alignment(horizontal="right", vertical="bottom", wrap_text=True)
HEAD_LEFT = Alignment(horizontal="left", vertical="bottom", wrap_text=True, indent=1)
HEAD_LABEL = Alignment(horizontal="left", vertical="bottom", wrap_text=True)


def indented(level: int) -> Alignment:
    """A label at its depth; long labels wrap."""
    return Alignment(horizontal="left", vertical="top", wrap_text=True, indent=level)


def number_format(kind: Format, decimals: int, marks: str = "", prefix: str = "") -> str:
    """Parentheses for negatives, a dash for zero; signs of the legend stand in the format, never in the number."""
    suffix = {"percent": "%", "multiple": '"x"'}.get(kind, "")
    digits = "0" if kind == "rate" else "#,##0"
    core = f"{digits}.{'0' * decimals}{suffix}" if decimals else f"{digits}{suffix}"
    before, after = (f'"{prefix}"' if prefix else ""), (f'"{marks}"' if marks else "")
    zero = f"{core}{after}_)" if kind == "percent" else f'{before}"–"{after}_)'
    return f"{before}{core}{after}_);{before}({core}){after};{zero}"
