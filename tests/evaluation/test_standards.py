"""Public sets, in small: each as it is published."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from seogo.cli import main
from seogo.cli.evaluate import STANDARD_NAMES, evaluate_standard
from seogo.errors import FileError
from seogo.evaluation.standards.published import Passage, PublishedSet, Query
from seogo.evaluation.standards.registry import STANDARDS
from seogo.evaluation.text_files import write_text_file
from seogo.languages import Language

KO, EN = Language.KO, Language.EN
BOAT = {"_id": "b", "title": "배편", "text": "풍랑이 일면 섬으로 가는 배가 뜨지 않는다."}
BREAD = {"_id": "d", "title": "", "text": "반죽은 하룻밤 쉬어야 한다.\n그래야 부푼다."}


def write(folder: Path, name: str, content: str | list[dict[str, Any]]) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, str):
        content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content)
    path.write_bytes(gzip.compress(content.encode()) if name.endswith("gz") else content.encode())


def read(name: str, folder: Path) -> tuple[list[Passage], list[Query]]:
    found: PublishedSet = STANDARDS[name].read(folder)
    return [*found.passages], [*found.queries]


def test_the_command_names_those_that_there_are() -> None:
    assert tuple(STANDARDS) == STANDARD_NAMES


def write_ntrex(folder: Path) -> None:
    write(folder, "DOCUMENT_IDS.tsv", "a.1\n" * 5 + "b.2\n" * 2)
    english = ["The boat stays.", "The sea is rough.", "Two", "Three", "Four", "Bread", "It rests."]
    korean = ["배가 못 뜬다.", "바다가 거칠다.", "둘", "셋", "넷", "빵", "반죽을 재운다."]
    write(folder, "NTREX-128/newstest2019-src.eng.txt", "\n".join(english) + "\n")
    write(folder, "NTREX-128/newstest2019-ref.kor.txt", "\n".join(korean) + "\n")


def test_ntrex_is_cut_into_runs_of_one_document(tmp_path: Path) -> None:
    write_ntrex(tmp_path)
    passages, queries = read("ntrex-128", tmp_path)
    assert passages[:3] == [
        Passage("0-ko", KO, "배가 못 뜬다.", "바다가 거칠다.\n\n둘\n\n셋"),
        Passage("0-en", EN, "The boat stays.", "The sea is rough.\n\nTwo\n\nThree"),
        Passage("1-ko", KO, "넷", "넷"),
    ]
    assert [one.title for one in passages[4:]] == ["빵", "Bread"]
    assert queries[:3] == [
        Query("0-ko", KO, "바다가 거칠다.", ("0-en",)),
        Query("0-en", EN, "The sea is rough.", ("0-ko",)),
        Query("1-ko", KO, "넷", ("1-en",)),
    ]


def test_korquad(tmp_path: Path) -> None:
    asked = {"id": "7-1", "question": "배는 언제 뜨지 않나?", "answers": []}
    paragraph = {
        "context": "풍랑이 일면\n배가 뜨지 않는다.",
        "qas": [asked, {**asked, "id": "7-2"}],
    }
    other = {"context": "반죽은 쉬어야 한다.", "qas": []}
    page = {"title": "배편", "paragraphs": [paragraph, other]}
    name = "dataset/KorQuAD_v1.0_dev.json"
    write(tmp_path, name, json.dumps({"version": "1", "data": [page]}))
    passages, queries = read("korquad-1.0", tmp_path)
    assert [(one.id, one.title) for one in passages] == [("0", "배편"), ("1", "배편")]
    assert passages[0].text == paragraph["context"]
    assert [(one.id, one.relevant) for one in queries] == [("7-1", ("0",)), ("7-2", ("0",))]
    write(tmp_path, name, json.dumps({"data": [{"title": "배편", "paragraphs": [1]}]}))
    with pytest.raises(FileError, match="paragraphs"):
        read("korquad-1.0", tmp_path)


JUDGED = "query-id\tcorpus-id\tscore\nq1\tb\t2\nq1\td\t0\nq2\td\t1\n"
ASKED = [
    {"_id": "q1", "text": "배가 뜨지 않는 날"},
    {"_id": "q2", "text": "How long does dough rest?"},
]


def test_the_form_of_beir(tmp_path: Path) -> None:
    write(tmp_path, "corpus.jsonl.gz", [BOAT, BREAD])
    write(tmp_path, "queries.jsonl", [*ASKED, {"_id": "unjudged", "text": "?"}])
    write(tmp_path, "qrels/test.tsv", JUDGED)
    passages, queries = read("beir", tmp_path)
    assert passages == [
        Passage("b", KO, BOAT["title"], BOAT["text"]),
        Passage("d", KO, "", BREAD["text"]),
    ]
    assert queries == [
        Query("q1", KO, ASKED[0]["text"], ("b",)),
        Query("q2", EN, ASKED[1]["text"], ("d",)),
    ]


def test_topics_and_judgements_as_trec_has_them(tmp_path: Path) -> None:
    rows = [{"docid": f"{row['_id']}#0", **row} for row in (BOAT, BREAD)]
    for row in rows:
        del row["_id"]
    write(tmp_path, "miracl-corpus-v1.0-ko/docs-0.jsonl.gz", rows[:1])
    write(tmp_path, "miracl-corpus-v1.0-ko/docs-1.jsonl.gz", rows[1:])
    where = "miracl/miracl-v1.0-ko"
    write(tmp_path, f"{where}/topics/topics.miracl-v1.0-ko-dev.tsv", "7\t배가 뜨지 않는 날\n")
    write(tmp_path, f"{where}/qrels/qrels.miracl-v1.0-ko-dev.tsv", "7\tQ0\tb#0\t1\n7\tQ0\td#0\t0\n")
    passages, queries = read("miracl-ko", tmp_path)
    assert [one.id for one in passages] == ["b#0", "d#0"]
    assert queries == [Query("7", KO, "배가 뜨지 않는 날", ("b#0",))]


@pytest.mark.parametrize("form", ["anserini", "hub"])
def test_mrtydi(tmp_path: Path, form: str) -> None:
    text = "배가 뜨지 않는 날"
    if form == "anserini":
        rows = [{"id": "b", "contents": f"{BOAT['title']}\n\n{BOAT['text']}"}]
        write(tmp_path, "mrtydi-v1.1-korean/collection/docs.jsonl.gz", rows)
        write(tmp_path, "mrtydi-v1.1-korean/topic.test.tsv", f"7\t{text}\n")
        write(tmp_path, "mrtydi-v1.1-korean/qrels.test.txt", "7 Q0 b 1\n")
    else:
        row = {"docid": "b", "title": BOAT["title"], "text": BOAT["text"]}
        write(tmp_path, "mrtydi-v1.1-korean/corpus.jsonl.gz", [row])
        asked = {"query_id": "7", "query": text, "positive_passages": [{"docid": "b"}]}
        write(tmp_path, "mrtydi-v1.1-korean/test.jsonl.gz", [asked])
    passages, queries = read("mrtydi-ko", tmp_path)
    [found] = passages
    assert (found.title, found.text.strip()) == (BOAT["title"], BOAT["text"])
    assert queries == [Query("7", KO, text, ("b",))]


def test_parquet_names_what_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "corpus/test-00000-of-00001.parquet", "PAR1")
    write(tmp_path, "queries/test-00000-of-00001.parquet", "PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FileError, match=r"seogo\[parquet\]"):
        read("autorag-ko", tmp_path)


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    judged = [{"query-id": "q1", "corpus-id": "b", "score": 1}]
    judged.append({"query-id": "q1", "corpus-id": "d", "score": 0})
    for name, rows in (("corpus", [BOAT, BREAD]), ("queries", ASKED), ("data", judged)):
        path = tmp_path / name / "test-00000-of-00001.parquet"
        path.parent.mkdir()
        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    passages, queries = read("autorag-ko", tmp_path)
    assert [one.id for one in passages] == ["b", "d"]
    assert queries == [Query("q1", KO, ASKED[0]["text"], ("b",))]
    path.write_bytes(b"PAR1")
    with pytest.raises(FileError):
        read("autorag-ko", tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("corpus.jsonl", '{"_id": ["b"], "text": "x"}', "_id"),
        ("corpus.jsonl", "[1]", "corpus.jsonl:1"),
        ("queries.jsonl", '{"_id": "q1"}', "text"),
        ("queries.jsonl", "{", "queries.jsonl:1"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: str, what: str) -> None:
    write(tmp_path, "corpus.jsonl", [BOAT])
    write(tmp_path, "queries.jsonl", ASKED)
    write(tmp_path, "qrels/test.tsv", JUDGED)
    write(tmp_path, name, content)
    with pytest.raises(FileError, match=what):
        read("beir", tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(FileError, match=name):
        read("beir", tmp_path)


def test_a_damaged_compressed_file_is_said(tmp_path: Path) -> None:
    write(tmp_path, "queries.jsonl", ASKED)
    write(tmp_path, "qrels/test.tsv", JUDGED)
    write(tmp_path, "corpus.jsonl.gz", [BOAT] * 100)
    path = tmp_path / "corpus.jsonl.gz"
    for content in (path.read_bytes()[:-20], b"no gzip", path.read_bytes()[:20] + b"x" * 40):
        path.write_bytes(content)
        with pytest.raises(FileError):
            read("beir", tmp_path)


def test_a_text_stands_as_it_is(tmp_path: Path) -> None:
    text = '# 1. *별* [x](y)\n\n    <b>굵게</b>\n\x00---\n=== "끝"'
    write_text_file(tmp_path / "x.ko.md", 'A "title": \\', text)
    lines = (tmp_path / "x.ko.md").read_text().split("\n")
    assert lines[1] == 'title: "A \\"title\\": \\\\"'
    assert lines[4] == r"\# 1\. \*별\* \[x\]\(y\)"


@pytest.mark.slow
def test_a_set_is_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "corpus.jsonl", [BOAT, BREAD])
    write(tmp_path, "queries.jsonl", ASKED)
    write(tmp_path, "qrels/test.tsv", JUDGED)
    data = evaluate_standard("beir", tmp_path, level="bridge", limit=1)
    figures = {figure["lang"]: figure for figure in data["figures"]}
    assert figures["ko"]["usual"] == {"nDCG@10": 1.0, "Recall@100": 1.0}
    assert "nDCG@10 1.0000, Recall@100 1.0000" in capsys.readouterr().out
    result = CliRunner().invoke(main, ["evaluate", "--standard", "korquad-1.0", str(tmp_path)])
    assert (result.exit_code, "KorQuAD_v1.0_dev.json" in result.output) == (4, True)
    result = CliRunner().invoke(main, ["evaluate", "--standard", "beir", str(tmp_path), "x.jsonl"])
    assert result.exit_code == 2
