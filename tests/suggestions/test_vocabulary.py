"""The words of an archive: terms in Hangul, Latin words as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from seogo.composition import Site
from seogo.suggestions.vocabulary import ArchiveVocabulary


@dataclass
class Fields:
    """Terms as an engine has them, by field."""

    fields: dict[str, dict[str, int]] = field(default_factory=dict)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        terms = self.fields.get(field, {})
        return ((term, terms[term]) for term in sorted(terms) if term.startswith(prefix))

    def frequencies(self, terms: Sequence[tuple[str, str]]) -> list[int]:
        return [self.fields.get(field, {}).get(term, 0) for field, term in terms]


FIELDS = Fields(
    {
        "body_ko": {
            "인공": 5,
            "지능": 4,
            "인공지능": 2,
            "model": 3,
            "2026": 9,
            "ㅋㅋ": 1,
            "論語": 1,
        },
        "compounds_ko": {"인공지능": 7, "gpt4": 2, "인공지능법": 1, "파일2": 3},
        "bigrams_ko": {"Python": 3, "=논어": 1, "인공": 5, "12": 4, "Motif": 1},
        "bigrams_en": {"python": 4, "PYTHON": 1, "café": 2, "Cafe": 1, "don't": 3, "Москва": 1},
        "body_en": {"python": 8, "run": 6},
    }
)


def test_every_word_once_with_its_frequency() -> None:
    words = list(ArchiveVocabulary(FIELDS))
    assert words == [
        ("인공", 5),
        ("인공지능", 7),
        ("인공지능법", 1),
        ("지능", 4),
        ("파일2", 3),
        ("Motif", 1),
        ("python", 8),
        ("café", 3),
    ]


def test_latin_words_have_their_most_frequent_spelling() -> None:
    found = ArchiveVocabulary(
        Fields({"bigrams_en": {"NASA": 5, "nasa": 1}, "bigrams_ko": {"Nasa": 2}})
    )
    assert list(found.latin()) == [("NASA", 8)]


def test_a_latin_word_stands_in_every_form() -> None:
    words = ArchiveVocabulary(FIELDS)
    assert words.frequency("Running") == words.frequency("run") == 6
    assert words.frequency("인공지능") == 9
    assert words.frequency("없음") == 0


def test_an_archive_without_articles_has_none() -> None:
    assert list(ArchiveVocabulary(Fields())) == []


def test_a_real_index(site: Site) -> None:
    words = dict(ArchiveVocabulary(site.current().engine))
    assert {"김장", "훈민정음", "인공지능", "Hangul", "KTX"} <= set(words)
    assert "Hangul" in words and "hangul" not in words
    assert all(count > 0 for count in words.values())
