"""Chinese sentences that give figures of a line: 营业收入分别为 A、B 和 C; 由 P1 的 A 增加至 P2 的 B; 2010 年实现净利润 A."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.read.periods import find_periods
from analyzer.topics.column_heads import flows
from analyzer.topics.income_spoken import Names, Run, Spoken, Subject, by_sentence, find_runs, same_part, series, split_when

CURRENCY = r"(?:人民[币幣]|港[币幣元]|美元)"
AMOUNT_ZH = r"-?\d[\d,]*(?:\.\d+)?(?:[百千]?[万萬]|[千百]|[亿億])?元"
MONEY_ZH = rf"{CURRENCY}?{AMOUNT_ZH}"
PERCENT_ZH = r"-?\d+(?:\.\d+)?[%％]"
REACH = 260
STOPS = re.compile(r"[。！•]|(?<=[^\d]);")
BEFORE = re.compile(rf"(?:零[、及和與与])*(?:{CURRENCY})?$")
CAUSE = re.compile(r"主要(?:由[于於]|是|系|因|受|歸因|归因|來自|来自|包括)|由[于於]|因此|其中|原因|因[為为]|如果|若|假[设設]")
LISTED = re.compile(
    r"(?P<label>[\u4e00-\u9fff（）()]{2,40}?)(?:[则則]|均|金[额額])?分[别別][约約]?(?:[为為达達是]|[录錄]得)到?[约約]?(?P<loss>[亏虧][损損])?$"
)
MOVED = r"(?:增加|增[长長]|[减減]少|下降|下跌|下滑|上升|上[涨漲]|提升|[降升增减減跌])了?"
FROM = re.compile(r"(?P<label>[\u4e00-\u9fff（）()]{2,40}?)(?:分[别別])?(?:[较較]|[由从從自])$")
CHANGED = re.compile(rf"(?P<label>[\u4e00-\u9fff（）()]{{2,40}}?){MOVED}(?:[约約]?[\d.]+[%％])?[至到]$")
SINGLE = re.compile(r"(?P<label>[\u4e00-\u9fff（）()]{2,40}?)(?:[为為]|[达達]到?|[录錄]得)?[约約]?$")
FILLER = re.compile(
    rf"[，,、；及和與与而并並且後后再则則]|[进進]一步|持[续續]|大幅|[显顯]著|[轻輕]微|略微|小幅|[稳穩]步|逐[年步]|{MOVED}|[约約]?\d[\d.,]*[%％]?|"
    r"[至到较較为為由从從度比]|[个個]百分[点點]|同比"
)
"""Words between two figures of one line that name no other line."""
GROWN = re.compile(rf"(?:{MOVED}|超[过過]|不低[于於]|[高低]于)[约約]?$")
WHEN_RIGHT_BEFORE = re.compile(r"[年月度日期](?:同期)?[的之]?[约約]?$")
BROKEN = re.compile(r"^(?:年|月|日|及|和|、)|\d(?:19|20)\d\d年")
"""A clause that was cut by the end of a page, or to whose first year the page number was joined: its periods are not all here."""
RANGE = re.compile(r"(?P<a>(?:19|20)\d\d)年?度?(?:-|—|–|－|至|到)(?P<b>(?:19|20)\d\d)年度?")
RANGE_YEARS_MAX = 6
TABLE_FIGURE = re.compile(r"\d[.,]\d")
NEAR_CHARS = 40


def runs_of(figure: str, first: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of an enumeration of such figures, nils among them, and of one of its members. first: of its first one."""
    return re.compile(rf"{first}(?:(?:[、，,及和與与]|以及)[约約]?(?:{figure}|零|[无無]))*"), re.compile(
        rf"{figure}|(?<=[、，及和與与])[零无無]|零(?=[、及和與与])"
    )


ANCHOR = re.compile(rf"[为為达達至到的约約由從从较較币幣元入本毛利润潤额額用支失损損亏虧益得及和、](?={AMOUNT_ZH})")
PERCENT_ANCHOR = re.compile(rf"[为為达達至到的约約由從从较較率](?={PERCENT_ZH})")
"""What stands before a figure; a set of characters first, so that the search skips what cannot be one."""
MONEY_RUNS = runs_of(MONEY_ZH, AMOUNT_ZH)
PERCENT_RUNS = runs_of(PERCENT_ZH, PERCENT_ZH)


def find_chinese(text: str, names: Names, percent: bool = False) -> Iterator[Spoken]:
    """Every figure of a line in the sentences of a text without blanks."""
    for start, _, runs in by_sentence(
        text, find_runs(text, PERCENT_ANCHOR if percent else ANCHOR, *(PERCENT_RUNS if percent else MONEY_RUNS), BEFORE), STOPS, REACH
    ):
        yield from sentence_figures(text, start, runs, names)


def sentence_figures(text: str, start: int, runs: Sequence[Run], names: Names) -> Iterator[Spoken]:
    """The figures of one sentence from left to right: a clause takes its periods, or its subject, from the one before where it has none."""
    subject: Subject | None = None
    clauses: list[str] = []
    last = start
    for run in runs:
        causes = [match.end() for match in CAUSE.finditer(text, last, run.start)]
        subject = None if causes else subject
        offset = causes[-1] if causes else last
        words = text[offset : run.start]
        clauses.append(words)
        last = run.stop
        if len(run.spans) == 1:
            subject, figures = one_figure(text, start, offset, run, subject, clauses, names)
            yield from figures
        else:
            listed = LISTED.search(words)
            subject = subject_of(listed, offset, names) if listed else None
            if listed and subject is not None:
                loss = bool(listed["loss"])
                yield from (replace(figure, loss=loss) for figure in list_figures(subject, run, clauses))


def named_periods(words: str) -> list[str]:
    """The periods of a clause; a range of years as each of them (2007年至2010年). Those before other figures are a table's."""
    words = words[max((match.end() for match in TABLE_FIGURE.finditer(words)), default=0) :]
    if not re.search(r"\d年|\d\d", words):
        return []
    years = RANGE.search(words)
    if years and 0 < int(years["b"]) - int(years["a"]) < RANGE_YEARS_MAX:
        return split_when("".join(f"{year}年度、" for year in range(int(years["a"]), int(years["b"]) + 1)) + words[years.end() :])
    return split_when(words)


def subject_of(match: re.Match[str], offset: int, names: Names) -> Subject | None:
    concept = names(match["label"])
    return Subject(match["label"], offset + match.start("label"), concept) if concept else None


def list_figures(subject: Subject, run: Run, clauses: Sequence[str]) -> Iterator[Spoken]:
    """An enumeration with the periods of its clause, else of the one before, else by its place."""
    count = len(run.spans)
    own = named_periods(clauses[-1])
    if own and (len(own) == count or not BROKEN.search(clauses[-1])):
        return series(subject, run, own)
    before = last_named(clauses[:-1])
    return series(subject, run, before if len(before) == count else ())


def last_named(clauses: Sequence[str]) -> list[str]:
    """The periods of the last of these clauses that names any."""
    return next((named for words in reversed(clauses) if (named := named_periods(words))), [])


def one_figure(
    text: str, start: int, offset: int, run: Run, subject: Subject | None, clauses: Sequence[str], names: Names
) -> tuple[Subject | None, list[Spoken]]:
    """A single figure: with the period right before it (由2024年的), else with the last one named, which is less sure."""
    span = run.spans[0]
    words = text[offset : run.start]
    if span is None or GROWN.search(words):
        return None, []
    near = max(0, len(words) - NEAR_CHARS)
    timed = WHEN_RIGHT_BEFORE.search(words)
    found = [item for item in find_periods(words[near:]) if item[0].months != 1] if timed else []
    if found and re.fullmatch(r"(?:度|同期)?[的之]?[约約]?", words[near + found[-1][2] :]):
        first = near + found[-1][1]
        period = flows([found[-1]])[0]
        if words[near + found[-1][2] :].startswith("同期") and period.months == 12:
            period = same_part(text[start : offset + first], period)
        lead = words[:first]
        match = FROM.search(lead) or CHANGED.search(lead)
        if FILLER.sub("", lead):
            subject = subject_of(match, offset, names) if match else None
        return subject, [Spoken(subject.label, *span, period.label, subject.concept, subject.start)] if subject is not None else []
    match = SINGLE.search(words)
    subject = subject_of(match, offset, names) if match else None
    if subject is None:
        return None, []
    times = named_periods(words[: subject.start - offset]) or last_named(clauses[:-1])
    return subject, [Spoken(subject.label, *span, times[-1], subject.concept, subject.start, sure=False)] if times else []
