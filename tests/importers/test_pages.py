"""Saved pages of many kinds of sites: title, date, source, authors and text are what they are."""

from __future__ import annotations

import re

import pytest

from seogo.articles.markdown import to_text
from seogo.importers.formats.web_page import MAX_ELEMENTS, read_page
from seogo.importers.item import Item, Piece, Refused
from seogo.languages import Language
from tests.importers.pages.sites import EXPECTED, NOISE, Expected, number, page_bytes
from tests.importers.pages.texts import BRIDGE_KO, HANGUL_EN, Text

PAGES = [(expected, text) for expected in EXPECTED for text in expected.texts]
ABOUT = 80
"""Characters around the text that a page may leave: a line with its place and date."""


def read(html: str | bytes, url: str = "", charset: str = "") -> Item:
    data = html if isinstance(html, bytes) else html.encode()
    (item,) = read_page(Piece("p.html", "p.html", url=url, charset=charset), data)
    assert isinstance(item, Item), item
    return item


def flat(text: str) -> str:
    return " ".join(text.split())


def wrong(expected: Expected, text: Text) -> list[str]:
    """Everything that is not as expected of one page."""
    item = read(page_bytes(expected, text), expected.address)
    found = [
        f"{name}: {have!r}, not {want!r}"
        for name, have, want in (
            ("title", item.title, text.title),
            ("source", item.source, expected.source),
            ("published", item.published, expected.published),
            ("authors", item.authors, (text.author,) if expected.authors else item.authors),
            ("lang", item.lang, text.lang),
        )
        if have != want
    ]
    seen, at = flat(to_text(item.body)), 0
    lines = [line.lstrip("#>- ") for block in text.blocks for line in block.split("\n")]
    for line in lines:
        place = seen.find(flat(line), at)
        if place < 0:
            found.append(f"missing: {line}")
        else:
            at = place + len(flat(line))
    found += [f"noise: {noise}" for noise in NOISE if noise in seen]
    if len(seen) > sum(len(line) + 1 for line in lines) + ABOUT:
        found.append(f"more than the text: {seen}")
    if expected.structure:
        marks = {"## ": "#", "> ": ">", "- ": "-"}
        for block in text.blocks:
            sign = next((marks[start] for start in marks if block.startswith(start)), "")
            first = re.escape(block.split("\n")[0].lstrip("#>- "))
            if sign and not re.search(rf"^{sign}+ {first}$", item.body, re.MULTILINE):
                found.append(f"no {sign}: {block}")
    return found


def test_there_are_pages_of_many_sites_in_both_languages() -> None:
    assert len(PAGES) >= 40
    assert len({expected.template for expected, _ in PAGES}) >= 15
    assert {text.lang for _, text in PAGES} == set(Language)


@pytest.mark.parametrize(
    ("expected", "text"),
    PAGES,
    ids=[f"{e.template.__name__}-{e.encoding}-{t.title[:12]}" for e, t in PAGES],
)
def test_a_page_is_read_right(expected: Expected, text: Text) -> None:
    assert wrong(expected, text) == []


def test_the_address_and_the_other_language_are_those_that_the_page_names() -> None:
    department = next(one for one in EXPECTED if one.template.__name__ == "department")
    page = number(HANGUL_EN)
    item = read(page_bytes(department, HANGUL_EN), "https://province.example/?utm_source=x")
    assert item.url == f"https://province.example/en/news/{page}"
    assert item.alternates == (f"https://province.example/ko/news/{page}",)


@pytest.mark.parametrize(
    "declared", ["euc-kr", "ks_c_5601-1987", "utf-8", "latin1", "nonsense", ""]
)
def test_korean_letters_are_read_whatever_the_server_says(declared: str) -> None:
    """뷁 and 똠 are in CP949 but not in EUC-KR."""
    words = "뷁이라는 글자와 똠이라는 글자를 쓴다. " * 12
    html = f"<html><title>똠방각하</title><body><article><h1>똠방각하</h1><p>{words}</p></article>"
    expected = read(html)
    assert "뷁이라는" in expected.body
    if declared not in ("latin1",):
        assert read(html.encode("cp949"), charset=declared).body == expected.body
    assert read(html.encode("utf-8"), charset=declared).body == expected.body
    assert read(html.encode("utf-16"), charset=declared).body == expected.body


def test_a_page_without_text_or_with_too_much_is_refused() -> None:
    for html in (b"", b"   ", b"<!-- nothing -->"):
        (refused,) = read_page(Piece("p", "p"), html)
        assert isinstance(refused, Refused)
    many = b"<p>" + b"<b>x</b>" * (MAX_ELEMENTS + 1)
    (refused,) = read_page(Piece("p", "p"), many)
    assert isinstance(refused, Refused)
    assert "elements" in str(refused.why)


def test_scripts_handlers_and_bad_links_do_not_come_along() -> None:
    words = " ".join(BRIDGE_KO.blocks[:2])
    html = f"""<html><head><title>글 제목이 여기 있다</title><script>alert('나쁜')</script></head><body><article>
    <h1>글 제목이 여기 있다</h1><p onclick="alert('나쁜')">{words} <a href="javascript:alert('나쁜')">누르세요</a>
    <a href="data:text/html,<script>alert('나쁜')</script>">이것도</a></p><img src=x onerror="alert('나쁜')"><p>{words}</p>
    <iframe src="https://evil.example">나쁜</iframe></article></body></html>"""
    body = read(html, "https://a.example/1").body
    assert "누르세요" in body
    for bad in ("나쁜", "alert", "javascript:", "data:", "onerror"):
        assert bad not in body


def test_names_of_sites_are_taken_off_titles() -> None:
    def title(shown: str, more: str = "") -> str:
        return read(
            f"<html><head><title>{shown}</title>{more}</head><body><p>본문이 있는 쪽이다.</p></body></html>"
        ).title

    site = "<meta property='og:site_name' content='한빛일보'>"
    assert title("다리가 열렸다 - 한빛일보", site) == "다리가 열렸다"
    assert title("다리가 열렸다 &lt; 사회 &lt; 기사본문 - 한빛일보", site) == "다리가 열렸다"
    assert title("A - B - C | 한빛일보", site) == "A - B - C"
    assert title("코로나 - 무엇이 남았나", site) == "코로나 - 무엇이 남았나"
    assert title("한빛일보", site) == "한빛일보"


def test_linked_data_of_any_shape_breaks_nothing() -> None:
    for data in (
        "[",
        "null",
        "[[[]]]",
        '{"@type": ["NewsArticle"], "headline": ["제목"], "author": [[1]], "publisher": 3}',
        "{" * 5000,
    ):
        script = f"<script type='application/ld+json'>{data}</script>"
        html = (
            f"<html><head><title>제목이다</title>{script}</head><body><p>본문이다. 글이 있다.</p>"
        )
        assert read(html).title in ("제목이다", "제목")
