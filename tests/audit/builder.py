"""Made-up reports for the tests of the audit: text with marked figures to document and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fengze_analysis.audit import audit
from fengze_analysis.interval import Exact, Interval
from fengze_analysis.model import (
    Document,
    Finding,
    Item,
    Period,
    Published,
    Sentence,
    Source,
    Statement,
)
from fengze_analysis.rounding import printed_interval, printed_step

MARK = re.compile(r"\{([^{}|↑↓]+)([↑↓]?)(?:\|([^{}]*))?\}")
MOVES = {"↑": "kind=change direction=up ", "↓": "kind=change direction=down ", "": ""}
SURFACE = re.compile(
    r"""第?\s*(?P<minus>-?)
    (?P<numeral>[\d.]+(?:\.\.[\d.]+)?|[一二两三四五六七八九十])
    \s*(?P<more>余|多)?\s*(?P<times>万|亿)?\s*(?P<unit>.*)""",
    re.VERBOSE | re.DOTALL,
)
NUMERALS = {char: str(n) for n, char in enumerate("一二三四五六七八九十", start=1)} | {"两": "2"}
TIMES = {"万": 10**4, "亿": 10**8, None: 1}
PLACE = "云溪市松竹区"
YEAR = Period(2023, 2023)


@dataclass(frozen=True)
class Report:
    """A made-up report: the document, its rows and their tests' way to the audit."""

    document: Document
    rows: tuple[Statement, ...]

    def audit(
        self, published: tuple[Published, ...] = (), sources: tuple[Source, ...] = ()
    ) -> list[Finding]:
        """All findings."""
        return audit(self.document, self.rows, published, sources)

    def findings(self, rule: str, **context: object) -> list[Finding]:
        """The findings of one rule that have a case."""
        found = self.audit(**context)  # type: ignore[arg-type]
        return [f for f in found if f.rule == rule and not f.finding_id.endswith(".none")]

    def outcomes(self, rule: str, **context: object) -> list[str]:
        """The outcomes of one rule, in the order of the text."""
        return [finding.outcome for finding in self.findings(rule, **context)]

    def cases(self, rule: str, **context: object) -> list[str]:
        """The cases of one rule, in the order of the text."""
        return [f.message.rpartition(".")[2] for f in self.findings(rule, **context)]


def made_up(*items: str, issuer: str = PLACE + "人民政府", date: str = "2024-01-16") -> Report:
    """A report of one section whose measures are ``items``.

    A figure is marked ``{8.6亿元}``: an outcome of the district in 2023, its year printed; what
    differs follows: ``{4个|status=新增 sense=plan}``. ``{4%↑}`` is a rise, ``{4%↓}`` a fall.
    """
    text, rows, parts = "一、关于经济发展方面\n", [], []
    for number, item in enumerate(items, start=1):
        start = len(text) + 1
        plain, marked = _unmarked("\n" + item, len(text))
        text += plain
        parts.append(_item(str(number), text, start))
        rows += [_row(str(number), *mark, parts[-1]) for mark in marked]
    document = Document("made-up", text, "报告", "", issuer, PLACE, date, tuple(parts), 2024)
    return Report(document, tuple(rows))


def _unmarked(raw: str, offset: int) -> tuple[str, list[tuple[int, str, str]]]:
    plain, marked, last = "", [], 0
    for match in MARK.finditer(raw):
        plain += raw[last : match.start()]
        marked.append((offset + len(plain), match[1], MOVES[match[2]] + (match[3] or "")))
        plain += match[1]
        last = match.end()
    return plain + raw[last:], marked


def _item(number: str, text: str, start: int) -> Item:
    sentences = []
    for piece in re.finditer(r"[^。]+。?", text[start:]):
        low = start + piece.start() + len(piece[0]) - len(piece[0].lstrip())
        end = start + piece.end()
        sentences.append(Sentence(low, end, text[low:end].replace("\n", "")))
    return Item("1", number, "关于经济发展方面", "", start, len(text), tuple(sentences))


def _row(item: str, start: int, surface: str, options: str, part: Item) -> Statement:
    sentence = next(s for s in part.sentences if s.start <= start < s.end)
    chosen: dict[str, object] = {}
    for option in options.split():
        chosen[option.partition("=")[0]] = option.partition("=")[2]
    row = _guess(item, start, surface, sentence, str(chosen.pop("approx", "")))
    assert set(chosen) <= set(Statement._fields), f"unknown columns in {options}"
    if "year" in chosen:
        chosen["year"] = Period.parse(str(chosen["year"])) if chosen["year"] else None
    if "indicator" in chosen:
        chosen["indicator"] = tuple(str(chosen["indicator"]).split(";"))
    return row._replace(**chosen)  # type: ignore[arg-type]


def _guess(item: str, start: int, surface: str, sentence: Sentence, approx: str) -> Statement:
    match = SURFACE.fullmatch(surface)
    assert match is not None, f"no figure: {surface}"
    unit = match["unit"].strip().replace("m²", "平方米")
    approx = approx or ("over" if match["more"] else "exact")
    times = TIMES[match["times"]]
    numeral = NUMERALS.get(match["numeral"], match["numeral"])
    ends = [Decimal(match["minus"] + part) * times for part in numeral.split("..")]
    value: Exact = ends[0]
    if len(ends) == 2:
        value = Interval(Fraction(ends[0]), Fraction(ends[1]))
    interval = printed_interval(value, _step(numeral, times, unit), approx)
    kind = "rank" if surface.startswith("第") else "share" if unit == "%" else "amount"
    kind = "change" if unit == "个百分点" else kind
    return Statement(
        report_id="made-up", row_id=f"1.{item}.{start}", section="1", item=item, heading="一是",
        sentence=sentence.text, start=start, end=start + len(surface), surface=surface,
        value=value, unit=unit, canonical_unit="位" if kind == "rank" else unit,
        low=interval.low, high=interval.high, kind=kind, approx=approx, direction="", basis="",
        indicator_phrase="", indicator=(), sense="outcome", year=YEAR, year_from="sentence",
        place=PLACE, period="", status="", offset=start - sentence.start,
    )  # fmt: skip


def _step(numeral: str, times: int, unit: str) -> Fraction:
    step = printed_step(numeral.split("..")[0], times)
    return Fraction(1) if unit == "%" and not step else step


def a_source(
    source_id: str = "s1",
    issuer: str = "松竹区人民政府",
    title: str = "政府工作报告",
    publisher: str = "松竹区人民政府",
    number: str = "",
) -> Source:
    """A source by the same issuer, if nothing else is said."""
    return Source(source_id, title, publisher, issuer, "", number, "", "primary")


def a_published(
    value: str, unit: str, name: str = "", *, code: str = "", year: str = "2023", place: str = PLACE
) -> Published:
    """A published outcome of 2023 for the district."""
    return Published(
        "p1", place, "district", code, name, Decimal(value), unit, "", Period.parse(year), "",
        "outcome", "s1", "primary",
    )  # fmt: skip
