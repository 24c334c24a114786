"""Connections to a cluster: certificates, credentials, and what is said where they are wrong."""

from __future__ import annotations

import importlib.util
import shutil
import ssl
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from seogo.engine_settings import OpenSearchSettings
from seogo.engines.opensearch.cluster import Cluster
from seogo.errors import EngineUnreachable

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate"),
    pytest.mark.skipif(
        importlib.util.find_spec("opensearchpy") is None, reason="pip install 'seogo[opensearch]'"
    ),
]
RIGHT = "Basic " + b64encode("서고:비밀".encode()).decode()


class Door(BaseHTTPRequestHandler):
    """A cluster that lets one user in."""

    def do_GET(self) -> None:
        right = self.headers["Authorization"] == RIGHT
        self.send_response(200 if right else 401)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"found": true}')

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that signed itself, with its key in the same file."""
    path = tmp_path_factory.mktemp("tls") / "root.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    out = ["-nodes", "-keyout", "-", "-out", "-"]
    done = subprocess.run([*made, *names, *out], capture_output=True, check=True)
    path.write_bytes(done.stdout)
    return path


@pytest.fixture(scope="module")
def port(certificate: Path) -> Iterator[int]:
    """The port of the door."""
    server = ThreadingHTTPServer(("localhost", 0), Door)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def ask(url: str, ca: Path | None, password: str = "비밀") -> bool:
    """Whether the door opens."""
    settings = OpenSearchSettings((url,), ca=ca, user="서고", password=password)
    return bool(Cluster(settings).request("GET", "/")["found"])


def test_only_a_certificate_that_is_trusted_is_taken(port: int, certificate: Path) -> None:
    assert ask(f"https://localhost:{port}", certificate)
    with pytest.raises(EngineUnreachable, match="certificate verify failed"):
        ask(f"https://localhost:{port}", None)
    with pytest.raises(EngineUnreachable, match=r"127\.0\.0\.1"):  # it is for another name
        ask(f"https://127.0.0.1:{port}", certificate)


def test_wrong_credentials_are_said_once(port: int, certificate: Path) -> None:
    with pytest.raises(EngineUnreachable, match="set SEOGO_OPENSEARCH_USER") as caught:
        ask(f"https://localhost:{port}", certificate, "다른 비밀")
    assert caught.value.lasting, "a build does not wait for it"
    assert "비밀" not in str(caught.value)
