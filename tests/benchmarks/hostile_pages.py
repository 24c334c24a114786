"""Hostile articles in Chromium: on every page of a server, in a book and in a site; no script may run, no request leave.

    python -m tests.benchmarks.hostile_pages

There is a pair of articles for each text and each id of tests/web/hostile_articles.py. Every page is opened, looked
through and given events; all connections to other machines end at a proxy that writes them down. Prints what went wrong.
Ends with status 1 where anything did.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.web.browser.test_hostile_articles import look_at_export, look_at_server
from tests.web.conftest import ARGUMENTS, CHROMIUM
from tests.web.hostile_articles import write_archive

from seogo.composition import open_site
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings


def main() -> int:
    """Build the index, and look."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        folder = Path(work)
        ids = write_archive(folder / "archive")
        site = open_site(load_settings(folder / "archive", folder / "index", {}))
        site.indexer.run(IndexOptions())
        print(f"{len(ids)} articles: {', '.join(ids)}", flush=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, look in (
            ("server", partial(look_at_server, site, browser)),
            ("book", partial(look_at_export, site, browser, "epub", folder)),
            ("site", partial(look_at_export, site, browser, "site", folder)),
        ):
            began = time.monotonic()
            found, visited = look()
            problems += found
            print(
                f"{name}: {visited} pages in {time.monotonic() - began:.0f} s, {len(found)} wrong"
            )
            print("".join(f"  {one}"[:600] + "\n" for one in found[:20]), end="", flush=True)
        browser.close()
        site.close()
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
