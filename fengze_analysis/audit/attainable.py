"""Whether a percentage can be k of n whole things, for the n printed nearby or for any n."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..interval import Interval
from ..model import Finding
from ..rounding import HALF_UP, ROUNDING_RULES
from .arithmetic import smallest_whole, wholes_giving
from .context import Context, Expected, make_finding
from .passages import Figure, Passage
from .rates import names_rate
from .rules import any_word, load_nouns, only_words
from .values import Amount, Value

RULE = "attainable_percentage"
_LONGEST_ALL = 4  # 全区共有
_FINEST_STEP = Fraction(1, 1000)  # a finer one would need a search of millions


def find_percentages(context: Context) -> Iterator[Finding]:
    """The findings on each share that may count whole things."""
    for passage, share in context.figures:
        if not _may_count(share):
            continue
        stated = _stated_whole(context, passage, share)
        if stated is not None:
            yield _of_whole(context, passage, share, *stated)
        else:
            yield make_finding(
                context, RULE, "no_whole", [passage], [share], values=_values(share),
                printed=share.row.value, group=f"{RULE}.no_whole",
            )  # fmt: skip


def _may_count(figure: Figure) -> bool:
    words, row = figure.before + figure.label, figure.row
    percent = figure.is_percent and row.sense == "outcome"
    if not percent or figure.step < _FINEST_STEP or not 0 < (figure.number or 0) < 100:
        return False
    return names_rate(words) and not any_word("not_whole").search(words)


def _stated_whole(
    context: Context, passage: Passage, share: Figure
) -> tuple[Passage, Figure] | None:
    """The full count of the same things in the sentence, else in the measure."""
    groups = _counted_groups(share.before + share.label)
    for place in (passage, *context.measures[passage.section, passage.item]):
        for figure in place.figures:
            if figure.exact_count and _counts_all(figure, groups):
                return place, figure
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
    """Whether the figure counts all things of a group: 全区41所中小学, not 全市278个省定贫困村."""
    told = any_word("all").search(figure.before[-_LONGEST_ALL:])
    if figure.row.kind != "amount" or not told or any_word("gained").search(figure.before):
        return False
    return any(
        group in groups and unit == figure.row.canonical_unit and figure.after.startswith(noun)
        for noun, unit, group in load_nouns()
    )


def _values(share: Figure) -> dict[str, Value]:
    number = share.number or Fraction(0)
    smallest = (smallest_whole(number, share.step, rule) for rule in ROUNDING_RULES)
    values: dict[str, Value] = dict(zip(ROUNDING_RULES, smallest, strict=True))
    return values | {"share": share.amount, "name": share.name}


def _of_whole(
    context: Context, passage: Passage, share: Figure, where: Passage, whole: Figure
) -> Finding:
    n, percent = int(whole.number or 0), share.number or Fraction(0)
    fits = [rule for rule in ROUNDING_RULES if wholes_giving(percent, share.step, n, rule)]
    case = "attainable" if HALF_UP in fits else "attainable_otherwise" if fits else "unattainable"
    k = int(percent * n / 100)
    values = _values(share) | {
        "whole": whole.amount, "n": n,
        "k_below": k, "below": _percent(k, n), "k_above": k + 1, "above": _percent(k + 1, n),
    }  # fmt: skip
    slip = near_miss(percent, share.step, n)
    if fits:
        values["k"] = wholes_giving(percent, share.step, n, fits[0])[0]
    elif slip is not None:
        case = "unattainable_slip"
        values |= {"slip_k": slip[0], "slip_n": slip[1], "slip": _percent(*slip)}
    near = Interval(Fraction(100 * k, n), Fraction(100 * (k + 1), n))
    return make_finding(
        context, RULE, case, [where, passage], [share, whole], values=values,
        printed=share.row.value, expected=Expected(near, "%"),
    )  # fmt: skip


def near_miss(percent: Fraction, step: Fraction, n: int) -> tuple[int, int] | None:
    """A k of nearly ``n`` whose printed share differs from ``percent`` in its last digit alone.

    One thing more or less and one digit misread would explain the percentage.

    >>> near_miss(Fraction("83.35"), Fraction("0.01"), 41)
    (35, 42)
    """
    for whole in (n, n + 1, n - 1, n + 2, n - 2):
        k = round(percent * whole / 100) if whole > 0 else -1
        if 0 < k < whole:
            printed = (Fraction(100 * k, whole) / step + Fraction(1, 2)) // 1
            if printed // 10 == percent / step // 10:
                return k, whole
    return None


def _percent(k: int, n: int) -> Amount:
    """A share to two places, for reading."""
    return Amount(Decimal(round(Fraction(100 * k, n) * 100)).scaleb(-2), "%")
