"""What holds for all documents: hostile, damaged and locked ones are a sentence, and what has to be installed is said."""

from __future__ import annotations

import io
import multiprocessing
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from seogo.articles.archive import Archive
from seogo.importers import runner
from seogo.importers.formats.office import package, reading
from seogo.importers.item import Piece, Refused
from seogo.importers.readers import Read, read_piece
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from seogo.languages import Language
from tests.importers.office.docx_files import docx, p
from tests.importers.office.hwp_files import hwp, paragraph
from tests.importers.office.needs import needs
from tests.importers.office.open_files import hp, hwpx, odt
from tests.importers.office.pdf_files import Text, pdf
from tests.importers.reading import read

pytestmark = pytest.mark.slow

WRITTEN: dict[str, Callable[[str], bytes]] = {
    "docx": lambda text: docx(p(text)),
    "odt": lambda text: odt(f"<text:p>{escape(text)}</text:p>"),
    "hwpx": lambda text: hwpx(hp(escape(text))),
    "hwp": lambda text: hwp(paragraph(text)),
    "pdf": lambda text: pdf([Text(60, 100, text)]),
}
"""A document of each kind with a paragraph."""

PACKAGES = {"pdf": "pypdfium2", "hwp": "olefile"}
EXTRAS = {"odt": "docx", "hwpx": "docx"}
KINDS = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=needs(PACKAGES.get(kind, ""))) for kind in WRITTEN]
)
TEXT = "오월에 새 다리가 열렸다. 많은 사람이 건너갔다."


def refusal(data: bytes, name: str) -> str:
    (refused,) = read(data, name)
    assert isinstance(refused, Refused), refused
    return str(refused.why)


@KINDS
def test_without_its_package_it_is_named_with_what_helps(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = WRITTEN[kind](TEXT)
    for name in ("lxml", "pypdfium2", "olefile"):
        monkeypatch.setitem(sys.modules, name, None)
    said = refusal(data, "x")
    assert kind.upper() in said and f"pip install 'seogo[{EXTRAS.get(kind, kind)}]'" in said


@KINDS
def test_cut_and_overwritten_documents_are_a_sentence(kind: str) -> None:
    data = WRITTEN[kind](TEXT)
    for step in range(1, 12):
        cut = data[: len(data) * step // 12]
        zeros = data[: len(data) * step // 12] + b"\0" * 40 + data[len(data) * step // 12 + 40 :]
        for damaged in (cut, zeros):
            for one in read_piece(Piece("here", f"x.{kind}", damaged, format=kind)):
                assert not isinstance(one, Refused) or "Traceback" not in str(one.why)


@pytest.mark.parametrize("kind", ["docx", "odt", "hwpx"])
def test_bombs_and_entities_are_bounded(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_XML", 20_000)
    assert "20,000" in refusal(WRITTEN[kind]("가" * 10_000), "x").replace("20000", "20,000")
    monkeypatch.undo()
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 9}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "가나다">{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = WRITTEN[kind]("이 글은 &a9;&f; 끝")
    for one in read(with_doctype(data, bomb), "x"):
        assert "가나다가나다" not in str(one) and "root:" not in str(one)


def with_doctype(data: bytes, doctype: str) -> bytes:
    """A zipped document whose files of XML begin with this, and in which escaped references are real ones."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith(".xml") and "Types" not in name:
                text = doctype + text.partition("?>")[2].replace("&amp;", "&")
            new.writestr(name, text)
    return written.getvalue()


def imported(sources: list[Path], root: Path) -> list[Outcome]:
    root.mkdir(exist_ok=True)
    outcomes: list[Outcome] = []
    Importer(Archive(root), ImportOptions(processes=1)).run(map(str, sources), outcomes.append)
    return outcomes


def test_documents_are_read_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone: list[str] = []
    read_alone = runner._ReaderPool._read_alone

    def recorded(pool: runner._ReaderPool, piece: Piece, lang: Language | None) -> Read:
        alone.append(piece.name)
        return read_alone(pool, piece, lang)

    monkeypatch.setattr(runner._ReaderPool, "_read_alone", recorded)
    (tmp_path / "좋은 글.docx").write_bytes(docx(p("다리가 열렸다") + p(TEXT)))
    (tmp_path / "b.txt").write_text(f"다리가 닫혔다\n\n{TEXT[::-1]}\n")
    (outcome, other) = imported(
        [tmp_path / "좋은 글.docx", tmp_path / "b.txt"], tmp_path / "archive"
    )
    assert (outcome.status, other.status, alone) == ("new", "new", ["좋은 글.docx"])
    assert Path(outcome.path).name == "다리가-열렸다.ko.md"


def test_a_process_that_reads_grows_by_so_much_at_most() -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(grown, 50_000_000).result() == "MemoryError"
        assert pool.submit(grown, 900_000_000).result() == ""


def grown(limit: int) -> str:
    try:
        with reading.memory_limit(limit):
            bytearray(300_000_000)
    except MemoryError as error:
        return type(error).__name__
    return ""
