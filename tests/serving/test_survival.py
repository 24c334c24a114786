"""A whole server that is mistreated: clients that sleep, processes that die, an index that is deleted."""

from __future__ import annotations

import json
import os
import shutil
import signal
from contextlib import ExitStack
from pathlib import Path
from socket import create_connection
from urllib.parse import quote, urlsplit

import pytest

from tests.serving.test_server import children, finds, get, is_alive, served, until, write

pytestmark = pytest.mark.slow

ROUTES = (
    *("/", "/search?q=김장", "/search.json?q=김장", "/search.atom?q=배추", "/search.csv?q=배추"),
    *("/search.jsonl?q=배추", "/suggest?q=김", "/analyze?text=김장을+했다", "/concordance?q=배추"),
    *("/analyze.json?text=김장을+했다", "/articles/김장.ko", "/articles/김장.ko.json", "/tags"),
    *("/articles/김장.ko.md", "/articles/김장.ko.bib", "/articles/김장.ko/pair", "/readyz"),
)
"""Addresses as people type them."""


def raw_status(address: str, route: str) -> int:
    """The status of the answer to an address that nobody has encoded."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with create_connection((host, port), timeout=60) as opened:
        opened.sendall(f"GET {route} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        return int(opened.makefile("rb").readline().split()[1])


def is_ready_everywhere(address: str) -> bool:
    """Whether both processes have opened the index: twenty answers in a row, from either of them."""
    return all(raw_status(address, "/readyz") == 200 for _ in range(20))


def test_a_server_survives_what_is_done_to_it(tmp_path: Path) -> None:
    archive, index = tmp_path / "archive", tmp_path / "index"
    write(archive, "김장.ko.md", "김장", "배추를 절여 김장을 했다.")
    write(archive, "김장.en.md", "Kimjang", "They salted cabbages and made kimchi.")
    with served(archive, index, "--watch", "--processes", "2") as (server, address):
        until(lambda: finds(address, "배추", 1), "the article")

        with ExitStack() as stack:  # 300 clients that send half a request
            parts = urlsplit(address)
            for _ in range(300):
                opened = stack.enter_context(create_connection((parts.hostname, parts.port)))
                opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            assert get(f"{address}/healthz")[0] == 200

        until(lambda: is_ready_everywhere(address), "the index in both processes")

        # what is open answers, and what is gone is built anew
        index.rename(
            tmp_path / "deleted"
        )  # at once, or the server writes into what is being deleted
        shutil.rmtree(tmp_path / "deleted")
        assert {route: raw_status(address, route) for route in ROUTES} == dict.fromkeys(ROUTES, 200)
        until((index / "current").exists, "another index")

        first = children(server.pid)
        for died in first:  # two that answer, one that refreshes the index
            os.kill(died, signal.SIGKILL)
        until(lambda: len(set(children(server.pid)) - set(first)) == 3, "other processes")
        assert not any(Path(f"/proc/{died}").exists() for died in first)
        write(archive, "무.ko.md", "무", "무와 배추를 썰었다.")
        until(lambda: finds(address, "배추", 2), "the article of those that came after")

        (archive / "dictionary.yaml").write_text("- 서고김장독\n", encoding="utf-8")
        write(archive, "독.ko.md", "독", "서고김장독에 배추를 넣었다.")
        second = children(server.pid)  # in no certain order, since all had died
        until(lambda: finds(address, "배추", 3), "the article with the word of the dictionary")
        until(lambda: sum(map(is_alive, second)) == 1, "the end of those without the word")
        text = json.loads(get(f"{address}/analyze.json?text={quote('서고김장독')}")[1])
        assert "서고김장독" in {token["term"] for token in text["tokens"]}
        last = children(server.pid)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        assert not any(map(is_alive, last))
