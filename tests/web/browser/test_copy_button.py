"""Copying a citation, in a browser; and the same without a script."""

from __future__ import annotations

from playwright.sync_api import Browser

ARTICLE = "/articles/news/kt-motif-ai-project.ko"


def test_a_button_copies_what_is_shown(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="ko-KR", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{ARTICLE}?ui=ko")
    page.locator("details.cite summary").click()
    page.get_by_role("button", name="복사: BibTeX").click()
    page.get_by_role("button", name="복사했습니다: BibTeX").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{news/kt-motif-ai-project.ko,") and copied.endswith("}")
    assert copied in page.locator("details.cite pre").filter(has_text="@misc").inner_text()
    context.close()


def test_without_a_script_there_is_the_text(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{ARTICLE}?ui=en")
    page.locator("details.cite summary").click()
    assert page.locator("details.cite button").count() == 0
    assert page.locator("details.cite pre").first.is_visible()
    context.close()
