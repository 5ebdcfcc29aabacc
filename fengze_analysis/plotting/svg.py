"""SVG text made small, stable and safe to stand beside others on a page."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape

_GLYPH = re.compile(
    r"""
    (?P<head><path\ id="[^"]+"\ )         # the name of the glyph
    d="(?P<d>[^"]*)"\s*                   # its outline, 64 units a hundredth of an em
    transform="scale\(0\.015625\)"        # as matplotlib scales it down again
    """,
    re.VERBOSE,
)
_STEP = re.compile(r"([MLCQz])([^MLCQz]*)")
_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'(?P<to>href="#|url\(#)(?P<id>[\w.-]+)')
_TITLE = re.compile(r"<title>.*?</title>\n?", re.DOTALL)
_COMMENT = re.compile(r"[ \t]*<!--.*?-->\n?", re.DOTALL)
_TAG = re.compile(r"<[a-z][^>]*\d\.\d{3}[^>]*>")
_DECIMALS = re.compile(r"scale\([^)]*\)|-?\d+\.\d{3,}")
_HEADER = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_SHIFTED = re.compile(r'transform="translate\((-?[\d.]+) 0\)"')
_OPENING = re.compile(r"<svg [^>]*>")


def slim(text: str) -> str:
    """``text`` with glyph outlines in whole thousandths of an em and no more digits than show.

    The face is drawn on a grid of a thousand units, so its outlines lose nothing.
    """
    text = _HEADER.sub("", text, count=1)
    text = _TITLE.sub("", _COMMENT.sub("", text), count=1)
    text = _GLYPH.sub(_whole_units, text)
    text = _SHIFTED.sub(r'x="\1"', text)  # the same place in fewer characters
    text = _TAG.sub(lambda tag: _DECIMALS.sub(_short, tag.group()), text)
    return re.sub(r"\n\s*", "\n", text)


def _short(found: re.Match[str]) -> str:
    """A number to a hundredth of a point; the size of a text (its scale) is left as it is."""
    number = found.group()
    return number if number[0] == "s" else f"{float(number):.2f}".rstrip("0").rstrip(".")


def _whole_units(glyph: re.Match[str]) -> str:
    return f'{glyph["head"]}d="{_relative(glyph["d"])}" transform="scale(.1)"'


@lru_cache(maxsize=4096)
def _relative(outline: str) -> str:
    """An outline in steps from point to point, which takes about half the characters.

    >>> _relative("M 64 128 L 640 128 L 640 640 z")
    'm10 20h90v80z'
    """
    x = y = 0
    start = (0, 0)
    written = []
    for command, numbers in _STEP.findall(outline):
        if command == "z":
            x, y = start
            written.append("z")
            continue
        values = [round(float(number) * 10 / 64) for number in numbers.split()]
        points = list(zip(values[::2], values[1::2], strict=True))
        steps = [step for px, py in points for step in (px - x, py - y)]
        written.append(_straight(steps) if command == "L" else _joined(command.lower(), steps))
        x, y = points[-1]
        start = (x, y) if command == "M" else start
    return "".join(written)


def _straight(steps: list[int]) -> str:
    if steps[1] == 0:
        return f"h{steps[0]}"
    return f"v{steps[1]}" if steps[0] == 0 else _joined("l", steps)


def _joined(command: str, steps: list[int]) -> str:
    return command + " ".join(map(str, steps)).replace(" -", "-")


def own_ids(text: str, prefix: str) -> str:
    """``text`` with short ids begun by ``prefix``; an id that nothing refers to is dropped.

    >>> own_ids('<g id="a"><path id="b"/><use xlink:href="#b"/></g>', "pace-")
    '<g><path id="pace-0"/><use xlink:href="#pace-0"/></g>'
    """
    numbers = {
        name: n
        for n, name in enumerate(dict.fromkeys(found["id"] for found in _REFERENCE.finditer(text)))
    }
    text = _ID.sub(
        lambda found: f' id="{prefix}{numbers[found[1]]:x}"' if found[1] in numbers else "", text
    )
    return _REFERENCE.sub(lambda found: f"{found['to']}{prefix}{numbers[found['id']]:x}", text)


def named(text: str, title: str, alt: str, language: str) -> str:
    """``text`` as an image with a title, a description and a language for assistive technology."""
    heading = f"<title>{escape(title)}</title>\n<desc>{escape(alt)}</desc>"
    lang = "zh-CN" if language == "zh" else language

    def opening(found: re.Match[str]) -> str:
        return f'{found.group()[:-1]} role="img" xml:lang="{lang}" lang="{lang}">\n{heading}'

    return _OPENING.sub(opening, text, count=1)
