"""What every page and JSON answer of one application shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from flask import Response, g, render_template, request

from seogo.composition import Site
from seogo.languages import Language
from seogo.messages.catalogues import text_of
from seogo.searching.parameters import to_request
from seogo.searching.request import SearchRequest
from seogo.web.http.assets import digest
from seogo.web.http.params import SEARCH, decode, named
from seogo.web.http.request import Visit
from seogo.web.http.responses import page
from seogo.web.http.short_links import with_short_links
from seogo.web.views.alternates import link_header, to_relations
from seogo.web.views.articles.article import Reader
from seogo.web.views.components import Alternate
from seogo.web.views.contexts import PAGES
from seogo.web.views.formatting import Wording
from seogo.web.views.layout import Frames
from seogo.web.views.search.results import Results
from seogo.web.views.text_runs import Text

_TEMPLATES: Final = {context: name for name, context in PAGES.items()}


@dataclass(frozen=True, slots=True)
class Desk:
    """A site, how its pages are framed, and its ``edition``: a hash of everything else that a page is made of."""

    site: Site
    frames: Frames
    edition: str

    def visit(self) -> Visit:
        """The request that is being answered."""
        if "visit" not in g:
            g.visit = Visit.of(request)
        visit: Visit = g.visit
        return visit

    def search_request(self, *names: str) -> SearchRequest:
        """The search that the address asks for; with ``names`` only these parameters and ``ui`` may occur in it. Raises
        ParameterError."""
        return to_request(decode(request.query_string), named(*names) if names else SEARCH)

    def words(self, visit: Visit) -> Wording:
        """The interface in the language of a visit."""
        return Wording(visit.ui, self.site.archive.zone)

    def results(self, visit: Visit) -> Results:
        """Shows search pages to a visit."""
        return Results(self.words(visit), visit.addresses)

    def reader(self, visit: Visit) -> Reader:
        """Shows articles to a visit."""
        return Reader(self.site.archive, self.site.search, self.words(visit), visit.addresses)

    def tag(self, visit: Visit, *content: str) -> str:
        """The entity tag of an answer: index, address, language, program, and the ``content`` of files read for it.

        Raises IndexUnavailable.
        """
        fingerprint = self.site.search.index().fingerprint
        parts = (fingerprint, visit.instance, visit.ui.value, self.edition, *content)
        return digest(*(part.encode() for part in parts))

    def lasting_tag(self, visit: Visit, *content: str) -> str:
        """The entity tag of an answer that no article changes."""
        parts = (visit.instance, visit.ui.value, self.edition, *content)
        return digest(*(part.encode() for part in parts))

    def show(
        self,
        context: object,
        visit: Visit,
        *,
        title: Text | None,
        status: int = 200,
        tag: str = "",
        found: SearchRequest | None = None,
        json: str = "",
        alternates: tuple[Alternate, ...] = (),
        canonical: str = "",
    ) -> Response:
        """A page from its context; the other arguments are those of Frames.build and responses.page."""
        frame = self.frames.build(
            visit,
            title,
            request=found,
            json=json,
            alternates=alternates,
            canonical=canonical,
        )
        html = render_template(
            _TEMPLATES[type(context)], page=context, frame=frame, t=_texts(visit.ui)
        )
        response = page(with_short_links(html), visit, status=status, tag=tag)
        if frame.alternates:
            response.headers["Link"] = link_header(to_relations(frame.alternates))
        return response


class _Texts(dict[str, str]):
    """The texts of the interface that templates ask for, by code; each is looked up once."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, code: str) -> str:
        """The text of a code. Raises LookupError."""
        return self.setdefault(code, text_of(self._language, code))


_texts = cache(_Texts)
