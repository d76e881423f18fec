"""Which exchange rate translates which filing: the one that was given, else one that a filing itself prints, else none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analyzer.metrics.computed import Input
from analyzer.model import Filing
from analyzer.read.exchange_rates import PREFIX
from analyzer.standard.statement import currency_of

PRINTED = "rate.printed"
"""Label of an Input whose rate stands in a filing."""

GivenRate = tuple[str, Decimal, str]


def choose_rates(filings: Sequence[Filing], currency: str, given: Sequence[GivenRate]) -> tuple[str, dict[str, Input]]:
    """The currency to show ("" for each filing's own) and, by filing id, the rate into it.

    Without a currency that was asked for, filings of several currencies are shown in the one that most of them use, but only
    where printed rates translate all others: half a translation compares nothing.
    """
    own = {filing.id: found for filing in filings if (found := currency_of(filing))}
    named = {f"{unit}/{currency}": Input(f"{unit}/{currency}", value, "rate", origin) for unit, value, origin in given}
    if currency:
        return currency, _rates_into(currency, filings, own, named)
    if len(set(own.values())) < 2:
        return "", {}
    most = Counter(own.values()).most_common(1)[0][0]
    printed = _rates_into(most, filings, own, {})
    is_complete = all(filing in printed for filing, unit in own.items() if unit != most)
    return (most, printed) if is_complete else ("", {})


def _rates_into(currency: str, filings: Sequence[Filing], own: dict[str, str], named: dict[str, Input]) -> dict[str, Input]:
    """One rate a pair, so that two filings of one currency stay comparable."""
    found: dict[str, Input] = {}
    rates = dict(named)
    for filing in filings:
        pair = f"{own.get(filing.id, '')}/{currency}"
        if filing.id not in own or own[filing.id] == currency:
            continue
        if pair not in rates:
            first = [filing, *(other for other in filings if other is not filing)]
            printed = next((rate for each in first for rate in _printed(each, *pair.split("/"))), None)
            if printed is None:
                continue
            rates[pair] = printed
        found[filing.id] = rates[pair]
    return found


def _printed(filing: Filing, unit: str, currency: str) -> Iterator[Input]:
    """The filing's own rate of the pair, or what its rate the other way round gives."""
    for pair, is_inverse in ((f"{unit}/{currency}", False), (f"{currency}/{unit}", True)):
        attribute = filing.attributes.get(PREFIX + pair)
        if attribute is not None and attribute.source is not None:
            value = Decimal(attribute.value)
            place = f"{filing.id}.pdf p. {attribute.source.page}: {attribute.source.text}"
            yield Input(f"{unit}/{currency}", 1 / value if is_inverse else value, "rate", place, PRINTED)
