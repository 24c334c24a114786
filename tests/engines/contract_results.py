"""What an engine finds: clauses, filters, branches, groups, order, limits, facets."""

from __future__ import annotations

import random
from datetime import date

import pytest

from seogo.articles.metadata import KEYWORDS
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery
from seogo.engines.names import Sort
from tests.engines.samples import (
    EN,
    KO,
    TAGS,
    TOLERANCE,
    WORDS,
    EngineCase,
    body,
    document,
    find,
    ids,
    names,
)


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
            assert set(names(find(engine, clause))) == expected, f"documents of {clause}"
            one = find(engine, clause, limit=1)
            assert (one.totals[0], len(one.hits)) == (len(expected), min(1, len(expected))), (
                f"a limit must not change the total of {clause}"
            )

    def test_scores_are_put_together_as_the_clauses_say(self, engine: Engine) -> None:
        engine.replace_all(
            [document("a", "국가 모티프"), document("b", "국가 국가 가"), document("c", "모티프")]
        )

        def score(clause: q.Clause, name: str = "a") -> float:
            return {hit.id: hit.score for hit in find(engine, clause).hits}[name]

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
        assert made.idf == pytest.approx(engine.idf(2))
        assert engine.idf(1) > engine.idf(2), "a rare term counts more"
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
        assert "".join(sorted(names(find(engine, phrase)))) == found, (
            "slop stretches a phrase, it neither shrinks nor turns it around"
        )

    def test_filters_restrict_and_do_not_score(self, engine: Engine) -> None:
        engine.replace_all(
            document(f"d{n}", "국가 " * (n + 1) + "가", day=n + 1, tags=TAGS[n % 3 : n % 3 + 1])
            for n in range(9)
        )
        free = {hit.id: hit.score for hit in find(engine, body("국가")).hits}
        filters = (q.Term("tag", TAGS[1]), q.DayRange(date(1, 1, 3), None))
        result = find(engine, body("국가"), filters=filters)
        assert set(names(result)) == {"d4", "d7"}
        assert {hit.id: hit.score for hit in result.hits} == {n: free[n] for n in ("d4", "d7")}, (
            "statistics are those of the whole index, filtered or not"
        )
        assert find(engine, body("국가"), filters=(q.Nothing(),)).totals[0] == 0

    def test_every_keyword_field_filters_and_is_counted(self, engine: Engine) -> None:
        for name in KEYWORDS:
            yes, no = ({name: (value,)} for value in ("yes", "no"))
            engine.replace_all(
                [
                    document("a.ko", "국가 국가 가", group="a", keywords=yes),
                    document("a.en", "국가", lang=EN, group="a", keywords=yes),
                    document("b", "국가 가", keywords=no),
                    document("c", "모티프", keywords=no),
                ]
            )
            free = {hit.id: hit.score for hit in find(engine, body("국가")).hits}
            wanted, other = q.Term(name, "yes"), q.Term(name, "no")
            cases: list[tuple[q.Clause, q.Clause, set[str]]] = [
                (q.Everything(), wanted, {"a.ko", "a.en"}),
                (q.Everything(), other, {"b", "c"}),
                (body("국가"), wanted, {"a.ko"}),
                (body("국가"), other, {"b"}),
                (body("국가"), q.Or((wanted, other)), {"a.ko", "b"}),
                (body("국가"), q.Without(q.Everything(), wanted), {"b"}),
                (body("모티프"), wanted, set()),
                (q.And((body("국가"), q.Filter(wanted))), q.Everything(), {"a.ko"}),
            ]
            for clause, restriction, expected in cases:
                found = find(engine, clause, filters=(restriction,))
                assert set(names(found)) == expected, f"{clause} within {restriction}"
                assert found.totals == (len(expected),)
                if clause == body("국가"):
                    assert {hit.id: hit.score for hit in found.hits}.items() <= free.items()
            counted = find(engine, q.Everything(), facets=(name,)).facets[name]
            assert counted == (("no", 2), ("yes", 2)), name
            folded = find(engine, q.Everything(), filters=(wanted,), grouped=True, facets=(name,))
            assert (folded.totals, folded.facets[name]) == ((1,), (("yes", 2),))

    def test_a_keyword_that_changes_is_filtered_by_as_it_is_now(self, engine: Engine) -> None:
        """A translation that comes or goes changes nothing else of the other article."""
        no, yes = {"translated": ("no",)}, {"translated": ("yes",)}
        engine.replace_all([document("a", "국가", keywords=no), document("b", "국가", keywords=no)])
        engine.apply([document("a", "국가", keywords=yes, version=1)], [])
        for value, expected in (("yes", ["a"]), ("no", ["b"])):
            found = find(engine, body("국가"), filters=(q.Term("translated", value),))
            assert names(found) == expected
        counted = find(engine, q.Everything(), facets=("translated",)).facets
        assert counted["translated"] == (("no", 1), ("yes", 1))

    def test_a_group_is_listed_once_with_all_that_is_found_of_it(self, engine: Engine) -> None:
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
        apart = find(engine, asked)
        assert set(names(apart)) == {"p.en", "p.ko", "q.ko", "alone"}
        result = find(engine, asked, grouped=True, facets=("lang",))
        groups = [name[0] for name in names(apart)]
        assert [name[0] for name in names(result)] == list(dict.fromkeys(groups)), (
            "a group stands where its best member would"
        )
        assert ids(result) == ["alone", "p.en", "p.ko", "q.ko"], (
            "members that are not found are left out"
        )
        assert result.languages().tolist() == ["ko", "en", "ko", "ko"]
        assert result.totals == (3,), "groups are counted, not documents"
        assert result.facets == {"lang": (("ko", 3), ("en", 1))}, "facets count documents"
        first = find(engine, asked, grouped=True, limit=1)
        assert first.totals == (3,)
        assert {name[0] for name in ids(first)} == {groups[0]}, "whole groups, but no others"

    def test_each_branch_has_its_own_list(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("p.en", "nation motif", lang=EN, group="p", day=1),
                document("p.ko", "국가", lang=KO, group="p", day=2),
                document("q.en", "nation", lang=EN, group="q", day=3),
                document("r.ko", "국가 국가 가", lang=KO, group="r"),
            ]
        )
        either = q.Or((body("국가"), body("nation", EN)))
        branches = (
            Branch(either, KO, 10),
            Branch(either, EN, 10, "newest"),
            Branch(either, EN, 10, beyond=(0,)),
            Branch(body("motif", EN)),
        )
        result = engine.search(EngineQuery(branches, grouped=True, facets=("lang",)))
        lists = [[result.row_id(row) for row in rows.tolist()] for rows in result.lists]
        assert set(lists[0]) == {"p.ko", "r.ko"}
        assert lists[1:] == [["q.en", "p.en"], ["q.en"], []], "the group p is found by branch 0"
        assert result.totals == (2, 3, 3, 3), "each total is that of a union"
        assert ids(result) == ["p.en", "p.ko", "q.en", "r.ko"]
        assert result.days().tolist() == [1, 2, 3, 0]
        assert result.found.tolist() == [
            [False, True, False, True],
            [True, False, True, False],
            [True, False, True, False],
            [True, False, False, False],
        ]
        assert result.scores[0, 0] == 0
        assert result.scores[2, 2] > result.scores[2, 0] > 0, "a cell is filled though not listed"
        assert result.highest[2] == pytest.approx(result.scores[2, 2]), "of listed ones and others"
        assert result.facets == {"lang": (("en", 2), ("ko", 2))}
        apart = engine.search(EngineQuery(branches))
        assert {apart.row_id(row) for row in apart.lists[2].tolist()} == {"p.en", "q.en"}, (
            "without groups, beyond others are other documents"
        )
        assert apart.totals == (2, 4, 4, 4)

    def test_counts_need_no_list(self, engine: Engine) -> None:
        engine.replace_all(
            document(f"d{n}", "국가", day=n + 1, group=f"g{n % 3}") for n in range(9)
        )
        filters = (q.DayRange(None, date(1, 1, 7)),)
        for grouped, total in ((False, 7), (True, 3)):
            alone = find(engine, body("국가"), grouped=grouped, filters=filters, limit=0)
            listed = find(engine, body("국가"), grouped=grouped, filters=filters, limit=1)
            assert (alone.hits, ids(alone)) == ([], [])
            assert alone.totals == listed.totals == (total,)

    def test_sorting(self, engine: Engine) -> None:
        days = {"a": None, "b": 20, "c": 30, "d": 20, "e": None, "가": 20, "A": 30}
        engine.replace_all(document(name, "국가", day=day) for name, day in days.items())
        orders: dict[Sort, str] = {
            "newest": "Acbd가ae",
            "oldest": "bd가Acae",
            "relevance": "Aabcde가",
        }
        for sort, expected in orders.items():
            assert "".join(names(find(engine, body("국가"), sort=sort))) == expected, (
                "ties are in the order of ids, undated documents last"
            )

    def test_a_limited_list_is_the_head_of_the_whole_one(self, engine: Engine) -> None:
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
            whole = find(engine, asked, sort=sort, limit=1000)
            assert len(whole.hits) == whole.totals[0]
            for limit in (1, 10, 20, whole.totals[0] - 1):
                part = find(engine, asked, sort=sort, limit=limit)
                assert part.hits == whole.hits[:limit], (
                    "a limited search must be the head of the exhaustive one"
                )
                assert part.totals == whole.totals

    def test_facets(self, engine: Engine) -> None:
        tagged = {"a": TAGS, "b": TAGS[:2], "c": TAGS[:2], "d": ()}
        engine.replace_all(document(name, "국가", tags=tags) for name, tags in tagged.items())
        result = find(engine, body("국가"), limit=0, facets=("tag", "source"))
        assert result.facets["tag"] == (("AI & 사회", 3), ("정책", 3), ("chips", 1)), (
            "most frequent first, equal ones in the order of their values"
        )
        assert result.facets["source"] == ()
        assert (result.hits, result.totals) == ([], (4,))

    def test_months_are_counted(self, engine: Engine) -> None:
        days = ("2026-01-19", "2026-01-01", "1969-12-31", "0001-01-01")
        documents = [document(day, "국가", day=date.fromisoformat(day).toordinal()) for day in days]
        engine.replace_all([*documents, document("undated", "국가")])
        result = find(engine, body("국가"), facets=("month",))
        assert result.facets["month"] == (("2026-01", 2), ("0001-01", 1), ("1969-12", 1))
