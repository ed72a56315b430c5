"""Products, sums and lengths of vectors worked out, so that what a line calculates with can be compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from tutor.checking.plain import NOUGHT
from tutor.checking.values import letters
from tutor.reading.syntax import (
    Abs,
    Basis,
    Call,
    DerivativeNode,
    IntegralNode,
    Neg,
    Node,
    Norm,
    Num,
    Pow,
    Prod,
    Quot,
    Rows,
    Series,
    Sum,
    Sym,
    Tup,
)

_VECTORS = ("()", "<>", "[]", "⟨⟩")
_AXES = {"i": 0, "j": 1, "k": 2}


def put(node: Node, known: Mapping[str, Node]) -> Node:
    """The tree with what its letters stand for; the variable of an integral with ends is its own."""
    if isinstance(node, Sym | DerivativeNode):
        return known.get(node.name, node)
    if (isinstance(node, IntegralNode) and node.lower is not None) or isinstance(node, Series):
        own = node.variable if isinstance(node, IntegralNode) else node.index
        inside = {k: v for k, v in known.items() if k != own}
        return _each(node, lambda n, name: put(n, known if name in ("lower", "upper") else inside))
    return _each(node, lambda n, _: put(n, known))


def _each(node: Node, do: Callable[[Node, str], Node]) -> Node:
    changed: dict[str, Any] = {}
    for f in fields(node):
        inside = getattr(node, f.name)
        if isinstance(inside, Node):
            changed[f.name] = do(inside, f.name)
        elif isinstance(inside, tuple) and any(isinstance(n, Node | tuple) for n in inside):
            changed[f.name] = _row(inside, f.name, do)
    return replace(node, **changed) if changed else node


def _row(row: tuple[Any, ...], name: str, do: Callable[[Node, str], Node]) -> tuple[Any, ...]:
    return tuple(do(n, name) if isinstance(n, Node) else _row(n, name, do) if isinstance(n, tuple) else n for n in row)


def entries(node: Node) -> tuple[Node, ...] | None:
    """The components of a vector; None for what is none."""
    match node:
        case Tup(items, open, close) if len(items) > 1 and open + close in _VECTORS:
            return items
        case Rows(rows) if len(rows) == 1 or len(rows[0]) == 1:
            return tuple(e for r in rows for e in r)
    return None


def letters_in(*values: Node) -> frozenset[str]:
    """The letters of values, each a number or a vector."""
    return frozenset(n for v in values for n in letters(*(entries(v) or (v,))))


def vector(items: tuple[Node, ...]) -> Node:
    """A vector by its components."""
    return Tup(items, "<", ">")


def times(a: Node, b: Node) -> Node:
    """A product of two things, each a number or a vector: of two vectors the dot product."""
    if isinstance(a, Rows) and len(a.rows) > 1 < len(a.rows[0]):
        return _by_rows(a, b)
    if isinstance(b, Rows) and len(b.rows) > 1 < len(b.rows[0]):
        return Rows(tuple(tuple(Prod((a, e)) for e in row) for row in b.rows)) if entries(a) is None else Prod((a, b))
    u, v = entries(a), entries(b)
    if u is not None and v is not None:
        return Sum(tuple(Prod((x, y)) for x, y in zip(u, v, strict=True))) if len(u) == len(v) else Prod((a, b))
    if u is not None:
        return vector(tuple(Prod((x, b)) for x in u))
    return vector(tuple(Prod((a, y)) for y in v)) if v is not None else Prod((a, b))


def _by_rows(a: Rows, b: Node) -> Node:
    """A matrix times a matrix, a vector or a number; as it stands where they do not fit."""
    size, v = len(a.rows[0]), entries(b)
    if v is not None and len(v) == size:
        return vector(tuple(Sum(tuple(Prod(pair) for pair in zip(row, v, strict=True))) for row in a.rows))
    if isinstance(b, Rows) and len(b.rows) == size:
        columns = tuple(zip(*b.rows, strict=True))
        return Rows(tuple(tuple(Sum(tuple(Prod(p) for p in zip(row, c, strict=True))) for c in columns) for row in a.rows))
    return Prod((a, b)) if v is not None or isinstance(b, Rows) else Rows(tuple(tuple(Prod((e, b)) for e in row) for row in a.rows))


def cross(a: Node, b: Node) -> Node | None:
    """The cross product in space; None where they are no vectors in space."""
    u, v = entries(a), entries(b)
    if u is None or v is None or len(u) != 3 or len(v) != 3:
        return None
    rows = [(1, 2), (2, 0), (0, 1)]
    return vector(tuple(Sum((Prod((u[i], v[j])), Neg(Prod((u[j], v[i]))))) for i, j in rows))


def determinant(rows: tuple[tuple[Node, ...], ...]) -> Node | None:
    """The determinant of a small square matrix; None for another."""
    n = len(rows)
    if n != len(rows[0]) or n > 3:
        return None
    if n == 1:
        return rows[0][0]
    terms: list[Node] = []
    for k, entry in enumerate(rows[0]):
        minor = determinant(tuple(r[:k] + r[k + 1 :] for r in rows[1:]))
        if minor is None:
            return None
        terms.append(Neg(Prod((entry, minor))) if k % 2 else Prod((entry, minor)))
    return Sum(tuple(terms))


def worked(node: Node, dimension: int = 3) -> Node:
    """The same value, vectors calculated to components."""
    node = _each(node, lambda n, _: worked(n, dimension))
    match node:
        case Basis(letter):
            return vector(tuple(Num("1") if k == _AXES[letter] else NOUGHT for k in range(dimension)))
        case Neg(of) if (v := entries(of)) is not None:
            return vector(tuple(map(Neg, v)))
        case Sum(terms) if any(entries(t) is not None for t in terms):
            return _added(node)
        case Prod(factors) if any(entries(f) is not None or isinstance(f, Rows) for f in factors):
            return _multiplied(factors)
        case Quot(over, under) if (v := entries(over)) is not None:
            return vector(tuple(Quot(x, under) for x in v))
        case Pow(Rows(rows), Sym("T")):
            return Rows(tuple(zip(*rows, strict=True)))
        case Pow(Rows(rows), Neg(Num("1"))) if (whole := determinant(rows)) is not None and len(rows) == 2:
            ((a, b), (c, d)) = rows
            return Rows(tuple(tuple(Quot(e, whole) for e in row) for row in ((d, Neg(b)), (Neg(c), a))))
        case Abs(of) | Norm(of) | Call("norm" | "abs", (of,)) if (v := entries(of)) is not None:
            return Call("sqrt", (Sum(tuple(Pow(x, Num("2")) for x in v)),))
    return node


def _added(node: Sum) -> Node:
    listed = [entries(t) for t in node.terms]
    size = {len(v) for v in listed if v is not None}
    if any(v is None for v in listed) or len(size) != 1:
        return node
    return vector(tuple(Sum(tuple(column)) for column in zip(*(v for v in listed if v is not None), strict=True)))


def with_element(node: IntegralNode) -> IntegralNode | None:
    """An integral over the letters of other coordinates with their element in it: r, or ρ² sin ϕ; None for another."""
    inner, levels = node, [node]
    while isinstance(inner.integrand, IntegralNode):
        inner = inner.integrand
        levels.append(inner)
    names = {n.variable for n in levels}
    if {"rho", "phi"} < names:
        factor: Node = Prod((Pow(Sym("rho"), Num("2")), Call("sin", (Sym("phi"),))))
    elif "r" in names and len(names) > 1 and not {"x", "y"} <= names:
        factor = Sym("r")
    else:
        return None
    made = replace(inner, integrand=Prod((inner.integrand, factor)))
    for level in reversed(levels[:-1]):
        made = replace(level, integrand=made)
    return made


def _multiplied(factors: tuple[Node, ...]) -> Node:
    out = factors[0]
    for factor in factors[1:]:
        out = times(out, factor)
    return out
