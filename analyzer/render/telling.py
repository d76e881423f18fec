"""What findings and checks say, in the language of the output: a sentence of the code, then period, printed texts and difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from analyzer.compare.companies import Company
from analyzer.model import Check, Fact, Finding, Source
from analyzer.render.words import Words

MAX_FIGURES = 4
MAX_QUOTE = 120
PERCENT = 100
BROKEN_CODES = frozenset({"CHECK_BREAKS", "INCONSISTENT_IN_FILING"})
_PAGES = re.compile(r"pages looked at: (\d+(?:, \d+)*)")
_COUNT = re.compile(r"^(\d+) figures")
IN_MESSAGE = {
    "PARTY_OVERLAP": re.compile(r"^both customer and supplier: (.+)$", re.DOTALL),
    "UNIT_FROM_CONTEXT": re.compile(r"names no unit; (.+) is the one printed", re.DOTALL),
    "CENSORED_SHARE": re.compile(r"^(.+): a customer's revenue is printed", re.DOTALL),
    "UNREADABLE_FIGURE": re.compile(r"the row is ['\"](.*)['\"]$", re.DOTALL),
    "UNIT_DOUBTFUL": re.compile(r"a base (\d+) times"),
    "MAGNITUDE_SLIP": re.compile(r"([\d,]+) times apart$"),
    "INCOME_STATEMENT_NOT_FOUND": _PAGES,
    "CUSTOMERS_NOT_FOUND": _PAGES,
    "SUPPLIERS_NOT_FOUND": _PAGES,
    "VOLUMES_NOT_FOUND": _PAGES,
    "AMOUNT_UNIT_MISSING": _COUNT,
    "PARTIES_LEFT_OUT": re.compile(r"^(\d+) parties"),
    "PARTIES_MISSING": re.compile(r"^no parties were read for (.+), only"),
    "SHARE_LEFT_OUT": re.compile(r"^(\d+) figures left out .*?: (.+)$", re.DOTALL),
    "VOLUME_UNIT_MISSING": _COUNT,
    "VOLUME_PERIOD_MISSING": _COUNT,
    "VOLUME_NAME_UNTIED": _COUNT,
    "VOLUME_TAX_BASIS": _COUNT,
    "VOLUME_PART_ROW": _COUNT,
}
"""What only the message holds: printed names and units, page numbers and counts, which no language changes."""

IN_FORMULA = {
    "BASE_MAGNITUDE": re.compile(r"the implied base (-?\d+) to (-?\d+) is of the size of the (?:revenue|costs) (-?[\d.]+)"),
    "BASE_IS_REVENUE": re.compile(r"imply a base of (-?\d+) to (-?\d+), revenue is (-?[\d.]+)"),
    "SIZE_OF_FIVE": re.compile(r"the largest of \d+ amounts, (-?[\d.]+),"),
    "FIVE_ABOVE_REVENUE": re.compile(r"customers' (-?[\d.]+) within the revenue of (-?[\d.]+) \((.+)\)"),
    "PRICE_MAGNITUDE": re.compile(r"price x volume = (-?[\d.]+) is within the revenue (-?[\d.]+)"),
    "PRICE_TIE": re.compile(r"= product revenue (-?[\d.]+)"),
    "SHARES_OF_REVENUE": re.compile(r"/ revenue = (.+) printed on page (\d+)", re.DOTALL),
}
"""What only the formula of a check holds: the figures that were compared where they are no figures of the table itself."""
_MISFIT = re.compile(r"(-?[\d.]+) does not tie")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Teller:
    """Says findings and checks. In English the message and the formula stand as the program made them."""

    def __init__(self, words: Words, companies: Sequence[Company]) -> None:
        self.words = words
        self.is_english = words.language == "en"
        self._facts: dict[Source, Fact] = {}
        for fact in (fact for company in companies for fact in company.filing.facts):
            for each in (fact, *fact.mentions):
                if isinstance(each.origin, Source):
                    self._facts.setdefault(each.origin, fact)

    def meaning(self, code: str) -> str:
        """What a code of findings means; "" for one that is unknown here."""
        return self.words(f"finding.{code}") if self.words.has(f"finding.{code}") else ""

    def finding(self, company: Company, finding: Finding) -> str:
        """The finding as one sentence of the language of the output; one of a code unknown here, as a record may hold, as it stands."""
        if self.is_english or not self.words.has(f"finding.{finding.code}"):
            return finding.message
        sentence = self.words(f"finding.{finding.code}")
        check = broken_check(company, finding)
        if check is None:
            return self._with(sentence, [*self._in_message(finding), *self._periods(finding.sources), *self._figures(finding.sources)])
        sentence = self.words("told.checked", sentence, self.words(f"rule.{check.code}"))
        return self._with(sentence, self._compared(check, finding.sources))

    def check(self, check: Check) -> str:
        """The comparison that a check made."""
        if self.is_english or not self.words.has(f"rule.{check.code}"):
            return check.formula
        return self._with(self.words(f"rule.{check.code}"), self._compared(check, check.sources))

    def remarks(self, texts: Iterable[str]) -> str:
        """Remarks of a figure, each once: the program's own words in the language of the output, printed ones as printed."""
        return "; ".join(dict.fromkeys(self.words.term(text) for text in texts if text))

    def _with(self, sentence: str, parts: Sequence[str]) -> str:
        return self.words("told.sentence", sentence, self.words("told.separator").join(parts)) if parts else sentence

    def _compared(self, check: Check, sources: Sequence[Source]) -> list[str]:
        found = IN_FORMULA[check.code].search(check.formula) if check.code in IN_FORMULA else None
        inner = [self.words(f"told.{check.code}", *map(grouped, found.groups()))] if found else []
        if misfits := [grouped(text) for text in _MISFIT.findall(check.formula)]:
            inner.append(self.words("told.misfits", self.words("told.list").join(misfits)))
        return [check.period.label, *self._figures(sources), *inner, *self._difference(check)]

    def _in_message(self, finding: Finding) -> list[str]:
        found = IN_MESSAGE[finding.code].search(finding.message) if finding.code in IN_MESSAGE else None
        return [self.words(f"told.{finding.code}", quoted(found.group(1)))] if found else []

    def _periods(self, sources: Sequence[Source]) -> list[str]:
        labels = dict.fromkeys(self._facts[source].period.label for source in sources if source in self._facts)
        return [self.words("told.list").join(labels)] if labels else []

    def _figures(self, sources: Sequence[Source]) -> list[str]:
        """The printed texts with their pages and printed names; pages without a text of their own stand together."""
        distinct = list(dict.fromkeys(sources))
        texts = list(dict.fromkeys(self._figure(source) for source in distinct if source.text))[:MAX_FIGURES]
        pages = dict.fromkeys(str(source.page) for source in distinct if not source.text)
        return [*texts, *([self.words("ui.page_of", self.words("told.list").join(pages))] if pages else [])]

    def _figure(self, source: Source) -> str:
        name = short_name_of(self._facts[source]) if source in self._facts else ""
        return self.words("told.named" if name else "told.figure", source.page, quoted(source.text), name)

    def _difference(self, check: Check) -> Iterator[str]:
        fact = self._facts.get(check.sources[0]) if check.sources else None
        if check.difference is not None and check.verdict != "ties":
            yield self.words("told.difference", self._amount(check.difference, fact.measure if fact else ""))

    def _amount(self, value: Decimal, measure: str) -> str:
        if measure == "ratio":
            return f"{(value * PERCENT).normalize():f}%"
        if self.words.has(f"currency.{measure}"):
            return self.words("told.amount", self.words(f"currency.{measure}"), f"{value:,f}")
        return f"{value:,f} {measure}".rstrip()


def broken_check(company: Company, finding: Finding) -> Check | None:
    """The check whose break a finding tells: of the same comparison and the same figures."""
    if finding.code not in BROKEN_CODES:
        return None
    told = set(finding.sources)
    broken = (check for check in company.filing.checks if check.verdict == "breaks" and told <= set(check.sources))
    return next((check for check in broken if check.formula in finding.message), None)


def name_of(fact: Fact) -> str:
    """The printed names of a figure: party or product, then its line."""
    return " — ".join(dict.fromkeys(word for word in (fact.member, fact.label) if word))


def short_name_of(fact: Fact) -> str:
    """As name_of; a line that only repeats the party with its number ("1. Customer A") is left out."""
    return fact.member if fact.member and fact.label.endswith(fact.member) else name_of(fact)


def grouped(text: str) -> str:
    """A number with thousands separators; any other text on one line."""
    return f"{Decimal(text):,f}" if _NUMBER.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """A printed text on one line, shortened."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_QUOTE else f"{flat[: MAX_QUOTE - 1]}…"
