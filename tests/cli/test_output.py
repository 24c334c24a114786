"""How commands print: colour, quiet, global options, results with reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.composition import Site
from tests.cli.test_cli import run


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="seogo")


@pytest.mark.parametrize(
    ("mode", "no_color", "colored"),
    [("always", "", True), ("always", "1", True), ("never", "", False), ("auto", "", False)],
)
def test_colour_is_chosen(
    site: Site, mode: str, no_color: str, colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    output = run(site, "search", "--color", mode, "김장").stdout
    assert ("\x1b[1;33m김장\x1b[0m" in output) == colored
    assert ("\x1b" in output) == colored


def test_global_options_stand_before_or_behind_a_command(site: Site, tmp_path: Path) -> None:
    where = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    before = invoke(*where, "--color", "always", "search", "김장").stdout
    assert before == invoke("search", "김장", *where, "--color", "always").stdout
    assert (
        before == invoke("--color", "never", "search", *where, "--color", "always", "김장").stdout
    )
    assert "1. " in before
    behind = invoke(*where, "status", "--archive", str(tmp_path), "--json")
    assert json.loads(behind.output)["archive"] == str(tmp_path)
    assert invoke("--color", "often", "status").exit_code == 2


def test_quiet_leaves_out_hints_and_reports(site: Site) -> None:
    loud = run(site, "search", "유네스코 서울").stdout
    assert "--partial" in loud
    assert (
        run(site, "search", "유네스코 서울", "-q").stdout
        == loud.partition("\n\nArticles with")[0] + "\n"
    )
    assert run(site, "check", "--quiet").stdout == ""


def test_a_missing_archive_is_said_as_such(tmp_path: Path) -> None:
    nowhere, index = tmp_path / "nowhere", tmp_path / "index"
    for command in ("search 김장", "status", "show x", "check", "lexicon x", "pairs"):
        result = invoke("--archive", str(nowhere), "--index", str(index), *command.split())
        assert result.exit_code == 4, command
        assert f"no archive folder at {nowhere}" in result.output
        assert "`seogo init`" in result.output
    nowhere.mkdir()
    result = invoke("--archive", str(nowhere), "--index", str(index), "search", "김장")
    assert "There is no index yet" in result.output


def test_partial_hits_come_where_nothing_better_is_there(site: Site) -> None:
    whole = run(site, "search", "유네스코 서울").stdout
    assert "Missing:" not in whole
    every = run(site, "search", "유네스코 서울", "--partial").stdout
    assert "   Missing: 서울\n" in every
    some = run(site, "search", "김장 쀍쀎", "--fold", "off").stdout.splitlines()
    assert "In no article: 쀍쀎" in some
    assert (
        some.count("   Missing: 쀍쀎")
        == sum("·" in line and "society/" in line for line in some)
        > 0
    )
    assert "1. " not in run(site, "search", "없는말쀍").stdout


def test_a_hit_says_by_what_other_word_it_was_found(site: Site) -> None:
    output = run(site, "search", "과기정통부").stdout
    assert "Matched: 과학기술정보통신부 ← 과기정통부" in output


def test_wrong_values_are_told_with_the_right_ones(site: Site) -> None:
    result = run(site, "search", "김장", "--from", "someday")
    assert (result.exit_code, "2026년 1월" in result.output) == (2, True)
    assert (
        "1. " in run(site, "search", "김장", "--from", "2023년 11월", "--to", "2023.11.22.").stdout
    )
