"""Exports of programs for notes, as their versions write them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import Item, PassedOver, Refused
from seogo.importers.names import plain_names
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.sources import pieces_of
from seogo.importers.writing.article_writer import Outcome
from tests.importers.reading import one, read


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
    picture, first, second = found
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


def keep(**values: object) -> str:
    note = {"color": "DEFAULT", "isTrashed": False, "isArchived": False, "title": "", **values}
    return json.dumps({**note, "createdTimestampUsec": 1690372692755000}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("values", "title", "body"),
    [
        ({"title": "심는 때", "textContent": "고추는.\n배추는.\n\n끝."}, "심는 때", "고추는.\\\n배추는.\n\n끝."),
        ({"textContent": "Return the one about bees."}, "Return the one about bees.", "Return the one about bees."),
        (
            {"listContent": [{"text": "우유", "isChecked": True}, {"text": "달걀 *둘*", "isChecked": False}]},
            "우유",
            "- ☑ 우유\n- ☐ 달걀 \\*둘\\*",
        ),
        (
            {"textContent": "", "annotations": [{"url": "https://a.example/", "title": "길"}]},
            "길",
            "[길](https://a.example/)",
        ),
        ({"title": "x", "textContent": "# 표시는 글이다"}, "x", "\\# 표시는 글이다"),
    ],
)  # fmt: skip
def test_a_note_of_keep_keeps_its_text(values: dict[str, object], title: str, body: str) -> None:
    (item,) = read(keep(**values), "a.json")
    assert isinstance(item, Item)
    assert (item.title, item.body, item.published) == (title, body, "2023-07-26T11:58:12Z")


def test_a_note_of_keep_has_its_labels_and_may_be_in_the_bin() -> None:
    (item,) = read(keep(textContent="글이다.", labels=[{"name": "밭"}], isTrashed=True), "a.json")
    assert isinstance(item, Item) and item.tags == ("밭",) and item.draft


def test_pages_of_roam_are_outlines() -> None:
    graph = [
        {
            "title": "Garden",
            "create-time": 1596987721724,
            "children": [
                {"string": "{{[[TODO]]}} buy [[seeds]] #[[spring sale]]", "uid": "abcdefghi"},
                {"string": "deep", "children": [{"string": "line one\nline two", "uid": "b"}]},
                {"string": "see ((abcdefghi)) __now__ ^^lit^^"},
            ],
        },
        {"title": "seeds", "edit-time": 1},
    ]
    page, empty = read(json.dumps(graph), "a.json")
    assert isinstance(page, Item) and page.published.startswith("2020-08-09T")
    assert page.body.split("\n") == [
        "- ☐ buy seeds spring sale",
        "- deep",
        "  - line one",
        "    line two",
        "- see ☐ buy seeds spring sale *now* lit",
    ]
    assert empty == PassedOver("a.json#2 seeds", "empty page")


ID = "3b1f0c9d2e4a4f6b8c7d5e6f70819203"


def test_the_digits_of_notion_are_no_part_of_a_name() -> None:
    other = ID[::-1]
    names = [f"텃밭 {ID}.md", f"텃밭 {ID}/Tools {other}.md", f"A {ID}.md", f"A {other}.md", "b.md"]
    assert plain_names(names) == {names[0]: "텃밭.md", names[1]: "텃밭/Tools.md"}
    assert plain_names(["X.textbundle/text.md"]) == {"X.textbundle/text.md": "X.md"}


def zipped(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return data.getvalue()


def imported(source: Path, root: Path) -> tuple[list[str], Importer]:
    root.mkdir()
    importer = Importer(Archive(root), ImportOptions(processes=1))
    outcomes: list[Outcome] = []
    importer.run([str(source)], outcomes.append)
    assert not [one for one in outcomes if one.status == "refused"], outcomes
    return sorted(one.path for one in outcomes if one.path), importer


def test_an_export_of_notion_is_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = {
        f"텃밭 {ID}.md": "# 텃밭\n\n상추를 심었다. 물은 아침에 준다.\n",
        f"텃밭 {ID}/Tools {ID}.md": "# Tools\n\nThe spade hangs behind the door.\n",
        f"Tasks {ID}_all.csv": "Name,Done\nWater,Yes\n",
    }
    (tmp_path / "a.zip").write_bytes(zipped({"Export-1-Part-1.zip": zipped({**inner})}))
    paths, importer = imported(tmp_path / "a.zip", tmp_path / "one")
    assert paths == ["imported/텃밭.ko.md", "imported/텃밭/tools.en.md"]
    assert importer.report.kinds_passed_over == {".csv": 1}
    for name, text in inner.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_text(text, "utf-8")
    assert imported(tmp_path / "folder", tmp_path / "two")[0] == paths


def test_a_page_of_notion_has_its_properties() -> None:
    name = f"봄 {'0123456789abcdef' * 2}.md"
    page = "# 봄\n\nCreated: March 17, 2024 10:30 PM\nTags: 물, 새\n단계: 끝\n\n물이 찼다.\n\n<aside>\n💡 조심\n</aside>\n"
    item = one(page, name)
    assert (item.title, item.published, item.tags) == ("봄", "2024-03-17T22:30", ("물", "새"))
    assert item.body.split() == ["단계:", "끝", "물이", "찼다.", ">", "💡", "조심"]
    row = '<tr class="property-row property-row-{}"><th>{}</th><td>{}</td></tr>'
    several = '<span class="selected-value">물</span><span class="selected-value">새</span>'
    rows = "".join(
        (
            row.format("created_time", "만든 때", "<time>@March 17, 2024 10:30 PM</time>"),
            row.format("multi_select", "Tags", several),
            row.format("person", "글쓴이", '<span class="user">이솔</span>'),
        )
    )  # fmt: skip
    html = (
        "<html><head><style>/* webkit printing magic: print all background colors */</style></head><body>"
        f'<article class="page sans"><h1 class="page-title">봄</h1><table>{rows}</table>'
        '<div class="page-body"><p>물이 찼다.</p>'
        '<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div>보았다</li></ul>'
        '<figure class="callout"><span class="icon">💡</span><div>조심</div></figure></div></article></body></html>'
    )
    item = one(html, "봄.html")
    assert (item.title, item.published, item.tags) == ("봄", "2024-03-17T22:30", ("물", "새"))
    assert (item.authors, item.body) == (("이솔",), "물이 찼다.\n\n- ☑ 보았다\n\n> 조심")


def test_what_evernote_has_locked_is_not_shown() -> None:
    note = '&lt;en-note&gt;말 &lt;en-crypt cipher="AES"&gt;RU5D&lt;/en-crypt&gt;&lt;/en-note&gt;'
    whole = f"<en-export><note><title>봄</title><content>{note}</content></note></en-export>"
    assert one(whole, "x.enex").body == "말 🔒"


def test_an_archive_three_deep_is_refused(tmp_path: Path) -> None:
    deep = zipped({"c.zip": zipped({"b.zip": zipped({"a.md": "# 글\n\n글이다."})})})
    (tmp_path / "d.zip").write_bytes(deep)
    found = list(pieces_of(str(tmp_path / "d.zip"), Fetcher()))
    (refused,) = found
    assert isinstance(refused, Refused) and "unpack" in str(refused.why)


def test_a_backup_of_bear(tmp_path: Path) -> None:
    info = '{"net.shinyfrog.bear" : {"trashed" : %d}}'
    files = {
        "Bear Notes.bear2bk/봄 밭.textbundle/text.md": "# 봄 밭\n\n상추를 심었다. #밭\n",
        "Bear Notes.bear2bk/봄 밭.textbundle/info.json": info % 0,
        "Bear Notes.bear2bk/Old.textbundle/text.md": "# Old\n\nNobody needs it.\n",
        "Bear Notes.bear2bk/Old.textbundle/info.json": info % 1,
        "Bear Notes.bear2bk/tags.json": "{}",
    }
    (tmp_path / "a.bear2bk").write_bytes(zipped({**files}))
    paths, importer = imported(tmp_path / "a.bear2bk", tmp_path / "archive")
    assert paths == ["imported/bear-notes-bear2bk/봄-밭.ko.md"]
    assert importer.report.kinds_passed_over == {"info.json": 2, "tags.json": 1, "trashed note": 1}


def test_what_takeout_adds_to_notes_is_passed_over(tmp_path: Path) -> None:
    files = {
        "Takeout/Keep/심기.json": keep(title="심기", textContent="고추는 오월에 심는다."),
        "Takeout/Keep/심기.html": "<html><title>심기</title><div class=note>고추는 오월에</div></html>",
        "Takeout/Keep/Labels.txt": "밭\n",
        "Takeout/archive_browser.html": "<html><title>Archive</title><p>Your archive</p></html>",
    }
    (tmp_path / "a.zip").write_bytes(zipped({**files}))
    paths, _ = imported(tmp_path / "a.zip", tmp_path / "one")
    for name, text in files.items():
        (tmp_path / "b" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "b" / name).write_text(text, "utf-8")
    assert paths == imported(tmp_path / "b", tmp_path / "two")[0] == ["imported/심기.ko.md"]


def test_images_of_notes_come_with_them_if_they_are_wanted(tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
    key = hashlib.md5(png, usedforsecurity=False).hexdigest()
    more = (
        f'<resource><data encoding="base64">{base64.b64encode(png).decode()}</data><mime>image/png</mime>'
        "<resource-attributes><file-name>전.png</file-name></resource-attributes></resource>"
        '<resource><data encoding="base64">QUJD</data><mime>application/pdf</mime></resource>'
    )
    content = f'<div>부추를 썬다.</div><div><en-media hash="{key}" type="image/png"/></div><div>끝이다.</div>'
    (tmp_path / "a.enex").write_text(enex(note("전", content, more)), "utf-8")
    root = tmp_path / "archive"
    root.mkdir()
    for images in (False, True):
        importer = Importer(Archive(root), ImportOptions(processes=1, images=images))
        importer.run([str(tmp_path / "a.enex")], lambda _: None)
        assert importer.report.images_left == (0 if images else 1)
        assert importer.report.kinds_passed_over == {".pdf": 1}
        assert importer.report.counts == ({"same": 1} if images else {"new": 1})
    (file,) = root.rglob("*.md")
    path = re.search(r"!\[전\.png\]\((images/\w+\.png)\)", file.read_text("utf-8"))
    assert path and (file.parent / path[1]).read_bytes() == png
