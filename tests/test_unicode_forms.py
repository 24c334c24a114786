"""Normal forms: those of Unicode for what people write, and linear for what nobody does."""

from __future__ import annotations

import random
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo import unicode_forms
from seogo.unicode_forms import JOINER, MOST_MARKS, Form, is_in_form, to_form, to_stream_safe
from tests.growth.measure import LINEAR, grows

FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")
MARKS = "\u0301\u0323\u0344\u0f73\u3099\uff9e\u05b0\u302e"


@pytest.mark.parametrize(
    "text",
    ["", "plain", "각 각 é é ﬁ ㄱㅏ", "……………………………………", "가\u0301" * 40, "a" + "\u0301" * 30],
)
@pytest.mark.parametrize("form", FORMS)
def test_what_people_write_has_the_forms_of_unicode(form: Form, text: str) -> None:
    assert to_form(form, text) == unicodedata.normalize(form, text)
    assert is_in_form(form, text) == unicodedata.is_normalized(form, text)


@given(st.text(st.sampled_from("a가é\u1f82 \n." + MARKS), max_size=200), st.sampled_from(FORMS))
def test_no_more_than_thirty_marks_stand_in_a_row(text: str, form: Form) -> None:
    safe = to_stream_safe(text)
    assert safe.replace(JOINER, "") == text.replace(JOINER, "")
    assert to_stream_safe(safe) == safe
    run = 0
    for sign in unicodedata.normalize("NFKD", safe):
        run = run + 1 if unicodedata.combining(sign) else 0
        assert run <= MOST_MARKS
    assert is_in_form(form, to_form(form, text))


def test_a_joiner_parts_longer_runs() -> None:
    text = "a" + "\u0301" * 70 + "b"
    assert to_stream_safe(text) == "a" + JOINER.join("\u0301" * n for n in (30, 30, 10)) + "b"
    assert not is_in_form("NFC", text)


@given(st.text(st.sampled_from("a가각각é\u1f82中 \n" + MARKS)), st.sampled_from(FORMS))
def test_pieces_make_no_difference(text: str, form: Form) -> None:
    whole = to_form(form, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unicode_forms, "_PIECE", 2)
        assert to_form(form, text) == whole
        assert is_in_form(form, text) == (whole == text)


def test_every_mark_of_unicode_is_seen() -> None:
    for code in (*range(0xD800), *range(0xE000, sys.maxunicode + 1)):
        sign = chr(code)
        if unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]):
            assert JOINER in to_stream_safe("a" + sign * (MOST_MARKS + 1)), hex(code)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("unit", ["\u0301\u0323", "\uff9e\u0301", "\u0f73\u0301\u0323"])
def test_long_runs_take_linear_time(form: Form, unit: str) -> None:
    long, short = "a" + unit * 8_000, "a" + unit * 2_000
    assert grows(lambda text: to_form(form, text), long, short, 0.001) < LINEAR
    assert grows(lambda text: is_in_form(form, text), long, short, 0.001) < LINEAR


@pytest.mark.slow
def test_the_runs_would_take_quadratic_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unicode_forms, "to_stream_safe", lambda text: text)
    long, short = ("a" + "\u0301\u0323" * size for size in (4_000, 1_000))
    assert grows(lambda text: to_form("NFC", text), long, short, 0.001) > LINEAR


def test_pieces_are_parted_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(19)
    signs = ["\u0301", "a", "가", "中", "\u034f", "\u1f82", "\uff9e", "д", "☃", "\u0344"]
    texts = [
        "".join(chance.choice(signs) * chance.randrange(1, 40) for _ in range(9))
        for _ in range(200)
    ]
    whole = [unicode_forms.to_stream_safe(text) for text in texts]
    monkeypatch.setattr(unicode_forms, "_PIECE", 7)
    assert [unicode_forms.to_stream_safe(text) for text in texts] == whole
