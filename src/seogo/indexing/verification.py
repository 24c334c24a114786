"""Verification of an index by use: what searches, pages, completions and index runs read of it is read."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from seogo.alignment.aligned_sentences import open_sentences
from seogo.documents.document import to_record
from seogo.engines import clauses as q
from seogo.engines.base import Branch, Engine, EngineQuery, field_name
from seogo.errors import IndexDamaged, SeogoError
from seogo.indexing.analysis_cache import IndexedArticle
from seogo.indexing.lexicon_builder import LEXICON_FILE, SENTENCES_FILE
from seogo.lexicon.lexicon import Lexicon, open_lexicon
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.storage.redirects import REDIRECTS_FILE, read_redirects
from seogo.suggestions.completion import SUGGESTIONS_FILE, Suggestions

_SAMPLE = 20
_LOST = frozenset(
    {
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.ENOTEMPTY,
        errno.EIO,
        errno.ESTALE,
    }
)
"""Errors of the operating system that damage may be the cause of: not a full disk, nor a missing permission."""


def sample(names: Sequence[str]) -> Iterable[str]:
    """Some of the names, spread over all."""
    return islice(names, 0, None, max(1, len(names) // _SAMPLE))


def verify_generation(
    folder: Path, engine: Engine, documents: Mapping[str, IndexedArticle]
) -> None:
    """Verify that a generation has every document, and that a sample of them is found. Raises IndexDamaged."""
    expected = {name: known.hash for name, known in documents.items()}
    if engine.content_hashes() != expected or engine.status().documents != len(expected):
        raise IndexDamaged(folder, Message("damage.articles"))
    read_redirects(folder / REDIRECTS_FILE)
    suggestions = Suggestions(folder / SUGGESTIONS_FILE)
    open_sentences(folder / SENTENCES_FILE)
    lexicon = partial(open_lexicon, folder / LEXICON_FILE)
    verify_index(engine, suggestions, lexicon, sample(list(documents)))


def verify_index(
    engine: Engine,
    suggestions: Suggestions,
    lexicon: Callable[[], Lexicon],
    names: Iterable[str],
) -> None:
    """Check that an index answers: the documents with these ``names`` are unpacked, found and completed by their titles; the
    lexicon is opened. Raises IndexDamaged, or what else damage makes of reading."""
    engine.status()
    for name in names:
        _verify_document(engine, suggestions, name)
    suggestions.find("a")
    lexicon()


def _verify_document(engine: Engine, suggestions: Suggestions, name: str) -> None:
    record = to_record(engine.stored([name])[name])
    terms = dict.fromkeys(record.analysis.title.terms)
    title = field_name("title", record.lang)
    clause = q.And(tuple(q.Term(title, term) for term in terms))
    found = engine.search(EngineQuery((Branch(clause, limit=1),), (q.Term("id", name),)))
    if record.id != name or not found.hits:
        raise IndexDamaged(name, Message("damage.not-found", id=name))
    suggestions.find(record.title)


def damage_of(error: Exception) -> Message | None:
    """What is damaged where an error of an index run says that; None for errors that a new index would not mend."""
    match error:
        case IndexDamaged():
            return error.damage
        case SeogoError() | MemoryError():
            return None
        case OSError():
            lost = error.errno in _LOST
            return _of_file(error.filename or "?", reason_of(error)) if lost else None
        case _:
            return _of_file("index", f"{type(error).__name__}: {error}")


def _of_file(file: object, what: Message | str) -> Message:
    return Message("damage.of-file", file=file, what=what)
