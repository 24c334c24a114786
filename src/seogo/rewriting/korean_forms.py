"""Other forms of Korean words by their nature: spoken ones, short stems, mimetic verbs, verbs with an auxiliary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import SYLLABLES

_SPOKEN = (
    *(
        "뭐/무엇",
        "뭣/무엇",
        "이거/이것",
        "그거/그것",
        "저거/저것",
        "요거/이것",
        "고거/그것",
        "아무거/아무것",
    ),
    *(
        "요즘/요즈음",
        "요새/요사이",
        "낼/내일",
        "낼모레/내일모레",
        "담주/다음 주",
        "담달/다음 달",
        "담날/다음 날",
    ),
    *("담번/다음번", "어제저녁/엊저녁", "엊그제/엊그저께", "그제/그저께", "맘/마음", "얘기/이야기"),
    *(
        "암튼/아무튼",
        "하여튼/아무튼",
        "근데/그런데",
        "그니까/그러니까",
        "긍까/그러니까",
        "글구/그리고",
    ),
    *(
        "그치만/그렇지만",
        "그래두/그래도",
        "어케/어떻게",
        "이케/이렇게",
        "그케/그렇게",
        "왤케/왜 이렇게",
    ),
    *(
        "얼마큼/얼마만큼",
        "그만치/그만큼",
        "이만치/이만큼",
        "저만치/저만큼",
        "알바/아르바이트",
        "삼춘/삼촌",
    ),
    *(
        "사둔/사돈",
        "할매/할머니",
        "할배/할아버지",
        "울나라/우리나라",
        "쬐끔/조금",
        "쪼금/조금",
        "되게/매우",
    ),
)
"""Spoken and written forms; each is searched for the other."""

_SPOKEN_ALONE = (
    *(
        "걔/그 아이",
        "쟤/저 아이",
        "얘/이 아이",
        "울/우리",
        "첨/처음",
        "젤/제일",
        "넘/너무",
        "좀/조금",
        "쫌/조금",
    ),
    *("걍/그냥", "뭔/무슨", "쌤/선생님", "겜/게임", "셤/시험", "애/아이", "니네/너희", "니가/네가"),
)
"""Spoken forms that are other words too, or stand for several: the written one is not searched for them."""

_MIMETIC = ("이", "거리", "대")
"""What makes verbs of mimetic roots: 반짝이다, 반짝거리다, 반짝대다."""

_SHORTEST_ROOT = 2
"""Syllables of a mimetic root: of one syllable, 이 and 대 are most often something else (먹이다, 기대다)."""

_ROOT_AND_SUFFIX = (["MAG", "XSN"], ["MAG", "XSV"])
"""Tags of a mimetic verb that Kiwi does not know whole."""

_SHORT_STEMS = (
    *("가지/갖", "머무르/머물", "서두르/서둘", "서투르/서툴", "디디/딛", "내디디/내딛"),
    *("외우/외", "건드리/건들", "예쁘/이쁘"),
)
"""Stems of verbs and their short forms, both of the standard language (표준어 규정, 16항)."""

_SERVING = ("주", "보", "버리", "놓", "두", "올리", "내리")
_MAKING = ("가", "오", "내", "나", "지", "나가", "나오", "들어가", "들어오")
"""Verbs that join another one's infinitive into one word (도와주다, 흘러가다). Behind a stem of one syllable, the second
ones make words of their own: 달아나다 is not 달다, 퍼지다 not 푸다."""


def _forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in (*_SPOKEN, *_SPOKEN_ALONE):
        spoken, written = pair.split("/")
        found[spoken].append(written)
        if pair in _SPOKEN and " " not in written:
            found[written].append(spoken)
    return {form: tuple(others) for form, others in found.items()}


_OTHERS = _forms()
_STEMS = [pair.split("/") for pair in _SHORT_STEMS]
_OTHER_STEM = dict(_STEMS) | {short: long for long, short in _STEMS}


def short_stems(word: QueryWord) -> Sequence[str]:
    """The short stem of a verb that has one, or the long one of a short one (머무르 ↔ 머물)."""
    required = word.required
    if len(required) != 1 or not required[0].tag.startswith("V"):
        return ()
    other = _OTHER_STEM.get(required[0].term)
    return (other,) if other else ()


def spoken_forms(word: QueryWord) -> Sequence[str]:
    """The written forms of a spoken word, or the spoken ones of a written word (뭐, 뭘 → 무엇)."""
    required = word.required
    if not required or word.text in _OTHERS:
        return _OTHERS.get(word.text, _OTHERS.get(word.stem, ()))
    if len(required) > 1 or required[0].tag.startswith("V"):
        return ()
    return _OTHERS.get(required[0].term, ())


def mimetic_forms(word: QueryWord) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The verbs of the same mimetic root, and the root said twice, with terms (반짝이다 → 반짝거리다, 반짝대다, 반짝반짝)."""
    root = _mimetic_root("".join(token.term for token in word.tokens), word)
    if not root:
        return
    for suffix in _MIMETIC:
        yield f"{root}{suffix}다", (root + suffix,)
        if suffix == "대":  # Kiwi does not know all of them
            yield f"{root}{suffix}다", (root, suffix)
    yield root * 2, (root * 2,)


def _mimetic_root(written: str, word: QueryWord) -> str:
    if not SYLLABLES.fullmatch(written):
        return ""
    half = written[: len(written) // 2]
    if len(half) >= _SHORTEST_ROOT and written == half * 2:
        return half
    last = word.tokens[-1]
    suffixed = (
        last.tag == "XSV" and last.term in _MIMETIC
    )  # behind whatever Kiwi takes the root for
    if last.tag != "VV" and not suffixed and [t.tag for t in word.tokens] not in _ROOT_AND_SUFFIX:
        return ""
    roots = (written.removesuffix(suffix) for suffix in _MIMETIC if written.endswith(suffix))
    return next((root for root in roots if len(root) >= _SHORTEST_ROOT), "")


def auxiliary_forms(word: QueryWord, analyzer: Analyzer) -> Iterator[str]:
    """Stems of the verb with an auxiliary that made one word of it, and without (돕 ↔ 도와주)."""
    verbs = [token for token in word.required if token.tag == "VV"]
    if len(verbs) != 1 or len(word.required) != 1:
        return
    verb = verbs[0].term
    infinitive = analyzer.infinitive(verb)
    yield from (infinitive + auxiliary for auxiliary in _auxiliaries(verb))
    for auxiliary in (*_SERVING, *_MAKING):
        if verb.endswith(auxiliary) and len(verb) > len(auxiliary):
            for stem in analyzer.verb_stems(verb.removesuffix(auxiliary)):
                if auxiliary in _auxiliaries(stem):
                    yield stem


def _auxiliaries(stem: str) -> Sequence[str]:
    return (*_SERVING, *_MAKING) if len(stem) > 1 else _SERVING
