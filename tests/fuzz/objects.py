"""A PDF as numbered objects that can be changed and written again with a table of offsets that fits."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"(<<.*?>>)\s*stream\r?\n(.*)\r?\nendstream", re.DOTALL)
ROOT = re.compile(rb"/Root (\d+) 0 R")

LISTED_MAX = 100_000
"""Absurd object numbers stand in the file, but not in its table of offsets, which would have a line for every number below."""


@dataclass
class Objects:
    """bodies: what stands between obj and endobj, by object number; root: the number of the catalogue."""

    bodies: dict[int, bytes]
    root: int

    @classmethod
    def of(cls, pdf: bytes) -> Objects:
        """The objects of a file without object streams, as the samples and the tests' own files are."""
        root = ROOT.search(pdf)
        assert root is not None
        return cls({int(number): body for number, body in OBJECT.findall(pdf)}, int(root[1]))

    def to_pdf(self) -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        offsets: dict[int, int] = {}
        for number, body in self.bodies.items():
            offsets[number] = len(out)
            out += b"%d 0 obj%s\nendobj\n" % (number, body)
        start = len(out)
        size = max((number for number in self.bodies if number < LISTED_MAX), default=0) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 %c \n" % (offsets.get(number, 0), ord("n") if number in offsets else ord("f"))
        out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, self.root, start)
        return bytes(out)

    def numbers_with(self, words: bytes) -> list[int]:
        return [number for number, body in self.bodies.items() if words in body]


def read_stream(body: bytes) -> bytes | None:
    """The content of a stream, inflated where it is deflated; None for an object without stream or a damaged one."""
    match = STREAM.search(body)
    if match is None:
        return None
    if b"/FlateDecode" not in match[1]:
        return match[2]
    try:
        return zlib.decompress(match[2])
    except zlib.error:
        return None


def write_stream(content: bytes, entries: bytes = b"") -> bytes:
    """The body of a deflated stream object."""
    packed = zlib.compress(content)
    return b"\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)
