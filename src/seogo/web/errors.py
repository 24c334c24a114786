"""Errors as readers see them: one shape for pages and for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from werkzeug.exceptions import HTTPException

from seogo.errors import (
    ArticleUnknown,
    EngineUnreachable,
    IndexDamaged,
    IndexStale,
    IndexUnavailable,
    PassageGone,
    RequestError,
)
from seogo.serializers.article import ARTICLE_FORMS
from seogo.web.http.hosts import HostRefused
from seogo.web.http.rate_limit import TooMuch
from seogo.web.http.request_context import RequestContext
from seogo.web.views.articles.article import ArticleGone, Unchanged, Unpaired
from seogo.web.views.components import Link, Listed, Mistake
from seogo.web.views.contexts import ErrorPage
from seogo.web.views.formatting import Locale

LONGEST_ADDRESS: Final = 65_536
"""Characters of path and query string together; a syllable of Hangul is nine, and people paste whole articles."""

_BUILDING_SECONDS: Final = 5
_BROKEN_SECONDS: Final = 60

_OF_STATUS: Final = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    414: "address-too-long",
}
_TEXTS: Final = {
    "article-gone": ("gone_title", "gone"),
    "article-unknown": ("unknown_article_title", "unknown_article"),
    "address-too-long": ("too_long_title", "too_long"),
    "bad-request": ("bad_request_title", "bad_request"),
    "host": ("host_title", "host"),
    "image-unreadable": ("image_title", "image"),
    "index-damaged": ("damaged_title", "damaged"),
    "index-missing": ("building_title", "building"),
    "index-unreachable": ("unreachable_title", "unreachable"),
    "index-stale": ("stale_title", "stale"),
    "internal": ("failure_title", "failure"),
    "method-not-allowed": ("method_title", "method"),
    "no-changes": ("changes_none_title", "changes_none"),
    "no-translation": ("pair_none_title", "pair_none"),
    "not-found": ("not_found_title", "not_found"),
    "too-much": ("too_much_title", "too_much"),
}
"""The codes of title and detail by kind."""


class ImageUnreadable(Exception):
    """The file at ``path`` has the name of an image, and something else is in it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as an answer. ``kind`` is its stable name, ``title`` and ``detail`` are in the language of the request;
    ``more`` are further members of the JSON, ``headers`` further headers."""

    status: int
    kind: str
    title: str
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)
    allowed_title: str = ""
    allowed: str = ""
    others: tuple[Mistake, ...] = ()
    links: tuple[Link, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    nearest: tuple[Listed, ...] = ()

    def to_page(self, locale: Locale, front: str) -> ErrorPage:
        """The context of ``error.html``."""
        return ErrorPage(
            title=self.title,
            detail=locale.ui_text(self.detail),
            allowed_title=self.allowed_title,
            allowed=locale.ui_text(self.allowed) if self.allowed else None,
            links=(*self.links, Link(locale.text("error_home"), front)),
            others=self.others,
            nearest=self.nearest,
            again=int(self.headers.get("Retry-After", "0")) if self.kind == "index-missing" else 0,
        )


def unknown_id(ctx: RequestContext) -> str:
    """The id that a request for an article names."""
    if ctx.path == "/verify.json":
        return dict(ctx.pairs).get("article", "")
    name = ctx.path.removeprefix("/articles/")
    for part in ("/pair", "/changes", "/pair.tmx", "/pair.csv"):
        name = name.removesuffix(part)
    for ending in reversed(list(ARTICLE_FORMS)):  # .csl.json before .json
        name = name.removesuffix(ending)
    return name


def to_failure(
    error: Exception, ctx: RequestContext, locale: Locale, progress: tuple[int, int] | None = None
) -> Failure:
    """Failure that a reader is shown for an exception; an unexpected one is a 500 without details. ``progress`` is how many
    of how many articles are indexed, where a process is at it."""
    match error:
        case RequestError():
            return _parameter(error, ctx, locale)
        case IndexUnavailable():
            return _unavailable(error, ctx, locale, progress)
        case ArticleUnknown():
            return _missing("article-unknown", locale, id=_short(unknown_id(ctx)))
        case PassageGone():
            return _gone(error, ctx, locale)
        case ArticleGone():
            return _missing("article-gone", locale, title=error.title)
        case Unpaired():
            single = Link(locale.text("pair_single"), ctx.addresses.article(error.id))
            return _missing("no-translation", locale, links=(single,))
        case Unchanged():
            single = Link(locale.text("pair_single"), ctx.addresses.article(error.id))
            return _missing("no-changes", locale, links=(single,))
        case ImageUnreadable():
            return _missing("image-unreadable", locale, path=_short(error.path))
        case HostRefused():
            return _failure(400, "host", locale, values={"host": error.name})
        case TooMuch():
            return _failure(
                429,
                "too-much",
                locale,
                values={"count": error.seconds},
                headers={"Retry-After": str(error.seconds)},
            )
        case HTTPException():
            return _http(error, locale)
        case _:
            return _failure(500, "internal", locale)


def _parameter(error: RequestError, ctx: RequestContext, locale: Locale) -> Failure:
    name = _short(error.parameter)
    wrong = {one.parameter for one in (error, *error.others)}
    names = ", ".join(_short(one.parameter) for one in (error, *error.others))
    # The whole query string cannot be dropped like a parameter, but what can be read of it may do.
    drop = Link(locale.text("parameter_drop", name=names), ctx.dropping(*wrong))
    return Failure(
        status=400,
        kind="parameter",
        title=locale.string("parameter_title"),
        detail=f"{error.what.text(locale.ui)}.",
        more={"parameter": name, "allowed": error.allowed},
        others=tuple(
            Mistake(
                locale.ui_text(f"{one.what.text(locale.ui)}."),
                _allowed_title(one, locale),
                locale.ui_text(one.allowed),
            )
            for one in error.others
        ),
        allowed_title=_allowed_title(error, locale),
        allowed=error.allowed,
        links=(drop,) if name in dict(ctx.pairs) else (),
    )


def _allowed_title(error: RequestError, locale: Locale) -> str:
    """What the allowed texts of an error are: names where its own is unknown, else values."""
    if error.what.code == "parameter.unknown":
        return locale.string("parameter_names")
    return locale.string("parameter_allowed", name=_short(error.parameter))


def _gone(error: PassageGone, ctx: RequestContext, locale: Locale) -> Failure:
    present = ctx.addresses.article(error.article, ending=".json")
    known = {} if error.passage is None else {"passage": error.passage or None}
    return Failure(
        status=410,
        kind="passage-gone",
        title=locale.string("passage_gone_title"),
        detail=f"{error.message.text(locale.ui)}.",
        more={"article": present, **known},
    )


def _unavailable(
    error: IndexUnavailable,
    ctx: RequestContext,
    locale: Locale,
    progress: tuple[int, int] | None,
) -> Failure:
    kind, seconds = "index-missing", _BUILDING_SECONDS
    if isinstance(error, IndexDamaged):
        kind, seconds = "index-damaged", _BROKEN_SECONDS
    elif isinstance(error, IndexStale):
        kind, seconds = "index-stale", _BROKEN_SECONDS
    elif isinstance(error, EngineUnreachable):
        kind, seconds = "index-unreachable", _BUILDING_SECONDS
    again = ctx.addresses.same(ctx.path, ctx.pairs)
    links = () if ctx.json else (Link(locale.text("unavailable_retry"), again),)
    headers = {"Retry-After": str(seconds)}
    if kind != "index-missing" or progress is None:
        return _failure(503, kind, locale, links=links, headers=headers)
    done, articles = progress
    if not articles:
        detail = locale.string("index_begun")
    elif done < articles:
        detail = locale.string("indexing", done=done, count=articles)
    else:
        detail = locale.string("indexed", count=articles)
    return replace(_failure(503, kind, locale, links=links, headers=headers), detail=detail)


def _http(error: HTTPException, locale: Locale) -> Failure:
    status = error.code or 500
    kind = _OF_STATUS.get(status, "internal" if status >= 500 else "bad-request")
    headers = {
        header: value for header, value in error.get_headers() if header.lower() in ("allow",)
    }
    return _failure(status, kind, locale, headers=headers, values={"limit": LONGEST_ADDRESS})


def _missing(kind: str, locale: Locale, links: tuple[Link, ...] = (), **values: str) -> Failure:
    return _failure(404, kind, locale, links=links, values=values)


def _failure(
    status: int,
    kind: str,
    locale: Locale,
    *,
    values: Mapping[str, object] | None = None,
    links: tuple[Link, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Failure:
    """A failure with the texts of its kind."""
    title, detail = _TEXTS[kind]
    return Failure(
        status=status,
        kind=kind,
        title=locale.string(title),
        detail=locale.string(detail, **(values or {})),
        links=links,
        headers=headers or {},
    )


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"
