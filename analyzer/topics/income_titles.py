"""What the title of a statement says: whose figures, which statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import RawTable

CONSOLIDATED = re.compile(r"合[并併]|[综綜]合(?:[损損]益|全面|收益|[经經][营營]|[业業][绩績])|consolidated|集[团團]", re.IGNORECASE)
STATEMENT = re.compile(
    r"利[润潤](?:及利[润潤]分配)?表|[损損]益(?:及其他全面收益|及全面收益)?表|[综綜]合[损損]益|[损損]益及(?:其他)?全面收益|"
    r"全面(?:收益|[亏虧][损損]|[开開]支|收入)(?:[╱/／]?[(（]?(?:收益|[亏虧][损損]|[开開]支|收入)[)）]?)?表|[综綜]合收益表|"
    r"statements? of (?:profit|comprehensive|other comprehensive|operations|income|loss)|income statements?",
    re.IGNORECASE,
)
PARENT = re.compile(
    r"母公司|(?<!限)公司(?:[损損]益|利[润潤])表(?!各|主要|中|[的之]?[项項科])|(?:本|[贵貴])公司[的之]?[损損]益|of the company\b",
    re.IGNORECASE,
)
PRO_FORMA = re.compile(r"[备備]考|pro\s?forma|盈利[预預][测測]|[预預][测測]利[润潤]|模[拟擬](?:合并)?利润", re.IGNORECASE)
OTHER_ENTITY = re.compile(
    r"被[购購收][买買购購]|[联聯][营營](?:公司|企[业業])|控股子公司|参股公司|可比公司|同行业|summari[sz]ed financial information",
    re.IGNORECASE,
)
SEGMENT = re.compile(r"分部|segment", re.IGNORECASE)
LOOK_BACK_CHARS = 500


@dataclass(frozen=True)
class Title:
    """text: the title line as printed; excluded: why the table is not the issuer's own consolidated statement, else ""."""

    text: str
    statement: bool = False
    consolidated: bool = False
    excluded: str = ""


def read_title(table: RawTable, texts: Sequence[str]) -> Title:
    """The title from the lines above the table and its first rows; a table that begins a page may have it at the foot of the one before."""
    inside = [
        "".join(cell.text + " " for cell in row) for row in table.rows[:3] if all(not any(ch.isdigit() for ch in cell.text) for cell in row)
    ]
    lines = [*inside, *reversed(table.caption.splitlines())]
    first = table.pages[0]
    if not any(STATEMENT.search(line) for line in lines) and first > 1:
        lines += [line for line in texts[first - 2][-LOOK_BACK_CHARS:].splitlines()[::-1] if len(line) < 60]
    named = next((line for line in lines if STATEMENT.search(line) and len(line) < 90), "")
    context = " ".join([named, *lines[:4]])
    return Title(
        text=(named or (lines[0] if lines else "")).strip()[:120],
        statement=bool(named),
        consolidated=bool(CONSOLIDATED.search(named)),
        excluded=exclusion(named, context),
    )


def exclusion(named: str, context: str) -> str:
    if PARENT.search(named) and not CONSOLIDATED.search(named):
        return "the parent's own"
    for pattern, why in ((PRO_FORMA, "pro forma or forecast"), (OTHER_ENTITY, "another entity's"), (SEGMENT, "a segment's")):
        if pattern.search(context):
            return why
    return ""
