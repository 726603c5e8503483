"""YAML text → plain data with line numbers, and pydantic validation that names the line of every fault.

YAML 1.2, read from the node graph: no tags are executed, duplicate keys and aliases are refused (so a small file
cannot grow), dates stay text for the schema to check, and files above :data:`MAX_BYTES` are refused.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from trucewatch.errors import PackError
from trucewatch.packs import cache

MAX_BYTES = 5_000_000
Model = TypeVar("Model", bound=BaseModel)
_REMEDIES: dict[str, str] = {
    "string_type": "write text; put it in quotes if it looks like a number or a date",
    "string_too_short": "fill it in, or leave the key out",
    "string_pattern_mismatch": "use lower-case letters, digits and hyphens",
    "literal_error": "use one of these",
    "bool_type": "write true or false, without quotes",
    "bool_parsing": "write true or false, without quotes",
    "int_type": "write a whole number, without quotes",
    "int_parsing": "write a whole number, without quotes",
    "float_type": "write a number, without quotes",
    "float_parsing": "write a number, without quotes",
    "greater_than": "give a greater number",
    "greater_than_equal": "give a greater number",
    "less_than_equal": "give a smaller number",
    "list_type": "write a list: [one, another]",
    "too_short": "give at least one",
    "dict_type": "write keys and values: {key: value}",
    "model_type": "write keys and values: {key: value}",
    "model_attributes_type": "write keys and values: {key: value}",
}
"""What to do about the faults that pydantic finds."""
Path_ = tuple[str | int, ...]


class Entry(BaseModel):
    """Root of every schema: strict types, unknown keys refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


@dataclass(slots=True)
class Located:
    """Plain data of one file and the line (from 1) of every key and item in it."""

    file: str
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    text: str = ""
    """The YAML, where the data came from the cache and the lines are still to be found."""

    def line_of(self, path: Path_) -> int:
        """The line of ``path``, or of its nearest known ancestor; 1 at worst."""
        if self.text:
            self.lines, self.text = parse_yaml(self.text, self.file).lines, ""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path_, reason: str, remedy: str = "") -> str:
        """A fault's sentence: file:line: where: reason; remedy."""
        where = ".".join(str(p) for p in path) or "the file"
        return f"{self.file}:{self.line_of(path)}: {where}: {reason}" + (f"; {remedy}" if remedy else "")


def read_yaml(path: Path, name: str = "") -> Located:
    """Read a YAML file; raises :class:`PackError` when it cannot be parsed at all."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise PackError((f"{name or path}: cannot be read: {error.strerror}; check the path",)) from error
    if len(raw) > MAX_BYTES:
        raise PackError((f"{name or path}: {len(raw)} bytes is more than {MAX_BYTES}; split the file",))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError((f"{name or path}: not UTF-8 (byte {error.start}); save it as UTF-8",)) from error
    place = cache.place_of(path)
    if place is None:
        return parse_yaml(text, name or str(path))
    key = cache.key_of(raw, _own_source())
    data = cache.recall(place, key)
    if data is not None:
        return Located(name or str(path), data, text=text)
    located = parse_yaml(text, name or str(path))
    if not located.faults:
        cache.remember(place, key, located.data)
    return located


@functools.cache
def _own_source() -> bytes:
    return Path(__file__).read_bytes()


def parse_yaml(text: str, name: str) -> Located:
    """Parse YAML text; ``name`` is how faults call the file.  Raises :class:`PackError` on a syntax error."""
    # Not at the top: most starts find every file in the cache.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    located = Located(name, None)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        why = getattr(error, "problem", None) or "not YAML"
        raise PackError((f"{name}:{line}: {why}; check the indentation and quotes there",)) from error
    except RecursionError as error:
        raise PackError((f"{name}: nested too deeply; flatten it",)) from error
    located.data = _plain(node, (), located, set())
    return located


def validate(model: type[Model], located: Located) -> Model:
    """The validated value; raises :class:`PackError` with every fault, its line, reason and remedy."""
    faults = list(located.faults)
    try:
        value = model.model_validate_json(_json(located.data))
    except ValidationError as error:
        for e in error.errors(include_url=False):
            # A missing key has no line of its own; its parent's is where it belongs.
            faults.append(located.fault(tuple(e["loc"]), _reason(e), _remedy(e)))
        raise PackError(tuple(dict.fromkeys(faults))) from error
    if faults:
        raise PackError(tuple(faults))
    return value


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _reason(error: Any) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a known key"
    shown = repr(given) if not isinstance(given, (dict, list)) else "this"
    return f"{shown}: {error['msg'].removeprefix('Value error, ')}"


def _remedy(error: Any) -> str:
    if error["type"] == "missing":
        return "add it"
    if error["type"] == "extra_forbidden":
        return "remove it or correct its spelling"
    if error["type"] == "value_error":
        return ""  # our own checks say what to do in their reason
    return _REMEDIES.get(error["type"], "correct it; see the schema")


def _plain(node: Any, path: Path_, located: Located, seen: set[int]) -> Any:
    if node is None:
        return None
    if id(node) in seen:
        located.faults.append(located.fault(path, "an alias (*name) is not allowed", "write the value out"))
        return None
    seen.add(id(node))
    located.lines.setdefault(path, node.start_mark.line + 1)
    if node.id == "mapping":
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if key_node.id == "scalar" else "?"
            here = (*path, key)
            if key in result:
                located.lines[here] = key_node.start_mark.line + 1
                located.faults.append(located.fault(here, "stands twice", "keep one"))
                continue
            located.lines[here] = key_node.start_mark.line + 1
            result[key] = _plain(value_node, here, located, seen)
        return result
    if node.id == "sequence":
        return [_plain(item, (*path, i), located, seen) for i, item in enumerate(node.value)]
    return _scalar(node, path, located)


def _scalar(node: Any, path: Path_, located: Located) -> Any:
    tag, value = str(node.tag).rsplit(":", 1)[-1], node.value
    try:
        if tag == "null":
            return None
        if tag == "bool":
            return value.lower() == "true"
        if tag == "int":
            return int(value.replace("_", ""), 0)
        if tag == "float":
            return float(value.replace("_", ""))
    except ValueError:
        return value
    if tag not in {"str", "timestamp"}:
        located.faults.append(located.fault(path, f"the tag {node.tag} is not allowed", "remove it"))
    return value
