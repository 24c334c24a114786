"""Plain bodies: their outline without the parser is the one that the parser makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles.markdown import Block, to_outline
from seogo.articles.plain_outline import plain_outline

LINES = (
    "가나다 라마", "word", "  word", "    code", "\tcode", "- 목록", "- ", "  이어서", "1. one", "> 인용", ">", "---", "===",
    "- step `x`:", "* 목록", "-", "- `ls -l` 목록", "- `a` `b`:", "- ``x``", "- ```", "- `a", "- `[a]` b `c",
    "[r]eal `a*b`", "[a](b)", "![a](b)", "a `b` `` c", "a ` b", "A & B &amp; C", "*a", "a_b_", "`a` b `c`", "a ` b `",
    "a\\`b`", "“인용” 12", "3.5 kg", "2026. 1. 1.", "10) x", "!x", "<http://a>", "e `\u0301` \u0301", "- [a]", "\0a", "c\rd",
    "- 2to3 `x`:", "- 3.5 kg", "- [r]eal [p]art:", '- "인용" (가)', "- .NET /usr", "- 1. one", "- [a]: b", "- [a](b)",
    "- - x", "- # 제목", "- > 인용", "- <http://a>", "[r]eal: x", "[a][r] x", "# 제목", "```", "a | b", "- | -", "[a]: b",
    "- [ ] x", "- [x] x", "[x] y", "a[^1] b", "[^1]: a", "[^1", "- [^1]: a", "[X]\ty", "^[a]",
    "word\u00a0", "*강조* word ", "x\\", "word  ", "\u3000가", "é\u2028e", "",
)  # fmt: skip


def outline_by_the_parser(text: str) -> tuple[str, list[Block]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.articles.markdown.plain_outline", lambda _: None)
        return to_outline(text)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(["\n", "\n\n"]))
def test_an_outline_is_that_of_the_parser(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    assert to_outline(text) == outline_by_the_parser(text)


def test_the_articles_of_the_sample_archive() -> None:
    for path in sorted(Path("archive").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert to_outline(text) == outline_by_the_parser(text), path


def test_paragraphs_and_steps_need_no_parser() -> None:
    body = "가나다 라마\n\n- `ls -l` 목록:\n\nend"
    found = (
        "가나다 라마\n\nls -l 목록:\n\nend",
        [("paragraph", 0, 6), ("list", 8, 17), ("paragraph", 19, 22)],
    )
    assert plain_outline(body) == found
