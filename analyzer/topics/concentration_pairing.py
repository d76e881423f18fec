"""Which figures of a sentence are said of which party, each with its period."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analyzer.model import Period
from analyzer.read.periods import FiscalYearEnd
from analyzer.read.ranges import begins_range, ends_range
from analyzer.read.track_record import find_track_record
from analyzer.topics.base import FilingContext
from analyzer.topics.concentration_clauses import Token
from analyzer.topics.concentration_facts import Concepts
from analyzer.topics.concentration_largest import Firsts
from analyzer.topics.concentration_words import Mention, Words

LIST_GAP_CHARS = 34
NEXT_ITEM_CHARS = 5
LEAD_GAP_CHARS = 100
_OF_BASE = re.compile(r"(?<![应應])[占佔]|accounted for|account for|represent")

_OWNER = r"(?:(?:each|of|the|our|its|their|such|group['’]s|company['’]s)\s+)*$"
_FROM = rf"\bfrom\s+(?:(?:sales|services)\s+to\s+|purchases\s+from\s+)?{_OWNER}"
_CAME = rf"\b(?:was|were|is|are|came|arose|had been)\b(?:\s[^,;.]{{0,40}})?\b(?:from|to|by)\s+(?:sales\s+to\s+)?{_OWNER}"
_OF_ALL_ZH = r"(?:的?[總总]?(?:[採采][購购]|收[入益]|[銷销]售|[營营][業业]|分包|成本)[總总]?(?:收入|[額额]|金[額额]|成本)?)?"
_COMES_ZH = r"(?:[來来]自|[歸归][屬属因][於于]|源[自於于]|[產产]生自|[向由][^,。;、]{0,4}$)"
_FROM_ZH = rf"{_OF_ALL_ZH}[乃均是分別别皆\s]{{0,4}}{_COMES_ZH}[^,。;、]{{0,12}}$"
_AHEAD = re.compile(rf"\s*,?\s*(?:respectively,?\s*)?of\b(?:[^,;.]*{_FROM}|[^;.]*{_CAME})|{_FROM_ZH}", re.IGNORECASE)
_AHEAD_TOO = re.compile(rf"\s*,?\s*(?:respectively,?\s*)?(?:of\b[^,;.]*)?(?:{_FROM}|{_CAME})|{_FROM_ZH}", re.IGNORECASE)
"""What leads from figures to the party they are said of: 57.7% "of our revenue came from our"; the second time with fewer words."""
_DEALT = re.compile(
    r"\b(?:sold|derived|generated|earned|obtained|purchased|bought|sourced|procured|acquired)\s+"
    r"(?:(?:approximately|about|around|some|over|more than|less than)\s+)?$",
    re.IGNORECASE,
)
_DEALT_WITH = re.compile(rf"\s*,?\s*(?:respectively,?\s*)?of\b[^,;.%]{{0,60}}\b(?:to|from)\s+{_OWNER}", re.IGNORECASE)
"""A verb right before figures and what leads from these to the party: purchased 28.6% "of its goods and services from its"."""
_APART = re.compile(
    r"[()]|\bwith\b|\bof wh(?:ich|om)\b|\blargest (?:one )?(?:of|among(?:st)?) (?:them|th[eo]se)\b|\bwhile\b|\bwhilst\b|其中|而",
    re.IGNORECASE,
)
"""What parts two parties that stand near each other: ... our five largest customers (2011: 34%), with the largest customer ..."""
_PART_OF = re.compile(r"\bof wh(?:ich|om)\b|\bincluding\b|其中|[當当]中", re.IGNORECASE)
"""What makes the figures before those of the whole: turnover was HK$100 million, of which the five largest customers ..."""
_CHANGED = re.compile(r"\bfrom\b|[由从從]|(?<![來来源])自", re.IGNORECASE)
RANGE_CHARS = 30
_OF_NEXT = re.compile(
    r"\W*(?:\bof wh(?:ich|om)\b|\bincluding\b|\bwhil(?:e|st)\b|\band\b|其中|[當当]中|而|以?及)\W*(?:[约約]|approximately|about)?\W*",
    re.IGNORECASE,
)
"""What stands between a party and the figures of the next one: 來自五大供應商，其中18.4%來自最大供應商."""
_SAID_OF = re.compile(r"accounted|accounting|represent|contribut|constitut|amount|[占佔]|[为為]", re.IGNORECASE)
"""What follows a party of which the figures after it are said."""


@dataclass(frozen=True)
class Frame:
    """What the sentences are read with. known: the periods of the tables, oldest first; firsts: what the tables say of rank 1;
    parts_of_whole: parts that the bases of tables name which are those of the whole company.
    """

    context: FilingContext
    concepts: Concepts
    words: Words
    known: tuple[Period, ...]
    firsts: Firsts
    parts_of_whole: frozenset[str]
    year_end: FiscalYearEnd
    report: Period | None

    @cached_property
    def track_record(self) -> tuple[Period, ...]:
        """The periods that the filing calls its Track Record Period; () where no page says."""
        return find_track_record(self.context.pages.texts, self.year_end)


def choose_tokens(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    tokens: Sequence[Token],
    periods: Sequence[tuple[Period, int, int]],
    frame: Frame,
    span: tuple[int, int],
) -> list[tuple[Token, Period]]:
    """The figures that belong to a mention, each with its period; none where they cannot be told apart."""
    mention = mentions[index]
    tokens = without_ranges(text, tokens)
    first, last = shared_list(text, mentions, index, tokens)
    ahead = tokens_dealt(text, mentions, first, tokens) or tokens_ahead(text, mentions, first, tokens)
    if ahead and len(ahead) == (last - first + 1) * len(list_periods(periods, frame)):
        return _shared(ahead, index - first, last - first + 1, periods, frame)
    after = mentions[last + 1].start if last + 1 < len(mentions) else span[1]
    dealt = tokens_dealt(text, mentions, last + 1, tokens) if last + 1 < len(mentions) else ()
    after = dealt[0].start if dealt else after
    own = [token for token in tokens if mentions[last].stop <= token.start < after]
    if is_of_base(text, tokens, own, mention, span, frame.words):
        return []
    if own and not own[0].is_percent and _OF_BASE.search(text, mention.stop, own[0].start):
        return []
    if own and index + 1 < len(mentions) and _OF_NEXT.fullmatch(text, mentions[last].stop, own[0].start):
        return []
    if last > first:
        return _shared(own, index - first, last - first + 1, periods, frame)
    if own or len(mentions) > 1:
        return pair_with_periods(own, periods, frame, mention)
    own = [token for token in tokens if token.stop <= mention.start]
    return pair_with_periods(own, periods, frame, mention) if own and leads_to(text[own[-1].stop : mention.start]) else []


def without_ranges(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The figures without those that are the ends of a range over several periods: between 35.2% and 56.3%, 介乎35.2%至56.3%."""
    ends = {token.start for pair in itertools.pairwise(tokens) if is_range(text, *pair) for token in pair}
    return [token for token in tokens if token.start not in ends]


def is_range(text: str, first: Token, last: Token) -> bool:
    """Whether two figures are the ends of a range; "increased from 35.2% to 56.3%" is none: each end has its period."""
    if last.start - first.stop > RANGE_CHARS:
        return False
    if begins_range(text, first.start) or ends_range(text, last.stop):
        return True
    return ends_range(text, first.stop) and not _CHANGED.search(text, max(0, first.start - RANGE_CHARS), first.start)


def tokens_ahead(text: str, mentions: Sequence[Mention], first: int, tokens: Sequence[Token]) -> Sequence[Token]:
    """The list of figures that stands before a party and is said of it: "50.1% of our revenue was from our five largest customers
    and 20.1% from our largest customer"; none where the figures follow.
    """
    begin = mentions[first - 1].stop if first else 0
    before = [token for token in tokens if begin <= token.start and token.stop <= mentions[first].start]
    again = first > 0 and bool(tokens_ahead(text, mentions, shared_list(text, mentions, first - 1, tokens)[0], tokens))
    if not before or (first and not again) or not (_AHEAD_TOO if again else _AHEAD).match(text[before[-1].stop : mentions[first].start]):
        return ()
    after = next((token for token in tokens if token.start >= mentions[first].stop), None)
    last = shared_list(text, mentions, first, tokens)[1]
    following = mentions[last + 1].start if last + 1 < len(mentions) else len(text)
    if after is not None and after.start < following and _SAID_OF.search(text, mentions[last].stop, after.start):
        return ()
    breaks = [index for index in range(1, len(before)) if before[index].start - before[index - 1].stop > LIST_GAP_CHARS]
    return before[breaks[-1] if breaks else 0 :]


def tokens_dealt(text: str, mentions: Sequence[Mention], first: int, tokens: Sequence[Token]) -> Sequence[Token]:
    """The figures between a verb and the party that they are said of: sold 22.1% of its goods to its five largest customers."""
    begin, stop = (mentions[first - 1].stop if first else 0), mentions[first].start
    before = [token for token in tokens if begin <= token.start and token.stop <= stop]
    if not before or not _DEALT_WITH.fullmatch(text, before[-1].stop, stop):
        return ()
    starts = [index for index, token in enumerate(before) if _DEALT.search(text[begin : token.start])]
    return before[starts[-1] :] if starts and is_list(before[starts[-1] :]) else ()


def list_periods(periods: Sequence[tuple[Period, int, int]], frame: Frame) -> list[Period]:
    """The periods of a list of figures: those that the sentence names, or that of the report."""
    return list(dict.fromkeys(period for period, _, _ in periods)) or ([frame.report] if frame.report else [])


def is_of_base(text: str, tokens: Sequence[Token], own: Sequence[Token], mention: Mention, span: tuple[int, int], words: Words) -> bool:
    """Whether the sums of money are said of the whole company: "our total purchases were RMB61.0 million" beside the five's name."""
    if not tokens or tokens[0].is_percent:
        return False
    begin, stop = (mention.stop, own[0].start) if own else (span[0], tokens[0].start)
    return words.found("base_subject", text[begin:stop])


def shared_list(text: str, mentions: Sequence[Mention], index: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """First and last of the parties that stand together before one list of figures."""
    first = last = index
    while first and _together(text, mentions[first - 1], mentions[first], tokens):
        first -= 1
    while last + 1 < len(mentions) and _together(text, mentions[last], mentions[last + 1], tokens):
        last += 1
    return first, last


def _together(text: str, sooner: Mention, later: Mention, tokens: Sequence[Token]) -> bool:
    near = later.start - sooner.stop < LIST_GAP_CHARS and (sooner.kind, sooner.largest) != (later.kind, later.largest)
    if near and _APART.search(text, sooner.stop, later.stop):
        return False
    return near and not any(sooner.stop <= token.start < later.start for token in tokens)


def leads_to(gap: str) -> bool:
    """Whether figures printed before a party are said of it: "57.7% of our revenue came from our five largest customers"."""
    is_chinese = re.search(r"[\u4e00-\u9fff]", gap) is not None
    if _PART_OF.search(gap):
        return False
    return len(gap) <= LEAD_GAP_CHARS and not (is_chinese and re.search(r"[,;、]", gap))


def _shared(
    tokens: Sequence[Token], place: int, count: int, periods: Sequence[tuple[Period, int, int]], frame: Frame
) -> list[tuple[Token, Period]]:
    """Several parties before one list: "our largest customer and five largest customers accounted for 34.4% and 57.5%, respectively"."""
    distinct = list_periods(periods, frame)
    if not distinct or len(tokens) != count * len(distinct):
        return []
    return list(zip(tokens[place * len(distinct) : (place + 1) * len(distinct)], distinct, strict=True))


def pair_with_periods(
    tokens: Sequence[Token], periods: Sequence[tuple[Period, int, int]], frame: Frame, mention: Mention
) -> list[tuple[Token, Period]]:
    """Figures and periods in printed order; a single figure takes the period named last before it."""
    distinct = list(dict.fromkeys(period for period, _, _ in periods))
    if not tokens:
        return []
    if not distinct or (len(distinct) == 1 and goes_on(tokens, 1)):
        if len(tokens) == 1 and frame.report is not None:
            return [(tokens[0], frame.report)]
        if len(tokens) == len(frame.known) > 1 and is_list(tokens):
            return list(zip(tokens, frame.known, strict=True))
        return []
    if len(tokens) >= len(distinct) and is_list(tokens[: len(distinct)]) and not goes_on(tokens, len(distinct)):
        return list(zip(tokens[: len(distinct)], distinct, strict=True))
    if (turns := in_turns(tokens, periods)) and len(turns) == len(distinct):
        return turns
    near = period_just_before(periods, mention.start)
    if near is not None and (len(tokens) == 1 or tokens[1].start - tokens[0].stop > 3):
        return [(tokens[0], near)]
    return []


def in_turns(tokens: Sequence[Token], periods: Sequence[tuple[Period, int, int]]) -> list[tuple[Token, Period]]:
    """Lists of figures, each with the list of its periods behind it: 52.1% and 48.3% in 2023 and 2024, and 41.2% in the six months ...;
    none where one of them has more or fewer periods, or a period stands before.
    """
    breaks = [index for index in range(1, len(tokens)) if tokens[index].start - tokens[index - 1].stop > NEXT_ITEM_CHARS]
    runs = [tokens[begin:end] for begin, end in itertools.pairwise([0, *breaks, len(tokens)])]
    if any(start < tokens[0].start for _, start, _ in periods):
        return []
    paired: list[tuple[Token, Period]] = []
    for run, following in itertools.zip_longest(runs, runs[1:]):
        stop = following[0].start if following else periods[-1][2] + 1
        own = list(dict.fromkeys(period for period, start, _ in periods if run[-1].stop <= start < stop))
        if len(own) != len(run):
            return []
        paired += zip(run, own, strict=True)
    return paired if len({period for _, period in paired}) == len(paired) else []


def period_just_before(periods: Sequence[tuple[Period, int, int]], position: int) -> Period | None:
    """The period named last before a place, unless it is the end of an enumeration."""
    before = [item for item in periods if 0 <= position - item[2] < LIST_GAP_CHARS]
    if not before:
        return None
    last = max(before, key=lambda item: (item[2], item[1]))
    listed = any(item[0] != last[0] and last[1] - item[2] < NEXT_ITEM_CHARS for item in before)
    return None if listed else last[0]


def goes_on(tokens: Sequence[Token], count: int) -> bool:
    """Whether an enumeration is longer than the periods are: one of them was not recognised, so none can be trusted."""
    return count < len(tokens) and tokens[count].start - tokens[count - 1].stop <= NEXT_ITEM_CHARS


def is_list(tokens: Sequence[Token]) -> bool:
    """Whether figures follow each other as in an enumeration."""
    return all(later.start - sooner.stop <= LIST_GAP_CHARS for sooner, later in itertools.pairwise(tokens))
