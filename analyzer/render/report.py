"""What both outputs say: sections of tables, sentences and charts. The workbook and the report only lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from analyzer.metrics.computed import Operand
from analyzer.model import BBox, Check, Fact

Format = Literal["text", "money", "percent", "multiple", "price", "quantity", "points", "count", "rate"]
RowRole = Literal["line", "total", "memo", "part", "head", "statistic", "blank"]
ChartKind = Literal["bar", "stacked", "line", "bar_line"]


@dataclass(frozen=True, eq=False)
class ViewCell:
    """One cell. text: as the report shows it; value: what a spreadsheet holds instead of the text.

    decimals: digits after the point of `format`; marks: signs of the legend behind the number; note: in words;
    sources: anchors of the Sources rows of the printed figures it is or stands on; link: id of a section.
    level: warn, or the name of a legend sample.
    """

    text: str = ""
    value: Operand | None = None
    format: Format = "text"
    decimals: int = 0
    marks: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    link: str = ""
    level: str = ""

    @property
    def is_printed(self) -> bool:
        return isinstance(self.value, Fact)


BLANK = ViewCell()


@dataclass(frozen=True, eq=False)
class Column:
    """heads: from the top, such as company, period, length and assurance, basis; starts_group draws a rule."""

    heads: tuple[str, ...]
    starts_group: bool = False
    is_text: bool = False
    width: int = 12


@dataclass(frozen=True, eq=False)
class Row:
    label: str
    cells: tuple[ViewCell, ...]
    role: RowRole = "line"
    level: int = 0
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, eq=False)
class Table:
    """unit: the one unit of its money, in words; label_head: head of the label column; is_long: gets search and sort."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    label_head: str = ""
    notes: tuple[str, ...] = ()
    is_long: bool = False
    has_numbers: bool = False


@dataclass(frozen=True, eq=False)
class Chart:
    """Drawn from its table: the label column and the first column name the category, every further column is a series.

    line_columns: columns drawn as lines on an axis of their own. A row without a period separates two companies.
    """

    id: str
    title: str
    kind: ChartKind
    table: Table
    is_percent: bool = False
    line_columns: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Sentence:
    """Plain words with figures between them."""

    parts: tuple[str | ViewCell, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True, eq=False)
class Section:
    """One sheet of the workbook and one section of the report."""

    id: str
    title: str
    lead: tuple[Sentence, ...] = ()
    warnings: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    is_landscape: bool = True


@dataclass(frozen=True, eq=False)
class Mention:
    """Another place of the same figure."""

    page: int
    printed_page: str
    text: str


@dataclass(frozen=True, eq=False)
class Evidence:
    """One printed figure and where it stands; anchor is also the id of its Sources row."""

    anchor: str
    fact: Fact
    company: str
    file: str
    sha256: str
    path: str
    cell: ViewCell
    mentions: tuple[Mention, ...] = ()
    checks: tuple[Check, ...] = ()


class CropProvider(Protocol):
    """Cuts page regions out of filings."""

    def __call__(self, path: str, page: int, bbox: BBox) -> bytes:
        """PNG bytes of exactly this region: what lies outside the page is white."""


@dataclass(frozen=True)
class Outline:
    """Where a figure stands in the crop of a region: left, top, width and height as fractions of the crop."""

    region: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class ReportView:
    """Everything both outputs say.

    key_anchors: evidence of the figures that the summary shows. crops: page regions by id; outlines: by anchor.
    """

    title: str
    subtitle: str
    language: str
    made_on: str
    version: str
    scale: Decimal
    unit: str
    words: Mapping[str, str]
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    key_anchors: frozenset[str] = frozenset()
    crops: Mapping[str, bytes] = field(default_factory=dict)
    outlines: Mapping[str, Outline] = field(default_factory=dict)

    def section(self, name: str) -> Section:
        return next(section for section in self.sections if section.id == name)
