"""A page is read as a person sees it, and nothing in it acts."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengze_analysis.errors import InputError
from fengze_analysis.text import html
from fengze_analysis.text.read import read_bytes
from tests.text.made_up_files import text_or_message


def lines_of(markup: str, name: str = "report.html") -> list[str]:
    """The lines of a page."""
    return read_bytes(markup.encode(), name).text.splitlines()


SHOWN = {
    "blocks": ("<p>一</p><div>二<h2>三</h2>四</div>", ["一", "二", "三", "四"]),
    "inline": ("<p>增长<b>30</b><span>.9</span>%</p>", ["增长30.9%"]),
    "line_break": ("<p>一<br>二<br/>三</p>", ["一", "二", "三"]),
    "entities": (
        "<p>&ldquo;双节&rdquo;&nbsp;&#20840;&#x5e74; &lt;5%</p>",
        ["“双节”\u00a0全年 <5%"],
    ),
    "script": ("<p>一</p><script>var a='9亿元'</script><style>p{a:9}</style>", ["一"]),
    "head": ("<html><head><title>网站</title></head><body>正文</body>", ["正文"]),
    "comment": ("<p>一<!-- 9亿元 -->二</p>", ["一二"]),
    "office_data": ("<p>一<!--[if gte mso 9]><xml>9</xml><![endif]-->二<o:p></o:p></p>", ["一二"]),
    "office_list": ("<p><![if !supportLists]><span>一、</span><![endif]>发展</p>", ["一、发展"]),
    "wrapped_chinese": ("<p>全年落实\n   税费\r\n优惠</p>", ["全年落实税费优惠"]),
    "wrapped_figures": ("<p>分别为 3\n5 个</p>", ["分别为 3 5 个"]),
    "ideographic_space": ("<p>　　全年</p>", ["　　全年"]),
    "power": ("<p>110 万m<sup>2</sup>，2.1×10<sup>4</sup></p>", ["110 万m²，2.1×10⁴"]),
    "footnote": ("<p>增长30.9<sup>1</sup>%，5%<sup>[2]</sup></p>", ["增长30.9[1]%，5%[2]"]),
    "raised_style": ("<p>5万m<span style='vertical-align:super'>2</span></p>", ["5万m²"]),
    "ruby": ("<p><ruby>垵<rp>(</rp><rt>ǎn</rt><rp>)</rp></ruby>头</p>", ["垵头"]),
    "unclosed": ("<p>一<p>二<div>三", ["一", "二", "三"]),
    "no_markup_meant": ("<p>5 < 6，a<b 且</p>", ["5 < 6，a"]),
    "navigation": ("<nav><a>首页1</a></nav><p>正文</p><select><option>2</select>", ["正文"]),
    "form": ("<form><p>正文</p><input value='9'><button>3</button></form>", ["正文"]),
    "table": (
        (
            "<table><tr><th>指标</th><th>2023年<br>（亿元）</th></tr>"
            "<tr><td>财政收入</td><td> 61.1 </td></tr></table>"
        ),
        ["指标\t2023年 （亿元）", "财政收入\t61.1"],
    ),
    "spans": (
        (
            "<table><tr><td rowspan=2>收入</td><td>城镇</td><td>5</td></tr>"
            "<tr><td>农村</td><td>3</td></tr><tr><td colspan=2>合计</td><td>8</td></tr></table>"
        ),
        ["收入\t城镇\t5", "\t农村\t3", "合计\t\t8"],
    ),
    "table_for_layout": (
        "<table><tr><td><p>一、发展</p><p>一是招商。</p></td></tr></table>",
        ["一、发展", "一是招商。"],
    ),
    "nested_table": (
        (
            "<table><tr><td><p>前文</p><table><tr><td>甲</td><td>5</td></tr></table></td>"
            "<td>旁注</td></tr></table>"
        ),
        ["前文", "甲\t5", "旁注"],
    ),
    "cell_without_table": ("<td>甲</td><td>乙</td>", ["甲", "乙"]),
    "caption": ("<table><caption>表1</caption><tr><td>甲<td>5</table>", ["表1", "甲\t5"]),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_read_as_it_is_seen(name: str) -> None:
    """Each piece of markup gives the lines that a reader sees."""
    markup, lines = SHOWN[name]
    assert [line.strip(" ") for line in lines_of(f"<html>{markup}")] == lines


@pytest.mark.parametrize(
    ("markup", "notice"),
    [
        ("<p>一<span style='display: none'>9亿元</span>二</p>", "1 hidden part is left out"),
        ("<p>一<i hidden>9</i><b style='MSO-HIDE:ALL'>8</b>二</p>", "2 hidden parts are left out"),
        ("<p>一<del>9亿元</del>二</p>", "1 deleted part is left out"),
    ],
)
def test_what_is_hidden_or_deleted_is_told(markup: str, notice: str) -> None:
    """Text that a reader does not see is left out, and the notice says so."""
    found = read_bytes(f"<html>{markup}".encode(), "a.html")
    assert found.text == "一二\n"
    assert found.notices == (notice,)


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", "big5"])
@pytest.mark.parametrize(
    "meta",
    ["<meta charset={}>", "<meta http-equiv=Content-Type content='text/html; charset={}'>"],
)
def test_the_declared_encoding_is_used(declared: str, meta: str) -> None:
    """A page is read in the encoding that it declares, the wider one where it is known."""
    text = "增長19.5%" if declared == "big5" else "蟳埔110万m²" if declared != "GBK" else "增长5%"
    data = f"<html><head>{meta.format(declared)}</head><p>{text}</p>"
    encoding = "gb18030" if declared == "gb2312" else declared
    found = read_bytes(data.encode(encoding), "a.html")
    assert found.text == f"{text}\n"
    assert found.notices == ()


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "x-unknown", "base64", "ascii"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    """A page that declares what it is not is read as what it is."""
    data = f"<html><meta charset={declared}><p>全年落实税费优惠</p>".encode("gb18030")
    assert read_bytes(data, "a.html").text == "全年落实税费优惠\n"


def test_a_mark_outweighs_the_declaration() -> None:
    """A byte order mark says more than the page: Word writes charset=unicode into UTF-16."""
    data = "<html><meta charset=unicode><p>全年</p>".encode("utf-16")
    assert read_bytes(data, "a.htm").text == "全年\n"


def test_xhtml_with_a_declaration_is_read() -> None:
    """A page that begins as XML is read as a page."""
    markup = (
        "<?xml version='1.0' encoding='gb2312'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'"
        " 'http://example.invalid/xhtml1.dtd'>\n<html xmlns='http://www.w3.org/1999/xhtml'>"
        "<body><p>全年</p></body></html>"
    )
    assert read_bytes(markup.encode("gb18030"), "a.html").text == "全年\n"


def test_the_content_decides_not_the_name() -> None:
    """A page named .txt is a page; a text named .html without a tag is a text."""
    assert read_bytes("<!DOCTYPE html>\n<p>全年</p>".encode(), "a.txt").media_type == "text/html"
    assert read_bytes("税收 <30.9%".encode(), "a.html").media_type == "text/plain"


def test_a_tag_in_a_plain_report_is_text() -> None:
    """A heading with <script> in a plain report stays what it is, character for character."""
    text = "一、关于<script>alert(1)</script>方面\n全年<b>8.6</b>亿元。\n"
    assert read_bytes(text.encode(), "a.txt").text == text


HOSTILE = {
    "external_entity": (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>一&x;二</p>",
        "root:",
    ),
    "billion_laughs": (
        "<!DOCTYPE html [<!ENTITY a '哈哈'><!ENTITY b '&a;&a;'>]><html><p>一&b;二</p>",
        "哈",
    ),
    "remote_frame": ("<html><p>一</p><iframe src='http://127.0.0.1:9/'>二</iframe>", "二"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_outside_the_page_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entities are not expanded from files, and no address is called."""

    def refuse(*_: object, **__: object) -> None:
        message = "a connection was tried"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    markup, foreign = HOSTILE[name]
    text = read_bytes(markup.encode(), "a.html").text
    assert text.startswith(("一", "]"))
    assert foreign not in text


def test_declared_entities_are_told() -> None:
    """A page that declares entities gets a notice that they are not read."""
    markup = "<!DOCTYPE html [<!ENTITY a 'b'>]><html><p>一&a;</p>"
    assert "entities" in read_bytes(markup.encode(), "a.html").notices[0]


def test_deep_pages_are_read_to_the_end_or_refused() -> None:
    """What stands after a deeply nested part is not lost; what is beyond reading is refused."""
    deep = "<div>" * 1000 + "深" + "</div>" * 1000
    assert lines_of(f"<html>{deep}<p>后</p>") == ["深", "后"]
    with pytest.raises(InputError, match="nested too deeply"):
        lines_of("<html>" + "<div>" * 50_000)


def test_a_long_part_is_read_to_the_end() -> None:
    """A paragraph longer than the parser's usual limit hides nothing after it."""
    assert lines_of(f"<html><p>{'长' * 4_000_000}</p><p>后</p>")[1] == "后"


def test_wide_cells_do_not_blow_up() -> None:
    """A cell that claims a million columns is a cell of a table like another."""
    row = "<tr><td colspan=1000000 rowspan=1000000>甲</td><td>5</td></tr>"
    text = read_bytes(f"<html><table>{row * 20}</table>".encode(), "a.html").text
    assert len(text) < 20_000


@pytest.mark.parametrize("markup", ["<html>", "<html><body></body>", "<p>", "<!doctype html>"])
def test_a_page_without_text_is_refused(markup: str) -> None:
    """A page that shows nothing is refused in a line."""
    with pytest.raises(InputError, match="no text"):
        read_bytes(markup.encode(), "a.html")


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "<br>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>"),
        *(
            "<td colspan=3 rowspan=2>",
            "<sup>",
            "</sup>",
            "<div>",
            "</div>",
            "<script>",
            "</script>",
        ),
        *("<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "\0", "<", ">"),
        *("增长", "5%", " m", "2", "\n", "<del>", "</del>", "<li hidden>"),
    ]
)


@given(st.lists(TAGS, max_size=40))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    """However tags are thrown together, the outcome is a text that can be written, or one line."""
    outcome = text_or_message(("<html>" + "".join(pieces)).encode(), "a.html")
    assert outcome.encode("utf-8").decode("utf-8") == outcome


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".x{display:none}", False),
        ("p.x, .y { visibility: hidden }", False),
        ("#one{display:none}", False),
        (".z{display:none}", True),
        (".x:hover{display:none}", True),
    ],
)
def test_text_hidden_by_a_style_sheet_is_not_read(sheet: str, shown: bool) -> None:
    """A class or an id that the page's own sheet hides is left out."""
    page = f"<style>{sheet}</style><p class=x id=one>总额9亿元</p><p>新增4320个</p>"
    assert ("9亿元" in html.read(page.encode(), "a.html").text) is shown


def test_the_frame_of_a_page_is_left_out() -> None:
    """Counters, time stamps, links and the imprint are no report; a notice counts them."""
    page = (
        "<div>发布时间：2024-01-12 09:30 浏览次数：1,286次</div><h1>总结</h1>"
        "<p>全年新增就业8600人。</p><p>来源于旅游的收入8亿元。</p>"
        "<div>附件：附表.xlsx（1.2MB）</div><footer>电话：0000-1234567</footer>"
        "<div>您是第 358,214 位访客</div>"
    )
    found = html.read(page.encode(), "a.html")
    assert found.text == "总结\n全年新增就业8600人。\n来源于旅游的收入8亿元。\n"
    assert found.notices == ("3 framing parts are left out",)


@pytest.mark.parametrize("charset", ["undefined", "koi8-r", "ptcp154", "idna", "punycode", "rot13"])
def test_a_charset_of_no_chinese_is_not_believed(charset: str) -> None:
    """What a page declares by mistake is passed over; its bytes say what they are."""
    page = f"<html><meta charset={charset}><p>新增学位4320个</p></html>"
    assert "新增学位4320个" in read_bytes(page.encode(), "a.html").text
