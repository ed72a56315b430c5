"""Whether a tree has a real value at a point, and a little to every side of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import sympy as sp
from flint import ctx

from tutor.maths.values.evaluator import Evaluator
from tutor.maths.values.jets import BALLS, PRECISION, Jet, NoValue
from tutor.trees.tree import plain, substitute, total

MOST_DIAGONALS = 4  # variables up to which every diagonal is looked along: 16 of them
NEARBY = sp.Rational(1, 2**30)  # a step to the side of a point, smaller than any number of a textbook


def defined(expr: sp.Basic, point: Mapping[sp.Basic, sp.Basic]) -> bool:
    """Whether a held tree, and so each part of it, has a real value at a point; parts that hold other letters are passed over.

    Balls decide where no part is at the edge of a domain; there SymPy must prove that every part is real.
    """
    placed = substitute(expr, point)
    if placed.free_symbols:
        return all(defined(a, point) for a in expr.args if a.free_symbols & point.keys())
    before, ctx.prec = ctx.prec, PRECISION
    try:
        list(flat(Evaluator(BALLS, {})(placed)))
    except NoValue:
        return all(_proved_real(part) for part in sp.preorder_traversal(placed) if isinstance(part, sp.Expr))
    finally:
        ctx.prec = before
    return True


def interior(expr: sp.Basic, point: Mapping[sp.Basic, sp.Basic]) -> bool:
    """Whether a tree is defined a little away from a point in every direction, as a derivative needs: axes and diagonals."""
    moving = [v for v in point if v in expr.free_symbols]
    axes = [tuple(sign if k == i else 0 for k in range(len(moving))) for i in range(len(moving)) for sign in (1, -1)]
    diagonals = product((1, -1), repeat=len(moving)) if len(moving) <= MOST_DIAGONALS else ()
    return all(
        defined(expr, {**point, **{v: total(point[v], sign * NEARBY) for v, sign in zip(moving, signs, strict=True)}})
        for signs in (*axes, *diagonals)
    )


def _proved_real(part: sp.Expr) -> bool:
    value = plain(part)
    return bool(value.is_real and value.is_finite)


def flat(value: Any) -> Iterator[Jet]:
    """The scalars of a value: the components of a vector one by one."""
    if isinstance(value, tuple):
        for v in value:
            yield from flat(v)
    else:
        yield value
