"""Particles at the end of what is typed: a word with one, or with the beginning of one, is on the way to that word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from seogo.analysis.script.hangul import SYLLABLE, split_syllable
from seogo.analysis.script.jamo import letters

_SHORTEST: Final = 2
"""Syllables of the shortest word that is looked for: shorter ones are beginnings of longer ones."""
_RIEUL: Final = 8
_ANYWHERE: Final = """
의 에 에는 에도 에만 에서 에서는 에서도 에서의 에게 에게는 에게도 에게서 께 께서 께서는 도 만 만은 만이 만을 까지
까지는 까지도 까지의 부터 부터는 마저 조차 처럼 보다 보다는 보다도 만큼 마다 밖에 뿐 대로 같이 하고 한테 한테서
"""
_CLOSED: Final = """
은 이 을 과 과는 과의 으로 으로는 으로도 으로서 으로써 으로부터 이나 이란 이라는 이라고 이라도 이며 이랑
"""
"""Behind a consonant."""
_OPEN: Final = "는 가 를 와 와는 와의 로 로는 로도 로서 로써 로부터 나 란 라는 라고 라도 며 랑"
"""Behind a vowel; behind ㄹ those in 로 and not those in 으로."""


def without_particle(typed: str) -> Iterator[str]:
    """What stands before a particle, or before the beginning of one, at the end of typed text: the longest first."""
    for cut in range(len(typed) - 1, _SHORTEST - 1, -1):
        rest, end = typed[:cut], typed[cut:]
        if SYLLABLE.match(rest[-1]) and any(
            particle.startswith(letters(end)) for particle in _behind(split_syllable(rest[-1])[2])
        ):
            yield rest


@cache
def _behind(final: int) -> tuple[str, ...]:
    """Letters of the particles that can follow a syllable with this final consonant; 0: with none."""
    own = (_CLOSED if final else _OPEN).split()
    if final == _RIEUL:
        own = [each for each in own if not each.startswith("으로")]
        own += [each for each in _OPEN.split() if each.startswith("로")]
    return tuple(map(letters, (*_ANYWHERE.split(), *own)))
