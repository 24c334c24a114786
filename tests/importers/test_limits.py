"""Pages that were made to hold an import: their tags are bounded, and what takes too long is ended."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
import zipfile
from html import escape
from itertools import repeat
from pathlib import Path

import pytest
from lxml import html

from seogo.importers import runner, sources
from seogo.importers.extraction import tree
from seogo.importers.extraction.tag_limits import MAX_ATTRIBUTES, TooManyTags, within_limits
from seogo.importers.extraction.tree import parse_html
from seogo.importers.item import Item, Piece, Refused
from seogo.importers.readers import read_piece
from seogo.importers.time_limit import time_limit
from seogo.messages import Message
from tests.importers.pages.sites import newspaper
from tests.importers.pages.texts import BRIDGE_KO
from tests.importers.reading import read
from tests.importers.test_runner import run
from tests.rows import each_row

MANY = " ".join(f"a{n}=1" for n in range(5_000))


@pytest.mark.parametrize(
    "before",
    [
        *(
            "",
            "<p>",
            '<!-- <a b=" --> ',
            "<!-->",
            "<!--->",
            "<!doctype html \"<a b='>",
            '<? <a b=" >',
        ),
        *('<script>var a = "<a b=\'";</script>', '<title><a b="</title>', '<style><a b="</style>'),
        *('<textarea><a b="</textarea>', '<iframe><a b="</iframe>', '<a b=c">', '<a b"c">'),
        *("<a b='\"'>", '</p a=">">', '</ <a b=">', '<![CDATA[<a b="]]>', "<p a = 'x' / b>"),
    ],
)
def test_no_tag_has_more_attributes_than_libxml2_bears(before: str) -> None:
    page = f"<!doctype html><body>{before}<p {MANY}>본문<b c=d>둘</b>"
    tree = html.document_fromstring(within_limits(page))
    found = [len(one.attrib) for one in tree.iter() if isinstance(one.tag, str)]
    assert max(found, default=0) <= MAX_ATTRIBUTES
    ours = parse_html(page)
    assert ours is not None and [one.get("c") for one in ours.iter("b")] == ["d"]


def test_what_people_write_stays_as_it_is() -> None:
    page = newspaper(BRIDGE_KO)
    assert within_limits(page) == page
    tag = "<p " + " ".join(f'a{n}="<b c=\'>"' for n in range(MAX_ATTRIBUTES)) + ">x"
    assert within_limits(tag) == tag
    assert within_limits(tag.replace(">x", " b=1>x")) == tag


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "<a",
            '<p a="',
            "<p a='<p b=\"",
            "<!--",
            "<!",
            "<script>",
            "<script></script",
            "<a/",
            "<a =",
        ),
        *(
            "<p " + " " * 30,
            "</p ",
            "<!--!",
            "=",
            "<title></",
            "a%d ",
            "a%d=1 ",
            "<p a=b '",
            "<a b='>",
        ),
    ],
)
def test_tags_are_read_in_linear_time(unit: str) -> None:
    seconds = []
    for size in (4_000, 32_000):
        text = "<p " + "".join(unit % n if "%" in unit else unit for n in range(size))
        begun = time.process_time()
        within_limits(text)
        seconds.append(max(time.process_time() - begun, 0.002))
    assert seconds[1] / seconds[0] < 32  # eight times the text; 64 where it is quadratic


def test_a_page_with_very_many_attributes_is_read() -> None:
    page = newspaper(BRIDGE_KO).replace("<body", f"<body {MANY * 10}", 1)
    (item,) = read(page)
    assert isinstance(item, Item)
    assert item.title == BRIDGE_KO.title


def test_a_limit_is_heard_where_a_library_catches_everything() -> None:
    def catching() -> None:
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: BLE001 - as libraries do
                pass

    with pytest.raises(TimeoutError), time_limit(0.05):
        catching()
    with pytest.raises(ValueError, match="x"), time_limit(5):
        raise ValueError("x")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.slow
def test_an_end_that_a_destructor_swallows_is_said_again() -> None:
    class Slow:
        def __del__(self) -> None:
            last = time.monotonic() + 0.2
            while time.monotonic() < last:
                pass

    with pytest.raises(TimeoutError), time_limit(0.05):
        one = Slow()
        del one
        while True:
            pass
    with pytest.raises(TimeoutError), time_limit(0.05):  # or the block ends first
        one = Slow()
        del one


def stuck(piece: Piece, lang: object) -> list[object]:
    """As `read_piece`, with pages that end in a call into C, which hears of nothing."""
    if b"stuck" in (piece.data or Path(piece.path).read_bytes()):
        sum(repeat(1, 10**15))
    return [Refused(piece.where, Message("import.no-article")), lang][:1]


@pytest.mark.slow
def test_a_stuck_parser_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = set(multiprocessing.active_children())
    monkeypatch.setattr(runner, "read_piece", stuck)
    monkeypatch.setattr(runner, "LONGEST", 0.3)
    monkeypatch.setattr(runner, "_GRACE", 0)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "0.html").write_bytes(b"stuck" + b"x" * runner.LARGE)
    (pages / "1.html").write_bytes(b"x")
    outcomes = run(tmp_path / "archive", pages)
    assert [str(outcome.why) for outcome in outcomes] == [
        *("the process crashed while reading it", "no article in it")
    ]
    assert set(multiprocessing.active_children()) <= others


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_stays_behind(how: signal.Signals, tmp_path: Path) -> None:
    """An import is ended while another process reads a page that takes long."""
    (tmp_path / "archive").mkdir()
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title>" + "<p>글이 길다.<br><br>" * 40_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "seogo", "import", "--archive", str(tmp_path / "archive"), str(page)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    while not any("spawn_main" in one for one in family(process.pid, threads=2)):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(how)
    errors = process.communicate(timeout=30)[1]
    assert "Traceback" not in errors
    if how != signal.SIGKILL:
        assert process.returncode == 4
    for _ in range(500):
        if not family(process.pid):
            break
        time.sleep(0.02)
    assert family(process.pid) == []


def family(session: int, threads: int = 1) -> list[str]:
    """The command lines of the processes of a session that live, and have begun so many threads."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, own = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            begun = len(list((folder / "task").iterdir()))
            if int(own) == session and state != "Z" and begun >= threads:
                found.append((folder / "cmdline").read_text())
        except OSError:  # ended meanwhile
            continue
    return found


def test_files_of_a_zip_archive_that_overlap_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", "글" * 100_000)
        packed.filelist *= 50  # so many names of the same bytes
    (outcome,) = run(tmp_path / "archive", path)
    assert str(outcome.why) == "a zip file that cannot be read (its files overlap)"


@pytest.mark.parametrize("name", ["a.zip", "a.warc", "a.jsonl"])
def test_cutting_a_file_into_pieces_has_a_limit(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        time.sleep(5)

    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "글")
    if name != "a.zip":
        path.write_bytes(b"WARC/1.0\r\n" if name == "a.warc" else b'{"title": "a"}\n')
    monkeypatch.setattr(sources, "LONGEST", 0.1)
    for target in (
        "zipfile.ZipFile.infolist",
        "warcio.archiveiterator.ArchiveIterator.__init__",
        "seogo.importers.formats.tables.replace",
    ):
        monkeypatch.setattr(target, slow)
    outcomes = run(tmp_path / "archive", path)
    assert [str(one.why) for one in outcomes] == ["it takes longer than 0.1 seconds to read"]


@each_row("unit", ["<b></b>", "<p>", "<br/>", "<xmp><b><i></xmp>", "<textarea><p><p>"])
def test_tags_are_counted_before_a_page_is_parsed(unit: str) -> None:
    with pytest.raises(TooManyTags):
        within_limits(unit * 1_001, 1_000)
    assert within_limits(unit * 300, 1_000) == unit * 300


@each_row(
    "unit", ["</b>", "<!-- <b> -->", "<script>'<b>'</script>", "a < b ", "<style><b></style>"]
)
def test_what_begins_no_element_is_not_counted(unit: str) -> None:
    page = unit * 1_000
    assert within_limits(page, 1_000) == page


@each_row("form", ["page", "bookmarks", "notion", "medium", "feed"])
def test_too_many_tags_are_refused_with_a_sentence(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "within_limits", lambda text, most: within_limits(text, 100))
    text = "<title>x</title><dl>" + "<p><a href='https://a.example/b'>x</a>" * 600 + "</dl>"
    if form == "feed":
        item = f"<item><title>x</title><description>{escape(text)}</description></item>"
        text = f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>"
    (refused,) = read_piece(Piece("x", "x", data=text.encode(), format=form))
    assert isinstance(refused, Refused)
    assert str(refused.why) == "a page of more than 100 elements"


@each_row("before", ["</plaintext>", "</xmp>", "</script>", "<!-->", "<!-- x --!>"])
def test_attributes_are_bounded_behind_ends_of_nothing(before: str) -> None:
    page = f"{before}<p {MANY}>x"
    assert len(within_limits(page)) < len(page) / 2
