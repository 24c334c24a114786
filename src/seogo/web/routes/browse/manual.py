"""Pages of the manual."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from flask import Response
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from seogo.articles.markdown import to_blocks
from seogo.articles.model import Article
from seogo.manual.topics import TOPICS, load_topic
from seogo.searching.request import SearchRequest
from seogo.web.context import AppContext
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import not_modified
from seogo.web.views.articles.body import with_named_tables
from seogo.web.views.components import HelpTopic, Link
from seogo.web.views.contexts import HelpPage, HelpTopicPage
from seogo.web.views.text_runs import typeset

_QUERY_TABLE: Final = re.compile(
    r'<div class="table"><table>\s*<thead>\s*<tr><th scope="col">(?:Query|검색어)<'
)
_FIRST_CELL: Final = re.compile(r"(?<=<tr><td>).*?(?=</td>)")
_CODE: Final = re.compile("<code>([^<]*)</code>")


@dataclass(frozen=True, slots=True)
class ManualRoutes:
    """The routes of the manual, which need no index."""

    app: AppContext

    def topics(self) -> Response:
        """``/help``: all topics of the manual."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        articles = {topic: load_topic(topic, ctx.ui) for topic in TOPICS}
        tag = self.app.lasting_tag(ctx, *(one.content_hash for one in articles.values()))
        if known := not_modified(ctx, tag):
            return known
        locale = self.app.locale(ctx)
        topics = tuple(
            HelpTopic(
                Link(locale.ui_text(article.title), _address(topic, ctx)),
                locale.ui_text(article.summary),
            )
            for topic, article in articles.items()
        )
        return self.app.show(HelpPage(topics), ctx, title=locale.text("help_title"), tag=tag)

    def topic(self, topic: str) -> Response:
        """``/help/<topic>``: one article of the manual. Raises NotFound."""
        ctx = self.app.request_context()
        self.app.search_request("ui")
        if topic not in TOPICS:
            raise NotFound
        article = load_topic(topic, ctx.ui)
        tag = self.app.lasting_tag(ctx, article.content_hash)
        if known := not_modified(ctx, tag):
            return known
        locale = self.app.locale(ctx)
        context = HelpTopicPage(
            title=locale.ui_text(article.title),
            summary=locale.ui_text(article.summary),
            body=_body(article, ctx),
            all_topics=ctx.addresses.same("/help", ()),
            has_keyboard=topic == "searching",
        )
        return self.app.show(context, ctx, title=context.title, tag=tag)


def _address(topic: str, ctx: RequestContext) -> str:
    return ctx.addresses.same(f"/help/{topic}", ())


def _body(article: Article, ctx: RequestContext) -> Markup:
    """The article as HTML; links lead to other topics, queries of tables to their searches."""

    def resolve(target: str) -> str | None:
        return _address(target, ctx) if target in TOPICS else None

    def search(code: re.Match[str]) -> str:
        request = SearchRequest(q=unescape(code[1]))
        return str(Markup('<a href="{}">').format(ctx.addresses.search(request))) + f"{code[0]}</a>"

    def linked(cell: re.Match[str]) -> str:
        return _CODE.sub(search, cell[0])

    html = "".join(
        _FIRST_CELL.sub(linked, block.html) if _QUERY_TABLE.match(block.html) else block.html
        for block in to_blocks(article.body, resolve=resolve)
    )
    html = with_named_tables(typeset(html, ctx.ui), ctx.ui)
    return Markup(html)  # noqa: S704 - made by our own renderer
