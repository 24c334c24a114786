"""The same answers as Whoosh: our scorer on our segments against exhaustive BM25F on segments that stock Whoosh wrote.

Whoosh divides lengths by all documents, we by those that have the field: here every document has every field, where both
are the same. Stock results with a limit are no reference, because Whoosh loses hits there.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from whoosh import index, query, scoring

from seogo.engines import clauses as q
from seogo.engines.base import Document, FieldTerms
from seogo.engines.bm25 import K1, B
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.engines.whoosh.storage.schema import build_schema
from seogo.languages import Language
from tests.engines.samples import find

pytestmark = pytest.mark.slow

QUERIES = 150
"""Of each shape of index; five shapes."""

WORDS = [f"말{number}" for number in range(60)] + ["국가", "인공지능", "ai", "12.7"]
WEIGHTS = [1 / (place + 1) for place in range(len(WORDS))]  # Zipf's law
TAGS = ["가", "나", "다"]


@dataclass
class Shape:
    """An index twice: ours, and as stock Whoosh writes it."""

    engine: WhooshEngine
    stock: Any

    def scores(self, asked: query.Query, within: query.Query | None = None) -> dict[str, float]:
        """Ids with scores by exhaustive BM25F of stock Whoosh."""
        with self.stock.searcher(weighting=scoring.BM25F(B=B, K1=K1)) as searcher:
            found = searcher.search(asked, limit=None, filter=within)
            column = searcher.reader().column_reader("id")
            return {column[hit.docnum]: hit.score for hit in found}


def documents(count: int, seed: int) -> list[Document]:
    rng = random.Random(seed)
    return [
        Document(
            id=f"d{number:04}",
            language=Language.KO,
            fields={
                "title_ko": FieldTerms(rng.choices(WORDS, WEIGHTS, k=rng.randint(1, 5))),
                "body_ko": FieldTerms(rng.choices(WORDS, WEIGHTS, k=rng.randint(1, 60))),
            },
            keywords={"lang": ("ko",), "tag": tuple(rng.sample(TAGS, rng.randint(0, 2)))},
            day=None,
            group=f"d{number:04}",
            content_hash="",
            stored=b"",
        )
        for number in range(count)
    ]


def write_stock(target: Any, added: list[Document], removed: list[str], **commit: Any) -> None:
    writer = target.writer(compound=False)
    for name in removed:
        writer.delete_by_term("id", name)
    for document in added:
        fields = {name: list(field.terms) for name, field in document.fields.items()}
        tags = list(document.keywords["tag"])
        writer.add_document(id=document.id, **fields, **({"tag": tags} if tags else {}))
    writer.commit(**commit)


@pytest.fixture(
    scope="module", params=["one segment", "several", "deletions", "after merges", "small flushes"]
)
def shape(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shape]:
    folder = tmp_path_factory.mktemp("shape")
    stock_folder = folder / "stock"
    stock_folder.mkdir()
    stock = index.create_in(stock_folder, build_schema())
    everything = documents(500, seed=zlib.crc32(request.param.encode()))
    flush = 4_000 if request.param == "small flushes" else 10**9
    engine = WhooshEngine(folder / "ours", flush_tokens=flush)
    shapes: dict[str, list[tuple[list[Document], list[str]]]] = {
        "one segment": [(everything, [])],
        "small flushes": [(everything, [])],
        "several": [(everything[:300], []), (everything[300:310], []), (everything[310:], [])],
        "deletions": [
            (everything[:300], []),
            (everything[300:], [f"d{number:04}" for number in range(0, 300, 3)]),
        ],
        "after merges": [
            (everything[at : at + 40], [f"d{at - 1:04}"] if at else [])
            for at in range(0, len(everything), 40)
        ],
    }
    for step, (added, removed) in enumerate(shapes[request.param]):
        if step:
            engine.apply(added, removed)
        else:
            engine.replace_all(added)
        write_stock(stock, added, removed, merge=False)
    if request.param == "after merges":  # both wholly, since removed documents count until then
        write_stock(stock, [], [], optimize=True)
        _merge_all(folder / "ours")
        engine = WhooshEngine(folder / "ours")
    yield Shape(engine, stock)


def _merge_all(folder: Path) -> None:
    from seogo.engines.whoosh.storage.document_table import FILE, write_table
    from seogo.engines.whoosh.storage.reader import read_columns
    from seogo.engines.whoosh.storage.segment_writer import ArrayWriter

    target = index.open_dir(folder, schema=build_schema())
    ArrayWriter(target).commit(optimize=True)
    toc = index.TOC.read(target.storage, "MAIN", schema=build_schema())
    write_table(folder / FILE, *read_columns(folder, toc))


class Asker:
    """Random clauses with the Whoosh query that means the same."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def word(self) -> str:
        return self.rng.choices(WORDS, WEIGHTS)[0]

    def clause(self, depth: int = 0) -> tuple[q.Clause, query.Query]:
        rng = self.rng
        kind = rng.random()
        field = rng.choice(["body_ko", "body_ko", "title_ko"])
        if depth > 2 or kind < 0.3:
            boost = rng.choice([1.0, 1.0, 0.3, 2.0])
            word = self.word()
            return q.Term(field, word, boost), query.Term(field, word, boost=boost)
        if kind < 0.5:
            parts = [self.clause(depth + 1) for _ in range(rng.randint(1, 4))]
            return q.Or(tuple(p[0] for p in parts)), query.Or([p[1] for p in parts])
        if kind < 0.7:
            parts = [self.clause(depth + 1) for _ in range(rng.randint(1, 3))]
            return q.And(tuple(p[0] for p in parts)), query.And([p[1] for p in parts])
        if kind < 0.9:
            if rng.random() < 0.5:  # slop counts alike for two words only
                count, slop = 2, rng.randint(0, 3)
            else:
                count, slop = 3, 0
            words = tuple(self.word() for _ in range(count))
            clause = q.Phrase(field, words, tuple(range(len(words))), slop=slop)
            return clause, query.Phrase(field, list(words), slop=slop + 1)
        prefix = rng.choice(["말1", "말", "국", "a", "없"])
        terms = tuple(q.Term(field, word) for word in WORDS if word.startswith(prefix))
        return q.Or(terms), query.Or([query.Term(field, term.term) for term in terms])


def are_the_same(scores: Mapping[str, float], others: Mapping[str, float]) -> bool:
    """Whether these are scores of the same documents, to a ten-thousandth."""
    return scores.keys() == others.keys() and all(
        abs(score - others[name]) <= 1e-4 for name, score in scores.items()
    )


def test_ids_scores_and_totals_are_those_of_exhaustive_whoosh(shape: Shape) -> None:
    asker = Asker(7)
    found_something = 0
    for number in range(QUERIES):
        clause, asked = asker.clause()
        excluded, left_out = asker.clause(2) if number % 5 == 0 else (None, None)
        if excluded is not None:
            clause = q.Without(clause, excluded)
        restricted = number % 4 == 0
        tag = asker.rng.choice(TAGS)
        filters = (q.Term("tag", tag),) if restricted else ()
        within = query.Term("tag", tag) if restricted else None
        result = find(shape.engine, clause, filters=filters, limit=1000)
        scores = {hit.id: hit.score for hit in result.hits}
        expected = shape.scores(asked, within)
        if left_out is not None:
            # Whoosh's AndNotMatcher forgets the first document, its Not adds to the score: the difference of two answers
            gone = shape.scores(left_out)
            expected = {name: score for name, score in expected.items() if name not in gone}
        assert are_the_same(scores, expected), f"{clause}\nis not\n{asked}"
        assert result.totals[0] == len(expected)
        found_something += bool(expected)
    assert found_something > QUERIES / 2


def test_a_limit_gives_the_head_of_the_whole_list(shape: Shape) -> None:
    asker = Asker(11)
    for _ in range(QUERIES // 4):
        clause, _ = asker.clause()
        whole = find(shape.engine, clause, limit=1000).hits
        for limit in (1, 3, 10, 50):
            assert find(shape.engine, clause, limit=limit).hits == whole[:limit]


def test_merging_keeps_segments_few(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    everything = documents(300, seed=3)
    engine.replace_all(everything[:100])
    for at in range(100, 300, 4):
        engine.apply(everything[at : at + 4], [])
    toc = index.open_dir(tmp_path, schema=build_schema())._read_toc()
    assert len(toc.segments) <= 15
    assert find(engine, q.Everything()).totals[0] == 300
