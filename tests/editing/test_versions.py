"""Changes between versions that were made to be slow to compare."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.editing import versions
from seogo.editing.versions import changes

HEAD = "---\ntitle: 글\n---\n"


def archive_of(folder: Path, *texts: str) -> Archive:
    """An archive of one article whose last text is its file, and the others are its versions."""
    former = folder / "versions" / "a.ko"
    former.mkdir(parents=True)
    for day, text in enumerate(texts[:-1], 1):
        (former / f"2026-01-{day:02}T000000Z.md").write_text(HEAD + text)
    (folder / "a.ko.md").write_text(HEAD + texts[-1])
    return Archive(folder)


def lines(sign: str, count: int, words: int) -> str:
    return "\n".join(
        " ".join(f"{word % 5}{sign}{line}" if word % 2 else "가" for word in range(words))
        for line in range(count)
    )


@pytest.mark.parametrize(("count", "words"), [(300, 140), (6_000, 2), (2_000, 2)])
def test_comparisons_of_a_page_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, words: int
) -> None:
    compared = 0
    init = difflib.SequenceMatcher.__init__

    def counted(self: object, junk: None, old: list[str], new: list[str]) -> None:
        nonlocal compared
        compared += len(old) * len(new)
        init(self, junk, old, new)  # type: ignore[call-overload]

    monkeypatch.setattr(difflib.SequenceMatcher, "__init__", counted)
    archive = archive_of(tmp_path, *(lines(sign, count, words) for sign in "abcd"))
    found = changes(archive, archive.read("a.ko.md"))
    assert len(found) == 3
    assert 0 < compared <= versions._MOST_COMPARISONS or (count == 6_000 and not compared)


def test_a_word_of_a_long_article_is_found(tmp_path: Path) -> None:
    text = "\n".join(f"{line}번째 문단이다. 다리가 열렸다." for line in range(20_000))
    archive = archive_of(tmp_path, text.replace("19000번째 문단", "19000번째 글"), text)
    (change,) = changes(archive, archive.read("a.ko.md"))
    assert change.places is not None
    ((before, line, after),) = change.places
    assert [(one.text, one.kind) for one in line if one.kind != "same"] == [
        ("글이다.", "gone"),
        ("문단이다.", "new"),
    ]
    assert before[0].text.startswith("18999") and after[0].text.startswith("19001")
