"""Labels of statement rows that wrap over lines: which lines belong together, which are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.read.labels import clean_label, join_wrapped, label_key

WRAP_CHARS = 10
"""A Chinese label line at least so long may run on in the next line."""
UNFINISHED = {"and", "of", "on", "the", "in", "for", "or", "to", "at", "from", "other", "losses", "foreign"}
OPEN_ENDS = ("的", "及", "和", "與", "与", "、", "之")
OPEN_WORDS = {"and", "of", "the", "from", "to", "by", "on", "in", "at", "for", "with", "less", "before", "after", "through", "under"}
REST_STARTS = ("的", "之")
"""No label begins so: it is the rest of the line above it."""
HEADING = re.compile(r"\A(?!.*[(（][^()（）]*\Z).*[:：]\s*\Z", re.DOTALL)
"""A colon at the end, unless it stands in brackets that the next line closes: Earnings per share (RMB: over cents)."""
INDENT_PT = 3.0
LAST_LEADER = re.compile(r"(?<=[a-z)%）\u4e00-\u9fff])\.$", re.IGNORECASE)
SUBHEAD = re.compile(
    r"(?:items?(?:that)?)?(?:may|will|thatwill|wouldnot)(?:not)?be(?:subsequently)?reclassified(?:subsequently)?to(?:the)?(?:consolidated)?"
    r"(?:profitorloss|incomestatements?|statementsofprofitorloss)(?:insubsequentperiods)?"
    r"|(?:其后|其後|日后|于其后期间|于往后期间|随后)?(?:可能|可|或会|将|将会|将不会|不会|不可|不可能|不得)(?:会)?(?:于其后期间|于往后期间|其后|随后)?(?:被)?"
    r"重新?分类(?:至|为|到|计入|进)(?:综合)?损益(?:表|账)?(?:中)?(?:的|之)?(?:其他全面收益|其他综合收益)?(?:项目)?"
)
BAND = re.compile(
    r"按(?:经营持续性|(?:所有权|所有者)(?:权益)?归属)(?:进行)?(?:分类)?"
    r"|(?:dis)?continu(?:ed|ing)operations?|(?:已|拟)?(?:持续|终止|已终止)经营业务|(?:已)?(?:持续|终止)(?:性)?经营"
)
"""A line over rows of one kind, as a label key, where it stands alone: （一）按经营持续性分类, DISCONTINUED OPERATION."""
COMPREHENSIVE = re.compile(
    r"其他全面(?:收益|亏损|收入|开支)(?:亏损|收益|开支)?(?:已?扣除(?:所得)?税项?|税后|除税后)?"
    r"|othercomprehensive(?:income|loss|incomeloss|lossincome|expense|incomeexpense)(?:netof(?:income)?tax(?:es)?|aftertax)?"
)
"""Lines over the items of other comprehensive income, as label keys: no part of the label below them, also without a colon."""
NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]|[加减減其])")


def is_subhead(text: str) -> bool:
    """Whether a line is a heading over the items of other comprehensive income."""
    return bool(SUBHEAD.fullmatch(label_key(text)))


def is_band(lines: Sequence[str]) -> bool:
    """Whether lines without a figure are the name of a part of the statement, no beginning of a label."""
    return len(lines) == 1 and bool(BAND.fullmatch(label_key(lines[0], notes=True)))


def open_lines(pending: Sequence[str], text: str = "") -> int:
    """How many of the lines right above cannot be whole, so that the label is no shorter: 來自持續經營業務的 over 年內溢利."""
    if pending and text.startswith(REST_STARTS):
        return 1 + open_lines(pending[:-1])
    count = 0
    for line in reversed(pending):
        if not line.rstrip().endswith(OPEN_ENDS) and line.rstrip().split(" ")[-1] not in OPEN_WORDS:
            break
        count += 1
    return count


def is_comprehensive(lines: Sequence[str]) -> bool:
    """Whether lines without a figure are the heading 其他全面收益, whose first item stands below it."""
    return bool(COMPREHENSIVE.fullmatch(label_key(join_label(lines))))


def hangs(lefts: Sequence[float], left: float, next_left: float | None) -> bool:
    """Whether a line ends a label whose lines after the first are indented alike.

    Of two lines the first may be a heading over the second: it is not where the next label stands at its left again.
    """
    hung = left > lefts[0] + INDENT_PT and all(abs(other - left) < INDENT_PT for other in lefts[1:])
    return hung and (len(lefts) > 1 or (next_left is not None and next_left <= lefts[0] + INDENT_PT))


def join_label(lines: Sequence[str]) -> str:
    """The label on one line; a single leader dot left at its end goes too (zhenro p.405: "Cost of sales.")."""
    return LAST_LEADER.sub("", clean_label(join_wrapped("\n".join(lines).splitlines()), notes=True))


def continues_label(pending: Sequence[str], text: str, full: bool = True) -> bool:
    """Whether a line without a known label goes on with the lines above it: it begins small, or they were cut short.

    full: whether the line above fills its column; a Chinese label that stops before is a row without figures (应付优先股股利).
    """
    if not pending or NUMBERED.match(text):
        return False
    last = pending[-1].rstrip()
    long = not last[-1:].isascii() and len(last) >= WRAP_CHARS and full
    cut = last[-1:] in "/、，,及和的與与以－-" or last.split(" ")[-1] in UNFINISHED or long
    return not text or text[:1].islower() or text[:1] in "(（/的" or cut
