"""Choosing without scores, and scoring what was candidates, give what evaluating the whole clause gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from seogo.engines import clauses as q
from seogo.engines.whoosh.docset import lookup
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.storage.reader import Segments
from tests.engines.samples import body, document

COUNT = 2_000
WORDS = [f"낱말{number}" for number in range(60)]
WEIGHTS = [1 / (number + 1) ** 1.5 for number in range(60)]  # from most documents down to a few


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Segments]:
    folder: Path = tmp_path_factory.mktemp("candidates")
    rng = random.Random(5)
    engine = WhooshEngine(folder)
    engine.replace_all(
        document(
            f"d{number:04}",
            " ".join(rng.choices(WORDS, WEIGHTS, k=rng.randint(1, 8))),
            title=rng.choices(WORDS, WEIGHTS)[0],
        )
        for number in range(COUNT)
    )
    yield engine._open().segments
    engine.close()


def clause(rng: random.Random, depth: int) -> q.Clause:
    """A random clause; every word is as likely, so that rare and common ones meet."""
    if not depth or rng.random() < 0.3:
        if rng.random() < 0.2:
            pair = tuple(rng.choices(WORDS[:8], k=2))
            return q.Phrase("body_ko", pair, (0, 1), rng.choice([1.0, 0.3]), rng.randint(0, 2))
        term = rng.choice(WORDS)
        return rng.choice([body(term), body(term, boost=0.3), q.Term("title_ko", term, 2.0)])
    parts = tuple(clause(rng, depth - 1) for _ in range(rng.randint(1, 4)))
    kinds: list[q.Clause] = [q.And(parts), q.Or(parts), q.Or(parts), q.Best(parts)]
    return rng.choice(kinds)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_what_is_chosen_and_scored_is_what_is_evaluated(segments: Segments, seed: int) -> None:
    rng, size = random.Random(seed), segments.size
    for _ in range(60):
        asked, scorer = clause(rng, 3), Scorer(segments)
        exact = scorer.evaluate(asked)
        expected = exact.doc_ids()
        assert scorer.match(asked).doc_ids().tolist() == expected.tolist(), asked
        assert np.array_equal(scorer.match(asked).members(), exact.members(size)), asked
        assert scorer.match(asked).count() == len(expected)
        for count in (3, 100, size):
            ids = np.array(sorted(rng.sample(range(size), count)), np.intp)
            found, scores = lookup(exact, ids)
            assert scorer.match(asked).contains(ids).tolist() == found.tolist(), asked
            given = scorer.scores_of(asked, ids)
            np.testing.assert_allclose(given, scores, rtol=0, atol=1e-4, err_msg=str(asked))
