"""Garbled text: Korean that was read in a wrong charset before it came here.

It is told by the way back: written in the charset that it was read in, and read in the one that was meant, it is Korean. Real
text is not: its accents stand alone between letters, and Greek, Cyrillic or hanja give no running Hangul.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from seogo.importers.extraction.charset import korean_text
from seogo.importers.extraction.letters.disguises import disguised
from seogo.importers.local.code_parts import split_code

_SECTION: Final = 400
"""Characters that are judged together: some paragraphs of a text may be garbled, and others right."""
_LONGEST: Final = 4_000
_PART: Final = 0.3
"""Of the share that makes a section garbled, what a whole text must have: a few wrong signs are no reason to refuse it."""
_PROSE: Final = 0.5
"""Least share of prose by which a text is judged; its code shows bytes on purpose."""
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
_INTERLEAVED: Final = re.compile(
    r"(?:[\u0370-\u1fff\u2160-\u217f\u2200-\u23ff\u3040-\u318f\u3400-\u9fff\uff61-\uff9f]{1,9}+[가-힣]++){2,}+"
)
"""Hangul with letters of other scripts inside of words more than once; hanja stand before Hangul."""

_TWICE_REPLACED: Final = re.compile("占(?:쏙옙|[가-힣]{1,2}(?=占)|[가-힣]옙)")
"""U+FFFD in UTF-8, as CP949 shows its bytes among others."""

_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
"""What programs put for letters of fonts of their own."""

_ESCAPED: Final = re.compile(
    r"\\u(?:[1-9a-f][0-9a-f]{3}|0[1-9a-f][0-9a-f]{2})|\\U000[0-9a-f]{5}|\\u-?\d{4,5}\?|\\x[89a-f][0-9a-f]|\\[23][0-7]{2}"
    r"|\\'[89a-f][0-9a-f]|%u[0-9a-f]{4}|[%=][89a-f][0-9a-f]|<U\+[0-9a-f]{4,6}>|<[89a-f][0-9a-f]>"
    r"|(?:&|&amp;)?#(?:x[1-9a-f][0-9a-f]{2,4};?|[1-9]\d{2,4};)|=\?[\w-]{3,20}\?[bq]\?[^?\s]{1,100}\?="
    r"|(?:u[a-d][0-9a-f]{3}){2,}",
    re.IGNORECASE,
)
"""A letter, or a byte of one, as programs write it: in JSON, addresses, e-mail, HTML, RTF, logs."""

_BARE: Final = re.compile("u[a-d][0-9a-f]{3}u[a-d]")
_BYTE: Final = re.compile("[\x80-\xff]")
_UNUSUAL: Final = re.compile("[^\x00-\x7f가-힣‐-‧\u3000-\u303f]")
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
    """The beginning of what is garbled in a text, on one line; empty where nearly all of it can be read."""
    prose = "".join(split_code(text)[::2])
    text = unescape(prose if len(prose) > _PROSE * len(text) else text)
    size = wrong = 0.0
    shown = ""
    for section in _sections(text):
        found, least = _garbled(section)
        if found and not shown:
            shown = " ".join(section[section.find(found[0]) :].split())[:_SHOWN]
        size += _size(section)
        wrong += len(found) / least
    return shown if wrong >= _PART * size else ""


def _sections(text: str) -> Iterator[str]:
    """A text in parts of whole lines."""
    lines: list[str] = []
    size = 0
    for line in text.split("\n"):
        for at in range(0, len(line), _LONGEST):
            lines.append(line[at : at + _LONGEST])
            size += len(lines[-1])
            if size >= _SECTION:
                yield "\n".join(lines)
                lines, size = [], 0
    if lines:
        yield "\n".join(lines)


def _garbled(text: str) -> tuple[str, float]:
    """What is garbled of a section, and the share that it must have at least; nothing of one that can be read."""
    size = _size(text)
    for found, least in _suspects(text):
        if len(found) >= max(_LOST if least == _UNREADABLE else _FEW, least * size):
            return found, least
    return "", 1.0


def _size(text: str) -> int:
    return len("".join(text.split()))


def _suspects(text: str) -> Iterator[tuple[str, float]]:
    """What may be garbled of a text, in each way, and the share of the text that it has where that is so."""
    yield "\ufffd" * text.count("\ufffd"), _UNREADABLE
    yield "?" * (text.count("?") + text.count("¿")), _ASKED
    if sum(map(text.count, "\\%=#<")) >= _FEW or _BARE.search(text):
        yield "".join(_ESCAPED.findall(_ADDRESS.sub("", text))), _ASKED
    yield from disguised(text)
    if len(_UNUSUAL.findall(text)) >= _FEW:
        yield from _read_wrongly(text)
    if not text.isascii():
        yield from _read_in_cp949(text)


def _read_wrongly(text: str) -> Iterator[tuple[str, float]]:
    """What letters that are neither ASCII nor Hangul may be, if their bytes were read in another charset."""
    yield "".join(_AS_UTF8.findall(text)), _SHARE
    yield "".join(_PRIVATE.findall(text)), _SHARE
    yield "".join(_TWICE_REPLACED.findall(text)), _SHARE
    yield "".join(_INTERLEAVED.findall(text)), _SHARE
    narrow_kana = "".join(_NARROW_KANA.findall(text))
    yield (narrow_kana if len(narrow_kana) > 3 * len(_KANA.findall(text)) else ""), _SHARE
    least = max(_FEW, _SHARE * len("".join(text.split())))
    runs = _RUN.findall(text)
    found = "".join(runs)
    if len(found) >= least:
        signs = sum(not one.isalpha() for one in found)
        # bytes of Hangul are letters and signs in turn, real words in Cyrillic letters alone
        narrow = _NARROW if signs >= len(found) * _SIGNS else ()
        for charset in (*narrow, *_LETTERS):
            parts = _in_charset(runs, charset)
            if parts and (
                _is_korean(b" ".join(parts), few=charset in narrow)
                or (2 * signs < len(found) and _are_words(parts))
                or _is_led(b"".join(parts), len(found))
            ):
                yield found, _SHARE
    runs = _WIDE_RUN.findall(text)
    found = "".join(runs)
    if len(found) >= least and len(_DOUBLE_SIGNS.findall(found)) > max(_FEW, len(found) / 2):
        for charset in _DOUBLE:
            parts = _in_charset(runs, charset)
            if parts and _is_korean(b" ".join(parts), few=False):
                yield found, _SHARE


def _read_in_cp949(text: str) -> Iterator[tuple[str, float]]:
    """What may be UTF-8 that was read in the charset of Korea, once or twice: rare Hangul, hanja."""
    wide = "".join(_WIDE.findall(text))
    back = wide.encode("cp949", "ignore")
    if len(_HANGUL_BYTES.findall(back)) * 4 > len(wide):
        yield wide, _SHARE
    again = back.decode("utf-8", "ignore")
    if len(again) > _FEW and len(again.encode()) > _KNOWN * len(back) and not _HANGUL.search(again):
        yield (wide if _garbled(again)[0] else ""), _SHARE


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


def _in_charset(runs: list[str], charset: str) -> list[bytes]:
    """Runs in the charset that they were read in; nothing where that has too few of their characters.

    Where the charset has no character for a byte, programs put that of its number.
    """
    found = "".join(runs)
    most = len(found.encode(charset, "ignore")) + len(_BYTE.findall(found))
    if most < len(found) * _KNOWN:
        return []
    parts = [one.encode(charset, _BY_NUMBER) for one in runs]
    return parts if sum(map(len, parts)) >= len(found) * _KNOWN else []


def _by_number(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.encode("latin-1", "ignore"), error.end


_BY_NUMBER: Final = "seogo.by-number"
codecs.register_error(_BY_NUMBER, _by_number)
