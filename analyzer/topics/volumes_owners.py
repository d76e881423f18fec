"""Whose volumes a table holds: those of another company that its introduction names, or of one plant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.topics.volumes_words import flat, pattern

COVER_PAGES = 3
_ISSUER = re.compile(
    r"本公|本集|[本我该]$|本次|发行人|^股份|公司及|公司和|各|下属|我们|合并|报告期|^(?:有限|股份有限)$|其中|^(?:主要|全体|所有)"
    r"|^公司|期$|^[及与和内]"
)
"""Names that stand for the issuer or for all its companies, and words that are no name."""
_COMPANY_FORM = re.compile(r"(?:集团|控股|实业|科技)?(?:股份)?(?:有限)?(?:责任)?$")


def other_company(lead: str, texts: Sequence[str]) -> str:
    """The company that a lead names as the one whose figures follow, where it is not the issuer by its words or its cover; "" else.

    600795 p.180: 大渡河公司最近三年主要生产和经营指标如下, a company whose shares were to be bought.
    """
    match = pattern("other_company").search(flat(lead))
    name = match.group("company") if match else ""
    short = _COMPANY_FORM.sub("", name)
    if not short or _ISSUER.search(name):
        return ""
    return "" if short in on_cover(texts) else f"{name}公司"


def on_cover(texts: Sequence[str]) -> str:
    return flat(re.sub(r"\s", "", "".join(texts[:COVER_PAGES])))


def one_plant(lead: str) -> str:
    """The plant that a lead names as the only one whose figures follow; "" where it speaks of several or of none."""
    match = pattern("one_plant").search(flat(lead))
    name = match.group("plant") if match else ""
    return "" if _ISSUER.search(name) or re.search(r"[两二三四五六七八九十]个|[与和及]", name) else name
