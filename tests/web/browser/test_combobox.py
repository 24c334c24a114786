"""Suggestions in a real browser: by keyboard, with a Korean input method, with slow answers, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The front page with the box in focus; what the browser complains about fails the test."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 320, "height": 640})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"{address}/")
    opened.locator("#q").focus()
    yield opened
    context.close()
    assert not [text for text in complaints if "Failed to load resource" not in text]


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="글 찾기")


def options(page: Page) -> Locator:
    return page.locator("#suggestions").get_by_role("option")


def chosen(page: Page) -> Locator:
    return page.locator("#suggestions").get_by_role("option", selected=True)


def typed(page: Page) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


def submissions(page: Page) -> list[str]:
    """The searches that the browser asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        # a form with empty fields is led to the address without them
        if "/search?" in request.url and request.redirected_from is None:
            asked.append(request.url)

    page.on("request", note)
    return asked


def test_enter_searches_what_was_typed_and_nothing_is_preselected(page: Page) -> None:
    page.keyboard.type("훈민")
    expect(options(page).first).to_contain_text("훈민정음 태그")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert box(page).get_attribute("aria-activedescendant") is None
    expect(chosen(page)).to_have_count(0)
    expect(page.locator("[aria-live]")).to_contain_text("추천 검색어")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert typed(page) == {"q": ["훈민"]}


def test_arrow_keys_choose_and_enter_goes_there(page: Page) -> None:
    page.keyboard.type("ㅎㅁㅈ")
    expect(options(page).first).to_contain_text("훈민정음")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_have_count(1)
    assert box(page).get_attribute("aria-activedescendant") == chosen(page).get_attribute("id")
    assert page.locator("#q").input_value() == "ㅎㅁㅈ"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert typed(page) == {"tag": ["훈민정음"]}


def test_the_arrows_go_round_by_what_was_typed(page: Page) -> None:
    page.keyboard.type("한")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert typed(page) == {"q": ["한"]}


def test_escape_closes_and_keeps_what_was_typed(page: Page) -> None:
    page.keyboard.type("한")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(options(page)).to_have_count(0)
    assert page.locator("#q").input_value() == "한"
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)


def test_a_click_goes_there(page: Page) -> None:
    page.keyboard.type("rlawk")
    expect(options(page).first).to_contain_text("김장")
    options(page).first.click()
    page.wait_for_url("**/search?*")
    assert typed(page) == {"tag": ["김장"]}


def test_an_input_method_composes_in_peace(page: Page) -> None:
    """인공지능, syllable by syllable; the Enter that ends the last one is the input method's, the next one searches once."""
    asked = submissions(page)
    method = page.context.new_cdp_session(page)
    for syllable in ("ㅇ 이 인", "ㄱ 고 공", "ㅈ 지", "ㄴ 느 능"):
        for state in syllable.split():
            held = {"windowsVirtualKeyCode": 229, "key": "Process", "code": "KeyA"}
            method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **held})
            place = {"selectionStart": 1, "selectionEnd": 1}
            method.send("Input.imeSetComposition", {"text": state, **place})
        if state != "능":
            method.send("Input.insertText", {"text": state})
    expect(page.locator("#q")).to_have_value("인공지능")
    expect(options(page).first).to_contain_text("인공지능")
    for key in ("ArrowDown", "Enter"):  # of the list of hanja, say
        held = {"windowsVirtualKeyCode": 229, "key": key, "code": key}
        method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **held})
    expect(chosen(page)).to_have_count(0)
    expect(options(page).first).to_be_visible()
    assert asked == []
    method.send("Input.insertText", {"text": "능"})
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert typed(page) == {"q": ["인공지능"]}
    assert len(asked) == 1


def test_enter_while_composing_does_not_take_the_chosen_entry(page: Page) -> None:
    page.keyboard.type("한")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    asked = submissions(page)
    page.locator("#q").evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(chosen(page)).to_have_count(1)
    assert asked == []


def test_a_late_answer_is_dropped(page: Page) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if "%ED%95%9C&" in f"{route.request.url}&":
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/suggest?*", hold)
    with page.expect_request("**/suggest?*"):
        page.keyboard.type("한")
    page.locator("#q").fill("훈민")
    expect(options(page).first).to_contain_text("훈민정음")
    for route in waiting:
        route.abort()
    page.wait_for_timeout(100)
    expect(options(page).first).to_contain_text("훈민정음")


@pytest.mark.parametrize("status", [500, 503])
def test_without_an_answer_the_form_works(page: Page, status: int) -> None:
    page.route("**/suggest?*", lambda route: route.fulfill(status=status, body="{}"))
    with page.expect_response("**/suggest?*"):
        page.keyboard.type("김장")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert typed(page) == {"q": ["김장"]}


def test_without_javascript_it_is_a_plain_field(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    field = page.locator("#q")
    assert field.get_attribute("role") is None
    field.fill("김장")
    field.press("Enter")
    page.wait_for_url("**/search?*")
    context.close()
