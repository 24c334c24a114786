"""Names that requests and engines share: orders of results, and what is counted beside keyword fields.

They stand apart because a command that asks a server needs these alone.
"""

from __future__ import annotations

from typing import Literal

MONTH = "month"
"""Counted like a keyword field, though no field: the months of publication, ``2026-01``."""

RECENT = "recent"
"""Counted like a keyword field: the periods (PERIODS) that end with the newest document."""

PERIODS = ("day", "week", "month", "quarter", "year")
"""Values of RECENT, each within the next one; seogo.engines.periods says when they begin."""

Sort = Literal["relevance", "newest", "oldest"]
