"""Threads that read Markdown: nothing of the parser is made while several of them use it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_FIRST_USE = """
from seogo.articles.commonmark import commonmark
import markdown_it.ruler, mdurl._decode, mdurl._encode

class Full(dict):
    def __setitem__(self, key, value):
        raise AssertionError(f"a table is made: {key}")

def compiled(ruler):
    raise AssertionError("rules are compiled")

mdurl._encode.encode_cache = Full(mdurl._encode.encode_cache)
mdurl._decode.decode_cache = Full(mdurl._decode.decode_cache)
markdown_it.ruler.Ruler.__compile__ = compiled
commonmark().parse("# A\\n\\n- [a](b%20c) <https://d.example/e%20f> ![g](h)\\n\\n|a|b|\\n|-|-|\\n[^1]")
"""


@pytest.mark.slow
def test_a_parser_is_whole_before_threads_use_it() -> None:
    done = subprocess.run([sys.executable, "-c", _FIRST_USE], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
