"""The command line: outputs, statuses, JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.composition import Site
from seogo.searching.request import SearchRequest

SAMPLE_ARCHIVE = Path(__file__).parents[2] / "archive"


def run(site: Site, *arguments: str) -> Result:
    where = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, [arguments[0], *where, *arguments[1:]])


def write(folder: Path, name: str, title: str, body: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")


def test_search_prints_the_news_first(site: Site) -> None:
    result = run(site, "search", "국가 AI 프로젝트 모티프")
    assert result.exit_code == 0
    assert "1. 국가 AI 프로젝트의 갈림길에 선 KT와 모티프" in result.output
    assert "news/kt-motif-ai-project.ko" in result.output


def test_search_json_is_the_endpoint_s(site: Site) -> None:
    result = run(site, "search", "--json", "--fold", "off", "엑사원은")
    data = json.loads(result.stdout)
    assert data["results"][0]["id"] == "news/kt-motif-ai-project.ko"
    assert data["total"] >= 1
    start, end = data["results"][0]["snippets"][0]["ranges"][0]
    assert data["results"][0]["snippets"][0]["text"][start:end] == "엑사원"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["search", "--sort", "best", "한글"], 2, "newest"),
        (["search", "--size", "1000", "한글"], 2, "100"),
        (["show", "no/such"], 4, "no/such"),
        (["search", "한글", "--explain", "no/such"], 4, "no/such"),
        (["search"], 2, "--batch"),
        (["show"], 2, "Missing argument"),
        (["reindex", "--no-such"], 2, "No such option"),
    ],
)
def test_wrong_usage_says_what_is_right(
    site: Site, arguments: list[str], status: int, says: str
) -> None:
    result = run(site, *arguments)
    assert result.exit_code == status
    assert says in result.output


@pytest.mark.parametrize(
    ("name", "says"), [("a.ko", "Korean 1 · English 0"), ("a.en", "Korean 0 · English 1")]
)
@pytest.mark.usefixtures("no_general_glossary")
def test_status_of_an_archive_in_one_language(tmp_path: Path, name: str, says: str) -> None:
    write(tmp_path / "archive", f"{name}.md", "1998", "1998")
    where = ["--archive", str(tmp_path / "archive"), "--index", str(tmp_path / "index")]
    assert CliRunner().invoke(main, [*where, "reindex"]).exit_code == 0
    result = CliRunner().invoke(main, [*where, "status"])
    assert (result.exit_code, says in result.output) == (0, True), result.output


def test_show_and_check_and_status_and_analyze(site: Site) -> None:
    shown = run(site, "show", "society/kimjang.ko")
    assert shown.output.startswith("김장")
    data = json.loads(run(site, "show", "--json", "society/kimjang.en").output)
    assert (data["id"], data["lang"]) == ("society/kimjang.en", "en")
    checked = run(site, "check")
    assert (checked.exit_code, checked.output) == (
        0,
        "34 articles, 0 errors, 0 warnings, 0 notes\n",
    )
    status = json.loads(run(site, "status", "--verify", "--json").output)
    assert (status["articles"], status["languages"]) == (34, {"ko": 17, "en": 17})
    data = json.loads(run(site, "analyze", "--json", "엑사원은").output)
    first = data["tokens"][0]
    assert (first["term"], first["start"], first["end"], first["tag"]) == ("엑사원", 0, 3, "NNP")
    assert data["query"]["words"][0]["asked"] == ["엑사원"]


def test_analyze_says_what_a_text_means(site: Site) -> None:
    output = run(site, "analyze", "과기정통부의 5천만 원").output
    lines = [" ".join(line.split()) for line in output.splitlines()]
    assert lines[0] == "As a query: 과기정통부의 5천만 원"
    assert "must contain: 과기정통부" in lines
    assert any("과학기술정보통신부 (glossary)" in line for line in lines)
    assert "or any of: 50000000 (the same number)" in lines
    assert "number 50000000 5천만 7 10" in lines


def test_what_was_read_otherwise_is_said_once_beside_the_results(site: Site) -> None:
    output = run(site, "search", "한글 -훈민정음 -x -x (").stdout.splitlines()
    assert output[0].startswith("Excluded: 훈민정음 (search for it instead: 한글 훈민정음")
    assert output[1].startswith("“-x” was read as text")
    assert output[2] == "“(” is not closed and was left out"
    analysed = run(site, "analyze", "한글 -훈민정음").output
    assert "  Excluded: 훈민정음" in analysed


def test_analyze_shows_tokens_without_an_index(site: Site, tmp_path: Path) -> None:
    where = ["--archive", str(SAMPLE_ARCHIVE), "--index", str(tmp_path / "none")]
    without = CliRunner().invoke(main, ["analyze", *where, "cabbages"])
    assert without.exit_code == 0
    assert "As a query: There is no index yet" in without.output
    assert re.search(r"^word +cabbag +cabbages ", without.output, re.MULTILINE)
    open_mark = json.loads(run(site, "analyze", "--json", '"open').output)
    assert open_mark["query"]["read_as"] == "open"
    assert open_mark["problem"] is None and open_mark["tokens"]


def test_search_explains_a_score(site: Site) -> None:
    name = "news/kt-motif-ai-project.ko"
    output = run(site, "search", "국가 AI 쀍쀎", "--lang", "en", "--explain", name).stdout
    assert output.startswith("국가 AI 프로젝트의 갈림길에 선 KT와 모티프")
    said = "It contains some of the words.\nMissing: 쀍쀎\nThe filters exclude it.\n"
    assert said in output
    assert re.search(r"^AI +word +ai ", output, re.MULTILINE)
    assert re.search(r"^total +[0-9.]+ +100% *$", output, re.MULTILINE)
    assert "translation" not in output
    other = ("search", "반도체 수출", "--explain", "technology/memory-chips.en")
    assert "A translation of the query finds it" in run(site, *other).output
    assert json.loads(run(site, *other, "--json").stdout)["bridged"] is True
    data = json.loads(run(site, "search", "국가 AI", "--explain", name, "--json").stdout)
    assert data["bridged"] is False
    hits = site.search.search(SearchRequest(q="국가 AI")).hits
    score = {hit.id: hit.score for hit in hits}[name]
    assert data["score"] == pytest.approx(score, abs=1e-4)
    assert sum(row["points"] for row in data["rows"]) == pytest.approx(score, abs=1e-3)


def test_reindex_lets_the_server_go_first(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    priorities: list[tuple[int, int, int]] = []
    monkeypatch.setattr(os, "setpriority", lambda *given: priorities.append(given))
    monkeypatch.setattr(os, "getpriority", lambda *_: 0)
    assert run(site, "reindex", "--dry-run").exit_code in (0, 1)
    monkeypatch.setattr(os, "getpriority", lambda *_: 15)  # what somebody chose stays
    run(site, "reindex", "--dry-run")
    assert priorities == [(os.PRIO_PROCESS, 0, 10), (os.PRIO_PROCESS, 0, 15)]


def test_reindex_reports_and_lists_what_it_refuses(site: Site, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write(archive, "a.en.md", "Good", "An article about rails.")
    write(archive, "b.en.md", "[broken", "Not YAML.")
    where = ["--archive", str(archive), "--index", str(tmp_path / "index")]
    result = CliRunner().invoke(main, ["reindex", *where])
    assert result.exit_code == 1
    assert re.search(r"error: b\.en\.md:2: ", result.output)
    assert "1 article: 1 added" in result.output
    found = CliRunner().invoke(main, ["search", *where, "--json", "rail"])
    assert json.loads(found.stdout)["total"] == 1
    dry = CliRunner().invoke(main, ["reindex", *where, "--dry-run", "--json"])
    assert (dry.exit_code, json.loads(dry.output)["unchanged"]) == (1, 1)
    shutil.rmtree(archive)
    gone = CliRunner().invoke(main, ["reindex", *where])
    assert gone.exit_code == 4
    still = CliRunner().invoke(main, ["search", *where, "--json", "rail"])
    assert json.loads(still.stdout)["total"] == 1


def test_no_index_is_said(tmp_path: Path) -> None:
    where = ["--archive", str(SAMPLE_ARCHIVE), "--index", str(tmp_path / "none")]
    for command in (["search", "한글"], ["status"]):
        result = CliRunner().invoke(main, [command[0], *where, *command[1:]])
        assert (result.exit_code, "seogo reindex" in result.output) == (4, True)


def test_a_second_builder_is_told_who_builds(site: Site) -> None:
    with site.generations.building():
        result = run(site, "reindex")
    assert result.exit_code == 3
    assert str(os.getpid()) in result.output


@pytest.mark.slow
def test_reindex_in_parts_and_in_processes(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name in "abcd":
        (archive / f"{name}.en.md").write_text(f"---\ntitle: {name}\n---\nA train.\n", "utf-8")
    where = ["--archive", str(archive), "--index", str(tmp_path / "index")]
    part = CliRunner().invoke(main, ["reindex", *where, "--part", "1/1", "--json"])
    told = {"part": "1/1", "analysed": 4, "file": "analyses-1-of-1.sqlite"}
    assert json.loads(part.stdout).items() >= told.items()
    (archive / "e.en.md").write_text("---\ntitle: e\n---\nA plane.\n", "utf-8")
    whole = CliRunner().invoke(main, ["reindex", *where, "--workers", "2", "--json"])
    told = {"articles": 5, "analysed": 0, "problems": []}
    assert json.loads(whole.stdout).items() >= told.items()
    for wrong in (["--part", "3/2"], ["--part", "1/2", "--full"], ["--workers", "2", "--dry-run"]):
        assert CliRunner().invoke(main, ["reindex", *where, *wrong]).exit_code == 2
