"""The standard rows and the wording of lines no concept claims, loaded from the CSV files of `analyzer/concepts`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from analyzer.errors import ConfigError

Family = Literal["IFRS", "CAS"]
Kind = Literal["line", "subtotal", "residual", "result", "below", "memo"]
Role = Literal["memo", "subtotal", "line", "cost", "part"]

CAS_BASES = frozenset({"CAS", "PRC GAAP"})
CAS_ONLY_CONCEPTS = frozenset({"financial_expenses_net", "total_operating_costs", "non_operating_income"})


@dataclass(frozen=True)
class StandardRow:
    """One row of analysis 2.2. number: as the table counts it, "" for memo rows; factor: to profit before tax.

    signs: concept -> +1 or -1 by family, how the concept adds to the row when costs are stored positive.
    absent: what the row says by family where a complete statement prints no such line.
    """

    id: str
    number: str
    order: int
    factor: int
    kind: Kind
    titles: dict[str, str]
    signs: dict[Family, dict[str, int]]
    absent: dict[Family, str]
    old_cas: str
    old_until: date | None


@dataclass(frozen=True)
class LabelRule:
    """What a printed line without a concept is, by its wording."""

    pattern: re.Pattern[str]
    role: Role
    target: str


@cache
def standard_rows() -> tuple[StandardRow, ...]:
    """All standard rows in order. Raises ConfigError for a bad file."""
    rows = tuple(_row(record) for record in _records("standard_rows.csv"))
    return tuple(sorted(rows, key=lambda row: row.order))


def get_row(row_id: str) -> StandardRow:
    for row in standard_rows():
        if row.id == row_id:
            return row
    raise ConfigError(f"no standard row is called {row_id!r}", next_step="see analyzer/concepts/standard_rows.csv")


@cache
def label_rules() -> tuple[LabelRule, ...]:
    known = {row.id for row in standard_rows()} | {""}
    rules = []
    for record in _records("standard_labels.csv"):
        if record["target"] not in known:
            raise ConfigError(f"standard_labels.csv names the unknown row {record['target']!r}")
        rules.append(LabelRule(re.compile(record["pattern"], re.IGNORECASE), _role(record["role"]), record["target"]))
    return tuple(rules)


def find_rule(label: str) -> LabelRule | None:
    """The first rule whose wording stands in the label."""
    return next((rule for rule in label_rules() if rule.pattern.search(label)), None)


def rows_by_concept(family: Family) -> dict[str, tuple[StandardRow, int]]:
    """concept -> (its one row, the sign with which it adds to profit before tax or to the result)."""
    found: dict[str, tuple[StandardRow, int]] = {}
    for row in standard_rows():
        for concept, sign in row.signs[family].items():
            found[concept] = (row, sign * (row.factor or 1))
    return found


def _records(name: str) -> list[dict[str, str]]:
    text = resources.files("analyzer.concepts").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _row(record: dict[str, str]) -> StandardRow:
    return StandardRow(
        id=record["row"],
        number=record["number"],
        order=int(record["order"]),
        factor=int(record["factor"]),
        kind=_kind(record["kind"]),
        titles={language: record[language] for language in ("en", "zh-Hans", "zh-Hant")},
        signs={"IFRS": _signs(record["concepts_ifrs"]), "CAS": _signs(record["concepts_cas"])},
        absent={"IFRS": record["absent_ifrs"], "CAS": record["absent_cas"]},
        old_cas=record["old_cas"],
        old_until=date.fromisoformat(record["old_until"]) if record["old_until"] else None,
    )


def _signs(cell: str) -> dict[str, int]:
    return {name.removeprefix("-"): -1 if name.startswith("-") else 1 for name in cell.split("|") if name}


def _kind(text: str) -> Kind:
    kinds: tuple[Kind, ...] = ("line", "subtotal", "residual", "result", "below", "memo")
    for kind in kinds:
        if kind == text:
            return kind
    raise ConfigError(f"standard_rows.csv: {text!r} is no kind of row; expected one of {', '.join(kinds)}")


def _role(text: str) -> Role:
    roles: tuple[Role, ...] = ("memo", "subtotal", "line", "cost", "part")
    for role in roles:
        if role == text:
            return role
    raise ConfigError(f"standard_labels.csv: {text!r} is no role; expected one of {', '.join(roles)}")
