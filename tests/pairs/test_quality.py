"""Pairs: rows, scores, and a look at all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.alignment.gale_church import Passage
from seogo.alignment.passage_pairs import to_passage
from seogo.articles.markdown import to_blocks
from seogo.composition import Site
from seogo.errors import ArticleUnknown
from seogo.languages import Language
from seogo.pairs.pair_proposals import PairProposer
from seogo.pairs.pair_survey import survey_pairs
from seogo.pairs.quality import CheckedPair, Single, align_blocks, to_score

KO, EN = Language.KO, Language.EN
bodies = st.lists(
    st.sampled_from(("# 가", "## B", "one two three", "- 목록", "> quoted", "말 " * 60, "---")),
    max_size=9,
).map("\n\n".join)


class Counted:
    """Hears of progress."""

    def __init__(self) -> None:
        self.all = self.done = 0

    def total(self, articles: int) -> None:
        self.all = articles

    def advance(self, articles: int) -> None:
        self.done += articles


def passages(body: str) -> list[Passage]:
    return [to_passage(block) for block in to_blocks(body)]


def texts(first: str, second: str) -> list[tuple[str, str]]:
    """The rows of two bodies of plain words."""
    sides = [
        [block.html.split(">", 1)[1].split("<")[0].strip() for block in to_blocks(body)]
        for body in (first, second)
    ]
    rows = align_blocks(passages(first), passages(second))
    return [("+".join(sides[0][left]), "+".join(sides[1][right])) for left, right in rows]


def test_the_same_blocks_go_in_their_order() -> None:
    assert texts("# 가\n\n나", "# A\n\nB") == [("가", "A"), ("나", "B")]


def test_a_missing_counterpart_is_a_gap_and_headings_hold_the_rest() -> None:
    found = texts(
        "첫 문단이다.\n\n이 문단은 아무도 옮기지 않았고 그래서 혼자 남았다.\n\n## 끝\n\n마지막 문단이다.",
        "This is the first one.\n\n## end\n\nThis is the last one.",
    )
    assert found == [
        ("첫 문단이다.", "This is the first one."),
        ("이 문단은 아무도 옮기지 않았고 그래서 혼자 남았다.", ""),
        ("끝", "end"),
        ("마지막 문단이다.", "This is the last one."),
    ]


@given(bodies, bodies)
def test_every_block_is_in_exactly_one_row_in_order(first: str, second: str) -> None:
    left, right = passages(first), passages(second)
    rows = align_blocks(left, right)
    assert [at for row, _ in rows for at in range(*row.indices(len(left)))] == [*range(len(left))]
    assert [at for _, row in rows for at in range(*row.indices(len(right)))] == [*range(len(right))]
    assert all(one.start < one.stop or other.start < other.stop for one, other in rows)
    assert 0 <= to_score(rows, left, right) <= 1


def test_endless_articles_are_paired_as_they_come() -> None:
    left = [Passage("paragraph", at, at + 1) for at in range(3_000)]
    right = [*left[:2_500], Passage("list", 9_000, 9_001)]
    rows = align_blocks(left, right)
    assert len(rows) == 3_000
    assert rows[0] == (slice(0, 1), slice(0, 1))
    assert rows[-1][1].start == rows[-1][1].stop


def test_the_score_is_the_share_of_text_that_has_its_counterpart() -> None:
    korean = [Passage("paragraph", 0, 50), Passage("paragraph", 52, 102)]
    english = [Passage("paragraph", 0, 100), Passage("paragraph", 102, 202)]
    one_to_one = [(slice(0, 1), slice(0, 1)), (slice(1, 2), slice(1, 2))]
    assert to_score(one_to_one, korean, english) == 1
    gap = [(slice(0, 1), slice(0, 1)), (slice(1, 2), slice(1, 1))]
    assert to_score(gap, korean, english[:1]) == pytest.approx(200 / 300)
    assert to_score([(slice(0, 2), slice(0, 2))], korean, english) == 0.5
    short = [Passage("paragraph", 0, 25)]
    assert to_score(one_to_one[:1], korean[:1], short) == pytest.approx(0.25)
    code = [Passage("code", 0, 40)]
    assert to_score(one_to_one[:1], code, code) == 1
    assert to_score([], [], []) == 1


def test_all_pairs_are_looked_at_once(translated: Site) -> None:
    progress = Counted()
    found = survey_pairs(translated.archive, translated.current().engine, progress)
    assert progress.done == progress.all == 10
    assert [pair.ids[KO] for pair in found.pairs("id")] == [
        *("farm.ko", "short.ko", "talent.ko", "team.ko")
    ]
    worst = found.pairs("worst")[0]
    assert (worst.ids[EN], worst.rows, worst.missing) == ("short.en", 4, 1)
    assert found.pairs("best")[-1] == worst
    assert [single.id for single in found.singles] == ["alone.ko", "lonely.en"]
    assert found.skipped == []
    (differing,) = found.pairs("worst", differing=True)
    assert [(one.language, one.text) for one in differing.differences] == [
        (KO, "127억"),
        (EN, "12.5 billion"),
    ]


def test_a_few_articles_are_looked_at_by_either_id(translated: Site) -> None:
    engine = translated.current().engine
    found = survey_pairs(translated.archive, engine, Counted(), ["farm.en", "farm.ko", "alone.ko"])
    assert [type(one) for one in (*found.checked, *found.singles)] == [CheckedPair, Single]
    with pytest.raises(ArticleUnknown, match="no/such"):
        survey_pairs(translated.archive, engine, Counted(), ["no/such"])


def test_a_single_article_comes_with_a_likely_counterpart(translated: Site) -> None:
    found = survey_pairs(translated.archive, translated.current().engine, Counted())
    index = translated.current()
    proposer = PairProposer(translated.archive, index.engine, index.lexicon(), str)
    likely = {single.id: other for single, other in found.with_counterparts(proposer, 10)}
    # only articles without a translation are likely ones
    assert set(likely.values()) <= {"", "alone.ko", "lonely.en"}
    assert len(found.with_counterparts(proposer, 1)) == 1


def test_a_changed_file_is_named_and_not_compared(translated: Site) -> None:
    file = Path(translated.settings.archive) / "team.en.md"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before + "\nOne more.\n", encoding="utf-8")
        found = survey_pairs(translated.archive, translated.current().engine, Counted())
        (skipped,) = found.skipped
        assert "team.en.md" in str(skipped.why)
        assert len(found.checked) == 3
    finally:
        file.write_text(before, encoding="utf-8")
