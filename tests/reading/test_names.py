"""What a figure is said to measure: the words of the text that name it, in awkward clauses."""

from __future__ import annotations

import pytest

from fengze_analysis.reading.extract import extract

PHRASES = {
    # two figures without a gap share the noun behind them
    "谋划四批次96个水利项目。": ["水利项目", "水利项目"],
    "开放古码头、老粮仓两处60个泊位。": ["开放古码头、老粮仓", "泊位"],
    # a base is no part of the name: 由, 从, 高于, 比, 年均
    "辍学率从4.6%下降到2.1%。": ["辍学率", "辍学率"],
    "三次产业结构由上年的5:45:50调整为4:44:52。": ["三次产业结构"] * 6,
    "农民收入年均分别增长9.8%，高于全省0.6个百分点。": ["农民收入", "农民收入"],
    "人均产值5万元，是“十三五”末的2倍，年均增长9%。": ["人均产值"] * 3,
    "市场主体排名由2019年的第40位上升到第33位。": ["市场主体", "市场主体"],
    "救助标准由每人每年480元提高到510元。": ["救助标准", "救助标准"],
    "按揭利率下调15个基点至3.4%。": ["按揭利率", "按揭利率"],
    # 占, 总数, 占比 say nothing without their subject, which stays that of the clauses behind
    "税收3亿元，占预算的98%，同比增长6%。": ["税收", "税收占预算", "税收"],
    "新增实验室5家、总数达16家。": ["新增实验室", "新增实验室总数"],
    "民生支出8亿元、占比79%。": ["民生支出", "民生支出占比"],
    # the subject of a clause that holds no figure; none is carried over a ；
    "村8个；茶叶产值再上新台阶，接近13亿元，增长7%。": ["村", "茶叶产值", "茶叶产值"],
    # a bound belongs to the name of the group it bounds
    "60周岁以上老人占21%，65岁及以上人口为5340人。": [
        "老人", "60周岁以上老人", "人口", "65岁及以上人口",
    ],
    "85%以上农户参加合作社。": ["农户参加合作社"],
    # ranks are their subject's
    "出口额跃居全省第一，增速列全市第3位。": ["出口额", "增速"],
    "12项指标位居全市第1位。": ["指标", "指标"],
    # what trimming must not cut in the middle
    "惠及群众3万人次，普通高中5所，人口自然增长率-2‰。": [
        "惠及群众", "普通高中", "人口自然增长率",
    ],
    "耕地面积58万亩，人均1.4亩，海拔最高2400米。": ["耕地面积", "人均", "海拔"],
    "示范创建、评比表彰分别压减80%、30%。": ["示范创建", "评比表彰"],
    "地区生产总值（GDP）5亿元，预算（含结转，下同）收入2亿元。": [
        "地区生产总值(GDP)", "收入",
    ],
    "公共预算收入和支出分别增长4%、9%。": ["公共预算收入", "公共预算支出"],
    "第三批12个水利项目到位资金9亿元，产业园近九成投产。": [
        "水利项目", "水利项目到位资金", "产业园",
    ],
    "住院率稳定在九成以上，城乡收入比缩小到1.9:1。": ["住院率", "城乡收入比", "城乡收入比"],
    "税收3亿元，完成年度预算的98%。": ["税收", "税收完成年度预算"],
    "0-14岁人口为9000人，占18%。": ["人口", "0-14岁人口", "0-14岁人口"],
    "户均2.9人，比2010年全国人口普查的3.3人减少0.4人。": ["户均"] * 3,
    "完成市下达任务数12亿元的91%。": ["完成市下达任务数", "完成市下达任务数"],
    "贸易额5亿元，在全国城市中排名第七。": ["贸易额", "贸易额"],
    "产值由2015年的20亿元增长到2020年的30亿元，年均增长8%。": ["产值"] * 3,
    "项目60个，其中5000万元以上32个、亿元以上15个。": ["项目", "项目", "5000万元以上", "亿元以上"],
    "水利投资连续两年超10亿元。": ["水利投资", "水利投资"],
    "为47名被告人指定律师。": ["被告人指定律师"],
    "臭氧平均浓度每立方米120微克。": ["臭氧平均浓度"],
    "三是养老补贴120万元。四要护林3公里。": ["养老补贴", "护林"],
    "“十三五”前四年累计能耗下降14%。": ["能耗"],
    "生产总值50亿元,增长5.1%;税收3亿元,下降2%,企业9家.": [
        "生产总值", "生产总值", "税收", "税收", "企业",
    ],
    "食品、设备及维修、保健和用品的价格分别上涨1%、2%、3%。": [
        "食品的价格", "设备及维修的价格", "保健和用品的价格",
    ],
    "人均产值按平均汇率计算为5791美元。": ["人均产值"],
    "总产值从不到50亿元增加到60亿元，20兆瓦级风机下线。": ["总产值", "总产值", "风机下线"],
    "工程总投资800万元含引水渠3公里。": ["工程总投资", "含引水渠"],
    "养护[3]农村公路60公里。": ["养护[3]农村公路"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "phrases"), PHRASES.items(), ids=list(PHRASES))
def test_the_phrase_names_what_is_measured(text: str, phrases: list[str]) -> None:
    """The noun behind the unit, else the words before, else the subject that they are about."""
    assert [row.indicator_phrase for row in extract(text).observations] == phrases


@pytest.mark.parametrize("text", PHRASES, ids=list(PHRASES))
def test_half_width_punctuation_changes_no_phrase(text: str) -> None:
    """Text copied from pages and files prints , ; : ( ) for ， ； ： （ ）."""
    half = text.translate(str.maketrans("，；：（）", ",;:()"))
    assert [row.indicator_phrase for row in extract(half).observations] == PHRASES[text]
