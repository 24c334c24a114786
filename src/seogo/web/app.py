"""The web application: its addresses, templates and handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

from seogo import messages
from seogo.composition import Site
from seogo.web.context import AppContext
from seogo.web.handlers import ErrorHandler, HeaderHandler, refuse_request
from seogo.web.http.assets import digest, static_files, templates_dir
from seogo.web.http.hosts import PublicAddress
from seogo.web.http.rate_limit import RateLimit
from seogo.web.routes.articles.article import ArticleRoutes
from seogo.web.routes.articles.basket import BasketRoutes
from seogo.web.routes.articles.changes import ChangesRoute
from seogo.web.routes.articles.formats import ArticleFormatRoutes
from seogo.web.routes.articles.pair import PairRoute
from seogo.web.routes.browse.front import FrontRoute
from seogo.web.routes.browse.lists import ListRoutes
from seogo.web.routes.browse.manual import ManualRoutes
from seogo.web.routes.machines.descriptions import DescriptionRoutes
from seogo.web.routes.machines.files import FileRoutes
from seogo.web.routes.machines.health import HealthRoutes
from seogo.web.routes.machines.mcp import PATH as MCP
from seogo.web.routes.machines.mcp import McpRoute
from seogo.web.routes.machines.sitemaps import SitemapRoutes
from seogo.web.routes.search.citations import CitationExportRoutes
from seogo.web.routes.search.concordance import ConcordanceRoutes
from seogo.web.routes.search.exports import ExportRoutes
from seogo.web.routes.search.feed import FeedRoute
from seogo.web.routes.search.frequency import FrequencyRoutes
from seogo.web.routes.search.lexicon import LexiconRoutes
from seogo.web.routes.search.results import SearchRoutes
from seogo.web.routes.search.suggestions import SuggestionRoute
from seogo.web.routes.search.text_analysis import AnalysisRoutes
from seogo.web.routes.search.verification import VerificationRoute
from seogo.web.views.layout import Layout
from seogo.web.views.text_runs import kept

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
    app.jinja_env.filters["kept"] = kept
    files = static_files()
    titles = site.settings.titles
    edition = digest(
        _version().encode(),
        *(path.read_bytes() for path in sorted(templates.glob("*.html"))),
        *(file.version.encode() for file in files.values()),
        *(title.encode() for title in titles.values()),
        *(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py"))),
        *(path.read_bytes() for path in sorted(Path(messages.__file__).parent.rglob("*.mo"))),
    )
    context, limit = AppContext(site, Layout(titles, files), edition), RateLimit()
    for rule, view in _routes(context, limit):
        app.add_url_rule(rule, endpoint=rule, view_func=view, methods=["GET"])
    if site.settings.mcp:
        app.add_url_rule(
            MCP, endpoint=MCP, view_func=McpRoute(context, limit).message, methods=["POST"]
        )
    public = PublicAddress(app.wsgi_app, site.settings.base_url, site.settings.allowed_hosts)
    app.wsgi_app = public  # type: ignore[method-assign]
    app.before_request(refuse_request)
    app.after_request(HeaderHandler(context))
    app.register_error_handler(Exception, ErrorHandler(context, app.logger))
    return app


def _routes(app: AppContext, limit: RateLimit) -> Iterator[tuple[str, Callable[..., AnyResponse]]]:
    """The addresses with what answers each; all of them can only be read."""
    analysis, concordance, descriptions = (
        AnalysisRoutes(app),
        ConcordanceRoutes(app),
        DescriptionRoutes(app),
    )
    exports, formats = ExportRoutes(app), ArticleFormatRoutes(app)
    files, health = FileRoutes(app), HealthRoutes(app)
    lists, manual, search = ListRoutes(app), ManualRoutes(app), SearchRoutes(app)
    article = ArticleRoutes(app, formats)
    yield "/", FrontRoute(app, lists).page
    yield "/search", search.page
    yield "/search.json", search.json
    yield "/search.atom", FeedRoute(app).search
    yield "/watches/<name>.atom", FeedRoute(app).watch
    yield "/search.csv", exports.table
    yield "/search.jsonl", exports.lines
    citations = CitationExportRoutes(app, formats)
    yield "/search.bib", citations.bibtex
    yield "/search.ris", citations.ris
    yield "/search.csl.json", citations.csl
    yield "/suggest", SuggestionRoute(app).document
    yield "/analyze", analysis.page
    yield "/analyze.json", analysis.document
    yield "/verify.json", VerificationRoute(app, limit).document
    yield "/concordance", concordance.page
    yield "/concordance.json", concordance.document
    yield "/concordance.tmx", concordance.tmx
    lexicon = LexiconRoutes(app)
    yield "/lexicon", lexicon.page
    yield "/lexicon.json", lexicon.document
    frequencies = FrequencyRoutes(app)
    yield "/frequency", frequencies.page
    yield "/frequency.json", frequencies.document
    yield "/frequency.csv", frequencies.table
    yield "/articles/<path:article_id>", article.page
    yield "/articles/<path:article_id>.json", article.json
    yield "/articles/<path:article_id>.md", formats.markdown
    yield "/articles/<path:article_id>.bib", formats.bibtex
    yield "/articles/<path:article_id>.ris", formats.ris
    yield "/articles/<path:article_id>.csl.json", formats.csl
    pair = PairRoute(app)
    yield "/articles/<path:article_id>/pair", pair.page
    yield "/articles/<path:article_id>/pair.tmx", pair.tmx
    yield "/articles/<path:article_id>/pair.csv", pair.table
    yield "/articles/<path:article_id>/changes", ChangesRoute(app).page
    basket = BasketRoutes(app, formats)
    yield "/basket", basket.page
    yield "/basket.ris", basket.ris
    yield "/basket.bib", basket.bibtex
    yield "/basket.csl.json", basket.csl
    yield "/basket.csv", basket.table
    yield "/basket.txt", basket.references
    yield "/images/<path:path>", files.image
    yield from lists.views()
    yield "/help", manual.topics
    yield "/help/<topic>", manual.topic
    yield "/opensearch.xml", descriptions.opensearch
    sitemaps = SitemapRoutes(app)
    yield "/robots.txt", sitemaps.robots
    yield "/sitemap.xml", sitemaps.sitemap
    yield "/sitemap-<int:number>.xml", sitemaps.part
    yield "/openapi.json", descriptions.openapi
    yield "/api", descriptions.api
    yield "/manifest.webmanifest", descriptions.manifest
    yield "/favicon.ico", files.favicon
    yield "/llms.txt", descriptions.llms
    yield "/static/<name>", files.static
    yield "/healthz", health.alive
    yield "/readyz", health.ready


def _version() -> str:
    try:
        return metadata.version("seogo")
    except metadata.PackageNotFoundError:  # run from a checkout
        return "0"
