"""Rows of a result per share under the line that names it: 每股盈利（以每股港仙列示） over — 基本 and — 攤薄."""

from __future__ import annotations

import re
from decimal import Decimal

from analyzer.model import Unit
from analyzer.read.labels import label_key

HEADING = re.compile(
    r"每股(?:基本|[摊攤]薄|基本及[摊攤]薄)?(?:盈利|[亏虧][损損]|收益|盈[余餘])|(?:earnings?|loss(?:es)?)[^.;]{0,60}per (?:ordinary )?share",
    re.IGNORECASE,
)
_EN = r"(?:(?:earnings|loss|losses|earningsloss|lossearnings)pershare)?"
_ZH = r"(?:每股)?(?:盈利|亏损|收益)?(?:亏损|盈利)?"
ROWS = (
    (("basic_eps", "diluted_eps"), re.compile(rf"{_EN}basicanddiluted{_EN}|(?:每股)?基本[及和与]?(?:摊薄|稀释){_ZH}")),
    (("basic_eps",), re.compile(rf"{_EN}basic{_EN}|(?:每股)?基本{_ZH}")),
    (("diluted_eps",), re.compile(rf"{_EN}diluted{_EN}|(?:每股)?(?:摊薄|稀释){_ZH}")),
)
"""Rows under such a line, as label keys without their unit; "Basic and diluted" prints both results in one figure."""
CENTS = re.compile(r"\bcents?\b|[币幣坡]分|港仙|美分|[仙分](?=[)）列呈])", re.IGNORECASE)
UNIT_BRACKET = re.compile(r"[(（]([^()（）]{1,12})[)）]$")
CONCEPTS = {"basic_eps", "diluted_eps"}


def names_per_share(line: str) -> bool:
    """Whether a line without figures names a result per share, whatever else it names."""
    return bool(HEADING.search(line))


def per_share_concepts(label: str) -> tuple[str, ...]:
    """basic_eps, diluted_eps or both for a row under such a line, none for any other row."""
    key = label_key(UNIT_BRACKET.sub("", label))
    return next((names for names, words in ROWS if words.fullmatch(key)), ())


def is_per_share(name: str, label: str) -> bool:
    return name in CONCEPTS or bool(re.search(r"每股(?:收益|盈利|亏损|虧損)|per share", label, re.IGNORECASE))


def per_share_unit(unit: Unit, words: str) -> Unit:
    """The currency of the statement per share, in single units whatever its scale, or in the cents that the words name."""
    return Unit(f"{unit.measure.split('/')[0]}/share", Decimal("0.01") if CENTS.search(words) else Decimal(1), words)
