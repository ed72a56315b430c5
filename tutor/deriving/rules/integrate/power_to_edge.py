"""A power with a letter in its exponent, from 0 or to infinity: it converges for some values of the letter, and then has this value."""

from collections.abc import Iterator

from sympy import Basic, Expr, Gt, Lt, Poly, PolynomialError, Pow, S

from tutor.maths.integrals.writing import written
from tutor.rule import Move, Rank, Rule
from tutor.trees import tree
from tutor.trees.heads import Int


def moves(node: Int) -> Iterator[Move]:
    """The integral of x^n from 0 to b is b^(n+1)/(n+1) for n > -1, that from a to infinity -a^(n+1)/(n+1) for n < -1."""
    if not node.is_definite:
        return
    a, b = map(tree.evaluated, node.limits)
    x = node.variable
    base, n = tree.evaluated(node.expr).as_base_exp()
    if isinstance(base, Pow):
        base, n = base.base, base.exp * n
    if base != x or x in n.free_symbols or not n.free_symbols:
        return
    from_zero = a is S.Zero and bool(b.is_positive) and bool(b.is_finite)
    if not from_zero and not (b is S.Infinity and a.is_positive):
        return
    up = (n + 1).expand()
    needed = _bound(up, from_zero)
    if needed is None:
        return
    end = b if from_zero else a
    value = end**up / up if from_zero else end**up / (-up).expand()
    facts = {"x": x, "n": n, "up": up, "power": Pow(x, up), "zero": from_zero, "sure": needed is S.true, "needed": needed}
    yield Move(written(value), facts, () if needed is S.true else (needed,))


def _bound(up: Expr, positive: bool) -> Basic | None:
    """That the exponent is positive, or negative, as a bound for its letter; None where it says nothing or never holds."""
    known = up.is_positive if positive else up.is_negative
    if known is not None:
        return S.true if known else None
    letters = sorted(up.free_symbols, key=str)
    try:
        slope, start = Poly(up, letters[0]).all_coeffs() if len(letters) == 1 else (S.Zero, S.Zero)
    except (PolynomialError, ValueError):
        slope, start = S.Zero, S.Zero
    if not slope:
        return Gt(up, 0, evaluate=False) if positive else Lt(up, 0, evaluate=False)
    above = positive == bool(slope.is_positive)
    return (Gt if above else Lt)(letters[0], -start / slope, evaluate=False)


RULE = Rule(
    Int,
    moves,
    Rank.CLOSE,
    "int_0^b x^n dx = b^(n+1)/(n+1), n > -1;  int_a^oo x^n dx = -a^(n+1)/(n+1), n < -1",
    ("x^n; x from 0 to 1", "1/x^p; x from 1 to oo", "x^(p - 1); x from 0 to 2"),
    "Stewart, Calculus, 7.8",
    effort=0.2,
)
