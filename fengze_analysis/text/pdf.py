"""The text of a PDF's text layer: paragraphs joined over lines, tables as rows, page by page."""

from __future__ import annotations

import itertools
import logging
import unicodedata
from collections import Counter
from contextlib import contextmanager
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

import pdfplumber

from ..errors import InputError
from .extracted import Extracted, count_of, finish
from .lines import collapse, raised, row_lines
from .paragraphs import PrintedLine, drop_running_heads, join_lines
from .sniffing import PDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_PAGES = 2000

_SPACE = 0.2  # of the letter size: a wider gap is a space
_SMALL, _HIGH = 0.8, 0.15  # of the letter size: how small and how high a raised character is
_FEWEST_GAPS = 4  # between Chinese characters: fewer say nothing of a line
_FIRST_CHINESE = "\u2e80"
_SLANT = 0.05  # rise of a line to its run: a watermark has 0.5 and more
_MOST_UNKNOWN = 0.2
_WHITE = 0.98
_GUTTER = 1.5  # of the letter size: a gap as wide parts columns or cells, not words
_FEWEST_IN_COLUMN = 6  # characters of a line on either side
_FEWEST_LINES, _MOST_LINES = 5, 0.6
_NEAR_GUTTER, _MOST_NEAR = 0.05, 0.9
_UNKNOWN = "(cid:"  # pdfminer's word for a glyph that its font gives no character
# Some programs write the radical for the character: ⼀ for 一.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}

Box = tuple[float, float, float, float]
Characters = list[dict[str, Any]]  # of a line, as pdfplumber has them


def read_pdf(data: bytes, name: str) -> Extracted:
    """The text of a PDF: a line a paragraph, a tab between the cells of a table row.

    Page numbers, running heads behind their first, slanted text (a watermark) and what is not seen
    are left out, and a notice says so. Raises ``InputError`` where there is no text layer.
    """
    left_out: Counter[str] = Counter()
    try:
        with _quiet(), pdfplumber.open(BytesIO(data)) as document:
            pages = len(document.pages)
            lines = [
                line for page in document.pages[: MAX_PAGES + 1] for line in _lines(page, left_out)
            ]
    except MemoryError:
        raise
    except Exception as error:  # a broken PDF makes its reader raise nearly anything
        logging.getLogger(__name__).debug("PDF not read", exc_info=error)
        raise _unreadable(data, name) from None
    if pages > MAX_PAGES:
        raise InputError(f"the PDF has {pages:,} pages", name, f"at most {MAX_PAGES:,}")
    if not any(line.text.strip("\ufffd ") for line in lines):
        right = "a PDF with text; a scan needs text recognition first"
        raise InputError("the PDF has no text layer", name, right)
    numbered = [line for line in lines if not line.is_page_number]
    left_out["page number"] = len(lines) - len(numbered)
    kept, left_out["running head"] = drop_running_heads(numbered)
    text = "".join(f"{line}\n" for line in join_lines(kept))
    if text.count("\ufffd") > _MOST_UNKNOWN * len(text):
        right = "a PDF whose fonts say which characters they show"
        raise InputError("the PDF does not say which characters it shows", name, right)
    return finish(text, name, PDF, notices=_notices(left_out))


def _lines(page: Any, left_out: Counter[str]) -> Iterator[PrintedLine]:
    """The lines of a page in reading order: a column after the other where there are two."""
    upright = page.filter(_is_upright)
    left_out["slanted character"] += len(page.chars) - len(upright.chars)
    seen = upright.filter(_seen_on(page)).dedupe_chars()
    left_out["invisible character"] += max(0, len(upright.dedupe_chars().chars) - len(seen.chars))
    if not page.chars:
        left_out["page without text"] += 1
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
    yield from found


def _characters(prose: Any) -> list[Characters]:
    """The characters of each line."""
    lines = prose.extract_text_lines(x_tolerance_ratio=_SPACE, strip=True)
    return [line["chars"] for line in lines]


def _gutter(prose: Any, lines: list[Characters]) -> float | None:
    """Where the white band between two columns of prose stands, ``None`` for one column.

    Most lines of such a page have one wide gap, all at one place near the middle, with prose of
    many characters on either side; a table without rules has more gaps or short cells.
    """
    middles: list[float] = []
    for chars in lines:
        wide = [
            (one, after, at)
            for at, (one, after) in enumerate(itertools.pairwise(chars), 1)
            if after["x0"] - one["x1"] > _GUTTER * after["size"]
        ]
        if len(wide) == 1 and min(wide[0][2], len(chars) - wide[0][2]) >= _FEWEST_IN_COLUMN:
            middles.append((wide[0][0]["x1"] + wide[0][1]["x0"]) / 2)
    if len(middles) < max(_FEWEST_LINES, _MOST_LINES * len(lines)):
        return None
    found = median(middles)
    near = sum(abs(middle - found) < _NEAR_GUTTER * prose.width for middle in middles)
    is_central = 1 / 3 < (found - prose.bbox[0]) / prose.width < 2 / 3
    return found if is_central and near >= _MOST_NEAR * len(middles) else None


def _seen_on(page: Any) -> Callable[[dict[str, Any]], bool]:
    """Whether a character is seen: on the page, and not white on white."""
    left, top, right, bottom = page.cropbox if page.cropbox else page.bbox
    dark = bool(page.images) or any(_is_dark(box) for box in page.rects)

    def seen(item: dict[str, Any]) -> bool:
        if item["object_type"] != "char":
            return True
        across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        on_page = left <= across <= right and 0 <= down <= bottom - top
        return on_page and (dark or not _is_white(item.get("non_stroking_color")))

    return seen


def _is_white(colour: Any) -> bool:
    values = tuple(colour) if isinstance(colour, (list, tuple)) else (colour,)
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return False
    return all(value == 0 for value in values) if len(values) == 4 else min(values) >= _WHITE


def _is_dark(box: dict[str, Any]) -> bool:
    return bool(box.get("fill")) and not _is_white(box.get("non_stroking_color"))


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
            yield PrintedLine(page, left, right, top, bottom, bottom - top, text, is_row=True)


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
    tops = min(character["top"] for character in characters)
    return PrintedLine(page, characters[0]["x0"], before["x1"], tops, bottom, size, text)


def _stretch(characters: Characters) -> float:
    """How far a justified line is stretched between its Chinese characters: no gap is a space."""
    pairs = itertools.pairwise(characters)
    gaps = [after["x0"] - one["x1"] for one, after in pairs if _are_chinese(one, after)]
    return max(0.0, median(gaps)) if len(gaps) >= _FEWEST_GAPS else 0.0


def _are_chinese(one: dict[str, Any], after: dict[str, Any]) -> bool:
    return bool(min(one["text"], after["text"]) >= _FIRST_CHINESE)


def _tidy(text: str) -> str:
    if text.startswith(_UNKNOWN):
        return "\ufffd"
    return text.translate(_RADICALS)


def _is_upright(item: dict[str, Any]) -> bool:
    if item["object_type"] != "char":
        return True
    across, slant = item["matrix"][:2]
    return bool(across > 0 and abs(slant) < _SLANT * across)


def _is_inside(item: dict[str, Any], boxes: list[Box]) -> bool:
    across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return any(
        left <= across <= right and top <= down <= bottom for left, top, right, bottom in boxes
    )


def _unreadable(data: bytes, name: str) -> InputError:
    if b"/Encrypt" in data:
        return InputError("the PDF is protected by a password", name, "a PDF without a password")
    right = "a whole PDF, as its program saved it"
    return InputError("the PDF is damaged or cut off and cannot be read", name, right)


def _notices(left_out: Counter[str]) -> tuple[str, ...]:
    words = {
        "page without text": ("page has no text", "pages have no text"),
        "running head": ("repeated head is left out", "repeated heads are left out"),
        "invisible character": ("unseen character is left out", "unseen characters are left out"),
        "page number": ("page number is left out", "page numbers are left out"),
        "slanted character": ("slanted character is left out", "slanted characters are left out"),
    }
    return tuple(count_of(left_out[what], *said) for what, said in words.items() if left_out[what])


@contextmanager
def _quiet() -> Iterator[None]:
    """The reader's own remarks on a poor PDF kept off the terminal."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
