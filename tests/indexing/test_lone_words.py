"""Words that may stand alone are asked once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from seogo.indexing.analysis_cache import AnalysisCache
from seogo.indexing.word_lists import LONE_WORDS, lone_words


def test_each_word_is_asked_once_under_each_stamp(tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def ask(words: Sequence[str]) -> set[str]:
        asked.append(list(words))
        return {word for word in words if word != "먹"}

    with closing(AnalysisCache(tmp_path / "cache.sqlite")) as cache:
        assert lone_words(cache, "1", ask)(["서울", "먹"]) == {"서울"}
        assert lone_words(cache, "1", ask)(["먹", "서울", "바다"]) == {"서울", "바다"}
        assert lone_words(cache, "2", ask)(["먹"]) == set()
        assert asked == [["서울", "먹"], ["바다"], ["먹"]]
        for damaged in (b"{", b"[]"):
            cache.put(LONE_WORDS, "1", damaged)
            assert lone_words(cache, "1", ask)(["서울"]) == {"서울"}
    assert len(asked) == 5
