"""Facts about an article file that are stored, so that it is not parsed again while it stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seogo.articles.front_matter import Remark
from seogo.languages import Language
from seogo.messages.message import message_from_json, message_to_json
from seogo.storage.stamps import FACTS_VERSION


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Facts of one file, known without parsing it again.

    ``path`` is relative to the archive, as the file system spells it; ``content_hash`` the SHA-256
    (hex) of its bytes. A good article has an ``id`` and a ``lang``; a refused file an ``error``; a
    file that is no article neither. ``key`` is shared by translations (`ids.FileName`).
    """

    path: str
    content_hash: str
    id: str = ""
    lang: Language | None = None
    title: str = ""
    key: str = ""
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    id_line: int = 0
    aliases_line: int = 0
    translation_line: int = 0
    warnings: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    error: Remark | None = None

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON values, without those that are empty."""
        facts: dict[str, Any] = {"version": FACTS_VERSION}
        for name in self.__slots__:
            if value := getattr(self, name):
                facts[name] = value
        for name in ("warnings", "notes"):
            if name in facts:
                facts[name] = [_remark_to_json(remark) for remark in facts[name]]
        if self.error:
            facts["error"] = _remark_to_json(self.error)
        return facts

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> FileFacts:
        """The facts that `to_json` gave. Raises ValueError for those of another version."""
        values = dict(facts)
        if values.pop("version", None) != FACTS_VERSION:
            raise ValueError("facts of another version")
        try:
            if "lang" in values:
                values["lang"] = Language(values["lang"])
            values["aliases"] = tuple(values.get("aliases", ()))
            for name in ("warnings", "notes"):
                values[name] = tuple(_remark_from_json(remark) for remark in values.get(name, ()))
            if "error" in values:
                values["error"] = _remark_from_json(values["error"])
            return cls(**values)
        except (TypeError, KeyError) as error:
            raise ValueError(f"damaged facts: {error}") from error


def _remark_to_json(remark: Remark) -> dict[str, Any]:
    right = message_to_json(remark.right) if remark.right else None
    return {"line": remark.line, "what": message_to_json(remark.what), "right": right}


def _remark_from_json(data: Mapping[str, Any]) -> Remark:
    right = message_from_json(data["right"]) if data["right"] else None
    return Remark(data["line"], message_from_json(data["what"]), right)
