"""The command on saved searches: watch."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import NOTHING, PROBLEMS, main, print_error, print_json, with_site
from seogo.cli.base.options import json_option
from seogo.terminal.output import output
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.documents.document import Record
    from seogo.watches.definitions import Watch
    from seogo.watches.run import News


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--changed", is_flag=True)
@json_option
@with_site
def watch(site: Site, /, names: tuple[str, ...], changed: bool, as_json: bool) -> None:
    """Print what came into the index for the searches in watches.yaml since the last time."""
    from seogo.messages import Message
    from seogo.storage.drafts import locked
    from seogo.terminal.watches import print_news
    from seogo.watches.definitions import load_watches
    from seogo.watches.run import news, state_of
    from seogo.watches.seen import SEEN_FILE, Seen, load_seen

    watches, problems = load_watches(site.archive.root, site.archive.zone)
    for problem in problems:
        print_error(problem.message)
    chosen = _chosen(watches, names)
    index = site.current()
    with locked(site.settings.index):  # another run waits
        seen = load_seen(site.settings.index)
        if seen is None:
            print_error(Message("watches.damaged", path=site.settings.index / SEEN_FILE))
            seen = Seen({})
        states = [state for one in watches if (state := seen.state(one.name)) is not None]
        now = state_of(index, {id(state): state for state in states}.values())
        found = list(news(index, chosen, seen, now, changed=changed))
        if as_json:
            print_json([_to_json(one) for one in found])
        else:
            print_news(found)
        if not (watches or problems or output.get().quiet):
            click.echo(translated("watches.none"), err=True)
        sys.stdout.flush()  # what could not be printed comes again the next time
        seen.keep((one.name for one in chosen), now)
        if chosen:
            seen.save(site.settings.index, (one.name for one in watches))
    if problems:
        sys.exit(PROBLEMS)
    if not any(one.new or one.changed for one in found):
        sys.exit(NOTHING)


def _chosen(watches: tuple[Watch, ...], names: tuple[str, ...]) -> tuple[Watch, ...]:
    """The watches with these names, all without any. Raises click.BadParameter for other names."""
    known = {one.name: one for one in watches}
    for name in names:
        if name not in known:
            what = translated("watches.unknown", name=name, names=", ".join(known) or "–")
            raise click.BadParameter(what, param_hint="NAME")
    return tuple(known[name] for name in dict.fromkeys(names)) if names else watches


def _to_json(news: News) -> dict[str, Any]:
    return {
        "name": news.watch.name,
        "query": news.watch.request.q,
        "began": news.began,
        "new": [_record_json(record) for record in news.new],
        "changed": [_record_json(record) for record in news.changed],
    }


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "lang": record.lang.value,
        "title": record.title,
        "published": record.published or None,
        "source": record.source or None,
        "url": record.url or None,
    }
