"""What the documents promise is there: every command, option, parameter and setting in the README, both commands as CI runs
them, every package justified."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from seogo import settings
from seogo.articles.front_matter import KEYS
from seogo.cli import main
from seogo.query.parser import parse
from seogo.web.http.params import NAMES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENGLISH, _, KOREAN = README.partition("## 한국어")
ARCHITECTURE = (ROOT / "src" / "seogo" / "ARCHITECTURE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`seogo {name}" in ENGLISH
    assert re.search(rf"`(seogo )?{name}`", KOREAN)
    for option in main.commands[name].params:
        assert not isinstance(option, click.Option) or option.help, f"{name}: {option.name}"


def test_every_parameter_key_and_setting_is_in_the_readme() -> None:
    for name in (*NAMES, *KEYS, *settings._KEYS, "SEOGO_ARCHIVE", "SEOGO_INDEX", "SEOGO_CORS"):
        assert f"`{name}`" in ENGLISH, name
    for key in KEYS:
        assert f"`{key}`" in KOREAN, key


def test_every_example_query_can_be_read() -> None:
    table = README.partition("| typed | means |")[2].partition("\n\n")[0]
    examples = [
        example
        for row in table.splitlines()
        for example in re.findall(r"`([^`]+)`", row.partition(" | ")[0])
    ]
    assert len(examples) >= 10
    for example in examples:
        assert parse(example).node is not None


def test_both_commands_stand_in_both_languages() -> None:
    commands = re.findall(r"^python3 -m venv.*$", README, re.MULTILINE)
    assert len(commands) == 4
    assert commands[:2] == commands[2:]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    pattern = re.search(r"test_command=\$\((sed .*?)\)\n", script)
    assert pattern is not None
    found = subprocess.run(
        ["bash", "-c", pattern.group(1)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() in README
    assert found.stdout.strip().endswith("-m pytest")


def test_every_package_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[a-z0-9-]+", requirement)
        assert name is not None
        assert f"**{name.group()}**" in ARCHITECTURE, requirement


def test_only_the_owner_s_files_stand_at_the_top() -> None:
    allowed = {
        "pyproject.toml", "archive", "src", "templates", "tests", "README.md", "LICENSE", "CHANGELOG.md",
    }  # fmt: skip
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    top = {name.partition("/")[0] for name in tracked}
    assert {name for name in top if not name.startswith(".")} <= allowed


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    for text in (ENGLISH, KOREAN):
        pictures = re.findall(r"^!\[.+\]\((.+)\)$", text, re.MULTILINE)
        assert len(pictures) == 2
        for path in pictures:
            assert 5_000 < (ROOT / path).stat().st_size < 60_000, path
