"""One Kiwi and one index of the sample archive for the whole session."""

from __future__ import annotations

import compileall
import gc
import os
import pickle
import runpy
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.korean import KoreanTokenizer
from seogo.articles.wordlists import GlossaryEntry
from seogo.composition import Site, general, open_site
from seogo.indexing import lexicon_sources
from seogo.indexing.indexer import IndexOptions
from seogo.lexicon import glossary_terms
from seogo.lexicon.glossary import Glossary, general_glossary
from seogo.meaning.encoder import Encoder, installed, load_encoder
from seogo.settings import load_settings
from tests.shared_files import made_once
from tests.shared_kiwi import SAMPLE_ARCHIVE, load_shared
from tests.translated import write_archive

settings.register_profile("whole", deadline=None, max_examples=60)
settings.register_profile("quick", deadline=None, max_examples=30)


MOST_PROCESSES = 6


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A process for each core, and one more with slow tests, which often wait for a browser or a server."""
    return min((os.cpu_count() or 1) + (not _is_quick(config)), MOST_PROCESSES)


def _is_quick(config: pytest.Config) -> bool:
    return bool(config.option.markexpr == "not slow")


def pytest_configure(config: pytest.Config) -> None:
    """Compile what was edited since the last run, once for all processes; quick tests try fewer examples of each property.

    Without compiled modules each of the hundreds of commands that the tests start would compile them anew where
    `PYTHONDONTWRITEBYTECODE` is set.
    """
    settings.load_profile("quick" if _is_quick(config) else "whole")
    if hasattr(config, "workerinput"):
        return
    root = Path(__file__).parent.parent
    runpy.run_path(str(root / ".build" / "catalogues.py"))["compile_catalogues"](root)
    compileall.compile_dir(root / "src", quiet=2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the index comes last: one process builds it, and the others have something to do meanwhile."""
    needing = {item.path for item in items if "site" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path in needing)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Leave what stays to the end, thousands of tests and all modules, out of every garbage collection.

    The collections while they are made, and those of each 700 new objects later, would take a tenth of all time.
    """
    gc.disable()
    result = yield
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()
    return result


@pytest.fixture(scope="session", autouse=True)
def one_kiwi_for_each_dictionary() -> Iterator[None]:
    """Analyzers of the same dictionary share a Kiwi (tests/shared_kiwi.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KoreanTokenizer, "load", load_shared())
        yield


@pytest.fixture(scope="session", autouse=True)
def one_look_at_each_glossary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Small indexes share the terms of the general glossary, which take Kiwi longer than their articles."""
    extract = glossary_terms.analyse_entries
    known: dict[str, list[Any]] = {}

    def kept(entries: Sequence[GlossaryEntry], analyzer: Analyzer) -> list[Any]:
        key = sha256(repr((*entries, analyzer._korean._dictionary)).encode()).hexdigest()
        if key not in known:
            path = made_once(
                tmp_path_factory,
                f"glossary-{key}",
                lambda file: file.write_bytes(pickle.dumps([*extract(entries, analyzer)])),
            )
            known[key] = pickle.loads(path.read_bytes())
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon_sources, "analyse_entries", kept)
        yield


@pytest.fixture(scope="module")
def no_general_glossary() -> Iterator[None]:
    """Small indexes learn from their articles alone: the general glossary costs each more than all the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition.general_glossary", tuple)
        # which is kept, so that it must not be made from none
        patch.setattr("seogo.composition.general", lambda: Glossary(()))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_compilation_of_each_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hundreds of applications share what Jinja makes of their templates."""
    folder = made_once(tmp_path_factory, "templates", Path.mkdir)
    with pytest.MonkeyPatch.context() as patch:
        cache = FileSystemBytecodeCache(str(folder))
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": cache})
        yield


@pytest.fixture(scope="session", autouse=True)
def priority_as_it_was() -> Iterator[None]:
    """A `reindex` inside the process of the tests does not lower its priority for all that follow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "setpriority", lambda *_: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def words_alone() -> Iterator[None]:
    """Indexes have no vectors but where a test asks for them: an encoder would read each of hundreds of small archives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition.installed_stamp", lambda: "")
        patch.setenv("SEOGO_MEANING", "off")
        yield


@pytest.fixture(scope="session", autouse=True)
def english_terminal() -> Iterator[None]:
    """Commands speak English, whatever the language of the terminal in which the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C.UTF-8")
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample archive with a freshly built index."""

    def build(folder: Path) -> None:
        with closing(open_site(load_settings(SAMPLE_ARCHIVE, folder, {}))) as made:
            assert made.indexer.run(IndexOptions()).problems == []

    index = tmp_path_factory.mktemp("index") / "sample"
    with pytest.MonkeyPatch.context() as patch:  # who asks first may have no general glossary
        patch.setattr("seogo.composition.general_glossary", general_glossary)
        patch.setattr("seogo.composition.general", general)
        shutil.copytree(made_once(tmp_path_factory, "sample-index", build), index)
        site = open_site(load_settings(SAMPLE_ARCHIVE, index, {}))
        site.current()
    gc.freeze()
    yield site
    site.close()


@pytest.fixture(scope="session")
def analyzer(site: Site) -> Analyzer:
    """The analyzer of the sample archive; its Kiwi is loaded."""
    return site.analyzer_for(site.generations.newest(thorough=False).manifest.dictionary)


@pytest.fixture(scope="session")
def translated(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small archive of translation pairs (tests/translated.py) with an index and a lexicon; the same Kiwi."""
    folder = tmp_path_factory.mktemp("translated")
    write_archive(folder / "archive")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        opened = open_site(load_settings(folder / "archive", folder / "index", {}))
        assert opened.indexer.run(IndexOptions()).problems == []
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder of the extra ``meaning``, which the extra ``test`` has."""
    if not installed():
        pytest.skip("install seogo[meaning]")
    return load_encoder()
