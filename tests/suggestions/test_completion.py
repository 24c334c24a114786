"""What is suggested while somebody types."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.script.hangul import INITIALS
from seogo.analysis.script.jamo import folded, initials, letters
from seogo.analysis.script.keyboard import to_hangul, to_latin
from seogo.analysis.script.normalize import normalize
from seogo.errors import IndexDamaged
from seogo.suggestions.completion import (
    LONGEST,
    CompletionEntry,
    Kind,
    Suggestion,
    Suggestions,
    write_suggestions,
)
from seogo.suggestions.particles import without_particle

KINDS: list[Kind] = ["title", "tag", "name", "word", "phrase"]
Write = Callable[..., Suggestions]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*texts: str | CompletionEntry) -> Suggestions:
        """Suggestions of entries, or of titles of which the first weighs most."""
        entries = (
            text
            if isinstance(text, CompletionEntry)
            else CompletionEntry(text, "title", len(texts) - at)
            for at, text in enumerate(texts)
        )
        write_suggestions(tmp_path / "suggestions", entries)
        return Suggestions(tmp_path / "suggestions")

    return write


def texts(found: Sequence[Suggestion]) -> list[str]:
    return [suggestion.text for suggestion in found]


TITLES = (
    "삼성전자 반도체 전략",
    "인공지능과 사회",
    "서울특별시 강남구",
    "서울 지하철 노선도",
    "[속보] 삼성 소식",
    "까치의 노래",
    "닭이 먼저다",
    "왕의 남자",
    "Python 입문",
    "Café 안내",
    "GPT-4o 공개",
    "ㅋㅋㅋ 웃음의 역사",
    "K-팝",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("인공지느", ["인공지능과 사회"]),  # the last syllable is open
        ("인공ㅈ", ["인공지능과 사회"]),
        ("인고", ["인공지능과 사회"]),
        ("와", ["왕의 남자"]),
        ("오", ["왕의 남자"]),
        ("달", ["닭이 먼저다"]),
        ("서울특별시 ㄱ", ["서울특별시 강남구"]),
        ("서울특별시강남구", ["서울특별시 강남구"]),
        ("서울지하철", ["서울 지하철 노선도"]),
        ("서 울", ["서울특별시 강남구", "서울 지하철 노선도"]),
        ("사회", ["인공지능과 사회"]),  # a later word
        ("삼성", ["삼성전자 반도체 전략", "[속보] 삼성 소식"]),
        ("속보", ["[속보] 삼성 소식"]),
        ("[속", ["[속보] 삼성 소식"]),
        ("전자", []),  # inside a word
        ("ㅅㅅㅈㅈ", ["삼성전자 반도체 전략"]),
        ("ㅅㅅ ㅈㅈ", ["삼성전자 반도체 전략"]),
        ("ㅅㅅ", ["삼성전자 반도체 전략", "[속보] 삼성 소식"]),
        ("ㅂㄷㅊ", ["삼성전자 반도체 전략"]),
        ("ㅅㅇㅈ", ["서울 지하철 노선도"]),
        ("ㅇㄱㅈㄴㄱㅅ", ["인공지능과 사회"]),
        ("ㄲㅊ", ["까치의 노래"]),
        ("ㄱㅊ", []),
        ("ㄳ", []),
        ("ㅋㅋ", ["ㅋㅋㅋ 웃음의 역사"]),
        ("\uffa1\uffa4", ["서울특별시 강남구"]),  # half-width ㄱㄴ
        ("서ㅇ", ["서울특별시 강남구", "서울 지하철 노선도"]),
        ("PYTHON", ["Python 입문"]),
        ("python입", ["Python 입문"]),
        ("cafe", ["Café 안내"]),
        ("CAFÉ ㅇ", ["Café 안내"]),
        ("ｇｐｔ", ["GPT-4o 공개"]),
        ("4o", ["GPT-4o 공개"]),
        ("k-팝", ["K-팝"]),
        ("", []),
        (" ", []),
        ("부산", []),
        ("\0", []),
        ("\x01", []),
        ("\ud800", []),
        ("인공지능과 사회" + "회" * 10_000, []),
    ],
)
def test_what_was_begun_is_found(typed: str, found: list[str], write: Write) -> None:
    assert texts(write(*TITLES).find(typed)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dlsrhdwlsmd", "인공지능과 사회"),
        ("dlsrhdw", "인공지능과 사회"),
        ("tkatjd", "삼성전자 반도체 전략"),
        ("Rkcl", "까치의 노래"),
        ("ㅔㅛ쇄ㅜ", "Python 입문"),
        ("ㅔㅛㅅ", "Python 입문"),
    ],
)
def test_the_other_keyboard_layout_is_tried(typed: str, found: str, write: Write) -> None:
    best = write(*TITLES).find(typed)[0]
    assert best == Suggestion(found, "title", corrected=True)


def test_the_other_layout_comes_last_and_only_where_there_is_room(write: Write) -> None:
    suggestions = write("가을", "rk 안내", "가을 rk")
    found = suggestions.find("rk")
    assert [(each.text, each.corrected) for each in found] == [
        ("rk 안내", False),
        ("가을 rk", False),
        ("가을", True),
    ]
    assert texts(suggestions.find("rk", most=2)) == ["rk 안내", "가을 rk"]
    assert texts(suggestions.find("rk", most=1)) == ["rk 안내"]


def test_weight_then_length_then_text_decide(write: Write) -> None:
    entries = [
        CompletionEntry("소식 넷째", "word", 1),
        CompletionEntry("소식 하나", "word", 1),
        CompletionEntry("소식", "word", 1),
        CompletionEntry("오늘의 소식", "title", 99),
        CompletionEntry("소식지 모음", "phrase", 7),
    ]
    found = ["소식지 모음", "소식", "소식 넷째", "소식 하나", "오늘의 소식"]
    assert texts(write(*entries).find("소ㅅ")) == found
    assert texts(write(*entries).find("소ㅅ", most=2)) == found[:2]
    assert texts(write(*entries).find("ㅅㅅ")) == found


def test_what_is_typed_whole_comes_first(write: Write) -> None:
    suggestions = write("GitHub", "git config", "git", "소식지", "소식")
    assert texts(suggestions.find("git")) == ["git", "GitHub", "git config"]
    assert texts(suggestions.find("소식", most=1)) == ["소식"]
    assert texts(suggestions.find("소시")) == ["소식지", "소식"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("기술을", ["기술", "기술자"]), ("기술으", ["기술", "기술자"]), ("기술ㅇ", ["기술", "기술자"])),
        *(("정부가", ["정부"]), ("정부에서", ["정부"]), ("정부에ㅅ", ["정부"]), ("정부은", []), ("서울로", ["서울"])),
        *(("서울으로", []), ("오사카", ["오사카"]), ("오사카의", ["오사카"]), ("기수를", []), ("부가", [])),
    ],
)  # fmt: skip
def test_a_particle_behind_a_known_word_changes_nothing(
    typed: str, found: list[str], write: Write
) -> None:
    words = ("기술자", "기술", "정부", "서울", "오사", "오사카", "부")
    assert texts(write(*words).find(typed)) == found


def test_a_text_is_suggested_once_as_its_best_kind(write: Write) -> None:
    suggestions = write(
        CompletionEntry("python", "word", 900),
        CompletionEntry("Python", "tag", 3),
        CompletionEntry("PYTHON", "tag", 2),
        CompletionEntry("pyramid", "word", 500),
        CompletionEntry("파이썬  강의", "title", 1),
        CompletionEntry(" 파이썬강의", "phrase", 1),
    )
    assert suggestions.find("py") == [Suggestion("Python", "tag"), Suggestion("pyramid", "word")]
    assert suggestions.find("파이썬") == [Suggestion("파이썬 강의", "title")]


def test_texts_without_use_are_left_out(write: Write) -> None:
    suggestions = write("", "  ", "\u200b", "가" * LONGEST, "나" * (LONGEST + 1), "다\0라\x01마")
    assert texts(suggestions.find("가")) == ["가" * LONGEST]
    assert suggestions.find("나") == []
    assert texts(suggestions.find("다라마")) == ["다\0라\x01마"]


def test_nothing_to_suggest(write: Write) -> None:
    suggestions = write()
    for typed in ("가", "a", "ㄱ", ""):
        assert suggestions.find(typed) == []


def test_many_words_of_one_entry_do_not_hide_others(write: Write) -> None:
    first = "시작 " + " ".join(f"소{number}" for number in range(60))
    found = write(first, "끝 소", "꿈 소").find("소", most=3)
    assert texts(found) == [first, "끝 소", "꿈 소"]


def test_the_file_is_opened_when_it_is_needed(tmp_path: Path) -> None:
    suggestions = Suggestions(tmp_path / "suggestions")
    with pytest.raises(IndexDamaged):
        suggestions.find("가")
    write_suggestions(tmp_path / "suggestions", [CompletionEntry("가을", "word", 1)])
    assert texts(suggestions.find("가")) == ["가을"]


def test_a_hard_link_to_the_file_stays_as_it_was(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write_suggestions(old, [CompletionEntry("가을", "word", 1)])
    new.hardlink_to(old)
    write_suggestions(new, [CompletionEntry("겨울", "word", 1)])
    assert texts(Suggestions(old).find("ㄱㅇ")) == ["가을"]
    assert texts(Suggestions(new).find("ㄱㅇ")) == ["겨울"]


def test_damage_is_noticed(tmp_path: Path, write: Write) -> None:
    write("가을", "겨울 바다", "python")
    path = tmp_path / "suggestions"
    whole = path.read_bytes()
    damaged = [whole[:length] for length in (0, 1, 20, 43, len(whole) - 1)]
    damaged += [whole + b"\0", b"SEOGOTAB" + whole[8:]]
    for at in range(0, len(whole), 7):
        damaged.append(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(IndexDamaged, match="reindex"):
            Suggestions(path).find("가")


ALPHABET = "가각간나낙ㄱㄴㅏaAé1 -_"
TEXTS = st.text(ALPHABET, max_size=7)
ENTRIES = st.builds(CompletionEntry, TEXTS, st.sampled_from(KINDS), st.integers(0, 3))


@pytest.mark.slow
@given(st.lists(ENTRIES, max_size=12), st.text(ALPHABET + "rksKㅁ", max_size=4), st.integers(1, 5))
def test_the_suggestions_are_those_of_a_stupid_model(
    entries: list[CompletionEntry], typed: str, most: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "suggestions"
        write_suggestions(path, entries)
        assert Suggestions(path).find(typed, most=most) == model(entries, typed, most)


def model(entries: list[CompletionEntry], typed: str, most: int) -> list[Suggestion]:
    """A scan of all entries."""
    once: dict[str, list[CompletionEntry]] = {}
    for entry in entries:
        if folded(entry.text).replace(" ", ""):
            once.setdefault(folded(entry.text).replace(" ", ""), []).append(entry)
    shown = []
    for same in once.values():
        text, kind = min(
            ((" ".join(entry.text.split()), entry.kind, entry.weight) for entry in same),
            key=lambda each: (KINDS.index(each[1]), -each[2], each[0]),
        )[:2]
        shown.append(CompletionEntry(text, kind, max(entry.weight for entry in same)))
    normal = normalize(typed).text
    found: list[Suggestion] = []
    known = [keys(entry.text) for entry in shown]
    rests = [rest for rest in without_particle(normal) if keys(rest) in known]
    others = [to_latin(normal), to_hangul(normal, open_end=True)]
    for number, asked in enumerate((typed, *rests, *others)):
        ranked = []
        for entry in shown:
            place = (
                -1 if keys(entry.text) == keys(asked or "") else matched(entry.text, asked or "")
            )
            if place is not None and entry.text not in texts(found):
                ranked.append((place, -entry.weight, len(entry.text), entry.text, entry.kind))
        for *_, text, kind in sorted(ranked)[: most - len(found)]:
            found.append(Suggestion(text, kind, corrected=number > len(rests)))
    return found


def keys(text: str) -> str:
    """The letters of a text without spaces."""
    return letters(folded(text)).replace(" ", "")


def matched(text: str, typed: str) -> int | None:
    """0 where the text begins so, 1 where a later word of it does, else None."""
    wanted = letters(folded(typed)).replace(" ", "")
    text = folded(text)
    read = initials if all(letter in INITIALS for letter in wanted) else letters
    for at in range(len(text) if wanted else 0):
        begins = text[at].isalnum() and not text[at - 1].isalnum()
        if (at == 0 or begins) and read(text[at:]).replace(" ", "").startswith(wanted):
            return min(at, 1)
    return None
