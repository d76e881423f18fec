"""Whose five largest a page or a table is about: customers or suppliers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analyzer.model import RawTable
from analyzer.topics.concentration_groups import TOP
from analyzer.topics.concentration_heads import Head
from analyzer.topics.concentration_plain import plain_sides
from analyzer.topics.concentration_titles import Title
from analyzer.topics.concentration_words import Words, squeeze

MENTION_HINT = re.compile(r"[前首]\s*[五5]|[五5]\s*[大名位家個間间]|five|top[\s-]+5|largest", re.IGNORECASE)
RANKED_HINT = re.compile(
    r"(?:序\s*[号號]|排\s*名)\s*(?:主要)?(?:客\s*[户戶]|供\s*[应應]\s*商|[单單]位)|Rank(?:ing)?\s+(?:Customer|Supplier)", re.IGNORECASE
)


def has_ranked_shape(head: Head, words: Words) -> bool:
    """Whether a table has ranks, party names and shares: asked of one whose title only speaks of major parties."""
    return bool(head.of("rank") and head.of("share")) and has_party_words(head, words)


def totals_five(table: RawTable, head: Head, kind: str, words: Words) -> bool:
    """Whether a row below the parties names the five largest: Five largest customers in aggregate, under a title of major customers."""
    labels = [squeeze(row[0].text) for row in table.rows[head.row_count + TOP :] if row and row[0].col <= 1]
    return any(mention.kind == kind for label in labels for mention in words.mentions(label, ("five",)))


def has_party_words(head: Head, words: Words) -> bool:
    """Whether the header itself names customers or suppliers: asked of a table that another sentence parts from its title."""
    return any(words.whole("name_head", column.header) for column in head.of("name"))


def is_of_balances(head: Head, words: Words) -> bool:
    """Whether a table is about what parties owe: a column says so, and not every other figure is called sales or purchases."""
    return bool(head.of("block")) and not names_flows(head, words)


def names_flows(head: Head, words: Words) -> bool:
    """Whether all amounts and shares of a table are called sales or purchases."""
    headers = [column.header for column in head.of("amount", "share")]
    flows = [words.found("sales_head", header) or words.found("purchase_head", header) for header in headers]
    return bool(head.of("amount") and head.of("share")) and all(flows)


def table_kind(title: Title, head: Head, words: Words) -> str:
    """Whose table it is: by its title, by its columns where the title names both sides."""
    if len(title.kinds) == 1:
        return title.kind
    header = " ".join(column.header for column in head.of("amount", "share", "name"))
    buys, sells = words.found("purchase_head", header), words.found("sales_head", header)
    if buys != sells:
        return "suppliers" if buys else "customers"
    named = " ".join(column.header for column in head.of("name"))
    customers, suppliers = words.found("customer_noun", named), words.found("supplier_noun", named)
    if customers != suppliers:
        return "suppliers" if suppliers else "customers"
    return title.kind


def candidate_pages(texts: Sequence[str], kind: str, words: Words) -> list[int]:
    """Pages whose text names the five largest (or the largest) of this side, or lists its parties below a heading."""
    return [number for number, kinds in named_sides(tuple(texts), words) if kind in kinds]


@lru_cache(maxsize=1)
def named_sides(texts: tuple[str, ...], words: Words) -> list[tuple[int, frozenset[str]]]:
    """The sides that each page names, by page; kept for the other side of the same filing."""
    found = []
    for number, text in enumerate(texts, 1):
        kinds = plain_sides(text, words)
        may_rank = RANKED_HINT.search(text) is not None
        if may_rank or MENTION_HINT.search(text):
            roles = ("five", "major") if may_rank else ("five",)
            kinds |= frozenset(mention.kind for mention in words.mentions(squeeze(text), roles))
        if kinds:
            found.append((number, kinds))
    return found
