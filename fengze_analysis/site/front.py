"""The first page: who made it, three sentences, the key numbers, and all figures in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..interval import exact_number
from ..messages.numbers import format_amount, format_period
from ..model import Comparison, Statement, Target
from ..release import RELEASED, version
from .cards import choose_cards, figure_citation
from .content import (
    Card,
    Cell,
    Chart,
    Chinese,
    Front,
    Link,
    Point,
    Ref,
    Table,
    Text,
    joined,
    tell,
)
from .edition import Edition, amount, printed, squeezed

_MOST_DONE, _MOST_STANDING, _MOST_DOUBTS = 4, 2, 3
PROJECT = "fengze_analysis"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the pages: filled in once, in ``data/raw/site.yml``."""

    author: str = ""
    contact: str = ""
    address: str = ""
    public: bool = False


NOBODY = Publisher()


def make_front(
    edition: Edition, publisher: Publisher, charts: Sequence[Chart], points: Sequence[Point]
) -> Front:
    """The first page of ``edition``; ``points`` are the findings that matter, ranked."""
    document, sidecar = edition.document, edition.study.received.sidecar
    number, issuer = (squeezed(str(sidecar.get(key) or "")) for key in ("number", "issuer"))
    area = edition.place(document.place, short=False) if document.place else edition.report_title
    chosen = choose_cards(edition)
    return Front(
        kicker=tuple(part for part in (number, issuer, date_text(edition)) if part),
        title=edition.say("site.title", area=area),
        about=tuple(_about(edition, publisher)),
        caution=(edition.say(f"site.caution_{_kind(edition)}"),),
        sentences=tuple(_sentences(edition, chosen, points)),
        cards=tuple(_card(edition, row, publisher) for row in chosen),
        charts=tuple(charts),
        figures=figures_table(edition),
        citation=page_citation(edition, publisher),
        licence=licence_words(edition),
    )


def date_text(edition: Edition) -> str:
    """The date of the report in words."""
    date = edition.document.date or str(edition.study.received.sidecar.get("date") or "")
    parts = date.split("-")
    if len(parts) != 3:
        return date
    year, month, day = (int(part) for part in parts)
    return edition.say("site.date", year=year, month=month, day=day, iso=date)


def _kind(edition: Edition) -> str:
    """Which caution is true: whether the area's own targets are on file."""
    return "own" if _own_targets(edition) else "none"


def _own_targets(edition: Edition) -> list[Target]:
    """The measurable targets on file of the report's own area, which a row may leave unnamed."""
    own = ("", edition.document.place)
    rows = edition.study.curated.targets
    return [row for row in rows if row.place in own and row.type != "qualitative"]


def _about(edition: Edition, publisher: Publisher) -> Iterable[tuple[str, Text]]:
    issuer = squeezed(str(edition.study.received.sidecar.get("issuer") or ""))
    english = edition.language == "en"
    title: Text = (Chinese(edition.title),) if english else (f"《{edition.title}》",)
    if english and edition.english.get("title"):
        title = (f"{edition.report_title} ", *title)
    yield edition.say("site.about_report"), title
    said: Text = (Chinese(issuer),) if english else (issuer,)
    if english and issuer == f"{edition.document.place}人民政府":
        place = edition.place(edition.document.place, short=False)
        said = (f"{edition.say('site.government', place=place)} ", *said)
    yield edition.say("site.about_text"), said
    author = publisher.author or PROJECT
    yield edition.say("site.about_page"), (edition.say("site.about_author", author=author),)
    contact = publisher.contact
    key = "site.correct_at" if contact else "site.correct_unset"
    yield edition.say("site.about_correct"), tell(key, edition.language, contact=_way(contact))


def _way(contact: str) -> Text:
    if "@" in contact and " " not in contact and "/" not in contact:
        return (Link(contact, f"mailto:{contact}"),)
    return (Link(contact, contact),) if contact.startswith("https://") else (contact,)


def licence_words(edition: Edition) -> Text:
    """Whose the text is and on which terms, true of this report; then the pages' own terms."""
    status = squeezed(str(edition.study.received.sidecar.get("legal_status") or ""))
    free = is_official(status)
    said: Text = (Chinese(status) if edition.language == "en" else status,)
    key = "site.licence_official" if free else "site.licence_other"
    return (*tell(key, edition.language, status=said), edition.say("site.licence_pages"))


def is_official(status: str) -> bool:
    """Whether a report is a state organ's document that the copyright law does not protect.

    >>> is_official("国家机关公文（不适用著作权保护）"), is_official("受保护的作品")
    (True, False)
    """
    return "公文" in status and "不适用" in status


def page_citation(edition: Edition, publisher: Publisher) -> str:
    """How to cite the pages (GB/T 7714)."""
    area = edition.place(edition.document.place, short=False) or edition.title
    title = edition.say("site.title", area=area)
    address = f" {publisher.address}." if publisher.address else ""
    author = publisher.author or PROJECT
    return f"{author}. {title}[EB/OL]. {version()}. ({RELEASED}).{address}"


# ---- three sentences


def _sentences(
    edition: Edition, chosen: Sequence[Statement], points: Sequence[Point]
) -> Iterable[tuple[str, Text]]:
    yield edition.say("site.did_head"), _did(edition, chosen, points)
    yield edition.say("site.stands_head"), _stands(edition)
    yield edition.say("site.doubt_head"), _doubts(edition, points)


def _did(edition: Edition, chosen: Sequence[Statement], points: Sequence[Point]) -> Text:
    """What the report says was done: the foremost key numbers, in the order of the text."""
    if not chosen:
        return (edition.say("site.did_none", total=len(edition.rows)),)
    doubted = {row for point in points[:_MOST_DOUBTS] for row in point.rows}
    sound = [row for row in chosen if not doubted & edition.with_follower(row)] or chosen
    rows = sorted(sound[:_MOST_DONE], key=lambda row: row.start)
    planned = {row.row_id for row in edition.study.comparisons if row.relation == "yearly_plan"}
    said = joined(
        (named(edition, row, without=planned) for row in rows), edition.say("site.between")
    )
    place = edition.own
    return tell("site.did", edition.language, place=place, items=said, total=len(edition.rows))


def named(edition: Edition, row: Statement, code: str = "", without: Collection[str] = ()) -> Text:
    """A figure with its name, whose it is where it is not the area's own, and what follows it.

    ``without`` are rows that are not told behind it.
    """
    whose = "" if edition.is_own(row) else edition.place(row.place)
    key = "site.named_of" if whose else "site.named"
    name: Text = (edition.indicator(code),) if code else edition.name(row)
    if isinstance(name[0], str):
        name = (edition.in_sentence(name[0]), *name[1:])
    said = tell(key, edition.language, name=name, n=edition.ref(row), whose=whose)
    behind = edition.followers.get(row.row_id)
    told = behind is not None and behind.row_id not in without
    return (*said, *following(edition, behind)) if behind and told else said


def following(edition: Edition, row: Statement, before: str = "site.comma_before") -> Text:
    """A change, or a share with what it is of, behind the figure that it is about."""
    if row.kind == "share":
        said = tell(
            "site.follow_share", edition.language, basis=basis_of(edition, row), n=edition.ref(row)
        )
    else:
        said = (edition.ref(row),)
    return (edition.say(before), *said) if before else said


def basis_of(edition: Edition, row: Statement) -> Text:
    """What a change or a share is against: as printed, in English translated where it is known."""
    basis = squeezed(row.basis)
    if edition.knows(f"site.basis_{basis}"):
        return (edition.say(f"site.basis_{basis}"),)
    return (Chinese(f"“{basis}”"),) if edition.language == "en" else (f"“{basis}”",)


def _stands(edition: Edition) -> Text:
    """How the figures stand: own targets, the plan of the year, others' targets and figures."""
    rows = [row for row in edition.study.comparisons if row.relation != "none" and row.principal]
    by = {kind: [row for row in rows if row.relation == kind] for kind in _RELATIONS}
    verdicts = [row for row in by["verdict"] if row.word and row.word != "cannot_assess"]
    own = _own_targets(edition)
    ours = {row.indicator for row in own}  # no other's target stands for one of these
    parts: list[Text] = []
    if verdicts:
        counted = Counter(row.word.partition(":")[0] for row in verdicts)
        words = (
            (edition.say("site.word_count", word=edition.code("word", word), n=n),)
            for word, n in counted.most_common()
        )
        listed = joined(words, edition.say("site.comma"))
        counts = {"total": len(own), "n": len(verdicts)}
        parts.append(tell("site.stands_own", edition.language, **counts, words=listed))
    else:
        parts.append((edition.say(f"site.stands_no_{_kind(edition)}", place=edition.own),))
    parts += [_planned(edition, row) for row in by["yearly_plan"][:1]]
    others = [
        row
        for kind in ("benchmark", "peer")
        for row in _telling(by[kind])
        if row.indicator not in ours
    ]
    parts += [_told(edition, row) for row in others[:_MOST_STANDING]]
    if len(parts) == 1 and not verdicts:
        parts.append((edition.say("site.stands_nothing"),))
    return (*joined(parts, edition.say("site.between")), edition.say("site.stop"))


_RELATIONS = ("verdict", "yearly_plan", "benchmark", "peer")


def _telling(rows: Sequence[Comparison]) -> list[Comparison]:
    """One row an indicator, main targets and areas above first."""
    seen: dict[str, Comparison] = {}
    for row in rows:
        if row.target is not None and not row.per_head:
            seen.setdefault(row.indicator, row)
    return list(seen.values())


def _planned(edition: Edition, row: Comparison) -> Text:
    """A figure beside the plan of the year, or the report's own share of it."""
    share = edition.by_id[row.row_id]
    of = next((one for one, behind in edition.followers.items() if behind is share), "")
    if not of:
        return _told(edition, row)
    figure = named(edition, edition.by_id[of])
    word = edition.code("word", row.word)
    return tell("site.told_own_share", edition.language, figure=figure, word=word)


def _told(edition: Edition, row: Comparison) -> Text:
    """One comparison in words."""
    year = format_period(row.target_year, edition.language) or edition.say("site.year_none")
    return tell(
        f"site.told_{row.relation}",
        edition.language,
        figure=named(edition, edition.by_id[row.row_id], row.indicator),
        word=edition.code("word", row.word) if row.word else "",
        place=edition.place(row.reference_place),
        year=year,
        target=format_amount(row.target, row.target_unit, edition.language, row.operator),
        per=edition.say(f"site.{row.per_head}") if row.per_head else "",
    )


def _doubts(edition: Edition, points: Sequence[Point]) -> Text:
    if not points:
        return (edition.say("site.doubt_none"),)
    first, *others = (point.brief for point in points[:_MOST_DOUBTS])
    briefs = [first, *(_inside(edition, brief) for brief in others)]
    said = joined(briefs, edition.say("site.between"))
    more = len(points) - _MOST_DOUBTS
    end = edition.say("site.doubt_more", n=more) if more > 0 else ""
    return (*said, edition.say("site.stop"), end)


def _inside(edition: Edition, said: Text) -> Text:
    """A clause behind another."""
    opens = bool(said) and isinstance(said[0], str)
    return (edition.in_sentence(str(said[0])), *said[1:]) if opens else said


# ---- cards


def _card(edition: Edition, row: Statement, publisher: Publisher) -> Card:
    """A key number with its place, its year and the evidence of it, its basis and its standing."""
    ref = edition.ref(row)
    whose = edition.place(row.place) if row.place else edition.own
    facts: list[Text] = [(whose,), (edition.year(row.year, row.year_from),)]
    behind = edition.followers.get(row.row_id)
    if behind:
        facts.insert(0, following(edition, behind, ""))
    for words in (manual_words(edition, row), basis_words(edition, row)):
        if words:
            facts.insert(0, words)
    return Card(
        name=edition.name(row),
        ref=Ref(ref.printed, ref.printed, ref.anchor),
        gloss="" if ref.text == ref.printed else ref.text,
        facts=tuple(facts),
        word=standing(edition, behind or row),
        sentence=squeezed(row.sentence),
        citation=figure_citation(edition, row, publisher.address),
    )


def basis_words(edition: Edition, row: Statement) -> Text:
    """What a change or a share is against, where the figure as printed does not say it."""
    if not row.basis or row.basis in printed(edition.document, row):
        return ()
    key = "site.basis_share" if row.kind == "share" else "site.basis_change"
    return tell(key, edition.language, basis=basis_of(edition, row))


def correction_words(edition: Edition, row: Statement) -> Text:
    """What a figure known to be a misprint should be, and how that is known."""
    found = edition.study.corrections.get(row.row_id)
    if found is None:
        return ()
    said = {"should_be": (Chinese(found.should_be),), "evidence": (Chinese(found.evidence),)}
    return tell("site.correction", edition.language, **said)


def manual_words(edition: Edition, row: Statement) -> Text:
    """As what a person reads a figure, who and why; nothing of one read by rule."""
    if row.reading != "manual":
        return ()
    said = {
        "value": amount(edition, row.value, row.canonical_unit).text,
        "who": (Chinese(row.read_by),),
        "why": (Chinese(row.read_why),),
    }
    return tell("site.manual_reading", edition.language, **said)


def standing(edition: Edition, row: Statement) -> Cell:
    """How a figure stands: the word of its principal comparison, else its relation or reason."""
    found = edition.principal.get(row.row_id)
    if found is None:
        return Cell("—")
    if found.relation == "none":
        return Cell(edition.code("reason", found.reason), badge="none")
    word = edition.code("word", found.word) if found.word else ""
    badge = found.word.partition(":")[0] or found.relation
    relation = edition.code("relation", found.relation)
    remark: Text | str = relation if word else ""
    if found.relation in ("peer", "benchmark") and found.target is not None:
        own = amount(edition, found.observed, found.unit).text
        remark = edition.say(
            "site.beside_per_head" if found.per_head else "site.beside",
            own=own,
            place=edition.place(found.reference_place),
            year=format_period(found.target_year, edition.language),
            target=amount(edition, found.target, found.target_unit, found.operator).text,
        )
    if found.relation == "same_fact" and found.target is not None:
        other = amount(edition, found.target, found.target_unit, found.operator).text
        remark = edition.say("site.beside_same_fact", target=other)
    return Cell(word or relation, badge=badge, remark=remark)


# ---- all figures


def figures_table(edition: Edition) -> Table:
    """Every figure of the report: what, how much as printed, of where, of when, in which sense."""
    columns = {
        "*measure": edition.heading,
        "name": edition.name,
        "#printed": lambda row: _printed_cell(edition, row),
        "*place": lambda row: edition.place(row.place) if row.place else "—",
        "year": lambda row: _year_cell(edition, row),
        "*kind": lambda row: edition.code("kind", row.kind),
        "*sense": lambda row: Cell(edition.code("sense", row.sense), row.sense),
        "*standing": lambda row: standing(edition, row),
    }
    return edition.table(
        "figures",
        edition.rows,
        columns,
        title=edition.say("site.figures_title", n=len(edition.rows)),
        note=edition.say("site.figures_note"),
        anchors=[edition.anchors[row.row_id].replace("f-", "r-") for row in edition.rows],
        file="outcomes",
    )


def _year_cell(edition: Edition, row: Statement) -> Cell:
    year, evidence = edition.year_parts(row.year, row.year_from)
    return Cell(year, remark=evidence)


def _printed_cell(edition: Edition, row: Statement) -> Cell:
    """The figure as a link; below it, in English, as printed, what it is against, a correction."""
    ref, value = edition.ref(row), exact_number(row.value)
    below: Text = (Chinese(ref.printed),) if edition.language == "en" else ()
    said = (basis_words, correction_words, manual_words)
    for words in (each(edition, row) for each in said):
        below = (*below, " ", *words) if below and words else below or words
    return Cell((ref,), value=None if value is None else float(value), remark=below)
