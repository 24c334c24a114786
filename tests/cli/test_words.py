"""`seogo words` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from tests.tiny import Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    """An archive without Hangul, for which no Kiwi is loaded."""
    tiny = Tiny(tmp_path)
    tiny.write("a.en", "Plain English.")
    return tiny


def words(tiny: Tiny, *arguments: str) -> Result:
    where = ["--archive", str(tiny.archive), "--index", str(tiny.index)]
    return CliRunner().invoke(main, ["words", *where, *arguments])


def test_words_are_added(tiny: Tiny) -> None:
    result = words(tiny, "--add", "가온코", "믿:음")
    assert result.exit_code == 0
    assert "Added: 가온코, 믿:음" in result.output
    assert "seogo reindex --dry-run" in result.output
    again = words(tiny, "--add", "--json", "가온코", "새론지")
    assert json.loads(again.output) == {"added": ["새론지"], "known": ["가온코"]}
    assert (tiny.archive / "dictionary.yaml").read_text(encoding="utf-8") == (
        '- 가온코\n- "믿:음"\n- 새론지\n'
    )
    assert "Already there: 가온코" in words(tiny, "--add", "가온코").output


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["가온코"], 2, "--add"),
        (["--add"], 2, "--add"),
        (["--limit", "0"], 2, "--limit"),
        (["--min-count", "none"], 2, "--min-count"),
        (["--add", "두 낱말"], 4, "cannot be a word"),
    ],
)
def test_wrong_usage(tiny: Tiny, arguments: list[str], status: int, says: str) -> None:
    result = words(tiny, *arguments)
    assert (result.exit_code, says in result.output) == (status, True)
    assert not (tiny.archive / "dictionary.yaml").exists()


def test_nothing_to_propose(tiny: Tiny) -> None:
    assert words(tiny).output == "No word is broken that often.\n"
    assert json.loads(words(tiny, "--json").output) == []


def test_no_archive_and_bad_lists(tiny: Tiny) -> None:
    (tiny.archive / "dictionary.yaml").write_text("- [no\n")
    result = words(tiny)
    assert (result.exit_code, "dictionary.yaml:" in result.output) == (4, True)
    (tiny.archive / "dictionary.yaml").unlink()
    (tiny.archive / "a.en.md").unlink()
    tiny.archive.rmdir()
    for arguments in ([], ["--add", "가온코"]):
        result = words(tiny, *arguments)
        assert (result.exit_code, "no archive folder" in result.output) == (4, True)
