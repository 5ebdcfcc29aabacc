"""The text of a DOCX: its paragraphs and tables in order, as it reads with changes accepted."""

from __future__ import annotations

import logging
import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from ..errors import InputError
from .archive import MAX_UNPACKED, check_docx
from .extracted import Extracted, count_of, finish
from .word_numbering import Numbering, W
from .word_styles import Styles
from .wordprocessing import Story

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_docx(data: bytes, name: str) -> Extracted:
    """The text of a DOCX: a line a paragraph, a tab between the cells of a table row.

    Insertions under review are read, deletions and hidden text are not, and a notice says so. A
    note stands at the end, its number in brackets where it belongs. Nothing linked is fetched.
    """
    check_docx(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            package = _Package(archive)
        styles = package.part("styles")
        story = Story(Numbering(package.part("numbering"), styles), Styles(styles))
        lines = list(story.lines(package.body))
        lines.extend(_notes(package, story))
    except MemoryError:
        raise
    except Exception as error:  # a broken document makes its reader raise nearly anything
        logging.getLogger(__name__).debug("DOCX not read", exc_info=error)
        right = "a whole DOCX, as its program saved it"
        raise InputError("the DOCX is damaged and cannot be read", name, right) from None
    notices = tuple(
        f"{count_of(number, f'{what} is', f'{what}s are')} not read"
        for what, number in sorted(story.left_out.items())
        if number
    )
    return finish("".join(f"{line}\n" for line in lines), name, MEDIA_TYPE, notices=notices)


class _Package:
    """The parts of a document that its text needs; whatever else there is stays unopened."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._names = set(archive.namelist())
        self._roots: dict[str, etree._Element] = {}
        main = self._main(archive)
        folder, file = posixpath.split(main)
        relations = self._parsed(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in () if relations is None else relations.iter(_RELATION):
            kind = posixpath.basename(relation.get("Type", ""))
            if relation.get("TargetMode") == "External" or kind not in _KINDS:
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            root = self._parsed(archive, target.lstrip("/"))
            if root is not None:
                self._roots[kind] = root
        document = self._parsed(archive, main)
        body = None if document is None else document.find(f"{W}body")
        if body is None:
            raise ValueError("no body")
        self.body = body

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part of this kind, ``None`` where the document has none."""
        return self._roots.get(kind)

    def _main(self, archive: zipfile.ZipFile) -> str:
        relations = self._parsed(archive, "_rels/.rels")
        for relation in () if relations is None else relations.iter(_RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
        return "word/document.xml"

    def _parsed(self, archive: zipfile.ZipFile, part: str) -> etree._Element | None:
        if part not in self._names:
            return None
        with archive.open(part) as file:
            data = file.read(MAX_UNPACKED + 1)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(data, parser)


_KINDS = ("styles", "numbering", "footnotes", "endnotes")


def _notes(package: _Package, story: Story) -> Iterator[str]:
    """The notes met so far, each with the number it has in the text."""
    for number, (kind, identity) in enumerate(list(story.notes), 1):
        root = package.part(f"{kind}s")
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}id") == identity:
                words = " ".join(line.strip() for line in story.lines(note) if line.strip())
                yield f"[{number}] {words}"
