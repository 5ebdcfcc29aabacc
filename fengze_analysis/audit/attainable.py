"""Whether a percentage can be k of n whole things, for the n printed nearby or for any n."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..model import Finding
from ..rounding import HALF_UP, ROUNDING_RULES
from .arithmetic import nearest_shares, smallest_whole, wholes_giving
from .changes import names_rate
from .evidence import Evidence
from .findings import Amount, Expected, Name, Said, make_finding
from .passages import Figure, Passage
from .rules import any_word, load_nouns, only_words

RULE = "attainable_percentage"
_FINEST_STEP = Fraction(1, 1000)  # a finer one would need a search of millions


@dataclass(frozen=True)
class Percentage:
    """A share of whole things, with the printed number and last place."""

    passage: Passage
    figure: Figure
    percent: Fraction
    step: Fraction
    words: str


def find_percentages(evidence: Evidence) -> Iterator[Finding]:
    """The findings on each share that may count whole things."""
    for share in _percentages(evidence):
        stated = _stated_whole(evidence, share)
        if stated is None:
            yield _without_whole(evidence, share)
        else:
            yield _of_whole(evidence, share, *stated)


def _percentages(evidence: Evidence) -> Iterator[Percentage]:
    for passage, figure in evidence.figures:
        words = figure.before + figure.label
        share = figure.row.kind == "share" and figure.row.canonical_unit == "%"
        fit = share and figure.number is not None and 0 < figure.number < 100
        if not fit or figure.step < _FINEST_STEP or not names_rate(words):
            continue
        if not any_word("not_whole").search(words):
            number = figure.number or Fraction(0)
            yield Percentage(passage, figure, number, figure.step, words)


def _stated_whole(evidence: Evidence, share: Percentage) -> tuple[Passage, Figure] | None:
    """The full count of the same things in the sentence, else in the measure."""
    groups = _counted_groups(share.words)
    measure = next(
        passages
        for key, passages in evidence.measures()
        if key == (share.passage.section, share.passage.item)
    )
    for passage in (share.passage, *measure):
        for figure in passage.figures:
            if figure.exact_count and _counts_all(figure, groups):
                return passage, figure
    return None


def _counted_groups(words: str) -> set[str]:
    """The things a share counts: the noun right before 占比 or 达标率 (学校占比).

    The denominator of 区属学校高考本科上线率 is no school.
    """
    return {
        group
        for noun, _, group in load_nouns()
        if noun in words and only_words(words.rpartition(noun)[2], "share_of_things")
    }


def _counts_all(figure: Figure, groups: set[str]) -> bool:
    """Whether the figure counts all things of a group: 全区41所中小学."""
    if figure.row.kind != "amount" or not any_word("all").search(figure.before):
        return False
    head = figure.after[:8]
    return any(
        group in groups and unit == figure.row.canonical_unit and noun in head
        for noun, unit, group in load_nouns()
    )


def _without_whole(evidence: Evidence, share: Percentage) -> Finding:
    return make_finding(
        evidence, RULE, "no_whole", [share.passage], [share.figure],
        said=_said(share), printed=share.figure.row.value,
    )  # fmt: skip


def _said(share: Percentage) -> dict[str, Said]:
    smallest = [smallest_whole(share.percent, share.step, rule) for rule in ROUNDING_RULES]
    said: dict[str, Said] = dict(zip(ROUNDING_RULES, smallest, strict=True))
    return said | {"share": share.figure, "name": Name(share.figure)}


def _of_whole(evidence: Evidence, share: Percentage, where: Passage, whole: Figure) -> Finding:
    n = int(whole.number or 0)
    fits = [rule for rule in ROUNDING_RULES if wholes_giving(share.percent, share.step, n, rule)]
    case = "attainable" if HALF_UP in fits else "attainable_otherwise" if fits else "unattainable"
    near = nearest_shares(share.percent, n)
    said = _said(share) | {
        "whole": whole,
        "n": n,
        "below": Amount(_nearest(near.low), "%"),
        "above": Amount(_nearest(near.high), "%"),
    }
    if fits:
        said["k"] = wholes_giving(share.percent, share.step, n, fits[0])[0]
    return make_finding(
        evidence, RULE, case, [where, share.passage], [share.figure, whole], said=said,
        printed=share.figure.row.value, expected=Expected(near, "%"),
    )  # fmt: skip


def _nearest(share: Fraction | None) -> Fraction:
    """A share to two places, for reading."""
    return Fraction(round((share or Fraction(0)) * 100), 100)
