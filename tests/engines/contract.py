"""What every engine must do: one battery for all of them.

An engine takes part with a subclass of EngineContract named Test…, in a file of its own. Each failure says where to look.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from seogo.engines import clauses as q
from seogo.engines.base import Branch, Document, Engine, EngineQuery, Explanation
from tests.engines.contract_contents import ContentsContract
from tests.engines.contract_results import ResultsContract
from tests.engines.model import SCORED, Model, is_clear
from tests.engines.samples import (
    CLAUSES,
    EN,
    IDS,
    KO,
    SORTS,
    TOLERANCE,
    WORDS,
    batches,
    body,
    document,
    find,
    ids,
)


class EngineContract(ContentsContract, ResultsContract):
    """The battery, with a stupid model of an engine to compare with."""

    @pytest.mark.slow
    def test_long_postings_score_as_the_model_says(self, engine: Engine) -> None:
        rng = random.Random(5)
        documents = {
            f"d{n:03}@0": document(
                f"d{n:03}", " ".join(rng.choices(WORDS[KO], k=rng.randint(1, 60)))
            )
            for n in range(400)  # more than a block of postings
        }
        every = list(documents.values())
        engine.replace_all(every[:300])
        engine.apply(every[300:], [])
        model = Model(every, [documents[h] for h in self.counted(engine)], self.kept_length)
        clauses: list[q.Clause] = [
            body("국가"),
            q.Phrase("body_ko", ("국가", "모티프"), (0, 1)),
            q.And((q.Or((body("국가"), body("가"))), body("검토"))),
        ]
        for clause in clauses:
            result = find(engine, clause, limit=1000)
            scores = {hit.id: hit.score for hit in result.hits}
            assert scores == pytest.approx(model.evaluate(clause), abs=TOLERANCE), f"{clause}"

    @pytest.mark.slow
    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.data())
    def test_random_documents_and_clauses_as_the_model_says(self, data: st.DataObject) -> None:
        self.compare_random_cases(data)

    def compare_random_cases(self, data: st.DataObject) -> None:
        """Random changes, and what random clauses find then."""
        versions: dict[str, Document] = {}
        live: dict[str, Document] = {}
        with tempfile.TemporaryDirectory() as folder:
            engine = self.open_engine(Path(folder) / "engine")
            try:
                for step in range(data.draw(st.integers(1, 4), label="segments")):
                    added = data.draw(batches(step), label="documents")
                    gone = data.draw(st.sets(st.sampled_from(IDS), max_size=3), label="deletes")
                    if step == 0:
                        engine.replace_all(added)
                    else:
                        engine.apply(added, gone)
                        for name in gone:
                            live.pop(name, None)
                    versions.update({d.content_hash: d for d in added})
                    live.update({d.id: d for d in added})
                counted = [versions[name] for name in self.counted(engine)]
                model = Model(live.values(), counted, self.kept_length)
                for _ in range(6):
                    self._compare(engine, model, data)
            finally:
                engine.close()

    def _explain(self, engine: Engine, model: Model, clause: q.Clause) -> None:
        """Every score can be explained, and nothing else; the numbers of a term are those of the documents."""
        expected = model.evaluate(clause)
        found = {name: engine.explain(clause, name) for name in (*IDS, "unknown")}
        assert {name for name, explanation in found.items() if explanation} == set(expected)
        hits = {hit.id: hit.score for hit in find(engine, clause, limit=100).hits}
        for name, explanation in found.items():
            if explanation is not None:
                assert explanation.clause == clause
                assert explanation.score == pytest.approx(hits[name], abs=1e-4)
                self._add_up(explanation, model, name)

    def _add_up(self, explanation: Explanation, model: Model, name: str) -> None:
        match explanation.clause:
            case q.Term(field, term, boost):
                document = model.live[name]
                made = explanation.term
                assert (made is not None) == (field in SCORED)
                if made is not None:
                    texts = [
                        other.fields[field].terms
                        for other in model.counted
                        if field in other.fields
                    ]
                    assert made.frequency == list(document.fields[field].terms).count(term)
                    assert made.documents == sum(term in text for text in texts)
                    score = boost * model.score(document, field, term)
                    assert explanation.score == pytest.approx(score, abs=TOLERANCE)
            case _:
                total = sum(part.score for part in explanation.parts)
                assert explanation.score == pytest.approx(total)
        for part in explanation.parts:
            self._add_up(part, model, name)

    def _compare(self, engine: Engine, model: Model, data: st.DataObject) -> None:
        branches: list[Branch] = []
        for number in range(data.draw(st.integers(1, 3), label="branches")):
            clause = data.draw(CLAUSES, label="clause")
            self._explain(engine, model, clause)
            assume(is_clear(model.evaluate(clause).values()))
            branches.append(
                Branch(
                    clause,
                    data.draw(st.sampled_from([None, KO, EN]), label="language"),
                    data.draw(st.sampled_from([0, 1, 2, 100]), label="limit"),
                    data.draw(SORTS, label="sort"),
                    tuple(data.draw(st.sets(st.integers(0, number - 1)))) if number else (),
                )
            )
        query = EngineQuery(
            tuple(branches),
            tuple(data.draw(st.lists(CLAUSES, max_size=1), label="filters")),
            data.draw(st.booleans(), label="grouped"),
            ("lang", "tag", "month"),
        )
        found, expected = engine.search(query), model.search(query)
        assert found.totals == expected.totals
        assert found.documents == expected.documents
        assert found.facets == expected.facets
        assert ids(found) == ids(expected), "the table has what is listed, with all of its groups"
        same = found.groups()[:, None] == found.groups()
        assert np.array_equal(same, expected.groups()[:, None] == expected.groups())
        assert np.array_equal(found.languages(), expected.languages())
        assert np.array_equal(found.days(), expected.days())
        assert np.array_equal(found.found, expected.found)
        np.testing.assert_allclose(found.highest, expected.highest, rtol=0, atol=TOLERANCE)
        for number, branch in enumerate(branches):
            assert found.lists[number].tolist() == expected.lists[number].tolist(), f"{branch}"
            if branch.limit:
                given, scores = found.scores[number], expected.scores[number]
                np.testing.assert_allclose(given, scores, rtol=0, atol=TOLERANCE)
