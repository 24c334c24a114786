"""What stands in boxes beside a text, or is folded up in it, is of the article; what is about other things is not."""

from __future__ import annotations

from itertools import product

from seogo.importers.writing.prepare import Prepared, prepare
from tests.importers.test_page_text import paragraphs, read
from tests.rows import each_row

BOXES = (
    "<div class='c'><div>{text}</div><div>{box}</div></div>",
    "<div>{text}</div><div>{box}</div>",
    "<main><div class='t'>{text}</div><section class='s2'>{box}</section></main>",
    "<div><div class='r'><div class='k'>{text}</div></div><div class='r'><div class='k'>{box}</div></div></div>",
    "<div class='c'><div>{box}</div><div>{text}</div></div>",
)
LISTS = (
    ("<h3>준비할 것</h3><ol><li>장화</li><li>모자</li></ol>", "### 준비할 것\n\n1. 장화\n2. 모자"),
    ("<h2>What to bring</h2><ul><li>boots</li><li>a <b>hat</b></li></ul>", "## What to bring\n\n- boots\n- a **hat**"),
)  # fmt: skip
OTHERS = (
    "<h3>댓글 2</h3><ul><li><b>들풀</b> 잘 읽었습니다.</li><li><b>물결</b> 좋은 들풀이네요.</li></ul>",
    "<h3>2 Comments</h3><ol><li>들풀: good read.</li><li>Bo: me too.</li></ol>",
    "<h3>많이 본 뉴스</h3><ol><li>들풀이 온다</li><li>배가 간다</li></ol>",
    "<h2>Most read</h2><p>In the 들풀 of the bay nobody has seen a ship for years, and nobody asks why it is so.</p>",
    "<h3>글쓴이</h3><p>들풀. 강가에 살며 배와 사람을 쓴다. 지은 책으로 『강가의 아침』이 있다.</p>",
)


def page(frame: str, text: str, box: str) -> str:
    return f"<title>그릇</title><h1>그릇</h1>{frame.format(text=text, box=box)}<footer>회사 소개</footer>"


@each_row(("frame", "listed"), product(BOXES, LISTS))
def test_lists_in_a_box_of_their_own_are_of_the_text(frame: str, listed: tuple[str, str]) -> None:
    html, markdown = listed
    for korean in (True, False):
        body = read(page(frame, paragraphs(1, 8, korean=korean), html)).body
        assert markdown in body


@each_row("listed", LISTS)
def test_a_list_between_two_texts_is_of_them(listed: tuple[str, str]) -> None:
    html, markdown = listed
    for korean in (True, False):
        text = f"<div>{paragraphs(1, 3, korean=korean)}</div><div>{{box}}</div><div>{paragraphs(3, 4, korean=korean)}</div>"
        assert markdown in read(page(text, "", html)).body


@each_row(("frame", "other"), product(BOXES[:4], OTHERS))
def test_boxes_of_other_things_are_not(frame: str, other: str) -> None:
    body = read(page(frame, paragraphs(1, 8, korean=True), other)).body
    assert "들풀" not in body and body.count("마당") == 7


FOLDS = (
    "<div class='collapse hidden'>{0}</div>",
    "<button data-bs-target='#c1'>더 읽기</button><div id='c1' class='hidden'>{0}</div>",
    "<div class='moreless_content' style='display:none'>{0}</div>",
    "<button aria-controls='m2'>…</button><div id='m2' hidden>{0}</div>",
    "<div x-show='open' class='hidden'>{0}</div>",
    "<p>끝이다.<span id='more' style='display: none'>{0}</span></p>",
)


@each_row("fold", FOLDS)
def test_what_a_reader_unfolds_is_of_the_text(fold: str) -> None:
    folded = fold.format("접힌 마당에는 등대가 서 있고 밤마다 불을 밝혀 배를 부른다고 한다.")
    text = paragraphs(1, 8, korean=True)
    for inner in (f"{text}{folded}", f"{folded}{text}", f"{text}{folded}{paragraphs(8, 12, korean=True)}"):  # fmt: skip
        body = read(f"<title>그릇</title><h1>그릇</h1><article>{inner}</article>").body
        assert "등대가 서 있고" in body


HIDDEN = (
    "<div class='modal hidden' id='c1'>{0}</div><a href='#c1'>약관</a>",
    "<div class='en hidden'>{0}</div>",
)


@each_row("hidden", HIDDEN)
def test_much_hidden_text_that_is_left_out_is_told_of(hidden: str) -> None:
    text = paragraphs(1, 20, korean=True)
    for count, told in ((9, True), (1, False)):
        inner = hidden.format(paragraphs(50, 50 + count, korean=False))
        item = read(f"<title>그릇</title><h1>그릇</h1><article>{inner}{text}</article>")
        ready = prepare(item)
        assert isinstance(ready, Prepared)
        assert "In room" not in item.body
        told = told and "modal" not in hidden
        assert [note.code for note in ready.notes] == told * ["import.hidden-text"]
