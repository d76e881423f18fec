"""Tables of the five largest that no words call so: a heading names the side, the heads its figures, every total closes five rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analyzer.model import Cell, Fact, RawTable
from analyzer.topics.concentration_facts import Concepts
from analyzer.topics.concentration_groups import SUM_SLACK, TOP
from analyzer.topics.concentration_head_cells import is_figure
from analyzer.topics.concentration_heads import Head
from analyzer.topics.concentration_titles import Title, is_bare, split_sentences
from analyzer.topics.concentration_words import Words, squeeze

HEADING_CHARS_MAX = 60
STATEMENT_LINES_MIN = 2
"""A customer may be called Other Income Limited; two lines of a statement are a statement."""
LINES_ABOVE_MAX = 12
WHOLE = Decimal("0.995")
"""From this share on a table gives all parties, not the largest of them."""
_TOTAL = re.compile(r"\btotal\b|合[計计]|[小總总][計计]", re.IGNORECASE)

_MARKET_RANK = re.compile(
    r"\bmarket (?:shares?|players?|participants?|position)\b|市[場场](?:份[額额]|佔有率|占有率|參與者|参与者)", re.IGNORECASE
)
_SELF = re.compile(r"(?:the |our )(?:group|company)|本集[團团]|本公司|我[們们]|[發发]行人", re.IGNORECASE)
_MARKET = re.compile(r"\bmarket\b|市[場场]", re.IGNORECASE)
"""The largest of an industry, not of the company."""


def plain_sides(text: str, words: Words) -> frozenset[str]:
    """The sides whose parties a page may list without a word of the five largest: named in heading or lead-in, with shares and a total."""
    if not _TOTAL.search(text) or not words.found("plain_head", text):
        return frozenset()
    lines = [squeeze(line) for line in text.splitlines() if 1 < len(line.strip()) <= HEADING_CHARS_MAX]
    named = [line for line in lines if words.whole("plain_heading", line)]
    named += [match.group(0) for match in words.search("plain_intro", squeeze(text))]
    return frozenset(kind for text in named for kind in sides_of(text, words))


def sides_of(text: str, words: Words) -> Iterator[str]:
    if words.found("customer_noun", text):
        yield "customers"
    if words.found("supplier_noun", text):
        yield "suppliers"


def plain_title(caption: str, header: str, words: Words) -> Title | None:
    """The title of a table below a heading of nothing but the side, or a lead-in that names its parties; else None.

    header: the words over the names, which must be of the same side.
    """
    lines = [squeeze(line) for line in caption.splitlines() if line.strip()][-LINES_ABOVE_MAX:]
    headings = (index for index in reversed(range(len(lines))) if words.whole("plain_heading", lines[index]))
    at = next(headings, None)
    said = squeeze("\n".join(lines[at + 1 :])) if at is not None else last_sentence(lines, words)
    named = lines[at] if at is not None else next((match.group(0) for match in words.search("plain_intro", said)), "")
    kinds = frozenset(sides_of(named, words)) & frozenset(sides_of(header, words))
    if not kinds or any(words.found(role, said) for role in ("block", "outsourced", "not_title", "overlap")):
        return None
    sentence = next(reversed(split_sentences(said)), "")
    announces = words.found("intro", sentence)
    if (at is None and not announces) or (announces and any(words.found(role, sentence) for role in ("scope_word", "scope_tail"))):
        return None
    kind = next(iter(kinds)) if len(kinds) == 1 else "customers"
    return Title(kind, kinds, sentence, "", period_words=(sentence,), names_five=False)


def last_sentence(lines: Sequence[str], words: Words) -> str:
    """The last sentence above a table that says more than a period, a unit or what all of it comes to."""
    for sentence in reversed(split_sentences(squeeze("\n".join(lines)))):
        if not is_bare(sentence) and not words.whole("bare_intro", sentence) and not words.found("base_subject", sentence):
            return sentence
    return ""


def closes_fives(table: RawTable, head: Head, words: Words) -> bool:
    """Whether a table gives amounts and shares of customers or suppliers, and every total in it closes five rows."""
    names, figures = head.of("name"), {column.index for column in head.of("amount", "share")}
    if not names or not head.of("amount") or not head.of("share") or is_of_market(head):
        return False
    if not words.whole("name_head", names[0].header) or not any(sides_of(names[0].header, words)):
        return False
    count = totals = 0
    for row in table.rows[head.row_count :]:
        if not any(cell.col in figures and is_figure(cell) for cell in row):
            continue
        label = label_of(row, names[0].index)
        if words.whole("total_label", label) or (not label and count == TOP):
            if not count and totals:
                # The whole, below the five and the others.
                continue
            if count != TOP:
                return False
            count, totals = 0, totals + 1
        elif count or not words.whole("other_label", label):
            count += 1
    return totals > 0 and count <= TOP


def is_of_market(head: Head) -> bool:
    """Whether a column is one of an industry's companies: their share of the market."""
    return any(_MARKET.search(column.header) for column in head.columns)


def ranks_industry(sentence: str) -> bool:
    """Whether a title announces the largest companies of an industry: 中國五大國內品牌照明產品供應商的市場份額."""
    return _MARKET_RANK.search(sentence) is not None


def label_of(row: Sequence[Cell], name: int) -> str:
    """The words of a row up to the column of names, without its rank."""
    return squeeze(" ".join(cell.text for cell in row if cell.col <= name and re.search(r"[^\W\d_]", cell.text)))


def no_parties(facts: Sequence[Fact], words: Words) -> str:
    """Why rows of a table that stands below words on the five largest are not they; "" where they may be."""
    if any(fact.value < 0 for fact in facts):
        return "figures below zero: nobody sells or buys so much"
    if any(_SELF.fullmatch(squeeze(fact.member)) for fact in facts):
        return "the company itself is one of them: they are the largest of an industry"
    lines = {fact.member for fact in facts if words.whole("statement_line", squeeze(fact.member))}
    return "lines of an income statement" if len(lines) >= STATEMENT_LINES_MIN else ""


def are_five_of_all(facts: Sequence[Fact], concepts: Concepts) -> bool:
    """Whether every period of a table has five parties, largest first, and a total that is their sum and less than the whole."""
    groups = {(fact.scope, fact.period) for fact in facts}
    return bool(groups) and all(is_five([fact for fact in facts if (fact.scope, fact.period) == group], concepts) for group in groups)


def is_five(facts: Sequence[Fact], concepts: Concepts) -> bool:
    for party, total in ((concepts.amount, concepts.total), (concepts.share, concepts.total_share)):
        parts = [fact.value for fact in facts if fact.concept == party]
        sums = [fact.value for fact in facts if fact.concept == total]
        if len(parts) != TOP or len(sums) != 1 or parts != sorted(parts, reverse=True):
            return False
        if abs(sum(parts) - sums[0]) > SUM_SLACK * sums[0] or (party == concepts.share and sums[0] >= WHOLE):
            return False
    return True
