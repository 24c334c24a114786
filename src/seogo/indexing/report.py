"""Report of an index run, and the progress that it makes known meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from seogo.errors import FileError
from seogo.messages import Message

Step: TypeAlias = Literal["words", "meaning"]
"""Step of a run: articles are written for searches by their words, then encoded."""


class Progress(Protocol):
    """Observer of an index run."""

    def total(self, articles: int, step: Step = "words") -> None:
        """Start of a step: the run will write, or encode, ``articles`` articles."""

    def advance(self, articles: int) -> None:
        """Step: ``articles`` more were written."""


class SilentProgress:
    """Progress that is not shown."""

    def total(self, articles: int, step: Step = "words") -> None:
        """Nothing."""

    def advance(self, articles: int) -> None:
        """Nothing."""


@dataclass(slots=True)
class ToldProgress:
    """Progress that an observer sees, and that is told to other processes: ``tell`` gets how many of how many."""

    seen: Progress
    tell: Callable[[int, int], None]
    done: int = 0
    articles: int = 0

    def total(self, articles: int, step: Step = "words") -> None:
        """Tell that none is written yet."""
        self.done, self.articles = 0, articles
        self.seen.total(articles, step)
        self.tell(0, articles)

    def advance(self, articles: int) -> None:
        """Tell how many are."""
        self.done += articles
        self.seen.advance(articles)
        self.tell(self.done, self.articles)


@dataclass(frozen=True, slots=True)
class TermChange:
    """Terms that go and the terms that come in their place; ``articles`` is the number of articles."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class TermChanges:
    """Changes, those in most articles first, and the number of ``others`` that are not listed."""

    listed: list[TermChange] = field(default_factory=list)
    others: int = 0


@dataclass(slots=True)
class IndexReport:
    """Result of an index run.

    ``added``, ``changed`` and ``removed`` are ids; ``analysed`` counts articles that went through analysis, ``aligned``
    translation pairs that were aligned, ``passages`` the passages that the lexicon was learned from (0: it stayed),
    ``waiting`` the articles that it will learn from when more have changed,
    ``encoded`` articles that were encoded (seogo.meaning), and ``left_out`` the passages of all articles that are not, as
    these are long; ``unencoded`` is why some articles are not encoded (None: all are, or none should be).
    ``reason`` is why everything was written again (None: it was not), ``generation`` the number of the current one
    (0: none). ``terms`` are the changes that a new dictionary would make in unchanged articles (dry runs only).
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    analysed: int = 0
    aligned: int = 0
    passages: int = 0
    waiting: int = 0
    encoded: int = 0
    left_out: int = 0
    unencoded: Message | None = None
    reason: Message | None = None
    generation: int = 0
    problems: list[FileError] = field(default_factory=list)
    warnings: list[FileError] = field(default_factory=list)
    notes: list[FileError] = field(default_factory=list)
    terms: TermChanges = field(default_factory=TermChanges)
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """Number of articles in the index after the run."""
        return len(self.added) + len(self.changed) + self.unchanged

    def add_unreadable(self, unreadable: Mapping[str, FileError]) -> None:
        """Take ids back that could not be read; why becomes a problem."""
        self.problems += unreadable.values()
        self.added = [name for name in self.added if name not in unreadable]
        self.changed = [name for name in self.changed if name not in unreadable]
