"""What a problem calls its answer: which labels before an answer are right, and which name something else of the problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tutor.checking.labels import Asked
from tutor.maths.chain.orders import orders
from tutor.reading.quantity import FUNCTION_NAMES, Operation

if TYPE_CHECKING:
    from tutor.model import Problem

_OPERATIONS: Mapping[str, tuple[Operation, ...]] = {
    "derivative": ("derivative",), "partial_derivative": ("derivative",),
    "implicit_derivative": ("derivative",), "implicit_system": ("derivative",),
    "chain_rule": ("derivative",), "gradient": ("gradient",), "backpropagation": ("gradient",), "directional_derivative": ("directional",),
    "divergence": ("divergence",), "curl": ("curl",), "jacobian": ("jacobian", "gradient"), "hessian": ("hessian", "laplacian"),
    "jacobian_determinant": ("determinant",), "limit": ("limit",), "total_differential": ("differential",),
    "error_propagation": ("differential",), "linear_approximation": ("value",), "taylor_polynomial": ("value",),
}  # fmt: skip
# Where the answer is no value of the function itself.
_DIFFERENTIATED = ("derivative", "partial_derivative", "chain_rule", "gradient", "directional_derivative")
_OF_FIELDS = ("divergence", "curl")
# Nouns of quantities, and those that a kind may be called by.
_ALL = """
    derivative gradient divergence curl rotation hessian jacobian determinant limit error uncertainty differential integral
    antiderivative area volume length mass normal slope rate potential laplacian norm magnitude constant trace inverse
    ableitung steigung grenzwert fehler fläche volumen determinante
"""
_QUANTITIES = frozenset(_ALL.split())
_NOUNS: Mapping[str, str] = {
    "derivative": "derivative slope rate ableitung steigung", "partial_derivative": "derivative slope rate ableitung steigung",
    "implicit_derivative": "derivative slope rate ableitung steigung", "chain_rule": "derivative slope rate ableitung steigung",
    "gradient": "gradient derivative slope", "backpropagation": "gradient derivative slope",
    "directional_derivative": "derivative slope rate ableitung steigung", "divergence": "divergence", "curl": "curl rotation",
    "jacobian": "jacobian derivative gradient", "hessian": "hessian derivative",
    "jacobian_determinant": "jacobian determinant determinante",
    "limit": "limit grenzwert", "total_differential": "differential", "error_propagation": "error uncertainty differential fehler",
    "linear_approximation": "", "taylor_polynomial": "", "tangent_plane": "", "normal_line": "normal",
}  # fmt: skip


def asked_names(problem: Problem) -> Asked:
    """The labels of a problem that was read."""
    given, letter = problem.given, problem.letter
    symbols = set(problem.symbols)
    dependent = given.get("dependent")
    own = symbols | ({letter} if problem.kind in _DIFFERENTIATED else set())
    of_function = {"f", "F", "y"} if problem.kind in _DIFFERENTIATED else {"F"} if problem.kind in _OF_FIELDS else set()
    return Asked(
        frozenset(_OPERATIONS.get(problem.kind, ())),
        tuple(_orders(given, tuple(v.name for v in problem.variables))),
        _of(problem, dependent),
        frozenset(own),
        tuple(v.name for v in problem.variables),
        frozenset({letter, *FUNCTION_NAMES} - symbols),
        _point(given.get("point")),
        foreign=_QUANTITIES - frozenset(_NOUNS[problem.kind].split()) if problem.kind in _NOUNS else frozenset(),
        order=int(given["order"]) if problem.kind == "taylor_polynomial" else None,
        estimate=_point(given.get("estimate_at")),
        given=frozenset(of_function),
    )


def _of(problem: Problem, dependent: Any) -> frozenset[str]:
    """The letters of what is differentiated; none where any letter that is not the problem's own may be."""
    if dependent is not None:
        return frozenset({dependent.name})
    if problem.kind == "implicit_system":
        return frozenset(y.name for y in problem.given["dependents"])
    if problem.kind not in ("total_differential", "error_propagation"):
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
