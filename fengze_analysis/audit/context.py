"""Everything a rule may look at: the report's passages and what other texts publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..errors import InputError
from ..model import Document, Indicator, Published, Source, Statement
from ..rounding import ROUNDING_RULES
from .index import PublishedIndex
from .passages import Figure, Passage, read_passages

Measure = tuple[str, str]


@dataclass(frozen=True)
class Context:
    """What the rules read, each part indexed once."""

    document: Document
    passages: tuple[Passage, ...]
    published: PublishedIndex
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]

    @cached_property
    def figures(self) -> tuple[tuple[Passage, Figure], ...]:
        """Every figure with its passage, in the order of the text."""
        return tuple((passage, figure) for passage in self.passages for figure in passage.figures)

    @property
    def written(self) -> int | None:
        """The year in which the report was made."""
        date = self.document.date[:4]
        return self.document.year or (int(date) if date.isdecimal() else None)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The indicators that the report has a figure for."""
        return frozenset(code for _, figure in self.figures for code in figure.row.indicator)

    @cached_property
    def measures(self) -> Mapping[Measure, Sequence[Passage]]:
        """The passages of each measure (section and item), in the order of the text."""
        groups: dict[Measure, list[Passage]] = {}
        for passage in self.passages:
            groups.setdefault((passage.section, passage.item), []).append(passage)
        return groups


def gather_context(
    document: Document,
    statements: Iterable[Statement],
    published: Iterable[Published],
    sources: Iterable[Source],
    indicators: Iterable[Indicator],
    rounding: str,
) -> Context:
    """The context of one report; raises :class:`InputError` for a row of another text."""
    if rounding not in ROUNDING_RULES:
        raise InputError(f"rounding {rounding!r}", "the audit", " ".join(ROUNDING_RULES))
    rows = tuple(statements)
    for row in rows:
        if document.text[row.start : row.end] != row.surface:
            raise InputError(
                f"“{row.surface}” does not stand at its position", row.row_id, "rows of this text"
            )
    known = {source.source_id: source for source in sources}
    codebook = {indicator.code: indicator for indicator in indicators}
    places = {row.place for row in rows} - {""}
    own = {key for key, one in known.items() if one.number and one.number == document.number}
    return Context(
        document,
        read_passages(document, rows),
        PublishedIndex.of(
            (p for p in published if p.place in places and p.source_id not in own),
            codebook,
            rounding,
        ),
        known,
        codebook,
    )
