"""The server: it listens at once, and the index is there as soon as it can be.

One thread keeps the index: it brings it up to date when the server starts (and, with ``watch``, whenever a file of the
archive changes), opens new generations, whoever built them, and warms them before requests see them.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from seogo.errors import IndexUnavailable, SeogoError, SettingsError
from seogo.indexing.document_stream import IndexReport, Progress
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.word_lists import Lists, load_lists
from seogo.searching.service import OpenIndex
from seogo.serving.prefork import Copies, Turns

if TYPE_CHECKING:
    from seogo.composition import Site

_LOOK_EVERY = 0.25
_WATCH_EVERY = 1.0
_WATCH_SHARE = (
    20  # of the time that looking at the archive takes, so that a large one costs no more than 5 %
)


class Keeper:
    """Keeps the index of a site while it is served; ``start`` begins, ``stop`` ends it.

    ``tell`` hears what happens, in one line each; ``reported`` every finished run.
    """

    def __init__(
        self,
        site: Site,
        *,
        watch: bool = False,
        progress: Progress | None = None,
        tell: Callable[[str], None],
        reported: Callable[[IndexReport], None],
    ) -> None:
        self._site = site
        self._watch = watch
        self._progress = progress
        self._tell = tell
        self._reported = reported
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End; a run that is going on is left to the end of the process, which harms no index."""
        self._stopping.set()
        self._thread.join(timeout=1)

    def _run(self) -> None:
        signature = self._signature() if self._watch else None
        self.look()
        self._reindex()
        looked = time.monotonic()
        pause = _WATCH_EVERY
        while not self._stopping.wait(_LOOK_EVERY):
            self.look()
            if self._watch and time.monotonic() - looked >= pause:
                began = time.monotonic()
                now = self._signature()
                looked = time.monotonic()
                pause = max(_WATCH_EVERY, (looked - began) * _WATCH_SHARE)
                if now != signature:
                    signature = now
                    self._reindex()

    def _reindex(self) -> None:
        try:
            report = self._site.indexer.run(IndexOptions(wait=True), self._progress)
        except SeogoError as error:
            self._tell(str(error))
        else:
            self._reported(report)
        self.look()

    def look(self) -> None:
        """Open a new generation if there is one."""
        try:
            self._site.current.refresh(_warm)
        except IndexUnavailable:
            return  # requests say so

    def _signature(self) -> int:
        """A number that changes when any file of the archive does."""
        found: list[tuple[str, int, int, int]] = []
        skip = str(self._site.settings.index)
        folders = [str(self._site.settings.archive)]
        while folders:
            try:
                entries = list(os.scandir(folders.pop()))
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith(".") or entry.path == skip:
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                        continue
                    stat = entry.stat()
                except OSError:
                    continue
                found.append((entry.path, stat.st_mtime_ns, stat.st_size, stat.st_ino))
        return hash(tuple(sorted(found)))


def _warm(index: OpenIndex) -> None:
    """Load what the first query would load."""
    index.resolver.warm()
    index.engine.status()
    index.corrector.warm()


def run_server(
    site: Site,
    *,
    host: str,
    port: int,
    threads: int,
    processes: int,
    watch: bool,
    progress: Progress | None,
    tell: Callable[[str], None],
    reported: Callable[[IndexReport], None],
) -> None:
    """Serve a site until Ctrl-C or SIGTERM, with ``threads`` in each of so many processes. Raises SettingsError where the
    address cannot be listened on."""
    import waitress.server

    from seogo.web import create_app
    from seogo.web.http.gzip import packed

    app = create_app(site)
    app.after_request(packed)  # another server, or a proxy, packs by itself
    sockets = _listen(host, port)
    signal.signal(signal.SIGTERM, _interrupt)
    shown = f"[{host}]" if ":" in host else host
    tell(f"Seogo: http://{shown}:{sockets[0].getsockname()[1]}/  (Ctrl-C ends it)")

    turns = Turns(processes)

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
                _take_turns(listener, turns)
        try:
            server.run()
        finally:
            server.close()

    keeper = Keeper(site, watch=watch, progress=progress, tell=tell, reported=reported)
    copies = None
    try:
        if processes > 1:
            _load(site)
            copies = Copies(processes - 1, serve, keeper.look, turns)
        keeper.start()
        serve()
    except KeyboardInterrupt:
        pass  # while loading; when serving, the server takes it
    finally:
        keeper.stop()
        if copies is not None:
            copies.end()
        tell("Seogo has ended.")


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
            f"Cannot listen on {host}:{port}: {error}; try another --port"
        ) from error
    return sockets


def _take_turns(listener: Any, turns: Turns) -> None:
    """Have a listener of the server wait for its turn."""
    accept, is_readable = listener.handle_accept, listener.readable

    def readable() -> bool:  # asked before every wait for something to do
        turns.tell(len(listener.active_channels))
        return bool(is_readable())

    def handle_accept() -> None:
        turns.wait()
        accept()

    listener.readable, listener.handle_accept = readable, handle_accept


def _load(site: Site) -> None:
    """Load what all processes share: the index, or where there is none, the Kiwi that it will be built with."""
    try:
        site.current.refresh(_warm)
    except SeogoError:
        site.analyzer_for(load_lists(site.archive, Lists(), []).dictionary).load()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
