"""HTTP server of a site: it listens at once; the index is opened, or built, behind it.

The first process listens, loads Kiwi and the index, and supervises the others (seogo.serving.supervisor): those that answer
(seogo.serving.worker) and one that refreshes the index (seogo.serving.index_refresher).
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from seogo.errors import EncoderUnavailable, IndexUnavailable, SeogoError, SettingsError
from seogo.indexing.report import IndexReport, Progress
from seogo.indexing.word_lists import WordLists, load_word_lists
from seogo.meaning.encoder import installed, load_encoder
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.searching.open_index import OpenIndex
from seogo.serving.balance import ConnectionBalance
from seogo.serving.http_server import Limits, Local
from seogo.serving.index_refresher import IndexRefresher, lower_priority
from seogo.serving.local_socket import Answer, listening, local_app
from seogo.serving.supervisor import CAN_SHARE, ENDING, Role, Supervisor, ending_later
from seogo.serving.worker import answer_requests

if TYPE_CHECKING:
    from seogo.composition import Site

T = TypeVar("T")
_LAST_PORT = 65_535
_log = logging.getLogger("seogo.serving")


def run_server(
    site: Site,
    *,
    host: str,
    port: int,
    limits: Limits,
    processes: int,
    watch: bool,
    progress: AbstractContextManager[Progress],
    notify: Callable[[Message], None],
    on_report: Callable[[IndexReport], None],
    answer_command: Answer,
) -> None:
    """Server of a site until Ctrl-C or SIGTERM, with ``processes`` processes that answer, each within ``limits``.

    ``answer_command`` answers commands at the local socket.
    ``notify`` gets a message for each event, ``on_report`` the report of each index run; ``progress`` is entered where these
    are made. Raises SettingsError where the address cannot be listened on.
    """
    from seogo.web import create_app
    from seogo.web.http.gzip import compress

    app = create_app(site)
    app.after_request(compress)  # another server, or a proxy, compresses by itself
    sockets = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"{shown}:{sockets[0].getsockname()[1]}"
    say, report = _carefree(notify), _carefree(on_report)
    balance = ConnectionBalance(processes)

    def answer(place: int, ready: Callable[[], None]) -> None:
        balance.own = place
        answer_requests(site, app, sockets, limits, balance, ready, local)

    def refresh(_: Callable[[], None]) -> None:
        lower_priority()
        site.current.close()  # or its generation would never be removed
        signal.signal(signal.SIGTERM, _interrupt)
        with progress as shown:
            IndexRefresher(site, watch=watch, progress=shown, notify=say, on_report=report).run()

    local: Local | None = None
    with contextlib.ExitStack() as opened:
        opened.callback(say, Message("serve.ended"))

        def end_at_once(*_: object) -> None:
            opened.close()
            os._exit(0)

        with ending_later():
            # while it loads; after an exception in the middle of an import Python ends with the status of the signal
            for number in ENDING:
                signal.signal(number, end_at_once)
            say(Message("serve.address", address=address))
        door = opened.enter_context(listening(site.settings.index))
        local = None if door is None else (door, local_app(site, answer_command))
        shared = _Shared(site)
        servers = [Role("serve.role-server", partial(answer, place)) for place in range(processes)]
        Supervisor(
            [*servers, Role("serve.role-indexer", refresh, lasting=False)],
            renewed=shared.renewed,
            notify=say,
        ).run()


class _Shared:
    """What all processes share, loaded before they are forked: Kiwi, with the dictionary of the newest index, and that index.

    Kiwi keeps Python waiting while it loads, so no process that answers ever loads it: with another dictionary they are
    replaced.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._token = site.generations.token()
        self._dictionary: tuple[str, ...] | None = None
        if CAN_SHARE:
            site.current.prepare_with(OpenIndex.warm)
            self._load()

    def renewed(self) -> bool:
        """Whether the newest index has another dictionary than before; its Kiwi has been loaded then."""
        self._site.current.close()  # it was for those that have been forked
        token = self._site.generations.token()
        if not CAN_SHARE or token == self._token:
            return False
        try:
            dictionary = self._site.generations.newest(thorough=False).manifest.dictionary
        except IndexUnavailable:
            return False
        self._token = token
        if dictionary == self._dictionary:
            return False
        try:
            self._load()
        except Exception:  # noqa: BLE001 - the former one still answers
            _log.exception("Kiwi cannot be loaded with the dictionary of the newest index")
            return False
        return True

    def _load(self) -> None:
        """Load the newest index or, where there is none, the Kiwi that will build it; and the encoder of both."""
        site = self._site
        with contextlib.suppress(EncoderUnavailable):  # an index run says so
            if site.settings.meaning and installed():
                load_encoder()
        try:
            self._dictionary = site.current.refresh().compiler.analyzer.dictionary
        except Exception as error:  # noqa: BLE001 - a new one is built
            if not isinstance(error, SeogoError):  # those are said by the indexer
                _log.exception("The index cannot be opened")
            self._dictionary = load_word_lists(site.archive, WordLists(), []).dictionary
            site.analyzer_for(self._dictionary).load()


def _carefree(tell: Callable[[T], None]) -> Callable[[T], None]:
    """The function, for a server that goes on when nobody listens to it any more."""

    def told(what: T) -> None:
        with contextlib.suppress(OSError, ValueError):
            tell(what)

    return told


def _listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that accept connections at every address of a host. Raises SettingsError."""
    from waitress.adjustments import Adjustments

    sockets: list[socket.socket] = []
    try:
        options: Any = Adjustments(host=host, port=port)
        for family, kind, protocol, address in options.listen:
            opened = socket.socket(family, kind, protocol)
            sockets.append(opened)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            opened.bind(address)
            opened.listen(options.backlog)
            opened.setblocking(False)
    except (OSError, ValueError) as error:
        for opened in sockets:
            opened.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            following = port + 1 if port < _LAST_PORT else 0
            raise SettingsError(Message("serve.port-taken", port=port, next=following)) from error
        raise SettingsError(
            Message("serve.cannot-listen", address=f"{host}:{port}", reason=reason_of(error))
        ) from error
    return sockets


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
