"""The text as read, cut into paragraphs, sections, items and sentences, positions kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from ..lexicon.folding import fold
from ..lexicon.units import match_unit
from ..model import Item, Sentence

# Stands, character for character, where a page break inside a paragraph was mended.
FILLER = "\x1f"
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』)]*")
_CLAUSE = re.compile("[，；]")
# Where a text without marks is cut: no figure goes on there.
_WORD = re.compile("[\t |]|(?<=[^0-9.])(?=[\u4e00-\u9fff][^0-9.万亿])")
_LONGEST_SENTENCE, _MOST_SENTENCE = 1000, 2000

# The marks that open a section, a subsection or an item.
_CHINESE = "[一二三四五六七八九十]{1,3}"
_SECTION = re.compile(
    rf"""
    \s*(?: 第{_CHINESE}(?:部分|章|节|篇)\s*   # 第一部分
         | ({_CHINESE})\s*、)                 # 一、
    \s*(?=\S)
    """,
    re.VERBOSE,
)
_SUBSECTION = re.compile(
    rf"""
    \s*(?: \({_CHINESE}\)                           # (一)
         | [0-9]{{1,2}}(?:[.．、](?![0-9])|\)))       # 1. 1、 1)
    \s*(?=\S)
    """,
    re.VERBOSE,
)
_ITEM = re.compile(
    rf"""
    \s*({_CHINESE})[是要]                   # 一是, 二要
    (?=[^。，；]{{2,30}}[。：:，；])          # and a heading
    """,
    re.VERBOSE,
)
_BULLETS = tuple("—●·◆■")
_PAGE_NUMBER = re.compile(
    r"""
    \s*(?: [-—]+\s*[0-9]{1,4}\s*[-—]+     # — 3 —
         | 第\s*[0-9]{1,4}\s*页.*           # 第3页 共8页
         | [0-9]{1,3}                       # 3
    )\s*
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\r\n\f\v]+")
_CELLS = re.compile(r"\t|\||\S {2,}\S")
_INNER_MARK = re.compile(r"[，。；、]")
_CLOSED = (*"。！？!?；;：:”’）)」》|\t", FILLER)
# A numeral at the end of one line and its multiplier or unit at the beginning of the next.
_NUMERAL_ENDS = re.compile(r"[0-9][ ]*[万亿]*[ ]*$")
_UNIT_BEGINS = re.compile(r"(?:[万亿千]+|[%‰])")
_ENDS_WORD = ("", *"，。；、,;)） ")
_DIGITS_BEGIN = re.compile(r"(?![0-9]{1,2}[.．、)](?![0-9]))\.?[0-9]")  # and no list mark
_POINT_ENDS, _PLACES_BEGIN = re.compile(r"[0-9]\.$"), re.compile("[0-9]{1,2}(?![0-9年月.、])")
_WRAPPED = 20

Spans = tuple[tuple[int, int], ...]
Line = re.Match[str]  # a line of the folded text, its line end left out
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Layout:
    """Folded text of the same length as the text, its paragraphs, items and sentences."""

    folded: str
    paragraphs: Spans
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that ``position`` stands in."""
        return self.sentences[max(bisect_right(self.sentences, position, key=_start) - 1, 0)]

    def offset_in(self, sentence: Sentence, position: int) -> int:
        """Where what stands at ``position`` stands in the text of its sentence."""
        before = self.folded[sentence.start : position].lstrip()
        return len(before) - before.count(FILLER)

    def item_at(self, position: int) -> Item | None:
        """The item that ``position`` stands in, ``None`` before the first."""
        index = bisect_right(self.items, position, key=_start) - 1
        return self.items[index] if index >= 0 else None


def lay_out(text: str) -> Layout:
    """The layout of ``text``: page breaks inside paragraphs mended, every position kept."""
    folded, paragraphs = mend(fold(text))
    sentences = tuple(
        sentence for start, end in paragraphs for sentence in _sentences(text, folded, start, end)
    )
    marks = [*_marks(text, folded, paragraphs)]
    ends = [*(start for start, *_ in marks[1:]), len(text)]
    items = []
    for (start, section, item, section_heading, heading), end in zip(marks, ends, strict=False):
        first, behind = (bisect_left(sentences, at, key=_start) for at in (start, end))
        inside = sentences[first:behind]
        items.append(Item(section, item, section_heading, heading, start, end, inside))
    return Layout(folded, paragraphs, tuple(items), sentences)


def mend(folded: str) -> tuple[str, Spans]:
    """Folded text with breaks inside paragraphs replaced by fillers, and its paragraphs."""
    pieces: list[str] = []
    paragraphs: list[tuple[int, int]] = []
    done = 0
    lines = [line for line in _LINE.finditer(folded) if line[0].strip() not in ("", "\ufeff")]
    before: Line | None = None
    for index, line in enumerate(lines):
        if _is_page_number(line, lines, index):
            continue
        if before is not None and _goes_on(before, line):
            pieces += (folded[done : before.end()], FILLER * (line.start() - before.end()))
            done = line.start()
            paragraphs[-1] = (paragraphs[-1][0], line.end())
        else:
            paragraphs.append(line.span())
        before = line
    return "".join([*pieces, folded[done:]]), tuple(paragraphs)


def _is_page_number(line: Line, lines: list[Line], index: int) -> bool:
    """A bare number counts as a page number only between two lines of prose."""
    if _PAGE_NUMBER.fullmatch(line[0]) is None:
        return False
    if not line[0].strip().isdigit():
        return True
    around = lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
    if len(around) == 2 and _cuts_figure(*around):
        return True
    return bool(around) and all(_INNER_MARK.search(near[0]) for near in around)


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a paragraph broken at the end of ``before`` goes on in ``after``."""
    if _cuts_figure(before, after) or _cuts_numeral(before, after):
        return True
    if before[0].rstrip().endswith(_CLOSED) or not _INNER_MARK.search(before[0]):
        return False
    marks = (_SECTION, _SUBSECTION, _ITEM)
    opens = after[0].lstrip().startswith(_BULLETS) or any(mark.match(after[0]) for mark in marks)
    return not (opens or _SECTION.match(before[0]) or _has_cells(before, after))


def _cuts_figure(before: Line, after: Line) -> bool:
    if _NUMERAL_ENDS.search(before[0]) is None or _has_cells(after):
        return False
    body = after[0].lstrip()
    end, unit = match_unit(body, 0)
    whole = unit.category not in ("none", "weak") and body[end : end + 1] in _ENDS_WORD
    return whole or _UNIT_BEGINS.match(body) is not None


def _cuts_numeral(before: Line, after: Line) -> bool:
    """Whether a long line of wrapped text ends amid the digits of a numeral."""
    if after.start() - before.end() > 2 or len(before[0]) < _WRAPPED:
        return False
    printed = before[0].rstrip()
    if printed.endswith("."):
        ends, begins = _POINT_ENDS.search(printed) is not None, _PLACES_BEGIN
    else:
        ends, begins = printed[-1:].isdigit(), _DIGITS_BEGIN
    return ends and begins.match(after[0]) is not None and not _has_cells(before, after)


def _has_cells(*lines: Line) -> bool:
    return any(_CELLS.search(line[0].strip()) for line in lines)


def _plain(text: str, folded: str, start: int, end: int) -> str:
    """``text[start:end]`` with what was mended left out."""
    if folded.find(FILLER, start, end) < 0:
        return text[start:end]
    pairs = zip(text[start:end], folded[start:end], strict=True)
    return "".join(printed for printed, shown in pairs if shown != FILLER)


def _sentences(text: str, folded: str, start: int, end: int) -> Iterator[Sentence]:
    for stop in _stops(folded, start, end):
        if body := _plain(text, folded, start, stop).strip():
            yield Sentence(start, stop, body)
        start = stop


def _stops(folded: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end; one of more than a thousand characters is cut at its clauses."""
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(folded, start, end)), end]:
        while stop - start > _LONGEST_SENTENCE:
            start = _cut(folded, start, stop)
            yield start
        start = stop
        yield stop


def _cut(folded: str, start: int, stop: int) -> int:
    """Where a sentence of more than a thousand characters is cut: at a clause, else at a word."""
    far = start + _MOST_SENTENCE
    if clause := _CLAUSE.search(folded, start + _LONGEST_SENTENCE, min(stop, far)):
        return clause.end()
    if stop <= far:
        return stop
    word = _WORD.search(folded, far, far + _MOST_SENTENCE)
    return word.end() if word else min(stop, far + _MOST_SENTENCE)


def _marks(text: str, folded: str, paragraphs: Spans) -> Iterator[tuple[int, str, str, str, str]]:
    """Where a section (item ``0``) or an item begins: position, section, item, both headings."""
    section = item = 0
    section_heading = heading = ""
    for start, end in paragraphs:
        body = folded[start:end]
        if match := _SECTION.match(body):
            section, item = section + 1, 0
            section_heading = _heading(_plain(text, folded, start + match.end(), end), 80)
            heading = ""
        elif match := (_ITEM.match(body) or (_SUBSECTION.match(body) if section else None)):
            item += 1
            heading = _heading(_plain(text, folded, start + match.end(), end), 40)
        else:
            continue
        yield start, str(section), str(item), section_heading, heading


def _heading(body: str, most: int) -> str:
    """Up to the first full stop or colon, cut at ``most`` characters."""
    return re.split("[。：:；]", body.strip(), maxsplit=1)[0][:most].strip()
