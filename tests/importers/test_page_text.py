"""The text of a page comes whole: where it is in several elements, in the editors of Korean blogs, in tables and captions."""

# ruff: noqa: E501 - pages

from __future__ import annotations

import json

import pytest

from seogo.articles.markdown import to_text
from seogo.importers.extraction.to_markdown import html_to_markdown
from seogo.importers.formats.web_page import read_page
from seogo.importers.item import Item, Piece, Refused
from tests.rows import each_row


def read(html: str, url: str = "https://page.example/1") -> Item:
    (item,) = read_page(Piece("p.html", "p.html", url=url), html.encode())
    assert isinstance(item, Item), item
    return item


def paragraphs(first: int, last: int, *, korean: bool) -> str:
    """Paragraphs with numbers, all different."""
    if korean:
        text = "{0}번째 마당에서는 물레를 돌리는 사람이 {0}번 바뀌었고, 그때마다 그릇의 둘레가 조금씩 달라졌다."
    else:
        text = "In room {0} the potter changed the wheel {0} times, and each time the rim of the bowl came out wider."
    return "".join(f"<p>{text.format(number)}</p>" for number in range(first, last))


def said(number: int, *, korean: bool) -> str:
    return f"{number}번째 마당" if korean else f"In room {number} "


CUT = (
    "<article>{0}</article><div class='chapter'>{1}</div>",
    "<div class='post-content'>{0}</div><div class='chapter-inner'>{1}</div>",
    "<div itemprop='articleBody'>{0}</div><section>{1}</section>",
    "<div class='entry-content'>{0}</div><div id='more'><div>{1}</div></div>",
    "<div id='articleBody'>{0}</div><div><section>{1}</section></div>",
    "<main><div class='article-body'>{0}</div></main><div class='rest'>{1}</div>",
)


@pytest.mark.parametrize("korean", [True, False])
@pytest.mark.parametrize("page", CUT)
def test_an_introduction_in_a_known_element_is_not_the_article(page: str, korean: bool) -> None:
    inner = page.format(paragraphs(1, 2, korean=korean), paragraphs(2, 20, korean=korean))
    body = read(
        f"<html><title>그릇 The bowls</title><body><h1>그릇 The bowls</h1>{inner}</body>"
    ).body
    for number in (2, 9, 19):
        assert said(number, korean=korean) in body, number


NAVER = {
    "SE2": "<div id='postViewArea'><div>{0}</div></div>",
    "SE2 mobile": "<div class='post_ct' id='viewTypeSelector'>{0}</div>",
    "SE2 of late": "<div id='post-view1001' class='post-view pcol2 _param(1)'>{0}</div>",
    "SE3": "<div class='se_component_wrap sect_dsc __se_component_area'><div class='se_component'>{0}</div></div>",
    "ONE": "<div class='se-viewer'><div class='se-main-container'><div class='se-component'>{0}</div></div></div>",
    "Tistory": "<div class='tt_article_useless_p_margin contents_style'>{0}</div>",
    "Brunch": "<div class='wrap_body text_align_left'>{0}</div>",
}
AROUND = (
    "<div id='header'><a href='#ct'>본문 바로가기</a><a href='/l'>카테고리 이동</a></div>",
    "<div class='post_function_t1'><a href='#'>공유하기</a><a href='#'>신고하기</a></div><div class='social_plugin_property'"
    " style='display:none'>{&#034;title&#034;:&#034;비&#034;,&#034;smartEditorVersion&#034;:2}</div><p>이웃추가</p>",
)


@pytest.mark.parametrize("editor", NAVER)
def test_a_short_post_is_what_was_typed(editor: str) -> None:
    text = "<p>온종일 비가 왔다&nbsp;</p><p>장화를 꺼냈다</p>"
    page = f"<div>{AROUND[0]}<h3>비 오는 날</h3>{NAVER[editor].format(text)}{AROUND[1]}</div>"
    item = read(f"<html><title>비 오는 날 : 블로그</title><body>{page}</body></html>")
    assert " ".join(to_text(item.body).split()) == "온종일 비가 왔다 장화를 꺼냈다"


IMAGES = (
    "<img src='/blank.gif' data-original='/real.jpg'>",
    "<img src='/small.jpg' data-org-src='/real.jpg'>",
    "<img src='/small.jpg' data-img-full-url='/real.jpg'>",
    "<img src='data:image/gif;base64,R0lGOD' data-lazy-src='/real.jpg'>",
    "<img src='/real.jpg?type=w80_blur' data-lazy-src='/real.jpg?type=w800'>",
    "<img srcset='/small.jpg 300w, /real.jpg 1200w'>",
    "<img src='/loading.gif' data-srcset='/small.jpg 1x, /real.jpg 2x'>",
    "<picture><source srcset='/real.jpg' type='image/webp'><img alt='샘'></picture>",
    "<img class='lazy' src='/spacer.png' data-echo='/real.jpg'>",
    "<img src='/placeholder.svg' data-custom-name='/real.jpg'>",
    "<img class='lazy'><noscript><img src='/real.jpg'></noscript>",
    "<noscript><img src='/real.jpg'></noscript>",
    "<amp-img src='/real.jpg' width='600' height='400'></amp-img>",
)


@each_row("image", IMAGES)
def test_an_image_is_the_one_that_readers_see(image: str) -> None:
    text = paragraphs(1, 4, korean=True)
    body = read(f"<html><title>샘</title><article>{text}<p>{image}</p>{text}</article></html>").body
    assert body.count("![") == 1
    assert "https://page.example/real.jpg" in body


def test_a_blurred_picture_without_another_is_asked_for_in_full() -> None:
    text = paragraphs(1, 4, korean=True)
    image = "<img src='/a.jpg?type=w80_blur' alt=''>"
    body = read(f"<html><title>샘</title><article>{text}{image}{text}</article></html>").body
    assert "(https://page.example/a.jpg?type=w966)" in body


@pytest.mark.parametrize("korean", [True, False])
@pytest.mark.parametrize(
    "part",
    [
        "<table><tr><th>길</th><th>볼 것</th></tr><tr><td>강</td><td><ul><li>KEPT</li></ul></td></tr></table>",
        "<table><tr><th>길</th><th>볼 것</th></tr><tr><td>강</td><td><p>하나</p><p>KEPT</p></td></tr></table>",
        "<table><tr><td>강</td><td>산</td></tr><tr><td>강</td><td><table><tr><td>KEPT</td></tr></table></td></tr></table>",
        "<figure><img src='/a.jpg'><figcaption>KEPT</figcaption></figure>",
        "<figure><div><img src='/a.jpg'></div><figcaption><span>KEPT</span></figcaption></figure>",
        "<pre><code>KEPT = 1</code></pre>",
    ],
)
def test_tables_captions_and_code_stay(part: str, korean: bool) -> None:
    text = paragraphs(1, 4, korean=korean)
    body = read(
        f"<html><title>길 The way</title><body><article><h1>길 The way</h1>{text}{part}{text}</article>"
    ).body
    assert body.count("KEPT") == 1
    assert (
        body.index(said(1, korean=korean))
        < body.index("KEPT")
        < body.rindex(said(3, korean=korean))
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>GONE, which nobody sees, stands in the middle of a page.</p>",
        "<template><p>GONE, which nobody sees, stands in the middle of a page.</p></template>",
        "<p style='color:red; display : none'>GONE, which nobody sees, is in the page.</p>",
        "<div style='visibility:hidden'><p>GONE, which nobody sees, is in the page.</p></div>",
        "<span class='blind'>GONE</span>",
        "<p><span class='sr-only'>GONE</span> What is seen.</p>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    text = paragraphs(1, 4, korean=False)
    body = read(f"<html><title>Rooms</title><article>{text}{hidden}{text}</article></html>").body
    assert "GONE" not in body
    assert body.count("In room 2") == 2


ANSWERS = (
    "<h3>{0}</h3><div style='display: none;'>{1}</div>",
    "<dl><dt>{0}</dt><dd hidden>{1}</dd></dl>",
    "<ul><li class='q'>{0}</li><li class='a' style='display:none'>{1}</li></ul>",
    "<button aria-expanded='false' aria-controls='a1'>{0}</button><section id='a1' hidden>{1}</section>",
    "<div class='faq'><div class='question'>{0}</div><div class='answer' style='visibility:hidden'><p>{1}</p></div></div>",
)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("korean", [True, False])
def test_answers_that_a_reader_opens_are_text(answer: str, korean: bool) -> None:
    asked, told = (
        ("언제까지 신청하나요?", "올해 신청은 시월 마지막 날 저녁 여섯 시까지 받습니다.")
        if korean
        else (
            "How long is it open?",
            "Visitors may come in until half past five on every day but Monday.",
        )
    )
    text = paragraphs(1, 4, korean=korean)
    page = f"<html><title>안내 Guide</title><article>{text}{answer.format(asked, told)}{text}</article></html>"
    assert told in read(page).body


def test_menus_and_windows_that_open_are_no_text() -> None:
    text = paragraphs(1, 4, korean=False)
    menu = "<div>More</div><div style='display:none'><a href='/a'>GONE one.</a> <a href='/b'>GONE two.</a></div>"
    window = "<form><div>Sign in</div><div hidden>GONE: type the code that we sent you by mail.</div></form>"
    alone = "<div hidden>GONE: this site keeps cookies for a year.</div>"
    page = f"<html><title>Rooms</title><article>{text}{menu}{window}{text}</article>{alone}</html>"
    assert "GONE" not in read(page).body


PANELS = (
    '<div role="tabpanel" hidden id="panel-{0}">{1}</div>',
    '<div class="faq__text" style="display: none">{1}</div>',
    '<section class="product-full js-product" style="display:none"><h3>{0}</h3>{1}</section>',
    '<button>방 {0}<style>.x-{0} {{ font-weight: 500; color: red; padding: 0 }} .y-{0} {{ margin: 0; border: 0; transition: all 2s; }} .z-{0} {{ opacity: 0; height: 0; overflow: hidden; display: block }}</style></button><div style="display:none">{1}</div>',
)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("korean", [True, False])
def test_panels_of_which_a_reader_opens_one_are_text(panel: str, korean: bool) -> None:
    panels = "".join(panel.format(at, paragraphs(at, at + 2, korean=korean)) for at in (20, 30, 40))
    page = f"<h1>Rooms</h1><article>{paragraphs(0, 4, korean=korean)}{panels}</article>"
    window = '<div class="modal fade" style="display:none"><p>Accept all cookies of this site. They are sweet.</p></div>'
    body = to_text(read(page + 3 * window).body)
    assert all(said(at, korean=korean) in body for at in (0, 3, 20, 21, 30, 41)), body
    assert "cookies" not in body


def test_what_react_sends_behind_a_page_stands_where_it_belongs() -> None:
    whole = (
        f'<h1>Rooms</h1><main><article>{paragraphs(0, 2, korean=True)}<template id="B:1"></template>'
        f'{paragraphs(8, 10, korean=True)}</article></main><footer>About us</footer><script>$RC("B:1","S:1")</script>'
        f'<div hidden id="S:1">{paragraphs(2, 4, korean=True)}<template id="P:a"></template></div>'
        f'<div hidden id="S:a">{paragraphs(4, 8, korean=True)}</div>'
    )
    body = to_text(read(whole).body)
    places = [body.find(said(at, korean=True)) for at in range(10)]
    assert -1 not in places and places == sorted(places), body


def test_a_menu_longer_than_the_hidden_article_does_not_hide_it() -> None:
    menu = "".join(f'<li><a href="/{at}">Ceramics of the year {at}</a></li>' for at in range(400))
    late = f'<div class="defer" style="display:none"><main>{paragraphs(0, 6, korean=False)}</main></div>'
    body = to_text(read(f"<h1>Rooms</h1><ul>{menu}</ul>{late}<p>Loading.</p>").body)
    assert "In room 0 " in body and "In room 5 " in body


def test_a_list_in_a_table_is_more_than_its_longest_cell() -> None:
    rows = "".join(f"<tr><td>{at}.</td><td><a href='/{at}'>Potters of {at}</a> (a.example)</td><td>{at} points</td></tr>" for at in range(40))  # fmt: skip
    body = to_text(read(f"<title>News of pots</title><table>{rows}</table>").body)
    assert "Potters of 3 " in body and "Potters of 39 " in body


def test_a_page_that_waits_for_a_script_to_show_it_is_read() -> None:
    text = paragraphs(1, 9, korean=True)
    body = read(f"<html><title>방</title><body><div style='display:none'>{text}</div></body>").body
    assert said(8, korean=True) in body


@pytest.mark.parametrize("korean", [True, False])
def test_a_page_without_a_title_is_called_by_its_beginning(korean: bool) -> None:
    text = paragraphs(1, 4, korean=korean)
    item = read(f"<html><body><article>{text}</article></body></html>")
    assert item.title.startswith(said(1, korean=korean))
    assert len(item.title) <= 81
    item = read(f"<html><body><article><h2>머리 Head</h2>{text}</article></body></html>")
    assert item.title == "머리 Head"


def test_signs_of_braille_in_a_page_stay() -> None:
    text = paragraphs(1, 4, korean=False)
    body = read(
        f"<html><title>Signs</title><article>{text}<p>The sign ⠁⠃⠉ is read with a finger.</p>{text}</article>"
    ).body
    assert "The sign ⠁⠃⠉ is read" in body


DATA = (
    '<script id="__NEXT_DATA__" type="application/json">{{"props": {{"post": {{"content": {0}}}}}}}</script>',
    '<script>window.__APOLLO_STATE__ = {{"Post:1": {{"body": {0}}}}};</script>',
    '<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": {0}}}</script>',
    '<script>window.Fusion.globalContent={{"elements": [{{"content": {0}}}]}};window.x=1</script>',
    '<script type="application/json" data-state="1">[{{"html": {0}}}]</script>',
)


@pytest.mark.parametrize("korean", [True, False])
@pytest.mark.parametrize("data", DATA)
def test_a_page_that_scripts_draw_is_read_from_its_data(data: str, korean: bool) -> None:
    text = json.dumps(paragraphs(1, 9, korean=korean)).replace("</", "<\\/")
    item = read(
        f"<html><head><title>방 Rooms</title>{data.format(text)}</head><body><div id='app'></div>"
    )
    for number in (1, 8):
        assert said(number, korean=korean) in item.body


@pytest.mark.parametrize("frame", ["__next", "root", "app", "__nuxt", "___gatsby"])
def test_a_page_that_scripts_draw_from_elsewhere_is_said_to_be_one(frame: str) -> None:
    page = f"""<html><head><title>방</title><link rel="canonical" href="https://a.example/1"></head>
    <body><noscript>자바스크립트를 켜 주세요.</noscript><div id="{frame}"></div><script src="/main.js"></script></body></html>"""
    (refused,) = read_page(Piece("p.html", "p.html"), page.encode())
    assert isinstance(refused, Refused)
    assert refused.why.code == "import.drawn-by-scripts"


@pytest.mark.parametrize(
    ("part", "sign"),
    [
        ("<table><tr><td>{0}</td><td>{1}</td></tr><tr><td>{1}</td><td>{0}</td></tr></table>", "| "),
        ("<ul><li>{0}</li><li>{1}</li></ul>", "- "),
        ("<blockquote><p>{0}</p><p>{1}</p></blockquote>", "> "),
    ],
)
def test_an_article_of_one_table_list_or_quotation_is_one(part: str, sign: str) -> None:
    text = part.format("물레가 다시 돈다. " * 12, "가마가 사흘 동안 식는다. " * 12)
    body = read(f"<html><title>물레</title><body><article>{text}</article></body></html>").body
    assert body.startswith(sign)


def test_a_table_keeps_columns_below_cells_of_several_rows_and_its_caption() -> None:
    table = (
        "<table><caption>강의 길이</caption><tr><th rowspan=2>이름<th colspan=2>값<tr><th>하나<th>둘"
        "<tr><td rowspan=2>가<td>1<td>2<tr><td>3<td>4</table>"
    )
    lines = html_to_markdown(table).split("\n")
    assert lines[0] == "강의 길이"
    assert lines[2:] == [
        *("| 이름 | 값 |  |", "| --- | --- | --- |", "|  | 하나 | 둘 |"),
        *("| 가 | 1 | 2 |", "|  | 3 | 4 |"),
    ]


def test_raised_numbers_and_readings_of_hanja_stay_what_they_are() -> None:
    html = "<p>10<sup>6</sup>m<sup>2</sup>, H<sub>2</sub>O, 주<sup>1)</sup>, 2<sup>nd</sup>, <ruby>江<rp>(</rp><rt>강</rt></ruby>"
    assert html_to_markdown(html) == "10⁶m², H₂O, 주¹⁾, 2nd, 江(강)"


def test_code_says_its_language_in_attributes_too() -> None:
    assert (
        html_to_markdown('<pre data-ke-language="python"><code>x = 1</code></pre>')
        == "```python\nx = 1\n```"
    )


@pytest.mark.parametrize("names", [("photo", ""), ("img_box", "caption"), ("x", "img_desc")])
def test_a_picture_with_its_words_in_no_figure(names: tuple[str, str]) -> None:
    box = f"<div class='{names[0]}'><img src='https://a.example/1.jpg'><p class='{names[1]}'>▲ 물가의 왜가리</p></div>"
    card = "<div class='reporter'><img src='https://a.example/2.jpg'><p><a href='/r'>이솔 기자 다른 글</a></p></div>"
    inner = f"<div id='articleBody'>{box}{paragraphs(1, 9, korean=True)}{card}</div>"
    body = read(f"<html><title>물가</title><body><h1>물가</h1>{inner}</body>").body
    assert (
        body.startswith("![](https://a.example/1.jpg)\n\n▲ 물가의 왜가리\n\n")
        and "2.jpg" not in body
    )


def test_a_set_that_is_loaded_late_goes_before_what_is_shown() -> None:
    image = "<img src='https://a.example/x.gif' data-lazy-srcset='https://a.example/1.jpg 1x, https://a.example/2.jpg 2x'>"
    page = f"<title>물가</title><article><h1>물가</h1>{paragraphs(1, 3, korean=True)}{image}{paragraphs(3, 6, korean=True)}</article>"
    assert "![](https://a.example/2.jpg)" in read(page).body


def test_the_mail_of_a_reporter_alone_is_no_text() -> None:
    text = paragraphs(1, 4, korean=True)
    page = f"<html><title>샘</title><article>{text}<p>eun@hanbit.example</p></article></html>"
    assert "@" not in read(page).body
