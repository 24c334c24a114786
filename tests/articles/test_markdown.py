"""Markdown: text and HTML are made together, so that marks are where the text says."""

from __future__ import annotations

import html
import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles.markdown import Block, slug, to_blocks, to_html, to_text
from tests.rows import each_row


def shown(markup: str) -> str:
    """What a browser shows of HTML that has no shown images, without block borders."""
    markup = re.sub(r"<sup.*?</sup>| <a [^>]*>↩</a>", "", markup)  # the marks of footnotes
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def marked(markup: str) -> str:
    return html.unescape("".join(re.findall(r"<mark>([^<]*)</mark>", markup)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@each_row(
    ("body", "text"),
    [
        ("# 제목\n\n첫 **문단**의\n둘째 줄.", "제목\n\n첫 문단의 둘째 줄."),
        ("첫째 줄  \n둘째 줄\\\n셋째 줄", "첫째 줄\n둘째 줄\n셋째 줄"),
        ("앞\n\n- 하나\n- 둘\n  1. 안\n\n뒤", "앞\n\n하나\n둘\n안\n\n뒤"),
        ("- 하나\n\n  문단\n- 둘", "하나\n문단\n둘"),
        ("> 인용\n>\n> 둘째", "인용\n\n둘째"),
        ("|가|나|\n|-|-|\n|1|**2**|\n||4|", "가\t나\n1\t2\n4"),
        ("앞\n\n```py\na = 1\n\n\tb\n```\n뒤", "앞\n\na = 1\n\n\tb\n\n뒤"),
        ("`코드`와 ~~지움~~", "코드와 지움"),
        ("앞 ![그림 *설명*](a.png) 뒤", "앞 그림 설명 뒤"),
        ("[링크](https://a.kr) <https://b.kr>", "링크 https://b.kr"),
        ("[x](javascript:alert(1))", "x"),
        ("a &lt;b&gt; &amp; <b>굵게</b>", "a <b> & <b>굵게</b>"),
        ("---\n\n***", ""),
        ("[a]: https://a.kr\n\n[a]", "a"),
        ("", ""),
        ("가&#10;나&#9;다", "가 나 다"),
        (unicodedata.normalize("NFD", "한글 `코드`"), "한글 코드"),
    ],
)
def test_text(body: str, text: str) -> None:
    assert to_text(body) == text


@each_row(
    ("body", "markup"),
    [
        ("가\n나", "<p>가 나</p>\n"),
        ("가  \n나", "<p>가<br>나</p>\n"),
        (
            "*가* **나** ~~다~~ `라`",
            "<p><em>가</em> <strong>나</strong> <s>다</s> <code>라</code></p>\n",
        ),
        ("- 가\n- 나", "<ul><li>가</li><li>나</li></ul>\n"),
        ("3. 가", '<ol start="3"><li>가</li></ol>\n'),
        ("> 가", "<blockquote><p>가</p></blockquote>\n"),
        ("---", "<hr>\n"),
        ('```js" onload="x\n<b>\n```', '<pre><code class="language-js">&lt;b&gt;</code></pre>\n'),
        (
            "|가|나|\n|:-:|-|\n|1|2|",
            '<div class="table"><table><thead><tr><th scope="col" class="align-center">가</th>'
            '<th scope="col">나</th></tr></thead><tbody><tr><td class="align-center">1</td>'
            "<td>2</td></tr></tbody></table></div>\n",
        ),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<div>\n\n*가*", "<p>&lt;div&gt;</p>\n<p><em>가</em></p>\n"),
    ],
)
def test_html(body: str, markup: str) -> None:
    assert to_html(body) == markup


def test_headings_begin_at_h2_and_have_unique_ids() -> None:
    body = "# 만든 사람들\n\n## 만든 *사람*들!\n\n### a & b\n\n# 🙂\n\n[위로](#만든-사람들)"
    assert to_html(body, anchor="ko-") == (
        '<h2 id="ko-만든-사람들">만든 사람들</h2>\n'
        '<h3 id="ko-만든-사람들-2">만든 <em>사람</em>들!</h3>\n'
        '<h4 id="ko-a-b">a &amp; b</h4>\n'
        '<h2 id="ko-section">🙂</h2>\n'
        '<p><a href="#ko-만든-사람들">위로</a></p>\n'
    )
    assert to_html("### 셋\n\n###### 여섯") == '<h2 id="s-셋">셋</h2>\n<h5 id="s-여섯">여섯</h5>\n'
    assert to_html("# 1\n\n###### 6") == '<h2 id="s-1">1</h2>\n<h6 id="s-6">6</h6>\n'


def test_slug() -> None:
    assert slug("  12.7B 모델: KT의 《믿:음》 ") == "12-7b-모델-kt의-믿-음"


def resolve(target: str) -> str | None:
    return None if "없다" in target or "%EC%97%86" in target else f"/articles/{target}"


@each_row(
    ("body", "markup"),
    [
        ("[가](b.ko.md)", '<a href="/articles/b.ko.md">가</a>'),
        ("[가](없다.md)", "가"),
        (
            "[가](https://a.kr/?b=1&c=%22)",
            '<a href="https://a.kr/?b=1&amp;c=%22" rel="noopener">가</a>',
        ),
        ("[가](HTTP://a.kr)", '<a href="HTTP://a.kr" rel="noopener">가</a>'),
        ("<a@b.kr>", '<a href="mailto:a@b.kr" rel="noopener">a@b.kr</a>'),
        ("[가](javascript:alert(1))", "가"),
        ("[가](JaVaScRiPt:alert(1))", "가"),
        ("[가](&#106;avascript:alert(1))", "가"),
        ("[가](vbscript:x)", "가"),
        ("[가](data:text/html,x)", "가"),
        ("[가](file:///etc/passwd)", "가"),
        ("[가](//evil.kr/x)", "가"),
        ("[가][b]\n\n[b]: javascript:x", "가"),
        (
            '[가](https://a.kr/"onclick="x)',
            '<a href="https://a.kr/%22onclick=%22x" rel="noopener">가</a>',
        ),
        ("![그림](a.png)", '<img src="/articles/a.png" alt="그림">'),
        ('![그"<림](a.png)', '<img src="/articles/a.png" alt="그&quot;&lt;림">'),
        ("![*그*\n림](a.png)", '<img src="/articles/a.png" alt="그 림">'),
        ("![그림](없다.png)", "그림"),
        ("![그림](https://a.kr/a.png)", '<a href="https://a.kr/a.png" rel="noopener">그림</a>'),
        (
            "![](https://a.kr/a.png)",
            '<a href="https://a.kr/a.png" rel="noopener">https://a.kr/a.png</a>',
        ),
        ("![그림](data:image/png;base64,AA)", "그림"),
        ("![그림](//a.kr/a.png)", "그림"),
        ("[![그림](http://a.kr/a.png)](b.md)", '<a href="/articles/b.md">그림</a>'),
        (
            "[![그림](a.png)](b.md)",
            '<a href="/articles/b.md"><img src="/articles/a.png" alt="그림"></a>',
        ),
    ],
)
def test_links_and_images(body: str, markup: str) -> None:
    assert to_html(body, resolve=resolve, resolve_image=resolve) == f"<p>{markup}</p>\n"


def test_without_resolver_relative_links_are_text() -> None:
    assert to_html("[가](b.ko.md) ![나](c.png)") == "<p>가 나</p>\n"


@each_row(
    ("body", "marks", "markup"),
    [
        ("국가 AI", [(0, 2)], "<p><mark>국가</mark> AI</p>\n"),
        (
            "국**가 A**I",
            [(0, 4)],
            "<p><mark>국</mark><strong><mark>가 A</mark></strong>I</p>\n",
        ),
        ("a<b>c", [(1, 4)], "<p>a<mark>&lt;b&gt;</mark>c</p>\n"),
        ("가\n\n나", [(0, 4)], "<p><mark>가</mark></p>\n<p><mark>나</mark></p>\n"),
        ("가\n나", [(0, 3)], "<p><mark>가</mark><mark> </mark><mark>나</mark></p>\n"),
        ("가나다", [(0, 1), (1, 2)], "<p><mark>가</mark><mark>나</mark>다</p>\n"),
        ("가나다", [(0, 2), (1, 3), (9, 99)], "<p><mark>가나</mark><mark>다</mark></p>\n"),
        ("가나다", [(1, 1)], "<p>가나다</p>\n"),
        ("🙂가", [(1, 2)], "<p>🙂<mark>가</mark></p>\n"),
        ("```\n가나\n```", [(1, 2)], "<pre><code>가<mark>나</mark></code></pre>\n"),
    ],
)
def test_marks(body: str, marks: list[tuple[int, int]], markup: str) -> None:
    assert to_html(body, marks=marks) == markup


def test_blocks() -> None:
    body = "# 하나\n\n둘\n\n- 셋\n\n|가|\n|-|\n\n```\n넷\n```\n\n> 다섯\n\n---\n\n    여섯"
    text = to_text(body)
    blocks = to_blocks(body, marks=[(4, 5)])
    assert [(block.kind, text[block.start : block.end]) for block in blocks] == [
        ("heading", "하나"),
        ("paragraph", "둘"),
        ("list", "셋"),
        ("table", "가"),
        ("code", "넷"),
        ("quote", "다섯"),
        ("rule", ""),
        ("code", "여섯"),
    ]
    assert blocks[1] == Block("paragraph", "<p><mark>둘</mark></p>\n", 4, 5)
    assert "".join(block.html for block in blocks) == to_html(body, marks=[(4, 5)])


# Hangul, conjoining jamo, accents, and everything that means something in Markdown.
ALPHABET = "가나 a\u0301\u0327\u1161\u11a8\u0338\n\n\t*_~`[]()!<>|-#>&;:\\.=1\"'\x01\x85🙂"
PIECES = (
    *("**가**", "|a|b|\n|-|-|\n", "\n-", "\n1.", "```", "\n>", "\n#", "\n\n", "\n    ", "\\\n"),
    *("[a](b)", "![c](http://d)", "&#1;", "&#x11a8;", "*e*\u0301", "<b>", "~~s~~", "[f][g]"),
    *("[^1]", "\n\n[^1]: 각주", "\n[^2]:", "a[^2]", "\n- [x] ", "[ ] b"),
    *("\n[g]: h\n", "각", "**a", "b**", "_c", "d_", "`", "  \n", "[![e](f)](g)", "<http://i>"),
)
MARKDOWN = (
    st.text(ALPHABET, max_size=60)
    | st.text(max_size=40)
    | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
)


@settings(deadline=None)
@given(MARKDOWN)
def test_text_is_nfc_and_without_control_characters(body: str) -> None:
    text = to_text(body)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@settings(deadline=None)
@given(MARKDOWN, st.lists(st.integers(0, 80), max_size=8))
def test_marks_cover_exactly_their_text(body: str, borders: list[int]) -> None:
    text = to_text(body)
    borders = sorted(borders[: len(borders) // 2 * 2])
    marks = list(zip(borders[::2], borders[1::2], strict=True))
    plain, with_marks = to_html(body), to_html(body, marks=marks)
    assert with_marks.replace("<mark>", "").replace("</mark>", "") == plain
    expected = "".join(text[start:end] for start, end in marks)
    assert squeezed(marked(with_marks)) == squeezed(expected)
    everything = to_html(body, marks=[(0, len(text))])
    assert squeezed(marked(everything)) == squeezed(text)


@settings(deadline=None)
@given(MARKDOWN)
def test_html_shows_the_text(body: str) -> None:
    assert squeezed(shown(to_html(body))) == squeezed(to_text(body))


@settings(deadline=None)
@given(MARKDOWN)
def test_html_is_well_formed(body: str) -> None:
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)[^>]*>", to_html(body, marks=[(1, 9)])):
        if closing:
            assert open_tags.pop() == tag
        elif tag not in ("br", "hr", "img"):
            open_tags.append(tag)
    assert not open_tags


@settings(deadline=None)
@given(MARKDOWN)
def test_blocks_are_in_order_and_cut_the_text(body: str) -> None:
    text, blocks = to_text(body), to_blocks(body)
    at = 0
    for block in blocks:
        assert at <= block.start <= block.end <= len(text)
        assert text[at : block.start].strip("\n") == ""
        at = block.end
    assert at == len(text)


HOSTILE = {
    "footnotes": ("".join(f"글[^{n}]\n\n[^{n}]: 각주\n\n" for n in range(2_000)) + "글", "각주"),
    "nested footnotes": ("[^1]: " * 5_000 + "글", "글"),
    "footnotes in each other": (
        "[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(3_000)) + "[^9999]: 글",
        "글",
    ),
    "one footnote often": ("[^1]: 글[^1]\n" + "\n[^1]" * 10_000, "글"),
    "footnotes of one name": ("[^1]\n\n" + "[^1]: 글\n\n" * 3_000, "글"),
    "open footnotes": ("[^1]: a\n\n" + "[^aaaa" * 5_000 + "글\n\n[^2]: 글", "글"),
    "tasks": ("- [ ] a\n" * 5_000 + "\n글", "글"),
    "nested tasks": ("- [ ] " * 3_000 + "글", "글"),
    "quotes": (">" * 10_000 + "글", "글"),
    "brackets": ("[" * 10_000 + "글", "글"),
    "images": ("![" * 5_000 + "글", "글"),
    "links": ("[a](" * 5_000 + "글", "글"),
    "stars": ("*" * 10_000 + "글", "글"),
    "emphasis": ("*a **b " * 5_000 + "글", "글"),
    "underscores": ("_a*" * 5_000 + "글", "글"),
    "lists": ("- " * 3_000 + "글", "글"),
    "deep lists": ("\n".join("  " * n + "- x" for n in range(300)) + "\n\n글", "글"),
    "backticks": ("".join("`" * n + " " for n in range(100)) + "글", "글"),
    "table": ("|a" * 150 + "|\n" + "|-" * 150 + "|\n" + "|\n" * 300 + "\n글", "글"),
    "headings": ("# a\n" * 5_000 + "글", "글"),
    "entities": ("&" * 10_000 + "글", "글"),
    "accents": ("**e**\u0301" * 2_000 + "글", "글"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_quick_and_loses_no_text(name: str) -> None:
    body, end = HOSTILE[name]
    started = time.process_time()
    text = to_text(body)
    assert time.process_time() - started < 2  # it takes some tenths of this
    assert text.endswith(end)


def test_what_is_nested_too_deep_becomes_text() -> None:
    assert to_text(">" * 30 + " 글\n\n끝").endswith(">>> 글\n\n끝")
    deep = "\n".join("  " * n + f"- {n}" for n in range(40))
    text = to_text(deep + "\n\n끝")
    assert all(str(n) in text for n in range(40))
    assert text.endswith("\n\n끝")


def test_the_first_images_are_loaded_with_the_page() -> None:
    text = "\n\n".join(f"![{number}](a.png)" for number in range(4))
    html = "".join(
        block.html for block in to_blocks(text, resolve_image=lambda target: f"/images/{target}")
    )
    assert [piece.count("lazy") for piece in html.split("</p>")] == [0, 0, 1, 1, 0]
