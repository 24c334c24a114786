"""Texts cut where language and marks change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from seogo.languages import Language
from seogo.searching.snippets import Range
from seogo.web.views.text_runs import (
    Run,
    by_script,
    keep_words,
    kept,
    language_of,
    mark_languages,
    to_text,
)
from tests.rows import each_row

mixed = st.text(st.sampled_from("가나美ab AI.<>&·1"), max_size=40)


@given(mixed, st.sampled_from(Language), st.lists(st.integers(0, 40), max_size=6))
def test_nothing_is_lost_and_everything_has_its_language(
    text: str, lang: Language, numbers: list[int]
) -> None:
    cuts = sorted(set(numbers))
    marks = [Range(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    cut = to_text(text, lang, marks)
    assert str(cut) == text
    marked = "".join(run.text for run in cut.runs if run.mark)
    assert marked == "".join(text[mark.start : mark.end] for mark in marks)
    if lang is Language.EN:
        assert all(
            language_of(run.text, lang) is not Language.KO for run in cut.runs if not run.lang
        )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("국가 AI", Language.KO),
        ("人工知能", Language.KO),
        ("ㅅㅅ", Language.KO),
        ("Motif 12.7B", Language.EN),
        ("12.7", Language.KO),
        ("", Language.KO),
    ],
)
def test_the_script_tells_the_language(text: str, language: Language) -> None:
    assert language_of(text, Language.KO) is language


def test_a_korean_name_in_an_english_title() -> None:
    text = to_text("The 국가 AI project (믿:음 K)", Language.EN, [Range(4, 6)])
    assert text.runs == (
        Run("The "),
        Run("국가", "ko", True),
        Run(" AI project ("),
        Run("믿:음", "ko"),
        Run(" K)"),
    )


def test_korean_keeps_names_and_tells_phrases_apart() -> None:
    assert by_script("LG AI연구원", Language.KO).runs == (Run("LG AI연구원"),)
    text = by_script("지수(Artificial Analysis Intelligence Index)는", Language.KO)
    assert [run.lang for run in text.runs] == ["", "en", ""]


def test_html_is_cut_in_its_texts_only() -> None:
    html = '<p><a href="/한글">Hangul <mark>한글</mark> &amp; 글</a></p>'
    assert mark_languages(html, Language.EN) == (
        '<p><a href="/한글">Hangul <mark><span lang="ko">한글</span></mark> &amp; '
        '<span lang="ko">글</span></a></p>'
    )
    assert mark_languages("<p>R&amp;D x &lt; y z w</p>", Language.KO).count("lang=") == 1


@each_row(
    ("html", "typeset_"),
    [
        ("<p>치(GPU)가 ‘유럽’이라는</p>", "<p>치(GPU<>)가</> ‘유럽<>’이</>라는</p>"),
        ("<a title='가)나'>a)b (가) 나)</a>", "<a title='가)나'>a)b (가) 나)</a>"),
        ("<code>--dry-run</code>은", '<code class="unbroken">--dry-run</code>은'),
        ("<code>seogo serve -x</code>", "<code>seogo serve -x</code>"),
        (f"<code>{'a-b' * 20}</code>", f"<code>{'a-b' * 20}</code>"),
    ],
)
def test_lines_keep_particles_and_options(html: str, typeset_: str) -> None:
    wrapped = typeset_.replace("<>", '<span class="unbroken">').replace("</>", "</span>")
    assert keep_words(html) == wrapped
    assert kept("<b>(가)는") == Markup('&lt;b&gt;(가<span class="unbroken">)는</span>')
    assert kept("a < b") == Markup("a &lt; b")
