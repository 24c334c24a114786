"""Disks that fail: whichever call of a writing command is refused, it ends with a sentence, and nothing is lost or torn.

tests/benchmarks/disks.py does it for every call with every error, and on a real small file system.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from seogo.analysis.analyzer import Analyzer
from seogo.articles.wordlists import load_dictionary
from seogo.cli import main
from seogo.dictionary.additions import add_words
from tests.refused_calls import refused_call, undisturbed
from tests.writing_commands import COMMANDS, Command, Workshop

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_general_glossary")]

ERRORS = (errno.ENOSPC, errno.EROFS, errno.EIO)


@pytest.fixture(scope="module")
def workshop(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The small archive with its index; commands share a Kiwi."""
    workshop = Workshop(tmp_path_factory.mktemp("disks"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        workshop.build()
        yield workshop


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_a_call_that_is_refused(workshop: Workshop, command: Command) -> None:
    """Every call of a short command is tried here, and some of a long one."""
    right = undisturbed(workshop, command)
    step = max(1, len(right.kinds) // (4 if command.indexes else 8))
    wrong = []
    for number, at in enumerate(range(1, len(right.kinds) + 1, step)):
        code, lasting = ERRORS[number % 3], number % 4 == 3
        wrong += refused_call(workshop, command, right, at, code, lasting=lasting)
    assert wrong == []


def test_additions_at_once_all_succeed(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.yaml"
    words = [f"낱말{chr(ord('가') + number)}" for number in range(12)]
    threads = [Thread(target=add_words, args=(path, [word])) for word in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(load_dictionary(path)) == words
    assert [file.name for file in tmp_path.iterdir()] == ["dictionary.yaml"]


def test_no_index_is_begun_where_the_archive_is_gone(tmp_path: Path) -> None:
    where = ["--archive", str(tmp_path / "none"), "--index", str(tmp_path / "index")]
    result = CliRunner().invoke(main, ["reindex", *where])
    assert (result.exit_code, "no archive folder" in result.output) == (4, True)
    assert list(tmp_path.iterdir()) == []
