"""Whatever the operating system refuses is a sentence with a status; faults of Seogo stay visible."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.articles.archive import Archive
from seogo.cli import main

ARTICLE = "---\ntitle: 긴 글\n---\n\n" + "서고에 있는 글이다. " * 2_000 + "\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.ko.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def run(archive: Path, *arguments: str) -> Result:
    more = ["--archive", str(archive), "--index", str(archive.parent / "index")]
    return CliRunner().invoke(main, [*arguments, *more])


def shell(archive: Path, command: str, **environment: str) -> tuple[int, str, str]:
    """Status, output and errors of a command line in a shell; ``seogo`` and ``$A`` (its archive) are known there."""
    known = f'seogo() {{ "{sys.executable}" -m seogo "$@"; }}; A="--archive {archive}"; '
    done = subprocess.run(
        ["bash", "-c", known + command],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_is_full_or_closed(archive: Path) -> None:
    full = (4, "", "seogo: The output cannot be written: No space left on device.\n")
    for command in ("help importing", "show a.ko --json $A"):
        assert shell(archive, f"seogo {command} >/dev/full") == full
    assert shell(archive, "seogo show b.ko $A 2>/dev/full") == (4, "", "")
    assert shell(archive, "seogo show a.ko $A >&-") == (0, "", "")
    status, _, errors = shell(archive, "set -o pipefail; seogo show a.ko $A | true")
    assert (status, errors) == (1, "")


@pytest.mark.slow
def test_a_terminal_that_knows_no_hangul(archive: Path) -> None:
    status, shown, errors = shell(archive, "seogo show a.ko $A", PYTHONIOENCODING="ascii")
    assert (status, errors) == (0, "")
    assert shown.startswith(r"\uae34 \uae00")


@pytest.mark.parametrize(
    "arguments", [["new", "\udcff", "--lang", "ko"], ["show", "\udcff"], ["search", "a", "\udcff"]]
)
def test_an_argument_that_is_no_text(archive: Path, arguments: list[str]) -> None:
    result = run(archive, *arguments)
    assert result.exit_code == 2
    assert "not UTF-8" in result.output


def test_a_source_of_any_name(archive: Path) -> None:
    (archive.parent / "\udcff.txt").write_text(
        "제목\n\n글이다. 서울에 눈이 왔다.\n", encoding="utf-8"
    )
    good = run(archive, "import", str(archive.parent / "\udcff.txt"))
    assert good.exit_code == 0, good.output
    pasted = run(archive, "import", "붙여 넣은 글이다. " * 40)
    assert pasted.exit_code == 1
    assert "cannot be read (File name too long)" in pasted.output


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("archive/a.ko.md/x.jsonl", "cannot be written: Not a directory"),
        ("/", "is not an ordinary file"),
        ("/dev/full", "is not an ordinary file"),
        ("가" * 86, "cannot be written: File name too long"),
    ],
)
def test_a_target_that_is_none(archive: Path, target: str, said: str) -> None:
    for more in ([], ["--overwrite"]):
        path = str(archive.parent / target)
        result = run(archive, "export", path, "--format", "jsonl", *more)
        assert (result.exit_code, said in result.output) == (4, True), result.output
    assert [path.name for path in archive.parent.iterdir()] == ["archive"]


def test_errors_of_the_system_are_said_and_others_are_not(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(error: Exception) -> Result:
        def scan(*_: object) -> None:
            raise error

        monkeypatch.setattr(Archive, "scan", scan)
        return run(archive, "check")

    named = fail(OSError(errno.EIO, "Input/output error", "a.ko.md"))
    assert (named.exit_code, named.output) == (4, "seogo: a.ko.md: Input/output error.\n")
    nameless = fail(OSError(errno.EIO, "Input/output error"))
    assert nameless.exit_code == 4
    assert nameless.output == "seogo: The operating system refuses it: Input/output error.\n"
    fault = ValueError("a fault of Seogo")
    assert fail(fault).exception is fault
