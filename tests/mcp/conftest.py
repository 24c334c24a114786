"""The protocol of the sample archive, and a client of its pages with `/mcp`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from seogo.answers.open_archive import OpenArchive
from seogo.composition import Site
from seogo.mcp.protocol import Protocol
from seogo.mcp.server import open_protocol
from seogo.web import create_app
from tests.web.conftest import client

__all__ = ["client"]


@pytest.fixture(scope="session")
def protocol(site: Site) -> Protocol:
    """The protocol of the sample archive."""
    return open_protocol(OpenArchive(site))


@pytest.fixture(scope="session")
def open_site_(site: Site) -> Site:
    """The sample archive with `mcp: on`."""
    return replace(site, settings=replace(site.settings, mcp=True))


@pytest.fixture(scope="session")
def mcp_client(open_site_: Site) -> FlaskClient:
    """A client of a server with `mcp: on`."""
    return create_app(open_site_).test_client()


@pytest.fixture(scope="session")
def mcp_address(open_site_: Site) -> Iterator[str]:
    """The address of a server that listens."""
    server = make_server("127.0.0.1", 0, create_app(open_site_), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/mcp"
    server.shutdown()
    thread.join()
    server.server_close()
