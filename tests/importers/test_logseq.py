"""Pages of Logseq are outlines with properties; what they keep from the public stays out."""

from __future__ import annotations

from pathlib import Path

from seogo.importers.beside import kind_beside
from tests.importers.reading import one
from tests.importers.test_drafts import run
from tests.rows import each_row

ID = "67bc5cd0-2a08-41e9-a2c8-04b3c1f31440"
PAGE = f"""title:: 섬의 길
tags:: [[서울]], #부산 #[[큰 도시]]
alias:: 옛 이름, [[다른 이름]]
author:: [[나은별]]
date-created:: [[2026-01-19 Mon]]
place:: 바닷가

- # 길 #card
  id:: {ID}
  collapsed:: true
\t- TODO [#A] 걷는다.
\t  SCHEDULED: <2026-01-20 Tue>
\t  :LOGBOOK:
\t  CLOCK: [2025-02-19 Wed 03:51:26]
\t  :END:
\t- DONE {{{{c1 $a^{{2}}$}}}}와 {{{{cloze 답}}}}이다.
\t- {{{{embed [[섬/바다]]}}}} [그 길]((({ID}))) {{{{query (todo now)}}}}끝.
\t- ```
\t  id:: {{{{query x}}}}
\t  ```
-
"""
BODY = """- place: 바닷가
- # 길
\t- [ ] 걷는다.
\t  SCHEDULED: 2026-01-20 Tue
\t- [x] $a^{2}$와 답이다.
\t- [바다](https://note.seogo.invalid/%EC%84%AC/%EB%B0%94%EB%8B%A4) 그 길 끝.
\t- ```
\t  id:: {{query x}}
\t  ```
"""


def test_a_page_has_its_properties_and_no_marks_of_the_program() -> None:
    item = one(PAGE, "pages/섬___길.md")
    assert (item.title, item.body) == ("섬의 길", BODY)
    assert (item.tags, item.authors) == (("서울", "부산", "큰 도시"), ("나은별",))
    assert item.names == ("옛 이름", "다른 이름", "섬/길", f"(({ID}))")
    assert item.published == "2026-01-19"
    assert not item.draft


@each_row(
    ("name", "text", "title", "published", "draft"),
    [
        ("pages/가___나.md", "- 글이다.\n- 또 글이다.", "가/나", "", False),
        ("pages/가.md", "public:: false\n\n- 글이다.", "가", "", True),
        ("pages/가.md", "- public:: false\n- 글이다.", "가", "", True),
        ("pages/가.md", "private:: true\n- 글이다.", "가", "", True),
        ("journals/2026_01_19.md", "- 글이다.", "2026-01-19", "2026-01-19", False),
        ("journals/2026_13_19.md", "- 글이다.", "2026_13_19", "", False),
        ("가.md", "std::vector와 a::b를 쓴다.", "가", "", False),
    ],
)
def test_names_and_what_is_not_public(
    name: str, text: str, title: str, published: str, draft: bool
) -> None:
    item = one(text, name)
    assert (item.title, item.published, item.draft) == (title, published, draft)


def test_blocks_of_other_pages_are_shown_where_the_folder_has_them(tmp_path: Path) -> None:
    other, secret, lost = (f"{ID[:-1]}{end}" for end in "abc")
    for name, text in (
        (
            "pages/가.md",
            f"- 이 쪽은 다른 쪽에 있는 글을 불러온다.\n- 첫 글: (({other})) 끝. (({secret})) [그것]((({other}))) (({lost}))",
        ),
        ("pages/나.md", f"- TODO 바다는 *아주* [[넓다]].\n  id:: {other}\n- (({other}))라고 했다."),
        ("pages/다.md", f"public:: false\n\n- 비밀이다.\n  id:: {secret}"),
    ):
        path = tmp_path / "graph" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for again in (False, True):
        _, importer = run(tmp_path / "graph", tmp_path / "archive")
        assert importer.report.counts == {"same" if again else "new": 2, "draft": 1}
    first, second = (
        path.read_text("utf-8") for path in sorted((tmp_path / "archive").rglob("*.ko.md"))
    )
    assert "첫 글: [바다는 아주 넓다.](나.ko.md) 끝." in first and "[그것](나.ko.md)" in first
    assert f"(({secret}))" in first and f"(({lost}))" in first and "비밀이다" not in first
    assert "- 바다는 아주 넓다.라고 했다." in second


def test_pages_find_each_other_by_their_whole_names(tmp_path: Path) -> None:
    for name, text in (
        ("journals/2026_01_19.md", "- [[섬/길]]을 걸었다. 날이 맑았다."),
        ("pages/섬___길.md", "tags:: 섬\n\n- [[2026-01-19 Mon]]에 걸은 길이다."),
        ("logseq/bak/pages/섬___길/2026-01-01.md", "- 예전에 걸은 길이다."),
        ("logseq/config.edn", ";; Where the notes are kept.\n{:meta/version 1}"),
    ):
        path = tmp_path / "graph" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    outcomes, importer = run(tmp_path / "graph", tmp_path / "archive")
    assert importer.report.counts == {"new": 2}, outcomes
    day, page = sorted((tmp_path / "archive").rglob("*.md"))
    assert "[길](../pages/섬-길.ko.md)" in day.read_text("utf-8")
    assert "](../journals/2026-01-19.ko.md)" in page.read_text("utf-8")


def test_copies_and_drawings_are_no_articles() -> None:
    assert kind_beside("g/logseq/bak/pages/a/1.md") == kind_beside("logseq/.recycle/a.md") != ""
    assert kind_beside("a/그림.excalidraw.md") == ".excalidraw.md"
    assert not kind_beside("logseq/pages/a.md")
