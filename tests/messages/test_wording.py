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
        *("짝이 없음", "찾은 까닭", "본보기 글", "이 화면", "그런 화면"),
    ),
    Language.EN: (
        *("begin so", "keepers", "As what", "So many of", "Possible for", "Taken away", "Possible values"),
        *("About the same", "Former versions", "For programs", "Colours:", "The fault is on this side"),
        *("In case you meant", "How queries are written", "it is found out"),
    ),
}  # fmt: skip


def files(language: Language) -> list[Path]:
    own = [*(CATALOGUES / language).rglob("*.po"), *MANUAL.glob(f"*.{language}.md")]
    return own if language is Language.EN else [*own, ROOT / "README.md"]


@pytest.mark.parametrize("language", Language)
def test_no_text_has_a_variant_that_the_glossary_forbids(language: Language) -> None:
    pattern = re.compile("|".join(FORBIDDEN[language]))
    found = [
        f"{path.name}:{number}: {line}"
        for path in files(language)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if not line.startswith(("msgid", "#")) and pattern.search(line)
    ]
    assert not found, "\n".join(found)


def test_a_variant_is_seen() -> None:
    for language, variants in FORBIDDEN.items():
        assert variants and files(language)
    assert re.search("|".join(FORBIDDEN[Language.KO]), "이 단어의 옮긴 말")
    assert not re.search("|".join(FORBIDDEN[Language.KO]), "카테고리와 알고리즘")
