"""Documents of LibreOffice (ODT) and Hancom Office (HWPX): what they say of themselves, and their text as Markdown."""

from __future__ import annotations

from seogo.importers.item import Refused
from tests.importers.office.docx_files import PNG
from tests.importers.office.open_files import hp, hwpx, odt
from tests.importers.reading import one, read

META = (
    "<dc:title>다리 보고서</dc:title><meta:initial-creator>홍길동</meta:initial-creator><meta:keyword>다리</meta:keyword>"
    "<meta:creation-date>2026-01-19T09:30:00.12</meta:creation-date><dc:date>2026-02-01T00:00:00Z</dc:date>"
)
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Title"/>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
)


def test_odt_properties_headings_and_runs() -> None:
    item = one(
        odt(
            '<text:h text:outline-level="1">배경</text:h><text:p>오월에 <text:span text:style-name="B">새</text:span> 다리가'
            '<text:s text:c="3"/>열렸다.<text:line-break/>둘째<text:tab/>줄 <text:a xlink:href="https://a.example/">곳</text:a></text:p>'
            '<text:h text:outline-level="3">깊은 곳</text:h><text:p>글<text:note><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>시청의 말</text:p></text:note-body></text:note>이다.</text:p>"
            "<text:tracked-changes><text:p>지운 글</text:p></text:tracked-changes>"
            "<text:table-of-content><text:index-body><text:p>차례</text:p></text:index-body></text:table-of-content>",
            styles=STYLES,
            meta=META,
        ),
        "x.odt",
    )
    assert (item.title, item.authors, item.tags) == ("다리 보고서", ("홍길동",), ("다리",))
    assert (item.published, item.updated) == ("2026-01-19T09:30:00", "2026-02-01T00:00:00Z")
    assert item.body == (
        "# 배경\n\n오월에 **새** 다리가 열렸다.\\\n둘째 줄 [곳](https://a.example/)"
        "\n\n### 깊은 곳\n\n글[^1]이다.\n\n[^1]: 시청의 말"
    )


def test_odt_lists_tables_and_images() -> None:
    cell = "<table:table-cell><text:p>{0}</text:p></table:table-cell>"
    item = one(
        odt(
            '<text:p text:style-name="P9">다리</text:p><text:list text:style-name="N"><text:list-item><text:p>하나</text:p>'
            "<text:list><text:list-item><text:p>속</text:p></text:list-item></text:list></text:list-item>"
            "<text:list-item><text:p>둘</text:p></text:list-item></text:list>"
            f"<table:table><table:table-row>{cell.format('구간')}{cell.format('길이')}</table:table-row><table:table-row>"
            f"{cell.format('가')}{cell.format('3 km')}<table:table-cell table:number-columns-repeated='16000'/>"
            "</table:table-row>"
            "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/></table:table-row></table:table>"
            '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/>'
            "<svg:title>새 다리</svg:title></draw:frame></text:p>"
            "<text:p><draw:frame><draw:text-box><text:p>상자</text:p></draw:text-box></draw:frame></text:p>",
            styles=STYLES,
            files={"Pictures/a.png": PNG},
        ),
        "x.odt",
    )
    ((path, _),) = item.images
    assert item.title == "다리"
    assert item.body.split("\n\n") == [
        "1. 하나\n   - 속\n2. 둘",
        "| 구간 | 길이 |\n| --- | --- |\n| 가 | 3 km |",
        f"![새 다리]({path})",
        "상자",
    ]


def test_locked_documents_say_so() -> None:
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = b'<odf:manifest xmlns:odf="urn:m"><odf:file-entry><odf:encryption-data/></odf:file-entry></odf:manifest>'
    for data in (
        odt("<text:p>x</text:p>", manifest=locked),
        hwpx(hp("x"), files={"META-INF/manifest.xml": manifest}),
    ):
        (refused,) = read(data, "x")
        assert isinstance(refused, Refused) and "password" in str(refused.why)


HEADER = (
    '<hh:charPr id="1"><hh:bold/></hh:charPr>'
    + "".join(
        f'<hh:paraPr id="{at}"><hh:heading type="{kind}" idRef="{number}" level="{level}"/></hh:paraPr>'
        for at, (kind, number, level) in enumerate(
            (
                ("NONE", 0, 0),
                ("OUTLINE", 0, 0),
                ("OUTLINE", 0, 1),
                ("BULLET", 1, 0),
                ("NUMBER", 1, 0),
                ("NUMBER", 2, 0),
            )
        )
    )
    + '<hh:style id="3" name="제목"/><hh:bullet id="1" char="-"/>'
    + '<hh:numbering id="1"><hh:paraHead start="1" level="1" numFormat="DIGIT">^1.</hh:paraHead></hh:numbering>'
    + '<hh:numbering id="2"><hh:paraHead start="1" level="1" numFormat="DIGIT">제^1조</hh:paraHead></hh:numbering>'
)
HWPX_META = (
    "<opf:title>다리 보고서</opf:title><opf:meta name='creator' content='text'>홍길동</opf:meta>"
    "<opf:meta name='CreatedDate' content='text'>2026-01-19T00:30:00Z</opf:meta>"
    "<opf:meta name='keyword' content='text'>다리; 시청</opf:meta>"
)


def test_hwpx_properties_outline_and_lists() -> None:
    item = one(
        hwpx(
            hp("배경", 1),
            hp("오월에 새 다리가 열렸다."),
            hp("비용", 2),
            hp("사과", 3),
            hp("배", 3),
            hp("first", 4),
            hp("second", 4),
            hp("목적", 5),
            hp("정의", 5),
            hp("굵은 글", letters=1),
            hp("이 줄은 개요 수준이 있지만 문장이라서 제목이 아니다. " * 5, 1),
            header=HEADER,
            meta=HWPX_META,
        ),
        "x.hwpx",
    )
    assert (item.title, item.authors, item.tags, item.published) == (
        *("다리 보고서", ("홍길동",), ("다리", "시청"), "2026-01-19T00:30:00Z"),
    )
    assert item.body.split("\n\n")[:7] == [
        *(
            "# 배경",
            "오월에 새 다리가 열렸다.",
            "## 비용",
            "- 사과\n- 배",
            "1. first\n2. second",
            "제1조 목적",
            "제2조 정의",
        ),
    ]
    assert "**굵은 글**" in item.body and "\n\n이 줄은" in item.body and "앞부분만" not in item.body


def test_hwpx_tables_notes_links_and_images() -> None:
    def cell(text: str, row: int, column: int, span: int = 1) -> str:
        return (
            f'<hp:tc><hp:subList>{hp(text)}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
            f'<hp:cellSpan colSpan="{span}" rowSpan="1"/></hp:tc>'
        )

    table = (
        f"<hp:tbl><hp:tr>{cell('구간', 0, 0)}{cell('길이', 0, 1)}</hp:tr><hp:tr>{cell('3 km', 1, 1)}</hp:tr>"
        f"<hp:tr>{cell('모두', 2, 0, 2)}</hp:tr></hp:tbl>"
    )
    link = (
        '<hp:t>다리는 </hp:t><hp:ctrl><hp:fieldBegin type="HYPERLINK"><hp:parameters><hp:stringParam name="Path">'
        "https\\://a.example/x;1;0;0;</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>시청</hp:t>"
        "<hp:ctrl><hp:fieldEnd/></hp:ctrl><hp:t>이<hp:lineBreak/>지었다<hp:deleteBegin/>지운 글<hp:deleteEnd/>.</hp:t>"
        f"<hp:ctrl><hp:footNote><hp:subList>{hp('시청의 말')}</hp:subList></hp:footNote></hp:ctrl>"
        f"<hp:ctrl><hp:header><hp:subList>{hp('머리말')}</hp:subList></hp:header></hp:ctrl>"
    )
    picture = '<hp:pic><hc:img binaryItemIDRef="image1"/></hp:pic>'
    box = f"<hp:rect><hp:drawText><hp:subList>{hp('상자 안의 글')}</hp:subList></hp:drawText></hp:rect>"
    item = one(
        hwpx(
            hp(link),
            hp(table),
            hp(picture),
            hp(box),
            hp(
                "<hp:dutmal><hp:mainText>서울</hp:mainText><hp:subText>Seoul</hp:subText></hp:dutmal>"
            ),
            meta=HWPX_META,
            items='<opf:item id="image1" href="BinData/image1.png"/>',
            files={"BinData/image1.png": PNG},
        ),
        "x.hwpx",
    )
    ((path, _),) = item.images
    assert item.body.split("\n\n") == [
        "다리는 [시청](https://a.example/x)이\\\n지었다.[^1]",
        "| 구간 | 길이 |\n| --- | --- |\n|  | 3 km |\n| 모두 |  |",
        f"![]({path})",
        "상자 안의 글",
        "서울(Seoul)",
        "[^1]: 시청의 말",
    ]


def test_what_is_nested_without_end_is_bounded() -> None:
    inner, cells = "<text:p>속</text:p>", hp("속")
    for _ in range(70):
        inner = f"<table:table><table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row></table:table>"
        cells = hp(
            f"<hp:tbl><hp:tr><hp:tc><hp:subList>{cells}</hp:subList></hp:tc></hp:tr></hp:tbl>"
        )
    for data in (odt(f"<text:p>글이다.</text:p>{inner}"), hwpx(hp("글이다."), cells)):
        assert one(data, "x").body.startswith("글이다.")
