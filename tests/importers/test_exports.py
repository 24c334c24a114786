"""Exports of other keepers, reference managers and feeds, in the form in which they are written."""

# ruff: noqa: E501 - exports as they are

from __future__ import annotations

import json

from seogo.importers.item import Item, Refused
from seogo.languages import Language
from tests.importers.reading import items, one, read

KO = Language.KO


def test_wallabag() -> None:
    entry = {
        "is_archived": 1, "is_starred": 0, "tags": ["가람", "다리"], "is_public": False, "id": 7, "title": "다리가 열렸다",
        "url": "https://hanbit.example/1", "content": "<p>본문이다.</p><h2>까닭</h2><p>둘째.</p>", "created_at": "2026-02-01T10:00:00+00:00",
        "published_at": "2026-01-19T06:30:00+09:00", "published_by": ["홍길동", ""], "language": "ko_KR", "mimetype": "text/html",
        "reading_time": 1, "domain_name": "hanbit.example", "annotations": [], "preview_picture": "https://hanbit.example/1.jpg",
    }  # fmt: skip
    item = one(json.dumps([entry]), "wallabag.json")
    assert (item.title, item.url, item.lang) == ("다리가 열렸다", "https://hanbit.example/1", KO)
    assert (item.published, item.retrieved) == (
        "2026-01-19T06:30:00+09:00",
        "2026-02-01T10:00:00+00:00",
    )
    assert (item.authors, item.source, item.tags) == (
        ("홍길동",),
        "hanbit.example",
        ("가람", "다리"),
    )
    assert item.body == "본문이다.\n\n## 까닭\n\n둘째."


def test_karakeep() -> None:
    bookmarks = [
        {"createdAt": 1768772400, "title": "쪽", "tags": ["가"], "content": {"type": "link", "url": "https://a.example/1"}, "note": None},
        {"createdAt": 1768772400, "title": None, "tags": [], "content": {"type": "text", "text": "# 적어 둔 글\n\n본문."}, "note": None},
    ]  # fmt: skip
    link, note = items(json.dumps({"bookmarks": bookmarks}), "karakeep.json")
    assert (link.url, link.body, link.tags, link.retrieved) == (
        "https://a.example/1",
        "",
        ("가",),
        "2026-01-18T21:40:00Z",
    )
    assert (note.title, note.body) == ("적어 둔 글", "# 적어 둔 글\n\n본문.")


def test_readeck() -> None:
    item = one(
        "---\ntitle: 다리가 열렸다\nsaved: 2026-02-01\npublished: 2026-01-19\nwebsite: 한빛일보\nsource: https://hanbit.example/1\n"
        "authors: [홍길동]\nlabels: [다리]\n---\n\n# 다리가 열렸다\n\n본문이다.\n",
        "readeck.md",
    )
    assert (item.url, item.source, item.tags) == ("https://hanbit.example/1", "한빛일보", ("다리",))
    assert (item.published, item.retrieved) == ("2026-01-19", "2026-02-01")
    record = {
        "id": "x",
        "url": "https://a.example",
        "title": "쪽",
        "site_name": "한빛",
        "labels": ["가"],
        "lang": "ko",
        "created": "2026-02-01T00:00:00Z",
    }
    listed = one(json.dumps([record]), "readeck.json")
    assert (listed.source, listed.tags, listed.lang, listed.published) == ("한빛", ("가",), KO, "")


def test_pocket_and_linkding_are_lists_of_addresses() -> None:
    pocket = one(
        "title,url,time_added,tags,status\n다리,https://a.example/1,1768772400,가|나,unread\n",
        "part_000000.csv",
    )
    assert (pocket.url, pocket.tags, pocket.body) == ("https://a.example/1", ("가", "나"), "")
    html = '<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href="https://a.example/1" time_added="1768772400" tags="가,나">다리</a></li></ul>'
    old = one(html, "ril_export.html")
    assert (old.url, old.tags, old.retrieved) == (pocket.url, pocket.tags, "2026-01-18T21:40:00Z")
    netscape = """<!DOCTYPE NETSCAPE-Bookmark-file-1><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8"><TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1><DL><p><DT><A HREF="https://a.example/1" ADD_DATE="1768772400" PRIVATE="0" TOREAD="0" TAGS="가,나">다리</A><DD>새 다리
<DT><A HREF="javascript:alert(1)">나쁜</A></DL><p>"""
    good, bad = read(netscape, "bookmarks.html")
    assert isinstance(good, Item)
    assert (good.url, good.tags, good.summary) == ("https://a.example/1", ("가", "나"), "새 다리")
    assert isinstance(bad, Refused)
    results = {
        "count": 1,
        "results": [
            {
                "url": "https://a.example/1",
                "title": "",
                "website_title": "다리",
                "tag_names": ["가"],
                "date_added": "2026-02-01",
            }
        ],
    }
    api = one(json.dumps(results), "linkding.json")
    assert (api.title, api.tags, api.published, api.retrieved) == (
        "다리",
        ("가",),
        "",
        "2026-02-01",
    )


def test_csl_and_ris() -> None:
    entry = {
        "id": "hong2026", "type": "article-newspaper", "title": "다리가 열렸다", "container-title": "한빛일보", "URL": "https://hanbit.example/1",
        "author": [{"family": "홍", "given": "길동"}, {"literal": "가람시"}], "issued": {"date-parts": [["2026", 1, 19]]},
        "accessed": {"date-parts": [[2026, 2, 1]]}, "language": "ko-KR", "abstract": "줄거리다.", "note": "본문이다.\n\n둘째 *문단*이다.",
    }  # fmt: skip
    item = one(json.dumps([entry]), "zotero.json")
    assert (item.authors, item.published, item.retrieved) == (
        ("홍길동", "가람시"),
        "2026-01-19",
        "2026-02-01",
    )
    assert (item.body, item.summary, item.source) == (
        "본문이다.\n\n둘째 \\*문단\\*이다.",
        "줄거리다.",
        "한빛일보",
    )
    ris = """TY  - NEWS
TI  - A bridge opens
AU  - Doe, Jane
AU  - 홍, 길동
T2  - Garam Courier
DA  - 2026/01/19/
UR  - https://courier.example/1
KW  - bridges
KW  - floods
N1  - <p>The text.</p><p>More of it.</p>
AB  - What it is about.
ER  -

TY  - NEWS
TI  - Unfinished
"""
    whole, cut = read(ris.replace("\n", "\r\n"), "zotero.ris")
    assert isinstance(whole, Item)
    assert (whole.title, whole.authors, whole.published) == (
        "A bridge opens",
        ("Jane Doe", "홍길동"),
        "2026-01-19",
    )
    assert (whole.body, whole.tags) == ("The text.\n\nMore of it.", ("bridges", "floods"))
    assert isinstance(cut, Refused)


LONG = "본문이 길게 이어진다. " * 60


def test_rss_and_atom() -> None:
    rss = f"""<?xml version="1.0" encoding="EUC-KR"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>한빛일보</title><language>ko</language><link>https://hanbit.example</link>
    <item><title><![CDATA[다리 &amp; 길]]></title><link>https://hanbit.example/1</link><pubDate>Mon, 19 Jan 2026 06:30:00 +0900</pubDate>
    <dc:creator>홍길동</dc:creator><category>사회</category><description>줄거리다.</description>
    <content:encoded><![CDATA[<p>본문이다. <script>나쁜()</script><a href="/2">고리</a></p>]]></content:encoded></item>
    <item><title>줄거리뿐</title><guid>https://hanbit.example/2</guid><description>짧다.</description></item>
    <item><title>긴 설명</title><link>https://hanbit.example/3</link><description>&lt;p&gt;{LONG}&lt;/p&gt;</description></item>
    </channel></rss>"""
    for data in (rss.encode("cp949"), rss.encode()):
        first, second, third = items(data, "feed.xml")
        assert (first.title, first.source, first.url) == (
            "다리 & 길",
            "한빛일보",
            "https://hanbit.example/1",
        )
        assert (first.published, first.authors, first.tags) == (
            "2026-01-19T06:30:00+09:00",
            ("홍길동",),
            ("사회",),
        )
        assert (first.body, first.summary) == (
            "본문이다. [고리](https://hanbit.example/2)",
            "줄거리다.",
        )
        assert (second.url, second.body, second.summary, second.lang) == (
            "https://hanbit.example/2",
            "",
            "짧다.",
            KO,
        )
        assert third.body == LONG.strip()
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Seams</title><entry><title type="html">A &lt;b&gt;bridge&lt;/b&gt;</title>
    <link rel="self" href="https://seams.example/self"/><link href="https://seams.example/1"/><published>2026-01-19T06:30:00Z</published>
    <updated>2026-01-20T00:00:00Z</updated><author><name>Jane Doe</name></author><category term="bridges"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The text.</p><ul><li>One</li></ul></div></content></entry></feed>"""
    item = one(atom, "atom.xml")
    assert (item.title, item.url, item.authors) == (
        "A bridge",
        "https://seams.example/1",
        ("Jane Doe",),
    )
    assert (item.published, item.updated, item.body) == (
        "2026-01-19T06:30:00Z",
        "2026-01-20T00:00:00Z",
        "The text.\n\n- One",
    )


def test_entities_of_a_feed_are_not_followed() -> None:
    laughs = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(9)
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&l8;&f;</title></item></channel></rss>'
    for item in read(bomb, "feed.xml"):
        assert "root:" not in str(item)
        assert len(str(item)) < 10_000


def test_a_page_saved_in_one_file() -> None:
    page = (
        "<html><head><title>다리가 열렸다</title></head><body><article><p>"
        + LONG
        + "</p></article></body></html>"
    )
    mhtml = (
        "From: <Saved>\r\nSnapshot-Content-Location: https://hanbit.example/1\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: 8bit\r\nContent-Location: https://hanbit.example/1\r\n\r\n{page}\r\n--b--\r\n"
    )
    item = one(mhtml, "page.mhtml")
    assert (item.title, item.url) == ("다리가 열렸다", "https://hanbit.example/1")
