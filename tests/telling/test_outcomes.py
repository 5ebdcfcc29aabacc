"""What the page on outcomes says agrees with its table, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from fengze_analysis.publishing.cells import Tag, Words, plain
from fengze_analysis.study import Study
from fengze_analysis.telling import outcomes
from fengze_analysis.telling.codes import codes_of, tag_of, words_of
from fengze_analysis.telling.phrasing import headings, measure_name
from tests.made_up.district import (
    REPORT_ID,
    fengze_study,
    make_project,
    numbers,
    study_of,
    yunxi_study,
)

STUDIES = {"fengze": fengze_study, "made-up": yunxi_study}
SENTENCES = (
    outcomes.bottom_line,
    outcomes.kinds_line,
    outcomes.evidence_line,
    outcomes.limits_line,
    outcomes.unread_phrase,
)
each_study = pytest.mark.parametrize("study", STUDIES.values(), ids=list(STUDIES))


@each_study
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.__name__)
def test_both_languages_give_the_same_numbers(
    study: Callable[[], Study], sentence: Callable[[Study], Words]
) -> None:
    """A sentence has the same numbers in Chinese and in English."""
    words = sentence(study())
    assert words.zh
    assert words.en
    assert numbers(words.zh) == numbers(words.en)


@each_study
def test_the_bottom_line_counts_the_table(study: Callable[[], Study]) -> None:
    """The total is the rows of the table, and the stages add up to it."""
    rows = outcomes.outcomes_table(study()).rows
    stages = outcomes.stages(study())
    line = outcomes.bottom_line(study()).zh
    assert f"共给出{len(rows)}个数据：" in line
    assert sum(stages.values()) == len(rows)
    for code, count in stages.items():
        assert f"{words_of('stage', code).zh}{count}个" in line


def test_the_bottom_line_of_the_made_up_report() -> None:
    """Both sentences as they read, on the report whose figures were counted by hand."""
    assert outcomes.bottom_line(yunxi_study()) == Words(
        "报告的6项措施共给出27个数据：投入6个、工作1个、产出6个、成效14个。形似数据之处均已识读。",
        "The 6 measures of the report give 27 figures: input 6, activity 1, output 6, outcome 14; "
        "nothing that looks like a figure was left unread.",
    )


@each_study
def test_kinds_and_evidence_count_every_figure_and_measure(study: Callable[[], Study]) -> None:
    """The kinds add up to the figures, the kinds of evidence to the measures."""
    kinds = Counter(row.kind for row in study().observations)
    line = outcomes.kinds_line(study()).zh
    assert all(f"{words_of('figure', kind).zh}{count}个" in line for kind, count in kinds.items())
    total, *parts = (int(one) for one in _in_order(outcomes.evidence_line(study()).zh))
    assert total == sum(parts) == len(study().measures)


def _in_order(sentence: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in sentence).split()


@each_study
def test_the_table_has_every_figure_once(study: Callable[[], Study]) -> None:
    """A row a figure, in the order of the report, value and position as they were read."""
    table = outcomes.outcomes_table(study())
    keys = [column.key for column in table.columns]
    rows = study().observations
    assert table.anchors == tuple(row.row_id for row in rows)
    assert len(set(table.anchors)) == len(rows)
    for cells, row in zip(table.rows, rows, strict=True):
        cell = dict(zip(keys, cells, strict=True))
        assert plain(str(cell["printed"])) == " ".join(row.surface.split())
        assert (cell["value"], cell["low"], cell["high"]) == (row.value, row.low, row.high)
        assert cell["sentence"] == row.sentence
        assert isinstance(cell["name"], Words)
        assert cell["name"].zh
        assert cell["name"].en


def test_a_figure_of_two_codes_stands_at_the_stage_of_the_first() -> None:
    """A figure that states two things is one figure, counted where its first code stands."""
    study = yunxi_study()
    book = outcomes.codebook(study)
    row = study.observations[0]._replace(indicator="tea_study_events;urbanisation_rate")
    assert outcomes.stage_of(row, book) == "activity"
    assert outcomes.stage_of(row._replace(indicator="not_in_the_book"), book) == ""
    names = outcomes.name_of(row, book)
    assert names == Words(
        "采茶研学活动；常住人口城镇化率",
        "Tea-picking study events; Urbanisation rate of the resident population",
    )


def test_units_are_said_in_both_languages() -> None:
    """元 is yuan, a rank has no numeral for a unit, and a bare measure word has no English."""
    table = outcomes.outcomes_table(fengze_study())
    at = [column.key for column in table.columns].index("unit")
    units = {cells[at] for cells in table.rows}
    assert {Words("元", "yuan"), Words("个", ""), Words("位", "rank"), Words("%", "%")} <= units
    assert Words("亩", "mu") in units


def test_a_figure_without_a_code_is_called_what_the_text_calls_it(tmp_path: Path) -> None:
    """Where the codebook has no entry the words of the report stand, in both languages."""
    study = study_of(tmp_path, "一、民生\n一是旅游。新增露营帐篷35顶，城镇化率79.2%。")
    names = [outcomes.name_of(row, outcomes.codebook(study)) for row in study.observations]
    assert [names[0].zh == names[0].en, "露营帐篷" in names[0].zh] == [True, True]
    assert names[1].en == "Urbanisation rate of the resident population"
    assert outcomes.stages(study) == {"": 1, "outcome": 1}
    line = outcomes.limits_line(study)
    assert "1个数据不在指标目录中" in line.zh
    assert "1 figure not in the codebook" in line.en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "一、民生\n一是学位。新增学位4320个，走访数十家企业。",
            "另有1处疑似数据未能识读，列于文末",
            "1 passage that may hold a figure could not be read and is listed below",
        ),
        (
            "一、民生\n一是学位。新增学位4320个，走访数十家企业。举办活动数十场。",
            "另有2处疑似数据未能识读，列于文末",
            "2 passages that may hold a figure could not be read and are listed below",
        ),
    ],
)
def test_what_was_not_read_is_said_first(text: str, zh: str, en: str, tmp_path: Path) -> None:
    """Passages that could not be read are counted in the answer and listed with a reason."""
    study = study_of(tmp_path, text)
    line = outcomes.bottom_line(study)
    assert zh in line.zh
    assert en in line.en
    table = outcomes.unread_table(study)
    assert len(table.rows) == len(study.unread)
    assert all(all(cells) for cells in table.rows)


def test_a_report_without_measures_or_figures_has_sentences(tmp_path: Path) -> None:
    """No measure, no figure: every sentence still reads, and no list is empty in its middle."""
    study = study_of(tmp_path, "全年各项工作有序推进，群众获得感持续增强。")
    assert outcomes.bottom_line(study) == Words(
        "报告共给出0个数据。形似数据之处均已识读。",
        "The report gives 0 figures; nothing that looks like a figure was left unread.",
    )
    assert outcomes.kinds_line(study).en == "The report gives no figure."
    assert outcomes.evidence_line(study).zh == "报告没有分列措施。"
    assert outcomes.outcomes_table(study).rows == ()
    for sentence in SENTENCES:
        assert "：。" not in sentence(study).zh
        assert ": ;" not in sentence(study).en


def test_a_correction_is_shown_beside_the_figure(tmp_path: Path) -> None:
    """With a registered misprint two columns open, filled in its row alone."""
    project = make_project(tmp_path / "project")
    row = next(row for row in yunxi_study().observations if row.surface == "86.7%")
    path = project / "data" / "raw" / REPORT_ID / "corrections.yml"
    path.write_text(
        f"- {{start: {row.start}, surface: 86.7%, should_be: 83.3%, evidence: 同句两数,"
        " guard: 占总数的86.7%, issuer_told: no}\n",
        encoding="utf-8",
    )
    from fengze_analysis import open_study

    for study, shown in ((open_study(project=str(project)), True), (yunxi_study(), False)):
        table = outcomes.outcomes_table(study)
        at = [column.key for column in table.columns].index("should_be")
        assert table.columns[at].shown is shown
        assert [cells[at] for cells in table.rows if cells[at]] == (["83.3%"] if shown else [])


def test_the_citation_leaves_out_what_is_not_known(tmp_path: Path) -> None:
    """A report without number and date is cited by issuer and title alone."""
    assert outcomes.citation(yunxi_study()).zh == (
        "临江市云溪区人民政府：《临江市云溪区人民政府关于“十四五”规划实施情况中期自评的报告》"
        "（云政综〔2024〕12号，2024-02-06）"
    )
    study = study_of(tmp_path, "城镇化率79.2%。", number="", date="", title="年报")
    assert outcomes.citation(study).zh == "临江市云溪区人民政府：《年报》"


def test_english_headings_are_those_of_the_sidecar() -> None:
    """A measure has its English name where the sidecar gives one, else the printed one."""
    assert measure_name(fengze_study(), "1", "1") == Words(
        "招商引资质效提升", "Investment promotion"
    )
    assert measure_name(fengze_study(), "2", "0").en == (
        "Balanced development and the quality of the city"
    )
    assert measure_name(yunxi_study(), "2", "1") == Words("桥梁和道路", "桥梁和道路")
    assert measure_name(yunxi_study(), "9", "9") == Words("", "")
    assert headings(fengze_study(), "zh") is None
    assert headings(yunxi_study(), "en") is None
    assert (headings(fengze_study(), "en") or {})["3.4"] == "Employment and social security"


@pytest.mark.parametrize("kind", ["stage", "figure", "reading"])
def test_every_code_of_the_tables_has_words(kind: str) -> None:
    """A code has words in both languages and a badge; no two codes of a kind share their words."""
    words = [words_of(kind, code) for code in codes_of(kind)]
    assert all(one.zh and one.en for one in words)
    assert len(set(words)) == len(words)
    assert [tag_of(kind, code) for code in codes_of(kind)] == [
        Tag(code or "none", one) for code, one in zip(codes_of(kind), words, strict=True)
    ]
