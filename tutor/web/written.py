"""A problem as a person would type it again: as the texts of a form, and as TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tutor.reading.sets import Record


def field_text(value: Any) -> str:
    """A value of a field as it is typed into a box or behind `field=`."""
    return value if isinstance(value, str) else toml_value(value)


def toml_value(value: Any) -> str:
    """A value in TOML, on one line. Texts stand in single quotes where they can, so that LaTeX stays as it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Mapping():
            return "{ " + ", ".join(f"{_key(str(k))} = {toml_value(v)}" for k, v in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(toml_value, value)) + "]"
    said = str(value)
    plain = "'" not in said and said.isprintable()
    return f"'{said}'" if plain else json.dumps(said).replace("\x7f", "\\u007f")


def as_toml(entry: Record) -> str:
    """The problem as a set of one."""
    rows = {"id": entry.id, "kind": entry.kind, **entry.fields}
    return "[[problem]]\n" + "".join(f"{_key(name)} = {toml_value(value)}\n" for name, value in rows.items())


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else json.dumps(name)
