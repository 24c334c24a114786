"""What a page says of itself: entities, JSON-LD with faults, names of people, what stands around a text in papers."""

# ruff: noqa: E501 - pages

from __future__ import annotations

import pytest

from seogo.importers.extraction.byline import people
from seogo.importers.formats.web_page import read_page
from seogo.importers.item import Item, Piece
from tests.rows import each_row

TEXT = (
    "<p>물레가 다시 돈다. 그릇을 굽는 가마는 사흘 동안 불을 먹고, 사흘 동안 식는다고 한다.</p>" * 3
)


def read(head: str, body: str = TEXT) -> Item:
    page = f"<html><head><title>물레가 다시 돈다</title>{head}</head><body><article>{body}</article></body></html>"
    (item,) = read_page(Piece("p.html", "p.html", url="https://a.example/1"), page.encode())
    assert isinstance(item, Item), item
    return item


def linked(data: str) -> Item:
    return read(f"<script type='application/ld+json'>{data}</script>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Harbour&#8217;s rule", "Harbour’s rule"),
        ("Harbour&rsquo;s rule", "Harbour’s rule"),
        ("Harbour&amp;#8217;s rule", "Harbour’s rule"),
        ("물레&middot;가마", "물레·가마"),
        ("물레&nbsp;가마", "물레 가마"),
        ("물레 &#x2018;가마&#x2019;", "물레 ‘가마’"),
        ("R&D 예산", "R&D 예산"),
        ("AT&T; and others", "AT&T; and others"),
        ("물레 &lt;가마&gt;", "물레 <가마>"),
    ],
)
def test_titles_have_signs_and_no_entities(written: str, shown: str) -> None:
    assert linked(f'{{"@type": "NewsArticle", "headline": "{written}"}}').title == shown
    again = written.replace("&", "&amp;")
    assert read(f"<meta property='og:title' content='{again}'>").title == shown


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "datePublished": "2026-01-19", "author": {"name": "박하늘"},}',
        '{"@type": "NewsArticle", "datePublished": "2026-01-19", "author": [{"name": "박하늘"},],}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2026-01-19", "author": "박하늘"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2026-01-19", "author": "박하늘"}\n//]]>',
        '/* <![CDATA[ */ {"@type": "NewsArticle", "datePublished": "2026-01-19", "author": "박하늘"} /* ]]> */',
        '{"@type": "NewsArticle", "headline": "it\\\'s", "datePublished": "2026-01-19", "author": "박하늘"}',
        '{"@type": "NewsArticle", "datePublished": "2026-01-19", "author": "박하늘"};',
        '{"@type": "NewsArticle", "datePublished": "2026-01-19", "author": "박하늘"}{"@type": "Thing"}',
        '{"@type": "NewsArticle", // what it is\n "datePublished": "2026-01-19",, "author": "박하늘"}',
        '{"@type": "NewsArticle", "url": "http://a.example/x", "datePublished": "2026-01-19", "author": {"name": "박하늘",},}',
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-01-19", "author": {"@id": "#p"}},'
        ' {"@id": "#p", "@type": "Person", "name": "박하늘"}]}',
        '{"@graph": [{"@id": "#p", "name": "박하늘"}, {"@type": ["BlogPosting"], "datePublished": "2026-01-19", "author": [{"@id": "#p"}]}]}',
    ],
)
def test_linked_data_with_small_faults_and_references_is_read(data: str) -> None:
    item = linked(data)
    assert (item.published, item.authors) == ("2026-01-19", ("박하늘",))


def test_an_author_may_stand_in_another_script() -> None:
    item = read(
        '<script type=\'application/ld+json\'>{"@type": "Article", "author": {"@id": "/#a"}}</script>'
        '<script type=\'application/ld+json\'>{"@type": "Person", "@id": "/#a", "name": "Dana Reed"}</script>'
    )
    assert item.authors == ("Dana Reed",)


@each_row(
    ("written", "names"),
    [
        ("By Dana Reed", ("Dana Reed",)),
        ("Dana Reed, (Image: Harbour Photos)", ("Dana Reed",)),
        ("Dana Reed January 18 at 3:57 PM Follow @danareed", ("Dana Reed",)),
        ("Ann Field, MA", ("Ann Field",)),
        ("Ann Field, Ph.D., and Tom Lake", ("Ann Field", "Tom Lake")),
        ("and Tom Lake", ("Tom Lake",)),
        ("Dana ReedHarbour News", ("Dana Reed",)),
        ("Dana Reed, Staff Writer", ("Dana Reed",)),
        ("Written by Dana Reed", ("Dana Reed",)),
        ("Mary Anderson and Andy Land", ("Mary Anderson", "Andy Land")),
        ("나은별 기자", ("나은별",)),
        ("나은별 기자 외 1명", ("나은별",)),
        ("나은별 선임기자 star@a.example", ("나은별",)),
        ("[가람=한빛일보] 나은별 기자", ("나은별",)),
        ("나은별·박하늘 기자", ("나은별", "박하늘")),
        ("나은별(경제부)", ("나은별",)),
        ("나은별 경제부 기자", ("나은별",)),
        ("글 나은별, 사진 박하늘", ("나은별",)),
        ("나은별 기자, 사진=박하늘", ("나은별",)),
        ("@danareed", ()),
        ("https://a.example/dana", ()),
        ("글로벌경제신문", ("글로벌경제신문",)),
        ("사진관 주인", ("사진관 주인",)),
    ],
)
def test_authors_are_names_of_people(written: str, names: tuple[str, ...]) -> None:
    assert people([written], "Harbour News") == names


FURNITURE = (
    ("<p>나은별 기자 외 1명</p>", ""),
    ("<p>기사 URL이 복사되었습니다.</p>", ""),
    ("", "<p>저작권자 ⓒ 갯벌신문. 무단 전재 및 재배포 금지</p>"),
    ("", "<p>&lt;저작권자 © 갯벌신문, 무단전재 및 재배포 금지&gt;</p>"),
    ("", "<p>ⓒ 갯벌신문(www.a.example), 무단전재-재배포, AI 학습 및 활용 금지</p>"),
    ("", "<p>Copyright ⓒ 갯벌신문. All rights reserved.</p>"),
    ("", "<p>© 2026 Harbour News. All rights reserved</p>"),
    ("", "<p>기사 URL이 복사되었습니다.</p><ul><li>페이스북</li><li>카카오톡</li></ul>"),
    ("", "<p>나은별 기자 star@a.example</p><p>저작권자 ⓒ 갯벌신문. 무단 전재 및 재배포 금지</p>"),
    ("", "<p>▶ 갯벌신문 네이버 채널 구독하기</p>"),
    ("<p>Share this article</p>", "<p>Related stories</p>"),
    ("<p>글자 크기 조절</p>", "<p>좋아요 12</p><p>댓글 3개</p>"),
)


@pytest.mark.parametrize(("above", "below"), FURNITURE)
def test_what_stands_around_a_text_goes(above: str, below: str) -> None:
    item = read("", f"{above}{TEXT}{below}")
    assert item.body == read("", TEXT).body
    if "ⓒ" in below or "©" in below:
        assert "신문" in item.rights or "Harbour News" in item.rights


def test_words_like_those_stay_in_a_text() -> None:
    ends = (
        "<p>그는 저작권자에게 무단 전재를 금지해 달라고 했고, 신문사는 그 뒤로 기사를 공유하지 않기로 했다고 한다.</p>"
        "<p>댓글은 사흘 뒤에 닫힌다고 했다.</p>"
    )
    assert "댓글은 사흘 뒤에" in read("", f"{TEXT}{ends}").body
    assert "저작권자에게" in read("", f"{TEXT}{ends}").body


def test_a_post_of_naver_has_its_writer_and_its_blog() -> None:
    item = read(
        "<meta property='og:site_name' content='네이버 블로그 | 뒤뜰 공책'><meta property='naverblog:nickname' content='들풀'>"
        "<meta property='og:article:author' content='뒤뜰.. | 블로그'><meta property='og:description' content='비가 왔다&amp;nbsp;'>"
    )
    assert (item.source, item.authors, item.summary) == ("뒤뜰 공책", ("들풀",), "비가 왔다")


def test_what_a_portal_says_of_an_article() -> None:
    assert (
        read('<meta property="og:article:author" content="강변일보 | 네이버">').source == "강변일보"
    )
    daum = '<meta property="article:media_name" content="강변일보"><meta property="og:site_name" content="다음">'
    assert read(daum).source == "강변일보"
    post = '<div><span class="nick">길손</span><span class="se_publishDate pcol2">2024. 3. 17. 22:30</span></div><h3>첫 마당</h3>'
    assert read("", post + TEXT).published == "2024-03-17T22:30"


@each_row(
    ("head", "shown", "source", "names"),
    [
        (
            '<meta property="og:site_name" content="다음 - 강변일보"><meta property="og:article:author" content="강변일보">',
            "홍길동",
            "강변일보",
            ("홍길동",),
        ),
        (
            '<meta property="og:site_name" content="다음뉴스"><meta property="article:author" content="들녘">',
            "홍길동, 김철수",
            "들녘",
            ("홍길동", "김철수"),
        ),
        ('<meta property="og:site_name" content="Daum | 들녘">', "들녘", "들녘", ()),
        (
            '<meta property="article:media_name" content="들녘"><meta name="author" content="들녘">',
            "홍길동 기자",
            "들녘",
            ("홍길동",),
        ),
        ('<meta name="author" content="갯벌신문">', "정치부", "갯벌신문", ()),
        (
            '<meta property="og:site_name" content="네이버 블로그"><meta property="naverblog:nickname" content="들풀">',
            "",
            "네이버 블로그",
            ("들풀",),
        ),
    ],
)
def test_a_paper_is_no_author(head: str, shown: str, source: str, names: tuple[str, ...]) -> None:
    info = (
        f'<h3 class="tit_view">물레가 다시 돈다</h3><div class="info_view"><span class="txt_info">{shown}</span>'
        '<span class="txt_info">입력 <span class="num_date">2026. 1. 19. 09:00</span></span>'
        '<span class="txt_info">수정 <span class="num_date">2026. 1. 20. 10:30</span></span></div>'
    )
    item = read(head, info + TEXT)
    assert (item.source, item.authors) == (source, names)
    assert (item.published, item.updated) == ("2026-01-19T09:00", "2026-01-20T10:30")


@each_row(
    ("shown", "names"),
    [
        ('<div class="post-author">By Dana Reed</div>', ("Dana Reed",)),
        ('<span class="author">Dana Reed</span>', ("Dana Reed",)),
        ('<p class="reporter">나은별 기자</p>', ("나은별",)),
        ('<aside><span class="author">Dana Reed</span></aside>', ()),
        ('<span class="author">About us</span><span class="author">경제</span>', ()),
    ],
)
def test_an_author_is_told_by_the_class_of_the_line(shown: str, names: tuple[str, ...]) -> None:
    assert read("", f"{shown}{TEXT}").authors == names


def test_all_lines_of_what_was_chosen_in_part_stay() -> None:
    lead = "<strong class='summary'>길을 넓힌다<br>내년 봄까지 공사가 이어진다</strong>"
    assert read("", f"{lead}{TEXT}").body.startswith("길을 넓힌다\\\n내년 봄까지")


def test_names_by_reference_are_decoded() -> None:
    graph = '{"@graph":[{"@type":"Article","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"이&middot;솔&#8217;s"}]}'
    assert linked(graph).authors == ("이", "솔’s")


WALK = (
    "<p>해안선을 따라 걷는 길이 지난주에 열렸다. 주민들은 아침마다 이 길을 걷는다고 말했다. 길은 모두 열두 킬로미터이다.</p>"
    * 4
)
TAGGED = {
    "tistory": '<div class="contents_style">{0}</div><div class="area_tag"><strong>태그</strong><a href="/tag/x" rel="tag">길</a>, <a href="/tag/y" rel="tag">바다</a></div>',
    "tistory-skin": '<div class="contents_style">{0}</div><dl class="list_tag"><dt>TAG</dt><dd><a href="https://a.tistory.com/tag/%EA%B8%B8">길</a></dd><dd><a href="https://a.tistory.com/tag/바다">#바다</a></dd></dl>',
    "brunch": '<div class="wrap_body">{0}</div><ul class="list_keyword"><li><a href="/keyword/길?q=g" class="link_keyword">길</a></li><li><a href="/keyword/바다?q=g" class="link_keyword">바다</a></li></ul>',
    "velog": '<div class="sc-b"><a class="sc-d" href="/tags/길">길</a><a class="sc-d" href="/tags/%EB%B0%94%EB%8B%A4">바다</a></div><div class="atom-one">{0}</div>',
    "velog-own": '<div class="x"><a href="/@me/posts?tag=길">길</a><a href="/@me/posts?tag=바다">바다</a></div><div class="atom-one">{0}</div>',
    "naver": '<div class="se-main-container">{0}</div><div class="wrap_tag post_tag"><a href="#"><span class="ell">#길</span></a><a href="#"><span class="ell">#바다</span></a></div>',
    "paper": '<article>{0}</article><div class="article_keyword"><a href="/search?q=1">#길</a> <a href="/search?q=2">#바다</a></div>',
    "wordpress": '<article>{0}<footer class="entry-footer"><span class="tags-links"><a href="/t" rel="tag">길</a>, <a rel="category tag" href="/c">바다</a></span></footer></article>',
    "medium": '<article>{0}</article><div><a href="https://medium.com/tag/%EA%B8%B8?source=x">길</a><a href="https://medium.com/tag/바다">바다</a></div>',
}


@pytest.mark.parametrize("kind", TAGGED)
def test_tags_that_readers_see_are_kept(kind: str) -> None:
    others = '<aside><a href="/tag/z" rel="tag">옆</a></aside><div class="tag_cloud"><a href="/tag/구름">구름</a></div>'
    menu = '<nav><a href="/tags/차림">차림</a></nav><p><a href="/t/5">다섯</a></p><div class="rank_keyword"><a href="#">#인기</a></div>'
    (item,) = read_page(
        Piece("p.html", "p.html"), f"<h1>길</h1>{menu}{TAGGED[kind].format(WALK)}{others}".encode()
    )
    assert isinstance(item, Item) and item.tags == ("길", "바다")
    assert "바다" not in item.body
