"""How fast queries are: Seogo's engine beside tantivy, SQLite FTS5 and stock Whoosh, interleaved in one process.

    python tests/benchmarks/speed.py ARCHIVE [--sizes 1000,10000,100000] [--stock 10000] [--queries 25] [--emptied]

The articles are synthetic, put together from the terms of ARCHIVE's; every engine gets the same terms in the same two fields
and gives exact totals. Prints medians in milliseconds and ratios. What is not installed is said and left out
(``pip install tantivy``); nothing is installed here. Stock Whoosh takes minutes to build at 100,000: ``--stock`` says up to
which size it takes part. ``--emptied`` empties what Seogo keeps between queries before each of them, outside the time taken.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from synthetic import make_documents, read_parts
from whoosh import index, query, scoring

from seogo.analysis.analyzer import Analyzer
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Document, EngineQuery
from seogo.engines.bm25 import K1, B
from seogo.engines.names import Sort
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.storage.schema import build_schema

try:
    import tantivy
except ImportError:
    tantivy = None

TITLE = 0.2
LIMIT = 10
KINDS = {
    "one common word": 1, "one rare word": 1, "OR of two common": 2, "OR of four common": 4,
    "AND of two common": 2, "AND of four common": 4, "phrase": 2, "filter, top 10": 2,
    "filter, by date, 2 facets": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A query of a kind: its words, and the source that is filtered by."""

    kind: str
    words: tuple[str, ...]
    source: str = "s01"


Runner = Callable[[Asked], int]


def seogo(documents: Sequence[Document], folder: Path) -> tuple[Runner, Callable[[], None]]:
    """Seogo's engine, which returns totals, and what empties what it keeps of terms, phrases and filters."""
    engine = WhooshEngine(folder)
    engine.replace_all(documents)

    def word(term: str) -> q.Clause:
        return q.Or((q.Term("body_ko", term), q.Term("title_ko", term, TITLE)))

    def run(asked: Asked) -> int:
        words = tuple(word(term) for term in asked.words)
        if asked.kind == "phrase":
            clause: q.Clause = q.Phrase("body_ko", asked.words, (0, 1))
        else:
            clause = q.And(words) if asked.kind.startswith("AND") else q.Or(words)
        filtered = asked.kind.startswith("filter")
        sort: Sort = "newest" if "date" in asked.kind else "relevance"
        query = EngineQuery(
            (Branch(q.simplify(clause), limit=LIMIT, sort=sort),),
            (q.Filter(q.Term("source", asked.source)),) if filtered else (),
            facets=("year", "lang") if "facets" in asked.kind else (),
        )
        result = engine.search(query)
        return result.totals[0] if result.hits else 0

    def empty() -> None:
        opened = engine._open()
        opened.segments._find.cache_clear()
        engine._opened = replace(opened, scorer=Scorer(opened.segments))

    return run, empty


def stock_whoosh(documents: Sequence[Document], folder: Path) -> Runner:
    """Whoosh as it is, exhaustive counts."""
    folder.mkdir()
    target = index.create_in(folder, build_schema())
    writer = target.writer(limitmb=512)
    for document in documents:
        fields = {name: list(field.terms) for name, field in document.fields.items()}
        keywords = {name: list(values) for name, values in document.keywords.items()}
        writer.add_document(id=document.id, day=document.day, **fields, **keywords)
    writer.commit()
    searcher = target.searcher(weighting=scoring.BM25F(B=B, K1=K1))

    def word(term: str) -> query.Query:
        return query.Or([query.Term("body_ko", term), query.Term("title_ko", term, boost=TITLE)])

    def run(asked: Asked) -> int:
        words = [word(term) for term in asked.words]
        if asked.kind == "phrase":
            clause: query.Query = query.Phrase("body_ko", list(asked.words))
        else:
            clause = query.And(words) if asked.kind.startswith("AND") else query.Or(words)
        filtered = query.Term("source", asked.source) if asked.kind.startswith("filter") else None
        return len(searcher.search(clause, limit=None, filter=filtered))

    return run


def sqlite_fts5(documents: Sequence[Document], folder: Path) -> Runner:
    """SQLite's full-text search with bm25, and a count."""
    db = sqlite3.connect(folder.with_suffix(".sqlite"))
    db.execute(
        "CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize='unicode61 tokenchars ''.+#&:''')"
    )
    db.execute(
        "CREATE TABLE facts (id INTEGER PRIMARY KEY, source TEXT, day INTEGER, year TEXT, lang TEXT)"
    )
    for number, document in enumerate(documents, 1):
        texts = (" ".join(field.terms) for field in document.fields.values())
        db.execute("INSERT INTO articles(rowid, title, body) VALUES (?, ?, ?)", (number, *texts))
        keywords = document.keywords
        facts = (
            number,
            keywords["source"][0],
            document.day,
            keywords["year"][0],
            keywords["lang"][0],
        )
        db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", facts)
    db.commit()

    def run(asked: Asked) -> int:
        quoted = [f'"{term}"' for term in asked.words]
        if asked.kind == "phrase":
            match = '"' + " ".join(asked.words) + '"'
        else:
            match = (" AND " if asked.kind.startswith("AND") else " OR ").join(quoted)
        within, values = "", [match]
        if asked.kind.startswith("filter"):
            within = " AND facts.source = ?"
            values.append(asked.source)
        joined = "articles JOIN facts ON facts.id = articles.rowid" if within else "articles"
        order = "facts.day DESC" if "date" in asked.kind else "bm25(articles, 0.2, 1.0)"
        found = f"FROM {joined} WHERE articles MATCH ?{within}"
        db.execute(
            f"SELECT articles.rowid {found} ORDER BY {order} LIMIT {LIMIT}", values
        ).fetchall()
        if "facets" in asked.kind:
            for column in ("year", "lang"):
                db.execute(f"SELECT {column}, count(*) {found} GROUP BY 1", values).fetchall()
        (total,) = db.execute(f"SELECT count(*) {found}", values).fetchone()
        return int(total)

    return run


def tantivy_engine(documents: Sequence[Document], folder: Path) -> Runner:
    """tantivy with one segment, counting."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", tokenizer_name="whitespace")
    builder.add_text_field("body", tokenizer_name="whitespace")
    for name in ("source", "year", "lang"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_date_field("day", fast=True, indexed=False)
    schema = builder.build()
    folder.mkdir()
    target = tantivy.Index(schema, path=str(folder))
    writer = target.writer(512 << 20, 1)
    origin = datetime(1, 1, 1, tzinfo=UTC)
    for document in documents:
        writer.add_document(
            tantivy.Document(
                title=" ".join(document.fields["title_ko"].terms),
                body=" ".join(document.fields["body_ko"].terms),
                day=origin + timedelta(days=(document.day or 1) - 1),
                **{name: values[0] for name, values in document.keywords.items()},
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    target.reload()
    searcher = target.searcher()
    must, should = tantivy.Occur.Must, tantivy.Occur.Should
    build = tantivy.Query

    def word(term: str) -> Any:
        title = build.boost_query(build.term_query(schema, "title", term), TITLE)
        return build.boolean_query(
            [(should, build.term_query(schema, "body", term)), (should, title)]
        )

    def run(asked: Asked) -> int:
        if asked.kind == "phrase":
            clause = build.phrase_query(schema, "body", list(asked.words))
        elif asked.kind.startswith("AND"):
            clause = build.boolean_query([(must, word(term)) for term in asked.words])
        else:
            parts = []
            for term in asked.words:
                parts.append((should, build.term_query(schema, "body", term)))
                parts.append(
                    (should, build.boost_query(build.term_query(schema, "title", term), TITLE))
                )
            clause = build.boolean_query(parts)
        if asked.kind.startswith("filter"):
            source = build.const_score_query(build.term_query(schema, "source", asked.source), 0.0)
            clause = build.boolean_query([(must, clause), (must, source)])
        if "date" in asked.kind:
            found = searcher.search(clause, LIMIT, count=True, order_by_field="day")
        else:
            found = searcher.search(clause, LIMIT, count=True)
        if "facets" in asked.kind:
            searcher.aggregate(
                clause,
                {name: {"terms": {"field": name, "size": 50}} for name in ("year", "lang")},
            )
        return int(found.count)

    return run


def make_queries(documents: Sequence[Document], count: int) -> list[Asked]:
    """``count`` queries of each kind, from the words of the documents."""
    rng = random.Random(5)
    frequency: Counter[str] = Counter()
    for document in documents:
        frequency.update(set(document.fields["body_ko"].terms))
    plain = [term for term in frequency if term.isalnum()]
    ranked = sorted(plain, key=lambda term: -frequency[term])
    common = ranked[10:90]
    rare = [term for term in plain if 5 <= frequency[term] <= max(10, len(documents) // 5_000)]
    asked: list[Asked] = []
    for kind, words in KINDS.items():
        for _ in range(count):
            if kind == "phrase":
                terms = rng.choice(documents).fields["body_ko"].terms
                at = rng.randrange(len(terms) - 1)
                while not (terms[at].isalnum() and terms[at + 1].isalnum()):
                    at = rng.randrange(len(terms) - 1)
                chosen = tuple(terms[at : at + 2])
            else:
                chosen = tuple(rng.sample(rare if "rare" in kind else common, words))
            asked.append(Asked(kind, chosen, f"s{rng.randrange(1, 6):02}"))
    return asked


def main() -> None:
    """Print one table for each size."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--stock", type=int, default=10_000)
    arguments.add_argument("--queries", type=int, default=25)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--emptied", action="store_true")
    options = arguments.parse_args()
    if tantivy is None:
        print("tantivy is not installed and is left out: pip install tantivy")
    parts = read_parts(options.archive, Analyzer())
    for size in map(int, options.sizes.split(",")):
        documents = list(make_documents(parts, size))
        with tempfile.TemporaryDirectory() as scratch:
            run, empty = seogo(documents, Path(scratch) / "seogo")
            runners: dict[str, Runner] = {"Seogo": run}
            if tantivy is not None:
                runners["tantivy"] = tantivy_engine(documents, Path(scratch) / "tantivy")
            runners["SQLite FTS5"] = sqlite_fts5(documents, Path(scratch) / "fts5")
            if size <= options.stock:
                runners["Whoosh"] = stock_whoosh(documents, Path(scratch) / "whoosh")
            asked = make_queries(documents, options.queries)
            report(size, asked, runners, options.rounds, empty if options.emptied else None)


def report(
    size: int,
    queries: Sequence[Asked],
    runners: dict[str, Runner],
    rounds: int,
    empty: Callable[[], None] | None,
) -> None:
    """Run every query on every engine in turn, and print medians and Seogo's ratio to each rival.

    Times are warm: every query has been asked before, and Seogo keeps what terms and phrases add to scores, unless ``empty``
    is called before each query.
    """
    times: dict[tuple[str, str], list[float]] = {}
    cold: list[float] = []
    differing: Counter[str] = Counter()
    for turn in range(rounds + 1):
        for asked in queries:
            totals = {}
            for name, run in runners.items():
                if turn > 1 and name == "Whoosh":
                    continue
                if empty is not None and name == "Seogo":
                    empty()
                began = time.perf_counter()
                totals[name] = run(asked)
                taken = (time.perf_counter() - began) * 1000
                if turn:  # the first round warms
                    times.setdefault((asked.kind, name), []).append(taken)
                elif name == "Seogo" and asked.kind == "one common word":
                    cold.append(taken)
            if turn == 1:
                differing.update(name for name, total in totals.items() if total != totals["Seogo"])
    rivals = [name for name in runners if name != "Seogo"]
    print(f"\n## {size:,} articles, medians of {len(queries) // len(KINDS)} queries in ms\n")
    print("| query | Seogo | " + " | ".join(f"{name} | Seogo / {name}" for name in rivals) + " |")
    print("|---" * (2 + 2 * len(rivals)) + "|")
    for kind in KINDS:
        own = statistics.median(times[kind, "Seogo"])
        cells = []
        for name in rivals:
            other = statistics.median(times[kind, name])
            cells += [f"{other:.3f}", f"{own / other:.2f}"]
        print(f"| {kind} | {own:.3f} | " + " | ".join(cells) + " |")
    print(f"\nOne common word when it is asked for first: {statistics.median(cold):.2f} ms.")
    print(f"Queries for which a rival counts otherwise: {dict(differing)}.", flush=True)


if __name__ == "__main__":
    main()
