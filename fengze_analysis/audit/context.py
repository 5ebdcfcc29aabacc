"""Everything a rule may look at, every figure in its place, and the finding: codes and values."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import groupby, pairwise
from typing import TypeAlias

from ..interval import Exact, Interval, as_number, exact_number
from ..lexicon import read_rows
from ..lexicon.subject import squash, subject
from ..model import Document, Finding, Indicator, Period, Published, Sentence, Source, Statement
from ..rounding import any_rounding, approximator, printed_interval, published_step
from ..values import Amount, Name, Value
from .words import (
    BRACKETS,
    any_word,
    bare_name,
    is_word,
    of_years,
    says,
    uncovered,
)

# What ends a clause, and the brackets inside which nothing does; 1,300 holds no end.
_MARK = re.compile(f"[，；。！？：;,{re.escape(''.join(BRACKETS))}](?<![0-9],(?=[0-9]))")
_LONGEST_NAME = 20
_NOUN = 2
_SENTENCE_END = re.compile(r"[。！？]|\n\s*\n")


class Printed:
    """A figure as some text prints it; exact numbers are made only where a rule asks for them."""

    row: Statement

    @property
    def approx(self) -> str:
        return self.row.approx

    @cached_property
    def interval(self) -> Interval:
        """What it can stand for under the rounding rule of the audit."""
        return self.row.interval

    @property
    def amount(self) -> Amount:
        row, surface = self.row, squash(self.row.surface)
        return Amount(row.value, row.canonical_unit, row.kind, row.approx, row.direction, surface)

    @property
    def value(self) -> Exact:
        return self.row.value

    @cached_property
    def number(self) -> Fraction | None:
        return exact_number(self.value)

    @cached_property
    def step(self) -> Fraction:
        """One unit of the last printed place; 0 for a full count and where it cannot be known."""
        low, high = self.interval.low, self.interval.high
        return high - low if self.exact and low is not None and high is not None else Fraction(0)

    @cached_property
    def widest(self) -> Interval:
        """What it can stand for, rounded or cut off: no contradiction if this interval saves it."""
        if self.number is None or not self.step:
            return self.interval
        return any_rounding(self.number, self.step)

    @property
    def exact(self) -> bool:
        return self.approx == "exact"

    def meets(self, other: Printed) -> bool:
        """Whether both can be one number; those printed alike need no interval."""
        return self.value == other.value or self.widest.meets(other.widest)


Values: TypeAlias = dict[str, Value | Printed]  # of a message; a figure is said as printed


@dataclass(eq=False)
class Mention(Printed):
    """A statement in its passage, blanks not counted, with its clause's words on either side."""

    row: Statement
    passage: Passage
    index: int
    start: int
    end: int
    clause: int
    before: str
    after: str
    own_words: str  # of its clause, behind the figure before it

    @property
    def exact_count(self) -> bool:
        """Whether the figure is a whole number printed in full (152 个)."""
        exact = self.row.low == self.row.high == self.value
        return exact and self.number is not None and self.number.denominator == 1

    @property
    def is_amount(self) -> bool:
        return self.row.kind == "amount"

    @property
    def is_percent(self) -> bool:
        return self.row.kind == "share" and self.row.canonical_unit == "%"

    @property
    def is_money(self) -> bool:
        return self.row.canonical_unit.endswith("元")

    @property
    def is_outcome(self) -> bool:
        return self.row.sense == "outcome"

    @cached_property
    def label(self) -> str:
        """The words that name the figure; those before it where its name says little (项目)."""
        name = squash(self.row.indicator_phrase)
        little = not name or is_word(name, "generic")
        return (self.before[-_LONGEST_NAME:] if little else name) or name

    @property
    def name(self) -> Name:
        return Name(self.label, self.row.indicator)

    def up_to(self, other: Mention) -> str:
        return self.passage.text[self.end : other.start]


@dataclass(eq=False)
class Passage:
    """A sentence of a document with the rows read in it; ``above`` holds the headings over it."""

    section: str
    item: str
    above: str
    raw: str
    sentence: Sentence
    rows: Sequence[Statement]

    @cached_property
    def text(self) -> str:
        return squash(self.raw)

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """The clauses as spans, end exclusive; marks inside brackets do not cut."""
        depth, ends = 0, []
        for mark in _MARK.finditer(self.text):
            if mark[0] in BRACKETS:
                depth += BRACKETS[mark[0]]
            else:
                ends.append((mark.start(), depth))
        # A bracket that closes elsewhere protects nothing.
        cuts = [at for at, within in ends if depth or not within]
        edges = pairwise([-1, *cuts, len(self.text)])
        return tuple([(low + 1, high) for low, high in edges if low + 1 < high])

    @cached_property
    def figures(self) -> tuple[Mention, ...]:
        found: list[Mention] = []
        text, start, end, at = self.text, 0, 0, 0
        for index, row in enumerate(self.rows):
            begin = row.start - self.sentence.start
            start, at = start + len(squash(self.raw[at:begin])), begin
            clause = self.clause_at(start)
            low, high = self.clauses[clause]
            own = text[max(low, min(end, start)) : start]
            end = start + len(squash(row.surface))
            words = text[low:start], text[end:high], own
            found.append(Mention(row, self, index, start, end, clause, *words))
        return tuple(found)

    def clause_at(self, position: int) -> int:
        return max(0, bisect_right(self.clauses, (position, len(self.text))) - 1)

    @cached_property
    def looks_ahead(self) -> bool:
        """Whether the sentence, or the part it stands in, tells of plans and not of results."""
        return says(self.text, "future") or says(self.above, "future_heading")

    def clause_text(self, number: int) -> str:
        return self.text[slice(*self.clauses[number])]


def _outside(text: str, rows: Sequence[Statement]) -> Iterator[Passage]:
    """The sentences of rows that stand in no measure."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for after, group in groupby(rows, key=lambda row: bisect_right(edges, row.start)):
        first, *others = group
        start, end = edges[after - 1], edges[after]
        where = first.section, first.item, squash(first.heading), text[start:end]
        yield Passage(*where, Sentence(start, end, first.sentence), [first, *others])


# Whether an innocent reading is left of figures that differ: one of them is next year's goal, of
# another district, a mean of years or an estimate.


def same_ground(*figures: Mention) -> bool:
    """Whether all are exact outcomes of one place, one year or span, and one form."""
    grounds = {_ground(one) for one in figures}
    return len(grounds) == 1 and None not in grounds


def _ground(figure: Mention) -> tuple[str, Period, frozenset[str]] | None:
    row, passage = figure.row, figure.passage
    if not (figure.is_outcome and figure.exact and row.place) or row.year is None:
        return None
    _, end = passage.clauses[figure.clause]
    told = passage.text[:end] + passage.above
    if says(told, "tentative", "comparable") or passage.looks_ahead or of_years(told):
        return None
    words = figure.own_words + squash(row.indicator_phrase) + row.period + row.status
    return row.place, row.year, frozenset(any_word("form").findall(words))


def holds(whole: Mention, part: Mention) -> bool:
    """Whether what is counted first holds what is counted second by name: 企业 and 规上企业."""
    noun = bare_name(whole.label)[-_NOUN:]
    return len(noun) == _NOUN and noun in part.label


def said_of(figure: Mention) -> str:
    """What a figure is said of, word for word: 山区5市 or 规上 may tell two apart."""
    text = figure.passage.text
    start, _ = figure.passage.clauses[figure.clause]
    for other in figure.passage.figures[: figure.index]:
        if start < other.end < figure.start and text[other.end] in "、和及与":
            start = other.end  # 山区5市新增 begins with the clause, 3家、增长 behind the 、
    own, name = subject(text[start : figure.start]), subject(figure.row.indicator_phrase)
    return own if name in own else name + own


@cache
def load_cases() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What a rule can find, by rule and name; of weight 0 is what the annex alone tells."""
    return {(row["rule"], row["case"]): row for row in read_rows("cases.csv", __package__)}


@dataclass(eq=False)
class Known(Printed):
    """A published figure, whose row leaves interval and approximator to be found."""

    row: Published  # type: ignore[assignment]
    rounding: str

    @cached_property
    def approx(self) -> str:
        return approximator(self.row.qualifier)

    @cached_property
    def interval(self) -> Interval:
        step = published_step(self.row)
        return printed_interval(self.value, step, self.approx, self.rounding)

    @property
    def amount(self) -> Amount:
        return Amount(self.value, self.row.unit, approx=self.approx)

    @property
    def name(self) -> Name:
        return Name(self.row.name_zh, (self.row.indicator,) if self.row.indicator else ())


@dataclass(frozen=True)
class Context:
    """A report and what is known beside it, each part indexed once for all rules."""

    document: Document
    statements: Sequence[Statement]
    others: Iterable[Published]
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    rounding: str

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The sentences in order, with the figures that stand in each."""
        left = sorted(self.statements, key=lambda row: row.start)
        starts, text = [row.start for row in left], self.document.text
        found: list[Passage] = []
        known: set[int] = set()
        for item in self.document.items:
            where = item.section, item.item, squash(item.section_heading + item.heading)
            for one in item.sentences:
                first, last = (bisect_left(starts, at) for at in (one.start, one.end))
                found.append(Passage(*where, text[one.start : one.end], one, left[first:last]))
                known.update(range(first, last))
        found += _outside(text, [row for at, row in enumerate(left) if at not in known])
        return sorted(found, key=lambda passage: passage.sentence.start)

    @cached_property
    def figures(self) -> tuple[Mention, ...]:
        return tuple(figure for passage in self.passages for figure in passage.figures)

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(code for figure in self.figures for code in figure.row.indicator)

    @cached_property
    def measures(self) -> Mapping[tuple[str, str], Sequence[Passage]]:
        found: dict[tuple[str, str], list[Passage]] = {}
        for passage in self.passages:
            found.setdefault((passage.section, passage.item), []).append(passage)
        return found

    @cached_property
    def given(self) -> Mapping[object, Mapping[object, Sequence[Known]]]:
        """What other texts give for a place, unit and year, by name, code and heading; no range."""
        places = {row.place for row in self.statements} - {""}
        number = self.document.number
        own = {key for key, one in self.sources.items() if number and one.number == number}
        near = [one for one in self.others if one.place in places and one.source_id not in own]
        found: dict[object, dict[object, list[Known]]] = {}
        for row in near:
            if not isinstance(row.value, Interval):
                beside = found.setdefault((row.place, row.unit, row.year), {})
                known, heading = Known(row, self.rounding), self.heading(row.indicator)
                for key in (uncovered(row.name_zh), *filter(None, (row.indicator, heading))):
                    beside.setdefault(key, []).append(known)
        return found

    def heading(self, code: str) -> tuple[str, ...]:
        """What two share that may count the same: 城建项目完成投资, 城市提品质项目完成投资."""
        one = self.indicators.get(code)
        return (one.sector, one.unit, one.stage, one.name_zh[-3:]) if one and one.sector else ()

    def finding(
        self,
        rule: str,
        case: str,
        figures: Sequence[Mention],
        values: Values,
        printed: Exact | None = None,
        expected: Amount | None = None,
        number: Fraction | None = None,
        source_id: str = "",
        key: str = "",
        passages: Iterable[Passage] | None = None,
    ) -> Finding:
        """The finding of one ``case``; its id is the rule and the key, else the rows.

        ``expected`` is what other figures give, ``number`` that of them which is exact.
        """
        found = load_cases().get((rule, case)) or load_cases()["any", case]
        rows = tuple(dict.fromkeys([figure.row.row_id for figure in figures]))
        finding_id = f"{rule}.{key or '+'.join(rows)}"
        code = next((code for figure in figures for code in figure.row.indicator), "")
        value, unit, *_ = expected or Amount(Interval(None, None), "")
        within = value if isinstance(value, Interval) else Interval.point(value)
        readings = [f"audit.reading.{one}" for one in found["readings"].split(";") if one]
        said = [(n, one.amount if isinstance(one, Printed) else one) for n, one in values.items()]
        read = [figure.passage for figure in figures] if passages is None else passages
        told = sorted(dict.fromkeys(read), key=lambda passage: passage.sentence.start)
        return Finding(
            report_id=self.document.report_id,
            finding_id=finding_id,
            rule=rule,
            outcome=found["outcome"],
            tested=found["tests"] == "yes",
            rows=rows,
            indicator=code,
            printed=printed,
            expected=as_number(number),
            expected_low=as_number(within.low),
            expected_high=as_number(within.high),
            unit=unit,
            message=f"audit.{found['rule']}.{case}",
            readings=tuple(readings),
            values=tuple(said),
            weight=int(found["weight"]),
            group=found["group"] or finding_id,
            sentence=" ".join([passage.sentence.text for passage in told]),
            source_id=source_id,
        )
