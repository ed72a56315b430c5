"""What a problem calls its answer: which labels before an answer are right, and which name something else of the problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tutor.checking.labels import Asked
from tutor.maths.chain.orders import orders
from tutor.reading.quantity import FUNCTION_NAMES
from tutor.rule import Expected, topic

if TYPE_CHECKING:
    from tutor.model import Problem

# Letters of what is given, a function or a field, where the answer is no value of it.
_GIVEN: Mapping[str, frozenset[str]] = {"": frozenset(), "function": frozenset("fFy"), "field": frozenset("F")}
# Nouns of quantities.
_ALL = """
    derivative gradient divergence curl rotation hessian jacobian determinant limit error uncertainty differential integral
    antiderivative area volume length mass normal slope rate potential laplacian norm magnitude constant trace inverse
    ableitung steigung grenzwert fehler fläche volumen determinante
"""
_QUANTITIES = frozenset(_ALL.split())


def asked_names(problem: Problem) -> Asked:
    """The labels of a problem that was read."""
    given, letter = problem.given, problem.letter
    symbols = set(problem.symbols)
    expected = topic(problem.kind).expected
    own = symbols | ({letter} if expected.given == "function" else set())
    return Asked(
        frozenset(expected.operations),
        tuple(_orders(given, tuple(v.name for v in problem.variables))),
        _of(problem, expected),
        frozenset(own),
        tuple(v.name for v in problem.variables),
        frozenset({letter, *FUNCTION_NAMES} - symbols),
        _point(given.get("point")),
        foreign=frozenset() if expected.nouns is None else _QUANTITIES - {*expected.nouns},
        order=int(given["order"]) if expected.approximates and "order" in given else None,
        estimate=_point(given.get("estimate_at")),
        given=_GIVEN[expected.given],
    )


def _of(problem: Problem, expected: Expected) -> frozenset[str]:
    """The letters of what is differentiated; none where any letter that is not the problem's own may be."""
    if (dependent := problem.given.get("dependent")) is not None:
        return frozenset({dependent.name})
    if "dependents" in problem.given:
        return frozenset(y.name for y in problem.given["dependents"])
    if "differential" not in expected.operations:
        return frozenset()
    return frozenset({problem.letter, "f", "z"} - set(problem.symbols))


def _orders(given: Mapping[str, Any], variables: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The variables of each derivative that is asked, in order."""
    by = given.get("with_respect_to", given.get("variable"))
    said = given.get("order") or 1
    order = 1 if isinstance(said, tuple) else int(said)  # of integration, it is a list of variables
    if by is None:
        return [(variables[0],) * order] if len(variables) == 1 else []
    if not isinstance(by, tuple | list):
        return [(by.name,) * order]
    names = tuple(x.name for x in by)
    if given.get("each"):
        return [(name,) for name in names]
    return [names] if "function" in given else orders(names, given.get("order"))


def _point(at: object) -> tuple[tuple[str, Any], ...]:
    from tutor.reading.unbuild import tree_of

    if not isinstance(at, Mapping):
        return ()
    return tuple((x.name, tree_of(value)) for x, value in at.items() if not value.free_symbols)
