"""The two languages of an archive."""

from enum import StrEnum


class Language(StrEnum):
    """A language of articles, by its ISO 639-1 code."""

    KO = "ko"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The language on the other side of a translation pair."""
        return Language.EN if self is Language.KO else Language.KO
