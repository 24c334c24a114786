"""Records with the very fields that other keepers write, read against their own code; the texts are made up."""

# ruff: noqa: E501 - exports as they are

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from seogo.articles.archive import Archive
from seogo.importers.fetcher import Fetched, Fetcher
from seogo.importers.item import MAX_PAGE, Item, Piece, Refused
from seogo.importers.readers import read_piece
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.sources import pieces_of
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.prepare import Prepared, prepare
from seogo.languages import Language
from tests.importers.reading import items, one


def entry(**values: object) -> dict[str, Any]:
    """An entry of Wallabag 2 (EntriesExport, JMS serializer)."""
    own: dict[str, Any] = {
        "is_archived": 0, "is_starred": 0, "tags": [], "is_public": False, "id": 12, "uid": None, "title": "다리가 열렸다",
        "url": "https://hanbit.example/1", "hashed_url": "f1d2", "origin_url": "", "given_url": "https://hanbit.example/1?utm_source=x",
        "hashed_given_url": "d2f1", "archived_at": None, "content": "<p>본문이다.</p>", "created_at": "2026-02-01T10:00:00+0900",
        "updated_at": "2026-02-03T11:00:00+0900", "published_at": "2026-01-19T06:30:00+0900", "published_by": ["홍길동"],
        "starred_at": None, "annotations": [], "mimetype": "text/html", "language": "ko", "reading_time": 1,
        "domain_name": "hanbit.example", "preview_picture": "", "http_status": "200", "headers": {"content-type": "text/html"},
    }  # fmt: skip
    return own | values


def test_wallabag_says_when_it_changed_an_entry_and_not_the_article() -> None:
    item = one(json.dumps([entry()]), "All articles.json")
    assert (item.published, item.retrieved, item.updated) == (
        "2026-01-19T06:30:00+09:00",
        "2026-02-01T10:00:00+09:00",
        "",
    )
    assert (item.title, item.body, item.lang) == ("다리가 열렸다", "본문이다.", Language.KO)
    assert (item.url, item.source, item.authors) == (
        "https://hanbit.example/1",
        "hanbit.example",
        ("홍길동",),
    )


def test_what_wallabag_could_not_read_has_no_text() -> None:
    sorry = 'wallabag can\'t retrieve contents for this article. Please <a href="https://doc.wallabag.org/">troubleshoot this issue</a>.'
    for content in (sorry, f"<p>{sorry}</p>\n", None):
        item = one(json.dumps([entry(content=content)]), "x.json")
        refused = prepare(item)
        assert isinstance(refused, Refused)
        assert "--fetch" in str(refused.why)
    about = one(json.dumps([entry(content=f"<p>어떤 글은 이렇다: {sorry}</p>")]), "x.json")
    assert about.body.startswith("어떤 글은")


def test_wallabags_interface_and_titles_with_tags() -> None:
    inner = entry(title="<b>다리</b> &amp; 길", tags=[{"id": 1, "label": "다리", "slug": "dari"}])
    answer = {"page": 1, "limit": 30, "pages": 1, "total": 1, "_links": {}, "_embedded": {"items": [inner]}}  # fmt: skip
    item = one(json.dumps(answer), "entries.json")
    assert (item.title, item.tags) == ("다리 & 길", ("다리",))


def test_wallabags_csv() -> None:
    row = '"다리가 열렸다";https://hanbit.example/1;"<p>본문이다.</p><p>""둘째""다.</p>";"다리, 길";text/html;ko;"01/02/2026 10:00:00"\n'
    item = one("Title;URL;Content;Tags;\"MIME Type\";Language;\"Creation date\"\n" + row, "Unread articles.csv")  # fmt: skip
    assert (item.title, item.url, item.tags) == (
        "다리가 열렸다",
        "https://hanbit.example/1",
        ("다리", "길"),
    )
    assert (item.body, item.published) == ('본문이다.\n\n"둘째"다.', "")


def test_karakeep_keeps_what_the_reader_noted() -> None:
    whole = {
        "bookmarks": [
            {
                "createdAt": 1768772400, "title": "쪽", "tags": ["가"], "lists": ["l1"], "content": {"type": "link", "url": "https://a.example/1"},
                "note": "다시 읽기", "customMetadata": None, "archived": True,
            },
            {
                "createdAt": 1768772400, "title": None, "tags": [], "lists": [], "content": {"type": "text", "text": "적어 둔 글\n\n본문."},
                "note": None, "customMetadata": None, "archived": False,
            },
            {"createdAt": 1768772400, "title": "그림.png", "tags": [], "lists": [], "content": None, "note": None, "archived": False},
        ],
        "lists": [{"id": "l1", "name": "읽을 것", "description": None, "icon": "📚", "type": "manual", "query": None, "parentId": None}],
    }  # fmt: skip
    link, text, asset = items(json.dumps(whole), "karakeep-export-2026-02-01.json")
    assert (link.url, link.tags, link.summary, link.body) == ("https://a.example/1", ("가",), "다시 읽기", "")  # fmt: skip
    assert (link.published, link.retrieved) == ("", "2026-01-18T21:40:00Z")
    assert (text.title, text.body, text.summary) == ("적어 둔 글", "적어 둔 글\n\n본문.", "")
    assert isinstance(prepare(asset), Refused)


class OnePage(Fetcher):
    """Every address leads to one page."""

    def fetch(self, address: str, *, listed: bool = False, limit: int = MAX_PAGE) -> Fetched:
        del listed, limit
        text = "김장은 겨울이 오기 전에 배추를 절이고 양념을 버무려 담그는 일이다. " * 20
        head = '<title>김장</title><meta name="description" content="페이지의 설명">'
        page = (
            f"<html lang=ko><head>{head}</head><body><article><p>{text}</p></article></body></html>"
        )
        return Fetched(address, page.encode(), "text/html", "utf-8")


def test_a_fetched_page_has_what_the_list_says_of_it(tmp_path: Path) -> None:
    bookmark = {"createdAt": 1768772400, "title": "쪽", "tags": ["가"], "note": "다시 읽기"}
    bookmark["content"] = {"type": "link", "url": "https://a.example/1"}
    source, root = tmp_path / "karakeep.json", tmp_path / "archive"
    source.write_text(json.dumps({"bookmarks": [bookmark]}), "utf-8")
    root.mkdir()
    found: list[Outcome] = []
    Importer(Archive(root), ImportOptions(fetch=True, processes=1), OnePage()).run(
        [str(source)], found.append
    )
    article = Archive(root).read(found[0].path)
    assert (article.title, article.tags, article.summary) == ("김장", ("가",), "다시 읽기")


READECK = """---
title: 다리가 열렸다
saved: "2026-02-01"
website: hanbit.example
source: https://hanbit.example/1
authors:
- 홍길동
labels:
- 다리
---

# 다리가 열렸다

본문이다. ==줄 친 말==이다.
"""


def test_readecks_zip_names_folders_by_the_day_of_saving(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        folder = "2026-02-03-readeck-bookmarks/2026-02-01-hanbit-example-Xy1"
        zipped.mkdir("2026-02-03-readeck-bookmarks")
        zipped.writestr(f"{folder}/index.md", READECK)
        zipped.writestr(f"{folder}/Xy1-image.jpeg", b"\xff\xd8\xff")
    path = tmp_path / "bookmarks.zip"
    path.write_bytes(data.getvalue())
    (piece,) = (one for one in pieces_of(str(path), Fetcher()) if isinstance(one, Piece))
    (prepared,) = read_piece(piece)
    assert isinstance(prepared, Prepared)
    item = prepared.item
    assert (item.published, item.retrieved) == ("", "2026-02-01")
    assert (item.title, item.body) == ("다리가 열렸다", "본문이다. **줄 친 말**이다.")
    assert (item.source, item.url, item.tags) == ("hanbit.example", "https://hanbit.example/1", ("다리",))  # fmt: skip


def test_readecks_csv_and_interface_are_lists_of_addresses() -> None:
    row = 'url,title,created,labels,is_archived,is_marked,type\r\nhttps://hanbit.example/1,다리,2026-02-01T01:00:00Z,"[""다리, 길"",""나""]",false,true,article\r\n'
    listed = one(row, "bookmarks.csv")
    assert (listed.url, listed.tags, listed.retrieved, listed.published) == (
        "https://hanbit.example/1",
        ("다리, 길", "나"),
        "2026-02-01T01:00:00Z",
        "",
    )
    record = {
        "id": "Xy1", "href": "https://r.example/api/bookmarks/Xy1", "created": "2026-02-01T01:00:00Z", "updated": "2026-02-03T01:00:00Z",
        "state": 0, "loaded": True, "url": "https://hanbit.example/1", "title": "다리가 열렸다", "site_name": "한빛일보", "site": "hanbit.example",
        "published": "2026-01-19T00:00:00Z", "authors": ["홍길동"], "lang": "ko", "text_direction": "ltr", "document_type": "article", "type": "article",
        "has_article": True, "description": "줄거리다.", "is_deleted": False, "is_marked": False, "is_archived": False, "labels": ["다리"],
        "read_progress": 0, "resources": {"article": {"src": "https://r.example/api/bookmarks/Xy1/article"}}, "word_count": 3,
    }  # fmt: skip
    item = one(json.dumps([record]), "bookmarks.json")
    assert (item.published, item.retrieved, item.updated) == (
        "2026-01-19T00:00:00Z",
        "2026-02-01T01:00:00Z",
        "",
    )
    assert (item.source, item.summary, item.authors) == ("한빛일보", "줄거리다.", ("홍길동",))


def test_linkding_writes_notes_and_its_archive_into_bookmarks() -> None:
    html = "\n\r".join((
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>", '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">', "<TITLE>Bookmarks</TITLE>",
        "<H1>Bookmarks</H1>", "<DL><p>",
        '<DT><A HREF="https://a.example/1?a=1&b=2" ADD_DATE="1768772400" LAST_MODIFIED="1768772500" PRIVATE="1" TOREAD="0" TAGS="가,linkding:bookmarks.archived">다리 &amp; 길</A>',
        "<DD>새 다리[linkding-notes]다시 &lt;읽기&gt;\n둘째 줄[/linkding-notes]",
        '<DT><A HREF="https://a.example/2" ADD_DATE="1768772400" LAST_MODIFIED="1768772500" PRIVATE="0" TOREAD="1" TAGS="">나</A>',
        "<DD>[linkding-notes]적은 것[/linkding-notes]",
        '<DT><A HREF="https://a.example/3" ADD_DATE="1768772400" LAST_MODIFIED="1768772500" PRIVATE="0" TOREAD="1" TAGS="">다</A>', "</DL><p>",
    ))  # fmt: skip
    first, second, third = items(html, "bookmarks.html")
    assert (first.title, first.url, first.tags) == ("다리 & 길", "https://a.example/1?a=1&b=2", ("가",))  # fmt: skip
    assert first.summary == "새 다리 · 다시 <읽기> 둘째 줄"
    assert (first.retrieved, second.summary, third.summary) == ("2026-01-18T21:40:00Z", "적은 것", "")  # fmt: skip
    answer = {
        "count": 1, "next": None, "previous": None,
        "results": [{
            "id": 1, "url": "https://a.example/1", "title": "다리", "description": "새 다리", "notes": "다시 읽기",
            "web_archive_snapshot_url": "https://web.archive.org/web/2026/https://a.example/1", "favicon_url": None, "preview_image_url": None,
            "is_archived": False, "unread": False, "shared": False, "tag_names": ["가"], "date_added": "2026-02-01T01:00:00.006313Z",
            "date_modified": "2026-02-03T01:00:00.275335Z",
        }],
    }  # fmt: skip
    item = one(json.dumps(answer), "linkding.json")
    assert (item.summary, item.tags, item.published, item.updated) == ("새 다리 · 다시 읽기", ("가",), "", "")  # fmt: skip
    assert item.retrieved.startswith("2026-02-01T01:00:00")


def test_pocket_says_when_it_saved() -> None:
    item = one(
        "title,url,time_added,tags,status\n다리,https://a.example/1,1768772400,가|나,archive\n",
        "part_000000.csv",
    )
    assert (item.published, item.retrieved) == ("", "2026-01-18T21:40:00Z")


def test_zotero_keeps_values_without_a_field_in_its_note() -> None:
    page: dict[str, Any] = {
        "id": "http://zotero.org/users/1/items/ABCD2345", "type": "webpage", "abstract": "줄거리다.", "container-title": "한빛일보", "language": "ko",
        "note": "Citation Key: hong2026\nPage Version ID: 12\ntex.ids= hong26", "title": "다리가 열렸다", "URL": "https://hanbit.example/1",
        "author": [{"family": "홍", "given": "길동"}], "accessed": {"date-parts": [["2026", 2, 1]]}, "issued": {"date-parts": [["2026", 1, 19]]},
    }  # fmt: skip
    item = one(json.dumps([page]), "library.json")
    assert (item.body, item.summary, item.source) == ("줄거리다.", "", "한빛일보")
    noted = one(json.dumps([page | {"note": "DOI: 10.1/x\n요지: 다리가 열렸다."}]), "library.json")
    assert (noted.body, noted.summary) == ("요지: 다리가 열렸다.", "줄거리다.")
    for name in ("issued", "container-title"):
        page.pop(name)
    bare = one(json.dumps([page]), "library.json")
    assert (bare.authors, bare.retrieved, bare.published) == (("홍길동",), "2026-02-01", "")
    page.pop("accessed")
    assert one(json.dumps([page]), "library.json").authors == ("홍길동",)


def test_zoteros_ris() -> None:
    ris = "\r\n".join((
        "TY  - ELEC", "TI  - 다리가 열렸다", "AU  - 홍, 길동", "T2  - 한빛일보", "AB  - 줄거리다.", "DA  - 2026/01/19/", "PY  - 2026", "LA  - ko-KR",
        "UR  - https://hanbit.example/1", "Y2  - 2026/02/01/", "N1  - <div data-schema-version=\"9\"><p>본문이다.</p>", "<p>둘째다.</p>", "</div>", "KW  - 다리",
        "KW  - 길", "ER  - ,", "", "TY  - BLOG", "TI  - 날이 없는 글", "DA  - 2026///", "PY  - 2026", "UR  - https://a.example/2", "ER  - ", "", "",
    ))  # fmt: skip
    first, second = items(ris, "Exported Items.ris")
    assert (first.body, first.summary, first.tags) == ("본문이다.\n\n둘째다.", "줄거리다.", ("다리", "길"))  # fmt: skip
    assert (first.published, first.retrieved, first.lang) == ("2026-01-19", "2026-02-01", Language.KO)  # fmt: skip
    assert (second.title, second.published) == ("날이 없는 글", "2026")
    assert isinstance(first, Item)


def test_posts_of_interfaces_are_read() -> None:
    """Of WordPress (``/wp-json/wp/v2/posts``), Tumblr's export, velog, and DEV."""
    page = {"rendered": "<p>글이다.</p>\n<p>둘째다.</p>", "protected": False}
    post = {"id": 1, "date": "2026-01-19T09:00:00", "title": {"rendered": "물 &#038; 길"}, "content": page, "status": "publish",
            "excerpt": {"rendered": "<p>짧은 말</p>\n", "protected": False}, "link": "https://a.example/1"}  # fmt: skip
    (item, locked) = items(
        json.dumps([post, post | {"content": page | {"protected": True}}]), "x.json"
    )
    assert (item.title, item.body, item.summary) == ("물 & 길", "글이다.\n\n둘째다.", "짧은 말")
    assert (item.published, item.url) == ("2026-01-19T09:00:00", "https://a.example/1")
    assert (item.draft, locked.draft) == (False, True)
    tumblr = {
        "posts": [{"title": "가", "body": "<p>글이다.</p>", "state": "private", "tags": ["물"]}]
    }
    (item,) = items(json.dumps(tumblr), "x.json")
    assert (item.title, item.draft, item.tags) == ("가", True, ("물",))
    velog = {
        "title": "글",
        "body": "글이다.",
        "is_private": False,
        "released_at": "2026-01-19T00:00:00.000Z",
    }
    assert (
        one(json.dumps([velog | {"tag_list": ["a"]}]), "x.json").published == "2026-01-19T00:00:00Z"
    )


def test_a_link_of_linkwarden_keeps_its_title_beside_its_text() -> None:
    link = {
        "name": "다리",
        "url": "https://a.example/1",
        "createdAt": "2026-01-19",
        "textContent": "글이다. 길다.",
    }
    (item,) = items(json.dumps({"collections": [{"links": [link]}]}), "x.json")
    assert (item.title, item.body) == ("다리", "글이다. 길다.")
