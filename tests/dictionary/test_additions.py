"""Words are added at the end of dictionary.yaml, and nothing that stood there changes."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.articles.wordlists import MAX_WORD, load_dictionary
from seogo.dictionary.additions import AddedWords, add_words
from seogo.errors import ArchiveMissing, ConfigError, WriteRefused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the dictionary is, or will be."""
    return tmp_path / "dictionary.yaml"


def test_a_missing_file_is_created(path: Path) -> None:
    assert add_words(path, ["가온코", "믿:음", "가온코"]) == AddedWords(("가온코", "믿:음"), ())
    assert path.read_text(encoding="utf-8") == '- 가온코\n- "믿:음"\n'
    assert load_dictionary(path) == ("가온코", "믿:음")
    assert [file.name for file in path.parent.iterdir()] == ["dictionary.yaml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "- 새론지\n"),
        ("# 이름\n", "# 이름\n- 새론지\n"),
        ("# 이름\n- 엑사원  # 모형\n", "# 이름\n- 엑사원  # 모형\n- 새론지\n"),
        ("- 엑사원", "- 엑사원\n- 새론지\n"),
        ("---\n  - 엑사원\n  - 누리호\n", "---\n  - 엑사원\n  - 누리호\n  - 새론지\n"),
        ("- 엑사원\r\n- 누리호", "- 엑사원\r\n- 누리호\r\n- 새론지\r\n"),
        ("\ufeff- 엑사원\n\n", "\ufeff- 엑사원\n\n- 새론지\n"),
    ],
)
def test_what_stands_there_stays(path: Path, before: str, after: str) -> None:
    path.write_bytes(before.encode())
    path.chmod(0o640)
    add_words(path, ["새론지"])
    assert path.read_bytes().decode() == after
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_words_that_are_there_already(path: Path) -> None:
    path.write_text("- 엑사원\n", encoding="utf-8")
    before = path.stat().st_ino, path.stat().st_mtime_ns
    assert add_words(path, [unicodedata.normalize("NFD", "엑사원")]) == AddedWords((), ("엑사원",))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before, "nothing is written"
    assert add_words(path, [" 누리호 ", "엑사원"]) == AddedWords(("누리호",), ("엑사원",))


@pytest.mark.parametrize(
    "word", ["", "  ", "두 낱말", "a\nb", "가" * (MAX_WORD + 1), "가\x00", "\udc80"]
)
def test_what_is_no_word(path: Path, word: str) -> None:
    with pytest.raises(ConfigError, match=r"dictionary\.yaml: .* cannot be a word"):
        add_words(path, ["가온코", word])
    assert not path.exists()


@pytest.mark.parametrize("text", ["[엑사원, 누리호]\n", "- 엑사원\n...\n"])
def test_a_list_that_cannot_be_extended_stays_as_it_is(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match='lines like "- word"'):
        add_words(path, ["가온코"])
    assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in path.parent.iterdir()] == ["dictionary.yaml"]


def test_a_bad_dictionary_is_not_touched(path: Path) -> None:
    path.write_text("- [no\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"dictionary\.yaml:"):
        add_words(path, ["가온코"])
    assert path.read_text(encoding="utf-8") == "- [no\n"


def test_a_link_is_not_written_through(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    path.symlink_to(target)
    with pytest.raises(ConfigError, match="a link"):
        add_words(path, ["가온코"])
    assert not target.exists()


def test_no_folder_and_no_permission(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArchiveMissing, match="--archive"):
        add_words(path.parent / "none" / "dictionary.yaml", ["가온코"])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(WriteRefused, match=r"dictionary.yaml cannot be written: Permission denied"):
        add_words(path, ["가온코"])
    assert list(path.parent.iterdir()) == []


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12
).filter(lambda word: not word.isspace() and "\ufffe" not in word and "\uffff" not in word)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.lists(WORDS, max_size=4), new=st.lists(WORDS, min_size=1, max_size=4))
def test_any_words_come_back_as_they_were_given(path: Path, old: list[str], new: list[str]) -> None:
    path.unlink(missing_ok=True)
    path.write_text("# 첫 줄\n", encoding="utf-8")
    expected: list[str] = []
    for words in (old, new):
        before = path.read_bytes()
        normal = [unicodedata.normalize("NFC", word) for word in words]
        fresh = list(dict.fromkeys(word for word in normal if word not in expected))
        assert list(add_words(path, words).added) == fresh
        expected += fresh
        assert path.read_bytes().startswith(before)
    assert list(load_dictionary(path)) == expected
