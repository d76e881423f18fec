"""The standard table and the summary as text, beside the last reviewed ones in tests/snapshots.

After a change that is meant: python tests/unit/render/test_snapshots.py, then read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.compare import compare
from analyzer.render.report import ReportView, Table
from analyzer.render.view import build_view
from typed_filings import giantec, metax

SNAPSHOTS = Path(__file__).parents[2] / "snapshots"
TABLES = ("standard", "income-metrics", "summary-figures", "customers-metrics", "volumes-c1", "peers-ratios")


def table_to_text(table: Table) -> str:
    """Title, heads and rows, tab-separated, numbers as the report shows them."""
    depth = max(len(column.heads) for column in table.columns)
    heads = [[column.heads[i] if i < len(column.heads) else "" for column in table.columns] for i in range(depth)]
    rows = [[f"{row.number} {row.label}".strip(), *(cell.text + cell.marks for cell in row.cells)] for row in table.rows]
    lines = [[f"{table.title} ({table.unit})" if table.unit else table.title], *([table.label_head, *head] for head in heads), *rows]
    return "".join("\t".join(line).rstrip() + "\n" for line in lines)


def all_tables(view: ReportView) -> dict[str, Table]:
    return {table.id: table for section in view.sections for table in section.tables}


@pytest.mark.parametrize("name", TABLES)
def test_table_is_as_reviewed(name: str) -> None:
    table = all_tables(build_view(compare([metax(), giantec()])))[name]
    assert table_to_text(table) == (SNAPSHOTS / f"{name}.tsv").read_text(encoding="utf-8")


if __name__ == "__main__":
    tables = all_tables(build_view(compare([metax(), giantec()])))
    for each in TABLES:
        (SNAPSHOTS / f"{each}.tsv").write_text(table_to_text(tables[each]), encoding="utf-8")
