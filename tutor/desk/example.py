"""An example of each kind, from the exercises that stand ready: as a command to copy, and as a problem of a set."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping

from tutor.edges.resources import folder
from tutor.reading.sets import SHORT_ANSWER, Record, as_record, load_set
from tutor.rule import topic

OWN = {  # a question with its author's answer is in no bank of exercises
    "statement": "Give an equation of the plane through $(1, 1, 0)$ with the normal $\\langle 2, 1, -1 \\rangle$.",
    "answer": {"type": "equation", "value": "2x + y - z = 3"},
    "solution": "The normal gives $2x + y - z = d$, and the point $d = 3$.",
}
BESIDE = ("variables", "assume", "exceptions")  # what the mathematics of a kind may need besides its own fields


def example(kind: str) -> Record:
    """The first exercise of a kind without parameters or parts, with what belongs to its mathematics."""
    if kind == SHORT_ANSWER:
        return as_record({"kind": kind, **OWN}, "example")
    known = {f.name for f in topic(kind).fields} | set(BESIDE)
    found = load_set(folder("exercises") / f"{kind}.toml").records
    first = next(e for e in found if e.kind == kind and e.part is None and "parameters" not in e.fields)
    return as_record({"kind": kind, **{name: value for name, value in first.fields.items() if name in known}}, "example")


def command(entry: Record) -> str:
    """`tutor solve gradient function='x^2 y' point='[1, 2]'`."""
    return " ".join(["tutor solve", entry.kind, *(f"{name}={shlex.quote(_typed(value))}" for name, value in entry.fields.items())])


def problem(entry: Record) -> str:
    """The same as a problem of a set."""
    return "\n".join(["[[problem]]", f'kind = "{entry.kind}"', *(f"{name} = {toml(value)}" for name, value in entry.fields.items())])


def _typed(value: object) -> str:
    """A value as it is typed in a shell, where the whole of it stands in single quotes."""
    return value if isinstance(value, str) else toml(value, '"')


def toml(value: object, quote: str = "'") -> str:
    """A value as TOML on one line; a text in quotes of that kind where they can hold it. In single ones a backslash is one."""
    match value:
        case str():
            plain = quote not in value and value.isprintable() and (quote == "'" or "\\" not in value)
            return f"{quote}{value}{quote}" if plain else f"'{value}'" if quote == '"' and "'" not in value else json.dumps(value)
        case bool():
            return str(value).lower()
        case Mapping():
            return "{ " + ", ".join(f"{_key(name)} = {toml(v, quote)}" for name, v in value.items()) + " }"
        case list() | tuple():
            return f"[{', '.join(toml(v, quote) for v in value)}]"
    return str(value)


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else json.dumps(name)
