"""What the figures of the comparison are drawn from: the shape of its rows, and a series' own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from fengze_analysis.errors import InputError


class Named(Protocol):
    """A row about an indicator."""

    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class PaceRow(Named, Protocol):
    """An indicator's progress s and time share τ, with our word and the official one.

    Numbers are ``value`` strings, ``""`` where there is none; words are the Chinese ones.
    ``agreement`` is agree, disagree, undecided or not_assessable, ``""`` without official word.
    """

    @property
    def observed_year(self) -> str: ...
    @property
    def progress(self) -> str: ...
    @property
    def progress_low(self) -> str: ...
    @property
    def progress_high(self) -> str: ...
    @property
    def time_share(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def official_word(self) -> str: ...
    @property
    def agreement(self) -> str: ...


class MethodRow(Protocol):
    """What one method says; ``on_track`` is yes, no, undecided or ``""`` where it was not run."""

    @property
    def method(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def word_zh(self) -> str: ...
    @property
    def word_en(self) -> str: ...
    @property
    def on_track(self) -> str: ...


class PanelRow(Named, Protocol):
    """An indicator with what each method says of it."""

    @property
    def methods(self) -> Sequence[MethodRow]: ...


class EvidenceRow(Protocol):
    """A measure with its figures by stage and its clauses.

    ``evidence`` is outcome_data, work_data or words: the strongest that it gives.
    """

    @property
    def section(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def opinion(self) -> str: ...
    @property
    def measure(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def input(self) -> int: ...
    @property
    def activity(self) -> int: ...
    @property
    def output(self) -> int: ...
    @property
    def outcome(self) -> int: ...
    @property
    def recognition(self) -> int: ...
    @property
    def uncoded(self) -> int: ...
    @property
    def clauses(self) -> int: ...
    @property
    def clauses_with_figure(self) -> int: ...


class SilenceRow(Named, Protocol):
    """What the report has on an indicator of a plan.

    ``status`` is figure, words, not_mentioned or not_applicable.
    """

    @property
    def level(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A value of a place in a year. ``role`` is outcome, own_target or benchmark.

    ``series`` names the definition or base of the value: where it changes, the line breaks.
    ``whose`` says who set a target, ``operator`` what sign it has. Raise ``InputError`` for a year
    that is none and for bounds upside down.
    """

    place: str
    year: str
    value: str
    low: str = ""
    high: str = ""
    role: str = "outcome"
    series: str = ""
    operator: str = ""
    whose: str = ""

    def __post_init__(self) -> None:
        if not (self.year.isascii() and self.year.isdigit()):
            raise InputError(f"{self.year!r} is no year", self.place, "a year such as 2023")
        if self.low and self.high and Fraction(self.low) > Fraction(self.high):
            bounds = f"{self.low} > {self.high}"
            raise InputError(f"bounds upside down: {bounds}", self.place, "the lower one first")
