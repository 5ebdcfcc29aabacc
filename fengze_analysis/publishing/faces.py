"""The one typeface that every page carries, cut down to the characters of the site."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable, Mapping

import uharfbuzz as hb

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.fonts import GETA, font_paths, printable
from fengze_analysis.publishing.cells import Language
from fengze_analysis.publishing.labels import label

_UNUSED_TABLES = ("BASE", "DSIG", "GDEF", "VORG", "vhea", "vmtx")
# Quotation marks of one em are Chinese, English ones narrow; signs side by side close up.
_FEATURES = ("pwid", "halt")
_NAMES = (0, 1, 2, 13, 14)
_PLACE, _NOTICE = "/*FACE*/", "<!--NOTICE-->"


def replace_missing(pages: Mapping[str, str], report: str, language: Language) -> dict[str, str]:
    """The pages of an edition with 〓 for characters of the report without a glyph, and a notice.

    Raise ``InputError`` where a word that is not the report's has no glyph.
    """
    characters: set[str] = set().union(*pages.values())
    missing = set(printable("".join(sorted(characters)))[1])
    ours = sorted(missing - set(report))
    if ours:
        codes = " ".join(f"U+{ord(char):04X}" for char in ours)
        raise InputError(
            f"no glyph for {codes}", "words of the pages", "characters of Noto Sans SC"
        )
    table = str.maketrans(dict.fromkeys(missing, GETA))
    notice = _notice(len(missing), language)
    noticed = {name: html.replace(_NOTICE, notice) for name, html in pages.items()}
    return {name: html.translate(table) for name, html in noticed.items()} if missing else noticed


def _notice(count: int, language: Language) -> str:
    words = label("glyph_missing", language).format(count=count)
    return f'<p class="notice">{words}</p>' if count else ""


def embed_face(pages: Mapping[str, str]) -> dict[str, str]:
    """The pages with the face inside, so that Chinese is right anywhere.

    Each carries the characters that it needs and no more.
    """
    whole = hb.Face(hb.Blob.from_file_path(str(font_paths()[0])))
    site = _cut(whole, set().union(*pages.values()))
    return {
        name: html.replace(_PLACE, _rule(_cut(site, set(html)))) for name, html in pages.items()
    }


def _rule(face: hb.Face) -> str:
    data = base64.b64encode(woff(face.blob.data)).decode()
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f'@font-face{{font-family:"Report Face";src:{source};font-display:block}}'


def _cut(face: hb.Face, characters: Iterable[str]) -> hb.Face:
    """The face with the glyphs of ``characters`` only; the same bytes every time.

    Copyright and licence stay in the name table, as the SIL Open Font License asks.
    """
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, set(characters)))
    for kept, values in (
        (wanted.layout_feature_tag_set, map(_tag, _FEATURES)),
        (wanted.name_id_set, _NAMES),
    ):
        kept.clear()
        kept.update(values)
    wanted.drop_table_tag_set.update(map(_tag, _UNUSED_TABLES))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    return hb.subset(face, wanted)


def _tag(name: str) -> int:
    """The number that stands for a name of four letters in a font."""
    return int.from_bytes(name.encode("ascii"), "big")


def woff(font: bytes) -> bytes:
    """An OpenType font as WOFF 1.0: its tables as they are, each compressed where that saves room.

    https://www.w3.org/TR/WOFF/: a header of 44 bytes, 20 bytes a table, the tables in fours.
    """
    flavour, count = font[:4], int.from_bytes(font[4:6], "big")
    directory, body = b"", b""
    start, whole = 44 + 20 * count, 12 + 16 * count
    for number in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4s3I", font, 12 + 16 * number)
        table = font[offset : offset + length]
        packed = min(table, zlib.compress(table, 9), key=len)  # as long as it was: as it was
        directory += struct.pack(">4s4I", tag, start + len(body), len(packed), length, checksum)
        body += packed + bytes(-len(packed) % 4)
        whole += length + -length % 4
    size = start + len(body)
    header = struct.pack(">4s4sIHHIHH5I", b"wOFF", flavour, size, count, 0, whole, 1, 0, *[0] * 5)
    return header + directory + body
