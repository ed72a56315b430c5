"""An integral set up and not evaluated: its limits in an order and in coordinates, the integrand with its factor."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from sympy import Expr, S

from tutor.deriving import named
from tutor.deriving.over_region import HOW
from tutor.errors import Unsupported
from tutor.maths.regions.choose import Choice
from tutor.maths.regions.coordinates import chart
from tutor.maths.regions.levels import nested
from tutor.maths.regions.of_limits import as_given, in_another_order
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered, given_limits, read, setting_up
from tutor.model import Answer, Problem
from tutor.rule import Field, Plan, Stage, Topic


def plan(problem: Problem) -> Plan:
    """The limits, and the integral with them."""
    integrand = problem.given.get("integrand", S.One)
    choice, f = yield from _chosen(problem, integrand)
    setup = yield from setting_up(choice, f)
    return Answer(answered(setup.answer, problem.symbols), {"whole": setup.whole, "chart": setup.described.chart})


def _chosen(problem: Problem, integrand: Expr) -> Generator[Stage, Expr, tuple[Choice, Expr]]:
    """From what is said of the region, or from limits in another order or other coordinates."""
    given, order = problem.given, problem.given.get("order")
    if "region" in given:
        return read(given["region"], problem.variables, integrand, given.get("coordinates"), order)
    if "limits" not in given:
        raise Unsupported("cannot do this: an integral is set up over a region, or from limits")
    before = as_given([given["limits"]], problem.variables, integrand)
    yield given_limits(before)
    name = given.get("coordinates", "cartesian")
    other = None if name == "cartesian" else chart(name, problem.variables)
    return in_another_order(before, order, other)


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "said": said(given["region"]) if "region" in given else None,
        "before": nested(given.get("integrand", S.One), given["limits"]) if "limits" in given else None,
        "asked": given.get("coordinates"),
        "wanted": given.get("order"),
        "let_region": named.of_region(problem) if "region" in given else None,
    }


TOPIC = Topic(
    "Setting up an integral",
    (
        Field("integrand", "function", required=False),
        Field("region", "region", required=False),
        Field("limits", "limits", required=False),
        *HOW,
    ),
    plan,
    ("limits",),
    one_of=(("region", "limits"),),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.over_region(problem) if "region" in problem.given else None,
)
