"""A metadata field is one declaration: everything else is made from it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Where a field that is declared besides the others is found."""
    folder = str(tmp_path_factory.mktemp("further"))
    command = [sys.executable, "-m", "tests.articles.further_field", folder]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3_000:]
    answers: dict[str, Any] = json.loads(run.stdout)
    return answers


def test_a_further_field_is_a_filter_in_queries_and_addresses(found: dict[str, Any]) -> None:
    assert found["field"] == ["b.en"]
    assert sorted(found["parameter"]) == ["a.en", "b.en"]
    assert "section" not in found["checked"], "a key that means something"


def test_a_further_field_is_an_option(found: dict[str, Any]) -> None:
    assert [hit["id"] for hit in found["option"]["results"]] == ["b.en"]


def test_a_further_field_is_a_facet_and_a_page(found: dict[str, Any]) -> None:
    assert found["facet"] == [{"value": "사설", "count": 2}, {"value": "연재", "count": 1}]
    assert "<h3>section</h3>" in found["page"] and "section=사설" in found["page"]
    assert "section" in found["filtered"] and "연재" in found["filtered"]
    assert "section=연재" in found["browse"] and "/sections" in found["browse"]


def test_a_further_field_is_a_column_that_comes_back(found: dict[str, Any]) -> None:
    (row,) = csv.DictReader(found["table"].splitlines())
    assert row["section"] == "사설; 연재"
    exported = [row["section"] for row in csv.DictReader(found["export"].splitlines())]
    assert exported == ["사설", "사설; 연재", ""]
    assert "사설" in found["imported"] and "연재" in found["imported"]


def test_a_further_field_is_a_parameter_of_the_api(found: dict[str, Any]) -> None:
    names = found["openapi"]
    assert names[:7] == ["q", "lang", "source", "tag", "author", "translated", "section"]
