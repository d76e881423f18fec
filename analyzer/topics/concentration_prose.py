"""Totals of the five largest in sentences: "57.7%, 57.5% and 59.3% ... respectively", 前五名客户销售额 ... 占 ... 的比例分别为."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from analyzer.errors import ReadError
from analyzer.model import BBox, Fact, LedgerEntry, Period, Unit
from analyzer.read.amounts import parse_amount
from analyzer.read.numerals import straighten
from analyzer.read.periods import FiscalYearEnd
from analyzer.read.track_record import NAME
from analyzer.topics.base import FilingContext, ProseText
from analyzer.topics.concentration_clauses import TABLE_ROWS_MIN, TOKEN, Token, below_table, same_shape, short_clauses, tokens_of
from analyzer.topics.concentration_comparatives import (
    Comparatives,
    by_main,
    earlier_pairs,
    find_comparatives,
    main_period,
)
from analyzer.topics.concentration_facts import RATIO, Concepts
from analyzer.topics.concentration_head_cells import money_unit
from analyzer.topics.concentration_heads import share_base
from analyzer.topics.concentration_largest import largest_pages, largest_to_readings, without_shared_bounds
from analyzer.topics.concentration_overlap import read_count
from analyzer.topics.concentration_pairing import Frame, choose_tokens
from analyzer.topics.concentration_titles import clause_start, find_scope, flows
from analyzer.topics.concentration_words import Mention, Words

PAGE_END_CHARS = 420
AROUND_CHARS = 40
CARRY_CHARS = 240
BRACKET_CHARS = 120
_QUALIFIER = re.compile(
    r"(approximately|about|around|over|more than|(?:no|not) more than|less than|at least|(?:not )?exceeding|below|above|under|up to"
    r"|约|約|超[过過]|逾|不足|不到|不超[过過]|不?[低少多高][于於]|近)"
    r"\s*(?:为|為)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:(?<![\d.])\d[\d.]*\s?[%％]\s?(?:[,、，及和與与]|and|\s)+)+$")
QUALIFIER_CHARS = 24
_BOUND_AHEAD = re.compile(
    r"(不足|不到|超[过過]|逾|不?[低少多高][于於])(?:[本我該该][\u4e00-\u9fff]{0,8})?[總总](?:收[入益]|[\u4e00-\u9fff]{2,4}[額额])[之的]?\s*$"
)
"""A bound before what the share is a share of: 分別少於本集團總收入之10%及30%."""
_BOUND_BEHIND = re.compile(r"\s*(?:(?P<under>以[下內内]|or (?:less|below))|以上|or (?:more|above))", re.IGNORECASE)
_STOP = re.compile(
    r"(?<=[。!?;；□√])|(?<=适用)|(?<=[a-z)\d%]\.)\s+(?=[A-Z])"
    r"|(?<![\d.,年])(?=\d{1,2}、[\u4e00-\u9fff])"
    r"|(?<![第、一二三四五六七八九十])(?=[一二三四五六七八九十]{1,2}、[\u4e00-\u9fff])"
    r"|(?=[(（][一二三四五六七八九十\d]{1,2}[)）][\u4e00-\u9fff])"
)
_SAME_PERIODS = re.compile(
    r"\b(?:same|corresponding|respective|relevant|above(?:mentioned)?|said|aforesaid|aforementioned|foregoing|such|th[oe]se)\s+"
    r"(?:(?:financial|fiscal)\s+)?(?:years?|periods?)\b"
    r"|同一?[期年]|(?:相[同應应關关]|上述|[該该]等|有[關关]|[對对][應应]|各自?)的?(?:各[個个]?)?(?:(?:財政|财政)?年度|期[間间])",
    re.IGNORECASE,
)
_TRACK_RECORD = re.compile(NAME, re.IGNORECASE)
"""The periods of the whole document: those that the sentence before lists, or else those that the filing defines it by."""
SAME_PERIODS_BACK = 3
_OWNED = re.compile(
    r"\s?(?:的|之)?(?:已[发發]行)?(?:股|[权權]益|出[资資]|表[决決][权權])"
    r"|\s?(?:of (?:the |its |their |our )?)?(?:total |entire |issued |equity |beneficial )*(?:interests?|shares?|equity|shareholding|stake)"
    r"\b(?! of)",
    re.IGNORECASE,
)
"""What follows the part of a company that somebody holds: 30%的股权, 30% equity interest."""


@dataclass
class Said:
    """What the sentences of a filing give."""

    facts: list[Fact] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)


def read_sentences(
    context: FilingContext,
    concepts: Concepts,
    words: Words,
    pages: Sequence[int],
    periods: Sequence[Period],
    facts: Sequence[Fact],
    year_end: FiscalYearEnd,
    report: Period | None,
) -> Said:
    """Totals named in sentences of these pages, and the number of customers."""
    firsts: dict[tuple[str, Period], list[Fact]] = {}
    for fact in facts:
        if fact.rank == 1:
            firsts.setdefault((fact.scope, fact.period), []).append(fact)
    parts_of_whole = frozenset(base_scope(base, words) for base in {fact.base for fact in facts if not fact.scope})
    frame = Frame(context, concepts, words, tuple(sorted(periods)), firsts, parts_of_whole, year_end, report)
    said = Said()
    for page in pages:
        for prose, start, stop in page_sentences(context, page, words):
            found, start = sentence_or_rest(frame, prose, start, stop)
            said.facts += found
            said.ledger += [sentence_entry(concepts.kind, prose, start, stop, found)] if found else []
    for page in largest_pages(context.pages.texts, pages, concepts.kind) if firsts else ():
        for prose, start, stop in page_sentences(context, page, words):
            found = [fact for fact in sentence_facts(frame, prose, start, stop) if fact.rank == 1]
            said.facts += found
            said.ledger += [sentence_entry(concepts.kind, prose, start, stop, found)] if found else []
    said.facts += read_count(context, concepts, words, year_end)
    return said


def page_sentences(context: FilingContext, page: int, words: Words) -> Iterator[tuple[ProseText, int, int]]:
    """Sentences of a page that name the five largest or the largest, those included that end on the next page."""
    prose = context.pages.prose(page, page)
    mentions = words.mentions(straighten(prose.text))
    end = len(prose.text)
    if mentions and mentions[-1].start > end - PAGE_END_CHARS and page < len(context.pages.texts):
        prose = context.pages.prose(page, page + 1)
    text = straighten(prose.text)
    for start, stop in itertools.pairwise([0, *stops(text, len(text)), len(text)]):
        if start < end and words.mentions(text[start:stop], ("five", "largest")) and TOKEN.search(text, start, stop):
            yield prose, start, stop


def stops(text: str, end: int) -> list[int]:
    """Where sentences begin, none of them inside of brackets: (2017: 41.7%; 2016: 40.2%)."""
    found = [match.start() for match in _STOP.finditer(text, 0, end)]
    return [place for place in found if text.rfind("(", max(0, place - BRACKET_CHARS), place) <= text.rfind(")", 0, place)]


def sentence_or_rest(frame: Frame, prose: ProseText, start: int, stop: int) -> tuple[list[Fact], int]:
    """Facts of one sentence, or of what stands of it below a table that only runs into it; and where that begins."""
    rest = below_table(frame.context, prose, start, stop)
    mentions = frame.words.mentions(straighten(prose.text)[start:stop], ("five", "largest"))
    # Where the table names nobody, its heads name periods that are none of the sentence's.
    rests = [] if rest is None else [rest, start] if mentions and start + mentions[0].start >= rest else [start, rest]
    for begin in rests or [start]:
        found = list(sentence_facts(frame, prose, begin, stop))
        if found:
            return found, begin
    return [], start


def sentence_facts(frame: Frame, prose: ProseText, start: int, stop: int) -> Iterator[Fact]:
    """Facts of one sentence."""
    text = straighten(prose.text)
    words = frame.words
    tokens = [token for token in tokens_of(text, start, stop) if not _OWNED.match(text, token.stop)]
    compared = find_comparatives(text, start, stop, tokens)
    earlier = by_main(compared)
    tokens = [token for token in tokens if not compared.covers(token.start)]
    mentions = with_pronouns(text[start:stop], words.mentions(text[start:stop], ("five", "largest")), words)
    mentions = without_heading([_moved(item, start) for item in mentions], tokens)
    periods = sentence_periods(frame, prose, start, stop, compared)
    for index, mention in enumerate(mentions):
        if mention.kind != frame.concepts.kind or is_some_of_five(text, mention, words):
            continue
        for is_percent in (True, False):
            chosen = choose_tokens(text, mentions, index, [t for t in tokens if t.is_percent == is_percent], periods, frame, (start, stop))
            if not chosen:
                continue
            if len(mentions) == len(chosen) == 1 and same_shape(tokens) and not qualifier_of(text[start : chosen[0][0].start]):
                chosen += [(pair[is_percent], period) for pair, period in short_clauses(text, stop, frame.year_end)]
            if is_blocked(text, (start, stop), mention, chosen, words) or stands_in_table(frame.context, prose, mention, chosen):
                continue
            found = without_shared_bounds(list(tokens_to_facts(frame, prose, mention, chosen)), len({item[0] for item in periods}))
            found += [
                fact for pair in earlier_pairs(chosen, earlier, frame.year_end) for fact in tokens_to_facts(frame, prose, mention, [pair])
            ]
            yield from largest_to_readings(frame.firsts, found) if mention.largest else found


def sentence_periods(frame: Frame, prose: ProseText, start: int, stop: int, compared: Comparatives) -> list[tuple[Period, int, int]]:
    """The periods of a sentence's own figures: those it names, or those that the text before or its brackets leave no doubt about."""
    text = straighten(prose.text)
    periods = [(period, here + start, there + start) for period, here, there in flows(text[start:stop], frame.year_end)]
    periods = [item for item in periods if not compared.covers(item[1])]
    if not periods:
        periods = carried_periods(text, start, frame.year_end) or referred_periods(frame, prose, start, stop)
    if not periods and compared.spans:
        main = main_period(text, (start, stop), compared.labels, frame.year_end, frame.report)
        periods = [(main, start, start)] if main is not None else []
    return periods or period_before(frame, prose, start)


def period_before(frame: Frame, prose: ProseText, start: int) -> list[tuple[Period, int, int]]:
    """The one period of the sentence right before, where that speaks of the largest parties too: these go on with it."""
    text = straighten(prose.text)
    begin = max([place for place in stops(text, start) if place < start - 1], default=0)
    compared = find_comparatives(text, begin, start, tokens_of(text, begin, start))
    found = {period for period, here, _ in flows(text[begin:start], frame.year_end) if not compared.covers(begin + here)}
    named = frame.words.mentions(text[begin:start], ("five", "largest"))
    return [(period, start, start) for period in found] if len(found) == 1 and named else []


def with_pronouns(text: str, mentions: Sequence[Mention], words: Words) -> list[Mention]:
    """The mentions and what stands for the largest of those named before: Customer A, the largest of them; 其中最大者."""
    found = list(mentions)
    for match in words.pattern("largest_again").finditer(text):
        before = [mention for mention in mentions if mention.stop <= match.start() and not mention.largest]
        if before and not any(mention.start < match.end() and match.start() < mention.stop for mention in mentions):
            found.append(Mention(before[-1].kind, *match.span(), before[-1].noun, largest=True))
    return sorted(found, key=lambda mention: mention.start)


def without_heading(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The mentions without a heading that the sentence below it repeats ("4、公司前五名客户情况")."""
    repeated = [
        one
        for one, other in itertools.pairwise(mentions)
        if (one.kind, one.largest, one.middle) == (other.kind, other.largest, other.middle)
        and not any(token.start < other.start for token in tokens)
    ]
    return [mention for mention in mentions if mention not in repeated]


def carried_periods(text: str, start: int, year_end: FiscalYearEnd) -> list[tuple[Period, int, int]]:
    """The periods that the clauses before name in the same sentence: 2000年...采购...；向前五名客户...占...23%."""
    begin = sentence_begin(text, start)
    return [(period, start, start) for period, _, _ in flows(text[begin:start], year_end)] if begin < start else []


def sentence_begin(text: str, start: int) -> int:
    """Where the sentence begins of which the clause from start on is a later one; start itself where it is the first."""
    if not start or text[start - 1] not in ";；":
        return start
    return max(text.rfind("。", 0, start), text.rfind(". ", 0, start), start - CARRY_CHARS) + 1


def referred_periods(frame: Frame, prose: ProseText, start: int, stop: int) -> list[tuple[Period, int, int]]:
    """The periods of the sentence before, where this one says that it means the same: "for the same periods, respectively".

    That sentence may only refer to the one before it.
    """
    text = straighten(prose.text)
    bounds = [0, *(place for place in stops(text, start) if place < start - 1), start]
    here = (sentence_begin(text, start), stop)
    means_all = False
    for before in list(itertools.pairwise(bounds))[: -SAME_PERIODS_BACK - 1 : -1]:
        track = _TRACK_RECORD.search(text, *here) is not None
        means_all |= track
        if not track and not _SAME_PERIODS.search(text, *here):
            break
        begin = below_table(frame.context, prose, *before) or sentence_begin(text, before[0])
        found = {period: (period, start, start) for period, _, _ in flows(text[begin : before[1]], frame.year_end)}
        if len(found) > 1 or (found and not track):
            return list(found.values())
        if found:
            break
        here = before
    else:
        means_all |= _TRACK_RECORD.search(text, *here) is not None
    return [(period, start, start) for period in frame.track_record] if means_all else []


def _moved(mention: Mention, offset: int) -> Mention:
    return Mention(mention.kind, mention.start + offset, mention.stop + offset, mention.noun, mention.middle, mention.largest)


def is_blocked(text: str, span: tuple[int, int], mention: Mention, chosen: Sequence[tuple[Token, Period]], words: Words) -> bool:
    """Whether the sentence is about balances, or the clause of the figures about something else than the five's total."""
    start = max(span[0], min(clause_start(text, mention.start), chosen[0][0].start))
    stop = max(mention.stop, chosen[-1][0].stop)
    if words.found("part_base", text[chosen[-1][0].stop : span[1]]):
        return True
    return any(words.found(role, text[slice(*span)]) for role in ("block", "outsourced")) or words.found("block_sentence", text[start:stop])


def is_some_of_five(text: str, mention: Mention, words: Words) -> bool:
    """Whether a naming of the five is about some of them: Customer A, one of our five largest customers; 五大客戶之一."""
    before, after = text[max(0, mention.start - AROUND_CHARS) : mention.start], text[mention.stop : mention.stop + AROUND_CHARS]
    return not mention.largest and (words.found("some_of_five", before) or words.found("some_after", after))


def stands_in_table(context: FilingContext, prose: ProseText, mention: Mention, chosen: Sequence[tuple[Token, Period]]) -> bool:
    """Whether the words or the figures stand in a table, or a table stands between them."""
    places = [prose.place(mention.start, mention.stop), *(prose.place(token.start, token.stop) for token, _ in chosen)]
    first, last = min(places, key=_order), max(places, key=_order)
    for page in {page for page, _ in places}:
        for table in context.pages.tables(page):
            if any(here == page and inside(box, table.bbox) for here, box in places):
                return True
            top = (page, table.bbox[1])
            if _order(first) < top < _order(last) and (table.strategy == "ruled" or len(table.rows) >= TABLE_ROWS_MIN):
                return True
    return False


def _order(place: tuple[int, BBox]) -> tuple[int, float]:
    return (place[0], place[1][1])


def inside(box: BBox, outer: BBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def base_scope(base: str, words: Words) -> str:
    """The part of the company that the base of a share names: 煤炭 of 煤炭采购总金额; "" for the whole of it."""
    match = words.pattern("base_part").match(base)
    part = match.group("part") if match else ""
    return "" if words.whole("base_whole", part) else part


def tokens_to_facts(frame: Frame, prose: ProseText, mention: Mention, chosen: Sequence[tuple[Token, Period]]) -> Iterator[Fact]:
    text = straighten(prose.text)
    concepts = frame.concepts
    scope = find_scope(text[max(0, mention.start - 60) : mention.stop + 20], _moved(mention, -max(0, mention.start - 60)), frame.words)
    first = chosen[0][0]
    qualifier = qualifier_before(text, first.start) or bound_behind(text, chosen)
    bases = [base for base in (share_base(text[mention.stop : chosen[-1][0].stop + 40], frame.words),) if base and len(base) <= 40]
    if not scope and bases:
        part = base_scope(bases[0], frame.words)
        scope = "" if part in frame.parts_of_whole else part
    for token, period in chosen:
        unit = RATIO if token.is_percent else token_unit(token, frame.context.attribute("currency"))
        if unit is None:
            continue
        concept = _concept(concepts, mention, token)
        number = re.search(r"\d[\d,]*(?:\.\d+)?(?:\s*[%％])?", token.text)
        if number is None:
            continue
        try:
            amount = parse_amount(number.group(0), unit)
        except ReadError:
            continue
        if unit.measure == "ratio" and amount.value > Decimal(1):
            continue
        printed = prose.text[token.start + number.start() : token.start + number.end()]
        page, box = prose.place(token.start + number.start(), token.start + number.end())
        label = prose.text[mention.start : mention.stop]
        yield Fact(
            concepts.kind, concept, label, period, amount.value, unit.measure, amount.step,
            scope=scope, qualifier=qualifier, base=bases[0] if bases and token.is_percent else "",
            origin=frame.context.source(page, box, printed),
        )  # fmt: skip


def _concept(concepts: Concepts, mention: Mention, token: Token) -> str:
    if mention.largest:
        return concepts.largest_share
    return concepts.total_share if token.is_percent else concepts.total


def token_unit(token: Token, currency: str) -> Unit | None:
    """The money unit of "RMB107.4 million" or 1,964,793.93 万元: the words without the number."""
    return money_unit(re.sub(r"\d[\d,]*(?:\.\d+)?", " " if token.text.isascii() else "", token.text, count=1).strip(), currency)


def qualifier_of(before: str) -> str:
    match = _QUALIFIER.search(before.strip()) or _BOUND_AHEAD.search(before.strip())
    if match is None:
        return ""
    try:
        return parse_amount(f"{match.group(1)} 1%", RATIO).qualifier
    except ReadError:
        return ""


def qualifier_before(text: str, start: int) -> str:
    """The qualifier of a figure, or of the list that it stands in: less than 10% and 30%, respectively."""
    own = qualifier_of(text[max(0, start - QUALIFIER_CHARS) : start])
    listed = None if own else _LISTED.search(text, max(0, start - AROUND_CHARS), start)
    return own if listed is None else qualifier_of(text[max(0, listed.start() - QUALIFIER_CHARS) : listed.start()])


def bound_behind(text: str, chosen: Sequence[tuple[Token, Period]]) -> str:
    """The bound that stands behind a figure: 30%以下, 30% or less."""
    match = _BOUND_BEHIND.match(text, chosen[-1][0].stop)
    return "" if match is None else "under" if match.group("under") else "over"


def sentence_entry(kind: str, prose: ProseText, start: int, stop: int, found: Sequence[Fact]) -> LedgerEntry:
    page, box = prose.place(start, stop)
    words = prose.text[start:stop].strip()
    numbers = len(TOKEN.findall(words))
    return LedgerEntry(kind, "sentence", (page,), words[:160], True, "totals in a sentence", numbers, len(found), "prose", box)
