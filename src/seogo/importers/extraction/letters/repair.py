"""Repair of texts with a few wrong letters: signs in Windows-1252 (``donâ€™t``, ``it¡¯s``), Hangul in references.

What is garbled as a whole is not repaired but refused (`garbled`).
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from seogo.importers.local.code_parts import in_prose

_HIGH: Final = "".join(bytes([one]).decode("cp1252", "ignore") for one in range(0x80, 0xC0))
_LOW: Final = _HIGH[: _HIGH.index("\xa0")]
_EAST_ASIAN: Final = {
    "¡°": "“",
    "¡±": "”",
    "¡®": "‘",
    "¡¯": "’",
    "¡¦": "…",
    "¡\xad": "…",
    "¡ª": "—",
    "¡¤": "·",
}
"""Signs of Korean and Chinese charsets; those of the one for … are ∼ and ‥ of the other, which English has not."""

_SIGN: Final = re.compile(
    rf"â[{_LOW}\x80-\x9f][{_HIGH}\x80-\x9f]|Ã[{_HIGH}\x80-\x9f]|Â[\xa0-\xbf]|â€(?=[\s.,;:!?)\]]|\Z)|¡[°±®¯¦\xadª¤]"
)
"""Signs and letters of western languages in UTF-8, as Windows-1252 shows their bytes; the last byte of ” may be lost."""

_GOOD: Final = re.compile("[\xa1-ɏ‐-‧€™]")
_QUOTES: Final = "\"'`“”‘’「」"
_LEAST: Final = 2
_REFERENCE: Final = re.compile(
    r"(?<!\\)&#(?:x(?:a[c-f]|[bc][0-9a-f]|d[0-7])[0-9a-f]{2}|4[4-9]\d{3}|5[0-5]\d{3});", re.I
)
_MANY: Final = 6


def repaired(text: str) -> str:
    """A text whose letters are right; as it is where it shows wrong ones on purpose, or has none."""
    if "&#" in text and len(_REFERENCE.findall(text)) >= _MANY:
        text = in_prose(text, lambda part: _REFERENCE.sub(lambda one: unescape(one[0]), part))
    return in_prose(text, _prose) if any(one in text for one in "âÃÂ¡") else text


def _prose(text: str) -> str:
    found = list(_SIGN.finditer(text))
    if not found or any(_is_quoted(one) for one in found):
        return text
    good = len(_GOOD.findall(_SIGN.sub("", text)))
    wrong = sum(len(one[0]) for one in found)
    surely = len(found) >= _LEAST or _is_in_word(found[0])
    return _SIGN.sub(_read_again, text) if surely and 2 * good <= wrong else text


def _read_again(sign: re.Match[str]) -> str:
    if known := _EAST_ASIAN.get(sign[0]):
        return known
    if sign[0] == "â€":
        return "”"
    data = b"".join(
        one.encode("latin-1") if "\x80" <= one < "\xa0" else one.encode("cp1252") for one in sign[0]
    )
    try:
        return data.decode()
    except UnicodeDecodeError:
        return sign[0]


def _is_quoted(sign: re.Match[str]) -> bool:
    """Whether a sign stands alone between quotation marks: as an example."""
    text, start, end = sign.string, sign.start(), sign.end()
    return start > 0 and end < len(text) and text[start - 1] in _QUOTES and text[end] in _QUOTES


def _is_in_word(sign: re.Match[str]) -> bool:
    text, start, end = sign.string, sign.start(), sign.end()
    return text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
