"""One page of what a query means: fallback, two languages in one list, one version of each group; with a fake engine."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from seogo.engines import clauses as q
from seogo.engines.base import Document
from seogo.engines.names import Sort
from seogo.languages import Language
from seogo.rewriting.compiler import Bridge, CompiledQuery
from seogo.searching.ranking.retrieval import FALLBACK_BELOW, Page, RankedHits, retrieve
from tests.engines.fake import FakeEngine
from tests.engines.samples import EN, KO, body, document

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    return FakeEngine(tmp_path)


def names(found: RankedHits) -> list[str]:
    return [hit.id for hit in found.hits]


def both(*words: str) -> tuple[q.Clause, q.Clause]:
    """Documents with every word, and those with any, scored alike."""
    terms = tuple(body(word) for word in words)
    return q.Rank(q.Filter(q.And(terms)), q.Or(terms)), q.Rank(q.Filter(q.Or(terms)), q.Or(terms))


class TestFallback:
    """Documents with some of the words come in where few have all."""

    def test_partial_hits_follow_complete_ones(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                document("full", "국가 모티프 가 가 가 가"),
                document("half", "국가 국가 국가"),
                document("other", "모티프"),
                document("none", "가"),
            ]
        )
        every, some = both("국가", "모티프")
        compiled = CompiledQuery(every, some)
        found = retrieve(engine, compiled, Page(facets=("lang",)))
        assert names(found)[0] == "full", "a complete hit stands before every partial one"
        assert [hit.complete for hit in found.hits] == [True, False, False]
        assert (found.total, found.total_some) == (1, 2)
        assert found.facets == {"lang": (("ko", 1),)}, "facets count what is complete"
        nothing = CompiledQuery(q.And((every, q.Nothing())), some)
        facets = retrieve(engine, nothing, Page(facets=("lang",))).facets
        assert facets == {"lang": (("ko", 3),)}, "or all where nothing is"
        assert retrieve(engine, compiled, Page(1, 1)).hits == found.hits[1:2]
        assert retrieve(engine, CompiledQuery(every), Page()).total_some == 0
        filtered = retrieve(engine, compiled, Page(), [q.Term("id", "half")])
        assert names(filtered) == ["half"], "filters hold for partial hits too"
        own = retrieve(engine, CompiledQuery(every, some, filters=(q.Term("id", "half"),)), Page())
        assert names(own) == ["half"], "and so do those of the query"

    def test_a_sentence_has_them_among_the_others(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                document("full", "국가 모티프 " + "가 " * 60, day=1),
                document("half", "국가 국가 국가", day=2),
                document("other", "모티프", day=3),
                document("none", "가", day=4),
            ]
        )
        every, some = both("국가", "모티프")
        apart = retrieve(engine, CompiledQuery(every, some), Page())
        mixed = retrieve(engine, CompiledQuery(every, some, mixed=True), Page(facets=("lang",)))
        alone = retrieve(engine, CompiledQuery(some), Page())
        assert names(mixed) == names(alone) != names(apart), "the order is that of the fallback"
        assert {hit.id: hit.complete for hit in mixed.hits} == {
            "full": True,
            "half": False,
            "other": False,
        }
        assert (mixed.total, mixed.total_some) == (1, 2), "totals say what is complete all the same"
        newest = retrieve(engine, CompiledQuery(every, some, mixed=True), Page(sort="newest"))
        assert names(newest) == ["other", "half", "full"]

    @pytest.mark.parametrize("complete", [FALLBACK_BELOW - 1, FALLBACK_BELOW])
    def test_enough_complete_hits_need_none(self, engine: FakeEngine, complete: int) -> None:
        engine.replace_all(
            document(f"d{n:02}", "국가 모티프" if n < complete else "국가") for n in range(15)
        )
        found = retrieve(engine, CompiledQuery(*both("국가", "모티프")), Page(limit=20))
        assert found.total == complete
        assert found.total_some == (15 - complete if complete < FALLBACK_BELOW else 0)

    def test_groups_are_counted_where_they_are_folded(self, engine: FakeEngine) -> None:
        words = "국가 모티프"
        engine.replace_all(
            document(f"{n}.{lang}", words, group=f"{n}") for n in range(6) for lang in ("a", "b")
        )
        engine.apply([document("half", "국가")], [])
        compiled = CompiledQuery(*both("국가", "모티프"))
        assert retrieve(engine, compiled, Page()).total_some == 0, "twelve documents are enough"
        assert retrieve(engine, compiled, Page(fold=KO)).total_some == 1, "six groups are not"


class TestFolding:
    """A translation group is one hit."""

    def test_the_version_in_the_wanted_language_is_shown(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                document("p.en", "ai ai ai", lang=EN, group="p"),
                document("p.ko", "ai 국가 국가 국가", lang=KO, group="p"),
                document("q.en", "nation", lang=EN, group="q"),
                document("q.ko", "ai", lang=KO, group="q"),
                document("alone", "ai 가 가 가 가 가 가", lang=KO),
            ]
        )
        asked = CompiledQuery(q.Or((body("ai"), body("ai", EN))))
        korean, english = (
            retrieve(engine, asked, Page(fold=lang, facets=("lang",))) for lang in (KO, EN)
        )
        assert set(names(korean)) == {"p.ko", "q.ko", "alone"}
        assert set(names(english)) == {"p.en", "q.ko", "alone"}, (
            "a member in another language stays where it alone matched"
        )
        assert korean.total == english.total == 3
        assert korean.facets == {"lang": (("ko", 3), ("en", 1))}, "facets count articles, not pairs"
        assert [name[0] for name in names(korean)] == [name[0] for name in names(english)], (
            "a pair stands where its best member would, whichever is shown"
        )

    def test_a_pair_that_is_complete_and_partial_counts_once(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                document("p.en", "ai motif", lang=EN, group="p"),
                document("p.ko", "ai", lang=KO, group="p"),
                document("q.en", "ai", lang=EN, group="q"),
                document("q.ko", "ai 가", lang=KO, group="q"),
            ]
        )
        ai = q.Or((body("ai"), body("ai", EN)))
        every = q.And((ai, body("motif", EN)))
        compiled = CompiledQuery(every, ai)
        found = retrieve(engine, compiled, Page(fold=KO, facets=("lang",)))
        assert names(found) == ["p.en", "q.ko"], "the complete member is shown, and no other"
        assert (found.total, found.total_some) == (1, 1)
        assert (found.articles, found.articles_some) == (1, 3)
        assert dict(found.facets["lang"]) == {"en": 1}
        assert retrieve(engine, compiled, Page()).total_some == 3


def archive(rng: random.Random) -> list[Document]:
    """Articles of both languages, most of them in pairs; some have the loanword ``ai``."""
    words = {
        KO: ("국가", "모티프", "가", "검토", "ai"),
        EN: ("nation", "motif", "x", "review", "ai"),
    }
    found = []
    for number in range(60):
        for lang in (KO, EN):
            if rng.random() < 0.7:
                text = " ".join(rng.choices(words[lang], k=rng.randint(1, 9)))
                group = f"{rng.randint(0, 99):02}" if rng.random() < 0.1 else f"g{number}"
                day = rng.choice([None, *range(1, 30)])
                name = f"{number:02}.{lang}"
                found.append(document(name, text, lang=lang, group=group, day=day))
    return found


def bridged(rng: random.Random) -> CompiledQuery:
    """A Korean query of two or three words that is asked in English by translations too."""
    pairs = [("국가", "nation"), ("모티프", "motif"), ("검토", "review"), ("ai", "ai")]
    chosen = rng.sample(pairs, rng.randint(2, 3))
    typed = [q.Or((body(ko), body(ko, EN))) for ko, _ in chosen]
    other = [q.Or((body(en, EN, 0.7), body(ko, EN))) for ko, en in chosen]

    def ranked(kind: type[q.And] | type[q.Or], parts: list[q.Or]) -> q.Clause:
        return q.Rank(q.Filter(kind(tuple(parts))), q.Or(tuple(parts)))

    bridge = Bridge(EN, ranked(q.And, other), ranked(q.Or, other), rng.choice([0.5, 0.8, 1.0]))
    mixed = rng.random() < 0.3
    return CompiledQuery(ranked(q.And, typed), ranked(q.Or, typed), mixed, bridge=bridge)


class TestTwoLanguages:
    """What translations find stands in one list with the rest."""

    def test_own_hits_keep_their_order_and_others_come_among_them(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                *(document(f"k{n:02}", "국가 " + "가 " * n) for n in range(30)),
                *(document(f"e{n:02}", "nation " + "x " * n, lang=EN) for n in range(30)),
            ]
        )
        bridge = Bridge(EN, body("nation", EN), None, 1.0)
        found = retrieve(engine, CompiledQuery(body("국가"), bridge=bridge), Page(limit=60))
        alone = retrieve(engine, CompiledQuery(body("국가")), Page(limit=60))
        own = [hit for hit in found.hits if hit.id[0] == "k"]
        assert own == list(alone.hits), "with their scores"
        others = [name for name in names(found) if name[0] == "e"]
        assert others == sorted(others)
        places = [place for place, name in enumerate(names(found)) if name[0] == "e"]
        assert 0 < places[0] < 10, "the first page shows what there is in the other language"
        assert (found.total, found.total_some) == (60, 0)

    def test_what_was_typed_counts_in_the_other_language(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                document("own", "ai " + "가 " * 50),
                *(document(f"k{n}", "ai " + "가 " * 60) for n in range(9)),
                document("typed", "ai ai ai", lang=EN),
                document("translated", "x", lang=EN),
            ]
        )
        typed = q.Or((body("ai"), body("ai", EN)))
        over = q.Or((body("ai", EN, 0.1), body("x", EN, 0.1)))
        found = retrieve(engine, CompiledQuery(typed, bridge=Bridge(EN, over, None, 0.1)), Page())
        assert names(found)[:2] == ["typed", "own"]
        alone = retrieve(engine, CompiledQuery(typed), Page())
        assert found.hits[0].score == alone.hits[0].score, "without a translation it has its score"

    def test_a_translation_is_shown_beside_its_article(self, engine: FakeEngine) -> None:
        engine.replace_all(
            [
                document("p.ko", "국가", group="p"),
                document("p.en", "nation nation", lang=EN, group="p"),
                document("q.en", "nation x x x", lang=EN, group="q"),
            ]
        )
        bridge = Bridge(EN, body("nation", EN), None, 1.0)
        found = retrieve(engine, CompiledQuery(body("국가"), bridge=bridge), Page(fold=KO))
        assert names(found) == ["p.ko", "q.en"]
        assert found.total == 2

    @pytest.mark.slow
    @pytest.mark.parametrize("sort", SORTS)
    @pytest.mark.parametrize("fold", [None, KO, EN])
    def test_pages_are_pieces_of_the_whole_list(
        self, engine: FakeEngine, sort: Sort, fold: Language | None
    ) -> None:
        rng = random.Random(1)
        engine.replace_all(archive(rng))
        for _ in range(3):
            compiled = bridged(rng)
            whole = retrieve(engine, compiled, Page(0, 1_000, sort, fold, ("lang",)))
            assert len(whole.hits) == whole.total + whole.total_some
            one_list = compiled.mixed or sort == "relevance"
            assert sum(hit.complete for hit in whole.hits) == whole.total or one_list
            counts = retrieve(engine, compiled, Page(limit=0, fold=fold, facets=("lang",)))
            assert counts.hits == ()
            assert (counts.total, counts.total_some) == (whole.total, whole.total_some)
            assert counts.facets == whole.facets
            for offset, limit in ((0, 1), (0, 10), (3, 4), (17, 20), (len(whole.hits), 5)):
                part = retrieve(engine, compiled, Page(offset, limit, sort, fold))
                assert part.hits == whole.hits[offset : offset + limit]
                assert (part.total, part.total_some) == (whole.total, whole.total_some)

    def test_an_engine_is_asked_twice_at_most(self, engine: FakeEngine) -> None:
        engine.replace_all(archive(random.Random(1)))
        for sort in SORTS:
            engine.queries.clear()
            retrieve(engine, bridged(random.Random(2)), Page(10, 10, sort, KO, ("lang", "year")))
            assert len(engine.queries) == 2
            engine.queries.clear()
            retrieve(engine, CompiledQuery(body("국가")), Page(10, 10, sort, KO, ("lang",)))
            assert len(engine.queries) == 1
