"""One order of hits by words and by meaning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seogo.searching.ranking.nearness import Candidate, in_one_order
from seogo.searching.ranking.retrieval import RankedHit


def hit(name: str, *, other: bool, similarity: float | None = None) -> Candidate:
    return Candidate(RankedHit(name, 1.0), other, similarity)


def names(words: list[Candidate], near: list[Candidate]) -> str:
    return " ".join(one.id for one in in_one_order(words, near))


def test_a_near_article_comes_before_what_words_guessed() -> None:
    words = [hit("a", other=True, similarity=0.2), hit("b", other=True, similarity=0.6)]
    assert names(words, [hit("c", other=True, similarity=0.8)]) == "b c a"


def test_the_first_by_words_stays_first_among_those_as_near() -> None:
    words = [hit(name, other=True, similarity=0.5) for name in "abc"]
    assert names(words, []) == "a b c"


def test_what_is_not_among_the_nearest_counts_as_the_last_of_them() -> None:
    words = [hit("a", other=True), hit("b", other=True, similarity=0.9)]
    assert names(words, [hit("c", other=True, similarity=0.4)]) == "b a c"


def test_the_languages_keep_their_places() -> None:
    words = [
        hit("1", other=False),
        hit("a", other=True, similarity=0.1),
        hit("2", other=False),
        hit("b", other=True, similarity=0.9),
    ]
    assert names(words, []) == "1 b 2 a"


def test_what_only_meaning_finds_comes_behind_three_own_hits() -> None:
    words = [hit(name, other=False) for name in "12345"]
    near = [hit("a", other=True, similarity=0.9), hit("b", other=True, similarity=0.8)]
    assert names(words, near) == "1 2 3 a 4 5 b"
    assert names([], near) == "a b"


@given(
    st.lists(st.tuples(st.booleans(), st.none() | st.floats(0, 1)), max_size=30),
    st.lists(st.floats(0, 1), max_size=20),
)
def test_nothing_is_lost_and_own_hits_keep_their_order(
    words: list[tuple[bool, float | None]], near: list[float]
) -> None:
    by_words = [hit(f"w{n}", other=o, similarity=s) for n, (o, s) in enumerate(words)]
    only = [hit(f"n{n}", other=True, similarity=s) for n, s in enumerate(sorted(near)[::-1])]
    found = [one.id for one in in_one_order(by_words, only)]
    assert sorted(found) == sorted(one.hit.id for one in (*by_words, *only))
    own = [one.hit.id for one in by_words if not one.other]
    assert [name for name in found if name in own] == own
