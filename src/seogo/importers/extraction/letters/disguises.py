"""Garbled text that no charset brings back: bytes that were lost on the way, and the dress in which mail carries letters."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.charset import korean_text

_HANGUL: Final = re.compile("[가-힣]+")
_RUN: Final = re.compile("[^\x00-\x7f가-힣\u3000-\u30ff\uff00-\uffef‐-‧]{2,}")
_ODD: Final = re.compile(
    "[\x80-\xa6\xa8-\xaa\xac\xae-\xb6\xb8-\xba\xbc-\u02af\u0370-\u06ff\u2020-\u2022\u2030-\u214f\u2190-\u25ff]{4,}"
)
"""Signs and letters of alphabets in a row, without marks that stand between words or upon letters."""

_BYTE_SIGNS: Final = frozenset("¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿΄΅÷×‘’")
"""What half of the bytes of Hangul in CP949 are in charsets for Europe; words have none of them inside."""

_SIGNS_AT_LEAST: Final = 0.25
_LETTERS_AT_LEAST: Final = 0.1
_SHARE: Final = 0.15
_QUARTER: Final = 0.25
_ASKED: Final = 0.5
_RARE: Final = 0.5
"""Share of syllables that no word has, where Hangul is not what was written; play with letters has less."""

_BASE64: Final = re.compile(r"(?<![\w+/:;,.-])[A-Za-z0-9+/]{24,}+={0,2}")
_LONGEST: Final = 4_000
_UTF7: Final = re.compile(r"\+([A-Za-z0-9/]{3,200})-?")
_SHIFTED: Final = re.compile("\x0e[!-~\\s]{2,200}\x0f")
_WORD: Final = re.compile(r"\S+")
_SEVEN_BITS: Final = re.compile("(?:[0-H][!-~])+")
_PLAIN: Final = re.compile(r"[A-Za-z]*|[\d.,:-]*")
_BOXES: Final = re.compile("[□▯■\ufffc]")


def disguised(text: str) -> Iterator[tuple[str, float]]:
    """What may be disguised of a text, in each way, and the share of the text that it has where that is so."""
    if "+" in text:
        yield "".join(one[0] for one in _UTF7.finditer(text) if _is_wide(one[1])), _SHARE
    if "\x0e" in text:
        yield "".join(_SHIFTED.findall(text)), _SHARE
    yield "".join(one for one in _BASE64.findall(text) if _is_korean_base64(one)), _SHARE
    if 20 * sum(map(text.count, ":;<=>?@")) > len(text):
        yield "".join(_seven_bits(text)), _SHARE
    if not text.isascii():
        yield "".join(_BOXES.findall(text)), _ASKED
        yield _with_signs(text), _QUARTER
        yield "".join(filter(_is_mixed, _ODD.findall(text))), _QUARTER
        yield _rare(text), _ASKED


def _is_wide(text: str) -> bool:
    try:
        letters = b64decode(text + "=" * (-len(text) % 4)).decode("utf-16-be", "ignore")
    except ValueError:
        return False
    return bool(letters) and sum(map(len, _HANGUL.findall(letters))) >= 0.8 * len(letters)


def _is_korean_base64(text: str) -> bool:
    text = text[:_LONGEST].rstrip("=")
    try:
        data = b64decode(text[: len(text) // 4 * 4])
    except ValueError:
        return False
    letters = data.decode("utf-8", "ignore")
    return 4 * sum(map(len, _HANGUL.findall(letters))) > len(letters) or bool(korean_text(data))


def _seven_bits(text: str) -> list[str]:
    """The words that are Hangul in CP949 without the highest bits: pairs of signs and letters, if most words are."""
    words = _WORD.findall(text)
    found = [one for one in words if _is_seven_bits(one.rstrip(".,!?"))]
    return found if 2 * len(found) > len(words) else []


def _is_seven_bits(word: str) -> bool:
    if len(word) % 2 or not _SEVEN_BITS.fullmatch(word) or _PLAIN.fullmatch(word):
        return False
    letters = bytes(ord(one) | 0x80 for one in word).decode("euc_kr", "replace")
    return bool(_HANGUL.fullmatch(letters))


def _with_signs(text: str) -> str:
    """Runs of letters of other scripts with the signs between them that only bytes of Hangul give."""
    runs = "".join(_RUN.findall(text))
    signs = sum(one in _BYTE_SIGNS for one in runs)
    letters = sum(one.isalpha() and one not in _BYTE_SIGNS for one in runs)
    few = signs < _SIGNS_AT_LEAST * len(runs) or letters < _LETTERS_AT_LEAST * len(runs)
    return "" if few else runs


def _is_mixed(run: str) -> bool:
    """Whether letters and signs stand together beyond ASCII: names have letters alone, formulas signs."""
    letters = sum(one.isalpha() for one in run)
    return 0 < letters < len(run)


def _rare(text: str) -> str:
    """The Hangul of a text where most of it is of syllables that the charset of Korean words has not."""
    syllables = "".join(_HANGUL.findall(text))
    pairs = syllables.encode("cp949")
    rare = sum(high < 0xB0 or low < 0xA1 for high, low in zip(pairs[::2], pairs[1::2], strict=True))
    return syllables if rare > _RARE * len(syllables) else ""
