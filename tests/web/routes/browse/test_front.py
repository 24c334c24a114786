"""The front page: what the archive says of itself, and what is inside."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Browser

from seogo.composition import Site
from seogo.languages import Language
from seogo.web import create_app
from tests.web.conftest import Get
from tests.web.page import read


def test_the_archive_speaks_for_itself(site: Site) -> None:
    about = {
        Language.KO: "동네 신문 *열두 해*치. <script>alert(1)</script>",
        Language.EN: "## Twelve years of a town paper",
    }
    client = create_app(replace(site, settings=replace(site.settings, about=about))).test_client()
    korean = read(client.get("/?ui=ko").text).one("div", cls="said")
    assert korean.text.startswith("동네 신문 열두 해치.") and korean.lang == "ko"
    assert not korean.all("script")
    english = read(client.get("/?ui=en").text)
    assert english.one("div", cls="said").text == "Twelve years of a town paper"
    assert len(english.all("h1")) == 1 and not english.one("div", cls="said").all("h2")


def test_sources_are_shown_though_there_is_only_one(get: Get) -> None:
    (sources,) = [
        facet for facet in get("/?ui=en").all("section", cls="facet") if "Source" in facet.text
    ]
    assert sources.one("li").text == "Seogo 34"


def test_the_box_has_the_focus_where_a_keyboard_is(browser: Browser, address: str) -> None:
    focused = "document.activeElement.id"
    for width, touch, wanted in ((1440, False, "q"), (360, True, ""), (1440, True, "")):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, has_touch=touch, is_mobile=touch
        )
        page = context.new_page()
        page.goto(f"{address}/?ui=ko")
        assert page.evaluate(focused) == wanted
        context.close()


def test_a_touch_screen_has_a_calendar_of_days_with_articles(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    kinds = "[...document.querySelectorAll('#from, #to')].map((e) => [e.type, e.min, e.max])"
    page.goto(f"{address}/search?q=AI&ui=ko")
    (kind, first, last), _ = page.evaluate(kinds)
    assert kind == "date" and "2021" <= first < last < "2027"
    page.goto(f"{address}/search?q=AI&from=2024&ui=ko")
    assert {kind for kind, _, _ in page.evaluate(kinds)} == {"text"}
    context.close()
