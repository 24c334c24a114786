"""The manual is complete in both languages, and what it shows works: its commands, queries, addresses and links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from seogo import settings
from seogo.articles.front_matter import KEYS, parse_article
from seogo.articles.model import Article
from seogo.cli import main
from seogo.cli.base.commands import EXAMPLES
from seogo.composition import Site
from seogo.exporters.runner import BUILT_IN
from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic
from seogo.query.canonical import to_text
from seogo.query.nodes import FIELDS
from seogo.query.parser import parse
from seogo.searching.request import SearchRequest
from seogo.web import create_app
from seogo.web.http.params import NAMES
from tests.manual.examples import blocks, bodies, commands, commands_of_units, in_sentences, rows
from tests.rows import each_row

ARTICLES = [(topic, language) for topic in TOPICS for language in Language]
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TEXTS = [README, *(body for language in Language for body in bodies(language))]
COMMANDS = sorted(
    {one for text in TEXTS for one in (*commands(blocks(text, "sh")), *commands_of_units(text))}
    | {one for lines in EXAMPLES.values() for one in commands(lines)}
)
INLINE = sorted({one for text in TEXTS for one in commands(in_sentences(text))})
READING = {"analyze", "check", "concordance", "diff", "export", "help", "lexicon", "pairs"}
READING |= {"search", "show", "status", "words"}
WRITING = {"--accept", "--accept-all", "--add", "--fix"}
QUERIES = [pytest.param(*row, id=f"{lang}-{row[0]}") for lang in Language for row in rows(lang)]
ADDRESSES = sorted({line for text in TEXTS for line in blocks(text, "http")})


@each_row(("topic", "language"), ARTICLES)
def test_an_article_is_a_proper_one(topic: str, language: Language) -> None:
    name = f"{topic}.{language}.md"
    data = (resources.files("seogo.manual") / name).read_bytes()
    parsed = parse_article(data, name, ZoneInfo("UTC"))
    assert parsed is not None
    assert (parsed.warnings, parsed.notes) == ((), ())
    assert parsed.article.summary.endswith(".")
    assert bool(re.search("[가-힣]", parsed.article.summary)) == (language is Language.KO)


def test_every_file_belongs_to_a_topic() -> None:
    folder = Path(str(resources.files("seogo.manual")))
    assert {path.name for path in folder.glob("*.md")} == {
        f"{topic}.{lang}.md" for topic, lang in ARTICLES
    }


@each_row("topic", TOPICS)
def test_both_languages_have_the_same_sections(topic: str) -> None:
    def outline(article: Article) -> list[str]:
        return re.findall(r"^(#+ |```\w+|\|---)", article.body, re.MULTILINE)

    assert outline(load_topic(topic, Language.KO)) == outline(load_topic(topic, Language.EN))


def parsed(command: str) -> tuple[click.Context, dict[str, object]]:
    """The options and arguments of a command line, before they are converted. Raises UsageError."""
    name, *arguments = shlex.split(command)
    known = main.commands[name]
    context = click.Context(known, info_name=name)
    options, left, _ = known.make_parser(context).parse_args(arguments)
    assert left == []
    return context, options


@each_row("command", COMMANDS)
def test_a_command_can_be_typed_as_it_stands(command: str) -> None:
    context, options = parsed(command)
    for param in context.command.params:
        value = options.get(param.name or "")
        if param.value_is_missing(value):
            assert not param.required
        elif not isinstance(param.type, click.Path):
            param.type_cast_value(context, value)


@each_row("command", INLINE)
def test_a_command_in_a_sentence_has_options_that_are_there(command: str) -> None:
    parsed(command)


def harmless(command: str) -> bool:
    name, *arguments = shlex.split(command)
    return name in READING and not WRITING & set(arguments)


@pytest.mark.slow
@pytest.mark.parametrize("command", [command for command in COMMANDS if harmless(command)])
def test_a_command_that_reads_works_on_the_sample_archive(
    site: Site, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEOGO_ARCHIVE", str(site.settings.archive))
    monkeypatch.setenv("SEOGO_INDEX", str(site.settings.index))
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("language", Language)
def test_programs_in_python_run_as_they_stand(
    site: Site, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.settings.archive.parent)
    monkeypatch.setenv("SEOGO_INDEX", str(site.settings.index))
    body = load_topic("python", language).body
    programs = re.findall(r"^```python\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
    assert len(programs) == 3
    for program in programs:
        exec(compile(program, "python.md", "exec"), {})


@pytest.mark.parametrize(("query", "meaning"), QUERIES)
def test_a_query_is_read_as_its_row_says_and_finds_something(
    site: Site, query: str, meaning: str
) -> None:
    parsed = parse(query)
    assert parsed.node is not None
    assert parsed.ignored == ()
    canonical = to_text(parsed.node)
    assert canonical == query or f"`{canonical}`" in meaning
    assert site.search.search(SearchRequest(q=query)).total


@pytest.mark.parametrize("language", Language)
def test_no_kind_of_query_is_missing(language: Language) -> None:
    queries = [query for query, _ in rows(language)]
    assert len(queries) == len(set(queries))
    everything = " ".join(queries)
    for name in FIELDS:
        assert f"{name}:" in everything
    for sign in (" OR ", " | ", " NOT ", " -", "*", '"', "“", "(", ".."):
        assert sign in everything


@pytest.mark.parametrize("line", ADDRESSES)
def test_an_address_answers(site: Site, line: str) -> None:
    client: FlaskClient = create_app(site).test_client()
    method, _, address = line.partition(" ")
    assert method == "GET"
    assert client.get(quote(address, safe="/?&=:%.+-_")).status_code == 200


@each_row(("topic", "language"), ARTICLES)
def test_links_lead_to_topics(topic: str, language: Language) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", load_topic(topic, language).body):
        assert target in TOPICS or target.startswith("https://")


@pytest.mark.parametrize("language", Language)
def test_every_command_and_option_is_explained(language: Language) -> None:
    everything = "".join(bodies(language))
    listed = load_topic("command-line", language).body
    for name, command in main.commands.items():
        assert re.search(rf"^\| `seogo {name}[ `]", listed, re.MULTILINE), name
        for param in command.params:
            if isinstance(param, click.Option):
                option = rf"(?<![\w-]){param.opts[0]}(?![\w-])"
                assert re.search(option, everything), f"{name} {param.opts[0]}"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("api", NAMES),
        ("writing-articles", KEYS),
        ("settings-and-deploying", settings._KEYS),
        ("settings-and-deploying", ("SEOGO_ARCHIVE", "SEOGO_INDEX", "SEOGO_CORS")),
        ("exporting", [one.name for one in BUILT_IN]),
    ],
)
def test_every_parameter_key_setting_and_format_is_explained(
    topic: str, names: Sequence[str], language: Language
) -> None:
    body = load_topic(topic, language).body
    assert [name for name in names if f"`{name}`" not in body] == []
