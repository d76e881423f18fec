"""English sentences that give figures of a line: "Our finance costs were A and B in P1 and P2", "to B in P2 from A in P1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.read.periods import find_periods
from analyzer.topics.column_heads import flows
from analyzer.topics.income_spoken import Names, Run, Spoken, Subject, by_sentence, find_runs, same_part, series, split_when

MONEY_EN = r"(?:RMB|US\$|HK\$|CNY)\s?\(?\d+(?:,\d{3})*(?:\.\d+)?\)?(?:\s?(?:million|billion|thousand|[万萬亿億]元))?"
PERCENT_EN = r"\d+(?:\.\d+)?\s?%"
ABOUT = r"(?:approximately|around|about)\s+"
REACH = 420
STOPS = re.compile(r"[.;:•](?=\s)(?<!\sNo\.)(?<!Ltd\.)(?<!approx\.)\s*")
BEFORE = re.compile(rf"(?:\b(?:[Nn]il|zero)(?:,\s*(?:and\s+)?|\s+and\s+)|\b{ABOUT})+$")
EVENTS = re.compile(
    r"\b(?:(?P<verb>increas(?:ed|ing)|decreas(?:ed|ing)|declin(?:ed|ing)|gr[eo]w(?:ing)?|r[oi]s(?:e|ing)|dropp(?:ed|ing)|fell|reduced|remained|"
    r"was|were|amount(?:ed|ing) to|totall?(?:ed|ing)|reached|saw|record(?:ed|ing)|recogni[sz]ed|incurred|generated|achieved|had|"
    r"experienced|registered|witnessed|reported|changed|turned|narrowed|widened|surged|climbed|improved|stood at)"
    r"|(?P<cause>primarily|mainly|principally|due to|because|attributable|reflect\w*|result(?:ed|ing)|driven|including|of which|"
    r"among which|compris\w+|consist\w+|representing|account\w*|while|whereas|but|despite|which|excluding|offset|that|if|would|will|"
    r"expected?|assuming))\b"
)
CONTINUES = re.compile(
    r"(?:^|.*\d{4}|.*\bperiods?|.*\brespectively)[\s,)]*(?:and\s+|then\s+)*(?:(?:further|subsequently|again|\w+ly)\s+)*$", re.IGNORECASE
)
"""Words before a verb that name no subject of their own: "in 2023, and further"."""
A_CHANGE = re.compile(
    r"^\s*(?:an?\s+)?(?:\w+\s+)?(?:increase|decrease|growth|decline|rise|drop|improvement|reduction)[\s,]*$", re.IGNORECASE
)
ADVERBS = re.compile(r"(?:\s+\w+ly)+$")
NOUN = re.compile(r"[A-Za-z&’'/()\s-]+$")
WHEN_AT_END = re.compile(
    r"\s(?:for|in|during)\s(?:each\s+of\s+)?(?:the\s+)?(?:[^,]*?\W)?(?:19|20)\d\d\b(?:[^a-zA-Z]|and\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|for\b|the\b|(?:six|nine|three)\b|months\b|ended\b)*$"
)
PREPOSITION = re.compile(r"^(?P<noun>.*?)\b(?P<word>of|from|to|at|by|with|than|and)\s*$", re.DOTALL)
LOSS_OF = re.compile(r"^\s*(?:an?\s+)?(?:net\s+)?loss(?:es)?\s*$", re.IGNORECASE)
GAIN_OF = re.compile(r"^\s*(?:an?\s+)?(?:net\s+)?(?:gains?|profits?)\s*$", re.IGNORECASE)
WHEN_AFTER = re.compile(
    r"^[\s,(]*(?:in|for|during)\s+(?:the\s+)?(?P<same>(?:same|corresponding|comparable|preceding|prior)\s+(?:period|year)s?\s+(?:in|of|for|ended)?\s*)?$"
)
ONE_MORE = re.compile(r"\s*(?:,|and)\s*(?:19|20)\d\d")
RESPECTIVELY = re.compile(r"\brespectively")
TAIL_CHARS = 220
NEAR_CHARS = 90


def runs_of(figure: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of an enumeration of such figures, nils among them, and of one of its members."""
    member = rf"(?:{figure}|(?:nil|zero)\b)"
    return re.compile(rf"{figure}(?:,?\s*(?:and\s+)?(?:{ABOUT})?{member})*"), re.compile(rf"(?:{ABOUT})?{figure}|\b[Nn]il\b|\bzero\b")


MONEY_RUNS, PERCENT_RUNS = runs_of(MONEY_EN), runs_of(PERCENT_EN)
ANCHOR, PERCENT_ANCHOR = re.compile(rf"[ (](?={MONEY_EN})"), re.compile(rf"[ ](?={PERCENT_EN})")


def find_english(text: str, names: Names, percent: bool = False) -> Iterator[Spoken]:
    """Every figure of a line in the sentences of a text whose blanks are single."""
    for start, end, runs in by_sentence(
        text, find_runs(text, PERCENT_ANCHOR if percent else ANCHOR, *(PERCENT_RUNS if percent else MONEY_RUNS), BEFORE), STOPS, REACH
    ):
        yield from sentence_figures(text, start, end, runs, names)


def sentence_figures(text: str, start: int, end: int, runs: list[Run], names: Names) -> Iterator[Spoken]:
    """The figures of one sentence, read from left to right: a verb gives the subject, a word of cause ends the clause."""
    subject: Subject | None = None
    last = start
    position = start
    for index, run in enumerate(runs):
        for event in EVENTS.finditer(text, position, run.start):
            subject = None if event["cause"] else clause_subject(text, last, event.start(), subject, names)
            last = event.end()
        words = text[last : run.start]
        subject, loss, follows = before_figure(words, last, subject, names)
        last = position = run.stop
        if subject is not None and follows:
            limit = runs[index + 1].start if index + 1 < len(runs) else end
            figures = list(run_figures(text, start, limit, run, subject))
            yield from (replace(figure, loss=True) for figure in figures) if loss else figures


def clause_subject(text: str, start: int, stop: int, subject: Subject | None, names: Names) -> Subject | None:
    """The line before a verb; the one before where the words between name none (", and further increased")."""
    phrase = text[start:stop]
    if subject is not None and (CONTINUES.match(phrase) or A_CHANGE.match(phrase)):
        return subject
    return noun_subject(phrase, start, names)


def noun_subject(phrase: str, start: int, names: Names) -> Subject | None:
    """The line that a phrase ends with, its words of time taken off."""
    timed = WHEN_AT_END.search(phrase)
    kept = ADVERBS.sub("", (phrase[: timed.start()] if timed else phrase).rstrip())
    noun = NOUN.search(kept)
    if noun is None:
        return None
    label = noun.group().strip()
    concept = names(label)
    return Subject(label, start + kept.rindex(label), concept, timed.group() if timed else "") if concept else None


def before_figure(words: str, start: int, subject: Subject | None, names: Names) -> tuple[Subject | None, bool, bool]:
    """The line, whether "loss of" stands before the figure, and whether the figure is the line's at all (not "by RMB5 million")."""
    match = PREPOSITION.match(words)
    if match is None:
        return subject, False, not words.strip(" ,") or bool(re.fullmatch(r"[\s,]*(?:in\s.{4,60},)?\s*", words))
    word, noun = match["word"], match["noun"]
    if word in ("by", "with", "than"):
        return subject, False, False
    if word != "of":
        return subject, False, True
    if LOSS_OF.match(noun) or GAIN_OF.match(noun):
        if subject is not None:
            return subject, bool(LOSS_OF.match(noun)), True
    found = noun_subject(noun, start, names)
    return found, False, found is not None


def run_figures(text: str, start: int, limit: int, run: Run, subject: Subject) -> Iterator[Spoken]:
    """The figures of one run with their periods: after it, between subject and verb, or before the subject."""
    if len(run.spans) == 1:
        yield from single_figure(text, start, limit, run, subject)
        return
    tail = text[run.stop : min(limit, run.stop + TAIL_CHARS)]
    end = RESPECTIVELY.search(tail)
    cause = EVENTS.search(tail)
    tail = tail[: end.start() if end else cause.start() if cause else None]
    lead = text[start : subject.start]
    for place, words in enumerate((tail if end or not lead_named(lead, subject) else "", subject.when, lead)):
        when = split_when(words)
        if when:
            yield from series(subject, run, when, sure=place < 2 or bool(end))
            return
    if end:
        yield from series(subject, run, ())


def lead_named(lead: str, subject: Subject) -> bool:
    return bool(subject.when or split_when(lead))


def single_figure(text: str, start: int, limit: int, run: Run, subject: Subject) -> Iterator[Spoken]:
    """A figure with the period right after it; else with the only one that the sentence names before it, which is less sure."""
    span = run.spans[0]
    if span is None:
        return
    tail = text[run.stop : min(limit, run.stop + NEAR_CHARS)]
    found = [item for item in find_periods(tail) if item[0].months != 1]
    if found:
        period, first, stop = found[0]
        after = WHEN_AFTER.match(tail[:first])
        if after and not ONE_MORE.match(tail, stop) and (len(found) == 1 or found[1][1] != first):
            period = flows([found[0]])[0]
            period = same_part(text[start : run.start], period) if after["same"] and period.months == 12 else period
            yield Spoken(subject.label, *span, period.label, subject.concept, subject.start)
            return
    when = split_when(subject.when) or split_when(text[start : subject.start])
    if len(when) == 1:
        yield Spoken(subject.label, *span, when[0], subject.concept, subject.start, sure=False)
