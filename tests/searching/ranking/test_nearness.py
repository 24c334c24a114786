"""One order of hits by words and by meaning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seogo.searching.ranking.nearness import Candidate, in_one_order
from seogo.searching.ranking.retrieval import RankedHit


def hit(name: str, *, other: bool, similarity: float = 0.5, complete: bool = True) -> Candidate:
    return Candidate(RankedHit(name, 1.0, complete), other, similarity)


def near(name: str, similarity: float, *, other: bool = True) -> Candidate:
    return hit(name, other=other, similarity=similarity, complete=False)


def names(words: list[Candidate], close: list[Candidate], *, every_first: bool = False) -> str:
    return " ".join(one.id for one in in_one_order(words, close, every_first=every_first))


def test_a_near_article_comes_before_what_words_guessed() -> None:
    words = [hit("a", other=True, similarity=0.2), hit("b", other=True, similarity=0.6)]
    assert names(words, [near("c", 0.8)]) == "b c a"


def test_the_first_by_words_stays_first_among_those_as_near() -> None:
    assert names([hit(name, other=True) for name in "abc"], []) == "a b c"
    assert names([hit(name, other=False) for name in "123"], []) == "1 2 3"


def test_in_the_own_language_words_tell_more() -> None:
    for other, expected in ((False, "a b"), (True, "b a")):
        words = [hit("a", other=other, similarity=0.4)]
        assert names(words, [near("b", 0.9, other=other)]) == expected
    words = [hit(name, other=False, similarity=0.4) for name in "1234"]
    assert names(words, [near("n", 0.9, other=False)]) == "1 n 2 3 4"


def test_what_has_every_word_stays_before_what_has_not() -> None:
    words = [
        hit("1", other=False, similarity=0.1),
        hit("2", other=False, similarity=0.9),
        hit("3", other=False, similarity=0.1, complete=False),
    ]
    close = [near("n", 0.95, other=False)]
    assert names(words, close, every_first=True) == "2 1 n 3"
    assert names(words, close) == "2 n 1 3"


def test_own_hits_may_keep_their_order() -> None:
    words = [
        hit("1", other=False, similarity=0.1),
        hit("a", other=True, similarity=0.1),
        hit("2", other=False, similarity=0.9),
        hit("b", other=True, similarity=0.9),
    ]
    found = in_one_order(words, [], every_first=True, keep_own=True)
    assert [one.id for one in found] == ["1", "b", "2", "a"]


def test_the_languages_keep_their_places() -> None:
    words = [
        hit("1", other=False),
        hit("a", other=True, similarity=0.1),
        hit("2", other=False),
        hit("b", other=True, similarity=0.9),
    ]
    assert names(words, []) == "1 b 2 a"


def test_what_only_meaning_finds_comes_behind_three_own_hits() -> None:
    words = [hit(name, other=False, similarity=0.9) for name in "12345"]
    close = [near("a", 0.9), near("b", 0.8)]
    assert names(words, close) == "1 2 3 a 4 5 b"
    assert names([], close) == "a b"


def test_without_own_words_the_nearest_of_either_language_comes_first() -> None:
    close = [near("2", 0.8, other=False), near("a", 0.7), near("3", 0.6, other=False)]
    assert names([], close) == "2 a 3"
    assert names([hit("b", other=True, similarity=0.6)], close) == "b 2 a 3"


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.floats(-1, 1)), max_size=30),
    st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=20),
    st.booleans(),
)
def test_nothing_is_lost_and_what_has_every_word_comes_first(
    words: list[tuple[bool, bool, float]],
    close: list[tuple[bool, float]],
    every_first: bool,
) -> None:
    by_words = [
        hit(f"w{n}", other=o, similarity=s, complete=c) for n, (o, c, s) in enumerate(words)
    ]
    only = [near(f"n{n}", s, other=o) for n, (o, s) in enumerate(close)]
    found = [one.id for one in in_one_order(by_words, only, every_first=every_first)]
    everything = {one.hit.id: one for one in (*by_words, *only)}
    assert sorted(found) == sorted(everything)
    if every_first:
        own = [everything[name].hit.complete for name in found if not everything[name].other]
        assert own == sorted(own, reverse=True)
