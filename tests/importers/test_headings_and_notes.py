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


ENDS = (
    ("<ul><li>흙 세 근</li><li>물레쇠</li></ul>", "- 흙 세 근\n- 물레쇠"),
    ("<ol><li>흙을 고른다.</li><li>돌린다.</li></ol>", "1. 흙을 고른다.\n2. 돌린다."),
    ("<dl><dt>흙</dt><dd>세 근</dd></dl>", "세 근"),
    ("<h2>준비물</h2><ul><li>흙</li><li>물레쇠</li></ul>", "## 준비물\n\n- 흙\n- 물레쇠"),
    (
        "<h3>참고 자료</h3><ul><li><a href='https://b.example/2'>흙</a></li></ul>",
        "### 참고 자료\n\n- [흙](https://b.example/2)",
    ),
)
OTHERS = "<h3>다른 글</h3><ul><li><a href='/1'>가을 소풍</a></li></ul>"


@each_row(("end", "written"), ENDS)
def test_lists_that_end_a_text_stay(end: str, written: str) -> None:
    for frame in FRAMES:
        text = frame.format(paragraphs(1, 6, korean=True) + end) + OTHERS
        assert read(f"<title>물레</title><h1>물레</h1>{text}").body.endswith(written), frame


@each_row(
    "line",
    (
        "<p>Related: <a href='/2'>The old wheel</a></p>",
        "<p><strong>READ MORE:</strong> <a href='/2'>The old wheel</a></p>",
        "<p><a href='/2'>ALSO READ: The old wheel</a></p>",
        "<p>[관련기사] <a href='/2'>The old wheel</a></p>",
        "<p>▶ <a href='/2'>관련 기사: The old wheel</a></p>",
        "<p>함께 읽으면 좋은 글</p><ul><li><a href='/2'>The old wheel</a></li></ul>",
    ),
)
def test_lines_that_only_lead_to_other_articles_go(line: str) -> None:
    kept = "<p>Source: <a href='https://b.example/1'>the potters</a></p>"
    text = f"<article>{paragraphs(1, 4, korean=False)}{line}{paragraphs(5, 9, korean=False)}{kept}</article>"
    body = read(f"<title>Wheels</title><h1>Wheels</h1>{text}").body
    assert "old wheel" not in body and "the potters" in body


def test_elements_called_as_those_of_the_text_are_none_of_furniture() -> None:
    part = "<div class='sidebar-grid__content'>{0}</div><aside class='ad'>광고</aside>"
    text = "".join(part.format(paragraphs(at, at + 4, korean=True)) for at in (1, 11, 21))
    body = read(f"<title>물레</title><h1>물레</h1><div class='sidebar-grid'>{text}</div>").body
    assert all(f"{at}번째" in body for at in (1, 4, 12, 23)) and "광고" not in body


@each_row(
    ("name", "stays"),
    (
        *((name, False) for name in ("hidden", "is-hidden", "d-none", "displayNone", "x hidden")),
        *((name, False) for name in ("c-inlineSignup", "author-bio")),
        *((name, True) for name in ("hidden md:block", "d-none d-md-block", "hidden-gem", "box")),
    ),
)
def test_what_a_class_hides_goes(name: str, stays: bool) -> None:
    box = f"<div class='{name}'><p>{LEDE}</p></div>"
    text = f"<article>{paragraphs(1, 5, korean=True)}{box}{paragraphs(5, 9, korean=True)}</article>"
    assert (LEDE in read(f"<title>물레</title><h1>물레</h1>{text}").body) == stays
