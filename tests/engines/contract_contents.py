"""What an engine holds: documents, terms, and several readers at once."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from seogo.engines import clauses as q
from seogo.engines.base import Document, Engine
from tests.engines.samples import EN, KO, WORDS, EngineCase, body, document, find, names


class ContentsContract(EngineCase):
    """Documents go in, change, go out, and come back as they were."""

    def test_an_empty_index_answers_everything_with_nothing(self, engine: Engine) -> None:
        engine.replace_all([])
        result = find(
            engine,
            q.Or((body("국가"), q.Everything(), q.Phrase("body_ko", ("가", "나"), (0, 1)))),
            filters=(q.DayRange(None, date(2026, 1, 1)),),
            grouped=True,
            sort="newest",
            facets=("lang", "tag"),
        )
        assert (result.hits, result.totals) == ([], (0,))
        assert result.facets == {"lang": (), "tag": ()}
        assert list(engine.terms("body_ko")) == []
        assert list(engine.frequencies([("body_ko", "국가")])) == [0]
        assert engine.stored(["a"]) == {}
        assert engine.content_hashes() == {}
        assert (engine.status().documents, engine.status().languages) == (0, {})

    def test_what_was_stored_comes_back_as_it_was(self, engine: Engine) -> None:
        blobs = [b"", b"\0\xff" * 3, random.Random(1).randbytes(200_000), "한글".encode()]
        ids = ["기록/가.ko", "a b.en", "[[.ko", "news/2026-01.en"]
        documents = [
            Document(name, KO, {}, {}, None, name, f"해시{blob[:2]!r}", blob)
            for name, blob in zip(ids, blobs, strict=True)
        ]
        engine.replace_all(documents)
        assert engine.stored([*ids, "nobody"]) == dict(zip(ids, blobs, strict=True)), (
            "stored() gives the bytes of known ids and leaves out the others"
        )
        assert engine.content_hashes() == {d.id: d.content_hash for d in documents}
        assert names(find(engine, q.Term("id", "기록/가.ko"))) == ["기록/가.ko"], "id filters"

    def test_replace_all_drops_what_was_there(self, engine: Engine) -> None:
        engine.replace_all([document("a", "국가"), document("b", "국가")])
        assert engine.status().documents == 2
        engine.replace_all([document("c", "국가 국가", lang=KO), document("d", "nation", lang=EN)])
        assert names(find(engine, body("국가"))) == ["c"], "an opened engine must look again"
        assert engine.stored(["a"]) == {}
        assert engine.status().languages == {"ko": 1, "en": 1}

    def test_apply_adds_replaces_and_removes(self, engine: Engine) -> None:
        engine.replace_all([document("a", "국가"), document("b", "모티프"), document("c", "국가")])
        assert engine.status().documents == 3
        changed = document("b", "국가", version=1)
        engine.apply([changed, document("d", "국가", lang=KO)], ["c", "nobody"])
        assert set(names(find(engine, body("국가")))) == {"a", "b", "d"}
        assert find(engine, body("모티프")).totals[0] == 0, "the old version is still found"
        assert engine.content_hashes() == {"a": "a@0", "b": "b@1", "d": "d@0"}
        assert engine.stored(["b"]) == {"b": b"b 1"}
        assert engine.status().documents == 3
        engine.apply([], ["a", "b", "d"])
        assert find(engine, q.Everything()).totals[0] == engine.status().documents == 0
        assert engine.content_hashes() == {}

    def test_one_id_is_one_document(self, engine: Engine) -> None:
        engine.replace_all([document("a", "국가")])
        for _ in range(2):
            versions = [document("a", "국가 모티프", version=n) for n in (1, 2)]
            engine.apply(versions, ["a", "a"])
            assert find(engine, q.Everything()).totals[0] == engine.status().documents == 1, (
                "two upserts of one id, or an upsert and a delete, must leave the last upsert"
            )
            assert engine.content_hashes() == {"a": "a@2"}

    def test_many_small_changes_keep_everything_in_its_place(self, engine: Engine) -> None:
        engine.replace_all(document(f"d{n:02}", f"국가 {'가 ' * n}", day=n + 1) for n in range(6))
        for step in range(14):  # enough for merges, where an engine has such
            engine.apply(
                [document(f"n{step:02}", "모티프 국가", lang=KO, day=100 + step, tags=("chips",))],
                [f"d{step:02}"],
            )
        left = [f"n{step:02}" for step in range(14)]
        assert names(find(engine, body("국가"), sort="oldest", limit=99)) == left
        assert engine.content_hashes() == {name: f"{name}@0" for name in left}
        assert engine.stored(left) == {name: f"{name} 0".encode() for name in left}
        assert find(engine, body("모티프"), facets=("tag",)).facets == {"tag": (("chips", 14),)}

    def test_what_one_wrote_another_reads(self, engine: Engine, tmp_path: Path) -> None:
        engine.replace_all([document("a", "국가"), document("b", "국가 모티프")])
        other = self.open_engine(tmp_path / "engine")
        try:
            assert find(other, body("모티프")).hits == find(engine, body("모티프")).hits
        finally:
            other.close()
        other.close()  # twice does no harm

    def test_a_source_that_fails_changes_nothing(self, engine: Engine, tmp_path: Path) -> None:
        engine.replace_all([document("a", "국가")])

        def failing() -> Iterator[Document]:
            yield document("a", "모티프", version=1)
            yield document("b", "모티프")
            raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space"):
            engine.apply(failing(), ["a"])
        assert engine.content_hashes() == {"a": "a@0"}, "an unfinished change is seen"
        engine.apply([document("b", "모티프")], [])  # nothing is locked
        assert engine.status().documents == 2

    def test_terms_of_a_field(self, engine: Engine) -> None:
        engine.replace_all(
            [
                document("a", "국가 국가 국민 나라 ai"),
                document("b", "국민 AI"),
                document("c", "국민", lang=EN),
            ]
        )
        assert list(engine.terms("body_ko")) == [
            *[("AI", 1), ("ai", 1)],
            *[("국가", 1), ("국민", 2), ("나라", 1)],
        ], "terms in code point order with document frequencies"
        assert list(engine.terms("body_ko", "국")) == [("국가", 1), ("국민", 2)]
        assert list(engine.terms("body_ko", "없")) == []
        wanted = [
            ("body_ko", "국민"),
            ("body_ko", "국"),
            ("bigrams_ko", "국민"),
            ("body_ko", "국민"),
        ]
        assert list(engine.frequencies(wanted)) == [2, 0, 0, 2]
        assert list(engine.frequencies([])) == []

    def test_terms_that_nobody_reads_to_the_end_stop_nobody(self, engine: Engine) -> None:
        engine.replace_all([document("a", "국가 국민 나라")])
        unfinished = engine.terms("body_ko")
        next(unfinished)
        found: list[int] = []
        thread = threading.Thread(
            target=lambda: found.append(find(engine, body("국가")).totals[0]), daemon=True
        )
        thread.start()
        thread.join(timeout=5)
        assert found == [1], "an iterator must not hold a lock between two terms"
        assert next(unfinished) == ("국민", 1)

    @pytest.mark.slow
    def test_several_threads_may_search(self, engine: Engine, tmp_path: Path) -> None:
        rng = random.Random(4)
        engine.replace_all(
            document(f"d{n:03}", " ".join(rng.choices(WORDS[KO], k=20)), day=n + 1)
            for n in range(200)
        )
        engine.close()
        clauses: list[q.Clause] = [
            *[body(word) for word in WORDS[KO]],
            q.Phrase("body_ko", ("국가", "가"), (0, 1)),
            q.And((body("ai"), body("검토"))),
        ]
        model = self.open_engine(tmp_path / "engine")
        results = [find(model, clause, facets=("lang",)) for clause in clauses]
        expected = [(result.hits, result.totals) for result in results]
        model.close()
        wrong: list[object] = []
        start = threading.Barrier(8)

        def search(seed: int) -> None:
            start.wait()  # all of them make the first call, which opens the files
            order = random.Random(seed)
            for _ in range(12):
                at = order.randrange(len(clauses))
                try:
                    result = find(engine, clauses[at], facets=("lang",))
                    stored = engine.stored(names(result))
                    if (result.hits, result.totals) != expected[at] or len(stored) != len(
                        result.hits
                    ):
                        wrong.append(clauses[at])
                except Exception as error:  # noqa: BLE001
                    wrong.append(error)

        threads = [threading.Thread(target=search, args=(seed,)) for seed in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
