"""Citations of articles for reference managers: BibTeX, RIS, CSL-JSON, a line of text. ``styles/`` has those of journals.

Names of authors stay as they are written: whether ``서고 편집부`` or ``Seogo editors`` is a person or a body, and which part
of a person's name is the family's, is not known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, BinaryIO, Final
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType, field

from seogo.analysis.quantities.month_names import MONTHS
from seogo.articles.model import Article
from seogo.exporters.runner import FileFormat
from seogo.exporters.selection import Selection
from seogo.languages import Language

_PLAIN_KEY: Final = re.compile("[a-z0-9./+_-]+")
_WIDE_SIGNS: Final = {ord(sign): ord(sign) + 0xFEE0 for sign in "~!$,^%{}[]"}
"""Signs of ids that TeX or BibTeX would read, and their full-width forms, which no id has."""

_IN_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~-._"
"""What may stand in an address; braces and backslashes would end a field."""

_TITLE_MARKS: Final = {Language.KO: ("「", "」"), Language.EN: ("“", "”")}

_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An article to be cited.

    ``permalink`` is the address of its page and ``archive`` the name of the archive; both are empty where no server is known.
    ``counterpart`` is the title of its translation, or empty; ``translated`` says that the counterpart is the original.
    """

    article: Article
    permalink: str = ""
    archive: str = ""
    counterpart: str = ""
    translated: bool = False
    accessed: date | None = None
    """Day on which it is cited; it stands where the article says no day on which it was retrieved."""

    @property
    def retrieved(self) -> date | None:
        """The day of access."""
        return self.article.retrieved.day if self.article.retrieved else self.accessed

    @property
    def url(self) -> str:
        """The address where the article came from, else its permalink."""
        return self.article.url or self.permalink

    @property
    def archived_at(self) -> str:
        """The permalink where the article came from another address, else empty."""
        return self.permalink if self.url != self.permalink else ""


def citation_key(article_id: str) -> str:
    """The BibTeX key of an id: the id itself where it is of ``a-z 0-9 . / + _ -``, as DBLP's keys are.

    Of other ids the key has these characters, a colon, and where which others stood (Punycode, RFC 3492). No id has a colon
    or a capital letter, so that two ids never share a key, whatever a program thinks of case.
    """
    if _PLAIN_KEY.fullmatch(article_id):
        return article_id
    plain, _, others = article_id.translate(_WIDE_SIGNS).encode("punycode").decode().rpartition("-")
    return f"{plain}:{others}"


def to_bibtex(reference: Reference) -> str:
    """An entry for BibTeX and BibLaTeX (``@misc``, which both know)."""
    article = reference.article
    fields = {
        "title": f"{{{_latex(article.title)}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in article.authors),
        "howpublished": _latex(article.source),
        "langid": {Language.KO: "korean", Language.EN: "english"}[article.lang],
        "url": quote(reference.url, safe=_IN_ADDRESS),
    }
    if reference.archived_at:
        fields["note"] = _latex(f"{reference.archive}: {reference.archived_at}")
    fields["origtitle" if reference.translated else "titleaddon"] = _latex(reference.counterpart)
    if article.published:
        day = article.published.day
        fields |= {"date": day.isoformat(), "year": f"{day.year:04}", "month": str(day.month)}
    if reference.retrieved:
        fields["urldate"] = reference.retrieved.isoformat()
    fields["keywords"] = ", ".join(_latex(tag) for tag in article.tags)
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{citation_key(article.id)},", *lines, "}\n"))


def to_ris(reference: Reference) -> str:
    """A RIS record: lines of a tag, two spaces, a hyphen, a space and a value, ended by ``ER``."""
    article = reference.article
    year, published = _ris_date(article.published.day if article.published else None)
    _, retrieved = _ris_date(reference.retrieved)
    rows = (
        ("TY", "NEWS"),
        ("ID", article.id),
        ("TI", article.title),
        ("OT" if reference.translated else "TT", reference.counterpart),
        *(("AU", name) for name in article.authors),
        ("T2", article.source),
        ("PY", year),
        ("DA", published),
        ("Y2", retrieved),
        ("LA", article.lang.value),
        ("AB", article.summary),
        *(("KW", tag) for tag in article.tags),
        ("UR", reference.url),
        ("AV", reference.archived_at),
        ("DB", reference.archive),
    )
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in rows if value]
    return "\r\n".join((*lines, "ER  - ", ""))


class CslName(msgspec.Struct, frozen=True):
    """A name as it is written."""

    literal: Annotated[str, Meta(description="The name.")]


class CslDate(msgspec.Struct, frozen=True, rename="kebab"):
    """A day."""

    date_parts: Annotated[
        tuple[tuple[int, int, int]], Meta(description="Its year, month and day, in a list of one.")
    ]


class CslItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of CSL-JSON (schema 1.0.2). What the article does not say is not there."""

    id: Annotated[str, Meta(description="The id of the article.")]
    type: Annotated[str, Meta(description="Always article-newspaper.")]
    title: Annotated[str, Meta(description="Its title.")]
    author: Annotated[tuple[CslName, ...], Meta(description="Its authors.")] | UnsetType = UNSET
    container_title: Annotated[str, Meta(description="Who published it.")] | UnsetType = field(
        name="container-title", default=UNSET
    )
    issued: Annotated[CslDate, Meta(description="When it was published.")] | UnsetType = UNSET
    accessed: (
        Annotated[CslDate, Meta(description="When it was retrieved, else the day of this answer.")]
        | UnsetType
    ) = UNSET
    language: Annotated[str, Meta(description="Its language: ko or en.")]
    abstract: Annotated[str, Meta(description="What it says in short.")] | UnsetType = UNSET
    keyword: Annotated[str, Meta(description="Its tags, with commas.")] | UnsetType = UNSET
    url: Annotated[str, Meta(description="Where it came from.")] | UnsetType = field(
        name="URL", default=UNSET
    )
    archive: Annotated[str, Meta(description="The name of the archive.")] | UnsetType = UNSET
    archive_location: Annotated[str, Meta(description="Its page there.")] | UnsetType = UNSET
    original_title: (
        Annotated[str, Meta(description="The title of what it translates.")] | UnsetType
    ) = field(name="original-title", default=UNSET)
    custom: (
        Annotated[dict[str, str], Meta(description="`translated-title`, if it is translated.")]
        | UnsetType
    ) = UNSET


def to_csl(reference: Reference) -> CslItem:
    """An item of CSL-JSON (schema 1.0.2); what the schema has no name for is under ``custom``."""
    article = reference.article
    counterpart = reference.counterpart
    translation = (
        {} if reference.translated or not counterpart else {"translated-title": counterpart}
    )
    return CslItem(
        id=article.id,
        type="article-newspaper",
        title=article.title,
        author=tuple(CslName(name) for name in article.authors) or UNSET,
        container_title=article.source or UNSET,
        issued=_csl_date(article.published.day if article.published else None),
        accessed=_csl_date(reference.retrieved),
        language=article.lang.value,
        abstract=article.summary or UNSET,
        keyword=", ".join(article.tags) or UNSET,
        url=reference.url or UNSET,
        archive=reference.archive or UNSET,
        archive_location=reference.permalink or UNSET,
        original_title=(counterpart if reference.translated else "") or UNSET,
        custom=translation or UNSET,
    )


def to_csl_json(reference: Reference) -> str:
    """A CSL-JSON document of one item."""
    return json.dumps(msgspec.to_builtins([to_csl(reference)]), ensure_ascii=False, indent=2) + "\n"


def csl_text(reference: Reference) -> str:
    """An item of CSL-JSON as text, for a list of several."""
    return json.dumps(msgspec.to_builtins(to_csl(reference)), ensure_ascii=False, indent=2)


def to_line(
    language: Language,
    title: str,
    authors: Sequence[str],
    source: str,
    day: date | None,
    addresses: Iterable[str],
) -> str:
    """A line of text for a reader of ``language``; what is empty is left out."""
    opening, closing = _TITLE_MARKS[language]
    parts = [
        ", ".join(authors),
        f"{opening}{title}{closing}",
        source,
        day_in_words(day, language) if day else "",
        *addresses,
    ]
    return ", ".join(_one_line(part) for part in parts if part)


def day_in_words(day: date, language: Language) -> str:
    """A day as a reader of ``language`` writes it."""
    if language is Language.KO:
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_bibtex(selection: Selection, file: BinaryIO) -> int:
    """Write BibTeX entries with an empty line between them; return their number."""
    return _write(selection, file, to_bibtex, "\n")


def write_ris(selection: Selection, file: BinaryIO) -> int:
    """Write RIS records with an empty line between them; return their number."""
    return _write(selection, file, to_ris, "\r\n")


def write_csl_json(selection: Selection, file: BinaryIO) -> int:
    """Write one CSL-JSON document; return the number of its items."""
    count = _write(selection, file, csl_text, ",\n", opening="[\n")
    file.write(b"\n]\n" if count else b"[]\n")
    return count


def _write(
    selection: Selection,
    file: BinaryIO,
    to_text: Callable[[Reference], str],
    separator: str,
    opening: str = "",
) -> int:
    count = 0
    for count, article in enumerate(selection.articles(), 1):
        before = separator if count > 1 else opening
        file.write((before + to_text(Reference(article))).encode())
    return count


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _ris_date(value: date | None) -> tuple[str, str]:
    """Year and day (``2026``, ``2026/01/19``) of a date, empty without one."""
    day = value.isoformat() if value else ""
    return day[:4], day.replace("-", "/")


def _csl_date(value: date | None) -> CslDate | UnsetType:
    return CslDate(((value.year, value.month, value.day),)) if value else UNSET


BIBTEX: Final = FileFormat("bibtex", lambda selection, file, _: write_bibtex(selection, file))
RIS: Final = FileFormat("ris", lambda selection, file, _: write_ris(selection, file))
CSL_JSON: Final = FileFormat("csl-json", lambda selection, file, _: write_csl_json(selection, file))
