"""Tables that tell of a trade and not of the issuer: the chapter they stand in, and the third party that their source line names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.model import RawTable
from analyzer.topics.base import ProseText
from analyzer.topics.volumes_words import flat, says

RUNNING_LINES = 3
"""Lines at the top and at the foot of a page among which its running head stands."""
SOURCE_GAP_PT = 25.0
"""A source line further below its table belongs to something else."""
SOURCE_LENGTH_MAX = 160
_INDUSTRY = re.compile(r"(?:our\s)?industry\s(?:overview|background)|行业(?:概[览况]|综述)")
_PAGE_NUMBER = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SOURCE = re.compile(
    r"(?:资料|資料|数据|數據)?(?:来源|來源)\s*[:：]|(?:[注註]\s?\d?\s*[:：]\s*)?(?:资料|資料|数据|數據)(?:来源|來源)[为為于於]|\bSources?\s*[:：]"
)


def is_industry_page(text: str) -> bool:
    """Whether a page stands in the chapter on the industry, by its running head: INDUSTRY OVERVIEW, 行業概覽."""
    lines = [line for line in text.splitlines() if line.strip()]
    ends = lines if len(lines) <= 2 * RUNNING_LINES else [*lines[:RUNNING_LINES], *lines[-RUNNING_LINES:]]
    return any(_INDUSTRY.fullmatch(flat(_PAGE_NUMBER.sub("", line.strip()))) for line in ends)


def source_lines(notes: str) -> list[str]:
    """The source lines among the note rows of a table."""
    return [line for line in notes.splitlines() if _SOURCE.match(line.strip())]


def source_below(prose: ProseText, table: RawTable) -> list[str]:
    """The source line right under a table on its last page."""
    page = table.pages[-1]
    bottom = max((cell.bbox[3] for cell in table.cells() if cell.page == page), default=0.0)
    found = []
    for match in _SOURCE.finditer(prose.text):
        place, box = prose.place(*match.span())
        if place == page and bottom - 2 <= box[1] <= bottom + SOURCE_GAP_PT:
            found.append(prose.text[match.start() : match.start() + SOURCE_LENGTH_MAX].split("。")[0])
    return found


def names_third_party(sources: Sequence[str]) -> bool:
    """Whether the figures come from an association, a consultant or a yearbook, and not from the issuer as well."""
    return any(says("third_party", line) for line in sources) and not any(says("issuer", _SOURCE.sub("", line)) for line in sources)
