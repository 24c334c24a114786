"""Formats of other packages, which are found by entry point."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from seogo.messages import Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plugins(Generic[T]):
    """Objects that entry points name, and a message for each entry point that cannot be used."""

    loaded: tuple[T, ...] = ()
    problems: tuple[Message, ...] = ()


def load_plugins(
    group: str, kind: type[T] | tuple[type[T], ...], taken: Container[str]
) -> Plugins[T]:
    """The objects of a ``kind`` with a ``name`` that the entry points of a group name, in the order of their names.

    Those that cannot be imported, are of another kind or have a name that is ``taken`` become problems.
    """
    loaded: dict[str, T] = {}
    problems = []
    for entry_point in sorted(entry_points(group=group), key=lambda one: (one.name, one.value)):
        try:
            found = entry_point.load()
        except Exception as error:  # noqa: BLE001 - a package may fail in any way, and the others go on
            why = Message("format.not-loaded", detail=f"{type(error).__name__}: {error}"[:200])
        else:
            name = getattr(found, "name", "")
            if not isinstance(found, kind):
                why = Message("format.not-a-format")
            elif name in taken or name in loaded:
                why = Message("format.same-name", name=name)
            else:
                loaded[name] = found
                continue
        package = entry_point.dist.name if entry_point.dist else "?"
        entry = f"{group}: {entry_point.value}"
        problems.append(Message("format.left-out", entry=entry, package=package, reason=why))
    return Plugins((*loaded.values(),), (*problems,))
