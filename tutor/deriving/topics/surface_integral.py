"""A surface integral: of a function by the length of r_u x r_v, of a field by its component along the normal (flux)."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from sympy import Abs, Expr, Ge, S

from tutor.deriving.over_region import concluded, evaluated
from tutor.errors import Unsupported
from tutor.maths.limits.written import written
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import read, setting_up
from tutor.maths.surfaces.normal import crossed, opposite, side_of
from tutor.maths.surfaces.patch import Patch, patch_of
from tutor.maths.surfaces.root import shorter
from tutor.model import Answer, Problem, stated
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID, Shown
from tutor.trees import tree
from tutor.trees.heads import At, Diff, Dot, Name, Norm, Vector

Stages = Generator[Stage, Expr, Expr]
NORMAL = Name("n")
ORIENTATIONS = ("upward", "downward", "outward", "inward")


def plan(problem: Problem) -> Plan:
    """The surface by two parameters, its normal, the integrand on it, and the double integral that is left."""
    patch = patch_of(problem.given["surface"], problem.variables, problem.given.get("limits"), problem.given.get("region"))
    facts = {"patch": patch}
    if patch.how == "graph":
        yield Stage("graph", patch.r, facts, Name("r", "", (), patch.parameters), kept=True)
    normal = yield from _normal(problem, patch, facts)
    g = yield from _integrand(problem, patch, normal, facts)
    if patch.region is None:
        assert patch.limits is not None
        if g.is_zero:
            return Answer({"expression": (yield Stage("nothing", g, facts))})
        return concluded((yield from evaluated([(g, patch.limits)])), problem)
    choice, f = read(patch.region, patch.parameters, g)
    setup = yield from setting_up(choice, f)
    return concluded((yield from evaluated(setup.parts)), problem)


def _normal(problem: Problem, patch: Patch, facts: Mapping[str, Any]) -> Stages:
    """r_u, r_v and their cross product, turned to the side that is asked for."""
    u, v = patch.parameters
    tangents = []
    for p, held in ((u, v), (v, u)):
        goal = Vector(*(Diff(c, p, held) for c in patch.r.args))
        tangents.append((yield Stage("tangent", goal, {**facts, "p": p, "held": held}, Name("r", "", (p,)))))
    normal = yield Stage("normal", crossed(*tangents), facts, NORMAL)
    wanted = problem.given.get("orientation")
    if wanted is None or "field" not in problem.given:
        return normal
    along = normal.args[2]
    if wanted in ("outward", "inward"):
        along = yield Stage("away", Dot(patch.r, normal), facts, Dot(Name("r"), NORMAL))
    shown = side_of(patch, along)
    if shown is None:
        raise Unsupported(
            f"cannot do this: it is not shown that the normal r_{u} x r_{v} points to one side, so that it has an {wanted} side"
        )
    sign = shown if wanted in ("upward", "outward") else -shown
    claim = stated(Ge(along if shown == 1 else tree.negative(along), 0, evaluate=False), *patch.within(along))
    told = {**facts, "wanted": wanted, "positive": shown == 1, "turned": sign == -1}
    if sign == 1:
        yield Stage("side", normal, told, kept=True, claims=(claim,), shown=UNSAID)
        return normal
    return (yield Stage("side", opposite(normal), told, tree.negative(NORMAL), claims=(claim,)))


def _integrand(problem: Problem, patch: Patch, normal: Expr, facts: Mapping[str, Any]) -> Stages:
    """f |n|, or F · n, on the surface."""
    given = problem.given
    if ("field" in given) == ("integrand" in given):
        raise Unsupported("cannot do this: a surface integral has an integrand or a field, one of them")
    there: Expr = given["integrand"] if "integrand" in given else Vector(*given["field"])
    if "field" in given and len(given["field"]) != len(problem.variables):
        raise Unsupported("cannot do this: the field needs three components")
    if there.free_symbols & set(problem.variables):
        name = Name(
            "f" if "integrand" in given else "F", "scalar" if "integrand" in given else "", (), (Name("r", "", (), patch.parameters),)
        )
        goal = At(there, problem.variables, patch.r.args)
        there = yield Stage("on_surface", goal, {**facts, "what": there}, name)
    if "field" in given:
        return (yield Stage("flux", Dot(there, normal), facts, opened=True))
    length = yield Stage("length", Norm(normal), facts, Norm(NORMAL))
    short = shorter(length, patch)
    if short is not None:
        told = {**facts, "sure": not short.has(Abs) and patch.limits is not None, "ranges": patch.ranges}
        within = patch.within(length)
        length = yield Stage(
            "shorter", length, told, Norm(NORMAL), solve=False, arranged=True, equals=written(short), conditions=within,
            shown=Shown(continues=True),
        )  # fmt: skip
    if there is S.One:
        return length
    return (yield Stage("integrand", tree.product(there, length), facts, opened=True, conditions=patch.within(length)))


def _facts(problem: Problem) -> Mapping[str, Any]:
    given = problem.given
    field = Vector(*given["field"]) if "field" in given else None
    return {
        "field_": field,
        "f": given.get("integrand"),
        "shape": patch_of(given["surface"], problem.variables, given.get("limits"), given.get("region")),
        "said": said(given["region"]) if "region" in given else None,
        "orientation": given.get("orientation"),
    }


TOPIC = Topic(
    "Surface integral",
    (
        Field("integrand", "function", required=False),
        Field("field", "functions", required=False),
        Field("surface", "patch"),
        Field("limits", "limits", required=False),
        Field("region", "region", required=False),
        Field("orientation", "choice", required=False, choices=ORIENTATIONS),
    ),
    plan,
    ("expression", "diverges"),
    one_of=(("integrand", "field"), ("limits", "region")),
    defined_there=False,
    facts=_facts,
)
