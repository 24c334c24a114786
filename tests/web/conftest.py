"""Fixtures of the web tests; ``site`` comes from tests/conftest.py: the sample archive with a real index."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from seogo.web import create_app
from seogo.wiring import Site
from tests.web.page import Element, read

Get = Callable[..., Element]


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
