"""Citations in the styles of journals: APA 7, MLA 9, Chicago 17 (note and bibliography), and that of Korean journals.

An article is cited as one of a newspaper or website that was read online, with the day of access. Titles keep their
capitals: which words are names is not known. A source that is the author, too, is said once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from seogo.analysis.quantities.month_names import MONTHS
from seogo.exporters.citations import Reference
from seogo.exporters.styles.names import Name, to_name
from seogo.languages import Language

_ENDS: Final = (".", "?", "!", "…", "。")
_SHORT_MONTHS: Final = tuple(
    name if len(name) < 5 else "Sept." if name == "September" else f"{name[:3]}." for name in MONTHS
)
_MOST_APA: Final = 20
_MOST_CHICAGO: Final = 10
_MOST_IN_NOTE: Final = 3


@dataclass(slots=True)
class Styled:
    """A citation as text; ``italics`` are the parts from start to end that stand in italics."""

    text: str = ""
    italics: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, *, italic: bool = False) -> None:
        """Append a part."""
        if italic and text:
            self.italics.append((len(self.text), len(self.text) + len(text)))
        self.text += text


def apa(reference: Reference) -> Styled:
    """APA 7: ``van der Berg, J., & 김철수. (2026, May 10). Title. *Source*. Retrieved … from https://…``"""
    facts = _Facts.of(reference)
    names = [name.initials for name in facts.names]
    if len(names) > _MOST_APA:
        names = [*names[: _MOST_APA - 1], f"… {names[-1]}"]
        authors = ", ".join(names)
    elif len(names) > 1:
        authors = f"{', '.join(names[:-1])}, & {names[-1]}"
    else:
        authors = "".join(names)
    day = facts.published
    when = f"({day.year}, {MONTHS[day.month - 1]} {day.day})." if day else "(n.d.)."
    cited = Styled()
    if authors:
        cited.add(f"{_ended(authors)} {when} ")
    # an article of a periodical stands upright and its source in italics
    cited.add(facts.title, italic=not facts.source)
    cited.add(facts.translation)
    cited.add("." if not _is_ended(facts.title + facts.translation) else "")
    if not authors:
        cited.add(f" {when}")
    if facts.source:
        cited.add(" ")
        cited.add(facts.source, italic=True)
        cited.add("" if _is_ended(facts.source) else ".")
    if facts.url and facts.accessed:
        accessed = facts.accessed
        month = MONTHS[accessed.month - 1]
        cited.add(f" Retrieved {month} {accessed.day}, {accessed.year}, from {facts.url}")
    elif facts.url:
        cited.add(f" {facts.url}")
    return cited


def mla(reference: Reference) -> Styled:
    """MLA 9: ``van der Berg, Jane, and 김철수. “Title.” *Source*, 10 May 2026, https://…. Accessed 2 Dec. 2026.``"""
    facts = _Facts.of(reference)
    names = facts.names
    if len(names) > 2:
        authors = f"{names[0].inverted}, et al"
    elif len(names) == 2:
        authors = _two(names[0].inverted, names[1].straight)
    else:
        authors = "".join(name.inverted for name in names)
    cited = Styled()
    if authors:
        cited.add(f"{_ended(authors)} ")
    cited.add(_quoted(facts, "."))
    cited.add(facts.source, italic=True)
    parts = [_mla_day(facts.published) if facts.published else "", facts.url]
    for part in filter(None, parts):
        cited.add(f"{', ' if not cited.text.endswith(' ') else ''}{part}")
    cited.text = cited.text.rstrip()
    cited.add("" if _is_ended(cited.text) or cited.text.endswith("”") else ".")
    if facts.accessed:
        cited.add(f" Accessed {_mla_day(facts.accessed)}.")
    return cited


def chicago_note(reference: Reference) -> Styled:
    """Chicago 17, note: ``Jane van der Berg and 김철수, “Title,” *Source*, May 10, 2026, accessed …, https://….``"""
    facts = _Facts.of(reference)
    names = [name.straight for name in facts.names]
    authors = f"{names[0]} et al." if len(names) > _MOST_IN_NOTE else _listed(names)
    cited = Styled()
    if authors:
        cited.add(f"{authors}, ")
    cited.add(_quoted(facts, ","))
    _add_chicago(cited, facts, "accessed")
    return cited


def chicago_bibliography(reference: Reference) -> Styled:
    """Chicago 17, bibliography: ``van der Berg, Jane, and 김철수. “Title.” *Source*, May 10, 2026. Accessed …. https://….``"""
    facts = _Facts.of(reference)
    names = [name.straight for name in facts.names]
    if names:
        names[0] = facts.names[0].inverted
    if len(names) > _MOST_CHICAGO:
        authors = f"{', '.join(names[:7])}, et al"
    elif len(names) == 2:
        authors = _two(*names)
    else:
        authors = _listed(names)
    cited = Styled()
    if authors:
        cited.add(f"{_ended(authors)} ")
    cited.add(_quoted(facts, "."))
    _add_chicago(cited, facts, "Accessed")
    return cited


def korean(reference: Reference) -> Styled:
    """Style of Korean journals: ``홍길동·김영희, 「제목」, 『출처』, 2026. 5. 11., https://… (접속일: 2026. 12. 2.).``"""
    facts = _Facts.of(reference)
    names = [name.whole for name in facts.names]
    sign = ", " if any(name.family for name in facts.names) else "·"
    authors = f"{names[0]} 외" if len(names) > _MOST_IN_NOTE else sign.join(names)
    opening, closing = ("「", "」") if facts.is_korean else ("“", "”")
    cited = Styled()
    cited.add(f"{authors}, " if authors else "")
    title = facts.title if facts.is_korean else _inner_quotes(facts.title)
    cited.add(f"{opening}{title}{closing}, ")
    if facts.source and facts.is_korean:
        cited.add(f"『{facts.source}』, ")
    elif facts.source:
        cited.add(facts.source, italic=True)
        cited.add(", ")
    cited.add(_korean_day(facts.published) if facts.published else "발행일 미상")
    cited.add(f", {facts.url}" if facts.url else "")
    cited.add(f" (접속일: {_korean_day(facts.accessed)})" if facts.accessed else "")
    cited.add("" if cited.text.endswith(".") else ".")
    return cited


STYLES: Final[Mapping[str, Callable[[Reference], Styled]]] = {
    "apa": apa,
    "mla": mla,
    "chicago_note": chicago_note,
    "chicago_bibliography": chicago_bibliography,
    "korean": korean,
}
"""The styles by name."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a citation says. ``source`` is empty where it is the author; ``translation`` is the title in the other language of
    an article that is not in English, in brackets."""

    names: Sequence[Name]
    title: str
    translation: str
    source: str
    published: date | None
    accessed: date | None
    url: str
    is_korean: bool

    @classmethod
    def of(cls, reference: Reference) -> _Facts:
        article = reference.article
        source, authors = _one_line(article.source), [_one_line(name) for name in article.authors]
        is_korean = article.lang is Language.KO
        other = _one_line(reference.counterpart) if is_korean else ""
        return cls(
            names=[to_name(name) for name in authors if name],
            title=_without_stop(_one_line(article.title)),
            translation=f" [{other}]" if other else "",
            source="" if authors == [source] else source,
            published=article.published.day if article.published else None,
            accessed=reference.retrieved,
            url=reference.url,
            is_korean=is_korean,
        )


def _add_chicago(cited: Styled, facts: _Facts, accessed: str) -> None:
    """Source, day, day of access and address; what follows the first letter of ``accessed``."""
    between = ", " if accessed.islower() else ". "
    cited.add(facts.source, italic=True)
    parts = []
    if facts.published:
        day = facts.published
        parts.append(f"{MONTHS[day.month - 1]} {day.day}, {day.year}")
    opening = "" if cited.text.endswith(" ") else ", "
    cited.add(opening + parts[0] if parts else "")
    parts = []
    if facts.accessed:
        day = facts.accessed
        parts.append(f"{accessed} {MONTHS[day.month - 1]} {day.day}, {day.year}")
    parts += [facts.url] if facts.url else []
    for part in parts:
        opening = "" if cited.text.endswith(" ") else between
        cited.add(opening + part)
    cited.text = cited.text.rstrip()
    cited.add("" if _is_ended(cited.text) or cited.text.endswith("”") else ".")


def _listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B, and C``."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _two(first: str, second: str) -> str:
    """Two authors; a comma ends a name of which the family stands first behind its own comma."""
    return f"{first}{',' if ',' in first else ''} and {second}"


def _quoted(facts: _Facts, sign: str) -> str:
    """The title in quotation marks, with what translates it, and a sign at the end."""
    title = _inner_quotes(facts.title)
    if facts.translation:
        return f"“{title}”{facts.translation}{sign} "
    return f"“{title}{'' if _is_ended(title) else sign}” "


def _inner_quotes(title: str) -> str:
    """A title to stand in quotation marks: those in it become single ones."""
    return title.replace("“", "‘").replace("”", "’").replace('"', "'")


def _without_stop(title: str) -> str:
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _is_ended(text: str) -> bool:
    return text.endswith(_ENDS)


def _ended(text: str) -> str:
    return text if _is_ended(text) else f"{text}."


def _mla_day(day: date) -> str:
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]} {day.year}"


def _korean_day(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def _one_line(text: str) -> str:
    return " ".join(text.split())
