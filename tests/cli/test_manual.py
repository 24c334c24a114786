"""`seogo help` lists and prints the manual in the language of the terminal, or in another one."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from seogo.cli import main
from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic


def output(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["help", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_all_topics_are_listed() -> None:
    lines = output().splitlines()
    assert [line.split()[0] for line in lines if line.split()[0] in TOPICS] == list(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("columns", [60, 81])
def test_a_topic_is_printed_whole(
    topic: str, language: Language, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    article = load_topic(topic, language)
    text = output(topic, "--lang", language.value)
    assert article.title in text
    headings = [line[3:] for line in article.body.splitlines() if line.startswith("## ")]
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line in headings] == headings
    assert text.count("…") == article.body.count("…")  # nothing is cut
    assert "|---" not in text
    assert "```" not in text


def test_the_language_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "명령줄" in output("command-line")
    assert "명령줄" not in output("command-line", "--lang", "en")


def test_an_unknown_topic_is_wrong_usage_and_names_the_others() -> None:
    result = CliRunner().invoke(main, ["help", "nothing"])
    assert result.exit_code == 2
    assert all(topic in result.output for topic in TOPICS)
