"""Markdown files as Hugo, Jekyll and Obsidian have them: front matter in YAML or TOML, language and date in names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from seogo.articles import ids
from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import is_date
from seogo.importers.extraction.field_names import Record, to_item
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.to_markdown import tree_to_markdown
from seogo.importers.extraction.tree import parse_html
from seogo.importers.extraction.urls import language_code
from seogo.importers.format import Format, Head
from seogo.importers.formats.markdown.front_matter import (
    split_front,
    split_heading,
    split_lines,
)
from seogo.importers.formats.markdown.logseq import LogseqPage, is_logseq, read_logseq
from seogo.importers.formats.markdown.marks import without_marks
from seogo.importers.formats.markdown.obsidian import from_obsidian
from seogo.importers.formats.markdown.tags import render_tags
from seogo.importers.item import MAX_PAGE, Item, PassedOver, Piece, Refused
from seogo.importers.local.pages import mark_local
from seogo.importers.names import is_notion
from seogo.languages import Language
from seogo.messages import Message
from seogo.strict_yaml import YamlError

_FRONT: Final = re.compile(r"\A\s*+(?:---[ \t]*\n(?:[\w\"'-]+[ \t]*:|#|---)|\+\+\+[ \t]*\n)")
_DATED: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
_SUFFIX: Final = re.compile(
    r"(.+?)[-_.](ko|kr|kor|korean|en|eng|english)(?:[-_][A-Za-z]{2})?", re.I
)
_MAX_NAMES: Final = 50
_README: Final = re.compile(r"((?:[^/]*+/)++)readme((?:\.[A-Za-z-]{2,7})?\.md)", re.IGNORECASE)
_HTML: Final = ("html", "htm", "xhtml")
_TEMPLATES: Final = ("xml", "json", "css", "scss", "sass", "js", "txt.liquid", "webmanifest", "svg")
_LIQUID: Final = re.compile(r"\{(?:%[^{}]*+\}|\{[^{}]*+\}\})")
_KEYS: Final = (
    *("translationkey", "translation_key", "translation-key", "translationid", "translation_id"),
    *("lang_ref", "lang-ref", "langref", "ref", "i18n_key", "i18n_id", "i18nkey", "page_id"),
)
_KEYS_IN_A_LANGUAGE: Final = ("permalink", "slug")
"""What agrees in translations where files say their language (Polyglot)."""

_FOLDERS: Final = (
    *("ko", "en", "kr", "ko-kr", "ko_kr", "en-us", "en_us", "en-gb", "en_gb", "korean", "english"),
    *("kor", "eng"),
)
_LANGUAGES: Final = """
    ar bg bn bs ca cs cy da de el eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja jp ka kk km kn ky la lo lt lv mk ml
    mn mr ms mt my nb ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te tg th tl tr uk ur uz vi zh cn tw
"""
_OTHER_LANGUAGES: Final = frozenset(_LANGUAGES.split())
"""Languages whose codes stand behind names of files; two other letters there are a part of the name (``site.io.md``)."""

_MORE: Final = re.compile(r"^[ \t]*<!--[ \t]*more[ \t]*-->[ \t]*$", re.MULTILINE)


def read_markdown(piece: Piece, data: bytes) -> Iterator[Item | Refused | PassedOver]:
    """The one item of a Markdown file; ``piece.name`` is its path in the folder that is imported.

    HTML below a front matter is read too (Jekyll's pages); other files with one are templates.
    """
    ending = piece.name.lower().rpartition(".")[2]
    if ending in _TEMPLATES:
        yield PassedOver(piece.where, f".{ending}")
        return
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    as_html = ending in _HTML
    named = piece.plain_name or piece.name
    if ending != "md":  # .markdown is the name that `jekyll new` gives
        named = f"{named[: -len(ending)]}md"
    if chapter := _README.fullmatch(named):
        named = f"{chapter[1]}index{chapter[2]}"  # the article of its folder, as index.md is
    name = ids.read_name(named)
    if name is None:
        yield Refused(piece.where, Message("import.readme"))
        return
    try:
        values, body = split_front(text, lines=not as_html)
    except YamlError as error:
        yield Refused(
            f"{piece.where}:{error.line}", Message("import.front-matter", reason=error.what)
        )
        return
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        yield Refused(piece.where, Message("import.front-matter", reason=str(error)[:180]))
        return
    code = name.lang_code
    if language_code(code) is None and code[:2].lower() not in _OTHER_LANGUAGES:
        code = ""
    path, lang, code = _named(named, code)
    if code and lang is None:
        yield Refused(piece.where, Message("import.name-language", code=code))
        return
    stem = PurePosixPath(path).name
    day = ""
    if dated := _DATED.fullmatch(stem):
        if not values.get("saved"):  # Readeck names its folders by the day on which it saved a page
            day = dated[1]
        path = str(PurePosixPath(path).with_name(dated[2])) if "/" in path else dated[2]
        stem = dated[2].replace("-", " ")
    logseq: LogseqPage | None = None
    if not as_html and is_logseq(named, body):
        logseq = read_logseq(named, body)
        values, body = {**logseq.values, **values}, logseq.body
        stem, day = logseq.title, day or logseq.day
    values = {key: value for key, value in values.items() if key not in ("body", "html")}
    title, rest = split_heading(body)
    values["title"] = values.get("title") or title or stem
    if title and title == str(values["title"]).strip():
        body = rest
    if is_notion(piece.name):
        found, body = split_lines(body)
        values = {**found, **values}
    if as_html:
        tree = parse_html(_LIQUID.sub("", body))
        if tree is not None:
            mark_local(tree, "")
        body = "" if tree is None else tree_to_markdown(tree)
    said = language_code(str(values.get("lang") or values.get("language") or "")) or lang
    path = _without_language(path, said, f"{values['title']}\n{body}")
    values["tags"] = _tags(values, by_spaces=dated is not None)
    item = to_item({**values, "content": "", "text": ""}, piece.where, path)
    if isinstance(item, Item):
        key = _translation_key(values, spoken=said is not None)
        scope = piece.where.removesuffix(piece.name)
        tags = tuple(tag.lstrip("#") for tag in item.tags)
        draft = Record(values).is_draft() or "_drafts" in piece.name.split("/")
        if not as_html:
            body = _rendered(body, values, components=ending == "mdx")
        lang = lang or item.lang
        item = replace(
            item,
            body=body,
            lang=lang,
            tags=tags,
            draft=draft,
            published=day if day and not is_date(item.published) else item.published,
            translation_key=f"{scope}#{key}" if key else "",
            names=(*_names(values), *(logseq.names if logseq else ())),
        )
    yield item


def _tags(values: dict[str, Any], *, by_spaces: bool) -> list[Any]:
    """Tags and categories; a text of several words is several tags in Jekyll, which dates its files."""
    found: list[Any] = []
    for name, value in values.items():
        if name.lower() not in ("tags", "tag", "categories", "category", "keywords"):
            continue
        if isinstance(value, str):
            sign = r"\s+" if by_spaces and not re.search("[,;|]", value) else "[,;|]"
            value = [part.strip() for part in re.split(sign, value.strip("[] ")) if part.strip()]
        parts = value if isinstance(value, list) else [value]
        for part in parts:  # Hexo's categories are lists of lists
            found += part if isinstance(part, list) else [part]
    return found


def _names(values: dict[str, Any]) -> tuple[str, ...]:
    """Further names of a note (Obsidian)."""
    found = values.get("aliases") or values.get("alias") or ()
    names = re.split(",", found) if isinstance(found, str) else found
    texts = (
        (one.strip() for one in names if isinstance(one, str)) if isinstance(names, list) else ()
    )
    return tuple(one for one in texts if one)[:_MAX_NAMES]


def _translation_key(values: dict[str, Any], *, spoken: bool) -> str:
    """What a file has in common with its translation, if it says so; ``spoken`` where it says its language."""
    lower = {name.lower(): value for name, value in values.items()}
    for name in (*_KEYS, *(_KEYS_IN_A_LANGUAGE if spoken else ())):
        if isinstance(value := lower.get(name), str) and value.strip():
            group = name if name in _KEYS_IN_A_LANGUAGE else "key"
            return f"{group} {value.strip()[:300]}"
    return ""


def _without_language(path: str, said: Language | None, text: str) -> str:
    """A path without the languages behind the names in it (``trip-ko``), where the text is in that language."""
    parts = path.split("/")
    found = [_SUFFIX.fullmatch(part) for part in parts]
    if not any(found):
        return path
    lang = said or language_of(text)
    return "/".join(
        one[1] if one and language_code(one[2]) is lang else part
        for one, part in zip(found, parts, strict=True)
    )


def _named(path: str, code: str) -> tuple[str, Language | None, str]:
    """Path without ending and language, language, and its code as it stands in the path."""
    pure = PurePosixPath(path)
    stem = pure.name[: -len(pure.suffix)]
    if code:
        stem = stem[: -len(code) - 1]
    folders = list(pure.parent.parts)
    if not code:
        for at, folder in enumerate(folders):
            if folder.lower() in _FOLDERS:
                code = folders.pop(at)
                break
    if stem.lower() in ("index", "_index") and folders:  # Hugo's bundles
        stem = folders.pop()
    return "/".join((*folders, stem)), language_code(code), code


def _rendered(body: str, values: dict[str, Any], *, components: bool) -> str:
    """A body in the Markdown that articles have."""
    body = render_tags(_MORE.sub("", body), values)
    return from_obsidian(without_marks(body, components=components))


def _matches(head: Head) -> bool:
    named = head.ending in ("md", "markdown", "mdx") and not head.text.lstrip().startswith("<?xml")
    return bool(_FRONT.search(head.text)) or (named and bool(head.text))


MARKDOWN = Format("markdown", _matches, read_markdown, limit=MAX_PAGE)
