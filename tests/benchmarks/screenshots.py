"""Pictures of every page: three widths, light and dark, both interface languages; to be looked at, not compared.

    python -m tests.benchmarks.screenshots FOLDER [NAME…]

NAME is one of tests/web/addresses.py; without any, all are taken.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from tests.web.addresses import PAGES
from tests.web.conftest import ARGUMENTS, CHROMIUM
from werkzeug.serving import make_server

from seogo.indexing import IndexOptions
from seogo.settings import load_settings
from seogo.web import create_app
from seogo.wiring import open_site

ARCHIVE = Path(__file__).parents[2] / "archive"
WIDTHS = (360, 768, 1440)


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


def main() -> None:
    """Serve the sample archive and take the pictures."""
    folder, names = Path(sys.argv[1]), sys.argv[2:] or list(PAGES)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as index, sync_playwright() as playwright:
        site = open_site(load_settings(ARCHIVE, Path(index), {}))
        site.indexer.run(IndexOptions())
        server = make_server("127.0.0.1", 0, create_app(site), threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        taken = take(browser, f"http://127.0.0.1:{server.server_port}", folder, names)
        browser.close()
        server.shutdown()
        site.close()
    print(f"{taken} pictures in {folder}")


if __name__ == "__main__":
    main()
