"""Files of tasks: what is read, and what is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.errors import FileError
from seogo.evaluation.json_lines import MAX_LINE
from seogo.evaluation.tasks import read_tasks
from seogo.languages import Language
from tests.evaluation.example_runs import KIMJANG, ROCKET, write_rows

BRIDGE = {**KIMJANG, "id": "k2", "kind": "bridge", "relevant": ["society/kimjang.en"]}


def test_rows_become_tasks(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "sample.jsonl", [KIMJANG, BRIDGE, ROCKET])
    mono, bridge, english = read_tasks([path])
    assert (mono.file, mono.id, mono.query) == ("sample", "k1", "이웃이 모여 배추를 절이는 때")
    assert (mono.relevant, mono.searched_language) == (("society/kimjang.ko",), None)
    assert (bridge.lang, bridge.searched_language) == (Language.KO, Language.EN)
    assert (english.lang, english.searched_language) == (Language.EN, None)


def test_a_row_without_an_id_is_called_by_its_line(tmp_path: Path) -> None:
    unnamed = {key: value for key, value in KIMJANG.items() if key != "id"}
    path = tmp_path / "a.jsonl"
    write_rows(path, [unnamed, ROCKET])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert [task.id for task in read_tasks([path])] == ["1", "r1"]


def test_kind_and_limit_hold_for_each_file(tmp_path: Path) -> None:
    rows = [{**BRIDGE, "id": f"{number}"} for number in range(5)]
    first = write_rows(tmp_path / "first.jsonl", [KIMJANG, *rows])
    second = write_rows(tmp_path / "second.jsonl", [ROCKET, BRIDGE])
    chosen = read_tasks([first, second], kind="bridge", limit=2)
    assert [(task.file, task.id) for task in chosen] == [
        ("first", "0"),
        ("first", "1"),
        ("second", "k2"),
    ]
    assert len(read_tasks([first, second], limit=3)) == 5


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "not JSON"),
        (b'["query"]', "is not an object"),
        (b'"query"', "is not an object"),
        (b"\xff{}", "not UTF-8"),
        (b"[" * 60_000, "too many brackets"),
        (b'{"query": ' + b"9" * 5000 + b"}", "a number too long"),
        (b'{"query": "' + b"x" * MAX_LINE + b'"}', "longer than 65,536 bytes"),
        ({"query": None}, "query is missing"),
        ({"query": 12}, "query is 12"),
        ({"query": "  \t"}, "query is '  \\t'"),
        ({"query": "가\x1b[2J"}, "control character, U+001B"),
        ({"query": "가\ud800"}, "control character, U+D800"),
        ({"lang": "fr"}, "lang is 'fr'; one of ko, en"),
        ({"lang": ["ko"]}, "lang is a list; one of ko, en"),
        ({"kind": "Mono"}, "kind is 'Mono'; one of mono, bridge"),
        ({"relevant": "society/kimjang.ko"}, "relevant is 'society/kimjang.ko'"),
        ({"relevant": []}, "relevant is empty"),
        ({"relevant": [["a"]]}, "relevant is a list"),
        ({"relevant": {"a": 1}}, "relevant is an object"),
        ({"id": 7}, "id is 7"),
        ({"id": "k1"}, "the id k1 is that of line 1"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, line: bytes | dict[str, object], says: str
) -> None:
    path = tmp_path / "bad.jsonl"
    if isinstance(line, dict):
        # a lone surrogate can be written as an escape only
        rows = [json.dumps(KIMJANG), "", json.dumps({**ROCKET, **line})]
        path.write_text("\n".join(rows), encoding="utf-8")
    else:
        write_rows(path, [KIMJANG])
        path.write_bytes(path.read_bytes() + b"\n" + line)
    with pytest.raises(FileError) as caught:
        read_tasks([path])
    assert str(caught.value).startswith(f"{path}:3: ")
    assert says in str(caught.value)
    assert len(str(caught.value)) < 400


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    empty = write_rows(tmp_path / "empty.jsonl", [])
    with pytest.raises(FileError, match="no task;"):
        read_tasks([empty])
    mono = write_rows(tmp_path / "mono.jsonl", [KIMJANG])
    with pytest.raises(FileError, match="no task of kind bridge"):
        read_tasks([mono], kind="bridge")
    with pytest.raises(FileError, match="a second file of tasks called mono"):
        read_tasks([mono, mono])
    with pytest.raises(FileError, match="cannot be read"):
        read_tasks([tmp_path / "none.jsonl"])
    odd = write_rows(tmp_path / "a\x1b.jsonl", [KIMJANG])
    with pytest.raises(FileError, match="a file name that cannot be shown"):
        read_tasks([odd])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
KEYS = st.sampled_from(["query", "lang", "relevant", "kind", "id"])


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(KEYS, JSON))
def test_values_of_any_type_are_read_or_refused(tmp_path: Path, values: dict[str, object]) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text(json.dumps({**KIMJANG, **values}), encoding="utf-8")
    try:
        (task,) = read_tasks([path])
    except FileError as error:
        assert str(error).startswith(f"{path}:1: ")
    else:
        assert task.relevant
        assert all((task.query, task.id, *task.relevant))
