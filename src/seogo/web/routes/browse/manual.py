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
from seogo.web.context import Desk
from seogo.web.http.request import Visit
from seogo.web.http.responses import not_modified
from seogo.web.views.components import HelpTopic, Link
from seogo.web.views.contexts import HelpPage, HelpTopicPage
from seogo.web.views.text_runs import mark_languages

_QUERY_TABLE: Final = re.compile(
    r'<div class="table"><table>\s*<thead>\s*<tr><th scope="col">(?:Query|검색어)<'
)
_FIRST_CELL: Final = re.compile(r"(?<=<tr><td>).*?(?=</td>)")
_CODE: Final = re.compile("<code>(.*?)</code>")


@dataclass(frozen=True, slots=True)
class Helping:
    """The manual of one application. It needs no index."""

    desk: Desk

    def topics(self) -> Response:
        """``/help``: all topics of the manual."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        articles = {topic: load_topic(topic, visit.ui) for topic in TOPICS}
        tag = self.desk.lasting_tag(visit, *(one.content_hash for one in articles.values()))
        if known := not_modified(visit, tag):
            return known
        words = self.desk.words(visit)
        topics = tuple(
            HelpTopic(
                Link(words.sentence(article.title), _address(topic, visit)),
                words.sentence(article.summary),
            )
            for topic, article in articles.items()
        )
        return self.desk.show(HelpPage(topics), visit, title=words.text("help_title"), tag=tag)

    def topic(self, topic: str) -> Response:
        """``/help/<topic>``: one article of the manual. Raises NotFound."""
        visit = self.desk.visit()
        self.desk.search_request("ui")
        if topic not in TOPICS:
            raise NotFound
        article = load_topic(topic, visit.ui)
        tag = self.desk.lasting_tag(visit, article.content_hash)
        if known := not_modified(visit, tag):
            return known
        words = self.desk.words(visit)
        context = HelpTopicPage(
            title=words.sentence(article.title),
            summary=words.sentence(article.summary),
            body=_body(article, visit),
            all_topics=visit.addresses.same("/help", ()),
            has_keyboard=topic == "searching",
        )
        return self.desk.show(context, visit, title=context.title, tag=tag)


def _address(topic: str, visit: Visit) -> str:
    return visit.addresses.same(f"/help/{topic}", ())


def _body(article: Article, visit: Visit) -> Markup:
    """The article as HTML; links lead to other topics, queries of tables to their searches."""

    def resolve(target: str) -> str | None:
        return _address(target, visit) if target in TOPICS else None

    def search(code: re.Match[str]) -> str:
        request = SearchRequest(q=unescape(code[1]))
        return (
            str(Markup('<a href="{}">').format(visit.addresses.search(request))) + f"{code[0]}</a>"
        )

    def linked(cell: re.Match[str]) -> str:
        return _CODE.sub(search, cell[0])

    html = "".join(
        _FIRST_CELL.sub(linked, block.html) if _QUERY_TABLE.match(block.html) else block.html
        for block in to_blocks(article.body, resolve=resolve)
    )
    return Markup(mark_languages(html, visit.ui))  # noqa: S704 - made by our own renderer
