"""Texts, numbers, dates and periods in the language of the interface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Final

from seogo.answers.filter_words import field_label, language_in_words, period_in_words
from seogo.articles.model import ArticleDate
from seogo.exporters.citations import day_in_words
from seogo.languages import Language
from seogo.messages import Message
from seogo.searching.request import SearchPage
from seogo.searching.snippets import MatchReason
from seogo.web.views.components import Day
from seogo.web.views.text_runs import Text, by_script, to_text

_REASONS: Final = frozenset(
    (
        *("how_word", "how_prefix", "how_abbreviation", "how_variant", "how_hanja", "how_term"),
        *("how_glossary", "how_general", "how_learned", "how_gloss", "how_name", "how_meaning"),
    )
)


@dataclass(frozen=True, slots=True)
class Locale:
    """Locale of the interface: its language ``ui``, in which texts, numbers and dates are shown, and the time
    zone of the archive."""

    ui: Language
    zone: tzinfo

    def string(self, code: str, /, **values: object) -> str:
        """A text of the catalogue ``pages`` with its places filled; a value ``count`` chooses its form."""
        return Message(code, **values).text(self.ui)

    def field_name(self, group: str, field: str) -> str:
        """The name of a metadata field in a group of texts, as `field_label` has it."""
        return field_label(group, field, self.ui)

    def text(self, code: str, /, **values: object) -> Text:
        """Text of the catalogue as a `Text`, with runs of the other language marked."""
        return to_text(self.string(code, **values), self.ui)

    def in_language(self, language: Language) -> Locale:
        """Locale of another language."""
        return replace(self, ui=language)

    def ui_text(self, text: str) -> Text:
        """A text in the interface language, with runs of the other language marked."""
        return to_text(text, self.ui)

    def text_by_script(self, text: str) -> Text:
        """Something a person wrote (a query, a tag, a name), whose language its script tells."""
        return by_script(text, self.ui)

    def language_name(self, language: Language) -> str:
        """A language in words."""
        return language_in_words(language, self.ui)

    def day(self, published: str | ArticleDate | None) -> Day | None:
        """The day of a date in ISO 8601, in the archive's zone; None for an empty or unreadable one."""
        if not published:
            return None
        if isinstance(published, ArticleDate):
            return Day(self.date(published.day), published.text)
        try:
            moment = datetime.fromisoformat(published)
        except ValueError:
            return None
        if moment.tzinfo is not None:
            moment = moment.astimezone(self.zone)
        return Day(self.date(moment.date()), published)

    def moment(self, published: str | ArticleDate | None) -> Day | None:
        """As `day`, with the time of day where there is one: ``2026년 1월 19일 09:30``."""
        day = self.day(published)
        if day is None or "T" not in day.iso:
            return day
        moment = datetime.fromisoformat(day.iso)
        if moment.tzinfo is not None:
            moment = moment.astimezone(self.zone)
        return Day(f"{day.text} {moment:%H:%M}", day.iso)

    def date(self, day: date) -> str:
        """A day in words."""
        return day_in_words(day, self.ui)

    def period(self, first: str, last: str) -> str:
        """A period between two bounds as they stand in the query string; one of them may be empty."""
        return period_in_words(first, last, self.ui)

    def match_reasons(self, matched: tuple[MatchReason, ...]) -> tuple[Text, ...]:
        """Reasons for which a hit was found that say more than the typed words themselves; each found form once."""
        seen: set[str] = set()
        reasons: list[Text] = []
        for match in matched:
            typed, found = _folded(match.word), _folded(match.found)
            plain = match.how == "word" and (typed in found or found in typed)
            if found not in seen and not plain and typed != found:
                code = f"how_{match.how}"
                code = code if code in _REASONS else "how_other"
                reasons.append(self.text(code, word=match.word, found=match.found))
            seen.add(found)
        return tuple(reasons)

    def article_count(
        self, every: int, some: int, *, folded: int = 0, near: int = 0, typed: bool = True
    ) -> str:
        """How many articles were found, in words: ``every`` with all words, else ``some`` with some; ``folded`` is how many
        results these are where that is fewer, and ``near`` how many are close in meaning alone."""
        if near and (every or some):
            words = self.article_count(every, some, folded=folded)
            return self.string("total_and_near", count=near, words=words)
        if near:
            return self.string("total_near", count=near)
        if not typed:
            every, some = every or some, 0
        if every and some:
            said = self.string("total_both", count=every, some=some)
        elif every:
            said = self.string("total", count=every)
        elif some:
            said = self.string("total_some", count=some, some=some)
        else:
            return self.string("total_none")
        if not 0 < folded < every + some:
            return said
        return self.string("total_folded", count=folded, articles=said)

    def found_count(self, found: SearchPage) -> str:
        """How many articles a page of results belongs to, in words."""
        return self.article_count(
            found.total_articles,
            found.total_articles_some,
            folded=found.total + found.total_some,
            near=found.total_meaning,
            typed=bool(found.request.q.strip()),
        )


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
