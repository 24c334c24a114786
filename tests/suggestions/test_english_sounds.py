"""English words by their sound."""

from __future__ import annotations

from seogo.suggestions.english_sounds import EnglishSounds, sound_keys
from tests.rows import each_row

WORDS = [
    *("physics", "knowledge", "tongue", "Wednesday", "lieutenant", "hurricane", "catastrophe"),
    *("question", "psychology", "Melanie", "balena", "island", "castle", "Sunday"),
]


@each_row(
    ("typed", "meant"),
    [
        ("fisics", "physics"),
        ("nolege", "knowledge"),
        ("tounge", "tongue"),
        ("wensday", "Wednesday"),
        ("Wensday", "Wednesday"),
        ("lootenant", "lieutenant"),
        ("hurricain", "hurricane"),
        ("kwestion", "question"),
        ("sikology", "psychology"),
    ],
)
def test_words_that_are_said_alike_are_found(typed: str, meant: str) -> None:
    sounds = EnglishSounds(lambda: ((word, 5) for word in WORDS))
    assert [text for text, _ in sounds.corrections(typed)] == [meant]


@each_row("typed", ["meloni", "bolano", "zendaya", "Fisics", "fsx", "물리", "tongue", "x" * 40])
def test_names_and_other_words_are_not_corrected(typed: str) -> None:
    sounds = EnglishSounds(lambda: ((word, 5) for word in WORDS))
    assert not sounds.corrections(typed)


def test_keys_are_those_of_each_word_alone() -> None:
    words = ["knight", "rhythm", "phone", "debt", "scene", "queue", "a", ""]
    assert sound_keys(words) == [key for word in words for key in sound_keys([word])]
