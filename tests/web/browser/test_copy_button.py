"""Copying a citation, in a browser; and the same without a script."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.rows import each_row

ARTICLE = "/articles/news/kt-motif-ai-project.ko"
REFUSED = {
    "ko": "브라우저가 복사를 허용하지 않았습니다. 지금 선택된 부분을 Ctrl+C로(Mac에서는 ⌘C로) 복사하세요.",
    "en": "The browser did not allow copying. Press Ctrl+C (⌘C on a Mac) to copy what is selected.",
}


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


def test_a_button_copies_where_the_page_has_no_clipboard(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read"])
    page, other = context.new_page(), context.new_page()
    page.add_init_script("delete Navigator.prototype.clipboard")  # as over plain HTTP
    page.goto(f"{address}{ARTICLE}?ui=en#cite")
    button = page.get_by_role("button", name="Copy: BibTeX")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#copying")).to_have_text("Copied")
    assert page.evaluate("document.activeElement.closest('.cite') !== null"), "the focus stays"
    other.goto(f"{address}/")
    copied = other.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{news/kt-motif-ai-project.ko,") and copied.endswith("}")
    context.close()


def test_without_a_script_there_is_the_text(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{ARTICLE}?ui=en")
    page.locator("details.cite summary").click()
    assert page.locator("details.cite button").count() == 0
    assert page.locator("details.cite pre").first.is_visible()
    context.close()


def refuse(browser: Browser) -> None:
    """Deny every open context of this browser to write to the clipboard."""
    chromium = browser.new_browser_cdp_session()
    for context in chromium.send("Target.getBrowserContexts")["browserContextIds"]:
        denied = {"permission": {"name": "clipboard-write"}, "setting": "denied"}
        chromium.send("Browser.setPermission", {**denied, "browserContextId": context})


@each_row(
    ("path", "ui", "button", "said", "begin", "end"),
    [
        (ARTICLE, "ko", "복사: BibTeX 형식", "", "@misc{news/", "}"),
        (ARTICLE, "en", "Copy link", f" ADDRESS{ARTICLE}", "ADDRESS", ARTICLE),
        ("/articles/society/jikji.en/pair", "ko", "문단 복사 1", "", "On July 16", "만이었다."),
    ],
)
def test_a_refused_copy_selects_the_text_and_says_how_to_go_on(
    browser: Browser, address: str, path: str, ui: str, button: str, said: str, begin: str, end: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    refuse(browser)
    page.goto(f"{address}{path}?ui={ui}#cite")
    page.get_by_role("button", name=button, exact=True).click()
    note = page.locator("#copying")
    expect(note).to_have_text(REFUSED[ui] + said.replace("ADDRESS", address))
    assert note.get_attribute("role") == "status" and note.evaluate("e => e.offsetHeight > 20")
    assert page.get_by_role("button", name=button, exact=True).count() == 1, "it says “copied”"
    page.keyboard.press("Control+c")
    expect(note).to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(begin.replace("ADDRESS", address)) and copied.endswith(end), copied
    context.close()


def test_the_note_goes_with_the_selection(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    refuse(browser)
    page.goto(f"{address}{ARTICLE}?ui=en")
    note = page.locator("#copying")
    for key in (True, False):
        page.get_by_role("button", name="Copy link").click()
        expect(note).to_contain_text(REFUSED["en"])
        if key:
            page.keyboard.press("Escape")
        else:
            page.locator("main h1").click()
        expect(note).to_be_empty()
    context.close()
