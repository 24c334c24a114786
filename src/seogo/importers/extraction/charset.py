"""Charset detection: UTF-8 where the bytes are valid, else what page or server declare, else a guess.

Korean pages say ``euc-kr`` and mean Microsoft's extension of it, CP949 (the WHATWG Encoding Standard reads every such label
so). A declaration is not believed before the bytes are: many pages were converted to UTF-8 and still say EUC-KR.
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
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS: Final = re.compile(
    r"iso8859\d{1,2}|latin\d{1,2}|windows125\d|cp125\d|koi8[ru]|shiftjis|sjis|eucjp|gb18030|big5(?:hkscs)?|johab"
    r"|iso2022(?:kr|jp)|utf16(?:le|be)?|macintosh"
)
_REPLACED: Final = "\ufffd"


def decode(data: bytes, declared: str = "") -> str:
    """The text of some bytes; what cannot be read becomes U+FFFD, NUL is left out.

    ``declared`` is the charset that a server named. Order: byte order mark, valid UTF-8, the declaration in the text,
    that of the server, CP949 if it fits, Latin-1 as browsers read it (Windows-1252).
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\0", "")
    try:
        return data.decode().replace("\0", "")
    except UnicodeDecodeError as error:
        nearly = error.start
    inside = _DECLARED.search(data[:_HEAD])
    names = [inside[1].decode("ascii")] if inside else []
    names += [declared] if declared else []
    declares_utf8 = any(re.sub("[^a-z0-9]", "", name.lower()) == "utf8" for name in names)
    for name in names:
        codec = _codec(name)
        if codec:
            return data.decode(codec, "replace").replace("\0", "")
    # A page in UTF-8 that was cut, or has one bad byte, is still one in UTF-8.
    text = data.decode("utf-8", "replace")
    if text.count(_REPLACED) <= 2 + len(text) // 1000 and (nearly > 1000 or declares_utf8):
        return text.replace("\0", "")
    for codec in ("cp949", "cp1252"):
        try:
            return data.decode(codec).replace("\0", "")
        except UnicodeDecodeError:
            continue
    korean = data.decode("cp949", "replace")
    latin = data.decode("cp1252", "replace")
    best = korean if korean.count(_REPLACED) * 50 < len(korean) else latin
    return best.replace("\0", "")


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
