"""Settings of an archive: its folder, its index, its title, its time zone, and who may read its answers.

Each setting comes from the first of these that gives it: an option of the command line,
the environment (``SEOGO_ARCHIVE``, ``SEOGO_INDEX``, ``SEOGO_CORS`` with commas between), ``seogo.yaml`` in
the archive folder, the default::

    title: {ko: 서고, en: Seogo}    # or one text for both languages
    timezone: Asia/Seoul            # of times without a zone, and of days
    index: /var/lib/seogo/index     # relative paths start at the archive folder
    cors: [https://news.example]    # whose pages may read the JSON and feeds; "*" for everybody's

Only this module reads seogo.yaml and, but for the language of the terminal (`languages.terminal_language`), the environment.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from seogo import strict_yaml
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
_KEYS: Final = ("title", "timezone", "index", "cors")
_ORIGIN: Final = re.compile(r"\*|https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_ZONE: Final = re.compile("[A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")
_ORIGIN_RIGHT: Final = Message("settings.origins")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one archive; ``archive`` and ``index`` are absolute and need not exist; ``cors`` are the origins whose
    pages may read what is no page (``*``: all)."""

    archive: Path
    index: Path
    zone: str
    titles: Mapping[Language, str]
    cors: tuple[str, ...] = ()


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
        origins = _cors(environ.get("SEOGO_CORS", ""), entries)
        return Settings(folder, index_folder, _zone(entries), _titles(entries), origins)


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


def _cors(variable: str, entries: dict[str, strict_yaml.Entry]) -> tuple[str, ...]:
    """The origins that are let in, in small letters, as browsers send them."""
    if variable.strip():
        origins = tuple(origin.strip().lower() for origin in variable.split(","))
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise SettingsError(
                    Message("settings.environment-origin", origin=origin, reason=_ORIGIN_RIGHT)
                )
        return origins
    if "cors" not in entries:
        return ()
    entry = entries["cors"]
    texts = strict_yaml.texts_of(entry.value, "cors")
    origins = tuple(origin.strip().lower() for origin in texts if origin.strip())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise strict_yaml.YamlError(
                entry.line, Message("settings.origin", origin=origin), _ORIGIN_RIGHT
            )
    return origins


def _titles(entries: dict[str, strict_yaml.Entry]) -> Mapping[Language, str]:
    if "title" not in entries:
        return dict(DEFAULT_TITLES)
    entry = entries["title"]
    if isinstance(entry.value, strict_yaml.Scalar):
        title = _title(entry, "title")
        return {lang: title or DEFAULT_TITLES[lang] for lang in Language}
    if not isinstance(entry.value, strict_yaml.Mapping):
        raise strict_yaml.YamlError(
            entry.line, Message("yaml.list", key="title"), Message("settings.title-forms")
        )
    given = entry.value.entries
    for code, value in given.items():
        if code not in tuple(Language):
            raise strict_yaml.YamlError(
                value.line,
                Message("settings.title-language", code=code),
                Message("settings.title-languages"),
            )
    titles = {
        lang: _title(given[lang], Message("settings.title-in", language=lang))
        for lang in Language
        if lang in given
    }
    # A title in one language serves the other one too.
    known = next((title for title in titles.values() if title), "")
    return {lang: titles.get(lang) or known or DEFAULT_TITLES[lang] for lang in Language}


def _title(entry: strict_yaml.Entry, key: str | Message) -> str:
    title = " ".join(strict_yaml.text_of(entry.value, key).split())
    if len(title) > _MAX_TITLE:
        raise strict_yaml.YamlError(
            entry.line,
            Message("settings.too-long", key=key),
            Message("settings.most-characters", most=_MAX_TITLE),
        )
    return title
