"""How commands print: in colour or not, with or without what is no result. No library is loaded for that."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final, Literal, TextIO

Color = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Output:
    """What the options say: when there is ``color``, and whether only results and errors are printed (``quiet``).

    Where another process prints what is made here, ``text`` takes it, for a terminal of ``width`` columns or, with None, for
    none.
    """

    color: Color = "auto"
    quiet: bool = False
    width: int | None = None
    text: io.StringIO | None = None

    def is_colored(self, stream: TextIO | None) -> bool:
        """Whether a stream gets colours: by itself where it is a terminal, unless ``NO_COLOR`` is set."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return stream is not None and stream.isatty()

    def of_terminal(self) -> Output:
        """The same with what the terminal of this process decides."""
        there = sys.stdout is not None and sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if there else None
        color: Color = "always" if self.is_colored(sys.stdout) else "never"
        return replace(self, color=color, width=width)


_DEFAULT: Final = Output()
output: Final = ContextVar("output", default=_DEFAULT)
"""How the command that runs prints."""


@contextmanager
def rendering(how: Output) -> Iterator[io.StringIO]:
    """The text that takes all that is printed meanwhile."""
    text = io.StringIO()
    token = output.set(replace(how, text=text))
    try:
        yield text
    finally:
        output.reset(token)
