"""Catalogues of texts by code: gettext's, one file for each language and domain, read when a text is first asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from seogo.languages import Language

DOMAINS: Final = ("errors", "terminal", "help", "query", "pages")
"""The catalogues of a language; a code stands in one of them."""


@lru_cache(maxsize=4096)  # a page has dozens
def text_of(language: Language, code: str, count: int | None = None) -> str:
    """The text of a code with its places, in the form for ``count``. Raises LookupError where no catalogue has it."""
    texts = _texts(language)
    if count is not None:
        found = texts.ngettext(code, "", count)
        if found not in (code, ""):
            return found
    found = texts.gettext(code)
    if found == code:
        raise LookupError(f"no catalogue has the message {code!r} in {language.value}")
    return found


def has_text(code: str) -> bool:
    """Whether the catalogues have a text of this code."""
    return _texts(Language.EN).gettext(code) != code


@cache
def _texts(language: Language) -> NullTranslations:
    """All catalogues of a language, one behind the other."""
    folder = Path(__file__).with_name("locale") / language.value / "LC_MESSAGES"
    found: NullTranslations | None = None
    for domain in reversed(DOMAINS):
        with (folder / f"{domain}.mo").open("rb") as file:
            texts = GNUTranslations(file)
        if found is not None:
            texts.add_fallback(found)
        found = texts
    assert found is not None
    return found
