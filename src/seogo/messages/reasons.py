"""Reasons that the operating system and libraries give, as messages where the catalogues have them."""

from __future__ import annotations

import errno
from json import JSONDecodeError
from typing import Final

from seogo.messages.catalogues import has_text
from seogo.messages.message import Message

_JSON: Final = {
    "Expecting value": "json.value",
    "Extra data": "json.extra",
    "Unterminated string starting at": "json.string",
    "Expecting property name enclosed in double quotes": "json.name",
    "Expecting ',' delimiter": "json.comma",
    "Expecting ':' delimiter": "json.colon",
}


def reason_of(error: Exception) -> Message | str:
    """The reason of an error of the system or of JSON; of any other one its text."""
    match error:
        case JSONDecodeError():
            if error.msg not in _JSON:
                return str(error)
            places = {"line": error.lineno, "column": error.colno, "character": error.pos}
            return Message(_JSON[error.msg], **places)
        case TimeoutError(errno=None):
            code, text = "system.timeout", str(error)
        case OSError():
            code = f"system.{errno.errorcode.get(error.errno or 0, '')}"
            text = error.strerror or str(error)
        case _:
            return str(error)
    return Message(code) if has_text(code) else text
