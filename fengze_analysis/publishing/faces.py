"""The one typeface that every page carries, cut down to the characters of the site."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from io import BytesIO

import uharfbuzz as hb
from fontTools.ttLib import TTFont

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
    data = base64.b64encode(_woff(face.blob.data)).decode()
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


def _woff(font: bytes) -> bytes:
    """An OpenType font in WOFF 1.0, which packs its tables."""
    packed = BytesIO()
    whole = TTFont(BytesIO(font), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    whole.flavor = "woff"
    whole.save(packed, reorderTables=None)
    return packed.getvalue()
