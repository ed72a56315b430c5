"""Trigonometric substitution: a root of a^2 - x^2, a^2 + x^2 or x^2 - a^2 is cleared by a sine, tangent or secant."""

from collections.abc import Iterator

from sympy import S, cos, pi, sec, tan

from tutor.maths.integrals.circular import Circular, changes
from tutor.maths.integrals.ends import finite_ends
from tutor.maths.integrals.regular import regular
from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import At, Int


def moves(node: Int) -> Iterator[Move]:
    """With x = a sin t the root of a^2 - x^2 is a cos t, and dx = a cos t dt."""
    for change in changes(tree.evaluated(node.expr), node.variable, hyperbolic=False):
        found = move(node, change)
        if finite_ends(node) or (isinstance(found.after, Int) and finite_ends(found.after) and regular(found.after)):
            yield found


def move(node: Int, change: Circular) -> Move:
    """The integral in the angle; its limits, or the way back by the angle of x."""
    x, t = node.variable, change.angle
    integrand = written(change.integrand)
    facts = {
        "x": x,
        "t": t,
        "by": written(change.by),
        "slope": written(change.slope),
        "root": written(change.root),
        "becomes": written(change.becomes),
        "back": written(change.back),
        "definite": node.is_definite,
    }
    kept = next(iter(change.becomes.atoms(cos, sec, tan)), None) if change.root.is_Pow else None
    facts |= {"kept": kept, "span": (S.Zero if isinstance(kept, tan) else -pi / 2, pi / 2)}
    if node.is_definite:
        low, high = (tree.evaluated(change.back.xreplace({x: tree.evaluated(end)})) for end in node.limits)
        facts |= {"a": node.limits[0], "b": node.limits[1], "low": low, "high": high}
        inverse = 2.0 if (low.free_symbols | high.free_symbols) and not (low.is_Symbol or high.is_Symbol) else 0.0
        return Move(Int(integrand, t, low, high), facts, change.conditions, effort=inverse)
    return Move(At(Int(integrand, t), (t,), (written(change.back),)), facts, change.conditions)


RULE = Rule(
    Int,
    moves,
    Rank.REWRITE,
    "int f(x, sqrt(a^2 - x^2)) dx = int f(a sin t, a cos t) a cos t dt, x = a sin t",
    ("sqrt(9 - x^2)", "x^2/sqrt(4 - x^2)", "1/(x^2 + 1)^2", "sqrt(R^2 - x^2); x from 0 to R; R > 0", "1/(x^2 sqrt(x^2 + 4))"),
    "Stewart, Calculus, 7.3",
    effort=5.0,
)
