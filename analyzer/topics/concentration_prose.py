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
from analyzer.topics.base import FilingContext, ProseText
from analyzer.topics.concentration_clauses import TABLE_ROWS_MIN, TOKEN, Token, below_table, same_shape, short_clauses
from analyzer.topics.concentration_facts import RATIO, Concepts
from analyzer.topics.concentration_head_cells import money_unit
from analyzer.topics.concentration_heads import share_base
from analyzer.topics.concentration_largest import Firsts, largest_pages, largest_to_readings, without_shared_bounds
from analyzer.topics.concentration_overlap import read_count
from analyzer.topics.concentration_titles import clause_start, find_scope, flows
from analyzer.topics.concentration_words import Mention, Words

LIST_GAP_CHARS = 34
NEXT_ITEM_CHARS = 5
LEAD_GAP_CHARS = 100
PAGE_END_CHARS = 420
CARRY_CHARS = 240
_QUALIFIER = re.compile(
    r"(approximately|about|around|over|more than|less than|not more than|约|約|超[过過]|逾|不足|不超[过過]|低[于於]|近)"
    r"\s*(?:为|為)?$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?<=[。!?;；□√])|(?<=适用)|(?<=[a-z)\d%]\.)\s+(?=[A-Z])"
    r"|(?<![\d.,年])(?=\d{1,2}、[\u4e00-\u9fff])"
    r"|(?<![第、一二三四五六七八九十])(?=[一二三四五六七八九十]{1,2}、[\u4e00-\u9fff])"
    r"|(?=[(（][一二三四五六七八九十\d]{1,2}[)）][\u4e00-\u9fff])"
)
_SAME_PERIODS = re.compile(
    r"same (?:years?|periods?)|(?:the|those) respective (?:years?|periods?)|those (?:years|periods)|同[期年]|相同期[间間]", re.IGNORECASE
)
_OWNED = re.compile(
    r"\s?(?:的|之)?(?:已[发發]行)?(?:股|[权權]益|出[资資]|表[决決][权權])"
    r"|\s?(?:of (?:the |its |their |our )?)?(?:total |entire |issued |equity |beneficial )*(?:interests?|shares?|equity|shareholding|stake)"
    r"\b(?! of)",
    re.IGNORECASE,
)
"""What follows the part of a company that somebody holds: 30%的股权, 30% equity interest."""
_OF_BASE = re.compile(r"占|佔|accounted for|account for|represent")


@dataclass
class Said:
    """What the sentences of a filing give."""

    facts: list[Fact] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)


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
    bounds = [0, *(match.start() for match in _STOP.finditer(text)), len(text)]
    for start, stop in itertools.pairwise(bounds):
        if start < end and words.mentions(text[start:stop], ("five", "largest")) and TOKEN.search(text, start, stop):
            yield prose, start, stop


def sentence_or_rest(frame: Frame, prose: ProseText, start: int, stop: int) -> tuple[list[Fact], int]:
    """Facts of one sentence, or of what stands of it below a table that only runs into it; and where that begins."""
    found = list(sentence_facts(frame, prose, start, stop))
    rest = None if found else below_table(frame.context, prose, start, stop)
    return (found, start) if rest is None else (list(sentence_facts(frame, prose, rest, stop)), rest)


def sentence_facts(frame: Frame, prose: ProseText, start: int, stop: int) -> Iterator[Fact]:
    """Facts of one sentence."""
    text = straighten(prose.text)
    words = frame.words
    tokens = [
        Token(m.group("percent") is not None, *m.span(), m.group(0))
        for m in TOKEN.finditer(text, start, stop)
        if not _OWNED.match(text, m.end())
    ]
    mentions = without_heading([_moved(item, start) for item in words.mentions(text[start:stop], ("five", "largest"))], tokens)
    periods = [(period, here + start, there + start) for period, here, there in flows(text[start:stop], frame.year_end)]
    if not periods:
        periods = carried_periods(text, start, frame.year_end) or referred_periods(text, start, stop, frame.year_end)
    for index, mention in enumerate(mentions):
        if mention.kind != frame.concepts.kind:
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
            yield from largest_to_readings(frame.firsts, found) if mention.largest else found


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
    begin = max(text.rfind("。", 0, start), text.rfind(". ", 0, start), start - CARRY_CHARS) + 1
    return (
        [(period, start, start) for period, _, _ in flows(text[begin:start], year_end)]
        if begin < start and text[start - 1] in ";；"
        else []
    )


def referred_periods(text: str, start: int, stop: int, year_end: FiscalYearEnd) -> list[tuple[Period, int, int]]:
    """The periods of the sentence before, where this one says that it means the same: "for the same periods, respectively"."""
    if not _SAME_PERIODS.search(text, start, stop):
        return []
    bounds = [0, *(match.start() for match in _STOP.finditer(text, 0, start) if match.start() < start - 1)]
    return [(period, start, start) for period, _, _ in flows(text[bounds[-1] : start], year_end)]


def _moved(mention: Mention, offset: int) -> Mention:
    return Mention(mention.kind, mention.start + offset, mention.stop + offset, mention.noun, mention.middle, mention.largest)


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
    first, last = shared_list(mentions, index, tokens)
    after = mentions[last + 1].start if last + 1 < len(mentions) else span[1]
    own = [token for token in tokens if mentions[last].stop <= token.start < after]
    if is_of_base(text, tokens, own, mention, span, frame.words):
        return []
    if own and not own[0].is_percent and _OF_BASE.search(text, mention.stop, own[0].start):
        return []
    if last > first:
        return _shared(own, index - first, last - first + 1, periods, frame)
    if own or len(mentions) > 1:
        return pair_with_periods(own, periods, frame, mention)
    own = [token for token in tokens if token.stop <= mention.start]
    return pair_with_periods(own, periods, frame, mention) if own and leads_to(text[own[-1].stop : mention.start]) else []


def is_of_base(text: str, tokens: Sequence[Token], own: Sequence[Token], mention: Mention, span: tuple[int, int], words: Words) -> bool:
    """Whether the sums of money are said of the whole company: "our total purchases were RMB61.0 million" beside the five's name."""
    if not tokens or tokens[0].is_percent:
        return False
    begin, stop = (mention.stop, own[0].start) if own else (span[0], tokens[0].start)
    return words.found("base_subject", text[begin:stop])


def shared_list(mentions: Sequence[Mention], index: int, tokens: Sequence[Token]) -> tuple[int, int]:
    """First and last of the parties that stand together before one list of figures."""
    first = last = index
    while first and _together(mentions[first - 1], mentions[first], tokens):
        first -= 1
    while last + 1 < len(mentions) and _together(mentions[last], mentions[last + 1], tokens):
        last += 1
    return first, last


def _together(sooner: Mention, later: Mention, tokens: Sequence[Token]) -> bool:
    near = later.start - sooner.stop < LIST_GAP_CHARS and (sooner.kind, sooner.largest) != (later.kind, later.largest)
    return near and not any(sooner.stop <= token.start < later.start for token in tokens)


def leads_to(gap: str) -> bool:
    """Whether figures printed before a party are said of it: "57.7% of our revenue came from our five largest customers"."""
    is_chinese = re.search(r"[\u4e00-\u9fff]", gap) is not None
    return len(gap) <= LEAD_GAP_CHARS and not (is_chinese and re.search(r"[,;、]", gap))


def _shared(
    tokens: Sequence[Token], place: int, count: int, periods: Sequence[tuple[Period, int, int]], frame: Frame
) -> list[tuple[Token, Period]]:
    """Several parties before one list: "our largest customer and five largest customers accounted for 34.4% and 57.5%, respectively"."""
    distinct = list(dict.fromkeys(period for period, _, _ in periods)) or ([frame.report] if frame.report else [])
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
    near = period_just_before(periods, mention.start)
    if near is not None and (len(tokens) == 1 or tokens[1].start - tokens[0].stop > 3):
        return [(tokens[0], near)]
    return []


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


def is_blocked(text: str, span: tuple[int, int], mention: Mention, chosen: Sequence[tuple[Token, Period]], words: Words) -> bool:
    """Whether the sentence is about balances, or the clause of the figures about something else than the five's total."""
    start = max(span[0], min(clause_start(text, mention.start), chosen[0][0].start))
    stop = max(mention.stop, chosen[-1][0].stop)
    return any(words.found(role, text[slice(*span)]) for role in ("block", "outsourced")) or words.found("block_sentence", text[start:stop])


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
    qualifier = qualifier_of(text[max(0, first.start - 24) : first.start])
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
    match = _QUALIFIER.search(before.strip())
    if match is None:
        return ""
    try:
        return parse_amount(f"{match.group(1)} 1%", RATIO).qualifier
    except ReadError:
        return ""


def sentence_entry(kind: str, prose: ProseText, start: int, stop: int, found: Sequence[Fact]) -> LedgerEntry:
    page, box = prose.place(start, stop)
    words = prose.text[start:stop].strip()
    numbers = len(TOKEN.findall(words))
    return LedgerEntry(kind, "sentence", (page,), words[:160], True, "totals in a sentence", numbers, len(found), "prose", box)
