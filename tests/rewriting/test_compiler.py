"""What a compiler keeps of queries that are done."""

from __future__ import annotations

import pytest

from seogo.composition import Site
from seogo.query.parser import parse
from seogo.rewriting import compiler as module


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["{}", "-{}", "tag:{}", '"{} {}"'])
def test_long_queries_do_not_stay_in_memory(site: Site, sign: str) -> None:
    compiler = site.current().compiler
    before = compiler._compiled.cache_info().currsize
    for number in range(module._CACHED_LONG + 5):
        words = (sign.format(f"w{number}x{at}", "y") for at in range(module._LONG + 1))
        compiler.compile(parse(" ".join(words)))
    assert compiler._compiled.cache_info().currsize == before
    assert compiler._compiled_long.cache_info().currsize <= module._CACHED_LONG
    assert compiler._analyzed_long.cache_info().currsize <= module._CACHED_LONG
