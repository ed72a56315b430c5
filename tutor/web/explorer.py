"""What the explorer computes with: a function, its verified derivatives, a constraint, and a region as strips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sympy import Basic, Eq, Matrix, Symbol

from tutor.desk.solution import solve
from tutor.errors import Invalid, OutOfTime, Place, Unsupported
from tutor.model import Derivation, Problem
from tutor.printing.figures.finding import found as found_in
from tutor.printing.figures.numeric import field
from tutor.printing.notation.mathml import mathml
from tutor.printing.notation.spoken import spoken
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.trees.heads import Vector
from tutor.trees.tree import plain
from tutor.web import request
from tutor.web.formula import formula
from tutor.web.interface import SECONDS


def explore(asked: Mapping[str, object], on: request.Shelf) -> dict[str, object]:
    """A `function` with its gradient and Hessian, and where they are asked for a `constraint`, or a `region`, as formulas of numbers."""
    del on
    out: dict[str, object] = {}
    if request.text(asked, "function", "").strip():
        out |= _function(asked)
    if request.text(asked, "region", "").strip():
        out["region"] = _region(asked)
    if not out:
        raise Invalid("a function is missing", place=Place(field="function"))
    return out


def _function(asked: Mapping[str, object]) -> dict[str, object]:
    fields: dict[str, object] = {"function": request.text(asked, "function")}
    constraint = request.text(asked, "constraint", "").strip()
    if constraint:
        fields |= {"variables": ["x", "y"]}
    problem = read_problem(as_record({"kind": "gradient", **fields}, "1"))
    variables = _plane(problem)
    gradient = _work("gradient", {**fields, "variables": [v.name for v in variables]})
    hessian = _work("hessian", {**fields, "variables": [v.name for v in variables]})
    function = problem.given["function"]
    out: dict[str, object] = {
        "variables": [v.name for v in variables],
        "letter": problem.letter,
        "window": _window(function, variables),
        "function": _shown(function, variables),
        "gradient": [_shown(c, variables) for c in _entries(gradient, "vector")],
        "hessian": [[formula(e, variables) for e in row] for row in _rows(hessian)],
        "bound": _bound(function, _rows(hessian), variables),
    }
    return out | ({"constraint": _constraint(constraint, variables)} if constraint else {})


def _work(kind: str, fields: Mapping[str, object]) -> Derivation:
    found = solve(read_problem(as_record({"kind": kind, **fields}, "1")), time_limit=SECONDS).derivation
    if found.status != "solved" or not found.verified or found.answer is None:
        raise (OutOfTime if found.status == "timeout" else Unsupported)(found.message or "the derivatives could not be verified")
    return found


def _entries(found: Derivation, name: str) -> Sequence[Basic]:
    assert found.answer is not None
    value = found.answer.fields[name]
    assert isinstance(value, Vector)
    return tuple(value.args)


def _rows(found: Derivation) -> Sequence[Sequence[Basic]]:
    assert found.answer is not None
    rows: Sequence[Sequence[Basic]] = found.answer.fields["matrix"].rows
    return rows


def _shown(expr: Basic, variables: Sequence[Symbol]) -> dict[str, object]:
    return {"value": formula(expr, variables), "mathml": mathml(expr), "spoken": spoken(expr)}


def _plane(problem: Problem) -> tuple[Symbol, ...]:
    """Two variables. Errors: `Invalid` where the function has others."""
    found = problem.variables
    if len(found) == 1 and found[0].name in ("x", "y"):
        return tuple(Symbol(name, real=True) for name in "xy")
    if len(found) != 2:
        names = ", ".join(v.name for v in found)
        raise Invalid(f"the explorer is for functions of two variables, and this one has {names}", place=Place(field="function"))
    return found


def _window(function: Basic, variables: Sequence[Symbol]) -> list[float]:
    """The part of the plane where something happens: left, right, bottom, top."""
    made = field(function, variables)
    window = None if made is None else found_in(made)
    if window is None:
        raise Unsupported("there is nothing to draw: the function has no value near the origin")
    return [window.left, window.right, window.bottom, window.top]


def _bound(function: Basic, hessian: Sequence[Sequence[Basic]], variables: Sequence[Symbol]) -> float | None:
    """Of a quadratic function with a lowest point, the rate below which every descent comes to it: 2 over the largest curvature."""
    matrix = Matrix([[plain(e) for e in row] for row in hessian])
    if matrix.free_symbols or not plain(function).is_polynomial(*variables):
        return None
    trace, determinant = float(matrix.trace()), float(matrix.det())
    if determinant <= 0 or trace <= 0:
        return None
    return float(2 / (trace / 2 + max(0.0, trace**2 / 4 - determinant) ** 0.5))


def _constraint(text: str, variables: Sequence[Symbol]) -> dict[str, object]:
    """An equation g = c as the function g - c with its gradient."""
    fields = {"objective": "x", "constraints": text, "variables": [v.name for v in variables], "goal": "both"}
    try:
        read = read_problem(as_record({"kind": "lagrange", **fields}, "1")).given["constraints"]
    except Invalid as error:
        raise type(error)(error.message, hint=error.hint, place=replace(error.place, field="constraint")) from None
    if len(read) != 1 or not isinstance(read[0], Eq):
        raise Invalid("the constraint is one equation, such as x^2 + y^2 = 4", place=Place(field="constraint"))
    (equation,) = read
    left, right = equation.args
    function = plain(left) - plain(right)
    return {
        "mathml": mathml(equation),
        "value": formula(function, variables),
        "gradient": [formula(function.diff(v), variables) for v in variables],
    }


def _region(asked: Mapping[str, object]) -> dict[str, object]:
    """A region of the plane as strips: for each part the two variables with their limits, and how x and y are made of them."""
    typed = {"kind": "set_up", "fields": {"region": request.text(asked, "region")}}
    fields = dict(request.problem(typed, request.Shelf()).fields)
    coordinates = request.one_of(asked, "coordinates", ("cartesian", "polar"))
    order = request.text(asked, "order", "").strip()
    fields |= {"coordinates": coordinates, **({"order": [n.strip() for n in order.split(",")]} if order else {})}
    found = _work("set_up", fields)
    assert found.answer is not None
    answer = found.answer.fields
    parts = [p["limits"] for p in answer["parts"]] if "parts" in answer else [answer["limits"]]
    return {"coordinates": coordinates, "parts": [_strips(p) for p in parts]}


def _strips(limits: Sequence[Sequence[Basic]]) -> dict[str, object]:
    if len(limits) != 2:
        raise Invalid("the explorer shows regions of the plane", place=Place(field="region"))
    (inner, low, high), (outer, start, end) = limits
    run = [outer] if isinstance(outer, Symbol) else [Symbol(str(outer), real=True)]
    return {
        "inner": {"name": str(inner), "low": _shown(low, run), "high": _shown(high, run)},
        "outer": {"name": str(outer), "low": _shown(start, ()), "high": _shown(end, ())},
    }
