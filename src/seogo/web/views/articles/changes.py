"""View of a change between two versions of an article."""

from __future__ import annotations

from datetime import datetime

from seogo.editing.versions import Change
from seogo.languages import Language
from seogo.web.views.components import ChangedPiece, ShownChange
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import to_text


def to_shown_change(change: Change, lang: Language, locale: Locale) -> ShownChange:
    """The changed lines of an article in ``lang``, with the times of both versions as their title."""
    before = _moment(change.before, locale)
    if change.after is None:
        title = locale.text("changes_now", before=before)
    else:
        title = locale.text("changes_between", before=before, after=_moment(change.after, locale))
    if change.places is None:
        return ShownChange(title, None)
    places = tuple(
        tuple(
            tuple(ChangedPiece(to_text(piece.text, lang), piece.kind) for piece in line)
            for line in place
        )
        for place in change.places
    )
    return ShownChange(title, places)


def _moment(moment: datetime, locale: Locale) -> str:
    local = moment.astimezone(locale.zone)
    return f"{locale.date(local.date())} {local:%H:%M}"
