"""Where a formula has a value, and where it may have one without being differentiable, read off its tree."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Abs, Basic, Expr, Gt, Max, Min, Ne, Pow, Rational, log, preorder_traversal

from tutor.trees import tree


def interior_conditions(function: Expr) -> tuple[Basic, ...]:
    """What holds at every point inside the domain at which no root or logarithm is at its edge: u > 0, u ≠ 0."""
    found: dict[Basic, None] = {}
    for part in preorder_traversal(tree.plain(function)):
        match part:
            case log(args=(u,)) if not isinstance(u, Abs):
                found[Gt(u, 0, evaluate=False)] = None
            case Pow(base=u, exp=Rational() as e) if u.free_symbols:
                if e.q % 2 == 0:
                    found[Gt(u, 0, evaluate=False)] = None
                elif e.is_negative:
                    found[Ne(u, 0, evaluate=False)] = None
    return tuple(c for c in found if not _always(c))


def _always(condition: Basic) -> bool:
    """Whether the letters alone make it true: x² + 1 > 0."""
    left = condition.args[0]
    return bool(left.is_positive or (isinstance(condition, Ne) and left.is_nonzero))


def kinks(function: Expr) -> Iterator[Expr]:
    """The expressions at whose zeros a part of the formula has no derivative: below |u|, roots, max and min; each once.

    Roots of even order are among them only where the radicand is nowhere below 0 near the zero: elsewhere that is the edge
    of the domain. Whether it is so is left to who asks.
    """
    found: dict[Expr, None] = {}
    for part in preorder_traversal(tree.plain(function)):
        match part:
            case Abs(args=(u,)):
                found[u] = None
            case Pow(base=u, exp=Rational() as e) if u.free_symbols and not e.is_Integer and e.is_positive:
                found[u] = None
            case Max(args=us) | Min(args=us):
                for k, a in enumerate(us):
                    for b in us[k + 1 :]:
                        found[a - b] = None
    return iter(found)
