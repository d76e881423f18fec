"""Line charts as SVG text, drawn without a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 420, 280
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 34, 44
COLORS = ("#1f5f99", "#c2571a", "#4d7c2a", "#7a4a9e")
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 5


@dataclass(frozen=True)
class Line:
    """points: (x, y), x growing."""

    name: str
    points: tuple[tuple[float, float], ...]


def charts_to_svg(charts: Sequence[tuple[str, str, str, Sequence[Line]]]) -> str:
    """Charts side by side, each (title, x axis, y axis, lines); both axes begin at 0."""
    drawn = "\n".join(f'<g transform="translate({index * WIDTH},0)">\n{_chart(*chart)}\n</g>' for index, chart in enumerate(charts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(charts)} {HEIGHT}" font-family="sans-serif" font-size="11">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{drawn}\n</svg>\n'
    )


def _chart(title: str, x_name: str, y_name: str, lines: Sequence[Line]) -> str:
    x_max = max(x for line in lines for x, _ in line.points)
    y_step = _round_step(max(y for line in lines for _, y in line.points))
    y_max = y_step * TICKS
    parts = [f'<text x="{LEFT}" y="18" font-size="13" font-weight="bold">{escape(title)}</text>']
    for tick in range(TICKS + 1):
        y = _place(tick * y_step, y_max, HEIGHT - BOTTOM, TOP)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick * y_step:g}</text>')
    for x in sorted({x for line in lines for x, _ in line.points}):
        parts.append(f'<text x="{_place(x, x_max, LEFT, WIDTH - RIGHT):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{x:g}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{escape(x_name)}</text>')
    parts.append(f'<text x="{LEFT - 6}" y="{TOP - 6}" text-anchor="end">{escape(y_name)}</text>')
    for index, line in enumerate(lines):
        parts += _line(line, COLORS[index % len(COLORS)], x_max, y_max)
        parts.append(f'<text x="{LEFT + 10}" y="{TOP + 14 * (index + 1)}" fill="{COLORS[index % len(COLORS)]}">{escape(line.name)}</text>')
    return "\n".join(parts)


def _line(line: Line, color: str, x_max: float, y_max: float) -> list[str]:
    places = [(_place(x, x_max, LEFT, WIDTH - RIGHT), _place(y, y_max, HEIGHT - BOTTOM, TOP)) for x, y in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in places]
    return [f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>', *dots]


def _place(value: float, most: float, start: float, stop: float) -> float:
    return start + (stop - start) * value / most


def _round_step(most: float) -> float:
    """A round number of which TICKS reach the most."""
    scale = 1.0
    while scale * 10 * TICKS < most:
        scale *= 10
    while scale * TICKS > most and scale > 1e-3:
        scale /= 10
    return next((step * scale for step in STEPS if step * scale * TICKS >= most), scale * 10)
