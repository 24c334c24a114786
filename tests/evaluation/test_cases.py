"""Small cases: the archive that is made of them, and what passes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from seogo.errors import FileError
from seogo.evaluation.cases import (
    Case,
    CaseResult,
    apart,
    by_category,
    language_of,
    passes,
    read_cases,
    run_cases,
)
from seogo.languages import Language
from seogo.messages import Message
from seogo.serializers.evaluation import to_case_data
from tests.evaluation.example_runs import write_rows

pytestmark = pytest.mark.slow

ROW = {
    "id": "t1",
    "cat": "particles",
    "query": "고양이",
    "must": "우리 집 고양이한테만 간식을 줬다.",
    "not_above": "고양시에서 이 행사가 열렸다.",
}

CASES = {
    "found": Case("t1", "particles", "고양이", str(ROW["must"]), str(ROW["not_above"])),
    "lost": Case("t2", "loanwords", "하늘소", "딱정벌레가 날아올랐다.", "개미가 기어갔다."),
    "below": Case("t3", "order", "자판 자판", "두벌식 글쇠를 보았다. 자판", "자판 자판 자판"),
    "signs": Case("t4", "mixed", "굵은* 글", "1) # **굵은** [글](x) <b>&amp;", "    가는 글"),
    "english": Case("t5", "english", "libraries", "The library opens.", "The liberty bell opens."),
    "composed": Case("t6", "nfd", "회의록", unicodedata.normalize("NFD", "회의록"), "회의를 취소했다."),
    "typed": Case("t7", "typos", "설거지", "설거지를 미루었다.", "청소를 미루었다.", "correction"),
    "keys": Case("t8", "keyboard", "tjdnf", "서울 지하철 노선도", "부산 지하철 노선도", "correction"),
    "wrong": Case("t9", "typos", "설겆이", "물을 주었다.", "흙을 주었다.", "correction"),
    "alone": Case("t10", "order", "옹달샘", "옹달샘에 토끼가 왔다."),
    "either": Case("t11", "loans", "메세지", "메시지를 남겼다.", "메밀밭이 넓다.", "suggestion"),
    "as typed": Case("t12", "loans", "옹달샘", "옹달샘에 토끼가 왔다.", None, "suggestion"),
    "never": Case("t13", "loans", "까막눈", "모과를 땄다.", None, "suggestion"),
}  # fmt: skip


@pytest.fixture(scope="module")
def results() -> dict[str, CaseResult]:
    """What came of CASES, in one archive."""
    return dict(zip(CASES, run_cases(list(CASES.values()), "bridge"), strict=True))


@pytest.mark.parametrize(
    "name", ["found", "signs", "english", "composed", "keys", "alone", "either", "as typed"]
)
def test_these_pass(results: dict[str, CaseResult], name: str) -> None:
    assert results[name].why is None
    assert results[name].passed


def test_why_a_case_fails(results: dict[str, CaseResult]) -> None:
    assert str(results["lost"].why) == "the text is not among the first ten"
    assert str(results["below"].why) == "the other text is above it"


def test_a_correction_has_to_be_offered(results: dict[str, CaseResult]) -> None:
    assert str(results["typed"].why) == "no correction is offered (as typed it passes)"
    why = "corrected to 설거지: the text is not among the first ten"
    assert str(results["wrong"].why) == why


def test_a_suggestion_may_pass_as_typed_or_by_a_correction(results: dict[str, CaseResult]) -> None:
    assert results["either"].passed
    assert results["as typed"].passed
    assert str(results["never"].why) == "no correction is offered (as typed it fails)"


def test_cases_that_need_knowledge_are_counted_apart() -> None:
    lost, known = CASES["lost"], replace(CASES["found"], via="knowledge")
    results = [CaseResult(lost, Message("evaluate.not-found")), CaseResult(known, None)]
    counted, knowledge = apart(results)
    assert (passes(counted), passes(knowledge)) == ((0, 1), (1, 1))
    assert to_case_data(results)["knowledge"] == {"passed": 1, "cases": 1}
    assert list(by_category(counted)) == ["loanwords"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("서울은 밤에도 밝다.", Language.KO),
        ("論語", Language.KO),
        ("ﾻￂﾤ", Language.KO),
        ("ㄱㄲ", Language.KO),
        (unicodedata.normalize("NFD", "회의록"), Language.KO),
        ("C++ 코드", Language.KO),
        ("We met at a café.", Language.EN),
        ("ＡＢＣ 2025", Language.EN),
    ],
)
def test_the_language_is_that_of_the_script(text: str, language: Language) -> None:
    assert language_of(text) is language


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"must": ""}, "must is ''"),
        ({"not_above": None}, "not_above is missing"),
        ({"cat": 3}, "cat is 3"),
        ({"id": ["t1"]}, "id is a list"),
        ({"via": "luck"}, "via is 'luck'; one of search, bridge, suggestion"),
    ],
)
def test_bad_rows_are_refused_with_their_line(
    tmp_path: Path, values: dict[str, object], says: str
) -> None:
    path = write_rows(tmp_path / "cases.jsonl", [ROW, {**ROW, **values}])
    with pytest.raises(FileError) as caught:
        read_cases(path)
    assert str(caught.value).startswith(f"{path}:2: {says}")


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no case; a line for each case"):
        read_cases(write_rows(tmp_path / "cases.jsonl", []))
    assert read_cases(write_rows(tmp_path / "cases.jsonl", [ROW])) == [CASES["found"]]


def test_only_query_and_text_are_needed(tmp_path: Path) -> None:
    rows = [
        {"query": "고양이", "must": "고양이다."},
        {"kind": "units", "query": "5kg", "must": "5㎏이다.", "via": "knowledge"},
        {"cat": "typos", "query": "고냥이", "must": "고양이다."},
    ]
    assert read_cases(write_rows(tmp_path / "cases.jsonl", rows)) == [
        Case("1", "cases", "고양이", "고양이다."),
        Case("2", "units", "5kg", "5㎏이다.", None, "knowledge"),
        Case("3", "typos", "고냥이", "고양이다.", None, "correction"),
    ]
