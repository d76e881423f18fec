"""Tables of the five largest by their own words: heads or a total row that name the side, whatever the last lead-in above announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import RawTable
from analyzer.read.periods import FiscalYearEnd
from analyzer.topics.concentration_groups import TOP
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_heads import Head
from analyzer.topics.concentration_plain import HEADING_CHARS_MAX, closes_fives, is_of_market, last_sentence, sides_of
from analyzer.topics.concentration_titles import RESELLER, Title, find_scope, flows, is_bare
from analyzer.topics.concentration_words import Mention, Words, squeeze

CAPTION_BEGIN_CHARS = 40
_BLANK = re.compile(r"\s+")
_OTHERS = re.compile(
    r"\bmarket\b|\bindustry\b|\bpeers?\b|competit|\bsource\b|市[場场]|行[業业]|同[業业]|[競竞][爭争]|[資资]料[來来]源", re.IGNORECASE
)
"""Words above a table of an industry's companies."""
_COST = re.compile(r"costs? of (?:sales|revenue|goods sold|services)|(?:[銷销]售|[營营][業业]|服[務务])成本", re.IGNORECASE)
"""What is bought, though it names what is sold."""
_SENTENCE_END = re.compile(r"[.:;。!?)]$")
_RUNNING_HEAD = re.compile(r"business|[业業][务務]", re.IGNORECASE)


def own_title(table: RawTable, head: Head, words: Words, year_end: FiscalYearEnd) -> Title | None:
    """The title that a table's own words make: its total row names the five largest, or its heads the side over five rows.

    Its period must be its own too: in a line right above it, in its heads or among its rows.
    """
    lines = [squeeze(line) for line in table.caption.splitlines() if line.strip()]
    above = lines[-1] if lines else ""
    dated = bool(flows(above, year_end) or head.periods) or any(len(flows(squeeze(cell.text), year_end)) == 1 for cell in table.cells())
    kind = head_side(head, words)
    if not dated or kind is None or is_of_market(head) or head.of("block") or is_of_others(lines, words):
        return None
    total = next((item for item in total_mentions(table, head, words) if item[1].kind == kind), None)
    if total is None and head.name_period is not None:
        total = next(five_mentions(head.of("name")[0].header, words), None)
    if total is not None:
        return Title(kind, frozenset({kind}), above, find_scope(*total, words), period_words=(above,))
    header = head.of("name")[0].header
    is_part = RESELLER.search(header.lower()) is not None or words.found("outsourced", header)
    if not is_part and (closes_fives(table, head, words) or ranks_to_five(table, head)):
        return Title(kind, frozenset({kind}), above, "", period_words=(above,), names_five=False)
    return None


def head_side(head: Head, words: Words) -> str | None:
    """The one side that names and figures of a head are of: Supplier over Purchases, 客戶 over 收益."""
    names = head.of("name")
    if not names or not head.of("amount") or not head.of("share"):
        return None
    if not words.whole("name_head", names[0].header) and not any(five_mentions(names[0].header, words)):
        return None
    kinds = set(sides_of(names[0].header, words))
    figures = " ".join(column.header for column in head.of("amount", "share"))
    sold = _COST.sub("", figures)
    buys, sells = words.found("purchase_head", sold) or sold != figures, words.found("sales_head", sold)
    if buys == sells or len(kinds) != 1:
        return None
    kind = kinds.pop()
    return kind if buys == (kind == "suppliers") else None


def is_of_others(lines: list[str], words: Words) -> bool:
    """Whether the words above a table speak of other companies, of a part of the parties or of balances."""
    near = next((line for line in reversed(lines) if not is_bare(line)), "")
    said = f"{last_sentence(lines, words)} {near}"
    is_heading = len(near) <= HEADING_CHARS_MAX and not _SENTENCE_END.search(near) and not _RUNNING_HEAD.fullmatch(near)
    if near and is_heading and not any(sides_of(near, words)):
        # A heading of something else limits what stands below it: Property development.
        return True
    return _OTHERS.search(said) is not None or any(words.found(role, said) for role in ("block", "outsourced", "overlap", "scope_word"))


def total_mentions(table: RawTable, head: Head, words: Words) -> Iterator[tuple[str, Mention]]:
    """The labels below the parties that name the five largest of one side, with their mention."""
    for row in table.rows[head.row_count + TOP :]:
        label = squeeze(row[0].text) if row and row[0].col <= 1 and len(row) > 1 else ""
        yield from five_mentions(label, words)


def five_mentions(label: str, words: Words) -> Iterator[tuple[str, Mention]]:
    mentions = words.mentions(label, ("five",))
    if len(mentions) == 1 and not words.found("row_block", label):
        yield label, mentions[0]


def ranks_to_five(table: RawTable, head: Head) -> bool:
    """Whether the rows with figures are ranked from 1 to 5 and never further."""
    ranks, figures = head.of("rank"), {column.index for column in head.of("amount", "share")}
    if not ranks:
        return False
    rows = [row for row in table.rows[head.row_count :] if any(cell.col in figures and is_figure(cell) for cell in row)]
    found = [re.sub(r"\D", "", cell.text) for row in rows for cell in row if cell.col == ranks[0].index]
    printed = [text for text in found if text]
    return len(printed) >= TOP and printed == [str(index % TOP + 1) for index in range(len(printed))] and len(printed) % TOP == 0


def with_heading(table: RawTable, text: str, words: Words) -> str:
    """The caption of a table, the heading of the five largest put before it that stands right above in the text of the page.

    A caption holds few lines: what is bought of subcontractors may be told at length between heading and table.
    """
    caption = table.caption.strip()
    plain = _BLANK.sub("", text)
    at = plain.find(_BLANK.sub("", caption)[:CAPTION_BEGIN_CHARS]) if caption else -1
    lead = text_before(text, at) if at > 0 else ""
    mention = next(reversed(words.mentions(lead, ("five",))), None)
    if mention is None or mention.stop < len(lead.rstrip(": ")) or not re.fullmatch(r".*[.。\d%]|", lead[: mention.start].strip()):
        return table.caption
    return f"{lead[mention.start :]}\n{table.caption}"


def text_before(text: str, count: int) -> str:
    """The end of the text before so many characters that are no blanks."""
    for index, char in enumerate(text):
        count -= not char.isspace()
        if count < 0:
            return text[max(0, index - CAPTION_BEGIN_CHARS) : index]
    return ""
