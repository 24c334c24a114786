"""`--help` and wrong usage are Korean on a Korean terminal, all of them, and English everywhere else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.cli.base.commands import GROUPS
from seogo.messages import catalogues
from seogo.messages.catalogues import has_text
from seogo.searching import parameters
from seogo.searching.parameter_kinds import Parameter
from seogo.web.http import params
from seogo.web.http.params import SEARCH, TEXT

COMMANDS = {"": main, **main.commands}
PARAMETERS = {
    parameter.name
    for module in (parameters, params)
    for value in vars(module).values()
    for parameter in (value if isinstance(value, tuple) else (value,))
    if isinstance(parameter, Parameter)
}
CATALOGUE = Path(catalogues.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "help.po"


def run(monkeypatch: pytest.MonkeyPatch, locale: str, *arguments: str) -> Result:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setenv("COLUMNS", "80")
    return CliRunner().invoke(main, arguments, prog_name="seogo")


def test_every_command_and_option_has_its_help() -> None:
    for name, command in {"seogo": main, **main.commands}.items():
        assert has_text(f"help.{name}")
        for param in command.get_params(click.Context(command)):
            if isinstance(param, click.Option):
                option = max(param.opts, key=len).lstrip("-")
                assert has_text(f"help.{name}.{option}") or has_text(f"help.option.{option}")


def test_every_parameter_of_addresses_has_its_help() -> None:
    for parameter in (*SEARCH, TEXT):
        groups = "parameter", "search", "option"
        assert any(has_text(f"help.{group}.{parameter.name}") for group in groups), parameter


def test_no_help_is_left_of_an_option_that_is_gone() -> None:
    options = {
        f"{name}.{option.lstrip('-')}"
        for name, command in {"seogo": main, **main.commands}.items()
        for param in command.get_params(click.Context(command))
        for option in param.opts
    }
    shared = {option.partition(".")[2] for option in options}
    for code in re.findall('^msgid "help[.](.*)"', CATALOGUE.read_text(), re.MULTILINE):
        name, _, option = code.partition(".")
        if name == "option":
            assert option in shared
        elif name == "short":
            assert option in main.commands
        elif name == "group":
            assert option in {*GROUPS, "examples"}
        elif name == "parameter":
            assert option in PARAMETERS
        else:
            assert code in options if option else name in {"seogo", *main.commands}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_is_korean_and_fits(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, "ko_KR.UTF-8", *name.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith("사용법: seogo")
    assert re.search(r"^옵션:\n", result.output, re.MULTILINE)
    own = re.sub(r"\[[^\]]*\]|`[^`]*`", "", result.output)
    assert not re.search(r"\b(the|of|and|only|with)\b", own, re.IGNORECASE), own
    for line in result.output.splitlines():
        columns = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
        assert columns <= 80, line
        assert line.isprintable()


def test_help_is_english_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "ko_KR.UTF-8", "pairs", "--help")
    for locale in ("en_US.UTF-8", "C", "de_DE.UTF-8"):
        output = run(monkeypatch, locale, "pairs", "--help").output
        assert output.startswith("Usage: seogo pairs [OPTIONS] [ID]...\n")
        assert "Show this message and exit." in output
        assert not re.search("[가-힣]", output)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "글:\n"), ("serch", "seogo: serch: 없는 명령입니다."), ("show a b", "불필요한 인자: b"),
        ("search --sizze 3", "--sizze: 없는 옵션입니다."), ("import", "seogo: 빠진 인자: 'SOURCE...'"),
        ("export x", "seogo: 빠진 옵션: '--format'"), ("pairs --limit 0", "범위를 벗어났습니다(x>=1)"),
        ("pairs --limit x", "“x”: 숫자가 아닙니다."), ("export x --format y", "쓸 수 있는 값은 'jsonl'"),
        ("show", "도움말: seogo show --help"), ("serve --port", "--port: 값을 적으세요."),
        ("import x --since 1", "2026년 1월"), ("evaluate none.jsonl", "none.jsonl: 파일이나 폴더가 없습니다."),
    ],
)  # fmt: skip
def test_wrong_usage_is_said_in_korean(
    arguments: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(monkeypatch, "ko_KR.UTF-8", *arguments.split())
    assert result.exit_code == 2
    assert said in result.output
    assert "Error" not in result.output


def test_choices_are_shown_as_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    text = run(monkeypatch, "C.UTF-8", "search", "--help").output
    assert all(
        f"--{shown}" in text for shown in ("lang [ko|en]", "in [all|title]", "from DATE", "page N")
    )
