"""The five largest suppliers of every period."""

from __future__ import annotations

from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.concentration import read_parties

KIND = "suppliers"


def read(context: FilingContext) -> TopicReading:
    """Every printed reading of the five largest suppliers, their totals and what the filing says about them."""
    return read_parties(context, KIND)
