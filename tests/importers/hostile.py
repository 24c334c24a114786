"""A web server that is not nice, in a thread."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from tests.importers.pages.sites import newspaper
from tests.importers.pages.texts import BRIDGE_KO

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


class Handler(BaseHTTPRequestHandler):
    """Answers by path; ``asked`` has every request with its headers, ``robots`` is a robots.txt or its status."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    failures: ClassVar[dict[str, int]] = {}
    robots: ClassVar[bytes | int] = 404

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        page = newspaper(BRIDGE_KO).encode()
        match path:
            case "/page":
                self.answer(page, {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "a=b"})
            case "/korean":
                old = (
                    page.replace(b'<meta charset="utf-8">', b"")
                    .decode()
                    .encode("cp949", "xmlcharrefreplace")
                )
                self.answer(old, {"Content-Type": "text/html; charset=euc-kr"})
            case "/gzip":
                self.answer(gzip.compress(page), {"Content-Encoding": "gzip"})
            case "/bomb":
                self.answer(bomb(), {"Content-Encoding": "gzip"})
            case "/deflate-bomb":
                self.answer(zlib.compress(b"\0" * 40_000_000), {"Content-Encoding": "deflate"})
            case "/cut-gzip":
                self.answer(gzip.compress(page)[:-50], {"Content-Encoding": "gzip"})
            case "/huge":
                self.answer(b"", {"Content-Length": "200000000"})
            case "/endless":
                self.endless()
            case "/loop":
                self.redirect("/loop")
            case "/to-page":
                self.redirect("/page")
            case "/to-file":
                self.redirect("file:///etc/passwd")
            case "/to-script":
                self.redirect("javascript:alert(1)")
            case "/to-private":
                self.redirect("http://10.0.0.1/")
            case "/to-name":
                self.redirect("http://inner.example/")
            case "/short":
                self.answer(b"half", {"Content-Length": "100"})
            case "/busy":
                left = self.failures.get(path, 2)
                self.failures[path] = left - 1
                if left:
                    self.answer(b"", {"Retry-After": "7"}, 503)
                else:
                    self.answer(page, {})
            case "/robots.txt":
                self.answer_robots()
            case "/image.png":
                self.answer(PNG, {})
            case "/not-image.png":
                self.answer(b"<svg onload='alert(1)'>", {"Content-Type": "image/png"})
            case "/nul":
                self.answer(page.replace("가람시".encode(), "가\0람시".encode()), {})
            case "/headers":
                self.wfile.write(b"HTTP/1.0 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n")
            case "/garbage":
                self.wfile.write(b"\xff\xfe\0\0nothing like HTTP\r\n\r\n")
            case _:
                self.answer(b"", {}, 404)

    def answer(self, data: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def answer_robots(self) -> None:
        match self.robots:
            case int(status) if 300 <= status < 400:
                self.redirect("/robots.txt")
            case int(status):
                self.answer(b"", {}, status)
            case data:
                self.answer(data, {})

    def redirect(self, target: str) -> None:
        self.answer(b"", {"Location": target}, 302)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>x" * 100_000)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


def bomb() -> bytes:
    """A hundred megabytes in a hundred kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(100)) + packer.flush()


@contextmanager
def served() -> Iterator[str]:
    """The address of a running server."""
    Handler.asked.clear()
    Handler.failures.clear()
    Handler.robots = 404
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
