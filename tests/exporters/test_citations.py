"""Citations in every form, and the keys by which articles are cited."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.articles.archive import Archive
from seogo.articles.model import Article, ArticleDate
from seogo.exporters.citations import (
    Reference,
    citation_key,
    to_bibtex,
    to_csl,
    to_ris,
)
from seogo.exporters.runner import ExportOptions, export
from seogo.exporters.selection import Selection, every_article
from seogo.languages import Language
from seogo.serializers.answer import to_plain

ARTICLE = Article(
    id="news/kt.ko",
    path="news/kt.ko.md",
    lang=Language.KO,
    title="국가 AI & 100% {모티프}",
    body="",
    content_hash="",
    source="한겨레",
    url="https://news.example/a_b?x={1}",
    published=ArticleDate("2026-01-19", date(2026, 1, 19)),
    retrieved=ArticleDate("2026-02-01", date(2026, 2, 1)),
    authors=("김 민", "Lee Seo"),
    tags=("AI",),
)
REFERENCE = Reference(ARTICLE, "http://localhost/articles/news/kt.ko", "서고", "KT and Motif")


def test_bibtex() -> None:
    assert to_bibtex(REFERENCE) == (
        "@misc{news/kt.ko,\n"
        "  title = {{국가 AI \\& 100\\% \\{모티프\\}}},\n"
        "  author = {{김 민} and {Lee Seo}},\n"
        "  howpublished = {한겨레},\n"
        "  langid = {korean},\n"
        "  url = {https://news.example/a_b?x=%7B1%7D},\n"
        "  note = {서고: http://localhost/articles/news/kt.ko},\n"
        "  titleaddon = {KT and Motif},\n"
        "  date = {2026-01-19},\n"
        "  year = {2026},\n"
        "  month = {1},\n"
        "  urldate = {2026-02-01},\n"
        "  keywords = {AI},\n"
        "}\n"
    )


@given(st.text(), st.text(), st.text(min_size=1))
def test_no_text_ends_a_field_or_a_record(title: str, author: str, source: str) -> None:
    article = replace(ARTICLE, title=title, authors=(author,), source=source, url=source)
    reference = replace(REFERENCE, article=article, counterpart=title)
    depth = 0
    for sign in re.sub(r"\\[\\{}]", "", to_bibtex(reference)):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    lines = to_ris(reference).split("\r\n")
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines].count("ER") == 1 and lines[-1] == ""


def test_ris() -> None:
    assert to_ris(REFERENCE).split("\r\n") == [
        "TY  - NEWS",
        "ID  - news/kt.ko",
        "TI  - 국가 AI & 100% {모티프}",
        "TT  - KT and Motif",
        "AU  - 김 민",
        "AU  - Lee Seo",
        "T2  - 한겨레",
        "PY  - 2026",
        "DA  - 2026/01/19",
        "Y2  - 2026/02/01",
        "LA  - ko",
        "KW  - AI",
        "UR  - https://news.example/a_b?x={1}",
        "AV  - http://localhost/articles/news/kt.ko",
        "DB  - 서고",
        "ER  - ",
        "",
    ]


def test_csl() -> None:
    item = to_plain(to_csl(REFERENCE))
    assert item["title"] == ARTICLE.title and item["custom"] == {"translated-title": "KT and Motif"}
    assert item["author"] == [{"literal": "김 민"}, {"literal": "Lee Seo"}]
    assert item["issued"] == {"date-parts": [[2026, 1, 19]]}
    assert item["archive_location"] == REFERENCE.permalink
    translated = to_plain(to_csl(replace(REFERENCE, translated=True)))
    assert translated["original-title"] == "KT and Motif" and "custom" not in translated
    assert "  origtitle = {KT and Motif}" in to_bibtex(replace(REFERENCE, translated=True))


@pytest.mark.parametrize(
    ("article_id", "key"),
    [
        ("news/kt-motif.ko", "news/kt-motif.ko"),
        ("notes/c++_11.en", "notes/c++_11.en"),
        ("한글/글.ko", "/.ko:"),
        ("man/%.en", "man/.en:"),
    ],
)
def test_a_key_is_the_id_or_begins_with_what_is_plain_of_it(article_id: str, key: str) -> None:
    found = citation_key(article_id)
    assert found == key or (key.endswith(":") and found.startswith(key) and found > key)


IDS = st.from_regex(r"[a-z0-9가-힣._/\-+~!$,^%{}\[\]]{1,40}", fullmatch=True)


@given(IDS)
def test_a_key_is_letters_that_bibtex_knows_and_leads_back_to_its_id(article_id: str) -> None:
    key = citation_key(article_id)
    assert re.fullmatch("[a-z0-9./+_:-]+", key)  # no capitals: BibTeX compares keys without case
    plain, colon, others = key.partition(":")
    wide = f"{plain}-{others}" if plain else others
    decoded = wide.encode().decode("punycode") if colon else key
    narrow = {ord(sign) + 0xFEE0: sign for sign in "~!$,^%{}[]"}
    assert decoded.translate(narrow) == article_id


def test_ids_that_differ_in_a_sign_have_different_keys() -> None:
    ids = (
        "a/b.en",
        "a-b.en",
        "a-b-en",
        "a.b.en",
        "a/가.en",
        "a/나.en",
        "a/.en",
        "a/%.en",
        "a/+.en",
    )
    assert len({citation_key(article_id) for article_id in ids}) == len(ids)


def test_an_export_has_the_entries_of_the_articles(tmp_path: Path) -> None:
    for name in ("a/b.en", "a-b.en", "가.ko"):
        path = tmp_path / "archive" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {name}\n---\ntext\n", "utf-8")
    selection = every_article(Archive(tmp_path / "archive"))
    references = [Reference(article) for article in selection.articles()]
    assert _exported(selection, tmp_path, "bibtex") == "\n".join(map(to_bibtex, references))
    assert _exported(selection, tmp_path, "ris") == "\r\n".join(map(to_ris, references))
    assert json.loads(_exported(selection, tmp_path, "csl-json")) == to_plain(
        [*map(to_csl, references)]
    )
    nothing = replace(selection, ids=())
    assert _exported(nothing, tmp_path, "bibtex") == _exported(nothing, tmp_path, "ris") == ""
    assert json.loads(_exported(nothing, tmp_path, "csl-json")) == []


def _exported(selection: Selection, folder: Path, form: str) -> str:
    target = folder / form
    export(selection, target, ExportOptions(form, overwrite=True))
    return target.read_bytes().decode()
