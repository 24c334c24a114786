"""Settings of the engine: ``engine`` in seogo.yaml, which is Whoosh, or a cluster of OpenSearch::

    engine:
      opensearch:
        url: https://search.example:9200   # or several addresses of one cluster
        index: seogo                       # each archive has its own
        shards: 1
        replicas: 1                        # copies of each shard on other nodes
        ca: root.pem                       # certificates that are trusted beside the known ones

Who asks stands in the environment, as ``SEOGO_OPENSEARCH_USER`` and ``SEOGO_OPENSEARCH_PASSWORD``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from seogo import strict_yaml
from seogo.errors import SettingsError
from seogo.messages import Message

_KEYS: Final = ("url", "index", "shards", "replicas", "ca")
_INDEX: Final = re.compile("[a-z0-9][a-z0-9_-]{0,79}")
_HOST: Final = re.compile(r"[A-Za-z0-9_.-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_PORT: Final = 9200


@dataclass(frozen=True, slots=True)
class OpenSearchSettings:
    """A cluster of OpenSearch: its addresses, the name of its ``index``, in how many shards and with how many copies it is
    kept, a file ``ca`` of certificates that are trusted beside the known ones, and who asks."""

    urls: tuple[str, ...]
    index: str = "seogo"
    shards: int = 1
    replicas: int = 1
    ca: Path | None = None
    user: str = ""
    password: str = field(default="", repr=False)


def read_engine(
    entry: strict_yaml.Entry | None, folder: Path, environ: Mapping[str, str]
) -> OpenSearchSettings | None:
    """The cluster of ``engine`` in the settings of the archive in ``folder``, None where the engine is Whoosh.

    Raises YamlError, SettingsError.
    """
    if entry is None:
        return None
    if isinstance(entry.value, strict_yaml.Scalar) and entry.value.text.strip() in ("", "whoosh"):
        return None
    given = _inner(_inner(entry, ("opensearch",)).get("opensearch", entry), _KEYS)
    if "url" not in given:
        what = Message("settings.opensearch-no-url")
        raise strict_yaml.YamlError(entry.line, what, Message("settings.opensearch-urls"))
    line = given["url"].line
    urls = tuple(
        _url(text.strip(), line) for text in strict_yaml.texts_of(given["url"].value, "url")
    )
    user = environ.get("SEOGO_OPENSEARCH_USER", "").strip()
    plain = [url for url in urls if user and not url.startswith("https:")]
    if plain:
        raise SettingsError(Message("settings.opensearch-plain", url=plain[0]))
    return OpenSearchSettings(
        urls,
        _index(given),
        _number(given, "shards", 1, 1024),
        _number(given, "replicas", 0, 20),
        _ca(given, folder),
        user,
        environ.get("SEOGO_OPENSEARCH_PASSWORD", ""),
    )


def _inner(entry: strict_yaml.Entry, keys: tuple[str, ...]) -> dict[str, strict_yaml.Entry]:
    """The entries below one, all with known keys."""
    if not isinstance(entry.value, strict_yaml.Mapping) or not entry.value.entries:
        what = Message("settings.engine")
        raise strict_yaml.YamlError(entry.line, what, Message("settings.engines"))
    for key, one in entry.value.entries.items():
        if key not in keys:
            what = Message("yaml.unknown-key", key=key)
            right = Message("yaml.only-keys", keys=", ".join(keys))
            raise strict_yaml.YamlError(one.line, what, right)
    return entry.value.entries


def _text(given: Mapping[str, strict_yaml.Entry], key: str) -> str:
    return strict_yaml.text_of(given[key].value, key).strip() if key in given else ""


def _url(text: str, line: int) -> str:
    """An address of a cluster: scheme, host and port."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError:
        host, port = "", 0
    extra = parts.path not in ("", "/") or any(sign in text for sign in "@?#") if port else True
    if not extra and parts.scheme in ("http", "https") and _HOST.fullmatch(host):
        shown = f"[{host}]" if ":" in host else host
        return f"{parts.scheme}://{shown}:{port}"
    what = Message("settings.opensearch-url", key="url", value=text)
    raise strict_yaml.YamlError(line, what, Message("settings.opensearch-urls"))


def _index(given: Mapping[str, strict_yaml.Entry]) -> str:
    name = _text(given, "index") or "seogo"
    if _INDEX.fullmatch(name):
        return name
    what = Message("settings.opensearch-index", value=name)
    raise strict_yaml.YamlError(given["index"].line, what, Message("settings.opensearch-indexes"))


def _number(given: Mapping[str, strict_yaml.Entry], key: str, low: int, high: int) -> int:
    text = _text(given, key) or "1"
    if text.isascii() and text.isdecimal() and len(text) < 6 and low <= int(text) <= high:
        return int(text)
    what = Message("settings.opensearch-number", key=key, value=text, low=low, high=high)
    raise strict_yaml.YamlError(given[key].line, what)


def _ca(given: Mapping[str, strict_yaml.Entry], folder: Path) -> Path | None:
    text = _text(given, "ca")
    if not text:
        return None
    path = folder / text
    if "\0" in text or not path.is_file():
        what = Message("settings.opensearch-ca", path=text)
        raise strict_yaml.YamlError(given["ca"].line, what)
    return path.resolve()
