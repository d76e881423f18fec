"""Fonts, colours and number formats of the trade: printed blue, worked out black, from another sheet green."""

from __future__ import annotations

from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from analyzer.render.report import Format

FONT_NAME = "Arial"
"""Present or replaced by an equal on Windows, macOS and LibreOffice; Chinese falls back to the system's font."""

FONT_SIZE = 9
BLUE, BLACK, GREEN, GREY, RED = "0000FF", "000000", "007A33", "595959", "C00000"
HEAD_FILL = PatternFill("solid", fgColor="1F3864")
GROUP_FILL = PatternFill("solid", fgColor="D9E2F3")
INPUT_FILL = PatternFill("solid", fgColor="FFF2CC")
WARN_FILL = PatternFill("solid", fgColor="FCE4D6")
BREAK_FILL = PatternFill(bgColor="FCE4D6")
"""Conditional formats take the background colour."""

STATISTIC_FILL = PatternFill("solid", fgColor="F2F2F2")

LEVEL_FONTS = {"blue": BLUE, "green": GREEN, "red": RED}
LEVEL_FILLS = {"warn": WARN_FILL, "yellow": INPUT_FILL}
ROLE_FILLS = {"statistic": STATISTIC_FILL, "head": GROUP_FILL}

THIN = Side(style="thin", color="7F7F7F")
HAIR = Side(style="hair", color="BFBFBF")
TOTAL_BORDER = Border(top=THIN)
HEAD_BORDER = Border(bottom=THIN)
ROW_BORDER = Border(bottom=HAIR)

RIGHT = Alignment(horizontal="right", vertical="top")
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
HEAD_ALIGNMENT = Alignment(horizontal="right", vertical="bottom", wrap_text=True)
HEAD_LEFT = Alignment(horizontal="left", vertical="bottom", wrap_text=True)


@cache
def font(colour: str = BLACK, *, bold: bool = False, italic: bool = False, size: int = FONT_SIZE) -> Font:
    return Font(name=FONT_NAME, size=size, color=colour, bold=bold, italic=italic)


def indented(level: int) -> Alignment:
    """A label at its depth; long labels wrap."""
    return Alignment(horizontal="left", vertical="top", wrap_text=True, indent=level)


def number_format(kind: Format, decimals: int, marks: str = "", prefix: str = "") -> str:
    """Parentheses for negatives, a dash for zero; signs of the legend stand in the format, never in the number."""
    suffix = {"percent": "%", "multiple": '"x"'}.get(kind, "")
    digits = "0" if kind in {"percent", "multiple", "rate"} else "#,##0"
    core = f"{digits}.{'0' * decimals}{suffix}" if decimals else f"{digits}{suffix}"
    before, after = (f'"{prefix}"' if prefix else ""), (f'"{marks}"' if marks else "")
    zero = f"{core}{after}_)" if kind == "percent" else f'{before}"–"{after}_)'
    return f"{before}{core}{after}_);{before}({core}){after};{zero}"
