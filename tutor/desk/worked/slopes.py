"""Equations of functions and their slopes as a working has them: a letter for each, y and y′."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.checking.plain import replaced
from tutor.reading.syntax import Apply, Node, Relation, Sym, walk
from tutor.reading.working.line import derived


def slopes_named(stated: Node | None) -> Iterator[Relation]:
    """An equation in which y(x) is y and its slope the letter that `derived` names, without blanks: as dy/dx, and as y′ where it may."""
    if isinstance(stated, Relation):
        inside = {n for side in stated.items for n in walk(side) if isinstance(n, Apply)}
        yield _with(stated, {n: _letter(n, n.slots or _only(n) * n.primes) for n in inside})
        if all(len(n.args) == 1 for n in inside):
            yield _with(stated, {n: _letter(n, ("",) * max(n.primes, len(n.slots))) for n in inside})


def _with(stated: Relation, names: Mapping[Apply, str]) -> Relation:
    sides = stated.items
    for node, name in names.items():
        sides = tuple(replaced(side, node, Sym(name)) for side in sides)
    return Relation(sides, stated.signs)


def _only(node: Apply) -> tuple[str, ...]:
    return tuple(a.name for a in node.args[:1] if isinstance(a, Sym))


def _letter(node: Apply, by: tuple[str, ...]) -> str:
    """The letter of a function, or of its slope by these letters."""
    return derived(node.function, by).replace(" ", "_") if by else node.function
