"""The pages in a real browser: narrow, by keyboard, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

NARROW: ViewportSize = {"width": 320, "height": 640}
QUERY = quote("국가 AI 프로젝트 모티프")
PAGES = {
    "front": "/",
    "search": f"/search?q={QUERY}",
    "filters": f"/search?q={QUERY}&tag={'아' * 60}&source={'w' * 80}&without=Motif&from=2026",
    "everything": "/search?size=100&fold=off&sort=newest",
    "pages": "/search?size=1&page=9",
    "nothing": "/search?q=쀍쀎",
    "article": "/articles/news/kt-motif-ai-project.ko?q=AI",
    "table": "/articles/language/number-units.en",
    "pair": "/articles/language/how-hangul-was-made.en/pair",
    "analyze": f"/analyze?text={QUERY}+{'w' * 90}",
    "syntax": f"/search?q={'w' * 90}+(",
    "unknown": f"/articles/{'w' * 100}",
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript of its own; what the browser refuses or complains about fails the test."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=False, locale="ko-KR")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    context.close()
    # a page with status 4xx is reported, too
    assert not [text for text in complaints if "Failed to load resource" not in text]


@pytest.mark.parametrize("ui", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_screen(page: Page, address: str, name: str, ui: str) -> None:
    path = PAGES[name]
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}ui={ui}")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    for field in page.locator("details > summary").all():
        field.click()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_nothing_is_wider_when_letters_are_twice_as_large(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 640, "height": 640})
    for path in PAGES.values():
        page.goto(f"{address}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") == 640, path


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a link or field of that name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "((e) => e.getAttribute('aria-label') || e.innerText || e.name || '')"
            "(document.activeElement)"
        )
        if name in focused:
            return
    raise AssertionError(f"nothing called {name!r} can be reached")


def test_search_open_and_compare_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "본문으로 건너뛰기"
    tab_to(page, "q")
    page.keyboard.type("국가 AI 프로젝트 모티프")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert "q=" in page.url and "lang=" not in page.url
    tab_to(page, "국가 AI 프로젝트의 갈림길에 선")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert page.locator("article mark").count() > 3
    tab_to(page, "나란히 보기")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pair?**")
    assert page.locator(".rows > .row").count() > 8
    tab_to(page, "검색 결과로 돌아가기")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.get_by_role("status").inner_text().startswith("모든 단어가 있는 결과 1건")


def test_two_columns_where_there_is_room(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}{PAGES['pair']}")
    boxes = [
        side.bounding_box() for side in page.locator(".rows > .row >> nth=0").locator("> *").all()
    ]
    first, second = (box for box in boxes if box)
    assert first["y"] == second["y"] and first["x"] + first["width"] < second["x"]


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_text_can_be_read_in_both_colour_schemes(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(
        color_scheme="light" if scheme == "light" else "dark",
        forced_colors="active" if scheme == "forced" else "none",
    )
    page = context.new_page()
    for name in ("search", "filters", "article", "pair", "syntax"):
        page.goto(f"{address}{PAGES[name]}")
        assert page.evaluate(CONTRASTS) == [], name
    context.close()


CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255)
      .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bad = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const a = light(channels(getComputedStyle(element).color)), b = light(ground(element));
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) bad.push([element.tagName, walker.currentNode.data, contrast]);
  }
  return bad;
}"""
