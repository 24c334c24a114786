"""Names that the site answers to, and the address that it has for its readers.

A web page elsewhere can point its own name at 127.0.0.1 and then read an archive that listens there (DNS rebinding). It
cannot do so with an IP address, nor with a name that is not its own. So only known names are answered.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from werkzeug.exceptions import BadRequest

from seogo.settings import ANY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_HOST: Final = re.compile(r"([A-Za-z0-9_.-]{1,254}|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?")
_PROBES: Final = ("/healthz", "/readyz")
_REFUSED: Final = "seogo.host"
_LOCAL: Final = "localhost"


class HostRefused(Exception):
    """The site does not answer to the ``name`` that a request has as its host."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PublicAddress:
    """An application at its address for readers: what it takes for its host, scheme and root is that of ``base_url``.

    So every whole address in its answers begins there, whichever name it was asked by. A proxy may leave the path of
    ``base_url`` in front of a request, or take it away. Without ``base_url`` the address is the one of the request.
    Requests by unknown names come through with the name ``localhost``, and `refuse_host` refuses them.
    """

    def __init__(self, app: WSGIApplication, base_url: str, allowed_hosts: Sequence[str]) -> None:
        base = urlsplit(base_url)
        self._app = app
        self._scheme, self._host, self._root = base.scheme, base.netloc, base.path
        self._names = _own_names() | {base.hostname or _LOCAL, *allowed_hosts}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        name = _name(environ.get("HTTP_HOST", ""))
        if not self._is_allowed(name):
            environ[_REFUSED] = name
            environ["HTTP_HOST"] = _LOCAL
        if self._host:
            environ["HTTP_HOST"], environ["wsgi.url_scheme"] = self._host, self._scheme
            environ["SCRIPT_NAME"] = self._root
            path = environ.get("PATH_INFO", "")
            if f"{path}/".startswith(f"{self._root}/"):
                environ["PATH_INFO"] = path.removeprefix(self._root) or "/"
        return self._app(environ, start_response)

    def _is_allowed(self, name: str) -> bool:
        if name in self._names or (name and ANY in self._names):
            return True
        try:
            return bool(ipaddress.ip_address(name.strip("[]")))
        except ValueError:
            return False


def refuse_host(environ: WSGIEnvironment) -> None:
    """Refuse a request by an unknown name, but for questions whether the server is well. Raises HostRefused, and BadRequest
    where the name is malformed or missing."""
    name = environ.get(_REFUSED)
    if name is None or environ.get("PATH_INFO") in _PROBES:
        return
    raise HostRefused(name) if name else BadRequest


def _name(header: str) -> str:
    """The name in a ``Host`` header, in small letters and without port; empty where there is none."""
    found = _HOST.fullmatch(header)
    return found[1].lower().removesuffix(".") if found else ""


def _own_names() -> set[str]:
    """The names that this machine has on its own network: in full, in short and by multicast DNS."""
    own = socket.gethostname().lower()
    short = own.partition(".")[0]
    return {_LOCAL, own, short, f"{short}.local"} - {""}
