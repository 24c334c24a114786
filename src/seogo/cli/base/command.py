"""Parts that all commands share: the group, the archive that they work on, statuses."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from seogo import __version__
from seogo.cli.base.localized_help import LocalizedCommand, LocalizedGroup, localize_click
from seogo.cli.base.options import ARCHIVE, INDEX, folder_options, printing_options
from seogo.errors import ArchiveMissing, IndexBusy, IndexMissing, RequestError, SeogoError
from seogo.languages import terminal_language
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.terminal.output import Output, output
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.serializers.citations import CitationStyle
    from seogo.settings import Settings

P = ParamSpec("P")

PROBLEMS, USAGE, BUSY, FAILED, NOTHING = 1, 2, 3, 4, 5

_LONE = re.compile("[\ud800-\udfff]")
"""Bytes of an argument that are no text, as Python hands them over."""


localize_click()


class _Command(LocalizedCommand):
    """A command whose texts are Unicode: a terminal hands over any bytes, and what is no text can only be a path."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.params += printing_options()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        for parameter in self.params:
            if not isinstance(parameter.type, click.types.StringParamType):
                continue
            value = ctx.params.get(parameter.name or "")
            texts = value if isinstance(value, tuple) else (value,)
            if any(text and _LONE.search(text) for text in texts):
                what = Message("file.not-utf-8").text(terminal_language())
                raise click.BadParameter(what, ctx, parameter)
        return rest


class _Group(LocalizedGroup):
    """The group of all commands; where the operating system refuses anything, the program ends with a sentence.

    Other exceptions are faults of Seogo, and stay visible.
    """

    command_class = _Command

    def main(self, *args: Any, **options: Any) -> Any:
        output.set(Output())
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # whatever the terminal can show
        try:
            try:
                return super().main(*args, **options)
            except SystemExit:
                if sys.stdout is not None:
                    sys.stdout.flush()  # while a full disk can still be said
                raise
        except BrokenPipeError:
            _drop_output()
            sys.exit(PROBLEMS)
        except OSError as error:
            with contextlib.suppress(OSError):
                print_error(_refusal(error))
            sys.exit(FAILED)


def _refusal(error: OSError) -> Message:
    """What the operating system refused: something with a file, or to print."""
    if isinstance(error.filename, str):
        return Message("system.refused-file", path=error.filename, reason=reason_of(error))
    # whoever writes a file names it: what is full and has no name is what is printed to
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        _drop_output()
        return Message("output.refused", reason=reason_of(error))
    return Message("system.refused", reason=reason_of(error))


def _drop_output() -> None:
    """Let what could not be printed go: Python would try once more when it ends."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@click.group(
    "seogo",
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@folder_options
@click.version_option(__version__, prog_name="seogo", message="%(prog)s %(version)s")
def main() -> None:
    """Seogo (서고): a bilingual Korean-English article archive with search."""


main.params += printing_options()


def with_settings(command: Callable[Concatenate[Settings, P], None]) -> Callable[P, None]:
    """A command with the settings of an archive: adds --archive and --index, turns errors into messages and statuses."""

    @folder_options
    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        from seogo.settings import load_settings

        kept = click.get_current_context().meta
        try:
            settings = load_settings(kept.get(ARCHIVE), kept.get(INDEX))
            try:
                command(settings, *args, **options)
            except IndexMissing:
                if settings.archive.is_dir():
                    raise
                what = Message("archive.missing", path=settings.archive)
                raise ArchiveMissing(what) from None
        except SeogoError as error:
            print_error(error.message)
            if isinstance(error, IndexBusy):
                sys.exit(BUSY)
            sys.exit(USAGE if isinstance(error, RequestError) else FAILED)

    return run


def with_site(command: Callable[Concatenate[Site, P], None]) -> Callable[P, None]:
    """A command on one archive, which is opened for it."""

    @with_settings
    @wraps(command)
    def run(settings: Settings, /, *args: P.args, **options: P.kwargs) -> None:
        with opened_site(settings) as site:
            command(site, *args, **options)

    return run


@contextlib.contextmanager
def opened_site(settings: Settings) -> Iterator[Site]:
    """An archive that is opened, and closed at the end."""
    from seogo.composition import open_site

    site = open_site(settings)
    try:
        yield site
    finally:
        site.close()


def print_note(code: str) -> None:
    """Print the text of a code to standard error, unless only results are wanted."""
    if not output.get().quiet:
        click.echo(translated(code), err=True)


def print_error(message: Message) -> None:
    """Print what is wrong to standard error."""
    click.echo(f"seogo: {message.text(terminal_language())}", err=True)


def citation_style(site: Site) -> CitationStyle:
    """The style of citations for whoever sits at the terminal."""
    from seogo.answers.open_archive import site_style

    return site_style(site, terminal_language())


def _to_plain(answer: Any) -> Any:
    from seogo.serializers.answer import to_plain

    return to_plain(answer)


def print_json(data: object) -> None:
    """Print data as JSON, in letters that people read."""
    click.echo(to_json(data))


def to_json(data: object, indent: int | None = 2) -> str:
    """Data as JSON, in letters that people read; without an indent on one line."""
    return json.dumps(data, ensure_ascii=False, indent=indent, default=_to_plain)
