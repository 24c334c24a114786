"""Clicks that three readers need for six tasks each, before (commit 38db147) and now.

    python -m tests.benchmarks.clicks

The tasks are from the list of what readers missed before. A click opens a control, follows a link or sends a form; typing is
none. Those of today are made in Chromium on the sample archive, and each ends with a look at what was wanted; those of before
were counted on its pages (None: it could not be done there).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from playwright.sync_api import Browser, Error, Page
from tests.benchmarks.screenshots import served

SEARCH: Final = f"/search?q={quote('한글')}&ui=ko"
ARTICLE: Final = f"/articles/society/kimjang.ko?q={quote('김장')}&ui=ko"
MISTAKEN: Final = quote('"김장 한글')
PHONE: Final = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Task:
    """A task of a reader: where it begins, what is clicked in order (``#id = text`` types), what is there in the end, and how
    many clicks it took before."""

    reader: str
    name: str
    start: str
    steps: tuple[str, ...]
    wanted: str
    before: int | None


TASKS: Final = (
    Task(
        *("researcher", "words that go with a query", SEARCH),
        ("text=기간별 추이",),
        *("text=함께 자주 나오는 낱말", None),
    ),
    Task(
        *("researcher", "articles since 2023.3.1., written so", SEARCH),
        ("details.period > summary", "#from = 2023.3.1.", ".period form button"),
        *(".active-filters :text('2023')", None),
    ),
    Task(
        *("researcher", "articles by year, of 1,000", SEARCH),
        ("text=기간별 추이", "text=글 1,000편당"),
        *("svg.drawn", None),
    ),
    Task(
        *("researcher", "the first article with a word", SEARCH),
        ("text=기간별 추이", "main section a[href*='/articles/'] >> nth=0"),
        *("article h1", 2),
    ),
    Task(
        "researcher",
        "the third of the marked words",
        ARTICLE,
        ("text=다음", "text=다음"),
        "mark[id=m3]",
        None,
    ),
    Task("researcher", "new articles of a search as a feed", SEARCH, ("a[href*='.atom']",), "", 1),
    Task(
        "translator",
        "what a word becomes, in all articles",
        SEARCH,
        (".elsewhere >> text=용례",),
        "nav.choices",
        2,
    ),
    Task(
        *("translator", "sentences with one of its translations", SEARCH),
        (".elsewhere >> text=용례", "nav.choices a >> text=Hangul"),
        *("ol.hits mark:text('Hangul')", None),
    ),
    Task(
        *("translator", "the line for the glossary", SEARCH),
        (".elsewhere >> text=용례", "nav.choices a >> text=Hangul"),
        *("pre.proposal", None),
    ),
    Task(
        *("translator", "these sentences as TMX", SEARCH),
        (".elsewhere >> text=용례", "nav.choices a >> text=Hangul", "a[href*='.tmx']"),
        *("", None),
    ),
    Task(
        *("translator", "how sure a translation is, and why", SEARCH),
        (".elsewhere >> text=번역어 사전",),
        *("section.word p.facts", None),
    ),
    Task(
        *(
            "translator",
            "sentences by the word before theirs",
            f"/concordance?q={quote('한글')}&ui=ko",
        ),
        ("details.tool >> nth=1 >> summary", "text=앞 낱말순"),
        *("ol.hits", None),
    ),
    Task(
        "reader on a phone",
        "English articles only",
        SEARCH,
        ("details.filters > summary", "details.filters a >> text=영어"),
        ".active-filters",
        1,
    ),
    Task(
        "reader on a phone",
        "all results for a reference manager",
        SEARCH,
        ("a[href*='.ris']",),
        "",
        None,
    ),
    Task(
        "reader on a phone",
        "a citation in APA style",
        ARTICLE,
        ("a[href='#cite']", "details.cite > summary"),
        "#cite, details.cite[open]",
        None,
    ),
    Task(
        *("reader on a phone", "two results as one BibTeX file", SEARCH),
        (".choose >> nth=0", ".choose >> nth=1", "a.basket", "text=BibTeX"),
        *("", None),
    ),
    Task(
        "reader on a phone",
        "the link of an article, copied",
        ARTICLE,
        ("button:text('링크 복사')",),
        "text=복사했습니다",
        None,
    ),
    Task(
        *(
            "reader on a phone",
            "what else a mistaken query finds",
            f"/search?q={MISTAKEN}&ui=ko",
        ),
        (".understood a >> nth=0",),
        *("main [role=status]", None),
    ),
)


def walk(browser: Browser, address: str) -> int:
    """Walk all tasks and print them; how many could be done."""
    done = 0
    print(f"{'reader':18} {'task':40} before  now")
    for task in TASKS:
        context = browser.new_context(
            viewport=PHONE,  # type: ignore[arg-type]
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.goto(address + task.start)
        try:
            clicks = sum(_step(page, step) for step in task.steps)
            if task.wanted:
                page.locator(task.wanted).first.wait_for(state="attached")
        except Error as error:
            print(f"{task.reader:18} {task.name:40} {error}", file=sys.stderr)
        else:
            before = "–" if task.before is None else task.before
            print(f"{task.reader:18} {task.name:40} {before:>6} {clicks:>4}", flush=True)
            done += 1
        context.close()
    return done


def _step(page: Page, step: str) -> int:
    """Do a step; 1 if it was a click."""
    where, typed, text = step.partition(" = ")
    if typed:
        page.fill(where, text)
        return 0
    page.locator(where).first.click()
    return 1


if __name__ == "__main__":
    print(f"{served(walk)} of {len(TASKS)} tasks done")
