"""Stamps: every version stands in one module and counts, and an index of another one is rebuilt without a new analysis."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from seogo.analysis.korean import KoreanTokenizer
from seogo.composition import Site, open_site
from seogo.engines.whoosh.storage import segment_writer
from seogo.engines.whoosh.storage.codec import NumpyCodec
from seogo.errors import IndexStale
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.report import IndexReport
from seogo.messages import Message
from seogo.serving.index_refresher import IndexRefresher
from seogo.settings import load_settings
from seogo.storage import stamps
from seogo.storage.stamps import FileFormat
from tests.tiny import Tiny

SOURCE = Path(stamps.__file__).parent.parent
ROOMS = (
    *("analysis", "storage", "engines", "articles", "transliteration", "suggestions"),
    *("alignment", "lexicon", "dictionary", "documents", "indexing"),
)
"""Packages whose code an index, or a stored analysis, depends on."""

VERSION_NAME = re.compile(r"(^|_)(VERSION|FORMAT|MAGIC|STAMP)(_|$)")


def format_constants(tree: ast.Module) -> Iterator[str]:
    """Names of module-level constants that are versions, formats or magic bytes."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value:
            targets, value = [node.target], node.value
        else:
            continue
        for name in (
            part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)
        ):
            constants = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant)]
            magic = any(isinstance(c, bytes) and c.startswith(b"SEOGO") for c in constants)
            plain = isinstance(value, ast.Constant | ast.Tuple | ast.UnaryOp)
            if magic or (plain and VERSION_NAME.search(name)):
                yield name


@pytest.mark.parametrize(
    "source",
    ["FORMAT = 8", "_VERSION: Final = 1", "CODEC_VERSION = 9", '_HEADS = (b"SEOGOTRM", 1)'],
)
def test_a_format_constant_is_recognised(source: str) -> None:
    assert list(format_constants(ast.parse(source)))


def test_every_format_constant_stands_in_one_module() -> None:
    elsewhere = [
        f"{path.relative_to(SOURCE)}: {name}"
        for room in ROOMS
        for path in sorted((SOURCE / room).rglob("*.py"))
        if path != Path(stamps.__file__)
        for name in format_constants(ast.parse(path.read_text()))
    ]
    assert elsewhere == [], "move it to seogo.storage.stamps, and into the stamp that depends on it"


@pytest.mark.parametrize(
    "name", [name for name in dir(stamps) if VERSION_NAME.search(name) or name == "CODEC_CLASS"]
)
def test_every_version_counts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in ("LEARNING_VERSION", "SIGHTINGS_FORMAT"):
        return  # tests/indexing/test_lexicon_builder.py; a file of its own, which says its version

    def found() -> tuple[str, ...]:
        of_engines = (stamps.index_stamp(("lang",), "Asia/Seoul", cluster=c) for c in (False, True))
        return (*of_engines, stamps.analysis_stamp())

    before = found()
    value = getattr(stamps, name)
    other: object
    if isinstance(value, FileFormat):
        other = value._replace(version=value.version + 1)
    else:
        other = value + (1 if isinstance(value, int) else "x")
    monkeypatch.setattr(stamps, name, other)
    assert found() != before


def test_the_time_zone_counts() -> None:
    assert stamps.index_stamp(("lang",), "Asia/Seoul") != stamps.index_stamp(("lang",), "UTC")
    further = ("lang", "section")
    assert stamps.index_stamp(further, "UTC") != stamps.index_stamp(("lang",), "UTC")


def test_the_class_that_whoosh_pickles_is_the_one_of_the_stamp() -> None:
    assert f"{NumpyCodec.__module__}.{NumpyCodec.__qualname__}" == stamps.CODEC_CLASS


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose index another version wrote: its codec is a class that is no longer there, its stamp that of 0.1.0."""
    Tiny(tmp_path).fill()
    settings = load_settings(archive=tmp_path / "archive", index=tmp_path / "index")
    former = ModuleType("seogo_former_codec")
    codec = type("NumpyCodec", (NumpyCodec,), {"__module__": former.__name__})
    former.NumpyCodec = codec  # type: ignore[attr-defined]
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, former.__name__, former)
        patch.setattr(segment_writer, "NumpyCodec", codec)
        patch.setattr("seogo.composition.format_stamp", lambda _, **__: "whoosh/5/9/")
        patch.setattr("seogo.composition.index_stamp", lambda _, zone, **__: f"whoosh/5/9/{zone}")
        first = open_site(settings)
        assert first.indexer.run(IndexOptions()).analysed
        first.close()
    site = open_site(settings)
    with pytest.raises(IndexStale):
        site.current()
    yield site
    site.close()


@pytest.fixture
def no_kiwi(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No passage of an article may be analysed."""

    def refuse(*_: object) -> None:
        raise AssertionError("Kiwi was asked")

    monkeypatch.setattr(KoreanTokenizer, "_analysed", refuse)
    return monkeypatch


def _is_rebuilt(report: IndexReport) -> bool:
    return (report.analysed, report.problems, bool(report.reason)) == (0, [], True)


@pytest.mark.slow
def test_a_plain_reindex_rebuilds_an_older_index_without_kiwi(
    older: Site, no_kiwi: pytest.MonkeyPatch
) -> None:
    no_kiwi.setattr(KoreanTokenizer, "load", KoreanTokenizer._analysed)
    assert _is_rebuilt(older.indexer.run(IndexOptions()))
    assert older.current().facts.articles == len(older.archive.scan().files)


@pytest.mark.slow
def test_serving_rebuilds_an_older_index_without_kiwi(
    older: Site,
    no_kiwi: pytest.MonkeyPatch,
) -> None:
    reports: list[IndexReport] = []

    def fail(message: Message) -> None:
        pytest.fail(str(message))  # it would try again for ever

    IndexRefresher(older, notify=fail, on_report=reports.append).run()
    assert _is_rebuilt(reports[0])
    assert older.current().engine.status().documents == len(older.archive.scan().files)
