"""What reads a text takes linear time for every long run."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from seogo.analysis import english
from seogo.analysis.passages import to_passages
from seogo.analysis.quantities.extraction import quantities
from seogo.analysis.script.hanja import headline_words, to_hangul
from seogo.analysis.script.normalize import normalize
from seogo.analysis.sentences import sentence_starts
from seogo.analysis.surfaces import surfaces_of
from seogo.articles.front_matter import parse_article
from seogo.articles.markdown import to_blocks
from seogo.errors import ArticleError
from seogo.importers.extraction.dates import any_date
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.metadata import read_metadata
from seogo.importers.extraction.tree import parse_html
from seogo.importers.item import Piece, Refused
from seogo.importers.readers import read_piece
from seogo.importers.writing.near_duplicates import fingerprint_of
from seogo.languages import Language
from seogo.lexicon.glosses import find_glosses
from seogo.messages.particles import final_consonant
from seogo.pairs.quantities.number_mentions import mentioned_numbers
from seogo.query.limits import Limits
from seogo.query.parser import parse
from seogo.transliteration.person_names import find_latin_names
from seogo.web.views.text_runs import to_text, typeset
from tests.growth.measure import LINEAR, grows
from tests.growth.texts import UNITS, article, run, sources

SIZE = 2_400
UNMEASURABLE = 0.01
"""Seconds; two loops over 2,400 characters, one in the other, take longer."""


def analysed(text: str) -> None:
    for _, passage in to_passages(text):
        normal = normalize(passage).text
        words = english.written(normal)
        words.rows()
        surfaces_of(normal, words)
        sentence_starts(normal)
        quantities(normal, date(2026, 1, 19))
        headline_words(normal)
        to_hangul(normal)
        find_latin_names(normal)
        list(find_glosses(normal))


def loaded(text: str) -> None:
    data = article(Language.KO, text, text[:3_000]).encode("utf-8", "replace")
    with contextlib.suppress(ArticleError):
        parse_article(data, "slow.ko.md", ZoneInfo("Asia/Seoul"))


def asked(text: str) -> None:
    parse(text, limits=Limits())


def shown(text: str) -> None:
    for block in to_blocks(text):
        for lang in Language:
            typeset(block.html, lang)
    for lang in Language:
        to_text(text, lang)


def small(text: str) -> None:
    language_of(text)
    any_date(text)
    final_consonant(text)
    for lang in Language:
        mentioned_numbers(text, lang)
    fingerprint_of(text)


def extracted(text: str) -> None:
    for _, name, content in sources(text):
        if name.endswith("html") and (tree := parse_html(content)) is not None:
            read_metadata(tree, "https://a.example/b")


READERS: tuple[Callable[[str], object], ...] = (
    *(analysed, loaded, asked, shown, small, extracted),
)


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_readers_take_linear_time(reader: Callable[[str], object]) -> None:
    ratios = {
        name: grows(reader, run(name, SIZE), run(name, SIZE // 4), UNMEASURABLE) for name in UNITS
    }
    assert {name: ratio for name, ratio in ratios.items() if ratio > LINEAR} == {}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "markdown", "jsonl", "json", "csv", "ris", "bookmarks"])
def test_importers_take_linear_time(form: str) -> None:
    def read(content: str) -> None:
        data = content.encode("utf-8", "replace")
        found = read_piece(Piece("x", "x.md", data=data, format=form))
        assert "Error" not in repr([one for one in found if isinstance(one, Refused)])

    wrong = {}
    for name in UNITS:
        both = (
            [content for kind, _, content in sources(run(name, size)) if kind == form]
            for size in (SIZE, SIZE // 4)
        )
        for long, short in zip(*both, strict=True):
            ratio = grows(read, long, short, UNMEASURABLE)
            if ratio > LINEAR:
                wrong[name, long[:9]] = ratio
    assert wrong == {}
