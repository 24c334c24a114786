"""The command that takes articles out of the archive: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import PROBLEMS, main, print_error, print_json, with_site
from seogo.cli.base.options import given_pairs, json_option, search_options
from seogo.searching.parameters import FILTERS, to_request
from seogo.terminal.output import output
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from seogo.composition import Site


class _FormatName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The name of an export format: help lists all by their entry points, and only a use loads them."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return self._choice().get_metavar(param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        return self._choice().get_missing_message(param, ctx)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from seogo.exporters.runner import formats

        return click.Choice([*formats()]).convert(value, param, ctx)

    def _choice(self) -> click.Choice[str]:
        from seogo.exporters.runner import format_names

        return click.Choice(format_names())


@main.command("export")
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE|FOLDER")
@click.option("--format", "form", type=_FormatName(), required=True)
@click.option("--query")
@search_options(FILTERS)
@click.option("--pairs", is_flag=True)
@click.option("--overwrite", is_flag=True)
@json_option
@with_site
def export_(
    site: Site,
    /,
    target: Path,
    form: str,
    query: str | None,
    pairs: bool,
    overwrite: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Write articles into FILE, or for a site into FOLDER: all of them, or what a search finds."""
    from seogo.exporters.runner import ExportOptions, export, plugins
    from seogo.exporters.selection import every_article, matching_articles
    from seogo.languages import Language

    values = [(name, text) for name, text in (("q", query or ""), *given_pairs(given)) if text]
    if values:
        request = to_request(values, zone=site.archive.zone)
        selection = matching_articles(site.archive, site.search, request)
    else:
        selection = every_article(site.archive)
    title = site.settings.titles[Language.EN if given["lang"] == "en" else Language.KO]
    options = ExportOptions(form, title, pairs, overwrite, site.search.record)
    for problem in plugins().problems:
        print_error(problem)
    count = export(selection, target, options)
    if as_json:
        print_json(
            {
                "written": str(target),
                "format": form,
                "count": count,
                "problems": list(map(str, selection.problems)),
                "warnings": list(map(str, selection.warnings)),
            }
        )
    else:
        for error in selection.problems:
            print_error(error.message)
        for warning in selection.warnings:
            print_error(warning)
        if not output.get().quiet:
            code = "export.sentence-pairs" if form == "tmx" else "export.articles"
            click.echo(translated(code, target=target, count=count))
    if selection.problems:
        sys.exit(PROBLEMS)
