"""The average value of a function over a region, a curve or a surface: its integral, divided by the size of that."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from sympy import Expr, S

from tutor.deriving.over_boundary import with_sizes
from tutor.deriving.over_region import HOW, evaluated, set_up
from tutor.deriving.over_surface import parametrised, weighed_over
from tutor.deriving.topics.arc_length import by_length
from tutor.errors import Unsupported
from tutor.maths.curves.said import said_of as strands_of
from tutor.maths.regions.levels import DIVERGENT, nested
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import answered
from tutor.maths.regions.sizes import known_size
from tutor.maths.surfaces.pieces import surface_of, with_positive
from tutor.maths.surfaces.said import said_of as sheets_of
from tutor.model import Answer, Claim, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Name

SIZES = ("length", "area", "volume")
Two = Generator[Stage, Expr, tuple[Expr, Expr]]


def plan(problem: Problem) -> Plan:
    """The size, the integral in the same way, and their quotient."""
    match [name for name in ("curve", "surface", "region") if name in problem.given]:
        case ["curve"]:
            measure, total = yield from _along_curve(problem)
        case ["surface", *_]:
            measure, total = yield from _over_surface(problem)
        case ["region"]:
            measure, total = yield from _over_region(problem)
        case _:
            raise Unsupported("cannot do this: an average is over a region, a curve or a surface, one of them")
    if measure.is_zero or not {measure, total}.isdisjoint(DIVERGENT):
        raise Unsupported("cannot do this: the size or the integral is not finite, so there is no average")
    quotient = tree.quotient(total, measure)
    average = yield Stage("quotient", quotient, {"total": total, "measure": measure}, Name(problem.letter, "bar"))
    return Answer(answered({"expression": average}, problem.symbols))


def _over_region(problem: Problem) -> Two:
    if len(problem.variables) > len(SIZES):
        raise Unsupported("cannot do this: an average value in more than three variables")
    setup = yield from set_up(problem, problem.given["function"])
    factor = setup.described.chart.factor
    parts = [(factor, limits) for _, limits in setup.parts]
    if (known := known_size(setup)) is None:
        measure = yield from evaluated(parts, {"of_size": True})
    else:
        claims = tuple(Claim(known.size, nested(*part)) for part in parts)
        measure = yield Stage("known", known.size, {**known.facts, "figure": known.figure}, claims=claims)
    return measure, (yield from evaluated(setup.parts, {"of_size": False}))


def _over_surface(problem: Problem) -> Two:
    given, positive = with_positive(problem.given, problem.variables)
    patches = surface_of(given["surface"], problem.variables).patches
    if len(patches) != 1:
        raise Unsupported("cannot do this: the average over a surface of several pieces")
    (patch,) = patches
    facts = {"patch": patch, "face": 1, "faces": 1, "cap": False, "positive_": positive}
    yield from parametrised(patch, problem.variables, facts)
    functions = [(S.One, {"of_size": True}), (given["function"], {"of_size": False})]
    measure, total = yield from weighed_over(patch, functions, problem.variables, facts)
    return measure, total


def _along_curve(problem: Problem) -> Two:
    problem, positive = with_sizes(problem)
    measure, total = yield from by_length(problem, positive, [(S.One, {"of_size": True}), (problem.given["function"], {"of_size": False})])
    return measure, total


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    n = 1 if "curve" in given else 2 if "surface" in given else min(len(problem.variables), len(SIZES))
    return {
        "said": said(given["region"]) if "region" in given else None,
        "strands": strands_of(given["curve"], problem.variables) if "curve" in given else (),
        "sheets": sheets_of(given["surface"], problem.variables) if "surface" in given else (),
        "size": SIZES[n - 1],
    }


TOPIC = Topic(
    "Average value",
    (
        Field("function", "function"),
        Field("region", "region", required=False),
        Field("curve", "curve", required=False),
        Field("parameter", "run", required=False),
        Field("surface", "patch", required=False),
        Field("limits", "limits", required=False),
        *HOW,
    ),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
    edge_too=True,
)
