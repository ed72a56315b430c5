"""What a record declares besides the mathematics: which fields there are, assumptions, parameters, the base of logarithms."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.errors import nearest
from tutor.reading.fields import Fields
from tutor.reading.sets import Record
from tutor.rule import Topic, kinds, topic

COMMON = (
    "variables", "title", "marks", "space", "statement", "parameters", "where", "assume", "expected", "wrong", "source",
    "log_base", "complex",
)  # fmt: skip
ASSUMPTIONS: Mapping[str, Mapping[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "nonnegative": {"nonnegative": True},
    "integer": {"integer": True},
    "complex": {"complex": True},
}


def check_names(record: Record, kind: Topic, fields: Mapping[str, object]) -> None:
    """Of a record with its `fields`. Errors: `Invalid` for a field that the kind does not know, and where one that it needs is missing."""
    excepted = ("exceptions",) if any(f.name == "function" for f in kind.fields) else ()
    known = (*(f.name for f in kind.fields), *COMMON, *excepted)
    for name in fields:
        if name not in known and not _is_for_another_part(name, record):
            near = nearest(name, known)
            its = ", ".join(f.name if f.required else f"{f.name}?" for f in kind.fields)
            hint = f"{near} " if near else ""
            raise record.wrong(f"unknown field {name!r} for the kind {record.kind}", name, f"{hint}Its fields are {its}.")
    for f in kind.fields:
        if f.required and f.name not in fields:
            raise record.wrong(f"the field {f.name} is missing")
    for choice in kind.one_of:
        found = [c for c in choice if c in fields]
        if len(found) != 1:
            which = f"both {' and '.join(found)} are given" if found else "none is given"
            raise record.wrong(f"exactly one of {', '.join(choice)} is needed, and {which}")


def _is_for_another_part(name: str, record: Record) -> bool:
    """Whether a field is one that all parts share and that the kind of another part knows."""
    if record.part is None or not record.part.inherited(name):
        return False
    asked = {entry.kind for entry in record.together()} & set(kinds())
    return any(f.name == name for kind in asked for f in topic(kind).fields)


def assumed(found: Fields) -> dict[str, Mapping[str, bool]]:
    """What is assumed of each name in `assume`, as SymPy says it."""
    table = found.fields.get("assume", {})
    if not isinstance(table, Mapping):
        raise found.record.wrong('assume is a table such as { r = "positive" }', "assume")
    out: dict[str, Mapping[str, bool]] = {}
    for name, words in table.items():
        facts: dict[str, bool] = {"real": True} if words != "complex" else {}
        for word in words if isinstance(words, list) else [words]:
            if word not in ASSUMPTIONS:
                raise found.record.wrong(f"unknown assumption {word!r}", "assume", nearest(str(word), ASSUMPTIONS))
            facts.update(ASSUMPTIONS[word])
        out[found.name(name, "assume")] = facts
    return out


def parameter_names(found: Fields) -> list[str]:
    """The names of the parameters."""
    table = found.fields.get("parameters", {})
    if not isinstance(table, Mapping):
        raise found.record.wrong("parameters is a table such as { a = [1, 2, 3] }", "parameters")
    if "where" in found.fields and not table:
        raise found.record.wrong("there are no parameters that the condition could be about", "where")
    return [found.name(n, "parameters") for n in table]


def log_base(found: Fields) -> int | None:
    """The base of `log`, None for e."""
    base = found.fields.get("log_base")
    if base is None or base == "e":
        return None
    if not str(base).isdigit() or int(base) < 2:
        raise found.record.wrong("log_base is a whole number from 2 on, or e", "log_base")
    return int(base)
