"""Records: an immutable sequence of values that can also be had as a data frame."""

from __future__ import annotations

import dataclasses
import importlib
from datetime import date, datetime
from typing import Any, TypeVar

T = TypeVar("T")


class Records(tuple[T, ...]):
    """A tuple of dataclass values with :meth:`to_frame`; what the Python API returns."""

    __slots__ = ()

    def to_frame(self) -> Any:
        """A pandas data frame, a row a record: nested values as text and dates as ISO strings.

        Raises ``ImportError`` with the remedy when pandas is not installed (``pip install 'trucewatch[frames]'``).
        """
        try:
            pandas = importlib.import_module("pandas")
        except ImportError as error:
            raise ImportError("to_frame() needs pandas: pip install 'trucewatch[frames]'") from error
        return pandas.DataFrame([to_row(record) for record in self])


def to_row(record: Any) -> dict[str, Any]:
    """A flat row of a dataclass value: spans become their quotes, sequences join with "; "."""
    return {f.name: _cell(getattr(record, f.name)) for f in dataclasses.fields(record)}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return "; ".join(str(_cell(v)) for v in value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        for name in ("quote", "span", "name", "claim_id"):
            if hasattr(value, name) and getattr(value, name) is not None:
                return _cell(getattr(value, name))
        return "; ".join(f"{f.name}={_cell(getattr(value, f.name))}" for f in dataclasses.fields(value))
    return value
