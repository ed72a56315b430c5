"""One form a file: what an answer must look like besides having the right value. Judged on the tree as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tutor.frozen import dataclass
from tutor.reading.syntax import Joined, Node, Relation, Tup


@dataclass(frozen=True, slots=True)
class Form:
    """`fault` says to the student what is not in this form, without saying the answer; None where nothing is."""

    name: str
    fault: Callable[[Node], str | None]


@cache
def forms() -> tuple[str, ...]:
    """The names of all forms, by their files."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if hasattr(import_module(f"{__name__}.{m.name}"), "FORM")))


@cache
def form(name: str) -> Form:
    """The form of that name. ModuleNotFoundError where there is none: questions are checked when they are read."""
    found: Form = import_module(f"tutor.checking.forms.{name}").FORM
    return found


def fault_in(name: str | None, tree: Node) -> str | None:
    """What is not in the form; of a statement, what is not in its sides."""
    if name is None:
        return None
    match tree:
        case Relation(items) | Joined(_, items) | Tup(items):
            return next((said for i in items if (said := fault_in(name, i)) is not None), None)
    return form(name).fault(tree)
