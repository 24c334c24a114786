"""Definitions of watches: watches.yaml in the archive folder.

A watch is a search with a name; other keys are parameters of a search (`/help/api`)::

    - name: 반도체
      query: 반도체 수출
      lang: ko
    - {name: spring, query: cherry blossom, tag: [travel, Seoul], from: 2026}

An item that cannot be understood is a problem with its line, and the others are watches all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Final, NamedTuple

from seogo import strict_yaml
from seogo.errors import ConfigError
from seogo.messages import Message
from seogo.searching.parameter_kinds import Parameter, ParameterError
from seogo.searching.parameters import FILTERS, PARAMETERS, QUERY, to_request
from seogo.searching.request import SearchRequest
from seogo.strict_yaml import Mapping, Node, Scalar, Sequence, YamlError
from seogo.unicode_forms import to_form

WATCHES_FILE: Final = "watches.yaml"
MOST_WATCHES: Final = 10_000
_MAX_FILE: Final = 4 * 1024 * 1024
_LONGEST_NAME: Final = 100
_LONGEST_QUERY: Final = 2_000
_NAME, _QUERY = "name", "query"
_RESTRICTING: Final[tuple[Parameter, ...]] = (
    *FILTERS,
    *(one for one in PARAMETERS if one.name in ("level", "without")),
)
KEYS: Final = (_NAME, _QUERY, *(parameter.name for parameter in _RESTRICTING))


@dataclass(frozen=True, slots=True)
class Watch:
    """A search with a name, which stands in one line of watches.yaml."""

    name: str
    request: SearchRequest
    line: int


class Watches(NamedTuple):
    """The watches of an archive in their order, and what of the file is refused."""

    watches: tuple[Watch, ...]
    problems: tuple[ConfigError, ...]


def load_watches(archive: Path, zone: tzinfo | None = None) -> Watches:
    """The watches of an archive folder, none where it has no watches.yaml; their dates are counted in ``zone``. Raises
    ConfigError where the whole file cannot be read."""
    node = strict_yaml.load(archive / WATCHES_FILE, max_bytes=_MAX_FILE, name=WATCHES_FILE)
    if isinstance(node, Scalar) and not node.text:
        return Watches((), ())
    if not isinstance(node, Sequence):
        right = Message("watches.items")
        raise ConfigError(WATCHES_FILE, node.line, Message("wordlist.not-list"), right)
    if len(node.items) > MOST_WATCHES:
        what = Message("watches.too-many", count=len(node.items))
        right = Message("file.at-most", most=MOST_WATCHES)
        raise ConfigError(WATCHES_FILE, node.items[MOST_WATCHES].line, what, right)
    watches: dict[str, Watch] = {}
    problems: list[ConfigError] = []
    for item in node.items:
        try:
            with strict_yaml.errors_in(WATCHES_FILE, ConfigError):
                watch = _watch(item, zone)
                if (other := watches.get(watch.name)) is not None:
                    what = Message("watches.twice", name=watch.name, line=other.line)
                    raise YamlError(watch.line, what, Message("watches.once"))
            watches[watch.name] = watch
        except ConfigError as error:
            problems.append(error)
    return Watches(tuple(watches.values()), tuple(problems))


def _watch(node: Node, zone: tzinfo | None) -> Watch:
    """A watch of an item of the list. Raises YamlError."""
    if not isinstance(node, Mapping):
        raise YamlError(node.line, Message("watches.no-mapping"), Message("watches.items"))
    for key, entry in node.entries.items():
        if key not in KEYS:
            right = Message("yaml.only-keys", keys=", ".join(KEYS))
            raise YamlError(entry.line, Message("yaml.unknown-key", key=key), right)
    name = _name(node)
    pairs = [(QUERY.name, _text(node, _QUERY, _LONGEST_QUERY))]
    for parameter in _RESTRICTING:
        if (given := node.entries.get(parameter.name)) is None:
            continue
        one = () if parameter.repeatable else (strict_yaml.text_of(given.value, parameter.name),)
        texts = one or strict_yaml.texts_of(given.value, parameter.name)
        pairs += [(parameter.name, text) for text in texts]
    try:
        request = to_request(pairs, zone=zone)
    except ParameterError as error:
        wrong = node.entries.get(error.parameter)
        line = wrong.line if wrong is not None else node.line
        raise YamlError(
            line, error.what, Message("watches.allowed", allowed=error.allowed)
        ) from error
    if request == SearchRequest():
        raise YamlError(node.line, Message("watches.nothing", name=name), Message("watches.items"))
    return Watch(name, request, node.line)


def _name(node: Mapping) -> str:
    name = " ".join(to_form("NFC", _text(node, _NAME, _LONGEST_NAME)).split())
    line = node.entries[_NAME].line if _NAME in node.entries else node.line
    if not name:
        raise YamlError(line, Message("watches.no-name"), Message("watches.items"))
    if "/" in name or not name.isprintable() or name.startswith("."):
        raise YamlError(line, Message("watches.name", name=name), Message("watches.right-name"))
    return name


def _text(node: Mapping, key: str, longest: int) -> str:
    entry = node.entries.get(key)
    text = strict_yaml.text_of(entry.value, key).strip() if entry is not None else ""
    if entry is not None and len(text) > longest:
        what = Message("wordlist.too-long", key=key, count=len(text))
        raise YamlError(entry.line, what, Message("file.at-most", most=longest))
    return text
