"""Language detection: Korean or English by script, and where that does not decide by function words.

A Korean page about programs can have more Latin letters than Hangul, and an English one quotes Korean names; so Hangul
letters count three times (a syllable stands for about that many letters), code and addresses are left out, and where
both scripts are there in earnest the particles decide. A long text in Latin
letters without ``the, of, and`` is in another language.
"""

from __future__ import annotations

import re
from typing import Final

from seogo.languages import Language

SEEN: Final = 20_000
"""So many characters of a text are looked at."""

_FENCE: Final = re.compile(r"(`{3,}|~{3,})([^\n]*)")
_CODE: Final = re.compile(r"`[^`\n]+`")
_ADDRESS: Final = r"\bhttps?://\S+|(?<![\w.-])[.-]*+\w[\w.-]*+@[\w.-]+"
_TARGET: Final = re.compile(rf"\]\([^)\s]*+(\))?|{_ADDRESS}")
"""Target of a link, or what only begins like one and is read once, with no match in its group; addresses."""
_HANGUL: Final = re.compile("[가-힣]+")
_LATIN: Final = re.compile("[A-Za-z]+")
_OTHERS: Final = re.compile("[^\\x00-\\x7f가-힣]+")
_WORD: Final = re.compile(r"\w+")
_SMALL: Final = frozenset(
    (
        *("the", "of", "and", "to", "in", "is", "for", "that", "with", "on", "as", "was"),
        *("are", "by", "this", "from", "it", "be", "at", "an", "has"),
    )
)
_ENDING: Final = re.compile(
    r"[가-힣A-Za-z0-9](?:은|는|이|가|을|를|에|의|로|도|다|고|한|와|과|에서|요|니다)(?![가-힣])"
)
_ALONE: Final = 3
_SHORT: Final = 200


def language_of(text: str) -> Language | None:
    """The language of a text (Markdown or plain); None for one that is neither Korean nor English, or has no words."""
    text = _CODE.sub(" ", _without_fences(text[:SEEN]))
    if any(sign in text for sign in ("](", "http", "@")):
        text = _TARGET.sub(_no_address, text)
    hangul, latin = _size(_HANGUL.findall(text)), _size(_LATIN.findall(text))
    letters = hangul + latin + sum(map(str.isalpha, "".join(_OTHERS.findall(text))))
    if hangul == latin == 0 or (hangul + latin) * 2 < letters:
        return None
    if hangul * _ALONE >= latin:
        return Language.KO
    small = sum(map(_SMALL.__contains__, _WORD.findall(text.lower())))
    if hangul and len(_ENDING.findall(text)) > small:
        return Language.KO
    if latin < _SHORT or small * 100 >= latin:
        return Language.EN
    return None


def _size(parts: list[str]) -> int:
    return sum(map(len, parts))


def _without_fences(text: str) -> str:
    """A text without its fenced code, as far as it is closed."""
    lines = text.split("\n")
    fences = [(at, fence) for at, line in enumerate(lines) if (fence := _FENCE.match(line))]
    closing = {at: fence[1] for at, fence in fences if not fence[2].strip(" \t")}
    last = {
        fence: at for at, fence in closing.items()
    }  # of each, so that an open one is not looked for
    kept, done = list[str](), 0
    for at, fence in fences:
        longer = [end for one, end in last.items() if one.startswith(fence[1])]
        if at < done or max(longer, default=0) <= at:
            continue
        end = at + 1
        while not closing.get(end, "").startswith(fence[1]):
            end += 1
        kept += [*lines[done:at], " "]
        done = end + 1
    return "\n".join(kept + lines[done:])


def _no_address(found: re.Match[str]) -> str:
    opened = found[0].startswith("](") and not found[1]
    return re.sub(_ADDRESS, " ", found[0]) if opened else " "
