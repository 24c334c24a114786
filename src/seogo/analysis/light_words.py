"""Korean words that carry grammar in a sentence, as English stop words do: 하다, 되다, 있다, auxiliary verbs, bound nouns.

Most of them mean something elsewhere: 보이다 and 알려지다 are grammar in 것으로 보인다 only, 없다 in 수 없다, 것 behind a
verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from seogo.analysis.korean import Morpheme

_LIGHT: Final = frozenset({"하", "되", "있"})
_AUXILIARIES: Final = frozenset({"않", "못하", "말", "싶", "보이", "지", "계시", "주", "보"})
"""Auxiliary verbs that add no meaning of their own; those of moving and leaving (떠나 가버린) do."""
_BOUND_NOUNS: Final = frozenset(
    {
        *("것", "거", "수", "줄", "바", "데", "뿐", "듯", "리", "터", "채", "척", "체", "뻔", "만"),
        *("대로", "만큼", "듯이"),
    }
)
"""Bound nouns that make clauses of the verb before them."""
_SEEMING: Final = frozenset({"것", "거", "듯"})
_REPORTED: Final = frozenset(
    {"알려지", "전해지", "전하", "나타나", "밝혀지", "드러나", "여겨지", "보여지"}
)
"""Verbs of reports, which are grammar in 것으로 알려졌다."""
_POSTPOSITIONS: Final = {"대하": "JKB", "관하": "JKB", "의하": "JKB", "위하": "JKO"}
"""Verbs that are a postposition with the particle before them: 에 대한, 을 위해."""
_VERBS: Final = frozenset({"VV", "VA", "VX"})


def light_starts(morphemes: Sequence[Morpheme]) -> frozenset[int]:
    """Where the verbs and nouns of a passage begin that carry nothing but grammar."""
    return frozenset(m.start for at, m in enumerate(morphemes) if _is_light(m, morphemes[:at][-2:]))


def _is_light(morpheme: Morpheme, before: Sequence[Morpheme]) -> bool:
    """Whether a morpheme is grammar behind the two that stand ``before`` it."""
    form, tag, *_ = morpheme
    last = before[-1] if before else None
    if tag == "NNB":
        return form == "때문" or (form in _BOUND_NOUNS and last is not None and last.tag == "ETM")
    if tag in ("XSA", "XSV"):
        return last is not None and last.tag == "NNB"  # 올 듯하다
    if tag not in _VERBS:
        return False
    if form in _LIGHT or (tag == "VX" and form in _AUXILIARIES):
        return True
    if last is None:
        return False
    if form in _POSTPOSITIONS:
        return last.tag == _POSTPOSITIONS[form]
    # a particle may stand between: 것으로 보인다, 수가 없다
    noun = before[0] if last.tag.startswith("J") else last
    if noun.tag != "NNB":
        return form == "보이" and last.tag == "EC"
    if form == "없":
        return noun.form in _BOUND_NOUNS
    if form in _REPORTED:
        return noun.form == "것" and last.form == "으로"
    return form in ("보이", "같") and noun.form in _SEEMING
