"""Images that are loaded late: where their real address stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seogo.importers.extraction.tree import Element

_LATE: Final = (
    *("data-lazy-src", "data-original", "data-src", "data-lazy", "data-original-src"),
    *("data-actualsrc", "data-actual", "data-orig-file", "data-large-file", "data-hi-res-src"),
    *("data-full-src", "data-echo", "data-url", "data-img-src", "data-image", "data-img"),
    *("data-delayed-url", "data-ll-src", "data-ezsrc", "data-cfsrc", "data-runner-src"),
)
_LATE_NAME: Final = re.compile(
    r"data-(?:[a-z]{1,12}-)?(?:org|orig|origin|original|lazy|lazyload|real|full|large|hires|high-?res)(?:-?(?:src|url|image|img|file))?"
)
"""Further names that say of an address that it is the one of the real picture."""

_LATE_SETS: Final = ("data-lazy-srcset", "data-srcset")
_SETS: Final = (*_LATE_SETS, "srcset")
_PLACEHOLDER: Final = re.compile(
    r"data:|about:|#|.*(?:\b|_)(?:blank|spacer|placeholder|transparent|loading|lazy|pixel|1x1|empty|dummy|noimage)"
    r"(?:[_-][a-z0-9]{1,12})?\.(?:gif|png|svg|jpe?g|webp)|.*[?&]type=w\d{1,3}_blur",
    re.IGNORECASE,
)
_BLURRED: Final = re.compile(r"(?<=[?&]type=)w\d{1,3}_blur")
_ENDING: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:[?#]|\Z)", re.IGNORECASE)
_SIZE: Final = re.compile(r"\s(\d{1,6}(?:\.\d{1,3})?)[wx]\Z")
_LONGEST: Final = 4_000


def image_source(image: Element) -> str:
    """The address of the real picture of an ``img``, as written; empty where there is none."""
    shown = (image.get("src") or "").strip()[:_LONGEST]
    late = next((text for name in _LATE if (text := _address(image.get(name)))), "")
    late = late or next((one for one in _named_late(image) if one), "")
    late = late or next((one for name in _LATE_SETS if (one := largest_of(image.get(name)))), "")
    if late:
        return late
    if shown and not _PLACEHOLDER.match(shown):
        return shown
    sets = [image.get(name) for name in _SETS]
    # libxml2 does not know that a source is empty: the image may be in it
    picture = next(image.iterancestors("picture"), None)
    if picture is not None:
        sets += [one.get(name) for one in picture.iter("source") for name in _SETS]
    for candidates in sets:
        if address := largest_of(candidates):
            return address
    named = (
        text
        for name, text in image.attrib.items()
        if str(name).startswith("data-") and _ENDING.search(text[:_LONGEST])
    )
    other = next((text for text in map(_address, named) if text), "")
    if other:
        return other
    if _BLURRED.search(shown):
        return _BLURRED.sub("w966", shown)
    return "" if _PLACEHOLDER.match(shown) else shown


def _named_late(image: Element) -> Iterator[str]:
    for name, text in image.attrib.items():
        if _LATE_NAME.fullmatch(str(name)) and _ENDING.search(text[:_LONGEST]):
            yield _address(text)


def largest_of(candidates: str | None) -> str:
    """The address of the largest candidate of a ``srcset``; the first one of the largest, empty where there is none."""
    best, size = "", -1.0
    # a comma inside an address is followed by no space
    for one in re.split(r",\s", (candidates or "")[: 4 * _LONGEST]):
        said = _SIZE.search(one.rstrip())
        address = one.strip(" \t\r\n,").split(" ")[0]
        if _address(address) and (found := float(said[1]) if said else 1.0) > size:
            best, size = address, found
    return best


def _address(text: str | None) -> str:
    text = (text or "").strip()
    if not text or len(text) > _LONGEST or " " in text or text[0] in "{[<" or "." not in text:
        return ""
    return "" if _PLACEHOLDER.match(text) else text


def settle_images(tree: Element) -> None:
    """Give each image of a page its real picture, also where that stands in ``noscript`` or is AMP's."""
    for image in tree.iter("amp-img"):
        image.tag = "img"
    for hidden in list(tree.iter("noscript")):
        _settle_noscript(hidden)
    for image in list(tree.iter("img")):
        source = image_source(image)
        for name in (*_LATE, *_SETS, *filter(_LATE_NAME.fullmatch, map(str, list(image.attrib)))):
            image.attrib.pop(name, None)
        if source:
            image.set("src", source)
        else:
            image.attrib.pop("src", None)


def _settle_noscript(hidden: Element) -> None:
    images = [one for one in hidden.iter("img") if image_source(one)]
    if len(images) != 1 or "".join(hidden.itertext()).strip():
        return
    before = hidden.getprevious()
    late = None if before is None else next(before.iter("img"), None)
    if late is None:
        hidden.tag = "span"
    elif not image_source(late):
        late.set("src", image_source(images[0]))
