"""What a filing says about itself: market, language, issuer, currency, basis, date, version, stock code.

Everything comes from the text of the pages, never from the file name or the PDF metadata (002610: its metadata names another company).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.errors import LayoutError, ReadError
from analyzer.exchanges import recognise_exchange
from analyzer.model import Attribute, Source
from analyzer.read.blanks import single_blanks, without_blanks, without_chinese_blanks
from analyzer.read.periods import find_periods
from analyzer.read.units import CURRENCY_CODES, parse_unit

COVER_PAGES = 12
"""Cover, declarations and company profile: an annual report names its exchange as late as page 8."""

_CJK = r"\u3000-\u9fff\uff00-\uffef"
_GAP_IN_CJK = re.compile(rf"[ \t\u00a0](?<=[{_CJK}].)[ \t\u00a0]*(?=[{_CJK}])")  # begun by the blank, it is found twice as fast
_TRADITIONAL = re.compile("[與為業務於產銷額營總國債東實際關條應會計華開發據條報這個後們從時說還對過進項錢電學]")
_SIMPLIFIED = re.compile("[与为业务产销额营总国债东实际关条应会计华开发据条报这个后们从时说还对过进项钱电学]")

_ZH_COMPANY = re.compile(
    r"(?:^|(?<=[\s）)]))(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff（）()]{2,38}?(?:股份有限公司|有限责任公司|有限公司))"
    r"(?=[*＊﹡]?\s*(?:$|\n|\r|首次|招股|增发|公开|向|20\d\d|[（(【]|\S*说明书|[A-Z]))",
    re.MULTILINE,
)
_NOT_ISSUER = re.compile(r"证券|證券|交易所|結算|结算|保荐|保薦|承销|包銷|会计师|律师|資產評估|银行|銀行|国际金融|融资|資本|资本")
_EN_COMPANY = re.compile(
    r"^(?P<name>[A-Z][\w&.,’'()\- ]{2,80}?"
    r"(?:Limited|LIMITED|Ltd\.?|LTD\.?|Inc\.?|INC\.?|Corporation|CORPORATION|Company|PLC|plc|Holdings|Group|L\.P\.))[*﹡]?\s*$",
    re.MULTILINE,
)
_INCORPORATED = re.compile(
    r"^[（(]?\s*(?:A (?:joint stock )?company )?(?:controlled through weighted voting rights and )?"
    r"(?:incorporated|registered|established)\s+(?:in|under)|^[（(][^（）()\n]*註冊成立",
    re.I | re.M,
)
_LEGAL_FORM = re.compile(
    r"(?:(?:\(?(?:Holdings?|Group|International|Company|Technolog(?:y|ies)|Investments?|China|Hong Kong)\)?)\s+)*"
    r"(?:Limited|Corporation|Company|Co\.?,?\s?Ltd\.?|Ltd\.?|Inc\.?|plc)[*﹡]?",
    re.IGNORECASE,
)
"""The second line of a name that wraps: HOLDINGS LIMITED, Corporation."""
_EN_NAME_LINE = re.compile(r"[A-Z][\w&.,’'()\- ]{2,80}")
_EN_NAME_ALONE = re.compile(r"[A-Z][\w&.’'\-]*(?: [A-Z(&][\w&.’')\-]*){0,5}")
_COVER_WORDS = re.compile(
    r"\b(?:offer(?:ing|s)?|prospectus|sponsors?|coordinators?|bookrunners?|managers?|stock|board|exchange|important|placing|listing|gem|global"
    r"|application|proof|warning|shares?|h shares)\b",
    re.IGNORECASE,
)
_HELD_SHARES = re.compile(r"(?:名下所有|all your shares in)\s*(?P<name>[^（(\n]{3,60}?)\s*[（(][「“]?本公司", re.IGNORECASE)
_N = r"[【\s]*[\d一二三四五六七八九十]{1,3}[】\s]*"
_DATE_ZH = rf"[【\s]*[\d一二三四五六七八九十〇○零]{{2,4}}[】\s]*年{_N}月{_N}日"
_SIGNED = re.compile(rf"(?:签署日期?|签署时间|公告时间|公告日期?|批准报送日期)[:：\s]*(?P<date>{_DATE_ZH})")
_PROSPECTUS_DATED = re.compile(
    r"prospectus(?: of the Company)? dated (?P<date>\d{1,2} [A-Z][a-z]+ 20\d\d|[A-Z][a-z]+ \d{1,2}, 20\d\d)"
    r"|(?:日期為|刊發日期為)(?P<zh>[^，。]{8,12}日)的?[^。]{0,6}(?:招股章程|供股章程)"
)
_DATE_LINE = re.compile(
    rf"^\s*(?P<date>{_DATE_ZH}|20\d\d\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?|"
    r"[A-Z][a-z]+ \d{1,2}, 20\d\d|\d{1,2} [A-Z][a-z]+ 20\d\d)\s*$",
    re.MULTILINE,
)
_CODE = re.compile(r"(?:Stock Code|股份代號|(?:股票|证券|公司)代码)\s?[:：]?\s*(?P<code>\d{6}|\d{1,5})(?!\d)", re.IGNORECASE)

_KIND_WORDS = (
    (r"Post Hearing Information Pack|PHIP", "post hearing information pack"),
    (r"聆訊後資料集", "聆訊後資料集"),
    (r"Application Proof", "application proof"),
    (r"申請版本", "申請版本"),
    (r"供股章程", "供股章程"),
    (r"(?:20\d\d\s*年\s*)?年度报告|年报全文", "年度报告"),
    (r"Annual Report", "annual report"),
    (r"(?:公开)?增发(?:[AＡ]股)?招股意向书", ""),
    (r"(?:公开)?增发(?:[AＡ]股)?招股说明书", ""),
    (r"招股意向书", ""),
    (r"招股说明书", ""),
    (r"招股章程", ""),
    (r"GLOBAL OFFERING|this prospectus", "prospectus"),
    (r"Offering Circular", "offering circular"),
)
_STAGE = re.compile(r"(?:申报稿|上会稿|注册稿|封卷稿|预披露稿|发行公告稿)")

_BASIS_SENTENCES = (
    ("HKFRS", r"(?:in accordance with|comply with|under)[^.]{0,160}?(?:HKFRSs?\b|Hong Kong Financial Reporting Standards)"),
    ("IFRS", r"(?:in accordance with|comply with)[^.]{0,160}?(?:(?<!non-)IFRSs?\b|International Financial Reporting Standards)"),
    ("HKFRS", r"(?:根據|按照|遵照|符合)[^。]{0,60}?香港財務報告(?:會計)?準則[^。]{0,12}?(?:編製|編制)"),
    ("IFRS", r"(?:根據|按照|遵照|符合)[^。]{0,80}?國際財務報告(?:會計)?準則[^。]{0,12}?(?:編製|編制)"),
    (
        "CAS",
        r"(?:in accordance with|under)[^.]{0,160}?(?:Accounting Standards for Business Enterprises|Chinese Accounting Standards|CASBEs?\b)",
    ),
    ("CAS", r"(?:根據|按照|遵照|符合)[^。]{0,60}?企業會計準則[^。]{0,24}?(?:編製|編制)"),
    (
        "old",
        r"股份有限公司会计制度[^。]{0,30}?(?:编制|规定|执行)"
        r"|(?:执行|按照?|根据|依据|符合)[^。]{0,40}?《?企业会计制度》?[^。]{0,40}?(?:编制|规定|执行|会计报表)",
    ),
    (
        "new",
        r"[^。]{0,30}(?:企业会计准则第\d+号|新《?企业会计准则|新会计准则|财政部令第(?:33|76)号"
        r"|执行[^。]{0,10}2006年[^。]{0,12}企业会计准则)[^。]{0,20}",
    ),
    (
        "plain",
        r"(?:财务报表|会计报表|财务报告)(?:(?!会计制度)[^。]){0,80}?企业会计准则(?:(?!会计制度)[^。]){0,40}?(?:编制|规定|要求)"
        r"|(?:按照?|根据|依据|遵循)(?:(?!会计制度)[^。]){0,60}?企业会计准则(?:(?!会计制度)[^。]){0,60}?编制",
    ),
)
"""Sentences that state the basis. old: the rules before 2007; new: words that only the standards of 2006 know; plain: 企业会计准则 alone,
which may be either."""
_CAPTION_LINE = re.compile(
    r"(?:[单單]位\s*[:：]|(?:RMB|US\$|HK\$|S\$|NT\$)(?:\s?[’']| in thousands|\s?m(?:illion)?\b)|人民[币幣][千百万萬]|千港元|千美元"
    r"|in thousands of|\(expressed in\b|[(（]以)[^\n]{0,30}",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(.{3,10}?)\1")
"""The unit of several columns on one line, whose gaps are gone: 人民幣千元人民幣千元."""
_CAPTION_HINTS = ("单", "單", "RMB", "S$", "K$", "T$", "民", "千", "thousands of", "xpressed in", "以")
"""Of these every caption line has one."""
_PAGE_DECORATED = re.compile(r"[-–—]\s?(?P<number>[ivxlc]{1,6}|\d{1,4}|[IVX]{1,5}[A-Z]?\s?[-–—]\s?\d{1,4}|[A-Z]-\d{1,4})\s?[-–—]")
_PAGE_CHAPTER = re.compile(
    r"(?P<number>\d{1,2}(?:\s?[-–—]\s?\d{1,2}){1,2}\s?[-–—]\s?\d{1,4}|[IVX]{1,5}[A-Z]?\s?[-–—]\s?\d{1,4}|[A-Z]-\d{1,4})"
)
_PAGE_OF = re.compile(r"(?P<number>\d{1,4})\s?/\s?\d{2,4}|第\s?(?P<zh>\d{1,4})\s?页(?:\s?[,，]?\s?共\s?\d+\s?页)?")
_PAGE_PLAIN = re.compile(r"(?P<number>\d{1,4}|[ivxlc]{1,6})")


@dataclass(frozen=True)
class _Pages:
    """The texts of a filing and how to cite them."""

    filing_id: str
    texts: Sequence[str]

    def cover(self) -> list[str]:
        return [_GAP_IN_CJK.sub("", text) for text in self.texts[:COVER_PAGES]]

    def cite(self, index: int, value: str, words: str) -> Attribute:
        printed = find_printed_page(self.texts[index])
        words = re.sub(r"\s+", " ", words).strip()[:200]
        return Attribute(value, Source(self.filing_id, index + 1, printed, (0, 0, 0, 0), words))


def read_identity(filing_id: str, page_texts: Sequence[str]) -> dict[str, Attribute]:
    """The filing's properties by name, each with the page and words it was read from; value "" where the pages do not say.

    page_texts: the text of every page, index 0 is page 1. Names: market (exchange id), language (en, zh-Hant, zh-Hans),
    issuer (as printed on the cover), currency (ISO), basis (IFRS, HKFRS, CAS, PRC GAAP), document_date (ISO, "2026-04" where only
    the month is printed), document_version (as printed), stock_code. Boxes are empty: text of the fast pass has none.
    """
    pages = _Pages(filing_id, page_texts)
    language = _read_language(pages)
    readers: dict[str, Callable[[_Pages, str], Attribute]] = {
        "market": _read_market,
        "issuer": _read_issuer,
        "currency": _read_currency,
        "basis": _read_basis,
        "document_date": _read_document_date,
        "document_version": _read_version,
        "stock_code": _read_stock_code,
    }
    return {"language": language} | {name: reader(pages, language.value) for name, reader in readers.items()}


def find_printed_page(page_text: str) -> str:
    """The page number as printed: "I-5", "1-1-210", "190" for "– 190 –", "2" for "2 / 143"; "" where none is found."""
    lines = [line.strip() for line in page_text.splitlines() if line.strip()]
    edge = lines[:3] + lines[-4:][::-1]
    for pattern, where in ((_PAGE_DECORATED, lines), (_PAGE_CHAPTER, edge), (_PAGE_OF, edge), (_PAGE_PLAIN, lines[:3] + lines[-2:][::-1])):
        for line in where:
            match = pattern.fullmatch(line)
            if match:
                return re.sub(r"\s?[–—-]\s?", "-", next(value for value in match.groups() if value))
    return ""


def _read_language(pages: _Pages, _: str = "") -> Attribute:
    """By counting characters: three letters for one Chinese character, because a word of either says about as much."""
    letters = wide = traditional = simplified = 0
    for text in pages.texts[:: max(1, len(pages.texts) // 40)]:
        letters += len(re.findall(r"[A-Za-z]", text))
        wide += len(re.findall(r"[\u4e00-\u9fff]", text))
        traditional += len(_TRADITIONAL.findall(text))
        simplified += len(_SIMPLIFIED.findall(text))
    if letters + wide == 0:
        return Attribute()
    value = "en" if wide * 3 < letters else "zh-Hant" if traditional > simplified else "zh-Hans"
    first = next(index for index, text in enumerate(pages.texts) if text.strip())
    return pages.cite(first, value, pages.texts[first].strip()[:60])


def _read_market(pages: _Pages, _: str) -> Attribute:
    try:
        exchange, index, words = recognise_exchange(pages.cover())
    except LayoutError:
        return Attribute()
    return pages.cite(index, exchange.id, words)


def _read_issuer(pages: _Pages, language: str) -> Attribute:
    if language == "zh-Hans":
        return _issuer_of_mainland_cover(pages)
    for index, text in enumerate(pages.cover()[:3]):
        lines = text.splitlines()
        for number, line in enumerate(lines):
            if _INCORPORATED.search(line.strip()):
                name = _name_near(lines, number, language)
                if name:
                    return pages.cite(index, name, name)
        held = _HELD_SHARES.search(text)
        if held:
            return pages.cite(index, held.group("name").strip(), held.group(0))
    return Attribute()


def _name_near(lines: Sequence[str], number: int, language: str) -> str:
    """The company name that stands closest to "(incorporated in ...)" in the filing's language, else in the other."""
    places = [*range(number - 1, max(-1, number - 6), -1), *range(number + 1, min(len(lines), number + 3))]
    english = [name for at in places if (name := _english_name(lines, at, number))]
    chinese = [match.group(0) for at in places if (match := re.match(r"[\u4e00-\u9fff（）()]{4,40}公司(?=[*＊﹡]?$)", lines[at].strip()))]
    ordered = [*english, *chinese] if language == "en" else [*chinese, *english]
    named = next((name for name in ordered if not _NOT_ISSUER.search(name)), "")
    return named or _name_without_form(lines, number)


def _english_name(lines: Sequence[str], at: int, number: int) -> str:
    """The name on a line of the cover, with its legal form on a line of its own; "" where the line is no name."""
    line, above = lines[at].strip(), lines[at - 1].strip() if at else ""
    if _LEGAL_FORM.fullmatch(line):
        whole = at != number + 1 and _EN_NAME_LINE.fullmatch(above) and not _COVER_WORDS.search(above)
        return f"{above} {line}".rstrip("*﹡") if whole else ""
    match = _EN_COMPANY.match(line)
    return match.group("name") if match else ""


def _name_without_form(lines: Sequence[str], number: int) -> str:
    """A name in capitals right above "(incorporated in ...)", perhaps over its Chinese: Horizon Robotics has no legal form in it."""
    for line in (lines[at].strip() for at in range(number - 1, max(-1, number - 4), -1)):
        if _EN_NAME_ALONE.fullmatch(line):
            return "" if _COVER_WORDS.search(line) else line
        if line and not re.match(r"[\u4e00-\u9fff]", line):
            return ""
    return ""


def _issuer_of_mainland_cover(pages: _Pages) -> Attribute:
    """The first company on the cover; a running head that ends in the same name is fuller (中钢天源 p.1: the name stands on two lines)."""
    found = [
        (index, match.group("name"))
        for index, text in enumerate(pages.cover()[:6])
        for match in _ZH_COMPANY.finditer(text)
        if not _NOT_ISSUER.search(match.group("name"))
    ]
    if not found:
        return Attribute()
    index, name = found[0]
    counts = Counter(other for _, other in found)
    for there, other in found[1:]:
        if other.endswith(name) and len(other) > len(name) and counts[other] > 1:
            index, name = there, other
            break
    return pages.cite(index, name, name)


def _read_currency(pages: _Pages, language: str) -> Attribute:
    """The currency that most unit captions name; a caption in plain 元 counts in Simplified Chinese only."""
    first: dict[str, tuple[int, str]] = {}
    votes: Counter[str] = Counter()
    for index, words in _caption_lines(pages.texts):
        repeated = _REPEATED.match(words)
        try:
            measure = parse_unit(repeated.group(1) if repeated else words).measure
        except ReadError:
            continue
        if measure in CURRENCY_CODES:
            votes[measure] += 1
            first.setdefault(measure, (index, words))
    if not votes:
        return Attribute()
    currency = votes.most_common(1)[0][0]
    return pages.cite(first[currency][0], currency, first[currency][1])


def _caption_lines(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    for index, text in enumerate(texts):
        if not any(hint in text for hint in _CAPTION_HINTS):
            continue
        for match in _CAPTION_LINE.finditer(_GAP_IN_CJK.sub("", text)):
            yield index, match.group(0).strip()


def _read_basis(pages: _Pages, language: str) -> Attribute:
    """The basis that a sentence of the filing states, the kind of sentence that is most telling first."""
    hints = {"en": r"Financial\s+Reporting|FRS|Accounting\s+Standards", "zh-Hant": r"準\s*則"}.get(
        language, r"会\s*计\s*(?:准\s*则|制\s*度)"
    )
    patterns = [(basis, re.compile(pattern)) for basis, pattern in _BASIS_SENTENCES]
    votes: Counter[str] = Counter()
    first: dict[str, tuple[int, str]] = {}
    for index, text in enumerate(pages.texts):
        if not re.search(hints, text):
            continue
        flat = single_blanks(text) if language == "en" else without_blanks(text)
        for basis, pattern in patterns:
            match = pattern.search(flat)
            if match:
                votes[basis] += 1
                first.setdefault(basis, (index, match.group(0)))
    if language == "zh-Hans":
        return _mainland_basis(pages, votes, first)
    # An issuer under IFRS may name the Chinese standards too (its subsidiaries' accounts); one under these need not name IFRS.
    found = [basis for basis, _ in votes.most_common() if basis in ("IFRS", "HKFRS")] or [basis for basis in votes if basis == "CAS"]
    return pages.cite(first[found[0]][0], found[0], first[found[0]][1]) if found else Attribute()


def _mainland_basis(pages: _Pages, votes: Counter[str], first: dict[str, tuple[int, str]]) -> Attribute:
    """CAS or the PRC GAAP before it. Filings of 2007 to 2010 name the old rules for earlier years beside the new ones they follow."""
    if votes["old"] and votes["new"] * 2 < votes["old"]:
        return pages.cite(first["old"][0], "PRC GAAP", first["old"][1])
    cited = first.get("plain") or first.get("new")
    return pages.cite(cited[0], "CAS", cited[1]) if cited else Attribute()


def _read_document_date(pages: _Pages, language: str) -> Attribute:
    """Date of signing, else of announcement, else the only thing in a line of the cover, else the date others cite it by."""
    for index, text in enumerate(pages.texts[:COVER_PAGES]):
        match = _SIGNED.search(text)
        if match:
            return _dated(pages, index, match.group("date"), match.group(0))
    for index, text in enumerate(pages.cover()[:2]):
        line = _DATE_LINE.search(text)
        if line:
            return _dated(pages, index, line.group("date"), line.group(0))
    for index, text in enumerate(pages.texts):
        cited = _PROSPECTUS_DATED.search(" ".join(text.split())) if "rospectus" in text or "章程" in text else _SIGNED.search(text)
        if cited and (cited.re is _PROSPECTUS_DATED or "报送" in cited.group(0)):
            return _dated(pages, index, next(value for value in cited.groups() if value), cited.group(0))
    return Attribute()


def _dated(pages: _Pages, index: int, words: str, source: str) -> Attribute:
    """The printed day as ISO; year and month where no day is printed."""
    periods = [period for period, _, _ in find_periods(re.sub(r"[【】\s]", "", words) if "年" in words else words)]
    if not periods:
        return Attribute()
    day = periods[0].end
    return pages.cite(index, day.isoformat() if periods[0].start is None else f"{day:%Y-%m}", source)


def _read_version(pages: _Pages, _: str) -> Attribute:
    """What kind of document it is, with its stage in brackets: 招股意向书（封卷稿）, application proof."""
    for index, text in enumerate(pages.cover()[:3]):
        flat = without_chinese_blanks(text)
        for pattern, name in _KIND_WORDS:
            match = re.search(pattern, flat, re.IGNORECASE)
            if match:
                stage = _STAGE.search(flat)
                value = (name or match.group(0)) + (f"（{stage.group(0)}）" if stage else "")
                return pages.cite(index, value, match.group(0) + (f" {stage.group(0)}" if stage else ""))
    return Attribute()


def _read_stock_code(pages: _Pages, _: str) -> Attribute:
    for index, text in enumerate(pages.cover()[:10]):
        match = _CODE.search(text)
        if match:
            return pages.cite(index, match.group("code"), match.group(0))
    return Attribute()
