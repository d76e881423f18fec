"""PDFs made to exhaust or confuse a reader, drawn from a seeded Random."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from random import Random

from fuzz.objects import Objects, write_stream

Maker = Callable[[Random], bytes]

CATALOG, PAGES, FONT, FIRST_FREE = 1, 2, 3, 4
HELVETICA = b" << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SONG = (
    b" << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font"
    b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
)
"""Not embedded, so that any Chinese text can be written without a font file."""

WORDS_EN = (
    "CONSOLIDATED STATEMENTS OF PROFIT OR LOSS|Year ended December 31,|Nine months ended September 30,|2022|2023|2024|2025|"
    "RMB'000|(in thousands of RMB)|HK$ million|Revenue|Cost of sales|Gross profit|Profit for the year|Finance costs|"
    "Income tax expense|Note|(unaudited)|Five largest customers|Customer A|Customer B(1)|Five largest suppliers|Supplier A|"
    "Total|% of total revenue|Sales volume|Production capacity|Utilization rate|tonnes|number of chips|units|–|N/A|*|"
    "accounted for 41.1%, 50.2% and 60.3% of our total revenue in|respectively|%|Subtotal"
).split("|")
WORDS_ZH = (
    "合并利润表|合併損益表|截至12月31日止年度|2022年度|2023年度|2024年|2025年1-6月|截至九月三十日止九個月|单位：万元|單位：人民幣千元|单位：元|"
    "营业收入|一、营业总收入|减：营业成本|二、营业利润|三、净利润|前五大客户|前五名供应商|客户A|客户名称|供应商名称|销售金额|占营业收入比例|采购金额|合计|小计|"
    "产能|产量|销量|产销率|产能利用率|万片|吨|台(套)|不适用|—|分别为|占比|其中：|五大客戶|五大供應商|收入|毛利|年內利潤|序号|母公司|（续）|１２３"
).split("|")


def lines_page(items: Sequence[tuple[float, float, float, str]], font: str = "en") -> bytes:
    """The content of a page: texts with their place in points from the bottom left, and their size."""
    shown = b"".join(b"/F1 %.4g Tf 1 0 0 1 %.4g %.4g Tm %s Tj\n" % (size, x, y, _encode(text, font)) for x, y, size, text in items)
    return b"BT\n" + shown + b"ET"


def _encode(text: str, font: str) -> bytes:
    if font == "zh":
        return b"<" + text.encode("utf-16-be", errors="surrogatepass").hex().encode() + b">"
    return b"<" + text.encode("latin-1", errors="replace").hex().encode() + b">"


def make_pdf(
    contents: Sequence[bytes], font: bytes = HELVETICA, page: bytes = b"/MediaBox [0 0 595 842]", extra: Sequence[bytes] = ()
) -> bytes:
    """A PDF with one page for each content stream; extra objects have the numbers from 4 on."""
    objects = Objects({CATALOG: b" << /Type /Catalog /Pages 2 0 R >>", PAGES: b"", FONT: font}, CATALOG)
    objects.bodies.update(enumerate(extra, FIRST_FREE))
    number = FIRST_FREE + len(extra)
    kids = []
    for content in contents:
        kids.append(b"%d 0 R" % number)
        objects.bodies[number] = (
            b" << /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X1 4 0 R >> >> >>"
            % (page, number + 1)
        )
        objects.bodies[number + 1] = write_stream(content)
        number += 2
    objects.bodies[PAGES] = b" << /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return objects.to_pdf()


def soup_page(random: Random, font: str) -> bytes:
    """Words of our vocabulary, figures and labels where tables have them, and where they have not."""
    words = WORDS_ZH if font == "zh" else WORDS_EN
    columns = sorted(random.uniform(40, 560) for _ in range(random.randint(1, 9)))
    pitch = random.choice((9.0, 13.0, 16.0, 0.5))
    items = []
    for row in range(random.randint(1, 60)):
        y = 800 - row * pitch
        items.append((columns[0], y, 9.0, " ".join(random.choices(words, k=random.choice((1, 1, 1, 3))))))
        items += [(x + random.choice((0, 0, 0.4, 7)), y, 9.0, _draw_cell(random, words)) for x in columns[1:] if random.random() < 0.85]
    return lines_page(items, font) + _draw_rules(random, columns, pitch)


def _draw_cell(random: Random, words: Sequence[str]) -> str:
    figure = f"{random.choice((random.randint(0, 99), random.randint(0, 10**6), random.randint(0, 10**12))):,}"
    return random.choice(
        (
            figure,
            figure,
            figure,
            f"({figure})",
            f"-{figure}",
            f"{figure}(1)",
            f"{random.uniform(0, 120):.1f}%",
            "–",
            random.choice(words),
            "9" * 400,
        )
        if random.random() < 0.3
        else (figure,)
    )


def _draw_rules(random: Random, columns: Sequence[float], pitch: float) -> bytes:
    if random.random() < 0.5:
        return b""
    lines = [b"%.4g 20 m %.4g 810 l S" % (x - 3, x - 3) for x in columns]
    lines += [b"30 %.4g m 570 %.4g l S" % (810 - row * pitch, 810 - row * pitch) for row in range(60) if random.random() < 0.8]
    return b"\n0.5 w\n" + b"\n".join(lines)


def soup(random: Random) -> bytes:
    font = random.choice(("en", "zh"))
    contents = [soup_page(random, font) for _ in range(random.randint(1, 12))]
    return make_pdf(contents, SONG if font == "zh" else HELVETICA)


def endless_line(random: Random) -> bytes:
    """One line of very many words, figures or blanks: what a careless pattern takes quadratic time for."""
    font = random.choice(("en", "zh"))
    word = random.choice([*(WORDS_ZH if font == "zh" else WORDS_EN), "1", "1,", "(", " ", ".", "1 ", "-", "and ", "、", "年"])
    text = random.choice(("", "Five largest customers ", "单位：")) + word * (random.choice((1_000, 20_000, 200_000)) // len(word))
    return make_pdf([lines_page([(30, 700, 9, text)], font)] * random.choice((1, 3)), SONG if font == "zh" else HELVETICA)


def deep_nesting(random: Random) -> bytes:
    depth = random.choice((100, 5_000, 200_000))
    opened, closed = random.choice(
        ((b"[", b"]"), (b"<< /A ", b" >>"), (b"(", b")"), (b"q ", b"Q "), (b"BT ", b"ET "), (b"/A BMC ", b"EMC "))
    )
    nest = opened * depth + closed * random.choice((depth, 0))
    if random.random() < 0.5:
        return make_pdf([nest + b" " + lines_page([(60, 700, 11, "Revenue 1,234 " * 30)])])
    return make_pdf([lines_page([(60, 700, 11, "Revenue 1,234 " * 30)])], page=b"/MediaBox [0 0 595 842] /Extra " + nest)


def nested_forms(random: Random) -> bytes:
    """Forms that draw forms: a chain, a cycle, or each drawing the next one ten times."""
    count, times = random.choice(((300, 1), (12, 10), (1, 1)))
    is_cycle = random.random() < 0.5 or count == 1
    forms = []
    for index in range(count):
        following = FIRST_FREE + (index + 1) % count if is_cycle else min(FIRST_FREE + index + 1, FIRST_FREE + count - 1)
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /XObject << /X1 %d 0 R >> /Font << /F1 3 0 R >> >>"
            % following
        )
        forms.append(write_stream(b"/X1 Do " * times + lines_page([(60, 700 - index, 9, "Revenue 1,234")]), entries))
    return make_pdf([b"/X1 Do"] * 3, extra=forms)


def many_pages(random: Random) -> bytes:
    """Thousands of pages, or a tree that says so."""
    if random.random() < 0.5:
        return make_pdf([lines_page([(60, 700, 11, "Revenue 1,234 " * 20)])] * random.choice((300, 1_500)))
    objects = Objects.of(make_pdf([lines_page([(60, 700, 11, "Revenue 1,234 " * 20)])]))
    count = random.choice((b"100000", b"2147483647", b"-5", b"0"))
    kids = random.choice((b"[4 0 R 2 0 R]", b"[2 0 R]", b"[" + b"4 0 R " * 10_000 + b"]"))
    objects.bodies[PAGES] = b" << /Type /Pages /Kids %s /Count %s >>" % (kids, count)
    return objects.to_pdf()


def bomb(random: Random) -> bytes:
    """A small stream that inflates to very much: blanks, text, or another deflated stream."""
    size = random.choice((10, 50, 300)) << 20
    unit = random.choice((b" ", b"0 0 m 1 1 l S\n", b"BT /F1 9 Tf (1) Tj ET\n", b"\0"))
    packer = zlib.compressobj(9)
    chunk = unit * ((1 << 20) // len(unit))
    packed = b"".join(packer.compress(chunk) for _ in range(size >> 20)) + packer.flush()
    filters = b"/FlateDecode"
    if random.random() < 0.5:
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    objects = Objects.of(make_pdf([lines_page([(60, 700, 11, "Revenue 1,234 " * 20)])] * 2))
    objects.bodies[5] = b"\n<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (filters, len(packed), packed)
    return objects.to_pdf()


def many_marks(random: Random) -> bytes:
    """Tens of thousands of tiny images, rules or characters on a page, beside a table."""
    count = random.choice((3_000, 20_000))
    marks = {
        "images": b"".join(b"q 1 0 0 1 %d %d cm /X1 Do Q\n" % (index % 590, index % 840) for index in range(count)),
        "rules": b"".join(b"%d %d m %d %d l S\n" % (index % 590, index % 840, index % 590, index % 800) for index in range(count)),
        "one path": b"0 0 m " + b"".join(b"%d %d l " % (index % 590, index * 7 % 840) for index in range(count)) + b"S\n",
        "characters": lines_page([(index % 590, index % 840, 5, "1") for index in range(count)]) + b"\n",
        "one place": lines_page([(60, 700, 9, "1")] * count) + b"\n",
    }
    image = b"\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    content = marks[random.choice(sorted(marks))] + soup_page(random, "en")
    return make_pdf([content] * random.choice((1, 4)), extra=[image + b"\nstream\n0\nendstream"])


def absurd_fonts(random: Random) -> bytes:
    """Sizes, widths and codes without sense: everything at one point, everything very far away, control characters, halves of pairs."""
    to_unicode = b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange <00> <ff> <%s> endbfrange endcmap end" % random.choice(
        (b"0000", b"d800", b"202e", b"e000", b"fffe", b"0031", b"000a", b"5355" * 200)
    )
    font = random.choice(
        (
            b" << /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 0 /LastChar 255 /Widths [%s] /ToUnicode 4 0 R >>"
            % (random.choice((b"0 ", b"-500 ", b"1e9 ", b"500 ")) * 256),
            b" << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [%s 0 0 1 0 0] /CharProcs << /a 4 0 R >>"
            b" /Encoding << /Differences [0 /a] >> /FirstChar 0 /LastChar 255 /Widths [1] /Resources << /Font << /F1 3 0 R >> >> >>"
            % random.choice((b"0", b"1", b"1e9")),
            b" << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [3 0 R] >>",
            b" << /Type /Font >>",
            b" null",
        )
    )
    size = random.choice((0.0, -9.0, 1e9, 1e-9, 9.0, 3e38))
    items = [(60, 780 - 12 * row, size, _draw_cell(random, WORDS_EN) + " " + random.choice(WORDS_EN)) for row in range(60)]
    state = random.choice((b"", b"0 Tz\n", b"-100 Tz\n", b"1e9 Tc\n", b"1e9 TL\n", b"3 Tr\n"))
    turn = random.choice((b"", b"0 0 0 0 0 0 cm\n", b"1e30 0 0 1e30 0 0 cm\n", b"0 1 -1 0 595 0 cm\n", b"0.7 0.7 -0.7 0.7 0 0 cm\n"))
    return make_pdf([turn + state + lines_page(items)] * 2, font, extra=[write_stream(to_unicode)])


HOSTILE: tuple[Maker, ...] = (
    soup,
    soup,
    soup,
    soup,
    endless_line,
    deep_nesting,
    nested_forms,
    many_pages,
    bomb,
    many_marks,
    absurd_fonts,
    absurd_fonts,
)
