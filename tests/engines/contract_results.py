"""What an engine finds: clauses, filters, folding, two tiers, order, pages, facets."""

from __future__ import annotations

import random
from datetime import date

import pytest

from seogo.engines import clauses as q
from seogo.engines.base import FALLBACK_BELOW, Engine, Sort
from tests.engines.samples import EN, KO, TAGS, TOLERANCE, WORDS, EngineCase, body, document, names


class ResultsContract(EngineCase):
    """One case after the other."""

    def test_every_kind_of_clause(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document(
                    "1",
                    "국가 ai 국가",
                    title="국가",
                    day=date(2026, 1, 19).toordinal(),
                    quantities="12700000000 2026-01-19",
                ),
                document(
                    "2",
                    "국가 모티프",
                    day=date(2026, 1, 20).toordinal(),
                    tags=TAGS,
                    quantities="3.5 35000 3.5",
                ),
                document("3", "모티프 12.7", title="모티프", quantities="45% #4 --01-19"),
                document("4", "nation ai", lang=EN, day=1, tags=TAGS[:1], quantities="12700000000"),
            ]
        )
        term, other = body("국가"), body("모티프")
        cases: list[tuple[q.Clause, set[str]]] = [
            (term, {"1", "2"}),
            (q.Term("title_ko", "모티프"), {"3"}),
            (q.Term("compounds_ko", "모티프"), {"3"}),
            (q.Term("bigrams_ko", "모티"), set()),
            (q.Term("body_en", "국가"), set()),
            (q.Term("tag", "AI & 사회"), {"2"}),
            (q.Term("lang", "en"), {"4"}),
            (q.Term("id", "3"), {"3"}),
            (q.Phrase("body_ko", ("국가", "ai"), (0, 1)), {"1"}),
            (q.Phrase("body_ko", ("국가",), (0,)), {"1", "2"}),
            (q.Phrase("body_ko", ("국가", "없다"), (0, 1)), set()),
            (q.And((term, other)), {"2"}),
            (q.And(()), {"1", "2", "3", "4"}),
            (q.Or((body("ai"), body("ai", EN))), {"1", "4"}),
            (q.Or(()), set()),
            (q.Best((term, other)), {"1", "2", "3"}),
            (q.Best(()), set()),
            (q.Rank(term, other), {"1", "2"}),
            (q.Without(term, other), {"1"}),
            (q.Without(q.Everything(), q.Term("lang", "ko")), {"4"}),
            (q.Filter(other), {"2", "3"}),
            (q.DayRange(None, None), {"1", "2", "4"}),
            (q.DayRange(date(2026, 1, 19), date(2026, 1, 19)), {"1"}),
            (q.DayRange(date(2026, 1, 20), None), {"2"}),
            (q.DayRange(None, date(1, 1, 1)), {"4"}),
            (q.DayRange(date(2026, 2, 1), date(2026, 1, 1)), set()),
            (q.NumberRange(None, None), {"1", "2", "4"}),
            (q.NumberRange(12.7e9, 12.7e9), {"1", "4"}),
            (q.NumberRange(3.5, 3.5), {"2"}),
            (q.NumberRange(3.6, 12.6e9), {"2"}),
            (q.NumberRange(None, 3.4), set()),
            (q.NumberRange(35000.5, None), {"1", "4"}),
            (q.NumberRange(4.0, 3.0), set()),
            (q.Term("quantities_ko", "45%"), {"3"}),
            (q.Everything(), {"1", "2", "3", "4"}),
            (q.Nothing(), set()),
            # limits make stock Whoosh lose hits of this form
            (q.And((q.Or((term, other, body("12.7"))), body("12.7"))), {"3"}),
        ]
        for clause, expected in cases:
            assert set(names(engine.search(clause))) == expected, f"documents of {clause}"
            one = engine.search(clause, limit=1)
            assert (one.total, len(one.hits)) == (len(expected), min(1, len(expected))), (
                f"a limit must not change the total of {clause}"
            )

    def test_scores_are_put_together_as_the_clauses_say(self, engine: Engine) -> None:
        engine.replace_all(
            [document("a", "국가 모티프"), document("b", "국가 국가 가"), document("c", "모티프")]
        )

        def score(clause: q.Clause, name: str = "a") -> float:
            return {hit.id: hit.score for hit in engine.search(clause).hits}[name]

        one, two = score(body("국가")), score(body("모티프"))
        both = (body("국가"), body("모티프"))
        assert one > 0
        assert two > 0
        phrase = q.Phrase("body_ko", ("국가", "모티프"), (0, 1))
        assert score(q.And(both)) == pytest.approx(one + two, abs=TOLERANCE)
        assert score(q.Or(both)) == pytest.approx(one + two, abs=TOLERANCE)
        assert score(q.Best(both)) == pytest.approx(max(one, two), abs=TOLERANCE)
        assert score(q.Rank(*both)) == pytest.approx(one + two, abs=TOLERANCE)
        assert score(q.Rank(*both), "b") == pytest.approx(score(body("국가"), "b"), abs=TOLERANCE)
        assert score(q.Without(body("국가"), body("가"))) == pytest.approx(one, abs=TOLERANCE)
        assert score(body("국가", boost=2.5)) == pytest.approx(2.5 * one, abs=TOLERANCE)
        assert score(phrase) == pytest.approx(one + two, abs=TOLERANCE), (
            "a phrase scores as its terms"
        )
        for silent in (q.Filter(q.Or(both)), q.Everything(), q.Term("lang", "ko")):
            assert score(silent) == 0, f"{silent} must not score"

    def test_a_score_is_explained_as_the_clauses_put_it_together(self, engine: Engine) -> None:
        engine.replace_all(
            [document("a", "국가 모티프 국가"), document("b", "국가 가"), document("c", "모티프")]
        )
        one, two = body("국가", boost=0.5), body("모티프")
        phrase = q.Phrase("body_ko", ("국가", "모티프"), (0, 1), boost=2.0)
        best = q.Best((one, two, body("없다")))
        asked = q.Rank(q.Filter(q.Or((one, two))), q.Or((phrase, best)))
        found = engine.explain(asked, "a")
        assert found is not None
        required, optional = found.parts
        assert (required.score, required.parts) == (0, ())
        side_by_side, winner = optional.parts
        assert [part.clause for part in side_by_side.parts] == [
            body("국가", boost=2.0),
            body("모티프", boost=2.0),
        ]
        assert [part.clause for part in winner.parts] == [two], "the best of them, and it alone"
        made = winner.parts[0].term
        assert made is not None
        assert (made.frequency, made.documents) == (1, 2)
        assert engine.explain(one, "c") is engine.explain(q.Nothing(), "a") is None
        assert engine.explain(q.Without(one, two), "a") is None, "what is left out has no score"
        assert engine.explain(q.Everything(), "unknown") is None

    @pytest.mark.parametrize(
        ("terms", "offsets", "slop", "found"),
        [
            (("가", "나"), (0, 1), 0, "ae"),
            (("가", "나"), (0, 1), 1, "abe"),
            (("가", "나"), (0, 1), 2, "abce"),
            (("가", "나"), (0, 2), 0, "be"),
            (("가", "나"), (3, 4), 0, "ae"),
            (("나", "가"), (0, 1), 0, "de"),
            (("가", "나", "다"), (0, 1, 2), 0, "e"),
            (("가", "나", "다"), (0, 1, 2), 1, "ae"),
            (("가", "가"), (0, 1), 0, "e"),
            (("가", "가"), (0, 2), 0, ""),
        ],
    )
    def test_phrases(
        self,
        engine: Engine,
        terms: tuple[str, ...],
        offsets: tuple[int, ...],
        slop: int,
        found: str,
    ) -> None:
        texts = {
            "a": "가 나 x 다",
            "b": "가 x 나",
            "c": "가 x x 나",
            "d": "나 가",
            "e": "나 가 가 나 다",
        }
        engine.replace_all(document(name, text) for name, text in texts.items())
        phrase = q.Phrase("body_ko", terms, offsets, slop=slop)
        assert "".join(sorted(names(engine.search(phrase)))) == found, (
            "slop stretches a phrase, it neither shrinks nor turns it around"
        )

    def test_filters_restrict_and_do_not_score(self, engine: Engine) -> None:
        engine.replace_all(
            document(f"d{n}", "국가 " * (n + 1) + "가", day=n + 1, tags=TAGS[n % 3 : n % 3 + 1])
            for n in range(9)
        )
        free = {hit.id: hit.score for hit in engine.search(body("국가")).hits}
        filters = (q.Term("tag", TAGS[1]), q.DayRange(date(1, 1, 3), None))
        result = engine.search(body("국가"), filters=filters)
        assert set(names(result)) == {"d4", "d7"}
        assert {hit.id: hit.score for hit in result.hits} == {n: free[n] for n in ("d4", "d7")}, (
            "statistics are those of the whole index, filtered or not"
        )
        assert engine.search(body("국가"), filters=(q.Nothing(),)).total == 0

    def test_a_pair_is_one_hit_in_the_wanted_language(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("p.en", "ai ai ai", lang=EN, group="p"),
                document("p.ko", "ai 국가 국가 국가", lang=KO, group="p"),
                document("q.en", "nation", lang=EN, group="q"),
                document("q.ko", "ai", lang=KO, group="q"),
                document("alone", "ai 가 가 가 가 가 가", lang=KO),
            ]
        )
        asked = q.Or((body("ai"), body("ai", EN)))
        assert set(names(engine.search(asked))) == {"p.en", "p.ko", "q.ko", "alone"}
        korean, english = (engine.search(asked, fold=lang, facets=("lang",)) for lang in (KO, EN))
        assert set(names(korean)) == {"p.ko", "q.ko", "alone"}
        assert set(names(english)) == {"p.en", "q.ko", "alone"}, (
            "a member in another language stays where it alone matched"
        )
        assert korean.total == english.total == 3
        assert korean.facets == {"lang": (("ko", 3), ("en", 1))}, "facets count articles, not pairs"
        places = [name[0] for name in names(korean)]
        assert places == [name[0] for name in names(english)], (
            "a pair stands where its best member would, whichever is shown"
        )

    def test_partial_hits_follow_where_few_are_complete(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("full", "국가 모티프 가 가 가 가"),
                document("half", "국가 국가 국가"),
                document("other", "모티프"),
                document("none", "가"),
            ]
        )
        both = (body("국가"), body("모티프"))
        result = engine.search(q.And(both), fallback=q.Or(both), facets=("lang",))
        assert names(result)[0] == "full", "a complete hit stands before every partial one"
        assert [hit.complete for hit in result.hits] == [True, False, False]
        assert (result.total, result.total_some) == (1, 2)
        assert result.facets == {"lang": (("ko", 3),)}, "facets count what is listed"
        second = engine.search(q.And(both), fallback=q.Or(both), offset=1, limit=1)
        assert second.hits == result.hits[1:2]
        assert engine.search(q.And(both)).total_some == 0
        filtered = engine.search(q.And(both), fallback=q.Or(both), filters=(q.Term("id", "half"),))
        assert names(filtered) == ["half"], "filters hold for partial hits too"

    def test_a_pair_that_is_complete_and_partial_counts_once(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("p.en", "ai motif", lang=EN, group="p"),
                document("p.ko", "ai", lang=KO, group="p"),
                document("q.en", "ai", lang=EN, group="q"),
                document("q.ko", "ai 가", lang=KO, group="q"),
            ]
        )
        ai = q.Or((body("ai"), body("ai", EN)))
        asked = q.And((ai, body("motif", EN)))
        result = engine.search(asked, fallback=ai, fold=KO, facets=("lang",))
        assert names(result) == ["p.en", "q.ko"], "the complete member is shown, and no other"
        assert (result.total, result.total_some) == (1, 1)
        assert dict(result.facets["lang"]) == {"en": 2, "ko": 2}
        assert engine.search(asked, fallback=ai).total_some == 3

    def test_totals_alone_are_those_of_a_search(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("both", "국가 모티프", day=1),
                document("one", "국가", day=2),
                document("other", "모티프", day=3),
                document("none", "가", day=4),
            ]
        )
        every = q.And((body("국가"), body("모티프")))
        some = q.Or((body("국가"), body("모티프")))
        for fallback, mixed in ((None, False), (some, False), (some, True)):
            for filters in ((), (q.DayRange(date.fromordinal(1), date.fromordinal(2)),)):
                found = engine.search(every, fallback=fallback, mixed=mixed, filters=filters)
                alone = engine.search(
                    every, fallback=fallback, mixed=mixed, filters=filters, limit=0
                )
                assert alone.hits == ()
                assert (alone.total, alone.total_some) == (found.total, found.total_some)

    def test_mixed_hits_stand_where_the_fallback_puts_them(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("full", "국가 모티프 " + "가 " * 60, day=1),
                document("half", "국가 국가 국가", day=2),
                document("other", "모티프", day=3),
                document("none", "가", day=4),
            ]
        )
        every = q.And((body("국가"), body("모티프")))
        some = q.Or((every, body("국가"), body("모티프")))
        apart = engine.search(every, fallback=some)
        mixed = engine.search(every, fallback=some, mixed=True, facets=("lang",))
        alone = engine.search(some)
        assert names(apart)[0] == "full"
        assert names(mixed) == names(alone) != names(apart), "the order is that of the fallback"
        assert [hit.score for hit in mixed.hits] == [hit.score for hit in alone.hits]
        assert [hit.id for hit in mixed.hits if hit.complete] == ["full"]
        assert (mixed.total, mixed.total_some) == (1, 2), "totals say what is complete all the same"
        assert mixed.facets == {"lang": (("ko", 3),)}
        second = engine.search(every, fallback=some, mixed=True, offset=1, limit=1)
        assert second.hits == mixed.hits[1:2]
        newest = engine.search(every, fallback=some, mixed=True, sort="newest")
        assert names(newest) == ["other", "half", "full"]
        assert engine.search(every, mixed=True) == engine.search(every)

    @pytest.mark.parametrize("complete", [FALLBACK_BELOW - 1, FALLBACK_BELOW])
    def test_partial_hits_stay_away_where_enough_are_complete(
        self, engine: Engine, complete: int
    ) -> None:
        engine.replace_all(
            document(f"d{n:02}", "국가 모티프" if n < complete else "국가") for n in range(15)
        )
        asked = engine.search(body("모티프"), fallback=body("국가"), limit=20)
        assert asked.total == complete
        assert asked.total_some == (15 - complete if complete < FALLBACK_BELOW else 0)

    def test_sorting(self, engine: Engine) -> None:
        days = {"a": None, "b": 20, "c": 30, "d": 20, "e": None, "가": 20, "A": 30}
        engine.replace_all(document(name, "국가", day=day) for name, day in days.items())
        orders: dict[Sort, str] = {
            "newest": "Acbd가ae",
            "oldest": "bd가Acae",
            "relevance": "Aabcde가",
        }
        for sort, expected in orders.items():
            assert "".join(names(engine.search(body("국가"), sort=sort))) == expected, (
                "ties are in the order of ids, undated documents last"
            )

    def test_pages_are_pieces_of_the_whole_list(self, engine: Engine) -> None:
        rng = random.Random(3)
        engine.replace_all(
            document(
                f"d{n:03}", " ".join(rng.choices(WORDS[KO], k=rng.randint(1, 30))), day=n % 7 + 1
            )
            for n in range(120)
        )
        asked = q.Or((body("국가"), body("검토"), q.And((body("가"), body("ai")))))
        sorts: tuple[Sort, ...] = ("relevance", "newest", "oldest")
        for sort in sorts:
            whole = engine.search(asked, sort=sort, limit=1000)
            assert len(whole.hits) == whole.total
            for offset, limit in (
                (0, 1),
                (0, 10),
                (7, 13),
                (whole.total - 1, 10),
                (whole.total, 5),
            ):
                part = engine.search(asked, sort=sort, offset=offset, limit=limit)
                assert part.hits == whole.hits[offset : offset + limit], (
                    "a limited search must be the head of the exhaustive one"
                )
                assert part.total == whole.total

    def test_facets(self, engine: Engine) -> None:
        tagged = {"a": TAGS, "b": TAGS[:2], "c": TAGS[:2], "d": ()}
        engine.replace_all(document(name, "국가", tags=tags) for name, tags in tagged.items())
        result = engine.search(body("국가"), limit=0, facets=("tag", "source"))
        assert result.facets["tag"] == (("AI & 사회", 3), ("정책", 3), ("chips", 1)), (
            "most frequent first, equal ones in the order of their values"
        )
        assert result.facets["source"] == ()
        assert (result.hits, result.total) == ((), 4)

    def test_months_are_counted(self, engine: Engine) -> None:
        days = ("2026-01-19", "2026-01-01", "1969-12-31", "0001-01-01")
        documents = [document(day, "국가", day=date.fromisoformat(day).toordinal()) for day in days]
        engine.replace_all([*documents, document("undated", "국가")])
        result = engine.search(body("국가"), facets=("month",))
        assert result.facets["month"] == (("2026-01", 2), ("0001-01", 1), ("1969-12", 1))
