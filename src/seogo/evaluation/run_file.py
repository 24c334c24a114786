"""Run files: a run as JSON, with the ranked ids and the metrics of every query.

::

    {"format": "seogo-run/1", "index": "…", "level": "bridge", "queries": [
    {"file": "news", "id": "…", "query": "…", "lang": "ko", "kind": "mono", "relevant": ["…"],
     "metrics": {"MRR@10": 0.5, …}, "ranked": ["…", …]},
    …
    ]}

The metrics are for other readers: here they are computed from the ids again, so that two runs are always compared by the
same formulas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from seogo.errors import FileError
from seogo.evaluation.json_lines import MAX_OBJECTS, JsonObject, parse_object, unreadable
from seogo.evaluation.metrics import METRICS
from seogo.evaluation.run import DEPTH, Ranking, Run
from seogo.evaluation.tasks import to_task
from seogo.messages import Message
from seogo.searching.request import LEVELS, Level
from seogo.storage.drafts import write_file

FORMAT = "seogo-run/1"
MAX_FILE = 512 * 1024 * 1024


def save_run(run: Run, path: Path, *, overwrite: bool = False) -> None:
    """Write a run to ``path``, one query a line. Raises WriteRefused."""
    head = {"format": FORMAT, "index": run.fingerprint, "level": run.level}
    rows = ",\n".join(_json(_row(ranking)) for ranking in run.rankings)
    with write_file(path, overwrite=overwrite) as file:
        file.write(f'{_json(head)[:-1]}, "queries": [\n{rows}\n]}}\n'.encode())


def load_run(path: Path) -> Run:
    """Run that ``save_run`` wrote to ``path``. Raises FileError."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > MAX_FILE:
        raise FileError(
            name, 0, Message("file.too-long", limit=MAX_FILE), Message("evaluate.smaller-run")
        )
    head = JsonObject(name, 0, parse_object(data, name, 0))
    head.choice("format", (FORMAT,))
    level = head.choice("level", LEVELS)
    return Run(
        fingerprint=head.text("index"),
        level=cast(Level, level),
        rankings=tuple(_rankings(head)),
    )


def _row(ranking: Ranking) -> dict[str, object]:
    task = ranking.task
    return {
        "file": task.file,
        "id": task.id,
        "query": task.query,
        "lang": task.lang.value,
        "kind": task.kind,
        "relevant": task.relevant,
        "metrics": dict(zip(METRICS, ranking.scores, strict=True)),
        "ranked": ranking.ids,
    }


def _rankings(head: JsonObject) -> Iterator[Ranking]:
    queries = head.values.get("queries")
    if not isinstance(queries, list) or len(queries) > MAX_OBJECTS:
        right = Message("evaluate.list-of-queries", most=MAX_OBJECTS)
        raise head.error(Message("evaluate.no-such-list"), right)
    # the head is on the first line, and each query on one of its own
    for line, values in enumerate(queries, 2):
        if not isinstance(values, dict):
            raise FileError(
                head.path, line, Message("evaluate.query-no-object"), Message("evaluate.saved-run")
            )
        row = JsonObject(head.path, line, values)
        yield Ranking(to_task(row, row.text("file")), row.texts("ranked")[:DEPTH])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
