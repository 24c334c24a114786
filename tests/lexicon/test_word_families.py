"""Families of English words: which words of a stem mean the same."""

from __future__ import annotations

import pytest

from seogo.analysis.english import stem
from seogo.lexicon.word_families import are_akin, has_several, known_stems
from tests.rows import each_row

APART = [
    ("hospital", "hospitality"),
    ("train", "training"),
    ("apartment", "apart"),
    ("arms", "arm"),
    ("import", "important"),
    ("experience", "experiment"),
    ("author", "authority"),
    ("politics", "polite"),
    ("customer", "custom"),
    ("reporter", "report"),
    ("animal", "animated"),
    ("executive", "execution"),
]
TOGETHER = [
    ("hospital", "hospitals"),
    ("training", "trained"),
    ("import", "imported"),
    ("experiment", "experiments"),
    ("customer", "customers"),
    ("deletion", "deleted"),
]


@each_row(("first", "second"), APART)
def test_words_of_one_stem_that_mean_something_else_are_apart(first: str, second: str) -> None:
    (one,) = {stem(first), stem(second)}
    assert has_several(one)
    assert not are_akin(first, second, one)
    assert not are_akin(second, first, one)


@pytest.mark.parametrize(("first", "second"), TOGETHER)
def test_other_words_of_one_stem_belong_together(first: str, second: str) -> None:
    (one,) = {stem(first), stem(second)}
    assert are_akin(first, second, one)


def test_a_stem_alone_has_one_family() -> None:
    alone = [one for one, groups in known_stems().items() if not groups]
    assert alone
    assert not any(map(has_several, alone))


def test_words_in_the_file_are_of_their_stem() -> None:
    for one, groups in known_stems().items():
        for item in (item for group in groups for item in group):
            if item.startswith("="):
                assert stem(item[1:]) == one, item
            else:
                assert item.startswith(one[:3]), item


def test_no_word_is_of_every_family() -> None:
    for one, groups in known_stems().items():
        assert all(group for group in groups), one
        for number, group in enumerate(groups):
            word = group[0].lstrip("=")
            others = (items[0].lstrip("=") for items in (*groups[:number], *groups[number + 1 :]))
            assert not any(are_akin(word, other, one) for other in others), one
