"""The archive folder: what is found, what is refused, and that nothing in it is trusted."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.articles import archive as archive_module
from seogo.articles.archive import Archive
from seogo.articles.facts import Scan
from seogo.articles.front_matter import MAX_FILE, ParsedFile, parse_article
from seogo.errors import ArchiveMissing, ArticleError, SettingsError
from seogo.languages import Language


def write(root: Path, path: str, *lines: str, body: str = "본문\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(("---", "title: 제목", *lines, "---", body)), encoding="utf-8")
    return file


def problems(scan: Scan) -> list[str]:
    return [str(problem) for problem in scan.problems]


def warnings(scan: Scan) -> list[str]:
    return [str(warning) for warning in scan.warnings]


def told(scan: Scan) -> list[object]:
    """Everything a scan says, in values that can be compared."""
    found = [scan.files, scan.facts, scan.groups, scan.aliases, scan.unread]
    return [*found, problems(scan), warnings(scan), [str(note) for note in scan.notes]]


def test_articles_their_groups_and_their_aliases(tmp_path: Path) -> None:
    write(tmp_path, "news/a.ko.md", "aliases: [옛/a]")
    write(tmp_path, "news/a.en.md")
    write(tmp_path, "기록/b.md", "lang: ko", "section: 1면")
    write(tmp_path, "README.md", "lang: ko")
    write(tmp_path, "notes.md")
    write(tmp_path, ".hidden.ko.md")
    write(tmp_path, ".git/c.ko.md")
    (tmp_path / "glossary.yaml").write_text("- {}")
    scan = Archive(tmp_path).scan()
    assert [(file.id, file.path, file.lang) for file in scan.files.values()] == [
        ("news/a.en", "news/a.en.md", Language.EN),
        ("news/a.ko", "news/a.ko.md", Language.KO),
        ("기록/b", "기록/b.md", Language.KO),
    ]
    assert scan.groups["news/a.en"] == scan.groups["news/a.ko"] == ("news/a.ko", "news/a.en")
    assert scan.groups["기록/b"] == ("기록/b",)
    assert scan.aliases == {"옛/a": "news/a.ko"}
    assert list(scan.facts) == ["news/a.en.md", "news/a.ko.md", "notes.md", "기록/b.md"]
    assert (scan.problems, scan.warnings, scan.unread) == ((), (), ())
    assert [str(note) for note in scan.notes] == ["기록/b.md:4: unknown key section"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("---\ntitle: 밖\n---\n비밀")
    root = tmp_path / "archive"
    write(root, "good.ko.md")
    write(root, "empty.ko.md", body="")
    for name, data in {
        "bomb.ko.md": "---\na: &a [x]\nb: [*a, *a]\n---\n",
        "python.ko.md": "---\ntitle: 가\nb: !!python/object:os.x {}\n---\n",
        "long.ko.md": f"---\ntitle: 가\nb: {'가' * 30_000}\n---\n",
        "deep.ko.md": f"---\ntitle: 가\nb: {'[' * 1_000}\n---\n",
        "nul.ko.md": "---\ntitle: 가\n---\n\n나\0",
        "bare.ko.md": "글\n",
        "open.ko.md": "---\ntitle: 가\n",
        "fr.fr.md": "---\ntitle: 가\n---\n",
        "pair.md": "---\nlang: ko\ntitle: 가\n---\n",
    }.items():
        (root / name).write_text(data)
    (root / "latin.ko.md").write_bytes("---\ntitle: a\n---\n나".encode("euc-kr"))
    (root / "huge.ko.md").touch()
    os.truncate(root / "huge.ko.md", MAX_FILE + 1)
    (root / "folder.ko.md").mkdir()
    write(root, "folder.ko.md/inner.ko.md")
    os.mkfifo(root / "pipe.ko.md")
    (root / "out.ko.md").symlink_to(tmp_path / "outside.txt")
    (root / "nowhere.ko.md").symlink_to("missing")
    (root / "circle.ko.md").symlink_to("circle.ko.md")
    (root / "null.ko.md").symlink_to("/dev/null")
    (root / "away").symlink_to(tmp_path)
    (root / "tab\tname.ko.md").write_text("x")
    (root / os.fsdecode(b"\xff.ko.md")).write_text("x")

    archive = Archive(root)
    scan = archive.scan()
    assert list(scan.files) == ["empty.ko", "good.ko"]
    assert warnings(scan) == [
        "away: a link to a folder is not followed; the folder itself",
        "empty.ko.md: the article has no text; text below ---",
    ]
    unnamed = "a file name that cannot be shown; printable UTF-8"
    assert problems(scan) == [
        f"\\xff.ko.md: {unnamed}",
        "bare.ko.md:1: no front matter; begin the file with --- lines around title and lang",
        "bomb.ko.md:2: an anchor, &a; no anchors, or quote a text with &",
        "circle.ko.md: a link that points nowhere; an article file",
        "deep.ko.md:3: nested deeper than 16 levels; a flatter list",
        "folder.ko.md: a folder with the name of an article; a file",
        "fr.fr.md: unknown language “fr” in the file name; a name that ends with .ko.md or .en.md",
        "huge.ko.md: longer than 16,777,216 bytes; a smaller file",
        "latin.ko.md:4: not UTF-8; save the file as UTF-8",
        "long.ko.md:1: the front matter is longer than 65,536 bytes; a shorter one",
        "nowhere.ko.md: a link that points nowhere; an article file",
        "nul.ko.md:5: a NUL character; a text file",
        "null.ko.md: a link that leaves the archive; the article itself",
        "open.ko.md:1: the front matter is not closed; a line --- below it",
        "out.ko.md: a link that leaves the archive; the article itself",
        "pair.md: the id “pair”, made from the path, is refused; an id does not end with "
        "/pair, which is an address of its own; give another one with id:",
        "pipe.ko.md: not an ordinary file; a text file",
        "python.ko.md:3: a tag, tag:yaml.org,2002:python/object:os.x; no tags",
        f"tab\\x09name.ko.md: {unnamed}",
    ]
    assert told(archive.scan(scan.facts)) == told(scan)


def test_a_name_with_an_escape_is_shown_harmless(tmp_path: Path) -> None:
    (tmp_path / "\x1b[31m.ko.md").write_text("x")
    assert problems(Archive(tmp_path).scan()) == [
        "\\x1b[31m.ko.md: a file name that cannot be shown; printable UTF-8"
    ]


def test_links_inside_the_archive_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "news/a.ko.md")
    (tmp_path / "b.ko.md").symlink_to("news/a.ko.md")
    archive = Archive(tmp_path)
    scan = archive.scan()
    assert list(scan.files) == ["b.ko", "news/a.ko"]
    assert archive.read(scan.files["b.ko"]).path == "b.ko.md"


def test_the_archive_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.ko.md")
    (tmp_path / "link").symlink_to("real")
    assert list(Archive(tmp_path / "link").scan().files) == ["a.ko"]


def test_of_two_files_with_one_id_the_first_by_path_stays(tmp_path: Path) -> None:
    write(tmp_path, "b.ko.md", "id: a.ko", "tags: 둘")
    write(tmp_path, "a.ko.md")
    nfc, nfd = (unicodedata.normalize(form, "글.ko.md") for form in ("NFC", "NFD"))
    write(tmp_path, nfc)
    write(tmp_path, nfd)
    scan = Archive(tmp_path).scan()
    assert {article_id: file.path for article_id, file in scan.files.items()} == {
        "a.ko": "a.ko.md",
        "글.ko": nfd,
    }
    assert problems(scan) == [
        "b.ko.md:3: the id a.ko is that of a.ko.md; another id:",
        f"{nfc}: the id 글.ko is that of {nfd}; another id:",
    ]
    # The refused file is remembered: it comes back when the first is gone.
    (tmp_path / "a.ko.md").unlink()
    assert Archive(tmp_path).scan(scan.facts).files["a.ko"].path == "b.ko.md"


def test_translation_of_that_leads_nowhere_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md", "translation_of: b.en")
    scan = Archive(tmp_path).scan()
    assert scan.groups == {"a.ko": ("a.ko",)}
    assert warnings(scan) == [
        "a.ko.md:3: translation_of: b.en leads to no article; "
        "the id of the article in the other language, in one of the two files"
    ]


def test_index_folder_inside_the_archive_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md")
    write(tmp_path, "index/b.ko.md")
    assert list(Archive(tmp_path, skip=tmp_path / "index").scan().files) == ["a.ko"]


def test_too_many_folders(tmp_path: Path) -> None:
    write(tmp_path, "a.ko.md")
    write(tmp_path, "d/" * 66 + "b.ko.md")
    scan = Archive(tmp_path).scan()
    deepest = "/".join("d" * 65)
    assert list(scan.files) == ["a.ko"]
    assert problems(scan) == [f"{deepest}: 65 folders deep; fewer folders"]
    assert scan.unread == (deepest,)


def test_what_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("a.ko.md", "b.ko.md", "closed/c.ko.md", "gone/d.ko.md", "z.ko.md"):
        write(tmp_path, path)
    # Tests may run as root, for whom every file is readable.
    real_open = os.open

    def guarded(path: str, flags: int, *args: int, dir_fd: int | None = None) -> int:
        if path in ("b.ko.md", "closed"):
            raise PermissionError(13, "Permission denied")
        if path in ("z.ko.md", "gone"):
            raise FileNotFoundError(2, "No such file or directory")
        return real_open(path, flags, *args, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", guarded)
    archive = Archive(tmp_path)
    scan = archive.scan()
    hint = "a file and folder that Seogo may read"
    assert list(scan.files) == ["a.ko"]
    assert problems(scan) == [
        f"b.ko.md: cannot be read (Permission denied); {hint}",
        f"closed: cannot be read (Permission denied); {hint}",
    ]
    assert scan.unread == ("closed",)
    with pytest.raises(ArticleError, match=r"^b\.ko\.md: cannot be read \(Permission denied\)"):
        archive.read("b.ko.md")


def test_a_file_swapped_for_a_link_after_it_was_listed_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "secret.ko.md")
    file = write(tmp_path, "archive/a.ko.md")
    real_scandir = os.scandir

    def swapping(path: int) -> list[os.DirEntry[str]]:
        with real_scandir(path) as entries:
            found = list(entries)
        file.unlink()
        file.symlink_to("../secret.ko.md")
        return found

    class Listing:
        def __init__(self, path: int) -> None:
            self.found = swapping(path)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.found

        def __exit__(self, *error: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Listing)
    scan = Archive(tmp_path / "archive").scan()
    assert scan.files == {}
    assert problems(scan) == [
        "a.ko.md: cannot be read (Too many levels of symbolic links); "
        "a file and folder that Seogo may read"
    ]


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_missing_archive(tmp_path: Path, kind: str) -> None:
    if kind == "file":
        (tmp_path / "x").write_text("")
    with pytest.raises(ArchiveMissing, match=r"There is no archive folder at .*/x \(.*--archive"):
        Archive(tmp_path / "x").scan()


def test_unknown_zone(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="unknown time zone “Asia/Nowhere”"):
        Archive(tmp_path, zone="Asia/Nowhere")


class TestKnown:
    def test_unchanged_files_are_not_parsed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path, "a.ko.md")
        write(tmp_path, "b.en.md")
        (tmp_path / "bad.ko.md").write_text("나쁨")
        write(tmp_path, "note.md")
        archive = Archive(tmp_path)
        first = archive.scan()
        write(tmp_path, "b.en.md", "tags: 새")

        parsed: list[str] = []

        def counting(data: bytes, path: str, zone: ZoneInfo) -> ParsedFile | None:
            parsed.append(path)
            return parse_article(data, path, zone)

        with monkeypatch.context() as patch:
            patch.setattr(archive_module, "parse_article", counting)
            second = archive.scan(first.facts)
        assert parsed == ["b.en.md"]
        assert told(second) == told(archive.scan())
        assert problems(first) == problems(second) != []


NAMES = st.sampled_from(["a.ko.md", "a.en.md", "b.md", "글/a.ko.md", "글/c.en.md", "README.md"])
LINES = st.lists(
    st.sampled_from(
        ["lang: ko", "lang: en", "id: a.ko", "translation_of: a.ko", "aliases: [a.en]", "tags: ["]
    ),
    max_size=2,
    unique=True,
)
FILES = st.dictionaries(NAMES, LINES, max_size=6)


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(before=FILES, after=FILES)
def test_a_scan_with_known_facts_is_the_scan_without(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, list[str]],
    after: dict[str, list[str]],
) -> None:
    root = tmp_path_factory.mktemp("archive")
    archive = Archive(root)
    for path, lines in before.items():
        write(root, path, *lines)
    known = archive.scan().facts
    for path, lines in after.items():
        write(root, path, *lines)
    with_known, without = archive.scan(known), archive.scan()
    assert told(with_known) == told(without)
    for article_id, members in without.groups.items():
        assert article_id in members
        assert [without.groups[member] for member in members] == [members] * len(members)


class TestRead:
    def test_what_is_there_now(self, tmp_path: Path) -> None:
        write(tmp_path, "a.ko.md")
        archive = Archive(tmp_path)
        facts = archive.scan().files["a.ko"]
        write(tmp_path, "a.ko.md", body="새 글")
        article = archive.read(facts)
        assert article.body == "새 글"
        assert article.content_hash != facts.content_hash
        assert archive.read("a.ko.md") == article

    def test_times_without_a_zone_are_the_archives(self, tmp_path: Path) -> None:
        write(tmp_path, "a.ko.md", "published: 2026-01-19T09:30")
        published = Archive(tmp_path, zone="America/New_York").read("a.ko.md").published
        assert published is not None
        assert published.text == "2026-01-19T09:30-05:00"

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("missing.ko.md", r"^missing\.ko\.md: cannot be read \(No such file or directory\)"),
            ("note.md", r"^note\.md: not an article; a language, ko or en, in its name or front"),
            ("../secret.ko.md", "a link that leaves the archive"),
            ("/etc/passwd", "a link that leaves the archive"),
            (".", "a link that leaves the archive"),
            ("a\0.ko.md", "points nowhere"),
            ("folder.ko.md", "not an ordinary file"),
        ],
    )
    def test_refused(self, tmp_path: Path, path: str, message: str) -> None:
        write(tmp_path, "secret.ko.md")
        write(tmp_path, "archive/note.md")
        (tmp_path / "archive/folder.ko.md").mkdir()
        with pytest.raises(ArticleError, match=message):
            Archive(tmp_path / "archive").read(path)


class TestImages:
    def test_images_inside_the_archive_are_served(self, tmp_path: Path) -> None:
        nfd = unicodedata.normalize("NFD", "그림.PNG")
        for name in ("img/a.webp", nfd):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"x")
        (tmp_path / "b.jpg").symlink_to("img/a.webp")
        archive = Archive(tmp_path)
        assert archive.image_path("img/a.webp") == tmp_path / "img/a.webp"
        assert archive.image_path("그림.PNG") == tmp_path / nfd
        assert archive.image_path("b.jpg") == tmp_path / "img/a.webp"

    @pytest.mark.parametrize(
        "relative",
        [
            *("", ".", "..", "/", "../out.png", "img/../../out.png", "/etc/passwd", "img//a.png"),
            *("a.svg", "a.ko.md", "missing.png", "folder.png", "a\0.png", "out.png", "text.png"),
            *(".hidden.png", ".git/a.png", "index/a.png", "x" * 300 + ".png", "\ud800.png"),
            *("circle.png", "hidden.png", "..\\out.png"),
        ],
    )
    def test_nothing_else_is(self, tmp_path: Path, relative: str) -> None:
        (tmp_path / "out.png").write_bytes(b"x")
        root = tmp_path / "archive"
        for name in ("a.svg", "a.ko.md", ".hidden.png", ".git/a.png", "index/a.png", "img/b.png"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(b"x")
        (root / "folder.png").mkdir()
        (root / "out.png").symlink_to(tmp_path / "out.png")
        (root / "text.png").symlink_to("a.ko.md")
        (root / "circle.png").symlink_to("circle.png")
        (root / "hidden.png").symlink_to(".git/a.png")
        assert Archive(root, skip=root / "index").image_path(relative) is None
