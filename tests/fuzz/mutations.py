"""Changes to a PDF that a broken download, a broken program or a bad person makes. Each draws from a seeded Random."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from fuzz.objects import STREAM, Objects, read_stream, write_stream

Mutation = Callable[[bytes, Random], bytes]

NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
SHOWN_TEXT = re.compile(rb"<[0-9A-Fa-f]+>|\((?:[^()\\]|\\.)*\)")
TEXT_OPERATORS = (b"Tj", b"TJ", b"Td", b"Tm", b"Tf", b"cm", b"re", b"Do", b"q", b"Q", b"BT", b"ET")
ABSURD_NUMBERS = (b"0", b"-1", b"1e9", b"99999999999999999999", b"-2147483648", b"2147483648", b"0.0000001", b"65536", b"NaN")
ABSURD_BOXES = (b"0 0 1e9 1e9", b"0 0 0 0", b"595 842 0 0", b"-1e6 -1e6 1e6 1e6", b"0 0 3 200000", b"0 0 1e-9 1e-9", b"0 0 595")
NAMES = tuple(b"/" + name for name in b"Length Kids Count Contents Resources Font Type Filter ToUnicode Widths W Subtype".split())


REPEATED_BYTES_MAX = 20 << 20
"""Repeats of repeats must not take the memory of the fuzzer itself."""


def flip_bits(pdf: bytes, random: Random) -> bytes:
    out = bytearray(pdf)
    for _ in range(random.choice((1, 3, 30, 300))):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut_off(pdf: bytes, random: Random) -> bytes:
    """The beginning, in half of the cases with an end that makes it look whole."""
    return pdf[: random.randrange(len(pdf))] + random.choice((b"", b"\n%%EOF\n"))


def cut_out(pdf: bytes, random: Random) -> bytes:
    start = random.randrange(len(pdf))
    return pdf[:start] + pdf[start + random.choice((1, 100, 10_000)) :]


def repeat_part(pdf: bytes, random: Random) -> bytes:
    start = random.randrange(len(pdf))
    part = pdf[start : start + random.choice((10, 1_000, 20_000))]
    return pdf[:start] + part * random.choice((2, 5)) + pdf[start:]


def change_numbers(pdf: bytes, random: Random) -> bytes:
    """Numbers outside streams: offsets, lengths, counts, widths, boxes."""
    places = list(NUMBER.finditer(pdf))
    for place in sorted(random.sample(places, min(len(places), random.choice((1, 5, 50)))), key=lambda found: -found.start()):
        pdf = pdf[: place.start()] + random.choice(ABSURD_NUMBERS) + pdf[place.end() :]
    return pdf


def delete_objects(pdf: bytes, random: Random) -> bytes:
    objects = Objects.of(pdf)
    for number in random.sample(sorted(objects.bodies), min(len(objects.bodies) - 1, random.choice((1, 3, 20)))):
        del objects.bodies[number]
    return objects.to_pdf()


def shuffle_objects(pdf: bytes, random: Random) -> bytes:
    """Some bodies change their numbers: a page becomes a font, a font a stream."""
    objects = Objects.of(pdf)
    chosen = random.sample(sorted(objects.bodies), min(len(objects.bodies), random.choice((2, 10, 10**6))))
    bodies = [objects.bodies[number] for number in chosen]
    random.shuffle(bodies)
    objects.bodies.update(zip(chosen, bodies, strict=True))
    return objects.to_pdf()


def shuffle_pages(pdf: bytes, random: Random) -> bytes:
    """The pages in another order, some of them twice or missing."""
    objects = Objects.of(pdf)
    for number in objects.numbers_with(b"/Kids"):
        kids = REFERENCE.findall(objects.bodies[number].partition(b"/Kids")[2].partition(b"]")[0])
        drawn = b" ".join(b"%s 0 R" % kid for kid in random.choices(kids, k=len(kids))) if kids else b""
        objects.bodies[number] = re.sub(rb"/Kids\s*\[[^\]]*\]", b"/Kids [%s]" % drawn, objects.bodies[number])
    return objects.to_pdf()


def redirect_references(pdf: bytes, random: Random) -> bytes:
    """References point elsewhere, often to their own object: trees with cycles."""
    objects = Objects.of(pdf)
    holders = [number for number, body in objects.bodies.items() if REFERENCE.search(body)]
    for number in random.sample(holders, min(len(holders), random.choice((1, 5, 50)))):
        target = random.choice((number, random.choice(sorted(objects.bodies)), objects.root, 10**6))
        objects.bodies[number] = REFERENCE.sub(b"%d 0 R" % target, objects.bodies[number], count=random.choice((1, 0)))
    return objects.to_pdf()


def change_boxes(pdf: bytes, random: Random) -> bytes:
    objects = Objects.of(pdf)
    for number in objects.numbers_with(b"/MediaBox"):
        if random.random() < 0.5:
            box = b"/MediaBox [%s]" % random.choice(ABSURD_BOXES)
            turn = random.choice((b"", b"/Rotate 90 ", b"/Rotate 45 ", b"/Rotate -2147483648 ", b"/UserUnit 1e9 ", b"/CropBox [0 0 1 1] "))
            objects.bodies[number] = re.sub(rb"/MediaBox\s*\[[^\]]*\]", turn + box, objects.bodies[number])
    return objects.to_pdf()


def change_names(pdf: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 5))):
        pdf = pdf.replace(random.choice(NAMES), random.choice(NAMES), random.choice((1, 20)))
    return pdf


def change_streams(pdf: bytes, random: Random) -> bytes:
    """What is drawn: text moved, repeated, lost, exchanged, with absurd sizes; the file around it stays in order."""
    objects = Objects.of(pdf)
    contents = {number: content for number, body in objects.bodies.items() if (content := read_stream(body))}
    for number in random.sample(sorted(contents), min(len(contents), random.choice((1, 5, 20, 200)))):
        changed = random.choice(STREAM_CHANGES)(contents[number], random)
        entries = STREAM.search(objects.bodies[number])
        assert entries is not None
        kept = re.sub(rb"/Filter\s*/FlateDecode|/Length\s+\d+(?:\s+\d+\s+R)?", b"", entries[1][2:-2])
        objects.bodies[number] = write_stream(changed, kept)
    return objects.to_pdf()


def _change_operands(content: bytes, random: Random) -> bytes:
    chance = random.choice((0.002, 0.05, 1))
    return NUMBER.sub(lambda found: random.choice(ABSURD_NUMBERS) if random.random() < chance else found[0], content)


def _exchange_texts(content: bytes, random: Random) -> bytes:
    texts = SHOWN_TEXT.findall(content)
    if not texts:
        return content
    chance = random.choice((0.01, 0.2, 1))
    return SHOWN_TEXT.sub(lambda found: random.choice(texts) if random.random() < chance else found[0], content)


def _change_operators(content: bytes, random: Random) -> bytes:
    old, new = random.choice(TEXT_OPERATORS), random.choice(TEXT_OPERATORS)
    return content.replace(b" %s\n" % old, b" %s\n" % new, random.choice((1, 10, -1)))


def _repeat_content(content: bytes, random: Random) -> bytes:
    return content * max(1, min(random.choice((2, 10, 50)), REPEATED_BYTES_MAX // len(content)))


def _shuffle_lines(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    random.shuffle(lines)
    return b"\n".join(lines)


STREAM_CHANGES: tuple[Mutation, ...] = (_change_operands, _exchange_texts, _change_operators, _repeat_content, _shuffle_lines, flip_bits)

MUTATIONS: tuple[Mutation, ...] = (
    flip_bits,
    cut_off,
    cut_out,
    repeat_part,
    change_numbers,
    delete_objects,
    shuffle_objects,
    shuffle_pages,
    redirect_references,
    change_boxes,
    change_names,
    change_streams,
    change_streams,
    change_streams,
)
"""Every kind of damage; what is drawn on the pages is the widest field and has three chances."""
