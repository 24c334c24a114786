"""Drafts and private posts: left out, counted and named, unless they are asked for."""

# ruff: noqa: E501 - marks in rows, exports as they are

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.importers.extraction.field_names import Record
from seogo.importers.item import Refused
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from tests.importers.reading import items, read

pytestmark = pytest.mark.slow

PUBLIC = (
    "draft: false",
    "draft: no",
    "published: true",
    "published: 2026-01-02",
    "status: published",
    "visibility: public",
    "private: false",
)
HIDDEN = (
    "draft: true",
    'draft: "true"',
    "draft: yes",
    "Draft: True",
    "published: false",
    "published: 'false'",
    "status: draft",
    "status: Private",
    "post_status: pending",
    "visibility: private",
    "private: true",
    "publish: false",
    "상태: 초안",
)


def run(source: Path, root: Path, *, drafts: bool = False) -> tuple[list[Outcome], Importer]:
    root.mkdir(exist_ok=True)
    outcomes: list[Outcome] = []
    importer = Importer(Archive(root), ImportOptions(processes=1, drafts=drafts))
    importer.run([str(source)], outcomes.append)
    return outcomes, importer


@pytest.mark.parametrize("line", HIDDEN)
def test_front_matter_that_says_it_is_not_public_is_left_out(line: str, tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text(f"---\ntitle: 쓰다 만 글\n{line}\n---\n\n아직 아무도 못 본다.\n", "utf-8")
    (outcome,), importer = run(source, tmp_path / "archive")
    assert outcome.status == "draft" and "쓰다 만 글" in str(outcome.why) and not outcome.written
    assert importer.report.counts == {"draft": 1} and not list((tmp_path / "archive").rglob("*.md"))
    (outcome,), _ = run(source, tmp_path / "archive", drafts=True)
    assert outcome.status == "new"


@pytest.mark.parametrize("line", PUBLIC)
def test_what_says_that_it_is_public_comes_in(line: str, tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text(
        f"---\ntitle: A finished post\n{line}\n---\n\nEverybody may read it.\n", "utf-8"
    )
    (outcome,), _ = run(source, tmp_path / "archive")
    assert outcome.status == "new"


def test_drafts_of_other_kinds_are_left_out_too(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    (folder / "_drafts").mkdir(parents=True)
    toml = '+++\ntitle = "초안"\ndraft = true\n+++\n아직이다.\n'
    (folder / "hugo.md").write_text(toml, "utf-8")
    (folder / "_drafts" / "later.md").write_text("# Later\n\nNot yet for anybody.\n", "utf-8")
    (folder / "empty.md").write_text("---\ntitle: 빈 초안\ndraft: true\n---\n", "utf-8")
    rows = "제목,본문,상태\n낸 글,누구나 읽는 글이다.,발행\n감춘 글,나만 읽는 글이다.,비공개\n"
    (folder / "a.csv").write_text(rows, "utf-8")
    records = [{"title": "Hidden", "body": "Nobody reads it yet.", "is_published": False}]
    (folder / "b.json").write_text(json.dumps(records), "utf-8")
    outcomes, importer = run(folder, tmp_path / "archive")
    assert sorted(one.status for one in outcomes) == [*["draft"] * 5, "new"], outcomes
    assert importer.report.counts == {"draft": 5, "new": 1}


MARKS = (
    ("audience", "only_paid"), ("audience", "only_free"), ("audience", "founding"), ("visibility", "members"),
    ("visibility", "Members only"), ("visibility", 15), ("visibility", "0"), ("access", "subscribers-only"), ("status", "Auto Draft"),
    ("state", "queued"), ("is_temp", True), ("unlisted", "true"), ("hidden", True), ("headless", "yes"), ("postPassword", "1234"),
    ("password", "열쇠"), ("_build", {"render": "never", "list": "never"}), ("build", {"list": False}), ("listed", False),
    ("비밀글", "예"), ("공개 설정", "서로이웃 공개"), ("공개여부", "N"), ("공개범위", "나만 보기"), ("상태", "임시 저장"), ("privacy", "SELF"),
    ("status", "🌱 draft"), ("상태", "🔒비공개"), ("encrypted", True), ("permission", "private"), ("ispublish", 0), ("deleted_at", "2024-01-02"),
)  # fmt: skip
OPEN = (
    ("audience", "everyone"), ("audience", "developers"), ("visibility", "public"), ("visibility", 20), ("status", "published"), ("state", "ME"),
    ("password", ""), ("password", "false"), ("build", {"render": "always"}), ("build", "make html"), ("listed", True), ("unlisted", "false"),
    ("공개여부", "전체공개"), ("공개", "예"), ("shared", False), ("published", "2026-01-02"), ("tags", ["draft"]), ("title", "private"),
    ("deleted_at", None), ("deleted_at", "0000-00-00 00:00:00"), ("deletedAt", 0), ("status", "🌱"),
)  # fmt: skip


def test_marks_of_what_is_not_for_everybody() -> None:
    wrong = [one for one in MARKS if not Record(dict([one])).is_draft()]
    assert wrong + [one for one in OPEN if Record(dict([one])).is_draft()] == []


def test_posts_of_ghost_and_substack_for_members_are_left_out(tmp_path: Path) -> None:
    kinds = ("public", "members", "paid", "tiers", "label:vip", None)
    posts: list[dict[str, object]] = [
        {"id": str(at), "title": f"Post {at}", "html": f"<p>The text of post {at} for readers.</p>"}
        | {"status": "published", "visibility": kind}
        for at, kind in enumerate(kinds)
    ]
    posts.append(posts[0] | {"title": "By mail", "status": "sent"})
    found = items(json.dumps({"db": [{"meta": {}, "data": {"posts": posts}}]}), "ghost.json")
    assert [one.draft for one in found] == [False, True, True, True, True, False, True]
    audiences = ("everyone", "only_paid", "only_free", "founding")
    header = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title\n"
    rows = (
        f"{at}.x,2026-01-02,true,,,newsletter,{one},글 {at}\n" for at, one in enumerate(audiences)
    )
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts.csv").write_text(header + "".join(rows), "utf-8")
    for at in range(4):
        text = f"<p>누구나 읽는 것은 아닌 글 {at}번이다.</p>"
        (tmp_path / "posts" / f"{at}.x.html").write_text(text, "utf-8")
    outcomes, importer = run(tmp_path, tmp_path / "archive")
    assert importer.report.counts == {"new": 1, "draft": 3}, outcomes


POSTS = """<?xml version="1.0" encoding="UTF-8"?>
<posts user="hong"><post href="https://a.example/1" time="2026-01-19T06:30:00Z" description="다리 &amp; 길" extended="새 &lt;다리&gt;"
 tag="가 나" hash="f1" shared="no" toread="yes" />
<post href="https://a.example/2" time="2026-01-19T06:30:00Z" description="강" extended="" tag="" hash="f2" /><post href="x:y"/></posts>"""


def test_private_bookmarks_are_left_out(tmp_path: Path) -> None:
    first, second = items(POSTS.replace('<post href="x:y"/>', ""), "all.xml")
    assert (first.title, first.url, first.tags) == (
        "다리 & 길",
        "https://a.example/1",
        ("가", "나"),
    )
    assert (first.summary, first.retrieved) == ("새 <다리>", "2026-01-19T06:30:00Z")
    assert (first.draft, second.draft, second.title) == (True, False, "강")
    assert isinstance(read(POSTS, "all.xml")[2], Refused)
    posts = [{"href": f"https://a.example/{at}", "description": "글", "extended": "", "tags": ""} for at in range(2)]  # fmt: skip
    pinboard = json.dumps([posts[0] | {"shared": "no"}, posts[1] | {"shared": "yes"}])
    assert [one.draft for one in items(pinboard, "a.json")] == [True, False]
    links = ['<DT><A HREF="https://a.example/1" PRIVATE="1">가</A>', '<DT><A HREF="https://a.example/2" PRIVATE="0">나</A>']  # fmt: skip
    file = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"
    assert [one.draft for one in items(file + "\n".join(links), "a.html")] == [True, False]
    assert [one.draft for one in items(file + links[0], "a.html")] == [True]
    source = tmp_path / "a.json"
    source.write_text(json.dumps([{"title": "x", "url": "https://a.example/", "private": True}]))
    assert [one.status for one in run(source, tmp_path / "archive")[0]] == ["draft"]
    (refused,), _ = run(source, tmp_path / "archive", drafts=True)
    assert refused.status == "refused" and "--fetch" in str(refused.why)
