"""How much of what a query finds in its own language the bridge finds in the other one.

    python tests/benchmarks/bridge.py ARCHIVE TASKS.jsonl… [--index FOLDER] [--pairs 0 50 200 1000 all]

ARCHIVE is an article folder, TASKS have rows with ``query``, ``lang``, ``relevant`` (ids) and ``kind``. Every query of kind
``bridge`` is searched in the articles of the other language only; the share is that of what rows of kind ``mono`` reach
for the same articles in that language. The lexicon is learned from so many translation pairs of the archive (taken at
random), from its glosses and from the general glossary.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seogo.alignment.passage_pairs import AlignableArticle
from seogo.alignment.sentence_pairs import to_sentence_pairs
from seogo.analysis.token import Kind
from seogo.composition import Site, open_site
from seogo.documents.document import to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, EngineQuery, field_name
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.indexing.indexer import ENGINE_FOLDER, IndexOptions
from seogo.languages import Language
from seogo.lexicon.expected_counts import TermPair
from seogo.lexicon.glossary import general_glossary
from seogo.lexicon.glossary_terms import analyse_entries, entry_parts, entry_terms, to_terms
from seogo.lexicon.glosses import find_glosses
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.training import Evidence, learn
from seogo.lexicon.translator import Translator
from seogo.query.plain import to_plain
from seogo.rewriting.term_statistics import TermStatistics, power_of
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings
from seogo.transliteration.sounds import SoundIndex

SEED = 13


@dataclass(slots=True)
class Measured:
    """The reciprocal ranks of the queries of one row: by the bridge, and in the target language itself."""

    bridge: list[float]
    own: list[float]

    def row(self) -> str:
        """MRR@10 and Recall@10, and both as shares."""
        recall, mrr = sum(map(bool, self.bridge)), sum(self.bridge)
        count = len(self.bridge)
        recall_share = recall / max(sum(map(bool, self.own)), 1)
        mrr_share = mrr / max(sum(self.own), 1e-9)
        return (
            f"{count} | {recall / count:.3f} | {mrr / count:.3f} "
            f"| {recall_share:.0%} | {mrr_share:.0%}"
        )


class Bench:
    """An indexed archive and what its search finds for tasks in their own language."""

    def __init__(self, site: Site, engine: WhooshEngine, tasks: list[dict[str, Any]]) -> None:
        self.site, self.engine = site, engine
        dictionary = site.generations.newest(thorough=False).manifest.dictionary
        self.analyzer = site.analyzer_for(dictionary)
        scan = site.archive.scan()
        self.files = scan.files
        self.pairs = sorted({group for group in scan.groups.values() if len(group) == 2})
        random.Random(SEED).shuffle(self.pairs)
        self.documents = engine.status().documents
        self.own = {
            (task["lang"], task["relevant"][0]): self.own_rank(task)
            for task in tasks
            if task["kind"] == "mono"
        }
        self.tasks = [
            (task, self.analyzer.analyze_query(to_plain(task["query"]).split()))
            for task in tasks
            if task["kind"] == "bridge"
        ]
        self.sounds = {language: SoundIndex(self.names(language)) for language in Language}
        glosses = {gloss for text in self.texts() for gloss in find_glosses(text)}
        self.glosses = [
            (to_terms(korean, self.analyzer), to_terms(english, self.analyzer))
            for korean, english in sorted(glosses)
        ]

    def own_rank(self, task: dict[str, Any]) -> float:
        """The reciprocal rank of a task among the articles of its own language."""
        request = SearchRequest(q=to_plain(task["query"]), lang=Language(task["lang"]), fold=False)
        found = [hit.id for hit in self.site.search.search(request, facets=False).hits]
        return reciprocal(found, task["relevant"][0])

    def names(self, language: Language) -> Iterator[str]:
        """The terms of a language that may be names."""
        for term, _ in self.engine.terms(field_name("body", language)):
            hangul = "가" <= term[0] <= "힣"
            if term.isalpha() and len(term) > 1 and hangul == (language is Language.KO):
                yield term

    def texts(self) -> Iterator[str]:
        """The plain texts of all articles."""
        ids = list(self.files)
        for at in range(0, len(ids), 500):
            for stored in self.engine.stored(ids[at : at + 500]).values():
                yield to_record(stored).unpack().text

    def passages(self, count: int) -> Iterator[TermPair]:
        """The terms of the passages of so many translation pairs."""
        for group in self.pairs[:count]:
            stored = self.engine.stored(group)
            sides: dict[Language, AlignableArticle] = {}
            for name in group:
                record = to_record(stored[name])
                sides[record.lang] = record.alignable()
            both = sides[Language.KO], sides[Language.EN]
            yield from to_sentence_pairs(*both, ("", "")).passages()

    def measure(self, lexicon: Lexicon) -> dict[tuple[str, str], Measured]:
        """What the bridge finds, by the corpus and the direction of the tasks."""

        translator = Translator(lexicon, self.sounds)
        rows: dict[tuple[str, str], Measured] = defaultdict(lambda: Measured([], []))
        for task, words in self.tasks:
            source, relevant = Language(task["lang"]), task["relevant"][0]
            own = self.own.get((source.other.value, relevant))
            if own is None:
                continue
            statistics = TermStatistics(self.engine, self.documents, power_of(len(words)))
            clauses = [
                translated(translator, statistics, token.term, source, word.stem)
                for word in words
                for token in word.tokens
                if token.kind is Kind.CONTENT
            ]
            branch = Branch(q.simplify(q.Or(tuple(clauses))), limit=10)
            hits = self.engine.search(EngineQuery((branch,))).hits
            row = rows[task["corpus"], f"{source.value}→{source.other.value}"]
            row.bridge.append(reciprocal([hit.id for hit in hits], relevant))
            row.own.append(own)
        return rows


def translated(
    translator: Translator, statistics: TermStatistics, term: str, source: Language, typed: str
) -> q.Clause:
    """The clause of a term in the other language: the best of its translations."""
    target = source.other

    def occurs(language: Language, term: str) -> bool:
        return statistics.occurs("body", term, language)

    return q.Best(
        tuple(
            q.Term(
                field_name("body", target),
                found.term,
                found.weight * statistics.boost("body", target, found.term),
            )
            for found in translator.translate(term, source, occurs, typed)
        )
    )


def reciprocal(found: list[str], relevant: str) -> float:
    """One over the place of an article, 0 where it is not there."""
    return 1 / (found.index(relevant) + 1) if relevant in found else 0.0


def main() -> None:
    """Print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("tasks", type=Path, nargs="+")
    arguments.add_argument("--index", type=Path)
    arguments.add_argument("--pairs", nargs="+", default=["0", "50", "200", "1000", "all"])
    options = arguments.parse_args()
    tasks = [
        json.loads(line)
        for path in options.tasks
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    with tempfile.TemporaryDirectory() as scratch:
        settings = load_settings(options.archive, options.index or Path(scratch) / "index")
        site = open_site(settings)
        site.indexer.run(IndexOptions())
        with site.generations.open() as lease:
            engine = WhooshEngine(lease.generation.folder / ENGINE_FOLDER)
            bench = Bench(site, engine, tasks)
            forms = list(analyse_entries(general_glossary(), bench.analyzer))
            general, parts = list(entry_terms(forms)), set(entry_parts(forms))
            print("| pairs | tasks | queries | Recall@10 | MRR@10 | share | share of MRR |")
            print("|---|---|---|---|---|---|---|")
            for name in options.pairs:
                count = len(bench.pairs) if name == "all" else int(name)
                passages = list(bench.passages(count))
                began = time.perf_counter()
                lexicon = learn(
                    Evidence(passages, general=general, glosses=bench.glosses, parts=parts)
                )
                took, size = time.perf_counter() - began, len(lexicon.to_bytes())
                for (corpus, direction), measured in sorted(bench.measure(lexicon).items()):
                    print(f"| {count} | {corpus} {direction} | {measured.row()} |", flush=True)
                print(f"| | {len(passages)} passages, {took:.1f} s, {size / 1e6:.2f} MB |||||")
            engine.close()
        site.close()


if __name__ == "__main__":
    main()
