"""An iterated integral in another order: the region read off its limits, the limits read off the region the other way."""

from __future__ import annotations

from collections.abc import Mapping

from sympy.core.function import AppliedUndef

from tutor.deriving.over_region import concluded, evaluated, in_any_order
from tutor.deriving.topics.iterated_integral import posed
from tutor.errors import Unsupported
from tutor.maths.integrals.nonelementary import why_not
from tutor.maths.regions.levels import DIVERGENT, nested
from tutor.maths.regions.of_limits import as_given, in_another_order
from tutor.maths.regions.setup import answered, given_limits, setting_up
from tutor.model import Answer, Problem
from tutor.rule import Expected, Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree
from tutor.trees.heads import Int


def plan(problem: Problem) -> Plan:
    """The region with the given strip, with the other one, and the value where the integrand is known."""
    parts = posed(problem)
    integrand = parts[0][0]
    if any(f != integrand for f, _ in parts):
        raise Unsupported("cannot do this: the integrals of the sum have different integrands")
    given = as_given([limits for _, limits in parts], problem.variables, integrand)
    wanted = problem.given.get("order")
    choice, f = in_another_order(given, wanted)
    inner = parts[0][1][0][0]
    if (proved := why_not(tree.evaluated(integrand), inner)) is not None and choice.described.order[0] != inner:
        goal = Int(integrand, *parts[0][1][0])
        told = {
            "v": inner,
            "f": integrand,
            "proved": proved,
            "inner": True,
            "round": False,
            "disc": False,
            "long": False,
            "coordinates": "cartesian",
        }
        yield Stage("blocked", goal, told, solve=False, equals=goal, shown=UNSAID)
    yield given_limits(given)
    setup = yield from setting_up(choice, f)
    shown = {"chart": setup.described.chart, "whole": setup.whole}
    if integrand.has(AppliedUndef):
        return Answer(answered(setup.answer, problem.symbols), shown)
    in_any_order(setup.parts)
    try:
        value = yield from evaluated(setup.parts)
    except Unsupported as error:
        yield Stage("left", setup.whole, {"why": error.message}, solve=False, equals=setup.whole, kept=True)
        return Answer(answered(setup.answer, problem.symbols), shown)
    if value in DIVERGENT:
        return concluded(value, problem)
    before = tree.total(*(nested(g, limits) for g, limits in parts))
    if given.bounded and not before.free_symbols:
        yield Stage("given_order", before, {"value": value}, solve=False, equals=value, optional=True)
    return Answer(answered({"expression": value, **setup.answer}, problem.symbols), shown)


def _facts(problem: Problem) -> Mapping[str, object]:
    before = tree.total(*(nested(f, limits) for f, limits in posed(problem)))
    unspecified = before.has(AppliedUndef)
    return {"before": before, "unspecified": unspecified, "wanted": problem.given.get("order"), "several": "integrals" in problem.given}


TOPIC = Topic(
    "Reversing the order of integration",
    (
        Field("integrand", "function", required=False),
        Field("limits", "limits", required=False),
        Field("integrals", "integrals", required=False),
        Field("order", "symbols", required=False),
    ),
    plan,
    ("limits", "expression", "diverges"),
    defined_there=False,
    facts=_facts,
    boxed=lambda _, answer: answer.shown["whole"],
    expected=Expected(order=True),
)
