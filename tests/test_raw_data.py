"""The curated tables of data/raw: cited, unique, sane, and agreeing with each other."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
Row = dict[str, str]

COLUMNS = {
    "indicators": "code name_zh name_en unit better form sector stage district_level phrases "
    "definition note",
    "sources": "source_id title publisher issuer published number url confidence note",
    "targets": "target_id place level indicator name_zh type operator value unit qualifier "
    "base_value base_year target_year nature class plan version price coverage main "
    "applies_to_district source_id confidence resolution note",
    "published": "published_id place level indicator name_zh value unit qualifier year as_of role "
    "source_id confidence note",
    "assessments": "place indicator review year word source_id note",
    "places": "place short level parent neighbours note name_en",
    "excluded": "excluded_id kind level place name_zh value unit qualifier base_value year plan "
    "source_id confidence reason",
}
IDS = {
    "indicators": "code",
    "sources": "source_id",
    "targets": "target_id",
    "published": "published_id",
    "places": "place",
    "excluded": "excluded_id",
}
ALLOWED = {
    ("indicators", "better"): "up down none",
    ("indicators", "form"): "level flow rate growth count rank ratio index",
    ("indicators", "stage"): "input activity output outcome recognition",
    ("indicators", "district_level"): "yes no",
    ("sources", "confidence"): "primary secondary tertiary",
    ("targets", "type"): "终点水平 累计 年均 逐年上限 逐年下限 保持 相对 定性",
    ("targets", "nature"): "约束性 预期性 性质未载明",
    ("targets", "class"): "纲要 专项规划 年度计划 届期目标",
    ("targets", "version"): "通过稿 草案 未载明",
    ("targets", "main"): "yes no",
    ("targets", "applies_to_district"): "yes no",
    ("published", "role"): "outcome baseline population",
    ("assessments", "word"): "提前实现 快于预期 基本符合预期 滞后于预期",
    ("excluded", "kind"): "target outcome baseline",
}
OWN = "泉州市丰泽区"
OUTLINE = "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read(name: str) -> list[Row]:
    """The rows of a curated table."""
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codebook() -> dict[str, Row]:
    """The indicators by code."""
    return {row["code"]: row for row in read("indicators")}


def main_targets() -> list[Row]:
    """The main indicators of the national outline."""
    return [row for row in read("targets") if row["main"] == "yes"]


# ---------------------------------------------------------------- form


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_its_columns_in_order_and_every_cell(name: str) -> None:
    """A table has exactly its columns, in order, and no short or long row."""
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines))
    assert header == COLUMNS[name].split()
    assert [number for number, row in enumerate(rows, 2) if len(row) != len(header)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_is_clean_text(name: str) -> None:
    """A table is UTF-8 with LF, ends with a line end, and no cell has spaces around it."""
    raw = (RAW / f"{name}.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert [row for row in read(name) for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize(("name", "key"), IDS.items())
def test_ids_are_unique(name: str, key: str) -> None:
    """No id stands twice and none is empty."""
    counted = Counter(row[key] for row in read(name))
    assert [found for found, times in counted.items() if times > 1 or not found] == []


@pytest.mark.parametrize(("name", "prefix"), [("sources", "S"), ("targets", "T")])
def test_ids_are_numbered_in_order(name: str, prefix: str) -> None:
    """Ids count up from 001 without a gap."""
    rows = read(name)
    assert [row[IDS[name]] for row in rows] == [
        f"{prefix}{number:03d}" for number in range(1, len(rows) + 1)
    ]


@pytest.mark.parametrize(("name", "column"), ALLOWED)
def test_a_coded_column_holds_only_its_words(name: str, column: str) -> None:
    """A column with a fixed list of words holds no other; project and press forecasts are out."""
    allowed = set(ALLOWED[name, column].split())
    assert {row[column] for row in read(name)} - allowed == set()


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_points_outside_the_project(name: str) -> None:
    """No cell but an address names a path, a numeric host or a row of another list."""
    stray = re.compile(r"\bE[0-9]{3}\b|file:|(?<![0-9:])/[a-z]+/|[0-9]{1,3}(\.[0-9]{1,3}){3}")
    cells = [cell for row in read(name) for key, cell in row.items() if key != "url"]
    assert [cell for cell in cells if stray.search(cell)] == []


# ---------------------------------------------------------------- citations


@pytest.mark.parametrize("name", ["targets", "published", "assessments", "excluded"])
def test_every_row_is_cited(name: str) -> None:
    """Every row names a source that is in the sources table."""
    known = {row["source_id"] for row in read("sources")}
    assert [row for row in read(name) if row["source_id"] not in known] == []


def test_every_source_is_used() -> None:
    """No source stands in the table that no row cites."""
    cited = {
        row["source_id"]
        for name in ("targets", "published", "assessments", "excluded")
        for row in read(name)
    }
    assert {row["source_id"] for row in read("sources")} - cited == set()


@pytest.mark.parametrize("name", ["targets", "published", "excluded"])
def test_a_row_is_as_sure_as_its_source(name: str) -> None:
    """The confidence of a row is that of the source it cites."""
    sure = {row["source_id"]: row["confidence"] for row in read("sources")}
    assert [row for row in read(name) if row["confidence"] != sure[row["source_id"]]] == []


def test_a_tertiary_source_has_no_address() -> None:
    """A reprint is cited by title, issuer and number, never by its address."""
    assert [row for row in read("sources") if row["confidence"] == "tertiary" and row["url"]] == []


def test_sources_are_complete() -> None:
    """A source has title, publisher and issuer, an ISO date if any and a web address if any."""
    date = re.compile(r"([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?")
    for row in read("sources"):
        assert all(row[column] for column in ("title", "publisher", "issuer")), row
        assert date.fullmatch(row["published"]), row
        assert not row["url"] or re.fullmatch(r"https?://\S+", row["url"]), row


def test_no_publication_is_listed_twice() -> None:
    """Title and publisher name one source only."""
    counted = Counter((row["title"], row["publisher"]) for row in read("sources"))
    assert [found for found, times in counted.items() if times > 1] == []


# ---------------------------------------------------------------- codes, units, numbers


@pytest.mark.parametrize("name", ["targets", "published", "assessments"])
def test_every_code_is_in_the_codebook(name: str) -> None:
    """Every indicator code that a table uses is a row of the codebook."""
    assert {row["indicator"] for row in read(name)} - set(codebook()) == set()


@pytest.mark.parametrize("name", ["targets", "published"])
def test_units_are_those_of_the_codebook(name: str) -> None:
    """A value has the unit of its indicator, without 万 or 亿."""
    units = {code: row["unit"] for code, row in codebook().items()}
    assert [row for row in read(name) if row["unit"] != units[row["indicator"]]] == []
    assert [unit for unit in units.values() if unit.startswith(("万", "亿", "千万"))] == []


@pytest.mark.parametrize(
    ("name", "column"), [("targets", "value"), ("targets", "base_value"), ("published", "value")]
)
def test_values_are_plain_decimals(name: str, column: str) -> None:
    """A value is a plain decimal, or empty where the column allows it."""
    empty_allowed = name == "targets"
    for row in read(name):
        cell = row[column]
        assert NUMBER.fullmatch(cell) or (empty_allowed and not cell), row


def test_rates_lie_between_nothing_and_all() -> None:
    """A rate of a whole is between 0 and 100."""
    rates = {code for code, row in codebook().items() if row["form"] == "rate"}
    for row in read("targets") + read("published"):
        if row["indicator"] in rates and row["value"]:
            assert 0 <= Decimal(row["value"]) <= 100, row


def test_only_a_target_in_words_has_no_value() -> None:
    """A target has no value exactly if its type is 定性, and then no operator either."""
    for row in read("targets"):
        assert (row["value"] == "") == (row["type"] == "定性"), row
        assert (row["operator"] == "") == (row["type"] == "定性"), row
        assert row["operator"] in ("", "≥", ">", "≤", "<", "=", "≈"), row
        assert row["qualifier"] or row["value"], row


@pytest.mark.parametrize(
    ("word", "operator"),
    [
        ("以内", "≤"),
        ("低于", "<"),
        ("左右", "≈"),
        ("以上", "≥"),
        ("大于", ">"),
        ("优于", ">"),
        ("突破", ">"),
        ("超过", ">"),
        ("around", "≈"),
        ("more than", ">"),
    ],
)
def test_the_operator_follows_the_printed_words(word: str, operator: str) -> None:
    """The operator of a target is the one that its printed qualifier asks for."""
    rows = [row for row in read("targets") if row["qualifier"].endswith(word)]
    # 增加到…以上: 以上 is the last word and decides
    assert rows
    assert {row["operator"] for row in rows} == {operator}


def test_years_are_sane() -> None:
    """Target years lie in the plans' horizons and results are not in the future."""
    for row in read("targets"):
        assert not row["target_year"] or 2021 <= int(row["target_year"]) <= 2035, row
        assert not row["base_year"] or 2019 <= int(row["base_year"]) <= 2021, row
        assert not row["base_value"] or row["base_year"], row
    for row in read("published"):
        assert not row["year"] or 2016 <= int(row["year"]) <= 2025, row
        assert row["year"] or row["as_of"], row


def test_a_plan_of_a_year_is_no_five_year_target() -> None:
    """Targets of plans that name a single year are 年度计划; 2026 and 2027 are never 十四五."""
    for row in read("targets"):
        if row["class"] in ("纲要", "专项规划"):
            assert row["target_year"] in ("2025", "2030", "2035"), row
            assert "政府工作报告" not in row["plan"] or "十四五" in row["plan"], row
        assert row["class"] != "纲要" or row["target_year"] != "2026", row


def test_the_base_is_before_the_target() -> None:
    """A base value belongs to a year before the target year."""
    rows = [row for row in read("targets") if row["base_year"] and row["target_year"]]
    assert rows
    assert all(row["base_year"] < row["target_year"] for row in rows)


def test_prices_are_stated_for_money_and_its_growth() -> None:
    """A target in yuan or of the growth of GDP, income or revenue says its prices or 未载明."""
    for row in read("targets"):
        money = row["unit"] == "元" or re.match("gdp_growth|income_.*_growth", row["indicator"])
        assert bool(row["price"]) >= bool(money), row
        assert row["price"] in ("", "现价", "可比价", "未载明"), row


# ---------------------------------------------------------------- contradictions


def test_no_two_targets_say_the_same_thing_differently() -> None:
    """Two values for one place, indicator and year are of two plans, and both rows say so."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read("targets"):
        groups[row["place"], row["indicator"], row["target_year"]].append(row)
    for rows in groups.values():
        if len(rows) > 1:
            assert len({row["plan"] for row in rows}) == len(rows), rows
            assert len({row["value"] for row in rows}) == len(rows), rows
            assert all(row["resolution"] for row in rows), rows


def test_no_published_figure_stands_twice() -> None:
    """One place, indicator, year and date give one published figure."""
    key = ("place", "indicator", "year", "as_of", "role", "source_id", "name_zh")
    counted = Counter(tuple(row[column] for column in key) for row in read("published"))
    assert [found for found, times in counted.items() if times > 1] == []


def test_base_values_agree_with_the_published_baselines() -> None:
    """A base value is the published value of that year where one is on file."""
    published = {
        (row["place"], row["indicator"], row["year"]): row["value"]
        for row in read("published")
        if row["role"] == "baseline" and not row["as_of"]
    }
    checked = 0
    for row in read("targets"):
        known = published.get((row["place"], row["indicator"], row["base_year"]))
        if row["base_value"] and known:
            assert Decimal(row["base_value"]) == Decimal(known), row
            checked += 1
    assert checked >= 10


# ---------------------------------------------------------------- the nation's twenty


def test_the_national_list_has_its_twenty_main_indicators() -> None:
    """The outline's main indicators are on file, numbered 1 to 20, each once."""
    rows = main_targets()
    numbers = [re.findall("纲要主要指标第([0-9]+)项", row["note"]) for row in rows]
    assert [number for found in numbers for number in found] == [str(n) for n in range(1, 21)]
    plans = {(row["place"], row["plan"], row["class"]) for row in rows}
    assert plans == {("全国", OUTLINE, "纲要")}
    assert len({row["indicator"] for row in rows}) == 20


def test_three_main_indicators_have_no_number() -> None:
    """GDP growth, labour productivity and income growth are qualitative in the plan."""
    words = {row["indicator"] for row in main_targets() if row["type"] == "定性"}
    assert words == {"gdp_growth", "labour_productivity_growth", "income_per_head_growth"}


@pytest.mark.parametrize(
    ("indicator", "kind", "operator", "value"),
    [
        ("urbanisation_rate", "终点水平", "≥", "65"),
        ("rd_expenditure_growth", "年均", ">", "7"),
        ("high_value_patents_per_10k", "终点水平", "≥", "12"),
        ("core_digital_industries_share_of_gdp", "终点水平", "≥", "10"),
        ("surveyed_urban_unemployment", "逐年上限", "≤", "5.5"),
        ("mean_years_of_schooling_working_age", "终点水平", "≥", "11.3"),
        ("licensed_doctors_per_1000", "终点水平", "≥", "3.2"),
        ("basic_pension_coverage", "终点水平", "≥", "95"),
        ("childcare_places_per_1000", "终点水平", "≥", "4.5"),
        ("life_expectancy", "相对", "≥", "1"),
        ("energy_intensity_reduction", "累计", "≥", "13.5"),
        ("carbon_intensity_reduction", "累计", "≥", "18"),
        ("good_air_days_share", "终点水平", "≥", "87.5"),
        ("surface_water_good_share", "终点水平", "≥", "85"),
        ("forest_cover", "终点水平", "≥", "24.1"),
        ("grain_production_capacity", "终点水平", "≥", "650000000"),
        ("energy_production_capacity", "终点水平", "≥", "4600000000"),
    ],
)
def test_a_main_indicator_has_the_number_of_the_plan(
    indicator: str, kind: str, operator: str, value: str
) -> None:
    """A main indicator has the type, operator and value that were read from its source."""
    row = next(row for row in main_targets() if row["indicator"] == indicator)
    assert (row["type"], row["operator"], row["value"]) == (kind, operator, value)


def test_the_nature_is_stated_only_where_a_source_states_it() -> None:
    """Three national main indicators are binding by their source, two anticipatory."""
    counted = Counter(row["nature"] for row in main_targets())
    assert counted == {"性质未载明": 15, "约束性": 3, "预期性": 2}


def test_the_mid_term_review_has_a_word_on_each_of_the_twenty() -> None:
    """The review gives 4, 5, 7 and 4 of its words to the twenty main indicators, each once."""
    rows = read("assessments")
    reviewed = sorted(row["indicator"] for row in rows)
    assert reviewed == sorted(row["indicator"] for row in main_targets())
    counted = Counter(row["word"] for row in rows)
    assert counted == {"提前实现": 4, "快于预期": 5, "基本符合预期": 7, "滞后于预期": 4}
    assert {row["year"] for row in rows} == {"2023"}


# ---------------------------------------------------------------- the district


def test_the_district_has_no_target_of_its_own() -> None:
    """No target of the district is on file; what was found are expectations of single projects."""
    assert [row for row in read("targets") if row["place"] == OWN] == []
    projects = [r for r in read("excluded") if r["place"] == OWN and r["kind"] == "target"]
    assert len(projects) >= 5
    assert all(row["reason"].startswith("项目预期") for row in projects)


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("unemployment_insurance_relief", "91350000"),
        ("enterprises_relieved_of_unemployment_insurance", "28700"),
        ("social_assistance_paid", "14000000"),
        ("new_employment", "22000"),
        ("gaokao_undergraduate_line_rate", "87.3"),
        ("new_quality_school_places", "4320"),
        ("schools_built_or_extended", "7"),
    ],
)
def test_the_districts_other_texts_are_on_file(indicator: str, value: str) -> None:
    """What the district's other texts say of 2023 is on file, by the same issuer."""
    issuer = {row["source_id"]: row["issuer"] for row in read("sources")}
    key = (OWN, indicator, "2023")
    rows = [r for r in read("published") if (r["place"], r["indicator"], r["year"]) == key]
    assert [row["value"] for row in rows] == [value]
    assert issuer[rows[0]["source_id"]] == f"{OWN}人民政府"


@pytest.mark.parametrize("place", [OWN, "泉州市鲤城区", "泉州市洛江区", "泉州市", "福建省", "全国"])
def test_a_population_is_on_file(place: str) -> None:
    """Counts per head can be formed: a population with a year is on file."""
    rows = [r for r in read("published") if (r["place"], r["role"]) == (place, "population")]
    assert rows
    assert all(row["year"] and int(row["value"]) > 100_000 for row in rows)


# ---------------------------------------------------------------- places


@pytest.mark.parametrize("name", ["targets", "published", "excluded"])
def test_no_place_is_missing(name: str) -> None:
    """Every place of a table is in places.csv, with the same level."""
    levels = {row["place"]: row["level"] for row in read("places")}
    assert [row for row in read(name) if levels.get(row["place"]) != row["level"]] == []


def test_places_hang_together() -> None:
    """Every place but the nation has a known area above it; neighbours know each other."""
    places = {row["place"]: row for row in read("places")}
    for name, row in places.items():
        assert (row["parent"] in places) == (row["level"] != "national"), row
        for other in filter(None, row["neighbours"].split(";")):
            assert name in places[other]["neighbours"].split(";"), (name, other)
            assert places[other]["level"] == row["level"], (name, other)


# ---------------------------------------------------------------- the codebook


def test_codes_are_words_of_a_statistician() -> None:
    """A code is lower snake case, an English name begins with a capital, no name stands twice."""
    rows = read("indicators")
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", row["code"]) for row in rows)
    assert all(re.match(r"[A-Z0-9“]", row["name_en"]) for row in rows)
    for column in ("name_zh", "name_en"):
        counted = Counter(row[column] for row in rows)
        assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("form", "units"),
    [("rate", {"%"}), ("growth", {"%", "个百分点"}), ("rank", {"位"}), ("index", {""})],
)
def test_the_form_fixes_the_unit(form: str, units: set[str]) -> None:
    """Rates and growth are in per cent or points, ranks in 位, an index has no unit."""
    found = {row["unit"] for row in read("indicators") if row["form"] == form}
    assert found
    assert found <= units


def test_what_is_started_or_applied_for_is_no_output() -> None:
    """开工, 谋划, 申报 and contracts are activities, 竣工 and 建成 outputs, ranks recognition."""
    for row in read("indicators"):
        if re.search("开工|谋划|申报|签约", row["name_zh"]):
            assert row["stage"] == "activity", row
        if "竣工" in row["name_zh"]:
            assert row["stage"] == "output", row
        if row["form"] == "rank":
            assert (row["stage"], row["better"]) == ("recognition", "down"), row


def test_growth_and_level_are_different_indicators() -> None:
    """Every indicator of the growth of X keeps apart from X: its phrases speak of a change."""
    moves = re.compile("增|升|提|降|降低|下降|缩短|涨|CPI")
    for row in read("indicators"):
        if row["form"] == "growth":
            assert all(moves.search(phrase) for phrase in row["phrases"].split(";")), row


def test_phrases_can_be_matched() -> None:
    """A phrase has # once, no empty part, two letters or more, and one owner of a unit and form."""
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in read("indicators"):
        for phrase in row["phrases"].split(";"):
            assert phrase.count("#") == 1, (row["code"], phrase)
            assert "" not in phrase.split("…"), (row["code"], phrase)
            assert len(re.sub("[#…!]", "", phrase)) >= 2, (row["code"], phrase)
            owners[phrase].append(row)
    for phrase, rows in owners.items():
        assert len({(row["unit"], row["form"]) for row in rows}) == len(rows), (phrase, rows)


def find_code(before: str, after: str, unit: str, change: bool) -> str:
    """The code that the words name, by the rules of data/raw/README.md."""
    best = (0, "")
    for row in read("indicators"):
        if row["unit"] == unit and (row["form"] == "growth") == change:
            for phrase in row["phrases"].split(";"):
                parts = phrase.split("…")
                weight = sum(len(part) for part in parts if part[0] != "!")
                if weight > best[0] and occurs(parts, f"{before}#{after}"):
                    best = (weight, row["code"])
    return best[1]


def occurs(parts: list[str], words: str) -> bool:
    """Whether the parts occur in order and none that begins with ! does."""
    gap = ".*?".join(re.escape(part) for part in parts if part[0] != "!")
    return not any(part[1:] in words for part in parts if part[0] == "!") and (
        re.search(gap, words) is not None
    )


@pytest.mark.parametrize(
    ("before", "after", "unit", "code"),
    [
        ("全区地区生产总值", "", "元", "gdp"),
        ("研发投入占地区生产总值比重达", "", "%", "rd_intensity"),
        ("人均地区生产总值达", "", "元", "gdp_per_head"),
        ("海洋生产总值突破", "", "元", ""),
        ("一般公共预算总收入", "", "元", "total_general_public_budget_revenue"),
        ("地方一般公共预算收入", "", "元", "general_public_budget_revenue"),
        ("数字经济增加值占地区生产总值比重达", "", "%", "digital_economy_share_of_gdp"),
        (
            "数字经济核心产业增加值占地区生产总值比重达",
            "",
            "%",
            "core_digital_industries_share_of_gdp",
        ),
        ("国家高新技术企业达到", "", "家", "high_tech_enterprises"),
        ("组织申报国家高新技术企业", "", "家", "high_tech_enterprise_applications"),
        ("新增国家高新技术企业", "", "家", "high_tech_enterprises_newly_certified"),
        ("新增省级科技小巨人企业", "", "家", "provincial_little_giants_new"),
        ("国家专精特新“小巨人”企业", "", "家", "specialised_little_giants"),
        ("签约亿元以上产业项目", "", "个", "newly_signed_projects"),
        ("新签约项目36个、计划投资", "", "元", "contracted_total_investment"),
        ("完成固定资产投资", "", "元", "fixed_asset_investment"),
        ("城镇新增就业", "", "人", "urban_new_employment"),
        ("全年新增就业", "", "人", "new_employment"),
        ("城镇登记失业率", "", "%", "registered_urban_unemployment"),
        ("城镇调查失业率控制在", "", "%", "surveyed_urban_unemployment"),
        ("开展补贴性职业技能培训", "", "人次", "subsidised_skills_training"),
        ("新增取得职业技能等级证书", "", "人", "new_vocational_certificate_holders"),
        ("参加失业保险人数", "", "人", "unemployment_insured"),
        ("基本养老保险参保率达", "", "%", "basic_pension_coverage"),
        ("减免失业保险费", "", "元", "unemployment_insurance_relief"),
        ("新增优质学位", "", "个", "new_quality_school_places"),
        ("新增中小学学位", "", "个", "new_school_places"),
        ("高考本科达线率", "", "%", "gaokao_undergraduate_line_rate"),
        ("高考特殊类型招生控制线上线率", "", "%", "gaokao_special_line_rate"),
        ("建成5G基站", "", "个", "base_stations_5g"),
        ("新建5G基站", "", "个", "base_stations_5g_new"),
        ("每万人拥有5G基站", "", "个", "base_stations_5g_per_10k"),
        ("受污染耕地安全利用率达", "", "%", "safe_use_of_contaminated_farmland_rate"),
        ("重点项目完成投资", "", "元", "key_project_investment"),
        ("新增", "公共停车位，", "个", "parking_spaces_opened"),
        ("景区接待游客", "", "人次", "scenic_spot_visits"),
        ("全年接待游客", "", "人次", "tourist_visits"),
        ("举办各类", "招聘会，", "场", "job_fairs_held"),
        ("主要流域国控断面优良水质比例", "", "%", "main_basin_good_water_share"),
        ("细颗粒物年均浓度", "", "微克/立方米", "pm25_concentration"),
        ("城镇居民人均可支配收入", "", "元", "urban_income_per_head"),
        ("每万人口发明专利拥有量", "", "件", "invention_patents_per_10k"),
        ("每万人口高价值发明专利拥有量", "", "件", "high_value_patents_per_10k"),
        ("公共绿地", "", "平方米", ""),
    ],
)
def test_phrases_tell_false_friends_apart(before: str, after: str, unit: str, code: str) -> None:
    """Words of other reports get their own code, and what is not in the codebook gets none."""
    assert find_code(before, after, unit, change=False) == code


@pytest.mark.parametrize(
    ("before", "unit", "code"),
    [
        ("地区生产总值增长", "%", "gdp_growth"),
        ("税收收入同比增长", "%", "tax_revenue_growth"),
        ("规上工业增加值增长", "%", "industrial_value_added_growth"),
        ("固定资产投资下降", "%", "fixed_asset_investment_growth"),
        ("农村居民人均可支配收入增长", "%", "rural_income_per_head_growth"),
        ("一般公共预算总收入增长", "%", "total_general_public_budget_revenue_growth"),
        ("一般公共预算收入增长", "%", "general_public_budget_revenue_growth"),
        (
            "数字经济核心产业增加值占GDP比重提高",
            "个百分点",
            "core_digital_industries_share_rise",
        ),
        ("发明专利授权量增长", "%", "patents_granted_growth"),
        ("绿地面积增长", "%", ""),
    ],
)
def test_phrases_of_growth_name_a_change(before: str, unit: str, code: str) -> None:
    """A growth is named by an indicator of growth, never by the level that it belongs to."""
    assert find_code(before, "", unit, change=True) == code


def test_the_exclusions_say_why() -> None:
    """Every figure that was found and not used has a reason."""
    assert all(row["reason"] for row in read("excluded"))
