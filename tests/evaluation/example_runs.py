"""Tasks, rankings and files of them, made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from seogo.evaluation.run import Ranking, Run
from seogo.evaluation.tasks import Kind, Task
from seogo.languages import Language

KIMJANG = {
    "id": "k1",
    "query": "이웃이 모여 배추를 절이는 때",
    "lang": "ko",
    "kind": "mono",
    "relevant": ["society/kimjang.ko"],
}
ROCKET = {
    "id": "r1",
    "query": "Who launched the (fourth) rocket?",
    "lang": "en",
    "kind": "mono",
    "relevant": ["news/nuri-fourth-launch.en"],
}
"""Tasks of the sample archive."""


def task(
    name: str,
    *,
    relevant: tuple[str, ...] = ("a",),
    lang: Language = Language.KO,
    kind: Kind = "mono",
    file: str = "news",
) -> Task:
    """A task that is called ``name``."""
    return Task(file, name, f"{name}의 첫 문장", lang, relevant, kind)


def run(*rankings: tuple[Task, str], fingerprint: str = "f1") -> Run:
    """A run; the ids of each ranking are single letters."""
    return Run(fingerprint, "bridge", tuple(Ranking(made, tuple(ids)) for made, ids in rankings))


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Write a JSONL file."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
