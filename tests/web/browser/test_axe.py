"""axe-core on every kind of page: no violation, in both interface languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, Page, ViewportSize

from tests.web.addresses import PAGES

KINDS = [name for name in PAGES if name not in ("everything", "pages", "authors")]
ALL: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
LOOKS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": [
        "color-contrast",
        "link-in-text-block",
        "target-size",
        "scrollable-region-focusable",
    ],
}
RUN = "options => axe.run(document, options).then(({violations}) => ({violations}))"
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all, since a violation depends on nothing that came before."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)
    yield context.new_page()
    context.close()


def complaints(page: Page, options: dict[str, Any]) -> str:
    """What axe has to say, in lines; empty where nothing is wrong."""
    found = AxeResults(page.evaluate(RUN, options))
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("ui", ["ko", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_no_violation(page: Page, address: str, name: str, ui: str) -> None:
    path = PAGES[name]
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}ui={ui}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert not complaints(page, ALL)
    if ui == "ko":  # sizes and colours are the same in both
        page.set_viewport_size(NARROW)
        page.emulate_media(color_scheme="dark")
        assert not complaints(page, LOOKS)


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.goto("about:blank")
    page.set_content('<p style="color: silver">한글 <a href="/"><img src="x"></a></p>')
    found = complaints(page, ALL)
    for rule in ("color-contrast", "image-alt", "link-name", "document-title", "html-has-lang"):
        assert f"Rule Violated:\n{rule}" in found
