"""Pictures of every page: three widths, light and dark, both interface languages; to be looked at, not compared.

    python -m tests.benchmarks.screenshots FOLDER [NAME…]
    python -m tests.benchmarks.screenshots --readme

NAME is one of tests/web/addresses.py; without any, all are taken. `--readme` writes the two small ones that the README shows.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright
from tests.web.addresses import PAGES
from tests.web.conftest import ARGUMENTS, CHROMIUM
from werkzeug.serving import make_server

from seogo.composition import open_site
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.web import create_app

ARCHIVE = Path(__file__).parents[2] / "archive"
WIDTHS = (360, 768, 1440)
README = {
    "search-ko": f"/search?q={quote('인공지능')}&ui=ko",
    "pair-en": "/articles/language/how-hangul-was-made.en/pair?q=Hangul&ui=en",
}
README_FOLDER = Path(__file__).parents[2] / ".readme"
README_VIEW = {"x": 0, "y": 0, "width": 1200, "height": 900, "scale": 0.75}


def take(browser: Browser, address: str, folder: Path, names: list[str]) -> int:
    """Save the pictures of the pages with these names; how many there are."""
    taken = 0
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        for name, ui in product(names, ("ko", "en")):
            path = PAGES[name]
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}ui={ui}")
            page.evaluate("document.querySelectorAll('details.cite').forEach((e) => e.open = true)")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
                file = folder / f"{name}-{ui}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page=True)
                taken += 1
        context.close()
    return taken


def take_for_readme(browser: Browser, address: str) -> int:
    """Save the beginning of the pages that the README shows, as WebP; how many there are."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    README_FOLDER.mkdir(exist_ok=True)
    for name, path in README.items():
        page.goto(address + path)
        session = context.new_cdp_session(page)
        how = {"format": "webp", "quality": 55, "clip": README_VIEW}
        shot = session.send("Page.captureScreenshot", how)
        (README_FOLDER / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))
    context.close()
    return len(README)


def served(take_all: Callable[[Browser, str], int]) -> int:
    """Take pictures of the sample archive, served with an index of its own."""
    with tempfile.TemporaryDirectory() as index, sync_playwright() as playwright:
        site = open_site(load_settings(ARCHIVE, Path(index), {}))
        site.indexer.run(IndexOptions())
        server = make_server("127.0.0.1", 0, create_app(site), threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        taken = take_all(browser, f"http://127.0.0.1:{server.server_port}")
        browser.close()
        server.shutdown()
        site.close()
    return taken


def main() -> None:
    """Take what the command line names."""
    if sys.argv[1:] == ["--readme"]:
        print(f"{served(take_for_readme)} pictures in {README_FOLDER}")
        return
    folder, names = Path(sys.argv[1]), sys.argv[2:] or list(PAGES)
    folder.mkdir(parents=True, exist_ok=True)
    taken = served(lambda browser, address: take(browser, address, folder, names))
    print(f"{taken} pictures in {folder}")


if __name__ == "__main__":
    main()
