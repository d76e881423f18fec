"""The saved workbook as a package of constant bytes: fixed times, and each formula with the value the program found."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from xml.sax.saxutils import escape

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can hold: the bytes must not depend on the clock."""

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)(?: t="[a-z]+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL)

Results = Mapping[str, Mapping[str, Decimal | str]]
"""Path of the sheet in the package -> cell -> what its formula gives: viewers that do not calculate show it."""


def with_constant_bytes(package: bytes, modified: str, results: Results) -> bytes:
    """The same package with fixed times and with cached results behind its formulas. modified: an ISO date and time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + modified.encode() + rb"\g<2>", content)
            if name in results:
                content = _with_results(content, results[name])
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, content)
    return out.getvalue()


def _with_results(sheet: bytes, results: Mapping[str, Decimal | str]) -> bytes:
    def cell(match: re.Match[bytes]) -> bytes:
        place, style, formula = match[1].decode(), match[2].decode(), match[3].decode()
        if place not in results:
            return match[0]
        result = results[place]
        kind = ' t="str"' if isinstance(result, str) else ""
        value = escape(result) if isinstance(result, str) else repr(float(result))
        return f'<c r="{place}"{style}{kind}><f>{formula}</f><v>{value}</v></c>'.encode()

    return FORMULA_CELL.sub(cell, sheet)
