"""The engine on a cluster: for every generation an index there, which never changes once it is whole.

What is written goes into a new index: an empty one, or a clone of the last one, which the cluster makes of links to the same
files. So the last good one answers meanwhile, and what fails leaves nothing behind. An alias with the name of the settings
always means the index of the current generation; searches of a generation ask for its own index, because lexicon,
vocabulary and suggestions belong to that.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from seogo.engines.base import (
    KEYWORD_FIELDS,
    Document,
    EngineQuery,
    EngineResult,
    EngineStatus,
    Explanation,
)
from seogo.engines.bm25 import idf
from seogo.engines.clauses import Clause
from seogo.engines.explain import explain
from seogo.engines.names import PERIODS
from seogo.engines.opensearch.cluster import PATIENCE, Cluster, Json, doc_values
from seogo.engines.opensearch.fields import (
    DAY,
    HASH,
    ID,
    MAPPING,
    SETTINGS,
    STORED,
    TEXTS,
    decode,
    key,
    shortened,
    to_source,
)
from seogo.engines.opensearch.queries import Queries
from seogo.engines.opensearch.scored_document import OpenSearchDocument
from seogo.engines.opensearch.search import Search
from seogo.engines.opensearch.vocabulary import FILE, Changes, Vocabulary
from seogo.engines.opensearch.writer import BulkWriter
from seogo.engines.periods import begin_of
from seogo.errors import IndexDamaged, SeogoError
from seogo.messages import Message

_PAGE: Final = 10_000
_AT_ONCE: Final = 200
_EXPLAINED: Final = 16
_SLOWLY: Final = 600
"""Seconds for what a cluster may take long for: to merge, to clone."""


class OpenSearchEngine:
    """An index of a cluster; ``folder`` has its vocabulary, which names it. ``owner`` is the archive's folder of generations:
    the names of its indexes begin with the name in the settings and a digest of that.

    Several threads may read; one that writes must be alone.
    """

    def __init__(self, folder: Path, cluster: Cluster, owner: Path) -> None:
        self._file = folder / FILE
        self._cluster = cluster
        self._prefix = index_prefix(cluster.settings.index, owner)
        self._vocabulary: Vocabulary | None = None
        self._begins: Mapping[str, int] | None = None
        self._sources: OrderedDict[str, Json | None] = OrderedDict()
        self._lock = threading.Lock()

    def replace_all(self, documents: Iterable[Document]) -> None:
        """Replace the index by a new one of these documents."""
        self.close()
        name = self._new_name()
        with self._built(name):
            self._create(name)
            changes = Changes()
            writer = BulkWriter(self._cluster, name)
            for document in documents:
                changes.count(_terms_of(document))
                writer.put(document.id, to_source(document))
            writer.close()
            self._finish(name, Vocabulary("").changed(name, changes))

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """Delete and store documents in a clone of the index."""
        changed = {document.id: document for document in upserts}
        before = self._opened()
        gone = list(dict.fromkeys((*deletes, *changed)))
        changes = Changes()
        known: set[str] = set()
        for name, source in self._documents(gone, "*", f"-{STORED}"):
            known.add(name)
            changes.count(_terms_in(source), -1)
        self.close()
        name = self._new_name()
        with self._built(name):
            self._clone(before.index, name)
            writer = BulkWriter(self._cluster, name)
            for document_id in known - changed.keys():
                writer.delete(document_id)
            for document in changed.values():
                changes.count(_terms_of(document))
                writer.put(document.id, to_source(document))
            writer.close()
            self._finish(name, before.changed(name, changes))

    def search(self, query: EngineQuery) -> EngineResult:
        """The answer to a query."""
        found = self._opened()
        return Search(
            self._cluster, found.index, Queries(found), self._first_days(), query
        ).result()

    def explain(self, clause: Clause, document_id: str) -> Explanation | None:
        """The parts of the score of a document for a clause; None where it does not match or is unknown."""
        found = self._opened()
        if document_id not in self._sources:
            sources = dict(self._documents([document_id], "*", f"-{STORED}"))
            with self._lock:
                self._sources[document_id] = sources.get(document_id)
                while len(self._sources) > _EXPLAINED:
                    self._sources.popitem(last=False)
            source = sources.get(document_id)
        else:
            source = self._sources[document_id]
        return None if source is None else explain(clause, OpenSearchDocument(source, found))

    def idf(self, documents: int) -> float:
        """The idf of a term that so many documents have."""
        return idf(self._opened().documents, documents)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field with a prefix and their document frequencies, in code point order."""
        return self._opened().terms(field, prefix)

    def frequencies(self, terms: Sequence[tuple[str, str]]) -> list[int]:
        """The document frequencies of terms, given as (field, term)."""
        return self._opened().frequencies((field, shortened(term)) for field, term in terms)

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The stored bytes of known ids."""
        return {
            name: base64.b64decode(source[STORED])
            for name, source in self._documents(ids, f"{ID},{STORED}")
        }

    def content_hashes(self) -> dict[str, str]:
        """The content hash of every id."""
        found: dict[str, str] = {}
        after: Json = {}
        while True:
            body = {
                "size": _PAGE,
                "sort": [{ID: "asc"}],
                "_source": False,
                "docvalue_fields": [ID, HASH],
                "track_total_hits": False,
                **after,
            }
            (answer,) = self._cluster.searches(self._opened().index, [body])
            hits = answer["hits"]["hits"]
            for hit in hits:
                name, content_hash = doc_values(hit, (ID, HASH))
                found[name] = content_hash
            if len(hits) < _PAGE:
                return found
            after = {"search_after": hits[-1]["sort"]}

    def warm(self) -> None:
        """Open the vocabulary, and ask for the index. Raises EngineUnreachable, IndexDamaged."""
        self._first_days()

    def status(self) -> EngineStatus:
        """The numbers of documents, in all and by language."""
        found = self._opened()
        return EngineStatus(found.documents, found.languages())

    def description(self) -> dict[str, str | int]:
        """The cluster and how it is. Raises EngineUnreachable, IndexDamaged."""
        index, ask = self._opened().index, self._cluster.request
        health = ask("GET", f"/_cluster/health/{index}", missing=index)
        sizes = ask("GET", f"/{index}/_stats/store", missing=index)
        return {
            "name": "opensearch",
            "url": self._cluster.address,
            "version": str(ask("GET", "/")["version"]["number"]),
            "index": index,
            "health": str(health["status"]),
            "nodes": int(health["number_of_data_nodes"]),
            "shards": self._cluster.settings.shards,
            "replicas": self._cluster.settings.replicas,
            "bytes": int(sizes["_all"]["total"]["store"]["size_in_bytes"]),
        }

    def close(self) -> None:
        """Drop what is cached of the index."""
        self._vocabulary = self._begins = None
        self._sources.clear()

    def published(self, folders: Iterable[Path]) -> None:
        """Let the alias mean this index, and remove those that none of ``folders``, all that there are, has."""
        kept: set[str] = set()
        for folder in folders:
            with contextlib.suppress(IndexDamaged):
                kept.add(Vocabulary.open(folder / FILE).index)
        current = self._opened().index
        alias = self._cluster.settings.index
        actions = [
            {"remove": {"index": f"{self._prefix}*", "alias": alias, "must_exist": False}},
            {"add": {"index": current, "alias": alias}},
        ]
        self._cluster.request("POST", "/_aliases", {"actions": actions}, missing=current)
        present = self._cluster.request("GET", f"/{self._prefix}*/_settings/index.uuid")
        for name in sorted(present.keys() - kept - {current}):
            with contextlib.suppress(SeogoError):
                self._cluster.request("DELETE", f"/{name}")

    def _opened(self) -> Vocabulary:
        found = self._vocabulary
        if found is None:
            found = self._vocabulary = Vocabulary.open(self._file)
        return found

    def _new_name(self) -> str:
        return self._prefix + secrets.token_hex(6)

    @contextlib.contextmanager
    def _built(self, name: str) -> Iterator[None]:
        """Remove an index that does not become whole."""
        try:
            yield
        except BaseException:
            with contextlib.suppress(Exception):  # the first error is the one to raise
                self._cluster.request(
                    "DELETE", f"/{name}", parameters={"ignore_unavailable": "true"}
                )
            raise

    def _create(self, name: str) -> None:
        shared = {
            "number_of_shards": self._cluster.settings.shards,
            "number_of_replicas": self._cluster.settings.replicas,
        }
        body = {"settings": {**SETTINGS, **shared}, "mappings": MAPPING}
        self._cluster.request("PUT", f"/{name}", body, seconds=60)

    def _clone(self, origin: str, name: str) -> None:
        settings = {
            "index.blocks.write": None,
            "index.number_of_replicas": self._cluster.settings.replicas,
        }
        ask = self._cluster.request
        path, body = f"/{origin}/_clone/{name}", {"settings": settings}
        ask("POST", path, body, missing=origin, seconds=_SLOWLY)
        path = f"/_cluster/health/{name}"
        wait = {"wait_for_status": "yellow", "timeout": f"{_SLOWLY}s"}
        ask("GET", path, seconds=_SLOWLY, parameters=wait)

    def _finish(self, name: str, vocabulary: Vocabulary) -> None:
        """Make an index that was written one that is only read, and write its vocabulary."""

        def ask(method: str, path: str, body: Json | None = None, **parameters: str) -> None:
            self._cluster.request(
                method,
                f"/{name}/{path}",
                body,
                missing=name,
                seconds=_SLOWLY,
                patience=PATIENCE,
                parameters=parameters,
            )

        ask("POST", "_refresh")
        ask("POST", "_forcemerge", only_expunge_deletes="true")
        ask("POST", "_refresh")
        ask("PUT", "_settings", {"index.blocks.write": True})
        (answer,) = self._cluster.searches(name, [{"size": 0, "track_total_hits": True}])
        if (count := answer["hits"]["total"]["value"]) != vocabulary.documents:
            what = Message("damage.documents", count=count, expected=vocabulary.documents)
            raise IndexDamaged(name, what)
        self._file.parent.mkdir(exist_ok=True)
        vocabulary.write(self._file)

    def _documents(self, ids: Sequence[str], *columns: str) -> Iterator[tuple[str, Json]]:
        """What the cluster has of some documents; ``columns`` to include, and with a minus to exclude."""
        parameters = {
            "_source_includes": ",".join(c for c in columns if not c.startswith("-")),
            "_source_excludes": ",".join(c[1:] for c in columns if c.startswith("-")),
        }
        index = self._opened().index
        different = list(dict.fromkeys(ids))
        for first in range(0, len(different), _AT_ONCE):
            wanted = [key(name) for name in different[first : first + _AT_ONCE]]
            answer = self._cluster.request(
                "POST", f"/{index}/_mget", {"ids": wanted}, missing=index, parameters=parameters
            )
            for found in answer.get("docs", ()):
                if "error" in found:
                    raise self._cluster.refusal(503, str(found["error"].get("reason")), index)
                if found.get("found"):
                    yield found["_source"][ID], found["_source"]

    def _first_days(self) -> Mapping[str, int]:
        """The first days of the periods that end with the newest document."""
        if self._begins is None:
            body = {"size": 0, "aggs": {"last": {"max": {"field": DAY}}}}
            (answer,) = self._cluster.searches(self._opened().index, [body])
            last = answer["aggregations"]["last"]["value"]
            self._begins = (
                {p: begin_of(p, date.fromordinal(int(last))).toordinal() for p in PERIODS}
                if last
                else {}
            )
        return self._begins


def index_prefix(name: str, owner: Path) -> str:
    """What the names of an archive's indexes begin with."""
    return f"{name}-{hashlib.blake2b(str(owner).encode(), digest_size=4).hexdigest()}-"


def _terms_of(document: Document) -> dict[str, Sequence[str]]:
    """The terms and values of a document by field."""
    values = {name: document.keywords.get(name, ()) for name in KEYWORD_FIELDS}
    terms = {name: list(map(shortened, found.terms)) for name, found in document.fields.items()}
    return {name: found for name, found in (*values.items(), *terms.items()) if found}


def _terms_in(source: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The terms and values of a document that the cluster has."""
    values = {name: source[name] for name in KEYWORD_FIELDS if name in source}
    return {**values, **{name: decode(source[name]).terms for name in TEXTS if name in source}}
