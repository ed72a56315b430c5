"""Arithmetic of vectors and matrices in the reader's tree: 8i + 3j, 3<1, 2>, -(1, 2)/5 as one vector of components."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise
from typing import Any, NamedTuple

from tutor.reading.characters import unreadable
from tutor.reading.patterns import compiled
from tutor.reading.syntax import (
    Abs,
    Apply,
    Basis,
    Call,
    Factorial,
    IntegralNode,
    Joined,
    Neg,
    Node,
    Norm,
    Num,
    PlusMinus,
    Pow,
    Prod,
    Quot,
    Relation,
    Rows,
    Series,
    Sum,
    Tup,
    walk,
)  # fmt: skip

_ZERO = Num("0")
_ONE = Num("1")
_ARRAYS = frozenset([Tup, Rows, Basis])


class _Array(NamedTuple):
    """Entries in order and their shape: (n,) for a vector, (rows, columns) for a matrix. Basis vectors leave zeros out as None."""

    entries: tuple[Node | None, ...]
    shape: tuple[int, ...]


def checked(text: str, tree: Node) -> Node:
    """The tree with each dot product of two vectors, `(1, 2)·(x, y)`, as the sum that it is.

    Raises Unreadable where a vector stands where only a number can: (x, y) + 3, sin((1, 2)).
    """
    if _ARRAYS.isdisjoint(map(type, walk(tree))):
        return tree
    tree = _all_multiplied(text, tree)
    collected(text, tree)
    return tree


_DOT = compiled(r"[·⋅∙•.]|\\cdot(?![A-Za-z])")


def _all_multiplied(text: str, tree: Node) -> Node:
    if not _DOT.search(text):
        return tree
    nodes = list(walk(tree))
    three = any(node == Basis("k") or (isinstance(node, Tup) and len(node.items) == 3) for node in nodes)
    return _multiplied(_Collector(text, 3 if three else 2), tree)


def _multiplied(collector: _Collector, node: Node) -> Node:
    changed: dict[str, Any] = {}
    for f in fields(node):
        inside = getattr(node, f.name)
        if isinstance(inside, Node):
            changed[f.name] = _multiplied(collector, inside)
        elif isinstance(inside, tuple) and inside and isinstance(inside[0], Node):
            changed[f.name] = tuple(_multiplied(collector, n) if isinstance(n, Node) else n for n in inside)
    made = replace(node, **changed) if changed else node
    return _dotted(collector, made) if isinstance(made, Prod) else made


def _dotted(collector: _Collector, node: Prod) -> Node:
    """A product with the dot product in it worked out; as it is where there is none."""
    factors = node.factors
    if _ARRAYS.isdisjoint(map(type, walk(node))):
        return node
    for k, (left, right) in enumerate(pairwise(factors)):
        first, second = collector.array(left), collector.array(right)
        if first is None or second is None or first.shape[1:] not in ((), (1,)) or second.shape[1:] not in ((), (1,)):
            continue
        between = collector.text[left.end : right.start].strip("() ")
        if len(first.entries) != len(second.entries) or not _DOT.search(between):
            continue
        pairs = [(a, b) for a, b in zip(first.entries, second.entries, strict=True) if a is not None and b is not None]
        place = (left.start, right.end)
        terms = tuple(b if a == _ONE else a if b == _ONE else Prod((a, b), "", *place) for a, b in pairs)
        made = _ZERO if not terms else terms[0] if len(terms) == 1 else Sum(terms, *place)
        rest = (*factors[:k], made, *factors[k + 2 :])
        return rest[0] if len(rest) == 1 else _dotted(collector, Prod(rest, "", node.start, node.end))
    return node


def collected(text: str, tree: Node, dimension: int | None = None) -> Node:
    """The tree with every sum, multiple and quotient of vectors as one vector, brackets `<`, or one matrix.

    `dimension` is that of i, j, k; where it is not given, 3 if there is a k or another vector of three components, else 2.
    Raises Unreadable where shapes do not fit.
    """
    if dimension is None:
        nodes = list(walk(tree))
        three = any(node == Basis("k") or (isinstance(node, Tup) and len(node.items) == 3) for node in nodes)
        dimension = 3 if three else 2
    return _Collector(text, dimension).node(tree)


class _Collector:
    """One collection, with what it needs for messages."""

    __slots__ = ("dimension", "text")

    def __init__(self, text: str, dimension: int) -> None:
        self.text, self.dimension = text, dimension

    def node(self, node: Node) -> Node:
        """The node collected; containers keep their shape."""
        match node:
            case Relation(items) | Joined(_, items):
                return replace(node, items=tuple(self.node(item) for item in items))
            case Tup(items):
                return replace(node, items=tuple(self.node(item) for item in items))
            case Rows():
                return node
        found = self.array(node)
        if found is None:
            return node
        entries = tuple(e if e is not None else _ZERO for e in found.entries)
        if len(found.shape) == 1:
            return Tup(entries, "<", ">", node.start, node.end)
        width = found.shape[1]
        return Rows(tuple(entries[k : k + width] for k in range(0, len(entries), width)), node.start, node.end)

    def array(self, node: Node) -> _Array | None:
        """The components of a node; None for a number."""
        place = (node.start, node.end)
        match node:
            case Basis(letter):
                where = "ijk".index(letter)
                if where >= self.dimension:
                    raise self.fail("k cannot stand in a vector of two components.", node)
                return _Array(tuple(_ONE if k == where else None for k in range(self.dimension)), (self.dimension,))
            case Tup(items, open, close):
                if open + close not in ("()", "[]", "<>"):
                    raise self.fail("A set or a list cannot be part of a calculation.", node)
                return _Array(items, (len(items),))
            case Rows(rows):
                return _Array(tuple(e for r in rows for e in r), (len(rows), len(rows[0])))
            case Neg(of):
                return self.each(of, lambda e: Neg(e, *place))
            case PlusMinus(of, flipped):
                return self.each(of, lambda e: PlusMinus(e, flipped, *place))
            case Quot(over, under):
                if self.array(under) is not None:
                    raise self.fail("A vector cannot be divided by.", under)
                return self.each(over, lambda e: Quot(e, under, *place))
            case Sum(terms):
                return self.sum(node, terms)
            case Prod(factors):
                return self.product(node, factors)
            case Norm(of) | Abs(of):
                self.array(of)
            case Pow(base, exponent):
                self.numbers((base, exponent))
            case Call(_, args) | Apply(_, args):
                self.numbers(args)
            case Factorial(of):
                self.numbers((of,))
            case IntegralNode(integrand):
                self.numbers((integrand,))
            case Series(_, term, _, lower, upper):
                self.numbers((term, lower, upper))
            case Relation() | Joined():
                raise self.fail("An equation or inequality cannot be part of a calculation.", node)
        return None

    def numbers(self, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            if self.array(node) is not None:
                raise self.fail("A number is needed here, not a vector.", node)

    def each(self, of: Node, make: object) -> _Array | None:
        found = self.array(of)
        if found is None:
            return None
        assert callable(make)
        return found._replace(entries=tuple(None if e is None else make(e) for e in found.entries))

    def sum(self, node: Sum, terms: tuple[Node, ...]) -> _Array | None:
        arrays = [self.array(t) for t in terms]
        known = [a for a in arrays if a is not None]
        if not known:
            return None
        if len(known) < len(arrays):
            raise self.fail("A vector and a number cannot be added.", node)
        if any(a.shape != known[0].shape for a in known):
            raise self.fail("Only vectors with the same number of components can be added.", node)
        entries: list[Node | None] = []
        for column in zip(*(a.entries for a in known), strict=True):
            there = tuple(e for e in column if e is not None)
            entries.append(None if not there else there[0] if len(there) == 1 else Sum(there, node.start, node.end))
        return _Array(tuple(entries), known[0].shape)

    def product(self, node: Prod, factors: tuple[Node, ...]) -> _Array | None:
        arrays = [self.array(f) for f in factors]
        known = [a for a in arrays if a is not None]
        if not known:
            return None
        if len(known) > 1:
            raise self.fail("A product of vectors cannot be read here.", node, "Work it out, and give the result.")
        scalars = tuple(f for f, a in zip(factors, arrays, strict=True) if a is None)
        scalar = scalars[0] if len(scalars) == 1 else Prod(scalars, "", node.start, node.end)
        scaled = (None if e is None else scalar if e == _ONE else Prod((*scalars, e), "", node.start, node.end) for e in known[0].entries)
        return _Array(tuple(scaled), known[0].shape)

    def fail(self, message: str, node: Node, hint: str | None = None) -> Exception:
        return unreadable(self.text, message, node.start, node.end, hint)
