"""Formats of other packages: what is installed is found, what is broken is named and left out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece
from seogo.importers.plugins import Plugins
from seogo.importers.registry import BUILT_IN, Registry

PACKAGE = """
from seogo.exporters.runner import FileFormat
from seogo.importers.format import Format
from seogo.importers.item import Item

def read(piece, data):
    title, body = data.decode().split("\\n", 2)[1:]
    yield Item(piece.where, title, body)

def write(chosen, file, options):
    count = 0
    for count, article in enumerate(chosen.articles(), 1):
        file.write(f"{article.title}\\n".encode())
    return count

NOTE = Format("note", lambda head: head.text.startswith("%%note"), read)
TITLES = FileFormat("titles", write)
"""
ENTRY_POINTS = """
[seogo.importers]
broken = seogo_absent:NOTE
note = seogo_plugin:NOTE
taken = seogo.importers.formats.mail:MAIL
wrong = seogo_plugin:read
[seogo.exporters]
broken = seogo_plugin:ABSENT
titles = seogo_plugin:TITLES
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A folder in which a package is installed."""
    folder = tmp_path / "packages"
    information = folder / "seogo_plugin-1.0.dist-info"
    information.mkdir(parents=True)
    (folder / "seogo_plugin.py").write_text(PACKAGE)
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: seogo-plugin\nVersion: 1.0\n"
    )
    (information / "entry_points.txt").write_text(ENTRY_POINTS)
    return folder


def seogo(plugin: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(plugin), *filter(None, sys.path)))
    environment = os.environ | {"PYTHONPATH": path, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "seogo", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_formats_of_a_package_are_used_and_broken_ones_named(plugin: Path, tmp_path: Path) -> None:
    archive, source = tmp_path / "archive", tmp_path / "sources"
    archive.mkdir()
    source.mkdir()
    (source / "a.txt").write_text(
        "%%note\nA bridge\nThe bridge was opened in May, and many people came.\n"
    )
    (source / "b.txt").write_text("A title\n\nA text of its own that is read by Seogo as before.\n")
    read = seogo(plugin, "import", str(source), "--archive", str(archive), "--into", ".")
    assert read.returncode == 0, read.stderr
    assert sorted(path.name for path in archive.iterdir()) == ["a-bridge.en.md", "a-title.en.md"]
    problems = [line for line in read.stderr.splitlines() if line.startswith("seogo: ")]
    assert problems == [
        "seogo: seogo.importers: seogo_absent:NOTE of seogo-plugin is left out: it cannot be loaded "
        "(ModuleNotFoundError: No module named 'seogo_absent')",
        "seogo: seogo.importers: seogo.importers.formats.mail:MAIL of seogo-plugin is left out: another "
        "format has the name mail",
        "seogo: seogo.importers: seogo_plugin:read of seogo-plugin is left out: it is not a format",
    ]
    target = tmp_path / "titles.txt"
    written = seogo(plugin, "export", str(target), "--format", "titles", "--archive", str(archive))
    assert written.returncode == 0, written.stderr
    assert target.read_text() == "A bridge\nA title\n"
    assert (
        "seogo_plugin:ABSENT of seogo-plugin is left out: it cannot be loaded (Attr"
        in written.stderr
    )
    assert "|titles]" in seogo(plugin, "export", "--help").stdout


def _read(piece: Piece, data: bytes) -> Iterator[Item]:
    yield Item(piece.where, "", data.decode())


def test_a_format_that_fails_is_left_out_from_then_on() -> None:
    failing = Format("failing", lambda head: 1 // len(head.name) > 9, _read)
    registry = Registry(BUILT_IN, Plugins((failing,)))
    for _ in range(2):
        assert registry.match(Head(b"A text", "")) is registry.named("text")
    (problem,) = registry.problems
    assert "failing" in str(problem) and "ZeroDivisionError" in str(problem)
    assert registry.named("failing") is None


def test_a_format_of_a_package_is_asked_before_those_that_match_everything() -> None:
    mine = Format("mine", lambda head: head.text.startswith("A"), _read)
    registry = Registry(BUILT_IN, Plugins((mine,)))
    assert registry.match(Head(b"A text")) is mine
    assert registry.match(Head(b"Another thing".lower())) is registry.named("text")
