"""The probability of a region under a joint density: the integral of the density over the part of it where there is any."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

from sympy import Basic, Expr, Ge, S
from sympy.core.relational import Relational

from tutor.deriving.over_region import evaluated
from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.maths.regions.levels import signs_on
from tutor.maths.regions.reasons import said
from tutor.maths.regions.setup import Setup, answered, read, setting_up
from tutor.model import Answer, Claim, Problem, stated
from tutor.printing.notation.text import text
from tutor.rule import Field, Plan, Stage, Topic
from tutor.shown import UNSAID
from tutor.trees import tree


def plan(problem: Problem) -> Plan:
    """That it is a density, the limits of the region within the support, and the integral of the density."""
    given = problem.given
    support = given.get("support", ())
    if not all(isinstance(r, Relational) for r in support):
        raise Unsupported("cannot do this: the support of a density is given by inequalities")
    if support:
        yield from _is_density(problem, support)
    value, setup = yield from _integrated(problem, (*support, *given["region"]), {"of_total": False})
    if value.is_finite is False or sign_of(tree.plain(value)) == -1 or sign_of(tree.plain(S.One - value)) == -1:
        raise Unsupported("cannot do this: the integral is no probability, so the function given is no density there")
    return Answer(answered({"expression": value, **setup.answer}, problem.symbols))


def _integrated(problem: Problem, region: Sequence[Basic], facts: Mapping[str, object]) -> Generator[Stage, Expr, tuple[Expr, Setup]]:
    choice, f = read(region, problem.variables, problem.given["density"])
    setup = yield from setting_up(choice, f, facts)
    return (yield from evaluated(setup.parts, facts)), setup


def _is_density(problem: Problem, support: Sequence[Relational]) -> Generator[Stage, Expr, None]:
    """That it is nowhere negative on its support, and that its integral over it is 1. Errors: `Unsupported`, with what it is."""
    total, setup = yield from _integrated(problem, support, {"of_total": True})
    if total.is_finite is False or sign_of(tree.plain(total - S.One)) != 0:
        letters = total.free_symbols
        so = ", which would have to be 1: its letters need values" if letters else " and not 1, so the function is no density"
        raise Unsupported(f"cannot do this: its integral over the support is {text(total)}{so}")
    if any(-1 in signs_on(f, limits) for f, limits in setup.parts):
        raise Unsupported("cannot do this: the function takes negative values on its support, so it is no density")
    nonnegative = stated(Ge(problem.given["density"], 0, evaluate=False), *support)
    yield Stage("density", total, kept=True, claims=(nonnegative, Claim(total, S.One)), shown=UNSAID)


def _facts(problem: Problem) -> Mapping[str, object]:
    return {"said": said(problem.given["region"]), "supported": problem.given.get("support", ())}


TOPIC = Topic(
    "Probability",
    (Field("density", "function"), Field("region", "region"), Field("support", "relations", required=False)),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
)
