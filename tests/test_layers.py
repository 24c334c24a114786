"""Who imports whom: one order, only downward; and every library behind its fence."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "seogo"

LAYERS = [
    ["__main__"],
    ["cli"],
    ["terminal", "serving"],
    ["processes"],
    ["web"],
    ["evaluation"],
    ["wiring"],
    ["editing", "exporters"],
    ["importers", "new_words"],
    ["pairs_json"],
    ["page_json"],
    ["concordance", "pairs_survey"],
    ["pairing"],
    ["current"],
    ["search"],
    ["hits"],
    ["indexing"],
    ["generations", "translations"],
    ["drawn"],
    ["lists"],
    ["streaming"],
    ["alike", "pairs"],
    ["related", "sides"],
    ["differences", "documents", "snippets", "term_changes"],
    ["analysis_store"],
    ["analyses"],
    ["engines.whoosh"],
    ["explaining"],
    ["meanings"],
    ["resolve", "corrections", "doubts", "suggested"],
    ["archive_words", "spelling", "suggestions"],
    ["bridging"],
    ["asking"],
    ["readable", "sounds"],
    ["equivalents"],
    ["evidence", "forms"],
    ["values", "weights"],
    ["engines"],
    ["bridge"],
    ["query"],
    ["analysis"],
    ["articles"],
    ["settings"],
    ["yamlfile"],
    ["mapped", "moved", "packed"],
    ["errors", "languages"],
    [""],
]
"""From the top down; a module imports from lines below its own, and inside its own package."""

FENCES = {
    "flask": ("web",),
    "werkzeug": ("web",),
    "whoosh": ("engines.whoosh",),
    "kiwipiepy": ("analysis.korean",),
    "yaml": ("yamlfile",),
    "markdown_it": ("articles.markdown", "articles.commonmark"),
    "Stemmer": ("analysis.english",),
    "waitress": ("serving",),
    "click": ("cli",),
    "lxml": ("importers.html_tree", "importers.feeds"),
    "trafilatura": ("importers.pages",),
    "warcio": ("importers.warc",),
    "rich": ("terminal",),
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        yield name.removesuffix(".__init__").removesuffix("__init__"), ast.parse(path.read_text())


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(module: str) -> int:
    """The line of the longest layer name that the module is in."""
    found = [
        (len(name), number)
        for number, names in enumerate(LAYERS)
        for name in names
        if module == name or module.startswith(name + ".")
    ]
    assert found or module == "__version__", f"{module} is in no layer: add it to LAYERS"
    return max(found)[1] if found else len(LAYERS) - 1


def test_imports_go_down() -> None:
    wrong = []
    for name, tree in modules():
        for imported in imports(tree):
            if not imported.startswith("seogo."):
                continue
            target = imported.removeprefix("seogo.")
            if target == "__version__":
                continue
            own, other = name.partition(".")[0], target.partition(".")[0]
            if own != other and layer(target) <= layer(name):
                wrong.append(f"seogo.{name} imports seogo.{target}")
    assert wrong == []


def test_every_library_stays_behind_its_fence() -> None:
    wrong = []
    for name, tree in modules():
        for imported in imports(tree):
            homes = FENCES.get(imported.partition(".")[0])
            if homes and not any(name == home or name.startswith(home + ".") for home in homes):
                wrong.append(f"seogo.{name} imports {imported}, which belongs to {homes}")
    assert wrong == []


@pytest.mark.parametrize("arguments", [["-c", "import seogo"], ["-m", "seogo", "--help"]])
def test_nothing_heavy_is_loaded_before_it_is_needed(arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "seogo" in loaded
    assert not loaded & {"kiwipiepy", "whoosh", "flask", "numpy", "yaml", "markdown_it", "rich"}


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
