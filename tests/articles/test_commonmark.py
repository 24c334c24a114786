"""The parser's own rules for plain lines and items change nothing."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles.commonmark import commonmark
from seogo.articles.markdown import Block, _Renderer, nowhere, to_outline

LINES = (
    "가나다 라마", "word", "  word", "    code", "\tcode", "- 목록", "- ", "  이어서", "1. one", "> 인용", ">", "---", "===",
    "- step `x`:", "* 목록", "-", "- `ls -l` 목록", "- `a` `b`:", "- ``x``", "- ```", "- `a", "- `[a]` b `c",
    "[r]eal `a*b`", "[a](b)", "![a](b)", "a `b` `` c", "a ` b", "A & B &amp; C", "*a", "a_b_", "`a` b `c`", "a ` b `",
    "a\\`b`", "“인용” 12", "3.5 kg", "2026. 1. 1.", "10) x", "!x", "<http://a>", "e `\u0301` \u0301", "- [a]", "\0a", "c\rd",
    "- 2to3 `x`:", "- 3.5 kg", "- [r]eal [p]art:", '- "인용" (가)', "- .NET /usr", "- 1. one", "- [a]: b", "- [a](b)",
    "- - x", "- # 제목", "- > 인용", "- <http://a>", "[r]eal: x", "[a][r] x", "# 제목", "```", "a | b", "- | -", "[a]: b",
    "word\u00a0", "*강조* word ", "x\\", "word  ", "\u3000가", "é\u2028e", "",
)  # fmt: skip


def tokens(text: str) -> list[MutableMapping[str, Any]]:
    return [token.as_dict() for token in commonmark().parse(text)]


def tokens_by_the_standard_rules(text: str) -> list[MutableMapping[str, Any]]:
    standard = commonmark.__wrapped__()
    standard.disable(["plain_line", "plain_item"])
    return [token.as_dict() for token in standard.parse(text)]


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_lines_that_stand_alone(text: str) -> None:
    assert tokens(text) == tokens_by_the_standard_rules(text)


def outline_by_the_parser(text: str) -> tuple[str, list[Block]]:
    renderer = _Renderer((), nowhere, nowhere, "s-", silent=True)
    blocks = renderer.render(commonmark().parse(text))
    return "".join(renderer.text), blocks


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(["\n", "\n\n"]))
def test_plain_bodies_need_no_parser(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    assert to_outline(text) == outline_by_the_parser(text)


def test_the_articles_of_the_sample_archive() -> None:
    for path in sorted(Path("archive").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert tokens(text) == tokens_by_the_standard_rules(text), path
