"""Blanks evened out as a regular expression would."""

from __future__ import annotations

import re

import pytest

from analyzer.read.blanks import single_blanks, without_blanks

TEXTS = ["", " ", "\r\n ", "营业收入", " Cost of\r\nsales ", "a\u3000b\u00a0c\x1cd", "sold\n"]


@pytest.mark.parametrize("text", TEXTS)
def test_blanks_are_those_of_a_regular_expression(text: str) -> None:
    assert single_blanks(text) == re.sub(r"\s+", " ", text)
    assert without_blanks(text) == re.sub(r"\s", "", text)
