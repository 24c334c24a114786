"""Headings and footnotes stay, whatever the element is called that a page has its text in."""

# ruff: noqa: E501 - pages

from __future__ import annotations

from tests.importers.test_page_text import paragraphs, read
from tests.rows import each_row

FRAMES = (
    *("<div>{0}</div>", "<div class='mw-parser-output'>{0}</div>", "<article>{0}</article>"),
    *("<div class='c1'><div>{0}</div></div>", "<section><div class='txt'>{0}</div></section>"),
)


@each_row("frame", FRAMES)
def test_headings_stay_in_any_element(frame: str) -> None:
    first, second, third = (
        paragraphs(at, at + 5, korean=korean) for at, korean in ((1, True), (11, True), (21, False))
    )
    teaser = "<h3><a href='/2'>다른 글의 제목</a></h3>"
    text = f"{first}<h2>역사</h2>{second}<h3>Rivers</h3><h4>The bowls</h4>{third}{teaser}"
    body = read(f"<title>물레</title><h1>물레</h1>{frame.format(text)}").body
    parts = [part.lstrip("#") for part in body.split("\n\n") if part.startswith("#")]
    assert parts == [" 역사", " Rivers", " The bowls"]


NOTES = {
    "list of a wiki": (
        "<sup class='reference' id='r1'><a href='#n1'>[1]</a></sup>",
        "<h2>각주<span class='mw-editsection'>[<a href='/e'>편집</a>]</span></h2><ol class='references'><li id='n1'><span><a href='#r1'>↑</a></span> <span>홍길동, 《강》.</span></li></ol>",
    ),
    "paragraphs": (
        "<a id='b1' href='#f1'><sup>1)</sup></a>",
        "<hr><p id='f1'><a href='#b1'>1)</a> 홍길동, 《강》.</p>",
    ),
    "Word": (
        "<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a>",
        "<hr><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 홍길동, 《강》.</p>",
    ),
    "box": (
        "<sup><a name='x1' href='#y1'>*</a></sup>",
        "<div class='c9'><div><div id='y1'>홍길동, 《강》. <a href='#x1'>↩</a></div></div></div>",
    ),
}


@each_row("name", NOTES)
def test_footnotes_stay_where_their_marks_do(name: str) -> None:
    mark, notes = NOTES[name]
    text = f"{paragraphs(1, 6, korean=True)}<p>배는 뒤에 왔다.{mark}</p>{paragraphs(6, 9, korean=True)}"
    for page in (f"<div>{text}{notes}</div>", f"<div>{text}</div>{notes}"):
        body = read(f"<title>물레</title><h1>물레</h1>{page}").body
        assert "배는 뒤에 왔다.[^1]" in body and body.endswith("[^1]: 홍길동, 《강》.")


def test_notes_whose_marks_are_not_of_the_text_stay_out() -> None:
    mark = "<p>말<a id='b1' href='#f1'>1</a></p>"
    note = "<div id='f1'><a href='#b1'>1</a> 남의 말</div>"
    page = f"<h1>물레</h1><div>{paragraphs(1, 6, korean=True)}</div><div class='comments'>{mark}{note}</div>"
    body = read(f"<title>물레</title>{page}").body
    assert "남의 말" not in body and "[^" not in body


def test_what_changes_a_part_is_no_heading() -> None:
    edit = "<span class='mw-editsection'>[<a href='/e'>편집</a>]</span>"
    body = read(
        f"<title>물레</title><h1>물레</h1><article>{paragraphs(1, 6, korean=True)}<h2>역사{edit}</h2>{paragraphs(6, 9, korean=True)}</article>"
    ).body
    assert "\n## 역사\n" in body and "편집" not in body


LEDE = "가람시의 새 다리가 어제 열렸다. 시민 이백 명이 걸어서 건넜고 시장은 다리의 이름을 밝혔다."
FEET = (
    "<p>{0}</p>",
    "<div class='article-head'><div class='subtitle'>{0}</div><span>2026. 1. 19.</span></div>",
    "<div class='intro'><div><p>{0}</p></div></div><div class='meta'>조회 12</div>",
)


@each_row("foot", FEET)
def test_the_lede_between_title_and_text_stays(foot: str) -> None:
    text = f"<div class='article-body'>{paragraphs(1, 6, korean=True)}</div>"
    page = "<title>다리</title><div><header><h1>다리</h1>{0}</header><section>{1}</section></div>"
    body = read(page.format(foot.format(LEDE), text)).body
    assert body.startswith(LEDE) and body.count(LEDE) == 1 and "조회" not in body


@each_row(
    "beside",
    (
        "<figure><img src='/1.jpg'><figcaption>{0}</figcaption></figure>",
        "<div class='author-box'><p>{0}</p></div>",
        "<div class='share'><p>{0}</p></div>",
        "<p>{0}</p>" * 4,
    ),
)
def test_what_is_no_lede_stays_out(beside: str) -> None:
    text = f"<div class='article-body'>{paragraphs(1, 6, korean=True)}</div>"
    page = f"<title>다리</title><div><header><h1>다리</h1>{beside.format(LEDE)}</header><section>{text}</section></div>"
    assert LEDE not in read(page).body
