"""A PDF made object by object: what no program that sets a page would write."""

from __future__ import annotations

import zlib

# Which characters the codes of the font stand for: themselves, in the planes that Chinese needs.
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <ffff> endcodespacerange
4 beginbfrange <0020> <007e> <0020> <3000> <30ff> <3000> <4e00> <9fff> <4e00> <ff00> <ffef> <ff00>
endbfrange endcmap"""


def pdf_with(objects: dict[int, bytes]) -> bytes:
    """The smallest PDF with these objects; 1 is the catalogue."""
    out = b"%PDF-1.4\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number]
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (last + 1, start)


def stream(data: bytes, extra: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream, packed unless said."""
    if packed:
        data, extra = zlib.compress(data, 9), extra + b"/Filter/FlateDecode"
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), extra, data)


def chinese_page(
    content: bytes,
    *,
    widths: bytes = b"[0[1000]]",
    to_unicode: bytes = _TO_UNICODE,
    page: bytes = b"",
    resources: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """A PDF of one page that can show Chinese, with this content (a stream or what it holds)."""
    font = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 1000/W %b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>" % widths
    )
    held = content if content.startswith(b"<<") else stream(content)
    return pdf_with(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"%b/Resources<</Font<</F1 5 0 R>>%b>>>>" % (page, resources),
            4: held,
            5: b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]"
            b"/ToUnicode 7 0 R>>",
            6: font,
            7: stream(to_unicode),
            **(more or {}),
        }
    )


def shown(text: str, matrix: str = "1 0 0 1 50 700", before: str = "") -> bytes:
    """The operators that show ``text`` at a place, in letters of 10 points."""
    code = text.encode("utf-16-be").hex()
    return f"q BT {before} /F1 10 Tf {matrix} Tm <{code}> Tj ET Q\n".encode()
