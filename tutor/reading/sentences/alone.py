"""A formula that is typed alone: what it may be asked for, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.errors import TutorError, Unreadable
from tutor.model import Problem
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.rule import topic

OF_ONE = ("derivative", "integral")
OF_SEVERAL = ("gradient", "critical_points", "hessian", "total_differential")
OF_FIELD = ("divergence", "curl", "potential")

Asked = tuple[str, Mapping[str, object]]


def asked_of(formula: str) -> tuple[Asked, ...]:
    """The kinds that are asked most of a function, a field or an equation, with their fields; none for anything else.

    Errors: `Unreadable`, with its place in the formula.
    """
    function = _read("gradient", function=formula)
    if function is not None:
        return _with(OF_ONE if len(function.variables) == 1 else OF_SEVERAL, formula)
    if _read("divergence", field=formula) is not None:
        return _with(OF_FIELD, formula)
    return tuple(_of_equation(formula))


def _read(kind: str, **fields: object) -> Problem | None:
    """The problem, if the formula can be one of this kind. Errors: `Unreadable`."""
    try:
        return read_problem(as_record({"kind": kind, **fields}, "1"))
    except Unreadable:
        raise
    except TutorError:
        return None


def _with(kinds: tuple[str, ...], formula: str) -> tuple[Asked, ...]:
    return tuple((kind, {topic(kind).fields[0].name: formula}) for kind in kinds)


def _of_equation(formula: str) -> list[Asked]:
    """The slope of a curve; the slopes and the tangent plane of a surface."""
    for dependent, by in (("y", ["x"]), ("z", ["x", "y"])):
        fields = {"equation": formula, "dependent": dependent, "with_respect_to": by[0] if len(by) == 1 else by}
        found = _read("implicit_derivative", **fields)
        if found is not None and {v.name for v in found.variables} == {*by, dependent}:
            slopes: Asked = ("implicit_derivative", fields)
            return [slopes] if len(by) == 1 else [slopes, ("tangent_plane", {"surface": formula})]
    return []
