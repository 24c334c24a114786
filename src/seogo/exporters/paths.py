"""Names of exported pages, and the links between them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from seogo.articles import ids
from seogo.articles.model import Article
from seogo.exporters.selection import Selection
from seogo.importers.writing.article_writer import slug
from seogo.unicode_forms import to_form


def page_name(article_id: str) -> str:
    """The file name of an article's page, without ending: the same for the same id, and of no other."""
    mark = hashlib.blake2b(article_id.encode(), digest_size=6).hexdigest()
    return f"{slug(article_id)}-{mark}".lstrip("-")


class PageAddresses:
    """Resolves relative links of chosen articles to pages of one folder with ``ending``.

    ``inside`` has, for articles that stand on the page of another one, that page and their anchor on it.
    """

    def __init__(
        self, selection: Selection, ending: str, inside: Mapping[str, tuple[str, str]] | None = None
    ) -> None:
        self._pages: dict[str, str] = {}
        for one in selection.ids:
            page, anchor = (inside or {}).get(one, (one, ""))
            path = to_form("NFC", selection.scan.files[one].path)
            self._pages[path] = f"{page_name(page)}{ending}{anchor and f'#{anchor}'}"

    def of(self, article: Article) -> Callable[[str], str | None]:
        """Exported path that a relative link in an article leads to; None where it leads to nothing that is exported."""

        def resolve(link: str) -> str | None:
            path = ids.target_path(article.path, link)
            return self._pages.get(to_form("NFC", path)) if path else None

        return resolve
