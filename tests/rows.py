"""Rows of a table as one test: the bookkeeping of thousands of tests takes longer than what they try."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def each_row(
    names: str | tuple[str, ...], rows: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator that tries a test on every row, as ``pytest.mark.parametrize`` does, within one test.

    ``names`` is the argument that a row is, or the arguments whose values it has; what else the test asks for are
    fixtures, the same for all rows. All rows are tried; the failures come together, each with its row.
    """

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        def try_rows(**fixtures: Any) -> None:
            failures = []
            tried = 0
            for row in rows:
                tried += 1
                values = {names: row} if isinstance(names, str) else zip(names, row, strict=True)
                try:
                    test(**dict(values), **fixtures)
                except Exception as failure:  # noqa: BLE001 - whatever it is, it is shown
                    failure.add_note(f"row: {row!r}")
                    failures.append(failure)
            assert tried, "no row was tried"
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {tried} rows", failures)

        given = {names} if isinstance(names, str) else {*names}
        asked = inspect.signature(test).parameters.values()
        fixtures = [parameter for parameter in asked if parameter.name not in given]
        vars(try_rows)["__signature__"] = inspect.Signature(fixtures)
        try_rows.__name__, try_rows.__doc__ = test.__name__, test.__doc__
        try_rows.__module__ = test.__module__
        return try_rows

    return decorate
