"""Verb stems that end in ㄹ and lose it before 는, 니, 시, ㄴ, ㄹ and ㅂ: 여는 is of 열다, and Kiwi often reads another word.

Stems of two syllables and more (만드는) look like nothing else; those of one are listed here with what decides, the object
or subject before them above all: data that can be argued with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.token import AnalysedMorpheme


class Reading(NamedTuple):
    """Verb stem that is meant, and the one that may be meant instead; either may be empty: Kiwi's own, and none."""

    stem: str = ""
    other: str = ""


class _Pair(NamedTuple):
    """What decides between a stem in a vowel and the one in ㄹ, both of which are verbs.

    ``liquid`` and ``plain`` are nouns that stand before the one and the other, with the particle ``by``; behind no such
    noun it is the one in ㄹ if ``usual``, and the other one may be meant where that is ``open``.
    """

    liquid: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    by: str = "JKO"
    usual: bool = False
    open: bool = False


def _nouns(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pair(liquid: str = "", plain: str = "", by: str = "JKO", **usual: bool) -> _Pair:
    return _Pair(_nouns(liquid), _nouns(plain), by, **usual)


_ENDINGS = ("는", "니", "시", "세", "네", "\u11ab", "\u11af", "\u11b8")
_VERBS = ("VV", "VX", "VA")
_NOUNS = ("NN", "NR", "NP", "SL", "XR", "XPN", "MM")

_LIQUID = frozenset("거고구너노느더다도떠마모무미버부빠써아어여우저조터허드")
"""What is no stem of a verb, but for its ㄹ."""

_PAIRS = {
    "가": _pair(
        "밭 논 낫 칼 칼날 날 도끼 이 이빨 먹 원두 콩 고추 깨 맷돌 숫돌 기저귀 전구 형광등 배터리 건전지 필터 타이어"
        " 오일 엔진오일 부품 고기 무 얼음 커피 연필 밀 곡식 땅콩 과일 사과 벼루 물감 보리 옥수수 텃밭 발톱 손톱"
    ),
    "나": _pair(
        "하늘 창공 허공 상공 공중 바다 들판 숲 밤하늘",
        usual=True,
        plain="여름 겨울 봄 가을 고비 한철",
    ),
    "주": _pair(
        "인구 수요 매출 소득 수입 수출 소비 물량 예산 인원 일자리 관객 재고 거래량 몸무게 체중 길이 키 강수량 생산량"
        " 판매량 사용량 이용객 관광객 출생아 학생 손님 근육 기억력 시력 힘 차이 격차 면적 빚 부채 적자 흑자 수익 이익"
        " 지출 투자 고용 취업자 환자 사고 범죄 수면 시간 비율 비중 양 수 폭 부담 위험",
        by="JKS",
    ),
    "사": _pair("삶 인생 생 일생 평생 세상 하루 오늘 시대 현재 지금", usual=False),
    "파": _pair(
        plain="땅 땅굴 구덩이 굴 우물 흙 귀 귀지 구멍 무덤 참호 도장 터널 모래 갯벌 밭 홈 도랑 수로 웅덩이 바닥 코",
        usual=True,
        open=True,
    ),
    "푸": _pair(plain="밥 물 국 쌀 흙 똥 죽 퇴비 모래", usual=True, open=True),
    "비": _pair(usual=True),
    "쓰": _pair(
        "마당 바닥 방 방바닥 낙엽 눈 길 거리 골목 먼지 집 뜰 복도 교실 부엌 운동장 마루 계단 쓰레기 앞마당 절간 가슴"
    ),
    "끄": _pair(
        "수레 관심 인기 이목 시선 발 발길 눈길 눈 마차 썰매 차 시간 주목 손님 짐 카트 가방 휠체어 자전거 유모차 개 소"
        " 말 손수레 달구지 쟁기 트레일러 신발 치마 다리 팀 조직 무리 여행가방 캐리어 의자 화물차 배"
    ),
    "트": _pair(plain="길 물꼬 말 싹 움 동 벽", usual=True),
    "까": _pair(
        "자리 이불 돗자리 카펫 양탄자 프로그램 앱 요 장판 아스팔트 철도 레일 자갈 방석 멍석 매트 인프라 통신망 선로"
        " 담요 신문지 모래 벽돌 보도블록 타일 잔디 방석 판"
    ),
    "이": _pair(usual=True, by="JKS"),
}
"""Both are verbs: 가다 and 갈다. ``usual`` is asked only behind the particle ``by``, if not ``open``."""

_FLYING = _nouns(
    "새 비행기 나비 벌 드론 헬기 헬리콥터 화살 풍선 잠자리 독수리 갈매기 두루미 학 기러기 까마귀 까치 참새 비둘기 제비"
    " 로켓 매 나방 박쥐 파리 모기 연 공 철새 우주선 기구 전투기 원반 백조 황새 백로 오리 꿩 솔개 부엉이 올빼미 종달새"
)
_NEVER_NOUNS = frozenset("우아노어떠써사")
"""What is hardly ever a noun or pronoun of one syllable: before a noun it is the verb, whatever stands before it."""
_PRONOUNS = frozenset("나너저이다더")
"""What is very often no verb: only before a noun may it be one."""

_DENTAL = {"걷": "걸", "듣": "들", "묻": "물", "붇": "불", "닫": "달", "싣": ""}
"""Stems in ㄷ that becomes ㄹ before a vowel, and what is then spelt alike: 걸었다 is of 걷다 and of 걸다."""
_LIQUID_DENTAL = {"걸": "걷", "들": "듣", "물": "묻", "불": "붇"}
_VOWELS = ("어", "아", "었", "았")

_MISTAGGED = frozenset({"들", "말"})

OPEN_FORMS = (
    _LIQUID
    | frozenset(_PAIRS)
    | _MISTAGGED
    | frozenset(f"{stem}시" for stem in "우아노여사")
    | {"아이"}
)
"""The forms that may be read as another word than the one Kiwi found."""


def liquid(stem: str) -> str:
    """The stem with ㄹ under its last syllable (여 → 열)."""
    return stem[:-1] + chr(ord(stem[-1]) + 8)


def reading(morphemes: Sequence[AnalysedMorpheme], at: int) -> Reading:
    """How the morpheme ``at``, one of OPEN_FORMS, is to be read as a verb."""
    form, tag = morphemes[at].form, morphemes[at].tag
    after = morphemes[at + 1] if at + 1 < len(morphemes) else None
    if after is None or after.start > morphemes[at].end:
        return Reading()
    if tag.startswith(_VERBS):
        if form in _MISTAGGED:
            particle, _ = _before(morphemes, at)
            return Reading(form) if tag == "VX" and particle == "JKO" else Reading()
        if len(form) > 1 or not after.form.startswith(_ENDINGS) or after.tag[0] != "E":
            return Reading()
        if form in _LIQUID:
            return Reading(liquid(form))
        if form == "푸" and after.form.startswith("시"):
            return Reading()  # 푸시, as of a button
        return _of_pair(form, *_before(morphemes, at))
    if tag[0] in "NIMX" and tag not in ("XSN", "XSV", "XSA"):
        return _of_noun(morphemes, at, after)
    return Reading()


def _of_noun(morphemes: Sequence[AnalysedMorpheme], at: int, after: AnalysedMorpheme) -> Reading:
    """Reading of what Kiwi takes for a noun, pronoun, adverb or the like before 는 and 시."""
    form = morphemes[at].form
    if form in _MISTAGGED or form == "아이":
        return Reading()
    topic = after.tag == "JX" and after.form == "는"
    if after.tag[0] == "E":
        if len(form) > 1 or not after.form.startswith(("는", "시", "세", "네")):
            return Reading()
        # no noun has such an ending
        pair = _of_pair(form, *_before(morphemes, at)) if form in _PAIRS else Reading()
        return pair if pair.stem or form in _PAIRS else Reading(liquid(form))
    if not topic or (at and morphemes[at - 1].end == morphemes[at].start):
        return Reading()
    follower = morphemes[at + 2] if at + 2 < len(morphemes) else None
    noun_follows = follower is not None and (
        follower.tag.startswith(_NOUNS) or follower.form == "아이"
    )
    stem = liquid(form.removesuffix("시") or form)
    particle, noun = _before(morphemes, at)
    if form in _PRONOUNS and not noun_follows:
        return Reading()
    if form in _PRONOUNS and particle[:2] != "JK" and _is_clause(morphemes, at):
        return Reading()
    if form in _PAIRS and particle in ("JKO", "JKS"):
        return _of_pair(form, particle, noun)
    if particle == "JKO":
        return Reading(stem)
    if noun_follows and (particle == "JKS" or form in _NEVER_NOUNS):
        return Reading(stem)
    if follower is None and form in _NEVER_NOUNS:
        return Reading(stem)
    return Reading(other=stem) if form != "가" else Reading()


def _is_clause(morphemes: Sequence[AnalysedMorpheme], at: int) -> bool:
    """Whether anything is said after the morpheme ``at``: 나는 학생이다, but not 나는 새."""
    return any(m.tag.startswith(("V", "XSV", "XSA")) for m in morphemes[at + 1 :])


def _of_pair(form: str, particle: str, noun: str) -> Reading:
    pair, stem = _PAIRS[form], liquid(form)
    if form == "사":
        if particle == "JKO":
            return Reading(stem) if noun in pair.liquid else Reading()
        return Reading() if particle == "게" else Reading(stem, form)
    if form == "나" and particle == "JKS":
        return Reading(stem) if _ends(noun, _FLYING) else Reading()
    if particle == pair.by:
        if _ends(noun, pair.plain):
            return Reading()
        if _ends(noun, pair.liquid) or pair.usual:
            return Reading(stem, form if pair.open and not pair.liquid else "")
    elif pair.open:
        return Reading(stem, form)
    return Reading()


def _before(morphemes: Sequence[AnalysedMorpheme], at: int) -> tuple[str, str]:
    """Tag of the particle before a verb, adverbs apart, and the noun that has it; 게 for the ending."""
    at -= 1
    while at >= 0 and morphemes[at].tag == "MAG":
        at -= 1
    if at < 0:
        return "", ""
    tag = morphemes[at].tag
    if tag == "EC" and morphemes[at].form.endswith("게"):
        return "게", ""
    return tag, morphemes[at - 1].form if at else ""


def _ends(noun: str, known: frozenset[str]) -> bool:
    """Whether a noun is a known one, or a compound that ends with one of two syllables and more."""
    return noun in known or any(noun[start:] in known for start in range(1, len(noun) - 1))


def homograph(morphemes: Sequence[AnalysedMorpheme], at: int, passage: str) -> str:
    """Another verb that is spelt alike (걷 + 었, 걸 + 었), with at most a bare noun before it; empty if there is none."""
    morpheme = morphemes[at]
    if morpheme.tag != "VV" or at + 1 == len(morphemes):
        return ""
    ending = morphemes[at + 1]
    if ending.tag[0] != "E" or not ending.form.startswith(_VOWELS):
        return ""
    if at and not morphemes[at - 1].tag.startswith(("N", "MAG")):
        return ""  # a particle, or a clause, says which
    written = passage[morpheme.start : morpheme.start + 1]
    if not SYLLABLES.fullmatch(written):
        return ""
    found = _DENTAL if written != morpheme.form else _LIQUID_DENTAL
    return found.get(morpheme.form, "")
