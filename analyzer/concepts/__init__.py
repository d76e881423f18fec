"""Loads and validates concepts.csv and synonyms.csv: which printed label is which concept under which accounting basis."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analyzer.errors import ConfigError

SIGNS = ("income", "expense", "loss")
"""income adds to profit, expense reduces it and is printed so; a loss is an expense that statements print with either sign."""
FAMILIES = {"IFRS": "IFRS", "HKFRS": "IFRS", "US GAAP": "IFRS", "CAS": "CAS", "PRC GAAP": "PRC GAAP"}
"""Accounting basis -> the wording it uses."""
ANY = "*"


@dataclass(frozen=True)
class Concept:
    """One row of concepts.csv."""

    id: str
    statement: str
    measure: str
    sign: str
    order: int
    kind: str


@dataclass(frozen=True)
class Synonym:
    """One wording of a concept: a regular expression that the whole label key matches. seen_in: filing and page, or genre."""

    concept: str
    basis: str
    pattern: re.Pattern[str]
    seen_in: str


def read_rows(name: str) -> list[dict[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by id. Raises ConfigError for a row that is wrong."""
    found = {}
    for row in read_rows("concepts.csv"):
        if row["sign"] not in SIGNS or not row["order"].isdigit() or row["id"] in found:
            raise ConfigError(f"concepts.csv: the row of {row['id']!r} is wrong: {row}")
        found[row["id"]] = Concept(row["id"], row["statement"], row["measure"], row["sign"], int(row["order"]), row["kind"])
    return found


@cache
def synonyms() -> tuple[Synonym, ...]:
    """Every wording in the order of the file. Raises ConfigError for an unknown concept or basis or a broken pattern."""
    return tuple(row_to_synonym(row) for row in read_rows("synonyms.csv"))


def row_to_synonym(row: Mapping[str, str]) -> Synonym:
    if row["concept"] not in concepts() or row["basis"] not in {*FAMILIES.values(), ANY} or not row["seen_in"]:
        raise ConfigError(f"synonyms.csv: the row {dict(row)} names an unknown concept or basis, or no place where it was seen")
    try:
        return Synonym(row["concept"], row["basis"], re.compile(row["pattern"]), row["seen_in"])
    except re.error as error:
        raise ConfigError(f"synonyms.csv: the pattern {row['pattern']!r} is broken: {error}") from error


def only_seen_in(seen_in: str, filings: Iterable[str]) -> bool:
    """Whether a wording was met in no filing but these: `make accuracy` leaves such wordings out to measure how far the rest carries.

    seen_in: "giantec p.348", several joined by ";"; filings: "giantec".
    """
    names = {place.rsplit(" p.", 1)[0].strip() for place in seen_in.split(";")}
    return names <= set(filings)


BOTH_LENGTHS = re.compile(
    r"for(?:the|each)?(?:respective)?(?:financial)?(?:years?|periods?)(?:(?:and|or)?(?:for)?(?:the)?(?:years?|periods?))+"
    r"|(?:本?(?:财政)?(?:年度|年|期间|期)[内之]?){2,}"
)


class Vocabulary:
    """The wordings of one accounting basis. without: filings whose own wordings are left out (see only_seen_in)."""

    def __init__(self, basis: str, without: Iterable[str] = ()) -> None:
        family = FAMILIES.get(basis, basis)
        families = {family, ANY} | ({"CAS"} if family == "PRC GAAP" else set())
        left_out = tuple(without)
        self.rows = [s for s in synonyms() if s.basis in families and not only_seen_in(s.seen_in, left_out)]
        self.rows.sort(key=lambda s: s.basis != family)
        self._known: dict[str, tuple[str, ...]] = {}

    def concepts_of(self, key: str) -> tuple[str, ...]:
        """Every concept whose wording this label key is; several for a row that prints two totals in one."""
        if key not in self._known:
            self._known[key] = self.matches(key) or self.matches(BOTH_LENGTHS.sub(one_length, key))
        return self._known[key]

    def matches(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.concept for s in self.rows if s.pattern.fullmatch(key))) if key else ()


def one_length(match: re.Match[str]) -> str:
    """Years and interim periods named together as one: "for the year/period" is "for the year", 年內／期內 is 年內."""
    return "fortheyear" if match.group().isascii() else "年内"
