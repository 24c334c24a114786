"""A run of watches: what came into the index since each was run last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from seogo.documents.document import Record, to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, EngineQuery
from seogo.searching.answer import compiled_query, filters_of
from seogo.searching.open_index import OpenIndex
from seogo.searching.service import ALL_BY_WORDS
from seogo.watches.definitions import Watch
from seogo.watches.seen import Seen, State

_AT_ONCE: Final = 500
"""Records that are in memory at once where all are read."""


@dataclass(frozen=True, slots=True)
class News:
    """What a watch finds among articles that were not there, or had another text, when it was run last: newest first.
    ``began`` where it was never run, and sees the index for the first time."""

    watch: Watch
    new: tuple[Record, ...] = ()
    changed: tuple[Record, ...] = ()
    began: bool = False


def state_of(index: OpenIndex, before: Iterable[State]) -> State:
    """The state of an index; hashes of files that a former state has are not read again."""
    documents = index.engine.content_hashes()
    known: dict[tuple[str, str], str] = {}
    for state in before:
        known |= {(name, document): file for name, (document, file) in state.items()}
    files = {
        name: known[name, document]
        for name, document in documents.items()
        if (name, document) in known
    }
    missing = [name for name in documents if name not in files]
    for first in range(0, len(missing), _AT_ONCE):
        stored = index.engine.stored(missing[first : first + _AT_ONCE])
        files |= {name: to_record(raw).content_hash for name, raw in stored.items()}
    return {name: (document, files[name]) for name, document in documents.items() if name in files}


def news(
    index: OpenIndex, watches: Iterable[Watch], seen: Seen, now: State, *, changed: bool = False
) -> Iterator[News]:
    """What each watch finds, in the order of the watches. Only articles that are new to it are matched, and with ``changed``
    those whose file is another one. Raises IndexDamaged."""
    former: dict[str, list[str]] = {}
    for old, new in index.moved.items():
        former.setdefault(new, []).append(old)
    records: dict[str, Record] = {}
    for state, group in groupby(watches, lambda watch: seen.state(watch.name)):
        if state is None:
            yield from (News(watch, began=True) for watch in group)
            continue
        added, edited = _differences(state, now, former)
        wanted = [*added, *(edited if changed else ())]
        within = q.Or(tuple(q.Term("id", name) for name in wanted))
        for watch in group:
            found = _matching(index, watch, within, len(wanted)) if wanted else []
            if missing := [name for name in found if name not in records]:
                stored = index.engine.stored(missing)
                records |= {name: to_record(stored[name]) for name in missing}
            yield News(
                watch,
                tuple(records[name] for name in found if name in added),
                tuple(records[name] for name in found if name in edited),
            )


def _differences(
    before: State, now: State, former: Mapping[str, list[str]]
) -> tuple[set[str], set[str]]:
    """The ids of articles that came, and of those whose file is another one; one that was renamed did not come."""
    added: set[str] = set()
    edited: set[str] = set()
    for name, (_, file) in now.items():
        known = next((before[one] for one in (name, *former.get(name, ())) if one in before), None)
        if known is None:
            added.add(name)
        elif known[1] != file and name in before:
            edited.add(name)
    return added, edited


def _matching(index: OpenIndex, watch: Watch, within: q.Clause, most: int) -> list[str]:
    """The ids of the articles within a clause that have every word of a watch, in either language, newest first."""
    request = replace(watch.request, level=watch.request.level or ALL_BY_WORDS)
    compiled = compiled_query(request, index.parse(request.q), index)
    branches = [Branch(q.Filter(compiled.clause), None, most, "newest")]
    if compiled.bridge is not None:
        over = q.Filter(compiled.bridge.clause)
        branches.append(Branch(over, compiled.bridge.language, most, "newest", beyond=(0,)))
    filters = (within, *compiled.filters, *filters_of(request, index.compiler))
    answer = index.engine.search(EngineQuery(tuple(branches), filters))
    rows = [int(row) for found in answer.lists for row in found]
    days = answer.days()
    return [answer.row_id(row) for row in sorted(rows, key=lambda row: -int(days[row]))]
