"""The text of a DOCX: its paragraphs and tables in order, as it reads with changes accepted."""

from __future__ import annotations

import logging
import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from ..errors import InputError
from .extracted import LAYOUTS, Extracted, count_of, finish
from .word_styles import Numbering, Styles, W
from .wordprocessing import Story

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_UNPACKED = 128 * 2**20  # of all parts together
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "word/document.xml"
_KINDS = ("styles", "numbering", "footnotes", "endnotes")
_OTHERS = {  # a part that only this kind of file has, and what the file is
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint file",
    "OFD.xml": "an OFD document",
    "META-INF/container.xml": "an EPUB book",
    "META-INF/manifest.xml": "an OpenDocument file",
    "word/document.bin": "a binary Word file",
}
_WHOLE = "a whole DOCX, as its program saved it"


def read_docx(data: bytes, name: str) -> Extracted:
    """The text of a DOCX: a line a paragraph, a tab between the cells of a table row.

    Insertions under review are read, deletions and hidden text are not, and a notice says so. A
    note stands at the end, its number in brackets where it belongs. Nothing linked is fetched.
    """
    check_docx(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body, parts = _parts(archive)
        numbering = Numbering(parts.get("numbering"), parts.get("styles"))
        story = Story(numbering, Styles(parts.get("styles")))
        lines = [*story.lines(body), *_notes(parts, story)]
    except MemoryError:
        raise
    except Exception as error:  # a broken document makes its reader raise nearly anything
        logging.getLogger(__name__).debug("DOCX not read", exc_info=error)
        raise InputError("the DOCX is damaged and cannot be read", name, _WHOLE) from None
    notices = tuple(
        f"{count_of(number, f'{what} is', f'{what}s are')} not read"
        for what, number in sorted(story.left_out.items())
        if number
    )
    return finish("".join(f"{line}\n" for line in lines), name, MEDIA_TYPE, notices=notices)


def check_docx(data: bytes, name: str) -> None:
    """Nothing for a DOCX that may be unpacked; raises ``InputError`` in a line else.

    The sizes are those the archive declares: the reader stops at them and finds the fraud.
    """
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise InputError("the archive is damaged or cut off", name, _WHOLE) from None
    names = {part.filename for part in parts}
    if _DOCUMENT not in names:
        other = next((kind for part, kind in _OTHERS.items() if part in names), "")
        raise InputError(f"the file is {other or 'a zip archive, no document'}", name, LAYOUTS)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the document is protected by a password", name, "one without a password")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        what = f"the document unpacks to {unpacked:,} bytes"
        raise InputError(what, name, f"at most {MAX_UNPACKED:,} bytes")


def _parts(archive: zipfile.ZipFile) -> tuple[etree._Element, dict[str, etree._Element]]:
    """The body of a document, and the roots of the other parts that its text needs."""
    main = _DOCUMENT
    for relation in _relations(archive, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            main = relation.get("Target", "").lstrip("/")
            break
    folder, file = posixpath.split(main)
    parts = {}
    for relation in _relations(archive, posixpath.join(folder, "_rels", f"{file}.rels")):
        kind = posixpath.basename(relation.get("Type", ""))
        if relation.get("TargetMode") == "External" or kind not in _KINDS:
            continue
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        root = _parsed(archive, target.lstrip("/"))
        if root is not None:
            parts[kind] = root
    document = _parsed(archive, main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise ValueError("no body")
    return body, parts


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[etree._Element]:
    root = _parsed(archive, part)
    yield from () if root is None else root.iter(_RELATION)


def _parsed(archive: zipfile.ZipFile, part: str) -> etree._Element | None:
    if part not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(part), parser)


def _notes(parts: dict[str, etree._Element], story: Story) -> Iterator[str]:
    """The notes met so far, each with the number it has in the text."""
    for number, (kind, identity) in enumerate(list(story.notes), 1):
        root = parts.get(f"{kind}s")
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}id") == identity:
                words = " ".join(line.strip() for line in story.lines(note) if line.strip())
                yield f"[{number}] {words}"
