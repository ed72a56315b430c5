"""A centre of mass: the mass, the moments within the same limits, and their quotients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sympy import Add, Expr, Mul, S, Symbol, Tuple, expand_mul

from tutor.deriving import named
from tutor.deriving.over_boundary import with_sizes
from tutor.deriving.over_region import HOW, evaluated, set_up
from tutor.deriving.topics.arc_length import by_length
from tutor.errors import Unsupported
from tutor.maths.curves.said import said_of
from tutor.maths.numbers import sign_of
from tutor.maths.regions.describe import converted
from tutor.maths.regions.levels import Limits, nested
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import Setup, answered
from tutor.maths.regions.symmetry import are_alike, is_mirrored
from tutor.model import Answer, Claim, Problem
from tutor.rule import Field, Plan, Stage, Topic
from tutor.trees import tree
from tutor.trees.heads import Name

Parts = Sequence[tuple[Expr, Limits]]


def plan(problem: Problem) -> Plan:
    """The mass, and for each coordinate its moment and the quotient."""
    if ("curve" in problem.given) == ("region" in problem.given):
        raise Unsupported("cannot do this: a mass fills a region or lies along a curve, one of them")
    return (yield from (_along_curve if "curve" in problem.given else _in_region)(problem))


def _along_curve(problem: Problem) -> Plan:
    """Along a curve."""
    problem, positive = with_sizes(problem)
    density = problem.given.get("density", S.One)
    weights = [(density, {"of": None}), *((tree.product(v, density), {"of": v}) for v in problem.variables)]
    mass, *moments = yield from by_length(problem, positive, weights)
    _must_be_a_mass(mass)
    centre: list[Expr] = []
    for v, moment in zip(problem.variables, moments, strict=True):
        centre.append((yield Stage("coordinate", tree.quotient(moment, mass), {"of": v}, Name(v.name, "bar"))))
    return Answer(answered({"point": Tuple(*centre), "mass": mass}, problem.symbols))


def _must_be_a_mass(mass: Expr) -> None:
    if mass.is_finite is False or sign_of(tree.plain(mass)) == 0:
        raise Unsupported("cannot do this: there is no finite mass to divide by")


def _in_region(problem: Problem) -> Plan:
    """In a region: the limits first."""
    density = problem.given.get("density", S.One)
    setup = yield from set_up(problem, density)
    mass = yield from evaluated(setup.parts, {"of": None})
    _must_be_a_mass(mass)
    held_of = {v: tree.total(*(nested(tree.product(_place(v, setup), g), limits) for g, limits in setup.parts)) for v in problem.variables}
    centre: dict[Symbol, Expr] = {}
    for v, held in held_of.items():
        made, name = setup.described, Name(v.name, "bar")
        like = next((w for w in centre if are_alike(made, density, v, w)), None)
        if like is not None or (made.bounded and is_mirrored(made, density, v)):
            value, same = (S.Zero, S.Zero) if like is None else (centre[like], held_of[like])
            facts = {"of": v, "opposite": -v, "like": like}
            centre[v] = yield Stage("by_symmetry", value, facts, name, solve=False, equals=value, claims=(Claim(held, same),))
            continue
        parts = _times(v, setup)
        whole = tree.total(*(nested(g, limits) for g, limits in parts))
        yield Stage("moment", held, {"of": v}, solve=False, equals=whole)
        moment = yield from evaluated(parts, {"of": v})
        if moment.is_finite is False:
            raise Unsupported("cannot do this: a moment of this mass is infinite")
        centre[v] = yield Stage("coordinate", tree.quotient(moment, mass), {"of": v}, name)
    return Answer({"point": Tuple(*centre.values()), "mass": mass})


def _place(v: Symbol, setup: Setup) -> Expr:
    """The coordinate in the variables of integration."""
    found: Expr = setup.described.chart.places.get(v, v)
    return found


def _times(v: Symbol, setup: Setup) -> Parts:
    """The integrands of the mass times a coordinate."""
    chart, out = setup.described.chart, []
    for piece in setup.described.pieces:
        f = converted(v * piece.integrand, chart)
        out.append((expand_mul(f * chart.factor) if isinstance(f, Add) else Mul(f, chart.factor), piece.ranges))
    return out


def _facts(problem: Problem) -> Mapping[str, object]:
    given = problem.given
    return {
        "said": said(given["region"]) if "region" in given else None,
        "strands": said_of(given["curve"], problem.variables) if "curve" in given else (),
        "mass_name": named.letter(problem, "m"),
        "centre_name": Tuple(*(Name(v.name, "bar") for v in problem.variables)),
    }


TOPIC = Topic(
    "Centre of mass",
    (
        Field("region", "region", required=False),
        Field("curve", "curve", required=False),
        Field("parameter", "run", required=False),
        Field("density", "function", required=False),
        *HOW,
    ),
    plan,
    ("point", "mass"),
    defined_there=False,
    facts=_facts,
)
