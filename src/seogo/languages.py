"""Languages of an archive, and the language of the terminal."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Language(StrEnum):
    """Language of articles, by its ISO 639-1 code."""

    KO = "ko"
    EN = "en"

    @property
    def other(self) -> "Language":
        """Language of the other article of a translation pair."""
        return Language.EN if self is Language.KO else Language.KO


def terminal_language(environ: Mapping[str, str] | None = None) -> Language:
    """Language of messages on the terminal: Korean where the environment says so, else English.

    As for gettext, the first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is not empty counts. ``environ`` is
    ``os.environ`` if not given, and inside `speaking` the language of that counts.
    """
    if environ is None and (spoken := _spoken.get()) is not None:
        return spoken
    environ = os.environ if environ is None else environ
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := environ.get(name))), "")
    return Language.KO if re.split("[_.@]", locale)[0].lower() == "ko" else Language.EN


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """The language of the terminal of somebody else, for whom something is printed."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)
