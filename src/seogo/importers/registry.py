"""The formats that are imported: those of ``formats/``, and those of other packages.

A package offers a format as an entry point of the group ``seogo.importers`` that names a `Format`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from seogo.importers.format import Format, Head
from seogo.importers.formats.blogs.blogger import BLOGGER
from seogo.importers.formats.blogs.ghost import GHOST
from seogo.importers.formats.blogs.medium import MEDIUM
from seogo.importers.formats.blogs.tistory import TISTORY
from seogo.importers.formats.blogs.wordpress import WORDPRESS
from seogo.importers.formats.bookmark_managers import JSON
from seogo.importers.formats.bookmarks import BOOKMARKS
from seogo.importers.formats.citations import RIS
from seogo.importers.formats.feeds import FEED
from seogo.importers.formats.links.pinboard import PINBOARD
from seogo.importers.formats.mail import MAIL
from seogo.importers.formats.markdown.file import MARKDOWN
from seogo.importers.formats.notes.evernote import EVERNOTE
from seogo.importers.formats.notes.keep import KEEP
from seogo.importers.formats.notes.notion import NOTION
from seogo.importers.formats.notes.roam import ROAM
from seogo.importers.formats.office.docx import DOCX
from seogo.importers.formats.office.hwp import HWP
from seogo.importers.formats.office.hwpx import HWPX
from seogo.importers.formats.office.odt import ODT
from seogo.importers.formats.pdf.pdf import PDF
from seogo.importers.formats.plain_text import TEXT
from seogo.importers.formats.tables import CSV, JSON_LINES
from seogo.importers.formats.unread import DOCUMENT, XML
from seogo.importers.formats.warc import WARC
from seogo.importers.formats.web_page import MHTML, PAGE
from seogo.importers.formats.zipped import ZIP
from seogo.importers.plugins import Plugins, load_plugins
from seogo.messages import Message

GROUP: Final = "seogo.importers"

BUILT_IN: Final = (
    DOCUMENT,
    DOCX,
    ODT,
    HWPX,
    HWP,
    PDF,
    ZIP,
    WARC,
    MHTML,
    MAIL,
    BOOKMARKS,
    PINBOARD,
    WORDPRESS,
    TISTORY,
    EVERNOTE,
    BLOGGER,
    FEED,
    MARKDOWN,
    KEEP,
    ROAM,
    GHOST,
    JSON_LINES,
    JSON,
    RIS,
    CSV,
    MEDIUM,
    NOTION,
    PAGE,
    XML,
    TEXT,
)
"""Seogo's own formats. The first one that matches a source reads it, so that those which match more stand last."""


class Registry:
    """Formats by name and by what sources begin with; those of plugins are asked first.

    ``problems`` has a sentence for each plugin that is left out because it fails.
    """

    def __init__(self, built_in: Iterable[Format], plugins: Plugins[Format]) -> None:
        self._formats = {one.name: one for one in (*plugins.loaded, *built_in)}
        self.problems = list(plugins.problems)

    def match(self, head: Head) -> Format | None:
        """The format of a source that begins like this; None for one that Seogo does not read."""
        for one in [*self._formats.values()]:
            try:
                if one.matches(head):
                    return one
            except Exception as error:  # noqa: BLE001 - a plugin may fail in any way, and the others go on
                del self._formats[one.name]
                detail = f"{type(error).__name__}: {error}"[:200]
                self.problems.append(
                    Message("format.fails", name=one.name, where=head.name, detail=detail)
                )
        return None

    def named(self, name: str) -> Format | None:
        """The format of this name."""
        return self._formats.get(name)


@cache
def registry() -> Registry:
    """The registry of this process."""
    return Registry(BUILT_IN, load_plugins(GROUP, Format, {one.name for one in BUILT_IN}))
