"""A count against the names listed with it: 5 个 with five names, 等 opening the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from ..model import Finding
from .context import Context
from .innocent import same_ground
from .passages import Figure, Values
from .rules import any_word, is_word

RULE = "names_listed"
_IN_BRACKETS = re.compile(r"[^，；。、（(]{0,12}[（(](?P<names>[^（）()，；。]+)[）)]")
_ETC = re.compile(
    r"""(?<![平高中初同相对])等(?![级次候待])   # 等, not 高等 or 等级
    (?P<noun>[^等、，；。]{0,14})$              # the noun of the things named
    """,
    re.VERBOSE,
)
_QUOTES = {"“": "”", "「": "」", "《": "》", "‘": "’"}
_OPENING, _CLOSING = "（(“‘《「", "）)”’》」"
_BRACKETED = re.compile(r"[（(“《「][^）)”》」]*[）)”》」]")
_AND = re.compile("(?<=.)(?:以及|和|及|与)(?=.)")


class Listing(NamedTuple):
    """The names of a list; ``open`` where 等 says that more may follow."""

    names: tuple[str, ...]
    open: bool = False

    @property
    def fewest(self) -> int:
        """How many names there are if 和 belongs to a name and a leading verb is none."""
        verbs = takewhile(lambda name: is_word(name, "verb"), self.names[:-1])
        return len(self.names) - len(list(verbs))

    @property
    def most(self) -> int:
        """How many there are if every 和 及 与 inside a name parts two, outside brackets."""
        bare = (_BRACKETED.sub("□", name) for name in self.names)
        return len(self.names) + sum(len(_AND.findall(name)) for name in bare)

    @property
    def proper(self) -> bool:
        """Whether each is surely one name: all quoted, or all ending like an organisation."""
        return self.fewest == self.most > 1 and all(map(_is_proper, self.names))


def list_before(words: str) -> Listing | None:
    """The list that ends where ``words`` end, ``None`` for fewer than two names.

    >>> list_before("香港、深圳、北京等先进城市")
    Listing(names=('香港', '深圳', '北京'), open=True)
    >>> list_before("开发“海丝、蟳埔、南少林”").names
    ('海丝', '蟳埔', '南少林')
    """
    etc = _ETC.search(words)
    names = split_names(words[: etc.start()] if etc else words)
    enough = names if etc else names[1:]
    return Listing(names, etc is not None) if enough and all(names) else None


def split_names(words: str) -> tuple[str, ...]:
    """The names between 、, or between quotation marks set side by side.

    >>> split_names("推行“集采通宝”“领show通宝”")
    ('推行“集采通宝”', '“领show通宝”')
    >>> split_names("金鲤大桥（丰泽、洛江段）、东澄湖")
    ('金鲤大桥（丰泽、洛江段）', '东澄湖')
    """
    names, depth = [""], 0
    for index, char in enumerate(words):
        beside = depth == 0 and char in _QUOTES and words[index - 1 : index] in _QUOTES.values()
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth == 0 and char == "、":
            names.append("")
            continue
        if beside and index and names[-1]:
            names.append("")
        names[-1] += char
    if len(names) == 1 and words[-1:] in _QUOTES.values():
        start = max(words.rfind(mark) for mark in _QUOTES)
        if "、" in words[start:]:
            return split_names(words[start + 1 : -1])
    return tuple(names)


def _is_proper(name: str) -> bool:
    quoted = name[:1] in _QUOTES and name.endswith(_QUOTES[name[0]])
    return quoted or re.search(f"(?:{any_word('proper').pattern})$", name) is not None


def find_listed_names(context: Context) -> Iterator[Finding]:
    """The findings on each count that stands beside a list."""
    for figure in context.figures:
        listing = _listing(figure)
        case = _case(listing, figure) if listing else ""
        if listing and case:
            few, many = listing.fewest, listing.most
            found = str(few) if few == many else f"{few}–{many}"
            values: Values = {"count": figure, "names": listing.names, "found": found}
            yield context.finding(RULE, case, [figure], values, printed=figure.value)


def _listing(figure: Figure) -> Listing | None:
    counts = figure.is_amount and not is_word(figure.row.canonical_unit, "no_thing")
    if not counts or not figure.exact_count:
        return None
    listing = list_before(figure.before)
    if listing and not _figures_within(figure, figure.start - len(figure.before), figure.start):
        return listing
    bracket = _IN_BRACKETS.match(figure.after)
    if bracket and not _figures_within(figure, figure.end, figure.end + bracket.end()):
        names = split_names(bracket["names"].removesuffix("等"))
        return Listing(names, bracket["names"].endswith("等")) if len(names) > 1 else None
    return None


def _figures_within(figure: Figure, low: int, high: int) -> bool:
    return any(low <= other.start < high for other in figure.passage.figures)


def _case(listing: Listing, figure: Figure) -> str:
    """The case of a list beside its count; ``""`` where the list may not be of those things.

    Only organisations are surely what 家 and 所 count: three firms may have two projects.
    """
    count = int(figure.number or 0)
    if count < listing.fewest and (listing.open or listing.proper):
        organisations = is_word(figure.row.canonical_unit, "organisation_unit")
        sure = listing.proper and organisations and same_ground(figure)
        return "too_many" if sure else "perhaps_too_many"
    if listing.fewest <= count <= listing.most:
        return "all_named"
    return "open" if listing.open and count > listing.most else ""
