"""Results come first: where the first one begins, and how many Tabs away it is."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

HEIGHTS = {(360, 740): 320, (1440, 900): 300}
QUERIES = (
    *("국가 AI 프로젝트", "semiconductor exports Korea", "기후 변화", "rlawkd 한글"),
    *('"국가 AI (김장', "date:2026.13 lang:fr 국가 *", "foundatoin model )"),
)
FIRST = "[...document.querySelectorAll('main ol > li')].find((e) => e.querySelector('h3 a'))"
MOST_TABS = 10


@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_the_first_result_is_near(browser: Browser, address: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    for query in QUERIES:
        for ui in ("ko", "en"):
            loaded = False
            for (width, height), most in HEIGHTS.items():
                page.set_viewport_size({"width": width, "height": height})
                if script or not loaded:  # scripts move what stands elsewhere on a phone
                    page.goto(f"{address}/search?q={quote(query)}&ui={ui}")
                    loaded = True
                top = page.evaluate(f"{FIRST}.getBoundingClientRect().top + scrollY")
                assert top <= most, (query, ui, width)
                page.focus("#q")
                for _ in range(MOST_TABS):
                    page.keyboard.press("Tab")
                    if page.evaluate(f"{FIRST}.contains(document.activeElement)"):
                        break
                else:
                    pytest.fail(f"{query} ({ui}, {width}): more than {MOST_TABS} Tabs away")
    context.close()


@pytest.mark.parametrize("size", HEIGHTS, ids=str)
def test_the_first_sentence_is_near(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)))  # type: ignore[arg-type]
    page = context.new_page()
    for query, view in (("한글", "sentences"), ("Korean", "kwic")):
        for ui in ("ko", "en"):
            page.goto(f"{address}/concordance?q={quote(query)}&view={view}&ui={ui}")
            top = page.locator("ol.hits > li").first.bounding_box()
            assert top and top["y"] <= HEIGHTS[size], (query, ui)
    context.close()


@pytest.mark.parametrize(("size", "most"), [((360, 740), 420), ((1440, 900), 320)], ids=str)
@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_the_text_of_an_article_is_near_however_it_was_found(
    browser: Browser, address: str, size: tuple[int, int], most: int, script: bool
) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        reduced_motion="reduce",  # at the end at once
    )
    page = context.new_page()
    for path in (
        "technology/korean-keyboard.en?q=hangul",
        "news/kt-motif-ai-project.en?q=AI",
        f"language/number-units.en?q={quote('한국어')}",
    ):
        for ui in ("ko", "en"):
            page.goto(f"{address}/articles/{path}&ui={ui}")
            top = page.locator(".prose > *").first.bounding_box()
            assert top and top["y"] <= most, (path, ui)
            back = page.locator(".marks a.back")
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            place = back.bounding_box()
            assert place and 0 <= place["y"] < height, "the way back leaves the screen"
    context.close()


def test_filters_unfold_above_the_results_of_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="ko-KR"
    )
    page = context.new_page()
    page.goto(f"{address}/search?q={quote('한글')}")
    page.get_by_text("조건", exact=True).first.click()
    filters = page.locator("details.filters a").last.bounding_box()
    first = page.locator("ol.hits > li").first.bounding_box()
    assert filters and first and filters["y"] < first["y"]
    context.close()


def test_no_control_is_there_twice(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for query in ("q=한글", "q=한글&lang=ko&sort=newest", "q=AI&in=title&level=exact", ""):
        page.goto(f"{address}/search?{query}&ui=ko")
        links = page.locator("main :is(.tools, .filters, .active-filters, .also) a").all()
        found = [link.get_attribute("href") for link in links]
        assert sorted(set(found), key=str) == sorted(found, key=str), query
    context.close()
