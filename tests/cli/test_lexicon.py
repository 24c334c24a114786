"""`seogo lexicon`: a word, everything, and what is doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seogo.articles.wordlists import load_forbidden, load_glossary
from seogo.composition import Site
from seogo.languages import Language
from seogo.lexicon.glossary_terms import to_terms
from seogo.lexicon.review import doubtful_translations
from tests.cli.test_cli import run

pytestmark = pytest.mark.slow

HEADER = ["language", "term", "translation", "probability", "support", "origin"]


@pytest.fixture(autouse=True)
def one_kiwi(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command works on the site that is open already."""
    monkeypatch.setattr("seogo.composition.open_site", lambda settings: site)


def test_a_word(site: Site) -> None:
    result = run(site, "lexicon", "유네스코를")
    assert result.exit_code == 0
    assert "유네스코를  ko" in result.output
    assert "UNESCO" in result.output
    assert "glossary" in result.output
    data = json.loads(run(site, "lexicon", "--json", "유네스코").output)
    (term,) = [term for term in data["terms"] if term["language"] == "ko"]
    best = term["translations"][0]
    assert (term["term"], best["term"], best["origin"]) == ("유네스코", "unesco", "glossary")
    assert 0.5 < best["probability"] <= 1
    assert best["support"] > 0


def test_each_term_of_a_word(site: Site) -> None:
    data = json.loads(run(site, "lexicon", "--json", "--lang", "ko", "인공지능").output)
    assert [term["term"] for term in data["terms"]] == ["인공", "지능"]
    english = json.loads(run(site, "lexicon", "--json", "--lang", "en", "인공지능").output)
    assert {term["language"] for term in english["terms"]} == {"en"}, "English texts have it too"


def test_an_unknown_word(site: Site) -> None:
    result = run(site, "lexicon", "쀍쀍")
    assert result.exit_code == 0
    assert result.output == "The lexicon does not have “쀍쀍”.\n"


def test_an_export_has_every_row(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    assert run(site, "lexicon", "--export", str(path)).output == ""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == HEADER
    rows = [line.split("\t") for line in lines[1:]]
    lexicon = site.current().lexicon()
    expected = [
        (language.value, term, found)
        for language in Language
        for term, row in lexicon.rows(language)
        for found in row
    ]
    assert len(rows) == len(expected) > 1_000
    for (language, term, *rest), (expected_language, expected_term, found) in zip(
        rows, expected, strict=True
    ):
        assert (language, term, rest[0]) == (expected_language, expected_term, found.term)
        assert float(rest[1]) == pytest.approx(found.probability, abs=1 / 65_535)
        assert float(rest[2]) == pytest.approx(found.support, abs=0.01)
        assert rest[3] == found.origin.value
    assert run(site, "lexicon", "--export", "-").output == path.read_text(encoding="utf-8")
    again = run(site, "lexicon", "--export", str(path), "--lang", "ko")
    assert (again.exit_code, "--overwrite" in again.output) == (4, True)
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(lines)
    run(site, "lexicon", "--export", str(path), "--lang", "ko", "--overwrite")
    assert 1 < len(path.read_text(encoding="utf-8").splitlines()) < len(lines)


def test_an_export_as_json(site: Site) -> None:
    output = run(site, "lexicon", "--export", "-", "--json", "--lang", "ko").output
    rows = [json.loads(line) for line in output.splitlines()]
    assert list(rows[0]) == HEADER
    assert {row["language"] for row in rows} == {"ko"}


def test_a_review_proposes_lines_that_the_glossary_takes(site: Site, tmp_path: Path) -> None:
    result = run(site, "lexicon", "--review", "--limit", "5")
    assert result.output.count("wrong:  - forbid: {ko: ") == 5
    data = json.loads(run(site, "lexicon", "--review", "--limit", "40", "--json").output)
    doubts = data["doubts"]
    assert len(doubts) == 40
    assert all(doubt["reasons"] for doubt in doubts)
    assert {doubt["language"] for doubt in doubts} == {"ko", "en"}
    path = tmp_path / "glossary.yaml"
    for doubt in doubts:
        path.write_text(doubt["forbid"], encoding="utf-8")
        assert len(load_forbidden(path)) == 1
        if doubt["confirm"]:
            path.write_text(doubt["confirm"], encoding="utf-8")
            assert len(load_glossary(path)) == 1
    korean = json.loads(
        run(site, "lexicon", "--review", "--lang", "ko", "--limit", "3", "--json").output
    )
    assert {doubt["language"] for doubt in korean["doubts"]} == {"ko"}


def test_doubts_are_of_words_that_no_glossary_entry_has(site: Site) -> None:
    opened = site.current()
    analyzer = opened.compiler.analyzer

    def doubts(taken: list[str]) -> dict[tuple[str, str], str]:
        found = doubtful_translations(
            opened.lexicon(),
            opened.engine,
            languages=list(Language),
            most=10_000,
            taken=taken,
            to_terms=lambda word: to_terms(word, analyzer),
        )
        pairs = [
            (one.term, one.translation.term)
            if one.language is Language.KO
            else (one.translation.term, one.term)
            for one in found
        ]
        assert len(set(pairs)) == len(pairs), "each pair once"
        assert all(one.translation.origin.value != "glossary" for one in found)
        return dict(zip(pairs, (one.confirm for one in found), strict=True))

    free = doubts([])
    pair, line = next((pair, line) for pair, line in free.items() if line)
    korean = line.partition("ko: ")[2].partition(",")[0]
    assert doubts([korean])[pair] == ""


@pytest.mark.parametrize(
    "arguments", [[], ["말", "--review"], ["--review", "--export", "-"], ["말", "--lang", "fr"]]
)
def test_wrong_usage(site: Site, arguments: list[str]) -> None:
    assert run(site, "lexicon", *arguments).exit_code == 2
