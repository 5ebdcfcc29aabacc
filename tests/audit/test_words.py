"""What the words beside a figure name: a rate, a list of names."""

from __future__ import annotations

import pytest

from fengze_analysis.audit import words
from fengze_analysis.audit.counts import list_before, split_names


@pytest.mark.parametrize(
    ("read", "text", "found"),
    [
        ("bare_name", "按时发放各类救助资金", "各类救助资金"),
        ("uncovered", "全区城镇新增就业人数", "新增就业"),
        ("uncovered", "新增就业", "新增就业"),
        ("names_rate", "区属学校高考本科上线率", True),
        ("names_rate", "劳动生产率", False),
        ("ends_in_rate", "区属学校高考本科上线率达到", True),
        ("ends_in_rate", "支出301亿元，占预算支出的", False),
        ("of_years", "年均增长", True),
        ("of_years", "五年来累计", True),
        ("of_years", "同比增长", False),
    ],
)
def test_words_are_read(read: str, text: str, found: object) -> None:
    """Each reading of words gives what a careful reader says of them."""
    assert getattr(words, read)(text) == found


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ("新增优质学位", "新增优质学位数", "same"),
        ("城镇新增就业", "新增就业", "narrower"),
        ("新增城镇就业", "城镇新增就业", "same"),
        ("本科上线率", "本科达线率", ""),
    ],
)
def test_names_are_the_same_narrower_or_other(first: str, second: str, how: str) -> None:
    """A word of coverage in one name alone makes it narrower; likeness of words is nothing."""
    assert words.compare_names(first, second) == how


@pytest.mark.parametrize(
    ("text", "names", "is_open"),
    [
        ("香港、深圳、北京等先进城市", ("香港", "深圳", "北京"), True),
        ("开发“海丝、蟳埔、南少林”", ("海丝", "蟳埔", "南少林"), False),
        ("推行“集采通宝”“领show通宝”", ("推行“集采通宝”", "“领show通宝”"), False),
        ("金鲤大桥（丰泽、洛江段）、东澄湖", ("金鲤大桥（丰泽、洛江段）", "东澄湖"), False),
    ],
)
def test_a_list_gives_its_names(text: str, names: tuple[str, ...], is_open: bool) -> None:
    """Names stand between 、 outside brackets, or in quotation marks side by side."""
    listing = list_before(text)
    assert listing is not None
    assert (listing.names, listing.open) == (names, is_open)
    assert split_names("某区") == ("某区",)
