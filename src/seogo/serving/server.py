"""HTTP server of a site: it listens at once; the index is opened, or built, behind it (seogo.serving.index_refresher)."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from seogo.errors import SeogoError, SettingsError
from seogo.indexing.report import IndexReport, Progress
from seogo.indexing.word_lists import WordLists, load_word_lists
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.serving.index_refresher import IndexRefresher, warm
from seogo.serving.prefork import ConnectionBalance, Workers

if TYPE_CHECKING:
    from seogo.composition import Site


def run_server(
    site: Site,
    *,
    host: str,
    port: int,
    threads: int,
    processes: int,
    watch: bool,
    progress: Progress | None,
    notify: Callable[[Message], None],
    on_report: Callable[[IndexReport], None],
) -> None:
    """Server of a site until Ctrl-C or SIGTERM, with ``threads`` threads in each of ``processes`` processes.

    ``notify`` gets a message for each event, ``on_report`` the report of each index run. Raises SettingsError where the
    address cannot be listened on.
    """
    import waitress.server

    from seogo.web import create_app
    from seogo.web.http.gzip import compress

    app = create_app(site)
    app.after_request(compress)  # another server, or a proxy, compresses by itself
    sockets = _listen(host, port)
    signal.signal(signal.SIGTERM, _interrupt)
    shown = f"[{host}]" if ":" in host else host
    address = f"{shown}:{sockets[0].getsockname()[1]}"
    notify(Message("serve.address", address=address))

    balance = ConnectionBalance(processes)

    def serve() -> None:
        channels: dict[int, Any] = {}
        server = waitress.server.create_server(
            app,
            map=channels,
            sockets=sockets,
            threads=threads,
            ident="Seogo",
            clear_untrusted_proxy_headers=True,
        )
        for listener in list(channels.values()):
            if isinstance(listener, waitress.server.TcpWSGIServer):
                _balance(listener, balance)
        try:
            server.run()
        finally:
            server.close()

    refresher = IndexRefresher(
        site, watch=watch, progress=progress, notify=notify, on_report=on_report
    )
    workers = None
    try:
        if processes > 1:
            _load(site)
            workers = Workers(processes - 1, serve, refresher.open_newest, balance)
        refresher.start()
        serve()
    except KeyboardInterrupt:
        pass  # while loading; when serving, the server takes it
    finally:
        refresher.stop()
        if workers is not None:
            workers.stop()
        notify(Message("serve.ended"))


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
        raise SettingsError(
            Message("serve.cannot-listen", address=f"{host}:{port}", reason=reason_of(error))
        ) from error
    return sockets


def _balance(listener: Any, balance: ConnectionBalance) -> None:
    """Make a listener of the server accept connections only when it is this process's turn."""
    accept, is_readable = listener.handle_accept, listener.readable

    def readable() -> bool:  # asked before every wait for something to do
        balance.publish(len(listener.active_channels))
        return bool(is_readable())

    def handle_accept() -> None:
        balance.wait()
        accept()

    listener.readable, listener.handle_accept = readable, handle_accept


def _load(site: Site) -> None:
    """Load the memory that all processes share: the index or, where there is none, the Kiwi that will build it."""
    try:
        site.current.refresh(warm)
    except SeogoError:
        site.analyzer_for(load_word_lists(site.archive, WordLists(), []).dictionary).load()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
