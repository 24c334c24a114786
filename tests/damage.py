"""Every kind of damage to every file of an index, and what an index may answer then.

tests/benchmarks/damage.py tries all combinations, tests/storage/test_damage.py a few of them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from seogo.composition import Site, open_site
from seogo.errors import IndexUnavailable
from seogo.indexing.indexer import IndexOptions
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings
from seogo.storage.generations import Generations
from seogo.storage.manifest import FileMark
from tests.former import write_archive

QUERIES: Final = (
    "김장",
    "cabbages",
    "유네스코 2013",
    "고속철도",
    "high-speed rail",
    "나누다",
    '"배추 300"',
    "",
)
SAMPLE: Final = Path(__file__).parent.parent / "archive"
FLIPS: Final = 16
CUTS: Final = 5
Answers: TypeAlias = dict[str, Any]
"""Answers by question; None where one sentence said that there is none."""


def open_index(work: Path) -> Site:
    """The site of the archive and the index in a folder, as a process that starts sees it."""
    return open_site(load_settings(work / "archive", work / "index", {}))


def build_pristine(work: Path) -> None:
    """An index of two generations in a folder, with its archive."""
    write_archive(work / "archive")
    shutil.copy(SAMPLE / "dictionary.yaml", work / "archive")  # the tests' Kiwi has these words
    for edit in ("", "\nSalt draws the water out, and 절임 keeps.\n"):
        with (work / "archive" / "kimjang.en.md").open("a", encoding="utf-8") as file:
            file.write(edit)
        site = open_index(work)
        try:
            site.indexer.run(IndexOptions())
        finally:
            site.close()


def right_answers(pristine: Path, work: Path) -> list[Answers]:
    """The answers of both generations, the older one's first; ``work`` is a new folder."""
    shutil.copytree(pristine, work)
    found: list[Answers] = []
    for number in (1, 2):
        (work / "index" / "current").write_text(f"{number}\n")
        site = open_index(work)
        try:
            found.append(ask(site))
        finally:
            site.close()
    assert found[0] != found[1]
    assert all(
        answer is not None for answers in found for key, answer in answers.items() if key != "moved"
    )
    return found


def ask(site: Site) -> Answers:
    """What an index answers: pages of results, articles, former ids, completions."""

    def page(query: str) -> object:
        found = site.search.search(SearchRequest(q=query, fold=False))
        hits = [hit._replace(score=0.0) for hit in found.hits]
        return (hits, found.total, found.facets), [hit.score for hit in found.hits]

    def article(name: str) -> object:
        record = site.search.record(name)
        return record and [record._replace(packed=b""), record.analysis]

    asked: dict[str, Callable[[], object]] = {
        f"q={query}": partial(page, query) for query in QUERIES
    }
    asked |= {name: partial(article, name) for name in ("kimjang.ko", "kimjang.en", "rail/ktx.ko")}
    asked["moved"] = lambda: site.search.moved("nobody")
    # damaged completions are none, see SearchService.suggest
    asked["completions"] = lambda: [found.text for found in site.search.suggest("김")] or None
    return {question: _answer(answer) for question, answer in asked.items()}


def _answer(answer: Callable[[], object]) -> object:
    try:
        return answer()
    except IndexUnavailable as error:
        sentence = str(error)
        assert "\n" not in sentence and "`seogo reindex`" in sentence, sentence
        return None


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage: its name, and what it does to a file, given another file too."""

    name: str
    do: Callable[[Path, Path], None]


def _write(change: Callable[[bytes], bytes], *, old_time: bool) -> Callable[[Path, Path], None]:
    def do(path: Path, _: Path) -> None:
        before = path.stat()
        content = change(path.read_bytes())
        path.unlink()  # it may be a hard link to that of another generation
        path.write_bytes(content)
        if old_time:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return do


def _flip(number: int) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        if not content:
            return b"\x01"
        at = (len(content) - 1) * number // (FLIPS - 1)
        return content[:at] + bytes([content[at] ^ 1 << number % 8]) + content[at + 1 :]

    return change


def _cut(number: int) -> Callable[[bytes], bytes]:
    places = (1, 30, None, -30, -1)[number]
    return lambda content: content[: len(content) // 2 if places is None else places]


def _zeros(first: float, last: float) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        start, end = int(len(content) * first), int(len(content) * last)
        return content[:start] + bytes(end - start) + content[end:]

    return change


def _swap(path: Path, other: Path) -> None:
    kept = path.with_name("kept")
    path.rename(kept)
    if other.exists():
        other.rename(path)
    kept.rename(other)


def _swap_with_times(path: Path, other: Path) -> None:
    times = [(p.stat().st_atime_ns, p.stat().st_mtime_ns) for p in (path, other)]
    _swap(path, other)
    for changed, ns in zip((path, other), times, strict=True):
        os.utime(changed, ns=ns)


def _gone(path: Path, _: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _folder(path: Path, _: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("x")


def _file(path: Path, _: Path) -> None:
    shutil.rmtree(path)
    path.write_text("x")


def _of_contents() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    yield "empty", lambda _: b""
    for number in range(CUTS):
        yield f"cut {number}", _cut(number)
    for first, last in ((0.0, 1.0), (0.0, 0.5), (0.5, 1.0)):
        yield f"zeros {first} {last}", _zeros(first, last)
    for number in range(FLIPS):
        yield f"bit {number}", _flip(number)
    yield "longer", lambda content: content + b"x"


OF_FILES: Final = (
    Damage("gone", _gone),
    Damage("a folder", _folder),
    Damage("swapped", _swap),
    Damage("swapped, old times", _swap_with_times),
    *(
        Damage(f"{name}{', old time' * old}", _write(change, old_time=bool(old)))
        for name, change in _of_contents()
        for old in (0, 1)
    ),
)
OF_FOLDERS: Final = (Damage("gone", _gone), Damage("a file", _file))


@dataclass(frozen=True, slots=True)
class Combination:
    """Damage of a file; for a swap, with ``other``."""

    path: str
    damage: Damage
    other: str

    def __str__(self) -> str:
        swapped = f" with {self.other}" if "swapped" in self.damage.name else ""
        return f"{self.path}: {self.damage.name}{swapped}"


def combinations(work: Path) -> list[Combination]:
    """All combinations of a file, or a folder, of an index with a kind of damage; each file is swapped with the one behind
    it, and with that of the other generation."""
    index = work / "index"
    paths = sorted(path for path in index.rglob("*"))
    files = [path.relative_to(index).as_posix() for path in paths if path.is_file()]
    folders = [path.relative_to(index).as_posix() for path in paths if path.is_dir()]
    found: list[Combination] = []
    for at, name in enumerate(files):
        behind = files[(at + 1) % len(files)]
        twin = name.replace("/000001/", "/000002/")
        for damage in OF_FILES:
            found.append(Combination(name, damage, behind))
            if "swapped" in damage.name and twin != name and twin in files:
                found.append(Combination(name, damage, twin))
    found += [Combination(name, damage, "") for name in folders for damage in OF_FOLDERS]
    return found


def reseal(generations: Generations, name: str, content: bytes) -> None:
    """Change a file of the newest generation as another version would have written it: with the right checksum and today's
    stamps."""
    generation = generations.newest(thorough=True)
    path = generation.folder / name
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    mark = FileMark(len(content), path.stat().st_mtime_ns, digest)
    manifest = replace(generation.manifest, files={**generation.manifest.files, name: mark})
    (generation.folder / "manifest.json").write_bytes(manifest.to_bytes())


def _same(answer: Any, right: Any) -> bool:
    """Whether two answers are alike but for scores, which count deleted documents until all is written anew."""
    return bool(answer == right or (isinstance(right, tuple) and answer and answer[0] == right[0]))


def complaints(
    pristine: Path, work: Path, right: list[Answers], combination: Combination
) -> list[str]:
    """What is wrong with the answers of an index that was damaged so, and after a plain ``reindex``; ``work`` is a new
    folder."""
    shutil.copytree(pristine, work)  # with its times
    index = work / "index"
    combination.damage.do(index / combination.path, index / combination.other)
    site = open_index(work)
    found: list[str] = []
    try:
        before = ask(site)
        for question, answer in before.items():
            if answer is not None and all(answer != one[question] for one in right):
                found.append(f"{question} answered {answer}")
    finally:
        site.close()
    site = open_index(work)
    try:
        report = site.indexer.run(IndexOptions())
        if report.problems or report.articles != len(site.archive.scan().files):
            found.append(f"reindex: {report.articles} articles, {report.problems}")
        after = ask(site)
        found += [f"{q} healed as {a}" for q, a in after.items() if not _same(a, right[-1][q])]
        site.search.verify(every=True)
        if (again := site.indexer.run(IndexOptions())).reason:
            found.append(f"written anew again: {again.reason}")
    finally:
        site.close()
    if left := [p.name for p in index.glob("generations/*") if not (p / "manifest.json").is_file()]:
        found.append(f"left over: {left}")
    return found
