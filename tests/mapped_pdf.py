"""Small PDFs in a font whose map from codes to letters is ours to falsify: what the tests of garbled text need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pdf_bytes import file_of

LINE_PT = 18
SIZE_PT = 10
LINES_TOP_PT = 790


def mapped_pdf(pages: Sequence[Sequence[str]], to_unicode: Callable[[str], str] | None) -> bytes:
    """Pages of lines in a font without outlines; to_unicode: what the font says of each letter, None for a font without /ToUnicode."""
    letters = sorted({letter for lines in pages for line in lines for letter in line})
    codes = {letter: code for code, letter in enumerate(letters, 0x21)}
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{7 + 2 * index} 0 R' for index in range(len(pages)))}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Ours /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 6 0 R >>" if to_unicode else b" >>"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor 5 0 R /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /Ours /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200"
        b" /CapHeight 700 /StemV 80 >>",
        stream(unicode_map({code: (to_unicode or str)(letter) for letter, code in codes.items()})),
    ]
    for index, lines in enumerate(pages):
        shown = "".join(f"<{''.join(f'{codes[letter]:04x}' for letter in line)}> Tj 0 -{LINE_PT} Td " for line in lines)
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {8 + 2 * index} 0 R >>".encode()
        )
        objects.append(stream(f"BT /F1 {SIZE_PT} Tf 50 {LINES_TOP_PT} Td {shown}ET"))
    return file_of(objects)


def shifted(by: int) -> Callable[[str], str]:
    """A map that names another letter for each one: the neighbour so many places on, blanks and digits too."""
    return lambda letter: chr(ord(letter) + by)


def unicode_map(letters: dict[int, str]) -> str:
    """The CMap that says which letter each code shows."""
    rows = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in letters.items()]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Ours def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    )


def stream(content: str) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode("latin-1")
