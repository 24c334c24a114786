"""A whole server: it listens at once, keeps the index, answers on several cores, and survives what is done to it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import create_connection
from urllib.parse import quote, urlsplit

import pytest

from seogo.serving.supervisor import default_processes

pytestmark = pytest.mark.slow

ROUTES = (
    *("/", "/search?q=김장", "/search.json?q=김장", "/search.atom?q=배추", "/search.csv?q=배추"),
    *("/search.jsonl?q=배추", "/suggest?q=김", "/analyze?text=김장을+했다", "/concordance?q=배추"),
    *("/analyze.json?text=김장을+했다", "/articles/김장.ko", "/articles/김장.ko.json", "/tags"),
    *("/articles/김장.ko.md", "/articles/김장.ko.bib", "/articles/김장.ko/pair", "/readyz"),
)
"""Addresses as people type them."""


def write(folder: Path, name: str, title: str, body: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def until(true: Callable[[], bool], what: str) -> None:
    # the process that indexes gives way to all else: where others compute, each run takes minutes
    last = time.monotonic() + 600
    while not true():
        assert time.monotonic() < last, what
        time.sleep(0.1)


@contextmanager
def served(
    archive: Path, index: Path, *options: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server and its address; Ctrl-C ends it."""
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "seogo", "serve", "--archive", str(archive)),
            *("--index", str(index), "--port", "0", *options),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr is not None
        first = server.stderr.readline()
        yield server, first.split()[1].rstrip("/")
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
        _, rest = server.communicate(timeout=60)
    if server.returncode != -signal.SIGKILL:
        assert server.returncode == 0
        assert rest.rstrip().endswith("Seogo has ended.")
    assert "Traceback" not in rest


def finds(address: str, query: str, total: int) -> bool:
    status, text = get(f"{address}/search.json?q={quote(query)}")
    assert status in (200, 503), text
    return status == 200 and json.loads(text)["total"] == total


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(process: int) -> list[int]:
    """The processes that this one has made and that are alive, in the order in which it made them."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == process and state != "Z":
            found.append(int(entry.parent.name))
    return sorted(found)


def raw_status(address: str, route: str) -> int:
    """The status of the answer to an address that nobody has encoded."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with create_connection((host, port), timeout=60) as opened:
        opened.sendall(f"GET {route} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        return int(opened.makefile("rb").readline().split()[1])


def is_ready_everywhere(address: str) -> bool:
    """Whether both processes have opened the index: twenty answers in a row, from either of them."""
    return all(raw_status(address, "/readyz") == 200 for _ in range(20))


def follow_the_archive(archive: Path, server: int, address: str) -> None:
    """Each process finds what was written, by itself and at once."""
    first, second, _ = children(server)
    for stopped in (first, second):
        with paused(stopped):
            until(lambda: finds(address, "절였습니다", 1), "the article, by one process")
            status, text = get(f"{address}/analyze.json?text={quote('금리를 올렸다.')}")
            assert (status, "금리" in text) == (200, True)
    write(archive, "금리.ko.md", "기준금리", "한국은행이 기준금리를 동결했다.")
    for stopped in (second, first):
        until(lambda: finds(address, "동결했습니다", 1), "the new article")
        with paused(stopped):
            until(lambda: finds(address, "동결했습니다", 1), "the new article, by one process")
    (archive / "금리.ko.md").unlink()
    until(lambda: finds(address, "동결했습니다", 0), "the end of the article")


@contextmanager
def paused(process: int) -> Iterator[None]:
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def answer_beside_sleeping_clients(address: str) -> None:
    """300 clients send half a request."""
    with ExitStack() as stack:
        parts = urlsplit(address)
        for _ in range(300):
            opened = stack.enter_context(create_connection((parts.hostname, parts.port)))
            opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        assert get(f"{address}/healthz")[0] == 200


def outlive_the_index(index: Path, address: str) -> None:
    """What is open answers, and what is gone is built anew."""
    until(lambda: is_ready_everywhere(address), "the index in both processes")
    deleted = index.with_name("deleted")
    index.rename(deleted)  # at once, or the server writes into what is being deleted
    shutil.rmtree(deleted)
    assert {route: raw_status(address, route) for route in ROUTES} == dict.fromkeys(ROUTES, 200)
    until((index / "current").exists, "another index")


def replace_the_dead(archive: Path, server: int, address: str) -> None:
    """Two processes that answer and the one that refreshes the index are killed."""
    first = children(server)
    for died in first:
        os.kill(died, signal.SIGKILL)
    until(lambda: len(set(children(server)) - set(first)) == 3, "other processes")
    assert not any(Path(f"/proc/{died}").exists() for died in first)
    write(archive, "무.ko.md", "무", "무와 배추를 썰었다.")
    until(lambda: finds(address, "배추", 2), "the article of those that came after")


def learn_a_word(archive: Path, server: int, address: str) -> None:
    """Another dictionary needs another Kiwi, and other processes."""
    (archive / "dictionary.yaml").write_text("- 서고김장독\n", encoding="utf-8")
    write(archive, "독.ko.md", "독", "서고김장독에 배추를 넣었다.")
    former = children(server)  # in no certain order, since all had died
    until(lambda: finds(address, "배추", 3), "the article with the word of the dictionary")
    until(lambda: sum(map(is_alive, former)) == 1, "the end of those without the word")
    text = json.loads(get(f"{address}/analyze.json?text={quote('서고김장독')}")[1])
    assert "서고김장독" in {token["term"] for token in text["tokens"]}


def test_a_server_follows_its_archive_and_survives_what_is_done_to_it(tmp_path: Path) -> None:
    """One test, since each server loads Kiwi."""
    archive, index = tmp_path / "archive", tmp_path / "index"
    write(archive, "김장.ko.md", "김장", "배추를 절여 김장을 했다.")
    write(archive, "김장.en.md", "Kimjang", "They salted cabbages and made kimchi.")
    with served(archive, index, "--watch", "--processes", "2") as (server, address):
        assert get(f"{address}/healthz")[0] == 200
        until(lambda: finds(address, "배추", 1), "the article")
        follow_the_archive(archive, server.pid, address)
        answer_beside_sleeping_clients(address)
        outlive_the_index(index, address)
        replace_the_dead(archive, server.pid, address)
        learn_a_word(archive, server.pid, address)
        last = children(server.pid)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
        assert not any(map(is_alive, last))


def test_no_process_outlives_the_first_one(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write(archive, "a.en.md", "Rails", "An article about rails.")
    with served(archive, tmp_path / "index", "--watch") as (server, _):
        until(lambda: len(children(server.pid)) == default_processes() + 1, "all processes")
        processes = children(server.pid)
        server.kill()
        server.wait(timeout=60)
        until(lambda: not any(map(is_alive, processes)), "the end of all")


def test_ctrl_c_ends_a_server_that_loads(tmp_path: Path) -> None:
    """It listens before it has loaded Kiwi."""
    archive = tmp_path / "archive"
    write(archive, "a.en.md", "Rails", "An article about rails.")
    with served(archive, tmp_path / "index") as (server, _):
        assert not children(server.pid)
