"""Drafts: a file is whole or as it was, and what killed runs leave is taken away."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from seogo.errors import WriteRefused
from seogo.storage.drafts import locked, open_draft, opened, remove_leftovers, write_file

LEFT = ".seogo-0123456789abcdef"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(target: Path, data: bytes, *, overwrite: bool = True) -> None:
    with write_file(target, overwrite=overwrite) as file:
        file.write(data)


def sweep(folder: Path, *, deep: bool = True) -> None:
    with opened(folder) as descriptor:
        remove_leftovers(descriptor, deep=deep)


def test_a_file_is_written_and_replaced_only_if_asked(tmp_path: Path) -> None:
    target = tmp_path / ("가" * 80 + ".jsonl")  # 246 bytes
    write(target, b"one", overwrite=False)
    target.chmod(0o640)
    with pytest.raises(WriteRefused, match="--overwrite"):
        write(target, b"two", overwrite=False)
    write(target, b"three")
    assert target.read_bytes() == b"three"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names(tmp_path) == [target.name]


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with (
        pytest.raises(WriteRefused, match="there already"),
        write_file(target, overwrite=False) as file,
    ):
        file.write(b"late")
        target.write_bytes(b"first")
    assert target.read_bytes() == b"first"
    assert names(tmp_path) == ["a"]


def test_only_ordinary_files_are_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("none")
    before = names(tmp_path)
    for name in ("fifo", "folder", "link", "dangling"):
        for overwrite in (False, True):
            with pytest.raises(WriteRefused, match=f"{name} is not an ordinary file"):
                write(tmp_path / name, b"x", overwrite=overwrite)
    for target in (Path("/dev/null"), Path("/dev/full"), Path(), Path("/")):
        with pytest.raises(WriteRefused, match="not an ordinary file"):
            write(target, b"x")
    assert names(tmp_path) == before
    assert (tmp_path / "real").read_bytes() == b"real"
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("file/below", "Not a directory"),
        ("none/below", "No such file or directory"),
        ("나" * 86, "File name too long"),
    ],
)
def test_a_place_that_no_file_can_have(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for overwrite in (False, True):
        with pytest.raises(WriteRefused, match=f"{name} cannot be written: {reason}"):
            write(tmp_path / name, b"x", overwrite=overwrite)
    assert names(tmp_path) == ["file"]


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with opened(tmp_path) as folder:
        for data, placed in ((b"one", True), (b"two", False)):
            with open_draft(folder) as draft:
                draft.file.write(data)
                assert draft.place("a") is placed
        monkeypatch.setattr(os, "rename", refuse)
        with pytest.raises(PermissionError), open_draft(folder) as draft:
            draft.place("b")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_leftovers_are_known_by_name_owner_and_lock(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    hidden = tmp_path / ".git"
    deep.mkdir(parents=True)
    hidden.mkdir()
    others = (".seogo-0123", ".seogo-0123456789abcdeg", "x.seogo-0123456789abcdef", "seogo.yaml")
    for name in (*others, LEFT):
        (deep / name).write_bytes(b"x")
        (hidden / name).write_bytes(b"x")
    (tmp_path / LEFT).symlink_to("seogo.yaml")
    (tmp_path / f"{LEFT[:-1]}0").mkdir()
    os.mkfifo(tmp_path / f"{LEFT[:-1]}1")
    with opened(deep) as folder, open_draft(folder) as draft:
        draft.file.write(b"in work")
        sweep(tmp_path, deep=False)
        assert LEFT in names(deep)
        sweep(tmp_path)
        assert names(deep) == sorted((*others, draft._name))
        assert draft.place("done")
    assert names(deep) == sorted((*others, "done"))
    assert names(hidden) == sorted((*others, LEFT))
    assert [name[-1] for name in names(tmp_path) if name.startswith(".seogo-")] == ["0", "1", "f"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_what_others_left_stays(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_bytes(b"x")
    os.chown(tmp_path / LEFT, 65534, 65534)
    sweep(tmp_path)
    assert names(tmp_path) == [LEFT]


def test_without_locks_age_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    young = f"{LEFT[:-1]}0"
    for name, age in ((LEFT, 3700), (young, 3500)):
        (tmp_path / name).write_bytes(b"x")
        there = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (there, there))
    write(tmp_path / "a", b"x")
    with locked(tmp_path):
        assert names(tmp_path) == [young, "a"]


KILLED = """
import os, signal, sys
from pathlib import Path
from seogo.storage.drafts import write_file
with write_file(Path(sys.argv[1]), overwrite=False) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_next_run_takes_away_what_a_killed_one_left(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a.csv")])
    assert killed.returncode < 0
    assert [name.startswith(".seogo-") for name in names(tmp_path)] == [True]
    write(tmp_path / "b.csv", b"whole")
    assert names(tmp_path) == ["b.csv"]


def test_a_lock_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seogo.storage.drafts._LOCK_WAIT", 0.1)
    with (
        locked(tmp_path),
        pytest.raises(WriteRefused, match="Another process"),
        locked(tmp_path),
    ):
        pass
