"""The text of a DOCX: its paragraphs and tables in order, as it reads with changes accepted."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from fengze_analysis.errors import InputError
from fengze_analysis.text.archive import check_docx
from fengze_analysis.text.extracted import Extracted, count_of, finish
from fengze_analysis.text.word_numbering import Numbering, W
from fengze_analysis.text.wordprocessing import Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from lxml import etree

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, name: str) -> Extracted:
    """The text of a DOCX: a line a paragraph, a tab between the cells of a table row.

    Insertions under review are read, deletions and hidden text are not, and a notice says so. A
    note stands at the end, its number in brackets where it belongs. Nothing linked is fetched.
    """
    check_docx(data, name)
    try:
        document = docx.Document(BytesIO(data))
        story = Story(Numbering(_root(document, RELATIONSHIP_TYPE.NUMBERING), _styles(document)))
        lines = list(story.lines(document.element.body))
        lines.extend(_notes(document, story))
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


def _notes(document: Document, story: Story) -> Iterator[str]:
    """The notes met so far, each with the number it has in the text."""
    roots = {
        "footnote": _root(document, RELATIONSHIP_TYPE.FOOTNOTES),
        "endnote": _root(document, RELATIONSHIP_TYPE.ENDNOTES),
    }
    for number, (kind, identity) in enumerate(list(story.notes), 1):
        root = roots[kind]
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}id") == identity:
                words = " ".join(line.strip() for line in story.lines(note) if line.strip())
                yield f"[{number}] {words}"


def _root(document: Document, kind: str) -> etree._Element | None:
    """The root of a part the document is related to, ``None`` where it has none of the kind."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part: Any = relation.target_part
            return part.element if hasattr(part, "element") else parse_xml(part.blob)
    return None


def _styles(document: Document) -> etree._Element:
    styles: etree._Element = document.styles.element
    return styles
