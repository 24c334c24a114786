"""Garbled text: Korean that was read in a wrong charset before it came here.

It is told by the way back: written in the charset that it was read in, and read in the one that was meant, it is Korean. Real
text is not: its accents stand alone between letters, and Greek, Cyrillic or hanja give no running Hangul.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.charset import korean_text
from seogo.importers.extraction.letters.disguises import disguised

_SAMPLE: Final = 4_000
"""Characters of a text that are looked at."""
_FEW: Final = 6
"""Garbled characters, below which a text is not judged by them."""
_LOST: Final = 3
"""The same of characters that could not be read."""
_SHARE: Final = 0.15
"""Least share of a text that is garbled, if it is; a text that quotes such signs has fewer."""
_KNOWN: Final = 0.8
"""Share of characters that a charset must have, if they were read in it."""
_SIGNS: Final = 0.1
"""Least share of signs among what bytes of Hangul look like where each byte is a character."""
_UNREADABLE: Final = 0.05
"""Share of characters that could not be read; a quotation mark a line is less."""
_ASKED: Final = 0.5
"""Share of question marks, which programs write in place of characters that a charset has not."""
_SHOWN: Final = 12

_RUN: Final = re.compile("[^\x00-\x7f가-힣\u3000-\u30ff\uff00-\uffef]{2,}")
_WIDE: Final = re.compile("[^\x00-\x7f]+")
_WIDE_RUN: Final = re.compile("[^\x00-\x7f가-힣]{2,}")
_HANGUL: Final = re.compile("[가-힣]")
_DOUBLE_SIGNS: Final = re.compile("[一-鿿\uff61-\uff9f]")
"""Hanja and narrow kana: what pairs of bytes look like in East Asian charsets. Japanese has more of other kana."""

_NARROW_KANA: Final = re.compile("[\uff61-\uff9f]")
_KANA: Final = re.compile("[ぁ-ゖァ-ヺ]")
_HANGUL_BYTES: Final = re.compile(
    rb"\xea[\xb0-\xbf][\x80-\xbf]|[\xeb\xec][\x80-\xbf]{2}|\xed(?:[\x80-\x9d][\x80-\xbf]|\x9e[\x80-\xa3])"
)
"""A syllable in UTF-8, among bytes that may be nothing."""
_SYLLABLES: Final = re.compile(rb"(?: |[\xb0-\xc8][\xa1-\xfe]){4,}")
"""Nothing but Hangul in KS X 1001."""
_WORD: Final = re.compile(rb"(?:[\xb0-\xc8][\xa1-\xfe])+")
_WHOLE_WORDS: Final = 0.6
_HIGH: Final = "".join(bytes([one]).decode("cp1252", "replace") for one in range(0x80, 0xA0))
_AS_UTF8: Final = re.compile(
    rf"[\xc2-\xdf][\x80-\xbf{_HIGH}]|[\xe0-\xef][\x80-\xbf{_HIGH}]{{2}}|[\xf0-\xf4][\x80-\xbf{_HIGH}]{{3}}"
)
"""A character of UTF-8 as Windows-1252 shows its bytes, be it read so once or twice."""
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
"""What programs put for letters of fonts of their own."""

_ESCAPED: Final = re.compile(
    r"\\u(?:a[c-f]|[bc][0-9a-f]|d[0-7])[0-9a-f]{2}|%E[A-D]%[89AB][0-9A-F]%[89AB][0-9A-F]"
    r"|=E[A-D]=[89AB][0-9A-F]=[89AB][0-9A-F]",
    re.IGNORECASE,
)
"""A syllable in an escape of JSON, of addresses or of e-mail."""

_ADDRESS: Final = re.compile(r"https?://[^\s<>]++|\]\([^()\s]*+\)")
_NARROW: Final = (*("cp1252", "cp1250", "iso8859-2", "iso8859-15", "cp1251", "cp437", "mac-roman"),)
_LETTERS: Final = (
    *("koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic", "cp1251", "iso8859-7", "cp1253"),
    *("iso8859-8", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp850", "iso8859-15"),
)
"""Charsets in which nearly all bytes are letters, so that signs do not tell."""

_DOUBLE: Final = ("cp949", "gb18030", "cp932", "big5", "euc_jp")
_LEADING: Final = bytes((0xEA, 0xEB, 0xEC, 0xED))
"""What every syllable begins with in UTF-8."""

_LEAST_LEADING: Final = 0.28
"""Share of letters that four letters have, if they are those; in no language do any four that stand in a row have so much."""

_MANY: Final = 24


def garbled(text: str) -> str:
    """The beginning of what is garbled in a text, on one line; empty where it can be read."""
    text = text[:_SAMPLE]
    size = len("".join(text.split()))
    for found, least in _suspects(text):
        if len(found) >= max(_LOST if least == _UNREADABLE else _FEW, least * size):
            return " ".join(text[text.find(found[0]) :].split())[:_SHOWN]
    return ""


def _suspects(text: str) -> Iterator[tuple[str, float]]:
    """What may be garbled of a text, in each way, and the share of the text that it has where that is so."""
    yield "\ufffd" * text.count("\ufffd"), _UNREADABLE
    yield "?" * text.count("?"), _ASKED
    yield "".join(_AS_UTF8.findall(text)), _SHARE
    yield "".join(_PRIVATE.findall(text)), _SHARE
    narrow_kana = "".join(_NARROW_KANA.findall(text))
    yield (narrow_kana if len(narrow_kana) > 3 * len(_KANA.findall(text)) else ""), _SHARE
    if text.count("\\u") + text.count("%") + text.count("=") >= _FEW:
        yield "".join(_ESCAPED.findall(_ADDRESS.sub("", text))), _ASKED
    least = max(_FEW, _SHARE * len("".join(text.split())))
    runs = _RUN.findall(text)
    found = "".join(runs)
    if len(found) >= least:
        signs = sum(not one.isalpha() for one in found)
        # bytes of Hangul are letters and signs in turn, real words in Cyrillic letters alone
        narrow = _NARROW if signs >= len(found) * _SIGNS else ()
        for charset in (*narrow, *_LETTERS):
            parts = [_bytes(one, charset) for one in runs]
            if sum(map(len, parts)) >= len(found) * _KNOWN and (
                _is_korean(b" ".join(parts), few=charset in narrow)
                or (2 * signs < len(found) and _are_words(parts))
                or _is_led(b"".join(parts), len(found))
            ):
                yield found, _SHARE
    yield from disguised(text)
    runs = _WIDE_RUN.findall(text)
    found = "".join(runs)
    if len(found) >= least and len(_DOUBLE_SIGNS.findall(found)) > max(_FEW, len(found) / 2):
        for charset in _DOUBLE:
            parts = [_bytes(one, charset) for one in runs]
            if sum(map(len, parts)) >= len(found) * _KNOWN and _is_korean(
                b" ".join(parts), few=False
            ):
                yield found, _SHARE
    wide = "".join(_WIDE.findall(text))
    back = wide.encode("cp949", "ignore")
    if len(_HANGUL_BYTES.findall(back)) * 4 > len(wide):
        yield wide, _SHARE
    again = back.decode("utf-8", "ignore")
    if len(again) > _FEW and len(again.encode()) > _KNOWN * len(back) and not _HANGUL.search(again):
        yield (wide if garbled(again) else ""), _SHARE


def _is_korean(data: bytes, *, few: bool) -> bool:
    """Whether bytes are Korean, in CP949 or in UTF-8 of which some bytes are lost; with ``few`` some syllables are enough."""
    if (few and _SYLLABLES.fullmatch(data)) or korean_text(data):
        return True
    text = data.decode("utf-8", "ignore").replace(" ", "")
    return len(_HANGUL.findall(text)) * 5 > len(data)


def _are_words(parts: list[bytes]) -> bool:
    """Whether most of some words are nothing but Hangul in CP949; those that lost a byte are not."""
    size = sum(map(len, parts))
    good = sum(len(one) for one in parts if _WORD.fullmatch(one))
    return size >= _MANY and good >= _WHOLE_WORDS * size


def _is_led(data: bytes, size: int) -> bool:
    """Whether bytes are Korean in UTF-8 of which most others are lost: of ``size`` letters many begin a syllable."""
    leading = len(data) - len(data.translate(None, _LEADING))
    return size >= _MANY and leading >= _LEAST_LEADING * size


def _bytes(run: str, charset: str) -> bytes:
    """A run in the charset that it was read in; where that has no character for a byte, programs put that of its number."""
    return b"".join(
        one.encode(charset, "ignore") or (one.encode("latin-1") if one < "\u0100" else b"")
        for one in run
    )
