"""Variables under fractional powers as powers of new ones: with x = u^3 and y = v^3 the star x^(2/3) + y^(2/3) = 1 is a circle.

Each value of x belongs to one of u (to one that is not negative, where the root is even), so that nothing is lost or won.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import lcm

from sympy import Basic, Expr, Ge, Gt, Pow, Rational, S, Symbol

from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.compact import sides
from tutor.maths.extrema.constrained import Constraint, Posed
from tutor.trees import tree
from tutor.trees.heads import Equation

NEW = ("u", "v", "w", "s", "p", "q")  # names for the new variables, in this order
MOST_ROOT = 6


@dataclass(frozen=True, slots=True)
class Unrooted:
    """The problem in the new variables, and each variable of the old one by them."""

    posed: Posed
    back: Mapping[Symbol, Expr]


def unrooted(problem: Posed, taken: Collection[str]) -> Unrooted | None:
    """None where nothing needs it: a root in a constraint, an odd root of what has both signs, or a sum of several roots does."""
    roots = _roots(problem)
    names = [n for n in NEW if n not in taken]
    if roots is None or len(names) < len(roots):
        return None
    new = {x: Symbol(name, real=True) for x, name in zip(roots, names, strict=False)}
    back = {x: tree.power(new[x], Rational(q)) if x in new else x for x, q in ((x, roots.get(x, 1)) for x in problem.variables)}
    variables = tuple(new.get(x, x) for x in problem.variables)

    def put(e: Basic) -> Basic:
        if isinstance(e, Pow) and e.base in new and isinstance(e.exp, Rational):
            n = e.exp * roots[e.base]
            return new[e.base] if n == 1 else tree.power(new[e.base], n)
        if e in new:
            return back[e]
        return tree.rebuild(e, tuple(map(put, e.args))) if e.args else e

    constraints = tuple(
        Constraint(Equation(put(c.equation.left), put(c.equation.right)), put(c.function), c.letter, c.multiplier)
        for c in problem.constraints
    )
    simple = ((r, _condition(r, new)) for r in problem.conditions)
    asked = dict.fromkeys(put(r) if said is None else said for r, said in simple)
    for x, q in roots.items():
        if q % 2 == 0 and Gt(new[x], S.Zero, evaluate=False) not in asked:
            asked.setdefault(Ge(new[x], S.Zero, evaluate=False))
    f = put(problem.objective)
    inside = tuple(r for r in interior_conditions(f) if r not in asked)
    letter = next(n for n in ("F", "G", "H") if n not in taken)
    return Unrooted(Posed(f, letter, variables, constraints, tuple(asked), inside, problem.simpler), back)


def _roots(problem: Posed) -> dict[Symbol, int] | None:
    """The common root of each variable that stands under one."""
    inside = [tree.plain(c.function) for c in problem.constraints]
    f = tree.plain(problem.objective)
    found: dict[Symbol, int] = {}
    for p in {p for e in (*inside, f) for p in e.atoms(Pow)}:
        if not isinstance(p.exp, Rational) or p.exp.q == 1 or not p.base.free_symbols & set(problem.variables):
            continue
        if p.base not in problem.variables:
            return None
        found[p.base] = lcm(found.get(p.base, 1), int(p.exp.q))
    under = {p.base for e in inside for p in e.atoms(Pow) if isinstance(p.exp, Rational) and p.exp.q > 1}
    signed = {x for x, q in found.items() if q % 2 and not _one_sided(problem, x)}
    sum_of_roots = f.is_Add and len(found) > 1
    if not (under or signed or sum_of_roots) or any(q > MOST_ROOT for q in found.values()):
        return None
    return {x: found[x] for x in problem.variables if x in found}


def _one_sided(problem: Posed, x: Symbol) -> bool:
    return any(sides(r) in ((x, S.Zero, ">"), (x, S.Zero, ">=")) for r in problem.conditions)


def _condition(relation: Basic, new: Mapping[Symbol, Symbol]) -> Basic | None:
    """u >= 0 for x >= 0."""
    left, right, sign = sides(relation)
    if left in new and right is S.Zero and sign in (">", ">=", "<", "<="):
        return relation.func(new[left], S.Zero, evaluate=False)
    return None
