"""Page texts with their blanks evened out: what `re.sub` of blanks gives, in a fraction of the time."""

from __future__ import annotations


def single_blanks(text: str) -> str:
    """The text with every run of blanks and line ends as one blank."""
    joined = " ".join(text.split())
    return " " * (joined != "" and text[0].isspace()) + joined + " " * (text[-1:].isspace())


def without_blanks(text: str) -> str:
    """The text without blanks and line ends."""
    return "".join(text.split())
