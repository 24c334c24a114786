"""The glossary that ships with Seogo: what every entry keeps, and pairs that a reader would look for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from seogo.analysis import stopwords
from seogo.analysis.analyzer import Analyzer
from seogo.analysis.english import words
from seogo.analysis.token import Kind
from seogo.articles.wordlists import GlossaryEntry
from seogo.languages import Language
from seogo.lexicon.glossary import Glossary, general_glossary
from seogo.lexicon.glossary_terms import is_cut, to_terms
from seogo.lexicon.word_families import known_stems

pytestmark = pytest.mark.slow

HANGUL = re.compile("[가-힣]")

PAIRS = [
    ("합의", "agreement"),
    ("국회", "National Assembly"),
    ("국회", "parliament"),
    ("검사", "prosecutor"),
    ("공정위", "KFTC"),
    ("한은", "Bank of Korea"),
    ("과기정통부", "Ministry of Science and ICT"),
    ("헌재", "Constitutional Court"),
    ("민주노총", "Korean Confederation of Trade Unions"),
    ("안보리", "UN Security Council"),
    ("유엔", "UN"),
    ("나토", "NATO"),
    ("미국", "US"),
    ("대한민국", "South Korea"),
    ("서울", "Seoul"),
    ("카이스트", "KAIST"),
    ("현대차", "Hyundai Motor"),
    ("엘지전자", "LG Electronics"),
    ("기준금리", "benchmark interest rate"),
    ("탄도미사일", "ballistic missile"),
    ("정상회담", "summit"),
    ("휴전", "ceasefire"),
    ("백신", "vaccine"),
    ("기후변화", "climate change"),
    ("대규모 언어 모델", "LLM"),
    ("디렉토리", "directory"),
    ("비밀번호", "password"),
    ("삭제", "deletion"),
    ("저장소", "repository"),
    ("유지보수자", "maintainer"),
    ("오픈 소스", "open source"),
    ("컨텐츠", "content"),
]


def latin(entry: GlossaryEntry) -> Iterator[str]:
    """The English forms of an entry."""
    yield entry.en
    yield from (word for word in entry.abbreviations + entry.variants if not HANGUL.search(word))


def key(word: str) -> str:
    """What two forms have in common that no reader tells apart."""
    return "".join(word.casefold().split())


def test_it_is_read_once_and_is_large_enough() -> None:
    assert general_glossary() is general_glossary()
    assert len(general_glossary()) >= 5000


def test_no_form_stands_in_two_entries_or_twice_in_one() -> None:
    counts = Counter(
        key(form)
        for entry in general_glossary()
        for form in (entry.ko, entry.en, *entry.abbreviations, *entry.variants)
    )
    assert [form for form, count in counts.items() if count > 1] == []


def test_each_side_is_in_its_own_writing() -> None:
    for entry in general_glossary():
        assert HANGUL.search(entry.ko), entry
        assert not re.search("[가-힣ㄱ-ㅣ一-鿿]", entry.en), entry
        assert not entry.hanja, entry


def test_english_variants_are_plain_letters() -> None:
    # Glossary takes a variant for English only where it is ASCII
    for entry in general_glossary():
        for form in entry.abbreviations + entry.variants:
            assert HANGUL.search(form) or form.isascii(), entry


def test_short_forms_and_stop_words_are_capitals() -> None:
    for entry in general_glossary():
        for form in latin(entry):
            if len(form) <= 2 or form.casefold() in stopwords.ENGLISH:
                assert form.isupper(), entry


def test_english_forms_of_an_entry_have_different_stems() -> None:
    for entry in general_glossary():
        forms = {_unaccented(form) for form in latin(entry)}
        stems = {tuple(token.term for token in words(form)) for form in forms}
        assert len(stems) == len(forms), entry
        assert () not in stems, entry


def test_korean_forms_have_terms(analyzer: Analyzer) -> None:
    without = [
        form
        for entry in general_glossary()
        for form in (entry.ko, *entry.abbreviations, *entry.variants)
        if HANGUL.search(form)
        and not any(word.tokens for word in analyzer.analyze_query(form.split()))
    ]
    assert without == []


def test_stems_that_entries_share_were_looked_at() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for entry in general_glossary():
        for form in latin(entry):
            terms = [token.term for token in words(form) if token.kind is Kind.CONTENT]
            if len(terms) == 1 and terms[0].isalpha() and not is_cut(form, terms):
                homes[terms[0]].add(entry.ko)
    shared = {one for one, entries in homes.items() if len(entries) > 1}
    assert shared - known_stems().keys() == set()
    assert known_stems().keys() - homes.keys() == set()


def test_no_two_entries_have_one_korean_term(analyzer: Analyzer) -> None:
    homes: dict[str, tuple[str, GlossaryEntry]] = {}
    twice = []
    for entry in general_glossary():
        for form in (entry.ko, *entry.abbreviations, *entry.variants):
            if not HANGUL.search(form):
                continue
            terms = to_terms(form, analyzer)
            if len(terms) == 1 and not is_cut(form, terms):
                known, home = homes.setdefault(terms[0], (form, entry))
                if home is not entry:
                    twice.append((known, form))
    assert twice == []


@pytest.mark.parametrize(("korean", "english"), PAIRS)
def test_pairs(korean: str, english: str) -> None:
    (entry,) = (entry for entry in general_glossary() if korean in entry.words)
    assert english in entry.words


def test_spellings_and_abbreviations_stand_for_each_other() -> None:
    glossary = Glossary(general_glossary())
    assert "디렉터리" in {form.text for form in glossary.equivalents(["디렉토리"])}
    assert "대한상공회의소" in {form.text for form in glossary.equivalents(["대한상의"])}
    who = glossary.equivalents(["WHO"])
    assert ("World Health Organization", Language.EN) in {(f.text, f.language) for f in who}
    assert glossary.equivalents(["who"]) == ()


def _unaccented(text: str) -> str:
    """São Paulo is one form with Sao Paulo for the stems, not for a look-up."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
