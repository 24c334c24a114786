"""glossary.yaml and dictionary.yaml."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from seogo.articles.wordlists import (
    Forbidden,
    GlossaryEntry,
    load_dictionary,
    load_forbidden,
    load_glossary,
)
from seogo.errors import ConfigError


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_glossary(tmp_path: Path) -> None:
    text = """# 용어
- ko: 거대  언어 모델
  en: large language model
  abbreviations: [LLM, LLM]
  variants: 대규모 언어 모델
- {ko: 세종대왕, en: King Sejong, hanja: 世宗大王}
"""
    path = file(tmp_path, "glossary.yaml", unicodedata.normalize("NFD", text))
    entries = load_glossary(path)
    assert entries == (
        GlossaryEntry(
            ko="거대 언어 모델",
            en="large language model",
            hanja=(),
            abbreviations=("LLM", "LLM"),
            variants=("대규모 언어 모델",),
            line=2,
        ),
        GlossaryEntry("세종대왕", "King Sejong", ("世宗大王",), (), (), 6),
    )
    assert entries[0].words == ("거대 언어 모델", "large language model", "LLM", "대규모 언어 모델")


def test_what_a_glossary_forbids(tmp_path: Path) -> None:
    text = """- {ko: 매뉴얼, en: manual}
- forbid: {ko: 매뉴얼, en: [sealed, passive, sealed]}
- forbid:
    ko: [배, 선박]
    en: pear
- {ko: 배, en: ship}
"""
    path = file(tmp_path, "glossary.yaml", text)
    assert load_forbidden(path) == (
        Forbidden(("매뉴얼",), ("sealed", "passive"), 2),
        Forbidden(("배", "선박"), ("pear",), 3),
    )
    assert [entry.ko for entry in load_glossary(path)] == ["매뉴얼", "배"]
    assert load_forbidden(tmp_path / "none.yaml") == ()


def test_dictionary(tmp_path: Path) -> None:
    path = file(tmp_path, "dictionary.yaml", '- 엑사원\n- "믿:음"\n- 믿:음K\n- 1984\n- no\n')
    assert load_dictionary(path) == ("엑사원", "믿:음", "믿:음K", "1984", "no")


@pytest.mark.parametrize("text", [None, "", "# 아직 없다\n"])
def test_missing_and_empty_files_are_empty_lists(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "words.yaml"
    if text is not None:
        path.write_text(text)
    assert load_glossary(path) == ()
    assert load_dictionary(path) == ()


MANY = [f"w{number}" for number in range(400)]
KEYS = "only ko, en, hanja, abbreviations, variants"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ko: 가", "glossary.yaml:1: not a list; entries like {ko: …, en: …}"),
        ("- 가", "glossary.yaml:1: an entry that is not a mapping; {ko: …, en: …}"),
        ("- ko: 가\n  eng: a", f"glossary.yaml:2: unknown key eng; {KEYS}"),
        ("\n- ko: 가", "glossary.yaml:2: en is missing; both ko and en"),
        ("- ko: 가\n  en: ''", "glossary.yaml:2: en is empty; both ko and en"),
        ("- ko: [가]\n  en: a", "glossary.yaml:1: ko is a list; ko is one text"),
        (
            "- ko: 가\n  en: a\n  hanja: {a: b}",
            "glossary.yaml:3: hanja is a mapping; hanja is a text or a list of texts",
        ),
        (
            f"- ko: 가\n  en: {'a' * 201}",
            "glossary.yaml:2: en has 201 characters; at most 200",
        ),
        (
            "- ko: 인공지능\n  en: AI\n- ko: 가\n  en: b\n  variants: [ai]",
            "glossary.yaml:3: ai is already on line 1; each word once",
        ),
        ("- forbid: 가", "glossary.yaml:1: forbid without ko and en; forbid: {ko: …, en: …}"),
        (
            "- {forbid: 가, en: a}",
            "glossary.yaml:1: en cannot go with forbid; an item of its own, forbid: {ko: …, en: …}",
        ),
        ("- forbid: {ko: 가}", "glossary.yaml:1: en is missing; both ko and en"),
        ("- forbid: {ko: 가, en: []}", "glossary.yaml:1: en is empty; both ko and en"),
        (
            "- forbid: {ko: 가, en: a, hanja: 加}",
            "glossary.yaml:1: unknown key hanja; only ko, en",
        ),
        (
            "- forbid:\n    ko: 큰 배\n    en: a",
            "glossary.yaml:2: “큰 배” has a space; one word, as words are translated",
        ),
        (
            "- forbid: {ko: 가, en: Ab}\n- forbid: {ko: [나, 가], en: ab}",
            "glossary.yaml:2: 가 and ab are forbidden on line 1 already; each pair once",
        ),
        (
            "- forbid: {ko: 가, en: AB}\n- {ko: 가나, en: b, variants: [가, ab]}",
            "glossary.yaml:1: 가 and AB mean the same on line 2; either that entry or forbid",
        ),
        (
            f"- forbid: {{ko: [{', '.join(MANY)}], en: [{', '.join(MANY)}]}}",
            "glossary.yaml:1: too many forbidden pairs of words; at most 100,000",
        ),
        (
            "- ko: 가\n  ko: 나",
            "glossary.yaml:2: ko appears twice (first on line 1); each key once",
        ),
        (
            "- {ko: &a 가, en: *a}",
            "glossary.yaml:1: an anchor, &a; no anchors, or quote a text with &",
        ),
    ],
)
def test_refused_glossary(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_glossary(file(tmp_path, "glossary.yaml", text))
    assert str(caught.value) == message


def test_a_word_may_stand_twice_in_one_entry(tmp_path: Path) -> None:
    path = file(tmp_path, "glossary.yaml", "- {ko: AI, en: ai, variants: [Ai, AI]}")
    assert load_glossary(path)[0].words == ("AI", "ai", "Ai")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("가: 나", "dictionary.yaml:1: not a list; a list of words"),
        ("- 가\n- [나]", "dictionary.yaml:2: a word is a list; a word is one text"),
        ("- 가\n-\n- 나", "dictionary.yaml:2: an empty word; a word"),
        ("- 가\n- 나 다", "dictionary.yaml:2: “나 다” has a space; a word without spaces"),
        ("- 가\n- 나\n- 가", "dictionary.yaml:3: 가 is already on line 1; each word once"),
        ("- " + "가" * 201, "dictionary.yaml:1: a word has 201 characters; at most 200"),
        ("- " + "가" * 1_500_000, "dictionary.yaml: longer than 4,194,304 bytes; a smaller file"),
    ],
)
def test_refused_dictionary(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_dictionary(file(tmp_path, "dictionary.yaml", text))
    assert str(caught.value) == message
