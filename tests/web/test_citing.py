"""How articles are cited, in every form."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seogo.articles.model import Article, ArticleDate
from seogo.exporters.web_citations import Cited, to_bibtex, to_csl, to_plain, to_ris
from seogo.languages import Language
from seogo.web.views.metadata_tags import to_json_ld
from tests.web.conftest import Get

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
CITED = Cited(ARTICLE, "http://localhost/articles/news/kt.ko", "서고", "KT and Motif")
NEWS = "/articles/news/kt-motif-ai-project"


def test_bibtex() -> None:
    assert to_bibtex(CITED) == (
        "@misc{news-kt-ko,\n"
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
        "}\n"
    )


@given(st.text(), st.text(), st.text(min_size=1))
def test_no_text_ends_a_field_or_a_record(title: str, author: str, source: str) -> None:
    article = replace(ARTICLE, title=title, authors=(author,), source=source, url=source)
    cited = replace(CITED, article=article, other=title)
    depth = 0
    for sign in re.sub(r"\\[\\{}]", "", to_bibtex(cited)):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    lines = to_ris(cited).split("\r\n")
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines].count("ER") == 1 and lines[-1] == ""


def test_ris() -> None:
    assert to_ris(CITED).split("\r\n") == [
        "TY  - NEWS",
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
    item = to_csl(CITED)
    assert item["title"] == ARTICLE.title and item["custom"] == {"translated-title": "KT and Motif"}
    assert item["author"] == [{"literal": "김 민"}, {"literal": "Lee Seo"}]
    assert item["issued"] == {"date-parts": [[2026, 1, 19]]}
    assert item["archive_location"] == CITED.address
    translated = to_csl(replace(CITED, translates=True))
    assert translated["original-title"] == "KT and Motif" and "custom" not in translated
    assert "  origtitle = {KT and Motif}" in to_bibtex(replace(CITED, translates=True))


def test_plain() -> None:
    assert to_plain(CITED, "2026년 1월 19일") == (
        "김 민, Lee Seo. “국가 AI & 100% {모티프}” [KT and Motif]. 한겨레. 2026년 1월 19일. "
        "https://news.example/a_b?x={1}. 서고: http://localhost/articles/news/kt.ko."
    )


@pytest.mark.parametrize(
    ("name", "key"), [("a/b.en", "a-b-en"), ("한글/글.ko", r"ko-[0-9a-f]{8}"), ("clang++.en", ".*")]
)
def test_keys_are_plain_and_apart(name: str, key: str) -> None:
    found = replace(CITED, article=replace(ARTICLE, id=name)).key
    assert re.fullmatch(key, found) and re.fullmatch("[a-z0-9-]+", found)
    assert found != replace(CITED, article=replace(ARTICLE, id=name.replace("+", "-"))).key or (
        "+" not in name
    )


@given(st.text())
def test_a_script_never_ends_early(text: str) -> None:
    cited = replace(CITED, article=replace(ARTICLE, title=f"</script><!--{text}"))
    inside = str(to_json_ld(cited, {})).removeprefix('<script type="application/ld+json">')
    content = inside.removesuffix("</script>")
    assert "<" not in content and ">" not in content
    assert json.loads(content)["headline"] == f"</script><!--{text}"


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        (".bib", "application/x-bibtex; charset=utf-8"),
        (".ris", "application/x-research-info-systems; charset=utf-8"),
        (".csl.json", "application/vnd.citationstyles.csl+json"),
        (".md", "text/markdown; charset=utf-8"),
    ],
)
def test_files(client: FlaskClient, ending: str, media_type: str) -> None:
    response = client.get(f"{NEWS}.ko{ending}")
    assert response.content_type == media_type
    assert response.headers["Content-Language"] == "ko"
    assert "국가 AI 프로젝트의 갈림길에 선 KT와 모티프" in response.text
    tag = response.headers["ETag"]
    again = client.get(f"{NEWS}.ko{ending}", headers={"If-None-Match": tag})
    assert again.status_code == 304
    missing = client.get(f"/articles/none{ending}")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    assert "“none”" in missing.text or "none" in missing.get_json()["detail"]


def test_the_markdown_is_the_file(client: FlaskClient) -> None:
    assert client.get(f"{NEWS}.en.md").text.startswith("---\ntitle: KT and Motif")


@pytest.mark.parametrize("ui", ["ko", "en"])
def test_the_page_has_them_all(get: Get, ui: str) -> None:
    page = get(f"{NEWS}.ko?ui={ui}")
    box = page.one("details", cls="cite")
    plain, bib, ris, csl = (pre.text for pre in box.all("pre"))
    assert plain.startswith(
        "서고 편집부. “국가 AI 프로젝트의 갈림길에 선 KT와 모티프” [KT and Motif"
    )
    assert "2026년 1월 19일. http://localhost/articles/news/kt-motif-ai-project.ko." in plain
    assert bib.startswith("@misc{") and ris.startswith("TY - NEWS") and json.loads(csl)
    assert {pre.lang for pre in box.all("pre")} == {"ko"}
    hrefs = [link.attributes["href"] for link in box.all("a")]
    assert hrefs == [f"{NEWS}.ko{ending}?ui={ui}" for ending in (".bib", ".ris", ".csl.json")]


def test_programs_are_told_what_the_article_is(get: Get) -> None:
    page = get(f"{NEWS}.ko?q=KT&ui=en")
    (script,) = page.all("script", type="application/ld+json")
    said: dict[str, Any] = json.loads(script.text)
    assert said["@type"] == "NewsArticle" and said["inLanguage"] == "ko"
    assert said["headline"] == "국가 AI 프로젝트의 갈림길에 선 KT와 모티프"
    assert said["workTranslation"] == [
        {
            "@type": "NewsArticle",
            "@id": "http://localhost/articles/news/kt-motif-ai-project.en",
            "inLanguage": "en",
        }
    ]
    metas = {
        meta.attributes["name"]: meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("name", "").startswith("citation_")
    }
    assert metas["citation_title"] == said["headline"]
    assert metas["citation_publication_date"] == "2026/01/19"
    assert metas["citation_public_url"] == said["@id"]
    languages = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }
    assert languages == {
        "ko": "http://localhost/articles/news/kt-motif-ai-project.ko",
        "en": "http://localhost/articles/news/kt-motif-ai-project.en",
    }
    facts = page.one("footer", cls="about")
    assert facts.link(said["@id"]) == said["@id"]
