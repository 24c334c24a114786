"""Exports of reference managers: CSL-JSON and RIS, with the text that is attached to an entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from seogo.importers.extraction.byline import joined_name, names_in_line
from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import first_date
from seogo.importers.extraction.to_markdown import looks_like_html, text_to_markdown
from seogo.importers.extraction.urls import language_code, web_address
from seogo.importers.format import Format
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message

_BETWEEN: Final = re.compile(r"\d{1,6}\.|Record #\d{1,6} of \d{1,6}")
"""What stands between records of Ovid and Cochrane."""
_RIS: Final = re.compile(r"\A\s*TY  ?- ", re.ASCII)
_RIS_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
_VALUE: Final = re.compile(
    r"(?:citation key|doi|pmid|pmcid|isbn|issn|oclc|lccn|url|arxiv|ads bibcode|google-books-id|page version id"
    r"|(?:original|event|available)[ -](?:date|title|place)|publisher(?:[ -]place)?|place|issued|accessed|submitted"
    r"|(?:container|collection)[ -]title|status|type|genre|medium|number|version|archive|_eprint|tex\.[\w.-]+)"
    r"[:=] ?\S.{0,500}|\{:[^{}]{1,500}\}",
    re.IGNORECASE,
)
_TEXTS: Final = ("N2", "AB")


def is_csl(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an entry of CSL-JSON."""
    names, accessed = record.get("author"), record.get("accessed")
    return "type" in record and (
        any(name in record for name in ("issued", "container-title", "citation-key"))
        or (isinstance(accessed, Mapping) and "date-parts" in accessed)
        or (isinstance(names, list) and any(map(_is_csl_name, names)))
    )


def csl_to_item(record: Mapping[str, Any], where: str) -> Item:
    """The item of one entry: its text is the attached note or full text, else the abstract."""
    abstract = _text(record, "abstract")
    attached = next(
        (text for name in ("fulltext", "note", "annote") if (text := _words(_text(record, name)))),
        "",
    )
    code = _text(record, "language")
    return Item(
        where=where,
        title=_text(record, "title"),
        body=text_to_markdown(attached or abstract),
        lang=language_code(code) if code else None,
        source=_text(record, "container-title") or _text(record, "publisher"),
        url=web_address(_text(record, "URL")) or _doi(_text(record, "DOI")),
        published=_csl_date(record.get("issued")),
        retrieved=_csl_date(record.get("accessed")),
        authors=tuple(_csl_names(record.get("author"))),
        tags=tuple(word.strip() for word in _text(record, "keyword").split(",") if word.strip()),
        summary=abstract if attached and not looks_like_html(abstract) else "",
    )


def read_ris(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The items of a RIS file; continued lines belong to the tag above them.

    ``TY`` begins a record, also where the one before has no end; what stands between records is passed over.
    """
    number = 0
    values: dict[str, list[str]] = defaultdict(list)
    last = ""
    for line in decode(data, piece.charset).splitlines():
        tag = _RIS_LINE.fullmatch(line.rstrip())
        if tag is None:
            if last and line.strip() and not _BETWEEN.fullmatch(line.strip()):
                values[last][-1] += f"\n{line.strip()}"
            continue
        last, value = tag[1], (tag[2] or "").strip()
        if last in ("ER", "TY") and any(name != "TY" for name in values):
            number += 1
            yield _ris_item(values, f"{piece.where}#{number}")
        if last in ("ER", "TY"):
            values = defaultdict(list)
        if last == "ER":
            last = ""
        else:
            values[last].append(value)
    if any(name != "TY" for name in values):
        yield Refused(f"{piece.where}#{number + 1}", Message("import.entry-without-end"))


def _ris_item(values: Mapping[str, list[str]], where: str) -> Item:
    def first(*tags: str) -> str:
        return next((values[tag][0] for tag in tags if values.get(tag) and values[tag][0]), "")

    abstract = first(*_TEXTS)
    attached = "\n\n".join(values.get("N1", ())) or first("RN")
    code = first("LA")
    return Item(
        where=where,
        title=first("TI", "T1", "CT"),
        body=text_to_markdown(attached or abstract),
        lang=language_code(code) if code else None,
        source=first("T2", "JO", "JF", "PB"),
        url=web_address(first("UR", "L2")) or _doi(first("DO")),
        published=first_date(_day(first(tag)) for tag in ("DA", "Y1", "PY")),
        retrieved=first_date((_day(first("Y2")),)),
        authors=tuple(
            name
            for tag in ("AU", "A1")
            for line in values.get(tag, ())
            for name in names_in_line(line)
            if name
        ),
        tags=tuple(
            word.strip()
            for line in values.get("KW", ())
            for word in line.split(";")
            if word.strip()
        ),
        summary=abstract if attached else "",
    )


def _day(text: str) -> str:
    """The day of 2026/01/19/ as RIS writes it; a year or a month alone is not a day."""
    parts = [part.strip() for part in text.split("/")[:3]]
    is_day = len(parts[0]) == 4 and all(part.isdigit() for part in parts)
    return "-".join(parts) if is_day else text.strip(" /")


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _words(note: str) -> str:
    """A note without the values that Zotero keeps there line by line (Citation Key: …), for which it has no field."""
    lines = note.split("\n")
    return "\n".join(line for line in lines if not _VALUE.fullmatch(line.strip())).strip()


def _is_csl_name(value: object) -> bool:
    return isinstance(value, Mapping) and ("family" in value or "literal" in value)


def _doi(text: str) -> str:
    return web_address(f"https://doi.org/{text}") if text.startswith("10.") else ""


def _csl_date(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else ()
    day = "-".join(str(part) for part in first[:3]) if isinstance(first, list) else ""
    return first_date((day, value.get("raw"), value.get("literal")))


def _csl_names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            family, given = str(one.get("family") or ""), str(one.get("given") or "")
            name = str(one.get("literal") or "") or joined_name(family, given)
            if name:
                yield name


RIS = Format("ris", lambda head: bool(_RIS.search(head.text)), read_ris)
