"""Commands that set things up: init, open, completion, and the list of commands."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.cli.base.commands import EXAMPLES, GROUPS
from seogo.composition import Site
from tests.cli.test_cli import run


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="seogo")


def test_every_command_has_its_group_and_an_example() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(main.commands) == sorted(EXAMPLES)
    for name, lines in EXAMPLES.items():
        text = invoke(name, "--help").output
        assert all(f"\n  {line}\n" in text for line in lines)
    listed = invoke("--help").output
    assert listed.index("Articles:\n  init ") < listed.index("Search:\n  search ")


def test_a_new_archive_has_a_first_article_in_both_languages(tmp_path: Path) -> None:
    made = tmp_path / "a b"
    result = invoke("init", str(made))
    assert result.output.splitlines() == [
        *(
            str(made / name)
            for name in ("first-article.ko.md", "first-article.en.md", "seogo.yaml")
        ),
        f"Next: `seogo reindex --archive '{made}'`, then `seogo serve --archive '{made}'`.",
    ]
    checked = invoke("check", "--archive", str(made))
    assert checked.output == "2 articles, 0 errors, 0 warnings, 0 notes\n"
    again = invoke("init", str(made))
    assert (again.exit_code, "seogo.yaml is there already" in again.output) == (4, True)


def test_what_is_in_a_folder_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("mine", "utf-8")
    assert invoke("--archive", str(tmp_path), "-q", "init").output == f"{tmp_path / 'seogo.yaml'}\n"
    # a run that was killed before the settings
    (tmp_path / "notes" / "a.md").unlink()
    (tmp_path / "seogo.yaml").unlink()
    (tmp_path / "first-article.ko.md").write_text("mine", "utf-8")
    result = invoke("init", str(tmp_path), "-q")
    assert [Path(line).name for line in result.output.splitlines()] == [
        "first-article.en.md",
        "seogo.yaml",
    ]
    assert (tmp_path / "first-article.ko.md").read_text() == "mine"
    assert "Not a directory" in invoke("init", str(tmp_path / "seogo.yaml" / "x")).output


def test_an_article_is_opened_in_an_editor(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, told = tmp_path / "my editor", tmp_path / "told"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n')
    editor.chmod(stat.S_IRWXU)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    assert run(site, "open", "society/kimjang.ko").exit_code == 0
    path = site.settings.archive / "society/kimjang.ko.md"
    assert told.read_text().splitlines() == ["--wait", str(path)]
    for command, says in (
        ("", "set EDITOR"),
        ("false", "status 1"),
        ("'", "No closing"),
        ("/none", "/none"),
    ):
        monkeypatch.setenv("VISUAL", command)
        result = run(site, "open", "society/kimjang.ko")
        assert (result.exit_code, says in result.output) == (4, True), result.output
    assert run(site, "open", "no/such").exit_code == 4


def test_a_page_is_opened_in_a_browser(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(address: str) -> int:
        opened.append(address)
        return 0

    monkeypatch.setattr("click.launch", launch)
    assert run(site, "open", "society/kimjang.ko", "--page").exit_code == 0
    monkeypatch.setenv("SEOGO_BASE_URL", "https://news.example/a")
    assert run(site, "open", "society/kimjang.ko", "--page").exit_code == 0
    assert opened == [
        "http://127.0.0.1:8000/articles/society/kimjang.ko",
        "https://news.example/a/articles/society/kimjang.ko",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_a_script(shell: str, tmp_path: Path) -> None:
    script = invoke("completion", shell).output
    assert "_SEOGO_COMPLETE" in script
    if (found := shutil.which(shell)) is not None:
        (tmp_path / "script").write_text(script)
        subprocess.run([found, "-n", str(tmp_path / "script")], check=True)


def test_commands_options_and_values_are_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    def completed(line: str) -> list[str]:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        result = CliRunner().invoke(
            main, prog_name="seogo", env={"_SEOGO_COMPLETE": "bash_complete", **words}
        )
        return [one.partition(",")[2] for one in result.output.split()]

    assert completed("seogo con") == ["concordance"]
    assert completed("seogo search --lang ") == ["ko", "en"]
    assert "--partial" in completed("seogo search --p")
    assert completed("seogo search --sort o") == ["oldest"]


def test_the_lexicon_shows_words_as_they_are_written(site: Site) -> None:
    output = run(site, "lexicon", "인공지능").output
    assert "intelligence" in output
    assert "artificial" in output
    assert "artifici " not in output
    assert run(site, "lexicon", "유네스코").output.startswith("유네스코  ko\n")
