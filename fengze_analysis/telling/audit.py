"""Whether the figures agree: what was checked, what holds, what to verify with the issuer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..audit.rules import load_rules, outcome_word
from ..interval import Interval, parse_number
from ..model import Finding, Observation
from ..publishing.cells import Cell, Column, PageTable, Tag, Words, printed
from ..study import Study
from .outcomes import citation
from .phrasing import plural

# The outcomes that say something; a rule that found nothing to work on is counted apart.
OUTCOMES = ("consistent", "rounding", "definition", "cannot_tell", "contradiction")
# What is read before what: a number that does not follow comes before a word that is vague.
_TO_VERIFY = ("contradiction", "definition", "cannot_tell")
_WORDING = frozenset(
    ("period_not_stated", "stock_or_flow_not_stated", "rank_claim", "vague_quantifier")
)
_ON_FIRST_PAGE = 8
_MANY, _FEW = 12, 3  # more figures than these are counted after the first few


def outcome_tag(outcome: str) -> Tag:
    """The badge of an outcome (相符, 待核实 …)."""
    return Tag(outcome, Words(outcome_word(outcome, "zh"), outcome_word(outcome, "en")))


def rule_names() -> Mapping[str, Words]:
    """The names of the rules by id."""
    return {rule.id: Words(rule.name_zh, rule.name_en) for rule in load_rules()}


def _both(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def to_verify(study: Study) -> list[Finding]:
    """What is to be verified with the issuer: numbers first, then wording, in the text's order.

    Of numbers, those that another text gives alike come after those that differ.
    """
    found = [row for row in study.findings if row.outcome in _TO_VERIFY and row.verify_zh]
    return sorted(
        found,
        key=lambda row: (row.rule in _WORDING, _same_value(row), _TO_VERIFY.index(row.outcome)),
    )


def _same_value(finding: Finding) -> bool:
    """Whether another text gives the same value and only the name or coverage is open."""
    if finding.rule != "other_publication" or not finding.expected_low:
        return False
    expected = Interval.parse(finding.expected_low, finding.expected_high)
    printed = parse_number(finding.printed)
    return printed is not None and expected.contains(printed)


def first_points(study: Study) -> list[Finding]:
    """The points of the first page: those about numbers, at most eight."""
    numeric = [row for row in to_verify(study) if row.rule not in _WORDING]
    return numeric[:_ON_FIRST_PAGE]


def bottom_line(study: Study) -> Words:
    """How many relations hold, how many contradict, how many points are to be verified."""
    checked = Counter(row.outcome for row in study.findings if row.rule not in _WORDING)
    held, odd = checked["consistent"] + checked["rounding"], checked["contradiction"]
    points = _points(study)
    return Words(
        f"能核对的数据关系中，{f'{held}处相符' if held else '没有可确认相符的'}，"
        f"{f'{odd}处不一致且没有合理解释' if odd else '没有发现缺乏合理解释的不一致'}；"
        f"{points.zh}。",
        f"Of the relations between figures that can be checked, {held or 'none'} "
        f"{'holds' if held < 2 else 'hold'} and {odd or 'none'} "
        f"{'disagrees' if odd < 2 else 'disagree'} without a reasonable explanation; {points.en}.",
    )


def _points(study: Study) -> Words:
    """How many points are to be verified, about numbers and about wording."""
    asked = len(to_verify(study))
    numeric = sum(row.rule not in _WORDING for row in to_verify(study))
    if not asked:
        return Words("没有拟请核实的事项", "nothing is to be verified with the issuer")
    return Words(
        f"拟请核实{asked}项，其中涉及数据关系{numeric}项，"
        f"涉及时期、口径、名次表述{asked - numeric}项",
        f"{plural(asked, 'point')} to verify with the issuer, {numeric} about numbers "
        f"and {asked - numeric} about period, definition or rank",
    )


def rules_table(study: Study) -> PageTable:
    """Every rule with its meaning, tolerance and origin, and how often each outcome came."""
    rules = load_rules()
    counts = Counter((row.rule, row.outcome) for row in study.findings)
    counted = {rule.id: [str(counts[rule.id, one]) for one in OUTCOMES] for rule in rules}
    columns = (
        Column("rule", "规则", "Rule"),
        Column("meaning", "含义", "Meaning"),
        *(Column(one, *_both(outcome_tag(one).words), "number") for one in OUTCOMES),
        Column("tolerance", "容差", "Tolerance", shown=False),
        Column("origin", "依据", "Origin", shown=False),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Words(rule.name_zh, rule.name_en),
            Words(rule.meaning_zh, rule.meaning_en),
            *counted[rule.id],
            Words(rule.tolerance_zh, rule.tolerance_en),
            Words(rule.origin_zh, rule.origin_en),
        )
        for rule in rules
    )
    title = Words("核对规则", "Rules of the audit")
    note = Words("容差与依据随表下载。", "Tolerance and origin come with the download.")
    return PageTable("rules", title, columns, rows, note, citation(study))


def findings_table(study: Study) -> PageTable:
    """Every finding that is about something: its figures, what was found, what would explain it."""
    book = {row.row_id: row for row in study.observations}
    names = rule_names()
    columns = (
        Column("rule", "规则", "Rule"),
        Column("figures", "数据", "Figures"),
        Column("outcome", "结论", "Outcome", "tag"),
        Column("summary", "核对情况", "What was found"),
        Column("readings", "可能的合理解释", "Possible explanations"),
        Column("verify", "拟请核实", "To verify", shown=False),
        Column("expected", "推算值", "Expected", shown=False),
        Column("low", "下限", "Low", "number", shown=False),
        Column("high", "上限", "High", "number", shown=False),
        Column("unit", "单位", "Unit", shown=False),
        Column("sentence", "原句", "Sentence", shown=False),
    )
    told = [row for row in study.findings if row.outcome != "not_applicable"]
    rows = tuple(_row(row, book, names) for row in told)
    anchors = tuple(row.finding_id for row in told)
    title = Words("核对结果", "Findings")
    return PageTable("findings", title, columns, rows, citation=citation(study), anchors=anchors)


def _figures(rows: list[Observation]) -> Words:
    """The figures of a finding, of a long list the first few and how many there are."""
    shown = [printed(row) for row in rows[: _FEW if len(rows) > _MANY else None]]
    zh, en = "、".join(shown), ", ".join(shown)
    if len(shown) == len(rows):
        return Words(zh, en)
    return Words(f"{zh}等{len(rows)}个", f"{en} and others, {len(rows)} in all")


def _row(
    finding: Finding,
    book: Mapping[str, Observation],
    names: Mapping[str, Words],
) -> tuple[Cell, ...]:
    return (
        names[finding.rule],
        _figures([book[row] for row in finding.rows if row in book]),
        outcome_tag(finding.outcome),
        Words(finding.summary_zh, finding.summary_en),
        Words("；".join(finding.readings_zh), "; ".join(finding.readings_en)),
        Words(finding.verify_zh, finding.verify_en),
        finding.expected,
        finding.expected_low,
        finding.expected_high,
        finding.unit,
        finding.sentence,
    )


def not_checked_line(study: Study) -> Words:
    """How many cases a rule met and could not work on, and how many rules met none at all."""
    idle = sum(row.outcome == "not_applicable" and _met(row) for row in study.findings)
    none = sum(not _met(row) for row in study.findings)
    idle_zh = f"另有{idle}处不作判断：报告没有给出推算所需的其他数据，或规则只作计数"
    none_zh = f"{none}条规则在报告中没有适用之处" if none else "各条规则在报告中都有适用之处"
    idle_en = f"{plural(idle, 'further case')} {'carries' if idle == 1 else 'carry'} no judgement, "
    idle_en += "as the report gives no second figure to work with or the rule only counts; "
    none_en = f"{plural(none, 'rule')}" if none else "no rule"
    return Words(
        f"{f'{idle_zh}；' if idle else ''}{none_zh}。",
        f"{idle_en if idle else ''}{none_en} met nothing in the report.",
    )


def _met(finding: Finding) -> bool:
    """Whether a finding is about something; a rule without any case says so in one of its own."""
    return finding.finding_id != f"{finding.rule}.none"


def implied_line(study: Study) -> Words:
    """The bases and plans that the printed figures imply, as intervals."""
    found = [row for row in study.findings if row.rule == "implied_base" and _met(row)]
    zh = "；".join(f"{row.summary_zh.rstrip('。')}" for row in found)
    en = "; ".join(row.summary_en.rstrip(".") for row in found)
    if not found:
        return Words("没有可以反推基数的数据。", "No figure implies a base.")
    return Words(f"{zh}。", f"{en}.")


def verify_list(study: Study) -> Words:
    """拟请核实事项, numbered and ready to send."""
    found = to_verify(study)
    zh = "\n\n".join(f"{number}. {row.verify_zh}" for number, row in enumerate(found, 1))
    en = "\n\n".join(f"{number}. {row.verify_en}" for number, row in enumerate(found, 1))
    return Words(zh or "没有拟请核实的事项。", en or "There is nothing to verify.")


def limits_line(study: Study) -> Words:
    """What agreement does not show."""
    own = sum(row.rule == "other_publication" and _met(row) for row in study.findings)
    zh = f"；与其他公开文本比对的{own}处，凡由同一机关发布的，不构成独立印证" if own else ""
    en = f"; of {plural(own, 'comparison')} with other official texts, "
    en += "those of the same issuer are no independent confirmation"
    return Words(
        f"数据彼此相符，不等于数据属实{zh}。“待核实”只表示凭公开文本无法判断，不含对原因的推测。",
        f"Figures that agree are not thereby true{en if own else ''}. “To be verified” "
        "means only that the published text does not settle it; nothing is said about why.",
    )
