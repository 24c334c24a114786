"""Commands on one article: new, open, move, diff, show."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Final

import click

from seogo.cli.base.command import citation_style, main, print_error, print_json, with_site
from seogo.cli.base.options import json_option
from seogo.errors import ArticleUnknown, EditRefused
from seogo.languages import terminal_language
from seogo.messages import Message
from seogo.messages.reasons import reason_of

if TYPE_CHECKING:
    from seogo.composition import Site

_LOCAL: Final = "http://127.0.0.1:8000"
"""Where `seogo serve` answers by itself."""


@main.command()
@click.argument("title")
@click.option("--lang", type=click.Choice(["ko", "en"]), required=True)
@click.option("--into", default=".", show_default=True)
@with_site
def new(site: Site, /, title: str, lang: str, into: str) -> None:
    """Write an empty article with this title and print its path."""
    from seogo.editing.create import add_article
    from seogo.languages import Language

    click.echo(site.archive.root / add_article(site.archive, title, Language(lang), into))


@main.command("open")
@click.argument("article_id", metavar="ID")
@click.option("--page", is_flag=True)
@with_site
def open_(site: Site, /, article_id: str, page: bool) -> None:
    """Open the file of an article in an editor, or its page in a browser."""
    from seogo.answers.open_archive import site_style

    scan = site.archive.scan()
    facts = scan.files.get(scan.aliases.get(article_id, article_id))
    if facts is None:
        raise ArticleUnknown(Message("article.unknown-id", id=article_id))
    if page:
        addresses = site_style(site, terminal_language()).addresses
        address = addresses.permanent(facts.id) or f"{_LOCAL}{addresses.article(facts.id)}"
        if click.launch(address):
            raise EditRefused(Message("open.no-browser", address=address))
        return
    import subprocess

    path = site.archive.root / facts.path
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise EditRefused(Message("open.no-editor", path=path))
    try:
        command = [*shlex.split(editor), str(path)]
        status = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        what = reason_of(error) if isinstance(error, OSError) else str(error)
        raise EditRefused(Message("open.editor-failed", editor=editor, reason=what)) from error
    if status:
        what = Message("open.status", status=status)
        raise EditRefused(Message("open.editor-failed", editor=editor, reason=what))


@main.command()
@click.argument("old")
@click.argument("new")
@json_option
@with_site
def move(site: Site, /, old: str, new: str, as_json: bool) -> None:
    """Give an article another name. OLD and NEW are paths in the archive (….md) or ids."""
    from dataclasses import asdict

    from seogo.editing.rename import move_article
    from seogo.terminal.texts import printable_line

    moved = move_article(site.archive, old, new)
    if as_json:
        print_json(asdict(moved))
        return
    click.echo(f"{moved.old_path} → {moved.path}")
    click.echo(
        f"id: {moved.old_id} → {moved.id}" if moved.id != moved.old_id else f"id: {moved.id}"
    )
    for link in moved.broken:
        print_error(Message("edit.broken-link", link=printable_line(link)))
    for path in moved.pointing:
        print_error(Message("edit.old-link", path=path, old=moved.old_path))


@main.command()
@click.argument("article_id", metavar="ID")
@with_site
def diff(site: Site, /, article_id: str) -> None:
    """Show what has changed in an article between the versions that imports have kept."""
    from seogo.editing.versions import differences
    from seogo.terminal.texts import printable_line, translated

    scan = site.archive.scan()
    facts = scan.files.get(scan.aliases.get(article_id, article_id))
    if facts is None:
        raise ArticleUnknown(Message("article.unknown-id", id=article_id))
    found = False
    for line in differences(site.archive, site.archive.read(facts)):
        click.echo(printable_line(line))
        found = True
    if not found:
        click.echo(translated("versions.none", path=facts.path), err=True)


@main.command()
@click.argument("article_id", metavar="ID")
@json_option
@with_site
def show(site: Site, /, article_id: str, as_json: bool) -> None:
    """Print the article with this id, as its file has it."""
    from seogo.serializers.article import to_article_text
    from seogo.terminal.search.results import print_article

    scan = site.archive.scan()
    if article_id not in scan.files:
        raise ArticleUnknown(Message("article.unknown-id", id=article_id))
    article = site.archive.read(scan.files[article_id])
    if as_json:
        others = {name: scan.files[name].lang for name in scan.groups.get(article_id, ())}
        translations = {name: lang for name, lang in others.items() if lang and name != article_id}
        print_json(to_article_text(article, translations, citation_style(site)))
    else:
        print_article(article)
