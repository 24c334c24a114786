"""Articles, pairs and images."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.web import create_app
from tests.web.conftest import Get
from tests.web.page import as_json, read

NEWS = "/articles/news/kt-motif-ai-project"


def test_an_article_with_its_facts(get: Get) -> None:
    page = get(f"{NEWS}.en?ui=en")
    assert (
        page.one("h1").text == "KT and Motif weigh a second chance in Korea's national AI project"
    )
    assert page.one("div", cls="prose").lang == "en"
    header, facts = page.one("article").one("header"), page.one("footer", cls="about")
    assert header.link("Seogo") == "/search?source=Seogo&ui=en"
    assert header.link("Seogo editors") == "/search?author=Seogo+editors&ui=en"
    assert facts.link("Motif Technologies") == "/search?tag=Motif+Technologies&ui=en"
    assert header.link("Korean version") == f"{NEWS}.ko?ui=en"
    assert "CC0-1.0" in facts.text and "19 January 2026" in header.text
    assert not page.all("mark") and not page.all("p", cls="back")
    assert page.link("kmjournal.net") == "https://www.kmjournal.net/"


def test_what_was_searched_for_is_marked_and_the_way_back_is_kept(get: Get) -> None:
    page = get(f"{NEWS}.ko?q=모티프&lang=ko&page=2&ui=en")
    marks = {mark.text for mark in page.one("article").all("mark")}
    assert {"모티프", "모티프테크놀로지스"} <= marks
    assert page.one("h1").one("mark").text == "모티프"
    back = page.link("Results")
    assert back == "/search?q=모티프&lang=ko&page=2&ui=en"
    assert page.link("English version") == back.replace("/search", f"{NEWS}.en")


def test_words_that_were_searched_for_go_along_to_the_concordance(get: Get) -> None:
    page = get("/articles/society/kimjang.ko?q=배추&lang=ko&ui=en")
    actions = page.one("footer", cls="about").one("ul", cls="actions")
    assert actions.link("Concordance") == "/concordance?q=배추&ui=en"
    assert actions.link("Lexicon") == "/lexicon?q=배추&ui=en"
    actions = get("/articles/society/kimjang.ko?ui=en").one("footer", cls="about")
    assert actions.link("Concordance") == "/concordance?ui=en"
    assert "Lexicon" not in actions.text


def test_marks_can_be_walked_without_a_script(get: Get) -> None:
    page = get(f"{NEWS}.ko?q=모티프&ui=ko")
    marks = page.one("div", cls="prose").all("mark")
    assert [mark.attributes["id"] for mark in marks] == [f"m{n + 1}" for n in range(len(marks))]
    bar = page.one("nav", cls="marks")
    assert bar.text.startswith(f"검색 결과 찾은 말 {len(marks)}곳 처음으로")
    places = [link.attributes["href"] for link in bar.all("a")[1:]]
    assert places == [f"#m{number}" for number in range(1, min(len(marks), 20) + 1)]
    assert not get(f"{NEWS}.ko?ui=ko").all("nav", cls="marks")


def test_tables_have_names_and_can_be_scrolled_by_keyboard(get: Get) -> None:
    (table, *_) = get("/articles/language/number-units.en").all("div", cls="table")
    assert table.attributes["tabindex"] == "0" and table.attributes["role"] == "region"
    assert table.attributes["aria-label"] == "Table 1"


def test_a_query_of_signs_marks_nothing(get: Get) -> None:
    assert get(f"{NEWS}.ko?q=%22모티프").all("mark")
    assert not get(f"{NEWS}.ko?q=%22").all("mark")


def test_side_by_side(get: Get) -> None:
    page = get(f"{NEWS}.en/pair?q=모티프&ui=en")
    rows = page.one("div", cls="rows").all("div", cls="row")
    assert len(rows) > 8
    for row in rows:
        sides = [child for child in row.children if not isinstance(child, str)]
        anchor = sides.pop()
        assert anchor.attributes["href"] == f"#{row.attributes['id']}"
        assert len(sides) == 2
        assert [side.lang for side in sides if "missing" not in side.attributes["class"]] != []
    assert [span.lang for span in page.one("h1").all("span") if "lang" in span.attributes][:2] == [
        "en",
        "ko",
    ]
    assert page.one("div", cls="rows").all("mark")
    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_an_article_without_translation_says_so(get: Get) -> None:
    page = get("/articles/society/seoul-subway-1974.ko/pair?ui=ko", 404)
    assert page.one("h1").text == "이 글은 번역이 없습니다"
    assert page.link("이 글만 읽기") == "/articles/society/seoul-subway-1974.ko?ui=ko"
    assert not get("/articles/society/seoul-subway-1974.ko").all("p", cls="versions")


def test_an_unknown_article_is_named(get: Get) -> None:
    page = get("/articles/news/nothing.ko?ui=en", 404)
    assert "“news/nothing.ko”" in page.one("main").text
    assert page.all("search")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small archive with links, images, and what must not be served."""
    folder = tmp_path_factory.mktemp("small")
    root = folder / "archive"
    (root / "a" / "pictures").mkdir(parents=True)
    (root / "a" / "one.en.md").write_text(
        "---\ntitle: One\nurl: https://example.com/one?a=1&b=2\nrights: <b>\n---\n"
        "Korean rail. [two](../b/two.ko.md#어떤-제목) [named](named.en.md) [file](notes.pdf) "
        "[out](../../etc/passwd) [gone](gone.en.md)\n\n"
        "![a picture](pictures/dot.png) ![far](https://example.com/x.png) ![out](/../x.png)\n\n"
        "<script>alert(1)</script> [bad](javascript:alert(1))\n"
    )
    (root / "b").mkdir()
    (root / "b" / "two.ko.md").write_text("---\ntitle: 둘\n---\n## 어떤 제목\n\n철도\n")
    (root / "a" / "named.en.md").write_text("---\ntitle: Named\nid: other/id\n---\nText\n")
    (root / "a" / "pictures" / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (root / "a" / "pictures" / "drawing.svg").write_text("<svg/>")
    (root / "secret.txt").write_text("no")
    site = open_site(load_settings(root, folder / "index", {}))
    report = site.indexer.run(IndexOptions())
    assert not report.problems
    yield site
    site.close()


@pytest.fixture
def own(small: Site, tmp_path: Path) -> Site:
    """The small archive as a copy, which a test may change after it was indexed."""
    root = tmp_path / "archive"
    shutil.copytree(small.archive.root, root)
    return replace(small, archive=Archive(root))


def test_links_and_images_of_an_article_lead_to_their_addresses(own: Site) -> None:
    client = create_app(own).test_client()
    response = client.get("/articles/a/one.en?ui=ko")
    page = read(response.text)
    prose = page.one("div", cls="prose")
    assert prose.link("two") == "/articles/b/two.ko?ui=ko#s-어떤-제목"
    assert prose.link("named") == "/articles/other/id?ui=ko"
    assert prose.link("far") == "https://example.com/x.png"
    assert [link.text for link in prose.all("a")] == ["two", "named", "far"]
    assert prose.one("img").attributes["src"] == "/images/a/pictures/dot.png"
    assert page.link("원문 링크") == "https://example.com/one?a=1&b=2"
    assert not [a for a in page.all("a") if "script" in a.attributes["href"]]
    assert not page.one("main").all("script") and not page.all("b")
    assert 's-어떤-제목"' in client.get("/articles/b/two.ko").text


@pytest.mark.parametrize(
    "path",
    [
        "a/pictures/drawing.svg",
        "secret.txt",
        "a/one.en.md",
        "../archive/a/pictures/dot.png",
        "a/pictures/../pictures/dot.png",
        "a//pictures/dot.png",
        "/etc/passwd",
        "a/pictures",
        ".seogo/x.png",
    ],
)
def test_only_images_of_the_archive_are_served(own: Site, path: str) -> None:
    client = create_app(own).test_client()
    with client.get("/images/a/pictures/dot.png") as response:
        assert response.status_code == 200
        assert response.content_type == "image/png"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    with client.get(f"/images/{path}") as response:
        assert response.status_code in (404, 308)


def test_an_image_is_what_its_bytes_are(own: Site) -> None:
    client = create_app(own).test_client()
    pictures = own.archive.root / "a" / "pictures"
    (pictures / "jpeg.png").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 20)
    with client.get("/images/a/pictures/jpeg.png") as response:
        assert (response.status_code, response.content_type) == (200, "image/jpeg")
    for data in (b"", b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'>", b"%PDF-1.7"):
        (pictures / "none.png").write_bytes(data)
        with client.get("/images/a/pictures/none.png?ui=en") as response:
            assert response.status_code == 404
            assert b"none.png is named like an image" in response.data


def test_a_file_that_is_gone_is_a_useful_404(own: Site) -> None:
    (own.archive.root / "b" / "two.ko.md").unlink()
    client = create_app(own).test_client()
    response = client.get("/articles/b/two.ko?ui=en")
    assert response.status_code == 404
    page = read(response.text)
    assert page.one("h1").text == "This article is gone"
    assert "둘" in page.one("main").text
    shutil.rmtree(own.archive.root)
    assert client.get("/articles/a/one.en").status_code == 404
    assert as_json(client.get("/articles/a/one.en.json"))["type"].endswith(":article-gone")


def test_a_file_that_changed_is_shown_without_marks_and_has_a_new_tag(own: Site) -> None:
    client = create_app(own).test_client()
    address = "/articles/b/two.ko?q=철도&ui=en"
    before = client.get(address)
    assert '<mark id="m1">철도</mark>' in before.text
    (own.archive.root / "b" / "two.ko.md").write_text("---\ntitle: 둘\n---\n새 철도\n")
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    page = read(after.text)
    assert not page.one("article").all("mark")
    assert "changed since it was indexed" in page.one("p", cls="note").text


def test_an_article_is_read_from_the_archive_of_its_site(site: Site, tmp_path: Path) -> None:
    elsewhere = replace(site, archive=Archive(tmp_path))
    response = create_app(elsewhere).test_client().get(f"{NEWS}.ko")
    assert response.status_code == 404
