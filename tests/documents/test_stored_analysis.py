"""What analysis made of an article: its bytes, its stamp, and the store that may lose it but never fails."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.alignment.gale_church import Passage
from seogo.analysis.analyzer import Analyzer
from seogo.analysis.passages import to_passages, to_positions
from seogo.analysis.token import FieldTokens
from seogo.articles.model import Article
from seogo.composition import open_site
from seogo.documents.stored_analysis import (
    ArticleAnalysis,
    StoredAnalysis,
    analyze_articles,
    to_surfaces,
)
from seogo.indexing.analysis_cache import AnalysisCache, AnalysisStamps
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings
from tests.tiny import Tiny

NUMBERS = st.integers(0, 2**32 - 1)
TERMS = st.text(st.characters(blacklist_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=8)
TEXTS = st.text(st.characters(blacklist_categories=["Cs"]))


@st.composite
def fields(draw: st.DrawFn) -> FieldTokens:
    rows = draw(st.lists(st.tuples(TERMS, NUMBERS, NUMBERS), max_size=20))
    terms, starts, ends = ([row[column] for row in rows] for column in range(3))
    return FieldTokens(terms, starts, ends, list(range(len(rows))))  # type: ignore[arg-type]


@st.composite
def analyses(draw: st.DrawFn) -> ArticleAnalysis:
    text = "\n\n".join(draw(st.lists(TEXTS, max_size=4)))
    body, tags = draw(fields()), draw(fields())
    body.starts = sorted(draw(st.integers(0, len(text))) for _ in body.terms)
    tags.positions = [draw(NUMBERS) for _ in tags.terms]
    passages = [passage for passage in to_passages(text) if passage[1]]
    body.positions = to_positions(body.starts, passages)[0]
    for column in (body.terms, body.starts, body.ends):
        del column[len(body.positions) :]  # what begins behind the last passage
    passage = st.builds(Passage, st.sampled_from(["paragraph", "h2"]), NUMBERS, NUMBERS)
    return ArticleAnalysis(
        text,
        title=draw(fields()),
        body=body,
        title_compounds=draw(fields()),
        body_compounds=draw(fields()),
        tags=tags,
        title_quantities=draw(fields()),
        body_quantities=draw(fields()),
        sentences=draw(st.lists(NUMBERS, max_size=5)),
        blocks=draw(st.lists(passage, max_size=4)),
    )


ANALYSES = analyses()


def article(body: str, title: str = "제목", lang: Language = Language.KO) -> Article:
    return Article("a", "a.ko.md", lang, title, body, "0" * 64)


# Bytes


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ANALYSES)
def test_an_analysis_comes_back_as_it_was(analysis: ArticleAnalysis) -> None:
    assert ArticleAnalysis.from_bytes(analysis.to_bytes()) == analysis


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ANALYSES, st.data())
def test_other_bytes_are_a_value_error(analysis: ArticleAnalysis, data: st.DataObject) -> None:
    good = analysis.to_bytes()
    changed = bytearray(good)
    changed[data.draw(st.integers(0, len(good) - 1))] ^= data.draw(st.integers(1, 255))
    for other in (
        bytes(changed),
        good[: data.draw(st.integers(0, len(good) - 1))],
        good + b"x",
        b"",
    ):
        for unpack in (ArticleAnalysis.from_bytes, StoredAnalysis):
            with pytest.raises(ValueError):
                unpack(other)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ANALYSES, st.data())
def test_sequences_are_found_where_they_stand(
    analysis: ArticleAnalysis, data: st.DataObject
) -> None:
    titles = analysis.title, analysis.title_compounds, analysis.title_quantities
    bodies = analysis.body, analysis.body_compounds, analysis.body_quantities
    terms = [term for column in (*titles, *bodies, analysis.tags) for term in column.terms]
    beside = [" ".join(pair) for pair in itertools.pairwise(terms)]
    one = st.sampled_from([*terms, *beside, "없다"])
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for run in data.draw(st.lists(st.lists(one, min_size=1, max_size=3), max_size=6)):
        wanted.setdefault(run[0], []).append(tuple(run))
    found = [
        (in_title, column.starts[at], column.ends[at + len(run) - 1], term, place)
        for in_title, columns in ((True, titles), (False, bodies))
        for column in columns
        for term, runs in wanted.items()
        for place, run in enumerate(runs)
        for at in range(len(column.terms))
        if tuple(column.terms[at : at + len(run)]) == run
    ]
    stored = StoredAnalysis(analysis.to_bytes())
    assert sorted(stored.find(wanted)) == sorted(found)
    assert (stored.text, stored.sentences) == (analysis.text, analysis.sentences)
    assert (stored.title(), stored.blocks) == (analysis.title.terms, analysis.blocks)
    assert stored.body() == (analysis.body.terms, analysis.body.starts)


def test_an_article_without_text(analyzer: Analyzer) -> None:
    for title, body in (("제목", ""), ("!?", " \n\n"), ("!", "---"), ("?", "![](a.png)")):
        ((_, analysis, _),) = analyze_articles([article(body, title)], analyzer)
        assert analysis.text.strip() == ""
        assert analysis.body == FieldTokens()
        assert analysis.sentences in ([], [0])
        assert ArticleAnalysis.from_bytes(analysis.to_bytes()) == analysis


def test_surfaces_are_made_again_as_they_were(analyzer: Analyzer) -> None:
    for body in ("인공 지능\n\n지능 GPT-4\n\n美 의회", "ＫＢＳ “방송”\n\n방송", "plain\n\nwords"):
        ((one, analysis, surfaces),) = analyze_articles([article(body)], analyzer)
        assert to_surfaces(one, analysis.text) == surfaces


def test_articles_come_in_their_order(analyzer: Analyzer) -> None:
    articles = [article(f"글 {n}", f"제목 {n}") for n in range(300)]  # more than a batch
    found = list(analyze_articles(articles, analyzer))
    assert [one.body for one, _, _ in found] == [one.body for one in articles]
    assert [a.text for _, a, _ in found] == [f"글 {n}" for n in range(300)]
    assert all(a.title.terms[-1] == str(n) for n, (_, a, _) in enumerate(found))


# Stamps


def test_a_stamp_depends_on_the_words_in_the_article() -> None:
    here, elsewhere = article("누리호가 날았다."), article("배추를 절인다.")
    without, with_word = AnalysisStamps([]), AnalysisStamps(["누리호"])
    assert with_word.of(here) != without.of(here)
    assert with_word.of(elsewhere) == without.of(elsewhere)
    assert with_word.of(article("", "누리호")) == with_word.of(here), "words only, not places"
    assert with_word.whole != without.whole


def test_a_stamp_does_not_depend_on_order_or_repetition() -> None:
    one = AnalysisStamps(["누리호", "하이퍼클로바X", "누리호"])
    other = AnalysisStamps(["하이퍼클로바X", "누리호"])
    both = article("누리호와 하이퍼클로바X")
    assert one.of(both) == other.of(both)
    assert one.whole == other.whole


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("하이퍼클로바", "하이퍼클로바X가"),  # one inside another
        ("하이퍼클로바X", "하이퍼클로바x"),
        ("KT", "ＫＴ는"),
        ("누리호", "누\u200b리호"),
        ("훈민정음", "訓民正音을 만들다"),  # Kiwi is given readings
        ("믿:음", "KT의 믿:음 K"),
        ("C++", "C++로"),
    ],
)
def test_a_word_is_found_as_kiwi_would_see_it(word: str, text: str) -> None:
    words = ["하이퍼클로바X"] if word == "하이퍼클로바" else []
    here = article(text)
    assert AnalysisStamps([*words, word]).of(here) != AnalysisStamps(words).of(here)


def test_a_stamp_depends_on_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = [AnalysisStamps(["누리호"])]
    monkeypatch.setattr("seogo.storage.stamps.ANALYSIS_VERSION", 99)
    stamps.append(AnalysisStamps(["누리호"]))
    monkeypatch.setattr("seogo.storage.stamps.kiwi_version", lambda: "99/99")
    stamps.append(AnalysisStamps(["누리호"]))
    assert len({stamp.of(article("글")) for stamp in stamps}) == 3
    assert len({stamp.whole for stamp in stamps}) == 3


# The store


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "analyses.sqlite"
    store = AnalysisCache(path)
    store.put("c", "s", b"\0\xff")
    store.put("c", "t", b"")
    store.put("d", "s", b"old")
    store.put("d", "s", b"new")
    store.close()
    store = AnalysisCache(path)
    assert [store.get("c", "s"), store.get("c", "t"), store.get("d", "s")] == [
        b"\0\xff",
        b"",
        b"new",
    ]
    assert store.get("c", "x") is None
    store.retain([("c", "t"), ("nobody", "s")])
    store.close()
    store = AnalysisCache(path)
    assert [store.get("c", "s"), store.get("c", "t"), store.get("d", "s")] == [None, b"", None]
    store.close()


def test_what_was_not_committed_is_lost_without_harm(tmp_path: Path) -> None:
    path = tmp_path / "analyses.sqlite"
    store = AnalysisCache(path)
    store.put("a", "s", b"kept")
    store.commit()
    store.put("b", "s", b"lost")
    assert store.get("b", "s") == b"lost"
    other = AnalysisCache(path)  # as after the end of the process
    assert other.get("a", "s") == b"kept"
    assert other.get("b", "s") is None
    other.close()
    store.close()


def test_a_store_that_was_begun_empty_knows_what_it_has(tmp_path: Path) -> None:
    store = AnalysisCache(tmp_path / "analyses.sqlite")
    assert store.get("a", "s") is None
    store.put("a", "s", b"one")
    store.put("a", "s", b"two")
    store.commit()
    assert store.get("a", "s") == b"two"
    assert store.get("a", "t") is None
    store.put("b", "s", b"")
    assert [store.has("a", "s"), store.has("a", "t"), store.has("b", "s")] == [True, False, True]
    store.retain([("a", "s"), ("b", "s"), ("nobody", "s")])
    assert store.get("a", "s") == b"two"
    store.retain([("b", "s")])
    assert store.get("a", "s") is None
    assert [store.has("a", "s"), store.has("nobody", "s"), store.has("b", "s")] == [
        False,
        False,
        True,
    ]
    assert store.get("b", "s") == b""
    store.close()
    other = AnalysisCache(tmp_path / "analyses.sqlite")
    assert [other.has("a", "s"), other.has("b", "s")] == [False, True]
    other.close()


@pytest.mark.parametrize("value", ["text", 7, None])
def test_a_row_that_is_no_analysis(tmp_path: Path, value: object) -> None:
    path = tmp_path / "analyses.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE analyses (content, stamp, data, crc)")
    db.execute("INSERT INTO analyses VALUES ('c', 's', ?, 0)", (value,))
    db.execute("INSERT INTO analyses VALUES ('d', 's', x'00', 7)")
    db.commit()
    db.close()
    store = AnalysisCache(path)
    assert store.get("c", "s") is None
    assert store.get("d", "s") is None
    store.close()


@pytest.mark.parametrize("seed", range(40))
def test_noise_in_the_store_is_never_an_error(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    path = tmp_path / "analyses.sqlite"
    kept = {f"{n:03}": rng.randbytes(rng.randint(0, 3000)) for n in range(60)}
    store = AnalysisCache(path)
    for name, data in kept.items():
        store.put(name, "s", data)
    store.close()
    early = AnalysisCache(path) if seed % 4 == 3 else None  # damaged while it is open
    content = bytearray(path.read_bytes())
    at = rng.choice([rng.randrange(200), rng.randrange(len(content))])
    match seed % 3:
        case 0:
            content[at : at + 40] = rng.randbytes(len(content[at : at + 40]))
        case 1:
            del content[at:]
        case _:
            content[:] = rng.randbytes(len(content))
    path.write_bytes(content)
    store = early or AnalysisCache(path)
    steps: list[Callable[[], object]] = [
        lambda: [store.get(name, "s") for name in kept],
        lambda: store.put("new", "s", b"new"),
        store.commit,
        lambda: store.retain([(name, "s") for name in [*kept, "new"]]),
    ]
    rng.shuffle(steps)
    for step in steps:
        step()
    found = {name: store.get(name, "s") for name in kept}
    assert all(data in (None, kept[name]) for name, data in found.items()), "other bytes came back"
    store.put("c", "s", b"after")
    store.close()
    store = AnalysisCache(path)
    assert store.get("c", "s") in (b"after", None)
    store.put("c", "s", b"again")
    store.commit()
    assert store.get("c", "s") == b"again"
    store.close()


def test_what_the_system_refuses_is_an_os_error(tmp_path: Path) -> None:
    store = AnalysisCache(tmp_path / "analyses.sqlite")
    store._db.execute("PRAGMA max_page_count = 3")
    with pytest.raises(OSError, match="full"):
        for n in range(100):
            store.put(str(n), "s", b"x" * 1000)
            store.commit()
    store.close()


def test_a_folder_in_the_place_of_the_store_gives_way(tmp_path: Path) -> None:
    (tmp_path / "analyses.sqlite" / "inside").mkdir(parents=True)
    store = AnalysisCache(tmp_path / "analyses.sqlite")
    store.put("c", "s", b"data")
    store.commit()
    assert store.get("c", "s") == b"data"
    store.close()


@pytest.mark.parametrize("seed", range(8))
def test_a_run_over_a_damaged_store(tmp_path: Path, analyzer: Analyzer, seed: int) -> None:
    rng = random.Random(seed)
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    tiny.run()
    path = tiny.index / "analyses.sqlite"
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content))
    size = rng.choice([1, 100, len(content)])
    content[at : at + size] = rng.randbytes(len(content[at : at + size]))
    path.write_bytes(content[:at] if seed == 7 else content)
    tiny.stamp = "tiny/2"  # everything is written again, from the store
    tiny.analyzer.texts = 0
    tiny.run()
    assert tiny.contents() == tiny.files()
    tiny.stamp = "tiny/3"
    tiny.analyzer.texts = 0
    tiny.run()
    assert tiny.analyzer.texts == 0, "the store has everything again"
    assert tiny.contents() == tiny.files()


@pytest.mark.slow
def test_an_article_without_text_is_indexed_and_found(tmp_path: Path, analyzer: Analyzer) -> None:
    tiny = Tiny(tmp_path, analyzer)
    tiny.write("empty.en", "", title="Nothing but a title")
    tiny.write("mute.en", "", title="'!?'")
    report = tiny.run()
    assert report.problems == []
    assert tiny.contents() == tiny.files()
    site = open_site(load_settings(tiny.archive, tmp_path / "another", {}))
    site.indexer.run(IndexOptions())
    page = site.search.search(SearchRequest(q="title nothing"))
    assert [hit.id for hit in page.hits] == ["empty.en"]
    assert site.search.search(SearchRequest(q="")).request.q == ""
    mute = site.search.record("mute.en")
    assert mute is not None
    assert mute.analysis.text == ""
    site.close()
