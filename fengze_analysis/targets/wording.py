"""What the words of a plan say: operators, the plan itself, for which time it sets each target."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ..extraction.numerals import DIGITS
from ..lexicon import alternation, forms, words
from ..lexicon.codebook import load_places
from ..model import Document, Period, Target
from ..schema.tables import row_from_cells
from ..text.layout import FILLER

_NUMBERS = DIGITS | {"十": 10}
_CHINESE_YEARS = str.maketrans({char: str(value) for char, value in DIGITS.items()})
_NEAR = 4
_FAR = 10  # years: what is set for so late is a vision
_OPENS = 8  # a time within so many characters opens a sentence, and holds for those that follow
_SENTENCE = re.compile("[^。！？!?]+[。！？!?]*")
_LEAD_WITHIN, _OPENS_LEAD = 400, 14  # in a review a weak lead opens its paragraph
_LEVELS = {"部": 1, "篇": 1, "章": 2, "节": 3, None: 4}
_LONGEST_HEADING = 48
_SAID = {"type": "qualitative", "nature": "not_stated", "main": "no", "confidence": "primary"}
_EMPTY: Target = row_from_cells("targets", _SAID)
_BEFORE = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "around": "~"}
_AFTER = {"after_at_least": ">=", "after_at_most": "<=", "after_around": "~"}
_OPERATORS = {word: sign for role, sign in {**_BEFORE, **_AFTER}.items() for word in words(role)}
_ENDS = re.compile(f"(?:{alternation(*_BEFORE)})$")
_CLOSES = re.compile("(?:[ 了*]|分别|均|都|各|在|为|到|至)*$")
AFTER = re.compile(f"[ ]*({alternation(*_AFTER)})")


def operator_at(before: str, after: str) -> str:
    """The operator of the words that begin behind a figure, else of those that end before it."""
    if behind := AFTER.match(after):
        return _OPERATORS[behind[1]]
    found = _ENDS.search(before) or _ENDS.search(_CLOSES.sub("", before))
    return _OPERATORS[found[0]] if found else ""


@cache
def form(name: str) -> re.Pattern[str]:
    """The pattern of the list ``target_NAME`` of ``lexicon/forms.csv``."""
    return re.compile(forms(f"target_{name}"))


def says(text: str, name: str) -> bool:
    """Whether a form of the list ``target_NAME`` is found in ``text``."""
    return form(name).search(text) is not None


def code_in(text: str, name: str) -> str:
    """The code that the list ``target_NAME`` gives a form found in ``text``, ``""`` without one."""
    found = form(name).search(text)
    return str(found.lastgroup) if found else ""


@cache
def _pattern(around: str, *roles: str) -> re.Pattern[str]:
    return re.compile(around.format(alternation(*roles)))


def ends_with(before: str, *roles: str) -> bool:
    """Whether a word of ``roles`` ends right at the figure."""
    return _pattern("(?:{})(?:[ 了*]|分别|均|都|各|总数)*$", *roles).search(before) is not None


def last_of(text: str, *roles: str) -> int:
    """Where the last word of ``roles`` in ``text`` begins, -1 without one: 增加值 holds no verb."""
    bare = _pattern("{}", "no_verb").sub(lambda match: "～" * len(match[0]), text)
    return max((match.start() for match in _pattern("{}", *roles).finditer(bare)), default=-1)


class Plan(NamedTuple):
    """A plan: its title, the area it is for, the year it was made in and its own span, if any."""

    title: str
    place: str
    year: int
    class_: str
    span: Period | None

    def target(self, target_id: str, horizon: Period) -> Target:
        class_ = self.class_
        if class_ == "yearly_plan" and not (horizon.is_year and horizon.last <= self.year + 1):
            # A work report states those of several plans; what the one that opens a five-year plan
            # states for its end is the outline's.
            opens = horizon.last % 5 == 0 and self.year % 5 == 1
            class_ = "outline" if opens or horizon.last > self.year + 5 else "term_goal"
        return replace(
            _EMPTY,
            target_id=target_id,
            place=self.place,
            level=level_of(self.place),
            target_year=horizon.last or None,
            class_=class_,
            plan=self.title,
        )


def plan_of(document: Document, folded: str) -> Plan:
    """The plan that ``document`` is."""
    title, span = document.title, None
    if years := form("span").search(title):
        span = Period(int(years[1]), int(years[2]))
    elif named := form("plan_name").search(title):
        span = _five_years(named[1] or named[2])
    report, class_ = says(title, "work_report"), code_in(title, "class") or "yearly_plan"
    titled = form("title_year").search(title)
    year = document.year or int(titled[1] if titled else document.date[:4] or 0)
    if report:  # one of December plans the next year
        own = map(int, form("own_year").findall(folded))
        year = max([year, *(one for one in own if not year or one <= year + 1)])
    elif span is not None:
        year = span.first
    place = document.place or ("全国" if title.startswith("中华人民共和国") else "")
    return Plan(title, place, year, class_, None if report else span)


@cache
def level_of(place: str) -> str:
    """The level of an area by the gazetteer, else by its name; ``""`` where neither says it."""
    known = (one.level for one in load_places() if one.place == place)
    return next(known, code_in(place, "level"))


def _five_years(number: str) -> Period:
    return Period(2001 + 5 * DIGITS[number], 2005 + 5 * DIGITS[number])


class _Mark(NamedTuple):
    start: int  # from where on these hold
    horizon: Period | None
    part: Period | None  # the horizon of the part of the text


class Horizons:
    """For which time the figures of a plan's text are set, by where they stand in it."""

    def __init__(self, folded: str, paragraphs: Sequence[tuple[int, int]], plan: Plan) -> None:
        self.folded, self.plan, self._year = folded, plan, plan.year
        self._review = 0  # the level of the heading that opened the last review
        self._mentions = list(self._find(folded))
        self._marks = [_Mark(0, None, None), *self._parts(paragraphs, plan.span)]

    def at(self, position: int) -> Period | None:
        """The horizon of the figure at ``position``, ``None`` where it is past or not said."""
        horizon = self._mark_at(position).horizon
        for start, named in self._between(self.sentence_start(position), position + 1)[-1:]:
            # A past year in an item of a list does not reach the next.
            if named.last >= self._year or "；" not in self.folded[start:position]:
                horizon = named
        return horizon if horizon and horizon.last >= self._year else None

    def sentence_start(self, position: int) -> int:
        return max(self.folded.rfind(mark, 0, position) for mark in "。\n") + 1

    def is_outlook(self, position: int) -> bool:
        part = self._mark_at(position).part
        return part is not None and part.last >= self._year

    def _mark_at(self, position: int) -> _Mark:
        return self._marks[bisect_right(self._marks, position, key=itemgetter(0)) - 1]

    def _between(self, start: int, end: int) -> list[tuple[int, Period]]:
        low, high = (bisect_left(self._mentions, at, key=itemgetter(0)) for at in (start, end))
        return self._mentions[low:high]

    def _find(self, folded: str) -> Iterator[tuple[int, Period]]:
        for match in form("mention").finditer(folded):
            horizon = self._horizon(match)
            near = folded[max(0, match.start() - _NEAR) : match.start()]
            based = says(near, "base_before") or form("base_behind").match(folded, match.end())
            if horizon is None or (based and horizon.last <= self._year):
                continue
            far = horizon.last >= self._year + _FAR and says(near, "looked_up_to")
            if not far and not says(near, "drafted"):
                yield match.start(), horizon

    def _horizon(self, match: re.Match[str]) -> Period | None:
        if match["first"]:
            return Period(int(match["first"]), int(match["last"]))
        if match["year"] or match["written"]:
            year = int(match["year"] or match["written"].translate(_CHINESE_YEARS))
            # What is to be reached in 2025 is of the five-year plan that began in 2021; of one
            # that has yet to begin, it is of the years from now on.
            first = year - (year - 1) % 5 if year > self._year else year
            return Period(min(first, self._year), year)
        if plan := match["plan"] or match["numbered"]:
            return _five_years(plan)
        if count := match["many"] or match["within"]:
            many = int(count) if count.isdecimal() else _NUMBERS.get(count)
            return Period(self._year, self._year + many - 1) if many else None
        year = self._year + (1 if match["next"] else -1 if match["before"] else 0)
        return Period(year, year)

    def _parts(self, paragraphs: Sequence[tuple[int, int]], part: Period | None) -> Iterator[_Mark]:
        """Where a horizon begins to hold: at a heading, a paragraph, a sentence that opens so."""
        for start, end in paragraphs:
            first = self.folded[start:end].split(FILLER, 1)[0]  # a heading may be mended to it
            if len(first) < end - start and form("heading").match(first) and "。" not in first:
                part = self._part(first, start, start + len(first), part)
                start += len(first)
            part = self._part(self.folded[start:end].replace(FILLER, ""), start, end, part)
            yield _Mark(start, part, part)
            for sentence in _SENTENCE.finditer(self.folded, start, end):
                opening = self._between(sentence.start(), sentence.start() + _OPENS)
                if opening and opening[0][1].last >= self._year:
                    yield _Mark(sentence.start(), opening[0][1], part)

    def _part(self, printed: str, start: int, end: int, part: Period | None) -> Period | None:
        """The horizon of the part that a paragraph belongs to; a heading or a lead begins one."""
        body = printed.strip(" *#\n")
        if form("notes").fullmatch(body):
            return Period(0, 0)
        if len(body) <= _LONGEST_HEADING and "。" not in body:
            return self._of_heading(body, [found for _, found in self._between(start, end)], part)
        in_review = part is not None and part.last < self._year
        for lead in form("lead").finditer(self.folded, start, min(end, start + _LEAD_WITHIN)):
            far = lead.start() > start + _OPENS_LEAD and lead["strong"] is None
            named = self._between(lead.start(), lead.start() + _OPENS)
            if named and not (in_review and far):
                part = named[0][1]
        return part

    def _of_heading(self, heading: str, found: list[Period], part: Period | None) -> Period | None:
        mark = form("heading").match(heading)
        level = _LEVELS[mark["level"] if mark else None]
        if not mark and says(heading, "title_end"):
            return part
        if says(heading, "review") and (found or mark):
            self._review = level
            return Period(self._year - 1, self._year - 1)
        if found and (mark or says(heading, "leads")):
            return found[0]
        # The next chapter of a plan is about the plan again.
        over = mark and part is not None and part.last < self._year and level <= self._review
        return self.plan.span if over and self.plan.span else part
