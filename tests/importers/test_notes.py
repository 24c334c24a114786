"""Exports of programs for notes, as their versions write them."""

from __future__ import annotations

import pytest

from seogo.importers.item import Item, PassedOver
from tests.importers.reading import read


def enex(*notes: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n'
        f'<en-export export-date="20240101T000000Z" application="Evernote">{"".join(notes)}</en-export>'
    )


def note(title: str, content: str, more: str = "") -> str:
    return (
        f'<note><title>{title}</title><content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        f'<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{content}</en-note>]]></content>{more}</note>'
    )


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("<div>부추를 썬다.</div><div>부친다.</div>", "부추를 썬다.\n\n부친다."),
        ("<div>One.</div><div><br/></div><div>Two &amp; three.</div>", "One.\n\nTwo & three."),
        ('<div><en-todo checked="true"/>물</div><div><en-todo/>소금</div>', "☑ 물\n\n☐ 소금"),
        (
            '<ul style="--en-todo:true;"><li style="--en-checked:true;"><div>milk</div></li>'
            '<li style="--en-checked:false;"><div>eggs</div></li></ul>',
            "- ☑ milk\n- ☐ eggs",
        ),
        (
            '<div style="-en-codeblock:true;"><div>a = 1</div><div>b = 2</div></div>',
            "```\na = 1\nb = 2\n```",
        ),
        ("<h1>머리</h1><table><tr><td>가</td><td>나</td></tr></table>", "# 머리\n\n| 가 | 나 |\n| --- | --- |"),
    ],
)  # fmt: skip
def test_a_note_of_evernote_keeps_its_text(content: str, markdown: str) -> None:
    (item,) = read(enex(note("제목", content)), "x.enex")
    assert isinstance(item, Item) and item.body == markdown


def test_a_note_of_evernote_has_what_evernote_knows_of_it() -> None:
    more = (
        "<created>20230101T030000Z</created><updated>20230102T030000Z</updated><tag>부엌</tag><tag>봄</tag>"
        "<note-attributes><author>나은별</author><source-url>https://a.example/1</source-url></note-attributes>"
        "<task><title>장보기</title><taskStatus>open</taskStatus></task>"
        '<resource><data encoding="base64">QUJD</data><mime>image/png</mime><resource-attributes>'
        "<file-name>그림.png</file-name></resource-attributes></resource>"
    )
    found = read(
        enex(note("전", "<div>부친다.</div>", more), note("Untitled", "<div>Bus.</div>")), "x"
    )
    first, picture, second = found
    assert isinstance(first, Item) and isinstance(second, Item)
    assert (first.published, first.updated) == ("2023-01-01T03:00:00Z", "2023-01-02T03:00:00Z")
    assert (first.tags, first.authors, first.url) == (
        ("부엌", "봄"),
        ("나은별",),
        "https://a.example/1",
    )
    assert first.body == "부친다.\n\n- ☐ 장보기"
    assert picture == PassedOver("x#1 그림.png", ".png")
    assert (second.title, second.where) == ("Bus.", "x#2")
