"""Archive of the passages of a public set, indexed in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from seogo.composition import Site, open_site
from seogo.errors import FileError
from seogo.evaluation.standards.published import Standard
from seogo.evaluation.tasks import Task
from seogo.evaluation.text_files import write_text_file
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.report import Progress
from seogo.messages import Message
from seogo.settings import load_settings

_IN_A_FOLDER: Final = 1_000


@contextmanager
def opened(
    standard: Standard, folder: Path, progress: Progress, limit: int | None = None
) -> Iterator[tuple[Site, list[Task]]]:
    """Site of all passages of a set that lies in ``folder``, without glossary, dictionary and translation pairs, and the
    tasks of its queries, the first ``limit`` of each language. Raises FileError and OSError."""
    published = standard.read(folder)
    with TemporaryDirectory(prefix="seogo-standard-") as place:
        archive = Path(place) / "archive"
        names: dict[str, str] = {}
        for number, passage in enumerate(published.passages):
            inside = f"{number // _IN_A_FOLDER:04}"
            if number % _IN_A_FOLDER == 0:
                (archive / inside).mkdir(parents=True)
            path = f"{inside}/{number:07}.{passage.lang}"
            names[passage.id] = path
            write_text_file(archive / f"{path}.md", passage.title, passage.text)
        tasks: dict[str, list[Task]] = {}
        for query in published.queries:
            relevant = tuple(names.get(name, name) for name in query.relevant)
            text = " ".join(query.text.split())
            task = Task(standard.name, query.id, text, query.lang, relevant, standard.kind)
            tasks.setdefault(query.lang, []).append(task)
        if not names or not tasks:
            what = Message("evaluate.empty-set")
            raise FileError(str(folder), 0, what, Message("evaluate.as-published"))
        site = open_site(load_settings(archive, Path(place) / "index", {}))
        try:
            site.indexer.run(IndexOptions(), progress)
            yield site, [task for some in tasks.values() for task in some[:limit]]
        finally:
            site.close()
