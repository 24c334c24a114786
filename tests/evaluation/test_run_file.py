"""Kept runs: what was written is read again, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seogo.errors import FileError, WriteRefused
from seogo.evaluation.metrics import METRICS
from seogo.evaluation.run_file import load_run, save_run
from seogo.languages import Language
from tests.evaluation import example_runs

RUN = example_runs.run(
    (example_runs.task("1"), "xa"),
    (example_runs.task("2", lang=Language.EN, kind="bridge", relevant=("b", "a")), "ab"),
    (example_runs.task("3"), ""),
)


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    save_run(RUN, path)
    assert load_run(path) == RUN
    with pytest.raises(WriteRefused, match="there already"):
        save_run(example_runs.run(), path)
    assert load_run(path) == RUN
    save_run(example_runs.run(), path, overwrite=True)
    assert load_run(path) == example_runs.run()


def test_the_file_is_json_with_one_query_a_line(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    save_run(RUN, path)
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    assert len(text.splitlines()) == len(RUN.rankings) + 2
    assert (data["index"], data["level"]) == ("f1", "bridge")
    assert data["queries"][0]["ranked"] == ["x", "a"]
    assert list(data["queries"][0]["metrics"]) == list(METRICS)
    assert data["queries"][0]["metrics"]["MRR@10"] == 0.5


def changed(path: Path, **values: object) -> None:
    """Write the run with other values in its head, or (``query``) in its second query."""
    save_run(RUN, path)
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    query = values.pop("query", {})
    assert isinstance(query, dict)
    data["queries"][1].update(query)
    path.write_text(json.dumps({**data, **values}), encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "line", "says"),
    [
        ({"format": "seogo-run/9"}, 0, "format is 'seogo-run/9'; one of seogo-run/1"),
        ({"level": "far"}, 0, "level is 'far'; one of exact, forms, bridge"),
        ({"index": None}, 0, "index is missing"),
        ({"queries": {}}, 0, "queries is not such a list"),
        ({"queries": [3]}, 2, "a query is not an object"),
        ({"query": {"ranked": "ab"}}, 3, "ranked is 'ab'"),
        ({"query": {"ranked": [1]}}, 3, "ranked is 1"),
        ({"query": {"file": ""}}, 3, "file is ''"),
        ({"query": {"lang": "de"}}, 3, "lang is 'de'"),
    ],
)
def test_other_files_are_refused_with_their_place(
    tmp_path: Path, values: dict[str, object], line: int, says: str
) -> None:
    path = tmp_path / "run.json"
    changed(path, **values)
    with pytest.raises(FileError, match=says) as caught:
        load_run(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_what_is_no_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    save_run(RUN, path)
    path.write_text(path.read_text(encoding="utf-8").replace('"b", "a"', '"b" "a"'))
    with pytest.raises(FileError, match=r"run\.json:3: not JSON"):
        load_run(path)
    with pytest.raises(FileError, match="cannot be read"):
        load_run(tmp_path)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused, match=r"none/run\.json cannot be written"):
        save_run(RUN, tmp_path / "none" / "run.json")
