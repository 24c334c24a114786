"""What runs of watches have seen of an index: watches.json in the index folder.

::

    {"version": 1,
     "states": [{"news/a.ko": ["<hash of the document>", "<hash of the file>"], …}, …],
     "watches": {"반도체": 0, …}}

A watch has the number of the state in which it saw the index; all that are run together share one. The hash of a document
changes with the analysis too, and so only says which files may have changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from seogo.storage.drafts import write_file

SEEN_FILE: Final = "watches.json"
_VERSION: Final = 1

State = Mapping[str, tuple[str, str]]
"""The articles of an index by id, each with the hash of its document and that of its file."""


class Seen:
    """The state in which each watch saw the index."""

    def __init__(self, states: Mapping[str, State]) -> None:
        self._states = dict(states)

    def state(self, watch: str) -> State | None:
        """The state in which a watch saw the index, None where it was never run."""
        return self._states.get(watch)

    def keep(self, watches: Iterable[str], state: State) -> None:
        """Note that these watches have seen the index in a state."""
        self._states |= dict.fromkeys(watches, state)

    def save(self, index: Path, known: Iterable[str]) -> None:
        """Write what the ``known`` watches have seen into an index folder; others are forgotten. Raises WriteRefused."""
        kept = {name: self._states[name] for name in known if name in self._states}
        states = {id(state): state for state in kept.values()}
        numbers = {key: number for number, key in enumerate(states)}
        data = {
            "version": _VERSION,
            "states": [*states.values()],
            "watches": {name: numbers[id(state)] for name, state in kept.items()},
        }
        with write_file(index / SEEN_FILE, overwrite=True) as file:
            file.write(json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def load_seen(index: Path) -> Seen | None:
    """What was seen, nothing where there is no file; None where it is not what was written. Raises OSError."""
    try:
        raw = (index / SEEN_FILE).read_bytes()
    except FileNotFoundError:
        return Seen({})
    try:
        return Seen(_parsed(json.loads(raw)))
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _parsed(data: Any) -> dict[str, State]:
    """The states by watch. Raises ValueError, TypeError or LookupError for what was not written by `Seen.save`."""
    if data["version"] != _VERSION:
        raise ValueError(data["version"])
    states = [
        {str(name): _hashes(hashes) for name, hashes in state.items()} for state in data["states"]
    ]
    return {
        str(name): states[range(len(states))[number]] for name, number in data["watches"].items()
    }


def _hashes(found: Any) -> tuple[str, str]:
    document, file = found
    return str(document), str(file)
