"""Phrases in documents whose words stand next to each other or very far apart, against a look at every word."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from seogo.engines import clauses as q
from seogo.engines.base import Document, FieldTerms
from seogo.engines.whoosh.engine import WhooshEngine
from tests.engines.samples import document, find

WORDS = ["가", "나", "다", "라", "마", "바"]
WEIGHTS = [60, 30, 10, 3, 1, 0.3]  # from a word of all documents down to one of a few


def _document(rng: random.Random, number: int, jump: int) -> Document:
    words = rng.choices(WORDS, WEIGHTS, k=rng.randint(1, 40))
    positions, at = [], 0
    for _ in words:
        positions.append(at)
        at += rng.choice([1, 1, 1, 2, 3, rng.randint(1, jump)])
    return replace(
        document(f"d{number:04}"), fields={"body_ko": FieldTerms(words, tuple(positions))}
    )


def _stands(phrase: q.Phrase, text: FieldTerms) -> bool:
    assert text.positions is not None
    places = {word: set[int]() for word in WORDS}
    for word, position in zip(text.terms, text.positions, strict=True):
        places[word].add(position)
    # the stretch with which each occurrence can be reached
    reached = dict.fromkeys(places[phrase.terms[0]], 0)
    for index in range(1, len(phrase.terms)):
        gap = phrase.offsets[index] - phrase.offsets[index - 1]
        following: dict[int, int] = {}
        for at in places[phrase.terms[index]]:
            for more in range(phrase.slop + 1):
                used = reached.get(at - gap - more, phrase.slop + 1) + more
                if used <= min(phrase.slop, following.get(at, phrase.slop)):
                    following[at] = used
        reached = following
    return bool(reached)


@pytest.mark.parametrize("jump", [1, 20_000, 3_000_000])
def test_a_phrase_is_found_wherever_its_words_stand(jump: int, tmp_path: Path) -> None:
    rng = random.Random(jump)
    documents = [_document(rng, number, jump) for number in range(200)]
    engine = WhooshEngine(tmp_path / "index", flush_tokens=3_000)
    engine.replace_all(documents)
    sizes: Counter[bool] = Counter()
    for _ in range(50):
        terms = tuple(rng.choices(WORDS, k=rng.choice([2, 2, 3, 4])))
        offsets = tuple(sorted(rng.sample(range(1, 8), len(terms))))
        phrase = q.Phrase("body_ko", terms, offsets, slop=rng.choice([0, 0, 1, 3]))
        wanted = {one.id for one in documents if _stands(phrase, one.fields["body_ko"])}
        found = find(engine, phrase, limit=1000)
        assert {hit.id for hit in found.hits} == wanted, phrase
        sizes[bool(wanted)] += 1
    assert sizes[True] > 20
    engine.close()
