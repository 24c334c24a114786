"""Formats: bytes that change need another version, and every file of an index belongs to a version."""

from __future__ import annotations

import json

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site
from seogo.storage import stamps
from tests.storage.layouts import GOLDEN, digests, version_of

FILES = {
    "manifest.json": "MANIFEST_VERSION",
    "articles.json": "ARTICLES_FORMAT",
    "moved.json": "REDIRECTS_FORMAT",
    "suggestions": "SUGGESTIONS_FORMAT",
    "lexicon": "LEXICON_FORMAT",
    "sentences": "SENTENCES_FORMAT",
    "meaning": "MEANING_FORMAT",
    "documents.table": "DOCUMENT_TABLE_FORMAT",
    ".trm": "TERMS_FORMAT",
    ".pst": "POSTINGS_FORMAT",
    ".stored.col": "RECORD_FORMAT",
    ".col": "CODEC_VERSION",
    ".toc": "SCHEMA_VERSION",
    "lease": None,  # empty
}


@pytest.fixture(scope="module")
def found(analyzer: Analyzer) -> dict[str, str]:
    """Digests of today's layouts."""
    return digests(analyzer)


def test_every_version_has_a_layout(found: dict[str, str]) -> None:
    named = {name for name in dir(stamps) if name.endswith(("_VERSION", "_FORMAT"))}
    assert named == found.keys()


def test_bytes_change_with_their_version_alone(found: dict[str, str]) -> None:
    golden = json.loads(GOLDEN.read_text())
    for name, digest in found.items():
        version = version_of(name)
        known = golden[name].get(version)
        if (
            name == "ANALYSIS_VERSION"
            and known is None
            and any(other.startswith(f"{version.partition(' ')[0]} ") for other in golden[name])
        ):
            continue  # another Kiwi, which the stamp has
        assert known is not None, f"run python -m tests.storage.layouts for {name} {version}"
        assert digest == known, f"other bytes: raise {name} in seogo.storage.stamps"


def test_every_file_of_an_index_has_a_version(site: Site) -> None:
    folder = site.generations.newest(thorough=False).folder
    for path in folder.rglob("*"):
        if path.is_file():
            name = next((end for end in FILES if path.name.endswith(end)), "")
            version = FILES[name]
            assert version is None or hasattr(stamps, version)
