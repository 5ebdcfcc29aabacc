"""Whether a percentage can be k of n whole things, for the n printed nearby or for any n."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..interval import Interval
from ..model import Finding
from ..rounding import HALF_UP, ROUNDING_RULES
from ..values import Amount, Value
from .arithmetic import smallest_whole, wholes_giving
from .context import NOTHING, Context, Expected
from .naming import names_rate
from .passages import Figure, Values
from .rules import load_nouns, only_words, says

RULE = "attainable_percentage"
_LONGEST_ALL = 4  # 全区共有
_FINEST_STEP = Fraction(1, 1000)  # a finer one would need a search of millions


def find_percentages(context: Context) -> Iterator[Finding]:
    """The findings on each share that may count whole things."""
    for share in context.figures:
        if _may_count(share):
            percent = share.number or Fraction(0)
            values: Values = {
                rule: smallest_whole(percent, share.step, rule) for rule in ROUNDING_RULES
            }
            values |= {"share": share, "name": share.name}
            whole = _stated_whole(context, share)
            case, figures, expected = "no_whole", [share], NOTHING
            if whole is not None:
                n = int(whole.number or 0)
                k = int(percent * n / 100)
                expected = Expected(Interval(_percent(k, n), _percent(k + 1, n)), "%")
                case, more = _of_whole(percent, share.step, n)
                values |= {"whole": whole, **more}
                figures = [share, whole]
            yield context.finding(
                RULE, case, figures, values, printed=share.value, expected=expected
            )


def _may_count(figure: Figure) -> bool:
    if not (figure.is_percent and figure.is_outcome and 0 < (figure.number or 0) < 100):
        return False
    words = figure.before + figure.label
    return figure.step >= _FINEST_STEP and names_rate(words) and not says(words, "not_whole")


def _stated_whole(context: Context, share: Figure) -> Figure | None:
    """The full count of the same things in the sentence, else in the measure.

    A share counts the things named right before 占比 or 达标率 (学校占比); the denominator of
    区属学校高考本科上线率 is no school.
    """
    words = share.before + share.label
    groups = {
        group
        for noun, _, group in load_nouns()
        if noun in words and only_words(words.rpartition(noun)[2], "share_of_things")
    }
    measure = context.measures[share.passage.section, share.passage.item] if groups else ()
    near = (figure for passage in (share.passage, *measure) for figure in passage.figures)
    return next((figure for figure in near if _counts_all(figure, groups)), None)


def _counts_all(figure: Figure, groups: set[str]) -> bool:
    """Whether the figure counts all things of a group: 全区41所中小学, not 全市278个省定贫困村."""
    told = figure.is_amount and says(figure.before[-_LONGEST_ALL:], "all")
    if not told or not figure.exact_count or says(figure.before, "gained"):
        return False
    return any(
        group in groups and unit == figure.row.canonical_unit and figure.after.startswith(noun)
        for noun, unit, group in load_nouns()
    )


def _of_whole(percent: Fraction, step: Fraction, n: int) -> tuple[str, dict[str, Value]]:
    """The case of a percentage of ``n`` things, and the shares around it."""
    fits = [rule for rule in ROUNDING_RULES if wholes_giving(percent, step, n, rule)]
    k = int(percent * n / 100)
    values: dict[str, Value] = {
        "n": n, "k_below": k, "below": _amount(k, n), "k_above": k + 1, "above": _amount(k + 1, n),
    }  # fmt: skip
    if fits:
        values["k"] = wholes_giving(percent, step, n, fits[0])[0]
        return "attainable" if HALF_UP in fits else "attainable_otherwise", values
    slip = near_miss(percent, step, n)
    if slip is None:
        return "unattainable", values
    values |= {"slip_k": slip[0], "slip_n": slip[1], "slip": _amount(*slip)}
    return "unattainable_slip", values


def near_miss(percent: Fraction, step: Fraction, n: int) -> tuple[int, int] | None:
    """A k of nearly ``n`` whose printed share differs from ``percent`` in its last digit alone.

    One thing more or less and one digit misread would explain the percentage.

    >>> near_miss(Fraction("83.35"), Fraction("0.01"), 41)
    (35, 42)
    """
    for whole in (n, n + 1, n - 1, n + 2, n - 2):
        k = round(percent * whole / 100) if whole > 0 else -1
        if 0 < k < whole:
            printed = (_percent(k, whole) / step + Fraction(1, 2)) // 1
            if printed // 10 == percent / step // 10:
                return k, whole
    return None


def _percent(k: int, n: int) -> Fraction:
    return Fraction(100 * k, n)


def _amount(k: int, n: int) -> Amount:
    """A share to two places, for reading."""
    return Amount(Decimal(round(_percent(k, n) * 100)).scaleb(-2), "%")
