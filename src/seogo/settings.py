"""Settings of an archive: its folder, its index, its title, its time zone, its address, and who may read its answers.

Each setting comes from the first of these that gives it: an option of the command line,
the environment (``SEOGO_ARCHIVE``, ``SEOGO_INDEX``, ``SEOGO_BASE_URL``, and with commas between ``SEOGO_ALLOWED_HOSTS`` and
``SEOGO_CORS``, ``SEOGO_MEANING`` and ``SEOGO_MCP``), ``seogo.yaml`` in the archive folder, the default::

    title: {ko: 서고, en: Seogo}    # or one text for both languages
    about: {ko: …, en: …}           # a paragraph on the front page; about.ko.md and about.en.md say more
    timezone: Asia/Seoul            # of times without a zone, and of days
    index: /var/lib/seogo/index     # relative paths start at the archive folder
    base_url: https://news.example  # where readers find it
    allowed_hosts: [nas.example]    # further names that the server answers to; "*" for every name
    cors: [https://news.example]    # whose pages may read the JSON and feeds; "*" for everybody's
    meaning: off                    # no search by meaning, though its package is installed
    mcp: on                         # assistants may ask at /mcp; the token that they need is in SEOGO_MCP_TOKEN
    engine:                         # whoosh if not given; who asks is in SEOGO_OPENSEARCH_USER and SEOGO_OPENSEARCH_PASSWORD
      opensearch: {url: "https://search.example:9200", index: seogo, shards: 1, replicas: 1, ca: root.pem}

Only this module reads seogo.yaml and, but for the language of the terminal (`languages.terminal_language`), the environment.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from seogo import strict_yaml
from seogo.engine_settings import OpenSearchSettings, read_engine
from seogo.errors import ConfigError, SettingsError
from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.reasons import reason_of

FILE_NAME: Final = "seogo.yaml"
DEFAULT_ARCHIVE: Final = "archive"
DEFAULT_ZONE: Final = "Asia/Seoul"
DEFAULT_TITLES: Final = {Language.KO: "서고", Language.EN: "Seogo"}

_MAX_BYTES: Final = 64 * 1024
_MAX_TITLE: Final = 200
_MAX_ABOUT: Final = 2_000
_KEYS: Final = (
    *("title", "about", "timezone", "index", "cors", "base_url", "allowed_hosts", "meaning", "mcp"),
    "engine",
)
ANY: Final = "*"
"""Every name of a host, every origin."""

_ORIGIN: Final = re.compile(r"\*|https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_ZONE: Final = re.compile("[A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")
_HOST: Final = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_PREFIX: Final = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_LONGEST_HOST: Final = 253
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one archive; ``archive`` and ``index`` are absolute and need not exist; ``cors`` are the origins whose
    pages may read what is no page (``*``: all). ``base_url`` is the address of the site for its readers, without a slash
    at its end, or empty; ``allowed_hosts`` are further names that the server answers to (``*``: all). ``meaning`` is whether
    articles are searched by meaning too, where the package for that is installed. ``mcp`` is whether assistants may ask at
    ``/mcp``, with ``mcp_token``, if it is not empty. ``about`` is a paragraph
    on the front page, in Markdown; empty where there is none."""

    archive: Path
    index: Path
    zone: str
    titles: Mapping[Language, str]
    cors: tuple[str, ...] = ()
    base_url: str = ""
    allowed_hosts: tuple[str, ...] = ()
    meaning: bool = True
    mcp: bool = False
    mcp_token: str = ""
    engine: OpenSearchSettings | None = None
    about: Mapping[Language, str] = field(default_factory=dict)


def load_settings(
    archive: Path | None = None,
    index: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Settings of an archive; ``archive`` and ``index`` are the options of the command line.

    ``environ`` is ``os.environ`` if not given. Raises SettingsError for an option or variable,
    ConfigError for seogo.yaml. A missing archive folder is no error here.
    """
    environ = os.environ if environ is None else environ
    folder = _absolute(
        archive or environ.get("SEOGO_ARCHIVE") or DEFAULT_ARCHIVE, "settings.archive-not-a-folder"
    )
    entries = _entries(folder)
    with strict_yaml.errors_in(FILE_NAME, ConfigError):
        chosen = index or environ.get("SEOGO_INDEX")
        if chosen:
            index_folder = _absolute(chosen, "settings.index-not-a-folder")
            if folder.is_relative_to(index_folder):  # building it would replace what is there
                raise SettingsError(
                    Message("settings.index-holds-archive", path=index_folder, archive=folder)
                )
        else:
            index_folder = _index(entries, folder)
        return Settings(
            folder,
            index_folder,
            _zone(entries),
            _titles(entries),
            cors=_CORS.read(environ, entries),
            base_url=next(iter(_BASE_URL.read(environ, entries)), ""),
            allowed_hosts=_ALLOWED_HOSTS.read(environ, entries),
            meaning=_MEANING.read(environ, entries) != (_OFF,),
            mcp=_MCP.read(environ, entries) == (_ON,),
            about=_by_language(entries, "about", _MAX_ABOUT),
            mcp_token=environ.get("SEOGO_MCP_TOKEN", "").strip(),
            engine=read_engine(entries.get("engine"), folder, environ),
        )


def open_zone(name: str) -> ZoneInfo:
    """Time zone by its name, such as ``Asia/Seoul``. Raises ValueError if there is none."""
    try:
        if not _ZONE.fullmatch(name):  # ZoneInfo looks for modules that are named like it
            raise ValueError(name)
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        # OSError: "Asia" is a folder; LookupError: ZoneInfoNotFoundError
        raise ValueError(f"not a time zone: {name}") from error


def _absolute(path: Path | str, code: str) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # a NUL, a circle of links
        raise SettingsError(Message(code, path=str(path), reason=reason_of(error))) from error


def _entries(folder: Path) -> dict[str, strict_yaml.Entry]:
    node = strict_yaml.load(folder / FILE_NAME, max_bytes=_MAX_BYTES, name=FILE_NAME)
    right = Message("yaml.only-keys", keys=", ".join(_KEYS))
    if isinstance(node, strict_yaml.Scalar) and not node.text:
        return {}
    if not isinstance(node, strict_yaml.Mapping):
        raise ConfigError(FILE_NAME, node.line, Message("settings.no-keys"), right)
    for key, entry in node.entries.items():
        if key not in _KEYS:
            raise ConfigError(FILE_NAME, entry.line, Message("yaml.unknown-key", key=key), right)
    return node.entries


def _text(entries: dict[str, strict_yaml.Entry], key: str) -> str:
    return strict_yaml.text_of(entries[key].value, key).strip() if key in entries else ""


def _index(entries: dict[str, strict_yaml.Entry], folder: Path) -> Path:
    text = _text(entries, "index")
    if not text:
        return folder.parent / ".seogo" / (folder.name or "root")
    index = _absolute(folder / text, "settings.index-not-a-folder")
    if folder.is_relative_to(index):  # building it would replace what is there
        what = Message("settings.index-option-holds-archive", archive=folder)
        raise strict_yaml.YamlError(entries["index"].line, what)
    return index


def _zone(entries: dict[str, strict_yaml.Entry]) -> str:
    name = _text(entries, "timezone") or DEFAULT_ZONE
    try:
        open_zone(name)
    except ValueError as error:
        if "timezone" not in entries:
            raise SettingsError(Message("settings.no-time-zones", name=name)) from error
        line = entries["timezone"].line
        what = Message("settings.unknown-time-zone", name=name)
        raise strict_yaml.YamlError(line, what, Message("settings.zone-name")) from error
    return name


@dataclass(frozen=True, slots=True)
class _Checked:
    """A setting of texts that have a form, in seogo.yaml under ``key`` or in the environment as ``variable``.

    ``form`` gives a text as it is compared later, empty where it is wrong; ``wrong`` is the code that says so, ``right``
    what would be right. ``many`` allows a list, in the environment with commas between.
    """

    key: str
    variable: str
    form: Callable[[str], str]
    wrong: str
    right: Message
    many: bool = True

    def read(
        self, environ: Mapping[str, str], entries: dict[str, strict_yaml.Entry]
    ) -> tuple[str, ...]:
        """The texts, none where they are not set. Raises SettingsError, YamlError."""
        if given := environ.get(self.variable, "").strip():
            return tuple(
                self._formed(text, self.variable)
                for text in (given.split(",") if self.many else (given,))
            )
        if self.key not in entries:
            return ()
        value, line = entries[self.key].value, entries[self.key].line
        one = () if self.many else (strict_yaml.text_of(value, self.key),)
        texts = one or strict_yaml.texts_of(value, self.key)
        return tuple(self._formed(text, self.key, line) for text in texts if text.strip())

    def _formed(self, text: str, place: str, line: int = 0) -> str:
        """A text in its form; without a ``line`` it stands in the environment."""
        if found := self.form(text.strip()):
            return found
        what = Message(self.wrong, key=place, value=text.strip())
        if line:
            raise strict_yaml.YamlError(line, what, self.right)
        raise SettingsError(Message("settings.environment", what=what, right=self.right))


def _origin(text: str) -> str:
    """An origin in small letters, as browsers send it."""
    return text.lower() if _ORIGIN.fullmatch(text.lower()) else ""


def _host(text: str) -> str:
    """A host name as requests have it: in small letters of ASCII (IDNA)."""
    try:
        name = text[: _LONGEST_HOST + 1].rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return ""
    return name if _HOST.fullmatch(name) and len(name) <= _LONGEST_HOST else ""


def _base_url(text: str) -> str:
    """An address without a slash at its end and without the port that its scheme has anyway."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    host, path = parts.hostname or "", parts.path.rstrip("/")
    name = f"[{host}]" if ":" in host else _host(host)
    extra = any(sign in text for sign in "@?#")
    if parts.scheme not in _PORTS or not name or extra or not _PREFIX.fullmatch(path):
        return ""
    shown = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{name}{shown}{path}"


_CORS: Final = _Checked(
    "cors", "SEOGO_CORS", _origin, "settings.origin", Message("settings.origins")
)
_BASE_URL: Final = _Checked(
    *("base_url", "SEOGO_BASE_URL", _base_url, "settings.base-url", Message("settings.base-urls")),
    many=False,
)
_ALLOWED_HOSTS: Final = _Checked(
    *("allowed_hosts", "SEOGO_ALLOWED_HOSTS"),
    lambda text: text if text == ANY else _host(text),
    *("settings.host", Message("settings.hosts")),
)


_ON, _OFF = "on", "off"
_MEANING: Final = _Checked(
    *("meaning", "SEOGO_MEANING", lambda text: text if text in (_ON, _OFF) else ""),
    *("settings.meaning", Message("settings.on-off")),
    many=False,
)
_MCP: Final = _Checked(
    *("mcp", "SEOGO_MCP", lambda text: text if text in (_ON, _OFF) else ""),
    *("settings.meaning", Message("settings.mcp")),
    many=False,
)


def _titles(entries: dict[str, strict_yaml.Entry]) -> Mapping[Language, str]:
    return DEFAULT_TITLES | _by_language(entries, "title", _MAX_TITLE)


def _by_language(entries: dict[str, strict_yaml.Entry], key: str, most: int) -> dict[Language, str]:
    """The texts of a setting that has one for both languages, or one for each; a language that has none gets the other's,
    and nothing is there where no language has one."""
    if key not in entries:
        return {}
    entry = entries[key]
    if isinstance(entry.value, strict_yaml.Scalar):
        text = _short(entry, key, most)
        return {lang: text for lang in Language if text}
    if not isinstance(entry.value, strict_yaml.Mapping):
        raise strict_yaml.YamlError(
            entry.line, Message("yaml.list", key=key), Message("settings.title-forms")
        )
    given = entry.value.entries
    for code, value in given.items():
        if code not in tuple(Language):
            raise strict_yaml.YamlError(
                value.line,
                Message("settings.title-language", key=key, code=code),
                Message("settings.title-languages"),
            )
    texts = {
        lang: _short(given[lang], Message("settings.title-in", key=key, language=lang), most)
        for lang in Language
        if lang in given
    }
    known = next(filter(None, texts.values()), "")
    return {lang: texts.get(lang) or known for lang in Language if known}


def _short(entry: strict_yaml.Entry, key: str | Message, most: int) -> str:
    """A text of one line."""
    text = " ".join(strict_yaml.text_of(entry.value, key).split())
    if len(text) > most:
        raise strict_yaml.YamlError(
            entry.line,
            Message("settings.too-long", key=key),
            Message("settings.most-characters", most=most),
        )
    return text
