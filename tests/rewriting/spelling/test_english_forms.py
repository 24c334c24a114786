"""Other forms of English words: what stands for each other, and what does not."""

from __future__ import annotations

import pytest

from seogo.rewriting.spelling.english_forms import english_forms
from tests.rows import each_row


def texts(word: str) -> list[str]:
    return [form.text for form in english_forms(word)]


@each_row(
    ("one", "other"),
    [
        ("wolf", "wolves"),
        ("policewoman", "policewomen"),
        ("bookshelf", "bookshelves"),
        ("vertebra", "vertebrae"),
        ("memorandum", "memoranda"),
        ("write", "wrote"),
        ("wrote", "written"),
        ("realise", "realize"),
        ("organisations", "organizations"),
        ("paralysed", "paralyzed"),
        ("tyres", "tires"),
        ("greyish", "grayish"),
        ("defenceless", "defenseless"),
        ("paediatricians", "pediatricians"),
        ("cataloguing", "cataloging"),
        ("duelling", "dueling"),
        ("menus", "menu"),
        ("spa", "spas"),
        ("cpu", "cpus"),
        ("MP", "MPs"),
        ("lens", "lenses"),
        ("try", "tries"),
        ("fly", "flies"),
    ],
)
def test_forms_stand_for_each_other(one: str, other: str) -> None:
    assert other in texts(one)
    assert one in texts(other)


def test_the_form_of_another_word_is_looked_for_as_it_is_written() -> None:
    # he leaves, these
    assert [(form.text, form.as_written) for form in english_forms("leaf")] == [("leaves", True)]
    assert [(form.text, form.as_written) for form in english_forms("thesis")] == [("theses", True)]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("filled", "filed"),
        ("story", "storey"),
        ("check", "cheque"),
        ("hour", "hor"),
        ("die", "dice"),
        ("new", "news"),
        ("thus", "thu"),
        ("http", "https"),
        ("it", "its"),
        ("day", "days"),
    ],
)
def test_other_words_do_not(word: str, other: str) -> None:
    assert other not in texts(word)


@pytest.mark.parametrize("word", ["", "a", "4", "Ωmega", "c++", "세포"])
def test_what_is_no_english_word_has_no_forms(word: str) -> None:
    assert english_forms(word) == ()
