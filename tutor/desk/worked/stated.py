"""What is stated at a stage and in lines, where no value tells: limits, slopes by their names, equations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy

from sympy import Basic

from tutor.checking.shown import said
from tutor.checking.working.worked import put
from tutor.desk.worked.world import written
from tutor.reading.syntax import DerivativeNode, Node, Relation, Sym, walk
from tutor.reading.working.line import Chain, derived, listed, named, read_line
from tutor.reading.working.operations import Operation, Operations

_NO_LETTER = re.compile(r"[^A-Za-z0-9]", re.ASCII)  # in the name of a symbol only these may stand


def read(terms: Iterable[Basic], reader: Operations) -> list[Relation]:
    """The equation between what the line of a stage begins with and ends in, read as one of a student's would be."""
    like = copy(reader)
    like.found = []
    line = read_line(" = ".join(filter(None, map(written, terms))), like)
    chains = (Chain((c.members[0], c.members[-1]), ("=",)) for c in line.chains if c.signs)
    return [e for c in chains for e in equations(c, like)]


def equations(chain: Chain, reader: Operations) -> Iterator[Relation]:
    """The equations between any two sides of a chain, with a letter for each operation that says what it is."""
    found = {o.letter: o for o in reader.found}
    sides = [_plainly(m.tree, found, reader.scope.variables) for m in chain.members if m.tree is not None]
    if all(sign == "=" for sign in chain.signs):
        yield from (Relation((a, b), ("=",)) for k, a in enumerate(sides) for b in sides[k + 1 :])


def _plainly(node: Node, found: Mapping[str, Operation], variables: frozenset[str]) -> Node:
    names = {n.name for n in walk(node) if isinstance(n, Sym | DerivativeNode)}
    letters = {n: _letter(n, found, variables) for n in names}
    return put(node, {n: Sym(_NO_LETTER.sub(lambda m: f"_{ord(m[0]):x}", s)) for n, s in letters.items()})


def _letter(name: str, found: Mapping[str, Operation], variables: frozenset[str]) -> str:
    operation = found.get(name)
    if operation is None:
        return listed(name)
    of = None if operation.of is None else _plainly(operation.of, found, variables)
    if operation.kind == "derivative" and isinstance(of, Sym):
        return derived(of.name, operation.by)
    called = named(operation.name, variables) if operation.kind == "name" else operation.name
    inside = [said(n) for n in (of, operation.second, *operation.at) if n is not None]
    return " ".join((*((operation.kind,) if operation.kind != "name" else ()), called, *operation.by, *inside)).strip()
