"""What a walk by slopes alone does not see: a direction with slope 0 in which the function bends away from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import Expr, Gt, Lt, S, Symbol

from tutor.maths.numbers import is_zero, sign_of
from tutor.model import Claim, stated
from tutor.trees import tree
from tutor.trees.heads import At, Diff


def ridges(function: Expr, variables: Sequence[Symbol], point: Sequence[Expr], sign: int = -1) -> tuple[Symbol, ...]:
    """The variables along which a point is a strict maximum where the walk goes down, a strict minimum where it climbs."""
    place = dict(zip(variables, point, strict=True))
    slopes = {v: tree.plain(function).diff(v) for v in variables}
    level = (v for v in variables if is_zero(slopes[v].xreplace(place)))
    return tuple(v for v in level if sign_of(slopes[v].diff(v).xreplace(place)) == sign)


def ridge_claims(
    function: Expr, variables: Sequence[Symbol], point: Sequence[Expr], found: Sequence[Symbol], sign: int = -1
) -> Iterator[Claim]:
    """That the slope is 0 and the second derivative is not."""
    for v in found:
        yield Claim(At(Diff(function, v), variables, point), S.Zero)
        yield stated((Lt if sign < 0 else Gt)(At(Diff(Diff(function, v), v), variables, point), 0, evaluate=False))
