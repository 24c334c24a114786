"""The port of every engine: documents go in as finished terms, queries as clauses, and answers come as data.

An engine never sees raw text. Fields are per language (``title_ko``, ``body_en`` …), so that term statistics are those of one
language. A query has one or more *branches*, each a clause with a ranked list of its own; the answer is a table of the
documents that any branch lists, with their score in every branch, and counts over all that is found. An engine knows
nothing of how two languages are merged, when partial matches come in, and which version of a translation group is shown:
seogo.searching.ranking decides that from the table alone. So an engine over a network can answer one query by a request for
each branch, sent together, and one more for the cells that these leave open; a search asks two queries at most.

tests/engines/contract.py holds an engine to all of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from seogo.articles.metadata import FIELDS
from seogo.engines.clauses import Clause
from seogo.engines.names import Sort
from seogo.languages import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXT_FIELDS = ("title", "tags", "body", "bigrams", "compounds", "quantities")
"""The indexed fields, each once per language: the main analysis of the title, of the tags, of these and the body
together (so that a word is found by one term), and of title and body the surfaces (Hangul in bigrams), the joined
compounds, and the numbers, dates and names."""

KEYWORD_FIELDS = tuple(field.keyword for field in FIELDS)
"""Fields with exact values: they filter and are counted, and never score."""


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
    """A document: what an engine stores for an article.

    ``fields`` maps text field names to their terms; ``keywords`` maps keyword fields to exact values; ``day`` is
    the publication day as ``date.toordinal()`` or None; documents with one ``group`` are translations of each other;
    ``content_hash`` changes whenever anything here does; ``stored`` is returned as it is.
    """

    id: str
    language: Language
    fields: Mapping[str, FieldTerms]
    keywords: Mapping[str, tuple[str, ...]]
    day: int | None
    group: str
    content_hash: str
    stored: bytes


class Branch(NamedTuple):
    """One of the ways in which a query finds documents: by ``clause``, in one ``language`` or in all (None).

    The first ``limit`` of its documents by ``sort`` are listed, or where the query is grouped, of its groups, each by the
    first of its documents. What the branches with the numbers in ``beyond`` find is not listed again: neither a document
    nor, grouped, any other of its group. A branch with limit 0 is counted, and says which documents it finds.
    """

    clause: Clause
    language: Language | None = None
    limit: int = 0
    sort: Sort = "relevance"
    beyond: tuple[int, ...] = ()


class EngineQuery(NamedTuple):
    """A search: documents that any of the ``branches`` finds within all ``filters``.

    ``grouped`` counts and lists translation groups, not documents. ``facets`` names keyword fields, or MONTH or RECENT,
    whose values are counted over what the first ``counted`` branches find, or where that is nothing (or ``counted`` is 0),
    over all that is found.
    """

    branches: tuple[Branch, ...]
    filters: tuple[Clause, ...] = ()
    grouped: bool = False
    facets: tuple[str, ...] = ()
    counted: int = 0


class EngineHit(NamedTuple):
    """A listed document."""

    id: str
    score: float


@dataclass(slots=True, eq=False)
class EngineResult:
    """The answer to a query: a table of documents, the lists as numbers of its rows, and exact counts.

    The table has every listed document and, where the query is grouped, every other document of its group that a branch
    finds. Rows are in the code point order of ids, so that the earlier one comes first among equals. Columns, for r rows and
    b branches:

    - ``row_id``: the id of a row; this and the next three are functions, because not every query needs them;
    - ``groups``: int[r], equal for translations of each other;
    - ``languages``: str[r], codes;
    - ``days``: int[r], ordinals of publication days, 0 for undated documents;
    - ``found``: bool[b, r], whether the branch finds the document;
    - ``scores``: float32[b, r], its score there, 0 where it is not found (of a branch with limit 0: anything).

    ``lists`` has for each branch int[n], the rows that it lists, best first. ``totals`` counts, for each branch, the
    documents (groups) that it and those before it find together, and ``documents`` counts documents in any case.
    ``highest`` is, for a branch that lists by relevance what is
    beyond others, the best score of all that it finds, listed or not (else 0). ``facets`` maps fields to values with their
    numbers of documents, most frequent first, then in code point order.
    """

    row_id: Callable[[int], str]
    groups: Callable[[], NDArray[np.intp]]
    languages: Callable[[], NDArray[np.str_]]
    days: Callable[[], NDArray[np.intp]]
    found: NDArray[np.bool_]
    scores: NDArray[np.float32]
    lists: tuple[NDArray[np.intp], ...]
    totals: tuple[int, ...]
    documents: tuple[int, ...]
    highest: tuple[float, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]

    @property
    def hits(self) -> list[EngineHit]:
        """The list of the first branch, best first."""
        rows = self.lists[0]
        return list(map(EngineHit, map(self.row_id, rows.tolist()), self.scores[0, rows].tolist()))


@dataclass(frozen=True, slots=True)
class TermScore:
    """The parts of the score of a term in one document: the term's ``frequency`` there, the number of ``documents`` that have
    it in the field, the engine's ``idf`` of that number, and ``norm``, which stands for the length of the field (BM25's k1
    for a field of average length, more for a longer one)."""

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
    """The size of an index: the number of ``documents``, in all and by language."""

    documents: int
    languages: Mapping[str, int]


class Vocabulary(Protocol):
    """The terms of an index: what meaning is made from."""

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with ``prefix``, in code point order, with their document frequency.

        Removed documents may be counted until the engine has cleaned up, here and in ``frequencies``.
        """

    def frequencies(self, terms: Sequence[tuple[str, str]]) -> Sequence[int]:
        """The document frequencies of terms, each given as (field, term), in their order; 0 where none has the term."""


class Engine(Vocabulary, Protocol):
    """An index that can be searched and changed. Errors: IndexDamaged where its files are not what was written."""

    def replace_all(self, documents: Iterable[Document]) -> None:
        """Drop what is there and store ``documents``; ids are unique."""

    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """Remove the ids in ``deletes`` and store ``upserts``, replacing documents of the same id."""

    def search(self, query: EngineQuery) -> EngineResult:
        """Run a query.

        By relevance, higher scores come first, and those that are equal to four decimals in the order of ids. By date,
        documents of one day come in the order of ids, undated ones last in both directions.
        """

    def explain(self, clause: Clause, document_id: str) -> Explanation | None:
        """The parts of the score of a document for ``clause``; None where it does not match or is not there."""

    def idf(self, documents: int) -> float:
        """The factor for rarity in the score of a term that so many documents have in its field."""

    def stored(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The stored bytes of these ids; unknown ids are left out."""

    def content_hashes(self) -> dict[str, str]:
        """Every document's id and content hash."""

    def warm(self) -> None:
        """Open every file, so that this engine goes on answering when its folder is gone."""

    def status(self) -> EngineStatus:
        """Counts, cheaply."""

    def description(self) -> Mapping[str, str | int]:
        """What ``seogo status`` says of the engine: its ``name``, and of a cluster ``url``, ``version``, ``index``,
        ``health``, and the numbers of ``nodes``, ``shards``, ``replicas`` and ``bytes``."""

    def published(self, folders: Iterable[Path]) -> None:
        """Take notice that this index is the one that is searched now, and that ``folders`` are all in which there are others
        still: what the engine has elsewhere and none of them needs is removed."""

    def close(self) -> None:
        """Give back files and memory."""
