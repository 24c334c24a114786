"""Places in the other language: their names by sound or as the lexicon has them, with the kind of place beside: 수원역 is
Suwon Station, Mount Jiri 지리산."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import bigrams
from seogo.languages import Language
from seogo.lexicon.lexicon import Origin
from seogo.lexicon.translator import Translator
from seogo.rewriting.forms import Alternative
from seogo.transliteration.places import (
    Place,
    english_places,
    english_terms,
    has_kind,
    korean_places,
    longest_kind,
)
from seogo.transliteration.revised_romanization import romanized

MOST_WORDS = longest_kind()
"""Words that a place may have."""


def place_reach(words: Sequence[QueryWord]) -> int:
    """The most words, from the first on, that may be a place together; 0 where none are."""
    first = words[:MOST_WORDS]
    if not any(has_kind(word.text) or has_kind(word.stem) for word in first):
        return 0
    for count in range(len(first), 0, -1):
        texts = _texts(first[:count])
        if korean_places(texts) or english_places(texts):
            return count
    return 0


def place_forms(
    words: Sequence[QueryWord], target: Language, translator: Translator
) -> list[Alternative]:
    """The forms in ``target`` of a place that words are together, whether articles have their terms or not."""
    if len(words) > MOST_WORDS:
        return []
    texts = _texts(words)
    places = (korean_places if target is Language.EN else english_places)(texts)
    if not places:
        return []
    found = (
        _in_english(texts, places, translator)
        if target is Language.EN
        else _in_korean(places, translator)
    )
    return list({one.text: one for one in found}.values())


def _texts(words: Sequence[QueryWord]) -> tuple[str, ...]:
    return (*[word.text for word in words[:-1]], words[-1].stem)


def _in_english(
    texts: tuple[str, ...], places: Sequence[Place], translator: Translator
) -> Iterator[Alternative]:
    for place in places:
        if translator.is_ordinary(texts[0]):  # 선호도, 근처 공원
            return
        names = translator.place_names(place.name, Language.EN)
        if len(texts) == 1:  # Namsan Mountain
            names += translator.place_names(texts[0], Language.EN)
        for name in dict.fromkeys(names):
            for english in place.english:
                text = english.replace("_", name.capitalize())
                terms = english_terms(english, name)
                yield Alternative(text, Origin.NAME.value, terms, (Language.EN,))


def _in_korean(places: Sequence[Place], translator: Translator) -> Iterator[Alternative]:
    for place in places:
        for text in _korean_names(place, translator):
            if len(text) > 2:
                grams = tuple(bigrams(text))
                yield Alternative(text, Origin.NAME.value, grams, (Language.KO,), place="bigrams")
            else:  # two syllables meet by accident
                yield Alternative(text, Origin.NAME.value, (text,), (Language.KO,))


def _korean_names(place: Place, translator: Translator) -> Iterator[str]:
    """The names of a place with its kind: 남산 and Mountain is 남산; 한 alone sounds like too much, 한강 does not."""
    ending = place.ending
    for name in translator.place_names(place.name, Language.KO):
        if len(name) > 1:
            yield name if name.endswith(ending) else name + ending
    for name in translator.place_names(place.name + romanized(ending), Language.KO):
        if name.endswith(ending):
            yield name
