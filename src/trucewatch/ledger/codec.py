"""Model values ↔ JSON, by their type annotations: what is stored is exactly what was made."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, Union

T = TypeVar("T")


def encode(value: Any) -> str:
    """A model value as canonical JSON text: sorted keys, no spaces, so equal values give equal bytes."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_plain(value: Any) -> Any:
    """A model value as plain JSON data: dates and durations in ISO 8601, tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): to_plain(v) for k, v in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"PT{value // timedelta(seconds=1)}S"
    return value


def decode(cls: type[T], text: str) -> T:
    """The value of type ``cls`` that :func:`encode` wrote as ``text``.

    A field that the text lacks takes its default, so that a ledger written by an earlier version still reads.
    Raises ``TypeError`` or ``KeyError`` when the text is of another type.
    """
    result: T = _build(cls, json.loads(text))
    return result


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _build(hint: Any, data: Any) -> Any:
    if data is None:
        return None
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{k: _build(hints[k], v) for k, v in data.items() if k in hints})
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _build(next(a for a in typing.get_args(hint) if a is not type(None)), data)
    if origin is tuple:
        args = typing.get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_build(args[0], v) for v in data)
        return tuple(_build(a, v) for a, v in zip(args, data, strict=True))
    if hint is datetime:
        return datetime.fromisoformat(data)
    if hint is date:
        return date.fromisoformat(data)
    if hint is timedelta:
        return timedelta(seconds=int(data[2:-1]))
    return data
