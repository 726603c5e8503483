"""Parquet files as rows of cells, read in batches by pyarrow where that is installed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from trucewatch.errors import UnreadableError, UsageError

PARQUET = b"PAR1"
"""How such a file begins."""
MAX_ROWS, MAX_COLUMNS, MAX_UNPACKED = 200_000, 200, 400_000_000
"""``MAX_UNPACKED``: bytes that all columns may unpack to."""


def iterate_parquet(raw: bytes, path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    """The names of the columns as row 1, then each row's cells with its number, as a spreadsheet would count.

    Raises :class:`UnreadableError` for a damaged or too large file, :class:`UsageError` without pyarrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            f"{path}: Parquet needs pyarrow, which is not installed; install it with: "
            "pip install 'trucewatch[parquet]'; or save the table as CSV"
        ) from error
    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        _check_size(file.metadata, path)
        yield 1, list(file.schema_arrow.names)
        number = 1
        for batch in file.iter_batches(batch_size=5_000):
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield number, cells
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        said = str(error).partition("\n")[0][:120]
        raise UnreadableError(f"{path}: a damaged Parquet file ({said}); write it again, or as CSV UTF-8") from error


def _check_size(metadata: object, path: Path) -> None:
    rows, columns = metadata.num_rows, metadata.num_columns  # type: ignore[attr-defined]
    if rows > MAX_ROWS:
        raise UnreadableError(f"{path}: more than {MAX_ROWS} rows; split it")
    if columns > MAX_COLUMNS:
        raise UnreadableError(f"{path}: more than {MAX_COLUMNS} columns; is it a table of incidents?")
    groups = range(metadata.num_row_groups)  # type: ignore[attr-defined]
    if sum(metadata.row_group(g).total_byte_size for g in groups) > MAX_UNPACKED:  # type: ignore[attr-defined]
        raise UnreadableError(f"{path}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB; split it")
