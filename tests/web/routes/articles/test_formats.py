"""Citations of articles on their pages and at their addresses."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seogo.articles.model import Article
from seogo.exporters.citations import Reference, citation_key
from seogo.languages import Language
from seogo.web.views.articles.metadata_tags import to_json_ld
from tests.web.conftest import Get

NEWS = "/articles/news/kt-motif-ai-project"


@given(st.text())
def test_a_script_never_ends_early(text: str) -> None:
    article = Article("a.ko", "a.ko.md", Language.KO, f"</script><!--{text}", "", "")
    inside = str(to_json_ld(Reference(article), {})).removeprefix(
        '<script type="application/ld+json">'
    )
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
    *styles, bib, ris, csl = (pre.text for pre in box.all("pre"))
    title = "국가 AI 프로젝트의 갈림길에 선 KT와 모티프"
    begins = [
        f"서고 편집부. (2026, January 19). {title} [KT and Motif",
        f"서고 편집부. “{title}” [KT and Motif",
        f"서고 편집부, “{title}” [KT and Motif",
        f"서고 편집부. “{title}” [KT and Motif",
        f"서고 편집부, 「{title}」, 『Seogo』, 2026. 1. 19., ",
    ]
    if ui == "ko":
        begins = [begins[-1], *begins[:-1]]
    assert [text.startswith(begin) for text, begin in zip(styles, begins, strict=True)] == [
        True
    ] * 5
    address = "http://localhost/articles/news/kt-motif-ai-project.ko"
    today = date.today()
    assert all(address in text and str(today.year) in text for text in styles)
    assert (
        bib.startswith(f"@misc{{{citation_key('news/kt-motif-ai-project.ko')},")
        and ris.startswith("TY - NEWS")
        and json.loads(csl)
    )
    assert box.one("pre", **{"aria-label": "APA 7" if ui == "en" else "APA 7판"}).one("em").text
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
