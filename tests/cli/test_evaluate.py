"""`seogo evaluate`: what it prints, keeps and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.cli.evaluate import evaluate_tasks
from seogo.composition import Site
from tests.evaluation.example_runs import KIMJANG, ROCKET, write_rows

pytestmark = pytest.mark.slow


def evaluate(site: Site, *arguments: object) -> Result:
    where = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, ["evaluate", *where, *map(str, arguments)])


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    """A file of tasks of the sample archive."""
    bridge = {**KIMJANG, "id": "k2", "kind": "bridge", "relevant": ["society/kimjang.en"]}
    return write_rows(tmp_path / "sample.jsonl", [KIMJANG, ROCKET, bridge])


def test_figures_are_printed_by_file_kind_and_language(
    site: Site, tasks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate_tasks(site.search, [tasks])
    lines = capsys.readouterr().out.splitlines()
    head, ko, *rest = lines
    columns = ["MRR@10", "nDCG@10", "Recall@1", "Recall@10", "Recall@100"]
    assert head.split() == ["tasks", "queries", *columns]
    assert ko.split() == ["sample", "1", *["1.0000"] * 5]
    assert rest[0].split() == ["mono", "ko", *["1.00–1.00"] * 5]
    assert [line.split()[:2] for line in rest[1:5]] == [
        *(["sample", "1"], ["mono", "en"], ["sample", "1"], ["bridge", "ko"])
    ]
    assert max(map(len, lines)) <= 80


def test_json_says_the_same(site: Site, tasks: Path) -> None:
    result = evaluate(site, "--json", "--kind", "mono", "--level", "forms", "--limit", 1, tasks)
    assert result.exit_code == 0
    data = json.loads(result.output)
    assert (data["level"], data["missing"]) == ("forms", [])
    (figures,) = data["figures"]
    assert (figures["file"], figures["lang"], figures["queries"]) == ("sample", "ko", 1)
    assert figures["metrics"]["nDCG@10"] == {"mean": 1.0, "low": 1.0, "high": 1.0}
    assert "comparison" not in data


def test_a_kept_run_is_compared_with(
    site: Site, tasks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    evaluate_tasks(site.search, [tasks], kind="mono", save=kept)
    capsys.readouterr()
    evaluate_tasks(site.search, [tasks], kind="mono", against=kept)
    same = capsys.readouterr().out
    assert "0 improved (by nDCG@10)" in same
    assert "0 broken" in same
    data = json.loads(kept.read_text(encoding="utf-8"))
    data["queries"][0]["ranked"][:0] = ["x.ko", "y.ko"]
    kept.write_text(json.dumps(data), encoding="utf-8")
    found = evaluate_tasks(site.search, [tasks], against=kept)["comparison"]
    better = capsys.readouterr().out
    assert "1 improved (by nDCG@10)" in better
    assert "  3 → 1  +0.500  sample k1  이웃이 모여 배추를 절이는 때" in better
    assert "Not compared (in one run only, or with another query): 1\n" in better
    assert [(c["id"], c["place_before"], c["place"]) for c in found["improved"]] == [("k1", 3, 1)]
    assert found["differences"][0]["metrics"]["MRR@10"]["mean"] == pytest.approx(2 / 3)
    assert found["alone"] == 1


def test_only_the_largest_changes_are_printed(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{**KIMJANG, "id": f"k{number}"} for number in range(13)]
    tasks, kept = write_rows(tmp_path / "many.jsonl", rows), tmp_path / "kept.json"
    evaluate_tasks(site.search, [tasks], save=kept)
    data = json.loads(kept.read_text(encoding="utf-8"))
    for query in data["queries"]:
        query["ranked"] = []
    kept.write_text(json.dumps(data), encoding="utf-8")
    capsys.readouterr()
    found = evaluate_tasks(site.search, [tasks], against=kept)["comparison"]
    printed = capsys.readouterr().out
    assert "13 improved" in printed
    assert printed.count("  – → 1  ") == 10
    assert "… and 3 more" in printed
    assert (len(found["improved"]), found["improved_more"]) == (10, 3)


def test_an_index_of_something_else_is_noticed(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{**KIMJANG, "relevant": ["tldr/common/tar.ko"]}]
    evaluate_tasks(site.search, [write_rows(tmp_path / "tldr.jsonl", rows)])
    assert "The index does not have tldr/common/tar.ko" in capsys.readouterr().out


def test_quiet_prints_nothing(site: Site, tasks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_tasks(site.search, [tasks], limit=1, quiet=True)["figures"]
    assert capsys.readouterr().out == ""


def test_small_cases_are_counted_by_category(site: Site, tmp_path: Path) -> None:
    cases = write_rows(
        tmp_path / "cases.jsonl",
        [
            {
                "id": "e1",
                "cat": "english",
                "query": "libraries",
                "must": "The library opens.",
                "not_above": "The liberty bell opens.",
            },
            {
                "id": "e2",
                "cat": "english",
                "query": "beetle",
                "must": "An insect.",
                "not_above": "A poem.",
            },
            {
                "id": "k1",
                "cat": "keyboard",
                "query": "gksrmf",
                "must": "One.",
                "not_above": "Two.",
            },
            {"query": "KOSPI", "must": "KOSPI fell.", "via": "knowledge"},
        ],
    )
    result = evaluate(site, "--cases", cases)
    assert result.exit_code == 0
    rows = [line.split() for line in result.output.splitlines()]
    assert rows[1:4] == [["english", "1", "2"], ["keyboard", "0", "1"], ["all", "1", "3"]]
    assert rows[4] == ["knowledge", "(apart)", "1", "1"]
    assert "e2 english: beetle: the text is not among the first ten" in result.output
    data = json.loads(evaluate(site, "--json", "--cases", cases).output)
    assert (data["passed"], data["cases"]) == (1, 3)
    assert data["categories"]["english"] == {"passed": 1, "cases": 2}
    assert [case["id"] for case in data["failing"]] == ["e2", "k1"]


def test_bad_input_is_said_with_its_place(site: Site, tasks: Path, tmp_path: Path) -> None:
    bad = write_rows(tmp_path / "bad.jsonl", [KIMJANG, {**KIMJANG, "lang": "fr"}])
    result = evaluate(site, bad)
    assert result.exit_code == 4
    assert f"seogo: {bad}:2: lang is 'fr'; one of ko, en" in result.output
    result = evaluate(site, tasks, "--against", bad)
    assert (result.exit_code, f"{bad}:2: not JSON" in result.output) == (4, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Name files of tasks"),
        (["TASKS", "--cases", "TASKS"], "Name files of tasks"),
        (["--cases", "TASKS", "--limit", "3"], "--cases takes --level and --json only"),
        (["TASKS", "--kind", "both"], "mono"),
        (["TASKS", "--level", "far"], "forms"),
        (["TASKS", "--limit", "0"], "--limit"),
        (["none.jsonl"], "none.jsonl"),
    ],
)
def test_wrong_usage_says_what_is_right(
    site: Site, tasks: Path, arguments: list[str], says: str
) -> None:
    result = evaluate(site, *(str(tasks) if one == "TASKS" else one for one in arguments))
    assert result.exit_code == 2
    assert says in result.output
