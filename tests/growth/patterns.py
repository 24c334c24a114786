"""All regular expressions of the program, and texts that would make each of them slow.

A pattern is quadratic where it can begin at many places and reads far from each before it fails, or where two of its parts
can share a run in many ways. So its own parts say what it must be fed: runs of each sign that it knows, of each two of them,
of what it has read when one of its repetitions begins; and that once, then a long run of what is repeated, then an end.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import permutations
from pathlib import Path
from typing import Any, TypeAlias

SOURCE = Path(__file__).parent.parent.parent / "src" / "seogo"

Pattern: TypeAlias = re.Pattern[Any]

ANCHORED = ("match", "fullmatch")
"""Methods that begin at one place only; all others try every place."""

METHODS = {*ANCHORED, "search", "sub", "subn", "split", "findall", "finditer"}
CALLED = {*METHODS, "compile"}

parsing: Any = vars(re)["_parser"]
kinds: Any = vars(re)["_constants"]


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and the methods that are called on it."""

    place: str
    pattern: Pattern
    methods: frozenset[str]


@cache
def all_patterns() -> tuple[list[Found], list[str]]:
    """The patterns of all modules, and the places of those that are built from what a function is given."""
    found: list[Found] = []
    built: list[str] = []
    methods = _methods()
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        scope = vars(import_module(_module(path)))
        known = {
            id(pattern): (key, pattern)
            for key, value in scope.items()
            for pattern in _patterns_in(value)
        }
        for key, pattern in known.values():
            called = methods[name, key] | (set() if key.startswith("_") else methods["", key])
            if called != {"window"}:
                found.append(Found(f"{name} {key}", pattern, frozenset(called)))
        for call in _calls_of_re(path):
            given = [call.args[0], *(one for one in call.args[1:] if "re." in ast.unparse(one))]
            try:
                text, *flags = (
                    eval(compile(ast.Expression(one), "", "eval"), scope) for one in given
                )
            except NameError:
                built.append(f"{name} {ast.unparse(call.args[0])}")
                continue
            if call.func.attr != "compile":
                place = f"{name} {ast.unparse(call.args[0])}"
                found.append(Found(place, re.compile(text, *flags), frozenset({call.func.attr})))
    return found, built


def ways(one: Found) -> list[Callable[[Any], object]]:
    """How the pattern meets a text."""
    anchored = [getattr(one.pattern, name) for name in ANCHORED if name in one.methods]
    if one.methods <= set(ANCHORED) and anchored:
        return anchored
    return [*anchored, lambda text: deque(one.pattern.finditer(text), maxlen=0)]


def hostile(pattern: Pattern, size: int) -> Iterator[Any]:
    """Texts of about so many characters, made from the parts of a pattern."""
    parts = _Parts()
    text = pattern.pattern
    is_bytes = isinstance(text, bytes)
    flags = pattern.flags if is_bytes else pattern.flags & ~re.UNICODE
    whole = parts.sample(parsing.parse(text.decode("latin-1") if is_bytes else text, flags))
    few = parts.singles[:6]
    units = [*parts.singles[:16], *(a + b for a, b in permutations(few, 2))]
    units += [*parts.begun, whole, whole[:-1]]
    for unit in dict.fromkeys(unit for unit in units if unit):
        run = unit * (size // len(unit))
        yield from _encoded(is_bytes, run, run + "\0")
    for begun, unit in dict.fromkeys(parts.repeated):
        run = begun + unit * (size // max(len(unit), 1))
        yield from _encoded(is_bytes, *(run + end for end in ("\0", "\n", "a", whole[1:])))


def _encoded(is_bytes: bool, *texts: str) -> Iterator[Any]:
    for text in texts:
        yield text.encode("utf-8", "replace") if is_bytes else text


def _module(path: Path) -> str:
    name = ".".join(("seogo", *path.relative_to(SOURCE).with_suffix("").parts))
    return name.removesuffix(".__init__")


def _patterns_in(value: Any) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _patterns_in(one)
    elif isinstance(value, list | tuple) and len(value) < 1000:
        for one in value:
            yield from _patterns_in(one)


def _calls_of_re(path: Path) -> Iterator[Any]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            module, name = node.func.value, node.func.attr
            if isinstance(module, ast.Name) and module.id == "re" and name in CALLED:
                yield node


def _methods() -> dict[tuple[str, str], set[str]]:
    """What is called on each name of each module, and on it in any module; ``window`` where only a range is looked through
    that begins a fixed number of characters before a place."""
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        module = str(path.relative_to(SOURCE))
        calls: dict[int, ast.Call] = {}
        handed: set[int] = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                calls[id(node.func)] = node
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                handed.add(id(node.value))
                call = calls.get(id(node))
                window = (
                    call and len(call.args) == 3 and ast.unparse(call.args[1]).startswith("max(")
                )
                for place in (module, ""):
                    called[place, node.value.id].add("window" if window else node.attr)
            elif (
                isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Load)
                and id(node) not in handed
            ):
                for place in (module, ""):
                    called[place, node.id].add("handed on")
    return called


class _Parts:
    """Samples of the parts of a parsed pattern."""

    def __init__(self) -> None:
        self.singles: list[str] = []
        self.begun: list[str] = []
        """What was read when a long repetition has been passed once."""
        self.repeated: list[tuple[str, str]] = []
        """What was read before a long repetition, and what it repeats."""

    def sample(self, parsed: Any, begun: str = "") -> str:
        """A text that the pattern reads, or nearly; its repetitions are noted on the way."""
        text = ""
        for kind, value in parsed:
            text += self._one(kind, value, begun + text)
        return text

    def _one(self, kind: Any, value: Any, begun: str) -> str:
        if kind is kinds.LITERAL:
            return self._single(chr(value))
        if kind is kinds.NOT_LITERAL:
            return self._single("b" if value == ord("a") else "a")
        if kind is kinds.ANY:
            return self._single("a")
        if kind is kinds.IN:
            return self._set(value)
        if kind is kinds.BRANCH:
            samples: list[str] = [self.sample(one, begun) for one in value[1]]
            return samples[0]
        if kind is kinds.SUBPATTERN:
            return self.sample(value[3], begun)
        if kind is kinds.ATOMIC_GROUP:
            return self.sample(value, begun)
        if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            self.sample(value[1], begun if value[0] > 0 else "")
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            least, most, inner = value
            unit = self.sample(inner, begun)
            if most > 8:
                self.begun.append(begun + unit)
                self.repeated.append((begun, unit))
            return unit * max(int(least), int(most > 8))
        return ""

    def _single(self, letter: str) -> str:
        if letter not in self.singles:
            self.singles.append(letter)
        return letter

    def _set(self, items: Any) -> str:
        source = "".join(map(_source, items))
        pattern = re.compile(f"[{source}]")
        first = [
            chr(v if k is kinds.LITERAL else v[0])
            for k, v in items
            if k in (kinds.LITERAL, kinds.RANGE)
        ]
        letters: list[str] = [
            one for one in (*first, *"a 가1.\n(é,\x01。\u0301") if pattern.match(one)
        ]
        for letter in letters[:6]:
            self._single(letter)
        return letters[0] if letters else ""


_CATEGORIES = {
    kinds.CATEGORY_DIGIT: r"\d",
    kinds.CATEGORY_NOT_DIGIT: r"\D",
    kinds.CATEGORY_SPACE: r"\s",
    kinds.CATEGORY_NOT_SPACE: r"\S",
    kinds.CATEGORY_WORD: r"\w",
    kinds.CATEGORY_NOT_WORD: r"\W",
}


def _source(item: Any) -> str:
    kind, value = item
    if kind is kinds.NEGATE:
        return "^"
    if kind is kinds.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return str(_CATEGORIES[value]) if kind is kinds.CATEGORY else re.escape(chr(value))
