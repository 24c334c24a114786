"""What is suggested of an archive, and that every generation has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.errors import IndexDamaged
from seogo.indexing.indexer import IndexOptions
from seogo.searching.service import SearchService
from seogo.settings import load_settings
from seogo.suggestions.completion import SUGGESTIONS_FILE, CompletionEntry, Suggestions
from seogo.suggestions.completion_entries import completion_entries
from tests.suggestions.test_vocabulary import Fields
from tests.tiny import Tiny

FIELDS = Fields(
    {
        "tag": {"반도체": 2},
        "author": {"Kim Min": 1},
        "source": {"서고": 9},
        "body_ko": {"인공": 3, "지능": 2, "대하": 5, "러시아": 2, "가져오": 4, "법": 9, "사들이": 7, "드문말": 1, "서울": 8},
        "compounds_ko": {"인공지능": 2, "인공지능법": 1, "파일2": 5},
        "bigrams_en": {"after": 8, "Hangul": 3, "KT": 2, "What": 4, "keyboard": 2, "Rare": 1, "model": 3},
    }
)  # fmt: skip


def test_titles_tags_names_words_and_phrases(analyzer: Analyzer) -> None:
    titles = ["A keyboard for Hangul", "김장"]
    entries = list(completion_entries(titles, FIELDS, analyzer.written_alone))
    assert entries == [
        CompletionEntry("A keyboard for Hangul", "title", 3),
        CompletionEntry("김장", "title", 3),
        CompletionEntry("서고", "name", 12),
        CompletionEntry("반도체", "tag", 5),
        CompletionEntry("Kim Min", "name", 4),
        CompletionEntry("인공지능", "phrase", 2),
        CompletionEntry("러시아", "word", 2),
        CompletionEntry("서울", "word", 8),
        CompletionEntry("인공", "word", 3),
        CompletionEntry("지능", "word", 2),
        CompletionEntry("after", "word", 8),
        CompletionEntry("keyboard", "word", 2),
        CompletionEntry("model", "word", 3),
        CompletionEntry("Hangul", "word", 3),
        CompletionEntry("KT", "word", 2),
    ]


def test_in_a_large_archive_a_word_needs_more_articles(analyzer: Analyzer) -> None:
    entries = completion_entries(["제목"] * 12_000, FIELDS, analyzer.written_alone)
    words = [entry.text for entry in entries if entry.kind == "word"]
    assert words == ["서울", "인공", "after", "model", "Hangul"]


def test_words_that_stand_alone_are_told_from_stems(analyzer: Analyzer) -> None:
    nouns = ["북한", "권한", "나이", "서고", "다시", "무바라크", "쿠버네티스", "부시"]
    assert analyzer.written_alone(
        [*nouns, "사들이", "나타나", "기다리", "만들", "떨어뜨리", "대하"]
    ) == set(nouns)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("훈민", "훈민정음"), ("ㅎㅁㅈㅇ", "훈민정음"), ("rlawkd", "김장"), ("unes", "UNESCO"), ("반돛", "반도체")],
)  # fmt: skip
def test_the_index_of_an_archive_has_its_suggestions(site: Site, typed: str, first: str) -> None:
    assert site.search.suggest(typed)[0].text == first


def test_they_follow_the_articles(tmp_path: Path, analyzer: Analyzer) -> None:
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    tiny.run()

    def titles(typed: str) -> list[str]:
        with tiny.generations.open() as lease:
            found = Suggestions(lease.generation.folder / SUGGESTIONS_FILE).find(typed)
            return [suggestion.text for suggestion in found if suggestion.kind == "title"]

    assert titles("고속") == ["고속철도"]
    with tiny.generations.open() as before:
        old = Suggestions(before.generation.folder / SUGGESTIONS_FILE)
        assert old.find("고속")
        tiny.write("rail.ko", "서울에서 부산까지.", title="고속버스")
        (tiny.archive / "kimjang.ko.md").unlink()
        tiny.run()
        assert [suggestion.text for suggestion in old.find("고속")] == ["고속철도"]
    assert titles("고속") == ["고속버스"]
    assert titles("김장") == []
    assert titles("Kim") == ["Kimjang"]


@pytest.mark.parametrize("damage", ["missing", "cut", "changed"])
def test_without_its_file_nothing_is_suggested_and_the_next_run_repairs_it(
    tmp_path: Path, damage: str
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "a.en.md").write_text("---\ntitle: A cabbage\n---\nSalt.\n")
    site = open_site(load_settings(archive, tmp_path / "index", {}))
    site.indexer.run(IndexOptions())
    index = site.current()
    try:
        file = site.generations.newest(thorough=False).folder / SUGGESTIONS_FILE
        content = file.read_bytes()
        file.unlink()
        if damage != "missing":
            file.write_bytes(content[:-3] if damage == "cut" else content[:-3] + b"???")
        assert SearchService(lambda: index).suggest("cab") == []
        with pytest.raises(IndexDamaged, match=SUGGESTIONS_FILE):
            site.generations.newest(thorough=True)
        site.indexer.run(IndexOptions())
        site.current.refresh()
        assert [found.text for found in site.search.suggest("cab")] == ["A cabbage"]
    finally:
        site.close()
