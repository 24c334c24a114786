"""Names of places as a name and a kind, and the Revised Romanization."""

from __future__ import annotations

import pytest

from seogo.transliteration.places import english_places, english_terms, korean_places
from seogo.transliteration.revised_romanization import romanized
from seogo.transliteration.sounds import similarity
from tests.rows import each_row


@pytest.mark.parametrize(
    ("words", "name", "ending"),
    [
        (["수원역"], "수원", "역"),
        (["한강"], "한", "강"),
        (["제주국제공항"], "제주", "국제공항"),
        (["남산", "공원"], "남산", "공원"),
    ],
)
def test_korean_places_are_parted_before_their_longest_kind(
    words: list[str], name: str, ending: str
) -> None:
    assert korean_places(tuple(words))[0][:2] == (name, ending)


@pytest.mark.parametrize(
    "words", [["구역"], ["지도"], ["역"], ["반도체"], ["새", "책"], ["Suwon역"]]
)
def test_other_korean_words_are_no_places(words: list[str]) -> None:
    assert korean_places(tuple(words)) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["Suwon", "Station"], [("suwon", "역")]),
        (["Mount", "Jiri"], [("jiri", "산")]),
        (["Mt.", "Jiri"], [("jiri", "산")]),
        (["Jongno-gu"], [("jongno", "구")]),
        (["Jeju", "Province"], [("jeju", "도")]),
        (["the", "station"], []),
        (["station"], []),
    ],
)
def test_english_places_have_their_kind_before_or_after_the_name(
    words: list[str], found: list[tuple[str, str]]
) -> None:
    assert [(place.name, place.ending) for place in english_places(tuple(words))] == found


def test_terms_of_a_place_keep_the_term_of_the_name() -> None:
    assert english_terms("City of _", "geoj") == ("citi", "of", "geoj")


@each_row(
    ("hangul", "latin"),
    [
        *(
            ("종로", "jongno"),
            ("신림", "sillim"),
            ("속리산", "songnisan"),
            ("독립문", "dongnimmun"),
        ),
        *(
            ("북한산", "bukhansan"),
            ("압구정", "apgujeong"),
            ("선릉", "seolleung"),
            ("울산", "ulsan"),
        ),
        *(("밀양", "miryang"), ("서울", "seoul"), ("거제", "geoje"), ("Busan", ""), ("", "")),
    ],
)
def test_romanization_is_as_words_are_said(hangul: str, latin: str) -> None:
    assert romanized(hangul) == latin


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("종로", "Jongno"), ("강릉", "Gangneung"), ("한라", "Halla"), ("속리산", "Songnisan")],
)
def test_names_sound_as_they_are_said_too(hangul: str, latin: str) -> None:
    assert similarity(hangul, latin) > 0.93
