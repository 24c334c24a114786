"""How queries are written, for readers: examples by topic, in both languages.

Neither language is a translation of the other: each has examples that its readers would type. Tests hold every example
to the parser (``read_as`` is its canonical form, seogo.query.canonical) and to the sample archive, where it finds something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from seogo.languages import Language


@dataclass(frozen=True, slots=True)
class Example:
    """A query and what it asks for; ``read_as`` is how it is read where that differs from how it is typed."""

    query: str
    meaning: str
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Examples of one kind, with a sentence or two before them."""

    title: str
    lead: str
    examples: tuple[Example, ...]


_KOREAN: Final = (
    Topic(
        "낱말",
        "빈칸으로 나눈 낱말이 모두 있는 글을 먼저 보여 줍니다. 조사와 어미는 달라도 되고, 한국어로 찾아도 영어 글이, "
        "영어로 찾아도 한국어 글이 나옵니다.",
        (
            Example("인공지능 기본법", "두 낱말이 모두 있는 글"),
            Example("人工知能", "한자로 쳐도 ‘인공지능’이 있는 글"),
            Example("하이퍼*", "‘하이퍼’로 시작하는 낱말이 있는 글. 별표는 낱말 끝에 붙입니다"),
        ),
    ),
    Topic(
        "차례대로",
        "큰따옴표로 묶으면 묶은 낱말이 그 차례대로 이어져 있는 글만 찾습니다.",
        (
            Example('"국가 AI 프로젝트"', "세 낱말이 이 차례로 이어진 글"),
            Example("“국가 AI”의", "둥근 따옴표도 되고, 뒤에 조사가 붙어도 됩니다", '"국가 AI"의'),
        ),
    ),
    Topic(
        "이것이나 저것",
        "대문자 OR는 바로 양옆에 있는 둘만 잇습니다. 여러 낱말을 묶을 때는 괄호를 씁니다.",
        (
            Example("KT OR 모티프", "둘 가운데 하나라도 있는 글"),
            Example("KT | 모티프", "세로줄도 같은 뜻입니다", "KT OR 모티프"),
            Example(
                "(한글 창제) OR 훈민정음", "‘한글’과 ‘창제’가 모두 있거나 ‘훈민정음’이 있는 글"
            ),
        ),
    ),
    Topic(
        "빼기",
        "빼려는 것 바로 앞에 빈칸 없이 -를 붙입니다.",
        (
            Example("한글 -훈민정음", "‘한글’은 있고 ‘훈민정음’은 없는 글"),
            Example("한글 NOT 훈민정음", "대문자 NOT도 같은 뜻입니다", "한글 -훈민정음"),
            Example('AI -"국가 AI"', "차례대로 묶은 낱말도 뺄 수 있습니다"),
        ),
    ),
    Topic(
        "어디에서",
        "이름과 쌍점 뒤에 빈칸 없이 낱말을 붙입니다. 빈칸이 있는 값은 큰따옴표로 묶습니다.",
        (
            Example("title:한글", "제목에 ‘한글’이 있는 글"),
            Example("tag:훈민정음", "‘훈민정음’ 태그가 달린 글"),
            Example('author:"서고 편집부"', "이 필자가 쓴 글"),
            Example("source:Seogo", "이 출처에서 나온 글"),
            Example("lang:영어 한글", "‘한글’을 다룬 영어 글", "lang:en 한글"),
        ),
    ),
    Topic(
        "날짜",
        "글이 나온 날, 달, 해로 좁힙니다. 점 두 개는 ‘부터 까지’이며 한쪽을 비울 수 있습니다.",
        (
            Example("date:2026-01", "2026년 1월에 나온 글"),
            Example(
                "date:2024..2025-11", "2024년 1월부터 2025년 11월까지", "date:2024-01..2025-11"
            ),
            Example("반도체 date:2023-06..", "2023년 6월부터 나온 반도체 글"),
        ),
    ),
    Topic(
        "수",
        "글에 적힌 수로 찾습니다. ‘1조 2,700억’과 ‘1.27 trillion’처럼 적는 법이 달라도 같은 수입니다.",
        (
            Example(
                "number:1조..2조",
                "1조에서 2조 사이의 수가 나오는 글",
                "number:1000000000000..2000000000000",
            ),
            Example("number:1,377", "1377이라는 수가 나오는 글", "number:1377"),
        ),
    ),
)

_ENGLISH: Final = (
    Topic(
        "Words",
        "Articles that have all of the words come first, in whatever form they stand there. English words find Korean "
        "articles too, and the other way round.",
        (
            Example("artificial intelligence", "articles with both words"),
            Example(
                "semiconductor AND memory", "AND says the same as a space", "semiconductor memory"
            ),
            Example(
                "hyper*", "words that begin with “hyper”; the star stands at the end of a word"
            ),
        ),
    ),
    Topic(
        "In this order",
        "Quotation marks ask for the words as they stand, one after the other.",
        (
            Example('"national AI project"', "these three words in this order"),
            Example("“foundation model”", "curly marks are as good", '"foundation model"'),
        ),
    ),
    Topic(
        "One or the other",
        "OR in capitals joins its two neighbours only. Parentheses hold more words together.",
        (
            Example("KT OR Motif", "articles with at least one of the two"),
            Example("KT | Motif", "a bar says the same", "KT OR Motif"),
            Example(
                "(Korean keyboard) OR Hunminjeongeum",
                "either “Korean” and “keyboard”, or “Hunminjeongeum”",
            ),
        ),
    ),
    Topic(
        "Not",
        "A minus directly in front of something leaves out the articles that have it.",
        (
            Example("Hangul -Sejong", "articles on Hangul that do not mention Sejong"),
            Example("Hangul NOT Sejong", "NOT in capitals says the same", "Hangul -Sejong"),
            Example('AI -"foundation model"', "a phrase can be left out, too"),
        ),
    ),
    Topic(
        "Where",
        "A name, a colon, and directly behind it a word. A value with a space in it needs quotation marks.",
        (
            Example("title:Hangul", "articles with “Hangul” in the title"),
            Example('tag:"foundation models"', "articles with this tag"),
            Example('author:"Seogo editors"', "articles by this author"),
            Example("source:Seogo", "articles from this source"),
            Example("lang:Korean KTX", "articles in Korean about the KTX", "lang:ko KTX"),
        ),
    ),
    Topic(
        "Dates",
        "The day, month or year of publication. Two full stops mean “from – to”; one end may be left open.",
        (
            Example("date:2026-01", "published in January 2026"),
            Example(
                "date:2024..2025-11",
                "from January 2024 until November 2025",
                "date:2024-01..2025-11",
            ),
            Example("memory date:2023-06..", "on memory, published since June 2023"),
        ),
    ),
    Topic(
        "Numbers",
        "Numbers that an article says, however it writes them: 1.27 trillion and 1,270,000,000,000 are the same.",
        (
            Example(
                "number:1trillion..2trillion",
                "articles that say a number between one and two trillion",
                "number:1000000000000..2000000000000",
            ),
            Example("number:1,377", "articles that say the number 1377", "number:1377"),
        ),
    ),
)

MANUAL: Final = {Language.KO: _KOREAN, Language.EN: _ENGLISH}
"""The topics by language of the interface."""
