"""Word documents: what they say of themselves, and their text as Markdown."""

from __future__ import annotations

from seogo.importers.item import Item, Refused
from tests.importers.office.docx_files import (
    PNG,
    docx,
    level,
    listed,
    numbers,
    p,
    run,
    style,
    styled,
)
from tests.importers.reading import one, read
from tests.rows import each_row

CORE = (
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:keywords>다리, 시청</cp:keywords>"
    "<dcterms:created>2026-01-19T00:30:00Z</dcterms:created><dcterms:modified>2026-02-01T09:00:00+09:00</dcterms:modified>"
)
STYLES = "".join(
    (
        style("1", "heading 1"),
        style("a3", "제목 2"),
        style("My", "Mine", '<w:basedOn w:val="1"/>'),
        style("O", "Outlined", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        style("T", "Title"),
        style("TOC1", "toc 1"),
    )
)


def body_of(content: str, *, core: str, numbering: str = "") -> str:
    return one(docx(content, core=core, numbering=numbering), "x.docx").body


def test_properties_and_headings() -> None:
    item = one(
        docx(
            styled("다리가 열렸다", "T")
            + p("오월에 새 다리가 열렸다.")
            + styled("배경", "1")
            + styled("비용", "a3")
            + styled("Own", "My")
            + styled("깊은 곳", "O")
            + p("글이다."),
            styles=STYLES,
            core=CORE.format(title="다리 보고서", author="홍길동; Kim, Ana"),
        ),
        "보고서.docx",
    )
    assert item.title == "다리 보고서"
    assert item.authors == ("홍길동", "Kim, Ana")
    assert item.published == "2026-01-19T00:30:00Z" and item.updated == "2026-02-01T09:00:00+09:00"
    assert item.tags == ("다리", "시청")
    assert item.body.split("\n\n") == [
        *(
            "# 다리가 열렸다",
            "오월에 새 다리가 열렸다.",
            "# 배경",
            "## 비용",
            "# Own",
            "### 깊은 곳",
            "글이다.",
        ),
    ]


@each_row(
    "said",
    [
        "",
        "Microsoft Word - 문서1.docx",
        "문서1",
        "Document 3",
        "제목 없음",
        "untitled",
        "report_final.doc",
        "새 문서",
        " ",
    ],
)
def test_a_name_of_a_file_is_no_title(said: str) -> None:
    content = styled("다리가 열렸다", "1") + p("오월에 새 다리가 열렸다.")
    item = one(docx(content, styles=STYLES, core=CORE.format(title=said, author="user")), "x.docx")
    assert (item.title, item.body, item.authors) == (
        "다리가 열렸다",
        "오월에 새 다리가 열렸다.",
        (),
    )


def test_without_any_heading_the_first_line_is_the_title() -> None:
    item = one(docx(p("A short line") + p("The bridge opened in May.")), "x.docx")
    assert (item.title, item.body) == ("A short line", "The bridge opened in May.")
    item = one(docx(p("The bridge opened in May.") + p("Many came.")), "x.docx")
    assert item.body == "The bridge opened in May.\n\nMany came."


def test_lists_nest_and_count() -> None:
    numbering = numbers(
        level(0, "bullet", "•") + level(1, "bullet", "o"),
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)"),
        level(0, "decimal", "제%1조"),
        level(0, "decimal", "%1.", 5),
    )
    body = body_of(
        p("앞")
        + listed("사과", 1)
        + listed("붉은 것", 1, 1)
        + listed("배", 1)
        + p("사이")
        + listed("one", 2)
        + listed("inner", 2, 1)
        + listed("two", 2)
        + p("between")
        + listed("three", 2)
        + listed("목적", 3)
        + listed("정의", 3)
        + listed("five", 4),
        numbering=numbering,
        core="<dc:title>목록</dc:title>",
    )
    assert body == (
        "앞\n\n- 사과\n  - 붉은 것\n- 배\n\n사이\n\n1. one\n   1. inner\n2. two\n\nbetween\n\n3. three"
        "\n\n제1조 목적\n\n제2조 정의\n\n5. five"
    )


def test_tables_keep_their_cells() -> None:
    cell = "<w:tc><w:tcPr>{0}</w:tcPr>{1}</w:tc>"
    rows = "".join(
        f"<w:tr>{''.join(cell.format(*one) for one in row)}</w:tr>"
        for row in (
            [("", p("구간")), ("", p("길이"))],
            [('<w:vMerge w:val="restart"/>', p("가|나")), ("", p("3 km") + p("about"))],
            [("<w:vMerge/>", p("")), ("", p("5 km"))],
            [('<w:gridSpan w:val="2"/>', p("모두"))],
        )
    )
    body = body_of(p("표") + f"<w:tbl>{rows}</w:tbl>", core="<dc:title>길</dc:title>")
    assert body.split("\n\n")[1].split("\n") == [
        *(
            "| 구간 | 길이 |",
            "| --- | --- |",
            "| 가\\|나 | 3 km about |",
            "|  | 5 km |",
            "| 모두 |  |",
        ),
    ]


def test_links_notes_breaks_and_what_is_hidden() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{0}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    content = p(
        run("다리는 ")
        + f'<w:hyperlink r:id="r9">{run("시청")}</w:hyperlink>'
        + run("이 ")
        + field.format(run("지었다"))
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("숨은 글", "<w:vanish/>")
        + run(".")
        + "<w:r><w:br/></w:r>"
        + run("굵은", "<w:b/>")
        + run(" 글", "<w:b/>")
        + run(" 보통", '<w:b w:val="0"/>')
        + f"<w:del>{run('지운 글')}</w:del><w:ins>{run(' 넣은 글')}</w:ins>"
    )
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p("시청의 말")}{p("둘째 줄")}</w:footnote>'
    )
    data = docx(
        content,
        footnotes=notes,
        core="<dc:title>다리</dc:title>",
        links={"r9": "https://a.example/x"},
    )
    assert one(data, "x.docx").body == (
        "다리는 [시청](https://a.example/x)이 [지었다](https://b.example/)[^1].\\\n**굵은 글** 보통 넣은 글\n\n"
        "[^1]: 시청의 말\n\n    둘째 줄"
    )


def test_images_text_boxes_and_lists_of_contents() -> None:
    drawing = (
        '<w:r><w:drawing><wp:docPr id="1" descr="새 다리"/><a:blip r:embed="r5"/></w:drawing></w:r>'
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('차례 1')}</w:sdtContent></w:sdt>{styled('머리말 3', 'TOC1')}"
    )
    item = one(
        docx(
            contents + p(drawing.format(p("상자 안의 글"))) + p("글이다."),
            styles=STYLES,
            core="<dc:title>그림</dc:title>",
            links={"r5": "media/a.png"},
            more={"word/media/a.png": PNG},
        ),
        "x.docx",
    )
    ((path, data),) = item.images
    assert item.body == f"![새 다리]({path})\n\n상자 안의 글\n\n글이다." and data == PNG


def test_what_is_nested_without_end_is_bounded() -> None:
    inner = p("속")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    boxes = run("가")
    for _ in range(60):
        boxes = f"<w:r><w:pict><w:txbxContent>{p(boxes)}</w:txbxContent></w:pict></w:r>"
    item = one(docx(p("글이다.") + inner + p(boxes), core="<dc:title>깊은 글</dc:title>"), "x.docx")
    assert item.body.startswith("글이다.")
    (found,) = read(docx("<w:sdt>" * 3000 + p("글")), "x.docx")
    assert isinstance(found, Item | Refused)
