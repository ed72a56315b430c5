"""Exponential decay: e to something that falls below all bounds outweighs every power of the variable."""

from collections.abc import Iterator

from sympy import Expr, Mul, Pow, S, Symbol, cos, exp, log, sin

from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Lim, Moving


def moves(node: Lim) -> Iterator[Move]:
    """lim x^n e^(-k x) = 0 for k > 0."""
    if len(node.variables) != 1 or not node.at_infinity:
        return
    ((x, end),) = node.point.items()
    if not isinstance(x, Moving) and not node.free_symbols:
        return  # L'Hospital's rule shows it; here it is taken as known, where letters stand or an integral is looked at
    factors = Mul.make_args(tree.evaluated(node.expr))
    falling = [f for f in factors if isinstance(f, exp) and f.has(x)]
    if len(falling) == 1 and _falls(falling[0].args[0], x, end) and all(_tame(f, x) for f in factors if f != falling[0]):
        yield Move(S.Zero, {"f": node.expr, "power": falling[0], "x": x, "alone": all(not f.has(x) for f in factors if f != falling[0])})


def _falls(exponent: Expr, x: Symbol, end: Expr) -> bool:
    """Whether a polynomial tends to -oo, as its highest term says."""
    if not exponent.is_polynomial(x):
        return False
    poly = exponent.as_poly(x)
    sign = 1 if end is S.Infinity or poly.degree() % 2 == 0 else -1
    return bool(poly.degree() >= 1 and (sign * poly.LC()).is_negative)


def _tame(f: Expr, x: Symbol) -> bool:
    """Whether a factor grows no faster than some power."""
    if not f.has(x) or f.is_polynomial(x) or isinstance(f, sin | cos | log):
        return True
    return isinstance(f, Pow) and f.exp.is_number and f.base.is_polynomial(x)


RULE = Rule(
    Lim,
    moves,
    Rank.CLOSE,
    "lim x^n e^(-k x) = 0 as x -> oo, k > 0",
    ("x e^(-k x); x = oo; k > 0",),
    "Stewart, Calculus, 4.4",
)
