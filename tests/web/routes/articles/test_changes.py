"""Changes of an article, as a page: former versions as imports keep them."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from seogo.web import create_app
from tests.web.browser.test_axe import ALL, NARROW, complaints
from tests.web.page import Element, read
from tests.web.routes.articles.test_former_ids import Shelf

FIRST = "---\ntitle: 누리호\n---\n누리호가 위성 여덟 기를 싣고 날아올랐다.\n\n날씨는 맑았다.\n"
SECOND = FIRST.replace("여덟 기", "열세 기")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """An article with two former versions, one without, and one whose version is the same."""
    made = Shelf(tmp_path_factory.mktemp("changes"))
    made.write(
        "nuri.ko",
        "누리호",
        "[rocket.ko]",
        "누리호가 위성 열세 기를 싣고 Jeju Island Space Center 위로 날아올랐다.",
    )
    # an id may be longer than the name of a folder
    made.write("still.ko", "그대로", f"[{'가' * 100}.ko]")
    made.write("same.ko", "같음")
    for name, text in (
        ("nuri.ko/2026-01-19T003000Z.md", FIRST),
        ("rocket.ko/2026-01-20T003000Z.md", SECOND),
        ("nuri.ko/notes.md", "no version"),
        ("same.ko/2026-01-19T003000Z.md", (made.root / "same.ko.md").read_text("utf-8")),
    ):
        file = made.root / "versions" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    made.index()
    yield made
    made.site.close()


def page(shelf: Shelf, address: str, status: int = 200) -> Element:
    response = shelf.client.get(address)
    assert response.status_code == status, response.text
    return read(response.text)


def test_the_article_leads_to_what_has_changed(shelf: Shelf) -> None:
    article = page(shelf, "/articles/nuri.ko?ui=ko")
    assert article.link("이전 판 2개") == "/articles/nuri.ko/changes?ui=ko"
    assert "이전 판" not in page(shelf, "/articles/still.ko?ui=ko").one("article").text


def test_versions_are_compared_latest_first_and_word_by_word(shelf: Shelf) -> None:
    changed = page(shelf, "/articles/nuri.ko/changes?ui=ko")
    now, before = changed.one("main").all("section")
    assert now.one("h2").text == "2026년 1월 20일 09:30 판 → 현재 글"
    assert before.one("h2").text == "2026년 1월 19일 09:30 판 → 2026년 1월 20일 09:30 판"
    (line,) = (line for line in before.all("p") if line.all("del"))
    assert line.text == "누리호가 위성 삭제: 여덟추가: 열세 기를 싣고 날아올랐다."
    assert [one.text for one in now.all("del")] == ["삭제: 날씨는 맑았다."]
    assert "추가: aliases: [rocket.ko]" in [one.text for one in now.all("ins")]
    foreign = [one.text for one in now.all("span", lang="en")]
    assert "Jeju Island Space Center" in foreign
    assert changed.link("누리호") == "/articles/nuri.ko?ui=ko"


def test_what_is_said_for_screen_readers_is_in_the_language_of_the_page(shelf: Shelf) -> None:
    changed = page(shelf, "/articles/nuri.ko/changes?ui=en")
    assert changed.one("h1").text == "Changes"
    for said in changed.all("span", cls="sr"):
        if said.text in ("Added:", "Removed:"):
            assert said.lang == "en"
            assert said.parent is not None and said.parent.lang == "ko"


def test_former_ids_lead_on(shelf: Shelf) -> None:
    assert shelf.leads_to("/articles/rocket.ko/changes") == "/articles/nuri.ko/changes"


@pytest.mark.parametrize("name", ["still.ko", "same.ko"])
def test_where_nothing_has_changed_there_is_no_page(shelf: Shelf, name: str) -> None:
    missing = page(shelf, f"/articles/{name}/changes?ui=ko", 404)
    assert missing.one("h1").text == "바뀐 내용이 없습니다"
    assert missing.link("이 글만 읽기") == f"/articles/{name}?ui=ko"


def test_an_unknown_article_and_a_wrong_parameter_are_errors(shelf: Shelf) -> None:
    assert "“no.ko”" in page(shelf, "/articles/no.ko/changes?ui=en", 404).one("main").text
    page(shelf, "/articles/nuri.ko/changes?q=x", 400)


def test_an_answer_that_is_known_is_not_sent_again(shelf: Shelf) -> None:
    tag = shelf.client.get("/articles/nuri.ko/changes").headers["ETag"]
    again = shelf.client.get("/articles/nuri.ko/changes", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_axe_finds_no_violation(shelf: Shelf, browser: Browser) -> None:
    server = make_server("127.0.0.1", 0, create_app(shelf.site), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)
    opened = context.new_page()
    for ui, scheme in (("ko", "light"), ("en", "dark")):
        opened.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        opened.goto(f"http://127.0.0.1:{server.server_port}/articles/nuri.ko/changes?ui={ui}")
        assert not complaints(opened, ALL)
        opened.set_viewport_size(NARROW)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert opened.evaluate(wide) <= 0
        line = "getComputedStyle(document.querySelector('{}')).textDecorationLine"
        assert opened.evaluate(line.format("main del")) == "line-through"
        assert opened.evaluate(line.format("main ins")) == "underline"
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
