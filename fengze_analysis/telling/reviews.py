"""Our words against the official ones: where they differ, on data of which year, and why."""

from __future__ import annotations

from collections import Counter

from ..comparison.calibration import Calibration
from ..comparison.words import english, verdict
from ..publishing.cells import Words
from ..study import Study
from . import citing
from .calibration import again, assessed, name_of
from .saying import joined, paragraphs, say, tallied

_YEARLY = tuple(
    verdict(code) for code in ("ceiling_kept", "ceiling_broken", "floor_kept", "floor_broken")
)


def words_line(study: Study) -> Words:
    """How often each word was given, by the review and by us, to the assessed indicators."""
    rows = assessed(study)
    if not rows:
        return say("cal_none")
    official = tallied(Counter(row.official_word for row in rows))
    ours = tallied(Counter(row.word.partition("（")[0] for row in rows))
    return say("cal_words", official=official, ours=ours)


def vintage_line(study: Study) -> Words:
    """Of which years our data are, beside the year of the review."""
    counts = Counter(row.observed_year for row in assessed(study))
    if not counts:
        return say("cal_none")
    years = (say("cal_year", year=year, n=counts[year]) for year in sorted(counts))
    reviews = sorted({row.review_year for row in study.calibration})
    return say("cal_vintage", years=joined(years, "、", ", "), review="、".join(reviews))


def differences_line(study: Study) -> Words:
    """Each disagreement with its figures, and whether data of a year earlier would agree."""
    rows = [row for row in study.calibration if row.agreement == "disagree"]
    said = [_difference(study, row) for row in rows]
    return paragraphs(*said) if said else say("cal_no_differ")


def _difference(study: Study, row: Calibration) -> Words:
    text = Words(row.text_zh, row.text_en)
    first = say("cal_differ", name=name_of(row), text=text)
    year = str(int(row.observed_year) - 1)
    if row.word in _YEARLY:
        first = joined((first, say("cal_yearly")))
    earlier = next(one for one in again(study, as_of=year) if one.indicator == row.indicator)
    if not earlier.observed_year or earlier.reason:
        return first
    outcome = say("cal_agrees" if earlier.agreement == "agree" else "cal_still")
    word = Words(earlier.word, english(earlier.word))
    return joined((first, say("cal_earlier", year=year, word=word, outcome=outcome)))


def not_assessed_line(study: Study) -> Words:
    """Why the rest cannot be assessed, reason by reason."""
    rows = [row for row in study.calibration if row.reason]
    if not rows:
        return say("cal_none_left") if study.calibration else say("cal_none")
    reasons = dict.fromkeys(row.reason for row in rows)
    said = (_refused(reason, [row for row in rows if row.reason == reason]) for reason in reasons)
    return say("cal_not", n=len(rows), list=joined(said, "；", "; "))


def _refused(reason: str, rows: list[Calibration]) -> Words:
    names = joined(map(name_of, rows), "、", ", ")
    return say("cal_not_one", reason=citing.short_reason(reason), n=len(rows), names=names)


def guess_line(study: Study) -> Words:
    """What the commonest official word would have got right without any computing."""
    rows = [row for row in study.calibration if row.agreement in ("agree", "disagree")]
    if not rows:
        return say("cal_none")
    word, times = Counter(row.official_word for row in rows).most_common(1)[0]
    same = sum(row.agreement == "agree" for row in rows)
    common = Words(word, english(word))
    return say("cal_guess", d=len(rows), word=common, g=times, same=same)
