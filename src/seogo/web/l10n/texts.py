"""All texts of the interface, in both languages, as data.

Both languages have the same keys and the same ``{places}``; neither is a translation of the other word for word. Texts
ending in ``_one`` and ``_many`` are for one and for several; Korean needs no difference.
"""

from __future__ import annotations

from typing import Final

from seogo.languages import Language
from seogo.web.l10n.texts_en import TEXTS_EN
from seogo.web.l10n.texts_ko import TEXTS_KO

TEXTS: Final[dict[Language, dict[str, str]]] = {Language.KO: TEXTS_KO, Language.EN: TEXTS_EN}
"""The texts by language and name."""


def counted(texts: dict[str, str], name: str, count: int, **values: str) -> str:
    """The text ``name`` for a number: its ``_one`` or ``_many`` form, filled with the number as ``count``."""
    form = texts[f"{name}_one" if count == 1 else f"{name}_many"]
    return form.format(count=f"{count:,}", **values)
