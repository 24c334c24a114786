"""KorQuAD 1.0 (Lim, Kim and Lee 2019): questions to paragraphs of the Korean Wikipedia, in the form of SQuAD.

A passage is a paragraph, under the title of its page; relevant to a question is the paragraph that it was asked of.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from seogo.errors import FileError
from seogo.evaluation.json_lines import JsonObject, parse_object, unreadable
from seogo.evaluation.standards.published import Passage, PublishedSet, Query, find_files
from seogo.languages import Language
from seogo.messages import Message

_MOST: Final = 256 * 1024 * 1024


def read_korquad(folder: Path) -> PublishedSet:
    """The set in a folder with ``KorQuAD_v1.0_dev.json``. Raises FileError."""
    [path, *_] = find_files(folder, ("KorQuAD_v1.0_dev.json", "*/KorQuAD_v1.0_dev.json"))
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > _MOST:
        raise FileError(str(path), 0, Message("file.too-long", limit=_MOST))
    whole = JsonObject(str(path), 0, parse_object(data, str(path), 0))
    passages: list[Passage] = []
    queries: list[Query] = []
    for page in whole.objects("data"):
        for paragraph in page.objects("paragraphs"):
            name = str(len(passages))
            context = paragraph.raw_text("context")
            passages.append(Passage(name, Language.KO, page.raw_text("title"), context))
            queries += (
                Query(asked.text("id"), Language.KO, asked.raw_text("question"), (name,))
                for asked in paragraph.objects("qas")
            )
    return PublishedSet(passages, queries)
