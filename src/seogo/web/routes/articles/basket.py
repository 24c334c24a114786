"""The basket: articles that a reader has chosen, by their ids in the address, and what can be taken of them.

The browser keeps which ones they are; the server keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from flask import Response, request

from seogo.documents.document import Record
from seogo.exporters.citations import Reference, csl_text, to_bibtex, to_ris
from seogo.exporters.styles.styles import STYLES
from seogo.languages import Language
from seogo.searching.parameter_kinds import ParameterError
from seogo.searching.parameters import parse_pairs
from seogo.serializers.article import BASKET_FORMS
from seogo.unicode_forms import to_form
from seogo.web.context import AppContext
from seogo.web.http.params import BASKET, IDS, decode
from seogo.web.http.request_context import RequestContext
from seogo.web.http.responses import not_modified, written
from seogo.web.routes.articles.formats import ArticleFormatRoutes
from seogo.web.routes.search.exports import FACTS, MARK, file_name, to_cells, to_row
from seogo.web.views.articles.article import ArticleGone
from seogo.web.views.components import Chosen
from seogo.web.views.contexts import BasketPage

MOST: Final = 100
"""Articles of one basket."""
_IN_ADDRESS: Final = "/articles/"


@dataclass(frozen=True, slots=True)
class _Basket:
    """A basket that was asked for: its articles, ids that no article has, and the style of its list of references."""

    records: tuple[Record, ...]
    unknown: tuple[str, ...]
    style: str


@dataclass(frozen=True, slots=True)
class BasketRoutes:
    """The routes of the basket. They raise RequestError and IndexUnavailable."""

    app: AppContext
    formats: ArticleFormatRoutes

    def page(self) -> Response:
        """``/basket``: the chosen articles, to be left out, added to and taken along."""
        ctx = self.app.request_context()
        basket = self._basket()
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        locale, results = self.app.locale(ctx), self.app.results_view(ctx)
        first = "korean" if ctx.ui is Language.KO else "apa"
        context = BasketPage(
            action=ctx.addresses.same("/basket", (), drop="ui"),
            articles=tuple(Chosen(one.id, results.listed(one)) for one in basket.records),
            total=locale.string("basket_total", count=len(basket.records)),
            unknown=tuple(map(locale.text_by_script, basket.unknown)),
            forms=tuple(
                (
                    ctx.addresses.same(f"/basket{ending}", (), drop="ui"),
                    locale.string(f"basket_{ending[1:].replace('.', '_')}"),
                )
                for ending in BASKET_FORMS
                if ending != ".txt"
            ),
            references=ctx.addresses.same("/basket.txt", (), drop="ui"),
            styles=tuple(
                (name, locale.string(f"cite_{name}"))
                for name in sorted(STYLES, key=lambda name: name != first)
            ),
            chosen_ui=ctx.ui.value if ctx.addresses.ui else "",
        )
        return self.app.show(context, ctx, title=locale.text("basket_title"), tag=tag)

    def ris(self) -> Response:
        """``/basket.ris``."""
        return self._citations(".ris", to_ris, separator="\r\n")

    def bibtex(self) -> Response:
        """``/basket.bib``."""
        return self._citations(".bib", to_bibtex, separator="\n")

    def csl(self) -> Response:
        """``/basket.csl.json``: one list."""
        return self._citations(".csl.json", csl_text, "[\n", ",\n", "\n]\n")

    def references(self) -> Response:
        """``/basket.txt``: a list of references in a style, sorted as such lists are."""
        write = STYLES[self._basket().style]
        made = sorted(write(one).text for one in self._references())
        return self._file("".join(f"{text}\n" for text in made), ".txt")

    def table(self) -> Response:
        """``/basket.csv``: as ``/search.csv``, without what belongs to a search."""
        origin, addresses = request.host_url.rstrip("/"), self.app.request_context().addresses
        rows = [to_row(to_cells(one, addresses, origin)) for one in self._basket().records]
        return self._file(MARK + to_row(FACTS) + "".join(rows), ".csv")

    def _citations(
        self,
        ending: str,
        write: Callable[[Reference], str],
        opening: str = "",
        separator: str = "",
        closing: str = "",
    ) -> Response:
        made = separator.join(map(write, self._references()))
        return self._file(opening + made + closing, ending)

    def _references(self) -> Iterator[Reference]:
        """The articles to be cited, without those whose file is gone."""
        ctx = self.app.request_context()
        view = self.app.article_view(ctx)
        for record in self._basket().records:
            try:
                article = view.read(record).article
            except ArticleGone:
                continue
            yield self.formats.reference(article, record, ctx)

    def _file(self, text: str, ending: str) -> Response:
        ctx: RequestContext = self.app.request_context()
        response = written(text, ctx, BASKET_FORMS[ending])
        name = quote(file_name(self.app.locale(ctx).string("basket_file"), self.app.today()))
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"basket{ending}\"; filename*=UTF-8''{name}{ending}"
        )
        return response

    def _basket(self) -> _Basket:
        """What the address asks for. Raises ParameterError, IndexUnavailable."""
        pairs = decode(request.query_string)
        together = " ".join(value for name, value in pairs if name == IDS.name)
        others = [(name, value) for name, value in pairs if name != IDS.name]
        given = parse_pairs([*others, (IDS.name, together)], BASKET)
        names = list(dict.fromkeys(map(to_id, given.get("ids", "").split())))
        if len(names) > MOST:
            raise ParameterError(IDS.name, "parameter.many", f"≤ {MOST}")
        records: dict[str, Record] = {}
        unknown = []
        search = self.app.site.search
        for name in names:
            record = search.record(name) or search.record(search.moved(name) or "")
            if record is None:
                unknown.append(name[:_LONGEST_SHOWN])
            else:
                records[record.id] = record
        style = given.get("style", "apa")
        return _Basket(tuple(records.values()), tuple(unknown), style)


_LONGEST_SHOWN: Final = 120


def to_id(text: str) -> str:
    """The id that an id or the address of an article names."""
    if _IN_ADDRESS not in text:
        return to_form("NFC", text)
    name = text.partition("?")[0].partition("#")[0].rpartition(_IN_ADDRESS)[2]
    return to_form("NFC", unquote(name).removesuffix("/pair").removesuffix("/changes"))
