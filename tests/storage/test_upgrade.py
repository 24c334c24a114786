"""Indexes of earlier formats, made from the history: a plain ``reindex`` heals each, and so does a server that starts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from tests import former

PACKED = sorted(former.FOLDER.glob("*.tar.xz"))


@pytest.fixture(autouse=True)
def one_kiwi(site: object) -> Iterator[None]:
    """Sites share analyzers, and so Kiwis."""
    analyzers = cache(Analyzer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: analyzers)
        yield


@pytest.fixture(scope="module")
def right() -> former.Answers:
    """Answers of an index that today's code builds."""
    return former.expected("as it is")


def test_there_are_former_indexes() -> None:
    assert len(PACKED) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("packed", PACKED, ids=lambda path: path.name.partition(".")[0])
def test_a_plain_reindex_heals_a_former_index(packed: Path, right: former.Answers) -> None:
    assert former.complaints(packed, "as it is", right) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", former.WAYS[1:])
def test_a_checksum_that_changed_without_its_stamp(way: str) -> None:
    """From 47fd821 on stored analyses had today's stamp, but until 38c14ca another checksum."""
    (packed,) = (path for path in PACKED if "88cdbc7" in path.name)
    assert former.complaints(packed, way, former.expected(way)) == []
