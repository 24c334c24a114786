"""Additions to dictionary.yaml: words are written at its end, and nothing else in the file changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seogo.articles.wordlists import MAX_WORD, load_dictionary, parse_dictionary
from seogo.errors import ArchiveMissing, ConfigError
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.storage.drafts import locked, write_file
from seogo.strict_yaml import CONTROL
from seogo.unicode_forms import to_form

_PLAIN: Final = re.compile(r"[가-힣A-Za-z0-9一-鿿]+")
"""What YAML reads as it is written; all else is quoted."""

_ITEM: Final = re.compile(r"^( *)-(?: |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Result of an addition: the words ``added`` now, and those ``known`` before."""

    added: tuple[str, ...]
    known: tuple[str, ...]


def add_words(path: Path, words: Iterable[str]) -> AddedWords:
    """Write words at the end of a dictionary; a missing file is created.

    What stands there keeps its order and comments. The new file is read before it takes the place of the old one in one
    step; other additions wait meanwhile. Raises ConfigError for a word that no dictionary can hold, and for a file that
    cannot be read or extended; WriteRefused where the disk does not take it; ArchiveMissing where there is no folder for it.
    """
    if not path.parent.is_dir():
        raise ArchiveMissing(Message("archive.missing", path=path.parent))
    if path.is_symlink():
        raise ConfigError(path.name, 0, Message("words.link"), Message("words.ordinary-file"))
    given = tuple(dict.fromkeys(_checked(word, path.name) for word in words))
    with locked(path.parent):
        old = load_dictionary(path)
        new = tuple(word for word in given if word not in old)
        if new:
            _extend(path, old, new)
    return AddedWords(new, tuple(word for word in given if word in old))


def _checked(text: str, name: str) -> str:
    word = to_form("NFC", text).strip()
    if not word or len(word.split()) > 1 or len(word) > MAX_WORD or CONTROL.search(word):
        raise ConfigError(
            name, 0, Message("words.bad-word", word=text), Message("words.word-rule", most=MAX_WORD)
        )
    return word


def _extend(path: Path, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    text = _read(path)
    data = (text + _lines(text, new)).encode()
    try:
        read = parse_dictionary(data, path.name)
    except ConfigError:
        read = ()
    if read != (*old, *new):
        raise ConfigError(path.name, 0, Message("words.bad-list"), Message("words.list-lines"))
    with write_file(path, overwrite=True) as file:
        file.write(data)


def _read(path: Path) -> str:
    try:
        # as bytes, so that line ends stay
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        what = Message("file.unreadable", reason=reason_of(error))
        raise ConfigError(path.name, 0, what, Message("file.readable")) from error


def _lines(text: str, words: Iterable[str]) -> str:
    """The lines for ``words`` behind ``text``, indented and ended as the lines of that are."""
    end = "\r\n" if "\r\n" in text else "\n"
    item = _ITEM.search(text)
    indent = item.group(1) if item else ""
    lines = "".join(f"{indent}- {_quoted(word)}{end}" for word in words)
    return lines if not text or text.endswith("\n") else end + lines


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
