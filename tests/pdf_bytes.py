"""Small PDFs made byte by byte: what the bad-input tests need, without a typesetting library."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = bytes(range(16))
PRINT_ONLY = -44
"""/P of the encryption dictionary: a signed 32-bit set of permissions."""


def text_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with lines of Latin text in 11 pt Helvetica, one list of lines per page."""
    contents = [_lines_to_content(lines) for lines in pages]
    return _document(contents, resources="<< /Font << /F1 3 0 R >> >>", shared="<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")


def scanned_pdf(page_count: int) -> bytes:
    """A PDF whose pages hold one picture each and no text."""
    image = _stream(b"\x00\xff" * 32, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8")
    contents = [b"q 500 0 0 700 40 40 cm /Im1 Do Q"] * page_count
    return _document(contents, resources="<< /XObject << /Im1 3 0 R >> >>", shared=image)


def locked_pdf(password: bytes) -> bytes:
    """A PDF that opens with this password only (RC4, 40 bits: revision 2 of the standard security handler)."""
    padded = (password + PAD)[:32]
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + PRINT_ONLY.to_bytes(4, "little", signed=True) + FILE_ID).digest()[:5]
    user = rc4(key, PAD)
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {PRINT_ONLY} >>"
    return _document([_lines_to_content(["Locked"])], resources="<< >>", shared="<< >>", encrypt=encrypt)


def rc4(key: bytes, data: bytes) -> bytes:
    """The data under the RC4 stream cipher."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _lines_to_content(lines: Sequence[str]) -> bytes:
    shown = "".join(f"({_escaped(line)}) Tj 0 -16 Td " for line in lines)
    return f"BT /F1 11 Tf 60 780 Td {shown}ET".encode("latin-1")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _document(contents: Sequence[bytes], *, resources: str, shared: str | bytes, encrypt: str = "") -> bytes:
    """Objects 1 catalogue, 2 page tree, 3 the shared font or image, then a page and its content for each of `contents`."""
    page_numbers = [4 + 2 * index for index in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        shared if isinstance(shared, bytes) else shared.encode(),
    ]
    for number, content in zip(page_numbers, contents, strict=True):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {number + 1} 0 R >>"
        objects += [page.encode(), _stream(content)]
    trailer = f"/Root 1 0 R /ID [<{FILE_ID.hex()}> <{FILE_ID.hex()}>]"
    if encrypt:
        objects.append(encrypt.encode())
        trailer += f" /Encrypt {len(objects)} 0 R"
    return file_of(objects, trailer)


def file_of(objects: Sequence[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """The file of these objects, the first its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
