"""Article files of texts that others wrote: they stand in the article as they are, whatever they would mean in Markdown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from seogo.articles.front_matter import MAX_TITLE
from seogo.importers.writing.front_matter import one_line
from seogo.strict_yaml import CONTROL

_NO_TITLE: Final = "—"
"""A title takes part in search, and this one has no terms."""
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")


def write_text_file(path: Path, title: str, text: str) -> None:
    """Write a text as an article. Raises OSError."""
    lines = (_PUNCTUATION.sub(r"\\\g<0>", line.strip()) for line in text.splitlines())
    body = CONTROL.sub(" ", "\n".join(lines))
    head = json.dumps(one_line(title, MAX_TITLE) or _NO_TITLE, ensure_ascii=False)
    path.write_text(f"---\ntitle: {head}\n---\n\n{body}\n", encoding="utf-8", errors="replace")
