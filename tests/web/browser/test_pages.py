"""The pages in a real browser: narrow, with large letters, in every colour scheme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.web.addresses import PAGES

NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page without JavaScript of its own, and what the browser refuses or complains about."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=False, locale="ko-KR")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened, complaints
    context.close()


@pytest.fixture
def page(plain: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page, narrow again; a complaint fails the test."""
    opened, complaints = plain
    opened.set_viewport_size(NARROW)
    yield opened
    opened.goto("about:blank")  # what was complained about before is told by then
    said = complaints.copy()
    complaints.clear()
    # a page with status 4xx is reported, too
    assert not [text for text in said if "Failed to load resource" not in text]


@pytest.mark.parametrize("ui", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_screen(page: Page, address: str, name: str, ui: str) -> None:
    path = PAGES[name]
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}ui={ui}")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_nothing_is_wider_when_letters_are_twice_as_large(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 640, "height": 640})
    for path in PAGES.values():
        page.goto(f"{address}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") == 640, path


def test_two_columns_where_there_is_room(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}{PAGES['pair']}")
    boxes = [
        side.bounding_box()
        for side in page.locator(".rows > .row >> nth=0").locator("> .prose").all()
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
    for name in (
        "front",
        "search",
        "filters",
        "article",
        "pair",
        "help",
        "help_topic",
        "years",
        "syntax",
    ):
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
