"""Sums of sines and differences of cosines as products, where their difference or sum is divided by."""

from collections.abc import Iterator

from sympy import Add, Eq, Expr, Integer, cos, fraction, sin

from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.written import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim


def moves(node: Lim) -> Iterator[Move]:
    """sin u + sin v = 2 sin((u + v)/2) cos((u - v)/2), cos u - cos v = -2 sin((u + v)/2) sin((u - v)/2)."""
    if len(node.variables) < 2 or node.expr.has(Diff):
        return
    over, under = fraction(tree.evaluated(node.expr))
    waves = Add.make_args(over)
    if under == 1 or len(waves) != 2 or extended(under, node) != 0:
        return
    (k, f), (m, g) = (w.as_independent(*node.variables) for w in waves)
    if type(f) is not type(g) or not isinstance(f, sin | cos) or abs(k) != abs(m):
        return
    if k.could_extract_minus_sign() and not m.could_extract_minus_sign():
        (k, f), (m, g) = (m, g), (k, f)
    product = _product(f, g, same=k == m)
    if product is not None:
        shown = tree.quotient(written(k * product), written(under))
        plain = Add(f, g if k == m else -g)
        yield Move(node.of(shown), {"law": Eq(written(plain), written(product), evaluate=False)})


def _product(f: Expr, g: Expr, same: bool) -> Expr | None:
    """The sum of two waves, or the difference, as a product; None for a sum of cosines, which does not vanish."""
    half, gap = (f.args[0] + g.args[0]) / 2, (f.args[0] - g.args[0]) / 2
    if isinstance(f, sin):
        return Integer(2) * (sin(half) * cos(gap) if same else cos(half) * sin(gap))
    return None if same else Integer(-2) * sin(half) * sin(gap)


RULE = Rule(
    Lim,
    moves,
    Rank.REWRITE,
    "sin u + sin v = 2 sin((u + v)/2) cos((u - v)/2), cos u - cos v = -2 sin((u + v)/2) sin((u - v)/2)",
    ("(sin(x) + sin(y))/(x + y); x = 0, y = 0", "(cos(x) - cos(y))/(x^2 - y^2); x = 0, y = 0"),
    "Stewart, Calculus, Appendix D",
)
