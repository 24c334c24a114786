"""Rows of Parquet files, where pyarrow is installed (the extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from seogo.errors import FileError
from seogo.evaluation.json_lines import JsonObject, unreadable
from seogo.messages import Message


def read_parquet(path: Path) -> Iterator[JsonObject]:
    """Rows of a file. Raises FileError, also where pyarrow is missing."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        what = Message("evaluate.parquet-missing")
        raise FileError(str(path), 0, what, Message("evaluate.parquet")) from error
    number = 0
    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1_000):
                for values in batch.to_pylist():
                    number += 1
                    yield JsonObject(str(path), number, values)
    except OSError as error:
        raise unreadable(path, error) from error
    except ArrowException as error:
        raise FileError(str(path), 0, Message("evaluate.no-parquet", detail=str(error))) from error
