"""Counts of whole things: whether a percentage can be k of n, and a count beside its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import count, dropwhile

from ..interval import Interval
from ..lexicon import read_rows
from ..model import Finding
from ..rounding import HALF_EVEN, HALF_UP, ROUNDING_RULES, TRUNCATION
from ..values import Amount
from .context import Context, Mention, Values, same_ground
from .words import BRACKETS, any_word, is_word, names_rate, only_words, says

RULE, LISTED = "attainable_percentage", "names_listed"
_NOUNS = ("nouns.csv", __package__)  # what can be counted whole: noun, measure word, group
_LONGEST_ALL = 4  # 全区共有
_FINEST_STEP = Fraction(1, 1000)  # a finer one would need a search of millions
_IN_BRACKETS = re.compile(r"[^，；。、（(]{0,12}[（(](?P<names>[^（）()，；。]+)[）)]")
_ETC = re.compile(
    r"""(?<![平高中初同相对])等(?![级次候待])   # 等, not 高等 or 等级
    (?P<noun>[^等、，；。]{0,14})$              # the noun of the things named
    """,
    re.VERBOSE,
)
_QUOTES = {"“": "”", "「": "」", "《": "》", "‘": "’"}
_NAME_MARK = re.compile(f"[{re.escape(''.join(BRACKETS))}、]")
_BRACKETED = re.compile(r"[（(“《「][^）)”》」]*[）)”》」]")
_AND = re.compile("(?<=.)(?:以及|和|及|与)(?=.)")


def find_percentages(context: Context) -> Iterator[Finding]:
    """The findings on each share that may count whole things."""
    for share in context.figures:
        if not _may_count(share):
            continue
        percent, whole = share.number or Fraction(0), _stated_whole(context, share)
        values: Values = {**_smallest_wholes(percent, share.step)}
        values |= {"share": share, "name": share.name}
        case, figures, expected = "no_whole", [share], None
        if whole is not None:
            values["whole"], n = whole, int(whole.number or 0)
            k = int(percent * n / 100)
            case, figures = _of_whole(percent, share.step, n, k, values), [share, whole]
            expected = Amount(Interval(_percent(k, n), _percent(k + 1, n)), "%")
        yield context.finding(RULE, case, figures, values, share.value, expected)


def _may_count(figure: Mention) -> bool:
    if not (figure.is_percent and figure.is_outcome and 0 < (figure.number or 0) < 100):
        return False
    words = figure.before + figure.label
    return figure.step >= _FINEST_STEP and names_rate(words) and not says(words, "not_whole")


def _stated_whole(context: Context, share: Mention) -> Mention | None:
    """The full count of the same things in the sentence, else in the measure."""
    words = share.before + share.label
    # The things stand right before 占比 or 达标率; what 区属学校高考本科上线率 counts is no school.
    named = (one for one in read_rows(*_NOUNS) if one["noun"] in words)
    behind = ((one["group"], words.rpartition(one["noun"])[2]) for one in named)
    groups = {group for group, rest in behind if only_words(rest, "share_of_things")}
    measure = context.measures[share.passage.section, share.passage.item] if groups else ()
    near = (figure for passage in (share.passage, *measure) for figure in passage.figures)
    return next((figure for figure in near if _counts_all(figure, groups)), None)


def _counts_all(figure: Mention, groups: set[str]) -> bool:
    """Whether the figure counts all things of a group: 全区41所中小学, not 全市278个省定贫困村."""
    told = figure.is_amount and says(figure.before[-_LONGEST_ALL:], "all")
    if not told or not figure.exact_count or says(figure.before, "gained"):
        return False
    rows = (one for one in read_rows(*_NOUNS) if one["group"] in groups)
    nouns = (one["noun"] for one in rows if one["unit"] == figure.row.canonical_unit)
    return figure.after.startswith(tuple(nouns))


def _of_whole(percent: Fraction, step: Fraction, n: int, k: int, values: Values) -> str:
    """The case of a percentage of ``n`` things; the shares around it go to ``values``."""
    values |= {"n": n, "k_below": k, "below": _amount(k, n)}
    values |= {"k_above": k + 1, "above": _amount(k + 1, n)}
    fits = [rule for rule in ROUNDING_RULES if _wholes_giving(percent, step, n, rule)]
    if fits:
        values["k"] = _wholes_giving(percent, step, n, fits[0])[0]
        return "attainable" if HALF_UP in fits else "attainable_otherwise"
    slip = _near_miss(percent, step, n)
    if slip is None:
        return "unattainable"
    values |= {"slip_k": slip[0], "slip_n": slip[1], "slip": _amount(*slip)}
    return "unattainable_slip"


def _wholes_giving(percent: Fraction, step: Fraction, n: int, rounding: str) -> range:
    """Every k for which k of ``n`` is printed as ``percent``: GRIM (Brown and Heathers 2017)."""
    # Half-down does not occur in official rounding, so a tie goes up or to the even digit.
    low, high, with_low, with_high = percent - step / 2, percent + step / 2, True, False
    if rounding == TRUNCATION:
        low, high = percent, percent + step
    elif rounding == HALF_EVEN:
        with_low = with_high = (percent / step).numerator % 2 == 0
    # In whole numbers: the smallest n that fits may be the thousandth tried.
    first, first_by = low.numerator * n, low.denominator * 100
    last, last_by = high.numerator * n, high.denominator * 100
    least = -(-first // first_by) if with_low else first // first_by + 1
    most = last // last_by if with_high else -(-last // last_by) - 1
    return range(max(0, least), min(n, most) + 1)


@lru_cache(maxsize=4096)
def _smallest_wholes(percent: Fraction, step: Fraction) -> Mapping[str, int]:
    """By rounding rule the smallest n of which some k is printed as ``percent``: 775 for 83.35."""
    return {
        rule: next(n for n in count(1) if _wholes_giving(percent, step, n, rule))
        for rule in ROUNDING_RULES
    }


def _near_miss(percent: Fraction, step: Fraction, n: int) -> tuple[int, int] | None:
    """A k of nearly ``n`` that one misread last digit makes ``percent``: 35 of 42 for 83.35."""
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
    return Amount(Decimal(round(_percent(k, n) * 100)).scaleb(-2), "%")


@dataclass(frozen=True)
class Listing:
    """The names of a list; ``open`` where 等 says that more may follow."""

    names: tuple[str, ...]
    open: bool

    @cached_property
    def fewest(self) -> int:
        """How many names there are if 和 belongs to a name and a leading verb is none."""
        return 1 + len(list(dropwhile(lambda name: is_word(name, "verb"), self.names[:-1])))

    @cached_property
    def most(self) -> int:
        """How many there are if every 和 及 与 inside a name parts two, outside brackets."""
        bare = (_BRACKETED.sub("□", name) for name in self.names)
        return len(self.names) + sum(len(_AND.findall(name)) for name in bare)

    @property
    def proper(self) -> bool:
        return self.fewest == self.most > 1 and all(map(_is_proper, self.names))


def _is_proper(name: str) -> bool:
    quoted = name[:1] in _QUOTES and name.endswith(_QUOTES[name[0]])
    return quoted or any_word("proper", form="{}$").search(name) is not None


def list_before(words: str) -> Listing | None:
    """The list that ends where ``words`` end, ``None`` for fewer than two names."""
    etc = _ETC.search(words)
    names = split_names(words[: etc.start()] if etc else words)
    enough = names if etc else names[1:]
    return Listing(names, etc is not None) if enough and all(names) else None


def split_names(words: str) -> tuple[str, ...]:
    """The names between 、, or between quotation marks set side by side: “集采通宝”“领show通宝”."""
    names, start, depth = [], 0, 0
    for mark in _NAME_MARK.finditer(words):
        at, char = mark.start(), mark[0]
        beside = depth == 0 and char in _QUOTES and words[at - 1 : at] in _QUOTES.values()
        depth += BRACKETS.get(char, 0)
        if beside or (depth == 0 and char == "、"):
            names.append(words[start:at])
            start = at if beside else at + 1
    names.append(words[start:])
    if len(names) == 1 and words[-1:] in _QUOTES.values():
        start = max(words.rfind(mark) for mark in _QUOTES)
        if "、" in words[start:]:
            return split_names(words[start + 1 : -1])
    return tuple(names)


def find_listed_names(context: Context) -> Iterator[Finding]:
    """The findings on each count that stands beside a list: 5 个 with five names, 等 opening it."""
    for figure in context.figures:
        listing = _listing(figure)
        case = _case(listing, figure) if listing else ""
        if listing and case:
            few, many = listing.fewest, listing.most
            found = str(few) if few == many else f"{few}–{many}"
            values: Values = {"count": figure, "names": listing.names, "found": found}
            yield context.finding(LISTED, case, [figure], values, printed=figure.value)


def _listing(figure: Mention) -> Listing | None:
    counts = figure.is_amount and not is_word(figure.row.canonical_unit, "no_thing")
    if not counts or not figure.exact_count:
        return None
    listing = list_before(figure.before)
    if listing and figure.own_words == figure.before:
        return listing
    bracket = _IN_BRACKETS.match(figure.after)
    beside = range(figure.end, figure.end + bracket.end()) if bracket else ()
    if bracket and not any(other.start in beside for other in figure.passage.figures):
        names = split_names(bracket["names"].removesuffix("等"))
        return Listing(names, bracket["names"].endswith("等")) if len(names) > 1 else None
    return None


def _case(listing: Listing, figure: Mention) -> str:
    number = int(figure.number or 0)
    if number < listing.fewest and (listing.open or listing.proper):
        # Three firms may have two projects: only organisations are surely what 家 and 所 count.
        organisations = is_word(figure.row.canonical_unit, "organisation_unit")
        sure = listing.proper and organisations and same_ground(figure)
        return "too_many" if sure else "perhaps_too_many"
    if listing.fewest <= number <= listing.most:
        return "all_named"
    return "open" if listing.open and number > listing.most else ""
