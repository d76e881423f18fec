"""The five largest customers of every period."""

from __future__ import annotations

from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.concentration import read_parties
from analyzer.topics.concentration_major import with_major_customers

KIND = "customers"


def read(context: FilingContext) -> TopicReading:
    """Every printed reading of the five largest customers, their totals and what the filing says about them."""
    return with_major_customers(context, read_parties(context, KIND))
