"""Every run of text has its language, on every page and in both interfaces."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.web.conftest import Get

PAGES = [
    ("/", 200),
    ("/search?q=국가+AI+프로젝트+모티프", 200),
    ("/search?q=search+Hangul", 200),
    ("/search?q=과기정통부&tag=AI&from=2026&without=MSIT", 200),
    ("/search?q=쀍쀎", 200),
    ("/search?q=모름:것+한글", 200),
    ("/search?page=40", 200),
    ("/search?size=100&fold=off", 200),
    ("/search?q=(한글+-x+-자판+title:+a", 200),
    ("/search?q=(Hangul+-x+-keyboard+title:+a", 200),
    ("/search?sort=좋은", 400),
    ("/articles/news/kt-motif-ai-project.ko?q=AI", 200),
    ("/articles/news/kt-motif-ai-project.en?q=모티프", 200),
    ("/articles/language/hanja-in-headlines.en", 200),
    ("/articles/language/how-hangul-was-made.en/pair", 200),
    ("/articles/language/romanising-korean.ko/pair", 200),
    ("/articles/없는-글", 404),
    ("/articles/society/seoul-subway-1974.ko/pair", 404),
    ("/nothing", 404),
    ("/help", 200),
    ("/help/searching", 200),
    ("/help/importing", 200),
    ("/help/api", 200),
    ("/sources", 200),
    ("/tags", 200),
    ("/authors?page=9", 200),
    ("/years", 200),
    ("/analyze", 200),
    ("/analyze?text=과기정통부의+5천만+달러", 200),
    ("/analyze?text=the+美+Lee+Jae-myung+한글+artificial+intelligence", 200),
    ("/analyze?text=(한글", 200),
    ("/analyze?q=한글", 400),
    ("/concordance", 200),
    ("/concordance?q=한글", 200),
    ("/concordance?q=Hangul+letters&size=2", 200),
    ("/concordance?q=세계&lang=ko&page=2&size=1", 200),
    ("/concordance?q=쀍쀎", 200),
    ("/concordance?q=한글&sort=title", 400),
]
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\u4e00-\u9fff]")
ENGLISH = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z'’-]*(?: [A-Za-z][A-Za-z'’-]*){2,}")


@pytest.mark.parametrize("ui", ["ko", "en"])
@pytest.mark.parametrize(("address", "status"), PAGES)
def test_no_text_is_in_the_wrong_language(get: Get, address: str, status: int, ui: str) -> None:
    page = get(f"{address}{'&' if '?' in address else '?'}ui={ui}", status)
    assert page.one("html").lang == ui
    for text, element in page.texts():
        # a title has one language, since it cannot have elements, and nobody reads what is in a script
        if element.tag in ("title", "script"):
            continue
        if element.lang == "en":
            assert not HANGUL.search(text), (element.tag, text)
        else:
            assert element.lang == "ko" or not element.lang
            # names and terms of one or two words are read as Korean; "A OR B" is how a query is written
            found = ENGLISH.search(text.replace("A OR B", ""))
            assert not found, (element.tag, text)


@pytest.mark.parametrize("ui", ["ko", "en"])
@pytest.mark.parametrize(("address", "status"), PAGES)
def test_a_page_is_well_built(get: Get, address: str, status: int, ui: str) -> None:
    page = get(f"{address}{'&' if '?' in address else '?'}ui={ui}", status)
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("search")) == 1
    levels = [int(e.tag[1]) for e in page.all() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in page.all():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if name in element.attributes:
                assert element.attributes[name] in ids
    assert page.one("a", cls="skip").attributes["href"] == "#content"
    assert page.one("main").attributes["id"] == "content"
    assert page.one("title").text
    inputs = [
        i for i in page.all("input") + page.all("select") if i.attributes.get("type") != "hidden"
    ]
    labels = {label.attributes["for"] for label in page.all("label")}
    assert {element.attributes["id"] for element in inputs} <= labels
