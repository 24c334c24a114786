"""Local socket: a command asks the server that runs for the same index, instead of loading Kiwi and the index itself.

``serve`` listens at ``server.sock`` in the index folder, which only its user may open (mode 0600). A command sends what it
wants as JSON, with its version, settings and generation; a server that is not exactly that says so, and the command helps
itself.
The same is true where nobody answers: a socket that a killed server has left is passed over, and removed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from seogo import __version__
from seogo.errors import SeogoError
from seogo.storage.drafts import locked, opened
from seogo.storage.pointer import Token, pointer_token

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.settings import Settings

SOCKET: Final = "server.sock"
_DRAFT: Final = ".seogo-{}.sock"
_PATIENCE: Final = 10.0
"""Seconds that a command waits for an answer: after them it has its own sooner."""
_WAITING: Final = 64
_LONGEST: Final = 64 * 1024 * 1024
_LENGTH: Final = re.compile(rb"\r\nContent-Length: ([0-9]{1,9})(?:\r\n|$)")
_OWN: Final = 0o600

Answer = Callable[[Mapping[str, Any]], str]
"""What the command would print for a question."""


def ask(settings: Settings, question: Mapping[str, Any]) -> str | None:
    """The answer of the server of an index; None where there is none of this user, version, archive and generation."""
    try:
        found = (settings.index / SOCKET).lstat()
        if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.geteuid():
            return None
        with opened(settings.index) as folder:
            told = {"identity": _identity(settings), "question": question}
            return _exchange(folder, json.dumps(told).encode())
    except ConnectionRefusedError:
        _remove_stale(settings.index)
        return None
    except (OSError, UnicodeError):
        return None


@contextmanager
def listening(index: Path) -> Iterator[socket.socket | None]:
    """The socket of an index, which listens; None where another server has it, or the system has no such sockets."""
    listener = None
    with contextlib.suppress(OSError, SeogoError):  # the server does without
        index.mkdir(parents=True, exist_ok=True)
        with locked(index), opened(index) as folder:
            if not _is_alive(folder):
                listener = _listen(index, folder)
    inode = _inode(index) if listener is not None else None
    try:
        yield listener
    finally:
        if listener is not None:
            listener.close()
            if inode is not None and _inode(index) == inode:
                (index / SOCKET).unlink(missing_ok=True)


def local_app(site: Site, answer: Answer) -> Callable[..., list[bytes]]:
    """WSGI application of the socket."""

    def app(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        text = None
        # whoever asks has an answer, or an error, of its own
        with contextlib.suppress(SeogoError, ValueError, TypeError, LookupError):
            told = json.loads(environ["wsgi.input"].read())
            site.current.refresh()
            if told["identity"] == _identity(site.settings, site.current.token):
                text = answer(told["question"])
                if site.current.token != tuple(told["identity"]["generation"]):
                    text = None  # another one answered
        body = b"" if text is None else text.encode()
        status = "409 Conflict" if text is None else "200 OK"
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
        ]
        start_response(status, headers)
        return [body]

    return app


def _identity(settings: Settings, token: Token | None = None) -> dict[str, Any]:
    """What must be the same on both sides for the same answer."""
    return {
        "version": __version__,
        "code": str(Path(__file__).parents[1]),
        "python": sys.version,
        "archive": str(settings.archive),
        "index": str(settings.index),
        "zone": settings.zone,
        "base_url": settings.base_url,
        "meaning": settings.meaning,
        "generation": list(token or pointer_token(settings.index)),
    }


def _exchange(folder: int, body: bytes) -> str | None:
    """The answer at the socket in an open folder to a request of HTTP/1.0; http.client takes 20 ms to load. Raises OSError,
    UnicodeError."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_PATIENCE)
        connection.connect(_address(folder, SOCKET))
        connection.sendall(b"POST / HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        with connection.makefile("rb") as answer:
            head, _, text = answer.read(_LONGEST).partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    whole = length is not None and len(text) == int(length[1])
    return text.decode() if whole and head.split(b" ", 2)[1:2] == [b"200"] else None


def _address(folder: int, name: str) -> str:
    """The address of a socket in an open folder: its path may be longer than the 107 bytes of an address."""
    return f"/proc/self/fd/{folder}/{name}"


def _listen(index: Path, folder: int) -> socket.socket:
    """A socket that comes to its place when it listens, in place of one that is stale. Raises OSError."""
    for left in index.glob(_DRAFT.format("*")):
        left.unlink(missing_ok=True)
    name = _DRAFT.format(os.urandom(8).hex())
    listener = socket.socket(socket.AF_UNIX)
    try:
        mask = os.umask(0o777 & ~_OWN)
        try:
            listener.bind(_address(folder, name))
        finally:
            os.umask(mask)
        os.chmod(name, _OWN, dir_fd=folder)
        listener.listen(_WAITING)
        listener.setblocking(False)
        os.rename(name, SOCKET, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        listener.close()
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=folder)
        raise
    return listener


def _is_alive(folder: int) -> bool:
    """Whether anybody listens at the socket in an open folder."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(_PATIENCE)
        try:
            probe.connect(_address(folder, SOCKET))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        except OSError:
            return True
    return True


def _remove_stale(index: Path) -> None:
    """Remove a socket at which nobody listens."""
    with (
        contextlib.suppress(OSError, SeogoError),
        locked(index),
        opened(index) as folder,
    ):
        if not _is_alive(folder):
            os.unlink(SOCKET, dir_fd=folder)


def _inode(index: Path) -> int | None:
    try:
        return (index / SOCKET).lstat().st_ino
    except OSError:
        return None
