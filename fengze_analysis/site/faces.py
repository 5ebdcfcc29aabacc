"""The one typeface that every page carries, cut down to the characters of the page."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import Any

from ..charts.fonts import missing_glyphs
from ..errors import InputError

_UNUSED_TABLES = ("BASE", "DSIG", "GDEF", "VORG", "vhea", "vmtx")
# Quotation marks of one em are Chinese, English ones narrow; signs side by side close up.
_FEATURES = ("pwid", "halt")
_NAMES = (0, 1, 2, 13, 14)


@cache
def font_files() -> tuple[str, str]:
    """The files of Noto Sans SC and Noto Serif SC."""
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    return str(sans_path()), str(serif_path())


def check_glyphs(text: str) -> None:
    """Raise ``InputError`` where the face cannot show a character of our own words."""
    missing = missing_glyphs(text)
    if missing:
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        raise InputError(
            f"no glyph for {codes}", "words of the pages", "characters of Noto Sans SC"
        )


def font_face(text: str) -> str:
    """The CSS rule of the face with the characters of ``text`` and no more, the same every time."""
    data = base64.b64encode(_packed(_cut(_whole(), set(text)))).decode()
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f'@font-face{{font-family:"Report Face";src:{source};font-display:block}}'


@cache
def _whole() -> Any:
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(font_files()[0]))


def _cut(face: Any, characters: Iterable[str]) -> Any:
    """The face with the glyphs of ``characters`` only.

    Copyright and licence stay in the name table, as the SIL Open Font License asks.
    """
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, set(characters)))
    tags = [int.from_bytes(name.encode("ascii"), "big") for name in _FEATURES]
    for kept, values in ((wanted.layout_feature_tag_set, tags), (wanted.name_id_set, _NAMES)):
        kept.clear()
        kept.update(values)
    dropped = (int.from_bytes(name.encode("ascii"), "big") for name in _UNUSED_TABLES)
    wanted.drop_table_tag_set.update(dropped)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    return hb.subset(face, wanted)


def _packed(face: Any) -> bytes:
    """An OpenType font as WOFF 1.0, which needs no compressor of its own."""
    from fontTools.ttLib import TTFont

    packed = BytesIO()
    whole = TTFont(BytesIO(face.blob.data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    whole.flavor = "woff"
    whole.save(packed, reorderTables=None)
    return packed.getvalue()
