"""Everything a rule may look at: the report's passages, other publications, the parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import InputError
from ..model import Document, Indicator, Observation, Published, Source
from ..rounding import HALF_UP, ROUNDING_RULES
from .passages import Figure, Passage, read_passages


@dataclass(frozen=True, slots=True)
class AuditParameters:
    """The choices of the audit, each printed with its findings.

    ``rounding`` is the rule the outcomes table was read with, ``places`` how many decimals (of 亿,
    of 万 or of one) an implied bound is printed with, ``name_likeness`` the share of a name's
    characters that must return in order for two names to be near, ``name_surplus`` by how many
    characters one may be longer.
    """

    rounding: str = HALF_UP
    places: int = 2
    name_likeness: float = 0.8
    name_surplus: int = 4

    def __post_init__(self) -> None:
        if self.rounding not in ROUNDING_RULES:
            raise InputError(f"rounding {self.rounding!r}", "parameters", " ".join(ROUNDING_RULES))
        if not 0 < self.name_likeness <= 1:
            raise InputError(f"name_likeness {self.name_likeness}", "parameters", "0 to 1")


@dataclass(frozen=True)
class Evidence:
    """What the rules read."""

    document: Document
    passages: tuple[Passage, ...]
    published: tuple[Published, ...]
    sources: dict[str, Source]
    parameters: AuditParameters
    names_en: Mapping[str, str] = field(default_factory=dict)

    def english(self, codes: str) -> str:
        """The English names of the indicators of a cell (``a;b``), ``""`` where none is known."""
        known = (self.names_en.get(code, "") for code in codes.split(";"))
        return " and ".join(dict.fromkeys(filter(None, known)))

    @property
    def figures(self) -> list[tuple[Passage, Figure]]:
        """Every figure with its passage, in the order of the text."""
        return [(passage, figure) for passage in self.passages for figure in passage.figures]

    def measures(self) -> list[tuple[tuple[str, str], list[Passage]]]:
        """The passages of each measure (section and item), in the order of the text."""
        groups: dict[tuple[str, str], list[Passage]] = {}
        for passage in self.passages:
            groups.setdefault((passage.section, passage.item), []).append(passage)
        return list(groups.items())


def gather_evidence(
    document: Document,
    rows: Iterable[Observation],
    published: Sequence[Published],
    sources: Sequence[Source],
    parameters: AuditParameters,
    indicators: Iterable[Indicator] = (),
) -> Evidence:
    """The evidence of one report; a row of another report or text is refused.

    ``indicators`` give the English names by which the English sentences call the figures.
    """
    table = tuple(rows)
    for row in table:
        if document.text[row.start : row.end] != row.surface:
            raise InputError(
                f"“{row.surface}” does not stand at its position", row.row_id, "rows of this text"
            )
    return Evidence(
        document,
        read_passages(document, table),
        tuple(published),
        {source.source_id: source for source in sources},
        parameters,
        {indicator.code: indicator.name_en for indicator in indicators},
    )
