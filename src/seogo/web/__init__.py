"""Web: pages, JSON, feeds, health. Flask is imported when an app is made, so that the command line stays light.

``http/`` knows requests and responses, ``views/`` what templates are given, ``routes/`` what answers each address. Routes
import views and ``http/``; views import no routes and no flask; ``http/`` imports neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from seogo.composition import Site


def create_app(site: Site | None = None) -> Flask:
    """The web application of an archive.

    Without ``site`` it is that of `load_settings`, so that any WSGI server can start ``seogo.web:create_app()``; raises
    SettingsError or ConfigError where that cannot be read. A missing index is no error: pages say 503 until there is one.
    """
    from seogo.web.app import build_app

    if site is None:
        from seogo.composition import open_site
        from seogo.searching.open_index import OpenIndex
        from seogo.settings import load_settings

        site = open_site(load_settings())
        site.current.prepare_with(OpenIndex.warm)
    return build_app(site)
