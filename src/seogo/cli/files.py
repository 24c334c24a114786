"""Commands on article files: new, move, diff, and what check repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from seogo.cli.command import json_option, main, print_json, with_site
from seogo.languages import terminal_language
from seogo.messages import Message

if TYPE_CHECKING:
    from seogo.articles.archive import Archive
    from seogo.composition import Site


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


@main.command()
@click.argument("old")
@click.argument("new")
@json_option
@with_site
def move(site: Site, /, old: str, new: str, as_json: bool) -> None:
    """Give an article another name. OLD and NEW are paths in the archive (….md) or ids."""
    from dataclasses import asdict

    from seogo.editing.rename import move_article
    from seogo.terminal.texts import translated

    moved = move_article(site.archive, old, new)
    if as_json:
        print_json(asdict(moved))
        return
    click.echo(f"{moved.old_path} → {moved.path}")
    click.echo(
        f"id: {moved.old_id} → {moved.id}" if moved.id != moved.old_id else f"id: {moved.id}"
    )
    for link in moved.broken:
        what = translated("edit.broken-link", link=shown(link))
        click.echo(f"seogo: {what}", err=True)
    for path in moved.pointing:
        what = translated("edit.old-link", path=path, old=moved.old_path)
        click.echo(f"seogo: {what}", err=True)


@main.command()
@click.argument("article_id", metavar="ID")
@with_site
def diff(site: Site, /, article_id: str) -> None:
    """Show what has changed in an article between the versions that imports have kept."""
    from seogo.editing.versions import differences
    from seogo.errors import ArticleUnknown
    from seogo.terminal.texts import translated

    scan = site.archive.scan()
    facts = scan.files.get(scan.aliases.get(article_id, article_id))
    if facts is None:
        raise ArticleUnknown(Message("article.unknown-id", id=article_id))
    found = False
    for line in differences(site.archive, site.archive.read(facts)):
        click.echo(shown(line))
        found = True
    if not found:
        click.echo(translated("versions.none", path=facts.path), err=True)


def repair(archive: Archive, *, yes: bool, dry_run: bool) -> None:
    """Show what can be repaired, and do it where that is wished."""
    from seogo.editing.repair import apply, repairs
    from seogo.terminal.texts import translated

    found = list(repairs(archive))
    for one in found:
        click.echo(f"{one.path}: {', '.join(why.text(terminal_language()) for why in one.why)}")
        for change in one.changes:
            click.echo(f"@@ {change.line} @@")
            if change.before:
                click.echo(f"-{shown(change.before)}")
            click.echo(f"+{shown(change.after)}")
    if not found:
        click.echo(translated("repair.none"))
    elif not dry_run and (yes or click.confirm(translated("repair.confirm", count=len(found)))):
        for one in found:
            if not apply(archive, one):
                what = translated("repair.edited", path=one.path)
                click.echo(f"seogo: {what}", err=True)


def shown(line: str) -> str:
    """A line for a terminal: its end is left out unless it is an odd one, and control characters are visible."""
    text = line.removesuffix("\n").replace("\r", "␍")
    return "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in text)
