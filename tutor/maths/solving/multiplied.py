"""Two equations times something and added: the multipliers of the equations as they stand on the page.

Inside, an equation is the product of its factors, and on the page it may be a number times that; what a reader is told to
multiply by must give what comes next.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr, Mul, Rational, cancel, expand, igcd, ilcm

from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.normal import Normal
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.state import Zero
from tutor.maths.solving.writing import equation_of
from tutor.model import Claim
from tutor.trees.heads import Equation


def multiplied(a: Zero, b: Zero, u: Expr, v: Expr, found: Normal) -> tuple[Equation, Equation, Expr, Expr, Claim]:
    """The equations as shown, with multipliers in the ratio of u a + v b, and the claim that this is a number times what was found."""
    (first, r), (second, s) = scaled(a), scaled(b)
    u, v = u / r, v / s
    p, q = u.as_coeff_Mul()[0], v.as_coeff_Mul()[0]
    # so that both are whole, without a common divisor, and the first is positive
    scale = Rational(ilcm(p.q, q.q), igcd(p.p, q.p)) if p.is_Rational and q.is_Rational else 1 / p
    if (scale * u).could_extract_minus_sign():
        scale = -scale
    u, v = scale * u, scale * v
    return first, second, u, v, Claim(u * (first.left - first.right) + v * (second.left - second.right), scale * found.whole)


def divided(found: Normal, signs: Signs) -> dict[str, object]:
    """By what a line divides besides numbers, as one product (none where it does not), and why that is not 0."""
    gone = (*found.dropped, *found.excluded)
    return {"dropped": (Mul(*gone),) if gone else (), "grounds": grounds(gone, signs)}


def scaled(zero: Zero) -> tuple[Equation, Expr]:
    """The equation as it is shown, and how many times what must be 0 that is; written anew where that is no number."""
    ratio = over(zero.shown.left - zero.shown.right, zero.expr)
    if ratio.is_number:
        return zero.shown, ratio
    anew = equation_of(zero.expr)
    return anew, over(anew.left - anew.right, zero.expr)


@lru_cache(maxsize=20_000)
def over(difference: Expr, expr: Expr) -> Expr:
    """How many times an expression another one is; seen at once where both are the same up to a rational number."""
    found = _number(difference, expr)
    if found is None and difference.is_polynomial() and expr.is_polynomial():
        found = _number(expand(difference), expand(expr))
    return cancel(difference / expr) if found is None else found


def _number(difference: Expr, expr: Expr) -> Expr | None:
    (c, p), (d, q) = difference.primitive(), expr.primitive()
    if p in (q, -q):
        return c / d if p == q else -c / d
    return None
