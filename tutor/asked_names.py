"""What a problem calls its answer: which labels before an answer are right, and which name something else of the problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tutor.checking.labels import Asked
from tutor.reading.quantity import FUNCTION_NAMES, Operation

if TYPE_CHECKING:
    from tutor.model import Problem

_OPERATIONS: Mapping[str, tuple[Operation, ...]] = {
    "derivative": ("derivative",), "partial_derivative": ("derivative",), "implicit_derivative": ("derivative",),
    "chain_rule": ("derivative",), "gradient": ("gradient",), "backpropagation": ("gradient",), "directional_derivative": ("directional",),
    "divergence": ("divergence",), "curl": ("curl",), "jacobian": ("jacobian", "gradient"), "hessian": ("hessian", "laplacian"),
    "jacobian_determinant": ("determinant",), "limit": ("limit",), "total_differential": ("differential",),
    "error_propagation": ("differential",), "linear_approximation": ("value",), "taylor_polynomial": ("value",),
}  # fmt: skip
# Where the answer is no value of the function itself.
_DIFFERENTIATED = ("derivative", "partial_derivative", "chain_rule", "gradient", "directional_derivative")


def asked_names(problem: Problem) -> Asked:
    """The labels of a problem that was read."""
    given, letter = problem.given, problem.letter
    symbols = set(problem.symbols)
    dependent = given.get("dependent")
    own = symbols | ({letter} if problem.kind in _DIFFERENTIATED else set())
    return Asked(
        frozenset(_OPERATIONS.get(problem.kind, ())),
        tuple(_orders(given, tuple(v.name for v in problem.variables))),
        frozenset({dependent.name}) if dependent is not None else frozenset(),
        frozenset(own),
        tuple(v.name for v in problem.variables),
        frozenset({letter, *FUNCTION_NAMES} - symbols),
        _point(given.get("point")),
    )


def _orders(given: Mapping[str, Any], variables: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The variables of each derivative that is asked, in order."""
    by = given.get("with_respect_to", given.get("variable"))
    order = int(given.get("order") or 1)
    if by is None:
        return [(variables[0],) * order] if len(variables) == 1 else []
    if not isinstance(by, tuple | list):
        return [(by.name,) * order]
    names = tuple(x.name for x in by)
    one = "function" in given or len(set(names)) < len(names)
    return [names] if one else [(name,) * order for name in names]


def _point(at: Any) -> tuple[tuple[str, Any], ...]:
    from tutor.reading.unbuild import tree_of

    if not isinstance(at, Mapping):
        return ()
    return tuple((x.name, tree_of(value)) for x, value in at.items() if not value.free_symbols)
