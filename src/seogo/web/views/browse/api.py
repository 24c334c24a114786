"""The API as a page for people, made from the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from seogo.serializers.addresses import Addresses
from seogo.web.views.components import ApiAddress, ApiParameter, ApiSection
from seogo.web.views.formatting import Locale

_NOTHING: Final = r"^\s*$"


@dataclass(frozen=True, slots=True)
class Example:
    """What examples ask for: an article by ``id``, its ``title``, a ``word`` of it, and a saved search (empty: there is
    none)."""

    id: str
    title: str
    word: str
    watch: str = ""

    def query(self, path: str) -> Mapping[str, str]:
        """The parameters of the example of a path."""
        if path.startswith("/search"):
            return {"q": self.word, "size": "2"}
        if path.startswith("/basket"):
            return {"ids": self.id}
        return {
            "/concordance.json": {"q": self.word},
            "/concordance.tmx": {"q": self.word},
            "/lexicon.json": {"q": self.word},
            "/frequency.json": {"q": self.word},
            "/frequency.csv": {"q": self.word},
            "/verify.json": {"quote": self.title},
            "/suggest": {"q": self.word[:2]},
            "/analyze.json": {"text": self.title},
        }.get(path, {})


@dataclass(frozen=True, slots=True)
class ApiView:
    """View of the API, in the language and with the addresses of one request; ``origin`` stands before addresses to copy."""

    locale: Locale
    addresses: Addresses
    origin: str

    def to_sections(self, paths: Mapping[str, Any], example: Example) -> tuple[ApiSection, ...]:
        """The paths of the document, those together that have the same parameters."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for path, item in paths.items():
            names = tuple(one["name"] for one in item["get"]["parameters"])
            key = (path.partition(".")[0], *names)
            groups.setdefault(key, []).append(path)
        return tuple(
            ApiSection(
                anchor=f"api-{number}",
                addresses=tuple(self._address(path, paths[path], example) for path in group),
                parameters=tuple(self._parameters(paths[group[0]]["get"]["parameters"])),
            )
            for number, group in enumerate(groups.values(), 1)
        )

    def _address(self, path: str, item: Mapping[str, Any], example: Example) -> ApiAddress:
        real = path.replace("{id}", quote(example.id))
        if example.watch:
            real = real.replace("{name}", quote(example.watch, safe=""))
        query = urlencode(example.query(path))
        address = f"{self.addresses.root}{real}{'?' if query else ''}{query}"
        return ApiAddress(
            path=path,
            summary=self.locale.ui_text(item["get"]["summary"]),
            address="" if "{" in address else address,
            command=f'curl "{self.origin}{address}"',
        )

    def _parameters(self, parameters: list[Mapping[str, Any]]) -> Iterator[ApiParameter]:
        for one in parameters:
            if one["in"] == "query":
                text = self.locale.ui_text(one["description"])
                yield ApiParameter(
                    one["name"], text, self.locale.ui_text(self._values(one["schema"]))
                )

    def _values(self, schema: Mapping[str, Any]) -> str:
        """What a parameter may be, in words."""
        forms = [one for one in schema.get("anyOf", [schema]) if one.get("pattern") != _NOTHING]
        first = forms[0]
        if "enum" in first:
            return ", ".join(first["enum"])
        if first.get("type") == "array":
            return self.locale.string("api.texts")
        described = "pattern" in first and first.get("description")
        return str(described) if described else self.locale.string("api.text")
