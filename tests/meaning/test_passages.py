"""Passages: what of an article is encoded."""

from __future__ import annotations

import re

import pytest

from seogo.alignment.gale_church import Passage
from seogo.alignment.passage_pairs import to_passage
from seogo.analysis.sentences import sentence_starts
from seogo.analysis.token import FieldTokens
from seogo.articles.markdown import to_outline
from seogo.documents.stored_analysis import ArticleAnalysis, StoredAnalysis
from seogo.meaning.passages import MOST, TITLE, passage_text, to_passages

LONG = "배추를 소금물에 절이는 날에는 온 동네 사람이 마당에 모였다."
OTHER = "김장은 겨울을 나는 동안 먹을 김치를 한꺼번에 담그는 일이다."
ENGLISH = "Read the manual before you open the lid. Then close it."


def stored(body: str) -> StoredAnalysis:
    """The stored analysis of a body, without terms."""
    text, blocks = to_outline(body)
    none = FieldTokens([], [], [], [])
    passages: list[Passage] = [to_passage(block) for block in blocks]
    found = ArticleAnalysis(
        text, none, none, none, none, none, none, none, sentence_starts(text), passages
    )
    return StoredAnalysis(found.to_bytes())


def texts(body: str) -> list[str]:
    """The texts of the passages behind the title."""
    analysis = stored(body)
    title, *spans = to_passages(analysis).spans
    assert passage_text("제목", analysis.text, title) == "제목"
    return [passage_text("제목", analysis.text, span) for span in spans]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(f"{LONG} {OTHER}", [LONG, OTHER], id="sentences"),
        pytest.param(f"{LONG}\n\n{OTHER}", [LONG, OTHER], id="paragraphs"),
        pytest.param(f"그렇다. {LONG} 끝.", ["그렇다.", LONG, "끝."], id="each sentence"),
        pytest.param(f"끝.\n\n{LONG}", ["끝.", LONG], id="not with another block"),
        pytest.param(f"# 김장\n\n{LONG}", ["김장", LONG], id="headings"),
        pytest.param(f"- {LONG}\n- {OTHER}", [LONG, OTHER], id="lists"),
        pytest.param(f"> {LONG}", [LONG], id="quotes"),
        pytest.param(f"{LONG}\n\n```\ntar -xzf file\n```\n\n{OTHER}", [LONG, OTHER], id="code"),
        pytest.param(f"| 가 | 나 |\n|---|---|\n| 1 | 2 |\n\n{LONG}", [LONG], id="tables"),
        pytest.param(ENGLISH, re.split(r"(?<=\.) ", ENGLISH), id="English"),
    ],
)
def test_passages(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_long_sentence_is_cut_at_spaces() -> None:
    body = "word " * 300
    found = texts(body)
    assert " ".join(found) == body.strip()
    assert max(map(len, found)) <= 400
    assert "".join(texts("가" * 1_000)) == "가" * 1_000


def test_of_a_long_article_the_beginning_and_the_first_sentences_of_blocks() -> None:
    blocks = [
        f"{number}번째 문단의 첫 문장은 무엇에 대한 것인지를 말한다. {LONG} {OTHER}"
        for number in range(40)
    ]
    body = "\n\n".join(blocks)
    found = to_passages(stored(body))
    assert found.spans[0] == TITLE
    assert found.spans == sorted(found.spans)
    assert len(found.spans) + found.left_out == 1 + 3 * len(blocks)
    kept = texts(body)
    assert MOST * 0.95 < sum(len(text.encode()) for text in kept) <= MOST
    assert kept[:3] == [blocks[0].split(" 배추")[0], LONG, OTHER]
    whole = [text for block in blocks for text in (block.split(" 배추")[0], LONG, OTHER)]
    beginning = next(place for place, text in enumerate(kept) if text != whole[place])
    assert sum(len(text.encode()) for text in kept[:beginning]) > MOST * 0.4
    assert set(kept[beginning:]) <= set(whole[::3])


def test_every_word_of_a_short_article_is_in_one_passage() -> None:
    body = f"# 하나\n\n{LONG} 둘. 셋. {OTHER}\n\n- 넷\n- 다섯. 여섯\n\n> 일곱"
    analysis = stored(body)
    _, *spans = to_passages(analysis).spans
    whole = "".join(analysis.text.split())
    assert "".join("".join(analysis.text[slice(*span)].split()) for span in spans) == whole
