"""The web application: its addresses, templates and handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

from seogo.composition import Site
from seogo.web.context import Desk
from seogo.web.handlers import ErrorHandler, HeaderHandler, refuse_request
from seogo.web.http.assets import digest, static_files, templates_dir
from seogo.web.http.cors import Origins
from seogo.web.routes.articles.article import ArticleRoutes
from seogo.web.routes.articles.changes import Changes
from seogo.web.routes.articles.formats import Articles
from seogo.web.routes.articles.image import ImageRoute
from seogo.web.routes.articles.pair import PairRoute
from seogo.web.routes.browse.front import FrontRoute
from seogo.web.routes.browse.lists import Browsing
from seogo.web.routes.browse.manual import Helping
from seogo.web.routes.machines.descriptions import Describing
from seogo.web.routes.machines.health import HealthRoutes
from seogo.web.routes.machines.static import StaticRoute
from seogo.web.routes.search.analysis import Explaining
from seogo.web.routes.search.concordance import Concordances
from seogo.web.routes.search.exports import Exports
from seogo.web.routes.search.feed import Feeds
from seogo.web.routes.search.results import SearchRoutes
from seogo.web.routes.search.suggestions import Suggesting
from seogo.web.views.layout import Frames

_LARGEST_BODY: Final = 64 * 1024


def build_app(site: Site) -> Flask:
    """The application of a site. Raises SeogoError where the templates are missing."""
    templates = templates_dir()
    app = Flask("seogo.web", static_folder=None, template_folder=str(templates))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    app.url_map.merge_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    files = static_files()
    titles = site.settings.titles
    edition = digest(
        _version().encode(),
        *(path.read_bytes() for path in sorted(templates.glob("*.html"))),
        *(file.version.encode() for file in files.values()),
        *(title.encode() for title in titles.values()),
        *(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py"))),
    )
    desk = Desk(site, Frames(titles, files), edition)
    for rule, view in _routes(desk):
        app.add_url_rule(rule, endpoint=rule, view_func=view, methods=["GET"])
    app.before_request(refuse_request)
    app.after_request(HeaderHandler(desk, Origins(site.settings.cors)))
    app.register_error_handler(Exception, ErrorHandler(app, desk))
    return app


def _routes(desk: Desk) -> Iterator[tuple[str, Callable[..., AnyResponse]]]:
    """The addresses with what answers each; all of them can only be read."""
    analysis, concordance, descriptions = Explaining(desk), Concordances(desk), Describing(desk)
    exports, formats, health = Exports(desk), Articles(desk), HealthRoutes(desk)
    lists, manual, search = Browsing(desk), Helping(desk), SearchRoutes(desk)
    article = ArticleRoutes(desk, formats)
    yield "/", FrontRoute(desk, lists).page
    yield "/search", search.page
    yield "/search.json", search.json
    yield "/search.atom", Feeds(desk).search
    yield "/search.csv", exports.table
    yield "/search.jsonl", exports.lines
    yield "/suggest", Suggesting(desk).document
    yield "/analyze", analysis.page
    yield "/analyze.json", analysis.document
    yield "/concordance", concordance.page
    yield "/concordance.json", concordance.document
    yield "/articles/<path:article_id>", article.page
    yield "/articles/<path:article_id>.json", article.json
    yield "/articles/<path:article_id>.md", formats.markdown
    yield "/articles/<path:article_id>.bib", formats.bibtex
    yield "/articles/<path:article_id>.ris", formats.ris
    yield "/articles/<path:article_id>.csl.json", formats.csl
    yield "/articles/<path:article_id>/pair", PairRoute(desk).page
    yield "/articles/<path:article_id>/changes", Changes(desk).page
    yield "/images/<path:path>", ImageRoute(desk).file
    yield from lists.views()
    yield "/help", manual.topics
    yield "/help/<topic>", manual.topic
    yield "/opensearch.xml", descriptions.opensearch
    yield "/openapi.json", descriptions.openapi
    yield "/static/<name>", StaticRoute(desk).file
    yield "/healthz", health.alive
    yield "/readyz", health.ready


def _version() -> str:
    try:
        return metadata.version("seogo")
    except metadata.PackageNotFoundError:  # run from a checkout
        return "0"
