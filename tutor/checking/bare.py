"""Bare names of a problem's functions and of their derivatives, f_x, dz/dx, x', for what they stand for: f_x at the inner functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import product
from typing import Any

from tutor.frozen import dataclass
from tutor.reading.answers import Expressions, Limits, Reading, SetUp
from tutor.reading.syntax import Apply, DerivativeNode, Node, Sym, walk
from tutor.reading.typed import Typed

HIGHEST = 2  # order of a derivative that has a bare name


@dataclass(frozen=True, slots=True)
class Unspecified:
    """A function of a problem with the names of its arguments; `called` are other letters for its value.

    With `plainly` a quotient of differentials means a partial derivative; else dz/dx may be the total one.
    """

    name: str
    arguments: tuple[str, ...]
    called: tuple[str, ...] = ()
    plainly: bool = True


Names = tuple[tuple[Node, Node], ...]


def names_in(trees: Iterable[Node], functions: Iterable[Unspecified]) -> Names:
    """Each bare name with the tree that it stands for in a right answer; none where a function is taken at two places there."""
    applied = [n for tree in trees for n in walk(tree) if isinstance(n, Apply)]
    out: dict[Node, Node] = {}
    for f in functions:
        places = {a.args for a in applied if a.function == f.name}
        if len(places) == 1:
            for name, meant in _names(f, places.pop()):
                out.setdefault(name, meant)
    return tuple(out.items())


def _names(f: Unspecified, at: tuple[Node, ...]) -> Iterator[tuple[Node, Node]]:
    own = tuple(map(Sym, f.arguments))
    yield Sym(f.name), Apply(f.name, at, letters=f.arguments)
    if own:
        yield Apply(f.name, own), Apply(f.name, at)
    for order in range(1, HIGHEST + 1):
        for slots in product(range(len(f.arguments)), repeat=order):
            yield from _slopes(f, at, slots)


def _slopes(f: Unspecified, at: tuple[Node, ...], slots: tuple[int, ...]) -> Iterator[tuple[Node, Node]]:
    """The names of one derivative. The order of differentiation makes no difference, so f_yx is the derivative f_xy."""
    own = tuple(map(Sym, f.arguments))
    by = tuple(f.arguments[k] for k in slots)
    alone = len(f.arguments) == 1
    slope = (
        Apply(f.name, at, len(slots)) if alone else Apply(f.name, at, 0, tuple(f.arguments[k] for k in sorted(slots)), letters=f.arguments)
    )
    if alone:
        yield DerivativeNode(f.name, (), len(slots)), slope
        yield Apply(f.name, own, len(slots)), slope
    else:
        yield Sym(f"{f.name}_{''.join(str(k + 1) for k in slots)}"), slope
    yield Sym(f"{f.name}_{''.join(by)}"), slope
    yield Apply(f.name, own, 0, by), slope
    for letter in (f.name, *f.called) if f.plainly else ():
        yield DerivativeNode(letter, by), slope
        yield Sym(f"{letter}_{''.join(by)}"), slope


def spelled_out(names: Names, read: Typed) -> Typed:
    """What was typed, with every bare name spelled out."""
    if not names:
        return read
    table = dict(names)
    chains = tuple(tuple(_renamed(m, table) for m in chain) for chain in read.chains)
    return replace(read, reading=_reading(read.reading, table), chain=tuple(_renamed(m, table) for m in read.chain), chains=chains)


def _reading(reading: Reading, table: Mapping[Node, Node]) -> Reading:
    if isinstance(reading, Expressions):
        return Expressions(tuple((name, _renamed(value, table)) for name, value in reading.items))
    if isinstance(reading, Limits):
        return replace(reading, integrand=None if reading.integrand is None else _renamed(reading.integrand, table))
    if isinstance(reading, SetUp):
        return replace(reading, parts=tuple(p for part in reading.parts if isinstance(p := _reading(part, table), Limits)))
    return _renamed(reading, table) if isinstance(reading, Node) else reading


def _renamed(tree: Node, table: Mapping[Node, Node]) -> Node:
    if tree in table:
        return replace(table[tree], start=tree.start, end=tree.end)
    changed: dict[str, Any] = {}
    if isinstance(tree, Apply) and tree.slots and not tree.letters:  # f_u(3x + 4y, 4x - 3y), as it was typed
        changed["letters"] = next((m.letters for m in table.values() if isinstance(m, Apply) and m.function == tree.function), ())
    for f in fields(tree):
        inside = getattr(tree, f.name)
        if isinstance(inside, Node):
            changed[f.name] = _renamed(inside, table)
        elif isinstance(inside, tuple) and inside and isinstance(inside[0], Node):
            changed[f.name] = tuple(_renamed(n, table) if isinstance(n, Node) else n for n in inside)
    return replace(tree, **changed) if changed else tree
