"""One spelling for a product: a line end takes the hyphen of a name that is whole elsewhere (typeset: Micro-button cells)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.model import Fact

_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
"""Only between small letters is a hyphen at a line end taken for the setter's."""


def with_hyphens(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, each name without a hyphen that another fact has between its letters written as there; left where two spellings do."""
    spellings: dict[str, set[str]] = {}
    for member in {fact.member for fact in facts if _HYPHEN.search(fact.member)}:
        spellings.setdefault(_HYPHEN.sub("", member), set()).add(member)
    whole = {bare: names.pop() for bare, names in spellings.items() if len(names) == 1}
    return [replace(fact, member=whole[fact.member]) if fact.member in whole else fact for fact in facts]
