"""The basket in a browser: kept there, and without JavaScript in its address."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Browser

ARTICLE = "/articles/society/kimjang.ko?ui=ko"


def test_articles_are_chosen_and_left_out(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + ARTICLE)
    page.get_by_role("button", name="담아 두기").click()
    assert page.get_by_role("button", name="담은 글에서 빼기").count() == 1
    page.goto(f"{address}/search?q={quote('한글')}&ui=ko")
    hit = page.locator(".hits > li").first
    title = hit.locator("h3").inner_text().replace("\n", " ")
    hit.get_by_role("button", name="담아 두기").click()
    page.get_by_role("link", name="담은 글 2").click()
    assert page.get_by_role("status").inner_text() == "글 2편"
    assert title in page.locator("main").inner_text().replace("\n", " ")
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="목록 수정").click()
    assert page.get_by_role("link", name="담은 글 1").count() == 1
    page.goto(f"{address}/basket?ui=ko")
    page.wait_for_url("**/basket?*ids=*")
    assert page.get_by_role("checkbox").count() == 1
    # somebody else's list changes nothing here
    page.goto(f"{address}/basket?ids=news/ai-basic-act.ko+society/jikji.en&ui=ko")
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="목록 수정").click()
    assert page.get_by_role("checkbox").count() == 1
    assert page.get_by_role("link", name="담은 글 1").count() == 1
    context.close()


def test_without_javascript_the_list_is_in_the_address(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + ARTICLE)
    page.get_by_role("link", name="담아 두기").click()
    page.get_by_label("더할 글의 아이디나 주소").fill(f"{address}/articles/society/jikji.en")
    page.get_by_role("button", name="목록 수정").click()
    assert page.get_by_role("status").inner_text() == "글 2편"
    with page.expect_download() as download:
        page.get_by_role("button", name="RIS").click()
    assert download.value.suggested_filename.startswith("seogo-담은-글-")
    context.close()
