"""Words that the analyser breaks are found, with counts and places; ordinary compounds are not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.korean import KoreanTokenizer
from seogo.analysis.script.hanja import to_hangul
from seogo.articles.archive import Archive
from seogo.articles.markdown import to_text
from seogo.dictionary import proposals
from seogo.dictionary.proposals import Division, Proposal, propose
from seogo.errors import ArchiveMissing
from seogo.terminal.words import print_words
from tests.shared_kiwi import SAMPLE_ARCHIVE
from tests.tiny import Tiny

NEWS = {
    "a.ko": "가온코는 새 검색 모형이다. 연구진은 가온코를 공개했다.\n\n가온코, 새론지, 그 밖의 모형이 있다.",
    "b.ko": "지난달 가온코의 성능이 올랐다. 국내 모형 가온코, 해외로 나간다. 정부는 새론지에 투자한다.",
    "c.ko": "가온코 개발진이 상을 받았다. ‘새론지’로 이름을 지었다. 이번에 새론지가 가온코와 손잡았다.",
    "d.ko": "국가대표팀이 이겼다. 국가대표는 기뻤다. 국가대표팀의 사람들이 국가대표를 불렀다. 국가대표팀은 쉰다.",
    "e.ko": "서비스를 활성화했다. 활성화가 어렵다. 책 읽기를 한다. 읽기가 좋다. 읽기는 쉽다. 사람들은 안다.",
    "f.en": "Nothing to see in Gaonko.",
}


@pytest.fixture(scope="module")
def tokenizer(analyzer: Analyzer) -> KoreanTokenizer:
    """The session's Kiwi."""
    return analyzer._korean


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Articles with two names that Kiwi does not know."""
    tiny = Tiny(tmp_path_factory.mktemp("news"))
    for name, text in NEWS.items():
        tiny.write(name, text)
    tiny.write("broken.ko", "가온코", title="[broken")
    return Archive(tiny.archive)


def by_word(found: list[Proposal]) -> dict[str, Proposal]:
    return {one.word: one for one in found}


def test_names_are_proposed_and_ordinary_compounds_are_not(
    news: Archive, tokenizer: KoreanTokenizer
) -> None:
    found = propose(news, tokenizer, min_count=3)
    assert [one.word for one in found] == ["가온코", "새론지"]
    gaonko = by_word(found)["가온코"]
    assert (gaonko.count, gaonko.articles) == (7, 3), "the refused file is not counted"
    assert 0 < gaonko.broken < gaonko.count
    assert gaonko.divisions == (Division(("가온", "코"), gaonko.broken),)
    assert "contexts" in gaonko.evidence
    for one in found:
        assert one.score > 0
        for example in one.examples:
            assert one.word in example.text
            assert one.word in NEWS[example.article]


def test_a_word_that_is_cut_in_several_ways(news: Archive, tokenizer: KoreanTokenizer) -> None:
    sae = by_word(propose(news, tokenizer))["새론지"]
    assert {"pieces", "contexts"} <= set(sae.evidence)
    assert sum(division.count for division in sae.divisions) <= sae.broken <= sae.count


def test_the_minimum_and_what_is_known(news: Archive, tokenizer: KoreanTokenizer) -> None:
    assert [one.word for one in propose(news, tokenizer, min_count=5)] == ["가온코"]
    assert propose(news, tokenizer, min_count=8) == []
    assert propose(news, tokenizer, known=["새론지", "가온코"]) == []


@pytest.mark.slow
def test_the_sample_archive_against_a_naive_scan(tokenizer: KoreanTokenizer) -> None:
    """Every proposal occurs at least so often, in so many articles, where a plain search finds it."""
    archive = Archive(SAMPLE_ARCHIVE)
    articles = [archive.read(facts) for facts in archive.scan().files.values()]
    texts = {one.id: f"{one.title}\n\n{to_hangul(to_text(one.body))}" for one in articles}
    found = propose(archive, tokenizer, min_count=2)
    assert "글쇠" in by_word(found)
    for one in found:
        assert one.broken <= one.count <= sum(text.count(one.word) for text in texts.values())
        assert one.articles <= sum(one.word in text for text in texts.values())
        assert one.count >= 2
        assert one.evidence
        for example in one.examples:
            assert one.word in texts[example.article]
    assert found == sorted(found, key=lambda one: -one.score)


def test_an_archive_without_hangul_needs_no_kiwi(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path)
    tiny.write("a.en", "Plain English.")
    tokenizer = KoreanTokenizer()
    assert propose(Archive(tiny.archive), tokenizer) == []
    assert not tokenizer.loaded


def test_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        propose(Archive(tmp_path / "none"), KoreanTokenizer())


def test_texts_in_batches_are_the_same(
    news: Archive, tokenizer: KoreanTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = propose(news, tokenizer)
    monkeypatch.setattr(proposals, "_BATCH", 1)
    assert propose(news, tokenizer) == whole


def test_as_json_and_printed(
    news: Archive, tokenizer: KoreanTokenizer, capsys: pytest.CaptureFixture[str]
) -> None:
    found = propose(news, tokenizer)
    data = json.loads(json.dumps(asdict(found[0])))
    assert data["word"] == "가온코"
    assert data["divisions"][0]["parts"] == ["가온", "코"]
    assert set(data["examples"][0]) == {"article", "text"}
    print_words(found[:1], others=1)
    printed = capsys.readouterr().out
    assert "가온 + 코" in printed
    assert found[0].examples[0].text in printed
    assert "1 more" in printed
    print_words([], others=0)
    assert "No word" in capsys.readouterr().out
