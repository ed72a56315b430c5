"""Where beside one point a formula may have no value, read off its tree."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Abs, Add, Basic, Expr, Function, Mul, Ne, Pow, S, Symbol, asinh, atan, cos, cosh, exp, log, sin, sinh, tanh

from tutor.maths.classification.domain import interior_conditions
from tutor.trees import tree

LISTED = (exp, sin, cos, sinh, cosh, tanh, atan, asinh, log, Abs)  # functions of whose domain the conditions say all


def domain_beside(function: Expr, point: Mapping[Symbol, Expr]) -> tuple[Basic, ...] | None:
    """The conditions u ≠ 0 under which a formula has a value, () where they hold at all points but this one.

    None where its domain is not given by such conditions.
    """
    plain = tree.plain(function)
    known = all(isinstance(g, LISTED) for g in plain.atoms(Function))
    known = known and all(p.exp.is_Rational or p.base is S.Exp1 for p in plain.atoms(Pow))
    found = interior_conditions(plain)
    beyond = tuple(c for c in found if not _only_there(c.args[0], point))
    if not known or any(not isinstance(c, Ne) for c in beyond):
        return None
    if not beyond:
        return ()
    # u is a factor of a product that is listed too: x beside x y
    return tuple(c for c in beyond if not any(c is not o and c.args[0] in Mul.make_args(o.args[0]) for o in beyond))


def _only_there(u: Expr, point: Mapping[Symbol, Expr]) -> bool:
    """Whether u is positive but at the point: a sum of even powers, one of them of each coordinate's distance."""
    moved = u.xreplace({v: v + a for v, a in point.items()})
    if len(point) == 1:
        (v,) = point
        return bool(moved.is_polynomial(v)) and moved.expand().as_independent(v, as_Add=False)[1].as_base_exp()[0] == v
    terms = Add.make_args(moved.expand())
    alone = {v for t in terms for v in (t.as_independent(*point, as_Add=False)[1].as_base_exp()[0],) if v.is_Symbol}
    return alone >= set(point) and all(_even(t, point) for t in terms)


def _even(term: Expr, point: Mapping[Symbol, Expr]) -> bool:
    number, rest = term.as_independent(*point, as_Add=False)
    return bool(number.is_positive) and all(
        isinstance(f, Abs) or (isinstance(f, Pow) and f.base in point and f.exp.is_even and f.exp.is_positive) for f in Mul.make_args(rest)
    )
