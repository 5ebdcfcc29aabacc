"""One edition of the site as a PDF, set by typst from the very pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from fengze_analysis.errors import InputError
from fengze_analysis.plotting.fonts import font_paths
from fengze_analysis.plotting.style import marks, readable
from fengze_analysis.publishing.cells import Language, clean, plain
from fengze_analysis.publishing.html_tree import Node, find_all, read_tree, text_of
from fengze_analysis.publishing.labels import label
from fengze_analysis.publishing.site import Site

_SIZE, _GAP, _ROOM = 8.0, 7.0, 459.0  # points: letters of a table, space between columns, page
_TALLEST = 1.35  # height by width of the tallest figure at full width
_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')
_HEADINGS = ("h1", "h2", "h3", "h4")
_PAGE = re.compile(r"([a-z_]+)(?:\.en)?\.html")


def document_pdf(site: Site, language: Language, pages: Mapping[str, str]) -> bytes:
    """The PDF of ``pages`` (HTML by file name, as rendered): same pages, same bytes.

    Raise ``InputError`` where typst cannot set it.
    """
    import typst

    trees = {_key(name): read_tree(html) for name, html in pages.items()}
    for tree in trees.values():
        _prepare(tree)
    _link(trees)
    data = {
        "title": plain(site.title.of(language)),
        "author": clean(site.document.issuer),
        "date": _date(site.date),
        "lang": language,
        "footer": f"{plain(site.title.of(language))} · {site.version} · {site.date}",
        "page": label("page_of", language),
        "contents": label("contents", language),
        "marks": {
            mark.key: [readable(mark.colour), mark.symbol] for mark in marks().values() if mark.key
        },
        "pages": list(trees.values()),
    }
    template = files(__package__).joinpath("templates", "document.typ").read_bytes()
    compile_pdf: Any = typst.compile_with_warnings
    try:
        pdf, warnings = compile_pdf(
            template,
            font_paths=sorted({str(path.parent) for path in font_paths()}),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
    except typst.TypstError as error:
        raise InputError(f"typst: {error.message}", "PDF", "pages that typst can set") from error
    if warnings:  # a face that is not there would be a silent loss of Chinese
        raise InputError(f"typst: {warnings[0].message}", "PDF", "no warning at all")
    return bytes(pdf)


def _key(name: str) -> str:
    """``audit`` for ``audit.html`` and ``audit.en.html``."""
    found = _PAGE.fullmatch(name)
    return found[1] if found else name


def _date(date: str) -> list[int]:
    """Year, month and day of an ISO date; empty where it is none."""
    try:
        day = datetime.strptime(date, "%Y-%m-%d")  # noqa: DTZ007 - a date, no time of day
    except ValueError:
        return []
    return [day.year, day.month, day.day]


def _prepare(tree: Node) -> None:
    """Widths for the columns of every table, and for figures that a page has no height for."""
    for picture in find_all(tree, "img"):
        box = _BOX.search(picture.get("svg", ""))
        ratio = float(box[2]) / float(box[1]) if box else 1.0
        picture["width"] = round(min(100.0, 100 * _TALLEST / ratio), 2)
    for table in find_all(tree, "table"):
        rows = [[text_of(cell) for cell in _cells(row)] for row in find_all(table, "tr")]
        columns = list(zip(*rows, strict=False))
        table["widths"] = fit_columns(columns) if columns else []


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row["c"] if not isinstance(cell, str)]


def fit_columns(columns: Sequence[Sequence[str]], room: float = _ROOM) -> list[float]:
    """The widths of columns of cells, in points, that fill ``room``.

    Each has room for its longest word; what is left goes by the square root of how much is said, so
    that a long column is neither a ribbon nor the whole page.

    >>> [round(width) for width in fit_columns([["A", "1"], ["Text", "a long sentence"]], 100)]
    [23, 77]
    """
    least = [max(map(_longest_word, cells)) + _GAP for cells in columns]
    said = [sum(map(_length, cells)) ** 0.5 for cells in columns]
    left = max(room - sum(least), 0)
    total = sum(said) or 1
    return [one + left * words / total for one, words in zip(least, said, strict=True)]


def _length(text: str) -> float:
    """How wide a text is on one line, in points."""
    return sum(_SIZE if ord(char) > 0x2E80 else _SIZE * 0.56 for char in text)


def _longest_word(text: str) -> float:
    """The widest part of a text that is not broken; Chinese breaks anywhere, but two stay."""
    words = re.split(r"[\s\u2e80-\uffff]+", text)
    return max(_length(max(words, key=len)), min(_length(text), 2 * _SIZE))


def _link(trees: Mapping[str, Node]) -> None:
    """Links inside the document as labels; a link to what is not in it becomes plain words."""
    known = {f"{key}:{node['id']}" for key, tree in trees.items() for node in _named(tree)}
    known |= {f"{key}:" for key in trees}
    wanted = set()
    for key, tree in trees.items():
        for node in find_all(tree, "a"):
            address = node.pop("href", "")
            if address.startswith(("http://", "https://")):
                node["url"] = address
                continue
            page, _, place = address.partition("#")
            target = f"{_key(page) if page else key}:{place}"
            if target in known:
                node["to"] = target
                wanted.add(target)
    for key, tree in trees.items():
        tree["label"] = f"{key}:"
        for node in _named(tree):
            name = f"{key}:{node.pop('id')}"
            if name in wanted:
                node["label"] = name
        for heading in (node for tag in _HEADINGS for node in find_all(tree, tag)):
            # The contents repeat a heading: a label in it would be there twice.
            heading["labels"] = [one.pop("label") for one in _inside(heading) if "label" in one]


def _inside(node: Node) -> Iterator[Node]:
    """Every element below ``node``."""
    for child in node["c"]:
        if not isinstance(child, str):
            yield child
            yield from _inside(child)


def _named(node: Node) -> Iterator[Node]:
    """Every element below ``node`` that has an id."""
    return (one for one in _inside(node) if "id" in one)
