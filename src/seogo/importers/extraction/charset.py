"""Charset detection: bytes decide before labels.

UTF-8 is what is valid but for a few bytes, UTF-16 and UTF-32 tell themselves by marks or zeros (XML 1.0, appendix F), and
what reads as Korean in CP949 is Korean, whatever a header, a page or an XML declaration says: many pages were converted and
kept their label. Only then a label is believed. Korean pages say ``euc-kr`` and mean Microsoft's extension of it, CP949 (the
WHATWG Encoding Standard reads every such label so).
"""

from __future__ import annotations

import codecs
import re
from typing import Final

_HEAD: Final = 4096
_DECLARED: Final = re.compile(
    rb"""(?:<meta[^>]{0,300}?charset|<\?xml[^>]{0,100}?encoding|@charset)\s{0,9}=?\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_KOREAN: Final = frozenset(
    (
        *("euckr", "ksc5601", "ksc56011987", "ksc56011989", "ks_c_56011987", "korean"),
        *("windows949", "uhc", "cp949", "ms949", "xwindows949", "isoir149", "csueckr"),
        *("cseuckr", "csksc56011987"),
    )
)
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS: Final = re.compile(
    r"iso8859\d{1,2}|latin\d{1,2}|windows125\d|cp125\d|koi8[ru]|shiftjis|sjis|eucjp|gb18030|big5(?:hkscs)?|johab"
    r"|iso2022(?:kr|jp)|utf16(?:le|be)?|macintosh"
)
_REPLACED: Final = "\ufffd"
_ASCII: Final = bytes(range(0x80))
_WIDE: Final = re.compile("[^\\x00-\\x7f]+")
_SYLLABLES: Final = re.compile("[가-힣]+")
_FREQUENT: Final = re.compile("[이다는을의가에하고지은로도기한사어리]")
"""Syllables of which running Korean has more than a quarter, and any others that bytes give by chance a twentieth."""
_PLAIN: Final = re.compile("[\t\n\r -~가-힣\u2010-\u2026\u3000-\u3011\uff01-\uff5e]")
_LEAST_KOREAN: Final = 0.75
_LEAST_FREQUENT: Final = 0.12
_LEAST_UTF8: Final = 0.8
_ZEROS: Final = 4


def decode(data: bytes, declared: str = "") -> str:
    """The text of some bytes; what cannot be read becomes U+FFFD, NUL is left out.

    ``declared`` is the charset that a server named. Order: byte order mark, zeros, UTF-8, Korean in CP949, the declaration in
    the text, that of the server, Latin-1 as browsers read it (Windows-1252).
    """
    if (wide := wide_text(data)) is not None:
        return wide
    try:
        text = data.decode()
        return (data.decode("iso2022_kr") if b"\x1b$)C" in data else text).replace("\0", "")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if _is_nearly_utf8(data, text):
        return text.replace("\0", "")
    if korean := korean_text(data):
        return korean.replace("\0", "")
    inside = _DECLARED.search(data[:_HEAD])
    names = [inside[1].decode("ascii")] if inside else []
    names += [declared] if declared else []
    for name in names:
        codec = _codec(name)
        if codec:
            return data.decode(codec, "replace").replace("\0", "")
    for codec in ("cp949", "cp1252"):
        try:
            return data.decode(codec).replace("\0", "")
        except UnicodeDecodeError:
            continue
    korean = data.decode("cp949", "replace")
    latin = data.decode("cp1252", "replace")
    best = korean if korean.count(_REPLACED) * 50 < len(korean) else latin
    return best.replace("\0", "")


def wide_text(data: bytes) -> str | None:
    """The text of bytes that begin with a byte order mark, or are UTF-16 or UTF-32 without one; None for others."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\0", "")
    if wide := _wide_codec(data[:_HEAD]):
        return data.decode(wide, "replace").replace("\0", "")
    return None


def _wide_codec(head: bytes) -> str:
    """The codec of text in UTF-16 or UTF-32 without a mark; empty for other text."""
    if head.count(0) < _ZEROS or len(head) < 2 * _ZEROS:
        return ""
    zeros = [head[at::4].count(0) / len(head[at::4]) for at in range(4)]
    for codec, empty in (("utf-32-le", zeros[2:]), ("utf-32-be", zeros[:2])):
        if min(empty) > 0.9:
            return codec
    # ASCII, spaces and marks among Hangul have a zero on one side alone
    first, second = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(first, second) > 0.2 and min(first, second) < max(first, second) / 8:
        return "utf-16-be" if first > second else "utf-16-le"
    # Hangul has zeros on the other side, such as 가
    half = head[: len(head) // 2 * 2]
    return next(
        (one for one in ("utf-16-le", "utf-16-be") if _is_plain(half.decode(one, "replace"))), ""
    )


def _is_plain(text: str) -> bool:
    """Whether nearly all of a text is ASCII, Hangul and their punctuation."""
    return len(_PLAIN.findall(text)) > 0.95 * len(text)


def _is_nearly_utf8(data: bytes, text: str) -> bool:
    """Whether most bytes beyond ASCII form UTF-8, of which ``text`` is the lenient reading."""
    beyond = len(data.translate(None, _ASCII))
    good = len(text.replace(_REPLACED, "").encode().translate(None, _ASCII))
    return good >= beyond * _LEAST_UTF8


def korean_text(data: bytes) -> str:
    """The text in CP949 where that reads as Korean, else empty; a few bytes may be wrong."""
    text = data.decode("cp949", "replace")
    wide = sum(map(len, _WIDE.findall(text)))
    syllables = sum(map(len, _SYLLABLES.findall(text)))
    if text.count(_REPLACED) * 50 > wide or syllables < wide * _LEAST_KOREAN:
        return ""
    frequent = len(_FREQUENT.findall(text))
    return text if frequent >= syllables * _LEAST_FREQUENT else ""


def _codec(name: str) -> str:
    """The codec of a label; empty for one that no page has: some codecs of Python are not charsets, or unsafe."""
    plain = re.sub("[^a-z0-9]", "", name.lower())
    if plain in _KOREAN:
        return "cp949"
    if plain in ("iso88591", "latin1", "usascii", "ascii"):
        return "cp1252"
    if plain in ("gb2312", "gbk"):
        return "gb18030"
    return name if _OTHERS.fullmatch(plain) and _known(name) else ""


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True
