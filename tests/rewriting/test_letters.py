"""Letters behind nouns and their names."""

from __future__ import annotations

from seogo.rewriting.names.letters import lettered_group


def forms(*words: tuple[str, str]) -> list[str]:
    """The other forms of words, given as texts and stems."""
    group = lettered_group(words)
    return [form.text for form in group[1]] if group else []


def test_a_noun_with_a_letter_is_called_by_its_name_and_the_other_way_round() -> None:
    assert "비타민디" in forms(("비타민", "비타민"), ("D", "D"))
    assert forms(("비타민", "비타민"), ("케이를", "케이")) == ["비타민 K", "비타민K"]


def test_what_may_be_another_word_is_no_letter() -> None:
    for last in ("지", "씨", "이", "엔", "오", "아이"):
        assert forms(("정부", "정부"), (last, last)) == []


def test_behind_an_ending_no_letter_belongs_to_the_noun() -> None:
    assert forms(("서울에서", "서울"), ("케이", "케이")) == []
    assert forms(("서울에서", "서울"), ("K", "K")) == []
