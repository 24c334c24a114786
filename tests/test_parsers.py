"""Everything that parses, over its seeds and small mutations of them; tests/benchmarks/fuzz_parsers.py does it for longer."""

from __future__ import annotations

import pytest

from tests.benchmarks.parsers import TARGETS, mutations


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_whatever_is_parsed_is_read_or_refused(name: str) -> None:
    for data in (*TARGETS[name].seeds()[:5], *mutations(TARGETS[name], seed=1, count=50)):
        TARGETS[name].run(data)
