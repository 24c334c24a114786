"""Sightings of files: what looks as it did is not read again, and no change is ever missed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles import archive as archive_module
from seogo.articles.archive import Archive
from seogo.storage.sightings import GRAIN, Sightings
from tests.rows import each_row

TICK = GRAIN // 4
"""Steps of the clock of the model, four of which its disk takes for one."""


class Disk:
    """A stupid file system: one file, whose times have a grain of four ticks."""

    def __init__(self) -> None:
        self.clock = 1_000 * GRAIN
        self.content, self.inode, self.mtime, self.ctime = "a", 1, 0, 0

    def now(self) -> int:
        return self.clock // GRAIN * GRAIN

    def write(self, content: str) -> None:
        self.content, self.mtime, self.ctime = content, self.now(), self.now()

    def replace(self, content: str) -> None:
        self.write(content)
        self.inode += 1

    def touch(self, back: int) -> None:
        """What `cp -p` and `touch -d` do: any time of the content, but not of the entry."""
        self.mtime, self.ctime = max(0, self.clock - back * TICK), self.now()

    def wait(self, ticks: int) -> None:
        self.clock += ticks * TICK

    def looks(self) -> os.stat_result:
        found = SimpleNamespace(
            st_size=len(self.content),
            st_ino=self.inode,
            st_mtime_ns=self.mtime,
            st_ctime_ns=self.ctime,
        )
        return cast(os.stat_result, found)


CONTENTS = st.sampled_from(["a", "b", "long"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["write", "replace"]), CONTENTS),
        st.tuples(st.just("touch"), st.integers(0, 20)),
        st.tuples(st.just("wait"), st.integers(0, 12)),
        st.tuples(st.just("scan"), st.none()),
        st.tuples(st.just("scan with the clock set back"), st.integers(1, 40)),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(steps=STEPS)
def test_no_change_is_missed(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    disk, saved = Disk(), tmp_path_factory.mktemp("index") / "sightings"
    known = ""

    def scan(now: int) -> None:
        nonlocal known
        sightings = Sightings.load(saved, now)
        if not (known and sightings.has("a.md", disk.looks(), known)):
            known = disk.content
            sightings.add("a.md", disk.looks(), known)
        assert known == disk.content
        sightings.save(saved)

    for step, value in [*steps, ("scan", None)]:
        if step == "scan":
            scan(disk.clock)
        elif step.startswith("scan"):
            true, disk.clock = disk.clock, disk.clock - value * TICK
            disk.write("z")  # it may get the times of then
            scan(disk.clock)
            disk.clock = true
        else:
            getattr(disk, step)(value)


def test_what_is_old_enough_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, saved = tmp_path / "archive", tmp_path / "sightings"
    root.mkdir()
    for name in ("a.ko.md", "b.ko.md", "bad.ko.md"):
        (root / name).write_text("---\ntitle: 글\n---\n하나")
    (root / "bad.ko.md").write_text("나쁨")
    (root / "link.en.md").symlink_to("a.ko.md")
    archive, later = Archive(root), time.time_ns() + 2 * GRAIN
    sightings = Sightings(later)
    first = archive.scan(sightings=sightings)
    sightings.save(saved)
    read: list[str] = []
    whole = archive_module._read

    def counting(name: str, folder: int, path: str) -> tuple[bytes, os.stat_result]:
        read.append(path)
        return whole(name, folder, path)

    monkeypatch.setattr(archive_module, "_read", counting)

    def scan(now: int = later) -> list[str]:
        read.clear()
        found = archive.scan(first.facts, sightings=Sightings.load(saved, now))
        paths = sorted({*read})
        assert found.facts == archive.scan().facts
        return paths

    assert scan() == ["link.en.md"], "what a link leads to is read"
    assert len(scan(later - 1)) == 4, "the clock was set back"
    times = (root / "b.ko.md").stat()
    time.sleep(0.02)  # two ticks of the kernel's clock
    (root / "b.ko.md").write_text("---\ntitle: 글\n---\n두울")
    os.utime(root / "b.ko.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert scan() == ["b.ko.md", "link.en.md"], "other content, of the same length and time"
    saved.write_bytes(saved.read_bytes()[:-1])
    assert len(scan()) == 4, "damaged sightings are not believed"


@each_row(
    ("inode", "modified"), [(2**64 - 1, 0), (1, -(2**62)), (1, 15_032_385_535 * 10**9), (1, -1)]
)
def test_any_time_and_inode_is_seen(inode: int, modified: int) -> None:
    disk = Disk()
    disk.inode, disk.mtime = inode, modified
    sightings = Sightings(disk.clock)
    assert not sightings.has("a.md", disk.looks(), "h")
    sightings.add("a.md", disk.looks(), "h")
    seen = Sightings(disk.clock, sightings._seen).has("a.md", disk.looks(), "h")
    assert seen == (modified < disk.clock)
