"""The text of a page, Word's exports too: a line a block, tabs between the cells of a row."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from ..errors import InputError
from ..lexicon import read_rows
from .extracted import HTML, Extracted, collapse, finish, notices_of, raised, row_lines
from .read import decode_page

# How an element is shown: ``block`` or ``no``; any other is a part of its line.
_SHOWN = {row["element"]: row["shown"] for row in read_rows("elements.csv", __package__)}
_UNSEEN_PREFIXES = ("v:", "w:", "x:")  # drawings and data that Office puts into its exports
_HIDDEN = re.compile(
    r"""
    display\s*:\s*none | visibility\s*:\s*hidden | mso-hide\s*:\s*all
    | (?:font-size|opacity)\s*:\s*0+(?:\.0*)?(?![0-9.])
    | (?:left|top|text-indent)\s*:\s*-[0-9]{3}            # far outside the page
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
_MOST_SPANNED = 60  # columns or rows: more is no table a person reads
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"[a-z]{0,10}[.#][\w-]+", re.I)
_LONGEST_FRAME = 300
# A line of the frame: one of its words with a colon, a path of links, or a date of today.
_FRAME_WORDS = "|".join(row["begins"] for row in read_rows("frame.csv", __package__))
_FRAME = re.compile(
    rf"\s*[【\[]?(?:(?:{_FRAME_WORDS})\s*[：:>»]|今天是|您是第|推荐使用|版权所有|打印本页)"
)
_IMPRINT = re.compile("ICP备|公网安备|位访客|网站标识码")
_CELL = ("td", "th")
Rows = dict[etree._Element, list[str]]  # of a table to their lines
_NEAR = 8  # pieces and characters looked at before a raised one
# What no text holds marks in it the edge of a block, raised characters, and the line of a row.
_EDGE, _RAISE, _LOWER, _ROW = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"


def read(data: bytes, name: str) -> Extracted:
    """The text of a page, in the encoding it declares or is found to have.

    Scripts, styles and hidden parts are left out; a notice says so of what a reader may miss.
    """
    text, encoding, notices = decode_page(data, name)
    root = _parsed(text, name)
    left_out = _empty_unseen(root)
    rows: Rows = {}
    for table in reversed([*root.iter("table")]):  # one inside a cell before the one around it
        _flatten(table, rows)
    found = _lines(root, rows)
    lines = [line for line in found if not _is_frame(line)]
    left_out["framing part"] = len(found) - len(lines)
    notices += notices_of(left_out, "left out")
    if "<!ENTITY" in text:
        notices += ("entities declared by the page are not read",)
    return finish("".join(f"{line}\n" for line in lines), name, HTML, encoding, notices)


def _empty_unseen(root: etree._Element) -> Counter[str]:
    """How many parts of each kind were emptied, for they are not seen."""
    hidden = _hidden_names(root)
    left_out: Counter[str] = Counter()
    events = etree.iterwalk(root, events=("start",))
    for _, element in events:
        if (why := _why_unseen(element, hidden)) is not None:
            events.skip_subtree()
            if why and "".join(element.itertext()).strip():
                left_out[why] += 1
            element.clear(keep_tail=True)
            element.tag = "span"
    return left_out


def _lines(element: etree._Element, rows: Rows) -> list[str]:
    """The lines of an element, each as a page shows it; of a row of a table those in ``rows``."""
    pieces: list[str] = []
    ends: list[str] = []  # of the elements that one is inside of
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            edge = _EDGE if _is_block(one) else ""
            begin, end = (_RAISE, _LOWER) if _is_raised(one) else ("", "")
            made = (f"{_ROW}{line}{_EDGE}" for line in rows.get(one, ()))
            pieces += (edge, *made, begin, one.text or "")
            ends.append(end + edge)
        else:
            pieces += (ends.pop(), (one.tail or "") if ends else "")
    found = "".join(pieces).split(_EDGE)
    lines = (line[1:] if line.startswith(_ROW) else _collapsed(line) for line in found)
    return [line for line in lines if line]


def _collapsed(line: str) -> str:
    """A line with its white space as a page shows it, and what is raised as it reads in a line."""
    pieces: list[str] = []
    begins: list[int] = []
    for piece in re.split(f"([{_RAISE}{_LOWER}])", line):
        if piece == _RAISE:
            begins.append(len(pieces))
        elif piece != _LOWER:
            pieces.append(piece)
        else:
            begin = begins.pop() if begins else 0  # it began in a line before
            before = "".join(pieces[max(begin - _NEAR, 0) : begin])
            pieces[begin:] = [raised("".join(pieces[begin:]), before[-_NEAR:])]
    return collapse("".join(pieces)).strip(" ")


def _flatten(table: etree._Element, rows: Rows) -> None:
    """Put the lines of each row into ``rows``, the text of a merged cell where it begins."""
    taken: Counter[int] = Counter()  # the rows for which a column is taken yet
    for row in [*table.iter("tr")]:
        cells: list[str] = []
        for cell in [*row.iter(*_CELL)]:
            _skip(taken, cells)
            text = "\n".join(_lines(cell, rows))
            for column in range(_span(cell, "colspan")):
                taken[len(cells)] = _span(cell, "rowspan") - 1
                cells.append("" if column else text)
            cell.clear(keep_tail=True)
            cell.tag = "span"
        if cells:
            _skip(taken, cells)
            rows[row] = [line for line in row_lines(cells) if line.strip()]


def _skip(taken: Counter[int], cells: list[str]) -> None:
    while taken[len(cells)] > 0:
        taken[len(cells)] -= 1
        cells.append("")


def _is_frame(line: str) -> bool:
    """Whether a line is of the frame around a report: counters, time stamps, links, the imprint."""
    short = len(line) <= _LONGEST_FRAME and "。" not in line
    return short and bool(_FRAME.match(line) or _IMPRINT.search(line))


def _parsed(text: str, name: str) -> etree._Element:
    # As bytes: a text that declares an encoding is refused as a string. `huge_tree` because libxml2
    # drops everything after a long or deep part otherwise, without a word.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    # The root stands around what has none: an empty page is no error of its own.
    markup = re.sub(f"[\0{_EDGE}-{_ROW}]", "\ufffd", f"<html>{text}")
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if any(error.level_name == "FATAL" for error in parser.error_log):
        raise InputError("the page cannot be read: nested too deeply", name, "a page of prose")
    return root


def _hidden_names(root: etree._Element) -> frozenset[str]:
    """The classes (``.a``) and ids (``#b``) that the page's own style sheets hide."""
    rules = (
        rule for sheet in root.iter("style") for rule in _RULE.finditer("".join(sheet.itertext()))
    )
    names = (
        name.strip() for rule in rules if _HIDDEN.search(rule[2]) for name in rule[1].split(",")
    )
    return frozenset(name for name in names if _SIMPLE.fullmatch(name))


def _why_unseen(element: etree._Element, hidden: frozenset[str]) -> str | None:
    """What a notice calls an element that is not seen, ``""`` for none; ``None`` where it is."""
    tag = str(element.tag)
    if _SHOWN.get(tag) == "no" or tag.startswith(_UNSEEN_PREFIXES):
        return ""
    if tag == "del":
        return "deleted part"
    closed = tag == "dialog" and "open" not in element.attrib
    if closed or "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
        return "hidden part"
    if not hidden:
        return None
    names = {f".{one}" for one in (element.get("class") or "").split()}
    names |= {f"{tag}{one}" for one in names} | {f"#{element.get('id')}"}
    return None if hidden.isdisjoint(names) else "hidden part"


def _is_block(element: etree._Element) -> bool:
    """Whether lines end at its edges; a cell without a row is a block too."""
    if element.tag in _CELL:
        return next(element.iterancestors("tr"), None) is None
    return _SHOWN.get(str(element.tag)) == "block"


def _is_raised(element: etree._Element) -> bool:
    style = element.get("style")
    is_styled = style and element.tag not in ("table", *_CELL) and _RAISED.search(style)
    return element.tag == "sup" or bool(is_styled)


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return max(1, min(int(value), _MOST_SPANNED)) if value.isascii() and value.isdigit() else 1
