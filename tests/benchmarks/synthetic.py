"""Synthetic archives for benchmarks: articles put together from the terms of real ones, with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.articles.markdown import to_text
from seogo.engines.base import Document, FieldTerms
from seogo.languages import Language

TERMS = 246
"""Terms of a synthetic body: that of an article of 1,334 Korean characters."""

FIRST_DAY = 730_120
DAYS = 9_000
SOURCES = 20


def read_parts(archive: Path, analyzer: Analyzer, limit: int = 6_000) -> list[list[str]]:
    """The terms of the bodies of at most ``limit`` articles (every n-th), both languages."""
    opened = Archive(archive)
    files = list(opened.scan().files.values())
    chosen = files[:: max(1, len(files) // limit)][:limit]
    texts = [(to_text(opened.read(facts).body), None) for facts in chosen]
    return [found.main.terms for found in analyzer.analyze(texts) if found.main.terms]


def make_documents(parts: list[list[str]], count: int, seed: int = 1) -> Iterator[Document]:
    """``count`` documents in one language's fields, the terms of each from random parts."""
    rng = random.Random(seed)
    for number in range(count):
        terms: list[str] = []
        while len(terms) < TERMS:
            terms += rng.choice(parts)
        title = rng.sample(terms, 5)
        name = f"d{number:07}"
        yield Document(
            id=name,
            language=Language.KO,
            fields={
                "title_ko": FieldTerms(title),
                "body_ko": FieldTerms(terms[:TERMS]),
            },
            keywords={
                "lang": (rng.choice(("ko", "en")),),
                "source": (f"s{int(rng.paretovariate(1)) % SOURCES:02}",),
                "year": (str(2000 + rng.randrange(25)),),
            },
            day=FIRST_DAY + rng.randrange(DAYS),
            group=name,
            content_hash=name,
            stored=b"",
        )
