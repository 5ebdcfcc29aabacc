"""The text of a PDF's text layer: paragraphs joined over lines, tables as rows, page by page."""

from __future__ import annotations

import itertools
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

import pdfplumber
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.pdfinternals import resolve

from ..errors import InputError
from .extracted import PDF, Extracted, collapse, finish, notices_of, raised, row_lines

MAX_PAGES = 2000
_MOST_CHARACTERS = 100_000  # of a page, drawn by whatever part of it
_MOST_CONTENT = 16 * 2**20  # bytes that a page unpacks to

# Of the letter size, where nothing else is said.
_SPACE = 0.2  # a wider gap is a space
_SMALL, _HIGH = 0.8, 0.15  # how small and how high a raised character is
_GUTTER = 1.5  # a gap as wide parts columns or cells, not words
_INDENT = 1.2  # more than a hanging quotation mark, less than the usual two
_RAGGED = 2.1  # that a full line may end before the margin
_GAP = 1.7  # of the usual distance of lines: a wider one parts paragraphs
_LARGER = 1.12  # of the size of the body: a heading
_FEWEST_GAPS = 4  # between Chinese characters: fewer say nothing of a line
_FIRST_CHINESE = "\u2e80"
_SLANT = 0.05  # rise of a line to its run: a watermark has 0.5 and more
_MOST_UNKNOWN = 0.2
_WHITE = 0.98
_TINY = 1.0  # point: smaller letters are specks
_UNPAINTED, _INVISIBLE = (3, 7), "invisible"  # text rendering modes; the tag of what they show
_FEWEST_IN_COLUMN = 6  # characters of a line on either side
_FEWEST_LINES, _MOST_LINES = 5, 0.6
_NEAR_GUTTER, _MOST_NEAR = 0.05, 0.9
_EDGE_SHARE = 0.1
_FEWEST_PAGES = 3  # on which a line must repeat to be a running head
_PAGE_NUMBER = re.compile(
    r"""
    [-—–·]+ \s* [0-9]{1,4} \s* [-—–·]+       # — 3 —
    | 第 \s* [0-9]{1,4} \s* 页 .*            # 第 3 页 共 9 页
    | [0-9]{1,3} (?: \s* / \s* [0-9]{1,3})?  # 3 or 3 / 9
    """,
    re.VERBOSE,
)
_WORD_END, _WORD_START = re.compile(r"[A-Za-z0-9%]$"), re.compile(r"^[A-Za-z0-9]")
_SENTENCE_ENDS = tuple("。；，：！？")
_UNKNOWN = "(cid:"  # pdfminer's word for a glyph that its font gives no character
# Some programs write the radical for the character: ⼀ for 一.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}

Characters = list[dict[str, Any]]  # of a line, as pdfplumber has them


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed: where, how large, and its words; ``is_row`` for a row of a table."""

    page: int
    left: float
    right: float
    top: float
    size: float
    text: str
    is_row: bool = False


_OF_A_PAGE = f"at most {_MOST_CHARACTERS:,} characters and {_MOST_CONTENT:,} bytes a page"


class _Device(PDFPageAggregatorWithMarkedContent):
    """What draws a page, told which characters are not painted, and stopped at too many."""

    shown = 0

    def render_string(self, textstate: Any, seq: Any, *more: Any) -> None:
        self.shown += sum(len(one) for one in seq if isinstance(one, bytes))
        if self.shown > _MOST_CHARACTERS:
            raise InputError("a page shows more characters than any page", "", _OF_A_PAGE)
        tag = self.cur_tag
        if textstate.render in _UNPAINTED:
            self.cur_tag = _INVISIBLE
        super().render_string(textstate, seq, *more)
        self.cur_tag = tag


# It asks for no device of others.
vars(pdfplumber.page)[PDFPageAggregatorWithMarkedContent.__name__] = _Device


def read(data: bytes, name: str) -> Extracted:
    """The text of a PDF: a line a paragraph, a tab between the cells of a table row.

    Page numbers, running heads behind their first, slanted text (a watermark) and what is not seen
    are left out, and a notice says so. Raises ``InputError`` where there is no text layer.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks on a poor PDF
    met: Counter[str] = Counter()
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            pages = len(document.pages)
            lines = [line for page in document.pages[: MAX_PAGES + 1] for line in _lines(page, met)]
    except Exception as error:  # a broken PDF makes its reader raise nearly anything
        cause = error.__context__ or error  # pdfplumber wraps what a page raises
        if isinstance(cause, MemoryError):
            raise cause from None
        if isinstance(cause, InputError):
            raise InputError(cause.what, name, cause.right) from None
        if b"/Encrypt" in data:
            what = "the PDF is protected by a password"
            raise InputError(what, name, "a PDF without a password") from None
        what = "the PDF is damaged or cut off and cannot be read"
        raise InputError(what, name, "a whole PDF, as its program saved it") from None
    if pages > MAX_PAGES:
        raise InputError(f"the PDF has {pages:,} pages", name, f"at most {MAX_PAGES:,}")
    if not any(line.text.strip("\ufffd ") for line in lines):
        right = "a PDF with text; a scan needs text recognition first"
        raise InputError("the PDF has no text layer", name, right)
    numbered = [line for line in lines if line.is_row or not _PAGE_NUMBER.fullmatch(line.text)]
    kept = drop_running_heads(numbered)
    text = "".join(f"{line}\n" for line in join_lines(kept))
    if text.count("\ufffd") > _MOST_UNKNOWN * len(text):
        right = "a PDF whose fonts say which characters they show"
        raise InputError("the PDF does not say which characters it shows", name, right)
    blank = met["page without text"]
    left_out = {
        "repeated head": len(numbered) - len(kept),
        "unseen character": met["unseen character"],
        "page number": len(lines) - len(numbered),
        "slanted character": met["slanted character"],
    }
    said = [f"{blank:,} page{' has' if blank == 1 else 's have'} no text"] if blank else []
    return finish(text, name, PDF, notices=(*said, *notices_of(left_out, "left out")))


def _lines(page: Any, met: Counter[str]) -> list[PrintedLine]:
    """The lines of a page in reading order: a column after the other where there are two."""
    streams = (getattr(resolve(one), "get_data", bytes) for one in page.page_obj.contents)
    if sum(len(unpacked()) for unpacked in streams) > _MOST_CONTENT:
        raise InputError("a page unpacks to more than any page holds", "", _OF_A_PAGE)
    upright = page.filter(_is_upright)
    met["slanted character"] += len(page.chars) - len(upright.chars)
    shown = upright.filter(_seen_on(page))
    seen = shown.dedupe_chars()
    if len(shown.chars) < len(upright.chars):  # bold by double print is unseen once
        met["unseen character"] += max(0, len(upright.dedupe_chars().chars) - len(seen.chars))
    if not page.chars:
        met["page without text"] += 1
    tables = _tables(seen)
    boxes = [table.bbox for table in tables]
    prose = seen.filter(lambda item: not _is_inside(item, boxes)) if boxes else seen
    lines = _characters(prose)
    gutter = None if tables else _gutter(prose, lines)
    if gutter is not None:
        left = prose.filter(lambda item: item["x0"] < gutter)
        right = prose.filter(lambda item: item["x0"] >= gutter)
        lines = _characters(left) + _characters(right)
    number = page.page_number
    found = [_line(characters, number) for characters in lines]
    if gutter is None:
        found = [*(row for table in tables for row in _rows(table, number)), *found]
        found.sort(key=lambda line: line.top)
    page.close()
    return found


def _characters(prose: Any) -> list[Characters]:
    """The characters of each line."""
    lines = prose.extract_text_lines(x_tolerance_ratio=_SPACE, strip=True)
    return [line["chars"] for line in lines]


def _gutter(prose: Any, lines: list[Characters]) -> float | None:
    """Where the white band between two columns of prose stands, ``None`` for one column."""
    # Most lines have one wide gap, near the middle, with prose of many characters on either side; a
    # table without rules has more gaps or short cells.
    middles: list[float] = []
    for chars in lines:
        wide = [
            at
            for at, (one, after) in enumerate(itertools.pairwise(chars))
            if after["x0"] - one["x1"] > _GUTTER * after["size"]
        ]
        if len(wide) == 1 and _FEWEST_IN_COLUMN <= wide[0] + 1 <= len(chars) - _FEWEST_IN_COLUMN:
            middles.append((chars[wide[0]]["x1"] + chars[wide[0] + 1]["x0"]) / 2)
    if len(middles) < max(_FEWEST_LINES, _MOST_LINES * len(lines)):
        return None
    found = median(middles)
    near = sum(abs(middle - found) < _NEAR_GUTTER * prose.width for middle in middles)
    is_central = 1 / 3 < (found - prose.bbox[0]) / prose.width < 2 / 3
    return found if is_central and near >= _MOST_NEAR * len(middles) else None


def _seen_on(page: Any) -> Callable[[dict[str, Any]], bool]:
    """Whether a character is seen: on the page, painted, no speck, and not white on white.

    Over a picture anything is: text recognition lays invisible text there.
    """
    left, top, right, bottom = page.cropbox if page.cropbox else page.bbox
    filled = (box.get("non_stroking_color") for box in page.rects if box.get("fill"))
    scan = bool(page.images)
    dark = scan or not all(map(_is_white, filled))

    def seen(item: dict[str, Any]) -> bool:
        if item["object_type"] != "char":
            return True
        on_page = _is_inside(item, [(left, 0, right, bottom - top)])
        painted = scan or (item.get("tag") != _INVISIBLE and item["size"] >= _TINY)
        return on_page and painted and (dark or not _is_white(item.get("non_stroking_color")))

    return seen


def _is_white(colour: Any) -> bool:
    values = tuple(colour) if isinstance(colour, (list, tuple)) else (colour,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return False
    return all(value == 0 for value in values) if len(values) == 4 else min(values) >= _WHITE


def _tables(page: Any) -> list[Any]:
    """The ruled tables of at least two rows and columns; less is a frame around prose."""
    if not (page.lines or page.rects or page.curves):
        return []
    found = page.find_tables()
    return [table for table in found if len(table.rows) > 1 and len(table.columns) > 1]


def _rows(table: Any, page: int) -> Iterator[PrintedLine]:
    for row, cells in zip(table.rows, table.extract(x_tolerance_ratio=_SPACE), strict=True):
        left, top, right, bottom = row.bbox
        for text in row_lines([_tidy(collapse(cell or "")).strip() for cell in cells]):
            yield PrintedLine(page, left, right, top, bottom - top, text, is_row=True)


def _line(characters: Characters, page: int) -> PrintedLine:
    size = median(character["size"] for character in characters)
    bottom = median(character["bottom"] for character in characters)
    stretch = _stretch(characters)
    text = mark = ""
    before = characters[0]
    for one in characters:
        is_raised = one["size"] <= _SMALL * size and one["bottom"] < bottom - _HIGH * size
        if not is_raised:
            text, mark = text + raised(mark, text), ""
        apart = one["x0"] - before["x1"] - (stretch if _are_chinese(before, one) else 0)
        if apart > _SPACE * size:
            text += " "
        text, mark = (text, mark + one["text"]) if is_raised else (text + _tidy(one["text"]), mark)
        before = one
    text += raised(mark, text)
    top = min(character["top"] for character in characters)
    return PrintedLine(page, characters[0]["x0"], before["x1"], top, size, text)


def _stretch(characters: Characters) -> float:
    """How far a justified line is stretched between its Chinese characters: no gap is a space."""
    pairs = itertools.pairwise(characters)
    gaps = [after["x0"] - one["x1"] for one, after in pairs if _are_chinese(one, after)]
    return max(0.0, median(gaps)) if len(gaps) >= _FEWEST_GAPS else 0.0


def _are_chinese(one: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(min(one["text"], after["text"]) >= _FIRST_CHINESE)


def _tidy(text: str) -> str:
    return "\ufffd" if text.startswith(_UNKNOWN) else text.translate(_RADICALS)


def _is_upright(item: dict[str, Any]) -> bool:
    if item["object_type"] != "char":
        return True
    across, slant = item["matrix"][:2]
    return bool(across > 0 and abs(slant) < _SLANT * across)


def _is_inside(item: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(x0 <= across <= x1 and top <= down <= bottom for x0, top, x1, bottom in boxes)


def drop_running_heads(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines without heads and feet repeated on most pages; the first may be the title."""
    edges = _edges(lines)
    repeated = Counter((line.text, round(line.top)) for line in edges)
    pages = len({line.page for line in lines})
    heads = {key for key, n in repeated.items() if n >= max(_FEWEST_PAGES, pages / 2)}
    kept, seen = [], set()
    for line in lines:
        key = (line.text, round(line.top))
        if key not in seen or key not in heads or line not in edges:
            kept.append(line)
        seen.add(key)
    return kept


def _edges(lines: list[PrintedLine]) -> set[PrintedLine]:
    """The first and last line of each page that ends no sentence and stands there only once."""
    found: set[PrintedLine] = set()
    prose = (line for line in lines if not line.is_row)
    for _, group in itertools.groupby(prose, key=lambda line: line.page):
        page = list(group)
        times = Counter(line.text for line in page)
        once = (edge for edge in (page[0], page[-1]) if times[edge.text] == 1)
        found.update(edge for edge in once if not edge.text.endswith(_SENTENCE_ENDS))
    return found


def join_lines(lines: list[PrintedLine]) -> list[str]:
    """The paragraphs of a document, also over pages; rows of tables stay lines of their own."""
    prose = [line for line in lines if not line.is_row]
    if not prose:
        return [line.text for line in lines]
    goes_on = _continuation(prose)
    joined = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        if goes_on(before, line):
            # A line end stands for a space between two words or figures, for nothing in Chinese.
            are_words = _WORD_END.search(joined[-1]) and _WORD_START.search(line.text)
            joined[-1] += f" {line.text}" if are_words else line.text
        else:
            joined.append(line.text)
    return joined


def _continuation(lines: list[PrintedLine]) -> Callable[[PrintedLine, PrintedLine], bool]:
    """What says whether a line goes on in the next, by the usual margins, size and distance."""
    edge = int(len(lines) * _EDGE_SHARE)
    leftmost = sorted(line.left for line in lines)[edge]
    rightmost = sorted(line.right for line in lines)[-1 - edge]
    size = median(line.size for line in lines)
    steps = [
        after.top - before.top
        for before, after in itertools.pairwise(lines)
        if before.page == after.page and after.top > before.top
    ]
    distance = median(steps) if steps else 2 * size

    def goes_on(before: PrintedLine, line: PrintedLine) -> bool:
        if before.is_row or line.is_row or abs(before.size - line.size) > (_LARGER - 1) * size:
            return False
        same_page = before.page == line.page
        if same_page and line.top - before.top > _GAP * max(distance, line.size):
            return False
        if before.size > _LARGER * size:
            return same_page  # a heading over several lines, centred or not
        return before.right > rightmost - _RAGGED * size and line.left < leftmost + _INDENT * size

    return goes_on
