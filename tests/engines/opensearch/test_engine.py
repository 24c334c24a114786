"""The engine on a cluster keeps the contract; and what is its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.engines import clauses as q
from seogo.engines.base import Document, Engine, FieldTerms
from seogo.engines.opensearch.cluster import Cluster
from seogo.engines.opensearch.engine import OpenSearchEngine, index_prefix
from seogo.engines.opensearch.scored_document import kept_length
from seogo.errors import IndexDamaged, IndexWriteError
from seogo.languages import Language
from tests.engines.contract import EngineContract
from tests.engines.samples import body, document, find

pytestmark = pytest.mark.slow
OWNER = Path("/archive")
"""The folder of all generations of these tests."""


@pytest.fixture(autouse=True)
def no_indexes(cluster: Cluster) -> Iterator[None]:
    """What a test leaves on the cluster is removed."""
    yield
    cluster.request("DELETE", f"/{index_prefix(cluster.settings.index, OWNER)}*")


class TestOpenSearchEngine(EngineContract):
    """The contract."""

    _cluster: Cluster

    @pytest.fixture(autouse=True)
    def connected(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def open_engine(self, folder: Path) -> Engine:
        return OpenSearchEngine(folder, self._cluster, OWNER)

    def kept_length(self, length: int) -> int:
        return kept_length(length)

    @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(st.data())
    def test_random_documents_and_clauses_as_the_model_says(self, data: st.DataObject) -> None:
        """Fewer than elsewhere: every change is an index on the cluster."""
        self.compare_random_cases(data)


def test_long_and_odd_terms_are_found(cluster: Cluster, tmp_path: Path) -> None:
    """Lucene refuses terms of over 32,766 bytes, tokenizers split those of over 255 characters."""
    terms = ["가" * 300, "a" * 40_000, "a" * 40_001, "b c", "d\1e", "\2", "\3", "\4A", "끝"]
    positions = [0, 1, 2, 2, 9, 10, 11, 12, 300]
    made = Document(
        "글.ko",
        Language.KO,
        {"body_ko": FieldTerms(terms, positions)},
        {"lang": ("ko",)},
        None,
        "글.ko",
        "1",
        b"",
    )
    engine = OpenSearchEngine(tmp_path, cluster, OWNER)
    engine.replace_all([made])
    for term in terms:
        assert find(engine, q.Term("body_ko", term)).totals == (1,), term[:10]
        assert engine.frequencies([("body_ko", term)]) == [1]
    for first, second, step in ((0, 1, 1), (4, 5, 1), (2, 4, 7), (3, 4, 7), (7, 8, 288)):
        pair = terms[first], terms[second]
        for offsets, found in (((0, step), 1), ((0, step + 1), 0)):
            phrase = q.Phrase("body_ko", pair, offsets)
            assert find(engine, phrase).totals == (found,), (pair[0][:5], offsets)
            assert (engine.explain(phrase, "글.ko") is not None) == bool(found)
    changed = replace(made, fields={"body_ko": FieldTerms(["끝"])}, content_hash="2")
    engine.apply([changed], [])
    assert dict(engine.terms("body_ko")) == {"끝": 1}, "a vocabulary takes back what it was given"
    engine.close()


def test_a_failed_build_leaves_nothing(cluster: Cluster, tmp_path: Path) -> None:
    engine = OpenSearchEngine(tmp_path, cluster, OWNER)
    engine.replace_all([document("a", "국가")])

    def failing() -> Iterator[Document]:
        yield document("b", "국가")
        raise OSError(28, "No space left on device")

    before = indexes(engine)
    with pytest.raises(OSError, match="No space"):
        engine.replace_all(failing())
    refused = replace(document("c"), keywords={"tag": ("가" * 11_000,)})
    with pytest.raises(IndexWriteError, match=r"refuses these articles \(1 in all\).*: c \("):
        engine.apply([document("b"), refused], [])
    assert indexes(engine) == before
    assert [hit.id for hit in find(engine, body("국가")).hits] == ["a"], "the last one answers"
    engine.close()


def test_the_alias_follows_the_current_generation(cluster: Cluster, tmp_path: Path) -> None:
    first, second = (OpenSearchEngine(tmp_path / name, cluster, OWNER) for name in "ab")
    first.replace_all([document("a", "국가")])
    first.published([tmp_path / "a"])
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    second.apply([document("b", "국가")], [])
    assert len(indexes(first)) == 2
    second.published([tmp_path / "a", tmp_path / "b"])
    alias = cluster.request("GET", f"/_alias/{cluster.settings.index}")
    assert list(alias) == [second._opened().index]
    assert [len(find(one, body("국가")).hits) for one in (first, second)] == [1, 2]
    second.published([tmp_path / "b"])
    assert indexes(first) == list(alias)
    first.close()
    with pytest.raises(IndexDamaged, match="un `seogo reindex`"):
        find(first, body("국가"))


def test_lengths_are_kept_in_a_byte() -> None:
    assert [kept_length(n) for n in (0, 1, 23, 39, 40)] == [0, 1, 23, 39, 40]
    assert [kept_length(n) for n in (41, 57, 1000, 100_000)] == [40, 56, 984, 98_328]


def indexes(engine: OpenSearchEngine) -> list[str]:
    """The names of what an archive has on the cluster."""
    return sorted(engine._cluster.request("GET", f"/{engine._prefix}*/_settings/index.uuid"))
