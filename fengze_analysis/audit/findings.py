"""A finding in both languages, from the message of its case and the figures it read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..interval import Interval, format_number
from ..model import Finding
from ..wording import format_amount, format_interval, round_readable
from .evidence import Evidence
from .passages import Figure, Passage, squash
from .rules import Message, load_glosses, load_messages, load_readings

_APPROX = {
    "about": ("约", "about "),
    "over": ("超", "over "),
    "under": ("不足", "under "),
}
# A message with one of these blanks says itself what it is about.
_NAMING = ("{name}", "{part_name}", "{where}", "{list}")
_MOVED = {
    "up": ("上升", "a rise of "),
    "down": ("下降", "a fall of "),
    "": ("变动", "a change of "),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or an interval with its unit, said in the reader's language."""

    value: Fraction | Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a figure is called: by the report's words, in English by its indicator's name too."""

    figure: Figure


Said = str | int | Amount | Words | Name | Figure | tuple[Figure, ...]


@dataclass(frozen=True)
class Expected:
    """What the other figures give: an interval in ``unit``, its number where it is exact."""

    interval: Interval
    unit: str
    number: Fraction | None = None


def make_finding(
    evidence: Evidence,
    rule: str,
    case: str,
    passages: Iterable[Passage],
    figures: Iterable[Figure] = (),
    *,
    said: Mapping[str, Said] | None = None,
    printed: str = "",
    expected: Expected | None = None,
    key: str = "",
    source_id: str = "",
) -> Finding:
    """The finding of one ``case`` of ``rule``; its id is the rule and the key, else the rows."""
    messages = load_messages()
    message = messages.get((rule, case)) or messages["any", case]
    where = list(dict.fromkeys(passages))
    figures = list(figures)
    rows = tuple(dict.fromkeys(figure.row.row_id for figure in figures))
    low, high, number, unit = _expected(expected, evidence.parameters.places)
    readings = [load_readings()[reading] for reading in message.readings]
    return Finding(
        report_id=evidence.document.report_id,
        finding_id=f"{rule}.{key or '+'.join(rows)}",
        rule=rule,
        outcome=message.outcome,
        rows=rows,
        printed=printed,
        expected=number,
        expected_low=low,
        expected_high=high,
        unit=unit,
        **_texts(message, _named(evidence, said or {}), _subject(evidence, figures)),
        readings_zh=tuple(zh for zh, _ in readings),
        readings_en=tuple(en for _, en in readings),
        sentence=" ".join(passage.sentence for passage in where),
        source_id=source_id,
    )


def say(value: Said, language: str) -> str:
    """``value`` as it is said in ``language``.

    >>> say(Amount(Fraction(860000000), "元"), "zh"), say(Words("其中", "of which"), "en")
    ('8.6亿元', 'of which')
    """
    if isinstance(value, Figure):
        return _say_figure(value, language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(say(part, language) for part in value)
    if isinstance(value, Words):
        return value.zh if language == "zh" else value.en
    if not isinstance(value, Amount):
        return nested(str(value))
    if isinstance(value.value, Interval):
        return format_interval(value.value, value.unit, language)
    return format_amount(value.value, value.unit, language)


def english_name(name: str, words: str) -> str:
    """An English name with the printed words behind it once, or these alone, in quotes.

    >>> english_name("Tax revenue", "税收"), english_name("", "税收")
    ('Tax revenue (“税收”)', '“税收”')
    """
    printed = f"“{nested(words)}”"
    return f"{name} ({printed})" if name else printed


def glossed(words: Iterable[str], ranks: Mapping[str, str] | None = None) -> Words:
    """Printed words with their English behind each; ``ranks`` gives that of printed ranks.

    >>> glossed(["首批", "全市仅"]).en
    '“首批” (first batch), “全市仅” (the only ones in the city)'
    """
    said, known = list(words), load_glosses() | dict(ranks or {})
    english = (f"“{word}” ({known[word]})" if word in known else f"“{word}”" for word in said)
    return Words("、".join(said), ", ".join(english))


def where_words(section: str, item: str) -> Words:
    """The place of a measure in words; ``0`` is text outside any.

    >>> where_words("1", "2").zh, where_words("0", "0").en
    ('第1部分第2项', 'the undivided text')
    """
    if section == "0":
        return Words("未分部分的正文", "the undivided text")
    if item == "0":
        return Words(f"第{section}部分", f"section {section}")
    return Words(f"第{section}部分第{item}项", f"section {section}, measure {item}")


def _say_figure(figure: Figure, language: str) -> str:
    row = figure.row
    before, before_en = _APPROX.get(row.approx, ("", ""))
    moved, moved_en = _MOVED[row.direction] if row.kind == "change" else ("", "")
    surface = squash(row.surface)
    if language == "zh":
        doubled = row.approx == "over" and any(mark in surface for mark in "余多")
        return moved + (surface if doubled else before + surface)
    return moved_en + before_en + format_amount(row.value, row.canonical_unit, language)


def nested(words: str) -> str:
    """Printed words fit to stand in quotation marks themselves.

    >>> nested("全区“互联网+监管”梳理率")
    '全区‘互联网+监管’梳理率'
    """
    return words.replace("“", "‘").replace("”", "’")


def _named(evidence: Evidence, said: Mapping[str, Said]) -> dict[str, Said]:
    return {
        key: _both(evidence, value.figure) if isinstance(value, Name) else value
        for key, value in said.items()
    }


def _both(evidence: Evidence, figure: Figure) -> Words:
    english = evidence.english(figure.row.indicator)
    return Words(nested(figure.label), english_name(english, figure.label))


def _subject(evidence: Evidence, figures: Sequence[Figure]) -> str:
    """What a finding is about in English: the indicator of its first figure that has one."""
    names = (evidence.english(figure.row.indicator) for figure in figures)
    return next(filter(None, names), "")


def _texts(message: Message, said: Mapping[str, Said], subject: str) -> dict[str, str]:
    zh = {name: say(value, "zh") for name, value in said.items()}
    en = {name: say(value, "en") for name, value in said.items()}
    return {
        "summary_zh": message.summary_zh.format(**zh),
        "summary_en": _about(subject, message.summary_en, en),
        "verify_zh": message.verify_zh.format(**zh),
        "verify_en": message.verify_en.format(**en),
    }


def _about(subject: str, message: str, said: Mapping[str, str]) -> str:
    """A message filled in, its subject before it unless it names what it is about itself."""
    words = message.format(**said)
    if not subject or any(blank in message for blank in _NAMING):
        return words
    return f"{subject}: {words[:1].lower()}{words[1:]}"


def _expected(expected: Expected | None, places: int) -> tuple[str, str, str, str]:
    if expected is None:
        return "", "", "", ""
    outward = round_readable(expected.interval, places)
    low = "" if outward.low is None else format_number(outward.low)
    high = "" if outward.high is None else format_number(outward.high)
    number = "" if expected.number is None else format_number(expected.number)
    return low, high, "" if "/" in number else number, expected.unit
