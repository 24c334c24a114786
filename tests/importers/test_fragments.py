"""HTML becomes Markdown that gives the same text back, and leads nowhere it should not."""

from __future__ import annotations

import unicodedata
from html import escape

from hypothesis import example, given
from hypothesis import strategies as st

from seogo.articles.markdown import to_html, to_text
from seogo.importers.extraction.letters import escapes
from seogo.importers.extraction.letters.escapes import escape_line, escape_text
from seogo.importers.extraction.to_markdown import html_to_markdown
from seogo.importers.writing.prepare import clean_body
from tests.rows import each_row

PAGE = "https://news.example/a/b"

signs = st.sampled_from(list("*_`~[]()<>!&#-+=|\\.:;1 가나다ABcd\"'{}"))
texts = st.text(
    st.one_of(signs, st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))),
    max_size=40,
)


def plain(text: str) -> str:
    """What is seen of a text in a browser."""
    text = "".join(sign for sign in text if sign not in "\u00ad\u200b\ue000\ue001\ufeff")
    return unicodedata.normalize("NFC", " ".join(clean_body(text).split()))


@given(texts)
@example("# 1. - 2) + > = | -- ---")
@example("1. 하나")
@example("![그림](주소)")
@example("&amp; &lt;b&gt;")
@example("a_b _c_ **d** ~~e~~ `f`")
@example("\\*")
@example("--- | ---")
@example("C #")
def test_a_text_is_read_back_from_every_kind_of_block(text: str) -> None:
    seen = plain(text)
    for tag in ("p", "h2", "blockquote"):
        body = clean_body(html_to_markdown(f"<{tag}>{escape(text)}</{tag}>"))
        assert plain(to_text(body)) == seen, (tag, body)
    body = clean_body(html_to_markdown(f"<ul><li>{escape(text)}<li>끝</ul>"))
    assert plain(to_text(body)) == plain(f"{text} 끝"), body
    table = f"<table><tr><th>머리<th>{escape(text)}<tr><td>{escape(text)}<td>끝</table>"
    body = clean_body(html_to_markdown(table))
    assert plain(to_text(body)) == plain(f"머리 {text} {text} 끝"), body


@given(texts, texts)
@example("굵은", "글")
@example("“따옴표”", "가")
def test_marks_and_links_do_not_change_the_text(text: str, after: str) -> None:
    html = f"<p>앞 <b>{escape(text)}</b>{escape(after)} <a href='/x'>{escape(text)}</a>{escape(after)}</p>"
    body = clean_body(html_to_markdown(html, PAGE))
    assert plain(to_text(body)) == plain(f"앞 {text}{after} {text}{after}"), body


@given(texts)
def test_a_plain_line_is_read_back(text: str) -> None:
    assert plain(to_text(clean_body(escape_line(text)))) == plain(text)


@given(st.text("_~<&!#a1가; ", max_size=60))
def test_signs_are_escaped_where_the_whole_text_makes_them_special(text: str) -> None:
    assert escape_text(text) == escapes._SPECIAL.sub(r"\\\g<0>", text)


@given(st.text("<>/=\"' apbulitdrhe1한글&;#\n", max_size=200))
def test_any_markup_becomes_something(html: str) -> None:
    to_html(clean_body(html_to_markdown(html, PAGE)))


def test_structure_is_preserved() -> None:
    html = """<h2>큰 제목</h2><p>첫 <b>굵은</b>글<br>둘째 줄<br><br>새 문단</p>
    <ol start=3><li>셋<ul><li>안</ul><li><p>넷<p>다섯</ol>
    <blockquote>인용<blockquote>안</blockquote></blockquote><table><tr><th>이름<th>a|b<tr><td colspan=2>다</table>
    <pre class="language-py"><code>x = 1

y = `2`</code></pre><dl><dt>용어<dd>뜻</dl>"""
    assert html_to_markdown(html) == (
        "## 큰 제목\n\n첫 **굵은**글\\\n둘째 줄\n\n새 문단\n\n3. 셋\n   - 안\n4. 넷\n\n   다섯\n\n> 인용\n>\n> > 안\n\n"
        "| 이름 | a\\|b |\n| --- | --- |\n| 다 |  |\n\n```py\nx = 1\n\ny = `2`\n```\n\n**용어**\n\n뜻"
    )


def test_links_lead_to_the_web_and_images_stay_links() -> None:
    html = """<p><a href="/x?a=1&b=(2)">여기</a> <a href="javascript:alert(1)">하나</a> <a href="data:text/html,x">둘</a>
    <a href=" JaVaScRiPt:alert(1)">셋</a> <a href="vbscript:x">넷</a> <a href="#top">다섯</a>
    <a href="mailto:a@b.example">여섯</a></p>
    <img src="/i.png" alt="그림 [1]"><img src="data:image/png;base64,AA"><img src="x" width="1" height="1">"""
    assert html_to_markdown(html, PAGE) == (
        "[여기](https://news.example/x?a=1&b=%282%29) 하나 둘 셋 넷 다섯 [여섯](mailto:a@b.example)\n\n"
        "![그림 \\[1\\]](https://news.example/i.png)"
    )


@each_row(
    "html",
    [
        "<script>나쁜()</script>",
        "<style>나쁜</style>",
        "<iframe src='https://x.example'>나쁜</iframe>",
        "<svg><text>나쁜</text></svg>",
        "<template><p>나쁜</template>",
        "<form><textarea>나쁜</textarea><select><option>나쁜</select></form>",
        "<p onclick='나쁜()'></p>",
        "<!-- 나쁜 -->",
        "<noscript>나쁜</noscript>",
    ],
)
def test_what_runs_or_is_not_seen_is_left_out(html: str) -> None:
    assert html_to_markdown(f"<p>좋은 글</p>{html}") == "좋은 글"


def test_a_page_of_a_thousand_nested_elements_is_read() -> None:
    for tag in ("div", "blockquote", "ul><li", "b", "table><tr><td"):
        text = to_text(html_to_markdown(f"<{tag}>" * 3000 + "깊은 글"))
        assert text in ("깊은 글", ""), tag  # the parser stops at 256 levels
    assert "깊은 글" in to_text(html_to_markdown("<blockquote>" * 100 + "깊은 글"))


def test_what_is_linked_as_a_whole_leads_there_by_its_first_words() -> None:
    card = "<a href='https://a.example/x'><div><p>참고 글</p><p>설명</p></div></a>"
    assert html_to_markdown(card) == "[참고 글](https://a.example/x)\n\n설명"
    assert html_to_markdown(card.replace("https://a.example/x", "#x")) == "참고 글\n\n설명"
    assert html_to_markdown("<img src='//a.example/1.jpg'>") == "![](https://a.example/1.jpg)"
