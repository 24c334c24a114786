"""The page that says how queries are written."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from seogo.searching.service import SearchRequest
from seogo.web.components import HelpExample, HelpTopic
from seogo.web.context import UI_ONLY, Desk
from seogo.web.http.request import Visit
from seogo.web.http.responses import not_modified
from seogo.web.l10n.formatting import Wording
from seogo.web.l10n.query_manual import MANUAL, Example
from seogo.web.views.contexts import HelpPage


@dataclass(frozen=True, slots=True)
class Helping:
    """The help of one application."""

    desk: Desk

    def page(self) -> Response:
        """``/help``: every kind of query with examples, see seogo.web.l10n.query_manual. It needs no index."""
        visit = self.desk.visit()
        self.desk.params(UI_ONLY)
        tag = self.desk.lasting_tag(visit)
        if known := not_modified(visit, tag):
            return known
        words = self.desk.words(visit)
        topics = tuple(
            HelpTopic(
                id=f"topic-{number}",
                title=words.sentence(topic.title),
                lead=words.sentence(topic.lead),
                examples=tuple(_example(one, words, visit) for one in topic.examples),
            )
            for number, topic in enumerate(MANUAL[visit.ui], 1)
        )
        return self.desk.show(HelpPage(topics), visit, title=words.text("help_title"), tag=tag)


def _example(example: Example, words: Wording, visit: Visit) -> HelpExample:
    return HelpExample(
        query=words.typed(example.query),
        address=visit.addresses.search(SearchRequest(q=example.query)),
        meaning=words.sentence(example.meaning),
        read_as=words.typed(example.read_as) if example.read_as else None,
    )
