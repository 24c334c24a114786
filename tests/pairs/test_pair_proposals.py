"""Proposed pairs: what is proposed, what is not, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.importers.extraction.urls import same_page_key
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.pairs.pair_proposals import (
    MIN_SCORE,
    PairProposer,
    Proposal,
    to_near_score,
    to_score,
)
from seogo.settings import load_settings
from tests.shared_kiwi import SAMPLE_ARCHIVE

pytestmark = pytest.mark.slow

KO, EN = Language.KO, Language.EN
LINKED_BY_ADDRESS = {
    "first.ko.md": (
        "title: 아무 말\nurl: https://example.org/ko/1\n"
        "alternates: ['https://www.example.org/en/1/']",
        "이것은 저것과 닮지 않았다.",
    ),
    "one.ko.md": (
        "title: 하나\nalternates: [https://example.org/en, https://example.org/none]",
        "물고기가 헤엄친다.",
    ),
    "two.ko.md": ("title: 둘\nalternates: [https://example.org/en]", "새가 난다."),
    "start.en.md": ("title: Start\nurl: https://example.org/en", "Everything begins somewhere."),
    "other.en.md": ("title: Apples\nurl: https://example.org/en/1", "Pears grow on trees."),
}


class Silent:
    """Hears of progress."""

    def total(self, articles: int) -> None: ...
    def advance(self, articles: int) -> None: ...


def proposer(site: Site) -> PairProposer:
    index = site.current()
    return PairProposer(site.archive, index.engine, index.lexicon(), same_page_key)


def proposals(site: Site, at_least: float = MIN_SCORE) -> list[Proposal]:
    return proposer(site).proposals(Silent(), at_least)


@pytest.fixture(scope="module")
def apart(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample archive with no file named like its translation, and articles with addresses."""
    folder = tmp_path_factory.mktemp("apart")
    archive = folder / "archive"
    archive.mkdir()
    for path in sorted(SAMPLE_ARCHIVE.glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        name = re.sub(r"\.(ko|en)\.md$", r"-\1.\1.md", path.name)
        (archive / name).write_text(text.replace("translation_of", "was"), encoding="utf-8")
    for name, (head, body) in LINKED_BY_ADDRESS.items():
        (archive / name).write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")
    for words in ("glossary.yaml", "dictionary.yaml"):
        (archive / words).write_bytes((SAMPLE_ARCHIVE / words).read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        opened = open_site(load_settings(archive, folder / "index", {}))
        assert opened.indexer.run(IndexOptions()).problems == []
    yield opened
    opened.close()


def test_translations_are_proposed_and_the_two_single_articles_are_not(apart: Site) -> None:
    found = [one.ids for one in proposals(apart) if not one.linked]
    assert len(found) == 16
    assert all(ids[KO].removesuffix("-ko.ko") == ids[EN].removesuffix("-en.en") for ids in found)
    said = {name for ids in found for name in ids.values()}
    assert said.isdisjoint({"seoul-subway-1974-ko.ko", "reading-korean-dates-en.en"})


def test_an_article_is_in_one_proposal_and_the_best_come_first(apart: Site) -> None:
    found = proposals(apart, 0.0)
    names = [name for one in found for name in one.ids.values()]
    assert len(names) == len(set(names))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_an_address_that_names_the_other_article_is_certain(apart: Site) -> None:
    (linked,) = [one for one in proposals(apart) if one.linked]
    assert linked.ids == {KO: "first.ko", EN: "other.en"}
    assert linked.score == 1


def test_an_address_that_several_articles_name_is_no_evidence(apart: Site) -> None:
    # the start page of a site, say
    assert proposer(apart).counterpart("start.en") == ""


def test_what_speaks_for_a_proposal_is_said(apart: Site) -> None:
    by_id = {one.ids[KO]: one for one in proposals(apart)}
    launch = by_id["nuri-fourth-launch-ko.ko"]
    assert launch.places == (1, 1)
    assert launch.numbers[0] > 10
    assert launch.people == ("배경훈",)
    assert ("발사", "launch") in launch.words or len(launch.words) == 5
    assert launch.days[0] == launch.days[1]
    assert launch.likeness > 2 * launch.rival > 0


def test_a_counterpart_is_what_would_be_proposed(apart: Site) -> None:
    made = proposer(apart)
    assert made.counterpart("jikji-ko.ko") == "jikji-en.en"
    assert made.counterpart("jikji-en.en") == "jikji-ko.ko"
    assert made.counterpart("first.ko") == "other.en"
    assert made.counterpart("seoul-subway-1974-ko.ko") == ""


@pytest.mark.slow
def test_single_articles_of_the_sample_archive_have_no_counterpart(site: Site) -> None:
    # each was the first that a search for the other's title found
    assert proposals(site) == []
    assert proposer(site).counterpart("society/seoul-subway-1974.ko") == ""
    assert proposer(site).counterpart("society/reading-korean-dates.en") == ""


def test_a_file_that_is_gone_has_no_alternates(apart: Site) -> None:
    file = Path(apart.settings.archive) / "first.ko.md"
    before = file.read_bytes()
    file.unlink()
    try:
        assert not any(one.linked for one in proposals(apart))
    finally:
        file.write_bytes(before)


def test_the_score_grows_with_likeness_and_falls_with_rivals_and_other_lengths() -> None:
    usual = to_score(0.3, 0.15, 0.9)
    assert MIN_SCORE < usual < 1
    assert to_score(0.4, 0.15, 0.9) > usual
    assert to_score(0.3, 0.27, 0.9) < usual
    assert to_score(0.3, 0.15, 0.5) < usual
    assert to_score(0.1, 0.09, 0.9) < MIN_SCORE
    assert to_score(0.001, 0.9, 0.01) < 1e-9
    assert to_score(0.0, 0.1, 1.0) == to_score(0.3, 0.1, 0.0) == 0


def test_nearness_proposes_what_has_no_rival() -> None:
    usual = to_near_score(0.7, 0.35, 0.3, 0.1, 1.0)
    assert usual > MIN_SCORE > to_near_score(0.7, 0.7, 0.3, 0.45, 1.0)
    assert usual > to_near_score(0.5, 0.35, 0.3, 0.1, 1.0)
    assert usual > to_near_score(0.7, 0.35, 0.3, 0.1, 0.5)
    # words that know nothing of two articles do not decide alone
    assert to_near_score(0.7, 0.35, 0.0, 0.1, 1.0) == to_near_score(0.7, 0.35, 0.01, 0.1, 1.0) > 0
    assert to_near_score(0.0, 0.35, 0.3, 0.1, 1.0) == to_near_score(0.7, 0.35, 0.3, 0.1, 0.0) == 0
