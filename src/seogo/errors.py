"""Errors as one tree; every message says what is wrong, where, and what to do.

::

    SeogoError
    ├── FileError                 a file that a person wrote: path:line: what; what would be right
    │   ├── ArticleError          an article of the archive
    │   └── ConfigError           glossary.yaml, dictionary.yaml, seogo.yaml
    ├── YamlError                 YAML that is refused, before its file is known (strict_yaml.py)
    ├── DateError                 a text that is not a date (articles/front_matter.py)
    ├── ArchiveMissing            the archive folder is not there, or empty while the index knows articles
    ├── ImportRefused             a source that is not read, or not written into the archive
    ├── WriteRefused              a file that is not written over, or that the disk does not take
    ├── EditRefused               an article that is not made, moved or repaired
    ├── SettingsError             an option or an environment variable
    ├── RequestError              a search parameter with a wrong value
    ├── ArticleUnknown            no article has this id
    ├── PassageGone               the version that a passage is of is not there any more
    ├── IndexUnavailable          there is no index to search in
    │   ├── IndexMissing          it was never built
    │   ├── IndexDamaged          a file of it is not what was written
    │   ├── IndexStale            another version of Seogo wrote it
    │   └── EngineUnreachable     the cluster that has it does not answer
    ├── EncoderUnavailable        the model of seogo.meaning is missing, or not the one that is known
    ├── IndexBusy                 another process is building it
    └── IndexWriteError           it could not be written (disk full, no permission)
"""

from __future__ import annotations

from pathlib import Path

from seogo.messages import Message


class SeogoError(Exception):
    """The base of every error that Seogo raises on purpose; ``message`` is for readers, ``str`` of it in English."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class FileError(SeogoError):
    """Something in a file that a person wrote.

    ``path`` is relative to the archive, ``line`` counts from 1 (0: the file as a whole), ``what`` is what is
    wrong, ``right`` what would be right.
    """

    def __init__(self, path: str, line: int, what: Message, right: Message | None = None) -> None:
        place = f"{path}:{line}" if line else path
        super().__init__(
            Message("file.wrong-right", place=place, what=what, right=right)
            if right
            else Message("file.wrong", place=place, what=what)
        )
        self.path = path
        self.line = line
        self.what = what
        self.right = right


class ArticleError(FileError):
    """An article file that is refused."""


class ConfigError(FileError):
    """A glossary, dictionary or settings file that is refused."""


class ArchiveMissing(SeogoError):
    """The archive folder is missing, or empty while the index knows articles."""


class ImportRefused(SeogoError):
    """Something to import that is refused: it cannot be read, reached or written."""


class WriteRefused(SeogoError):
    """A file that is not written over, or that the disk does not take; what was there before is as it was."""


class EditRefused(SeogoError):
    """An article that cannot be made, moved or repaired."""


class SettingsError(SeogoError):
    """An option or environment variable with a wrong value."""


class RequestError(SeogoError):
    """A search parameter that is unknown or has a wrong value: ``what`` is wrong; ``allowed`` lists the right values."""

    def __init__(self, parameter: str, what: Message, allowed: str) -> None:
        super().__init__(
            Message("parameter.wrong", parameter=parameter, what=what, allowed=allowed)
        )
        self.parameter = parameter
        self.what = what
        self.allowed = allowed
        self.others: tuple[RequestError, ...] = ()
        """Further mistakes of the same request."""


class ArticleUnknown(SeogoError):
    """No article of the archive has this id."""


class PassageGone(SeogoError):
    """The version of an article that a passage is of is not there any more. ``article`` is its id now, ``passage`` the id
    of the passage in its present text, where it stands unchanged (empty: it does not, None: that is not known)."""

    def __init__(self, former: str, article: str, passage: str | None) -> None:
        code = {None: "passage.gone", "": "passage.gone-changed"}.get(
            passage, "passage.gone-stands"
        )
        super().__init__(Message(code, former=former, article=article, passage=passage or ""))
        self.former = former
        self.article = article
        self.passage = passage


class IndexUnavailable(SeogoError):
    """There is no index that can be searched."""


class IndexMissing(IndexUnavailable):
    """No index was built yet."""


class IndexDamaged(IndexUnavailable):
    """A file of the index is not what was written; ``file`` names it, ``what`` is a message or the text of a library;
    ``damage`` says both and no more."""

    def __init__(self, file: Path | str, what: Message | str) -> None:
        super().__init__(Message("index.damaged", file=file, what=what))
        self.file = str(file)
        self.damage = Message("damage.of-file", file=file, what=what)


class IndexStale(IndexUnavailable):
    """The index was written by another version of Seogo."""


class EngineUnreachable(IndexUnavailable):
    """The cluster that has the index does not answer, or not with what it was asked for; ``lasting``: nor will it, if it is
    asked again."""

    def __init__(self, message: Message, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class EncoderUnavailable(SeogoError):
    """The model that encodes texts is missing, or another one than is known."""


class IndexBusy(SeogoError):
    """Another process is building the index."""


class IndexWriteError(SeogoError):
    """The index could not be written."""
