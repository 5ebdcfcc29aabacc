"""The letters of an SVG drawn as outlines of the face, so that they are right on any machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from matplotlib.ft2font import LoadFlags

from fengze_analysis.plotting.fonts import advance, face, printable

_TEXT = re.compile(
    r"""
    <text\ style="(?P<style>[^"]*)"     # size, ink, and which end of the line x is
    \ x="(?P<x>[^"]*)"\ y="(?P<y>[^"]*)"
    (?:\ transform="(?P<turn>[^"]*)")?
    >(?P<words>[^<]*)</text>
    """,
    re.VERBOSE,
)
_SIZE = re.compile(r"font-size: ([\d.]+)px")
_ANCHOR = re.compile(r"text-anchor: (\w+)")
_INK = re.compile(r"fill: #\w+")
_NO_TURN = re.compile(r"rotate\(-?0 |\Z")
_OPENING = re.compile(r"<svg [^>]*>")
_SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
_EM = 1000
# What matplotlib's codes of a path are called in an SVG, and how many points each takes.
_STEPS = {1: ("m", 1), 2: ("l", 1), 3: ("q", 2), 4: ("c", 3), 79: ("z", 1)}


def outlined(svg: str, prefix: str) -> str:
    """``svg`` with the glyphs of every line of text for its words, each outline written once.

    ``prefix`` begins the ids of the glyphs.

    >>> line = '<text style="font-size: 9px; fill: #16212c" x="10" y="20">--</text>'
    >>> print(outlined(f"<svg >{line}</svg>", "g").replace("><", ">\\n<"))
    <svg >
    <defs>
    <path id="g2d" d="m46 245h256v70h-256v-70z"/>
    </defs>
    <g style="fill: #16212c" transform="translate(10 20) scale(.009 -.009)">
    <use xlink:href="#g2d"/>
    <use xlink:href="#g2d" x="347"/>
    </g>
    </svg>
    """
    used: set[str] = set()
    drawn = _TEXT.sub(lambda found: _line(found, used, prefix), svg)
    glyphs = "".join(
        f'<path id="{prefix}{ord(char):x}" d="{outline(char)}"/>' for char in sorted(used)
    )
    return _OPENING.sub(lambda found: f"{found[0]}\n<defs>{glyphs}</defs>", drawn, count=1)


def _line(found: re.Match[str], used: set[str], prefix: str) -> str:
    """The glyphs of one line of text, set side by side."""
    style, words = found["style"], printable(unescape(found["words"]))[0]
    size, anchor, ink = _SIZE.search(style), _ANCHOR.search(style), _INK.search(style)
    scale = float(size[1]) / _EM if size else 1.0
    before = _SHARE_BEFORE[anchor[1]] if anchor else 0.0
    left = float(found["x"]) - before * scale * sum(map(advance, words))
    glyphs, place = [], 0
    for char in words:
        if outline(char):
            used.add(char)
            shift = f' x="{place}"' if place else ""
            glyphs.append(f'<use xlink:href="#{prefix}{ord(char):x}"{shift}/>')
        place += advance(char)
    by = _number(scale, 6)
    turn = "" if _NO_TURN.match(found["turn"] or "") else f"{found['turn']} "
    where = f"{turn}translate({_number(left)} {found['y']}) scale({by} -{by})"
    return f'<g style="{ink[0] if ink else ""}" transform="{where}">{"".join(glyphs)}</g>'


def _number(value: float, places: int = 2) -> str:
    """A number to so many places, without the zeros that say nothing.

    >>> _number(10.0), _number(0.0125, 6)
    ('10', '.0125')
    """
    written = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", written)


@lru_cache(maxsize=4096)
def outline(char: str) -> str:
    """The outline of a character in thousandths of an em, in steps from point to point.

    The face is drawn on that grid, so that nothing is lost. A blank has none.

    >>> outline(" "), outline("-")
    ('', 'm46 245h256v70h-256v-70z')
    """
    return "".join(_steps(char))


def _steps(char: str) -> Iterator[str]:
    """The steps of an outline; ``z`` leads back to where the last ``m`` led."""
    face().load_char(ord(char), flags=LoadFlags.NO_SCALE)
    places, codes = face().get_path()
    whole = (places * 64).round().astype(int).tolist()  # FreeType counts 64 to a unit
    at, here, start = 0, [0, 0], [0, 0]
    while at < len(codes):
        command, count = _STEPS[int(codes[at])]
        taken = whole[at : at + count]
        at += count
        if command == "z":
            here = start
            yield "z"
            continue
        yield _step(command, [step for x, y in taken for step in (x - here[0], y - here[1])])
        here = taken[-1]
        start = here if command == "m" else start


def _step(command: str, steps: list[int]) -> str:
    if command == "l" and 0 in steps:
        return f"h{steps[0]}" if steps[1] == 0 else f"v{steps[1]}"
    return command + " ".join(map(str, steps)).replace(" -", "-")
