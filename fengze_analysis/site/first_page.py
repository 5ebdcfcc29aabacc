"""The first page: who made it, three sentences, the key numbers, and all figures in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..audit import summary
from ..interval import exact_number
from ..messages.names import in_sentence
from ..messages.numbers import format_amount, format_period
from ..model import Comparison, Statement, Target, split_word
from ..release import RELEASED, version
from .annex import ShownPoint
from .view import Chart, View, collapse_space, link, printed

PROJECT = "fengze_analysis"
_MOST_DONE, _MOST_STANDING, _MOST_DOUBTS = 4, 2, 3
# How telling a figure is: by its place in the results chain, by what it could be compared with,
# and as an amount of so many yuan.
_STAGES = {"outcome": 4, "output": 3, "recognition": 1, "input": 2}
_RELATIONS = {"verdict": 5, "yearly_plan": 4, "benchmark": 3, "peer": 3}
_MONEY = ((10**11, 7), (10**10, 4), (10**9, 3), (10**8, 2))
# Cards are chosen in rounds: so many of a measure, from what weight on, until there are how many.
_ROUNDS = ((1, 4, 12), (2, 4, 12), (99, -9, 8))
_FEW = 4  # rows of a finding that is about some figures, not about the whole report


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the pages: filled in once, in ``data/raw/site.yml``."""

    author: str = PROJECT
    contact: str = ""
    address: str = ""
    public: bool = False


NOBODY = Publisher()


class FirstPage:
    """The first page of ``view``, in the order in which it is read, and what it tells of."""

    def __init__(self, view: View, publisher: Publisher, charts: Sequence[Chart]) -> None:
        say, area = view.say, view.place(view.document.place, short=False)
        chosen, found = choose_cards(view), summary(view.study.audited).points
        self.points = [ShownPoint(view, number, one) for number, one in enumerate(found, 1)]
        date = view.date
        if date.count("-") == 2:
            year, month, day = map(int, date.split("-"))
            date = say("site.date", year=year, month=month, day=day, iso=date)
        self.kicker = [one for one in (view.about("number"), view.about("issuer"), date) if one]
        known = view.report_title  # a report of no known area is called by its title
        self.title = say("site.title", area=area) if area else say("site.title_of", title=known)
        self.about = list(_about(view, publisher))
        self.caution = say("site.caution_own" if _own_targets(view) else "site.caution_none")
        self.sentences = (
            (say("site.did_head"), _did(view, chosen, self.points)),
            (say("site.stands_head"), _stands(view)),
            (say("site.doubt_head"), _doubts(view, self.points)),
        )
        self.cards = [Card(view, row, publisher.address) for row in chosen]
        self.charts = charts
        address = f" {publisher.address}." if publisher.address else ""
        edition = f"{version()}. ({RELEASED}).{address}"
        self.citation = f"{publisher.author}. {self.title}[EB/OL]. {edition}"
        status = view.about("legal_status")
        licence = "site.licence_official" if is_official(status) else "site.licence_other"
        self.licence = say(licence, status=view.printed_words(status)) + say("site.licence_pages")


def _own_targets(view: View) -> list[Target]:
    """The measurable targets on file of the report's own area, which a row may leave unnamed."""
    own = ("", view.document.place)
    rows = view.study.curated.targets
    return [row for row in rows if row.place in own and row.type != "qualitative"]


def _about(view: View, publisher: Publisher) -> Iterator[tuple[str, str]]:
    say, issuer, contact = view.say, view.about("issuer"), publisher.contact
    title = f"《{view.title}》" if view.language == "zh" else ""
    yield say("site.about_report"), title or view.glossed(view.report_title, view.title)
    yield say("site.about_text"), view.glossed(view.office(issuer), issuer)
    yield say("site.about_page"), say("site.about_author", author=publisher.author)
    way = contact
    if "@" in contact and not {" ", "/"} & set(contact):
        way = link(contact, f"mailto:{contact}")
    elif contact.startswith("https://"):
        way = link(contact, contact)
    key = "site.correct_at" if contact else "site.correct_unset"
    yield say("site.about_correct"), say(key, contact=way)


def is_official(status: str) -> bool:
    """Whether a report is a state organ's document that the copyright law does not protect."""
    return "公文" in status and "不适用" in status


# ---- three sentences


def _did(view: View, chosen: Sequence[Statement], points: Sequence[ShownPoint]) -> str:
    """What the report says was done: the foremost key numbers, in the order of the text."""
    total = len(view.rows)
    if not chosen:
        return view.say("site.did_none", total=total)
    doubted = {row for point in points[:_MOST_DOUBTS] for row in point.rows}
    sound = [row for row in chosen if not doubted & view.with_follower(row)] or chosen
    rows = sorted(sound[:_MOST_DONE], key=lambda row: row.start)
    planned = {row.row_id for row in view.study.comparisons if row.relation == "yearly_plan"}
    items = view.joined("site.between", (_named(view, row, without=planned) for row in rows))
    return view.say("site.did", place=view.own, items=items, total=total)


def _named(view: View, row: Statement, code: str = "", without: Collection[str] = ()) -> str:
    """A figure with its name, whose it is, and what follows it if not one of ``without``."""
    key, whose = ("site.named", "") if view.is_own(row) else ("site.named_of", row.place)
    name = in_sentence(view.indicator(code) if code else view.name(row), view.language)
    said = view.say(key, name=name, n=view.figure_link(row), whose=view.place(whose))
    behind = view.followers.get(row.row_id)
    if behind is None or behind.row_id in without:
        return said
    return said + view.say("site.comma_before") + _following(view, behind)


def _following(view: View, row: Statement) -> str:
    """A change, or a share with what it is of, behind the figure that it is about."""
    if row.kind != "share":
        return view.figure_link(row)
    return view.say("site.follow_share", basis=view.basis(row), n=view.figure_link(row))


def _stands(view: View) -> str:
    """How the figures stand: own targets, the plan of the year, others' targets and figures."""
    rows = [row for row in view.study.comparisons if row.principal]
    by = {kind: [row for row in rows if row.relation == kind] for kind in _RELATIONS}
    words = [row.word for row in by["verdict"] if row.word and row.word != "cannot_assess"]
    own = _own_targets(view)
    ours = {row.indicator for row in own}  # no other's target stands for one of these
    if words:
        counted = Counter(split_word(word)[0] for word in words)
        listed = view.say("site.comma").join(view.counts("word", counted))
        first = view.say("site.stands_own", total=len(own), n=len(words), words=listed)
    else:
        key = "site.stands_no_own" if own else "site.stands_no_none"
        first = view.say(key, place=view.own)
        first = first[0].upper() + first[1:]
    # One row an indicator; main targets and areas above come first.
    others: dict[tuple[str, str], Comparison] = {}
    for row in (*by["benchmark"], *by["peer"]):
        if row.target is not None and not row.per_head and row.indicator not in ours:
            others.setdefault((row.relation, row.indicator), row)
    chosen = (*by["yearly_plan"][:1], *[*others.values()][:_MOST_STANDING])
    told = [_told(view, row) for row in chosen]
    if not told and not words:
        told = [view.say("site.stands_nothing")]
    return view.joined("site.between", [first, *told]) + view.say("site.stop")


def _told(view: View, row: Comparison) -> str:
    """One comparison in words; a share of the year's plan is told behind the figure it is of."""
    of = [one for one, share in view.followers.items() if share.row_id == row.row_id]
    own_share = of if row.relation == "yearly_plan" else []
    figure = view.by_id[own_share[0] if own_share else row.row_id]
    return view.say(
        "site.told_own_share" if own_share else f"site.told_{row.relation}",
        figure=_named(view, figure, "" if own_share else row.indicator),
        word=view.code("word", row.word),
        place=view.place(row.reference_place),
        year=format_period(row.target_year, view.language) or view.say("site.year_none"),
        target=format_amount(row.target, row.target_unit, view.language, row.operator),
    )


def _doubts(view: View, points: Sequence[ShownPoint]) -> str:
    if not points:
        return view.say("site.doubt_none")
    first, *others = (point.brief for point in points[:_MOST_DOUBTS])
    clauses = [first, *(in_sentence(one, view.language) for one in others)]
    more = len(points) - _MOST_DOUBTS
    end = view.say("site.doubt_more", n=more) if more > 0 else ""
    return view.joined("site.between", clauses) + view.say("site.stop") + end


# ---- cards


def choose_cards(view: View) -> list[Statement]:
    """The most telling figures of different indicators, first of each measure, then of all."""
    weights = _weights(view)
    behind = {row.row_id for row in view.followers.values()}
    alone = (row for row in view.rows if row.sense == "outcome" and row.row_id not in behind)
    named = (row for row in alone if row.indicator or row.indicator_phrase)
    rows = sorted(named, key=lambda row: -weights[row.row_id])
    chosen: list[Statement] = []
    for most, least, enough in _ROUNDS:
        for row in rows:
            if len(chosen) < enough and weights[row.row_id] >= least and _is_new(row, chosen, most):
                chosen.append(row)
    return [row for row in rows if row in chosen]


def _is_new(row: Statement, chosen: Sequence[Statement], most: int) -> bool:
    """Whether a figure is like none that is chosen, and its measure has not ``most`` of them."""
    said, here = (row.sentence, row.surface), (row.section, row.item)
    for one in chosen:
        if set(row.indicator) & set(one.indicator) or said == (one.sentence, one.surface):
            return False
    outside = here == ("0", "0")  # a report without measures has no share to keep
    return outside or sum((one.section, one.item) == here for one in chosen) < most


def _weights(view: View) -> Mapping[str, int]:
    """How telling each figure is; what is printed behind it counts for it."""
    main = {target.indicator for target in view.study.curated.targets if target.main}
    told = [one for one in view.study.audited if one.weight > 0 and len(one.rows) <= _FEW]
    asked = {row for finding in told for row in finding.rows}
    relation = {row: _RELATIONS.get(one.relation, 0) for row, one in view.principal.items()}
    found = {row.row_id: _own_weight(view, row) for row in view.rows}
    for row in view.rows:
        both = view.with_follower(row)
        found[row.row_id] += max(relation.get(one, 0) for one in both) + bool(asked & both)
        found[row.row_id] += 2 * bool(main & set(row.indicator)) + 2 * (len(both) > 1)
    return found


def _own_weight(view: View, row: Statement) -> int:
    stages = [one.stage for one in map(view.indicators.get, row.indicator) if one]
    value = abs(exact_number(row.value) or Fraction(0))
    money = row.canonical_unit.endswith("元")
    weight = max((_STAGES.get(stage, 0 if money else -4) for stage in stages), default=-2)
    weight += next((more for size, more in _MONEY if money and value >= size), 0)
    weight += row.kind in ("share", "change") or row.canonical_unit in ("人", "人次")
    weight += row.status in ("新增", "累计")
    whole = row.kind == "share" and value == 100
    return weight - 3 * (not view.is_own(row)) - 3 * whole - 2 * (row.kind == "rank")


class Card:
    """A key number with all that makes it quotable, cited by GB/T 7714."""

    def __init__(self, view: View, row: Statement, address: str) -> None:
        say, behind = view.say, view.followers.get(row.row_id)
        shown, read = printed(view.document, row), view.wording(row)
        self.name, self.figure = view.name(row), view.figure_link(row, shown)
        self.gloss = "" if read == shown else read
        facts = (
            view.against(row),
            view.manual(row),
            _following(view, behind) if behind else "",
            view.place(row.place) if row.place else view.own,
            view.year(row.year, row.year_from, row.period),
        )
        self.facts = [one for one in facts if one]
        self.word = view.standing(row, behind)
        self.sentence = collapse_space(row.sentence)
        title = ": ".join(filter(None, (view.title, view.about("number"))))
        dated = f". {view.date}" if view.date else ""
        page = f"{address.rstrip('/')}/" if address else ""
        text = f"{view.about('issuer')}. {title}[Z]{dated}."
        at = f"{page}source.html#{view.anchors[row.row_id]}"
        self.citation = say("site.cite_figure", text=text, figure=shown, address=at, date=RELEASED)
