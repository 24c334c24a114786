"""What the documents promise is there: the README is short and says the same twice, CI runs its commands, every package is
justified, and the map of the code names what exists."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from seogo import __version__
from seogo.cli import main
from tests.test_layers import ORDER

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENGLISH, _, KOREAN = README.partition("## 한국어")
ARCHITECTURE = (ROOT / "src" / "seogo" / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 240


def test_both_languages_of_the_readme_say_the_same() -> None:
    def facts(text: str) -> tuple[object, ...]:
        blocks = "".join(re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
        return (
            re.sub('new ".*" --lang ..', "new", blocks),
            re.findall(r"^\| (`seogo .*?) \|", text, re.MULTILINE),
            re.findall(r"^\| [^|`]+((?:\| [\d.,]+ )+)\|$", text, re.MULTILINE),
            len(re.findall("^###? ", text, re.MULTILINE)),
            set(re.findall(r"https?://[^)>'\s]+", text)),
        )

    assert facts(ENGLISH) == facts(KOREAN)


def test_every_command_is_in_the_readme() -> None:
    table = README.partition("| Command | Does |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`seogo (\w+)`", table)) == set(main.commands)


def test_the_commands_of_the_readme_stand_in_both_languages() -> None:
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
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["import"]):
        name = re.match(r"[a-z0-9-]+", requirement)
        assert name is not None
        assert f"**{name.group()}**" in ARCHITECTURE, requirement


def test_the_map_of_the_code_is_short_and_names_what_exists() -> None:
    assert len(ARCHITECTURE.splitlines()) <= 300
    source = ROOT / "src" / "seogo"
    homes = (source, source / "engines" / "whoosh", *(path for path in source.iterdir()), ROOT)
    named = set(re.findall(r"`((?:\w+/)*(?:\w+/|\w[\w.-]*\.(?:py|md)))`", ARCHITECTURE))
    assert len(named) > 50
    assert {name for name in named if not any((home / name).exists() for home in homes)} == set()
    rooms = re.findall(r"`(\w+)/`", "".join(re.findall(r"^- (\*\*.+\*\*):", ARCHITECTURE, re.M)))
    packages = {path.name for path in source.iterdir() if (path / "__init__.py").exists()}
    assert rooms == [name for name in ORDER if name in packages]


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+) \(\d{4}-\d{2}-\d{2}\)$", changes, re.MULTILINE)
    assert newest is not None
    assert project["version"] == __version__ == newest[1]


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
