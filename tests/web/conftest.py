"""Fixtures of the web tests; ``site`` comes from tests/conftest.py: the sample archive with a real index."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from seogo.composition import Site
from seogo.web import create_app
from tests.web.page import Element, read

Get = Callable[..., Element]

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The shell is the same engine without the window that nobody sees; it takes half the time."""
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # one process for the pages of all tests: they come from one server, and a process each costs more than most pages
    *("--renderer-process-limit=1", "--disable-site-isolation-trials"),
    "--disable-features=IsolateOrigins,site-per-process",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in a browser is a slow one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def client(site: Site) -> FlaskClient:
    """A client of the sample archive's pages."""
    return create_app(site).test_client()


@pytest.fixture(scope="session")
def get(client: FlaskClient) -> Get:
    """Fetches a page as a tree and checks its status."""

    def fetch(address: str, status: int = 200) -> Element:
        response = client.get(address)
        assert response.status_code == status, response.text
        assert response.mimetype == "text/html"
        return read(response.text)

    return fetch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Missing it skips these tests, except where they are meant to run."""
    if CHROMIUM is None:
        reason = "no chromium: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """A server of the sample archive."""
    server = make_server("127.0.0.1", 0, create_app(site), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
