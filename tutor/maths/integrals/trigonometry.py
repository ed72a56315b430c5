"""Integrands that are products of powers of the trigonometric functions of one angle, and what is written for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Expr, Mul, S, Symbol, cos, cosh, cot, coth, csc, csch, exp, sec, sech, sin, sinh, tan, tanh

from tutor.maths.integrals.linear import slope_of

# The exponents of sine and cosine in each function.
_AS_SINE_COSINE = {sin: (1, 0), cos: (0, 1), tan: (1, -1), cot: (-1, 1), sec: (0, -1), csc: (-1, 0)}


BY_EXPONENTIALS: dict[type, Callable[[Expr], Expr]] = {
    sinh: lambda u: (exp(u) - exp(-u)) / 2,
    cosh: lambda u: (exp(u) + exp(-u)) / 2,
    tanh: lambda u: (exp(2 * u) - 1) / (exp(2 * u) + 1),
    coth: lambda u: (exp(2 * u) + 1) / (exp(2 * u) - 1),
    sech: lambda u: 2 * exp(u) / (exp(2 * u) + 1),
    csch: lambda u: 2 * exp(u) / (exp(2 * u) - 1),
}


@dataclass(frozen=True, slots=True)
class Powers:
    """sin^m cos^n of one angle that is linear in the variable; `functions` are those that stand there, with their exponents."""

    angle: Expr
    m: int
    n: int
    functions: dict[type, int]

    @property
    def sine(self) -> Expr:
        """The sine of the angle."""
        return sin(self.angle)

    @property
    def cosine(self) -> Expr:
        """The cosine of the angle."""
        return cos(self.angle)


def powers(f: Expr, x: Symbol) -> Powers | None:
    """f as such a product, None where it is none (a constant factor is none either)."""
    functions: dict[type, int] = {}
    angle: Expr | None = None
    m = n = 0
    for a in Mul.make_args(f):
        base, e = a.as_base_exp()
        kind = type(base)
        if kind not in _AS_SINE_COSINE or not e.is_Integer or (angle is not None and base.args[0] != angle):
            return None
        angle = base.args[0]
        functions[kind] = functions.get(kind, 0) + int(e)
        one, other = _AS_SINE_COSINE[kind]
        m, n = m + one * int(e), n + other * int(e)
    if angle is None or slope_of(angle, x) in (None, S.Zero):
        return None
    return Powers(angle, m, n, functions)
