"""A small archive of translation pairs, with differences that are known, and the lexicon that it teaches."""

from __future__ import annotations

from pathlib import Path

from seogo.alignment.sentence_pairs import to_sentence_pairs
from seogo.composition import Site
from seogo.documents.document import to_record
from seogo.languages import Language
from seogo.lexicon.expected_counts import TermPair
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.training import Evidence, learn
from seogo.pairs.quality import read_article

PAIRS = {
    "talent": (
        (
            "인재를 육성하는 도시",
            "시는 젊은 기술자를 육성한다.\n\n"
            "대학과 기업이 함께 인재를 육성했다. 올해 예산은 127억 달러다.\n\n"
            "도서관은 밤에도 문을 연다.",
        ),
        (
            "A city that nurtures talent",
            "The city nurtures young engineers.\n\n"
            "Universities and companies nurtured talent together. This year's budget is $12.5 billion.\n\n"
            "The library stays open at night.",
        ),
    ),
    "farm": (
        (
            "작은 농장",
            "마을은 청년 농부를 육성하려고 한다.\n\n"
            "농장은 127억 원을 들여 2026년 1월 19일에 문을 열었다. 이웃도 농부를 육성한다.",
        ),
        (
            "A small farm",
            "The village wants to foster young farmers.\n\n"
            "The farm opened on January 19, 2026 at a cost of 12.7 billion won. Neighbours nurture farmers too.",
        ),
    ),
    "team": (
        (
            "축구단 소식",
            "구단은 선수를 육성하고 도시와 함께 자란다.\n\n관중 3만 2천 명이 경기를 보았다.",
        ),
        (
            "News of the club",
            "The club fosters players and grows with the city.\n\nSome 32,000 people watched the match.",
        ),
    ),
    "short": (
        (
            "짧은 글",
            "첫 문단이다.\n\n이 문단은 아무도 옮기지 않았고 그래서 홀로 남았다. 옮길 사람을 기다린다.\n\n"
            "## 끝\n\n마지막 문단이다.",
        ),
        ("Short", "This is the first paragraph.\n\n## End\n\nThis is the last paragraph."),
    ),
}
"""Title and body in Korean and in English, by slug."""

SINGLES = {
    "alone.ko": ("혼자 있는 밤 도서관", "도서관의 밤에는 아무도 없다."),
    "lonely.en": ("A small library at night", "Nobody is in the library at night."),
}


def write_archive(folder: Path) -> None:
    """Write the articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for slug, sides in PAIRS.items():
        for language, (title, body) in zip(Language, sides, strict=True):
            _write(folder / f"{slug}.{language}.md", title, body)
    for name, (title, body) in SINGLES.items():
        _write(folder / f"{name}.md", title, body)


def teach(site: Site) -> Lexicon:
    """The lexicon that the pairs teach."""
    engine = site.current().engine
    passages: list[TermPair] = []
    for slug in PAIRS:
        stored = engine.stored([f"{slug}.{language}" for language in Language])
        articles = [read_article(site.archive, to_record(blob)) for blob in stored.values()]
        alignable = {one.article.lang: one.alignable for one in articles if one is not None}
        both = alignable[Language.KO], alignable[Language.EN]
        passages += to_sentence_pairs(*both, ("", "")).passages()
    glossary = [(["육성"], ["nurtur"]), (["육성"], ["foster"]), (["도서관"], ["librari"])]
    return learn(Evidence(passages=passages, glossary=glossary))


def _write(path: Path, title: str, body: str) -> None:
    path.write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
