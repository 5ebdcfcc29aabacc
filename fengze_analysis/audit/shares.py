"""A share against the levels printed beside it, and the plan that a share of it implies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..interval import Interval
from ..model import Finding
from .arithmetic import HUNDRED, above, agreement, base_of_share, ratio
from .context import Context
from .findings import Amount, Expected, Name, Value, make_finding
from .innocent import holds, same_ground
from .passages import Figure, Passage
from .rules import any_word, only_words

RULE, BASE_RULE = "share_against_level", "implied_base"
_OF = re.compile(r"占(?P<whole>[^占，；。]+)$")
_DONE = re.compile(r"(?:完成|达到|达|为)(?P<whole>[^，；。]+)$")


@dataclass(frozen=True)
class Share:
    """A share with its part and the words, and where printed the figure, of its whole."""

    passage: Passage
    share: Figure
    whole_words: str
    part: Figure | None
    whole: Figure | None = None

    @property
    def of_plan(self) -> bool:
        """Whether the whole is a plan or a task for the year."""
        return any_word("plan").search(self.whole_words) is not None

    @property
    def said(self) -> dict[str, Value]:
        """The figures for a message."""
        said: dict[str, Value] = {"share": Amount.printed(self.share)}
        said |= {"whole_words": self.whole_words, "name": Name.of(self.share)}
        if self.part is not None:
            said |= {"part": Amount.printed(self.part), "part_name": Name.of(self.part)}
        if self.whole is not None:
            said["whole"] = Amount.printed(self.whole)
        return said


def find_shares(context: Context) -> Iterator[Finding]:
    """The findings on each share whose part and whole are printed."""
    for share in _shares(context):
        if share.part is not None and share.whole is not None:
            yield from _against_levels(context, share, share.part, share.whole)


def find_plans(context: Context) -> Iterator[Finding]:
    """The plan that each printed share of an unprinted plan implies, as an interval."""
    for share in _shares(context):
        if share.part is None or share.whole is not None or not share.of_plan:
            continue
        plan = base_of_share(share.part.interval, share.share.interval)
        unit = share.part.row.canonical_unit
        if plan is not None:
            yield make_finding(
                context, BASE_RULE, "plan", [share.passage], [share.part, share.share],
                values=share.said | {"base": Amount(plan, unit)},
                expected=Expected(plan, unit), group=BASE_RULE,
            )  # fmt: skip


def _shares(context: Context) -> Iterator[Share]:
    for passage in context.passages:
        for figure in passage.figures:
            words = _whole_words(figure)
            listed = any_word("each").search(passage.own_words(figure))
            percent = figure.row.kind == "share" and figure.row.canonical_unit == "%"
            if percent and words and not listed:
                yield _share(passage, figure, words)


def _share(passage: Passage, figure: Figure, words: str) -> Share:
    """The share with its levels; behind 其中 the part may be the total before it, or none."""
    part = _part(passage, figure)
    if part is None:
        return Share(passage, figure, words, None)
    share = Share(passage, figure, words, part, _whole(passage, words, part))
    mark = passage.text.rfind("其中", 0, part.start)
    if mark < 0:
        return share
    totals = [f for f in passage.figures if f.end <= mark and _fits(f, part)]
    others = [
        replace(share, part=total, whole=_whole(passage, words, total)) for total in totals[-1:]
    ]
    agreeing = (one for one in (share, *others) if _agreement(one) in ("agrees", "rounds"))
    return next(agreeing, Share(passage, figure, words, None))


def _whole_words(figure: Figure) -> str:
    """What the figure is a share of, as printed: 年度计划, GDP; empty where nothing is said.

    A completed 计划 counts although no 占 stands before it.
    """
    words = re.sub(f"(?:{any_word('share_tail').pattern})+$", "", figure.before)
    match = _OF.search(words)
    if match is None:
        match = _DONE.search(words)
        if match is None or not any_word("plan").search(match["whole"]):
            return ""
    return match["whole"].removesuffix("的")


def _part(passage: Passage, share: Figure) -> Figure | None:
    """The amount right before 占; with words between, what is a share is something else."""
    index = passage.figures.index(share)
    part = passage.figures[index - 1] if index else None
    if part is None or part.row.kind != "amount":
        return None
    words = re.split("占|完成|达到|达|为", passage.between(part, share))[0]
    return part if only_words(words, "link") else None


def _whole(passage: Passage, words: str, part: Figure) -> Figure | None:
    """The figure of the whole: named by the same words, or 总数 the figure before the part."""
    others = [f for f in passage.figures if _fits(f, part)]
    if any_word("whole").fullmatch(words):
        before = [f for f in others if f.end <= part.start and holds(f, part)]
        return before[-1] if before and not above(part.widest, before[-1].widest) else None
    named = [f for f in others if f.label.endswith(words) or f.before.endswith(words)]
    return named[0] if len(named) == 1 else None


def _fits(figure: Figure, part: Figure) -> bool:
    same = figure.row.kind == "amount" and figure.row.canonical_unit == part.row.canonical_unit
    return same and figure.row.row_id != part.row.row_id and figure.row.place == part.row.place


def _against_levels(
    context: Context, share: Share, part: Figure, whole: Figure
) -> Iterator[Finding]:
    times = ratio(part.interval, whole.interval)
    found = None if times is None else times.scale(HUNDRED)
    case = _agreement(share)
    if case == "no_level":
        return
    if case == "differs" and _no_reading_left(share, part, whole):
        case = "contradicts"
    found = found or Interval(None, None)
    yield make_finding(
        context, RULE, case, [share.passage], [part, whole, share.share],
        values=share.said | {"found": Amount(found, "%")}, printed=share.share.row.value,
        expected=Expected(found, "%"),
    )  # fmt: skip


def _agreement(share: Share) -> str:
    """Whether part and whole give the share; ``no_level`` where they give none."""
    part, whole = share.part, share.whole
    if part is None or whole is None or part.number is None or not whole.number:
        return "no_level"
    widest = ratio(part.widest, whole.widest)
    if widest is None:
        return "no_level"
    number = 100 * part.number / whole.number
    return agreement(number, widest.scale(HUNDRED), share.share.interval, share.share.widest)


def _no_reading_left(share: Share, part: Figure, whole: Figure) -> bool:
    """Whether part and whole are full counts of one sentence and the share says 占总数."""
    counts = part.exact_count and whole.exact_count and share.share.row.approx == "exact"
    told = any_word("whole").fullmatch(share.whole_words) is not None
    return counts and told and same_ground(*((share.passage, f) for f in (part, whole)))
