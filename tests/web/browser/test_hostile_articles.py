"""Articles that try to run scripts and to make requests, in a browser: on the pages of a server, in a book, in a site."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TypeAlias
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.exporters.runner import ExportOptions, export
from seogo.exporters.selection import every_article
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.web import create_app
from tests.web.hostile_articles import OUTSIDE, TEXTS, addresses, write_archive
from tests.web.watch import watching

Found: TypeAlias = tuple[list[str], int]

MOST = 2
"""Pairs of articles; tests/benchmarks/hostile_pages.py has one for each text."""


@pytest.fixture(scope="module")
def hostile_site(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Hostile articles with their index."""
    folder = tmp_path_factory.mktemp("hostile")
    write_archive(folder / "archive", most=MOST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        opened = open_site(load_settings(folder / "archive", folder / "index", {}))
        assert opened.indexer.run(IndexOptions()).problems == []
    yield opened
    opened.close()


def look_at_server(site: Site, browser: Browser, some: slice = slice(None)) -> Found:
    """What goes wrong on the pages of a server, and how many were visited."""
    app = create_app(site)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    root = f"http://127.0.0.1:{server.server_port}"
    ids = list(site.archive.scan().files)
    articles = [
        f"/articles/{quote(one)}{form}"
        for one in ids
        for form in ("?q=script+%EB%8B%A4%EB%A6%AC", "/pair?q=script", "/changes")
    ]
    try:
        with watching(browser, root) as watch:
            for address in (*articles, *addresses(ids)[some]):
                watch.visit(root + address)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    return watch.problems, watch.visited


def look_at_export(site: Site, browser: Browser, form: str, folder: Path) -> Found:
    """What goes wrong in an exported book, unpacked, or site, and how many pages were visited."""
    target = folder / (f"a.{form}" if form == "epub" else form)
    titles = [*site.settings.titles.values()]
    options = ExportOptions(form, titles[0], form == "epub", False, site.search.record)
    export(every_article(site.archive), target, options)
    if form == "epub":
        with zipfile.ZipFile(target) as book:
            book.extractall(folder / "book")
        target = folder / "book"
    pages = sorted(path for path in target.rglob("*") if path.suffix in (".xhtml", ".html"))
    assert len(pages) > 2
    with watching(browser, target.as_uri()) as watch:
        for page in pages:
            watch.visit(page.as_uri())
        if form == "site":
            watch.visit((target / "index.html").as_uri())
            watch.page.fill("#q", "<script>")
            shown = watch.page.locator("#articles li:visible").count()
            assert shown and watch.page.locator("#said").inner_text().startswith(f"{shown} /")
            for link in watch.page.locator("#articles a").all():
                address = link.evaluate("link => link.href")
                assert address in {page.as_uri() for page in pages}, address
    return watch.problems, watch.visited


def test_nothing_runs_on_the_pages_of_a_server(hostile_site: Site, browser: Browser) -> None:
    assert look_at_server(hostile_site, browser, slice(None, None, 9))[0] == []


@pytest.mark.parametrize("form", ["epub", "site"])
def test_nothing_runs_in_what_is_exported(
    hostile_site: Site, browser: Browser, form: str, tmp_path: Path
) -> None:
    assert look_at_export(hostile_site, browser, form, tmp_path)[0] == []


def test_the_watch_sees_what_runs(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<!doctype html><meta charset=utf-8>" + "".join(TEXTS))
    with watching(browser, tmp_path.as_uri()) as watch:
        watch.visit(page.as_uri())
    problems = "\n".join(watch.problems)
    assert "a dialog" in problems and "has onerror" in problems
    assert f"a request left: GET http://{OUTSIDE}/" in problems
