"""Addresses of searches, articles and everything else that the web side answers.

They are absolute paths below the place where the site is mounted, and keep the interface language where the reader chose
it in the address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote, urlencode

from seogo.languages import Language
from seogo.searching.parameters import FILTERS, Pairs, to_pairs, to_query
from seogo.searching.request import SearchRequest

NO_COUNTERPART: Final = "-"
"""Value of the parameter ``counterpart`` for lines without one that is known."""
_PLAIN: Final = re.compile("[A-Za-z0-9_.~/-]*")
"""What stands in a path as it is (RFC 3986, 2.3)."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes links; ``root`` is where the site is mounted (without a slash at the end), ``ui`` a chosen language, ``origin``
    the scheme and host in front of whole addresses, empty where no server is known."""

    ui: Language | None = None
    root: str = ""
    origin: str = ""

    def front(self) -> str:
        """The front page."""
        return self._with(f"{self.root}/", self._in_language())

    def search(self, request: SearchRequest, ending: str = "", **changes: Any) -> str:
        """A search with ``changes``, which start again at page 1 unless they say another."""
        if changes:
            changes.setdefault("page", 1)
        return self._with(
            f"{self.root}/search{ending}", self._in_language(to_query(request, **changes))
        )

    def plain_search(self) -> str:
        """Address that a form with a search is sent to."""
        return f"{self.root}/search"

    def article(
        self, article_id: str, found: SearchRequest | None = None, *, ending: str = ""
    ) -> str:
        """An article; with the search it was found by, so that the way back is in the address."""
        query = self._in_language(to_query(found) if found else "")
        return self._with(f"{self.root}/articles/{_quoted(article_id)}{ending}", query)

    def part(self, article_id: str, **parameters: object) -> str:
        """A part of an article as JSON, by the parameters that are not None."""
        given = {name: str(value) for name, value in parameters.items() if value is not None}
        path = f"{self.root}/articles/{_quoted(article_id)}.json"
        return self._with(path, self._in_language(urlencode(given)))

    def permanent(self, article_id: str) -> str:
        """The whole address of an article's page; empty where no server is known."""
        return self.origin and self.origin + self.without_language().article(article_id)

    def moved(self, article_id: str, form: str, pairs: Pairs) -> str:
        """An article at the same kind of address (``form`` is what follows the id) with the same parameters."""
        return self._with(
            f"{self.root}/articles/{quote(article_id)}{quote(form)}", urlencode(pairs)
        )

    def pair(self, article_id: str, found: SearchRequest | None = None, *, ending: str = "") -> str:
        """An article beside its translation."""
        return self.article(article_id, found, ending=f"/pair{ending}")

    def concordance(
        self,
        request: SearchRequest,
        ending: str = "",
        *,
        counterpart: str | None = None,
        neighbour: str | None = None,
        view: str = "",
    ) -> str:
        """The concordance of a request's words; lines with one ``counterpart`` (empty: with none that is known), by their
        ``neighbour`` or in the order of the request."""
        pairs = [pair for pair in to_pairs(request) if not neighbour or pair[0] != "sort"]
        pairs += [("sort", neighbour)] if neighbour else []
        pairs += [("counterpart", counterpart or NO_COUNTERPART)] if counterpart is not None else []
        pairs += [("view", view)] if view else []
        return self._with(f"{self.root}/concordance{ending}", self._in_language(urlencode(pairs)))

    def lexicon(self, request: SearchRequest, ending: str = "") -> str:
        """What the lexicon knows of a request's words."""
        return self._with(f"{self.root}/lexicon{ending}", self._in_language(to_query(request)))

    def frequency(
        self,
        queries: Sequence[str],
        search: SearchRequest | None = None,
        unit: str = "",
        *,
        share: bool = False,
        ending: str = "",
    ) -> str:
        """Frequencies of queries over time, within the filters of a search."""
        pairs = [("q", query) for query in queries]
        names = {parameter.name for parameter in FILTERS}
        pairs += [pair for pair in to_pairs(search) if pair[0] in names] if search else []
        pairs += [("unit", unit)] if unit else []
        pairs += [("scale", "share")] if share else []
        return self._with(f"{self.root}/frequency{ending}", self._in_language(urlencode(pairs)))

    def watch(self, name: str) -> str:
        """The feed of a saved search."""
        return self._with(f"{self.root}/watches/{quote(name)}.atom", self._in_language())

    def suggest(self) -> str:
        """Suggestions for what is typed."""
        return self._with(f"{self.root}/suggest", self._in_language())

    def image(self, path: str) -> str:
        """An image of the archive, by its path there."""
        return f"{self.root}/images/{quote(path)}"

    def static(self, name: str, version: str) -> str:
        """A file of the interface; its address changes with its content."""
        return f"{self.root}/static/{quote(name)}?v={version}"

    def same(self, path: str, pairs: Pairs, *, ui: Language | None = None, drop: str = "") -> str:
        """The address of a request as it came, in another language or without one parameter."""
        kept = [(name, value) for name, value in pairs if name not in ("ui", drop) and value]
        chosen = ui or (self.ui if drop != "ui" else None)
        if chosen:
            kept.append(("ui", chosen))
        return self._with(f"{self.root}{quote(path)}", urlencode(kept))

    def without_language(self) -> Addresses:
        """Addresses without a chosen language, for machines that keep them."""
        return replace(self, ui=None) if self.ui else self

    def pairs(self, request: SearchRequest) -> list[tuple[str, str]]:
        """The parameters of a search, and the chosen language."""
        return to_pairs(request) + ([("ui", self.ui.value)] if self.ui else [])

    def _in_language(self, query: str = "") -> str:
        """A query string that says the chosen language, too."""
        if not self.ui:
            return query
        return f"{query}&ui={self.ui}" if query else f"ui={self.ui}"

    def _with(self, path: str, query: str) -> str:
        return f"{path}?{query}" if query else path


def _quoted(path: str) -> str:
    # most ids are plain, and a page has dozens of them
    return path if _PLAIN.fullmatch(path) else quote(path)
