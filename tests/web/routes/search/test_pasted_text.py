"""Whatever people paste is answered, and what was read otherwise than it may have been meant is said beside the results."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seogo.composition import Site
from seogo.searching.request import SearchRequest
from tests.web.conftest import Get
from tests.web.page import as_json

PASTED = (
    'He told the crew to "take stronger painkillers.',
    "The chief said.)",
    '""인용문""이라고 말했다',
    "서울) 기자",
    "call greet() first",
    "https://a.kr/?q=(x",
    '5" disk',
    'echo "hi',
    "Source: Reuters",
    "title: 새 책이 나왔다",
    "date:작년 예산",
    "lang:fr",
    "title:(a)",
    "How to use OR",
    "KT OR OR SK",
    "a | b |",
    "AND",
    "git push --force",
    "-3도",
    'for (i = 0; i < n; i++) { printf("%d\\n", a[i]); }',
    "SELECT * FROM articles WHERE title = '한글' AND lang != \"en\";",
    'find . -name "*.py" -type f | xargs grep -n "title:" > /dev/null 2>&1',
    "From: 김서고 <kim@a.kr>\nSubject: Re: [공지] 한글날 (수정)\n\n> 안녕하세요 :-)",
    "(서울=연합뉴스) 정부, 반도체 수출 15% ↑…“역대 최대",
    "「훈민정음」·《월인석보》, ‘한글’과 <세종>",
    "∫_0^1 (x+1) dx) = {3/2}",
    "**굵은 글씨**와 [링크](https://a.kr) `코드`",
    '"" () * - | )(',
    "김장은 배추와 무를 절여 담근다. " * 300,
)


@pytest.mark.slow
@pytest.mark.parametrize("text", PASTED)
def test_pasted_text_is_answered_everywhere(client: FlaskClient, text: str) -> None:
    for path in ("/search", "/search.json", "/search.atom", "/search.csv", "/search.jsonl"):
        assert client.get(f"{path}?{urlencode({'q': text})}").status_code == 200, path
    assert client.get(f"/articles/society/kimjang.ko?{urlencode({'q': text})}").status_code == 200
    assert client.get(f"/analyze.json?{urlencode({'text': text[:2000]})}").status_code == 200


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                [*'"“()*-|:{} \n', "한글", "AI", "OR", "NOT", "title:", "date:", "--x", "-y", "-3"]
            ),
            max_size=15,
        ).map("".join),
    )
)
@example("\0")
def test_any_text_is_answered(client: FlaskClient, text: str) -> None:
    answer = client.get(f"/search.json?{urlencode({'q': text}, errors='replace')}")
    assert answer.status_code == 200


WORDS = st.lists(
    st.sampled_from(["한글", "김장", "keyboard", "AI", "the", "메모리", "2026", "글자를"]),
    min_size=1,
    max_size=6,
)
SIGNS = st.sampled_from(["", " -- ", ")", " (", "()", " * ", " - ", '"', " ( ) ", "\n", "**"])


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(WORDS, st.lists(SIGNS, min_size=6, max_size=6))
def test_text_without_operators_has_the_hits_of_its_words(
    site: Site, words: list[str], signs: list[str]
) -> None:
    text = " ".join(f"{word}{sign}" for word, sign in zip(words, signs, strict=False))
    plain = " ".join(words)

    def hits(query: str) -> list[tuple[str, bool]]:
        request = SearchRequest(q=query, size=100, fold=False)
        return sorted((hit.id, hit.complete) for hit in site.search.rank(request))

    assert hits(text) == hits(plain)


@pytest.mark.slow
def test_what_was_left_out_is_said_with_the_other_reading(get: Get, client: FlaskClient) -> None:
    for ui, title, label in (
        ("en", "Left out", "Include it"),
        ("ko", "빼고 찾은 말", "넣어서 찾기"),
    ):
        page = get(f"/search?q={quote('한글 -훈민정음')}&lang=ko&ui={ui}")
        understood = page.one("details", cls="understood")
        assert title in understood.text
        assert understood.one("ul", cls="excluded").text == f"훈민정음 {label}: 한글 훈민정음"
        link = understood.one("ul", cls="excluded").one("a").attributes
        other = get(link["href"])
        assert other.one("search").one("input", name="q").attributes["value"] == "한글 훈민정음"
        assert not other.all("ul", cls="excluded")
    found = as_json(client.get(f"/search.json?q={quote('한글 -훈민정음')}"))["query"]
    assert found["excluded"] == [
        {"text": "훈민정음", "start": 3, "end": 8, "other": "한글 훈민정음"}
    ]


def test_what_was_read_as_text_is_said_with_the_other_reading(
    get: Get, client: FlaskClient
) -> None:
    page = get(f"/search?q={quote('한글 -x')}&ui=en")
    note = page.one("ul", cls="ignored")
    assert "“-x” was read as text" in note.text
    other = get(note.one("a").attributes["href"])
    assert other.one("ul", cls="excluded")
    found = as_json(client.get(f"/search.json?q={quote('Source: Hangul')}"))["query"]
    (ignored,) = found["ignored"]
    assert (ignored["reason"], ignored["other"]) == ("empty-field", "Source:Hangul")
    assert found["read_as"] == "Source: Hangul"


@pytest.mark.slow
def test_a_long_text_is_cut_and_that_is_said(get: Get, client: FlaskClient) -> None:
    text = "김장은 배추와 무를 절여 담근다. " * 200
    page = get(f"/search?q={quote(text)}&ui=en")
    assert "only its first 2,000 characters were read" in page.one("ul", cls="ignored").text
    assert "only its first 256 words were read" in page.one("ul", cls="ignored").text
    assert client.get(page.link("How this query was interpreted")).status_code == 200
    lengths = [
        len(a.attributes["href"]) for a in page.all("a") if "switch" not in str(a.attributes)
    ]
    assert max(lengths) < 9 * 2_001 + 200  # only that of this page in the other language is longer


def test_parameters_are_still_refused(client: FlaskClient) -> None:
    for wrong in ("lang=fr", "sort=best", "page=0", "page=x", "from=2026-13", "colour=red"):
        assert client.get(f"/search.json?q=%22a&{wrong}").status_code == 400, wrong
