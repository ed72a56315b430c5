"""The members of a chain `a = b = c` with letters that the last one lacks: tested where it is known what they stand for."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from tutor.checking.question import Question
from tutor.checking.values import letters
from tutor.reading.patterns import compiled
from tutor.reading.syntax import Apply, DerivativeNode, Node, Rows, Sym, Tup, walk
from tutor.reading.typed import Typed

_CHANGES = frozenset(["d", "Delta", "delta"])
_NAME = compiled(r"[A-Z]{2}|D\s?\^?\{?[2²]\}?\s?\(?[A-Za-z]?\)?(?:\(.*\))?")  # AB, the vector from A to B; D^2 f, the second derivative


def put_in(question: Question, member: Node, last: Node) -> Node:
    """The member with what its letters stand for, where the last one has none of them."""
    kept = set(letters(last))
    known = {name: value for name, value in question.meanings if name not in kept}
    return _replaced(member, known) if known and set(letters(member)) & set(known) else member


def _replaced(node: Node, known: dict[str, Node]) -> Node:
    if isinstance(node, Sym | DerivativeNode):
        return known.get(node.name, node)
    changed: dict[str, Any] = {}
    for f in fields(node):
        inside = getattr(node, f.name)
        if isinstance(inside, Node):
            changed[f.name] = _replaced(inside, known)
        elif isinstance(inside, tuple) and any(isinstance(n, Node | tuple) for n in inside):
            changed[f.name] = _each(inside, known)
    return replace(node, **changed) if changed else node


def _each(row: tuple[Any, ...], known: dict[str, Node]) -> tuple[Any, ...]:
    return tuple(_replaced(n, known) if isinstance(n, Node) else _each(n, known) if isinstance(n, tuple) else n for n in row)


def calculates(question: Question, read: Typed) -> bool:
    """Whether the answer begins with a calculation on a name, `-f_x`, `2A`, `x + 1`, of which nothing more is known."""
    if not read.chain or read.labels:
        return False
    first, last = read.chain[0], read.chain[-1]
    typed = read.read.text[first.start : first.end]
    if question.asked.asks(typed) or _NAME.fullmatch(typed):
        return False
    left = put_in(question, first, last)
    own = set(question.asked.variables) if question.asked.operations else set()
    unknown = set(letters(left)) - set(letters(last)) - own
    applied = {n.function for n in walk(left) if isinstance(n, Apply)}
    unknown = unknown if len(unknown) == 1 else unknown - _CHANGES
    if not unknown and not applied:
        return False
    if isinstance(last, Tup | Rows) and not any(isinstance(n, Tup | Rows) for n in walk(first)):
        return True
    if len(unknown) + len(applied) == 1:
        return True
    return not question.asked.operations and not unknown <= question.letters
