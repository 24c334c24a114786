"""The command on learned translations: lexicon."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import main, print_json, with_site
from seogo.cli.base.options import AT_LEAST_ONE, json_option

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.languages import Language
    from seogo.lexicon.lexicon import Lexicon, Translation
    from seogo.lexicon.review import DoubtfulTranslation
    from seogo.terminal.lexicon import TermTranslations, Written

_COLUMNS = ("language", "term", "translation", "probability", "support", "origin")


@main.command()
@click.argument("word", required=False)
@click.option("--lang", type=click.Choice(["ko", "en"]))
@click.option("--export", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--overwrite", is_flag=True)
@click.option("--review", is_flag=True)
@click.option("--limit", default=20, show_default=True, type=AT_LEAST_ONE)
@json_option
@with_site
def lexicon(
    site: Site,
    /,
    word: str | None,
    lang: str | None,
    export: Path | None,
    overwrite: bool,
    review: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Show what was learned of translations."""
    from seogo.indexing.word_lists import to_glossary
    from seogo.languages import Language
    from seogo.lexicon.glossary_terms import to_terms
    from seogo.lexicon.review import doubtful_translations
    from seogo.lexicon.surface_forms import SurfaceForms
    from seogo.storage.drafts import write_file
    from seogo.terminal.lexicon import print_doubtful_translations, print_translations
    from seogo.terminal.texts import translated

    if (word is not None) + (export is not None) + review != 1 or (overwrite and not export):
        raise click.UsageError(translated("lexicon.options"))
    opened = site.current()
    learned = opened.lexicon()
    manifest = site.generations.newest(thorough=False).manifest
    languages = [Language(lang)] if lang else list(Language)
    if export is not None:
        lines = _exported(learned, languages, as_json=as_json)
        if export == Path("-"):
            click.echo("".join(lines), nl=False)
            return
        with write_file(export, overwrite=overwrite) as file:
            file.writelines(line.encode() for line in lines)
        return
    written = SurfaceForms(opened.engine).text
    terms = partial(to_terms, analyzer=site.analyzer_for(manifest.dictionary))
    if word is not None:
        known = _translations(learned, terms(word), languages)
        if as_json:
            print_json({"word": word, "terms": [_term_to_json(one, written) for one in known]})
        else:
            print_translations(word, known, written)
        return
    taken = [form for entry in to_glossary(manifest.glossary) for form in entry.words]
    doubts = doubtful_translations(
        learned, opened.engine, languages=languages, most=limit, taken=taken, to_terms=terms
    )
    if as_json:
        print_json({"doubts": [_doubt_to_json(doubt) for doubt in doubts]})
    else:
        print_doubtful_translations(doubts, written)


def _translations(
    learned: Lexicon, terms: list[str], languages: list[Language]
) -> list[TermTranslations]:
    """The translations of terms that the lexicon knows, in each of the languages."""
    from seogo.terminal.lexicon import TermTranslations

    found = [
        TermTranslations(
            language,
            term,
            learned.translations(term, language),
            tuple(sorted(learned.forbidden(term, language))),
        )
        for term in dict.fromkeys(terms)
        for language in languages
    ]
    return [known for known in found if known.translations or known.forbidden]


def _exported(lexicon: Lexicon, languages: list[Language], *, as_json: bool) -> Iterator[str]:
    """The lines of an export: a header and tab-separated rows, or an object of JSON each."""
    if not as_json:
        yield "\t".join(_COLUMNS) + "\n"
    for language in languages:
        for term, row in lexicon.rows(language):
            for found in row:
                if as_json:
                    values = language.value, term, *_translation_to_json(found).values()
                    data = dict(zip(_COLUMNS, values, strict=True))
                    yield json.dumps(data, ensure_ascii=False) + "\n"
                else:
                    numbers = f"{found.probability:.5f}", f"{found.support:.2f}"
                    fields = language.value, term, found.term, *numbers, found.origin.value
                    yield "\t".join(fields) + "\n"


def _term_to_json(known: TermTranslations, written: Written) -> dict[str, Any]:
    other = known.language.other
    return {
        "language": known.language.value,
        "term": known.term,
        "text": written(known.term, known.language),
        "translations": [
            {"text": written(found.term, other)} | _translation_to_json(found)
            for found in known.translations
        ],
        "forbidden": known.forbidden,
    }


def _doubt_to_json(doubt: DoubtfulTranslation) -> dict[str, Any]:
    return {
        "language": doubt.language.value,
        "term": doubt.term,
        "articles": doubt.articles,
        "translation": _translation_to_json(doubt.translation),
        "reasons": doubt.reasons,
        "confirm": doubt.confirm,
        "forbid": doubt.forbid,
    }


def _translation_to_json(found: Translation) -> dict[str, Any]:
    return {
        "term": found.term,
        "probability": round(found.probability, 5),
        "support": round(found.support, 2),
        "origin": found.origin.value,
    }
