"""Strict YAML: every scalar is text with its line; whatever could surprise a reader is refused.

YAML of its own accord turns ``1984`` into a number, ``no`` into a truth value, ``0123`` into 83
and ``10:00`` into 600. Here nothing is guessed: a scalar is the text that was written, and the
caller types it by its key. That holds for ``null`` and ``~`` too: they are text. Only a value that
is left empty is "not given", and it is the empty text.

Refused, each with its line: anchors and aliases (a few lines of them can unfold to gigabytes), tags
other than ``!!str`` (``!!python/object``), duplicate keys, keys that are not text, a second
document, nesting deeper than a few levels, more bytes than the caller allows, control characters.

All text is NFC. U+0085, U+2028 and U+2029, which YAML takes for line ends and no editor does, are
read as spaces, so that line numbers are those of the editor. Only this module imports yaml.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import yaml

from seogo.errors import ConfigError, FileError, SeogoError
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.unicode_forms import to_form

MAX_DEPTH: Final = 16
"""Lists and mappings inside each other; no file of Seogo needs more than three."""

CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""Characters that no text of an archive holds: neither YAML nor XML (feeds) can carry them."""

_ODD_LINE_ENDS: Final = re.compile("[\x85\u2028\u2029]")

# The C parser is some ten times faster; PyYAML built without libyaml has only the Python one.
_LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)

_PROBLEMS: Final = {
    "did not find expected node content": "yaml.no-value",
    "did not find expected key": "yaml.no-key",
    "did not find expected ',' or ']'": "yaml.no-bracket",
    "did not find expected ',' or '}'": "yaml.no-brace",
    "could not find expected ':'": "yaml.no-colon",
    "mapping values are not allowed in this context": "yaml.colon",
    "found character that cannot start any token": "yaml.start",
    "found unexpected end of stream": "yaml.end",
    "found unknown escape character": "yaml.escape",
}
"""What libyaml says, and the messages that say it."""

_HINTS: Final = (
    ("mapping values are not allowed", Message("yaml.quote-colon")),
    (
        "cannot start any token",
        Message("yaml.indent-or-quote"),
    ),
    ("tab character", Message("yaml.indent")),
    ("expected ':'", Message("yaml.every-line")),
    ("unexpected end of stream", Message("yaml.close-quotes")),
    ("unknown escape", Message("yaml.backslash")),
)


class YamlError(SeogoError):
    """YAML that is refused: on which line of the file, what is wrong, and what would be right.

    It does not know its file; whoever does turns it into an ArticleError or ConfigError.
    """

    def __init__(self, line: int, what: Message, right: Message | None = None) -> None:
        super().__init__(what)
        self.line = line
        self.what = what
        self.right = right


class Scalar(NamedTuple):
    """A text as it was written; empty where nothing was given."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


class Entry(NamedTuple):
    """The value of one key of a mapping; ``line`` is the key's."""

    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    entries: dict[str, Entry]
    line: int


Node: TypeAlias = Scalar | Sequence | Mapping


def parse(text: str, *, max_bytes: int, first_line: int = 1, max_depth: int = MAX_DEPTH) -> Node:
    """Read one YAML document; an empty one is the empty Scalar.

    ``first_line`` is the line of the file on which ``text`` begins. Raises YamlError.
    """
    if _size(text) > max_bytes:
        raise YamlError(
            first_line, Message("file.too-long", limit=max_bytes), Message("yaml.shorter-text")
        )
    if bad := CONTROL.search(text):
        line = first_line + len(re.findall("\r\n|\r|\n", text[: bad.start()]))
        raise YamlError(
            line, Message("yaml.control-character", code=ord(bad[0])), Message("yaml.remove")
        )
    text = _ODD_LINE_ENDS.sub(" ", text)
    return _Reader(text, first_line, max_depth).document()


def load(path: Path, *, max_bytes: int, name: str) -> Node:
    """Read a YAML file; a missing file is the empty Scalar.

    ``name`` is what messages call the file. Raises ConfigError, also where ``path`` is not an
    ordinary file (a pipe must not make Seogo wait), cannot be read or is not UTF-8.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ConfigError(
                    name, 0, Message("file.not-ordinary-file"), Message("yaml.yaml-file")
                )
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        return Scalar("", 1)
    except OSError as error:
        what = Message("file.unreadable", reason=reason_of(error))
        raise ConfigError(name, 0, what, Message("yaml.readable-file")) from error
    return parse_file(data, max_bytes=max_bytes, name=name)


def parse_file(data: bytes, *, max_bytes: int, name: str) -> Node:
    """Read the bytes of a YAML file, which messages call ``name``. Raises ConfigError."""
    if len(data) > max_bytes:
        raise ConfigError(
            name, 0, Message("file.too-long", limit=max_bytes), Message("file.smaller-file")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(
            name, line, Message("file.not-utf-8"), Message("file.save-as-utf-8")
        ) from error
    with errors_in(name, ConfigError):
        return parse(text, max_bytes=max_bytes)


@contextmanager
def errors_in(name: str, kind: type[FileError]) -> Iterator[None]:
    """Turn a YamlError from inside the block into a ``kind`` that names the file."""
    try:
        yield
    except YamlError as error:
        raise kind(name, error.line, error.what, error.right) from error


def text_of(node: Node, key: str | Message) -> str:
    """The text of a scalar; ``key`` is its name in messages. Raises YamlError for anything else."""
    if isinstance(node, Scalar):
        return node.text
    what = (
        Message("yaml.list", key=key)
        if isinstance(node, Sequence)
        else Message("yaml.mapping", key=key)
    )
    raise YamlError(node.line, what, Message("yaml.text", key=key))


def texts_of(node: Node, key: str) -> tuple[str, ...]:
    """The texts of a list, or of a single text, without the empty ones.

    A single text is one item: commas do not divide it. Raises YamlError for a mapping and for
    anything but texts in the list.
    """
    if isinstance(node, Mapping):
        raise YamlError(node.line, Message("yaml.mapping", key=key), Message("yaml.texts", key=key))
    items = node.items if isinstance(node, Sequence) else (node,)
    texts = (text_of(item, Message("yaml.item", key=key)) for item in items)
    return tuple(text for text in texts if text.strip())


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


class _Reader:
    """Builds nodes from PyYAML's events, which neither unfold aliases nor build objects."""

    def __init__(self, text: str, first_line: int, max_depth: int) -> None:
        self._first_line = first_line
        self._last_line = first_line + text.rstrip().count("\n")
        self._max_depth = max_depth
        self._loader = _LOADER(text)

    def document(self) -> Node:
        try:
            self._next()  # the start of the stream
            if isinstance(self._next(), yaml.StreamEndEvent):
                return Scalar("", self._first_line)
            node = self._node(self._next(), 0)
            self._next()  # the end of the document
            if not isinstance(after := self._next(), yaml.StreamEndEvent):
                raise YamlError(
                    self._line(after), Message("yaml.second-document"), Message("yaml.one-document")
                )
        finally:
            self._loader.dispose()
        return node

    def _next(self) -> yaml.Event:
        try:
            event = self._loader.get_event()
        except yaml.MarkedYAMLError as error:
            raise self._refused(error) from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # ValueError, OverflowError: "\UFFFFFFFF" in the Python parser
            raise YamlError(
                self._first_line,
                Message("yaml.invalid", reason=str(error)),
                Message("yaml.see-readme"),
            ) from error
        assert isinstance(event, yaml.Event)
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(
                line, Message("yaml.alias", name=event.anchor), Message("yaml.no-aliases")
            )
        assert isinstance(event, yaml.NodeEvent)
        if event.anchor is not None:
            raise YamlError(
                line, Message("yaml.anchor", name=event.anchor), Message("yaml.no-anchors")
            )
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None and event.tag != "tag:yaml.org,2002:str":
                raise YamlError(
                    line, Message("yaml.tag", tag=event.tag), Message("yaml.quoted-tags")
                )
            return Scalar(self._text(event.value, line), line)
        assert isinstance(event, yaml.CollectionStartEvent)
        if event.tag is not None:
            raise YamlError(line, Message("yaml.tag", tag=event.tag), Message("yaml.no-tags"))
        if depth >= self._max_depth:
            raise self._too_deep(line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), line)
        return Mapping(self._entries(depth), line)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlError(key.line, Message("yaml.key-not-text"), Message("yaml.text-key"))
            if key.text in entries:
                first = entries[key.text].line
                raise YamlError(
                    key.line,
                    Message("yaml.twice", key=key.text, line=first),
                    Message("yaml.each-key-once"),
                )
            entries[key.text] = Entry(self._node(self._next(), depth + 1), key.line)
        return entries

    def _too_deep(self, line: int) -> YamlError:
        return YamlError(
            line, Message("yaml.too-deep", most=self._max_depth), Message("yaml.flatter-list")
        )

    @staticmethod
    def _text(value: str, line: int) -> str:
        # Escapes ("\0", "\ud800") bring in what the check of the whole text could not see.
        if bad := CONTROL.search(value):
            raise YamlError(
                line, Message("yaml.control-character", code=ord(bad[0])), Message("yaml.remove")
            )
        return to_form("NFC", value)

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + (event.start_mark.line if event.start_mark else 0)

    def _refused(self, error: yaml.MarkedYAMLError) -> YamlError:
        problem = error.problem or "cannot be understood"
        # An unclosed quote is found at the end of the file; what helps is where it begins.
        late = "end of stream" in problem or "expected ':'" in problem
        mark = (error.context_mark if late else None) or error.problem_mark
        line = min(self._first_line + (mark.line if mark else 0), self._last_line)
        if "nesting depth" in problem:  # libyaml's own limit, met while it reads ahead
            return self._too_deep(line)
        right = next((hint for sign, hint in _HINTS if sign in problem), Message("yaml.key-value"))
        code = _PROBLEMS.get(problem)
        reason = Message(code) if code else problem
        return YamlError(line, Message("yaml.invalid", reason=reason), right)
