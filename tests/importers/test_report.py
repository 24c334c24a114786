"""What people read after an import: counts, the first problems in full, all of it in a file; dates that nobody can tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.importers.extraction.dates import first_date, is_date
from seogo.importers.item import Item
from seogo.importers.writing.prepare import Prepared, prepare
from tests.importers.reading import read

pytestmark = pytest.mark.slow

KO = "마을 사람들이 우물가에 모여 이야기를 나눈다. 물맛이 좋다고 한다."
EN = "People of the village meet at the well and talk. They say that its water is good."


def _import(archive: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", "--archive", str(archive), *arguments])


SOURCES = {
    "csv": (f"title,body,date\nA well,{EN},{{}}\n", "a.csv"),
    "csv in Korean": (f"제목;본문;날짜\n우물;{KO};{{}}\n", "a.csv"),
    "json lines": (f'{{{{"title":"우물","body":"{KO}","published_at":"{{}}"}}}}\n', "a.jsonl"),
    "json": (f'[{{{{"title":"A well","text":"{EN}","date":"{{}}"}}}}]', "a.json"),
    "markdown": (f"---\ntitle: 우물\ndate: {{}}\n---\n{KO}\n", "a.md"),
    "toml": (f'+++\ntitle = "A well"\ndate = "{{}}"\n+++\n{EN}\n', "a.md"),
    "rss": (
        f"<rss><channel><title>마을</title><item><title>우물</title><pubDate>{{}}</pubDate>"
        f"<description>{KO * 20}</description></item></channel></rss>",
        "a.xml",
    ),
    "atom": (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>V</title><entry><title>A well</title>"
        f"<published>{{}}</published><content>{EN}</content></entry></feed>",
        "a.xml",
    ),
    "ris": (f"TY  - NEWS\nTI  - A well\nDA  - {{}}\nAB  - {EN}\nER  - \n", "a.ris"),
    "csl": (
        f'[{{{{"type":"webpage","title":"A well","issued":{{{{"raw":"{{}}"}}}},"abstract":"{EN}"}}}}]',
        "a.json",
    ),
    "mail": (
        f"From: a@well.example\r\nSubject: A well\r\nDate: {{}}\r\nMessage-ID: <1@well.example>\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{EN}\r\n",
        "a.eml",
    ),
    "page, meta": (
        f"<!doctype html><meta charset=utf-8><title>우물</title><meta property='article:published_time' content='{{}}'>"
        f"<article><h1>우물 이야기</h1><p>{KO}</p><p>{KO[::-1]}</p></article>",
        "a.html",
    ),
    "page, JSON-LD": (
        f'<!doctype html><meta charset=utf-8><title>A well</title><script type="application/ld+json">'
        f'{{{{"@type":"Article","headline":"A well","datePublished":"{{}}"}}}}</script>'
        f"<article><h1>A well</h1><p>{EN}</p><p>{EN} {EN}</p></article>",
        "a.html",
    ),
    "page, shown": (
        f"<!doctype html><meta charset=utf-8><title>A well</title>"
        f"<article><h1>A well</h1><p>{{}}</p><p>{EN}</p><p>{EN} {EN}</p></article>",
        "a.html",
    ),
    "text": (f"A well\n\nSource: The Village\nPublished on {{}}\n\n{EN}\n\n{EN}\n", "a.txt"),
    "wordpress": (
        f'<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>V</title><item><title>A well</title><content:encoded>{EN}</content:encoded><wp:status>publish"
        f"</wp:status><wp:post_type>post</wp:post_type><wp:post_date>{{}}</wp:post_date></item></channel></rss>",
        "a.xml",
    ),
    "tistory": (
        f'<blog type="tattertools/1.1"><setting><title>마을</title></setting><post><visibility>public</visibility>'
        f'<title>우물</title><published>{{}}</published><content formatter="html">{KO}</content></post></blog>',
        "a.xml",
    ),
    "evernote": (
        f"<en-export><note><title>A well</title><created>{{}}</created>"
        f"<content><![CDATA[<en-note>{EN}</en-note>]]></content></note></en-export>",
        "a.enex",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("date", ["1/2/2026", "03.04.2025"])
def test_a_date_that_is_not_understood_is_named_and_the_article_written(
    kind: str, date: str
) -> None:
    source, name = SOURCES[kind]
    (item,) = read(source.format(date), name)
    assert isinstance(item, Item), item
    ready = prepare(item)
    assert isinstance(ready, Prepared)
    assert [str(note) for note in ready.notes] == [f"its date is not understood: '{date}'"]
    assert not ready.item.published


@pytest.mark.parametrize("kind", SOURCES)
def test_a_date_that_is_understood_is_not_named(kind: str) -> None:
    source, name = SOURCES[kind]
    (item,) = read(source.format("23-Jan-2026"), name)
    assert isinstance(item, Item)
    ready = prepare(item)
    assert isinstance(ready, Prepared)
    assert (ready.notes, ready.item.published) == ((), "2026-01-23")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["1/2/2026"], "1/2/2026"),
        (["1/2/2026", "2026-01-02"], "2026-01-02"),
        (["2026-01", "1/2/2026"], "2026-01"),
        ([2019], "2019"),
        (["작년 봄"], "작년 봄"),
        (["next Tuesday"], "next Tuesday"),
        (["2026. 1."], "2026. 1."),
        ([True, None, "", "false", "N/A", "없음", "-", [], {}], ""),
        (["0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0], ""),
        (["Mon, 30 Nov -0001 00:00:00 +0000"], ""),
        (["9" * 5000], "9" * 60),
    ],
)
def test_dates_are_the_first_that_is_understood(values: list[object], found: str) -> None:
    assert first_date(values) == found
    assert is_date(found) == (found == "2026-01-02")


def test_a_year_alone_in_ris_and_csl_is_named() -> None:
    for source, name in (
        (f"TY  - BOOK\nTI  - 우물\nPY  - 2019\nAB  - {KO}\nER  - \n", "a.ris"),
        (f'[{{"type":"book","title":"A","issued":{{"date-parts":[[2019]]}},"note":"{EN}"}}]', "a.json"),
    ):  # fmt: skip
        (item,) = read(source, name)
        assert isinstance(item, Item)
        assert item.published == "2019"


def test_a_name_with_a_day_goes_before_front_matter_that_nobody_understands() -> None:
    (item,) = read(f"---\ntitle: 우물\ndate: 1/2/2026\n---\n{KO}\n", "2026-02-01-well.md")
    assert isinstance(item, Item)
    assert item.published == "2026-02-01"


def _sources(folder: Path) -> None:
    folder.mkdir()
    for number in range(12):
        text = f"{number}번 우물의 깊이는 {number * 7}미터이다. " + KO * (number % 3 + 1)
        (folder / f"w{number:02}.ko.md").write_text(f"---\ntitle: 우물 {number}\n---\n{text}\n")
        (folder / f"z{number:02}.csv").write_text(f"title,body\n우물 {number},\n")
    (folder / "dates.csv").write_text(f"title,body,date\nA well,{EN},1/2/2026\n")
    (folder / "draft.ko.md").write_text(f"---\ntitle: 초안\ndraft: true\n---\n{KO}\n")
    (folder / "a.pyc").write_bytes(b"\0" * 8)


def test_the_report_has_the_first_problems_and_the_counts_and_its_file_has_all(
    tmp_path: Path,
) -> None:
    archive, folder = tmp_path / "archive", tmp_path / "from"
    archive.mkdir()
    _sources(folder)
    report = tmp_path / "report.txt"
    result = _import(archive, str(folder), "--report", str(report))
    assert result.exit_code == 1
    lines = result.output.splitlines()
    problems = next(
        at for at, line in enumerate(lines) if line.startswith("13 problems; the first 10 ")
    )
    assert sum(line.startswith("new: ") for line in lines[:problems]) == 10
    assert lines[problems + 1].endswith("dates.csv:2: its date is not understood: '1/2/2026'")
    assert sum(": it has no text" in line for line in lines[problems + 2 : problems + 11]) == 9
    counts = "\n".join(lines[problems + 11 :])
    assert "13 new" in counts and "12 refused" in counts and "1 date not understood" in counts
    assert "1 draft or private post left out" in counts and "(1 .pyc)" in counts
    written = report.read_text()
    assert counts.split("\nNext: ")[0] in written
    for name, word in (("w", "new: "), ("z", "refused: ")):
        for number in range(12):
            assert any(
                line.startswith(word) and f"{name}{number:02}." in line
                for line in written.splitlines()
            )
    assert "its date is not understood: '1/2/2026'" in written
    assert "left out: " in written and "a.pyc: not an article (.pyc)" in written


def test_the_report_as_json_is_what_the_option_json_prints(tmp_path: Path) -> None:
    archive, folder = tmp_path / "archive", tmp_path / "from"
    archive.mkdir()
    _sources(folder)
    report = tmp_path / "report.json"
    result = _import(archive, str(folder), "--dry-run", "--json", "--report", str(report))
    data = json.loads(report.read_text())
    assert data == json.loads(result.stdout)
    assert data["dates_unread"] == 1 and data["counts"] == {"new": 13, "refused": 12, "draft": 1}
    (noted,) = [item for item in data["items"] if item["notes"]]
    assert (noted["status"], noted["written"]) == ("new", True)
    assert noted["notes"] == ["its date is not understood: '1/2/2026'"]
    assert len(data["items"]) == 13 + 12 + 1 + 1


def test_a_report_that_cannot_be_written_is_said_before_anything_is_imported(
    tmp_path: Path,
) -> None:
    archive, source = tmp_path / "archive", tmp_path / "a.txt"
    archive.mkdir()
    source.write_text(f"우물\n\n{KO}\n")
    result = _import(archive, str(source), "--report", str(tmp_path))
    assert result.exit_code == 4 and "Traceback" not in result.output
    assert not list(archive.iterdir())
