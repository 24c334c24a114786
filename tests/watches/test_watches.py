"""Watches: watches.yaml, what came into the index since the last run, watches.json, the command and the feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from seogo.analysis.analyzer import Analyzer
from seogo.cli import main
from seogo.composition import Site, open_site
from seogo.errors import ConfigError
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.watches.definitions import MOST_WATCHES, load_watches
from seogo.web import create_app
from seogo.web.routes.search.feed import ATOM

pytestmark = pytest.mark.usefixtures("no_general_glossary")

WATCHES = """\
- {name: 김치, query: 김치}
- name: travel
  query: boat
  tag: [sea, island]
  lang: en
"""


@pytest.fixture
def watched(tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
    (tmp_path / "archive").mkdir()
    write(tmp_path, "old.ko", "김치의 역사", "김치는 오래되었다.")
    (tmp_path / "archive" / "watches.yaml").write_text(WATCHES, "utf-8")
    site = open_site(load_settings(tmp_path / "archive", tmp_path / "index", {}))
    site.indexer.run(IndexOptions())
    yield site
    site.close()


def write(folder: Path, name: str, title: str, body: str, head: str = "") -> None:
    text = f"---\ntitle: {title}\n{head}---\n\n{body}\n"
    (folder / "archive" / f"{name}.md").write_text(text, "utf-8")


def watch(site: Site, *arguments: str) -> Result:
    where = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, ["watch", *where, *arguments], prog_name="seogo")


def test_what_came_since_the_last_run_is_printed_once(watched: Site, tmp_path: Path) -> None:
    first = watch(watched)
    assert (first.exit_code, first.stdout) == (5, "")
    assert "Starts now: 김치, travel" in first.stderr
    write(tmp_path, "a.ko", "김장", "김치를 담근다.", "published: 2020-01-02\n")
    write(tmp_path, "b.en", "A boat", "The boat left.", "tags: [sea]\n")
    write(tmp_path, "c.en", "Another boat", "The boat stayed.", "tags: [city]\n")
    write(tmp_path, "d.ko", "겨울", "눈이 온다.")
    assert watch(watched).exit_code == 5  # not in the index yet
    watched.indexer.run(IndexOptions())
    second = watch(watched)
    assert second.exit_code == 0
    assert second.stdout.splitlines() == [
        "김치  1 new",
        "  김장  2020-01-02 · a.ko",
        "travel  1 new",
        "  A boat  b.en",
    ]
    assert (watch(watched).exit_code, watch(watched).output) == (5, "")


def test_changed_articles_come_only_when_they_are_wanted(watched: Site, tmp_path: Path) -> None:
    watch(watched)
    write(tmp_path, "old.ko", "김치의 역사", "김치는 아주 오래되었다.")
    watched.indexer.run(IndexOptions())
    seen = (watched.settings.index / "watches.json").read_bytes()
    data = json.loads(watch(watched, "--changed", "--json").stdout)
    assert [one["id"] for one in data[0]["changed"]] == ["old.ko"]
    assert (data[0]["new"], data[1]["changed"]) == ([], [])
    (watched.settings.index / "watches.json").write_bytes(seen)
    assert (watch(watched).exit_code, watch(watched, "--changed").exit_code) == (5, 5)


def test_a_renamed_article_did_not_come(watched: Site) -> None:
    watch(watched)
    where = ["--archive", str(watched.settings.archive)]
    assert CliRunner().invoke(main, ["move", *where, "old.ko", "new.ko"]).exit_code == 0
    watched.indexer.run(IndexOptions())
    assert watch(watched).exit_code == 5


def test_one_watch_is_run_by_its_name(watched: Site, tmp_path: Path) -> None:
    watch(watched)
    write(tmp_path, "a.ko", "김장", "김치를 담근다.")
    write(tmp_path, "b.en", "A boat", "The boat left.", "tags: [sea]\n")
    watched.indexer.run(IndexOptions())
    assert "김치  1 new" in watch(watched, "김치").stdout
    assert watch(watched).stdout.startswith("travel  1 new")
    unknown = watch(watched, "none")
    assert (unknown.exit_code, "김치, travel" in unknown.output) == (2, True)


def test_a_translation_is_found_by_the_other_language(watched: Site, tmp_path: Path) -> None:
    (tmp_path / "archive" / "glossary.yaml").write_text("- {ko: 김치, en: kimchi}\n", "utf-8")
    watched.indexer.run(IndexOptions())
    watch(watched)
    write(tmp_path, "e.en", "Winter", "People make kimchi before winter.")
    watched.indexer.run(IndexOptions())
    assert "e.en" in watch(watched).stdout


def test_a_damaged_state_lets_all_start_anew(watched: Site, tmp_path: Path) -> None:
    watch(watched)
    write(tmp_path, "a.ko", "김장", "김치를 담근다.")
    watched.indexer.run(IndexOptions())
    path = watched.settings.index / "watches.json"
    whole = json.loads(path.read_text())
    for damage in (
        "{",
        "[]",
        "[" * 9_000,
        '{"version": 1}',
        json.dumps(whole | {"watches": {"김치": 9}}),
    ):
        path.write_text(damage)
        result = watch(watched)
        assert (result.exit_code, result.stdout) == (5, "")
        assert "watches.json is damaged" in result.stderr
        assert "Starts now" in result.stderr
        assert list(json.loads(path.read_text())["watches"]) == ["김치", "travel"]


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("- {name: x}", "2: “x” has neither a query nor a filter"),
        ("- {query: x}", "2: a search without a name"),
        ("- {name: a/b, query: x}", "2: the name “a/b” is refused"),
        ("- {name: 'a\tb', query: x, size: 3}", "2: unknown key"),
        ("- name: x\n  query: x\n  from: someday", "4: "),
        ("- {name: x, query: [x]}", "2: query"),
        ("- text", "2: not a search with a name"),
        ("- {name: good, query: x}", "2: the name “good” is in line 1 too"),
        (f"- {{name: x, query: {'x' * 3_000}}}", "2: "),
    ],
)
def test_a_wrong_item_is_told_with_its_line_and_others_are_read(
    item: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "watches.yaml").write_text(
        f"- {{name: good, query: x}}\n{item}\n- {{name: last, query: y}}\n"
    )
    found = load_watches(tmp_path)
    assert [one.name for one in found.watches] == ["good", "last"]
    (problem,) = found.problems
    assert f"watches.yaml:{says}" in str(problem.message)


@pytest.mark.parametrize(
    "text", ["name: x", "- {name: x", "- &a x\n- *a", "\x00", "- x\n" * (MOST_WATCHES + 1)]
)
def test_a_file_that_is_no_list_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "watches.yaml").write_text(text)
    with pytest.raises(ConfigError, match=r"watches\.yaml:\d+: "):
        load_watches(tmp_path)


def test_other_watches_are_run_beside_a_wrong_one(watched: Site, tmp_path: Path) -> None:
    (tmp_path / "archive" / "watches.yaml").write_text(
        f"{WATCHES}- {{name: x, query: a, lang: fr}}\n", "utf-8"
    )
    assert watch(watched).exit_code == 1
    write(tmp_path, "a.ko", "김장", "김치를 담근다.")
    watched.indexer.run(IndexOptions())
    result = watch(watched)
    assert (result.exit_code, "김치  1 new" in result.stdout) == (1, True)
    assert "watches.yaml:6: " in result.stderr
    assert "ko, en" in result.stderr


def test_a_watch_is_a_feed(watched: Site, tmp_path: Path) -> None:
    client = create_app(watched).test_client()
    answer = client.get("/watches/김치.atom")
    feed = ElementTree.fromstring(answer.data)
    assert feed.findtext(f"{{{ATOM}}}title", "").startswith("김치 – ")
    assert [one.text for one in feed.iter(f"{{{ATOM}}}title")][1:] == ["김치의 역사"]
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{{{ATOM}}}link")}
    assert links["self"] == "http://localhost/watches/%EA%B9%80%EC%B9%98.atom"
    tag = answer.headers["ETag"]
    assert client.get("/watches/김치.atom", headers={"If-None-Match": tag}).status_code == 304
    path = tmp_path / "archive" / "watches.yaml"
    path.write_text("- {name: 김치, query: 역사}\n", "utf-8")
    assert client.get("/watches/김치.atom", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/watches/travel.atom").status_code == 404
    assert client.get("/watches/김치.atom?size=3").status_code == 400
    path.write_text("{", "utf-8")
    assert client.get("/watches/김치.atom").status_code == 404


def test_without_watches_the_command_says_where_they_stand(site: Site) -> None:
    result = watch(site)
    assert (result.exit_code, "watches.yaml" in result.stderr) == (5, True)
    assert not (site.settings.index / "watches.json").exists()
