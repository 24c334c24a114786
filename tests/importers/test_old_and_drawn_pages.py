"""Pages of tables and larger letters, and pages whose text stands in parts among the data that scripts draw them from."""

# ruff: noqa: E501 - pages

from __future__ import annotations

import json
from time import process_time

from seogo.importers.formats.web_page import read_page
from seogo.importers.item import Piece
from tests.importers.test_page_text import paragraphs, read
from tests.rows import each_row

PARTS = [
    f"{number}번째 마당에서는 물레를 돌리는 사람이 바뀌었고, 그릇의 둘레가 조금씩 달라졌다."
    for number in range(1, 9)
]
BLOCKS: dict[str, list[dict[str, object]]] = {
    "type and content": [{"type": "text", "content": part} for part in PARTS],
    "data of an editor": [{"type": "paragraph", "data": {"text": part}} for part in PARTS],
    "elements": [{"type": "p", "html": f"<b>{part}</b>"} for part in PARTS],
}
SCRIPTS = (
    "<script>window.Fusion=window.Fusion||{{}};Fusion.arc='x';Fusion.globalContent={0};Fusion.y={{}};</script>",
    "<script>var state = {0};\n</script>",
    "<script>\nwindow.__STATE__ = JSON.parse({1});</script>",
    "<script id='__NEXT_DATA__' type='application/json'>{0}</script>",
)


@each_row("name", BLOCKS)
def test_the_parts_of_a_text_among_data_are_put_together(name: str) -> None:
    other = [
        {"type": "text", "content": f"다른 글이다. {one['content']}"}
        for one in BLOCKS["type and content"]
    ]
    remarks = [{"__typename": "Comment", "content": one["content"]} for one in other * 2]
    page = {"relatedPosts": other, "body": BLOCKS[name], "thread": remarks, "comments": other * 2}
    data = json.dumps({"page": page}, ensure_ascii=False)
    for script in SCRIPTS:
        drawn = script.format(data, json.dumps(data, ensure_ascii=False))
        body = read(f"<title>물레가 돈다</title><body><div id=app></div>{drawn}</body>").body
        assert len(body.split("\n\n")) == len(PARTS) and all(part in body for part in PARTS), script
        assert "다른 글" not in body


def test_a_page_of_tables_is_its_cell_with_most_text_of_its_own() -> None:
    text = "<br><br>".join(PARTS)
    page = f"""<html><title>강변일보</title><body><table><tr><td><a href=a>정치</a><br><a href=b>경제</a></td><td><table>
    <tr><td><font size=5><b>물레가 다시 돈다</b></font></td></tr><tr><td>입력시간 : 2003/05/12 18:30<br>홍길동기자 hong@a.example</td></tr>
    <tr><td><table align=left><tr><td><img src=https://a.example/1.jpg></td></tr><tr><td>물레</td></tr></table>{text}</td></tr>
    </table></td></tr></table></body></html>"""
    item = read(page)
    assert (item.title, item.authors, item.published) == (
        "물레가 다시 돈다",
        ("홍길동",),
        "2003-05-12T18:30",
    )
    assert (
        item.body.endswith("\n\n".join(PARTS))
        and "정치" not in item.body
        and "입력" not in item.body
    )
    assert "![](https://a.example/1.jpg)" in item.body


def test_the_day_of_a_post_is_marked_and_not_that_of_another_one() -> None:
    page = f"""<title>섬</title><meta property='og:title' content='섬'><div><span class='se_publishDate'>2026. 1. 19. 9:05</span>
    <div class='se-main-container'>{paragraphs(1, 3, korean=True)}<h3>돌아오는 길</h3>{paragraphs(3, 5, korean=True)}</div>
    <table><tr><td><a href='#'>어제 쓴 글</a></td><td>2026. 1. 18.</td></tr></table></div>"""
    assert read(page).published == "2026-01-19T09:05"


def test_what_unfolds_a_part_is_no_text_and_what_is_unfolded_is() -> None:
    more = "<div data-ke-type='moreLess'><a class='btn-toggle-moreless'>더보기</a><div class='moreless-content'><p>접어 둔 글이다.</p></div></div>"
    body = read(
        f"<title>글</title><div class='contents_style'>{paragraphs(1, 5, korean=True)}{more}</div>"
    ).body
    assert "더보기" not in body and body.endswith("접어 둔 글이다.")


def test_a_card_leads_where_it_did_by_its_strong_title() -> None:
    card = "<a href='https://ferry.example/'><div><strong>남해 여객선</strong><p>배 시간표를 알려 준다.</p></div></a>"
    body = read(f"<title>글</title><article>{paragraphs(1, 5, korean=True)}{card}</article>").body
    assert "[남해 여객선](https://ferry.example/)\n\n배 시간표를 알려 준다." in body


@each_row(
    ("url", "links", "names"),
    [
        ("https://a.example/@night/1", "<a href='/@other'>낮</a><a href='/@night'>밤</a>", ("밤",)),
        ("https://a.example/@@x1/1", "<a href='https://a.example/@@x1'>밤</a>", ("밤",)),
        ("https://a.example/1", "<div class='comments'><a href='/@day'>낮</a></div><a href='/@night/'>밤</a>", ("밤",)),
        ("https://a.example/1", "<a href='https://video.example/@channel'>영상</a>", ()),
        ("https://a.example/@night/1", "<a href='/@friend'>벗</a><a href='/@night/2'>앞 글</a>", ()),
    ],
)  # fmt: skip
def test_the_account_that_a_page_belongs_to_is_its_author(
    url: str, links: str, names: tuple[str, ...]
) -> None:
    page = f"<title>상태 나누기</title><h1>상태 나누기</h1>{links}<div>{paragraphs(1, 5, korean=True)}</div>"
    assert read(page, url).authors == names


@each_row(
    ("line", "names"),
    [
        ("글쓴이: 들풀12", ("들풀12",)),
        ("By Dana Reed, 12 January 2026", ("Dana Reed",)),
        ("By Dana Reed January 12, 2026", ("Dana Reed",)),
        ("By 2030, all wheels turn", ()),
    ],
)
def test_a_line_that_begins_with_a_number_names_nobody(line: str, names: tuple[str, ...]) -> None:
    page = f"<title>물레</title><h1>물레</h1><div>{line}</div><div>{paragraphs(1, 5, korean=True)}</div>"
    assert read(page).authors == names


@each_row(
    "dates",
    [
        "<div class='post-date'>Updated: 2026-01-20</div><div>Published: 2026-01-19</div>",
        "<div class='related'><i class='post-date'>2026-01-18</i></div><i class='post-date'>2026-01-19</i>",
        "<div class='post-date'>입력 2026-01-19 수정 2026-01-20</div>",
        "<div>등록일시 : 2026.01.19</div>",
        "<div>기사 입력시간 2026.01.19</div>",
        "<form><h1>물레</h1><i class='post-date'>2026-01-19</i></form>",
    ],
)
def test_the_first_day_is_neither_that_of_a_change_nor_of_another_page(dates: str) -> None:
    page = f"<title>물레</title><h1>물레</h1>{dates}<div>{paragraphs(1, 5, korean=True)}</div>"
    assert read(page).published == "2026-01-19"


def test_a_form_around_a_whole_page_is_no_furniture() -> None:
    page = f"<title>물레</title><form><h2>물레</h2><p class='reporter'>나은별 기자</p>{paragraphs(1, 6, korean=True)}</form>"
    assert read(page).authors == ("나은별",)


def test_the_name_of_a_site_in_large_letters_is_no_title() -> None:
    page = f"<title>강변일보신문사</title><a href=/><font size=6>강변일보신문사</font></a><font size=4>물레가 다시 돈다</font><div>{'<br><br>'.join(PARTS)}</div>"
    assert read(page).title == "물레가 다시 돈다"


@each_row("script", ["{};\n" * 200_000, ";a={" * 200_000, "\n" * 1_000_000, "\n" + "a.b" * 300_000])
def test_long_scripts_are_looked_through_in_time(script: str) -> None:
    begun = process_time()
    list(
        read_page(Piece("p.html", "p.html"), f"<title>글</title><script>{script}</script>".encode())
    )
    assert process_time() - begun < 3
