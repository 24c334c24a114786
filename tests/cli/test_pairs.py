"""The commands about pairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.composition import Site

pytestmark = pytest.mark.usefixtures("no_general_glossary")


@pytest.fixture(autouse=True)
def opened(translated: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands get the small archive with its lexicon, and do not close it."""
    monkeypatch.setattr("seogo.composition.open_site", lambda settings: translated)
    monkeypatch.setattr("seogo.searching.current_index.CurrentIndex.close", lambda self: None)


def run(site: Site, *arguments: str) -> Result:
    where = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, [arguments[0], *where, *arguments[1:]])


def test_pairs_come_worst_first_with_single_articles_below(translated: Site) -> None:
    result = run(translated, "pairs")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["score", "rows", "missing", "differences", "pair"]
    assert lines[1].endswith("short.ko ⇄ short.en")
    scores = [float(line.split()[0]) for line in lines[1:5]]
    assert scores == sorted(scores)
    assert "Without a translation:" in lines
    assert any(line.startswith("alone.ko") for line in lines)


def test_pairs_as_json(translated: Site) -> None:
    data = json.loads(run(translated, "pairs", "--json", "--sort", "id", "--limit", "3").stdout)
    assert data["total"] == {"pairs": 4, "unpaired": 2}
    assert [pair["ids"]["ko"] for pair in data["pairs"]] == ["farm.ko", "short.ko", "talent.ko"]
    assert {one["id"] for one in data["unpaired"]} == {"alone.ko", "lonely.en"}
    differing = data["pairs"][2]["differences"]
    assert [(one["lang"], one["kind"], one["text"]) for one in differing] == [
        ("ko", "number", "127억"),
        ("en", "number", "12.5 billion"),
    ]
    assert data["skipped"] == []


def test_only_differences(translated: Site) -> None:
    result = run(translated, "pairs", "--differences")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("talent.ko ⇄ talent.en")
    assert lines[1:] == ["  Only in Korean: 127억", "  Only in English: 12.5 billion"]
    assert run(translated, "pairs", "--differences", "farm.en").stdout == "No pair differs.\n"


def test_a_changed_file_is_said_and_gives_status_1(translated: Site) -> None:
    file = Path(translated.settings.archive) / "team.en.md"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before + "\nOne more.\n", encoding="utf-8")
        result = run(translated, "pairs", "team.ko")
    finally:
        file.write_text(before, encoding="utf-8")
    assert result.exit_code == 1
    assert result.stdout == "Not compared: team.en (team.en.md: changed since it was indexed)\n"


def test_proposals_in_lines_and_as_json(translated: Site) -> None:
    none = run(translated, "pairs", "--suggest", "--at-least", "1")
    assert none.stdout == "No pair is proposed.\n"
    lines = run(translated, "pairs", "--suggest").stdout.splitlines()
    assert lines[0].endswith("  alone.ko ⇄ lonely.en")
    assert lines[1].strip() == "혼자 있는 밤 도서관 · A small library at night"
    assert "similarity 0." in lines[2]
    assert "도서관 = library" in lines[2]
    assert lines[3] == "seogo pairs --accept alone.ko=lonely.en"
    data = json.loads(run(translated, "pairs", "--suggest", "--json").stdout)
    assert data["total"] == 1
    assert data["linked"] == []
    (one,) = data["proposals"]
    assert one["ids"] == {"ko": "alone.ko", "en": "lonely.en"}
    assert 0.7 <= one["score"] < 1
    assert one["evidence"]["alternates"] is False
    assert {"ko": "도서관", "en": "library"} in one["evidence"]["words"]
    assert one["evidence"]["published"] == {"ko": None, "en": None}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--accept", "alone.ko=lonely.en"],
        ["--accept", "lonely.en=alone.ko", "--json"],
        ["--suggest", "--accept-all"],
    ],
)
def test_what_is_accepted_is_written_and_reindex_is_named(
    translated: Site, arguments: list[str]
) -> None:
    file = Path(translated.settings.archive) / "lonely.en.md"
    before = file.read_text(encoding="utf-8")
    try:
        result = run(translated, "pairs", *arguments)
        after = file.read_text(encoding="utf-8")
        again = run(translated, "pairs", "--accept", "alone.ko=lonely.en")
        assert file.read_text(encoding="utf-8") == after
    finally:
        file.write_text(before, encoding="utf-8")
    assert result.exit_code == 0
    assert after == before.replace("\n---\n", "\ntranslation_of: alone.ko\n---\n", 1)
    if "--json" in arguments:
        linked = {"path": "lonely.en.md", "line": "translation_of: alone.ko", "written": True}
        assert json.loads(result.stdout) == {"linked": [linked]}
    else:
        assert result.stdout.splitlines()[-2:] == [
            "lonely.en.md: translation_of: alone.ko",
            "Next: `seogo reindex`",
        ]
    assert again.exit_code == 0
    assert again.stdout == "lonely.en.md: is already a translation of that article\n"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["pairs", "no/such"], 4, "no/such"),
        (["pairs", "--sort", "size"], 2, "worst"),
        (["pairs", "--limit", "0"], 2, "limit"),
        (["pairs", "--suggest", "farm.ko"], 2, "leave out ID"),
        (["pairs", "--accept-all"], 2, "--suggest"),
        (["pairs", "--at-least", ".5"], 2, "--suggest"),
        (["pairs", "--accept", "a=b", "--suggest"], 2, "stands alone"),
        (["pairs", "--accept", "alone.ko"], 2, "farm.ko=farm.en"),
        (["pairs", "--accept", "alone.ko=no/such"], 4, "no/such"),
        (["pairs", "--accept", "alone.ko=farm.en"], 4, "has a translation already, farm.ko"),
        (["concordance"], 2, "WORD"),
        (["concordance", "말", "--lang", "fr"], 2, "ko"),
    ],
)
def test_wrong_usage_says_what_is_right(
    translated: Site, arguments: list[str], status: int, says: str
) -> None:
    result = run(translated, *arguments)
    assert result.exit_code == status
    assert says in result.output


def test_a_concordance_in_lines_and_as_json(translated: Site) -> None:
    lines = run(translated, "concordance", "육성하다").stdout.splitlines()
    assert lines[0] == "육성하다 → nurture 4, foster 2"
    at = lines.index("시는 젊은 기술자를 육성한다.")
    assert lines[at + 1 : at + 3] == ["The city nurtures young engineers.", "talent.ko ⇄ talent.en"]
    data = json.loads(run(translated, "concordance", "육성하다", "--json", "--limit", "2").stdout)
    assert len(data["lines"]) == 2
    assert data["total"] == 3


def test_a_concordance_of_nothing_offers_the_search(translated: Site) -> None:
    result = run(translated, "concordance", "쀍쀎")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["No article contains “쀍쀎”.", "seogo search 쀍쀎"]
