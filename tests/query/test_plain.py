"""A text As a query: its words, and no syntax."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seogo.query.limits import Limits
from seogo.query.nodes import FIELDS, And, Word
from seogo.query.parser import parse
from seogo.query.plain import to_plain
from tests.rows import each_row


def words(text: str) -> list[Word]:
    """The words that the query for ``text`` asks for; a failure where it asks for anything else."""
    node = parse(to_plain(text)).node
    parts = node.nodes if isinstance(node, And) else (node,) if node is not None else ()
    found = [part for part in parts if isinstance(part, Word)]
    assert len(found) == len(parts)
    return found


@each_row(
    ("text", "plain"),
    [
        ('"클리퍼 칩"이라는 표준 모델', "클리퍼 칩 이라는 표준 모델"),
        ("“The fastest” shell plugin manager.", "The fastest shell plugin manager."),
        ('화면 5" 이하', "화면 5 이하"),
        ("그러나 시게오(73)는 (연기", "그러나 시게오 73 는 연기"),
        ("서울 - 부산 -메모리 −값 －값 --all", "서울 부산 메모리 값 값 --all"),
        ("반도체 * 수출* *클로바 **굵게** *-*x", "반도체 수출 클로바 굵게 x"),
        ("KT OR 모티프 AND NOT -NOT 네이버", "KT or 모티프 and not not 네이버"),
        ("KT | 모티프 ｜ |*", "KT 모티프"),
        ("title:모티프 Tag：AI lang:fr date:작년", "title 모티프 Tag AI lang fr date 작년"),
        ("source:title:OR tag:-x title:", "source title or tag x title"),
        ("ti\u200btle:값 O\u200bR -\u200b메모리", "title 값 or 메모리"),
        ("  국가\u3000AI\n프로젝트\ud800", "국가 AI 프로젝트"),
        ("-- * | \u200b ()", ""),
        ("", ""),
    ],
)
def test_syntax_loses_its_meaning(text: str, plain: str) -> None:
    assert to_plain(text) == plain
    assert [word.text for word in words(text)] == plain.split()


@each_row(
    "word",
    [
        *("GPT-4", "12.7B", "A.I.", "C++", "C#", "K-팝", "node.js", "R&D", "1,234", "don't", "rock’n’roll"),
        *("https://example.com/a?b=c", "12:30", "믿:음", "subtitle:x", "끝-", "a|b", "f*o", "or", "ORDER"),
        *("과학·기술", "大韓民國", "ﾻￂﾤ", "👨‍👩‍👧"),
    ],
)  # fmt: skip
def test_words_survive_unchanged(word: str) -> None:
    assert to_plain(f"이 {word} 글") == f"이 {word} 글"


PIECE = st.one_of(
    st.sampled_from([f"{name}:" for name in FIELDS]),
    st.sampled_from(["OR", "AND", "NOT", "|", "-", "－", "*", "＊", '"', "“", "(", "）", ":"]),
    st.sampled_from(
        [" ", "\u200b", "\u200d", "\ud800", "\u3164", "👩", "국가", "AI", "GPT-4", "x"]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECE, max_size=40).map("".join)


@pytest.mark.slow
@settings(deadline=None)
@given(TEXTS)
@example("tag:" * 400)
@example("가 " * 1500)
def test_the_query_of_a_text_is_plain_words(text: str) -> None:
    found = words(text)
    assert all(not word.prefix for word in found)
    assert to_plain(to_plain(text)) == to_plain(text)
    assert len(found) <= Limits().words


@pytest.mark.slow
@given(st.lists(st.from_regex(r"[가-힣a-z0-9]{1,8}", fullmatch=True), max_size=30))
def test_ordinary_words_stay_as_they_are(typed: list[str]) -> None:
    assert [word.text for word in words(" ".join(typed))] == typed


def test_long_texts_are_cut_between_words() -> None:
    limits = Limits()
    plain = to_plain("전자문서보관소 " * 1000)
    assert len(plain) <= limits.characters
    assert set(plain.split()) == {"전자문서보관소"}
    assert len(to_plain("글 " * 900).split()) == limits.words
    assert to_plain("가" * 5000) == ""
