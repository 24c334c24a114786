"""One word for each thing: variants that the glossary of the interface does not have, in catalogues, README and manual."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from seogo.languages import Language

ROOT: Final = Path(__file__).parents[2]
CATALOGUES: Final = ROOT / "src/seogo/messages/locale"
MANUAL: Final = ROOT / "src/seogo/manual"
FORBIDDEN: Final = {
    Language.KO: (
        *("글 보관소", "글 창고", "보관 프로그램", "필자", "꾸러미", "(?<!카테)고리(?![즘])", "쌍점", "빼기표"),
        *("빈칸", "견주", "견줌", "단어", "약어", "달라진 점", "고유 주소", "원본 파일", "이쪽", "예전 글"),
        *("글의 일부로", "옮긴 말", "대신 있어도 되는 말", "찾는 범위", "차례대로", "을\\(를\\)", "이\\(가\\)"),
        *("짝이 없음", "본보기 글", "이 화면", "그런 화면", "검색식", "텍스트 값", "대응어"),
        *("색인에 담는", "글의 일부(?!를)", "적힌 그대로", "이전 글", "비슷한 글", "일반 용어(?!집)", "번역 짝"),
        *("문장 짝", "대목", "(?<!생물 )매체", "권리", "글 모으기", "알아 두세요", "이것이나 저것", "첫소리"),
        *("번역에서 배운 것", "거절", "까닭", "이렇게 옮겼", "화면 색", "덤으로", "기사(?! 작위)", "(?<![가-힣])꼴[로을이]"),
        *("필터(?!링)", "번역쌍", "문장쌍", "하십시오", "[0-9] %"),
    ),
    Language.EN: (
        *("begin so", "keepers", "As what", "So many of", "Possible for", "Taken away", "Possible values"),
        *("About the same", "Former versions", "For programs", "Colours:", "The fault is on this side"),
        *("In case you meant", "How queries are written", "it is found out", "former versions?", "set of words"),
        *("is no (?:image|article|pair|path|day|name)\\b", "that are no articles", "not asked for: \\{terms"),
        *("How this search is read", "How a text is read", "members of answers", "Statuses", "Query help"),
        *("cannot be asked", "Anew", "stands? there", "stands twice", "could not be read$"),
        *("\\bno (?:Parquet|ISO) file", "[0-9] %"),
    ),
}  # fmt: skip


def files(language: Language) -> list[Path]:
    return [
        *(CATALOGUES / language).rglob("*.po"),
        *MANUAL.glob(f"*.{language}.md"),
        ROOT / "README.md",
    ]


@pytest.mark.parametrize("language", Language)
def test_no_text_has_a_variant_that_the_glossary_forbids(language: Language) -> None:
    pattern = re.compile("|".join(FORBIDDEN[language]))
    found = [
        f"{path.name}:{number}: {line}"
        for path in files(language)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if not (path.suffix == ".po" and line.startswith(("msgid", "#"))) and pattern.search(line)
    ]
    assert not found, "\n".join(found)


def test_a_variant_is_seen() -> None:
    for language, variants in FORBIDDEN.items():
        assert variants and files(language)
    assert re.search("|".join(FORBIDDEN[Language.KO]), "이 단어의 옮긴 말")
    assert not re.search("|".join(FORBIDDEN[Language.KO]), "카테고리와 알고리즘")
