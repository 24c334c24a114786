"""The archive in Python: `seogo.open`, its options, batches, and the analysis alone."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import seogo
from seogo.analysis import analyze
from seogo.answers.open_archive import OpenArchive, SearchOptions
from seogo.cli import main
from seogo.composition import Site, open_site
from seogo.errors import ArticleUnknown
from seogo.searching.parameter_kinds import ParameterError
from seogo.searching.parameters import PARAMETERS


def test_what_is_promised_is_there() -> None:
    for name in seogo.__all__:
        assert getattr(seogo, name) is not None
    with pytest.raises(AttributeError, match="no_such"):
        seogo.no_such  # noqa: B018


def test_options_are_the_parameters_of_a_search() -> None:
    names = {name.removesuffix("_") for name in SearchOptions.__annotations__}
    assert names == {one.name for one in PARAMETERS} - {"q"}


def test_an_archive_answers(site: Site) -> None:
    with seogo.open(site.settings.archive, index=site.settings.index, language="ko") as archive:
        page = archive.search("반도체", lang="ko", size=1, from_="2020", tag=[])
        assert page.total and page.hits[0].lang == "ko"
        found = archive.passages("반도체", budget=2_000)
        part = archive.read(found.passages[0].id.partition("@")[0], passage=found.passages[0].id)
        assert part.text == found.passages[0].text
        assert archive.verify(part.text).verdict == "exact"
        assert archive.coverage().articles == page.index.articles
        assert archive.concordance("반도체").found
        with pytest.raises(ParameterError, match="newest"):
            archive.search("반도체", sort="best")  # type: ignore[arg-type]
        with pytest.raises(ArticleUnknown):
            archive.read("no/such")


def test_each_archive_has_its_own_today_in_every_thread(site: Site) -> None:
    # 26 hours apart, so that their days always differ
    sites = [
        open_site(replace(site.settings, zone=zone))
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12")
    ]
    archives = [OpenArchive(opened) for opened in sites]
    with ThreadPoolExecutor(1) as another:
        days = []
        for archive in archives:
            here = archive.search("date:today", from_="오늘")
            there = another.submit(archive.search, "date:today", from_="오늘").result()
            today = datetime.now(archive.site.archive.zone).date()
            assert here.read_as == there.read_as == f"date:{today}"
            assert here.request.first == there.request.first == today
            days.append(today)
    assert len(set(days)) == 2
    for opened in sites:
        opened.close()


def test_queries_of_a_file_are_searched_in_one_run(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    file.write_text("q,lang,note\n반도체,en,a\nqqzz,,b\n-메모리,,c\n", encoding="utf-8")
    folders = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    command = ["search", "--batch", str(file), "--size", "2", *folders]
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, command).output)))
    first = [row for row in rows if row["number"] == "1"]
    assert 1 <= len(first) <= 2 and {row["lang"] for row in first} == {"en"}
    assert [row["id"] for row in rows if row["number"] == "2"] == [""]
    assert {row["q"] for row in rows} == {"반도체", "qqzz", "'-메모리"}
    plain = json.loads(CliRunner().invoke(main, [*command, "--json"]).output)
    assert [one.get("id", "") for one in plain] == [row["id"] for row in rows]
    lines = tmp_path / "queries.txt"
    lines.write_text("반도체\n\nAI\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["search", "--batch", str(lines), *folders, "--json"]).output
    assert {one["q"] for one in json.loads(found)} == {"반도체", "AI"}


def test_the_analysis_alone_gives_terms_with_offsets() -> None:
    text = "정부는 예산을 냈다.\n\nThe votes passed."
    terms = analyze(text)
    assert [(one.text, text[one.start : one.end]) for one in terms if one.content] == [
        ("정부", "정부"),
        ("예산", "예산"),
        ("내", "냈"),
        ("vote", "votes"),
        ("pass", "passed"),
    ]
    positions = [one.position for one in terms]
    assert positions == sorted(set(positions))
