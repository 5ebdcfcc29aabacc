"""The text of a page, Word's exports too: a line a block, tabs between the cells of a row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

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
_NEAR = 8  # pieces and characters looked at before a raised one


def read(data: bytes, name: str) -> Extracted:
    """The text of a page, in the encoding it declares or is found to have.

    Scripts, styles and hidden parts are left out; a notice says so of what a reader may miss.
    """
    text, encoding, notices = decode_page(data, name)
    page = _Page(text, name)
    notices += notices_of(page.left_out, "left out")
    if "<!ENTITY" in text:
        notices += ("entities declared by the page are not read",)
    return finish("".join(f"{line}\n" for line in page.lines), name, HTML, encoding, notices)


@dataclass(slots=True)
class _Box:
    """What is gathered of a page or a cell: finished lines, and the line under way."""

    lines: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    def flush(self) -> None:
        line = collapse("".join(self.inline)).strip(" ")
        self.inline.clear()
        if line:
            self.lines.append(line)


@dataclass(slots=True)
class _Grid:
    """A table under way: the cells of its row, and how many rows each column is taken."""

    cells: list[str] = field(default_factory=list)
    taken: Counter[int] = field(default_factory=Counter)

    def skip_taken(self) -> None:
        while self.taken[len(self.cells)] > 0:
            self.taken[len(self.cells)] -= 1
            self.cells.append("")

    def add(self, cell: str, columns: int, rows: int) -> None:
        self.skip_taken()
        for column in range(columns):
            self.taken[len(self.cells)] = rows - 1
            self.cells.append("" if column else cell)


class _Page:
    """The lines of a page, gathered element by element."""

    def __init__(self, text: str, name: str) -> None:
        self._boxes = [_Box()]
        self._grids: list[_Grid] = []
        self._raised: list[int] = []
        self.left_out: Counter[str] = Counter()
        self._walk(_parsed(text, name))
        self._boxes[-1].flush()
        found = [line for box in self._boxes for line in box.lines]
        self.lines = [line for line in found if not _is_frame(line)]
        self.left_out["framing part"] += len(found) - len(self.lines)

    def _walk(self, root: etree._Element) -> None:
        hidden = _hidden_names(root)
        events = etree.iterwalk(root, events=("start", "end"))
        unseen = None
        for event, element in events:
            if event == "end":
                if element is unseen:
                    unseen = None
                else:
                    self._end(element)
                self._add(element.tail)
            elif (why := _why_unseen(element, hidden)) is not None:
                unseen = element
                events.skip_subtree()
                if why and "".join(element.itertext()).strip():
                    self.left_out[why] += 1
            else:
                self._start(element)

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if _SHOWN.get(tag) == "block":
            self._boxes[-1].flush()
        if tag == "table":
            self._grids.append(_Grid())
        elif tag in ("td", "th"):
            self._boxes.append(_Box())
        elif _is_raised(element):
            self._raised.append(len(self._boxes[-1].inline))
        self._add(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in ("td", "th"):
            self._end_cell(element)
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._grids:
            self._grids.pop()
        elif _is_raised(element):
            self._end_raised()
        if _SHOWN.get(tag) == "block":
            self._boxes[-1].flush()

    def _add(self, text: str | None) -> None:
        if text:
            self._boxes[-1].inline.append(text)

    def _end_cell(self, element: etree._Element) -> None:
        box = self._boxes.pop()
        box.flush()
        if self._grids:
            spans = (_span(element, "colspan"), _span(element, "rowspan"))
            self._grids[-1].add("\n".join(box.lines), *spans)
        else:
            self._boxes[-1].lines.extend(box.lines)

    def _end_row(self) -> None:
        if self._grids and self._grids[-1].cells:
            grid = self._grids[-1]
            grid.skip_taken()
            self._boxes[-1].lines.extend(line for line in row_lines(grid.cells) if line.strip())
            grid.cells = []

    def _end_raised(self) -> None:
        inline = self._boxes[-1].inline
        begin = self._raised.pop() if self._raised else len(inline)
        before = "".join(inline[max(begin - _NEAR, 0) : begin])
        inline[begin:] = [raised("".join(inline[begin:]), before[-_NEAR:])]


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
    markup = f"<html>{text}".replace("\0", "\ufffd")
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


def _is_raised(element: etree._Element) -> bool:
    return element.tag == "sup" or bool(_RAISED.search(element.get("style") or ""))


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return max(1, min(int(value), _MOST_SPANNED)) if value.isascii() and value.isdigit() else 1
