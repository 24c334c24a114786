"""What fields are called, and dates with zones: the same value under every name and in every dress."""

from __future__ import annotations

import json

import pytest

from seogo.articles.front_matter import MAX_FRONT_MATTER
from seogo.importers.extraction.dates import any_date
from seogo.importers.format import Head
from seogo.importers.item import Refused
from tests.importers.reading import items, one, read
from tests.rows import each_row

BODY = "냇물 소리가 커졌다. 왜가리를 보았다. 물가의 버들이 푸르다."


@pytest.mark.parametrize(
    "name",
    [
        *("publishedAt", "published_at", "Published At", "PUBLISHED-AT", "Publish Date", "datePublished"),
        *("게시일", "등록일시", "작성일시", "입력일", "일자", "createdAt", "Created On", "Created"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "jsonl", "json", "yaml", "lines"])
def test_a_date_is_found_under_all_its_names(name: str, kind: str) -> None:
    day = "2024-03-17"
    record = {"title": "봄", "body": BODY, name: day}
    source = {
        "csv": f"title,body,{name}\n봄,{BODY},{day}\n",
        "jsonl": json.dumps(record) + "\n",
        "json": json.dumps([record]),
        "yaml": f"---\ntitle: 봄\n{name}: {day}\n---\n{BODY}\n",
        "lines": f"Title: 봄\n{name}: {day}\n\n{BODY}\n",
    }[kind]
    item = one(source, f"x.{'md' if kind in ('yaml', 'lines') else kind}")
    assert (item.title, item.published, item.body.strip()) == ("봄", day, BODY)


@pytest.mark.parametrize(
    "name", ["updatedDate", "lastmod", "Last Updated", "최종 수정일", "modified_at"]
)
def test_a_change_is_found_under_its_names(name: str) -> None:
    assert one(f"title,body,{name}\n봄,{BODY},2024-03-18\n", "x.csv").updated == "2024-03-18"


def test_dates_inside_of_objects() -> None:
    front = f"---\ntitle: 봄\nlast_update:\n  date: 3/18/2024\n  author: 이솔\n---\n{BODY}\n"
    assert one(front, "x.md").updated == "2024-03-18"
    record = {"title": "봄", "content": BODY, "published": {"$date": "2024-03-17T01:02:03Z"}}
    assert one(json.dumps(record), "x.json").published == "2024-03-17T01:02:03Z"


def test_when_an_app_saved_a_page_is_not_when_a_text_of_its_own_was_published() -> None:
    record = {"title": "봄", "content": BODY, "createdAt": "2024-03-17"}
    assert one(json.dumps([record]), "x.json").published == "2024-03-17"
    saved = one(json.dumps([{**record, "url": "https://a.example/1"}]), "x.json")
    assert (saved.published, saved.retrieved) == ("", "2024-03-17")


@each_row(
    ("text", "date"),
    [
        ("Sun Mar 17 2024 22:30:00 GMT+0900 (한국 표준시)", "2024-03-17T22:30:00+09:00"),
        ("Sun, 17 Mar 2024 22:30:00 UTC+9", "2024-03-17T22:30:00+09:00"),
        ("2024-03-17 22:30 GMT-03:30", "2024-03-17T22:30-03:30"),
        ("2024-07-17 22:30 America/New_York", "2024-07-17T22:30-04:00"),
        ("2024-01-17 22:30 America/New_York", "2024-01-17T22:30-05:00"),
        ("2024-03-17T22:30:00[Asia/Seoul]", "2024-03-17T22:30:00+09:00"),
        ("2024-03-17 22:30 (KST)", "2024-03-17T22:30+09:00"),
        ("2024-03-17 22:30 NZDT", "2024-03-17T22:30+13:00"),
        ("2024-03-17 22:30 sports/news", "2024-03-17T22:30"),
        ("1900-03-17 22:30 Europe/Paris", "1900-03-17T22:30"),
        ("17th of March 2024", "2024-03-17"),
        ("Sun 17 Mar 2024 at 9pm", "2024-03-17T21:00"),
        ("2024-03-17 5 people", "2024-03-17"),
        ("/Date(1710682200000)/", "2024-03-17T13:30:00Z"),
        ("/Date(1710682200000+0900)/", "2024-03-17T13:30:00Z"),
    ],
)
def test_zones_and_hours(text: str, date: str) -> None:
    assert any_date(text) == date


def test_names_of_people_are_people_in_tables_too() -> None:
    row = one(f"제목,본문,기자\n봄,{BODY},홍길동 기자(hong@a.example)\n", "x.csv")
    assert row.authors == ("홍길동",)
    assert one(f"---\ntitle: 봄\nauthor: '@hong'\n---\n{BODY}\n", "x.md").authors == ("@hong",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_is_recognised_without_a_mark(codec: str) -> None:
    page = f"<html><head><title>봄</title></head><body><p>{BODY}</p></body></html>"
    assert Head(page.encode(codec)).root == "html"
    assert one(f"title,body\n봄,{BODY}\n".encode(codec), "x.csv").title == "봄"
    assert Head(bytes(range(64)) * 4 + b"\0\x05" * 64).text == ""


def test_firefox_and_linkwarden_keep_bookmarks_in_a_tree() -> None:
    place = {"type": "text/x-moz-place", "title": "다리", "uri": "https://a.example/1"}
    root = {
        "guid": "root________",
        "title": "",
        "children": [{"title": "menu", "children": [place]}],
    }
    (found,) = items(json.dumps(root), "bookmarks.json")
    assert (found.title, found.url) == ("다리", "https://a.example/1")
    link = {
        "name": "봄",
        "url": "https://a.example/2",
        "createdAt": "2024-03-17",
        "textContent": BODY,
    }
    (kept,) = items(json.dumps({"collections": [{"links": [link]}]}), "linkwarden.json")
    assert (kept.body, kept.retrieved) == (BODY, "2024-03-17")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("% Zotero\n@article{a, title = {봄}}", "x.txt", "document.bibtex"),
        ("PMID- 123\nOWN - NLM\nTI  - Title\n", "x.nbib", "document.citations"),
        ("%0 Journal Article\n%T Title\n%A Reed, Dana\n", "x.enw", "document.citations"),
        ('<?xml version="1.0"?><article xmlns="http://docbook.org/ns/docbook"/>', "x", "import.unknown-xml"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(text: str, name: str, code: str) -> None:
    (refused,) = read(text, name)
    assert isinstance(refused, Refused) and refused.why.code == code


@each_row(
    ("line", "names"),
    [
        ("Reed, Dana; Park, Sky J.", ("Dana Reed", "Sky J. Park")),
        ("Reed, Dana", ("Dana Reed",)),
        ("Dana Reed, Reuters", ("Dana Reed", "Reuters")),
        ("Dana Reed; Sky Park", ("Dana Reed", "Sky Park")),
        ("홍길동, 나은별", ("홍길동", "나은별")),
        ("ann, bob", ("ann", "bob")),
    ],
)
def test_family_names_before_a_comma_are_turned(line: str, names: tuple[str, ...]) -> None:
    assert one(f'title,body,author\n봄,"{BODY}","{line}"\n', "x.csv").authors == names


@each_row(("field",), [("title",), ("source",), ("author",), ("tags",)])
def test_a_value_as_long_as_a_book_is_read_no_further_than_front_matter_goes(field: str) -> None:
    long = "배추를 절였다. " * 2**14
    item = one(json.dumps({"title": "봄", "body": BODY, field: long}) + "\n", "x.jsonl")
    value = "".join(getattr(item, {"author": "authors"}.get(field, field)))
    assert 0 < len(value) <= MAX_FRONT_MATTER
