"""A node is there, and what the engine needs of it."""

from __future__ import annotations

import json
import urllib.request

import pytest

pytestmark = pytest.mark.slow


def test_a_node_answers_with_its_version(opensearch: str) -> None:
    with urllib.request.urlopen(opensearch, timeout=30) as answer:
        found = json.load(answer)["version"]
    assert found.get("distribution") == "opensearch"
    assert int(found["number"].split(".")[0]) >= 2
