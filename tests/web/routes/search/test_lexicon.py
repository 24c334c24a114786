"""``/lexicon``: what the lexicon knows of a word, on the small archive whose lexicon is known."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.web import create_app
from tests.rows import each_row
from tests.web.page import as_json, read


@pytest.fixture(scope="module")
def words(translated: Site) -> FlaskClient:
    """A client of the small archive's pages."""
    return create_app(translated).test_client()


def test_translations_have_origin_certainty_and_examples(words: FlaskClient) -> None:
    data = as_json(words.get(f"/lexicon.json?q={quote('육성하다')}&lang=ko"))
    (entry,) = data["words"]
    assert (entry["text"], entry["lang"]) == ("육성하다", "ko")
    known = {one["text"]: one for one in entry["translations"]}
    assert {"nurture", "foster"} <= set(known)
    nurture = known["nurture"]
    assert nurture["lines"] == 4
    assert "nurtur" in nurture["example"]["target"]["text"].lower()
    assert nurture["glossary"] == "- {ko: 육성하다, en: nurture}"
    assert 0 < nurture["probability"] <= 1
    lines = as_json(
        words.get(nurture["concordance"].replace("/concordance?", "/concordance.json?"))
    )
    assert lines["total_lines"] == 4


@pytest.mark.parametrize(
    ("ui", "heading"), [("ko", "“육성”의 번역어"), ("en", "Translations of “육성”")]
)
def test_the_page_says_the_same(words: FlaskClient, ui: str, heading: str) -> None:
    page = read(words.get(f"/lexicon?q={quote('육성')}&ui={ui}").text)
    assert page.one("h1").text == heading
    names = [one.text for one in page.all("h3")]
    assert "nurture" in names
    assert any(one.text == "- {ko: 육성, en: nurture}" for one in page.all("pre"))
    concordance = page.link("용례" if ui == "ko" else "Concordance")
    assert concordance.startswith("/concordance?q=육성")


@pytest.mark.parametrize("word", ["쀍쀎", "(((", "%3Cb%3E"])
def test_what_is_not_known_is_said(words: FlaskClient, word: str) -> None:
    assert as_json(words.get(f"/lexicon.json?q={word}"))["words"] == []
    page = read(words.get(f"/lexicon?q={word}&ui=en").text)
    assert "does not have" in page.one("p", cls="note").text
    assert not page.all("b")


def test_what_a_glossary_says_of_a_word_comes_first_and_once(client: FlaskClient) -> None:
    words = as_json(client.get(f"/lexicon.json?q={quote('한글')}&lang=ko"))["words"]
    assert len(words) == 1
    texts = [one["text"].casefold() for one in words[0]["translations"]]
    assert len(texts) == len(set(texts))
    assert words[0]["translations"][0]["origin"] in ("glossary", "general")


@each_row("word", ["인공지능", "배추", "김치", "Hangul"])
def test_what_only_stood_beside_a_word_is_no_translation(client: FlaskClient, word: str) -> None:
    """Below one expected passage, words of the same few sentences are “translations”: 인공 → 겹치."""
    for entry in as_json(client.get(f"/lexicon.json?q={quote(word)}"))["words"]:
        assert entry["translations"]
        for one in entry["translations"]:
            learned = one["origin"] in ("learned", "taught")
            assert not learned or one["support"] >= 1, (entry["text"], one)


def test_without_a_word_the_page_explains_itself(words: FlaskClient) -> None:
    assert "probability" in read(words.get("/lexicon?ui=en").text).one("main").text
