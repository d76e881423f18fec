"""What rows of a statement are to each other: wholes and their parts, which no label tells alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.read.labels import label_key
from analyzer.topics.income_row import Row, is_nil, plain_amount

OTHER_COMPREHENSIVE = "other_comprehensive_income"
IN_PARTS = "share_of_results_of_associates"
IN_SEVERAL = (IN_PARTS, "asset_impairment_losses")
"""Lines that statements print in several rows, of which one may have nothing in a period."""
VENTURES = re.compile(r"joint ventures?|jointly controlled|合[營营资資]|共同控制", re.IGNORECASE)
ASSOCIATES = re.compile(r"associate|[联聯][營营]", re.IGNORECASE)
OPERATING_COSTS = re.compile(
    r"(?:total)?(?:operating)?(?:costs?|expenses?)(?:andexpenses)?|[运营经][作营业运](?:成本|费用|开支|支出)(?:总额)?|总?成本及费用"
)


INCOME = re.compile(r"(?:total|operating|group)?incomes?|(?:总|营运|经营)?收入(?:总额)?")
NET_RESULT = re.compile(r"net(?:earnings|results?|income|incomeloss)|[净纯](?:收益|收入|盈利|业绩|亏损|收益亏损)")
MARKETING = re.compile(
    r"(?:marketing|promotion(?:al)?|advertising|and)+(?:expenses?|costs?)|(?:市场|推广|营销|行销|宣传|广告|及|和|与)+(?:开支|费用|成本)"
)
MARGIN = re.compile(r"gross(?:margins?|earnings|income|results?)|(?:total)?margin|毛(?:利)?收益|毛利率?额?")


def only_item_as_total(rows: Sequence[Row]) -> list[Row]:
    """The rows; a single item between the profit, with whose it is, and the comprehensive income that makes one of the other is all."""
    place = {name: index for index, row in enumerate(rows) for name in row.concepts}
    first, last = place.get("profit"), place.get("total_comprehensive_income")
    if first is None or last is None or OTHER_COMPREHENSIVE in place:
        return list(rows)
    between = [
        index for index in range(first + 1, last) if not (rows[index].per_share or rows[index].concepts or "profit" in rows[index].repeats)
    ]
    if len(between) != 1 or not adds_up(rows[first], rows[between[0]], rows[last]):
        return list(rows)
    return [replace(row, concepts=(OTHER_COMPREHENSIVE,)) if index == between[0] else row for index, row in enumerate(rows)]


def whole_costs(rows: Sequence[Row]) -> list[Row]:
    """The rows; operating costs that make the operating profit of the revenue are all there are."""
    place = {name: row for row in rows for name in row.concepts}
    revenue, result = place.get("revenue"), place.get("operating_profit")
    if revenue is None or result is None or "total_operating_costs" in place:
        return list(rows)
    return [
        replace(row, concepts=("total_operating_costs",))
        if not row.concepts
        and OPERATING_COSTS.fullmatch(label_key(row.label))
        and (adds_up(revenue, row, result) or adds_up(result, row, revenue))
        else row
        for row in rows
    ]


def income_over_costs(rows: Sequence[Row]) -> list[Row]:
    """The rows; Income over the cost of sales is the revenue, and what is left of it the gross profit, also where it is called a margin."""
    cost = next((index for index, row in enumerate(rows) if row.concepts == ("cost_of_sales",)), 0)
    taken = {name for row in rows for name in row.concepts}
    if cost == 0 or cost + 1 == len(rows):
        return list(rows)
    over, below = rows[cost - 1], rows[cost + 1]
    revenue = over.concepts == ("revenue",) or ("revenue" not in taken and bool(INCOME.fullmatch(label_key(over.label))))
    gross = below.concepts == ("gross_profit",) or ("gross_profit" not in taken and bool(MARGIN.fullmatch(label_key(below.label))))
    if not (revenue and gross and (adds_up(over, rows[cost], below) or adds_up(below, rows[cost], over))):
        return list(rows)
    named = {cost - 1: "revenue", cost + 1: "gross_profit"}
    return [replace(row, concepts=(named[index],)) if index in named else row for index, row in enumerate(rows)]


def profit_of_both(rows: Sequence[Row]) -> list[Row]:
    """The rows; a net result of a wording that may mean another one is the profit where the owners' and the others' shares make it."""
    place = {name: row for row in rows for name in row.concepts}
    owners, others = place.get("profit_attributable_to_owners"), place.get("profit_attributable_to_nci")
    if owners is None or others is None or "profit" in place:
        return list(rows)
    return [
        replace(row, concepts=("profit",))
        if row.concepts in ((), ("revenue",)) and NET_RESULT.fullmatch(label_key(row.label)) and adds_up(owners, others, row)
        else row
        for row in rows
    ]


def adds_up(one: Row, other: Row, total: Row) -> bool:
    """Whether two rows make a third in every column that the third has."""
    figures = [{cell.col: amount.value for cell in row.cells if (amount := plain_amount(cell.text))} for row in (one, other, total)]
    return bool(figures[1]) and all(figures[0].get(col, 0) + figures[1].get(col, 0) == value for col, value in figures[2].items())


def selling_over_marketing(rows: Sequence[Row]) -> list[Row]:
    """The rows; Marketing expenses are the selling expenses only where no row below is called so: Selling and distribution expenses."""
    name = "selling_expenses"
    first = next((row for row in rows if row.concepts == (name,)), None)
    if first is None or not MARKETING.fullmatch(label_key(first.label)):
        return list(rows)
    selling = next(
        (row for row in rows if name in row.repeats and not (row.concepts or row.child) and not MARKETING.fullmatch(label_key(row.label))),
        None,
    )
    if selling is None:
        return list(rows)
    exchanged = {id(first): replace(first, concepts=(), repeats=(name,)), id(selling): replace(selling, concepts=(name,), repeats=())}
    return [exchanged.get(id(row), row) for row in rows]


def parts_for_nils(rows: Sequence[Row]) -> list[Row]:
    """The rows; the associates' figure is the concept's where joint ventures come first, the second part's where the first has nothing."""
    for name in IN_SEVERAL:
        rows = parts_of(name, rows)
    return list(rows)


def parts_of(name: str, rows: Sequence[Row]) -> list[Row]:
    first = next((row for row in rows if row.concepts == (name,)), None)
    second = next((row for row in rows if row.repeats == (name,) and not row.concepts), None)
    if first is None or second is None:
        return list(rows)
    printed = {cell.col for cell in second.cells if not is_nil(cell)}
    empty = {cell.col for cell in first.cells if is_nil(cell) or (ventures_only(first) and not ventures_only(second))} & printed
    moved = tuple(cell for cell in second.cells if cell.col in empty)
    if not moved:
        return list(rows)
    result: list[Row] = []
    for row in rows:
        if row is first or row is second:
            own = [cell for cell in row.cells if (cell.col in empty) == (row is second)]
            rest = [cell for cell in row.cells if cell not in own and not (row is first and is_nil(cell))]
            result += [replace(row, cells=tuple(own), concepts=(name,)), replace(row, cells=tuple(rest), concepts=())]
        else:
            result.append(row)
    return [row for row in result if row.cells]


def ventures_only(row: Row) -> bool:
    """Whether a share of results is that of joint ventures alone."""
    return bool(VENTURES.search(row.label)) and not ASSOCIATES.search(row.label)


def total_as_revenue(row: Row) -> Row:
    """一、营业总收入 is the revenue of a statement that has no line 营业收入."""
    return replace(row, concepts=("revenue",)) if not row.concepts and label_key(row.label) == "营业总收入" else row
