"""Word lists that an index is built with, as its manifest has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from seogo.articles.archive import Archive
from seogo.articles.wordlists import (
    Forbidden,
    GlossaryEntry,
    load_dictionary,
    load_forbidden,
    load_glossary,
)
from seogo.errors import FileError

GLOSSARY_FILE = "glossary.yaml"
DICTIONARY_FILE = "dictionary.yaml"
_FORBID = "forbid"


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words of the dictionary, and items of the glossary as JSON: entries, and forbidden pairs."""

    dictionary: tuple[str, ...] = ()
    glossary: tuple[Mapping[str, Any], ...] = ()

    @property
    def entries(self) -> tuple[GlossaryEntry, ...]:
        """The entries of the glossary."""
        return to_glossary(self.glossary)

    @property
    def forbidden(self) -> tuple[Forbidden, ...]:
        """Forbidden translations of the glossary."""
        return tuple(
            Forbidden(tuple(item[_FORBID]["ko"]), tuple(item[_FORBID]["en"]), item["line"])
            for item in self.glossary
            if _FORBID in item
        )


def load_word_lists(archive: Archive, known: WordLists, problems: list[FileError]) -> WordLists:
    """Word lists of an archive; a bad file is added to ``problems``, and the ``known`` list stays in use."""
    dictionary, glossary = known.dictionary, known.glossary
    try:
        dictionary = load_dictionary(archive.root / DICTIONARY_FILE)
    except FileError as error:
        problems.append(error)
    try:
        path = archive.root / GLOSSARY_FILE
        items: list[dict[str, Any]] = [asdict(entry) for entry in load_glossary(path)]
        items += [
            {_FORBID: {"ko": pair.ko, "en": pair.en}, "line": pair.line}
            for pair in load_forbidden(path)
        ]
        # as it will come back from the manifest
        glossary = tuple(json.loads(json.dumps(items)))
    except FileError as error:
        problems.append(error)
    return WordLists(dictionary, glossary)


def to_glossary(items: Iterable[Mapping[str, Any]]) -> tuple[GlossaryEntry, ...]:
    """The entries in the glossary of a manifest."""
    return tuple(
        GlossaryEntry(
            ko=item["ko"],
            en=item["en"],
            hanja=tuple(item["hanja"]),
            abbreviations=tuple(item["abbreviations"]),
            variants=tuple(item["variants"]),
            line=item["line"],
        )
        for item in items
        if _FORBID not in item
    )
