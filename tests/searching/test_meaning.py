"""Searches by meaning: articles of the other language that no word leads to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.errors import IndexDamaged
from seogo.exporters.selection import matching_articles
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.report import SilentProgress
from seogo.languages import Language
from seogo.lexicon.lexicon import Origin
from seogo.meaning.encoder import Encoder, installed_stamp
from seogo.meaning.vectors import Vectors
from seogo.pairs.pair_proposals import PairProposer
from seogo.query.diagnostics import ignored_message
from seogo.query.parser import parse
from seogo.searching.hits import Hit
from seogo.searching.meaning import LEAST, to_wanted
from seogo.searching.related.more_like_this import related
from seogo.searching.request import Level, SearchPage, SearchRequest
from seogo.settings import load_settings
from seogo.terminal.search.explanations import print_score
from seogo.terminal.search.results import print_page
from seogo.web import create_app

pytestmark = pytest.mark.slow

ARTICLES = {
    "ferry.en": ("The last boat", "In bad weather the boat to the island does not leave the pier."),
    "bread.en": ("Bread", "The dough has to rest for a night before it goes into the oven."),
    "bees.en": ("Bees", "A swarm left its hive and hung from a branch of the old pear."),
    "bus.en": ("Buses", "The first bus of the day leaves at five, the last one at midnight."),
    "choir.en": ("A choir", "Forty people sing in the church hall every Tuesday evening."),
    "football.en": ("School", "Children play football after school."),
    "football.ko": ("학교", "아이들이 방과 후에 축구를 한다."),
    "장날.ko": ("장날", "오일장이 서는 날이면 골목까지 좌판이 늘어선다."),
    "풍랑.ko": ("배편", "풍랑이 일면 섬으로 가는 배가 뜨지 않는다."),
}


@pytest.fixture(scope="module")
def near(
    analyzer: Analyzer, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A small archive without pairs, with vectors."""
    assert encoder.dimensions
    folder = tmp_path_factory.mktemp("meaning")
    (folder / "archive").mkdir()
    for name, (title, text) in ARTICLES.items():
        extra = "tags: [sea]\n" if name == "ferry.en" else ""
        (folder / "archive" / f"{name}.md").write_text(
            f"---\ntitle: {title}\n{extra}---\n\n{text}\n", encoding="utf-8"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        patch.setattr("seogo.composition.installed_stamp", installed_stamp)
        # else words would learn to find what only meaning finds
        patch.setattr("seogo.indexing.lexicon_sources.mutual_passages", lambda *_: [])
        opened = open_site(load_settings(folder / "archive", folder / "index", {}))
        assert opened.indexer.run(IndexOptions()).problems == []
    yield opened
    opened.close()


def search(site: Site, query: str, **given: object) -> SearchPage:
    return site.search.search(SearchRequest(q=query, level="meaning", **given))  # type: ignore[arg-type]


QUERY = "날씨가 나빠 섬으로 가는 여객선이 결항했다"


def test_an_article_is_found_that_no_word_leads_to(near: Site) -> None:
    page = search(near, QUERY, lang=Language.EN)
    assert (page.total, page.total_some, page.level) == (0, 0, "meaning")
    assert page.total_meaning > 0
    first = page.hits[0]
    assert (first.id, first.near, first.complete) == ("ferry.en", True, False)
    reason = first.matched[-1]
    assert (reason.word, reason.how) == (QUERY, "meaning")
    assert reason.found.startswith("In bad weather")
    assert first.snippets[0].text == reason.found
    assert LEAST <= reason.similarity <= 1
    assert "ferry.en" not in {value for value, _ in page.facets["source"]}


def test_words_alone_answer_where_that_is_asked(near: Site) -> None:
    assert search(near, QUERY, lang=Language.EN, without=("meaning",)).hits == ()
    bridge = near.search.search(SearchRequest(q=QUERY, level="bridge", lang=Language.EN))
    assert (bridge.hits, bridge.level) == ((), "bridge")
    assert search(near, QUERY, lang=Language.KO).total_meaning == 0
    assert search(near, QUERY, sort="newest").total_meaning == 0
    assert search(near, '"궂은 날씨 여객선"').total_meaning == 0


def test_the_own_language_is_searched_too(near: Site) -> None:
    page = search(near, "파도가 거세어 여객선이 운항하지 못했다", lang=Language.KO)
    assert (page.total, page.total_meaning) == (0, 1)
    assert [hit.id for hit in page.hits if hit.near] == ["풍랑.ko"]
    both = search(near, "파도가 거세어 여객선이 운항하지 못했다")
    assert {"ferry.en", "풍랑.ko"} <= {hit.id for hit in both.hits if hit.near}


def test_two_words_find_what_is_very_near_in_the_other_language_alone(near: Site) -> None:
    page = search(near, "축구하는 어린이들", fold=False)
    assert {hit.id for hit in page.hits if hit.near} <= {"football.en"}
    for hit in page.hits:
        assert not hit.near or hit.matched[-1].similarity >= 0.5
    assert search(near, "어린이 놀이", lang=Language.KO).total_meaning == 0


def test_of_a_translation_pair_the_version_in_the_language_of_the_query_is_shown(
    near: Site,
) -> None:
    query = "Kids kick a ball when lessons are over"
    apart = search(near, query, fold=False)
    assert {"football.en", "football.ko"} <= {hit.id for hit in apart.hits}
    folded = search(near, query)
    assert folded.total_meaning == apart.total_meaning - 1
    assert folded.hits[0].id == "football.en"
    assert "football.ko" not in {hit.id for hit in folded.hits}


def test_a_search_that_names_no_level_is_answered_at_the_highest(near: Site) -> None:
    usual = near.search.search(SearchRequest(q=QUERY))
    named = search(near, QUERY)
    assert (usual.level, usual.highest, usual.ignored) == ("meaning", "meaning", ())
    assert (usual.hits, usual.total_meaning) == (named.hits, named.total_meaning)
    assert near.search.highest() == "meaning"
    bridge = near.search.search(SearchRequest(q=QUERY, level="bridge"))
    assert (bridge.level, bridge.highest, bridge.total_meaning) == ("bridge", "meaning", 0)
    assert (usual.total, usual.total_some) == (bridge.total, bridge.total_some)
    assert usual.facets == bridge.facets
    word = near.search.search(SearchRequest(q="Bread"))
    assert (word.level, word.total_meaning) == ("meaning", 0)


def test_exports_and_feeds_have_near_articles_only_where_that_is_asked(
    near: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_of(level: Level | None) -> list[Hit]:
        parts = near.search.all_hits(SearchRequest(q=QUERY, level=level))
        return [hit for part in parts for hit in part]

    page = search(near, QUERY, size=100)
    words = [hit.id for hit in page.hits if not hit.near]
    for at_once in (2_000, 2, 1):
        monkeypatch.setattr("seogo.searching.service._RANKED_AT_ONCE", at_once)
        assert [hit.id for hit in all_of("meaning")] == [hit.id for hit in page.hits]
        assert sorted(hit.id for hit in all_of(None)) == sorted(words)
        assert all_of("bridge") == all_of(None)
    client = create_app(near).test_client()
    usual, named = (
        client.get("/search.atom", query_string={"q": QUERY, **level}).text
        for level in ({}, {"level": "meaning"})
    )
    assert ("ferry.en" in usual, "ferry.en" in named) == (False, True)
    assert "level=" not in usual
    assert f"<opensearch:totalResults>{len(page.hits)}<" in named
    found = matching_articles(near.archive, near.search, SearchRequest(q="bad weather boat"))
    assert found.ids == ("ferry.en",)


def test_page_and_terminal_say_how_many_are_close_in_meaning(
    near: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    client = create_app(near).test_client()
    asked = {"q": QUERY, "lang": "en"}
    found = near.search.search(SearchRequest(q=QUERY, lang=Language.EN))
    many = found.total_meaning
    assert many > 0
    english = client.get("/search", query_string=asked | {"ui": "en"}).text
    verb = "is" if many == 1 else "are"
    assert f"No article has these words; {many} {verb} close in meaning" in english
    korean = client.get("/search", query_string=asked | {"ui": "ko"}).text
    assert f"뜻이 가까운 글이 {many}편 있습니다" in korean
    assert "level=meaning" not in english
    for level in ("exact", "forms", "bridge"):
        assert f"level={level}" in english
    print_page(found)
    shown = capsys.readouterr().out
    assert f"No article has all the words · {many} close in meaning" in shown
    assert "(close in meaning)" in shown
    # what words and meaning find, side by side
    both = near.search.search(SearchRequest(q=QUERY))
    assert both.total_some and both.total_meaning
    text = client.get("/search", query_string={"q": both.request.q, "ui": "ko"}).text
    assert f"· 뜻이 가까운 글 {both.total_meaning}편" in text


def test_filters_and_excluded_words_hold(near: Site) -> None:
    tagged = search(near, QUERY, filters=(("tag", "sea"),))
    assert [hit.id for hit in tagged.hits] == ["ferry.en"]
    assert search(near, QUERY, filters=(("tag", "land"),)).hits == ()
    left = search(near, f"{QUERY} -pier", lang=Language.EN)
    assert "ferry.en" not in {hit.id for hit in left.hits}


@pytest.mark.parametrize("most", [100, 2, 1])
@pytest.mark.parametrize("fold", [True, False])
def test_pages_follow_each_other(
    near: Site, monkeypatch: pytest.MonkeyPatch, most: int, *, fold: bool
) -> None:
    monkeypatch.setattr("seogo.searching.meaning.MOST", most)
    for query in (QUERY, "The children play near the old pier in bad weather after school"):
        whole = search(near, query, size=100, fold=fold)
        names = [hit.id for hit in whole.hits]
        assert len(names) == whole.total + whole.total_some + whole.total_meaning
        assert len(names) == len(set(names))
        assert sum(hit.near for hit in whole.hits) == whole.total_meaning
        bridge = near.search.search(SearchRequest(q=query, level="bridge", size=100, fold=fold))
        assert {hit.id for hit in bridge.hits} == {hit.id for hit in whole.hits if not hit.near}
        assert bridge.facets == whole.facets
        for size in (1, 2, 3):
            pages = range(1, len(names) // size + 2)
            parts = (search(near, query, size=size, page=page, fold=fold) for page in pages)
            assert [hit.id for part in parts for hit in part.hits] == names


def test_where_a_vector_is_damaged_words_answer_and_it_is_said(near: Site) -> None:
    meaning = near.settings.index / "generations"
    [path] = meaning.glob("*/meaning")
    whole = path.read_bytes()
    vectors = near.current().meaning()
    assert vectors is not None
    rows = slice(48, 48 + 512 * vectors.passages)
    try:
        with path.open("r+b") as file:  # in place: the index is open
            file.seek(rows.start)
            file.write(bytes(byte ^ 64 for byte in whole[rows]))
        found = search(near, QUERY)
        usual = near.search.search(SearchRequest(q=QUERY))
        word = near.search.search(SearchRequest(q="Bread"))
    finally:
        with path.open("r+b") as file:
            file.write(whole)
    bridge = near.search.search(SearchRequest(q=QUERY, level="bridge"))
    assert (found.level, found.highest, found.total_meaning) == ("bridge", "bridge", 0)
    assert found.hits == bridge.hits
    assert [note.reason for note in found.ignored] == ["meaning-damaged"]
    assert [note.reason for note in usual.ignored] == ["meaning-damaged"]
    assert (bridge.ignored, word.ignored) == ((), ())
    assert search(near, QUERY).level == "meaning"


def test_where_the_file_of_vectors_is_damaged_it_is_said(
    near: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise IndexDamaged("meaning", "cut off")

    monkeypatch.setattr(near.current(), "meaning", damaged)
    assert near.search.highest() == "bridge"
    usual = near.search.search(SearchRequest(q=QUERY))
    assert (usual.level, [note.reason for note in usual.ignored]) == ("bridge", ["meaning-damaged"])
    assert near.search.search(SearchRequest(q="Bread")).ignored == ()
    [note] = search(near, "Bread").ignored
    assert "seogo reindex" in str(ignored_message(note))


def test_related_articles_are_found_in_the_other_language(near: Site) -> None:
    index = near.current()

    def found(name: str) -> list[str]:
        record = near.search.record(name)
        assert record is not None
        assert related(index.subjects, record) == ()
        return [other.id for other in related(index.subjects, record, index.meaning)]

    assert found("풍랑.ko") == ["ferry.en"]
    assert found("ferry.en") == ["풍랑.ko"]
    assert found("장날.ko") == found("choir.en") == []
    # a translation is no related article, and what it is about is compared by words
    assert found("football.ko") == found("football.en") == []
    assert "The last boat" in create_app(near).test_client().get("/articles/풍랑.ko").text


def test_translations_are_proposed_by_meaning(near: Site) -> None:
    index = near.current()

    def best(vectors: Vectors | None) -> dict[str, float]:
        proposer = PairProposer(near.archive, index.engine, index.lexicon(), str, vectors)
        found = proposer.proposals(SilentProgress(), 0.0)
        return {
            one.ids[Language.KO]: one.score for one in found if one.ids[Language.EN] == "ferry.en"
        }

    assert best(None) == {}
    assert [*best(index.meaning())] == ["풍랑.ko"]


def test_the_lexicon_is_taught_and_stays_so_without_the_model(
    near: Site, analyzer: Analyzer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
    for stamp in (installed_stamp(), ""):
        monkeypatch.setattr("seogo.composition.installed_stamp", lambda stamp=stamp: stamp)
        site = open_site(load_settings(near.settings.archive, tmp_path / "index", {}))
        try:
            site.indexer.run(IndexOptions(full=True))
            assert (site.current().meaning() is None) == (not stamp)
            found = site.current().lexicon().translations("풍랑", Language.KO)
            assert ("weather", Origin.TAUGHT) in {(one.term, one.origin) for one in found}
        finally:
            site.close()


def test_the_share_of_nearness_is_explained(near: Site, capsys: pytest.CaptureFixture[str]) -> None:
    request = SearchRequest(q=QUERY)
    hits = near.search.search(request).hits
    for hit in hits:
        found = near.search.explain(request, hit.id).meaning
        assert found is not None
        assert (found.rank == 0) == hit.near
        assert found.share == pytest.approx(found.similarity / (found.similarity + found.by_words))
    alone = near.search.explain(request, next(hit.id for hit in hits if hit.near))
    assert alone.meaning is not None and (alone.meaning.share, alone.match) == (1, "none")
    assert alone.meaning.text in near.search.record(alone.id).unpack().text  # type: ignore[union-attr]
    print_score(alone)
    assert alone.meaning.text[:20] in capsys.readouterr().out
    for other in (SearchRequest(q=QUERY, level="bridge"), SearchRequest(q="Bread")):
        assert near.search.explain(other, hits[0].id).meaning is None


def test_which_queries_meaning_helps() -> None:
    def text(query: str) -> str | None:
        wanted = to_wanted(parse(query), query)
        return wanted.text if wanted else None

    assert text("a sentence  about boats") == "a sentence about boats"
    assert text("boats in storms -pier tag:sea") == "boats in storms"
    assert text("두 배가 떠났다 -부두") == "두 배가 떠났다"
    assert text('He said "no boats" and left') == 'He said "no boats" and left'
    quoted = '"The boats do not leave in bad weather," she said.'
    assert text(quoted) == quoted
    short = "“배가 안 떠요.”"
    assert text(short) == short
    cry = "물렸어요!'"
    assert text(cry) == cry
    for query in (
        "boats",
        "boats -pier tag:sea",
        '"no"',
        '"no boats"',
        'two "no boats"',
        "boat*",
        "boats OR ships",
        "",
        "title:boats",
    ):
        assert text(query) is None
