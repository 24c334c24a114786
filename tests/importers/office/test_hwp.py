"""Documents of HWP 5: records become paragraphs, tables, notes and images; locked ones say so."""

from __future__ import annotations

import struct

import pytest

from seogo.importers.formats.office import ole
from seogo.importers.item import Refused
from tests.importers.office.docx_files import PNG
from tests.importers.office.hwp_files import (
    cell,
    compound,
    control,
    hwp,
    paragraph,
    record,
    sign,
    sized,
)
from tests.importers.office.needs import needs
from tests.importers.reading import one, read

pytestmark = [needs("olefile"), pytest.mark.slow]

LEFT, NOTE, OBJECT = 3, 17, 11


def shape(kind: int, level: int = 0, numbering: int = 0) -> bytes:
    data = struct.pack("<I", kind << 23 | level << 25) + b"\0" * 26 + struct.pack("<H", numbering)
    return record(0x19, 0, data + b"\0" * 20)


def look(*, bold: bool) -> bytes:
    return record(0x15, 0, b"\0" * 46 + struct.pack("<I", 2 * bold) + b"\0" * 20)


def numbering(text: str) -> bytes:
    return record(
        0x17, 0, b"".join(b"\0" * 12 + sized(text if level == 0 else "^2.") for level in range(7))
    )


DEFINITIONS = (
    look(bold=False)
    + look(bold=True)
    + numbering("^1.")
    + numbering("제^1조")
    + record(0x18, 0, b"\0" * 20)
    + shape(0)
    + shape(1)
    + shape(1, 1)
    + shape(3, 0, 1)
    + shape(2, 0, 1)
    + shape(2, 0, 2)
    + record(0x1A, 0, sized("바탕글") + sized("Normal") + b"\0" * 8)
    + record(0x1A, 0, sized("제목") + sized("Title") + b"\0" * 8)
)


@pytest.mark.parametrize("flags", [0, 1])
def test_outline_lists_and_bold_letters(flags: int) -> None:
    item = one(
        hwp(
            paragraph("새 다리", style=1),
            paragraph("배경", shape=1),
            paragraph("오월에 새 다리가 열렸다.", looks=[(0, 0), (4, 1), (6, 0)]),
            paragraph("비용", shape=2),
            paragraph("사과", shape=3),
            paragraph("배", shape=3),
            paragraph("first", shape=4),
            paragraph("second", shape=4),
            paragraph("목적", shape=5),
            paragraph("정의", shape=5),
            paragraph("긴 개요 문단은 제목이 아니라 글이다. " * 8, shape=1),
            definitions=DEFINITIONS,
            flags=flags,
        ),
        "x.hwp",
    )
    assert item.title == "새 다리"
    assert item.body.split("\n\n")[:7] == [
        *(
            "# 배경",
            "오월에 **새** 다리가 열렸다.",
            "## 비용",
            "- 사과\n- 배",
            "1. first\n2. second",
            "제1조 목적",
            "제2조 정의",
        ),
    ]


def test_tables_notes_links_and_line_ends() -> None:
    table = (
        record(0x47, 1, control("tbl ") + b"\0" * 40)
        + record(0x48, 2, struct.pack("<II", 1, 0) + b"\0" * 12)
        + paragraph("표 설명", 2)
        + record(0x4D, 2, b"\0" * 30)
        + cell("구간", 0, 0)
        + cell("길이", 0, 1)
        + cell("3 km", 1, 1)
        + cell("모두", 2, 0, 2)
    )
    note = (
        record(0x47, 1, control("fn  ") + b"\0" * 8)
        + record(0x48, 2, b"\0" * 16)
        + paragraph("시청의 말", 2)
    )
    head = (
        record(0x47, 1, control("head") + b"\0" * 8)
        + record(0x48, 2, b"\0" * 16)
        + paragraph("머리말", 2)
    )
    link = record(0x47, 1, control("%hlk") + b"\0" * 5 + sized("https\\://a.example/x;1;0;0;"))

    def utf16(text: str) -> bytes:
        return text.encode("utf-16-le")

    item = one(
        hwp(
            paragraph(
                utf16("다리는 ")
                + sign(LEFT)
                + utf16("시청")
                + sign(4)
                + utf16("이\n지었다\x1e.")
                + sign(NOTE)
                + sign(16),
                inner=link + note + head,
            ),
            paragraph(sign(OBJECT), inner=table),
            paragraph("끝이다."),
            definitions=DEFINITIONS,
        ),
        "x.hwp",
    )
    assert item.body.split("\n\n") == [
        "다리는 [시청](https://a.example/x)이\\\n지었다 .[^1]",
        "| 구간 | 길이 |\n| --- | --- |\n|  | 3 km |\n| 모두 |  |",
        "표 설명",
        "끝이다.",
        "[^1]: 시청의 말",
    ]


def test_images_and_boxes() -> None:
    picture = (
        record(0x47, 1, control("gso ") + b"\0" * 40)
        + record(0x4C, 2, b"\0" * 40)
        + record(0x55, 3, b"\0" * 71 + struct.pack("<H", 1) + b"\0" * 4)
    )
    box = (
        record(0x47, 1, control("gso ") + b"\0" * 40)
        + record(0x4C, 2, b"\0" * 40)
        + record(0x48, 3, b"\0" * 16)
        + paragraph("상자 안의 글", 3)
    )
    item = one(
        hwp(
            paragraph("그림이다."),
            paragraph(sign(OBJECT), inner=picture),
            paragraph(sign(OBJECT), inner=box),
            definitions=DEFINITIONS + record(0x12, 0, struct.pack("<HH", 0x21, 1) + sized("png")),
            files={"BinData/BIN0001.png": PNG},
        ),
        "x.hwp",
    )
    ((path, data),) = item.images
    assert data.startswith(PNG) and item.body == f"그림이다.\n\n![]({path})\n\n상자 안의 글"


@pytest.mark.parametrize(
    ("flags", "said"), [(3, "password"), (5, "distribution"), (17, "password")]
)
def test_locked_documents_say_so(flags: int, said: str) -> None:
    (refused,) = read(hwp(paragraph("글이다."), flags=flags), "x.hwp")
    assert isinstance(refused, Refused) and said in str(refused.why)


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("EncryptedPackage", "password"),
        ("WordDocument", "Word"),
        ("Workbook", "spreadsheet"),
        ("Other", "office"),
    ],
)
def test_other_documents_are_named_by_what_is_in_them(stream: str, said: str) -> None:
    (refused,) = read(compound({stream: b"x"}), "renamed.xyz")
    assert isinstance(refused, Refused) and said in str(refused.why)


def test_a_damaged_document_says_so() -> None:
    for data in (compound({"FileHeader": b"x"}), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        (refused,) = read(data, "x.hwp")
        assert isinstance(refused, Refused) and "damaged" in str(refused.why)


def test_old_documents_are_named() -> None:
    (refused,) = read(b"HWP Document File V3.00 \x1a\x01" + b"\0" * 99, "x.hwp")
    assert isinstance(refused, Refused) and "old" in str(refused.why)


def test_hostile_records_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"".join(
        record(0x42, 3 * at, b"\0" * 22) + record(0x47, 3 * at + 1, control("fn  "))
        for at in range(300)
    )
    long = struct.pack("<II", 0x43 | 1 << 10 | 0xFFF << 20, 0xFFFFFFF0)
    for hostile in (deep, record(0x42, 0) + long, b"\xff" * 5000, record(0x43, 0, b"\x03\0" * 999)):
        for found in read(hwp(paragraph("글이다."), hostile, definitions=b"\xff" * 999), "x.hwp"):
            assert "Traceback" not in str(found)
    monkeypatch.setattr(ole, "MAX_UNPACKED", 1_000_000)
    (bomb,) = read(hwp(record(0x43, 1, b"\0" * 3_000_000)), "x.hwp")
    assert isinstance(bomb, Refused) and "unpacks" in str(bomb.why)
