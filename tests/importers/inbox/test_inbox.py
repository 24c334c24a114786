"""Watched folders: what is complete is imported and moved away, what is not is left alone."""

from __future__ import annotations

import errno
import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.errors import ImportRefused
from seogo.importers.inbox import inbox as inboxes
from seogo.importers.inbox.inbox import Inbox
from seogo.languages import Language
from seogo.messages.catalogues import text_of
from tests.write_points import WritePoints, counted

BRIDGE = "다리가 열렸다\n\n오월에 새 다리가 열려 많은 사람이 걸어서 건너갔다. 시장은 다리가 두 마을을 잇는다고 했다.\n"
FERRY = "The old ferry\n\nThe ferry stays where it was, and it carries those who like the water of the river.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def inbox(folder: Path) -> Iterator[Inbox]:
    with Inbox(folder, folder.parent / "archive") as opened:
        yield opened


def names(inbox: Inbox) -> list[str]:
    return [path.name for path in inbox.complete()]


def test_what_stands_still_is_complete(inbox: Inbox) -> None:
    file = inbox.folder / "글.txt"
    file.write_text(BRIDGE[:20])
    assert names(inbox) == []
    file.write_text(BRIDGE)
    assert names(inbox) == []
    assert names(inbox) == ["글.txt"] and inbox.is_unchanged(file)
    file.write_text(BRIDGE * 2)
    assert not inbox.is_unchanged(file)
    os.utime(file, ns=(1, 1))
    assert names(inbox) == []
    assert names(inbox) == ["글.txt"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden",
        "~$보고서.docx",
        "book.pdf.part",
        "x.crdownload",
        "a.TMP",
        "글.txt~",
        ".~lock.a.odt#",
        "big.zip.download",
    ],
)
def test_hidden_and_unfinished_files_are_left_alone(name: str, inbox: Inbox) -> None:
    (inbox.folder / name).write_text(BRIDGE)
    (inbox.folder / "whole.txt").write_text(BRIDGE)
    names(inbox)
    assert names(inbox) == ["whole.txt"]


def test_links_pipes_and_the_folders_of_the_inbox_are_left_alone(
    inbox: Inbox, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(BRIDGE)
    (inbox.folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inbox.folder / "folder").symlink_to(tmp_path / "archive")
    (inbox.folder / "gone").symlink_to(tmp_path / "nowhere")
    os.mkfifo(inbox.folder / "pipe.txt")
    for name in ("done", "refused"):
        (inbox.folder / name).mkdir()
    (inbox.folder / "download.pdf").touch()
    (inbox.folder / "download.pdf.part").touch()
    names(inbox)
    assert names(inbox) == []


def test_a_folder_is_complete_when_all_in_it_is(inbox: Inbox) -> None:
    inner = inbox.folder / "묶음" / "속"
    inner.mkdir(parents=True)
    (inner / "a.md").write_text(BRIDGE)
    (inner / "b.md.part").write_text(BRIDGE)
    names(inbox)
    assert names(inbox) == []
    (inner / "b.md.part").rename(inner / "b.md")
    assert names(inbox) == []
    assert names(inbox) == ["묶음"]


def test_names_that_are_there_get_a_number(inbox: Inbox) -> None:
    moved = []
    for text in ("하나", "둘", "셋"):
        file = inbox.folder / "글.tar.txt"
        file.write_text(text)
        moved.append(inbox.move(file))
        file.write_text(text)
        moved.append(inbox.move(file, f"no: {text}"))
        (inbox.folder / "묶음.v1").mkdir()
        moved.append(inbox.move(inbox.folder / "묶음.v1"))
    assert [one.name for one in moved] == [
        *("글.tar.txt", "글.tar.txt", "묶음.v1"),
        *("글.tar-2.txt", "글.tar-2.txt", "묶음.v1-2"),
        *("글.tar-3.txt", "글.tar-3.txt", "묶음.v1-3"),
    ]
    assert (inbox.folder / "refused" / "글.tar-2.txt.txt").read_text() == "no: 둘"
    assert moved[-2].read_text() == "셋"


def test_one_folder_has_one_watcher(inbox: Inbox) -> None:
    with (
        pytest.raises(ImportRefused, match="Another process"),
        Inbox(inbox.folder, inbox.folder.parent / "archive"),
    ):
        pass


def test_the_archive_is_no_inbox(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "in").mkdir(parents=True)
    for folder in (archive, archive / "in", tmp_path):
        with pytest.raises(ImportRefused, match="archive"):
            Inbox(folder, archive)


def test_a_link_in_place_of_a_folder_is_refused(inbox: Inbox, tmp_path: Path) -> None:
    (inbox.folder / "done").symlink_to(tmp_path / "archive")
    (inbox.folder / "a.txt").write_text(BRIDGE)
    with pytest.raises(ImportRefused):
        inbox.move(inbox.folder / "a.txt")
    assert (inbox.folder / "a.txt").exists()


def watched(folder: Path, ready: Callable[[], bool], *options: str) -> Result:
    """What ``import --watch`` prints until something is so, and a signal ends it."""

    ended = threading.Event()

    def end() -> None:
        while not ended.wait(0.02):
            if ready():
                os.kill(os.getpid(), signal.SIGTERM)
                return

    thread = threading.Thread(target=end, daemon=True)
    thread.start()
    archive = str(folder.parent / "archive")
    try:
        return CliRunner().invoke(
            main, ["import", "--watch", str(folder), "--archive", archive, *options]
        )
    finally:
        ended.set()
        thread.join()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inboxes, "INTERVAL", 0.05)


def is_empty(folder: Path) -> bool:
    return not [one for one in folder.iterdir() if one.name not in ("done", "refused")]


@pytest.mark.usefixtures("at_once")
def test_what_appears_is_imported_and_moved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "다리.txt").write_text(BRIDGE)
    (folder / "묶음").mkdir()
    (folder / "묶음" / "ferry.md").write_text(FERRY)
    result = watched(folder, lambda: is_empty(folder), "--into", "news")
    assert result.exit_code == 0, result.output
    assert sorted(one.name for one in (folder / "done").iterdir()) == ["다리.txt", "묶음"]
    articles = {one.name for one in (folder.parent / "archive" / "news").rglob("*.md")}
    assert articles == {"ferry.en.md", "다리가-열렸다.ko.md"}
    assert "다리.txt → done/다리.txt" in result.output and "reindex" in result.output


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("lang", list(Language))
def test_what_is_refused_says_why(
    lang: Language, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{lang.value}_KR.UTF-8" if lang is Language.KO else "en_US.UTF-8")
    (folder / "사진.bin").write_bytes(bytes(range(256)) * 4)
    (folder / "빈 글.txt").touch()
    (folder / "다리.txt").write_text(BRIDGE)
    result = watched(folder, lambda: is_empty(folder))
    assert result.exit_code == 1, result.output
    said = (folder / "refused" / "사진.bin.txt").read_text()
    assert text_of(lang, "import.unknown-format") in said
    assert text_of(lang, "import.empty-file") in (folder / "refused" / "빈 글.txt.txt").read_text()
    assert (folder / "done" / "다리.txt").exists()


@pytest.mark.usefixtures("at_once")
def test_what_is_the_same_is_done_and_json_is_a_line_for_each(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(BRIDGE)
    result = watched(folder, lambda: is_empty(folder), "--json")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert (first["counts"], second["counts"]) == ({"new": 1}, {"same": 1})
    assert second["moved"].endswith("done/b.txt")


@pytest.mark.usefixtures("at_once")
def test_a_vanished_folder_is_a_sentence(folder: Path) -> None:
    (folder / "a.txt").write_text(BRIDGE)

    def vanish() -> bool:
        if folder.exists() and is_empty(folder):
            folder.rename(folder.with_name("away"))
        return False

    result = watched(folder, vanish)
    assert result.exit_code == 4 and "inbox" in result.output and "Traceback" not in result.output


@pytest.mark.slow
@pytest.mark.usefixtures("at_once")
def test_a_full_disk_ends_it_and_what_came_waits(tmp_path: Path) -> None:
    """Whichever call is the first that is refused, nothing is lost, and the next run takes up what waits."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def run(name: str, points: WritePoints) -> tuple[Path, Result]:
        folder = tmp_path / name / "inbox"
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder.parent / "archive").mkdir()
            (folder / "다리.txt").write_text(BRIDGE)
            (folder / "사진.bin").write_bytes(bytes(range(256)) * 4)
        with counted(points):
            return folder, watched(folder, lambda: is_empty(folder))

    every = WritePoints()
    run("undisturbed", every)
    for at in range(1, len(every.kinds) + 1, 3):
        folder, result = run(str(at), WritePoints(refuse, at, lasting=True))
        assert isinstance(result.exception, SystemExit), (at, result.exception)
        assert result.exit_code in (1, 4) and "Traceback" not in result.output, (at, result.output)
        run(str(at), WritePoints())
        there = [one.name for one in folder.parent.rglob("*") if one.is_file()]
        assert sorted(there) == ["다리.txt", "다리가-열렸다.ko.md", "사진.bin", "사진.bin.txt"], at


@pytest.mark.parametrize("options", [("--dry-run",), ("--report", "x.txt"), ("other",)])
def test_what_does_not_go_with_it_is_said(options: tuple[str, ...], folder: Path) -> None:
    result = CliRunner().invoke(main, ["import", "--watch", str(folder), *options])
    assert result.exit_code == 2 and "--watch" in result.output
    missing = CliRunner().invoke(main, ["import", "--watch", str(folder / "nowhere")])
    assert missing.exit_code == 2 and "nowhere" in missing.output
