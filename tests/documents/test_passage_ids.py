"""Ids of passages: written and read, and found again in another text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.documents.passage_ids import (
    PassageId,
    find_passage,
    fingerprint,
    parse_passage_id,
    passage_id,
    text_version,
)

TEXT = "정부는 19일 예산안을 냈다.\n\n국회는 이를 돌려보냈다. The vote was 120 to 98.\n"


@given(st.text(min_size=1), st.text(), st.text())
def test_a_passage_is_found_wherever_it_stands(passage: str, before: str, after: str) -> None:
    name = passage_id("news/a.ko", passage, 0, len(passage))
    text = before + passage + after
    at = find_passage(name, text)
    assert at is not None
    assert fingerprint(text[at : at + len(passage)]) == name.fingerprint
    assert parse_passage_id(str(name)) == name


def test_of_several_places_the_nearest_one_counts() -> None:
    text = "가나다 " * 50
    assert find_passage(passage_id("a", text, 100, 103), text) == 100
    assert find_passage(passage_id("a", text, 100, 103), "안녕 " + text) == 99


def test_white_space_of_every_kind_is_a_space_and_a_letter_is_not() -> None:
    name = passage_id("a", TEXT, 4, 30)
    assert find_passage(name, TEXT.replace("\n", " ")) == 4
    assert find_passage(name, TEXT.replace("19일", "18일")) is None


def test_another_text_is_another_version() -> None:
    assert text_version(TEXT) == text_version(TEXT)
    assert text_version(TEXT) != text_version(TEXT + ".")


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@0", "a@123456789abc", "a@123456789abc:2-2", "a@123456789abc:3-2:0123456789"],
)
def test_what_is_no_id(text: str) -> None:
    assert parse_passage_id(text) is None


def test_an_id_without_a_fingerprint_names_a_place_and_is_never_found_elsewhere() -> None:
    name = parse_passage_id("a@123456789abc:2-5")
    assert name == PassageId("a", "123456789abc", 2, 5)
    assert find_passage(name, TEXT) is None
