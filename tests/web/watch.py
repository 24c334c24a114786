"""A browser that tells what pages try: scripts that run, requests that leave, errors of XML."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Dialog, Page, Request

_LOOK: Final = """() => {
    const found = [];
    if (window.ran || document.title === "ran") found.push("a script ran");
    for (const element of document.querySelectorAll("*")) {
        for (const attribute of element.attributes) {
            const name = attribute.name.toLowerCase(), value = attribute.value.trim().toLowerCase();
            if (name.startsWith("on")) found.push(`${element.localName} has ${name}`);
            if (["href", "src", "action", "formaction", "xlink:href", "data"].includes(name)
                && !/^(https?:|mailto:|[^a-z0-9+.-]|[^:]*$)/.test(value))
                found.push(`${element.localName} leads to ${value}`);
        }
        if (["iframe", "object", "embed", "base", "foreignobject"].includes(element.localName))
            found.push(`there is a ${element.localName}`);
        if (element.localName === "parsererror") found.push(element.textContent);
        if (element.localName === "meta" && element.httpEquiv.toLowerCase() === "refresh")
            found.push("a refresh");
    }
    for (const element of document.querySelectorAll("a, img, p, h1, td, li, input, summary"))
        for (const kind of ["mouseover", "focus", "error"])
            element.dispatchEvent(new Event(kind, {bubbles: true}));
    if (window.ran || document.title === "ran") found.push("a script ran after an event");
    return found;
}"""


_OF_BROWSER: Final = ".googleapis.com:443"
"""Where Chromium itself asks how to fill in forms."""


class Watch:
    """A page in a browser, and all that went wrong in it; ``allowed`` is how addresses begin that may be asked for."""

    def __init__(self, page: Page, allowed: str) -> None:
        self.page = page
        self.problems: list[str] = []
        self.visited = 0
        self._allowed, self._where = allowed, ""
        page.on("request", self._request)
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.problems.append(f"{self._where}: opens {popup.url}"))
        page.on("pageerror", lambda error: self.problems.append(f"{self._where}: {error}"))

    def visit(self, address: str) -> None:
        """Open a page and look at it."""
        self._where = address
        self.visited += 1
        answer = self.page.goto(address, wait_until="load")
        if answer is not None and answer.headers.get("content-type", "").startswith("image/"):
            return
        self.problems += [f"{address}: {one}" for one in self.page.evaluate(_LOOK)]

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._allowed):
            self.problems.append(f"{self._where}: asks for {request.url[:300]}")

    def _dialog(self, dialog: Dialog) -> None:
        self.problems.append(f"{self._where}: a dialog")
        dialog.dismiss()


@contextmanager
def watching(browser: Browser, allowed: str) -> Iterator[Watch]:
    """A page whose connections to other machines all end at a proxy, which writes each down as a problem."""
    connections: list[str] = []

    class Proxy(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line = self.request.recv(500).split(b"\r\n")[0].decode("latin-1")
            if _OF_BROWSER not in line:
                connections.append(line)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        proxy = {"server": address, "bypass": "127.0.0.1"}
        context = browser.new_context(proxy=proxy, service_workers="block")  # type: ignore[arg-type]
        watch = Watch(context.new_page(), allowed)
        try:
            yield watch
        finally:
            context.close()
            server.shutdown()
            watch.problems += [f"a request left: {line}" for line in connections]
