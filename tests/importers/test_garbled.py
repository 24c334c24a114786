"""Korean that was read in a wrong charset is refused with a hint; names and signs of other languages are not taken for it."""

from __future__ import annotations

import json
import quopri
import re
from base64 import b64encode
from urllib.parse import quote

import pytest

from seogo.importers.extraction.letters.garbled import garbled
from seogo.importers.item import Item, Refused
from seogo.importers.writing.prepare import Prepared, prepare
from seogo.languages import Language
from tests.importers.reading import read
from tests.rows import each_row

KO = "박물관의 새 전시가 열렸다. 농기구를 모아 보여 주고, 탈곡기를 돌려 볼 수 있다. 어린이는 무료이다."
WRONG = [
    *(("cp949", one) for one in ("cp1252", "latin-1", "cp1250", "iso8859-2", "cp1251", "cp437", "mac-roman", "utf-8")),
    *(("cp949", "gb18030"), ("cp949", "ascii")),
    *(("utf-8", one) for one in ("cp1252", "latin-1", "cp949", "gb18030", "big5", "cp932", "cp1251", "cp437", "ascii")),
    *(("cp949", one) for one in ("cp932", "euc_jp", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic", "cp1256")),
    *(("utf-8", one) for one in ("euc_jp", "koi8-r", "cp866", "iso8859-5", "iso8859-7", "cp1253", "cp1255", "cp874")),
]  # fmt: skip


@each_row(("meant", "read_in"), WRONG)
def test_korean_read_in_a_wrong_charset_is_garbled(meant: str, read_in: str) -> None:
    bad = KO.encode(meant).decode(read_in, "replace")
    assert garbled(bad)
    assert garbled(f"A line in English before it.\n\n{bad}")
    refused = prepare(Item("x", "전시", bad, lang=Language.KO))
    assert isinstance(refused, Refused)
    assert "its letters are garbled" in str(refused.why) and "UTF-8" in str(refused.why)


TWICE = {
    "cp1252 twice": KO.encode().decode("cp1252", "ignore").encode().decode("cp1252", "ignore"),
    "cp949 after latin-1": KO.encode("cp949").decode("latin-1").encode().decode("cp949", "ignore"),
    "utf-8 after cp949": KO.encode().decode("cp949", "ignore").encode().decode("cp1252", "ignore"),
    "escapes of JSON": KO.encode("unicode_escape").decode(),
    "quoted-printable": quopri.encodestring(KO.encode()).decode(),
    "an address": quote(KO),
    "UTF-7": KO.encode("utf-7").decode(),
    "Base64": b64encode(KO.encode()).decode(),
    "ISO-2022-KR": KO.encode("iso2022_kr").decode("ascii"),
    "without the highest bits": bytes(one & 0x7F for one in KO.encode("cp949")).decode("ascii"),
    "boxes": re.sub("[가-힣]", "□", KO),
    "Johab": KO.encode("cp949").decode("johab", "ignore"),
    "UTF-8 in Johab": KO.encode().decode("johab", "ignore"),
    **{f"lost in {name}": KO.encode("cp949").decode(name, "ignore")
       for name in ("iso8859-7", "iso8859-8", "cp1255", "cp1257", "cp874")},
    "letters of a font": "".join(chr(0xE000 + ord(one) % 0x1000) if one.isalpha() else one for one in KO),
}  # fmt: skip


@pytest.mark.parametrize("name", TWICE)
def test_other_ways_to_break_a_text(name: str) -> None:
    assert garbled(TWICE[name])


GOOD_KO = "이 문단은 멀쩡하다. 앞에 있는 글은 모두 읽을 수 있고, 뒤에 오는 글도 대부분 그렇다고 생각했다.\n\n"
AS_BYTES = {
    "log": "".join(f"\\x{one:02x}" if one > 127 else chr(one) for one in KO.encode()),
    "octal": "".join(f"\\{one:03o}" if one > 127 else chr(one) for one in KO.encode("cp949")),
    "RTF": "".join(f"\\'{one:02x}" if one > 127 else chr(one) for one in KO.encode("cp949")),
    "address in CP949": quote(KO.encode("cp949")),
    "references": "".join(f"&#{ord(one)};" if one > "~" else one for one in KO.encode("cp949").decode("latin-1")),
    "head of mail": " ".join(f"=?EUC-KR?B?{b64encode(one.encode('cp949')).decode()}?=" for one in KO.split()),
    "U+FFFD again": KO.encode("cp949").decode("utf-8", "replace").encode().decode("cp949", "replace"),
    "DOS twice": KO.encode().decode("cp437").encode().decode("cp437"),
    "Baltic": KO.encode("cp949").decode("cp775"),
    "Base64": b64encode(KO.encode("cp949")).decode(),
}  # fmt: skip


@each_row("name", AS_BYTES)
def test_letters_written_as_bytes_and_read_twice_are_garbled(name: str) -> None:
    assert garbled(AS_BYTES[name])
    assert garbled(f"{GOOD_KO}{AS_BYTES[name]}\n\n{AS_BYTES[name]}")


@each_row(("meant", "read_in"), WRONG)
def test_a_garbled_part_behind_a_long_good_one_is_found(meant: str, read_in: str) -> None:
    bad = KO.encode(meant).decode(read_in, "replace")
    assert garbled(GOOD_KO * 80 + f"{bad}\n\n" * 30)
    assert not garbled(GOOD_KO * 80 + bad[:30] + GOOD_KO * 2)


def test_an_english_text_with_signs_of_a_korean_charset_is_read() -> None:
    text = "“Hope” and “Fear” — it’s all one…"
    bad = "¡°Hope¡± and ¡°Fear¡± ¡ª it¡¯s all one¡¦"
    page = f"<title>{text}</title><meta charset=iso-8859-1><article><p>{text} {'A plain line. ' * 20}</p></article>"
    (item,) = read(
        page.encode("cp949", "replace").replace("—".encode("cp949", "replace"), b"\xa1\xaa"),
        "a.html",
    )
    assert isinstance(item, Item)
    for one in (item, Item("x", bad, f"{bad} {'A plain line. ' * 20}", lang=Language.EN)):
        ready = prepare(one)
        assert isinstance(ready, Prepared) and ready.item.title == text
        assert (
            ready.item.body.startswith("“Hope” and “Fear”") and "it’s all one…" in ready.item.body
        )


@pytest.mark.parametrize("text", ["It’s “fine” — cafés… €5 ™ naïve ½", "don’t", "Müller & Größe"])
@pytest.mark.parametrize("lost", ["ignore", "kept"])
def test_a_few_wrong_signs_are_read_again(text: str, lost: str) -> None:
    bytes_of = text.encode()
    if lost == "kept":  # programs put the character of its number for a byte that has none
        bad = "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in bytes_of)
    else:
        bad = bytes_of.decode("cp1252", "ignore")
    ready = prepare(
        Item("x", bad, f"{bad}\n\nThe rest of it is in letters that all have.", lang=Language.EN)
    )
    assert isinstance(ready, Prepared)
    assert ready.item.title == text and ready.item.body.startswith(text)


def test_hangul_in_references_is_read() -> None:
    letters = "".join(f"&#{ord(one)};" if ord(one) > 127 else one for one in KO)
    ready = prepare(Item("x", letters, letters))
    assert isinstance(ready, Prepared) and (ready.item.title, ready.item.body) == (KO, KO)


@pytest.mark.parametrize(
    "text",
    [
        "He wrote “â€™” and “Ã©” as examples of it.",
        "Write `â€™` and `Ã©` where you show what a wrong charset makes of signs, or in a block:\n\n    donâ€™t\n",
        "SÃO PAULO, Âge d’or, Ângela, à la carte",
        "`&#45796;&#47532;&#44032;&#50676;&#47160;&#45796;`",
    ],
)
def test_examples_of_wrong_signs_stay(text: str) -> None:
    ready = prepare(Item("x", "title", text, lang=Language.EN))
    assert isinstance(ready, Prepared) and ready.item.body == text.strip("\n")


@pytest.mark.parametrize(
    "title",
    [
        "¹Ú¹°°üÀÇ »õ Àü½Ã",
        "ë°•ë¬¼ê´€ì˜ ìƒˆ ì „ì‹œ",
        "諛뺣Ъ愿�쓽 �깉 �쟾�떆",
        "�ڹ����� �� ����",
        "??? ?? ??",
        "Ã«Â°â€¢Ã«Â¬Â¼ÃªÂ´â‚¬",
    ],
)
def test_a_garbled_title_is_refused_too(title: str) -> None:
    assert isinstance(prepare(Item("x", title, KO)), Refused)
    assert isinstance(prepare(Item("x", "전시", f"{title}\n\n{title}")), Refused)


def test_what_was_replaced_by_question_marks_is_garbled() -> None:
    assert garbled(KO.encode("ascii", "replace").decode())
    assert not garbled("뭐?? 정말?? 왜??? 그가 물었다. 아무도 답하지 않았다.")
    assert not garbled("What?? Really??? He asked, and nobody answered.")


GOOD = [
    "파리의 카페 ‘Café de l’Été’에서 François Müller와 Jürgen Groß, Zoë Brontë가 만났다. Crème brûlée, à la carte.",
    "The Ångström unit, Søren Kierkegaard, Łódź, Dvořák, Çelik and Þórður Æsir were named; naïve façades, 5 µm ± 0.1.",
    "Ὁ Πλάτων과 Αριστοτέλης의 철학을 다룬다. Ἐν ἀρχῇ ἦν ὁ λόγος.",
    "Nguyễn Thị Minh Khai와 Đặng Tiểu Bình, Trần Hưng Đạo 거리, Phở Hà Nội가 나온다.",
    "三島由紀夫(みしま ゆきお)의 『金閣寺』와 宮崎駿 감독의 「となりのトトロ」를 견준다. ﾃｽﾄ",
    "Толстой и Достоевский을 읽는다. Война и мир, Преступление и наказание.",
    "大韓民國은 民主共和國이다. 大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다.",
    "El Niño, São Tomé, Århus, İstanbul, Kraków, Zürich — «à bientôt», „Größe“, “CAFÉ”, ‘ÜBER’ …",
    "IPA: /ˈtʃɛ.lo/, [ɲaɲi], ð, ŋ, ʃ. ± × ÷ ² ³ ¼ ½ ¾ € £ ¥ © ® ™ § ¶ † ‡ • → ⇒ ≤ ≥ ∞ ∑ √ ∂",
    "┌───┬───┐\n│ 가 │ 나 │\n└───┴───┘ ★☆●○◎◇◆□■△▲▽▼ ㉠㉡ ⓐ ① ② ㎏ ㎡ 표와 기호로 그린 그림이다.",
    "😀😃😄 오늘의 기분 👩‍👩‍👧‍👦 👍🏽 ❤️ 🇰🇷 good mood today 🎉🎉🎉🎉🎉🎉🎉🎉",
    "중국어로는 我爱北京天安门이라고 하고, 阿里巴巴集團은 杭州에 있다. 习近平 주석이 말했다.",
    "He wrote “¹Ú¹°°ü” and “ë°•ë¬¼ê´€” as examples of text that a browser shows where the charset of a page is wrong.",
    "어느 글자가 깨지면 ‘¹Ú¹°°ü’이나 ‘諛뺣Ъ愿’처럼 보인다. 이런 글자는 문자 집합을 잘못 고른 탓에 나타난다고 설명한다.",
    "It doesn\ufffdt matter that a quotation mark of this sentence was lost on its way through the years, does it?",
    "뷁뷁 쀍쀎 햏햏 아햏햏 즐 KIN 뷁 같은 말이 한때 퍼졌다.",
    "1+1=2+aBc/d; A=1 B=2 C=3 @B #3 <B> ;E; :D 3:2 A@B.C 1;2 C=D B:A x+y+z 가나 2019 2020 2021 2022 2023",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "         ┌─────┐\n┌──┬─┘     └─┬──┐\n│  └──┬─┬──┘  │ yes ╲__╱ no\n└─────┘ └─────┘ ▒▒▓▓██ ░░",
    "สวัสดีครับ ยินดีต้อนรับสู่กรุงเทพมหานคร ประเทศไทย. Ὁ βίος βραχύς, ἡ δὲ τέχνη μακρή. שלום עולם. Ąžuolas, ēdiens, Õhtu.",
    "□ 신청 대상: 주민 □ 신청 기간: 시월 □ 문의: 사무실 ■ 준비물 없음",
    "غزة와 القاهرة, שלום, हिन्दी, ไทย, ქართული을 한 줄에 적었다.",
]  # fmt: skip


@each_row("text", GOOD)
def test_names_and_signs_of_all_languages_are_right(text: str) -> None:
    assert garbled(text) == ""
    ready = prepare(Item("x", "제목", text, lang=Language.KO))
    assert isinstance(ready, Prepared), ready


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.md", "a.html", "a.xml"])
def test_every_kind_of_source_refuses_what_is_garbled(name: str) -> None:
    title, body = (text.encode().decode("latin-1") for text in ("박물관의 전시", KO))
    plain = body.replace("\x85", " ").replace("\x1c", " ")
    article = f"<title>{title}</title><article><p>{body}</p><p>{body[::-1]}</p></article>"
    entry = f"<item><title>Museum</title><description>{plain * 6}</description></item>"
    sources = {
        "a.csv": f'title,body\n{title},"{plain}"\n',
        "a.jsonl": json.dumps({"title": title, "body": body}),
        "a.md": f"---\ntitle: Museum\n---\n{plain}\n",
        "a.html": f"<!doctype html><meta charset=utf-8>{article}",
        "a.xml": f"<rss><channel><title>M</title>{entry}</channel></rss>",
    }
    (item,) = read(sources[name], name)
    assert isinstance(item, Item), item
    refused = prepare(item)
    assert isinstance(refused, Refused) and "garbled" in str(refused.why), refused
