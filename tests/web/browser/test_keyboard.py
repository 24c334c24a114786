"""A whole task by keyboard alone, with JavaScript and without; the key that leads to the box; colours that are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return [at.getAttribute('aria-label') || at.innerText || at.name || '', style.outlineStyle];
}"""


@pytest.fixture(params=[True, False], ids=["with-javascript", "without"])
def either(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with JavaScript, then one without."""
    context = browser.new_context(java_script_enabled=request.param, locale="ko-KR")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The results of a search, with JavaScript."""
    context = browser.new_context(locale="ko-KR", color_scheme="light")
    opened = context.new_page()
    opened.goto(f"{address}/search?q=한글")
    yield opened
    context.close()


def go_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until a link or field whose name begins so has the focus; all on the way show that they have it."""
    for _ in range(120):
        page.keyboard.press(key)
        focused, outline = page.evaluate(FOCUSED)
        assert outline == "solid", f"the focus on {focused!r} cannot be seen"
        if focused.startswith(name):
            return
    raise AssertionError(f"nothing called {name!r} can be reached")


def follow(page: Page, name: str, address: str, key: str = "Tab") -> None:
    go_to(page, name, key)
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_search_narrow_open_compare_cite_and_back(either: Page, address: str) -> None:
    page = either
    page.goto(f"{address}/years")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "본문으로 건너뛰기"
    page.goto(f"{address}/")  # where a script leads to the box
    if page.evaluate("document.activeElement.id") != "q":
        go_to(page, "q")
    page.keyboard.type("한글")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["한글"]}
    if not page.evaluate("document.querySelector('main > .filters')"):  # else beside the results
        go_to(page, "조건")
        page.keyboard.press("Enter")
    follow(page, "서고 편집부", "**author=*")
    status = page.get_by_role("status").inner_text()
    follow(page, "한글은 어떻게 만들어졌나", "**/articles/**")
    assert page.locator("article mark").count() > 3
    follow(page, "나란히 보기", "**/pair?**")
    assert page.locator(".rows > .row").count() > 5
    follow(page, "한글은 어떻게 만들어졌나", "**.ko?**")
    go_to(page, "인용")
    page.keyboard.press("Enter")
    expect(page.locator("details.cite pre").first).to_be_visible()
    follow(page, "검색 결과", "**/search?*", key="Shift+Tab")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["한글"], "author": ["서고 편집부"]}
    assert page.get_by_role("status").inner_text() == status


def test_a_slash_leads_to_the_box_and_is_a_slash_in_it(page: Page) -> None:
    box = page.locator("#q")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("한글")
    page.keyboard.type("한/영")  # over what was selected
    expect(box).to_have_value("한/영")


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
def test_a_slash_with_another_key_is_left_to_the_browser(page: Page, held: str) -> None:
    page.keyboard.press(f"{held}+/")
    expect(page.locator("#q")).not_to_be_focused()


def test_the_key_can_be_turned_off_which_is_remembered(page: Page, address: str) -> None:
    page.goto(f"{address}/help/searching?ui=ko")
    page.get_by_label("/ 키를 누르면 검색창으로 가기").press("Space")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    page.goto(f"{address}/search?q=한글&ui=en")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    page.goto(f"{address}/help/searching?ui=en")
    choice = page.get_by_label("The / key leads to the search box")
    expect(choice).not_to_be_checked()
    choice.check()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def ground(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_chosen_colours_are_remembered(page: Page) -> None:
    light = ground(page)
    page.get_by_label("테마").select_option("어둡게")
    dark = ground(page)
    assert dark != light
    page.goto(page.url.replace("q=", "ui=en&q="))
    assert ground(page) == dark
    page.get_by_label("Theme").select_option("System")
    assert ground(page) == light
    page.emulate_media(color_scheme="dark")
    assert ground(page) == dark
    page.get_by_label("Theme").select_option("Light")
    page.reload()
    assert ground(page) == light


def test_without_javascript_colours_are_the_system_s(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/")
    expect(page.locator("#theme-choice")).to_be_hidden()
    page.goto(f"{address}/help/searching")
    expect(page.locator("#slash-choice")).to_be_hidden()
    dark = ground(page)
    page.emulate_media(color_scheme="light")
    assert ground(page) != dark
    context.close()
