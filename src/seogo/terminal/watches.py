"""Lines on what watches found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from seogo.documents.document import Record
from seogo.terminal.console import open_console
from seogo.terminal.output import output
from seogo.terminal.texts import shown_date, translated
from seogo.watches.run import News


def print_news(found: Sequence[News]) -> None:
    """Print the articles of each watch that has any, newest first; on standard error, which watches begin now."""
    console = open_console()
    for one in found:
        if not (one.new or one.changed):
            continue
        counts = [translated("watches.new", count=len(one.new))] if one.new else []
        counts += [translated("watches.changed", count=len(one.changed))] if one.changed else []
        line = Text.assemble((one.watch.name, "bold"), (f"  {' · '.join(counts)}", "dim"))
        console.print(line)
        for record in one.new:
            _print_record(console, record)
        for record in one.changed:
            _print_record(console, record, translated("watches.changed-mark"))
    began = [one.watch.name for one in found if one.began]
    if began and not output.get().quiet:
        text = translated("watches.began", names=", ".join(began))
        open_console(stderr=True).print(Text(text, "dim"))


def _print_record(console: Console, record: Record, mark: str = "") -> None:
    facts = [shown_date(record.published), record.source, record.id]
    line = Text.assemble("  ", record.title, (f"  {' · '.join(filter(None, facts))}", "dim"))
    console.print(line.append(f"  {mark}" if mark else "", "yellow"))
