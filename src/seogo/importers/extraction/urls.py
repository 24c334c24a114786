"""Addresses: their form in article files, those of one page, and the language that one names."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from seogo.articles.front_matter import MAX_URL
from seogo.languages import Language
from seogo.strict_yaml import CONTROL
from seogo.unicode_forms import to_form

_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|spm|twclid|ttclid"
    r"|ref_?src|cmpid|ocid|n_cid|sns|from_?cid|share|smid|guccounter|guce_\w+|at_(?:medium|campaign|custom\d)"
)
_MOBILE: Final = re.compile(r"(?:www|m|mobile|amp|mnews|touch)\.(?=[^.]+\.)")
_AMP: Final = re.compile(r"/amp/?\Z|(?<=/)amp/(?=.)|\.amp(?=\.html?\Z|\Z)")
_AMP_QUERY: Final = frozenset((("amp", ""), ("amp", "1"), ("outputtype", "amp"), ("m", "1")))
_INDEX: Final = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)\Z", re.IGNORECASE)
_IN_PATH: Final = re.compile(
    r"/(ko|en|kr|kor|eng|ko-kr|en-us|en-gb|korean|english)(?=/|\Z)", re.IGNORECASE
)
_IN_QUERY: Final = ("lang", "language", "locale", "hl", "lng")
_IN_HOST: Final = re.compile(r"(ko|kr|en|eng|english|korean)\.(?=[^.]+\.)", re.IGNORECASE)
_SAFE: Final = "%/:?#@!$&'*+,;=~-._"


def web_address(text: str, base: str = "") -> str:
    """An http or https address as an article file can have it; empty for anything else.

    ``base`` is the address that relative ones begin at. Letters beyond ASCII stay; spaces, brackets and control
    characters are percent-encoded; names and passwords of users are refused.
    """
    if len(text) > 4 * MAX_URL:
        return ""
    text = to_form("NFC", CONTROL.sub("", "".join(text.split("\n"))).strip())  # as it is read back
    if not text or len(text) > 2 * MAX_URL:
        return ""
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    if not re.fullmatch(r"[\w.-]+|[0-9a-f:.]+", host):
        return ""
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port is None else f"{shown}:{port}"
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    address = urlunsplit((parts.scheme, netloc, path, query, fragment))
    return address if len(address) <= MAX_URL else ""


def same_page_key(address: str) -> str:
    """Key that all addresses of a page have in common: no scheme, no mobile host, no tracking, no fragment, no slash at the
    end.

    The rest of the query stays, in order of its names: ``?id=1`` and ``?id=2`` are two pages. Empty for no address.
    """
    address = web_address(address)
    if not address:
        return ""
    parts = urlsplit(address)
    host = parts.netloc.removesuffix(":80" if parts.scheme == "http" else ":443")
    while _MOBILE.match(host):
        host = _MOBILE.sub("", host, count=1)
    path = _INDEX.sub("/", _AMP.sub("", unquote(parts.path)))
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted(
        (name, value)
        for name, value in pairs
        if not _TRACKING.fullmatch(name.lower()) and (name.lower(), value) not in _AMP_QUERY
    )
    # A fragment like #!/page is the page itself for sites that build it in the browser.
    route = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host}{path}{'?' + urlencode(query) if query else ''}{route}"


def language_of_address(address: str) -> Language | None:
    """The language that an address names (``/en/``, ``?lang=ko``, ``en.example.org``); None if it names none."""
    parts = urlsplit(address)
    for name, value in parse_qsl(parts.query):
        if name.lower() in _IN_QUERY and (found := _language(value)):
            return found
    if path := _IN_PATH.search(parts.path):
        return _language(path[1])
    host = _IN_HOST.match(parts.netloc)
    return _language(host[1]) if host else None


def language_code(code: str) -> Language | None:
    """The language of a code of the web (``ko-KR``, ``en_US``); None for every other one."""
    return _language(code)


def _language(code: str) -> Language | None:
    match re.split("[-_]", code.strip().lower())[0]:
        case "ko" | "kr" | "kor" | "korean":
            return Language.KO
        case "en" | "eng" | "english":
            return Language.EN
    return None


def _quoted(part: str) -> str:
    def safe(character: str) -> str:
        plain = character in _SAFE or character.isalnum() or ord(character) > 0x2FF
        return character if plain and not character.isspace() else quote(character)

    return "".join(safe(character) for character in part)
