"""Tasks: sentences with the articles that are relevant to them.

One JSON object a line: ``query``, its ``lang`` (ko, en), the ids of the ``relevant`` articles and a ``kind``; an ``id``
where objects have one, else the number of the line. ``mono`` searches all articles, ``bridge`` those in the other language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from seogo.errors import FileError
from seogo.evaluation.json_lines import JsonObject, read_json_lines
from seogo.languages import Language
from seogo.messages import Message
from seogo.strict_yaml import CONTROL

Kind = Literal["mono", "bridge"]


@dataclass(frozen=True, slots=True)
class Task:
    """Query with the ids of its relevant articles; ``file`` is the name of its file without the ending, ``id`` unique in
    it."""

    file: str
    id: str
    query: str
    lang: Language
    relevant: tuple[str, ...]
    kind: Kind

    @property
    def searched_language(self) -> Language | None:
        """Language of the articles that are searched; None: both."""
        return self.lang.other if self.kind == "bridge" else None


def read_tasks(
    paths: Iterable[Path], *, kind: Kind | None = None, limit: int | None = None
) -> list[Task]:
    """Tasks of some files: of each file the first ``limit`` of a kind.

    Raises FileError: a line that is wrong, two with one id, two files of one name, a file without such a task.
    """
    files: dict[str, list[Task]] = {}
    for path in paths:
        name = " ".join(path.stem.split())
        if not name or CONTROL.search(name):
            raise FileError(
                str(path), 0, Message("file.unprintable-name"), Message("file.printable")
            )
        if name in files:
            what = Message("evaluate.second-file", name=name)
            raise FileError(str(path), 0, what, Message("evaluate.files-different-names"))
        read = [task for task in _tasks(path, name) if kind in (None, task.kind)]
        if not read:
            what = (
                Message("evaluate.no-task-kind", kind=kind) if kind else Message("evaluate.no-task")
            )
            raise FileError(str(path), 0, what, Message("evaluate.line-each"))
        files[name] = read[:limit]
    return [task for tasks in files.values() for task in tasks]


def to_task(row: JsonObject, file: str) -> Task:
    """Task of a JSON object. Raises FileError."""
    task = Task(
        file=file,
        id=row.text("id") if "id" in row.values else str(row.line),
        query=row.text("query"),
        lang=Language(row.choice("lang", tuple(Language))),
        relevant=row.texts("relevant"),
        kind="mono" if row.choice("kind", ("mono", "bridge")) == "mono" else "bridge",
    )
    if not task.relevant:
        raise row.error(Message("evaluate.no-relevant"), Message("evaluate.relevant"))
    return task


def _tasks(path: Path, name: str) -> Iterable[Task]:
    known: dict[str, int] = {}
    for row in read_json_lines(path):
        task = to_task(row, name)
        if task.id in known:
            what = Message("evaluate.second-id", id=task.id, line=known[task.id])
            raise row.error(what, Message("evaluate.another-id"))
        known[task.id] = row.line
        yield task
