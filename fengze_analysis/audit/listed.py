"""A count against the names listed with it: 5 个 with five names, 等 opening the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import Finding
from .context import Context
from .findings import Amount, make_finding
from .innocent import same_ground
from .lists import Listing, list_before, split_names
from .passages import Figure, Passage
from .rules import any_word

RULE = "names_listed"
_IN_BRACKETS = re.compile(r"[^，；。、（(]{0,12}[（(](?P<names>[^（）()，；。]+)[）)]")
_RESPECTIVELY = re.compile("分别")
_NEXT = re.compile("[、，和及与]*")


def find_listed_names(context: Context) -> Iterator[Finding]:
    """The findings on each count that stands beside a list, and on each 分别."""
    for passage in context.passages:
        for figure in passage.figures:
            listing = _listing(passage, figure)
            case = _case(listing, passage, figure) if listing else ""
            if listing and case:
                yield _finding(context, case, passage, (figure,), listing)
        yield from _respective(context, passage)


def _listing(passage: Passage, figure: Figure) -> Listing | None:
    if figure.row.kind != "amount" or not figure.exact_count:
        return None
    if any_word("no_thing").fullmatch(figure.row.canonical_unit):
        return None
    listing = list_before(figure.before)
    if listing and not _holds_figure(passage, passage.clauses[figure.clause][0], figure.start):
        return listing
    bracket = _IN_BRACKETS.match(figure.after)
    if bracket and not _holds_figure(passage, figure.end, figure.end + bracket.end()):
        names = split_names(bracket["names"].removesuffix("等"))
        return Listing(names, bracket["names"].endswith("等")) if len(names) > 1 else None
    return None


def _holds_figure(passage: Passage, low: int, high: int) -> bool:
    return any(low <= figure.start < high for figure in passage.figures)


def _case(listing: Listing, passage: Passage, figure: Figure) -> str:
    """The case of a list beside its count; ``""`` where the list may not be of those things.

    Only organisations are surely what 家 and 所 count: three firms may have two projects.
    """
    count = int(figure.number or 0)
    organisations = any_word("organisation_unit").fullmatch(figure.row.canonical_unit) is not None
    if count < listing.fewest and (listing.open or listing.proper):
        sure = listing.proper and organisations and same_ground((passage, figure))
        return "too_many" if sure else "perhaps_too_many"
    if listing.fewest <= count <= listing.most:
        return "all_named"
    return "open" if listing.open and count > listing.most else ""


def _respective(context: Context, passage: Passage) -> Iterator[Finding]:
    for match in _RESPECTIVELY.finditer(passage.text):
        figures = _figures_after(passage, match.end())
        listing = _names_of(passage, match.start())
        if len(figures) < 2 or listing is None:
            continue
        if listing.fewest <= len(figures) <= listing.most:
            yield _finding(context, "respectively", passage, figures, listing)


def _names_of(passage: Passage, end: int) -> Listing | None:
    """The names before 分别, in its clause or, where that has none, in the one before."""
    number = next(n for n, (low, high) in enumerate(passage.clauses) if low <= end < high)
    for low, high in reversed(passage.clauses[max(0, number - 1) : number + 1]):
        words = passage.text[low : min(high, end)]
        names = split_names(words)
        several = Listing(names, False).most > 1 and all(names)
        if several and not _holds_figure(passage, low, min(high, end)):
            return Listing(names, False)
    return None


def _figures_after(passage: Passage, start: int) -> tuple[Figure, ...]:
    """The figures of one measure in a row behind 分别."""
    row: list[Figure] = []
    for figure in passage.figures:
        if figure.start < start:
            continue
        if row and not _NEXT.fullmatch(passage.between(row[-1], figure)):
            break
        if row and figure.row.canonical_unit != row[0].row.canonical_unit:
            break
        if not row and re.search("[，；。]", passage.text[start : figure.start]):
            break
        row.append(figure)
    return tuple(row)


def _finding(
    context: Context,
    case: str,
    passage: Passage,
    figures: tuple[Figure, ...],
    listing: Listing,
) -> Finding:
    several = case == "respectively"
    return make_finding(
        context, RULE, case, [passage], figures,
        values={
            "count": len(figures) if several else Amount.printed(figures[0]),
            "names": listing.names,
            "found": _found(listing),
        },
        printed=Decimal(len(figures)) if several else figures[0].row.value,
        group=RULE,
    )  # fmt: skip


def _found(listing: Listing) -> str:
    few, many = listing.fewest, listing.most
    return str(few) if few == many else f"{few}–{many}"
