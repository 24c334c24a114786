"""What a word of a query becomes."""

from __future__ import annotations

import pytest

from seogo.analysis.english import stem
from seogo.languages import Language
from seogo.lexicon.lexicon import Lexicon, Origin, Translation
from seogo.lexicon.translator import Translator
from seogo.transliteration.sounds import SoundIndex, similarity

KO, EN = Language.KO, Language.EN
KOREAN = ["배포", "릴리스", "카스파로프", "체스", "정부", "선거", "github", "2026", "국회"]
ENGLISH = ["deploy", "distribut", "kasparov", "chess", "govern", "github", "2026", "casper"]


def learned(term: str, probability: float, support: float = 20.0) -> Translation:
    return Translation(term, probability, support, Origin.LEARNED)


@pytest.fixture
def translator() -> Translator:
    """A small archive's: KOREAN and ENGLISH are all the terms that its articles have."""
    lexicon = Lexicon(
        {
            KO: {
                "배포": [
                    learned("deploy", 0.7),
                    learned("distribut", 0.2),
                    learned("rollout", 0.1),
                ],
                "국회": [learned("assembl", 0.9)],
                "카스파로프": [learned("chess", 0.4, 1.5)],
            },
            EN: {
                "deploy": [learned("배포", 0.95)],
                "github": [learned("깃허브", 0.9)],
                "chess": [learned("체스", 0.6)],
            },
        }
    )
    sounds = {
        KO: SoundIndex([term for term in KOREAN if "가" <= term[0] <= "힣"]),
        EN: SoundIndex([term for term in ENGLISH if term.isalpha()]),
    }
    return Translator(lexicon, sounds)


def occurs(language: Language, term: str) -> bool:
    return term in (KOREAN if language is KO else ENGLISH)


def anything(language: Language, term: str) -> bool:
    return True


def test_learned_translations_come_as_far_as_articles_have_them(translator: Translator) -> None:
    found = translator.translate("배포", KO, occurs)
    assert [(t.term, round(t.probability, 3), t.origin) for t in found] == [
        ("deploy", 0.7, Origin.LEARNED),
        ("distribut", 0.2, Origin.LEARNED),
    ]
    assert found[0].weight == pytest.approx(0.7**0.2, abs=1e-4)


def test_a_latin_word_that_is_there_stands_for_itself(translator: Translator) -> None:
    assert translator.translate("github", EN, occurs) == (
        Translation("github", 1.0, 0.0, Origin.SAME),
    )
    assert translator.translate("2026", KO, occurs) == (Translation("2026", 1.0, 0.0, Origin.SAME),)


def test_beside_learned_translations_it_counts_less() -> None:
    lexicon = Lexicon({KO: {}, EN: {"cloud": [learned("구름", 0.8)]}})
    none = {language: SoundIndex([]) for language in Language}
    translator = Translator(lexicon, none)
    found = {t.term: round(t.probability, 2) for t in translator.translate("cloud", EN, anything)}
    assert found == {"구름": 0.8, "cloud": 0.5}


def test_what_is_forbidden_is_no_translation_by_sound_or_as_it_is() -> None:
    forbidden = [("카스파로프", "kasparov"), ("github", "github"), ("배포", "deploy")]
    lexicon = Lexicon({KO: {"배포": [learned("distribut", 0.7)]}, EN: {}}, forbidden)
    sounds = {KO: SoundIndex(["카스파로프"]), EN: SoundIndex(["kasparov"])}
    translator = Translator(lexicon, sounds)
    assert "kasparov" not in {t.term for t in translator.translate("카스파로프", KO, anything)}
    assert "카스파로프" not in {t.term for t in translator.translate("kasparov", EN, anything)}
    assert (
        translator.translate("github", EN, anything)
        == translator.translate("github", KO, anything)
        == ()
    )
    assert "deploy" not in {t.term for t in translator.translate("배포", KO, anything)}


def test_an_unknown_name_is_found_by_sound(translator: Translator) -> None:
    (found,) = translator.translate("kasparov", EN, occurs, "Kasparov's")
    assert (found.term, found.origin) == ("카스파로프", Origin.NAME)
    sure = similarity("카스파로프", "kasparov") ** 4  # one that is the only one may still be wrong
    assert found.probability == pytest.approx(sure)


def test_what_is_hardly_known_is_mixed_with_names(translator: Translator) -> None:
    found = {t.term: t for t in translator.translate("카스파로프", KO, occurs)}
    assert found["kasparov"].origin is Origin.NAME
    assert found["kasparov"].probability == pytest.approx(
        similarity("카스파로프", "kasparov") ** 4 / 2
    )
    assert found["chess"].origin is Origin.LEARNED


def test_what_is_known_well_asks_for_no_names(translator: Translator) -> None:
    assert [t.origin for t in translator.translate("chess", EN, occurs)] == [Origin.LEARNED]


def test_a_word_whose_translations_no_article_has_is_left(translator: Translator) -> None:
    assert translator.translate("국회", KO, occurs) == ()


def test_a_korean_name_is_found_as_it_is_romanized(by_sound: Translator) -> None:
    known = by_sound.translate("강릉", KO, lambda _, term: term == "gangneung", "강릉")
    assert [(one.term, one.origin) for one in known] == [("gangneung", Origin.NAME)]
    assert by_sound.translate("머리", KO, lambda _, term: term == "meori", "머리") == ()
    assert by_sound.translate("부시", KO, lambda _, term: term == "busi", "부시") == ()


def test_nothing_is_nothing(translator: Translator) -> None:
    assert translator.translate("없는말", KO, occurs) == ()
    assert translator.translate("zz", EN, occurs) == ()
    assert translator.translate("", EN, occurs) == ()


_TAGS = {
    "매각": "NNG",
    "버터": "NNG",
    "부트": "",
    "체스트넛": "",
    "불도저": "NNG",
    "김치": "NNG",
    "머리": "NNG",
}


@pytest.fixture(scope="module")
def by_sound() -> Translator:
    """A translator that knows nothing but sounds."""
    korean = SoundIndex([*_TAGS, "오렌지"])
    english = SoundIndex(["merri", "mari", "orang", "bulldoz", "chestnut"])
    lexicon = Lexicon({KO: {}, EN: {}})
    return Translator(lexicon, {KO: korean, EN: english}, lambda word: _TAGS.get(word, ""))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("magic", ()),  # 매각 is as ordinary
        ("butter", ("버터",)),  # the loan word that it is, not 부트
        ("orange", ("오렌지",)),
        ("chestnut", ()),
        ("Chestnut", ("체스트넛",)),  # a name
        ("bulldozer", ("불도저",)),
        ("kimchi", ("김치",)),
    ],
)
def test_only_names_and_loan_words_are_heard_in_korean(
    by_sound: Translator, typed: str, found: tuple[str, ...]
) -> None:
    translations = by_sound.translate(stem(typed.lower()), EN, heard, typed)
    assert tuple(one.term for one in translations) == found


def test_an_ordinary_korean_word_sounds_like_nothing(by_sound: Translator) -> None:
    assert by_sound.translate("머리", KO, heard, "머리") == ()
    assert [one.term for one in by_sound.translate("오렌지", KO, heard, "오렌지")] == ["orang"]


def test_the_stem_of_an_inflected_verb_is_no_name(by_sound: Translator) -> None:
    assert by_sound.translate("오렌지", KO, heard, "오렌질") == ()


def heard(language: Language, term: str) -> bool:
    """Whether articles have a term: all that are heard, but no English ones as they stand in Korean."""
    return (language is KO) is not term.isascii()
