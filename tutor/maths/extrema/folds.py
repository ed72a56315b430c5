"""A function with absolute values on a region: by symmetry on a half, and parted where what stands between bars changes its sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sympy import Abs, Expr, Ge, Le, S, Symbol

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
    bars = sorted((a for a in f.atoms(Abs) if a.free_symbols & set(task.variables)), key=str)
    if not bars:
        return ()
    if any(b.args[0].has(Abs) or not b.args[0].is_polynomial(*task.variables) for b in bars):
        return ()
    known = {s.inside: s for s in task.region.sides}
    open_ = [b for b in bars if b.args[0].expand() not in known and (-b.args[0]).expand() not in known]
    if len(open_) > MOST_BARS:
        raise Unsupported(f"cannot do this: a function with more than {MOST_BARS} absolute values")
    sure = {b: b.args[0] if b.args[0].expand() in known else -b.args[0] for b in bars if b not in open_}
    return tuple(_parts(task, f, open_, sure))


def _side(u: Expr, sign: int, variables: tuple[Symbol, ...]) -> Side:
    """u >= 0, or u <= 0 written in the same way."""
    above = written(u, False, variables)
    turned = Le if isinstance(above, Ge) else Ge
    return Side(above if sign == 1 else turned(*above.args, evaluate=False), sign * u, False)


def _parts(task: Task, f: Expr, bars: list[Abs], sure: dict[Expr, Expr]) -> Iterator[Fold]:
    for signs in product((1, -1), repeat=len(bars)):
        added = tuple(_side(b.args[0].expand(), sign, task.variables) for sign, b in zip(signs, bars, strict=True))
        region = FeasibleSet(task.variables, task.region.equations, (*task.region.sides, *added))
        put = sure | {b: sign * b.args[0] for sign, b in zip(signs, bars, strict=True)}
        used = (*added, *(s for s in task.region.sides if s.inside in {u.expand() for u in sure.values()}))
        yield Fold(added, used, region, held(f.xreplace(put).expand()))
