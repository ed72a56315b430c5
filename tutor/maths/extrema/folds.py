"""A function with absolute values on a region: by symmetry on a half, and parted where what stands between bars changes its sign.

The greater and the smaller of two expressions are parted where their difference changes its sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sympy import Abs, Expr, Ge, Le, Max, Min, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.extrema.region import FeasibleSet, Side, written
from tutor.maths.extrema.task import Task
from tutor.maths.limits.written import written as held
from tutor.trees import tree

MOST_BARS = 3  # that part a region: more make no page that is read


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the region, `added` being what distinguishes it, and the function without its bars on it, as the sides `used` say."""

    added: tuple[Side, ...]
    used: tuple[Side, ...]
    region: FeasibleSet
    function: Expr


def mirrors(task: Task) -> tuple[Symbol, ...]:
    """The variables whose sign matters neither to the function nor to the region, and which stand between bars."""
    f = tree.plain(task.function)
    found = []
    for v in task.variables:
        if Abs(v) in f.atoms(Abs) and not task.region.equations and f.subs(v, -v) == f:
            insides = {s.inside for s in task.region.sides}
            if {u.subs(v, -v).expand() for u in insides} == insides and not v.is_nonnegative:
                found.append(v)
    return tuple(found)


def halved(region: FeasibleSet, variables: tuple[Symbol, ...]) -> FeasibleSet:
    """The part of the region where these variables are not negative."""
    return FeasibleSet(
        region.variables, region.equations, (*region.sides, *(Side(Ge(v, S.Zero, evaluate=False), v, False) for v in variables))
    )


def folds(task: Task) -> tuple[Fold, ...]:
    """The parts on which the function has no bars; none where it has none, or where it cannot be parted by them."""
    f = tree.plain(task.function)
    bars = sorted((a for a in f.atoms(Abs, Max, Min) if a.free_symbols & set(task.variables)), key=str)
    if not bars:
        return ()
    if any(a.has(Abs, Max, Min) or not a.is_polynomial(*task.variables) for b in bars for a in b.args) or any(
        len(b.args) > 2 for b in bars
    ):
        return ()
    known = {s.inside: s for s in task.region.sides}
    open_ = [b for b in bars if _parting(b) not in known and (-_parting(b)).expand() not in known]
    if len(open_) > MOST_BARS:
        raise Unsupported(f"cannot do this: a function with more than {MOST_BARS} absolute values")
    sure = {b: _where(b, 1 if _parting(b) in known else -1) for b in bars if b not in open_}
    return tuple(_parts(task, f, open_, sure))


def _side(u: Expr, sign: int, variables: tuple[Symbol, ...]) -> Side:
    """u >= 0, or u <= 0 written in the same way."""
    above = written(u, False, variables)
    turned = Le if isinstance(above, Ge) else Ge
    return Side(above if sign == 1 else turned(*above.args, evaluate=False), sign * u, False)


def _parting(bar: Expr) -> Expr:
    """What changes its sign where the bars are parted: u of |u|, a - b of max(a, b) and min(a, b)."""
    first, *second = bar.args
    return (first - second[0] if second else first).expand()


def _where(bar: Expr, sign: int) -> Expr:
    """What the bars are where that has the sign."""
    if isinstance(bar, Abs):
        return sign * bar.args[0]
    return bar.args[0 if (sign == 1) == isinstance(bar, Max) else 1]


def _parts(task: Task, f: Expr, bars: list[Expr], sure: dict[Expr, Expr]) -> Iterator[Fold]:
    for signs in product((1, -1), repeat=len(bars)):
        added = tuple(_side(_parting(b), sign, task.variables) for sign, b in zip(signs, bars, strict=True))
        region = FeasibleSet(task.variables, task.region.equations, (*task.region.sides, *added))
        put = sure | {b: _where(b, sign) for sign, b in zip(signs, bars, strict=True)}
        told = {u for b in sure for u in (_parting(b), (-_parting(b)).expand())}
        used = (*added, *(s for s in task.region.sides if s.inside in told))
        yield Fold(added, used, region, held(f.xreplace(put).expand()))
