"""Messages: codes with values, raised where they arise, and their texts in gettext catalogues, English and Korean.

Knows nothing but the languages. ``locale/<language>/LC_MESSAGES/<domain>.po`` holds the texts by code; the build
compiles it.
"""

from seogo.messages.message import Message

__all__ = ["Message"]
