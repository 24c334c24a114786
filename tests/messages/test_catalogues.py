"""Catalogues: every code has a text in both languages, every text is used, and places agree."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from seogo.languages import Language
from seogo.lexicon.lexicon import Origin
from seogo.lexicon.review import Reason
from seogo.messages.catalogues import DOMAINS

SOURCE = Path(__file__).parents[2] / "src" / "seogo"

CHECKED = ("errors", "terminal")
"""Domains whose codes are dotted."""

MADE = {
    "origin.": [origin.value for origin in Origin],
    "doubt.": [reason.replace(" ", "-") for reason in get_args(Reason)],
    "import.": ["new", "same", "changed", "duplicate", "refused", "draft"],
    "progress.": [
        "analysing",
        "analysed",
        "indexing",
        "indexed",
        "comparing",
        "compared",
        "encoding",
        "encoded",
    ],
    "words.": ["pieces", "contexts", "extraction"],
    "status.": [
        *("archive", "index", "generation", "built-at", "fingerprint", "articles", "newest"),
        *("engine", "meaning", "bytes", "verified"),
    ],
    "certificate.": ["10", "18", "20"],
    "system.": None,
}
"""Codes that the sources put together: how they begin, and how they end where that is known."""

PARTICLE = re.compile(
    r"\{\w+(?:!r)?(?::[^/{}]*)?\}['\"”’]?(?:을|를|이|가|은|는|과|와|로|으로|이라는|라는)(?![가-힣])"
)


@cache
def catalogue(language: Language, domain: str) -> Catalog:
    path = SOURCE / "messages" / "locale" / language.value / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        return read_po(file, locale=language.value, abort_invalid=True)


def texts(language: Language, domain: str) -> dict[str, tuple[str, ...]]:
    """The forms of each text of a catalogue, by code."""
    found = {}
    for message in catalogue(language, domain):
        if message.id:
            code = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else message.string
            found[code] = tuple(forms or ())
    return found


def codes() -> dict[str, str]:
    """All codes with dots, and the domain of each."""
    return {code: domain for domain in CHECKED for code in texts(Language.EN, domain)}


def literals() -> Iterator[tuple[str, str, bool]]:
    """Every text in the sources: its place, itself, and whether it is the code of a message."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Message" | "translated"), args=[ast.Constant(value=str(code))]
                ):
                    yield f"{path}:{node.lineno}", code, True
                case ast.Constant(value=str(text)):
                    yield f"{path}:{node.lineno}", text, False


def made() -> set[str]:
    ends = {start: found for start, found in MADE.items() if found is not None}
    whole = {start + end for start, found in ends.items() for end in found}
    return whole | {code for code in codes() if code.startswith("system.")}


@pytest.mark.slow
def test_every_code_has_a_text() -> None:
    known = {code for domain in DOMAINS for code in texts(Language.EN, domain)}
    topics = {code.partition(".")[0] for code in codes()}
    dotted = re.compile(rf"(?:{'|'.join(topics)})\.[a-z][a-z-]*")
    files = re.compile(r".*\.(?:html|js|json|yaml)")
    missing = [
        f"{place}: {text}"
        for place, text, certain in literals()
        if (certain or dotted.fullmatch(text)) and text not in known and not files.fullmatch(text)
    ]
    assert missing == []
    assert made() <= known


@pytest.mark.slow
def test_every_text_is_used() -> None:
    used = {text for _, text, _ in literals()} | made()
    assert {code for code in codes() if code not in used} == set()


def test_a_code_is_in_one_domain() -> None:
    counts = Counter(code for domain in DOMAINS for code in texts(Language.EN, domain))
    assert [code for code, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_places(domain: str) -> None:
    english, korean = (texts(language, domain) for language in (Language.EN, Language.KO))
    assert set(english) == set(korean)
    for code, forms in english.items():
        assert set.union(*map(places, korean[code])) <= set.union(*map(places, forms)), code


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty_or_in_doubt(language: Language, domain: str) -> None:
    for message in catalogue(language, domain):
        assert not message.fuzzy or not message.id
    for code, forms in texts(language, domain).items():
        assert all(forms), code


@pytest.mark.parametrize("domain", CHECKED)
def test_no_korean_particle_has_to_be_guessed(domain: str) -> None:
    for code, forms in texts(Language.KO, domain).items():
        for text in forms:
            assert not re.search(
                r"[은을이와](?:\(|/)[는를가과](?:\)|\b)", re.sub(r"\{[^}]*\}", "", text)
            ), code
            assert PARTICLE.search(text) is None, f"{code}: write {{value:은/는}} behind the value"
            text.encode("euc_kr")  # older terminals have no dashes, and no rare syllables


def places(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name is not None}
