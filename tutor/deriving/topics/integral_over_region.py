"""An integral over a region: from what bounds it to the limits, in coordinates and in an order, and from them to the value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sympy import Eq, Expr, S, Tuple

from tutor.deriving import named
from tutor.deriving.new_variables import Change, called_for, limits_found, solved
from tutor.deriving.new_variables import integrated as changed
from tutor.deriving.other_order import in_some_order
from tutor.deriving.over_region import HOW, concluded, evaluated, set_up
from tutor.maths.regions.levels import levels
from tutor.maths.regions.reasons import said
from tutor.model import Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID


def plan(problem: Problem) -> Plan:
    """The limits, the integral, its levels; in new variables where the integrand or the boundary calls for them."""
    f = problem.given.get("integrand", S.One)
    change = called_for(problem.given["region"], problem.variables, f) if not {"coordinates", "order"} & problem.given.keys() else None
    if change is not None:
        return (yield from _in_new_variables(problem, f, *change))
    setup = yield from set_up(problem, f)
    one = partial(in_some_order, problem) if len(setup.parts) > 1 and "order" not in problem.given else levels
    value = yield from evaluated(setup.parts, one=one)  # a piece may ask for an order of its own
    return concluded(value, problem, setup.answer)


def _in_new_variables(problem: Problem, f: Expr, change: Change, facts: Mapping[str, object]) -> Plan:
    """What calls for new variables, and the integral in them."""
    assert change.forward is not None
    named = Tuple(*(Eq(u, e, evaluate=False) for u, e in change.forward.items()))
    yield Stage("named", named, {**facts, "forward": change.forward}, solve=False, equals=named, shown=UNSAID)
    yield from solved(change)
    change, parts = yield from limits_found(change, problem.given["region"], f)
    found = yield from changed(change, f, parts)
    told = [{"limits": tuple((v.name, low, high) for v, low, high in limits), "integrand": g} for g, limits in found.parts]
    return concluded(found.value, problem, told[0] if len(told) == 1 else {"parts": tuple(told)})


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "said": said(given["region"]),
        "asked": given.get("coordinates"),
        "wanted": given.get("order"),
        "let_region": named.of_region(problem),
    }


TOPIC = Topic(
    "Integral over a region",
    (
        Field("integrand", "function", required=False),
        Field("region", "region"),
        *HOW,
    ),
    plan,
    ("expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.over_region(problem),
    expected=Expected(shape="improper"),
)
