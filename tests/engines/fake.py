"""An engine without an index: documents in a dictionary, queries answered by the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from seogo.engines import clauses as q
from seogo.engines.base import (
    Document,
    EngineQuery,
    EngineResult,
    EngineStatus,
    Explanation,
    TermScore,
)
from tests.engines.model import SCORED, Model, idf


class FakeEngine:
    """An engine for tests of what stands above engines. Two of one folder share their documents."""

    _folders: ClassVar[dict[Path, dict[str, Document]]] = {}

    def __init__(self, folder: Path) -> None:
        self._documents = self._folders.setdefault(folder, {})
        self.queries: list[EngineQuery] = []
        """What was asked, for tests that count it."""

    @property
    def model(self) -> Model:
        """What can be found."""
        live = list(self._documents.values())
        return Model(live, live)

    def replace_all(self, documents: Iterable[Document]) -> None:
        """See Engine."""
        added = {document.id: document for document in documents}
        self._documents.clear()
        self._documents.update(added)

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """See Engine."""
        added = {document.id: document for document in upserts}
        for name in deletes:
            self._documents.pop(name, None)
        self._documents.update(added)

    def search(self, query: EngineQuery) -> EngineResult:
        """See Engine."""
        self.queries.append(query)
        return self.model.search(query)

    def explain(self, clause: q.Clause, document_id: str) -> Explanation | None:
        """See Engine."""
        score = self.model.evaluate(clause).get(document_id)
        if score is None:
            return None
        parts: tuple[q.Clause, ...] = ()
        match clause:
            case q.Term(field, term) if field in SCORED:
                return Explanation(clause, score, term=self._term(field, term, document_id))
            case q.Phrase(field, terms, _, boost):
                parts = tuple(q.Term(field, term, boost) for term in terms)
            case q.And(parts) | q.Or(parts):
                pass
            case q.Best(parts):
                found = [part for part in parts if self.explain(part, document_id)]
                scores = {part: self.model.evaluate(part)[document_id] for part in found}
                parts = tuple(part for part in found if scores[part] == score)[:1]
            case q.Rank(required, optional):
                parts = required, optional
            case q.Without(wanted):
                parts = (wanted,)
        explained = [self.explain(part, document_id) for part in parts]
        return Explanation(clause, score, tuple(part for part in explained if part is not None))

    def idf(self, documents: int) -> float:
        """See Engine."""
        return idf(len(self._documents), documents)

    def _term(self, field: str, term: str, name: str) -> TermScore:
        texts = {
            one.id: Counter(one.fields[field].terms)
            for one in self._documents.values()
            if field in one.fields
        }
        documents = sum(term in text for text in texts.values())
        return TermScore(texts[name][term], documents, self.idf(documents), 0.0)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """See Engine."""
        counts = Counter(
            term
            for document in self._documents.values()
            if field in document.fields
            for term in set(document.fields[field].terms)
        )
        return iter(sorted(pair for pair in counts.items() if pair[0].startswith(prefix)))

    def frequencies(self, terms: Sequence[tuple[str, str]]) -> list[int]:
        """See Engine."""
        return [dict(self.terms(field, term)).get(term, 0) for field, term in terms]

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """See Engine."""
        return {name: self._documents[name].stored for name in ids if name in self._documents}

    def content_hashes(self) -> dict[str, str]:
        """See Engine."""
        return {name: document.content_hash for name, document in self._documents.items()}

    def warm(self) -> None:
        """See Engine."""

    def status(self) -> EngineStatus:
        """See Engine."""
        languages = Counter(one.language.value for one in self._documents.values())
        return EngineStatus(len(self._documents), languages)

    def description(self) -> dict[str, str | int]:
        """See Engine."""
        return {"name": "fake"}

    def published(self, folders: Iterable[Path]) -> None:
        """See Engine."""

    def close(self) -> None:
        """See Engine."""
