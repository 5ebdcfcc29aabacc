"""The text of a DOCX: its paragraphs and tables in order, as it reads with changes accepted."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree

from ..errors import InputError
from ..lexicon import read_rows
from .extracted import LAYOUTS, Extracted, finish, notices_of, raised, row_lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_UNPACKED = 128 * 2**20  # of all parts together
_WHOLE = "a whole DOCX, as its program saved it"
_DOCUMENT = "word/document.xml"
_KINDS = ("styles", "numbering", "footnotes", "endnotes")

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FIXED = {f"{_W}{name}": mark for name, mark in _MARKS.items()}
_WRAPPERS = {
    f"{_W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "bdo", "dir")
} | {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ruby", f"{_W}rubyBase", f"{_COMPATIBILITY}Choice"}
_LEFT_OUT = dict.fromkeys((f"{_W}del", f"{_W}moveFrom"), "deletion")
_LEFT_OUT |= dict.fromkeys((f"{_W}altChunk", f"{_W}subDoc"), "linked document")
_CHOICES = ("Choice", "Fallback")
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_UNKNOWN = "\ufffd"
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# A line break inside a numeral parts nothing: 12⏎.6亿元.
_CUT_NUMERAL = re.compile(r"(?<=[0-9.,])\n(?=[0-9.,%％‰万亿元])")

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_CHINESE = ("chinese", "japanese", "taiwanese", "ideographDigital", "ideographTraditional")
_CLOSED = tuple("、）】。；：")  # after these a heading follows without a gap
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DEEPEST = 20  # styles that build on one another; a broken one builds on itself
_WIDEST = 60  # columns that a cell may span

Piece = tuple[str, bool]  # characters, and whether they are raised
Levels = dict[int, etree._Element]
Counts = list[int | None]  # the number that each level has come to


def read(data: bytes, name: str) -> Extracted:
    """The text of a DOCX: a line a paragraph, a tab between the cells of a table row.

    Insertions under review are read, deletions and hidden text are not, and a notice says so. A
    note stands at the end, its number in brackets where it belongs. Nothing linked is fetched.
    """
    _check(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body, parts = _parts(archive)
        story = _Story(parts["styles"], parts["numbering"])
        lines = [*story.lines(body), *_notes(parts, story)]
    except MemoryError:
        raise
    except Exception:  # a broken document makes its reader raise nearly anything
        raise InputError("the DOCX is damaged and cannot be read", name, _WHOLE) from None
    notices = notices_of(dict(sorted(story.left_out.items())), "not read")
    return finish("".join(f"{line}\n" for line in lines), name, MEDIA_TYPE, notices=notices)


def _check(data: bytes, name: str) -> None:
    """Refuse what is no DOCX that may be unpacked."""
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise InputError("the archive is damaged or cut off", name, _WHOLE) from None
    names = {part.filename for part in parts}
    if _DOCUMENT not in names:
        # A part that only one kind of file has says which it is.
        rows = read_rows("archives.csv", __package__)
        kinds = (row["kind"] for row in rows if row["part"] in names)
        what = f"the file is {next(kinds, 'a zip archive, no document')}"
        raise InputError(what, name, LAYOUTS)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the document is protected by a password", name, "one without a password")
    # The sizes are those the archive declares: the reader stops at them and finds the fraud.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        what = f"the document unpacks to {unpacked:,} bytes"
        raise InputError(what, name, f"at most {MAX_UNPACKED:,} bytes")


def _parts(archive: zipfile.ZipFile) -> tuple[etree._Element, dict[str, etree._Element]]:
    """The body of a document, and the roots of the other parts that its text needs."""
    mains = (
        relation.get("Target", "").lstrip("/")
        for relation in _parsed(archive, "_rels/.rels").iter(_RELATION)
        if relation.get("Type", "").endswith("/officeDocument")
    )
    main = next(mains, _DOCUMENT)
    folder, file = posixpath.split(main)
    parts = dict.fromkeys(_KINDS, etree.Element("none"))
    relations = _parsed(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in relations.iter(_RELATION):
        kind = posixpath.basename(relation.get("Type", ""))
        if relation.get("TargetMode") != "External" and kind in _KINDS:
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            parts[kind] = _parsed(archive, target.lstrip("/"))
    body = _parsed(archive, main).find(f"{_W}body")
    if body is None:
        raise ValueError("no body")
    return body, parts


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """The root of a part; an empty one where there is none."""
    if part not in archive.namelist():
        return etree.Element("none")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(part), parser)


class _Story:
    """The lines of a document's blocks; counts what it leaves out and which notes it met."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        self._styles = _Styles(styles)
        self._numbering = _Numbering(numbering, self._styles)
        self.left_out: Counter[str] = Counter()
        self.notes: list[tuple[str, str]] = []

    def lines(self, blocks: etree._Element) -> Iterator[str]:
        """The lines of the paragraphs and tables inside ``blocks``, in order."""
        for block in self._inside(blocks):
            if block.tag == f"{_W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                for row in self._inside(block):
                    if row.tag == f"{_W}tr":
                        yield from self._row(row)

    def _inside(self, element: etree._Element) -> Iterator[etree._Element]:
        """What stands inside and is read, through all that only wraps it."""
        for child in element:
            if child.tag in _WRAPPERS:
                yield from self._inside(child)
            elif child.tag in _LEFT_OUT:
                self.left_out[_LEFT_OUT[str(child.tag)]] += 1
            else:
                yield child

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        words = mark = ""
        for characters, is_raised in self._pieces(paragraph, paragraph):
            if is_raised:  # raised pieces that touch are one mark
                mark += characters
            else:
                words, mark = words + raised(mark, words[-8:]) + characters, ""
        words = _CUT_NUMERAL.sub("", words + raised(mark, words[-8:]))
        yield from (self._numbering.label(paragraph) + words).split("\n")
        for box in _text_boxes(paragraph):
            yield from self.lines(box)

    def _row(self, row: etree._Element) -> Iterator[str]:
        if row.find(f"{_W}trPr/{_W}del") is not None:
            self.left_out["deletion"] += 1
            return
        cells: list[str] = []
        for cell in self._inside(row):
            if cell.tag == f"{_W}tc":
                cells.append("\n".join(line for line in self.lines(cell) if line.strip()))
                span = min(_whole(_value(cell, "tcPr", "gridSpan"), 1), _WIDEST)
                cells.extend([""] * (span - 1))
        yield from row_lines(cells)

    def _pieces(self, element: etree._Element, paragraph: etree._Element) -> Iterator[Piece]:
        for child in self._inside(element):
            if child.tag == f"{_W}r":
                yield from self._run(child, paragraph)
            elif str(child.tag).startswith(_MATHS):
                yield _formula(child), False

    def _run(self, run: etree._Element, paragraph: etree._Element) -> Iterator[Piece]:
        if self._styles.hides(run, paragraph):
            self.left_out["hidden passage"] += bool(run.findtext(f"{_W}t"))
            return
        height = _height(run)
        for part in run:
            if part.tag == f"{_W}t":
                # Only an entity that is not expanded stands inside.
                self.left_out["entity reference"] += len(part)
                text = "".join((part.text or "", *(child.tail or "" for child in part)))
                yield (text.translate(_LOWERED) if height < 0 else text), height > 0
            elif part.tag in _FIXED:
                yield _FIXED[str(part.tag)], False
            elif part.tag == f"{_W}sym":
                yield _symbol(part), height > 0
            elif part.tag in _NOTES:
                self.notes.append((_NOTES[str(part.tag)], part.get(f"{_W}id", "")))
                yield f"[{len(self.notes)}]", False
            elif part.tag in _WRAPPERS:
                yield from self._pieces(part, paragraph)


def _notes(parts: dict[str, etree._Element], story: _Story) -> Iterator[str]:
    """The notes met so far, each with the number it has in the text."""
    for number, (kind, identity) in enumerate(list(story.notes), 1):
        for note in parts[f"{kind}s"].iterfind(f"{_W}{kind}"):
            if note.get(f"{_W}id") == identity:
                words = " ".join(line.strip() for line in story.lines(note) if line.strip())
                yield f"[{number}] {words}"


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a paragraph; the copy for old programs only where it is alone."""
    for child in paragraph:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            kinds = (child.iterchildren(f"{_COMPATIBILITY}{kind}") for kind in _CHOICES)
            chosen, copies = ([box for one in kind for box in _text_boxes(one)] for kind in kinds)
            yield from chosen or copies
        else:
            yield from _text_boxes(child)


def _height(run: etree._Element) -> int:
    """1 for a run that stands above its line, -1 for one below, else 0."""
    if named := {"superscript": 1, "subscript": -1}.get(_value(run, "rPr", "vertAlign")):
        return named
    points = _value(run, "rPr", "position")
    smaller = run.find(f"{_W}rPr/{_W}sz") is not None
    if not (smaller and points.lstrip("-").isdigit() and int(points)):
        return 0
    return -1 if points.startswith("-") else 1


def _symbol(symbol: etree._Element) -> str:
    """The character of a symbol; one of a pictorial font shows what no table says: \ufffd."""
    try:
        number = int(symbol.get(f"{_W}char", ""), 16)
    except ValueError:
        return _UNKNOWN
    if symbol.get(f"{_W}font", "").lower() == "symbol" and 0xF020 <= number < 0xF07F:
        return chr(number - 0xF000)  # its digits and signs stand at the places of ASCII
    return chr(number) if 0x20 <= number < 0xD800 else _UNKNOWN


def _formula(element: etree._Element) -> str:
    """A formula on one line, never run together: 3 over 4 is 3/4, a power is raised."""
    tag = str(element.tag).removeprefix(_MATHS)
    if tag == "t":
        return element.text or ""
    parts = [_formula(child) for child in element]
    if tag == "f":
        return "/".join(part for part in parts if part)
    if tag in ("sSup", "sSub"):
        base, *marks = [part for part in parts if part] or [""]
        mark = "".join(marks)
        return base + (raised(mark, "10") if tag == "sSup" else mark.translate(_LOWERED))
    return ("" if tag in ("oMath", "oMathPara", "r", "e", "num", "den") else " ").join(parts)


class _Styles:
    """The styles of a document; a style's own word stands before that of the one it builds on."""

    def __init__(self, root: etree._Element) -> None:
        self._named = {style.get(f"{_W}styleId"): style for style in root.findall(f"{_W}style")}
        self._default = ""
        for name, style in self._named.items():
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true"):
                self._default = name or ""
        self._hides = {name: _first(map(_vanishes, self.of(name))) for name in self._named}
        self._all = _vanishes(root, f"{_W}docDefaults/{_W}rPrDefault/")

    def of(self, name: str | None) -> Iterator[etree._Element]:
        """The style called so, and those it builds on."""
        for _ in range(_DEEPEST):
            if name not in self._named:
                return
            yield self._named[name]
            name = _value(self._named[name], "basedOn")

    def hides(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Whether a run is hidden: by its own word, its style, its paragraph's, or by default."""
        style = self._hides.get(_value(run, "rPr", "rStyle"))
        outer = self._hides.get(_value(paragraph, "pPr", "pStyle") or self._default)
        return _first((_vanishes(run), style, outer, self._all)) or False


class _Numbering:
    """The numbers of lists, which paragraphs show and do not store; they are asked in order."""

    def __init__(self, numbering: etree._Element, styles: _Styles) -> None:
        self._styles = styles
        lists: dict[str, tuple[Levels, Counts]] = {
            one.get(f"{_W}abstractNumId", ""): (_by_level(one, "lvl"), [None] * (_LEVELS + 1))
            for one in numbering.findall(f"{_W}abstractNum")
        }
        # A number names a list, which others may share, and at which numbers it begins anew.
        self._numbers = {
            one.get(f"{_W}numId", ""): (
                *lists.get(_value(one, "abstractNumId"), ({}, [])),
                {
                    depth: _whole(_value(level, "startOverride"), 1)
                    for depth, level in _by_level(one, "lvlOverride").items()
                    if level.find(f"{_W}startOverride") is not None
                },
            )
            for one in numbering.findall(f"{_W}num")
        }

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph with what parts it from the words, ``""`` for none."""
        from_style, depth = self._by_style(_value(paragraph, "pPr", "pStyle"))
        number = _value(paragraph, "pPr", "numPr", "numId") or from_style
        depth = _whole(_value(paragraph, "pPr", "numPr", "ilvl"), depth)
        levels, counts, starts = self._numbers.get(number, ({}, [], {}))
        if depth not in levels:
            return ""
        before = counts[depth]
        following = _whole(_value(levels[depth], "start"), 1) if before is None else before + 1
        counts[depth:] = [starts.get(depth, following), *[None] * (_LEVELS - depth)]
        starts.clear()
        return _label(levels, depth, counts)

    def _by_style(self, style: str) -> tuple[str, int]:
        for one in self._styles.of(style):
            if number := _value(one, "pPr", "numPr", "numId"):
                levels = self._numbers[number][0] if number in self._numbers else {}
                linked = (at for at, level in levels.items() if _value(level, "pStyle") == style)
                return number, next(linked, _whole(_value(one, "pPr", "numPr", "ilvl"), 0))
        return "", 0


def _label(levels: Levels, depth: int, counts: Counts) -> str:
    def number_at(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        level, count = levels.get(at, levels[depth]), counts[at]
        number = _whole(_value(level, "start"), 1) if count is None else count
        return format_number(number, _value(level, "numFmt") or "decimal")

    if _value(levels[depth], "numFmt") == "bullet":
        return ""
    label = _PLACE.sub(number_at, _value(levels[depth], "lvlText"))
    if not label.strip():
        return ""
    return label if label.endswith(_CLOSED) else f"{label} "


def format_number(number: int, form: str) -> str:
    """A list number as printed; ``form`` is a number format of WordprocessingML."""
    if form in ("none", "bullet"):
        return ""
    tens, ones = divmod(number, 10)
    if form.startswith(_CHINESE) and 0 < number < 100:
        return _DIGITS[tens] * (tens > 1) + "十" * (tens > 0) + _DIGITS[ones] * (ones > 0)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((96 if form == "lowerLetter" else 64) + number)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = "x" * tens + _ROMAN[ones]
        return roman if form == "lowerRoman" else roman.upper()
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x245F + number)
    return str(number)


def _by_level(element: etree._Element, tag: str) -> Levels:
    return {_whole(one.get(f"{_W}ilvl", ""), 0): one for one in element.findall(f"{_W}{tag}")}


def _value(element: etree._Element, *path: str) -> str:
    """The value of what stands inside ``element`` by this path, ``""`` where nothing does."""
    found = element.find("/".join(f"{_W}{part}" for part in path))
    return "" if found is None else found.get(f"{_W}val", "")


def _vanishes(element: etree._Element, path: str = "") -> bool | None:
    """What an element says of hiding: on, off, or nothing."""
    switch = element.find(f"{path}{_W}rPr/{_W}vanish")
    return None if switch is None else switch.get(f"{_W}val", "1") not in ("0", "false", "off")


def _first(said: Iterable[bool | None]) -> bool | None:
    return next((one for one in said if one is not None), None)


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LEVELS else default
