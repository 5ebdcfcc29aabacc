"""Parts against their total: 其中 names parts of a total, 合计 adds up what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..interval import decimal_or_fraction
from ..model import Finding
from ..values import Amount
from .arithmetic import above, add_up
from .context import Context, Expected
from .innocent import holds, same_ground
from .passages import Figure, Passage, Values
from .rules import any_word, says

RULE = "sum_of_parts"
_ADDS_UP = re.compile(r"[，、；（(](?P<word>合计|共计|总计|总共|一共|共)[有达为计]?$")
_SAYS_SUM = ("合计", "共计", "总计")
_ADDED = ("adds_up", "adds_up_rounded")


def find_sums(context: Context) -> Iterator[Finding]:
    """The findings on every total whose parts are printed in the same measure."""
    for passages in context.measures.values():
        for before, passage in pairwise([None, *passages]):
            if passage is not None and passage.figures:
                for found in (*_among_which(passage, before), *_added_up(passage)):
                    yield _finding(context, *found)


Found = tuple[str, Figure, Sequence[Figure]]


def _among_which(passage: Passage, before: Passage | None) -> Iterator[Found]:
    marks = [match.start() for match in re.finditer("其中", passage.text)]
    for mark, end in pairwise([*marks, len(passage.text)]):
        parts = _parts_after(passage, mark, end)
        if not parts:
            continue
        unit = parts[0].row.canonical_unit
        totals = [f for f in passage.figures if f.end <= mark and _adds(f, unit)]
        if not totals and before is not None and not passage.text[:mark].strip("，、"):
            totals = [f for f in before.figures if _adds(f, unit)]
        if totals and not any(says(one.own_words, "per_head") for one in (totals[-1], parts[0])):
            yield from _judge(totals, parts, mark)


def _parts_after(passage: Passage, mark: int, end: int) -> list[Figure]:
    """The figures 其中 introduces: one unit, up to the end of the clause group."""
    stops = [passage.text.find(char, mark, end) for char in "；。"]
    end = min([stop for stop in stops if stop >= 0], default=end)
    parts: list[Figure] = []
    for figure in passage.figures:
        if not mark < figure.start < end or not _adds(figure, figure.row.canonical_unit):
            continue
        anew = any_word("new_subject").match(figure.before)
        if parts and (anew or figure.clause - parts[-1].clause > 1):
            break
        if not parts or figure.row.canonical_unit == parts[0].row.canonical_unit:
            parts.append(figure)
    return parts


def _adds(figure: Figure, unit: str) -> bool:
    row = figure.row
    return figure.is_amount and row.canonical_unit == unit and row.sense in ("outcome", "plan")


def _judge(totals: Sequence[Figure], parts: Sequence[Figure], mark: int) -> Iterator[Found]:
    """The case of the total that the parts make, else of the one before 其中.

    Where they are more than any total, what is joined to 其中 may be something else: said only of
    money in one form, and of a part above the one total that it is named after.
    """
    for total in reversed(totals):
        reached = (n for n in range(2, len(parts)) if _sum(parts[:n]) == total.number)
        some = parts[: next(reached, len(parts))]
        if (case := _case(total, some)) in _ADDED:
            yield case, total, some
            return
    total, first, alone = totals[-1], parts[0], len(totals) == 1
    case = _case(total, parts)
    if case == "part_exceeds":
        if alone and _follows(first, mark) and holds(total, first) and same_ground(total, first):
            yield case, total, [first]
    elif case == "parts_below" or (alone and _in_one_form(parts)):
        yield case, total, parts


def _in_one_form(parts: Sequence[Figure]) -> bool:
    """Whether the parts are money said alike: 甲完成3亿元，乙完成4亿元."""
    words = [part.own_words.removeprefix("其中").lstrip("，、") for part in parts]
    alike = len({said[-2:] for said in words}) == 1 or len({said[:2] for said in words}) == 1
    return alike and parts[0].is_money and all(part.is_outcome for part in parts)


def _case(total: Figure, parts: Sequence[Figure]) -> str:
    added, number = add_up(part.widest for part in parts), _sum(parts)
    if len(parts) > 1 and number is not None:
        if number == total.number:
            return "adds_up"
        if all(one.exact for one in (total, *parts)) and added.meets(total.widest):
            return "adds_up_rounded"
    if not above(added, total.widest):
        return "parts_below"
    return "part_exceeds" if above(parts[0].widest, total.widest) else "parts_exceed"


def _sum(parts: Sequence[Figure]) -> Fraction | None:
    numbers = [part.number for part in parts if part.number is not None]
    return sum(numbers, Fraction(0)) if len(numbers) == len(parts) else None


def _follows(part: Figure, mark: int) -> bool:
    """Whether the part stands in the clause of 其中, or right behind 其中 and its comma."""
    clauses = enumerate(part.passage.clauses)
    clause = next(n for n, (low, high) in clauses if low <= mark < high)
    return part.clause == clause + (part.passage.clause_text(clause) == "其中")


def _added_up(passage: Passage) -> Iterator[Found]:
    """The case of each 合计 right behind its parts."""
    for total in passage.figures:
        match = _ADDS_UP.search(passage.text[: total.start]) if total.is_amount else None
        parts = _parts_before(total, match.start()) if match else []
        if match and len(parts) > 1 and parts[-1].end == match.start():
            yield _case_of_sum(total, parts, match["word"]), total, parts


def _parts_before(total: Figure, mark: int) -> list[Figure]:
    parts: list[Figure] = []
    clause = total.clause
    for figure in reversed([f for f in total.passage.figures if f.end <= mark]):
        far = clause - figure.clause > 1
        if far or not _adds(figure, total.row.canonical_unit) or _ADDS_UP.search(figure.before):
            break
        parts.insert(0, figure)
        clause = figure.clause
    return parts


def _case_of_sum(total: Figure, parts: Sequence[Figure], word: str) -> str:
    case = _case(total, parts)
    if case in _ADDED:
        return case
    told = word in _SAYS_SUM and (total.is_money or case == "parts_below")
    if told and same_ground(total, *parts):
        return "sum_missed"
    return "parts_below" if case == "parts_below" else "sum_overlaps"


def _finding(context: Context, case: str, total: Figure, parts: Sequence[Figure]) -> Finding:
    unit, number = total.row.canonical_unit, _sum(parts)
    added = add_up(part.interval for part in parts)
    whole = Amount(added if number is None else decimal_or_fraction(number), unit)
    values: Values = {"total": total, "parts": tuple(part.amount for part in parts), "sum": whole}
    return context.finding(
        RULE, case, (total, *parts), values,
        printed=total.value, expected=Expected(added, unit, number),
    )  # fmt: skip
