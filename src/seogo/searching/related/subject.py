"""Subject of an article: the terms that say what it is about, with weights, and how alike two subjects are.

Only nouns and names tell a subject, and of those none that any text may have. Weights are tf·idf, likeness is the cosine of
the weights (Salton, Wong and Yang 1975): what two long texts share by accident is little beside all that they do not share.
"""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Final, TypeAlias

from seogo.analysis.english import stem
from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.stopwords import ENGLISH
from seogo.documents.document import Record
from seogo.engines.base import Engine, field_name

Subject: TypeAlias = Mapping[str, float]
"""Weights of terms."""
Nouns: TypeAlias = Callable[[Sequence[str]], Set[str]]
"""Which of some Korean terms are nouns."""

_MAX_TOKENS: Final = 4_000
"""Tokens of an article that are counted; its subject is clear by then."""
_KEPT: Final = 500
"""Subjects that are kept, some kilobytes each."""
_SHORTEST: Final = 2
_LATIN: Final = re.compile("[a-z]+")
_ANY_SUBJECT: Final = """
about above across actually add after again against ago all almost alone along already also although always among another
any anyone anything apart around ask away back bad be became because become before began begin behind below best better
between big bit both bring brought built but call came carry case cause certain change clear close come could day did
different do done down during each early easy either eight else end enough enter even ever every example fact fail far few
find first five follow for found four front full further gave get give go goes gone good got great half hand happen hard
head help hence here high hold however hundred if important include inside instead into its itself just keep kept kind knew
know known large last late later lead least leave left less let like likely list little live long look lot low made main
make man many matter may mean meant meet might minute moment month more morning most move much must name near need never
new next night nine nor nothing now number off often old once one only open or order other our out outside over own part
past pay people perhaps person place point possible present public put quite rather reach ready real really receive rest
right round run said same saw say second see seem seen send set seven several shall short should show shown side similar
simply since six small so some someone something soon start state stay still stop such sure take talk tell ten than that
their them then there these they thing think third this those though thought thousand three through thus time today
together told tomorrow too took top toward try turn twelve twenty twice two type under until up upon us use usual very
want was way week well went were what when where whether which while who whole whose why wide will with within without
word work world would write yes yesterday yet you young

가운데 가장 가지 각각 거기 거의 결과 결국 결코 경우 계속 과정 관련 그것 그날 그대로 그때 그동안 기준 까닭 나라 나머지
나중 내년 내용 내일 누구 다른 다만 다섯 다시 다음 당시 대로 대부분 대신 더욱 동시 동안 때문 마지막 마찬가지 마침내
먼저 모두 모습 모양 목적 무엇 문제 물론 바로 반면 방법 방식 보통 부분 부터 비교 뿐만 사람 사람들 사실 사이 사용 상황
새로 서로 설명 세상 수준 시간 시작 시절 실제 아래 아주 아직 안팎 어디 어제 언제 얼마 얼마나 여기 여러 여럿 역시 열흘
예전 오늘 오늘날 오래 오전 오후 올해 왼쪽 요즘 우리 위치 위해 의미 이곳 이날 이것 이때 이름 이미 이번 이상 이야기 이용
이유 이전 이제 이하 이후 인용 일부 일정 자리 자신 자체 작년 저녁 전체 절반 정도 정말 조금 조차 존재 종류 주로 중간
중심 중요 즉시 지금 지난달 지난주 지난해 차례 차이 처음 최근 특히 특정 포함 필요 하나 하나하나 하루 한국 한쪽 한편
함께 해당 현재
"""


class Subjects:
    """The subjects of articles of an index; those that were met last are kept, since the articles around one are mostly
    those around the next one, too."""

    def __init__(self, engine: Engine, nouns: Nouns) -> None:
        self.engine = engine
        self._nouns = nouns
        self._total = 0
        self._kept: OrderedDict[str, Subject] = OrderedDict()

    def of(self, record: Record) -> Subject:
        """The subject of an article. Raises IndexDamaged."""
        known = self._kept.get(record.id)
        if known is None:
            self._total = self._total or self.engine.status().documents
            known = self._kept[record.id] = to_subject(
                self.engine, record, self._total, self._nouns
            )
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known


def to_subject(engine: Engine, record: Record, total: int, nouns: Nouns) -> Subject:
    """Subject of an article among ``total`` articles. Raises IndexDamaged."""
    analysis = record.analysis
    counts = Counter((*analysis.title.terms, *analysis.body.terms[:_MAX_TOKENS]))
    terms = telling_words(counts, nouns)
    field = field_name("body", record.lang)
    frequencies = engine.frequencies([(field, term) for term in terms])
    return {
        term: (1 + math.log(counts[term])) * math.log((total + 1) / max(count, 1))
        for term, count in zip(terms, frequencies, strict=True)
    }


def telling_words(terms: Iterable[str], nouns: Nouns) -> list[str]:
    """Those of some terms that tell a subject: nouns and names that not any text may have."""
    general = _any_subject()
    telling = [term for term in terms if len(term) >= _SHORTEST and term not in general]
    latin = [term for term in telling if _LATIN.fullmatch(term)]
    return [*latin, *sorted(nouns([term for term in telling if SYLLABLES.fullmatch(term)]))]


def likeness(one: Subject, other: Subject) -> float:
    """Cosine of two subjects, 0 to 1; 0 where they share one term only."""
    shared = [term for term in one if term in other]
    if len(shared) < 2:
        return 0.0
    product = math.fsum(one[term] * other[term] for term in shared)
    return product / (_length(one) * _length(other))


def _length(subject: Subject) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in subject.values()))


@cache
def _any_subject() -> frozenset[str]:
    words = _ANY_SUBJECT.split()
    return ENGLISH | {stem(word) if word.isascii() else word for word in words}
