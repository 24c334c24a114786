"""Titles lose formatting, and nothing that only looks like a mark of HTML."""

from __future__ import annotations

import json
from html import escape

from seogo.importers.extraction.tree import plain_text
from tests.importers.reading import one
from tests.rows import each_row

EN = "People of the village meet at the well and talk about its water, which is good. " * 10

TITLES = [
    ("Use of <template> in HTML", "Use of <template> in HTML"),
    ("<b>Bold</b> and <em class='x'>loud</em>", "Bold and loud"),
    ("List<String>와 Map<K, V>의 차이", "List<String>와 Map<K, V>의 차이"),
    ("The <b> element and <i>others</i>", "The <b> element and others"),
    ("How to use <br> in HTML", "How to use <br> in HTML"),
    ("가람시 다리 열려<br>석 달 만에<br/>주민 환영", "가람시 다리 열려 석 달 만에 주민 환영"),
    ("<p>문단</p><p>둘</p>", "문단 둘"),
    ("x < y &amp; R&D, AT&T &#8217;24", "x < y & R&D, AT&T ’24"),
    ("5 &lt; 6 &amp;amp; 7", "5 < 6 &amp; 7"),
    ("<script> 태그와 <iframe src=x>", "<script> 태그와 <iframe src=x>"),
    ("<SPAN STYLE='a'>큰</SPAN> 글</b>", "큰 글</b>"),
    ("std::vector<int> <code>x</code>", "std::vector<int> x"),
    ("A<sub>2</sub>O", "A2O"),
]


@each_row(("html", "text"), TITLES)
def test_titles(html: str, text: str) -> None:
    assert plain_text(html) == text


@each_row(("html", "text"), TITLES)
def test_titles_of_feeds_and_exports(html: str, text: str) -> None:
    written = escape(html)
    entry = f"<title>{written}</title><description>{EN}</description>"
    rss = f"<rss><channel><title>V</title><item>{entry}</item></channel></rss>"
    assert one(rss, "a.xml").title == text
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>V</title><entry><title type='html'><![CDATA[{html}]]></title>"
        f"<content>{EN}</content></entry></feed>"
    )
    assert one(atom, "a.xml").title == text
    wxr = (
        f'<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item><title>{written}</title><content:encoded>{EN}</content:encoded><wp:status>publish</wp:status>"
        f"<wp:post_type>post</wp:post_type></item></channel></rss>"
    )
    assert one(wxr, "a.xml").title == text


def test_titles_of_json_ld() -> None:
    data = json.dumps(
        {"@type": "Article", "headline": "Use of &lt;template&gt; and &lt;b&gt;bold&lt;/b&gt;"}
    )
    page = f'<!doctype html><script type="application/ld+json">{data}</script><article><p>{EN}</p></article>'
    assert one(page, "a.html").title == "Use of <template> and bold"
