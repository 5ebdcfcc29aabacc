"""Own tables of targets: friendly forms are taken, every fault is named before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengze_analysis.errors import InputError
from fengze_analysis.interval import exact_text
from fengze_analysis.schema.tables import TableError, rows_to_csv
from fengze_analysis.targets import load_targets, read_targets, template

HEADER = "name,value,unit,target_year,operator,type,base_value,base_year"


def _write(folder: Path, text: str, name: str = "own.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_few_columns_are_enough(tmp_path: Path) -> None:
    """A name, a value, a unit and a year make a target, coded by the codebook."""
    path = _write(tmp_path, "name,value,unit,target_year\n常住人口城镇化率,68,%,2025\n")
    target = load_targets([path]).targets[0]
    assert (target.indicator, target.type, exact_text(target.value)) == (
        "urbanisation_rate",
        "level",
        "68",
    )
    assert (target.low, target.high, target.place) == (target.value, target.value, "")


@pytest.mark.parametrize(
    ("cells", "value", "unit", "operator", "type_"),
    [
        ("甲,68,%,2025,,,,", "68", "%", "=", "level"),
        ("甲,≥68,%,2025年,,,,", "68", "%", ">=", "level"),
        ("甲,>=68,%,2025年底,,,,", "68", "%", ">=", "level"),
        ("甲,68,%,2025,不低于,,,", "68", "%", ">=", "level"),
        ("甲,5.5以内,%,2025,,,,", "5.5", "%", "<=", "level"),
        ("甲,超过900,亿元,2025,,,,", "90000000000", "元", ">", "level"),
        ("甲,900亿元,,2025,,,,", "90000000000", "元", "=", "level"),
        ('甲,"1,234.50",万人,2025,,,,', "12345000", "人", "=", "level"),
        ("甲,12万,人,2025,<,,,", "120000", "人", "<", "level"),
        ("甲,75左右,个,2025,,,,", "75", "个", "~", "level"),
        ("甲,2/3,,2025,,,,", "2/3", "", "=", "level"),
        ("甲,5..8,个,2025,,,,", "5..8", "个", "=", "level"),
        ("甲年均增长,6,%,2025,,,,", "6", "%", "=", "mean_growth"),
        ("甲,6,%,2025,,年均增长,,", "6", "%", "=", "mean_growth"),
        ("累计建设甲,60,个,2025,,,,", "60", "个", "=", "cumulative"),
        ("甲,3,个百分点,2025,,提高,,", "3", "个百分点", "=", "rise"),
        ("甲,95,%,2025,,保持,,", "95", "%", "=", "keep"),
        ("甲,5,%,2024,,yearly,,", "5", "%", "=", "yearly"),
        ("甲,,,2025,,定性,,", "", "", "", "qualitative"),
    ],
)
def test_friendly_forms(
    tmp_path: Path, cells: str, value: str, unit: str, operator: str, type_: str
) -> None:
    """Signs, words, 万 and 亿, grouped digits and Chinese codes are taken as people write them."""
    target = load_targets([_write(tmp_path, f"{HEADER}\n{cells}\n")]).targets[0]
    found = (exact_text(target.value), target.unit, target.operator, target.type)
    assert found == (value, unit, operator, type_)


def test_what_is_written_is_exact(tmp_path: Path) -> None:
    """A base of 28万 is 280000 and nothing else; 左右 opens the declared share."""
    path = _write(tmp_path, f"{HEADER}\n甲,约40,万人,2025,,,28,2020\n")
    target = load_targets([path]).targets[0]
    assert (exact_text(target.base_value), target.base_year) == ("280000", 2020)
    assert (exact_text(target.low), exact_text(target.high)) == ("380000", "420000")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_columns_and_own_sources(tmp_path: Path, encoding: str) -> None:
    """Columns may be Chinese; a row brings its source, which is made once for all its rows."""
    text = (
        "指标名称,目标值,单位,目标年份,属性,来源,发布机构,发布日期,网址,类别\n"
        "地区生产总值,1200,亿元,2025,约束性,云溪市规划纲要,云溪市政府,2021年3月1日,"
        "https://example.org/plan,纲要\n"
        "森林覆盖率,43,%,2025,预期性,云溪市规划纲要,云溪市政府,2021年3月1日,"
        "https://example.org/plan,纲要\n"
    )
    found = load_targets([_write(tmp_path, text, encoding=encoding)])
    assert [one.nature for one in found.targets] == ["binding", "anticipatory"]
    assert {one.source_id for one in found.targets} == {found.sources[0].source_id}
    source = found.sources[0]
    assert (len(found.sources), source.title, source.published) == (
        1,
        "云溪市规划纲要",
        "2021-03-01",
    )


@pytest.mark.parametrize("date", ["2021-13-01", "2021-02-32", "2021-0"])
def test_a_date_has_a_month_and_a_day_of_the_calendar(tmp_path: Path, date: str) -> None:
    """What looks like a date and is none is named."""
    text = f"name,value,unit,target_year,title,date\n甲,6,%,2025,某纲要,{date}\n"
    with pytest.raises(TableError, match=rf"line 2, date: '{date}' is no date"):
        load_targets([_write(tmp_path, text)])


def test_several_files(tmp_path: Path) -> None:
    """Several files are read in order; a target that stands in two of them is a fault."""
    header = "target_id,name,value,unit,target_year\n"
    first = _write(tmp_path, f"{header}A1,甲,1,个,2025\n", "a.csv")
    second = _write(tmp_path, f"{header}B1,乙,2,个,2025\n", "b.csv")
    assert [one.target_id for one in load_targets([first, second]).targets] == ["A1", "B1"]
    with pytest.raises(TableError, match=r"A1.*stands already in a\.csv line 2"):
        load_targets([first, _write(tmp_path, f"{header}A1,甲,1,个,2025\n", "c.csv")])


def test_output_of_targets_is_accepted(tmp_path: Path) -> None:
    """What is read out of a plan and written to a file is read back with the same values."""
    plan = Path(__file__).parent / "plan.txt"
    rows = read_targets(plan.read_text(encoding="utf-8"), "云溪-2021")
    back = load_targets([_write(tmp_path, rows_to_csv(rows, "targets"))]).targets
    kept = [(one.target_id, one.indicator, one.type, one.operator) for one in back]
    assert kept == [(one.target_id, one.indicator, one.type, one.operator) for one in rows]
    assert [exact_text(one.value) for one in back] == [exact_text(one.value) for one in rows]
    assert [(one.sentence, one.offset) for one in back] == [(r.sentence, r.offset) for r in rows]


@pytest.mark.parametrize(
    ("offset", "fault"),
    [
        ("3", "line 2, offset: '6%' is not there; expected: its place in the sentence"),
        ("x", "line 2, offset: 'x' is no whole number; expected: a whole number like 12"),
    ],
)
def test_a_place_in_the_sentence_leads_to_the_figure(
    tmp_path: Path, offset: str, fault: str
) -> None:
    """It is checked, since a sentence may have been written anew; 4.0 is how pandas writes it."""
    text = "name,value,unit,target_year,sentence,surface,offset\n甲,6,%,2025,年均增长6%,6%,{}\n"
    assert load_targets([_write(tmp_path, text.format("4.0"))]).targets[0].offset == 4
    with pytest.raises(TableError) as caught:
        load_targets([_write(tmp_path, text.format(offset))])
    assert f"own.csv, {fault}" in str(caught.value)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("甲,abc,%,2025,,,,", "line 2, value: 'abc' is no number"),
        ("甲,,%,2025,,,,", "line 2, value: empty"),
        ("甲,6、7,%,2025,,,,", "line 2, value: '6、7' is no number"),
        ("甲,8..5,%,2025,,,,", "line 2, value: '8..5' is no number"),
        ("甲,6,%,明年,,,,", "line 2, target_year: '明年' is no year"),
        ("甲,6,%,,,,,", "line 2, target_year: empty"),
        ("甲,6,%,2025,差不多,,,", "line 2, operator: '差不多' is not allowed"),
        ("甲,6,%,2025,,终了,,", "line 2, type: '终了' is not allowed"),
        ("甲,6,%,2025,,,六,2020", "line 2, base_value: '六' is no number"),
        ("甲,9亿元,人,2025,,,,", "line 2, unit: '人', but the value is in '元'"),
        ("甲,1000x,亿元,2025,,,,", "line 2, value: 'x' is no unit"),
        ("甲,3万,亿元,2025,,,,", "line 2, unit: '亿元', but the value counts in '万'"),
        ("甲,–3.5,%,2025,,,,", "line 2, value: '–3.5' is no number"),
        ("甲,≥95,%,2025,<=,,,", "line 2, operator: '<=', but the value is written '≥95'"),
        (f"甲,{'9' * 6000},元,2025,,,,", "line 2, value: '9999"),
        (",6,%,2025,,,,", "line 2, name: empty"),
        ("甲,1,234,%,2025,,,,", "line 2: 9 cells"),
    ],
)
def test_faults(tmp_path: Path, cells: str, fault: str) -> None:
    """What is wrong is named with its line and column."""
    with pytest.raises(TableError) as caught:
        load_targets([_write(tmp_path, f"{HEADER}\n{cells}\n")])
    assert f"own.csv, {fault}" in str(caught.value)


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("name,value,unit", "target_year: the column is missing"),
        ("name,value,unit,target_year,typ", "typ: unknown column; expected: type"),
        ("value,unit,target_year", "no column says what is measured"),
        ("name,指标,value,unit,target_year", "name: the column stands twice"),
        ("", "no column says what is measured"),
    ],
)
def test_faults_of_the_header(tmp_path: Path, header: str, fault: str) -> None:
    """A header that lacks a column or has an unknown one is refused, with what would be right."""
    with pytest.raises(TableError, match=fault):
        load_targets([_write(tmp_path, f"{header}\n")])


def test_unknown_codes_get_suggestions(tmp_path: Path) -> None:
    """An indicator that the codebook lacks is a fault with what comes near."""
    path = _write(tmp_path, "indicator,value,unit,target_year\ngdp_growht,6,%,2025\n")
    with pytest.raises(TableError, match="gdp_growth"):
        load_targets([path])


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Twenty faults are listed and the rest counted; they are named over all files."""
    path = _write(tmp_path, f"{HEADER}\n" + "甲,x,%,y,,,,\n" * 500)
    with pytest.raises(TableError) as caught:
        load_targets([path, _write(tmp_path, f"{HEADER}\n甲,z,%,2025,,,,\n", "more.csv")])
    lines = str(caught.value).split("\n")
    assert (len(lines), lines[-1]) == (21, "… and 981 more")


def test_template_is_a_table(tmp_path: Path) -> None:
    """The empty table is read without a fault and has no targets."""
    assert load_targets([_write(tmp_path, template())]).targets == []


def test_yes_and_no(tmp_path: Path) -> None:
    """是 and no are taken where a column asks whether; anything else is a fault."""
    header = "name,value,unit,target_year,main\n"
    path = _write(tmp_path, f"{header}甲,1,个,2025,是\n乙,1,个,2025,no\n")
    assert [one.main for one in load_targets([path]).targets] == [True, False]
    with pytest.raises(TableError, match="line 2, main: '也许' is not allowed; expected: yes, no"):
        load_targets([_write(tmp_path, f"{header}甲,1,个,2025,也许\n")])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("a,1,亿元,2025\n" * 50_001, "the table has 50,001 rows"),
        ("a,x\n" * 200_000, "the table has 200,000 rows"),
        ("a,1,亿元,2025\r" * 50_001, "the table has 50,001 rows"),
        ("a" * 2**25, "the table is too large"),
    ],
    ids=["good rows", "bad rows", "other line ends", "bytes"],
)
def test_a_table_beyond_any_plan_is_refused_at_once(tmp_path: Path, body: str, fault: str) -> None:
    """One clear line, before any row is looked at."""
    path = tmp_path / "own.csv"
    path.write_text("name,value,unit,target_year\n" + body, encoding="utf-8", newline="")
    with pytest.raises(InputError, match=fault):
        load_targets([path])


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    """A table is as long as it has rows."""
    path = tmp_path / "own.csv"
    path.write_text("name,value,unit,target_year\na,1,亿元,2025\n" + "\n" * 60_000, "utf-8")
    assert len(load_targets([path]).targets) == 1


def test_a_header_without_end_is_one_fault(tmp_path: Path) -> None:
    """Its names are not compared with one another."""
    path = tmp_path / "own.csv"
    path.write_text(",".join(f"c{at}" for at in range(100_000)), "utf-8")
    with pytest.raises(TableError, match="100,000 columns"):
        load_targets([path])
