"""The two word lists of an archive: glossary.yaml and dictionary.yaml.

The glossary holds terms that mean the same in Korean and English; the dictionary holds words that
the Korean analyser must keep whole::

    # glossary.yaml
    - ko: 큰 언어 모형
      en: large language model
      abbreviations: [LLM]
      variants: [거대 언어 모델, 대규모 언어 모델]
    - {ko: 세종대왕, en: King Sejong, hanja: 世宗大王}

    # dictionary.yaml
    - 하이퍼클로바X
    - "믿:음"

Both are part of the index, so what cannot be understood is refused with path and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seogo import yamlfile
from seogo.errors import ConfigError
from seogo.yamlfile import Mapping, Node, Scalar, Sequence, YamlError

MAX_FILE: Final = 4 * 1024 * 1024
MAX_WORD: Final = 200

_KEYS: Final = ("ko", "en", "hanja", "abbreviations", "variants")


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


def load_glossary(path: Path) -> tuple[GlossaryEntry, ...]:
    """Read a glossary; a missing or empty file is an empty one.

    Raises ConfigError, also for a word that stands in two entries (whatever its case), because a
    word with two meanings cannot be translated.
    """
    node = yamlfile.load(path, max_bytes=MAX_FILE, name=path.name)
    entries: list[GlossaryEntry] = []
    lines: dict[str, int] = {}
    with yamlfile.errors_in(path.name, ConfigError):
        for item in _items(node, "entries like {ko: …, en: …}"):
            entry = _entry(item)
            for word in {word.casefold(): word for word in entry.words}.values():
                _once(word, word.casefold(), entry.line, lines)
            entries.append(entry)
    return tuple(entries)


def load_dictionary(path: Path) -> tuple[str, ...]:
    """Read a dictionary; a missing or empty file is an empty one. Raises ConfigError."""
    node = yamlfile.load(path, max_bytes=MAX_FILE, name=path.name)
    lines: dict[str, int] = {}
    with yamlfile.errors_in(path.name, ConfigError):
        for item in _items(node, "a list of words"):
            word = _word(yamlfile.text_of(item, "a word"), "a word", item.line)
            if not word:
                raise YamlError(item.line, "an empty word", "a word")
            if " " in word:
                raise YamlError(item.line, f"{word!r} has a space", "a word without spaces")
            _once(word, word, item.line, lines)
    return tuple(lines)


def _items(node: Node, right: str) -> tuple[Node, ...]:
    if isinstance(node, Scalar) and not node.text:
        return ()
    if not isinstance(node, Sequence):
        raise YamlError(node.line, "not a list", right)
    return node.items


def _entry(node: Node) -> GlossaryEntry:
    if not isinstance(node, Mapping):
        raise YamlError(node.line, "an entry that is not a mapping", "{ko: …, en: …}")
    for key, entry in node.entries.items():
        if key not in _KEYS:
            raise YamlError(entry.line, f"unknown key {key}", f"only {', '.join(_KEYS)}")
    return GlossaryEntry(
        ko=_term(node, "ko"),
        en=_term(node, "en"),
        hanja=_texts(node, "hanja"),
        abbreviations=_texts(node, "abbreviations"),
        variants=_texts(node, "variants"),
        line=node.line,
    )


def _term(node: Mapping, key: str) -> str:
    entry = node.entries.get(key)
    line = entry.line if entry else node.line
    text = _word(yamlfile.text_of(entry.value, key), key, line) if entry else ""
    if not text:
        raise YamlError(line, f"{key} is {'empty' if entry else 'missing'}", "both ko and en")
    return text


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    entry = node.entries.get(key)
    texts = yamlfile.texts_of(entry.value, key) if entry else ()
    return tuple(_word(text, key, entry.line if entry else node.line) for text in texts)


def _word(text: str, key: str, line: int) -> str:
    if len(text) > MAX_WORD:
        raise YamlError(line, f"{key} has {len(text):,} characters", f"at most {MAX_WORD}")
    return " ".join(text.split())


def _once(word: str, key: str, line: int, lines: dict[str, int]) -> None:
    """Note the line of a word. Raises YamlError if it has one already."""
    if key in lines:
        raise YamlError(line, f"{word} stands on line {lines[key]} already", "each word once")
    lines[key] = line
