"""What the batteries of the contract share: documents, random ones and random clauses, and the engine they ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st

from seogo.engines import clauses as q
from seogo.engines.base import (
    Branch,
    Document,
    Engine,
    EngineQuery,
    EngineResult,
    FieldTerms,
    field_name,
)
from seogo.engines.names import Sort
from seogo.languages import Language

KO, EN = Language.KO, Language.EN
WORDS = {
    KO: ("국가", "모티프", "가", "검토", "ai", "12.7", "믿음"),
    EN: ("nation", "motif", "ai", "12.7", "x"),
}
TOLERANCE = 1e-3
QUANTITIES = (
    *("0", "3.5", "12.7", "35000", "1000000000000", "12700000000", "12700000000.5"),
    *("45%", "4.5%p", "#3", "2026-01-19", "--01-19", "2026-01"),
)
"""Terms as analysis makes them: numbers first, then what is none."""
TAGS = ("정책", "AI & 사회", "chips")


def document(
    name: str,
    body: str = "",
    *,
    lang: Language = KO,
    title: str = "",
    day: int | None = None,
    group: str = "",
    tags: Sequence[str] = (),
    quantities: str = "",
    version: int = 0,
    keywords: Mapping[str, tuple[str, ...]] | None = None,
) -> Document:
    """A document from words in one string; ``keywords`` are further ones."""
    return Document(
        id=name,
        language=lang,
        fields={
            field_name("title", lang): FieldTerms(title.split()),
            field_name("body", lang): FieldTerms(body.split()),
            field_name("compounds", lang): FieldTerms(body.split()[:1]),
            field_name("quantities", lang): FieldTerms(quantities.split()),
        },
        keywords={"lang": (lang.value,), "tag": tuple(tags), **(keywords or {})},
        day=day,
        group=group or name,
        content_hash=f"{name}@{version}",
        stored=f"{name} {version}".encode(),
    )


def find(
    engine: Engine,
    clause: q.Clause,
    *,
    filters: Sequence[q.Clause] = (),
    grouped: bool = False,
    limit: int = 10,
    sort: Sort = "relevance",
    facets: Sequence[str] = (),
) -> EngineResult:
    """The answer to a query of one branch."""
    branch = Branch(clause, limit=limit, sort=sort)
    return engine.search(EngineQuery((branch,), tuple(filters), grouped, tuple(facets)))


def names(result: EngineResult) -> list[str]:
    """The ids of the hits in order."""
    return [hit.id for hit in result.hits]


def ids(result: EngineResult) -> list[str]:
    """The ids of the table."""
    return list(map(result.row_id, range(result.found.shape[1])))


def body(term: str, lang: Language = KO, boost: float = 1.0) -> q.Term:
    """A term of the body."""
    return q.Term(field_name("body", lang), term, boost)


class EngineCase:
    """What a battery needs: ``open_engine`` is the engine's; the other two say what an engine is free to decide."""

    def open_engine(self, folder: Path) -> Engine:
        """An engine in a folder, which may not exist yet."""
        raise NotImplementedError

    def counted(self, engine: Engine) -> list[str]:
        """The content hashes of the documents that count in term statistics: at least those that are there."""
        return list(engine.content_hashes().values())

    def kept_length(self, length: int) -> int:
        """A field's length as the engine keeps it."""
        return length

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        engine = self.open_engine(tmp_path / "engine")
        yield engine
        engine.close()


IDS = [f"d{n}" for n in range(8)]
SORTS: st.SearchStrategy[Sort] = st.sampled_from(["relevance", "newest", "oldest"])


@st.composite
def batches(draw: st.DrawFn, step: int) -> list[Document]:
    """Documents with different ids; ``step`` is part of their hash."""
    found = []
    for name in sorted(draw(st.sets(st.sampled_from(IDS), max_size=len(IDS)))):
        lang = draw(st.sampled_from([KO, EN]))
        # up to ten terms are kept exactly where lengths are kept in steps
        words = st.lists(st.sampled_from(WORDS[lang]), max_size=10).map(" ".join)
        quantities = st.lists(st.sampled_from(QUANTITIES), max_size=3).map(" ".join)
        found.append(
            document(
                name,
                draw(words),
                lang=lang,
                title=draw(words),
                day=draw(st.none() | st.integers(1, 4)),
                group=f"g{draw(st.integers(0, 3))}",
                tags=draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True)),
                quantities=draw(quantities),
                version=step,
            )
        )
    return found


def _terms(draw: st.DrawFn) -> tuple[str, str]:
    lang = draw(st.sampled_from([KO, EN]))
    return field_name(draw(st.sampled_from(["body", "title"])), lang), draw(
        st.sampled_from([*WORDS[lang], "없다"])
    )


@st.composite
def _term_clauses(draw: st.DrawFn) -> q.Clause:
    return q.Term(*_terms(draw), boost=draw(st.sampled_from([1.0, 0.5, 3.0])))


@st.composite
def _phrases(draw: st.DrawFn) -> q.Clause:
    lang = draw(st.sampled_from([KO, EN]))
    terms = tuple(draw(st.lists(st.sampled_from(WORDS[lang][:3]), min_size=1, max_size=3)))
    gaps = draw(st.lists(st.integers(1, 2), min_size=len(terms) - 1, max_size=len(terms) - 1))
    offsets = tuple(sum(gaps[:at]) for at in range(len(terms)))
    return q.Phrase(field_name("body", lang), terms, offsets, slop=draw(st.integers(0, 2)))


_DAYS = st.none() | st.integers(1, 4).map(date.fromordinal)
_NUMBERS = st.none() | st.sampled_from([0.0, 3.5, 4.0, 12.7, 1.27e10, 12700000000.5, 1e12, 2e12])
_LEAVES: st.SearchStrategy[q.Clause] = st.one_of(
    _term_clauses(),
    _phrases(),
    st.builds(q.DayRange, _DAYS, _DAYS),
    st.builds(q.NumberRange, _NUMBERS, _NUMBERS),
    st.sampled_from([q.Everything(), q.Nothing(), q.Term("lang", "ko"), q.Term("tag", TAGS[0])]),
)


def _inner(part: st.SearchStrategy[q.Clause]) -> st.SearchStrategy[q.Clause]:
    parts = st.lists(part, max_size=3).map(tuple)
    return st.one_of(
        st.builds(q.And, parts),
        st.builds(q.Or, parts),
        st.builds(q.Best, parts),
        st.builds(q.Rank, part, part),
        st.builds(q.Without, part, part),
        st.builds(q.Filter, part),
    )


CLAUSES: st.SearchStrategy[q.Clause] = st.recursive(_LEAVES, _inner, max_leaves=6)
