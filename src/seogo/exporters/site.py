"""A folder of pages with a search of its own, which a browser opens without any server.

The search looks for every typed word anywhere in title, tags and text, whatever its case, so that a particle behind a
Korean word does not matter. It is what a page can do by itself, and far less than `seogo serve`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from seogo.articles.markdown import to_html, to_text
from seogo.articles.model import Article
from seogo.exporters.images import image_file
from seogo.exporters.paths import PageAddresses, page_name
from seogo.exporters.runner import FolderFormat
from seogo.exporters.selection import Selection
from seogo.languages import Language
from seogo.storage.drafts import open_draft, opened, refusals

_TRANSLATION: Final = {Language.KO: "한국어로 읽기", Language.EN: "Read in English"}
_STYLE: Final = """body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.7;
  font-family: system-ui, sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
.about { color: #595959; font-size: .9rem; }
input { width: 100%; font: inherit; padding: .4rem; box-sizing: border-box; }
img { max-width: 100%; } pre, .table { overflow-x: auto; }
"""
_SCRIPT: Final = """"use strict";
const box = document.getElementById("q"), list = document.getElementById("articles");
const said = document.getElementById("said");
const articles = window.seogoArticles.map((one) => ({
  text: [one.title, one.tags.join(" "), one.text].join("\\n").normalize("NFC").toLowerCase(),
  item: list.querySelector(`[data-page="${one.page}"]`),
}));
function search() {
  const words = box.value.normalize("NFC").toLowerCase().split(/\\s+/).filter(Boolean);
  let found = 0;
  for (const one of articles) {
    one.item.hidden = !words.every((word) => one.text.includes(word));
    found += one.item.hidden ? 0 : 1;
  }
  said.textContent = words.length ? `${found} / ${articles.length}` : "";
}
box.addEventListener("input", search);
search();
"""


def write_site(selection: Selection, folder: Path, title: str) -> int:
    """Write ``index.html``, a page for every article and the images they show; how many articles.

    Each file is whole or as it was. Raises WriteRefused where the disk does not take them.
    """
    pages = folder / "articles"
    with refusals(pages):
        pages.mkdir(exist_ok=True)
    places, there = PageAddresses(selection, ".html"), set(selection.ids)
    rows: list[str] = []
    known: list[dict[str, Any]] = []
    for article in selection.articles():
        name, other = page_name(article.id), selection.translation(article.id)
        translation = ""
        if other in there:
            lang = article.lang.other
            translation = (
                f'<p><a href="{page_name(other)}.html" lang="{lang}">{_TRANSLATION[lang]}</a></p>'
            )
        html = to_html(
            article.body,
            resolve=places.of(article),
            resolve_image=_images(selection, article, folder),
        )
        head = f"<h1>{escape(article.title)}</h1>{_about(article)}{translation}"
        back = f'<p><a href="../index.html">{escape(title)}</a></p>'
        page = _page(article.lang, article.title, "../", f"{back}<main>{head}{html}</main>")
        _write(pages / f"{name}.html", page)
        link = f'<a href="articles/{name}.html">{escape(article.title)}</a>'
        rows.append(f'<li data-page="{name}" lang="{article.lang}">{link}{_about(article)}</li>')
        text = to_text(article.body)
        known.append({"page": name, "title": article.title, "tags": article.tags, "text": text})
    _write(folder / "style.css", _STYLE)
    _write(folder / "search.js", _SCRIPT)
    data = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    _write(folder / "articles.js", f"window.seogoArticles = {data};\n")
    body = (
        f'<h1>{escape(title)}</h1><label for="q">검색 · <span lang="en">Search</span></label>'
        '<input id="q" type="search" autocomplete="off"><p id="said" role="status"></p>'
        f'<ul id="articles">{"".join(rows)}</ul>'
        '<script src="articles.js"></script><script src="search.js"></script>'
    )
    index = _page(Language.KO, title, "", f"<main>{body}</main>")
    _write(folder / "index.html", index)
    return len(rows)


def _write(path: Path, text: str) -> None:
    with _replaced(path) as file:
        file.write(text.encode())


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """A file of the site, whole or as it was. It can be made again, so that it need not wait for the disk."""
    with (
        refusals(path),
        opened(path.parent) as folder,
        open_draft(folder, durable=False) as draft,
    ):
        yield draft.file
        draft.replace(path.name)


def _images(selection: Selection, article: Article, folder: Path) -> Callable[[str], str | None]:
    """Copies an image of the archive when a page shows it; its address from the page."""

    def resolve(link: str) -> str | None:
        found = image_file(selection, article, link)
        if found is None:
            return None
        path, real = found
        target = folder / "images" / path
        with refusals(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        with real.open("rb") as image, _replaced(target) as file:
            shutil.copyfileobj(image, file)
        return f"../images/{quote(path)}"

    return resolve


def _about(article: Article) -> str:
    day = article.published.day.isoformat() if article.published else ""
    parts = (", ".join(article.authors), article.source, day)
    about = " · ".join(part for part in parts if part)
    return f'<p class="about">{escape(about)}</p>' if about else ""


def _page(lang: Language, title: str, up: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{up}style.css"></head>'
        f"<body>{body}</body></html>\n"
    )


SITE: Final = FolderFormat(
    "site", lambda selection, folder, options: write_site(selection, folder, options.title)
)
