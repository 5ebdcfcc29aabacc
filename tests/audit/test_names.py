"""Counts against the names listed with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.audit.lists import Listing, list_before, split_names
from tests.audit.builder import made_up

RULE = "names_listed"


@pytest.mark.parametrize(
    "text",
    [
        (
            "数字经济园三期、金鲤大桥丰泽段、城东至北峰快速通道（清源段）、埭头千亩民俗场所、"
            "东澄湖拆违建绿等{5个}项目实现净地。"
        ),
        "南威软件、宏芯科技等{7个}项目入选峰会。",
        "福建（泉州）先进制造技术研究院、福建省蓝深环保技术股份有限公司{2家}单位获批设立基地。",
        "开发“海丝、蟳埔、南少林”{三大旅游品牌}。",
        "推行“集采通宝”“领show通宝”{2项}产品。",
        "政务“视频办”服务、“AI+审批”全智能服务等{2项}全省首创服务模式。",
        "开放渔人码头、后埔拆迁指挥部等{两处}{382个}停车位。",
        "新增甲公司、乙公司和丙公司{3家}。",
        "调研上海均和、泰康保险等项目{2个}。",
        "谋划、建设甲学校、乙学校等{2个}项目。",
        "新增企业{2家}（甲公司、乙公司）。",
        "新增企业{9家}（甲公司、乙公司等）。",
        "新建、改建学校{2所}。",
    ],
)
def test_a_count_that_its_names_bear_out_is_consistent(text: str) -> None:
    """All names, or fewer before 等; quotes, brackets, 和 in a name and leading verbs allowed."""
    assert made_up(text).outcomes(RULE) == ["consistent"]


@pytest.mark.parametrize(
    "text",
    [
        "甲公司、乙公司、丙公司{2家}单位获批。",
        "甲公司、乙公司、丙公司等{2家}单位获批。",
        "新增单位{2家}（甲公司、乙公司、丙公司）。",
    ],
)
def test_more_names_than_the_count_contradict_where_each_is_surely_a_name(text: str) -> None:
    """Three organisations named beside 2 家."""
    assert made_up(text).outcomes(RULE) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "城东、北峰、东海等{2个}片区更新。",
        "“甲”“乙”“丙”{2项}产品获批。",
        "甲公司、乙公司、丙公司{2个}项目获批。",
        "甲公司、乙公司{3家}单位获批。",
        "养老、失业保险人数分别达到{30万人}、{15万人}、{19万人}。",
    ],
)
def test_what_may_be_read_otherwise_is_asked_about(text: str) -> None:
    """Names that may be parts of names, and counts that may include others."""
    assert made_up(text).outcomes(RULE) == ["cannot_tell"]


@pytest.mark.parametrize(
    "text",
    [
        "赴香港、深圳、北京等先进城市{17次}。",
        "组织文旅、青商会等专场推介活动{8场}。",
        "企业{3家}、学校{5所}。",
        "推进文旅、体育等产业投资{5亿元}。",
        "建成公园、绿道{12处}。",
        "培育高等、中等学校{9所}。",
        "新增企业{2家}（含规上）。",
        "新增企业{2家}（甲公司{3人}、乙公司）。",
        "走访企业超{100家|approx=over}（甲公司、乙公司、丙公司）。",
        "{2家}单位。",
        "养老保险人数分别达到{30万人}、{15万人}。",
        "养老、失业保险人数分别达到{30万人}。",
        "养老、失业保险人数分别达到{30万人}、{5%}。",
        "养老、失业保险人数分别提升，惠及{30万人}、{15万人}。",
        "企业{3家}、学校{5所}分别投入{3亿元}、{5亿元}。",
    ],
)
def test_what_is_no_list_of_the_things_counted_is_no_case(text: str) -> None:
    """Journeys, money, kinds of things and other figures are not names."""
    assert made_up(text).outcomes(RULE) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("城镇职工养老、失业、工伤保险人数分别达到{30.08万人}、{14.90万人}、{18.80万人}。", 3),
        ("出口、进口，分别增长{3%}和{5%}。", 2),
        ("工业和商业分别增长{3%}、{5%}，合计{9%}。", 2),
    ],
)
def test_fenbie_gives_one_figure_for_each_name(text: str, rows: int) -> None:
    """Each subject before 分别 has its figure behind it."""
    (finding,) = made_up(text).findings(RULE)
    assert (finding.outcome, len(finding.rows)) == ("consistent", rows)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("甲、乙", ("甲", "乙")),
        ("“甲”《乙》", ("“甲”", "《乙》")),
        ("甲（丙、丁）、乙", ("甲（丙、丁）", "乙")),
        ("甲“乙”", ("甲“乙”",)),
        ("打造“甲、乙”", ("甲", "乙")),
    ],
)
def test_names_are_parted_at_commas_outside_brackets(words: str, names: tuple[str, ...]) -> None:
    """Quotation marks side by side part names as well."""
    assert split_names(words) == names


def test_a_word_with_deng_in_it_opens_no_list() -> None:
    """高等 and 等级 are words of their own."""
    assert list_before("评定甲级、乙级等级") == Listing(("评定甲级", "乙级等级"), open=False)
    assert list_before("高等") is None
    assert list_before("甲、") is None


def test_a_list_knows_the_fewest_and_the_most_names_it_can_hold() -> None:
    """和 inside a name may part two; a verb in front is none."""
    assert Listing(("新建", "改建", "甲校"), open=True).fewest == 1
    assert Listing(("甲和乙", "丙"), open=False).most == 3
    assert Listing(("均和", "丙"), open=False).most == 2
    assert Listing(("甲（乙和丙）", "丁"), open=False).most == 2


@given(st.integers(2, 8), st.integers(0, 5), st.booleans())
def test_names_and_counts_that_fit_never_contradict(names: int, more: int, opened: bool) -> None:
    """As many names as counted, or fewer before 等."""
    listed = "、".join(f"{chr(0x4E70 + n)}安公司" for n in range(names))
    text = f"{listed}{'等' if opened else ''}{{{names + more * opened}家}}企业获评。"
    assert made_up(text).outcomes(RULE) == ["consistent"]


@given(st.integers(3, 8), st.booleans(), st.data())
def test_a_planted_count_below_its_names_is_found(
    names: int, opened: bool, data: st.DataObject
) -> None:
    """Fewer counted than named."""
    count = data.draw(st.integers(1, names - 1))
    listed = "、".join(f"{chr(0x4E70 + n)}安公司" for n in range(names))
    text = f"{listed}{'等' if opened else ''}{{{count}家}}企业获评。"
    assert made_up(text).outcomes(RULE) == ["contradiction"]
