"""SVG text made small, stable and safe to stand beside others on a page."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'(?P<to>href="#|url\(#)(?P<id>[\w.-]+)')
_TITLE = re.compile(r"<title>.*?</title>\n?", re.DOTALL)
_COMMENT = re.compile(r"[ \t]*<!--.*?-->\n?", re.DOTALL)
_TAG = re.compile(r"<[a-z][^>]*\d\.\d{3}[^>]*>")
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")
_HEADER = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_OPENING = re.compile(r"<svg [^>]*>")


def slim(text: str) -> str:
    """``text`` without declaration, comments and digits that do not show."""
    text = _HEADER.sub("", text, count=1)
    text = _TITLE.sub("", _COMMENT.sub("", text), count=1)
    text = _TAG.sub(lambda tag: _DECIMALS.sub(_short, tag.group()), text)
    return re.sub(r"\n\s*", "\n", text)


def _short(found: re.Match[str]) -> str:
    """A number to a hundredth of a point."""
    return f"{float(found.group()):.2f}".rstrip("0").rstrip(".")


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
