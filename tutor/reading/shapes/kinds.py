"""What a tree is, in the words of a message: a number, a vector, an equation."""

from __future__ import annotations

from tutor.errors import Unreadable
from tutor.reading.answers import Shape
from tutor.reading.draft import Draft
from tutor.reading.syntax import Basis, Joined, Node, PlusMinus, Relation, Rows, Sym, Tup, walk

NEEDED: dict[Shape, str] = {
    "expression": "An expression", "antiderivative": "An antiderivative", "equation": "An equation", "system": "A system of equations",
    "inequality": "An inequality", "vector": "A vector", "matrix": "A matrix", "set": "A set of values", "expressions": "A list of values",
    "steepest": "A direction and a rate", "line": "A line", "linear": "A linear function", "points": "A list of points",
    "extrema": "A largest or smallest value", "improper": "A number",
    "limit": "A limit", "potential": "A potential", "limits": "A list of limits of integration",
    "class": "A word such as convex", "parameters": "A value for each parameter", "valued_gradient": "A value and a gradient",
    "uncertain": "An uncertainty", "holds": "Yes or no", "vectors": "A list of vectors", "vector_potential": "A vector potential",
    "circle": "A circle", "curve": "A parametrised curve", "surface": "A parametrised surface",
}  # fmt: skip


def called(node: Node) -> str:
    """What a tree is."""
    match node:
        case Relation(_, signs):
            return "an equation" if set(signs) == {"="} else "an inequality"
        case Joined("union"):
            return "a set"
        case Joined():
            return "several statements"
        case Rows():
            return "a matrix"
        case Tup(_, "", ""):
            return "a list"
        case Tup(_, "{"):
            return "a set"
        case Tup(_, open, close) if open + close in ("(]", "[)"):
            return "an interval"
        case Tup() | Basis():
            return "a vector"
        case PlusMinus():
            return "two values"
    return "an expression" if any(isinstance(n, Sym) for n in walk(node)) else "a number"


def is_scalar(node: Node) -> bool:
    """Whether a tree is one number or formula; sums of vectors are collected before this is asked."""
    return not isinstance(node, Relation | Joined | Rows | Tup | Basis)


def wrong(draft: Draft, shape: Shape, node: Node, hint: str | None = None) -> Unreadable:
    """The error that names what is needed and what was typed."""
    return draft.fail(f"{NEEDED[shape]} is needed here, and this is {called(node)}.", node, hint)
