"""A problem whose constraints have absolute values, in the parts on which each of them is what stands between its bars, or minus that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

from sympy import Abs, Basic, Expr, Gt, Lt, S

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.constrained import Posed
from tutor.maths.solving.signs import Signs
from tutor.trees import tree
from tutor.trees.heads import Equation

MOST_FOLDS = 3


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The problem without absolute values, where what stood between the bars has the signs of `where`."""

    where: tuple[Basic, ...]
    posed: Posed


def unfolded(problem: Posed, always: bool = False) -> tuple[Unfolded, ...]:
    """One part for each choice of signs; none where no constraint has an absolute value, but for `always`.

    `Unsupported` where they are too many.
    """
    constraints = [tree.plain(c.function) for c in problem.constraints]
    if not always and not any(e.has(Abs) for e in constraints):
        return ()
    folds = sorted({a for e in (*constraints, tree.plain(problem.objective)) for a in e.atoms(Abs) if a.free_symbols}, key=str)
    if len(folds) > MOST_FOLDS:
        raise Unsupported(f"cannot do this: more than {MOST_FOLDS} different absolute values")
    known = Signs(problem.conditions, ())
    out = []
    for signs in product((1, -1), repeat=len(folds)):
        inside = [a.args[0] for a in folds]
        if any(known.sign(u) == -s for u, s in zip(inside, signs, strict=True)):
            continue
        out.append(_part(problem, dict(zip(inside, signs, strict=True))))
    return tuple(out)


def _part(problem: Posed, signs: dict[Expr, int]) -> Unfolded:
    def put(e: Basic) -> Basic:
        if isinstance(e, Abs):
            u, s = e.args[0], signs.get(tree.plain(e.args[0]))
            return e if s is None else put(u) if s == 1 else tree.negative(put(u))
        return tree.rebuild(e, tuple(map(put, e.args))) if e.args else e

    where = tuple((Gt if s == 1 else Lt)(u, S.Zero, evaluate=False) for u, s in signs.items())
    constraints = tuple(
        replace(c, equation=Equation(put(c.equation.left), put(c.equation.right)), function=put(c.function)) for c in problem.constraints
    )
    f = put(problem.objective)
    conditions = tuple(dict.fromkeys((*problem.conditions, *where)))
    inside_domain = tuple(r for r in interior_conditions(f) if r not in conditions)
    return Unfolded(where, replace(problem, objective=f, constraints=constraints, conditions=conditions, inside=inside_domain))
