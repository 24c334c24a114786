"""One Kiwi for all analyzers of a dictionary: to load it takes seconds and half a gigabyte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from seogo.analysis.korean import KoreanTokenizer
from seogo.articles.wordlists import load_dictionary
from seogo.indexing.word_lists import DICTIONARY_FILE

SAMPLE_ARCHIVE = Path(__file__).parent.parent / "archive"


def load_shared() -> Callable[[KoreanTokenizer], None]:
    """What ``KoreanTokenizer.load`` is in tests; the last few that were loaded are kept.

    Analyzers without a dictionary share the Kiwi of the sample archive, which knows some forty names more.
    """
    load = KoreanTokenizer.load
    loaded: dict[tuple[str, ...], object] = {}
    sample = load_dictionary(SAMPLE_ARCHIVE / DICTIONARY_FILE)

    def shared(tokenizer: KoreanTokenizer) -> None:
        tokenizer._dictionary = tokenizer._dictionary or sample
        if not tokenizer.loaded and tokenizer._dictionary in loaded:
            tokenizer._kiwi = loaded[tokenizer._dictionary]
            return
        load(tokenizer)
        while len(loaded) > 3:
            del loaded[next(iter(loaded))]
        loaded[tokenizer._dictionary] = tokenizer._kiwi

    return shared
