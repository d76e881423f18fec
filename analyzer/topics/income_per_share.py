"""Rows of a result per share under the line that names it: 每股盈利（以每股港仙列示） over — 基本 and — 攤薄."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Unit
from analyzer.read.labels import label_key
from analyzer.topics.income_row import Row

HEADING = re.compile(
    r"每股(?:基本|[摊攤]薄|基本及[摊攤]薄)?[(（]?(?:盈利|[亏虧][损損]|收益|盈[余餘])"
    r"|(?:earnings?|loss(?:es)?)[^.;]{0,60}per (?:ordinary )?share",
    re.IGNORECASE,
)
_EN = r"(?:(?:earnings|loss|losses|earningsloss|lossearnings)pershare)?"
_ZH = r"(?:每股)?(?:盈利|亏损|收益)?(?:亏损|盈利)?"
_OF = (
    r"(?:(?:for)?(?:the)?(?:profit|loss|profitloss|lossprofit)forthe(?:year|period){1,2}"
    r"|fromcontinuinganddiscontinuedoperations)?"
)
_OF_ZH = (
    r"(?:就?(?:本|年|期)(?:年度?|期间?)?内?(?:净)?(?:溢利|亏损|利润|盈利)(?:亏损|溢利|利润)?(?:而言|计算)?"
    r"|(?:来自)?持续(?:经营)?(?:业务)?及(?:已)?终止(?:经营)?业务)?"
)
ROWS = (
    (
        ("basic_eps", "diluted_eps"),
        re.compile(rf"{_EN}basic(?:and)?(?:fully)?diluted{_EN}{_OF}|(?:每股)?基本[及和与]?(?:摊薄|稀释){_ZH}{_OF_ZH}"),
    ),
    (("basic_eps",), re.compile(rf"{_EN}basic{_EN}{_OF}|(?:每股)?基本{_ZH}{_OF_ZH}")),
    (("diluted_eps",), re.compile(rf"{_EN}(?:fully)?diluted{_EN}{_OF}|(?:每股)?(?:全面)?(?:摊薄|稀释){_ZH}{_OF_ZH}")),
)
"""Rows under such a line, as label keys without their unit; "Basic and diluted" prints both results in one figure."""
CENTS = re.compile(r"\bcents?\b|\b(?-i:Fen|fen|FEN)\b|¢|[币幣坡]分|[港美]仙|[港美]分|[仙分](?=[)）列呈])", re.IGNORECASE)
CURRENCY = re.compile(
    r"(?P<HKD>(?:\bHK|Hong Kong)\s*(?:\$|cents?|¢|dollars?)|港[币幣]?[元仙分])"
    r"|(?P<USD>(?:\bUS|U\.S\.|United States)\s*(?:\$|cents?|¢|dollars?)|美[元仙分])"
    r"|(?P<CNY>\bRMB\b|\bRenminbi\b|人民[币幣])",
    re.IGNORECASE,
)
"""The currency of a result per share, which need not be that of the statement."""
_SHARE_UNIT = r"(?:(?:HK|US|S|RMB|RM|Hong Kong|Renminbi|United States|Singapore)\s*(?:\$\s*)?)?(?:cents?|¢|fen)\b"
STATED = re.compile(
    rf"(?:earnings?|loss(?:es)?)[^.;]{{0,40}}? per (?:ordinary )?share\s*(?:amounts?|figures?|data)?\s*"
    rf"(?:\([^()]{{1,40}}\)\s*)?(?:is|are|was|were|has been|have been)\s*"
    rf"(?:all\s*)?(?:stated|expressed|presented|shown|given|reported|quoted|calculated|denominated)\s*(?:in|as)\s*(?P<en>{_SHARE_UNIT})"
    r"|每股(?:基本|[摊攤]薄|基本[及和][摊攤]薄)?(?:盈利|[亏虧][损損]|收益|盈[余餘]|[数數][据據]|金[额額])[^。；，\s]{0,8}?(?:均|乃|皆)?以(?:每股)?"
    r"(?P<zh>(?:[港美]|人民[币幣])?[仙分])(?:列示|呈列|列[值賬账]|[为為][单單]位|表示|[计計]|[显顯]示)",
    re.IGNORECASE,
)
"""A sentence that gives the unit of the results per share: Earnings per share are stated in Hong Kong cents."""
SHARE_FIGURE = re.compile(
    r"(?:(?P<open>[(（])(?=.*[)）]$))?(?P<lead>HK|US|RMB|S|RM|人民[币幣]|港[币幣]|美)?\s?(?P<figure>[(（\-–]?\s?\d[\d,]*(?:\.\d+)?\s?[)）]?)"
    r"\s?(?P<unit>(?:(?:HK|US|RMB|Hong Kong)\s)?(?:cents?|¢)|[港美]仙|仙|(?:港|美|人民[币幣])?[分元])\s?(?P<close>[)）])?",
    re.IGNORECASE,
)
"""A figure with its unit in the cell: HK57.5 cents, (3.5)港仙, 人民幣18分, 0.51港元."""
UNIT_BRACKET = re.compile(r"[(（]([^()（）]{1,12})[)）]$")
SHARE_UNIT_BRACKET = re.compile(r"[(（][^()（）]{0,14}(?:RMB|HK|US|\$|cents?|[元仙分])[^()（）]{0,8}[)）]", re.IGNORECASE)
"""The unit behind the first words of a label: Basic (RMB) – For profit for the year."""
OF_PROFIT = re.compile(
    r"(?:[-–—－]\s*)?(?:(?:for|from)\s.*(?:operations?|years?|periods?)"
    r"|(?:就|[来來]自)?.{0,8}[经經][营營](?:[业業][务務])?[之的]?(?:而言|[(（╱/)）溢利润潤亏虧损損盈]{2,10})?"
    r"|就?(?:本|年|期).{0,3}[内內]?.{0,6}(?:溢利|利[润潤]|[亏虧][损損]).{0,6})",
    re.IGNORECASE,
)
"""Of what a result per share is, below Basic or Diluted: For profit from continuing operations."""
CONCEPTS = {"basic_eps", "diluted_eps"}
OPERATIONS = re.compile(
    r"(?:from\s+)?(?:(?:dis)?continu(?:ing|ed)(?:\s+and\s+)?)+\s*operations?"
    r"|(?:[来來]自)?(?:已?(?:持[续續]|[终終]止)(?:[经經][营營])?(?:[业業][务務])?[及和與与]?)+",
    re.IGNORECASE,
)
CONTINUING = re.compile(r"(?<!dis)continuing|持[续續](?:[经經][营營]|[及和與与、])", re.IGNORECASE)
DISCONTINUED = re.compile(r"discontinu|[终終]止[经經][营營]", re.IGNORECASE)


def names_per_share(line: str) -> bool:
    """Whether a line without figures names a result per share, whatever else it names."""
    return bool(HEADING.search(line))


def per_share_concepts(label: str) -> tuple[str, ...]:
    """basic_eps, diluted_eps or both for a row under such a line, none for any other row."""
    keys = [label_key(form.sub("", label)) for form in (UNIT_BRACKET, SHARE_UNIT_BRACKET)]
    return next((names for names, words in ROWS if any(words.fullmatch(key) for key in keys)), ())


def of_operations(heading: str, line: str) -> str:
    """The line over results per share with the operations that a line of its own below it names instead of those before."""
    return f"{OPERATIONS.sub(' ', heading)} {line}"


def of_discontinued(label: str) -> bool:
    return bool(DISCONTINUED.search(label)) and not CONTINUING.search(label)


def of_a_part(row: Row) -> bool:
    """Whether a result per share is that of some of the operations only."""
    words = f"{row.per_share} {row.label}"
    return bool(CONTINUING.search(words)) != bool(DISCONTINUED.search(words))


def whole_over_parts(rows: Sequence[Row]) -> list[Row]:
    """The rows; the result per share of all operations is the concept's where that of the continuing ones comes first."""
    result = list(rows)
    for name in sorted(CONCEPTS):
        first = next((i for i, row in enumerate(result) if name in row.concepts and row.per_share), None)
        if first is None or not of_a_part(result[first]):
            continue
        whole = next((i for i, row in enumerate(result) if name in row.repeats and row.per_share and not of_a_part(row)), None)
        if whole is not None:
            result[first] = replace(result[first], concepts=tuple(other for other in result[first].concepts if other != name))
            result[whole] = replace(result[whole], concepts=(*result[whole].concepts, name))
    return result


def is_per_share(name: str, label: str) -> bool:
    return name in CONCEPTS or bool(re.search(r"每股[(（]?(?:收益|盈利|亏损|虧損)|per share", label, re.IGNORECASE))


def stated_cents(text: str) -> str:
    """The cents in which the sentences of a page state its results per share; "" where none does, or where they name several."""
    found = {(match.group("en") or match.group("zh")) for match in STATED.finditer(" ".join(text.split()))}
    unit = found.pop() if len(found) == 1 else ""
    return "cents" if unit in ("仙", "分") else unit


def with_stated_cents(rows: Sequence[Row], unit: str) -> list[Row]:
    """The rows; a result per share of which neither its label nor a line over it names a unit is in the cents that a sentence names."""
    return [
        replace(row, units=unit)
        if unit and CONCEPTS & set(row.concepts) and not names_share_unit(" ".join((row.label, row.per_share, row.units)))
        else row
        for row in rows
    ]


def names_share_unit(words: str) -> bool:
    return bool(CENTS.search(words) or CURRENCY.search(words))


def per_share_unit(unit: Unit, words: str) -> Unit:
    """The currency of the words, else of the statement, per share: in single units whatever its scale, or in the cents that they name."""
    named = CURRENCY.search(words)
    measure = named.lastgroup if named and named.lastgroup else unit.measure.split("/")[0]
    return Unit(f"{measure}/share", Decimal("0.01") if CENTS.search(words) else Decimal(1), words)


def split_share_figure(text: str) -> tuple[str, str] | None:
    """The figure and its unit where a cell holds both: "HK57.5 cents" gives ("57.5", "HK cents"); None for any other cell."""
    match = SHARE_FIGURE.fullmatch(text.strip())
    if match is None:
        return None
    figure = match.group("figure")
    unit = "cents" if match.group("unit") in ("分", "仙", "¢") else match.group("unit")
    return (f"({figure})" if match.group("open") else figure), f"{match.group('lead') or ''} {unit}".strip()
