"""Rows of an income statement: wrapped labels joined, concepts by label and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.concepts import Vocabulary, concepts
from analyzer.model import Cell, Unit
from analyzer.read.labels import label_key
from analyzer.read.units import find_units
from analyzer.topics.column_choice import Section
from analyzer.topics.column_heads import NOTES, is_figure, is_money
from analyzer.topics.income_label_cells import Span, line_of_units, row_label
from analyzer.topics.income_labels import (
    HEADING,
    NUMBERED,
    continues_label,
    hangs,
    is_band,
    is_comprehensive,
    is_subhead,
    join_label,
    open_lines,
)
from analyzer.topics.income_parts import (
    IN_PARTS,
    income_over_costs,
    only_item_as_total,
    parts_for_nils,
    profit_of_both,
    selling_over_marketing,
    total_as_revenue,
    whole_costs,
)
from analyzer.topics.income_per_share import (
    CONCEPTS,
    OF_PROFIT,
    UNIT_BRACKET,
    names_per_share,
    of_discontinued,
    of_operations,
    per_share_concepts,
    split_share_figure,
    whole_over_parts,
)
from analyzer.topics.income_row import Row

PENDING_MAX = 7
"""A label wraps over at most so many lines (giantec p.349: five)."""
OPERATIONS = re.compile(r"continu(?:ing|ed)\s+operation|持[续續][经經][营營]|[终終]止[经經][营營]", re.IGNORECASE)
"""The owners' share of the result of some operations is not their share of the profit."""
OPERATIONS_INCOME = re.compile(r"income from operations", re.IGNORECASE)
"""Above all costs the income from operations is a sum of revenues (toll roads)."""
COSTS = {"cost_of_sales", "selling_expenses", "administrative_expenses", "total_operating_costs"}
INTEREST = (
    re.compile(r"(?:bank)?interestincome|利息收入"),
    re.compile(r"interestexpenses?|利息(?:支出|开支|费用)"),
    re.compile(r"netinterestincome|净利息收入|利息净收入|利息收入净额"),
)
"""The first three rows of a bank: its interest is no income and no cost of financing."""
FULL_CHARS = 4
OPEN_LABEL = re.compile(r"\b(?:for|of|to|on|and|or|the|in|from)\s*$", re.IGNORECASE)
"""A label that cannot end here: its rest stands below where the figures stand beside its first line."""
SHARE_HEADING = re.compile(r"[应應分][占佔]|share of", re.IGNORECASE)
INVESTEES = re.compile(
    r"(?:[-–—－]\s*)?(?:(?:an?\s+|the\s+)?(?:associates?|joint ventures?|associated compan(?:y|ies)|jointly controlled entit(?:y|ies))"
    r"|[一多若干]{0,2}[間间家]?(?:[联聯合][营營]|合[资資]|共同控制)(?:公司|企[业業]|[实實][体體]))",
    re.IGNORECASE,
)
"""應佔利潤及虧損： over 合營公司 and 聯營公司."""
CHILD = re.compile(r"^\s*(?:其\s*中|[-－–—]|of which|including)", re.IGNORECASE)
BLOCK = re.compile(r"^\s*(?:[一二三四五六七八九十]、)?\s*([加减減])\s*[:：]")
COMPREHENSIVE_RESULT = re.compile(
    r"(?:全面|[综綜]合)[(（]?(?:(?:收益|[亏虧][损損]|[开開]支|收入)[\s╱/／()（）]*)+|comprehensive (?:\W*(?:income|loss|expenses?)\W*)+",
    re.IGNORECASE,
)
SHARES_OF_PROFIT = re.compile(r"利[润潤]|溢利|[亏虧][损損]|profits?|loss(?:es)?", re.IGNORECASE)
"""A heading of shares of the profit, once the comprehensive income that it may name too is taken out."""
AFTER_PROFIT = {"total", "part", "per share", "off face"}
SAME_VALUE = ({"profit", "total_comprehensive_income", "profit_attributable_to_owners"}, {"basic_eps", "diluted_eps"})
"""Concepts of which one row may print several."""
BARE_OWNERS = re.compile(
    r"(?:[-–—－]\s*)?(?:(?:the )?(?:equity |ordinary )?(?:share|stock)holders|equity holders|owners|[权權]益(?:股[东東]|持有人)|股[东東])",
    re.IGNORECASE,
)
"""Whose the company is, without its name, below a heading of shares of the profit."""
SHARES_OF_OWNERS = re.compile(r"attributable|[应應分][占佔]|[归歸][属屬]", re.IGNORECASE)
PROFIT_OF_OWNERS = re.compile(r"(?:profit|loss|earnings).*attributable to|[应應][占佔].*(?:溢利|利[润潤]|[亏虧][损損]|盈利)", re.IGNORECASE)
PROFIT_OF_PERIOD = re.compile(
    r"(?:profit|loss|income).*\b(?:years?|periods?)\b|[年期][内內].*(?:溢利|利[润潤]|[亏虧][损損])", re.IGNORECASE
)
BOTTOM_LINES = {"profit"}
THROUGH_RESERVES = re.compile(r"(?:through|in) other comprehensive income|FVT?OCI|[计計]入其他(?:全面|[综綜]合)", re.IGNORECASE)
"""Gains on assets measured so are no line above the profit."""
HARVEST = re.compile(
    r"^(?!.*(?:biological assets|生物[资資][产產])).*(?:harvest|agricultural produce|收成|收[获獲穫]|[农農][产產]品)",
    re.IGNORECASE | re.DOTALL,
)
"""Gains on the produce at its harvest stand beside the change in fair value of the biological assets, which is what is meant."""
BEFORE_OR_AFTER = re.compile(r"(?:除|扣除)[税稅](?:[项項])?(?:溢利|利[润潤]|[亏虧][损損])")
"""除稅利潤 is the profit before the tax where it stands above the tax, and not below it."""


@dataclass
class _State:
    """What the rows read so far say about the next one."""

    taken: set[str] = field(default_factory=set)
    after_profit: bool = False
    after_comprehensive: bool = False
    profit: dict[int, str] = field(default_factory=dict)
    """The printed profit by column: comprehensive income that is the same has the same owners."""
    added: bool = False
    heading: str = ""
    per_share: str = ""
    per_share_kind: str = ""
    """The line right above such results: Basic (HK cents) over For profit for the year and For profit from continuing operations."""
    units: str = ""
    last: tuple[str, ...] = ()
    """The concepts of the row above."""
    of_a_bank: frozenset[str] = frozenset()
    """Labels of rows of interest that make up a bank's revenue."""
    skip: bool = False
    pending: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    """Where each pending line begins and ends."""
    right: float = 0.0
    """Where the longest line of the label column ends."""
    next_left: float | None = None
    """Where the label after this row begins; None after the last one."""


def section_to_rows(section: Section, vocabulary: Vocabulary, wraps: bool, taken: set[str] | None = None) -> list[Row]:
    """Every row with figures, in printed order. wraps: one row per printed line, labels may run over several.

    taken: concepts that an earlier section of the same statement has; a concept is given once, the second row that
    bears its label (owners' share of comprehensive income) stays as reported.
    """
    state = _State(taken=set(taken or ()), after_profit=bool(taken and "profit" in taken))
    amount_cols = {col for col, head in enumerate(section.heads) if head.role != "other"}
    first_amount = min(amount_cols, default=1)
    rows: list[Row] = []
    notes = {col for col, head in enumerate(section.heads) if col and NOTES.search(head.words)}
    section = replace(section, rows=tuple(tuple(c for c in cells if c.col not in notes or is_figure(c.text)) for cells in section.rows))
    labels = [row_label(cells, first_amount) for cells in section.rows]
    printed = [any(cell.col in amount_cols and holds_figure(cell.text) for cell in cells) for cells in section.rows]
    if "revenue" not in state.taken:
        state.of_a_bank = interest_of_a_bank([text for (text, _), figures in zip(labels, printed, strict=True) if figures], vocabulary)
    state.right = max((span[1] for (_, span), figures in zip(labels, printed, strict=True) if figures), default=0.0)
    for position, (cells, (text, span)) in enumerate(zip(section.rows, labels, strict=True)):
        figures = tuple(cell for cell in cells if cell.col in amount_cols and holds_figure(cell.text))
        if not figures:
            state.units = line_of_units(cells, amount_cols) or state.units
            if not state.skip:
                note_label(state, text, wraps, span)
            state.skip = False
            continue
        if wraps and not text and state.pending:
            text = below_centred(section.rows, position + 1, amount_cols, first_amount)
            state.skip = bool(text)
        elif wraps and OPEN_LABEL.search(text):
            rest = below_centred(section.rows, position + 1, amount_cols, first_amount)
            state.skip = rest[:1].islower() and bool(known_concepts(join_label([text, rest]), state, vocabulary))
            text = join_label([text, rest]) if state.skip else text
        state.next_left = next((begin for label, (begin, _) in labels[position + 1 :] if label), None)
        if text or state.pending:
            rows.append(replace(read_row(text, figures, state, vocabulary, wraps, span), units=state.units))
        state.pending, state.spans = [], []
    rows = whole_over_parts(rows)
    rows = whole_costs(only_item_as_total(parts_for_nils(selling_over_marketing(profit_of_both(income_over_costs(rows))))))
    return rows if "revenue" in state.taken else [total_as_revenue(row) for row in rows]


def interest_of_a_bank(labels: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The labels of interest income, interest expense and the net of both where these rows stand above all other known ones."""
    whole = [join_label([label]) for label in labels]
    for start in range(len(whole) - 2):
        three = whole[start : start + 3]
        if all(words.fullmatch(label_key(label, notes=True)) for words, label in zip(INTEREST, three, strict=True)):
            return frozenset(three)
        if vocabulary.concepts_of(label_key(whole[start], notes=True)):
            break
    return frozenset()


def holds_figure(text: str) -> bool:
    """Whether a cell holds a figure, with or without its unit: 1,234, HK57.5 cents."""
    return is_figure(text) or split_share_figure(text) is not None


def below_centred(rows: Sequence[Sequence[Cell]], position: int, amount_cols: set[int], first_amount: int) -> str:
    """The rest of a label whose figures stand between its two lines (600795 p.96)."""
    if position >= len(rows) or any(cell.col in amount_cols and holds_figure(cell.text) for cell in rows[position]):
        return ""
    text, _ = row_label(rows[position], first_amount)
    return "" if HEADING.search(text) or NUMBERED.match(text) else text


def note_label(state: _State, text: str, wraps: bool, span: Span) -> None:
    """Remembers a line without figures as the beginning of a wrapped label; a heading ends what came before."""
    if not text.strip():
        return
    if HEADING.search(text):
        state.heading = join_label([*state.pending, text])
        state.pending, state.spans = [], []
        return
    going_on = wraps or not state.pending
    state.pending = [*state.pending[-PENDING_MAX + 1 :], text] if going_on else [text]
    state.spans = [*state.spans[-PENDING_MAX + 1 :], span] if going_on else [span]
    whole = join_label(state.pending)
    if names_per_share(whole):
        state.per_share = whole
    elif state.per_share and OPERATIONS.search(whole):
        state.per_share = of_operations(state.per_share, whole)
    if is_band(state.pending):
        state.pending, state.spans = [], []
    for count in range(1, len(state.pending) + 1):
        if is_subhead(join_label(state.pending[-count:])):
            state.heading = join_label(state.pending[-count:])
            state.pending, state.spans = [], []
            break


def read_row(text: str, figures: tuple[Cell, ...], state: _State, vocabulary: Vocabulary, wraps: bool, span: Span) -> Row:
    """The row, one of a result per share with the line that names it and its unit, whatever else its label says."""
    share = per_share_row(text, figures, state)
    if share is not None:
        return share
    over, state.per_share, state.per_share_kind = state.per_share, "", ""
    row = read_other_row(text, figures, state, vocabulary, wraps, span)
    return replace(row, per_share=over) if CONCEPTS & set(row.concepts) else row


def read_other_row(text: str, figures: tuple[Cell, ...], state: _State, vocabulary: Vocabulary, wraps: bool, span: Span) -> Row:
    """The row with the longest wrapped label that is a known wording, else with the lines that its look ties to it."""
    for count in range(len(state.pending), open_lines(state.pending, text) - 1, -1):
        joined = join_label([*state.pending[len(state.pending) - count :], text])
        if count and INVESTEES.fullmatch(join_label([text])) and not text.strip()[:1].islower():
            break  # a row of its own below a heading; in small letters it is the rest of a label (giantec p.20)
        known = known_concepts(joined, state, vocabulary)
        ends_another = not count and set(known) <= state.taken and wraps and bool(wrapped_lines(state, text, span[0]))
        if known and not ends_another:
            return claim(joined, figures, known, state)
    label = join_label([text])
    if INVESTEES.fullmatch(label) and is_share_of_results(label, state):
        return claim(label, figures, (IN_PARTS,), state)
    lines = wrapped_lines(state, text, span[0]) if wraps else []
    return claim(join_label([*lines, text]), figures, (), state)


def is_share_of_results(label: str, state: _State) -> bool:
    """Whether a row names investees under a heading of shares of results: Joint ventures under "Share of results of", with or without
    a colon.
    """
    above = join_label(state.pending) if state.pending else ""
    if SHARE_HEADING.match(above):
        state.heading = above
    return bool(SHARE_HEADING.match(state.heading)) and not state.after_profit and not COMPREHENSIVE_RESULT.search(state.heading)


def wrapped_lines(state: _State, text: str, left: float) -> Sequence[str]:
    """The lines above a row of unknown wording that are the beginning of its label."""
    lefts = [begin for begin, _ in state.spans]
    hung = next((i for i in range(len(lefts)) if hangs(lefts[i:], left, state.next_left)), None)
    if hung is not None:
        return state.pending[hung:]
    start = next((count for count in range(len(state.pending), 0, -1) if is_comprehensive(state.pending[:count])), 0)
    return state.pending[start:] if continues_label(state.pending[start:], text, is_full(state)) else []


def is_full(state: _State) -> bool:
    """Whether the line above reaches to the end of its column, give or take some characters, so that its rest stands below."""
    if not state.spans:
        return False
    begin, end = state.spans[-1]
    return end >= state.right - FULL_CHARS * (end - begin) / max(len(state.pending[-1].strip()), 1)


def per_share_row(text: str, figures: tuple[Cell, ...], state: _State) -> Row | None:
    """A row of a result per share under the line that names it ("— 基本"), None for any other.

    The line may name the owners' profit as well: 本公司擁有人應佔溢利的每股盈利（以每股港仙列示）. A line that cannot be whole belongs to
    the row: "Loss per share (RMB), basic and" over "diluted" is both.
    """
    if not state.per_share:
        return None
    counts = range(open_lines(state.pending, text), len(state.pending) + 1)
    labels = (join_label([*state.pending[len(state.pending) - count :], text]) for count in counts)
    label, names = next(((label, names) for label in labels if (names := per_share_concepts(label))), ("", ()))
    kind = (state.pending[-1] if state.pending else "") or state.per_share_kind
    if not names and OF_PROFIT.fullmatch(join_label([text])):
        label, names = join_label([kind, text]), per_share_concepts(join_label([kind]))
    if not names:
        return None
    state.per_share_kind = kind
    fresh = () if of_discontinued(label) else tuple(name for name in names if name not in state.taken)
    state.taken.update(fresh)
    repeats = tuple(name for name in names if name not in fresh)
    return Row(label, figures, concepts=fresh, per_share=state.per_share, repeats=repeats)


def known_concepts(label: str, state: _State, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The concepts of this label that its place allows: below the profit line no costs, no concept twice."""
    found = () if label in state.of_a_bank else vocabulary.concepts_of(label_key(without_unit(label).replace("&", " and "), notes=True))
    if not found and BARE_OWNERS.fullmatch(label) and SHARES_OF_OWNERS.search(state.heading) and SHARES_OF_PROFIT.search(state.heading):
        found = ("profit_attributable_to_owners",)
    if OPERATIONS_INCOME.match(label) and not COSTS & state.taken:
        found = tuple(name for name in found if name != "operating_profit")
    if OPERATIONS.search(label):
        found = tuple(name for name in found if concepts()[name].kind != "part")
    if "income_tax_expense" in state.taken and BEFORE_OR_AFTER.match(label):
        found = ()
    if THROUGH_RESERVES.search(label):
        found = tuple(name for name in found if name != "fair_value_gains")
    if HARVEST.search(label):
        found = tuple(name for name in found if name != "fair_value_gains")
    if state.after_profit:
        found = tuple(name for name in found if concepts()[name].kind in AFTER_PROFIT)
    if state.after_comprehensive and not SHARES_OF_PROFIT.search(COMPREHENSIVE_RESULT.sub("", state.heading)):
        found = tuple(name for name in found if concepts()[name].kind != "part" or ("归属于" in label and "综合" not in label))
    return found


def claim(label: str, figures: tuple[Cell, ...], known: tuple[str, ...], state: _State) -> Row:
    fresh = tuple(name for name in known if name not in state.taken)
    if set(fresh) == {"profit_attributable_to_owners"} and is_whole_profit(label, state):
        fresh = ("profit", *fresh)
    fresh = fresh if any(set(fresh) <= same for same in SAME_VALUE) else fresh[:1]
    state.taken.update(fresh)
    state.last = fresh
    state.after_profit = state.after_profit or bool(BOTTOM_LINES & set(fresh))
    printed = {cell.col: cell.text for cell in figures}
    if "profit" in fresh:
        state.profit = printed
    if "total_comprehensive_income" in fresh and "profit" not in fresh:
        state.after_comprehensive = printed != state.profit
    block = BLOCK.match(label)
    state.added = block.group(1) == "加" if block else state.added
    deducted = "profit_attributable_to_owners" not in state.taken and not state.heading
    repeats = tuple(name for name in known if name not in fresh)
    return Row(label, figures, bool(CHILD.match(label)), fresh, state.added, deducted, repeats=repeats)


def is_whole_profit(label: str, state: _State) -> bool:
    """Whether the owners' profit is all there is: the row below the tax where no line prints the profit and nobody else has a share."""
    no_other = not {"profit", "profit_attributable_to_nci", "total_comprehensive_income"} & state.taken
    of_period = not state.heading and "income_tax_expense" in state.taken and bool(PROFIT_OF_PERIOD.search(label))
    right_below = (
        state.last == ("income_tax_expense",) and not SHARES_OF_OWNERS.search(state.heading) and bool(PROFIT_OF_OWNERS.search(label))
    )
    return no_other and (of_period or right_below)


def without_unit(label: str) -> str:
    """The label without a money unit in brackets at its end: "营业收入（万元）"."""
    match = UNIT_BRACKET.search(label)
    return label[: match.start()] if match and label_unit(label, None) else label


def label_unit(label: str, unit: Unit | None) -> Unit | None:
    """The money unit in brackets at the end of a row label ("净利润（元）"), else the column's."""
    match = UNIT_BRACKET.search(label)
    named = [u for u in find_units(match.group(1), unit.measure if unit else "") if is_money(u)] if match else []
    return named[0] if named else unit
