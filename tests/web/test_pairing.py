"""Blocks that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from seogo.articles.markdown import Block, to_blocks
from seogo.web.pairing import paired

bodies = st.lists(
    st.sampled_from(("# A", "## B", "one two three", "- item", "> quoted", "x " * 60)), max_size=9
).map("\n\n".join)


def texts(body: str, blocks: Sequence[Block]) -> str:
    return "+".join(block.html.split(">", 1)[1].split("<")[0].strip() for block in blocks)


def rows(first: str, second: str) -> list[tuple[str, str]]:
    pairs = paired(to_blocks(first), to_blocks(second))
    return [(texts(first, left), texts(second, right)) for left, right in pairs]


def test_the_same_blocks_go_in_their_order() -> None:
    assert rows("# 가\n\n나", "# A\n\nB") == [("가", "A"), ("나", "B")]


def test_headings_hold_the_rest_in_place() -> None:
    found = rows(
        "하나\n\n## 둘\n\n셋", "one\n\nextra words that nobody translated\n\n## two\n\nthree"
    )
    assert ("둘", "two") in found
    assert found[-1] == ("셋", "three")


def test_two_paragraphs_can_stand_beside_one() -> None:
    long = "이 문단은 영어에서는 둘로 나뉘어 있어서 그만큼 더 길다. " * 4
    half = "This is one half of the paragraph that Korean has as a whole. " * 3
    found = rows(f"{long}\n\n# 끝", f"{half}\n\n{half}\n\n# end")
    assert [len(row[1].split("+")) for row in found] == [2, 1]


def test_a_missing_counterpart_is_missing() -> None:
    found = rows("하나\n\n- 목록\n\n둘", "one\n\ntwo")
    assert ("목록", "") in found or ("\n목록", "") in found or any(not right for _, right in found)


@given(bodies, bodies)
def test_every_block_is_shown_once_and_in_order(first: str, second: str) -> None:
    left, right = to_blocks(first), to_blocks(second)
    found = paired(left, right)
    assert [block for row in found for block in row[0]] == left
    assert [block for row in found for block in row[1]] == right
    assert all(row[0] or row[1] for row in found)


def test_endless_articles_are_paired_in_their_order() -> None:
    left = to_blocks("\n\n".join(["a"] * 3_000))
    right = to_blocks("\n\n".join(["b"] * 2_999 + ["# c", "d"]))
    assert len(paired(left, right)) == 3_001
