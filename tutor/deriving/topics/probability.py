"""The probability of a region under a joint density: the integral of the density over the part of it where there is any."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

from sympy import Basic, Expr, Ge, Mul, S, Symbol, exp, factor
from sympy.core.relational import Relational

from tutor.deriving import named
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
    density = given["density"]
    if support:
        density = yield from _density(problem, support)
    value, setup = yield from _integrated(problem, density, (*support, *given["region"]), {"of_total": False})
    if value.is_finite is False or sign_of(tree.plain(value)) == -1 or sign_of(tree.plain(S.One - value)) == -1:
        raise Unsupported("cannot do this: the integral is no probability, so the function given is no density there")
    return Answer(answered({"expression": value, **setup.answer}, problem.symbols))


def _integrated(
    problem: Problem, density: Expr, region: Sequence[Basic], facts: Mapping[str, object]
) -> Generator[Stage, Expr, tuple[Expr, Setup]]:
    choice, f = read(region, problem.variables, density)
    setup = yield from setting_up(choice, f, facts)
    return (yield from evaluated(setup.parts, facts)), setup


def _density(problem: Problem, support: Sequence[Relational]) -> Generator[Stage, Expr, Expr]:
    """That it is nowhere negative on its support, and that its integral over it is 1: the density, its one unknown factor found.

    Errors: `Unsupported`, with what its integral is.
    """
    f = problem.given["density"]
    total, setup = yield from _integrated(problem, f, support, {"of_total": True})
    unknown = _factor(f, total, problem.variables)
    if unknown is not None:
        letter, value = unknown
        density, one = tree.substitute(f, {letter: value}), tree.substitute(total, {letter: value})
        density = tree.evaluated(density) if value is S.One else density  # 1 · xy is written by nobody
        positive = stated(Ge(density, 0, evaluate=False), *support)
        why = _not_negative(density, problem.variables, setup)
        facts = {"total": total, "letter": letter, "factor_": value, "why": why, "power": _power(density)}
        claims = (positive, *(stated(r, *support) for r in why), Claim(one, S.One))
        yield Stage("unknown", one, facts, kept=True, claims=claims, shown=UNSAID)
        return density
    if total.is_finite is False or sign_of(tree.plain(total - S.One)) != 0:
        letters = total.free_symbols
        so = ", which would have to be 1: its letters need values" if letters else " and not 1, so the function is no density"
        raise Unsupported(f"cannot do this: its integral over the support is {text(total)}{so}")
    if any(-1 in signs_on(f, limits) for f, limits in setup.parts):
        raise Unsupported("cannot do this: the function takes negative values on its support, so it is no density")
    nonnegative = stated(Ge(f, 0, evaluate=False), *support)
    why = _not_negative(f, problem.variables, setup)
    claims = (nonnegative, *(stated(r, *support) for r in why), Claim(total, S.One))
    yield Stage("density", total, {"why": why, "power": _power(f)}, kept=True, claims=claims, shown=UNSAID)
    return f


def _not_negative(f: Expr, variables: Sequence[Symbol], setup: Setup) -> tuple[Relational, ...]:
    """What is not negative on the support, and makes the density so: variables, and factors that these do not decide."""

    def sign(e: Expr) -> int:
        found = {s for _, limits in setup.parts for s in signs_on(e, limits)}
        return next((k for k in (1, -1) if found == {k}), 0)

    known = [v for v in variables if sign(v) == 1]
    twins = {v: Symbol(v.name, nonnegative=True) for v in known}
    parts = [p for p in Mul.make_args(factor(tree.plain(f))) if not p.is_number and not p.is_nonnegative]
    found: dict[Expr, None] = {}
    for p in parts:
        base = p.as_base_exp()[0]
        if p.xreplace(twins).is_nonnegative:
            found.update(dict.fromkeys(v for v in known if v in p.free_symbols))
        elif sign(base):
            found[sign(base) * base] = None
    return tuple(Ge(e, 0, evaluate=False) for e in found)


def _power(f: Expr) -> bool:
    """Whether a power of e is a factor, which is positive by itself."""
    return any(isinstance(p, exp) for p in Mul.make_args(factor(tree.plain(f))))


def _letters(f: Expr, variables: Sequence[Symbol]) -> Iterator[Symbol]:
    """Letters that are a factor of the density and stand nowhere else."""
    plain = tree.plain(f)
    yield from (c for c in sorted(plain.free_symbols - set(variables), key=str) if c not in (plain / c).free_symbols)


def _factor(f: Expr, total: Expr, variables: Sequence[Symbol]) -> tuple[Symbol, Expr] | None:
    """The first of these letters with a value that makes the total 1, and the value; None where there is none."""
    for c in _letters(f, variables):
        share = tree.plain(total) / c
        if share.is_number and sign_of(share) == 1:
            return c, tree.evaluated(1 / share)
    return None


def _facts(problem: Problem) -> Mapping[str, object]:
    supported = problem.given.get("support", ())
    return {
        "said": said(problem.given["region"]),
        "supported": supported,
        "sought": next(_letters(problem.given["density"], problem.variables), None),
    }


TOPIC = Topic(
    "Probability",
    (Field("density", "function"), Field("region", "region"), Field("support", "relations", required=False)),
    plan,
    ("expression",),
    defined_there=False,
    facts=_facts,
    boxed=lambda problem, _: named.letter(problem, "P"),
)
