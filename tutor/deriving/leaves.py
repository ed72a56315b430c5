"""The single expressions of an answer, each with what the answer is when another stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import Expr, Tuple

from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import MatrixOf, Vector

FIELDS = ("expression", "vector", "matrix", "expressions", "value", "rate", "direction", "point", "estimate", "centre", "radius")
FIELDS_IN_A_ROW = ("vectors", "explained", "constants")
Put = Callable[[object], Mapping[str, object]]


def fields_of(derivation: Derivation) -> Mapping[str, Any]:
    """The fields of the right answer; empty where there is none."""
    return {} if derivation.answer is None else derivation.answer.fields


def between(found: Expr, derivation: Derivation) -> Expr:
    """F(b) - F(a) with the limits of an integral that was given."""
    x, given = derivation.problem.variables[0], derivation.problem.given
    value: Expr = found.subs(x, given["upper"]) - found.subs(x, given["lower"])
    return value


def leaves(derivation: Derivation) -> Iterator[tuple[Expr, Put]]:
    """Every expression of the answer, evaluated, and the fields with another one for it."""
    fields = fields_of(derivation)
    for name in (*FIELDS, *FIELDS_IN_A_ROW):
        for value, put in _inside(fields[name]) if name in fields else ():
            yield value, _under(fields, name, put)


def everywhere(derivation: Derivation, change: Callable[[Expr], object]) -> Iterator[Mapping[str, object]]:
    """The answer with every expression changed alike: a vector turned round."""
    fields = fields_of(derivation)
    for name in FIELDS:
        if name in fields and len(found := list(_inside(fields[name]))) > 1:
            whole = fields[name]
            for k in range(len(found)):
                value, put = list(_inside(whole))[k]
                whole = put(change(value))
            yield {**fields, name: whole}


def _under(fields: Mapping[str, object], name: str, put: Callable[[object], object]) -> Put:
    return lambda new: {**fields, name: put(new)}


def _inside(value: object) -> Iterator[tuple[Expr, Callable[[object], object]]]:
    match value:
        case Mapping():
            for key, one in value.items():
                for found, put in _inside(one):
                    yield found, _keyed(value, key, put)
        case Vector() | Tuple() | MatrixOf():
            for k, one in enumerate(value.args):
                for found, put in _inside(one):
                    yield found, _placed(value.func, value.args, k, put)
        case tuple():
            for k, one in enumerate(value):
                for found, put in _inside(one):
                    yield found, _placed(lambda *parts: parts, value, k, put)
        case Expr():
            yield tree.plain(value), lambda new: new


def _keyed(whole: Mapping[object, object], key: Any, put: Callable[[object], object]) -> Callable[[object], object]:
    return lambda new: {**whole, key: put(new)}


def _placed(made: Callable[..., object], parts: tuple[object, ...], k: int, put: Callable[[object], object]) -> Callable[[object], object]:
    return lambda new: made(*parts[:k], put(new), *parts[k + 1 :])
