"""What counts as a stem, whole or cut, is decided by the pieces and by what follows them."""

from __future__ import annotations

import pytest

from seogo.analysis.korean import Morpheme
from seogo.analysis.script.normalize import normalize
from seogo.dictionary import survey as module
from seogo.dictionary.survey import Part, Survey
from tests.rows import each_row


def pieces(*spec: str) -> list[Morpheme]:
    """Pieces side by side: ``엑/NNG`` known, ``엑사원/NNP?`` guessed, ``_`` a space, ``ᆫ`` inside the syllable before."""
    made: list[Morpheme] = []
    at = 0
    for text in spec:
        if text == "_":
            at += 1
            continue
        form, _, tag = text.partition("/")
        start = at - 1 if form == "ᆫ" else at
        at = start + len(form)
        made.append(Morpheme(form, tag.rstrip("?"), start, at, not tag.endswith("?")))
    return made


def surveyed(text: str, *spec: str) -> Survey:
    survey = Survey()
    survey.add("a.ko", text, normalize(text), pieces(*spec))
    return survey


def test_whole_and_cut() -> None:
    survey = Survey()
    for article, text, spec in (
        ("a.ko", "엑사원은", ["엑사원/NNP?", "은/JX"]),
        ("a.ko", "엑사원, 또", ["엑/NNG", "사원/NNG", ",/SP", "_", "또/MAG"]),
        ("b.ko", "엑사원", ["엑사원/NNP"]),
    ):
        survey.add(article, text, normalize(text), pieces(*spec))
    assert set(survey.stems) == {"엑사원"}
    stem = survey.stems["엑사원"]
    assert (stem.guessed, stem.known, stem.broken, stem.count) == (1, 1, 1, 3)
    assert stem.articles == 2
    assert stem.cuts == {(Part("엑", "NNG", True), Part("사원", "NNG", True)): 1}
    assert [(e.article, e.text) for e in stem.examples] == [("a.ko", "엑사원, 또")]


@each_row(
    ("text", "spec", "stems"),
    [
        ("파일의", ["파일/NNG", "의/JKG"], {"파일"}),  # a particle ends no word
        ("읽기를", ["읽/VV", "기/ETN", "를/JKO"], set()),  # a verb as a noun is no new word
        ("속도로부터", ["속도/NNG", "로부터/JKB"], set()),  # no such particle in the list
        ("재정의", ["재/XPN", "정의/NNG"], {"재정의"}),  # 재정 is not cut off inside 정의
        ("사람들이", ["사람/NNG", "들/XSN", "이/JKS"], set()),  # the plural is no part of a word
        ("그들이", ["그/NP", "들/NNG", "이/JKS"], set()),  # pronouns
        ("번째는", ["번/NNB", "째/NNG", "는/JX"], set()),  # counters
        ("세벌식은", ["세/MM", "벌/NNB", "식/NNG", "은/JX"], {"세벌식"}),
        ("빌드하고", ["빌/NNP", "드/NNG", "하/XSV", "고/EC"], {"빌드"}),
        ("버리지를", ["버리/VV", "지/EC", "를/JKO"], {"버리지"}),  # no ending takes 를
        ("버리지는", ["버리/VV", "지/EC", "는/JX"], set()),  # but every one takes 는
        ("데몬을", ["데모/NNG", "ᆫ/JX", "을/JKO"], {"데몬"}),  # nothing is added to 데모ㄴ
        ("데몬", ["데모/NNG", "ᆫ/JX"], set()),
        ("#인공", ["#인공/W_HASHTAG"], set()),  # begins before the Hangul
        ("벌", ["벌/NNG"], set()),
    ],
)
def test_what_is_a_stem(text: str, spec: list[str], stems: set[str]) -> None:
    assert set(surveyed(text, *spec).stems) == stems


def test_hanja_stand_as_they_are_read() -> None:
    survey = surveyed("融熙는", "융/NNG", "희/NNG", "는/JX")
    assert survey.stems["융희"].examples[0].text == "融熙는"


def test_examples_come_from_the_original_and_say_where_it_goes_on() -> None:
    before, after = "앞에 선 낱말 " * 9, " 뒤에 온 낱말" * 9
    text = before + "１,２３４ 엑사원" + after
    survey = Survey()
    normal = normalize(text)
    at = normal.text.index("엑사원")
    cut = [Morpheme("엑", "NNG", at, at + 1, True), Morpheme("사원", "NNG", at + 1, at + 3, True)]
    survey.add("a.ko", text, normal, cut)
    shown = survey.stems["엑사원"].examples[0].text
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "１,２３４ 엑사원" in shown
    assert len(shown) < 80
    assert set(shown.strip("… ").split()) <= set(text.split()), "only whole words"


def test_examples_are_few_and_from_different_articles() -> None:
    survey = Survey()
    for article in ("a", "a", "b", "c"):
        survey.add(article, "엑사원", normalize("엑사원"), pieces("엑/NNG", "사원/NNG"))
    stem = survey.stems["엑사원"]
    assert [example.article for example in stem.examples] == ["a", "b"]
    assert (stem.broken, stem.articles) == (4, 3)


def test_rare_stems_are_forgotten_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STEMS", 3)
    survey = Survey()
    for word in ("하나", "엑사원", "두울", "엑사원", "세엣", "네엣", "다섯"):
        survey.add("a.ko", word, normalize(word), pieces(f"{word}/NNG"))
        assert len(survey.stems) <= 3
    assert survey.stems["엑사원"].count == 2


def test_single_syllables_and_what_stands_before_them() -> None:
    survey = Survey()
    for head in ("기본", "임계", "반환", "기본", "초기"):
        survey.add("a", f"{head}값", normalize(f"{head}값"), pieces(f"{head}/NNG", "값/NNG"))
    assert survey.syllables["값"] == 5
    assert survey.heads["값"] == {"기본", "임계", "반환"}
