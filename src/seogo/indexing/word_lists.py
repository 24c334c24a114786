"""Word lists that an index is built with, as its manifest has them, and words that may stand alone, as Kiwi said once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any, Self

from seogo.articles.archive import Archive
from seogo.articles.wordlists import (
    Forbidden,
    GlossaryEntry,
    load_dictionary,
    load_forbidden,
    load_glossary,
)
from seogo.errors import FileError
from seogo.indexing.analysis_cache import AnalysisCache
from seogo.storage.manifest import Manifest

GLOSSARY_FILE = "glossary.yaml"
DICTIONARY_FILE = "dictionary.yaml"
_FORBID = "forbid"
LONE_WORDS = "lone words"
"""Content hash under which the cache has words that may stand alone; each analysis stamp has its own."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words of the dictionary, and items of the glossary as JSON: entries, and forbidden pairs."""

    dictionary: tuple[str, ...] = ()
    glossary: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Word lists that a generation was built with."""
        return cls(manifest.dictionary, manifest.glossary)

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


def lone_words(
    cache: AnalysisCache, stamp: str, ask: Callable[[Sequence[str]], Set[str]]
) -> Callable[[Sequence[str]], Set[str]]:
    """Function for those of some words that may stand alone; ``ask`` is asked for those that the cache does not know under
    the analysis ``stamp``, so that a run which analyses nothing anew does not load Kiwi."""

    def alone(words: Sequence[str]) -> Set[str]:
        known = _read_lone_words(cache.get(LONE_WORDS, stamp))
        unknown = [word for word in words if word not in known]
        if unknown:
            found = ask(unknown)
            known |= {word: word in found for word in unknown}
            kept = {word: known[word] for word in words}
            cache.put(LONE_WORDS, stamp, json.dumps(kept, ensure_ascii=False).encode())
        return {word for word in words if known[word]}

    return alone


def _read_lone_words(data: bytes | None) -> dict[str, bool]:
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
