"""Pages of offices, papers and blogs as Korea has them: titles beside logos and in tables, labels, days, reporters."""

# ruff: noqa: E501 - pages

from __future__ import annotations

from time import process_time

from seogo.importers.extraction.metadata import read_metadata
from seogo.importers.extraction.tree import parse_html
from tests.importers.test_page_text import paragraphs, read
from tests.rows import each_row

TEXT = paragraphs(1, 7, korean=True)
TITLE = "나루터 세 곳, 다시 연다"
LOGO = "<h1 class='logo'><a href='/'>강변특별자치시청</a></h1>"


@each_row(
    ("site", "shown"),
    [
        (LOGO, f"<h2>보도자료</h2><h3 class='view_tit'>{TITLE}</h3>"),
        (LOGO, f"<div class='article-head-title'>{TITLE}</div>"),
        ("<h1><a href='https://page.example/main.do'>강변특별자치시청</a></h1>", f"<h1>{TITLE}</h1>"),
        ("<a href='/ko/'><h1>강변특별자치시청</h1></a>", f"<dl><dt>제 목</dt><dd>{TITLE}</dd></dl>"),
        ("", f"<table><tr><th>제목</th><td colspan=3>{TITLE}</td></tr><tr><th>조회</th><td>3</td></tr></table>"),
        ("<meta property='og:title' content='강변시청'><meta property='og:site_name' content='강변시청'>", f"<h1>{TITLE}</h1>"),
    ],
)  # fmt: skip
def test_the_title_is_that_of_the_article(site: str, shown: str) -> None:
    page = f"<title>보도자료 상세 | 강변특별자치시청</title>{site}{shown}<div>{TEXT}</div>"
    item = read(page)
    assert item.title == TITLE and item.body.startswith("1번째 마당")


@each_row(
    "shown",
    [
        "<h1><a href='/7'>물레가 돈다</a></h1><p class='entry-title'>다른 글의 제목</p>",
        "<h1>물레가 돈다</h1><table><tr><th>제목</th><td>그릇의 노래</td></tr></table>",
        "<p class='post-title'>하나의 제목</p><p class='post-title'>다른 하나의 제목</p>",
        "<form><table><tr><th>제목</th><td></td></tr></table></form>",
    ],
)
def test_what_is_called_a_title_is_none_beside_a_heading_or_another_one(shown: str) -> None:
    assert read(f"<title>물레가 돈다</title>{shown}<div>{TEXT}</div>").title == "물레가 돈다"


def test_the_text_of_a_board_is_in_one_cell() -> None:
    rows = f"<tr><th>제목</th><td colspan=3>{TITLE}</td></tr><tr><th>작성자</th><td>홍길동</td><th>작성일</th><td>2026.01.19</td></tr>"
    page = f"<title>공지</title><table>{rows}<tr><th>첨부</th><td colspan=3><a href='/a.pdf'>안내문.pdf</a></td></tr><tr><td colspan=4>{TEXT}</td></tr></table>"
    item = read(page)
    assert (item.title, item.published) == (TITLE, "2026-01-19")
    assert item.body.startswith("1번째 마당") and "|" not in item.body and "안내문" not in item.body


@each_row(
    ("line", "authors", "published", "updated"),
    [
        ("<ul><li><strong>작성자</strong> 홍길동</li><li><strong>등록일자</strong> 2026-01-19</li></ul>", ("홍길동",), "2026-01-19", ""),
        ("<div>by 들풀 2026. 1. 19.</div>", ("들풀",), "2026-01-19", ""),
        ("<p>송고시간2026-01-19 14:05</p>", (), "2026-01-19T14:05", ""),
        ("<p>최초입력 2026.01.19 14:05 최종수정 2026.01.20 09:10</p>", (), "2026-01-19T14:05", "2026-01-20T09:10"),
        ("<div>Published : Jan. 19, 2026 - 14:05 &nbsp; Updated : Jan. 20, 2026 - 09:10</div>", (), "2026-01-19T14:05", "2026-01-20T09:10"),
        ("<p>작성자 관리자</p><p>게시일시: 2026.01.19</p>", (), "2026-01-19", ""),
    ],
)  # fmt: skip
def test_labels_of_days_and_authors(
    line: str, authors: tuple[str, ...], published: str, updated: str
) -> None:
    item = read(f"<title>{TITLE}</title><h1>{TITLE}</h1>{line}<div>{TEXT}</div>")
    assert (item.authors, item.published, item.updated) == (authors, published, updated)


@each_row(
    ("first", "authors"),
    [
        ("<p>(강변=들녘통신) 나은별 기자 = 배가 다시 뜬다고 시가 밝혔다.</p>", ("나은별",)),
        ("<p>[강변=들녘] 나은별·홍길동 기자 = 배가 다시 뜬다고 시가 밝혔다.</p>", ("나은별", "홍길동")),
        ("<figure><img src='/1.jpg'><figcaption>(강변=들녘통신) 홍길동 기자 = 나루터의 모습.</figcaption></figure><p>(강변=들녘통신) 나은별 기자 = 배가 다시 뜬다고 시가 밝혔다.</p>", ("나은별",)),
        ("<p>(강변=들녘통신) 배가 다시 뜬다고 시가 밝혔다. 기자 = 글쟁이라는 말이 있다.</p>", ()),
    ],
)  # fmt: skip
def test_the_first_line_of_an_agency_names_the_reporter(
    first: str, authors: tuple[str, ...]
) -> None:
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><article>{first}{TEXT}</article>"
    assert read(page).authors == authors


@each_row("last", ["나은별 기자", "글 나은별 기자 star@a.example", "By 나은별"])
def test_a_line_behind_the_text_that_repeats_the_author_goes(last: str) -> None:
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>나은별 기자</p><article>{TEXT}<p>{last}</p></article>"
    item = read(page)
    assert item.authors == ("나은별",) and item.body.endswith("달라졌다.")


def test_the_way_to_a_page_goes_and_a_second_title_stays() -> None:
    head = f"<p>사회 &gt; 지역</p><h2 class='news_tit'>{TITLE}</h2><h3>내년 봄에 첫 배</h3><p>최초입력 2026.01.19 14:05</p>"
    item = read(f"<title>나루터</title><div class='news_body'>{head}{TEXT}</div>")
    assert item.title == TITLE
    assert item.body.startswith("### 내년 봄에 첫 배\n\n1번째 마당")


def test_a_table_with_the_title_in_it_and_a_heading_before_it_stay() -> None:
    box = "<table><tr><th>물레</th><th></th></tr><tr><td>재료</td><td>나무</td></tr></table>"
    page = f"<title>물레</title><h1>물레</h1><article>{box}{TEXT}</article>"
    assert read(page).body.startswith("| 물레 |  |")
    page = f"<title>물레</title><article><h2>첫째 마당</h2><h1>물레</h1>{TEXT}</article>"
    assert read(page).body.startswith("## 첫째 마당\n\n1번째")


@each_row(
    ("line", "authors", "published"),
    [
        ("<p>작성자: 홍길동 | 작성일: 2026-01-19 14:05 | 조회: 33</p>", ("홍길동",), "2026-01-19T14:05"),
        ("<p>나은별 기자 입력 2026.01.19 14:05 댓글 0</p>", ("나은별",), "2026-01-19T14:05"),
        ("<p>Posted on 2026. 1. 19. by 들풀</p>", ("들풀",), "2026-01-19"),
        ("<dl><dt>작성자</dt><dd>학생처</dd><dt>등록일</dt><dd>2026.01.19</dd></dl>", ("학생처",), "2026-01-19"),
        ("<table><tr><th>작성자</th><td>홍길동</td></tr><tr><th>작성일</th><td>2026.01.19</td></tr></table>", ("홍길동",), "2026-01-19"),
        ("<p>2026.01.19</p><div class='reporter_box'><b>나은별</b> 기자 <i>구독</i></div>", ("나은별",), "2026-01-19"),
    ],
)  # fmt: skip
def test_facts_beside_counts_and_in_cells(
    line: str, authors: tuple[str, ...], published: str
) -> None:
    item = read(f"<title>{TITLE}</title><h1>{TITLE}</h1>{line}<div>{TEXT}</div>")
    assert (item.authors, item.published) == (authors, published)


def test_the_account_below_the_heading_goes_before_the_name_of_the_blog() -> None:
    page = f"<title>{TITLE}</title><a href='/@night/posts'>night.log</a><h1>{TITLE}</h1><a href='/@night/posts'>밤</a><div class='atom-one'>{TEXT}</div>"
    assert read(page, "https://a.example/@night/1").authors == ("밤",)


@each_row("sign", "▲△▼▽◀◁")
def test_captions_begin_with_an_arrow(sign: str) -> None:
    figure = f"<div class='img_center'><img src='/2.jpg'><br><span>{sign} 아랫나루 (사진=홍길동 기자)</span></div>"
    body = read(f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{TEXT}{figure}<p>{TITLE}고 한다.</p></div>").body  # fmt: skip
    assert f"![](https://page.example/2.jpg)\n\n{sign} 아랫나루" in body


def test_a_list_behind_a_sentence_stays_in_any_element() -> None:
    items = "<ul><li>윗나루</li><li>아랫나루</li></ul>"
    for before in ("", "<p>나루터는 이렇다:</p>"):
        page = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{TEXT}{before}{items}{TEXT.replace('물레', '베틀')}</div>"
        assert "- 윗나루\n- 아랫나루" in read(page).body


def test_names_of_large_elements_in_each_other_are_looked_through_in_time() -> None:
    outer = "<div class='news_tit post-date byline'>" * 200
    tree = parse_html(f"<title>글</title>{outer}{'글자가 많은 쪽이다. ' * 50_000}")
    assert tree is not None
    begun = process_time()
    read_metadata(tree, "")
    assert process_time() - begun < 3


@each_row(
    ("line", "authors"),
    [
        ("글 나은별 / 사진 홍길동", ("나은별",)),
        ("글: 나은별 | 사진: 홍길동", ("나은별",)),
        ("글 나은별 기자 · 사진 홍길동 기자", ("나은별",)),
        ("글과 사진 나은별", ("나은별",)),
        ("글 나은별 그림 홍길동", ("나은별",)),
        ("Words by Dana Reed / Photos by Sky Park", ("Dana Reed",)),
        ("Story by Dana Reed Photos by Sky Park", ("Dana Reed",)),
        ("담당자 : 나루과 홍길동 (044-123-4567)", ("홍길동",)),
        ("글쓴이 나은별 작성일 2026.01.19", ("나은별",)),
    ],
)
def test_who_did_which_part_is_told_by_one_line(line: str, authors: tuple[str, ...]) -> None:
    for page in (f"<p>{line}</p><div>{TEXT}</div>", f"<div>{TEXT}<p>{line}</p></div>"):
        item = read(f"<title>{TITLE}</title><h1>{TITLE}</h1>{page}")
        assert item.authors == authors and "홍길동" not in item.body


@each_row("line", ["글 쓰기 사진 찍기", "편집 후기", "사진 모음 글 모음"])
def test_words_behind_parts_are_no_names(line: str) -> None:
    item = read(f"<title>{TITLE}</title><h1>{TITLE}</h1><p>{line}</p><div>{TEXT}</div>")
    assert not item.authors and item.body.startswith(line)


@each_row(
    ("shown", "head"),
    [
        ("보도자료 | 강변시", f"<h1>보도자료</h1><div class='view_tit'>{TITLE}</div>"),
        ("보도자료 | 강변시", f"<h1>보도자료</h1><h2>{TITLE}</h2>"),
        ("보도자료 | 강변시", f"<h1>강변시</h1><h2>보도자료</h2><h3>{TITLE}</h3>"),
        ("공지", f"<meta property='og:title' content='공지사항'><h1>공지사항</h1><h2>{TITLE}</h2>"),
        ("상세", f"<h1>강변시청 보도자료 상세보기</h1><h4 class='tit'>{TITLE}</h4>"),
        ("Harbour", f"<h1>Press releases</h1><h2>{TITLE}</h2>"),
    ],
)
def test_the_name_of_a_section_is_no_title(shown: str, head: str) -> None:
    item = read(f"<title>{shown}</title>{head}<div>{TEXT}</div>")
    assert item.title == TITLE and item.body.startswith("1번째 마당")


def test_an_article_called_as_a_section_keeps_its_title() -> None:
    for title, below in (("칼럼", ""), ("강 소식", "<h2>첫째 마당</h2>")):
        item = read(f"<title>{title}</title><h1>{title}</h1>{below}<div>{TEXT}</div>")
        assert item.title == title
    between = "<p>이 칸에는 나루터에서 있었던 일을 적는다. 배가 드나든 까닭과 사람들이 한 말을 그대로 옮긴다.</p>"
    item = read(f"<title>칼럼</title><h1>칼럼</h1>{between}<h2>첫째 마당</h2><div>{TEXT}</div>")
    assert item.title == "칼럼"


@each_row(
    ("author", "authors", "source"),
    [
        ('{"@type":"Person","name":"나은별"}', ("나은별",), "다음뉴스"),
        ('[{"@type":"Organization","name":"한빛일보"},{"@type":"Person","name":"나은별"}]', ("나은별",), "한빛일보"),
        ('{"@type":"Organization","name":"들녘"}', (), "들녘"),
        ('{"@type":"Person","name":"한빛일보"}', (), "한빛일보"),
    ],
)  # fmt: skip
def test_people_on_portals_are_no_papers(
    author: str, authors: tuple[str, ...], source: str
) -> None:
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","author":{author}}}</script>'
    head = f"<meta property='og:site_name' content='다음뉴스'>{data}"
    item = read(
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><div>{TEXT}</div></body></html>"
    )
    assert (item.authors, item.source) == (authors, source)
