"""Glosses: words that a text says in the other language too, in parentheses behind them.

``대규모 언어 모델(LLM)``, ``파운데이션 모델(Foundation Model, FM)``, ``the National Assembly (국회)``. Parentheses hold much
else: names in code (``객체(person)``), an aside (``Docker가 필요함``), a value (``형식 (PNG)``). So what is inside must be of
one script, and be an abbreviation, or a name of several words with capitals, or sound like what stands before it; where a
space is left before Latin letters, only sound will do. How far back the explained words begin is not written either: as
far as they sound most alike, else as many words as the gloss has (letters of an abbreviation), up to one with a particle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from seogo.transliteration.sounds import similarity

_PARENTHESES: Final = re.compile(r"[(（]([^()（）\n]{2,80})[)）]")
_BEFORE: Final = 80
"""Characters before a parenthesis that are looked at."""
_MOST_WORDS: Final = 4
_ALIKE: Final = 0.7

_LATIN_WORD: Final = r"[A-Za-z][A-Za-z0-9.&'’-]*"
_LATIN: Final = re.compile(rf"{_LATIN_WORD}(?: {_LATIN_WORD}){{0,5}}")
_LATIN_END: Final = re.compile(rf"(?<![\w@#$/.=-]){_LATIN_WORD}(?: {_LATIN_WORD}){{0,5}} ?$")
_HANGUL: Final = re.compile("[가-힣]+(?: [가-힣]+){0,3}")
_HANGUL_END: Final = re.compile("(?<![가-힣A-Za-z0-9)）])[가-힣]+(?: [가-힣]+){0,3} ?$")
_ABBREVIATION: Final = re.compile("[A-Z](?=[A-Za-z0-9&]*[A-Z])[A-Za-z0-9&]{1,7}")
_SMALL: Final = frozenset(["of", "the", "for", "and", "in", "on", "to", "a", "an", "de", "la"])
_ASIDE: Final = re.compile(
    "(?:다|요|음|함|됨|임|등|용|시|외|중|제외|필요|가능|포함|생략|기본|선택)$"
)
_PARTICLE: Final = re.compile(
    "(?:는|를|에|에서|하는|하고|했고|됐고|었고|하며|거나|있는|없는|같은|대한|위한|통해)$|^(?:및|또는)$"
)
_PARTICLE_OR_NOT: Final = re.compile(
    "(?:은|을|의|에게|로|와|과|도|만|부터|까지|한|된|할|될|다|며|이나|째|인|가|이)$"
)
"""What words of two syllables end in without having a particle (가을, 회의, 제도, 국가)."""


def find_glosses(text: str) -> Iterator[tuple[str, str]]:
    """Glosses of a text: the Korean words and the English ones; an abbreviation beside a name apart."""
    if text.isascii():  # which has no Korean
        return
    for match in _PARENTHESES.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        inside = match[1].strip()
        if _HANGUL.fullmatch(inside):
            if (explained := _LATIN_END.search(before)) and not _ASIDE.search(inside):
                yield from _korean_gloss(explained.group(), inside)
        elif explained := _HANGUL_END.search(before):
            yield from _english_gloss(explained.group(), inside)


def _english_gloss(before: str, inside: str) -> Iterator[tuple[str, str]]:
    name, _, short = (part.strip() for part in inside.partition(","))
    if not _LATIN.fullmatch(name) or (short and not _stands_for(short, name)):
        return
    words = before.split()
    found = _sounding(words, name)
    if not found:
        letters = _capitals(name)
        if before.endswith(" ") or not letters or _has_particle(words[-1]):
            return
        found = _nouns(words, letters)
    yield found, name
    if short:
        yield found, short


def _korean_gloss(before: str, inside: str) -> Iterator[tuple[str, str]]:
    words = before.split()
    endings = [" ".join(words[-count:]) for count in range(1, len(words) + 1)]
    best = max(endings, key=lambda name: similarity(inside, name))
    if similarity(inside, best) >= _ALIKE:
        yield inside, best
    elif name := _capitalised(words):
        yield inside, name


def _sounding(words: Sequence[str], name: str) -> str:
    """The last of some Hangul words that sound like a name, or nothing."""
    tails = [" ".join(words[-count:]) for count in range(1, len(words) + 1)]
    best = max(tails, key=lambda tail: similarity(tail, name))
    return best if similarity(best, name) >= _ALIKE else ""


def _capitals(name: str) -> int:
    """Number of words that a name of several capitalised words, or an abbreviation, may stand for; 0 where it is neither."""
    if _ABBREVIATION.fullmatch(name):
        return min(len(name), _MOST_WORDS)
    words = [word for word in name.split() if word not in _SMALL]
    return len(words) if len(words) > 1 and all(word[0].isupper() for word in words) else 0


def _nouns(words: Sequence[str], most: int) -> str:
    """The last of some words, at most so many, back to one with a particle."""
    kept = [words[-1]]
    for word in words[-2 : -most - 1 : -1]:
        if _has_particle(word):
            break
        kept.append(word)
    return " ".join(reversed(kept))


def _capitalised(words: Sequence[str]) -> str:
    """The last of some Latin words, back to one in small letters: a name of several words, or an abbreviation."""
    kept: list[str] = []
    for word in reversed(words):
        if not (word[0].isupper() or (kept and word in _SMALL)):
            break
        kept.append(word)
    while kept and kept[-1].lower() in _SMALL:
        kept.pop()
    name = " ".join(reversed(kept))
    return name if len(kept) > 1 or _ABBREVIATION.fullmatch(name) else ""


def _stands_for(short: str, name: str) -> bool:
    """Whether an abbreviation begins as a name does."""
    return bool(_ABBREVIATION.fullmatch(short)) and short[0].lower() == name[0].lower()


def _has_particle(word: str) -> bool:
    """Whether a Korean word ends like one with a particle or a verb."""
    return bool(_PARTICLE.search(word) or (len(word) > 2 and _PARTICLE_OR_NOT.search(word)))
