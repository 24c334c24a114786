"""Articles are made, moved, repaired and compared without losing anything that they say."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.articles.archive import Archive
from seogo.cli import main
from seogo.editing.create import add_article
from seogo.editing.rename import move_article
from seogo.editing.repair import apply, repairs
from seogo.editing.versions import changes, differences, former_versions
from seogo.errors import ArticleUnknown, EditRefused, ImportRefused
from seogo.languages import Language


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def article(title: str = "김장", more: str = "", body: str = "배추를 절인다.") -> str:
    return f"---\ntitle: {title}\n{more}---\n\n{body}\n"


def run(root: Path, *arguments: str, typed: str = "") -> Result:
    folders = ["--archive", str(root), "--index", str(root.parent / "index")]
    return CliRunner().invoke(main, [*arguments, *folders], input=typed)


def test_a_new_article_is_valid_and_stands_alone(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    titles = ["no: 1984 # '첫눈'", "  서울의 \n 첫눈 ", "서울의 첫눈", "Café & Bar"]
    paths = [add_article(archive, title, Language.KO, "일기/2026") for title in titles]
    paths.append(add_article(archive, "서울의 첫눈", Language.EN, "일기/2026"))
    assert paths[1:] == [
        "일기/2026/서울의-첫눈.ko.md", "일기/2026/서울의-첫눈-2.ko.md",
        "일기/2026/cafe-bar.ko.md", "일기/2026/서울의-첫눈-3.en.md",
    ]  # fmt: skip
    assert archive.read(paths[0]).title == titles[0]
    scan = archive.scan()
    assert not scan.problems
    assert all(len(group) == 1 for group in scan.groups.values())


@pytest.mark.parametrize("title", ["", "  ", "?!", "readme", "가" * 1001])
def test_a_title_that_cannot_be_one_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(EditRefused):
        add_article(Archive(tmp_path), title, Language.KO)
    with pytest.raises(ImportRefused):
        add_article(Archive(tmp_path), "글", Language.KO, "../x")
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize(
    "more",
    [
        "", "aliases: old.ko\n", "aliases: [old.ko, older.ko]\n", "aliases:\n  - old.ko\n  # note\n  - older.ko\nx: 1\n",
        "aliases:\n- old.ko\n- older.ko\n", "'aliases' : [old.ko,\n   older.ko]\ntags: [x]\n", "aliases:\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_moved_article_says_the_same(more: str, end: str, tmp_path: Path) -> None:
    text = article(more=f"{more}# a comment\nsource:   Seogo\n")
    write(tmp_path, "a/kimjang.ko.md", text.replace("\n", end))
    archive = Archive(tmp_path)
    before = archive.read("a/kimjang.ko.md")
    moved = move_article(archive, "a/kimjang.ko", "b/winter.ko")
    assert (moved.path, moved.id) == ("b/winter.ko.md", "b/winter.ko")
    after = archive.read(moved.path)
    assert after.aliases == (*before.aliases, "a/kimjang.ko")
    same = replace(before, id=after.id, path=after.path, aliases=after.aliases)
    assert replace(after, content_hash="") == replace(same, content_hash="")
    data = (tmp_path / moved.path).read_bytes()
    assert f"# a comment{end}source:   Seogo{end}".encode() in data
    assert not (tmp_path / "a/kimjang.ko.md").exists()
    # And back: it does not lead to itself.
    move_article(archive, "a/kimjang.ko", "a/kimjang.ko.md")
    assert archive.read("a/kimjang.ko.md").aliases == (*before.aliases, "b/winter.ko")
    assert not archive.scan().warnings


def test_translations_stay_together(tmp_path: Path) -> None:
    write(tmp_path, "kimjang.ko.md", article(body="[영어](kimjang.en.md) [밖](https://a.example/)"))
    write(tmp_path, "kimjang.en.md", article("Kimjang", body="[in Korean](./kimjang.ko.md#s)"))
    write(tmp_path, "다른.ko.md", article(body="kimjang.ko.md"))
    archive = Archive(tmp_path)
    moved = move_article(archive, "kimjang.ko.md", "겨울/김장.ko.md")
    assert moved.broken == ("kimjang.en.md",)
    assert moved.pointing == ("kimjang.en.md",)
    assert archive.scan().groups["kimjang.en"] == ("겨울/김장.ko", "kimjang.en")
    move_article(archive, "kimjang.en", "겨울/김장.en")
    scan = archive.scan()
    assert scan.groups["겨울/김장.en"] == ("겨울/김장.ko", "겨울/김장.en")
    assert not scan.warnings


def test_an_id_of_its_own_stays(tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md", article(more="id: mine\n"))
    moved = move_article(Archive(tmp_path), "mine", "b")
    assert (moved.path, moved.old_id, moved.id) == ("b.ko.md", "mine", "mine")
    assert Archive(tmp_path).read("b.ko.md").aliases == ()


@pytest.mark.parametrize(
    "new",
    ["../x.ko.md", "b.ko.md", "x.en.md", ".x.ko.md", "versions/x.ko", "x.json", "taken", "README.md", "/x", "c\n"],
)  # fmt: skip
def test_a_move_to_a_bad_name_changes_nothing(new: str, tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md", article())
    write(tmp_path, "b.ko.md", article(more="aliases: [taken.ko]\n"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    if new == "x.json":
        assert move_article(Archive(tmp_path), "a.ko", new).path == "x.json.ko.md"
        return
    with pytest.raises((EditRefused, ImportRefused)):
        move_article(Archive(tmp_path), "a.ko", new)
    with pytest.raises(ArticleUnknown):
        move_article(Archive(tmp_path), "none.ko", "x")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before


def test_what_is_certain_is_repaired(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "한글은 조합형이다. 글자를 모아 쓴다.")
    write(tmp_path, "nfd.ko.md", article(nfd, body=nfd))
    write(
        tmp_path, "crlf.en.md", "\ufeff" + article("Lines", body="One\rtwo").replace("\n", "\r\n")
    )
    write(tmp_path, "lost.md", article("첫눈", body="서울에 첫눈이 내렸다. 길이 하얗게 덮였다."))
    write(
        tmp_path, "en/lost.md", article("First snow", body="It snowed in the city and the hills.")
    )
    good = write(tmp_path, "good.ko.md", article()).read_bytes()
    write(
        tmp_path, "en/unsure.md", article("첫눈", body="서울에 첫눈이 내렸다. 길이 하얗게 덮였다.")
    )
    write(tmp_path, "notes.md", "눈이\r\n온다.\r\n")
    archive = Archive(tmp_path)
    before = archive.scan().files
    texts = {name: archive.read(file) for name, file in before.items()}
    found = list(repairs(archive))
    assert [repair.path for repair in found] == ["crlf.en.md", "en/lost.md", "lost.md", "nfd.ko.md"]
    assert list(apply(archive, found)) == []
    assert list(repairs(archive)) == []
    after = archive.scan().files
    assert set(after) - set(before) == {"lost", "en/lost"}
    assert archive.read("lost.md").lang is Language.KO
    for name, text in texts.items():
        assert replace(archive.read(after[name]), content_hash="") == replace(text, content_hash="")
    assert (tmp_path / "good.ko.md").read_bytes() == good
    assert (tmp_path / "notes.md").read_bytes() == "눈이\r\n온다.\r\n".encode()
    data = (tmp_path / "nfd.ko.md").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", data)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.text(st.one_of(st.characters(), st.sampled_from("\r\n\ufeff-가나\u1100\u1161")), max_size=80)
)
def test_repairs_change_nothing_that_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.ko.md"
    file.write_bytes(f"---\ntitle: {text[:20]}\n---\n{text}".encode("utf-8", "replace"))
    archive = Archive(tmp_path)
    good = bool(archive.scan().files)
    before = archive.read("a.ko.md") if good else None
    for repair in repairs(archive):
        assert repair.changes
        assert list(apply(archive, [repair])) == []
    assert list(repairs(archive)) == []
    assert bool(archive.scan().files) == good
    if before is not None:
        after = archive.read("a.ko.md")
        assert replace(after, content_hash="") == replace(before, content_hash="")


def test_a_repair_of_what_was_edited_meanwhile_is_not_written(tmp_path: Path) -> None:
    file = write(tmp_path, "a.ko.md", article().replace("\n", "\r\n"))
    (repair,) = repairs(Archive(tmp_path))
    file.write_text(article("새 제목"))
    assert list(apply(Archive(tmp_path), [repair])) == [repair]
    assert file.read_text() == article("새 제목")


def test_check_asks_before_it_repairs(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    file = write(root, "a.ko.md", article().replace("\n", "\r\n"))
    before = file.read_bytes()
    shown = run(root, "check", "--fix", typed="n\n")
    assert "-title: 김장␍" in shown.output
    assert "+title: 김장\n" in shown.output
    assert "Repair 1 file?" in shown.output
    assert run(root, "check", "--fix", "--dry-run").exit_code == 0
    assert file.read_bytes() == before
    assert run(root, "check", "--yes").exit_code == 2
    assert run(root, "check", "--fix", "--yes").exit_code == 0
    assert file.read_bytes() == article().encode()
    assert "Nothing to repair." in run(root, "check", "--fix").output


def test_commands_make_move_and_compare(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    made = Path(run(root, "new", "첫눈", "--lang", "ko", "--into", "일기").output.strip())
    assert made == root.resolve() / "일기/첫눈.ko.md"
    write(
        root,
        "versions/일기/첫눈.ko/2026-01-01T000000Z.md",
        article("첫눈", body="하나\n둘\x1b[31m"),
    )
    write(root, "versions/일기/첫눈.ko/2026-01-02T000000Z-2.md", article("첫눈", body="하나\n셋"))
    write(root, "versions/일기/첫눈.ko/2026-01-02T000000Z.md", article("첫눈", body="하나\n둘째"))
    write(root, "versions/일기/첫눈.ko/notes.md", "no version")
    assert "id: 일기/첫눈.ko → snow.ko" in run(root, "move", "일기/첫눈.ko", "snow").output
    lines = run(root, "diff", "일기/첫눈.ko").output.splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[1:3] not in ("++", "--")]
    assert changed[:4] == ["-둘\ufffd[31m", "+둘째", "-둘째", "+셋"]
    assert not any("\x1b" in line for line in lines)
    assert run(root, "diff", "none").exit_code == 4


def test_versions_are_in_the_order_of_their_time(tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md", article())
    for name in ("2026-01-02T000000Z-10.md", "2026-01-02T000000Z-2.md", "2025-12-31T235959Z.md"):
        write(tmp_path, f"versions/a.ko/{name}", article(name))
    archive = Archive(tmp_path)
    names = [os.path.basename(path) for path in former_versions(archive, archive.read("a.ko.md"))]
    assert names == [
        "2025-12-31T235959Z.md", "2026-01-02T000000Z-2.md", "2026-01-02T000000Z-10.md",
    ]  # fmt: skip
    assert list(differences(archive, archive.read("a.ko.md")))[-1].strip()


def test_changes_put_both_texts_together_again(tmp_path: Path) -> None:
    def lines(*texts: str) -> str:
        return "\n".join(texts)

    old = lines("첫 줄", "눈이 왔다 어제 밤에", "", "남는 줄", "없어질 줄", "끝")
    new = lines("첫 줄", "눈이 많이 왔다 어제 밤에", "", "남는 줄", "끝", "Something else")
    write(tmp_path, "a.ko.md", article(body=new))
    write(tmp_path, "versions/a.ko/2026-01-01T000000Z.md", article(body=old))
    write(tmp_path, "versions/a.ko/2026-99-01T000000Z.md", article(body="no such day"))
    archive = Archive(tmp_path)
    (change,) = changes(archive, archive.read("a.ko.md"))
    assert (change.before.isoformat(), change.after) == ("2026-01-01T00:00:00+00:00", None)
    assert change.places is not None
    for text, kind in ((old, "gone"), (new, "new")):
        shown = [
            "".join(piece.text for piece in line if piece.kind in ("same", kind))
            for place in change.places
            for line in place
        ]
        assert [line for line in shown if line] == [line for line in text.split("\n") if line]
    (words,) = (line for place in change.places for line in place if len(line) > 1)
    assert [piece.text.strip() for piece in words if piece.kind == "new"] == ["많이"]


def test_what_is_too_long_is_not_compared(tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md", article(body="가\n" * 6_000))
    write(tmp_path, "versions/a.ko/2026-01-01T000000Z.md", article())
    archive = Archive(tmp_path)
    assert [change.places for change in changes(archive, archive.read("a.ko.md"))] == [None]
