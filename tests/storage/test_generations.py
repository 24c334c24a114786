"""Generations: whatever happens to their files, readers get a good one or one sentence."""

from __future__ import annotations

import os
import random
import threading
import time
from pathlib import Path

import pytest

from seogo.errors import IndexBusy, IndexDamaged, IndexMissing, IndexStale, IndexWriteError
from seogo.storage.generation import Generation, Lease, sha256
from seogo.storage.generations import Generations
from seogo.storage.manifest import Manifest


def manifest() -> Manifest:
    return Manifest(0, "2026-01-19T00:00:00+00:00", "stamp", 0, ("믿:음",), ({"ko": "서고"},))


def build(
    generations: Generations, text: str = "x", origin: Generation | None = None
) -> Generation:
    """A generation with one file, published."""
    with generations.building():
        folder = generations.begin(origin)
        path = folder / "engine" / "data"
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(text)
        generation = generations.seal(folder, manifest())
        generations.publish(generation)
    return generation


def numbers(generations: Generations) -> list[int]:
    return sorted(int(path.name) for path in generations.folder.glob("generations/*"))


def opened(generations: Generations) -> int:
    with generations.open() as lease:
        return lease.generation.manifest.number


def sentence(error: pytest.ExceptionInfo[BaseException]) -> str:
    """The text of an error, which is one line and says what to do."""
    text = str(error.value)
    assert "\n" not in text
    assert "seogo reindex" in text
    return text


# Manifests


def test_a_manifest_comes_back_as_it_was() -> None:
    raw = manifest().to_bytes()
    assert Manifest.from_bytes(raw, Path("m")).to_bytes() == raw
    assert Manifest.from_bytes(raw, Path("m")).dictionary == ("믿:음",)


def test_a_manifest_with_any_other_byte_is_refused() -> None:
    raw = manifest().to_bytes()
    rng = random.Random(1)
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ rng.randint(1, 255)]) + raw[at + 1 :]
        for tampered in (changed, raw[:at]):
            with pytest.raises(IndexDamaged):
                Manifest.from_bytes(tampered, Path("manifest.json"))


def test_a_manifest_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seogo.storage.manifest.MANIFEST_VERSION", 99)
    raw = manifest().to_bytes()
    monkeypatch.undo()
    with pytest.raises(IndexStale) as error:
        Manifest.from_bytes(raw, Path("manifest.json"))
    sentence(error)


def test_only_links_keep_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generations = Generations(tmp_path)
    read: list[str] = []
    first = build(generations)

    def counting(path: Path) -> str:
        read.append(path.name)
        return sha256(path)

    monkeypatch.setattr("seogo.storage.generations.sha256", counting)
    with generations.building():
        folder = generations.begin(first)
        (folder / "more").write_text("y")
        second = generations.seal(folder, manifest(), first)
        assert read == ["more"]
        assert second.manifest.files["engine/data"] == first.manifest.files["engine/data"]
        mark = second.manifest.files["engine/data"]
        folder = generations.begin(second)
        path = folder / "engine" / "data"
        path.unlink()
        path.write_text("z")  # of the same size, and now of the same time
        os.utime(path, ns=(0, mark.modified))
        read.clear()
        third = generations.seal(folder, manifest(), second)
        assert (read, third.manifest.files["engine/data"].sha256 != mark.sha256) == (["data"], True)


# The pointer


def test_no_index(tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(IndexMissing) as error:
            Generations(folder).open()
        sentence(error)
        with pytest.raises(IndexMissing):
            Generations(folder).newest(thorough=True)


@pytest.mark.parametrize(
    "content", [b"", b"7\n", b"-1", b"\xff\xfe\0", b"9" * 5000, b"../../etc", None]
)
def test_a_pointer_that_leads_nowhere(tmp_path: Path, content: bytes | None) -> None:
    generations = Generations(tmp_path)
    build(generations)
    build(generations)
    pointer = tmp_path / "current"
    pointer.unlink()
    if content is not None:
        pointer.write_bytes(content)
    assert opened(generations) == 2, "the newest good generation"
    assert generations.newest(thorough=True).manifest.number == 2
    build(generations)
    assert pointer.read_text() == "3\n"
    assert opened(generations) == 3


def test_the_pointer_counts_not_the_number(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    build(generations)
    with generations.building():  # killed between seal and publish
        generations.seal(generations.begin(), manifest())
    assert opened(generations) == 1
    assert build(generations).manifest.number == 3
    assert opened(generations) == 3


def test_the_token_changes_with_every_switch(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    tokens = [generations.token()]
    for _ in range(5):
        build(generations)
        tokens.append(generations.token())
    assert len(set(tokens)) == len(tokens)


# Building


def test_an_unfinished_generation_is_not_seen_and_removed(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    build(generations)
    with generations.building():
        left = generations.begin()
        (left / "engine").mkdir()
    assert opened(generations) == 1
    build(generations)
    assert numbers(generations) == [1, 2]
    assert opened(generations) == 2


def test_a_generation_whose_manifest_is_a_folder_is_removed(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    build(generations)
    build(generations)
    manifest_file = tmp_path / "generations" / "000001" / "manifest.json"
    manifest_file.unlink()
    manifest_file.mkdir()
    with generations.building():
        assert numbers(generations) == [2]
    assert opened(generations) == 2


def test_a_second_builder_is_told_who_builds(tmp_path: Path) -> None:
    first, second = Generations(tmp_path), Generations(tmp_path)
    with first.building():
        with pytest.raises(IndexBusy, match=f"built by process {os.getpid()} since .*--wait"):
            second.building().__enter__()
        with pytest.raises(IndexBusy):
            second.building().__enter__()
    with second.building():  # given back
        pass


def test_a_builder_tells_how_far_it_is_while_it_builds(tmp_path: Path) -> None:
    building, reading = Generations(tmp_path), Generations(tmp_path)
    assert reading.progress() is None
    with building.building():
        assert reading.progress() == (0, 0)
        for done in (0, 10_000, 9):
            building.tell(done, 13_826)
            assert reading.progress() == (done, 13_826)
        with pytest.raises(IndexBusy, match=f"by process {os.getpid()} since [0-9:]+;"):
            reading.building().__enter__()
    assert reading.progress() is None
    told = tmp_path / "building"
    # a process that was killed, and what was never written here
    for text in (b"process 4194305 since 10:00:00\n3 / 4\n", b"process 1 since", b"\xff", b""):
        told.write_bytes(text)
        assert reading.progress() is None


def test_a_second_builder_may_wait(tmp_path: Path) -> None:
    order: list[str] = []
    first, second = Generations(tmp_path), Generations(tmp_path)

    def wait() -> None:
        with second.building(wait=True):
            order.append("second")

    with first.building():
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.3)
        order.append("first")
    thread.join(timeout=5)
    assert order == ["first", "second"]


def test_a_builder_that_fails_lets_the_next_one_in(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    with pytest.raises(RuntimeError), generations.building():
        raise RuntimeError
    with generations.building():
        pass


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    with pytest.raises(IndexWriteError) as error:
        Generations(tmp_path / "index").building().__enter__()
    assert "\n" not in str(error.value)


def test_files_are_linked(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first = build(generations)
    (first.folder / "unlisted").write_text("x")
    with generations.building():
        folder = generations.begin(generations.newest(thorough=True))
        assert os.path.samefile(folder / "engine/data", first.folder / "engine/data")
        assert not (folder / "unlisted").exists()
        assert not (folder / "manifest.json").exists()
        assert not os.path.samefile(folder / "lease", first.folder / "lease")


def test_files_are_copied_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    generations = Generations(tmp_path)
    first = build(generations, "한글")
    monkeypatch.setattr("os.link", refuse)
    with generations.building():
        folder = generations.begin(first)
        assert not os.path.samefile(folder / "engine/data", first.folder / "engine/data")
        assert (folder / "engine/data").read_text() == "한글"
        generations.publish(generations.seal(folder, manifest()))
    assert opened(generations) == 2


# Removing


def test_old_generations_go_and_one_stays_behind(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    for _ in range(4):
        build(generations)
    assert numbers(generations) == [3, 4]


def test_a_generation_that_is_read_stays(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    build(generations, "first")
    with Generations(tmp_path).open() as lease:
        for _ in range(3):
            build(generations)
        assert numbers(generations) == [1, 3, 4]
        assert (lease.generation.folder / "engine/data").read_text() == "first"
    build(generations)
    assert numbers(generations) == [4, 5]


def test_a_lease_that_comes_too_late(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    old = build(generations)
    for _ in range(2):
        build(generations)
    with pytest.raises(IndexDamaged):
        Lease(old)
    old.folder.mkdir()
    (old.folder / "lease").touch()  # opened, but the rest is gone
    with pytest.raises(IndexDamaged):
        Lease(old)


def test_a_reader_that_is_overtaken_looks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generations, reader = Generations(tmp_path), Generations(tmp_path)
    build(generations)
    listed = reader._candidates()
    later = iter([listed])

    def candidates() -> list[int]:
        if (stale := next(later, None)) is None:
            return Generations._candidates(reader)
        for _ in range(3):  # all that were listed are replaced and removed
            build(generations)
        return stale

    monkeypatch.setattr(reader, "_candidates", candidates)
    assert opened(reader) == 4


def test_a_damaged_generation_is_not_what_is_kept(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    build(generations, "good")
    (build(generations, "bad").folder / "engine/data").write_text("damaged")
    assert opened(generations) == 1
    build(generations, "new")
    assert numbers(generations) == [1, 3], "the last good one stays, not the damaged one"
