"""How a variant is typeset, and numbers as it prints them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from typeset.companies import Scale, Span
from typeset.wording import Quantity

FILLER_CM = 17
"""So much of a page stands before a table that is to run over to the next one."""


@dataclass(frozen=True)
class Style:
    """What was drawn for one variant. interim: empty, or the interim period, in Hong Kong after the one of the year before."""

    scale: Scale
    quantity: Quantity
    years: tuple[Span, ...]
    interim: tuple[Span, ...]
    party_spans: tuple[Span, ...]
    newest_first: bool
    stroke: str
    break_inside: bool
    repeat_head: bool
    narrow_labels: bool
    table_per_period: bool
    notes_column: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        return (*self.years, *self.interim)

    @property
    def filing_year(self) -> int:
        """The year after the last period."""
        return max(span.year for span in self.spans) + 1

    def ordered(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(reversed(spans)) if self.newest_first else spans

    def before_table(self) -> str:
        """Typst markup that brings the next table to the end of a page, or onto a new page."""
        return f"#pagebreak()\n#v({FILLER_CM}cm)\n" if self.break_inside else "#pagebreak()\n"

    def __str__(self) -> str:
        parts = [
            self.scale.words,
            "newest first" if self.newest_first else "oldest first",
            f"rules {self.stroke}",
            *(("page break",) if self.break_inside else ()),
            *(("narrow labels",) if self.narrow_labels else ()),
            *(("table per period",) if self.table_per_period else ()),
        ]
        return ", ".join(parts)


def print_amount(value: Decimal, decimals: int, *, parentheses: bool) -> str:
    """1,234 or 1,234.50; a negative one as (1,234) or -1,234."""
    text = f"{abs(value):,.{decimals}f}"
    if value >= 0:
        return text
    return f"({text})" if parentheses else f"-{text}"
