"""The packed streams of a PDF, measured before its reader unpacks them."""

from __future__ import annotations

import re
import zlib

from fengze_analysis.errors import InputError

MAX_STREAM = 32 * 2**20  # unpacked; a page of prose has some ten thousand bytes
MAX_STREAMS = 128 * 2**20  # of all together, pictures left aside: they are never unpacked

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\b[\s/A-Za-z0-9]*/(?:FlateDecode|Fl)\b")
_DICTIONARY = 600  # bytes before a stream that hold its dictionary


def check_streams(data: bytes, name: str) -> None:
    """Nothing for a PDF that may be unpacked; raises ``InputError`` for a bomb."""
    unpacked = 0
    for match in _STREAM.finditer(data):
        before = data[max(match.start() - _DICTIONARY, 0) : match.start()].rpartition(b" obj")[2]
        if _PACKED_TWICE.search(before):
            raise InputError("the PDF packs a stream twice", name, "a PDF as its program saved it")
        if b"/Image" not in before:
            unpacked += _unpacked_size(data, match.end(), name)
    if unpacked > MAX_STREAMS:
        what = f"the PDF unpacks to {unpacked:,} bytes"
        raise InputError(what, name, f"at most {MAX_STREAMS:,} bytes without its pictures")


def _unpacked_size(data: bytes, start: int, name: str) -> int:
    reader = zlib.decompressobj()
    try:
        size = len(reader.decompress(memoryview(data)[start:], MAX_STREAM + 1))
    except zlib.error:
        return 0  # not packed this way
    if size > MAX_STREAM:
        right = f"at most {MAX_STREAM:,} bytes a stream"
        raise InputError("a stream of the PDF unpacks to too much", name, right)
    return size
