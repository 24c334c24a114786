"""Former addresses of articles lead on, and never hide an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.web import create_app
from tests.web.page import as_json

pytestmark = pytest.mark.usefixtures("no_general_glossary")

ARTICLE = "---\ntitle: {title}\naliases: {aliases}\n---\n{text}\n"


class Shelf:
    """A small archive that changes, its site and a client."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "archive"
        self.root.mkdir()
        self.site: Site = open_site(load_settings(self.root, folder / "index", {}))
        self.client: FlaskClient = create_app(self.site).test_client()

    def write(self, name: str, title: str, aliases: str = "[]", text: str = "본문") -> None:
        """Write an article."""
        content = ARTICLE.format(title=title, aliases=aliases, text=text)
        (self.root / f"{name}.md").write_text(content, encoding="utf-8")

    def index(self) -> None:
        """Bring the index up to date, and open it."""
        report = self.site.indexer.run(IndexOptions())
        assert not report.problems
        self.site.current.refresh()

    def leads_to(self, address: str) -> str:
        """Where an address redirects for good."""
        response = self.client.get(address)
        assert response.status_code == 301
        assert response.headers["Cache-Control"] == "no-cache"
        return response.headers["Location"]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    made = Shelf(tmp_path_factory.mktemp("moved"))
    made.write("new.ko", "새 이름", "[old.ko, 옛글/첫째, new.en]")
    made.write("new.en", "A new name", text="Text")
    made.index()
    yield made
    made.site.close()


@pytest.mark.parametrize("form", ["", "/pair", ".json", ".md", ".bib", ".ris", ".csl.json"])
def test_every_form_of_an_article_leads_on(shelf: Shelf, form: str) -> None:
    assert shelf.leads_to(f"/articles/old.ko{form}") == f"/articles/new.ko{form}"
    assert shelf.client.get(shelf.leads_to(f"/articles/old.ko{form}")).status_code == 200


def test_the_search_comes_along(shelf: Shelf) -> None:
    address = "/articles/%EC%98%9B%EA%B8%80/%EC%B2%AB%EC%A7%B8?q=%EC%9D%B4%EB%A6%84+a%26b&ui=ko"
    target = "/articles/new.ko?q=%EC%9D%B4%EB%A6%84+a%26b&ui=ko"
    assert shelf.leads_to(address) == target
    mounted = shelf.client.get("/articles/old.ko", environ_overrides={"SCRIPT_NAME": "/library"})
    assert mounted.headers["Location"] == "/library/articles/new.ko"


def test_an_alias_never_hides_an_article(shelf: Shelf) -> None:
    assert as_json(shelf.client.get("/articles/new.en.json"))["title"] == "A new name"
    shelf.write("old.ko", "옛 이름을 다시 쓴 글")
    shelf.index()
    assert as_json(shelf.client.get("/articles/old.ko.json"))["title"] == "옛 이름을 다시 쓴 글"
    (shelf.root / "old.ko.md").unlink()
    shelf.index()
    assert shelf.leads_to("/articles/old.ko") == "/articles/new.ko"


def test_the_index_answers_without_the_files(shelf: Shelf) -> None:
    assert shelf.site.search.moved("old.ko") == "new.ko"
    assert shelf.site.search.moved("new.ko") is None
    assert shelf.site.search.moved("nothing") is None


def test_an_alias_that_is_gone_leads_nowhere(shelf: Shelf) -> None:
    shelf.write("brief.en", "Brief", "[was.en]", text="Short")
    shelf.index()
    assert shelf.leads_to("/articles/was.en") == "/articles/brief.en"
    shelf.write("brief.en", "Brief", text="Short")
    shelf.index()
    assert shelf.client.get("/articles/was.en").status_code == 404
