"""PDF documents: lines become paragraphs, columns are read one after the other, and what cannot be read is said."""

from __future__ import annotations

import base64

import pytest

from seogo.importers.formats.pdf.pdf import pdf_date
from seogo.importers.item import Refused
from tests.importers.office.needs import needs
from tests.importers.office.pdf_files import Link, Text, lines, pdf, utf16, width, worded
from tests.importers.reading import one, read

pytestmark = [needs("pypdfium2"), pytest.mark.slow]

KO = (
    "오월에 새 다리가 열려 많은 사람이 걸어서 건너갔다. 시장은 다리가 두 마을을 잇는다고 했다. 관계자는 이 사업이 지역 경제에"
    " 도움이 된다고 말했다. 주민들은 오랫동안 다리를 기다려 왔으며 이제 장을 보러 가는 데 충분하다고 입을 모았다."
)
KO_2 = (
    "서울특별시 종로구에 위치한 국립현대미술관에서는 다음 달부터 한국 근대미술 특별전이 열릴 예정이다. 학생들은 스스로 문제를"
    " 해결하는 과정에서 창의력과 협동심을 기를 수 있을 것으로 기대된다."
)
EN = (
    "The bridge opened in May, and many people walked across it on the first evening. The mayor said that it joins two"
    " villages which had waited for thirty years. It took four summers to build."
)
EN_2 = "Nobody pays a toll during the next ten years. The old ferry stays where it was, and carries those who like the water."
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////"
    "////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)


def refusal(data: bytes) -> str:
    (refused,) = read(data, "x.pdf")
    assert isinstance(refused, Refused), refused
    return str(refused.why)


def blocks(data: bytes) -> list[str]:
    return one(data, "x.pdf").body.split("\n\n")


@pytest.mark.parametrize("wide", [180, 240, 333, 410])
def test_korean_lines_meet_as_the_words_demand(wide: float) -> None:
    page = [*lines(KO, 60, 100, wide), *lines(KO_2, 60, 400, wide)]
    assert blocks(pdf(page, info=f"/Title {utf16('다리')}")) == [KO, KO_2]


def test_spaces_at_the_ends_of_lines_are_believed() -> None:
    page = [
        Text(60, 100 + 15 * at, line)
        for at, line in enumerate(
            (
                "그는 나물 좀 다오 하고 말했고 나무",
                "를 심은 다음 날 아버지가 가방에 ",
                "들어가신다고 했는데 나는 나물만 ",
                "먹었다고 대답을 한 다음에 아버지",
                "가 웃었다.",
            )
        )
    ]
    page = [*page, *(one._replace(y=one.y + 200) for one in page)]
    text = (
        "그는 나물 좀 다오 하고 말했고 나무를 심은 다음 날 아버지가 가방에 들어가신다고 했는데 나는 나물만 먹었다고 대답을 한"
        " 다음에 아버지가 웃었다."
    )
    assert blocks(pdf(page, info=f"/Title {utf16('나물')}")) == [text, text]


def test_english_hyphens_go_where_they_only_cut() -> None:
    text = (
        "A well-known bridge of the well-|known builder carries soft|ware engi|neers and re|elected twenty-|one mayors to the"
        " state-of-the-art muse|um in the evening light."
    )
    page = [
        *worded(text, 60, 100, 130),
        Text(60, 400, "It is well-known and twenty-one metres long."),
    ]
    joined = text.replace("|", "")
    assert one(pdf(page, info="/Title (Bridge)"), "x").body.split("\n\n")[0] == joined


def test_paragraphs_end_where_a_line_ends_early_or_stands_in() -> None:
    first, second = worded(EN, 60, 100, 300), worded(EN_2, 60, 175, 300)
    second[0] = second[0]._replace(x=75)
    indented = [
        *first,
        *(one._replace(y=first[-1].y + 15 * (at + 1)) for at, one in enumerate(second)),
    ]
    assert blocks(pdf(indented, info="/Title (Bridge)")) == [EN, EN_2]
    tight = [
        *first,
        *(one._replace(x=60, y=first[-1].y + 15 * (at + 1)) for at, one in enumerate(second)),
    ]
    assert blocks(pdf(tight, info="/Title (Bridge)")) == [EN, EN_2]


def test_two_columns_are_read_one_after_the_other() -> None:
    page = [
        Text(60, 60, "다리가 열렸다", 20),
        *worded(EN, 60, 100, 470),
        *lines(KO, 60, 200, 220),
        *lines(KO_2, 310, 200, 220),
        *worded(EN_2, 60, 420, 470),
    ]
    by_rows = sorted(page, key=lambda text: (text.y, text.x))
    for order in (page, by_rows, page[::-1]):
        assert blocks(pdf(order)) == [EN, KO, KO_2, EN_2]


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    whole = [*lines(KO, 0, 0, 220)]
    half = len(whole) // 2
    left = [text._replace(x=60, y=100 + 15 * at) for at, text in enumerate([*whole, *whole[:half]])]
    right = [
        text._replace(x=310, y=100 + 15 * at)
        for at, text in enumerate([*whole[half:], *whole[:-1]])
    ]
    after = [whole[-1]._replace(x=60, y=100), *lines(KO_2, 60, 200, 470)]
    found = one(pdf([*left, *right], after, info=f"/Title {utf16('단')}"), "x").body
    assert found.replace("\n\n", " ").count(KO) == 3 and found.endswith(KO_2)


def test_running_heads_and_numbers_of_pages_go() -> None:
    pages = [
        [
            Text(60, 40, "다리 연감 2026" if at % 2 else f"{at + 1} 제1장 다리", 8),
            *worded(f"Page {'abcdef'[at]} says this. {EN}", 60, 100, 470),
            Text(290, 800, f"- {at + 5} -", 9),
        ]
        for at in range(6)
    ]
    body = one(pdf(*pages, info="/Title (Yearbook)"), "x").body
    assert "연감" not in body and "제1장" not in body and "- 5 -" not in body
    assert body.count("The bridge opened in May") == 6 and "Page c says this." in body
    (single,) = (
        one(
            pdf([Text(60, 100, "Year 7"), *worded(EN, 60, 130, 470), Text(290, 800, "- 3 -")]), "x"
        ),
    )
    assert "3 -" not in single.body


def test_titles_headings_and_the_list_of_contents() -> None:
    page = [
        Text(60, 60, "새 다리 보고서", 22),
        Text(60, 110, "배경", 15),
        *lines(KO, 60, 140, 400),
        Text(60, 300, "비용과 기간", 10, bold=True),
        *lines(KO_2, 60, 320, 400),
        Text(60, 450, "Its toll", 10),
        *worded(EN, 60, 480, 400),
    ]
    item = one(
        pdf(page, outline=["Its toll"], info=f"/Title {utf16('Microsoft Word - 문서1.docx')}"),
        "x.pdf",
    )
    assert item.title == "새 다리 보고서"
    assert item.body.split("\n\n") == ["## 배경", KO, "### 비용과 기간", KO_2, "# Its toll", EN]


def test_properties_are_read_with_their_zone() -> None:
    info = f"/Title {utf16('다리')} /Author {utf16('홍길동')} /Keywords (bridge, river)"
    info += " /CreationDate (D:20260119093000+09'00')"
    item = one(pdf(worded(EN, 60, 100, 400), info=info), "x.pdf")
    assert (item.title, item.authors, item.tags) == ("다리", ("홍길동",), ("bridge", "river"))
    assert item.published == "2026-01-19T09:30:00+09:00"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("D:20260119093000Z", "2026-01-19T09:30:00Z"),
        ("D:20260119093000-05'30'", "2026-01-19T09:30:00-05:30"),
        ("D:20260119093000+00'00'", "2026-01-19T09:30:00Z"),
        ("D:20260119", "2026-01-19"),
        ("D:20260119093000", "2026-01-19T09:30:00"),
        ("20260119093000+09'00", "2026-01-19T09:30:00+09:00"),
        ("D:20261319093000Z", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_of_pdf(text: str, date: str) -> None:
    assert pdf_date(text) == date


def test_lists_tables_links_and_notes() -> None:
    page = [
        *worded(EN, 60, 60, 400),
        Text(60, 130, "• 사과와 배"),
        Text(60, 145, "• 감과 밤과 대추"),
        Text(60, 180, "1. First the piers"),
        Text(60, 195, "2. Then the deck"),
        *(
            Text(x, y, text)
            for y, row in (
                (230, ("구간", "길이")),
                (245, ("가나", "3 km")),
                (260, ("다라", "12 km")),
            )
            for x, text in zip((60, 200), row, strict=True)
        ),
        *worded(EN_2, 60, 300, 400),
        Text(60, 330, "See the plan"),
        Text(60 + width("See the plan"), 326, "1", 6),
        Text(60, 760, "1", 6),
        Text(66, 763, "Drawn in 2019.", 8),
    ]
    link = Link(
        60 + width("See the "), 320, 60 + width("See the plan"), 334, "https://a.example/plan"
    )
    found = blocks(pdf(page, links=[link], info="/Title (Bridge)"))
    assert found == [
        EN,
        "- 사과와 배\n- 감과 밤과 대추",
        "1. First the piers\n2. Then the deck",
        "| 구간 | 길이 |\n| --- | --- |\n| 가나 | 3 km |\n| 다라 | 12 km |",
        EN_2,
        "See the [plan](https://a.example/plan)[^1]",
        "[^1]: Drawn in 2019.",
    ]


def test_ligatures_and_radicals_are_letters_and_signs_stay() -> None:
    page = [Text(60, 100, "The eﬃcient oﬀice ﬁled ⽂ and ① x² ½ ㎏.")]
    assert blocks(pdf(page, info="/Title (Signs)")) == [
        "The efficient office filed 文 and ① x² ½ ㎏."
    ]


def test_images_come_along_and_scans_are_said_to_be_such() -> None:
    item = one(pdf(worded(EN, 60, 100, 400), image=JPEG, info="/Title (Bridge)"), "x")
    ((path, data),) = item.images
    assert data == JPEG and f"![]({path})" in item.body
    assert "OCR" in refusal(pdf([], image=JPEG, whole=True))
    assert "OCR" in refusal(pdf([Text(60, 20, "p 1")], image=JPEG, whole=True))


def test_locked_garbled_and_broken_documents_are_a_sentence() -> None:
    key = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + "41" * 32
        + "> /U <"
        + "42" * 32
        + "> >> /ID [<00> <00>]"
    )
    good = pdf(worded(EN, 60, 100, 400))
    assert "password" in refusal(pdf(worded(EN, 60, 100, 400), encrypt=key))
    assert "garbled" in refusal(pdf(worded(EN, 60, 100, 400), mapped=False))
    private = [
        Text(60, 100 + 15 * at, "\ue123\ue245 \uf012\ue345 is \ue123\ue777") for at in range(9)
    ]
    assert "garbled" in refusal(pdf(private))
    rare = [
        Text(60, 100 + 15 * at, f"뷁 쀍 뤩 뗽 쁩{'가나다라마바사아자'[at]} 뢟 겏 갮 뀱 늪")
        for at in range(9)
    ]
    assert "garbled" in refusal(pdf(rare))
    for broken in (good[:200], b"%PDF-1.7\n" + b"\0" * 500):
        assert "damaged" in refusal(broken)
    loop = good.replace(b"/Type /Pages /Kids [", b"/Type /Pages /Kids [2 0 R ")
    for found in read(loop, "x"):
        assert "Traceback" not in str(found)
