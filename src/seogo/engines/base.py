"""What every engine promises.

An engine receives finished terms and never sees raw text to analyse. Fields are per language (``title_ko``,
``body_en`` …), so that term statistics are those of one language. tests/engines/contract.py holds an engine to this.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from seogo.articles.metadata import FIELDS
from seogo.engines.clauses import Clause
from seogo.languages import Language

TEXT_FIELDS = ("title", "tags", "body", "bigrams", "compounds", "quantities")
"""The indexed fields, each once per language: the main analysis of the title, of the tags, of these and the body
together (so that a word is found by one term), and of title and body the surfaces (Hangul in bigrams), the joined
compounds, and the numbers, dates and names."""

KEYWORD_FIELDS = tuple(field.keyword for field in FIELDS)
"""Fields with exact values: they filter and are counted, and never score."""

MONTH = "month"
"""Counted like a keyword field, though no field: the months of publication, ``2026-01``."""

Sort = Literal["relevance", "newest", "oldest"]


def idf(documents: int, count: int) -> float:
    """How rare a term is that ``count`` of ``documents`` have, in the score of every engine: Whoosh's formula."""
    return math.log(documents / (count + 1)) + 1


def field_name(field: str, language: Language) -> str:
    """The name of a text field in one language: ``body``, KO → ``body_ko``."""
    return field + "_" + language  # its code


@dataclass(frozen=True, slots=True)
class FieldTerms:
    """The terms of one field of a document in order; ``positions`` ascend with them (None: one after the other)."""

    terms: Sequence[str]
    positions: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine stores for an article.

    ``fields`` maps text field names to their terms; ``keywords`` maps keyword fields to exact values; ``day`` is
    the publication day as ``date.toordinal()`` or None; documents with one ``group`` are translations of each other;
    ``content_hash`` changes whenever anything here does; ``stored`` is kept and given back as it is.
    """

    id: str
    language: Language
    fields: Mapping[str, FieldTerms]
    keywords: Mapping[str, tuple[str, ...]]
    day: int | None
    group: str
    content_hash: str
    stored: bytes


@dataclass(frozen=True, slots=True)
class Bridge:
    """How documents in ``language`` are found instead: by ``clause``, or some of it by ``fallback``, both of which find at
    least those that the query's own clauses find. They are put among the others so that those keep their order; the less the
    ``trust`` (0 to 1), the further behind."""

    language: Language
    clause: Clause
    fallback: Clause | None
    trust: float


class EngineHit(NamedTuple):
    """A found document. ``complete``: it matched the clause itself, not only the fallback."""

    id: str
    score: float
    complete: bool = True


@dataclass(frozen=True, slots=True)
class EngineResult:
    """One page of hits with exact totals.

    ``total`` counts hits of the clause and ``total_some`` those of the fallback only, groups once where folding is on;
    ``facets`` count articles: per keyword field or MONTH, values with counts, most frequent first.
    """

    hits: tuple[EngineHit, ...]
    total: int
    total_some: int = 0
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermScore:
    """What the score of a term in one document is made of: it stands there ``frequency`` times, ``documents`` have it in
    the field, which makes it as rare as ``idf`` says, and ``norm`` is what BM25 makes of the length of the field (k1 for a
    field of average length, more for a longer one)."""

    frequency: int
    documents: int
    idf: float
    norm: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A clause that a document matches, with the ``score`` it gives.

    ``parts`` are those that the score is the sum of: of a phrase its terms, of a ``Best`` the best alone, of a ``Filter``
    none. ``term`` is there for terms of fields that score.
    """

    clause: Clause
    score: float
    parts: tuple[Explanation, ...] = ()
    term: TermScore | None = None


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What an engine holds: ``documents`` and, per language, how many."""

    documents: int
    languages: Mapping[str, int]


class Vocabulary(Protocol):
    """The terms of an index: what meaning is made from."""

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with ``prefix``, in code point order, with their document frequency.

        Removed documents may be counted until the engine has cleaned up, here and in ``frequency``.
        """

    def frequency(self, field: str, term: str) -> int:
        """In how many documents of ``field`` the term occurs."""


class Engine(Vocabulary, Protocol):
    """An index that can be searched and changed. Errors: IndexDamaged where its files are not what was written."""

    def replace_all(self, documents: Iterable[Document]) -> None:
        """Drop what is there and store ``documents``; ids are unique."""

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """Remove the ids in ``deletes`` and store ``upserts``, replacing documents of the same id."""

    def search(
        self,
        clause: Clause,
        *,
        fallback: Clause | None = None,
        mixed: bool = False,
        bridge: Bridge | None = None,
        filters: Sequence[Clause] = (),
        fold: Language | None = None,
        offset: int = 0,
        limit: int = 10,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
    ) -> EngineResult:
        """Run ``clause`` within all ``filters``.

        Where fewer than FALLBACK_BELOW documents (or groups) match, documents that match only ``fallback`` follow; with
        ``mixed`` they stand among the others, in the order of the scores that ``fallback`` gives (it has all that match).
        With a ``bridge``, documents in its language are found by that, and those of all languages stand in one list by
        score, in which the others keep the order that they have without it; fallbacks come in where they would without it.
        ``fold`` makes one hit of each group: its member in that language where that one matched, else its best.
        Equal ranks are in the order of ids; undated documents come last in both date orders.
        """

    def explain(self, clause: Clause, document_id: str) -> Explanation | None:
        """What the score of a document for ``clause`` is made of; None where it does not match or is not there."""

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """What was stored for these ids; unknown ids are left out."""

    def content_hashes(self) -> dict[str, str]:
        """Every document's id and content hash."""

    def status(self) -> EngineStatus:
        """Counts, cheaply."""

    def close(self) -> None:
        """Give back files and memory."""


FALLBACK_BELOW = 10
"""With fewer complete hits than this, partial ones follow."""
