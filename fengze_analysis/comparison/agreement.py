"""Whether our word and the official one say the same of an indicator, and the sentence on it."""

from __future__ import annotations

from fengze_analysis.comparison.verdict import Case, Verdict
from fengze_analysis.comparison.why import percent, readable
from fengze_analysis.comparison.words import Text, english, is_undecided, text, verdict
from fengze_analysis.model import Assessment

_BEHIND = verdict("behind")
_KEPT_UP = (
    "met_early",
    "met_this_year",
    "ahead",
    "on_schedule",
    "on_time",
    "completed",
    "kept",
    "ceiling_kept",
    "floor_kept",
    "mean_reached",
)
_GOOD = frozenset(verdict(code) for code in _KEPT_UP)
_OF_PACE = frozenset(verdict(code) for code in ("met_early", "ahead", "on_schedule", "behind"))
_EARLY, _AT_LEVEL = verdict("met_early"), verdict("met_this_year")


def normal_word(word: str) -> str:
    """The official word as one of the fixed ones: 滞后 and 进展滞后 are 滞后于预期.

    >>> normal_word("滞后"), normal_word("快于预期")
    ('滞后于预期', '快于预期')
    """
    return _BEHIND if "滞后" in word else word


def agreement_of(word: str, official: str, reason: str) -> str:
    """The code of the agreement: agree, disagree, undecided or not_assessable.

    Our word on a binding target, a yearly limit or a yearly mean is of another vocabulary than
    the review's; there it agrees if both say that the target is kept up with, or both do not.

    >>> agreement_of("未达到序时进度", "滞后于预期", ""), agreement_of("提前实现", "快于预期", "")
    ('agree', 'disagree')
    """
    if reason:
        return "not_assessable"
    if is_undecided(word):
        return "undecided"
    if word == _AT_LEVEL:  # s ≥ 1 of what swings: the review has one word for it, 提前实现
        word = _EARLY
    if word in _OF_PACE:
        return "agree" if word == official else "disagree"
    return "agree" if _good(word) == _good(official) else "disagree"


def same_side(word: str, official: str, reason: str) -> str:
    """``yes`` where both words say that the target is kept up with or both do not, else ``no``.

    >>> same_side("提前实现", "快于预期", ""), same_side("无法评估", "快于预期", "no_baseline")
    ('yes', '')
    """
    if reason or is_undecided(word):
        return ""
    return "yes" if _good(word) == _good(official) else "no"


def calibration_sentence(
    assessment: Assessment,
    word: str,
    official: str,
    agreement: Text,
    found: Verdict,
    case: Case | None,
) -> Text:
    """One sentence: our word and the official one, on which data of which year."""
    zh = f"本项目：{word}；{assessment.review}（{assessment.year}年）：{official}；{agreement.zh}。"
    en = (
        f"Ours: {english(word)}; official review of {assessment.year}: {english(official)}; "
        f"{agreement.en}."
    )
    if case is None or found.reason:
        reason = text("reason", found.reason)
        return Text(f"{zh}原因：{reason.zh}。", f"{en} Reason: {reason.en}.")
    share_zh = share_en = ""
    if found.progress is not None and found.time_share is not None:
        s, share = percent(found.progress), percent(found.time_share)
        share_zh = f"，目标完成进度{s}，序时进度{share}"
        share_en = f", progress {s} against a time share of {share}"
    value_zh, value_en = readable(case.now, "zh"), readable(case.now, "en")
    return Text(
        f"{zh}所用数据为{case.now.year}年{value_zh}{share_zh}。",
        f"{en} Data: {value_en} of {case.now.year}{share_en}.",
    )


def _good(word: str) -> bool:
    return word in _GOOD
