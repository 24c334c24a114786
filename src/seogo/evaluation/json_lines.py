"""JSON Lines files that others made, read with limits; every value has the type that is asked of it."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seogo.errors import FileError
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.strict_yaml import CONTROL

MAX_LINE = 64 * 1024
"""Bytes of a line, its end included."""

MAX_OBJECTS = 100_000
"""JSON objects of a file."""

_OBJECT = Message("evaluate.object")


@dataclass(frozen=True, slots=True)
class JsonObject:
    """JSON object of a file: its line (0: no line of its own) and its values. Methods raise FileError where a value is
    wrong."""

    path: str
    line: int
    values: Mapping[str, object]

    def text(self, key: str) -> str:
        """Text that is not empty, its spaces collapsed."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(_wrong(key, value), Message("evaluate.text", key=key))
        if bad := CONTROL.search(value):
            what = Message("evaluate.control-character", key=key, code=ord(bad[0]))
            raise self.error(what, Message("yaml.remove"))
        return " ".join(value.split())

    def raw_text(self, key: str) -> str:
        """Text that is not empty, with its spaces and line ends; or a number, as a text."""
        value = self.values.get(key)
        if isinstance(value, int):
            return str(value)
        if not isinstance(value, str) or not value.strip():
            raise self.error(_wrong(key, value), Message("evaluate.text", key=key))
        return value

    def optional(self, key: str) -> str:
        """Text that may be missing or empty."""
        return self.raw_text(key) if self.values.get(key) not in (None, "") else ""

    def objects(self, key: str) -> Iterator[JsonObject]:
        """Objects of a list."""
        values = self.values.get(key)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.error(_wrong(key, values), Message("evaluate.objects", key=key))
        yield from (JsonObject(self.path, self.line, value) for value in values)

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts of a list, each once; the list may be empty."""
        values = self.values.get(key)
        if not isinstance(values, list):
            raise self.error(_wrong(key, values), Message("evaluate.texts", key=key))
        one = (JsonObject(self.path, self.line, {key: value}) for value in values)
        return tuple(dict.fromkeys(row.text(key) for row in one))

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Text that is one of ``allowed``."""
        value = self.values.get(key)
        if not isinstance(value, str) or value not in allowed:
            right = Message("evaluate.choices", choices=", ".join(allowed))
            raise self.error(_wrong(key, value), right)
        return value

    def error(self, what: Message, right: Message) -> FileError:
        """Error of this object, for the caller to raise."""
        return FileError(self.path, self.line, what, right)


def read_json_lines(
    path: Path, *, longest: int = MAX_LINE, most: int = MAX_OBJECTS
) -> Iterator[JsonObject]:
    """JSON objects of a JSON Lines file in order, blank lines left out.

    Raises FileError where the file cannot be read, or at the first line that is no JSON object.
    """
    name = str(path)
    for line, data in read_lines(path, longest=longest, most=most):
        yield JsonObject(name, line, parse_object(data, name, line))


def read_lines(path: Path, *, longest: int, most: int) -> Iterator[tuple[int, bytes]]:
    """Numbers and bytes of the lines of a file, which may be compressed (``.gz``), blank ones left out.

    Raises FileError where it cannot be read, a line has more than ``longest`` bytes, or there are more than ``most``.
    """
    name, line, count = str(path), 0, 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            while data := file.readline(longest + 1):
                line += 1
                if len(data) > longest:
                    what = Message("file.too-long", limit=longest)
                    raise FileError(name, line, what, Message("evaluate.shorter-lines"))
                if not data.strip():
                    continue
                count += 1
                if count > most:
                    what = Message("evaluate.more-rows", limit=most)
                    raise FileError(name, line, what, Message("evaluate.fewer-rows"))
                yield line, data
    except OSError as error:
        raise unreadable(path, error) from error
    except (EOFError, zlib.error) as error:
        raise FileError(name, line, Message("evaluate.no-gzip")) from error


def parse_object(data: bytes, path: str, line: int) -> dict[str, object]:
    """Members of the JSON object that ``data`` encodes in UTF-8. Raises FileError at ``line``."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileError(
            path, line, Message("file.not-utf-8"), Message("file.save-as-utf-8")
        ) from error
    except json.JSONDecodeError as error:
        raise FileError(
            path, line or error.lineno, Message("evaluate.not-json", detail=error.msg), _OBJECT
        ) from error
    except (ValueError, RecursionError) as error:
        what = Message("evaluate.number-or-brackets")
        raise FileError(path, line, what, _OBJECT) from error
    if not isinstance(value, dict):
        raise FileError(path, line, Message("evaluate.no-object", value=_shown(value)), _OBJECT)
    return value


def unreadable(path: Path, error: OSError) -> FileError:
    """Error of a file that cannot be read."""
    what = Message("file.unreadable", reason=reason_of(error))
    return FileError(str(path), 0, what, Message("file.readable"))


def _wrong(key: str, value: object) -> Message:
    return Message("evaluate.wrong-value", key=key, value=_shown(value))


def _shown(value: object) -> str:
    """A value in a message, short."""
    match value:
        case None:
            return "missing"
        case list():
            return "a list"
        case dict():
            return "an object"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
