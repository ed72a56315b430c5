"""Antiderivatives that one sees: known ones, with constant factors, sums, a linear inside, and the slope of the inside beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, Basic, Expr, S, Symbol

from tutor.maths.integrals.cyclic import exponential_and_wave, solved
from tutor.maths.integrals.linear import with_linear_inside
from tutor.maths.integrals.substitution import substituted
from tutor.maths.integrals.table import entry


@dataclass(frozen=True, slots=True)
class Seen:
    """An antiderivative and what it needs; `by` is the inside whose slope stands beside it, where there is one."""

    value: Expr
    conditions: tuple[Basic, ...] = ()
    by: Expr | None = None
    twice: bool = False  # whether it takes two integrations by parts


@lru_cache(maxsize=4096)
def seen(f: Expr, x: Symbol, deep: bool = True) -> Seen | None:
    """An antiderivative of f in x without working, or None. With `deep`, an inside with its slope beside it is seen too."""
    if not f.has(x):
        return Seen(f * x)
    still, moving = f.as_independent(x, as_Add=False)
    if still is not S.One and moving is not S.One:
        found = seen(moving, x, deep)
        return None if found is None else Seen(still * found.value, found.conditions, found.by)
    if isinstance(f, Add):
        parts = [seen(t, x, deep=False) for t in f.args]
        return None if None in parts else Seen(Add(*(p.value for p in parts if p)), tuple(c for p in parts if p for c in p.conditions))
    known = entry(f, x)
    if known is not None:
        return Seen(known.value, known.conditions)
    linear = with_linear_inside(f, x)
    if linear is not None:
        return Seen(linear.value, linear.conditions)
    waves = exponential_and_wave(f, x)
    if waves is not None:
        return Seen(solved(*waves, x), twice=True)
    if deep:
        for change in substituted(f, x):
            found = seen(change.integrand, change.letter, deep=False)
            if found is not None:
                back = {change.letter: change.inside}
                return Seen(found.value.xreplace(back), tuple(c.xreplace(back) for c in found.conditions), change.inside)
    return None
