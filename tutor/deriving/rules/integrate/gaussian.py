"""Gaussian integral: known from polar coordinates, where its square is taken."""

from collections.abc import Iterator

from sympy import Expr, Gt, Mul, Poly, Pow, S, Symbol, exp, factorial2, pi, sqrt

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int

LARGEST = 12  # even power beside it


def moves(node: Int) -> Iterator[Move]:
    """The integral of e^(-k x^2) over the whole line is sqrt(pi/k), over half of it half as much."""
    a, b = node.limits or (None, None)
    if b is not S.Infinity or a not in (S.Zero, S.NegativeInfinity):
        return
    x = node.variable
    found = _parts(tree.evaluated(node.expr), x)
    if found is None:
        return
    c, n, k, middle, height = found
    if k.is_nonpositive or n % 2 or n > LARGEST or (middle != 0 and (n or a is S.Zero)):
        return
    whole = factorial2(n - 1) / (2 * k) ** (n // 2) if n else S.One
    value = c * exp(height) * whole * sqrt(pi / k) / (1 if a is S.NegativeInfinity else 2)
    facts = {"k": written(k), "x": x, "n": n, "half": a is S.Zero, "shift": None if middle == 0 else written(x - middle)}
    facts["times"] = n // 2
    yield Move(written(value), facts, () if k.is_positive else (Gt(k, 0),))


def _parts(f: Expr, x: Symbol) -> tuple[Expr, int, Expr, Expr, Expr] | None:
    """(c, n, k, m, h) of c x^n e^(h - k (x - m)^2)."""
    c, moving = f.as_independent(x, as_Add=False)
    n = 0
    exponent: Expr | None = None
    for a in Mul.make_args(moving):
        if isinstance(a, exp) and a.args[0].is_polynomial(x) and exponent is None:
            exponent = a.args[0]
        elif a == x:
            n = 1
        elif isinstance(a, Pow) and a.base == x and a.exp.is_Integer and a.exp > 0:
            n = int(a.exp)
        else:
            return None
    if exponent is None:
        return None
    poly = Poly(exponent, x)
    if poly.degree() != 2:
        return None
    p, q, r = (poly.nth(i) for i in (2, 1, 0))
    return c, n, -p, -q / (2 * p), (r - q**2 / (4 * p)).expand()


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int_(-oo)^oo e^(-k x^2) dx = sqrt(pi/k), k > 0",
    ("e^(-x^2); x from -oo to oo", "e^(-k x^2); x from 0 to oo; k > 0", "x^2 e^(-x^2); x from -oo to oo", "e^(2x - x^2); x from -oo to oo"),
    "Stewart, Calculus, 15.3, exercise 48",
    effort=0.5,
)
