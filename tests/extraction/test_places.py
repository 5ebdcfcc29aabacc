"""Where a figure holds: the area of the report by its whole name, and the parks it speaks of."""

from __future__ import annotations

import pytest

from fengze_analysis.text.document import parse_document
from tests.extraction.made_up_report import read_report


@pytest.mark.parametrize(
    ("text", "place", "year"),
    [
        ("云溪县2023年政府工作报告\n各位代表：", "云溪县", 2023),
        ("2 0 2 3 年政府工作报告\n——在云溪市第九届人民代表大会第一次会议上", "云溪市", 2023),
        (
            "政府工作报告\n——2023年1月9日在云溪新区第一次党员大会上\n云溪新区管委会主任",
            "云溪新区",
            2023,
        ),
        ("政府工作报告\n二〇二三年一月十九日在云溪自治区第九届人民代表大会上", "云溪自治区", 2023),
        ("云溪县人民政府关于云溪县规划的报告\n\n云溪县人民政府\n2023年5月6日", "云溪县", 2023),
        (
            "云溪州政府工作报告\n2023年1月9日在云溪某族自治州第九届人民代表大会上",
            "云溪某族自治州",
            2023,
        ),
        ("自治州政府工作报告\n现在，我代表云溪旗人民政府报告工作。", "云溪旗", None),
        ("政府工作报告\n国务院总理 甲某\n现在，我代表国务院报告工作。", "全国", None),
        ("（某省）2016年临岚县人民政府工作报告（全文）", "临岚县", 2016),
        ("2020年度青禾区人力资源统计公报", "青禾区", 2020),
        ("甲市2024年度青禾县统计公报", "青禾县", 2024),
        ("——2021年9月28日在云州市青禾区第十五届人大常委会第三十九次会议上", "云州市青禾区", 2021),
        ("青禾区规划报告\n在云州市青禾区第九届人民代表大会上", "云州市青禾区", None),
        ("政府工作报告\n各位代表：\n一、2022年工作回顾\n建桥。", "", 2023),
        ("政府工作报告\n各位代表：\n二、2023年工作安排\n建桥。", "", 2023),
        # no verb, no office, no 各县 is a place; no year of the text is the report's
        ("各县市区委，各县市区人民政府：\n2019年建桥。", "", None),
        ("会议充分肯定市人民政府的工作。", "", None),
        ("自治区主席、市长、县长的讲话", "", None),
        ("推进青禾新区地块等两宗地块建设。", "", None),
    ],
)
def test_a_document_names_its_area_and_its_year(text: str, place: str, year: int | None) -> None:
    """Title, sitting, office and issuer, whole names only."""
    document = parse_document(text)
    assert (document.place, document.year) == (place, year)


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("知创产业园新增专利12件，税收增长5%。", ["知创产业园"] * 2),
        ("城东中央商务区加速繁荣，入驻企业12家；新建桥梁3座。", ["城东中央商务区", ""]),
        ("知创产业园入驻企业12家，全县新增企业30家。", ["知创产业园", ""]),
        ("知创产业园入驻企业12家，县医院新增床位30张。", ["知创产业园", ""]),
        ("海岸集团营业收入突破20亿元。", ["海岸集团"]),
        ("中心城区新建游园12个、车位300个，造林5万亩。", ["中心城区", "中心城区", ""]),
        ("该项目列全省仅3个试点之首。", ["全省"]),
        # no place of their own
        ("新建产业园区3个。", [""]),
        ("推进知创产业园建设，完成投资3亿元。", [""]),
        ("知创产业园、城东产业园等建成厂房3万平方米。", [""]),
        ("国家级高新区达到3家。", [""]),
        ("产业园区新增企业3家。", [""]),
        ("全县新增企业3家。", [""]),
        ("收入占全省3%，高于全国2个百分点。", ["", ""]),
        ("总量居全省第3位。", [""]),
        ("城区改造完成3个小区。", [""]),
    ],
)
def test_a_figure_of_a_park_is_its_own(sentence: str, places: list[str]) -> None:
    """The subject of a sentence carries up to a ；or another subject; a rank is the area's own."""
    rows = read_report(f"一、2023年工作回顾\n{sentence}\n")
    assert [row.place.replace("云溪县", "") for row in rows] == places
    assert len(rows) == len(places)
