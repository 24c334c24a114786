"""Context of a request: its path and parameters before they are validated, and the language of its response."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote

from flask import Request

from seogo.languages import Language
from seogo.serializers.addresses import Addresses

_JSON = (
    *(".webmanifest", ".json", ".jsonl", ".atom", ".csv", ".xml", ".md", ".bib", ".ris", ".tmx"),
    *("/suggest", "/healthz", "/readyz", "/mcp", ".txt"),
)


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Context of a request. ``ui`` is the language of the answer; ``pairs`` are its parameters as far as they can be read;
    ``instance`` is its path and query string; ``json``: its address is for programs, so that its errors
    are JSON."""

    ui: Language
    addresses: Addresses
    path: str
    pairs: tuple[tuple[str, str], ...]
    instance: str
    json: bool

    @classmethod
    def of(cls, request: Request) -> RequestContext:
        """The context of a request. Nothing is refused here: an error page has to know its language, too."""
        query = request.query_string.decode(errors="replace")
        try:
            pairs = tuple(parse_qsl(query, errors="replace", max_num_fields=200))
        except ValueError:
            pairs = ()
        given = {value for name, value in pairs if name == "ui"}
        chosen = Language(given.pop()) if given in ({"ko"}, {"en"}) else None
        accepted = request.accept_languages.best_match([language.value for language in Language])
        root = quote(request.root_path.rstrip("/"))
        # An endless address is not repeated; % stays, since the query is encoded already.
        shown = quote(query[:2_000], safe="%&=+/?:@!$'()*,;~-._")
        path = quote(request.path[:2_000]) + (f"?{shown}" if shown else "")
        return cls(
            ui=chosen or (Language(accepted) if accepted else Language.EN),
            addresses=Addresses(chosen, root, request.host_url.rstrip("/")),
            path=request.path,
            pairs=pairs,
            instance=root + path,
            json=request.path.endswith(_JSON),
        )

    @property
    def switched(self) -> str:
        """Address of this request in the other language."""
        return self.addresses.same(self.path, self.pairs, ui=self.ui.other)

    def dropping(self, *parameters: str) -> str:
        """Address of this request without some parameters."""
        kept = tuple(pair for pair in self.pairs if pair[0] not in parameters)
        addresses = replace(self.addresses, ui=None) if "ui" in parameters else self.addresses
        return addresses.same(self.path, kept)
