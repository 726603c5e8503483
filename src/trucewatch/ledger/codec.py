"""Model values ↔ JSON, by their type annotations: what is stored is exactly what was made."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, Union

T = TypeVar("T")
UNDECODABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What :func:`decode` raises for a text that is not what :func:`encode` wrote: somebody changed it."""


def encode(value: Any) -> str:
    """A model value as canonical JSON text: sorted keys, no spaces, so equal values give equal bytes."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def encode_briefly(value: Any) -> str:
    """The same without fields that have their default, which :func:`decode` gives back: for copies, not for hashes."""
    return json.dumps(_brief(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_PLAIN = frozenset({str, int, float, bool, type(None)})


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@functools.cache
def _defaults(kind: Any) -> dict[str, Any]:
    """The defaults of a dataclass's fields, of those that have one."""
    return {f.name: f.default for f in dataclasses.fields(kind) if f.default is not dataclasses.MISSING}


def _brief(value: Any) -> Any:
    kind: Any = type(value)
    if names := _names(kind):
        defaults, fields = _defaults(kind), ((name, getattr(value, name)) for name in names)
        return {name: _brief(held) for name, held in fields if name not in defaults or held != defaults[name]}
    if isinstance(value, tuple):
        return [_brief(v) for v in value]
    return to_plain(value)


def to_plain(value: Any) -> Any:
    """A model value as plain JSON data: dates and durations in ISO 8601, tuples as lists."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if names := _names(kind):
        return {name: to_plain(getattr(value, name)) for name in names}
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
    Raises one of :data:`UNDECODABLE` when the text is of another type.
    """
    kind: Any = cls
    result: T = _builder(kind)(json.loads(text))
    return result


_Build = Callable[[Any], Any]


@functools.cache
def _builder(hint: Any) -> _Build:
    """What turns plain data into a value of a type: worked out once a type, since desks hold 100,000 claims."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_builder(hint)
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _builder(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is tuple:
        return _tuple_builder(typing.get_args(hint))
    if hint is datetime:
        return lambda data: None if data is None else datetime.fromisoformat(data)
    if hint is date:
        return lambda data: None if data is None else date.fromisoformat(data)
    if hint is timedelta:
        return lambda data: None if data is None else timedelta(seconds=int(data[2:-1]))
    return _as_it_is


def _as_it_is(data: Any) -> Any:
    return data


def _dataclass_builder(cls: type[Any]) -> _Build:
    # Worked out when first used: a type may hold itself.
    found: dict[str, _Build] = {}
    plain: set[str] = set()

    def build(data: Any) -> Any:
        if data is None:
            return None
        if not found:
            found.update((name, _builder(hint)) for name, hint in typing.get_type_hints(cls).items())
            plain.update(name for name, one in found.items() if one is _as_it_is)
        return cls(**{k: v if k in plain else found[k](v) for k, v in data.items() if k in found})

    return build


def _tuple_builder(args: tuple[Any, ...]) -> _Build:
    if len(args) == 2 and args[1] is Ellipsis:
        one = _builder(args[0])
        if one is _as_it_is:
            return lambda data: None if data is None else tuple(data)
        return lambda data: None if data is None else tuple([one(v) for v in data])
    each = [_builder(a) for a in args]
    return lambda data: None if data is None else tuple(b(v) for b, v in zip(each, data, strict=True))
