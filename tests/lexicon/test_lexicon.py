"""The lexicon: expected counts against a stupid model, rows, glossary, forbidden pairs, and the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.alignment.gale_church import Passage
from seogo.alignment.passage_pairs import AlignableArticle, content_terms
from seogo.alignment.sentence_pairs import to_sentence_pairs
from seogo.analysis.analyzer import Analyzer
from seogo.languages import Language
from seogo.lexicon.expected_counts import (
    LEAST_COUNT,
    LONGEST,
    ROUNDS,
    SMOOTHING,
    TermPair,
    count_translations,
    distinct,
)
from seogo.lexicon.lexicon import Lexicon, Origin, Translation
from seogo.lexicon.training import MOST_TRANSLATIONS, UNLIKELY, Evidence, learn

KO, EN = Language.KO, Language.EN
Words = list[str]

SENTENCES = [
    ("파일을 압축한다", "Compress a file"),
    ("파일을 복사한다", "Copy a file"),
    ("폴더를 복사한다", "Copy a folder"),
    ("폴더를 압축한다", "Compress a folder"),
    ("네트워크 설정을 출력한다", "Print the network settings"),
    ("파일 목록을 출력한다", "Print a list of files"),
    ("네트워크 목록", "List of networks"),
    ("설정 파일", "Settings file"),
]


@pytest.fixture(scope="module")
def sentences(analyzer: Analyzer) -> list[TermPair]:
    """SENTENCES as terms."""

    def terms(text: str) -> Words:
        words = analyzer.analyze_query(text.split())
        return content_terms([token.term for word in words for token in word.tokens])

    return [(terms(korean), terms(english)) for korean, english in SENTENCES]


def naive(pairs: list[tuple[Words, Words]]) -> dict[tuple[str, str], float]:
    """IBM Model 1 as it stands in books, in both directions; the smaller count of each pair."""

    def one_way(pairs: list[tuple[Words, Words]]) -> dict[tuple[str, str], float]:
        sources = {""} | {k for ko, _ in pairs for k in ko}
        targets = {e for _, en in pairs for e in en}
        t = {(k, e): 1.0 for k in sources for e in targets}
        counts: dict[tuple[str, str], float] = {}
        for _ in range(ROUNDS):
            counts = defaultdict(float)
            for ko, en in pairs:
                for e in en:
                    total = sum(t[k, e] for k in ["", *ko])
                    for k in ["", *ko]:
                        counts[k, e] += t[k, e] / total
            for k in sources:
                whole = sum(counts.get((k, e), 0.0) for e in targets)
                for e in targets:
                    # NULL is in the vocabulary of both languages
                    smoothed = SMOOTHING * (len(targets) + 1)
                    t[k, e] = (counts.get((k, e), 0.0) + SMOOTHING) / (whole + smoothed)
        return counts

    forward = one_way(pairs)
    backward = one_way([(en, ko) for ko, en in pairs])
    joint = {(k, e): min(n, backward[e, k]) for (k, e), n in forward.items() if k}
    return {pair: n for pair, n in joint.items() if n >= LEAST_COUNT}


def counted(pairs: Sequence[TermPair]) -> dict[tuple[str, str], float]:
    found = count_translations(pairs)
    return {
        (found.korean[left], found.english[right]): count
        for left, right, count in zip(found.left, found.right, found.counts, strict=True)
    }


passages = st.lists(
    st.tuples(
        st.lists(st.sampled_from("가나다라마"), min_size=1, max_size=5),
        st.lists(st.sampled_from("abcde"), min_size=1, max_size=5),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(passages)
def test_counts_are_those_of_the_naive_model(pairs: list[tuple[Words, Words]]) -> None:
    found, expected = counted(pairs), naive(pairs)
    unsure = {pair for pair, n in expected.items() if n < LEAST_COUNT + 1e-9}
    assert expected.keys() - unsure <= found.keys()
    for pair, count in found.items():
        assert count == pytest.approx(expected.get(pair, LEAST_COUNT), abs=1e-6)


@pytest.mark.slow
@given(st.lists(passages, max_size=4))
def test_passages_of_one_pair_count_as_if_each_stood_alone(
    articles: list[list[tuple[Words, Words]]],
) -> None:
    together: list[TermPair] = [
        tuple("  ".join(map(" ".join, side)).split(" ") for side in zip(*pairs, strict=True))  # type: ignore[misc]
        for pairs in articles
        if pairs
    ]
    assert counted(together) == counted([pair for pairs in articles for pair in pairs])


def test_a_passage_without_a_translation_is_told() -> None:
    with pytest.raises(ValueError, match="2 Korean passages with 1 English ones"):
        count_translations([(["파일", "", "폴더"], ["file"])])


def test_words_are_learned_from_sentences(sentences: list[TermPair]) -> None:
    lexicon = learn(Evidence(passages=sentences))
    for korean, english in (
        ("압축", "compress"),
        ("복사", "copi"),
        ("폴더", "folder"),
        ("파일", "file"),
    ):
        assert lexicon.translations(korean, KO)[0].term == english
        assert lexicon.translations(english, EN)[0].term == korean
    best = lexicon.translations("파일", KO)[0]
    assert best.probability > 0.5
    assert 2 < best.support <= 4
    assert best.origin is Origin.LEARNED


def test_long_passages_and_empty_sides_teach_nothing() -> None:
    long = ["파일"] * (LONGEST + 1)
    assert counted([(long, ["file"]), ([], ["file"]), (["파일"], [])]) == {}
    assert learn(Evidence()).translations("파일", KO) == ()


def test_rows_are_short_and_their_probabilities_fall() -> None:
    pairs: list[TermPair] = [(["말"], [word * 2]) for word in "abcdefghijklmn" for _ in range(3)]
    row = learn(Evidence(passages=pairs)).translations("말", KO)
    assert len(row) == MOST_TRANSLATIONS
    assert [t.probability for t in row] == sorted((t.probability for t in row), reverse=True)


def test_a_word_of_the_general_glossary_is_three_tenths_glossary() -> None:
    passages: list[TermPair] = [(["설명서"], ["manual"]), (["수동"], ["manual"])] * 40
    general: list[TermPair] = [(["설명서"], ["manual"])]
    row = {t.term: t for t in learn(Evidence(passages, general=general)).translations("manual", EN)}
    assert row["설명서"].origin is Origin.GENERAL
    assert row["설명서"].probability == pytest.approx(0.3 + 0.7 * 45 / 85, abs=0.01)
    assert row["수동"].probability == pytest.approx(0.7 * 40 / 85, abs=0.01)


def test_the_archive_s_own_glossary_comes_first() -> None:
    passages: list[TermPair] = [(["매뉴얼"], ["seal"])] * 200
    general: list[TermPair] = [(["매뉴얼"], ["handbook"])]
    own: list[TermPair] = [(["매뉴얼"], ["manual"]), (["매뉴얼"], ["guid"])]
    row = learn(Evidence(passages, own, general)).translations("매뉴얼", KO)
    assert [t.term for t in row] == ["manual", "guid", "seal", "handbook"] or [
        t.term for t in row
    ] == ["guid", "manual", "seal", "handbook"]
    assert [t.origin for t in row[:2]] == [Origin.GLOSSARY] * 2
    assert row[1].probability >= 2 / 5
    assert row[2].probability <= 1 / 5


def test_what_both_glossaries_say_is_the_archive_s_own() -> None:
    both: list[TermPair] = [(["국회"], ["assembl"])]
    row = learn(Evidence(glossary=both, general=both)).translations("국회", KO)
    assert [(t.term, t.origin) for t in row] == [("assembl", Origin.GLOSSARY)]


def test_a_glossary_alone_is_a_lexicon() -> None:
    glossary: list[TermPair] = [(["공정", "거래"], ["fair", "trade"]), (["국회"], ["assembl"])]
    lexicon = learn(Evidence(glossary=glossary))
    assert [t.origin for t in lexicon.translations("국회", KO)] == [Origin.GLOSSARY]
    assert {t.term for t in lexicon.translations("공정", KO)} == {"fair", "trade"}


def test_several_words_for_one_are_no_translations_of_their_own() -> None:
    glossary: list[TermPair] = [(["군대"], ["arm", "forc"]), (["소방", "관"], ["firefight"])]
    lexicon = learn(Evidence(glossary=glossary, general=glossary))
    assert lexicon.translations("군대", KO) == lexicon.translations("firefight", EN) == ()


def test_a_number_or_a_letter_alone_translates_nothing() -> None:
    pairs: list[TermPair] = [(["코로나", "19"], ["covid", "19"]), (["코로나"], ["covid"])]
    pairs += [(["삼성", "물산"], ["samsung", "c", "t"]), (["주", "52"], ["workweek", "52-hour"])]
    lexicon = learn(Evidence(passages=pairs * 9, glossary=pairs, glosses=pairs))
    for bare in ("19", "c", "t", "52"):
        assert lexicon.translations(bare, EN) == lexicon.translations(bare, KO) == ()
    assert [t.term for t in lexicon.translations("코로나", KO)] == ["covid"]
    own = learn(Evidence(glossary=[(["케이"], ["k"])]))
    assert [t.term for t in own.translations("k", EN)] == ["케이"]


def test_a_part_of_what_a_glossary_says_is_too_unlikely_to_be_said() -> None:
    passages: list[TermPair] = [(["미국", f"말{at}"], ["state", f"word{at}"]) for at in range(40)]
    lexicon = learn(Evidence(passages, parts=[("미국", "state")]))
    assert lexicon.translations("미국", KO)[0].probability == pytest.approx(UNLIKELY, abs=0.001)
    assert lexicon.translations("state", EN)[0].probability == pytest.approx(UNLIKELY, abs=0.001)
    general: list[TermPair] = [(["미국"], ["state"])]
    best = learn(Evidence(passages, general=general, parts=[("미국", "state")]))
    assert best.translations("미국", KO)[0].probability > 0.9


def test_beside_a_glossary_s_word_what_seldom_comes_back_is_unlikely() -> None:
    passages: list[TermPair] = [(["기여자"], ["contributor"]) for _ in range(200)]
    passages += [(["여자"], ["contributor"]) for _ in range(4)]
    known = {
        t.term: t.probability
        for t in learn(Evidence(passages, general=[(["여자"], ["woman"])])).translations("여자", KO)
    }
    assert known["contributor"] <= UNLIKELY < known["woman"]
    (alone,) = learn(Evidence(passages)).translations("여자", KO)
    assert alone.probability > 0.9


def test_what_is_near_in_meaning_teaches_less_than_translations() -> None:
    near = [(["배"], ["boat"]), (["섬"], ["island"])] * 3
    alone = learn(Evidence(taught=near))
    assert {one.origin for one in alone.translations("섬", KO)} == {Origin.TAUGHT}
    both = learn(Evidence(passages=[(["배"], ["pear"])] * 3, taught=near))
    best, other = both.translations("배", KO)
    assert (best.term, best.origin) == ("pear", Origin.LEARNED)
    assert (other.term, other.origin) == ("boat", Origin.TAUGHT)
    assert other.probability < 0.45
    assert both.translations("섬", KO) == alone.translations("섬", KO)


def test_glosses_count_once_and_say_so() -> None:
    lexicon = learn(Evidence(glosses=[(["유럽", "연합"], ["eu"])]))
    assert [(t.term, t.origin) for t in lexicon.translations("유럽", KO)] == [("eu", Origin.GLOSS)]


def test_the_shortest_passages_are_counted_whatever_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    korean, english = ["가", "나", "다", "라"], ["a", "b", "c", "d"]
    pairs: list[TermPair] = [
        (korean[: 1 + at % 4], english[: 1 + at % 3]) for at in reversed(range(60))
    ]
    pairs += [([ko], [en]) for ko, en in zip(korean, english, strict=True)]
    shortest = sorted(pairs, key=lambda pair: len(pair[0]) * len(pair[1]))
    sizes = np.cumsum([(len(ko) + 1) * (len(en) + 1) for ko, en in shortest])
    expected = counted(shortest[: int((sizes <= 100).sum())])
    monkeypatch.setattr("seogo.lexicon.expected_counts.MOST_LINKS", 100)
    assert counted(pairs) == pytest.approx(expected)


@given(st.lists(st.one_of(st.integers(0, 9), st.integers(0, 2**63 - 1)), max_size=40))
def test_distinct_keys_are_those_of_numpy_however_large(numbers: list[int]) -> None:
    keys = np.array(numbers, np.int64)
    found, links = distinct(keys)
    expected, inverse = np.unique(keys, return_inverse=True)
    assert found.tolist() == expected.tolist()
    assert links.tolist() == inverse.tolist()


def test_a_forbidden_pair_never_appears(sentences: list[TermPair]) -> None:
    glossary: list[TermPair] = [(["파일"], ["file"])]
    learned = learn(Evidence(sentences, glossary, glossary, forbidden=[("파일", "file")]))
    for lexicon in (learned, Lexicon.from_bytes(learned.to_bytes())):
        for language, term, other in ((KO, "파일", "file"), (EN, "file", "파일")):
            assert other not in {t.term for t in lexicon.translations(term, language)}
            assert lexicon.forbidden(term, language) == {other}
            assert other not in {t.term for t in dict(lexicon.rows(language)).get(term, ())}
        assert lexicon.forbidden("폴더", KO) == frozenset()
        assert lexicon.forbidden("없는말", KO) == frozenset()


def test_terms_come_from_passages_that_belong_together(analyzer: Analyzer) -> None:
    korean = "배추를 절인다.\n\n고춧가루와 마늘을 넣는다. 항아리에 담는다."
    english = "Salt the cabbage.\n\nAdd chili powder and garlic. Put it in a jar."

    def side(title: str, text: str, breaks: list[int]) -> AlignableArticle:
        tokens = [token for _, token in analyzer.explain(text) if _ == "body"]
        cut = text.index("\n\n")
        blocks = [Passage("paragraph", 0, cut), Passage("paragraph", cut + 2, len(text))]
        terms, starts = [t.term for t in tokens], [t.start for t in tokens]
        return AlignableArticle([title], terms, starts, blocks, breaks)

    rows = list(
        to_sentence_pairs(
            side("김장", korean, [0, korean.index("고춧"), korean.index("항아")]),
            side("kimjang", english, [0, english.index("Add"), english.index("Put")]),
            ("", ""),
        ).passages()
    )
    assert rows == [
        (["김장"], ["kimjang"]),
        (["배추", "절이"], ["salt", "cabbag"]),
        (["고춧가루", "마늘", "넣"], ["add", "chili", "powder", "garlic"]),
        (["항아리", "담"], ["put", "jar"]),
    ]


translations = st.builds(
    Translation,
    st.sampled_from(["file", "folder", "copi", "국회", "파일", "é", "😀"]),
    st.floats(0.03, 1),
    st.floats(0, 1e6, width=32),
    st.sampled_from(Origin),
)
rows = st.dictionaries(
    st.text(min_size=1, max_size=4), st.lists(translations, max_size=4), max_size=6
)


@pytest.mark.slow
@settings(deadline=None)
@given(rows.filter(lambda r: all(c < "\ud800" or c > "\udfff" for k in r for c in k)), rows)
def test_a_lexicon_comes_back_from_its_bytes(
    korean: dict[str, list[Translation]], english: dict[str, list[Translation]]
) -> None:
    english = {k: v for k, v in english.items() if k.isascii()}
    lexicon = Lexicon({KO: korean, EN: english})
    again = Lexicon.from_bytes(lexicon.to_bytes())
    assert again.to_bytes() == lexicon.to_bytes()
    for language, given_rows in ((KO, korean), (EN, english)):
        assert dict(again.rows(language)) == {
            term: again.translations(term, language) for term, row in given_rows.items() if row
        }
        for term, row in given_rows.items():
            found = again.translations(term, language)
            assert [(t.term, t.support, t.origin) for t in found] == [
                (t.term, t.support, t.origin) for t in row
            ]
            for one, other in zip(found, row, strict=True):
                assert one.probability == pytest.approx(other.probability, abs=1e-5)


def test_unknown_terms_have_no_translations(sentences: list[TermPair]) -> None:
    lexicon = learn(Evidence(sentences))
    for term in ("", "없는말", "zzz", "\U0010ffff"):
        assert lexicon.translations(term, KO) == ()
        assert lexicon.translations(term, EN) == ()


def test_counts_are_arrays_of_one_length(sentences: list[TermPair]) -> None:
    found = count_translations(sentences)
    assert len(found.left) == len(found.right) == len(found.counts)
    assert np.all(found.counts >= LEAST_COUNT)
