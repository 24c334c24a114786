"""What every format guarantees; a new one is tested here as soon as it has its sample."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.articles.archive import Archive
from seogo.importers.fetcher import Fetcher
from seogo.importers.format import Head
from seogo.importers.formats.mail import MAIL
from seogo.importers.item import Piece, Refused
from seogo.importers.readers import Read, read_piece
from seogo.importers.registry import BUILT_IN, registry
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.sources import pieces_of
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.prepare import Prepared
from tests.importers.office.needs import needs
from tests.importers.samples import SAMPLES, TEXT, Sample

pytestmark = pytest.mark.slow

CASES = [
    pytest.param(name, sample, id=name, marks=needs(sample.needs))
    for name, sample in SAMPLES.items()
]
EACH = pytest.mark.parametrize(("name", "sample"), CASES)


def contents(path: Path) -> Read:
    """Everything that is read from a file or folder."""
    found: Read = []
    for piece in pieces_of(str(path), Fetcher()):
        if isinstance(piece, Piece):
            found += read_piece(piece)
        elif isinstance(piece, Refused):
            found.append(piece)
    return found


def assert_it_is(found: Read, name: str, sample: Sample) -> None:
    """The one item of a sample, read from wherever it was."""
    hint = f"formats: what `{name}` reads from its sample in tests/importers/samples.py"
    assert len(found) == 1, f"{hint}: {found}"
    (one,) = found
    if sample.unread:
        assert isinstance(one, Refused) and one.listed is None, f"{hint}: {one}"
    elif sample.listed:
        assert isinstance(one, Refused) and one.listed is not None, f"{hint}: {one}"
        assert one.listed.title == sample.title, hint
    else:
        assert isinstance(one, Prepared), f"{hint}: {one}"
        assert one.item.title == sample.title and TEXT in one.item.body, hint


def test_every_format_has_a_sample() -> None:
    missing = {one.name for one in BUILT_IN} - set(SAMPLES)
    assert not missing, f"give {missing} a sample in tests/importers/samples.py"
    assert set(SAMPLES) <= {one.name for one in BUILT_IN}


@EACH
def test_it_is_recognised(name: str, sample: Sample) -> None:
    found = registry().match(Head(sample.data, sample.name))
    hint = f"`matches` of {name} does not know its sample, or a format before it in importers/registry.py takes it"
    assert found is not None and found.name == name, f"{hint} ({found and found.name})"


@EACH
def test_it_recognises_none_of_the_others(name: str, sample: Sample) -> None:
    form = registry().named(name)
    assert form is not None
    more_general = [one.name for one in BUILT_IN][: [one.name for one in BUILT_IN].index(name)]
    for other in more_general:
        head = Head(SAMPLES[other].data, SAMPLES[other].name)
        found = registry().match(head)
        assert found is not None and found.name == other, f"{name} takes what {other} reads"
    assert not form.matches(Head(b"", sample.name)), f"`matches` of {name} takes an empty file"
    assert name in ("zip", "warc") or not form.matches(Head(b"\0\1\2\3" * 9, sample.name)), name


@pytest.mark.slow
@EACH
def test_it_is_read_from_files_folders_and_zips(name: str, sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    file = folder / sample.name
    file.write_bytes(sample.data)
    assert_it_is(contents(file), name, sample)
    assert_it_is(contents(folder), name, sample)
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.write(file, sample.name)
    if name == "warc":
        (refused,) = contents(packed)
        assert isinstance(refused, Refused) and "unpack" in str(refused.why)
    else:
        assert_it_is(contents(packed), name, sample)


@pytest.mark.slow
@EACH
def test_charsets_and_line_ends_do_not_matter(name: str, sample: Sample, tmp_path: Path) -> None:
    file = tmp_path / sample.name
    for charset in sample.charsets:
        for end in ("\n", "\r\n") if len(sample.charsets) > 1 else ():
            text = sample.data.decode().replace("\r\n", "\n").replace("\n", end)
            file.write_bytes(text.encode(charset))
            assert_it_is(contents(file), name, sample)


@EACH
def test_it_becomes_an_article_once(name: str, sample: Sample, tmp_path: Path) -> None:
    root, file = tmp_path / "archive", tmp_path / sample.name
    root.mkdir()
    file.write_bytes(sample.data)
    for status in ("new", "same"):
        outcomes: list[Outcome] = []
        importer = Importer(Archive(root), ImportOptions(processes=1))
        importer.run([str(file)], outcomes.append)
        expected = "refused" if sample.listed or sample.unread else status
        found = [one.status for one in outcomes if one.status != "passed over"]
        assert found == [expected], f"{name}: {outcomes}"
    scan = Archive(root).scan()
    assert scan.problems == scan.warnings == () and len(scan.files) == (
        not sample.listed and not sample.unread
    ), name


@EACH
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_is_refused(name: str, sample: Sample, data: st.DataObject) -> None:
    """Cut, overwritten and prolonged sources stop nothing, and what is refused has a place and a reason."""
    at = data.draw(st.integers(0, len(sample.data)))
    end = data.draw(st.integers(at, len(sample.data)))
    damaged = sample.data[:at] + data.draw(st.binary(max_size=30)) + sample.data[end:]
    form = registry().named(name)
    if form is None or form.read is None:
        return
    for one in read_piece(Piece("here", sample.name, damaged, format=name)):
        if isinstance(one, Refused):
            assert one.where.startswith("here") and one.why, name


def test_a_message_without_an_id_is_mail_by_its_name() -> None:
    message = b"Subject: x\r\nFrom: a@hanbit.example\r\nDate: Mon, 19 Jan 2026 09:30:00 +0900\r\n\r\nx\r\n"
    named = {name: MAIL.matches(Head(message, name)) for name in ("x.eml", "x.txt")}
    assert named == {"x.eml": True, "x.txt": False}
