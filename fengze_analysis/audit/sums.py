"""Parts against their total: 其中 names parts of a total, 合计 adds up what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..interval import decimal_or_fraction
from ..model import Finding
from .arithmetic import above, add_up
from .context import Context, Expected, make_finding
from .innocent import holds, same_ground
from .passages import Figure, Passage
from .rules import any_word
from .values import Amount

RULE = "sum_of_parts"
_ADDS_UP = re.compile(r"[，、；（(](?P<word>合计|共计|总计|总共|一共|共)[有达为计]?$")
_SAYS_SUM = ("合计", "共计", "总计")


def find_sums(context: Context) -> Iterator[Finding]:
    """The findings on every total whose parts are printed in the same measure."""
    for passages in context.measures.values():
        for before, passage in zip((None, *passages), passages, strict=False):
            yield from _among_which(context, passage, before)
            yield from _added_up(context, passage)


def _among_which(context: Context, passage: Passage, before: Passage | None) -> Iterator[Finding]:
    marks = [match.start() for match in re.finditer("其中", passage.text)]
    for mark, end in pairwise([*marks, len(passage.text)]):
        parts = _parts_after(passage, mark, end)
        if not parts:
            continue
        unit, home = parts[0].row.canonical_unit, passage
        totals = [f for f in passage.figures if f.end <= mark and _adds(f, unit)]
        if not totals and before is not None and not passage.text[:mark].strip("，、"):
            home, totals = before, [f for f in before.figures if _adds(f, unit)]
        if totals and not (_per_head(home, totals[-1]) or _per_head(passage, parts[0])):
            yield from _judge(context, (home, passage), totals, parts, mark)


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


def _per_head(passage: Passage, figure: Figure) -> bool:
    """Whether the figure is an average: 每千人6.5批次."""
    return any_word("per_head").search(passage.own_words(figure)) is not None


def _adds(figure: Figure, unit: str) -> bool:
    row = figure.row
    return row.kind == "amount" and row.canonical_unit == unit and row.sense in ("outcome", "plan")


def _judge(
    context: Context,
    passages: tuple[Passage, Passage],
    totals: Sequence[Figure],
    parts: Sequence[Figure],
    mark: int,
) -> Iterator[Finding]:
    """The finding on the total that the parts make, else on the one before 其中.

    Where they are more than any total, what is joined to 其中 may be something else: said only of
    money in one form, and of a part above the one total that it is named after.
    """
    for total in reversed(totals):
        reached = (n for n in range(2, len(parts)) if _sum(parts[:n]) == total.number)
        some = parts[: next(reached, len(parts))]
        if (case := _case(total, some)) in ("adds_up", "adds_up_rounded"):
            yield _finding(context, case, passages, total, some)
            return
    total, first = totals[-1], parts[0]
    case = _case(total, parts)
    if case == "part_exceeds":
        alone = len(totals) == 1 and _follows(passages[1], first, mark) and holds(total, first)
        if alone and same_ground((passages[0], total), (passages[1], first)):
            yield _finding(context, case, passages, total, [first])
    elif case == "parts_below" or (len(totals) == 1 and _in_one_form(passages[1], parts)):
        yield _finding(context, case, passages, total, parts)


def _in_one_form(passage: Passage, parts: Sequence[Figure]) -> bool:
    """Whether the parts are money said alike: 甲完成3亿元，乙完成4亿元."""
    money = parts[0].row.canonical_unit.endswith("元")
    outcomes = all(part.row.sense == "outcome" for part in parts)
    words = [passage.own_words(part).removeprefix("其中").lstrip("，、") for part in parts]
    alike = len({said[-2:] for said in words}) == 1 or len({said[:2] for said in words}) == 1
    return money and outcomes and alike


def _case(total: Figure, parts: Sequence[Figure]) -> str:
    added, number = add_up(part.widest for part in parts), _sum(parts)
    if len(parts) > 1 and number is not None and number == total.number:
        return "adds_up"
    exact = number is not None and all(one.row.approx == "exact" for one in (total, *parts))
    if len(parts) > 1 and exact and added.meets(total.widest):
        return "adds_up_rounded"
    if not above(added, total.widest):
        return "parts_below"
    return "part_exceeds" if above(parts[0].widest, total.widest) else "parts_exceed"


def _sum(parts: Sequence[Figure]) -> Fraction | None:
    numbers = [part.number for part in parts if part.number is not None]
    return sum(numbers, Fraction(0)) if len(numbers) == len(parts) else None


def _follows(passage: Passage, part: Figure, mark: int) -> bool:
    """Whether the part stands in the clause of 其中, or right behind 其中 and its comma."""
    clause = next(n for n, (low, high) in enumerate(passage.clauses) if low <= mark < high)
    return part.clause == clause + (passage.clause_text(clause) == "其中")


def _added_up(context: Context, passage: Passage) -> Iterator[Finding]:
    """The findings on each 合计 right behind its parts."""
    for total in passage.figures:
        match = _ADDS_UP.search(passage.text[: total.start])
        if match is None or total.row.kind != "amount":
            continue
        parts = _parts_before(passage, total, match.start())
        if len(parts) > 1 and parts[-1].end == match.start():
            case = _case_of_sum(passage, total, parts, match["word"])
            yield _finding(context, case, (passage,), total, parts)


def _parts_before(passage: Passage, total: Figure, mark: int) -> list[Figure]:
    parts: list[Figure] = []
    clause = total.clause
    for figure in reversed([f for f in passage.figures if f.end <= mark]):
        far = clause - figure.clause > 1
        if far or not _adds(figure, total.row.canonical_unit) or _ADDS_UP.search(figure.before):
            break
        parts.insert(0, figure)
        clause = figure.clause
    return parts


def _case_of_sum(passage: Passage, total: Figure, parts: Sequence[Figure], word: str) -> str:
    case = _case(total, parts)
    if case in ("adds_up", "adds_up_rounded"):
        return case
    ground = same_ground(*((passage, figure) for figure in (total, *parts)))
    money = total.row.canonical_unit.endswith("元")
    if word in _SAYS_SUM and ground and (money or case == "parts_below"):
        return "sum_missed"
    return "parts_below" if case == "parts_below" else "sum_overlaps"


def _finding(
    context: Context,
    case: str,
    passages: tuple[Passage, ...],
    total: Figure,
    parts: Sequence[Figure],
) -> Finding:
    unit, number = total.row.canonical_unit, _sum(parts)
    added = add_up(part.interval for part in parts)
    return make_finding(
        context, RULE, case, passages, (total, *parts),
        values={
            "total": total.amount,
            "parts": tuple(part.amount for part in parts),
            "sum": Amount(added if number is None else decimal_or_fraction(number), unit),
        },
        printed=total.row.value, expected=Expected(added, unit, number),
    )  # fmt: skip
