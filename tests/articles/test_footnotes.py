"""Footnotes and task lists: shown, searched and exported, and their marks break no word."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from seogo.articles.markdown import to_blocks, to_html, to_text
from seogo.importers.extraction.to_markdown import html_to_markdown
from tests.growth.measure import LINEAR, grows
from tests.rows import each_row

LONG = "b" * 101


@each_row(
    ("body", "text"),
    [
        ("우물[^1]은 깊다.\n\n[^1]: 7미터다.", "우물은 깊다.\n\n7미터다."),
        ("[^a]: First.\n\nWells[^a] are old[^b].\n\n[^b]: Second.", "Wells are old.\n\nFirst.\n\nSecond."),
        ("가[^긴-이름]나\n\n[^긴-이름]: 첫째\n\n    둘째 `코드`\n\n        a = 1", "가나\n\n첫째\n둘째 코드\na = 1"),
        ("b[^2] a[^1]\n\n[^1]: one\n[^2]: two", "b a\n\ntwo\n\none"),
        ("가[^1][^2]나[^1]\n\n[^1]: 하나[^2]\n[^2]: 둘[^1]", "가나\n\n하나\n\n둘"),
        ("a[^1]\n\n[^1]: one\n[^1]: again", "a\n\none\n\nagain"),
        ("끝\n\n[^없음]: 아무도 부르지 않는다[^속].\n\n[^속]: 안", "끝\n\n안\n\n아무도 부르지 않는다."),
        ("> 인용[^1]\n>\n> [^1]: 각주\n\n뒤", "인용\n\n뒤\n\n각주"),
        ("[^x]와 [^ ]와 [^]와 ^[안]", "[^x]와 [^ ]와 [^]와 ^[안]"),
        ("문자 집합 [^0-9] 하나[^1]\n\n[^1]: 각주", "문자 집합 [^0-9] 하나\n\n각주"),
        ("`[^1]` \\[^1]\n\n[^1]: 각주", "[^1] [^1]\n\n각주"),
        (f"[^{LONG}]\n\n[^{LONG}]: 각주", f"[^{LONG}]\n\n각주"),
        ("- [ ] 할 일\n- [x] 한 일\n- [X] 또", "☐ 할 일\n☑ 한 일\n☑ 또"),
        ("1. [ ] one\n\n   more\n2. [x] **two**", "☐ one\nmore\n☑ two"),
        ("- [ ]\n- [x]y\n- [] z\n\n[ ] no", "[ ]\n[x]y\n[] z\n\n[ ] no"),
    ],
)  # fmt: skip
def test_text(body: str, text: str) -> None:
    assert to_text(body) == text


def test_html() -> None:
    body = "우물[^a]은[^a] 깊다.\n\n[^a]: 7미터다. **참**\n\n[^b]: 남는다."
    assert to_html(body, marks=[(0, 3)]) == (
        '<p><mark>우물</mark><sup id="s-ref_1"><a href="#s-note_1">1</a></sup><mark>은</mark>'
        '<sup><a href="#s-note_1">1</a></sup> 깊다.</p>\n'
        '<ol class="note" start="1"><li id="s-note_1"><p>7미터다. <strong>참</strong>'
        ' <a href="#s-ref_1">↩</a></p></li></ol>\n'
        '<ol class="note" start="2"><li id="s-note_2"><p>남는다.</p></li></ol>\n'
    )


def test_a_mark_inside_a_link_is_none() -> None:
    html = to_html("[글[^1]](https://a.example/)\n\n[^1]: 각주")
    assert '<sup id="s-ref_1">1</sup></a>' in html and html.count("<a ") == 2


def test_ids_are_those_of_no_heading() -> None:
    html = to_html("# Note 1\n\n# note_1\n\n# ref 1\n\na[^1]\n\n[^1]: b", anchor="ko-")
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 5
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


def test_a_footnote_is_a_block_of_its_own() -> None:
    blocks = to_blocks("가[^1]나[^2]\n\n[^1]: 하나\n[^2]: 둘")
    assert [block.kind for block in blocks] == ["paragraph", "list", "list"]
    assert [(block.start, block.end) for block in blocks] == [(0, 2), (4, 6), (8, 9)]


KINDS: dict[str, Callable[[int], str]] = {
    "referred": lambda n: "".join(f"글[^{i}]\n\n[^{i}]: 각주\n\n" for i in range(n)),
    "nested": lambda n: "[^1]: " * n,
    "chained": lambda n: "".join(f"[^{i}]: x[^{i + 1}]\n\n" for i in range(n)) + "[^0]",
    "self-referring": lambda n: "[^1]: x" + "[^1]" * n,
    "duplicate": lambda n: "[^1]: a\n" * n + "\n[^1]",
    "open": lambda n: "[^1]: a\n\n" + "[^aaaa" * n,
    "tasks": lambda n: "- [ ] a\n" * n,
    "nested tasks": lambda n: "- [ ] " * n + "a",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_footnotes_and_tasks_take_linear_time(kind: str) -> None:
    assert grows(to_html, KINDS[kind](1_200), KINDS[kind](300), 0.01) <= LINEAR


MARK = "<sup id='r{0}'><a href='#n{0}'>{0}</a></sup>"
PAGES = {
    "markdown-it": (
        "<p>우물<sup id='fnref1'><a href='#fn1'>[1]</a></sup>은 깊다<sup><a href='#fn1'>[1:1]</a>"
        "</sup>.</p>"
        "<section class='footnotes'><ol><li id='fn1'><p>7미터다. <a href='#fnref1'>↩</a></p></li></ol></section>",
        "우물[^1]은 깊다[^1].\n\n[^1]: 7미터다.",
    ),
    "pandoc": (
        "<p>Wells<a href='#fn1' class='footnote-ref' id='fnref1'><sup>1</sup></a> are old.</p>"
        "<aside id='footnotes'><hr><ol><li id='fn1'><p>Field.</p><p>Page 3.<a href='#fnref1'>↩︎</a></p></li></ol></aside>",
        "Wells[^1] are old.\n\n* * *\n\n[^1]: Field.\n\n    Page 3.",
    ),
    "MediaWiki": (
        "<p>Wells<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>.</p><ol><li id='cite_note-1'><span><a "
        "href='#cite_ref-1'>^</a></span> <span>Field, p. 3</span></li></ol>",
        "Wells[^1].\n\n[^1]: Field, p. 3",
    ),
    "paragraphs": (
        f"<p>우물{MARK.format(1)}과 샘{MARK.format(2)}.</p>"
        "<p id='n1'><a href='#r1'>1</a> 하나</p><p id='n2'><a href='#r2'>2</a> 둘</p>",
        "우물[^1]과 샘[^2].\n\n[^1]: 하나\n\n[^2]: 둘",
    ),
    "no footnotes: contents": (
        "<ul><li><a href='#a'>첫째</a></li></ul><h2 id='a'>첫째</h2><p>글 <a href='#top'>위로</a></p>",
        "- 첫째\n\n## 첫째\n\n글 위로",
    ),
    "no note": (f"<p>우물{MARK.format(1)}이다.</p>", "우물¹이다."),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_footnotes_of_pages_stay_footnotes(kind: str) -> None:
    html, body = PAGES[kind]
    assert html_to_markdown(html) == body


@pytest.mark.slow
def test_finding_footnotes_takes_linear_time() -> None:
    def page(n: int) -> str:
        marks = "".join(MARK.format(i) for i in range(n))
        return marks + "".join(f"<p id='n{i}'><a href='#r{i}'>x</a></p>" for i in range(n))

    def knot(n: int) -> str:
        return "<a id='a' href='#b'>1</a>" * n + "<i id='b'>" + "<a href='#a'>x</a>" * n

    for kind in (page, knot):
        assert grows(html_to_markdown, kind(800), kind(200), 0.01) <= LINEAR
