"""The two word lists of an archive: glossary.yaml and dictionary.yaml.

The glossary holds terms that mean the same in Korean and English; the dictionary holds words that
the Korean analyser must keep whole::

    # glossary.yaml
    - ko: 큰 언어 모형
      en: large language model
      abbreviations: [LLM]
      variants: [거대 언어 모델, 대규모 언어 모델]
    - {ko: 세종대왕, en: King Sejong, hanja: 世宗大王}
    - forbid: {ko: 매뉴얼, en: [sealed, passive]}

    # dictionary.yaml
    - 하이퍼클로바X
    - "믿:음"

What stands behind ``forbid`` is no term: those words never translate each other, whatever was learned or sounds alike.
Each is one word or a list of words; every Korean one is kept apart from every English one.

Both are part of the index, so what cannot be understood is refused with path and line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from seogo import strict_yaml
from seogo.errors import ConfigError
from seogo.messages import Message
from seogo.strict_yaml import Mapping, Node, Scalar, Sequence, YamlError

MAX_FILE: Final = 4 * 1024 * 1024
MAX_WORD: Final = 200
MAX_FORBIDDEN: Final = 100_000

_KEYS: Final = ("ko", "en", "hanja", "abbreviations", "variants")
_SIDES: Final = ("ko", "en")
_FORBID: Final = "forbid"
_BOTH_RIGHT: Final = Message("wordlist.both-languages")


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term in both languages, with the other ways to write it; ``line`` is its place in the file.

    ``abbreviations`` and ``variants`` can be Korean or English; all texts are NFC, single-spaced.
    """

    ko: str
    en: str
    hanja: tuple[str, ...]
    abbreviations: tuple[str, ...]
    variants: tuple[str, ...]
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """Every way to write the term, each once."""
        all_words = (self.ko, self.en, *self.hanja, *self.abbreviations, *self.variants)
        return tuple(dict.fromkeys(all_words))


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Korean words and English ones of which none translates any of the others; ``line`` is their place in the file."""

    ko: tuple[str, ...]
    en: tuple[str, ...]
    line: int


def load_glossary(path: Path) -> tuple[GlossaryEntry, ...]:
    """Read a glossary; a missing or empty file is an empty one.

    Raises ConfigError, also for a word that stands in two entries (whatever its case), because a
    word with two meanings cannot be translated.
    """
    return _load(path)[0]


def load_forbidden(path: Path) -> tuple[Forbidden, ...]:
    """Forbidden translations of a glossary. Raises ConfigError as load_glossary does, also for two words that are forbidden
    twice or stand in one entry."""
    return _load(path)[1]


def _load(path: Path) -> tuple[tuple[GlossaryEntry, ...], tuple[Forbidden, ...]]:
    node = strict_yaml.load(path, max_bytes=MAX_FILE, name=path.name)
    entries: list[GlossaryEntry] = []
    forbidden: list[Forbidden] = []
    lines: dict[str, int] = {}
    with strict_yaml.errors_in(path.name, ConfigError):
        for item in _items(node, Message("wordlist.entries")):
            if isinstance(item, Mapping) and _FORBID in item.entries:
                forbidden.append(_forbidden(item))
                continue
            entry = _entry(item)
            for word in {word.casefold(): word for word in entry.words}.values():
                _once(word, word.casefold(), entry.line, lines)
            entries.append(entry)
        _agree(forbidden, entries)
    return tuple(entries), tuple(forbidden)


def load_dictionary(path: Path) -> tuple[str, ...]:
    """Read a dictionary; a missing or empty file is an empty one. Raises ConfigError."""
    return _dictionary(strict_yaml.load(path, max_bytes=MAX_FILE, name=path.name), path.name)


def parse_dictionary(data: bytes, name: str) -> tuple[str, ...]:
    """Read the bytes of a dictionary, which messages call ``name``. Raises ConfigError."""
    return _dictionary(strict_yaml.parse_file(data, max_bytes=MAX_FILE, name=name), name)


def _dictionary(node: Node, name: str) -> tuple[str, ...]:
    lines: dict[str, int] = {}
    with strict_yaml.errors_in(name, ConfigError):
        for item in _items(node, Message("wordlist.words")):
            key = Message("wordlist.a-word")
            word = _word(strict_yaml.text_of(item, key), key, item.line)
            if not word:
                raise YamlError(
                    item.line, Message("wordlist.empty-word"), Message("wordlist.some-word")
                )
            if " " in word:
                raise YamlError(
                    item.line, Message("wordlist.space", word=word), Message("wordlist.no-space")
                )
            _once(word, word, item.line, lines)
    return tuple(lines)


def _items(node: Node, right: Message) -> tuple[Node, ...]:
    if isinstance(node, Scalar) and not node.text:
        return ()
    if not isinstance(node, Sequence):
        raise YamlError(node.line, Message("wordlist.not-list"), right)
    return node.items


def _entry(node: Node) -> GlossaryEntry:
    if not isinstance(node, Mapping):
        raise YamlError(node.line, Message("wordlist.no-mapping"), Message("wordlist.pair"))
    for key, entry in node.entries.items():
        if key not in _KEYS:
            raise YamlError(
                entry.line,
                Message("yaml.unknown-key", key=key),
                Message("yaml.only-keys", keys=", ".join(_KEYS)),
            )
    return GlossaryEntry(
        ko=_term(node, "ko"),
        en=_term(node, "en"),
        hanja=_texts(node, "hanja"),
        abbreviations=_texts(node, "abbreviations"),
        variants=_texts(node, "variants"),
        line=node.line,
    )


def _forbidden(node: Mapping) -> Forbidden:
    pair = node.entries[_FORBID].value
    others = [key for key in node.entries if key != _FORBID]
    right = Message("wordlist.forbidden-pair")
    if others:
        line = node.entries[others[0]].line
        raise YamlError(
            line,
            Message("wordlist.beside", key=others[0], forbid=_FORBID),
            Message("wordlist.own-item", reason=right),
        )
    if not isinstance(pair, Mapping):
        raise YamlError(pair.line, Message("wordlist.forbid-without-words", forbid=_FORBID), right)
    for key, entry in pair.entries.items():
        if key not in _SIDES:
            raise YamlError(
                entry.line,
                Message("yaml.unknown-key", key=key),
                Message("yaml.only-keys", keys=", ".join(_SIDES)),
            )
    return Forbidden(_single_words(pair, "ko"), _single_words(pair, "en"), node.line)


def _single_words(node: Mapping, key: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(_texts(node, key)))
    line = node.entries[key].line if key in node.entries else node.line
    if not words:
        what = (
            Message("wordlist.empty", key=key)
            if key in node.entries
            else Message("wordlist.missing", key=key)
        )
        raise YamlError(line, what, _BOTH_RIGHT)
    for word in words:
        if " " in word:
            raise YamlError(
                line, Message("wordlist.space", word=word), Message("wordlist.one-word")
            )
    return words


def _agree(forbidden: Iterable[Forbidden], entries: Iterable[GlossaryEntry]) -> None:
    """Raises YamlError for two words that are forbidden twice or stand in one entry, and for too many."""
    homes = {word.casefold(): entry for entry in entries for word in entry.words}
    known: dict[tuple[str, str], int] = {}
    for item in forbidden:
        for ko, en in product(item.ko, item.en):
            pair = ko.casefold(), en.casefold()
            if pair in known:
                what = Message("wordlist.forbidden-twice", ko=ko, en=en, line=known[pair])
                raise YamlError(item.line, what, Message("wordlist.each-pair-once"))
            home = homes.get(pair[0])
            if home is not None and home is homes.get(pair[1]):
                what = Message("wordlist.forbidden-synonyms", ko=ko, en=en, line=home.line)
                raise YamlError(item.line, what, Message("wordlist.either-entry", forbid=_FORBID))
            if len(known) == MAX_FORBIDDEN:
                right = Message("file.at-most", most=MAX_FORBIDDEN)
                raise YamlError(item.line, Message("wordlist.too-many-forbidden"), right)
            known[pair] = item.line


def _term(node: Mapping, key: str) -> str:
    entry = node.entries.get(key)
    line = entry.line if entry else node.line
    text = _word(strict_yaml.text_of(entry.value, key), key, line) if entry else ""
    if not text:
        what = Message("wordlist.empty", key=key) if entry else Message("wordlist.missing", key=key)
        raise YamlError(line, what, _BOTH_RIGHT)
    return text


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    entry = node.entries.get(key)
    texts = strict_yaml.texts_of(entry.value, key) if entry else ()
    return tuple(_word(text, key, entry.line if entry else node.line) for text in texts)


def _word(text: str, key: str | Message, line: int) -> str:
    if len(text) > MAX_WORD:
        raise YamlError(
            line,
            Message("wordlist.too-long", key=key, count=len(text)),
            Message("file.at-most", most=MAX_WORD),
        )
    return " ".join(text.split())


def _once(word: str, key: str, line: int, lines: dict[str, int]) -> None:
    """Note the line of a word. Raises YamlError if it has one already."""
    if key in lines:
        raise YamlError(
            line,
            Message("wordlist.twice", word=word, line=lines[key]),
            Message("wordlist.each-word-once"),
        )
    lines[key] = line
