"""The local socket: commands ask the server of their index, and have the same answer without one."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.cli.search import answer_command
from seogo.composition import Site
from seogo.serving import local_socket
from seogo.serving.balance import ConnectionBalance
from seogo.serving.http_server import HttpServer, Limits
from seogo.serving.local_socket import SOCKET, ask, listening, local_app
from seogo.settings import Settings
from tests.test_layers import HEAVY

LOADING = "Loading the Korean analyser"


@contextmanager
def serving(site: Site) -> Iterator[None]:
    with listening(site.settings.index) as opened:
        assert opened is not None
        local = opened, local_app(site, partial(answer_command, site))
        limits = Limits(2, 64, 5)
        server = HttpServer(lambda *_: [], [], limits, ConnectionBalance(1), local)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.end()
            os.write(server.wake, b"\0")
            thread.join(10)
            assert not thread.is_alive()


@pytest.fixture
def own(site: Site) -> Site:
    """The site with the settings that commands have here (tests/conftest.py)."""
    return replace(site, settings=replace(site.settings, meaning=False))


def run(command: str, site: Site, *arguments: str) -> Result:
    where = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, [command, *where, *arguments])


search = partial(run, "search")


@pytest.mark.parametrize(
    "arguments",
    [
        ["김장", "문화"],
        ["김장", "--color", "always", "--partial"],
        ["인공지능", "--lang", "en", "--json", "--size", "3"],
        ["김장", "--explain", "society/kimjang.ko"],
        ["김장", "--explain", "society/kimjang.ko", "--json"],
        ["없는말쀍", "-q"],
        ["--", "-메모리", "반도체"],
    ],
)
@pytest.mark.parametrize("locale", ["C.UTF-8", "ko_KR.UTF-8"])
def test_answers_are_the_same_bytes_with_and_without_a_server(
    own: Site, arguments: list[str], locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    alone = search(own, *arguments)
    with serving(own):
        # the server speaks whatever language the command does
        answered = search(own, *arguments)
    assert alone.exit_code == answered.exit_code == 0
    assert (bool(alone.stderr), answered.stderr) == ("-q" not in arguments, "")
    took = rb'"took_ms": [0-9.]+'  # the time of the search, in JSON alone
    assert re.sub(took, b"", alone.stdout_bytes) == re.sub(took, b"", answered.stdout_bytes)


@pytest.mark.parametrize("arguments", [["한글"], ["AI", "--json"], ["쀍쀎", "--lang", "ko"]])
def test_a_concordance_is_answered_too(own: Site, arguments: list[str]) -> None:
    alone = run("concordance", own, *arguments)
    with serving(own):
        answered = run("concordance", own, *arguments)
    assert alone.exit_code == answered.exit_code == 0
    assert alone.stdout_bytes == answered.stdout_bytes != b""
    assert (LOADING in alone.stderr, LOADING in answered.stderr) == (True, False)


def test_errors_are_the_same_too(own: Site) -> None:
    with serving(own):
        result = search(own, "김장", "--explain", "no/such")
    assert (result.exit_code, "no/such" in result.stderr) == (4, True)
    assert LOADING in result.stderr


UNNEEDED = {
    *("seogo.query.parser", "seogo.query.dates", "seogo.query.numbers", "seogo.engines.base"),
    *("seogo.engines.clauses", "importlib.resources", "secrets"),
}
"""What only the process needs that answers: patterns and classes, some of which take longer to make than the answer."""


@pytest.mark.slow
def test_a_command_that_is_answered_loads_nothing_heavy(own: Site) -> None:
    where = ["--archive", str(own.settings.archive), "--index", str(own.settings.index)]
    with serving(own):
        run = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "seogo", "search", "김장", *where],
            capture_output=True,
            text=True,
            check=True,
        )
    assert "1. 김장, 겨울을 나누는 날" in run.stdout
    assert LOADING not in run.stderr
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "seogo.serving.local_socket" in loaded
    assert not loaded & (HEAVY - {"yaml"})  # seogo.yaml says where the index is
    assert not loaded & UNNEEDED


QUESTION = {
    "pairs": [["q", "김장"]], "explain": None, "partial": False, "json": False, "language": "en", "color": "never",
    "width": None, "quiet": False,
}  # fmt: skip


def test_a_server_of_anything_else_is_not_believed(
    own: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = own.settings
    with serving(own):
        assert "kimjang" in (ask(settings, QUESTION) or "")
        for other in (
            replace(settings, archive=tmp_path),
            replace(settings, zone="UTC"),
            replace(settings, base_url="https://news.example"),
            replace(settings, meaning=True),
        ):
            assert ask(other, QUESTION) is None
        for wrong in (
            {},
            QUESTION | {"pairs": 3},
            QUESTION | {"language": "fr"},
            {"q": "x" * 100_000},
        ):
            assert ask(settings, wrong) is None
        identity = local_socket._identity
        monkeypatch.setattr(
            local_socket,
            "_identity",
            lambda settings, token=None: identity(settings, token or (1, 2)),
        )
        assert ask(settings, QUESTION) is None  # another generation


def test_only_its_user_can_open_the_socket_and_it_goes_with_the_server(own: Site) -> None:
    path = own.settings.index / SOCKET
    with serving(own):
        found = path.stat()
        assert stat.S_ISSOCK(found.st_mode)
        assert stat.S_IMODE(found.st_mode) == 0o600
        with listening(own.settings.index) as second:
            assert second is None
        assert ask(own.settings, QUESTION)
    assert not path.exists()
    assert not list(own.settings.index.glob(".seogo-*"))


def at(folder: Path, settings: Settings) -> Settings:
    return replace(settings, index=folder)


def test_a_stale_socket_is_passed_over_and_removed(own: Site, tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 40)
    folder.mkdir()
    settings = at(folder, own.settings)
    assert ask(settings, QUESTION) is None
    here = os.open(folder, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(f"/proc/self/fd/{here}/{SOCKET}")
    os.close(here)
    assert (folder / SOCKET).exists()
    assert ask(settings, QUESTION) is None
    assert not (folder / SOCKET).exists()
    (folder / SOCKET).write_text("no socket")
    assert ask(settings, QUESTION) is None
    assert (folder / SOCKET).read_text() == "no socket"
    with listening(tmp_path / "not" / "there") as opened:
        assert opened is not None
    with listening(folder / SOCKET) as opened:
        assert opened is None


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff\xfe",
        b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.0 200 OK\r\n\r\n",
    ],
)
def test_an_answer_that_is_none_is_passed_over(said: bytes, own: Site, tmp_path: Path) -> None:
    with listening(tmp_path) as opened:
        assert opened is not None
        opened.setblocking(True)

        def speak() -> None:
            connection, _ = opened.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(said)

        thread = threading.Thread(target=speak, daemon=True)
        thread.start()
        assert ask(at(tmp_path, own.settings), QUESTION) is None
        thread.join(10)
