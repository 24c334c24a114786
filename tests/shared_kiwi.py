"""One Kiwi for all analyzers of a dictionary: to load it takes seconds and half a gigabyte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from seogo.analysis.korean import KoreanTokenizer
from seogo.articles.wordlists import load_dictionary
from seogo.indexing.word_lists import DICTIONARY_FILE
from tests.former import USER_WORD

SAMPLE_ARCHIVE = Path(__file__).parent.parent / "archive"


def load_shared() -> Callable[[KoreanTokenizer], None]:
    """What ``KoreanTokenizer.load`` is in tests; the last few that were loaded are kept.

    The Kiwi of the sample archive and of the former indexes knows some forty names. It is that of all dictionaries that have
    no other words, the empty one too.
    """
    load = KoreanTokenizer.load
    loaded: dict[tuple[str, ...], object] = {}
    common = (*load_dictionary(SAMPLE_ARCHIVE / DICTIONARY_FILE), USER_WORD)

    def shared(tokenizer: KoreanTokenizer) -> None:
        if set(tokenizer._dictionary) <= set(common):
            tokenizer._dictionary = common
        if not tokenizer.loaded and tokenizer._dictionary in loaded:
            tokenizer._kiwi = loaded[tokenizer._dictionary]
            return
        load(tokenizer)
        while len(loaded) > 3:
            del loaded[next(iter(loaded))]
        loaded[tokenizer._dictionary] = tokenizer._kiwi

    return shared
