"""Citations in answers: a line that can be put under what is quoted, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from seogo.exporters.citations import to_line
from seogo.languages import Language
from seogo.serializers.addresses import Addresses


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """Style of citations: the ``language`` of the reader, the time zone of days, and ``addresses``, whose origin stands in
    front of the address of an article."""

    language: Language
    addresses: Addresses
    zone: tzinfo = UTC

    def line(
        self,
        article_id: str,
        title: str,
        authors: Sequence[str],
        source: str,
        published: str,
        original: str,
    ) -> str:
        """Line of an article; ``published`` is ISO 8601 or empty, ``original`` where it came from or empty."""
        try:
            moment = datetime.fromisoformat(published)
        except ValueError:
            day = None
        else:
            day = (moment.astimezone(self.zone) if moment.tzinfo else moment).date()
        permanent = self.addresses.permanent(article_id)
        return to_line(self.language, title, authors, source, day, (original, permanent))
