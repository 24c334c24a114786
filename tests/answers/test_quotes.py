"""Quotes: exact, altered with what was changed, in translation, absent; from the archive, over HTTP and from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from seogo.answers import translated_quotes
from seogo.answers.open_archive import OpenArchive
from seogo.answers.quotes import Quote, SearchedText
from seogo.answers.translated_quotes import Candidate, nearer
from seogo.cli import main
from seogo.composition import Site
from seogo.languages import Language
from seogo.meaning.vectors import Near, Vectors
from seogo.unicode_forms import to_form
from tests.rows import each_row
from tests.web.page import as_json

TEXT = SearchedText(
    "정부는 2025년 예산안 12조 원을 국회에 냈다. 야당은 이를 ‘선심성’이라며 받아들이지 않았다.\n\n"
    "The vote was 120 to 98.5, and the government did not say why. 그는 불가능하다고 했다."
)


@pytest.mark.parametrize(
    "quote",
    [
        "정부는 2025년 예산안 12조 원을 국회에 냈다.",
        "정부는  2025년\n예산안 12조원을",
        to_form("NFD", '야당은 이를 "선심성"이라며 받아들이지'),
        "“The vote was 120 to 98.5”",
        "the government did not say why",
    ],
)
def test_exact_is_what_differs_in_form_space_and_marks_alone(quote: str) -> None:
    found = TEXT.exact(Quote(quote))
    assert found is not None and found.changed == 0
    shown = TEXT.text[found.start : found.end]
    assert Quote(shown).letters == Quote(quote).letters


@each_row(
    ("quote", "what"),
    [
        ("정부는 2026년 예산안 12조 원을 국회에 냈다", "number"),
        ("The vote was 20 to 98.5", "number"),
        ("20 to 98.5, and the government", "number"),
        ("vote was 120 to 98", "number"),
        ("the government did say why", "negation"),
        ("야당은 이를 선심성이라며 받아들였다", "negation"),
        ("the Senate did not say why", "name"),
        ("정부는 2025년 예산안 12조 원을 의회에 냈다", "word"),
    ],
)
def test_what_was_changed_is_named_and_shown(quote: str, what: str) -> None:
    assert TEXT.exact(Quote(quote)) is None
    found = TEXT.altered(Quote(quote))
    assert found is not None
    assert what in {piece.what for piece in found.pieces}
    own = " ".join(piece.text for piece in found.pieces if piece.kind != "source")
    assert own.split() == quote.split()


@pytest.mark.parametrize(
    "quote",
    ["가능하다고 했다", "고양이가 마당에서 잔다", "ote was", "The cat was asleep in the yard"],
)
def test_what_is_cut_or_elsewhere_is_not_exact(quote: str) -> None:
    assert TEXT.exact(Quote(quote)) is None


@pytest.mark.parametrize("quote", ["", "…", "“”", "a" * 2_000, "가 " * 1_000])
def test_any_quote_has_an_answer(quote: str) -> None:
    found = Quote(quote)
    assert TEXT.exact(found) is None
    assert TEXT.altered(found) is None


def ask(client: FlaskClient, status: int = 200, **parameters: str) -> dict[str, Any]:
    response = client.get(f"/verify.json?{urlencode(parameters)}")
    assert response.status_code == status, response.text
    return dict(as_json(response))


def sentence(site: Site, article: str) -> str:
    record = site.search.record(article)
    assert record is not None
    stored = record.unpack()
    start, end = stored.sentences[:2]
    return stored.text[start:end].strip()


@pytest.mark.parametrize("article", ["news/kt-motif-ai-project.ko", "news/kt-motif-ai-project.en"])
def test_the_archive_knows_its_sentences(client: FlaskClient, site: Site, article: str) -> None:
    quote = sentence(site, article)
    found = ask(client, quote=quote, ui="en")
    assert found["verdict"] == "exact" and found["passage"]["article"] == article
    part = as_json(client.get(f"/articles/{article}.json?passage={found['passage']['id']}"))
    assert (
        part["text"] == found["passage"]["text"]
        and part["citation"] == found["passage"]["citation"]
    )
    words = quote.split()
    words[len(words) // 2] = "qqzz"
    changed = ask(client, quote=" ".join(words))
    assert changed["verdict"] == "altered" and changed["passage"]["article"] == article
    kinds = [one["kind"] for one in changed["differences"]]
    assert "quote" in kinds and "source" in kinds
    other = article.replace(".ko", ".xx").replace(".en", ".ko").replace(".xx", ".en")
    beside = ask(client, quote=quote, article=other)
    assert beside["verdict"] in ("translation", "absent")


def test_what_nobody_said_is_absent_and_the_archive_says_what_it_has(client: FlaskClient) -> None:
    found = ask(client, quote="화성의 펭귄들은 화요일마다 보라색 우산을 접는다", ui="ko")
    assert (found["verdict"], found["passage"]) == ("absent", None)
    assert found["coverage"]["articles"] > 0 and found["coverage"]["text"].startswith("이 서고")


def test_wrong_questions_are_refused(client: FlaskClient) -> None:
    assert ask(client, 400)["parameter"] == "quote"
    assert ask(client, 400, quote="a" * 2_001)["parameter"] == "quote"
    assert "no/such" in ask(client, 404, quote="AI", article="no/such")["detail"]


def test_a_file_of_quotes_is_checked(site: Site, tmp_path: Path) -> None:
    article = "news/kt-motif-ai-project.ko"
    folders = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    table = tmp_path / "quotes.csv"
    rows = f'quote,article\n"{sentence(site, article)}",{article}\n없는 말이다,{article}\n'
    table.write_text(rows, encoding="utf-8-sig")
    result = CliRunner().invoke(main, ["verify", str(table), "--json", *folders])
    assert result.exit_code == 1
    assert [one["verdict"] for one in json.loads(result.output)] == ["exact", "absent"]
    lines = tmp_path / "quotes.txt"
    lines.write_text(f"{sentence(site, article)}\n\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(lines), *folders])
    assert result.exit_code == 0 and "exact" in result.output
    for name, content in (("a.csv", b"\xff"), ("b.csv", b"x\n1\n"), ("c.jsonl", b"[1]\n")):
        (tmp_path / name).write_bytes(content)
        result = CliRunner().invoke(main, ["verify", str(tmp_path / name), *folders])
        assert result.exit_code == 4 and name in result.output


@pytest.mark.slow
def test_a_translation_is_found_by_words_where_nothing_knows_meaning(translated: Site) -> None:
    archive = OpenArchive(translated)
    pairs = [hit for hit in archive.search("", lang="ko", size=20).hits if hit.translations]
    found = [
        archive.verify(sentence(translated, hit.id), article=next(iter(hit.translations)))
        for hit in pairs
    ]
    said = [one for one in found if one.verdict == "translation"]
    assert len(said) > len(found) // 2
    assert all(one.passage is not None and one.passage.lang == "en" for one in said)


class NearPassages:
    """Vectors of an archive whose nearest passage has a cosine, or that has none (None)."""

    def __init__(self, similarity: float | None) -> None:
        self.similarity = similarity

    def nearest(self, _vector: object, language: Language, _most: int) -> list[Near]:
        found = self.similarity
        return [] if found is None else [Near("news/a.ko", language, found, -1, -1)]


@pytest.mark.parametrize(
    ("others", "expected"), [(0.7, -0.1), (0.5, 0.1), (0.1, 0.15), (None, 0.15)]
)
def test_what_a_passage_is_nearer_to_is_what_it_translates(
    site: Site, monkeypatch: pytest.MonkeyPatch, others: float | None, expected: float
) -> None:
    record = site.search.record("news/kt-motif-ai-project.en")
    assert record is not None
    monkeypatch.setattr(translated_quotes, "encoded", lambda text: text)
    found = Candidate(record, -1, len(record.title), (0.6, 0.2, 0.3), first=True)
    vectors = cast("Vectors", NearPassages(others))
    assert nearer(found, Language.KO, vectors) == pytest.approx(expected)
