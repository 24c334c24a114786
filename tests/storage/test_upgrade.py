"""Indexes of earlier formats, made from the history: a plain ``reindex`` heals each, and so does a server that starts."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from seogo.analysis.analyzer import Analyzer
from seogo.cli import main
from seogo.composition import Site, open_site
from seogo.errors import IndexUnavailable
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.storage import stamps
from seogo.storage.stamps import FileFormat
from seogo.web import create_app
from tests import former
from tests.damage import reseal

pytestmark = pytest.mark.usefixtures("no_general_glossary")

PACKED = sorted(former.FOLDER.glob("*.tar.xz"))


@pytest.fixture(autouse=True)
def one_kiwi(site: object) -> Iterator[None]:
    """Sites share analyzers, and so Kiwis."""
    analyzers = cache(Analyzer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: analyzers)
        yield


@pytest.fixture(scope="module")
def right() -> former.Answers:
    """Answers of an index that today's code builds."""
    return former.expected("as it is")


def test_there_are_former_indexes() -> None:
    assert len(PACKED) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("packed", PACKED, ids=lambda path: path.name.partition(".")[0])
def test_a_plain_reindex_heals_a_former_index(packed: Path, right: former.Answers) -> None:
    assert former.complaints(packed, "as it is", right) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", former.WAYS[1:])
def test_a_checksum_that_changed_without_its_stamp(way: str) -> None:
    """From 47fd821 on stored analyses had today's stamp, but until 38c14ca another checksum."""
    (packed,) = (path for path in PACKED if "88cdbc7" in path.name)
    assert former.complaints(packed, way, former.expected(way)) == []


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and an index of today's formats."""
    folder = tmp_path_factory.mktemp("today")
    former.write_archive(folder / "archive")
    with _opened(folder) as site:
        site.indexer.run(IndexOptions())
    return folder


@contextmanager
def _opened(folder: Path) -> Iterator[Site]:
    site = open_site(load_settings(folder / "archive", folder / "index", {}))
    try:
        yield site
    finally:
        site.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name in dir(stamps) if name.endswith(("_VERSION", "_FORMAT"))]
)
def test_each_version_raised_alone(
    today: Path, tmp_path: Path, name: str, right: former.Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(today, tmp_path, dirs_exist_ok=True)
    value = getattr(stamps, name)
    raised = value._replace(version=99) if isinstance(value, FileFormat) else 99
    for module in list(sys.modules.values()):
        if module.__name__.startswith("seogo.") and getattr(module, name, None) is value:
            monkeypatch.setattr(module, name, raised)
    with _opened(tmp_path) as site:
        try:
            assert former.answers(site) == right
        except IndexUnavailable as error:
            assert "`seogo reindex`" in str(error)
        report = site.indexer.run(IndexOptions())
        assert report.articles == 3
        assert (report.analysed > 0) == name.startswith("ANALYSIS")
        assert former.answers(site) == right
        assert site.indexer.run(IndexOptions()).reason is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "end", [".stored.col", "documents.table", ".trm", ".pst", "suggestions", "lexicon", "sentences"]
)
def test_ready_and_verified_are_said_where_a_search_answers(
    today: Path, tmp_path: Path, end: str
) -> None:
    shutil.copytree(today, tmp_path, dirs_exist_ok=True)
    options = ["--archive", str(tmp_path / "archive"), "--index", str(tmp_path / "index")]
    verify = ["status", "--verify", "--json", *options]
    with _opened(tmp_path) as site:
        names = site.generations.newest(thorough=True).manifest.files
        reseal(site.generations, next(name for name in names if name.endswith(end)), b"x" * 99)
        client = create_app(site).test_client()
        assert client.get("/readyz").status_code == 503
        done = CliRunner().invoke(main, verify)
        assert (done.exit_code, done.stdout) == (4, "")
        assert "`seogo reindex`" in done.stderr
        done = CliRunner().invoke(main, ["reindex", *options])
        assert done.exit_code == 0, done.stderr
        assert "Wrote the whole index again: the index was damaged" in done.stdout
        assert json.loads(CliRunner().invoke(main, verify).stdout)["verified"] is True
        time.sleep(0.6)  # until it looks for a new generation
        assert client.get("/readyz").status_code == 200
